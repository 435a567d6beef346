"""Below the timeline: a lane for each person, where in the video they are seen, and who of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QToolTip

from app.theme import Theme
from app.views.key_focus import KeyFocusWidget
from app.views.people_lanes import PersonLane, draw_name, draw_person_lane, person_lanes
from app.views.timeline_axis import TimeAxis
from app.views.timeline_layout import GAP, RIGHT_MARGIN, gutter_width, small_font
from app.views.timeline_painting import update_lines

if TYPE_CHECKING:
    from core.take import Take

_CLICK_REACH = 3
_ROWS_SEEN = 3
"""Lanes that are always in view at once; more where there is room."""


class PeopleStrip(KeyFocusWidget):
    """Lies over the same axis of time as the timeline above; hidden where there is nobody to choose."""

    person_wanted = Signal(int)
    frame_wanted = Signal(int)
    menu_wanted = Signal(QPoint, int, int)
    """Global place, the person of the lane there, and the frame."""
    wheel_turned = Signal(QWheelEvent)
    """Over the lanes: the axis is not ours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("People in the video"))
        self.theme = theme
        self.lanes: tuple[PersonLane, ...] = ()
        self.chosen = 0
        """The number of the person whom the take is about."""
        self.awaited: int | None = None
        """Who is chosen, but not lifted yet."""
        self._clip = (0, 0)
        self._axis: TimeAxis | None = None
        self._frame = 0
        self._loop: tuple[int, int] | None = None
        self._hovered: int | None = None
        self._pressed: QPointF | None = None
        self._still: QPixmap | None = None
        self._room = 0
        self._scroll = QScrollBar(Qt.Orientation.Vertical, self)
        self._scroll.setAccessibleName(self.tr("More people"))
        self._scroll.valueChanged.connect(self._repaint)
        self.hide()

    # ---- what is shown

    def show_people(self, take: Take | None) -> None:
        """The people of a take, or nobody."""
        self.lanes = person_lanes(take.people) if take is not None and len(take.track) else ()
        self.chosen = take.person if take is not None else 0
        if take is not None and self.lanes:
            self._clip = (int(take.track.frames[0]), int(take.track.frames[-1]) + 1)
        self.setVisible(bool(self.lanes))
        self.fit_into(self._room)
        self.show_person(self.chosen)
        self._repaint()

    def show_person(self, number: int) -> None:
        """Bring a person's lane into view."""
        rows = [row for row, lane in enumerate(self.lanes) if lane.number == number]
        if rows:
            top, height = rows[0] * self.row_height, self.row_height
            seen = self._scroll.value()
            self._scroll.setValue(min(max(seen, top + height - self._seen_height), top))

    def show_awaited(self, number: int | None) -> None:
        """Who is being lifted."""
        self.awaited = number
        self._repaint()

    def show_axis(self, axis: TimeAxis | None) -> None:
        """The part of the video that is seen."""
        self._axis = axis
        self._repaint()

    def show_frame(self, frame: int) -> None:
        """Move the line."""
        before, self._frame = self._frame, frame
        update_lines(self, self._axis, (before, frame))

    def show_loop(self, loop: tuple[int, int] | None) -> None:
        """Veil what is not played."""
        self._loop = loop
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Look different from now on."""
        self.theme = theme
        self._repaint()

    def fit_into(self, room: int) -> None:
        """Be as high as all lanes, but no higher than this many pixels; a few lanes are always seen."""
        self._room = room
        rows = len(self.lanes)
        if rows:
            most = max(min(rows, _ROWS_SEEN), room // self.row_height)
            self.setFixedHeight(min(rows, most) * self.row_height + GAP)
        self._lay_out()

    @property
    def row_height(self) -> int:
        """Of a lane, with its gap."""
        return max(QFontMetrics(small_font(self.font())).height(), 12) + 2

    @property
    def _seen_height(self) -> int:
        return self.height() - GAP

    def sizeHint(self) -> QSize:
        """As wide as the timeline."""
        return QSize(960, self.row_height * min(len(self.lanes), 6) + GAP)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lanes, and over them what moves."""
        painter = QPainter(self)
        if self._axis is None:
            painter.fillRect(self.rect(), QColor(self.theme.panel))
            return
        if self._still is None:
            self._still = self._paint_still(self._axis)
        painter.drawPixmap(0, 0, self._still)
        self._draw_hovered(painter)
        self._draw_loop(painter, self._axis)
        x = self._axis.x_of_frame(min(self._frame, len(self._axis) - 1))
        if self._axis.left <= x <= self._axis.right:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.theme.accent), 1.5))
            painter.drawLine(QLineF(x, 0, x, self.height()))
        self.draw_focus(painter, self.theme)

    def _paint_still(self, axis: TimeAxis) -> QPixmap:
        still = QPixmap(self.size() * self.devicePixelRatioF())
        still.setDevicePixelRatio(self.devicePixelRatioF())
        still.fill(QColor(self.theme.panel))
        painter = QPainter(still)
        painter.setFont(small_font(self.font()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lane in self.lanes:
            box = self._box_of(lane.number)
            if box is not None and box.bottom() > 0 and box.top() < self.height():
                is_chosen = lane.number == self.chosen
                share, state = self._share(lane), self._state(lane)
                draw_name(painter, lane, box, self.theme, share, state, is_chosen)
                draw_person_lane(painter, lane, box, axis, self.theme, is_chosen)
        painter.end()
        return still

    def _draw_hovered(self, painter: QPainter) -> None:
        box = self._box_of(self._hovered) if self._hovered is not None else None
        if box is None:
            return
        painter.setPen(QPen(QColor(self.theme.border), 1))
        veil = QColor(self.theme.text)
        veil.setAlphaF(0.08)
        painter.setBrush(veil)
        painter.drawRect(QRectF(2, box.top() - 0.5, box.right() - 2, box.height() + 1))

    def _draw_loop(self, painter: QPainter, axis: TimeAxis) -> None:
        if self._loop is None:
            return
        left, right = axis.x_of_start(self._loop[0]), axis.x_of_start(self._loop[1] + 1)
        painter.save()
        painter.setClipRect(QRectF(axis.left, 0, axis.width, self.height()))
        veil = QColor(self.theme.panel)
        veil.setAlpha(150)
        painter.fillRect(QRectF(axis.left, 0, left - axis.left, self.height()), veil)
        painter.fillRect(QRectF(right, 0, self.width() - right, self.height()), veil)
        for x in (left, right):
            painter.fillRect(QRectF(x - 1, 0, 2, self.height()), QColor(self.theme.accent))
        painter.restore()

    def _state(self, lane: PersonLane) -> str:
        if lane.number == self.awaited:
            return self.tr("lifting…")
        return self.tr("chosen") if lane.number == self.chosen else ""

    def _share(self, lane: PersonLane) -> str:
        first, stop = self._clip
        return f"{100 * lane.frames / max(stop - first, 1):.0f} %"

    def _box_of(self, number: int) -> QRectF | None:
        """Of a person's lane, right of the gutter; may be out of view."""
        for row, lane in enumerate(self.lanes):
            if lane.number == number:
                top = row * self.row_height - self._scroll.value()
                left = gutter_width(self.font())
                width = max(self.width() - left - RIGHT_MARGIN, 1)
                return QRectF(left, top + 1, width, self.row_height - 2)
        return None

    # ---- mouse and keys

    def lane_at(self, y: float) -> PersonLane | None:
        """The lane at a height of the view."""
        row = int((y + self._scroll.value()) // self.row_height)
        return self.lanes[row] if 0 <= row < len(self.lanes) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses; where it is on the time axis, it goes there, too."""
        self._pressed = event.position()
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub with the button held; else tell whom a click would choose."""
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if not self._is_click(event.position()):
                self._go_to(event.position())
            return
        lane = self.lane_at(event.position().y())
        self._set_hovered(lane.number if lane is not None else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click with the left button chooses, with the right one it opens the menu."""
        lane = self.lane_at(event.position().y())
        if self._pressed is not None and self._is_click(event.position()) and lane is not None:
            if event.button() == Qt.MouseButton.LeftButton:
                self.person_wanted.emit(lane.number)
            elif event.button() == Qt.MouseButton.RightButton:
                place = event.globalPosition().toPoint()
                self.menu_wanted.emit(place, lane.number, self._frame_at(event.position().x()))
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the names it scrolls; over the lanes it zooms and pans as everywhere in the timeline."""
        if event.position().x() >= gutter_width(self.font()):
            self.wheel_turned.emit(event)
        else:
            self._scroll.setValue(self._scroll.value() - event.angleDelta().y() // 4)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose the neighbour, and there is a menu key."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        numbers = [lane.number for lane in self.lanes]
        at = self.awaited or self.chosen
        if step is not None and at in numbers:
            row = min(max(numbers.index(at) + step, 0), len(numbers) - 1)
            if numbers[row] != at:
                self.person_wanted.emit(numbers[row])
                self.show_person(numbers[row])
        elif event.key() == Qt.Key.Key_Menu and at in numbers:
            place = self.mapToGlobal(QPoint(gutter_width(self.font()), self.height() // 2))
            self.menu_wanted.emit(place, at, self._frame)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody is under the pointer any more."""
        self._set_hovered(None)

    def event(self, event: QEvent) -> bool:
        """Say who is under the pointer and what a click does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lane = self.lane_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self._tip(lane) if lane is not None else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same lanes in another view."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs higher lanes."""
        if event.type() == QEvent.Type.FontChange:
            self.fit_into(self._room)
        super().changeEvent(event)

    def _tip(self, lane: PersonLane) -> str:
        text = self.tr("Person {0}: seen in {1} frames ({2}).").format(
            lane.number, lane.frames, self._share(lane)
        )
        if lane.number == self.chosen:
            return text
        return text + "\n" + self.tr("Click to choose; right-click for more.")

    def _go_to(self, at: QPointF) -> None:
        if self._axis is not None and at.x() >= self._axis.left:
            self.frame_wanted.emit(self._axis.frame_at(at.x()))

    def _frame_at(self, x: float) -> int:
        is_on_axis = self._axis is not None and x >= self._axis.left
        return self._axis.frame_at(x) if is_on_axis and self._axis is not None else self._frame

    def _is_click(self, at: QPointF) -> bool:
        return self._pressed is not None and (at - self._pressed).manhattanLength() <= _CLICK_REACH

    def _set_hovered(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setCursor(
                Qt.CursorShape.PointingHandCursor
                if number not in (None, self.chosen)
                else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def _lay_out(self) -> None:
        wide = RIGHT_MARGIN
        self._scroll.setGeometry(self.width() - wide, 0, wide, self._seen_height)
        most = max(len(self.lanes) * self.row_height - self._seen_height, 0)
        self._scroll.setRange(0, most)
        self._scroll.setPageStep(max(self._seen_height, 1))
        self._scroll.setSingleStep(self.row_height)
        self._scroll.setVisible(most > 0)
        self._repaint()

    def _repaint(self) -> None:
        self._still = None
        self.update()
