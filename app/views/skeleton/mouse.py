"""Turns the mouse into movements of the camera and into clicks, for either way of drawing."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.views.skeleton.camera import Camera

_DEGREES_PER_PIXEL = 0.4
_CLICK_PX = 4
"""A press that moves no further than this is a click."""


class CameraHand(QObject):
    """Left button turns, middle (or shift and left) shifts, the wheel comes nearer; a click picks."""

    moved = Signal()
    """The camera was moved by hand."""
    clicked = Signal(QPointF)
    hovered = Signal(object)
    """The pointer's place (`QPointF`), or None when it left."""

    def __init__(self, view: QWidget, camera: Camera) -> None:
        super().__init__(view)
        self._view, self._camera = view, camera
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_drag = False
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's way of asking."""
        kind = event.type()
        if isinstance(event, QWheelEvent):
            self._camera.zoom(0.999 ** event.angleDelta().y())
            self.moved.emit()
            return True
        if kind == QEvent.Type.Leave:
            self.hovered.emit(None)
            return False
        if not isinstance(event, QMouseEvent):
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._pressed = self._last = event.position()
            self._is_drag = False
        elif kind == QEvent.Type.MouseMove:
            self._move(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            if (
                self._pressed is not None
                and not self._is_drag
                and event.button() == Qt.MouseButton.LeftButton
            ):
                self.clicked.emit(event.position())
            self._pressed = None
        return False

    def _move(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is None:
            self.hovered.emit(place)
            return
        self._is_drag = self._is_drag or (place - self._pressed).manhattanLength() > _CLICK_PX
        if not self._is_drag:
            return
        step = place - self._last
        self._last = place
        buttons, keys = event.buttons(), event.modifiers()
        shifts = buttons & Qt.MouseButton.MiddleButton or keys & Qt.KeyboardModifier.ShiftModifier
        if shifts:
            self._camera.pan(step.x(), step.y(), self._view.height())
        elif buttons & Qt.MouseButton.RightButton:
            self._camera.zoom(1.005 ** step.y())
        else:
            self._camera.orbit(-_DEGREES_PER_PIXEL * step.x(), _DEGREES_PER_PIXEL * step.y())
        self.moved.emit()
