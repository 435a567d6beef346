"""What the timeline shows of a take: one lane per thing worth seeing over time. No drawing here."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.theme import Theme
from core.diagnostics.comparison import frame_differences_mm
from core.pose.records import Flag
from core.take import Take

Values = NDArray[np.floating]


def _named(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Timeline", text))


FLAG_ROWS: tuple[tuple[Flag, str, str], ...] = (
    (Flag.PADDED, _named("window padded"), "faint"),
    (Flag.INTERPOLATED | Flag.OUTLIER, _named("filled in"), "accent"),
    (Flag.LOW_CONFIDENCE, _named("unsure"), "warning"),
    (Flag.OUTSIDE, _named("outside"), "error"),
    (Flag.SWAP, _named("sides swapped?"), "right"),
    (Flag.MISSING, _named("not seen"), "text"),
    (Flag.CORRECTED, _named("corrected"), "good"),
)
"""What the provenance stripe tells apart: flags, their name, and a colour of the theme. One row each."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One curve."""

    label: str
    """Empty where the lane has one curve only."""
    colour: str
    values: Values
    """(N,) by row of the take; NaN is a gap."""

    @property
    def is_filled(self) -> bool:
        """Whether the ground below is coloured: only where it hides no other curve."""
        return not self.label


@dataclass(frozen=True, slots=True, eq=False)
class CurveLane:
    """Curves over one axis from 0 to `top`."""

    title: str
    tip: str
    lines: tuple[Line, ...]
    top: float
    pattern: str
    """How a value is written: a format string."""
    is_part: bool = False
    """Whether values are parts of a whole, so that everyone knows what the top is."""


@dataclass(frozen=True, slots=True, eq=False)
class HeatLane:
    """One value as colour, from 0 to `top`."""

    title: str
    tip: str
    values: Values
    top: float
    pattern: str


@dataclass(frozen=True, slots=True, eq=False)
class FlagLane:
    """A row of colour for each flag that a frame may carry."""

    title: str
    tip: str
    flags: NDArray[np.uint8]
    """(N,) `Flag` bits of all joints together."""


Lane = CurveLane | HeatLane | FlagLane


def make_lanes(take: Take, theme: Theme, *, is_finished: bool = True) -> tuple[Lane, ...]:
    """The lanes of a take, from above to below. What the take does not have has no lane.

    Before it `is_finished`, frames without a pose are not missing: they will be lifted.
    """
    drifts = tuple(
        Line(name, theme.lifter(name, position), result.shift.fault_mm)
        for position, (name, result) in enumerate(take.results.items())
    )
    lanes: list[Lane] = [
        _curve(
            _tr("Movement range"),
            _tr("How far the joints move within the lifters' window, in half widths of the picture"),
            (Line("", theme.accent, take.movement.mean(axis=1)),),
            "{:.3f}",
        ),
    ]
    if drifts:
        lanes.append(
            _curve(
                _tr("Shift drift"),
                _tr(
                    "How far the pose moves, beyond what perspective demands, when the person is merely"
                    " elsewhere in the picture: 0 is best"
                ),
                drifts,
                "{:.1f} mm",
            )
        )
    lanes.append(
        CurveLane(
            _tr("Confidence"), _tr("How sure the detector was, mean over the joints"),
            (Line("", theme.good, take.track.confidence.mean(axis=1)),), 1.0, "{:.0%}", is_part=True,
        )
    )  # fmt: skip
    difference = _difference_mm(take)
    if difference is not None:
        tip = _tr("How far the poses of {0} and {1} lie apart, mean over the joints").format(
            *list(take.results)[:2]
        )
        lanes.append(HeatLane(_tr("Difference"), tip, difference, _top(difference), "{:.1f} mm"))
    flags = take.frame_flags if is_finished else np.bitwise_or.reduce(take.track.flags, axis=1)
    lanes.append(FlagLane(_tr("Provenance"), _flag_legend(theme), flags))
    return tuple(lanes)


def _difference_mm(take: Take) -> NDArray[np.float64] | None:
    """(N,) millimetres between the first two lifters' poses; None with fewer than two."""
    if len(take.results) < 2:
        return None
    first, second = list(take.results.values())[:2]
    return frame_differences_mm(first.pose, second.pose)


def flag_names(flags: int) -> list[str]:
    """The names of the flags that are set."""
    return [_tr(name) for flag, name, _ in FLAG_ROWS if flags & flag]


def _flag_legend(theme: Theme) -> str:
    """Rich text: what each row and colour of the stripe means."""
    rows = (
        f'<br><span style="color: {getattr(theme, colour)}">■</span> {_tr(name)}'
        for _, name, colour in FLAG_ROWS
    )
    return f"<p>{_tr('Where keypoints are not plain sightings, from above:')}{''.join(rows)}</p>"


def _curve(title: str, tip: str, lines: tuple[Line, ...], pattern: str) -> CurveLane:
    return CurveLane(title, tip, lines, max(_top(line.values) for line in lines), pattern)


def _top(values: Values) -> float:
    return float(np.nanmax(values)) * 1.05 or 1.0 if np.isfinite(values).any() else 1.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)
