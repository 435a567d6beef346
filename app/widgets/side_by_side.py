"""Two widgets beside each other where there is width, above each other where there is not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from app.theme import SPACE


class SideBySide(QWidget):
    """Gives two widgets shares of the longer side."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._parts = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])

    def minimumSizeHint(self) -> QSize:
        """As narrow as one of them: they go above each other where both do not fit."""
        return QSize(max(map(_least_width, self._parts)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the other way is roomier."""
        width, height = event.size().width(), event.size().height()
        is_wide = width > 1.15 * height and width >= sum(map(_least_width, self._parts)) + SPACE
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)


def _least_width(part: QWidget) -> int:
    return part.minimumSizeHint().expandedTo(part.minimumSize()).width()


class ScrollingPair(QScrollArea):
    """A `SideBySide` that can be scrolled, so that a small dock need not grow for it."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._pair = SideBySide(first, second, shares)
        self.setWidget(self._pair)
        self._pair.setAutoFillBackground(False)  # setWidget turns it on
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
