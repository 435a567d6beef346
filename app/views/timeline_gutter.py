"""Left of the lanes: their names, and their values at the frame that is looked at."""

import math

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.theme import SPACE, Theme
from app.views.timeline_axis import TimeAxis
from app.views.timeline_lanes import FLAG_ROWS, CurveLane, HeatLane, Lane
from app.views.timeline_layout import TimelineLayout, small_font
from app.views.timeline_painting import write_time

Part = tuple[str, str]
"""A text and its colour."""


def draw_gutter(
    painter: QPainter,
    layout: TimelineLayout,
    axis: TimeAxis,
    frame: int,
    first: int,
    theme: Theme,
    has_findings: bool,
) -> None:
    """Names and values; `first` is the frame of the lanes' row 0."""
    painter.save()
    painter.setFont(small_font(painter.font()))
    ruler = _gutter_box(layout, layout.ruler)
    time = write_time(float(axis.edges[frame]), 3)
    _write(painter, ruler.adjusted(0, 0, 0, -ruler.height() / 2), [(time, theme.text)], right=True)
    text = _tr("frame {0}").format(frame)
    _write(painter, ruler.adjusted(0, ruler.height() / 2, 0, 0), [(text, theme.faint)], right=True)
    if has_findings:
        _write(painter, _gutter_box(layout, layout.findings), [(_tr("Findings"), theme.faint)])
    for lane, box in layout.lanes:
        _draw_lane_name(painter, _gutter_box(layout, box), lane, frame - first, theme)
    painter.restore()


def lane_values(lane: Lane, row: int, theme: Theme) -> list[Part]:
    """What a lane says of a row of the take, in its colours; a dash where it knows nothing."""
    if isinstance(lane, CurveLane):
        lines = [(line.values, line.colour if line.label else theme.text) for line in lane.lines]
        return [(_write_value(values, row, lane.pattern), colour) for values, colour in lines]
    if isinstance(lane, HeatLane):
        return [(_write_value(lane.values, row, lane.pattern), theme.text)]
    flags = int(lane.flags[row]) if 0 <= row < len(lane.flags) else 0
    return [(_tr(name), getattr(theme, colour)) for flag, name, colour in FLAG_ROWS if flags & flag]


def _write_value(values: object, row: int, pattern: str) -> str:
    value = float(values[row]) if 0 <= row < len(values) else math.nan  # type: ignore[index, arg-type]
    return pattern.format(value) if math.isfinite(value) else "–"


def _draw_lane_name(painter: QPainter, box: QRectF, lane: Lane, row: int, theme: Theme) -> None:
    line_height = painter.fontMetrics().height()
    name: list[Part] = [(lane.title, theme.faint)]
    values = lane_values(lane, row, theme)
    if box.height() < 2 * line_height:
        shown = values[:1] if not isinstance(lane, CurveLane) or len(values) == 1 else []
        taken = painter.fontMetrics().horizontalAdvance(f"  {shown[0][0]}") if shown else 0
        _write(painter, box.adjusted(0, 0, -taken, 0), name)
        _write(painter, box, shown, right=True)
        return
    top = box.top() + max(0.0, (box.height() - 2 * line_height) / 2)
    _write(painter, QRectF(box.left(), top, box.width(), line_height), name)
    below = QRectF(box.left(), top + line_height, box.width(), line_height)
    _write(painter, below, values)


def _gutter_box(layout: TimelineLayout, box: QRectF) -> QRectF:
    return QRectF(SPACE, box.top(), layout.gutter - 2 * SPACE, box.height())


def _write(painter: QPainter, box: QRectF, parts: list[Part], *, right: bool = False) -> None:
    """Texts beside each other, cut off at the end of the box."""
    metrics = painter.fontMetrics()
    space = metrics.horizontalAdvance("  ")
    x = box.left()
    if right:
        x = box.right() - sum(metrics.horizontalAdvance(text) + space for text, _ in parts) + space
    for text, colour in parts:
        room = box.right() - x
        if room <= 0:
            return
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room) + 1)
        painter.drawText(QRectF(x, box.top(), room + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        x += metrics.horizontalAdvance(text) + space


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)
