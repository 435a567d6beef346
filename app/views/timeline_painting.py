"""Draws the lanes of the timeline: all that does not change from frame to frame, once per view."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.timeline_axis import TimeAxis, reduce_to_columns
from app.views.timeline_lanes import FLAG_ROWS, CurveLane, FlagLane, HeatLane, Lane, Line
from core.diagnostics.findings import Finding

HEAT_STEPS = 256
LINE_REACH = 8
"""Pixels to either side that the line of a frame takes, with its head."""


def update_lines(view: QWidget, axis: TimeAxis | None, frames: Iterable[int]) -> None:
    """Repaint a view where the lines of these frames are, heads and all: a tenth of the work of all of it."""
    if axis is None:
        view.update()
        return
    for frame in frames:
        x = axis.x_of_frame(min(frame, len(axis) - 1))
        view.update(int(x) - LINE_REACH, 0, 2 * LINE_REACH + 1, view.height())


def draw_ruler(painter: QPainter, box: QRectF, axis: TimeAxis, theme: Theme) -> None:
    """Seconds above, frame numbers below; zoomed in, a bar that tells which part of the whole is seen."""
    metrics = painter.fontMetrics()
    row = box.height() / 2
    spacing = metrics.horizontalAdvance("00:00.00") + 16
    painter.setPen(QColor(theme.text))
    times = axis.ticks_s(spacing)
    digits = _digits(times)
    for time in times:
        _draw_tick(painter, axis.x_of_time(time), box.top(), row, write_time(time, digits), axis)
    painter.setPen(QColor(theme.faint))
    for frame in axis.ticks_frames(spacing):
        _draw_tick(painter, axis.x_of_start(frame), box.top() + row, row, str(frame), axis)
    if not axis.is_whole:
        whole = float(axis.edges[-1] - axis.edges[0])
        left = box.left() + (axis.start_s - float(axis.edges[0])) / whole * axis.width
        width = max((axis.stop_s - axis.start_s) / whole * axis.width, 6)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, axis.width, 2), QColor(theme.raised))
        painter.fillRect(QRectF(left, box.bottom() - 1, width, 2), QColor(theme.faint))


def write_time(time_s: float, digits: int) -> str:
    """Seconds, or minutes and seconds from a minute on."""
    if time_s < 60:
        return f"{time_s:.{digits}f} s"
    minutes, seconds = divmod(round(time_s, digits), 60)
    return f"{minutes:.0f}:{seconds:0{digits + 3 if digits else 2}.{digits}f}"


def draw_lane(painter: QPainter, box: QRectF, lane: Lane, axis: TimeAxis, first: int, theme: Theme) -> None:
    """A lane whose row 0 is frame `first` of the video."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, QColor(theme.canvas))
    if isinstance(lane, CurveLane):
        for line in lane.lines:
            _draw_line(painter, box, lane, line, axis, first)
        _draw_top(painter, box, lane, theme)
    elif isinstance(lane, HeatLane):
        _draw_heat(painter, box, lane, axis, first, theme)
    else:
        _draw_flags(painter, box, lane, axis, first, theme)
    painter.restore()


def draw_findings(
    painter: QPainter, box: QRectF, findings: Sequence[Finding], axis: TimeAxis, theme: Theme
) -> None:
    """Warnings above, notes below, each over its range of frames."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, QColor(theme.canvas))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for finding in findings:
        painter.setBrush(QColor(theme.warning if finding.severity == "warning" else theme.accent))
        painter.drawRoundedRect(finding_box(box, finding, axis), 2, 2)
    painter.restore()


def finding_box(box: QRectF, finding: Finding, axis: TimeAxis) -> QRectF:
    """Where a finding is drawn: at least a few pixels wide, so that it can be seen and hit."""
    left, right = axis.x_of_start(finding.start), axis.x_of_start(finding.stop)
    row = box.height() / 2
    top = box.top() + (0 if finding.severity == "warning" else row)
    return QRectF(left, top + 1.5, max(right - left - 1, 4), row - 3)


def seen_rows(axis: TimeAxis, first: int, count: int) -> tuple[int, int]:
    """Rows in view, and one to either side, of a take of `count` rows that begins at frame `first`."""
    start, stop = axis.seen_frames()
    begin = min(max(start - 1 - first, 0), count)
    return begin, max(min(stop + 1 - first, count), begin)


def _draw_tick(painter: QPainter, x: float, top: float, height: float, text: str, axis: TimeAxis) -> None:
    if axis.left - 1 <= x <= axis.right:
        painter.drawLine(QLineF(x, top + height - 4, x, top + height))
        if x + 4 + painter.fontMetrics().horizontalAdvance(text) <= axis.right:
            painter.drawText(QPointF(x + 4, top + height - 3), text)


def _digits(times: list[float]) -> int:
    step = times[1] - times[0] if len(times) > 1 else 1.0
    return max(0, int(np.ceil(-np.log10(step) - 1e-9)))


def _draw_line(
    painter: QPainter, box: QRectF, lane: CurveLane, line: Line, axis: TimeAxis, first: int
) -> None:
    start, stop = seen_rows(axis, first, len(line.values))
    x, values = axis.middles(first + start, first + stop), line.values[start:stop]
    scale = (box.height() - 3) / lane.top
    if len(x) > axis.width:
        columns, low, high = reduce_to_columns(x, values)
        _draw_dense(painter, box, columns - box.left(), low * scale + 1.5, high * scale + 1.5, line)
        return
    heights = box.bottom() - 1.5 - values * scale
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for run in _known_runs(heights):
        points = [QPointF(*at) for at in zip(x[run].tolist(), heights[run].tolist(), strict=True)]
        if line.is_filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_ground(line))
            ends = [QPointF(points[-1].x(), box.bottom()), QPointF(points[0].x(), box.bottom())]
            painter.drawPolygon(QPolygonF([*points, *ends]))
        painter.setPen(QPen(QColor(line.colour), 1.4))
        painter.drawPolyline(points)
        if len(points) == 1:
            painter.drawPoint(points[0])


def _draw_dense(
    painter: QPainter,
    box: QRectF,
    columns: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    line: Line,
) -> None:
    """Several frames to a pixel: their whole range, so that no peak is lost.

    An image made by NumPy: QPainter takes ten times as long for as many lines (measured with 12,000 frames).
    """
    width, height = int(box.width()), int(box.height())
    is_inside = (columns >= 0) & (columns < width) & np.isfinite(low)
    at = columns[is_inside].astype(np.int64)
    low, high = low[is_inside], high[is_inside]
    # Neighbouring columns touch, as a drawn line would.
    low[1:], high[1:] = np.minimum(low[1:], high[:-1]), np.maximum(high[1:], low[:-1])
    above = np.arange(height, 0, -1)[:, None] - 0.5  # (H, 1) of each pixel row over the lane's lower edge
    colours = np.zeros((height, width, 4), np.uint8)
    part = np.zeros((height, len(at), 4), np.uint8)
    if line.is_filled:
        part[above <= high] = _rgba(_ground(line))
    part[(above >= low - 0.75) & (above <= high + 0.75)] = _rgba(QColor(line.colour))
    colours[:, at] = part
    _draw_image(painter, box, colours)


def _ground(line: Line) -> QColor:
    colour = QColor(line.colour)
    colour.setAlpha(34)
    return colour


def _draw_top(painter: QPainter, box: QRectF, lane: CurveLane, theme: Theme) -> None:
    """Which value the upper edge stands for, where there is room."""
    if not lane.is_part and box.height() >= 1.8 * painter.fontMetrics().height():
        painter.setPen(QColor(theme.faint))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(box.adjusted(0, 0, -3, 0), flags, lane.pattern.format(lane.top))


def _known_runs(values: NDArray[np.floating]) -> list[slice]:
    """Slices of what is not NaN."""
    known = np.flatnonzero(np.isfinite(values))
    parts = np.split(known, np.flatnonzero(np.diff(known) != 1) + 1) if len(known) else []
    return [slice(int(part[0]), int(part[-1]) + 1) for part in parts]


def _rgba(colour: QColor) -> tuple[int, int, int, int]:
    return colour.red(), colour.green(), colour.blue(), colour.alpha()


def _draw_heat(
    painter: QPainter, box: QRectF, lane: HeatLane, axis: TimeAxis, first: int, theme: Theme
) -> None:
    rows, has_value = _rows_of_columns(axis, first, len(lane.values))
    greatest = _greatest_by_column(lane.values, rows, has_value)
    low, high = (np.array(_rgba(QColor(c))[:3]) for c in (theme.raised, theme.warning))
    part = np.nan_to_num(np.clip(greatest / lane.top, 0, 1))
    colours = np.zeros((1, len(part), 4), np.uint8)
    colours[0, :, :3] = low + part[:, None] * (high - low)
    colours[0, :, 3] = np.where(np.isfinite(greatest), 255, 0)
    _draw_image(painter, box, colours)


def _draw_flags(
    painter: QPainter, box: QRectF, lane: FlagLane, axis: TimeAxis, first: int, theme: Theme
) -> None:
    rows, has_value = _rows_of_columns(axis, first, len(lane.flags))
    colours = np.zeros((len(FLAG_ROWS), len(has_value), 4), np.uint8)
    for number, (flag, _, colour) in enumerate(FLAG_ROWS):
        is_set = _greatest_by_column((lane.flags & np.uint8(flag)) != 0, rows, has_value) > 0
        colours[number, is_set] = _rgba(QColor(getattr(theme, colour)))
    _draw_image(painter, box, colours)


def _rows_of_columns(axis: TimeAxis, first: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(W + 1,) row of the take at the edges of each pixel column, and (W,) whether the column has any."""
    edges_x = np.arange(round(axis.width) + 1)
    times = axis.start_s + edges_x * (axis.stop_s - axis.start_s) / axis.width
    frames = np.searchsorted(axis.edges, times, side="right") - 1 - first
    has_value = (frames[:-1] < count) & (frames[1:] >= 0) & (times[:-1] < axis.edges[-1])
    return np.clip(frames, 0, count - 1), has_value


def _greatest_by_column(
    values: NDArray[np.generic], rows: NDArray[np.int64], has_value: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """(W,) greatest value among the frames of each column; NaN where there is none."""
    # rows 3 3 4 9 -> columns [3, 4), [3, 5), [4, 10): a frame that began in an earlier column still counts
    bounds = np.stack([rows[:-1], np.maximum(rows[1:], rows[:-1]) + 1], axis=1).reshape(-1)
    padded = np.append(values.astype(np.float64), np.nan)
    greatest = np.fmax.reduceat(padded, bounds)[::2]
    return np.asarray(np.where(has_value, greatest, np.nan))


def _draw_image(painter: QPainter, box: QRectF, colours: NDArray[np.uint8]) -> None:
    rows, columns, _ = colours.shape
    image = QImage(colours.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    painter.drawImage(QRectF(box.left(), box.top(), columns, box.height()), image)
