"""Global-shift robustness (paper, section 4.2): does the pose change when the person is merely elsewhere?

Every keypoint of a window is moved by one offset, and the pose lifted from it is compared with the pose
lifted from the window as it was: the consistency MPJPE(P_o, P_s), which needs no truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d

Points = NDArray[np.float32]
Bounds = NDArray[np.float64]

_CANDIDATES = 1024
"""How many offsets are tried before a frame makes do with the fewer that fit: enough for a person who
may move within only 1 % of the square of offsets to get eight."""
CURVE_STEPS = 10
"""Bins of the curve, from no shift to the farthest corner of the square of offsets."""


class RunLifter(Protocol):
    """What the test needs of a lifter."""

    def lift_run(self, points: Points, start: int, stop: int, *, shift: tuple[float, float]) -> Points:
        """Joints (stop - start, J, 3), metres, of some frames of a run (S, J, 2) moved by `shift`."""


@dataclass(frozen=True, slots=True)
class ShiftOptions:
    """How the offsets are drawn."""

    reach: float = 0.2
    """Offsets lie in (-reach, reach) in x and in y, normalised image units: the paper's a."""
    shifts: int = 8
    """Offsets for each frame."""
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class ShiftRobustness:
    """How far the pose of each frame drifts under a shift. Less is better; 0 is what RIE aims at."""

    joint_drift_mm: NDArray[np.float32]
    """(T, J) millimetres, mean over the frame's offsets; NaN where none fits or there is no pose."""
    counts: NDArray[np.int32]
    """(T,) offsets that were tried: fewer than asked for where the person has little room."""
    curve_mm: NDArray[np.float64]
    """(CURVE_STEPS,) sum of the frames' drift for offsets of each length, to be divided by the counts."""
    curve_counts: NDArray[np.int64]
    """(CURVE_STEPS,) how many frames' offsets had that length."""
    reach: float

    @property
    def drift_mm(self) -> NDArray[np.float32]:
        """(T,) mean over the joints."""
        return np.asarray(self.joint_drift_mm.mean(axis=1), dtype=np.float32)

    def curve(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Length of the shift (bin centres) and mean drift in mm there (NaN where no shift fell)."""
        width = self.reach * np.sqrt(2) / CURVE_STEPS
        mean = np.full(CURVE_STEPS, np.nan)
        np.divide(self.curve_mm, self.curve_counts, out=mean, where=self.curve_counts > 0)
        return (np.arange(CURVE_STEPS) + 0.5) * width, mean


def shift_robustness(
    lifter: RunLifter,
    points: Points,
    joints: Points,
    runs: list[tuple[int, int]],
    *,
    window: int,
    aspect: float,
    options: ShiftOptions,
    rows: tuple[int, int] | None = None,
) -> ShiftRobustness:
    """Test the lifter on `points` (T, J, 2), normalised, whose lifted poses are `joints` (T, J, 3).

    `runs` are the unbroken runs of known frames, `aspect` the picture's height over its width. Only
    frames `rows[0]` to `rows[1]` are tested if given; the others are NaN. A frame's offsets depend on
    its own window and the seed alone: all frames take theirs from one list, each the first that keep
    its whole window inside the picture, so the result is the same however a clip is cut up.
    """
    result = ShiftRobustness(
        np.zeros(points.shape[:2], np.float32),
        np.zeros(len(points), np.int32),
        np.zeros(CURVE_STEPS),
        np.zeros(CURVE_STEPS, np.int64),
        options.reach,
    )
    first, last = rows or (0, len(points))
    offsets = _draw_offsets(options)
    for start, stop in runs:
        begin, end = max(start, first), min(stop, last)
        if begin >= end:
            continue
        room = _find_room(points[start:stop], window, aspect)[begin - start : end - start]
        chosen = _choose_offsets(room, offsets, options.shifts)
        for offset, a, b, is_used in _spans(chosen, bridge=window):
            shift = (float(offsets[offset, 0]), float(offsets[offset, 1]))
            lifted = lifter.lift_run(points[start:stop], begin - start + a, begin - start + b, shift=shift)
            _add(result, begin + a, lifted, joints, is_used, float(np.hypot(*shift)))
    unknown = result.counts == 0
    with np.errstate(invalid="ignore"):
        result.joint_drift_mm[:] /= np.where(unknown, np.nan, result.counts)[:, None]
    return result


def _add(
    result: ShiftRobustness,
    start: int,
    lifted: Points,
    joints: Points,
    is_used: NDArray[np.bool_],
    length: float,
) -> None:
    """Count the drift of the frames `start + flatnonzero(is_used)` under one offset."""
    rows = start + np.flatnonzero(is_used)
    drift = np.linalg.norm(lifted[is_used] - joints[rows], axis=-1) * 1000  # (n, J) mm
    result.joint_drift_mm[rows] += drift
    result.counts[rows] += 1
    step = min(int(length / (result.reach * np.sqrt(2)) * CURVE_STEPS), CURVE_STEPS - 1)
    result.curve_mm[step] += drift.mean(axis=1).sum()
    result.curve_counts[step] += len(rows)


def _draw_offsets(options: ShiftOptions) -> Bounds:
    """(C, 2) offsets, uniform in the square; the same for every clip."""
    generator = np.random.default_rng(options.seed)
    return generator.uniform(-options.reach, options.reach, size=(_CANDIDATES, 2))


def _find_room(run: Points, window: int, aspect: float) -> Bounds:
    """(S, 2, 2) least and greatest offset in x and y that keep each frame's whole window in the picture."""
    edge = np.array([1.0, aspect])
    low = minimum_filter1d(run.min(axis=1), window, axis=0, mode="nearest")  # (S, 2)
    high = maximum_filter1d(run.max(axis=1), window, axis=0, mode="nearest")
    return np.stack([-edge - low, edge - high], axis=1)


def _choose_offsets(room: Bounds, offsets: Bounds, count: int) -> NDArray[np.bool_]:
    """(S, C) True for the first `count` offsets that fit into each frame's room."""
    fits = ((offsets > room[:, None, 0]) & (offsets < room[:, None, 1])).all(axis=-1)
    return np.asarray(fits & (np.cumsum(fits, axis=1) <= count))


def _spans(chosen: NDArray[np.bool_], *, bridge: int) -> Iterator[tuple[int, int, int, NDArray[np.bool_]]]:
    """Offset, start, stop, and which frames in between use it: what is worth lifting in one go.

    Frames that do not use the offset are lifted along where fewer than `bridge` stand between two that
    do: starting anew costs the lifter a whole window.
    """
    for offset in np.flatnonzero(chosen.any(axis=0)):
        rows = np.flatnonzero(chosen[:, offset])
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > bridge) + 1):
            a, b = int(part[0]), int(part[-1]) + 1
            yield int(offset), a, b, chosen[a:b, offset]
