"""Where on the timeline each lane lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.views.timeline_lanes import FLAG_ROWS, CurveLane, HeatLane, Lane

RULER_HEIGHT = 34
FINDINGS_HEIGHT = 16
HEAT_HEIGHT = 16
FLAG_ROW_HEIGHT = 4
LEAST_CURVE_HEIGHT = 18
GAP = 3
GUTTER_WIDTH = 148
"""Left of the lanes: their names and their values at the frame that is looked at."""
RIGHT_MARGIN = 8


@dataclass(frozen=True, slots=True, eq=False)
class TimelineLayout:
    """Boxes from the gutter to the right end; the lanes' own begin at `left`."""

    ruler: QRectF
    findings: QRectF
    lanes: tuple[tuple[Lane, QRectF], ...]
    bottom: float

    @classmethod
    def arrange(cls, lanes: Sequence[Lane], width: float, height: float) -> "TimelineLayout":
        """Stripes have fixed heights, curves share what is left."""
        left, right = GUTTER_WIDTH, max(width - RIGHT_MARGIN, GUTTER_WIDTH + 1)
        curves = sum(isinstance(lane, CurveLane) for lane in lanes)
        fixed = RULER_HEIGHT + FINDINGS_HEIGHT + GAP * (len(lanes) + 2) + sum(map(_fixed_height, lanes))
        share = max(LEAST_CURVE_HEIGHT, (height - fixed) / curves) if curves else 0.0

        y = float(RULER_HEIGHT + GAP)

        def take(lane_height: float) -> QRectF:
            nonlocal y
            box = QRectF(left, y, right - left, lane_height)
            y += lane_height + GAP
            return box

        findings = take(FINDINGS_HEIGHT)
        boxes = [(lane, take(round(_fixed_height(lane) or share))) for lane in lanes]
        return cls(QRectF(left, 0, right - left, RULER_HEIGHT), findings, tuple(boxes), y)


def least_height(lanes: Sequence[Lane]) -> int:
    """Below this, lanes are cut off."""
    heights = [_fixed_height(lane) or LEAST_CURVE_HEIGHT for lane in lanes]
    return round(RULER_HEIGHT + FINDINGS_HEIGHT + GAP * (len(lanes) + 2) + sum(heights))


def _fixed_height(lane: Lane) -> float:
    """0 for a curve."""
    if isinstance(lane, CurveLane):
        return 0
    return HEAT_HEIGHT if isinstance(lane, HeatLane) else FLAG_ROW_HEIGHT * len(FLAG_ROWS)
