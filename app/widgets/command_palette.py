"""Type what you want to do: every action, found by a few letters of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.theme import SPACE

_KEYS = Qt.ItemDataRole.UserRole + 1


def rank(wanted: str, text: str) -> int | None:
    """How well a text fits what was typed: the smaller the better; None if not at all.

    Letters must come in the typed order. Beginnings of words count most: `sa` finds "Save as" before
    "Go to the last frame".
    """
    wanted, text = wanted.lower().replace(" ", ""), text.lower()
    if not wanted:
        return 0
    if (at := text.replace(" ", "").find(wanted)) == 0:
        return 0
    initials = "".join(word[0] for word in text.split() if word)
    if initials.startswith(wanted):
        return 1
    if wanted in text:
        return 2 + text.index(wanted)
    position = -1
    for letter in wanted:
        position = text.find(letter, position + 1)
        if position < 0:
            return None
    return 1000 + position + max(at, 0)


class _WithKeys(QStyledItemDelegate):
    """Draws the keys of a command at the right, fainter than its name."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The item as usual, and its keys over it."""
        super().paint(painter, option, index)
        painter.save()
        palette: QPalette = option.palette
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        box: QRect = option.rect
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -2 * SPACE, 0), right, index.data(_KEYS) or "")
        painter.restore()


class CommandPalette(QDialog):
    """A field and a list; Return does it, Escape closes."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popup")
        self.setWindowTitle(self.tr("Find a command"))
        self._actions = actions
        blank = QPixmap(20, 20)
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)  # keeps the names below each other
        self._field = QLineEdit(placeholderText=self.tr("What do you want to do?"))
        self._field.setAccessibleName(self.windowTitle())
        self._field.setMinimumHeight(32)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setIconSize(QSize(20, 20))
        self._list.setItemDelegate(_WithKeys(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._find)
        self._field.returnPressed.connect(self._do)
        self._list.itemClicked.connect(self._do)
        self._field.installEventFilter(self)
        self.resize(min(560, parent.width() - 40), min(420, parent.height() - 80))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + 60)
        self._find("")
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the field is typed in."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return super().eventFilter(watched, event)

    def _find(self, wanted: str) -> None:
        self._list.clear()
        found = [(rank(wanted, a.text()), n, a) for n, a in enumerate(self._actions)]
        for _, _, action in sorted(f for f in found if f[0] is not None):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(action.text())
            item.setData(_KEYS, keys)
            if keys:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text()}, {keys}")
            item.setIcon(self._blank if action.icon().isNull() else action.icon())
            item.setData(Qt.ItemDataRole.UserRole, action)
            item.setToolTip(action.statusTip())
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _do(self) -> None:
        item = self._list.currentItem()
        action = item.data(Qt.ItemDataRole.UserRole) if item else None
        if isinstance(action, QAction) and action.isEnabled():
            self.close()
            action.trigger()
