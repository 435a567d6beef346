"""What mouse and keys do on the picture: zoom, pan, choose, correct and shift."""

from enum import Enum

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from app.theme import Theme
from app.views.people_marks import person_at
from app.views.video_overlay import nearest_joint
from app.views.video_picture import PictureView

GRAB_REACH = 14.0
"""View pixels around a joint within which the pointer has it."""
CLICK_REACH = 4
"""A press that moves no further is a click."""
WHEEL_STEP = 1.0015
"""Zoom for each eighth of a degree that the wheel is turned."""

_NUDGES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Mode(Enum):
    """What dragging with the left button does."""

    LOOK = "look"
    CORRECT = "correct"
    SHIFT = "shift"


class VideoCanvas(PictureView):
    """Tells what the user does to the figures; changes nothing but the view itself."""

    joint_clicked = Signal(object)
    """Name of a joint, or None beside all."""
    person_clicked = Signal(int)
    """The number of somebody who is not the chosen one."""
    joint_moved = Signal(int, float, float, bool)
    """Index of the joint, the place in pixels of the picture, and whether it was let go there."""
    drag_cancelled = Signal()
    """The joint that was being moved shall be where it was."""
    shift_moved = Signal(float, float)
    """How far the whole figure is dragged from where it was seen, normalised image units."""
    menu_wanted = Signal(QPoint, object)
    """Global place, and the name of the joint there, or None."""
    space_tapped = Signal()
    """The space bar was held for panning, but nothing was panned."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._mode = Mode.LOOK
        self._grabbed: int | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_panning = False
        self._has_space = False
        self._shift_before = (0.0, 0.0)

    @property
    def mode(self) -> Mode:
        """What dragging with the left button does."""
        return self._mode

    @property
    def is_dragging(self) -> bool:
        """Whether a joint is being moved."""
        return self._grabbed is not None

    def set_mode(self, mode: Mode) -> None:
        """Drag something else from now on."""
        self._mode = mode
        self.let_go()

    def let_go(self) -> None:
        """End whatever is being dragged, where it is."""
        self._pressed, self._grabbed, self._is_panning = None, None, False
        self._update_cursor()

    def event(self, event: QEvent) -> bool:
        """Keep the space bar from playing while it may mean to pan: over a picture larger than its view."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            can_pan = self._mapping is not None and self._mapping.zoom is not None and self.underMouse()
            if (event.key() == Qt.Key.Key_Space and can_pan) or self.is_dragging:
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        if self._mapping is not None and event.angleDelta().y():
            self._zoom(self._mapping.scale * WHEEL_STEP ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, or grab a joint or the figure."""
        self._pressed = self._last = event.position()
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._is_panning = not is_left or self._has_space
        if is_left and not self._is_panning and self._mode is Mode.CORRECT:
            self._grabbed = self._joint_at(event.position())
        self._shift_before = self.shift or (0.0, 0.0)
        self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what was begun; else tell which joint is under the pointer."""
        at, moved = event.position(), event.position() - self._last
        self._last = at
        if self._pressed is None:
            joint = self._joint_at(at)
            person = self.other_person_at(at) if joint is None else None
            if (joint, person) != (self._hovered, self._hovered_person):
                self._hover(joint, person)
        elif self._is_panning:
            if self._mapping is not None and not self._is_click(at):
                self._set_mapping(self._mapping.moved(moved.x(), moved.y()))
                self._has_space = False  # it was for panning, not for playing
        elif self._grabbed is not None:
            self._move_joint(at, is_let_go=False)
        elif self._mode is Mode.SHIFT and self._mapping is not None:
            width = self._mapping.rectangle[2]  # is 2 normalised units
            dx, dy = (at - self._pressed).x() * 2 / width, (at - self._pressed).y() * 2 / width
            self.shift_moved.emit(self._shift_before[0] + dx, self._shift_before[1] + dy)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was begun; a click chooses a joint or opens the menu."""
        if self._pressed is None:
            return
        is_click = self._is_click(event.position())
        joint = self._name(self._joint_at(event.position()))
        if self._grabbed is not None and not is_click:
            self._move_joint(event.position(), is_let_go=True)
        elif is_click and event.button() == Qt.MouseButton.LeftButton:
            person = self.other_person_at(event.position()) if joint is None else None
            if person is not None:
                self.person_clicked.emit(person)
            else:
                self.joint_clicked.emit(joint)
        elif is_click and event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(event.globalPosition().toPoint(), joint)
        self.let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit, and back to one to one."""
        if (
            self._mapping is not None
            and self._mode is Mode.LOOK
            and event.button() == Qt.MouseButton.LeftButton
            and self.other_person_at(event.position()) is None
        ):
            if self._mapping.zoom is None:
                self._zoom(1 / self.devicePixelRatioF(), event.position())
            else:
                self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space held pans, Escape lets go, Alt and arrows move the chosen joint, and there is a menu key."""
        if event.key() == Qt.Key.Key_Space and self.underMouse() and not event.isAutoRepeat():
            self._has_space = True
            self._update_cursor()
        elif event.key() == Qt.Key.Key_Escape and self.is_dragging:
            self.let_go()
            self.drag_cancelled.emit()
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()), self.chosen)
        elif not self._nudge(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go: no more panning."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            if self._has_space:
                self.space_tapped.emit()
            self._has_space = False
            self._update_cursor()
        super().keyReleaseEvent(event)

    def other_person_at(self, at: QPointF) -> int | None:
        """The number of the person at a place of the view, if it is not the chosen one."""
        if self._mapping is None or not self.people or self.is_dragging:
            return None
        number = person_at(self.people, self._mapping, at.x(), at.y())
        is_chosen = any(mark.number == number and mark.is_chosen for mark in self.people)
        return None if is_chosen else number

    def _nudge(self, event: QKeyEvent) -> bool:
        """Move the chosen joint by one pixel of the picture."""
        step = _NUDGES.get(Qt.Key(event.key()))
        is_wanted = self._mode is Mode.CORRECT and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if step is None or not is_wanted or not self.figures or self.chosen is None:
            return False
        figure = self.figures[0]
        joint = figure.skeleton.index(self.chosen)
        x, y = (float(value) for value in figure.points[joint])
        if np.isfinite(x + y):
            self.joint_moved.emit(joint, x + step[0], y + step[1], True)
        return True

    def _move_joint(self, at: QPointF, *, is_let_go: bool) -> None:
        if self._mapping is not None and self._grabbed is not None:
            x, y = self._mapping.to_picture(at.x(), at.y())
            self.joint_moved.emit(self._grabbed, x, y, is_let_go)

    def _joint_at(self, at: QPointF) -> int | None:
        if self._mapping is None or not self.figures:
            return None
        return nearest_joint(self.figures[0], self._mapping, at.x(), at.y(), GRAB_REACH)

    def _name(self, joint: int | None) -> str | None:
        return None if joint is None or not self.figures else self.figures[0].skeleton.joints[joint]

    def _is_click(self, at: QPointF) -> bool:
        return self._pressed is not None and (at - self._pressed).manhattanLength() <= CLICK_REACH

    def _hover(self, joint: int | None, person: int | None = None) -> None:
        self._hovered, self._hovered_person = joint, person
        self._update_cursor()
        self.update()

    def _update_cursor(self) -> None:
        if self._is_panning and self._pressed is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._has_space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._mode is Mode.SHIFT:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif self._mode is Mode.CORRECT and (self._hovered is not None or self._grabbed is not None):
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._hovered_person is not None and self._pressed is None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
