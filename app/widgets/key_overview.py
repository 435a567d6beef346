"""All keys on one page, as they are now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.action_bar import ActionBar, translate
from app.actions import ACTIONS, MENUS
from app.theme import SPACE

_COLUMNS: tuple[tuple[str, ...], ...] = (("Play",), ("File", "Edit"), ("View", "Process", "Help"))


class KeyOverview(QDialog):
    """The table of actions that have keys, by menu, in three columns."""

    def __init__(self, actions: ActionBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        page = QWidget()
        row = QHBoxLayout(page)
        row.setSpacing(4 * SPACE)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            for menu in (m for m in MENUS if m in menus):
                heading = QLabel(translate(menu))
                heading.setProperty("role", "heading")
                column.addWidget(heading)
                column.addLayout(self._make_grid(actions, menu))
                column.addSpacing(SPACE)
            column.addStretch()
            row.addLayout(column)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        hint = QLabel(self.tr("Other keys can be chosen in the settings."))
        hint.setProperty("role", "faint")
        layout.addWidget(hint)
        self.resize(page.sizeHint().width() + 60, min(page.sizeHint().height() + 80, 640))

    def _make_grid(self, actions: ActionBar, menu: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for entry in (e for e in ACTIONS.values() if e.menu == menu):
            keys = actions[entry.id].shortcuts()
            if keys:
                shown = "  ".join(k.toString(QKeySequence.SequenceFormat.NativeText) for k in keys)
                left = QLabel(shown)
                left.setProperty("role", "heading")
                row = grid.count() // 2
                grid.addWidget(left, row, 0)
                grid.addWidget(QLabel(translate(entry.text)), row, 1)
        return grid
