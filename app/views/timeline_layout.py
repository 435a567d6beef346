"""Where on the timeline each lane lies."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetrics

from app.views.timeline_lanes import FLAG_ROWS, CurveLane, HeatLane, Lane

RULER_HEIGHT = 34
FINDINGS_HEIGHT = 16
HEAT_HEIGHT = 16
FLAG_ROW_HEIGHT = 4
LEAST_CURVE_HEIGHT = 18
GAP = 3
GUTTER_WIDTH = 148
"""Left of the lanes: their names and their values at the frame that is looked at; more for large text."""
GUTTER_LINES = 9.5
"""The same in heights of a line."""
RIGHT_MARGIN = 8


@dataclass(frozen=True, slots=True, eq=False)
class TimelineLayout:
    """Boxes from the gutter to the right end; the lanes' own begin at `left`."""

    ruler: QRectF
    findings: QRectF
    gutter: float
    lanes: tuple[tuple[Lane, QRectF], ...]
    bottom: float

    @classmethod
    def arrange(cls, lanes: Sequence[Lane], width: float, height: float, font: QFont) -> "TimelineLayout":
        """Stripes have fixed heights, of a line of text at least; curves share what is left."""
        line = line_height(font)
        left = gutter_width(font)
        right = max(width - RIGHT_MARGIN, left + 1)
        curves = sum(isinstance(lane, CurveLane) for lane in lanes)
        ruler, above = max(RULER_HEIGHT, 2 * line), max(FINDINGS_HEIGHT, line)
        fixed = ruler + above + GAP * (len(lanes) + 2) + sum(_fixed_height(lane, line) for lane in lanes)
        share = max(LEAST_CURVE_HEIGHT, line, (height - fixed) / curves) if curves else 0.0

        y = float(ruler + GAP)

        def take(lane_height: float) -> QRectF:
            nonlocal y
            box = QRectF(left, y, right - left, lane_height)
            y += lane_height + GAP
            return box

        findings = take(above)
        boxes = [(lane, take(round(_fixed_height(lane, line) or share))) for lane in lanes]
        return cls(QRectF(left, 0, right - left, ruler), findings, left, tuple(boxes), y)


def least_height(lanes: Sequence[Lane], font: QFont) -> int:
    """Below this, lanes are cut off."""
    return math.ceil(TimelineLayout.arrange(lanes, 0, 0, font).bottom)


def small_font(font: QFont) -> QFont:
    """For what is read beside something else."""
    small = QFont(font)
    small.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
    return small


def line_height(font: QFont) -> int:
    """Of the names of lanes."""
    return QFontMetrics(small_font(font)).height()


def gutter_width(font: QFont) -> int:
    """Left of the lanes, for text of this size."""
    return max(GUTTER_WIDTH, round(GUTTER_LINES * line_height(font)))


def _fixed_height(lane: Lane, line: int) -> float:
    """0 for a curve."""
    if isinstance(lane, CurveLane):
        return 0
    return max(HEAT_HEIGHT, line) if isinstance(lane, HeatLane) else FLAG_ROW_HEIGHT * len(FLAG_ROWS)
