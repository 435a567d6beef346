"""A visible focus for widgets that draw themselves: a frame, when the focus came by the keyboard."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.theme import Theme

_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class KeyFocusWidget(QWidget):
    """Knows whether its focus is to be seen; who clicks knows where they are."""

    def __init__(self) -> None:
        super().__init__()
        self._shows_focus = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus if a key brought it."""
        self._shows_focus = event.reason() in _KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        self._shows_focus = False
        self.update()

    def draw_focus(self, painter: QPainter, theme: Theme) -> None:
        """The last thing to paint."""
        if self._shows_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
