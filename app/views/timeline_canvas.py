"""The timeline's drawing and what the mouse does on it; knows neither the session nor the take."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from app.core_words import in_our_words
from app.theme import SPACE, Theme
from app.views.key_focus import KeyFocusWidget
from app.views.timeline_axis import TimeAxis
from app.views.timeline_gutter import draw_gutter
from app.views.timeline_lanes import FlagLane, Lane, flag_names
from app.views.timeline_layout import TimelineLayout, gutter_width, least_height, small_font
from app.views.timeline_painting import draw_findings, draw_lane, draw_ruler, finding_box, update_lines
from core.diagnostics.findings import Finding
from core.video import VideoInfo

HANDLE_REACH = 6
BOOKMARK_REACH = 5
CLICK_REACH = 3
WHEEL_STEP = 1.002


class Grip(Enum):
    """What the mouse has hold of."""

    FRAME = "frame"
    LOOP_START = "loop start"
    LOOP_END = "loop end"
    NEW_LOOP = "new loop"
    VIEW = "view"


class TimelineCanvas(KeyFocusWidget):
    """Lanes over one time axis, with the frame shown, the loop and the bookmarks over them."""

    frame_wanted = Signal(int)
    loop_wanted = Signal(object)
    """(first, last) frame."""
    menu_wanted = Signal(QPoint, int)
    """Global place, and the frame there."""
    axis_changed = Signal(object)
    """`TimeAxis`, or None: another part of the video is seen, or another video."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.theme = theme
        self.axis: TimeAxis | None = None
        self.lanes: tuple[Lane, ...] = ()
        self.first = 0
        """The frame of the lanes' row 0."""
        self.findings: tuple[Finding, ...] = ()
        self.bookmarks: tuple[int, ...] = ()
        self.loop: tuple[int, int] | None = None
        self.frame = 0
        self.note = ""
        self.layout_: TimelineLayout = TimelineLayout.arrange((), 1, 1, self.font())
        self._still: QPixmap | None = None
        """All that does not change with the frame."""
        self._hovered: int | None = None
        self._grip: Grip | None = None
        self._pressed = QPointF()
        self._last_x = 0.0

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(960, 220)

    def minimumSizeHint(self) -> QSize:
        """Room for every lane."""
        return QSize(gutter_width(self.font()) + 160, least_height(self.lanes, self.font()))

    def show_video(self, video: VideoInfo | None) -> None:
        """Another time axis, all of it in view."""
        self.axis = None
        if video is not None:
            self.axis = TimeAxis.whole(video.times, video.duration, self.layout_.gutter, 1.0)
        self.lay_out()

    def show_lanes(self, lanes: tuple[Lane, ...], first: int, findings: Sequence[Finding]) -> None:
        """Another take, or the same with other results or colours."""
        self.lanes, self.first, self.findings = lanes, first, tuple(findings)
        self.setMinimumHeight(least_height(lanes, self.font()))
        self.lay_out()

    def show_frame(self, frame: int) -> None:
        """Move the line; turn on like a page where it would leave the view."""
        before, self.frame = self.frame, frame
        if self.axis is not None and self._grip is None:
            self._set_axis(self.axis.following(frame))
        self.update(0, 0, round(self.layout_.gutter), self.height())
        update_lines(self, self.axis, (before, frame))

    def show_all(self) -> None:
        """All of the video in view."""
        if self.axis is not None:
            self._set_axis(self.axis.showing(float(self.axis.edges[0]), float(self.axis.edges[-1])))

    def show_range(self, first: int, last: int) -> None:
        """These frames, and a little around them, in view."""
        if self.axis is not None:
            start, stop = float(self.axis.edges[first]), float(self.axis.edges[last + 1])
            margin = 0.1 * (stop - start)
            self._set_axis(self.axis.showing(start - margin, stop + margin))

    def zoom_by(self, factor: float) -> None:
        """Closer or farther about the frame shown."""
        if self.axis is not None:
            self._set_axis(self.axis.zoomed(factor, self.axis.x_of_frame(self.frame)))

    def lay_out(self) -> None:
        """Begin anew with places and the still part."""
        self.layout_ = TimelineLayout.arrange(self.lanes, self.width(), self.height(), self.font())
        if self.axis is not None:
            self.axis = self.axis.resized(self.layout_.gutter, self.layout_.ruler.width())
        self._still = None
        self.axis_changed.emit(self.axis)
        self.update()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The still part, and over it what moves."""
        painter = QPainter(self)
        if (axis := self.axis) is None:
            painter.fillRect(self.rect(), QColor(self.theme.panel))
            self._draw_note(painter, QRectF(self.rect()))
        else:
            self._draw_all(painter, axis)
        self.draw_focus(painter, self.theme)

    def _draw_all(self, painter: QPainter, axis: TimeAxis) -> None:
        if self._still is None:
            self._still = self._paint_still(axis)
        painter.drawPixmap(0, 0, self._still)
        if self.note:
            self._draw_note(painter, QRectF(self.rect()).adjusted(0, self.layout_.ruler.height(), 0, 0))
        self._draw_loop(painter, axis)
        for frame in self.bookmarks:
            self._draw_bookmark(painter, axis.x_of_frame(frame))
        seen = self.frame if self._hovered is None else self._hovered
        draw_gutter(painter, self.layout_, axis, seen, self.first, self.theme, bool(self.findings))
        if self._hovered is not None and self._grip is None:
            self._draw_line(painter, axis.x_of_frame(self._hovered), QColor(self.theme.faint), False)
        self._draw_line(painter, axis.x_of_frame(self.frame), QColor(self.theme.accent), True)

    def _paint_still(self, axis: TimeAxis) -> QPixmap:
        still = QPixmap(self.size() * self.devicePixelRatioF())
        still.setDevicePixelRatio(self.devicePixelRatioF())
        still.fill(QColor(self.theme.panel))
        painter = QPainter(still)
        painter.setFont(small_font(self.font()))
        draw_ruler(painter, self.layout_.ruler, axis, self.theme)
        if self.lanes:
            draw_findings(painter, self.layout_.findings, self.findings, axis, self.theme)
        for lane, box in self.layout_.lanes:
            draw_lane(painter, box, lane, axis, self.first, self.theme)
        painter.end()
        return still

    def _draw_note(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QColor(self.theme.faint))
        inside = area.adjusted(2 * SPACE, SPACE, -2 * SPACE, -SPACE)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.note)

    def _draw_line(self, painter: QPainter, x: float, colour: QColor, has_head: bool) -> None:
        if not self.layout_.ruler.left() <= x <= self.layout_.ruler.right():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QLineF(x, 0, x, self.height()))
        if has_head:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 8)]))

    def _draw_bookmark(self, painter: QPainter, x: float) -> None:
        ruler = self.layout_.ruler
        if not ruler.left() <= x <= ruler.right():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.panel), 1))
        painter.setBrush(QColor(self.theme.text))
        top, bottom = ruler.height() / 2 - 5, ruler.height() / 2 + 6
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x + 4, bottom),
                    QPointF(x, bottom - 4), QPointF(x - 4, bottom),
                ]
            )
        )  # fmt: skip

    def _draw_loop(self, painter: QPainter, axis: TimeAxis) -> None:
        if self.loop is None:
            return
        ruler = self.layout_.ruler
        left, right = axis.x_of_start(self.loop[0]), axis.x_of_start(self.loop[1] + 1)
        painter.save()
        painter.setClipRect(QRectF(ruler.left(), 0, ruler.width(), self.height()))
        veil = QColor(self.theme.panel)
        veil.setAlpha(150)
        for outside in (QRectF(0, 0, left, self.height()), QRectF(right, 0, self.width(), self.height())):
            painter.fillRect(outside, veil)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent))
        for x, inwards in ((left, 1), (right, -1)):
            painter.drawRect(QRectF(x - 1, 0, 2, self.height()))
            painter.drawRoundedRect(QRectF(min(x, x + 6 * inwards), 0, 6, ruler.height()), 2, 2)
        painter.restore()

    # ---- the mouse

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumHeight(least_height(self.lanes, self.font()))
            self.lay_out()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the part of the video that is seen."""
        self.lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways, or with Shift, pan."""
        if self.axis is None:
            return
        turned, sideways = event.angleDelta().y(), event.angleDelta().x()
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._set_axis(self.axis.moved(sideways or turned))
        else:
            self._set_axis(self.axis.zoomed(WHEEL_STEP**turned, event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a loop's end, the view or the frame; Shift begins a loop."""
        if self.axis is None:
            return
        self._pressed, self._last_x = event.position(), event.position().x()
        if event.button() != Qt.MouseButton.LeftButton:
            self._grip = Grip.VIEW
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._grip = Grip.NEW_LOOP
        else:
            self._grip = self._loop_end_at(event.position()) or Grip.FRAME
        if self._grip is Grip.FRAME:
            self.frame_wanted.emit(self._target_at(event.position(), self.axis))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub, pan or change the loop; with nothing held, read out what is there."""
        if (axis := self.axis) is None:
            return
        x, frame = event.position().x(), axis.frame_at(event.position().x())
        if self._grip is Grip.VIEW:
            self._set_axis(axis.moved(x - self._last_x))
        elif self._grip is Grip.FRAME and not self._is_click(event):
            self.frame_wanted.emit(frame)
        elif self._grip is Grip.LOOP_START and self.loop is not None:
            self.loop_wanted.emit((min(frame, self.loop[1]), self.loop[1]))
        elif self._grip is Grip.LOOP_END and self.loop is not None:
            self.loop_wanted.emit((self.loop[0], max(frame, self.loop[0])))
        elif self._grip is Grip.NEW_LOOP and not self._is_click(event):
            self.loop_wanted.emit(tuple(sorted((axis.frame_at(self._pressed.x()), frame))))
        self._last_x = x
        is_over = axis.left <= x <= axis.right
        self._set_hovered(frame if is_over else None)
        at_handle = self._loop_end_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if at_handle else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click with the right button opens the menu."""
        grip, self._grip = self._grip, None
        is_right = event.button() == Qt.MouseButton.RightButton
        if grip is Grip.VIEW and is_right and self._is_click(event) and self.axis is not None:
            self.menu_wanted.emit(event.globalPosition().toPoint(), self.axis.frame_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the ruler: all of the video."""
        if self.layout_.ruler.contains(event.position()):
            self.show_all()

    def leaveEvent(self, event: QEvent) -> None:
        """Read out the frame shown again."""
        self._set_hovered(None)

    def event(self, event: QEvent) -> bool:
        """Tips for findings, flags and the names of lanes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.axis is not None:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos()), self.axis), self)
            return True
        return super().event(event)

    def tip_at(self, at: QPointF, axis: TimeAxis) -> str:
        """What there is to say about a place."""
        if findings := self._findings_at(at, axis):
            return "\n".join(in_our_words(finding.text) for finding in findings)
        for lane, box in self.layout_.lanes:
            if box.top() <= at.y() <= box.bottom():
                row = axis.frame_at(at.x()) - self.first
                if isinstance(lane, FlagLane) and at.x() >= box.left() and 0 <= row < len(lane.flags):
                    return ", ".join(flag_names(int(lane.flags[row]))) or self.tr("plain sighting")
                return lane.tip
        return ""

    def _findings_at(self, at: QPointF, axis: TimeAxis) -> list[Finding]:
        if not self.layout_.findings.contains(at):
            return []
        boxes = ((finding, finding_box(self.layout_.findings, finding, axis)) for finding in self.findings)
        return [finding for finding, box in boxes if box.adjusted(-2, -2, 2, 2).contains(at)]

    def _target_at(self, at: QPointF, axis: TimeAxis) -> int:
        """The frame that a click means: a finding's or bookmark's that it hits, else the one there."""
        if findings := self._findings_at(at, axis):
            return findings[-1].start
        if self.layout_.ruler.contains(at):
            for frame in self.bookmarks:
                if abs(axis.x_of_frame(frame) - at.x()) <= BOOKMARK_REACH:
                    return frame
        return axis.frame_at(at.x())

    def _loop_end_at(self, at: QPointF) -> Grip | None:
        if self.loop is None or self.axis is None or at.y() > self.layout_.ruler.bottom():
            return None
        ends = ((Grip.LOOP_START, self.loop[0]), (Grip.LOOP_END, self.loop[1] + 1))
        near = [(abs(self.axis.x_of_start(frame) - at.x()), grip.value, grip) for grip, frame in ends]
        away, _, grip = min(near)
        return grip if away <= HANDLE_REACH else None

    def _is_click(self, event: QMouseEvent) -> bool:
        return (event.position() - self._pressed).manhattanLength() <= CLICK_REACH

    def _set_hovered(self, frame: int | None) -> None:
        if frame != self._hovered:
            self._hovered = frame
            self.update()

    def _set_axis(self, axis: TimeAxis) -> None:
        if axis is not self.axis:
            self.axis = axis
            self._still = None
            self.axis_changed.emit(axis)
            self.update()
