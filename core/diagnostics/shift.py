"""Global-shift robustness (paper, section 4.2): does the pose change when the person is merely elsewhere?

Every keypoint of a window is moved by one offset, and the pose lifted from it is compared with the pose
lifted from the window as it was: the consistency MPJPE(P_o, P_s), which needs no truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d

Points = NDArray[np.float32]
Bounds = NDArray[np.float64]

_CANDIDATES = 1024
"""How many offsets are tried before a frame makes do with the fewer that fit: enough for a person who
may move within only 1 % of the square of offsets to get eight."""


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
    lengths: NDArray[np.float32]
    """(T, S) length of each offset tried, normalised image units; NaN beyond those that fit."""
    drifts_mm: NDArray[np.float32]
    """(T, S) drift under each of them, mean over the joints."""
    reach: float

    @property
    def drift_mm(self) -> NDArray[np.float32]:
        """(T,) mean over joints and offsets."""
        return np.asarray(self.joint_drift_mm.mean(axis=1), dtype=np.float32)

    def curve(self, steps: int = 10) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Figure 6: length of the shift (bin centres) and mean drift in mm there (NaN where none fell)."""
        edges = np.linspace(0, self.reach * np.sqrt(2), steps + 1)
        tried = np.isfinite(self.lengths)
        counts, _ = np.histogram(self.lengths[tried], edges)
        sums, _ = np.histogram(self.lengths[tried], edges, weights=self.drifts_mm[tried])
        mean = np.full(steps, np.nan)
        np.divide(sums, counts, out=mean, where=counts > 0)
        return (edges[1:] + edges[:-1]) / 2, mean

    @classmethod
    def unknown(cls, frames: int, joints: int, options: ShiftOptions) -> Self:
        """Of a clip in which nothing was tested yet."""
        tried = (frames, options.shifts)
        return cls(
            np.full((frames, joints), np.nan, np.float32),
            np.full(tried, np.nan, np.float32),
            np.full(tried, np.nan, np.float32),
            options.reach,
        )


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
    first, last = rows or (0, len(points))
    result = ShiftRobustness.unknown(len(points), points.shape[1], options)
    offsets = _draw_offsets(options)
    for start, stop in runs:
        begin, end = max(start, first), min(stop, last)
        if begin >= end:
            continue
        room = _find_room(points[start:stop], window, aspect)[begin - start : end - start]
        chosen = _choose_offsets(room, offsets, options.shifts)
        place = np.cumsum(chosen, axis=1) - 1  # (S, C) the how-manieth offset of its frame
        for offset, a, b in _spans(chosen, bridge=window):
            shift = (float(offsets[offset, 0]), float(offsets[offset, 1]))
            lifted = lifter.lift_run(points[start:stop], begin - start + a, begin - start + b, shift=shift)
            used = np.flatnonzero(chosen[a:b, offset])
            drift = np.linalg.norm(lifted[used] - joints[begin + a + used], axis=-1) * 1000  # (n, J) mm
            at = (begin + a + used, place[a + used, offset])
            result.lengths[at] = np.hypot(*shift)
            result.drifts_mm[at] = drift.mean(axis=1)
            known = np.nan_to_num(result.joint_drift_mm[at[0]])
            result.joint_drift_mm[at[0]] = known + drift
    counts = np.isfinite(result.lengths).sum(axis=1, keepdims=True)
    result.joint_drift_mm[:] /= np.maximum(counts, 1)
    return result


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


def _spans(chosen: NDArray[np.bool_], *, bridge: int) -> Iterator[tuple[int, int, int]]:
    """Offset, start and stop of what is worth lifting in one go.

    Frames that do not use the offset are lifted along where fewer than `bridge` stand between two that
    do: starting anew costs the lifter a whole window.
    """
    for offset in np.flatnonzero(chosen.any(axis=0)):
        rows = np.flatnonzero(chosen[:, offset])
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > bridge) + 1):
            yield int(offset), int(part[0]), int(part[-1]) + 1
