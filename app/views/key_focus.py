"""What widgets share that draw all of themselves and are worked on with the mouse and with keys."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import Theme

_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class KeyFocusWidget(QWidget):
    """Shows its focus as a frame when a key brought it; who clicks knows where they are.

    Hears the mouse without a button held, and opens its menus itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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


def put_canvas(panel: QWidget, canvas: KeyFocusWidget, below: QWidget) -> None:
    """Fill a panel with a canvas, which has its focus, and a strip below it."""
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(canvas, 1)
    column.addWidget(below)
    panel.setFocusProxy(canvas)
