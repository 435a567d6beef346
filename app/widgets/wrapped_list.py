"""A list whose texts are broken into lines and shown whole."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

_PADDING = 2 * 8
"""Left and right of an item, as the style sheet has it."""
_MARK = 34
"""What a check box or an icon and the gaps beside it take of the width."""


class WrappedList(QListWidget):
    """Never scrolls sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # lines are broken anew
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Whole(self))


class _Whole(QStyledItemDelegate):
    """WORKAROUND: Qt leaves a style sheet's padding out when it counts the lines of an item's text, and so
    writes dots in the place of the last one."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough for all lines at the width of the list."""
        hint = super().sizeHint(option, index)
        room = QRect(0, 0, max(self._view.viewport().width() - _PADDING - _MARK, 40), 100_000)
        lines = self._view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, index.data() or "")
        return QSize(hint.width(), max(hint.height(), lines.height() + _PADDING))
