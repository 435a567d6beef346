"""Global-shift robustness (paper, section 4.2): does the pose change when the person is merely elsewhere?

Every keypoint of a window is moved by one offset, and the pose lifted from it is compared with the pose
lifted from the window as it was: the consistency MPJPE(P_o, P_s), which needs no truth.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d

from core.geometry.rays import camera_to_ray

Points = NDArray[np.float32]
Bounds = NDArray[np.float64]

_CANDIDATES = 1024
"""How many offsets are tried before a frame makes do with the fewer that fit: enough for a person who
may move within only 1 % of the square of offsets to get eight."""
_BLOCK_WINDOWS = 16
"""Windows after which frames begin elsewhere in the list of offsets: long enough that a lifter in dilated
form, which must see a window more than it lifts, loses little; short enough to try many lengths."""


class RunLifter(Protocol):
    """What the test needs of a lifter."""

    def lift_shifted(
        self, points: Points, start: int, stop: int, shifts: Bounds, *, focal: float | None
    ) -> Points:
        """Joints (K, stop - start, J, 3), metres, of some frames of a run (S, J, 2) moved by `shifts`."""


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
    joint_beyond_mm: NDArray[np.float32]
    """(T, J) as `joint_drift_mm`, once each pose is turned back by its own ray; NaN too where that was not
    measured. A person who is seen elsewhere is seen from another side, so that a part of the drift is right:
    this is the rest, which is wrong."""
    reach: float

    @property
    def drift_mm(self) -> NDArray[np.float32]:
        """(T,) mean over joints and offsets."""
        return np.asarray(self.joint_drift_mm.mean(axis=1), dtype=np.float32)

    @property
    def beyond_mm(self) -> NDArray[np.float32]:
        """(T,) mean over joints and offsets of what geometry does not demand."""
        return np.asarray(self.joint_beyond_mm.mean(axis=1), dtype=np.float32)

    @property
    def fault_mm(self) -> NDArray[np.float32]:
        """(T,) what a lifter is to be blamed for: `beyond_mm`, or the whole drift where that is not known."""
        beyond = self.beyond_mm
        return beyond if np.isfinite(beyond).any() else self.drift_mm

    def rows(self, rows: slice) -> Self:
        """A view of some frames."""
        return replace(
            self,
            joint_drift_mm=self.joint_drift_mm[rows],
            lengths=self.lengths[rows],
            drifts_mm=self.drifts_mm[rows],
            joint_beyond_mm=self.joint_beyond_mm[rows],
        )

    def copy(self) -> Self:
        """The same in arrays of its own."""
        return replace(
            self,
            joint_drift_mm=self.joint_drift_mm.copy(),
            lengths=self.lengths.copy(),
            drifts_mm=self.drifts_mm.copy(),
            joint_beyond_mm=self.joint_beyond_mm.copy(),
        )

    def put(self, other: Self) -> None:
        """Write what another test of the same frames found over this one's arrays."""
        self.joint_drift_mm[:], self.lengths[:] = other.joint_drift_mm, other.lengths
        self.drifts_mm[:], self.joint_beyond_mm[:] = other.drifts_mm, other.joint_beyond_mm

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
            np.full((frames, joints), np.nan, np.float32),
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
    focal: float | None = None,
    first_frame: int = 0,
    rows: tuple[int, int] | None = None,
) -> ShiftRobustness:
    """Test the lifter on `points` (T, J, 2), normalised, whose lifted poses are `joints` (T, J, 3).

    Give the `focal` length that these were lifted with, in half picture widths: under perspective even a
    perfect lifter's pose in the camera frame turns as the ray to the root does, and that is in the drift.
    `runs` are the unbroken runs of known frames, `aspect` the picture's height over its width. Only
    frames `rows[0]` to `rows[1]` are tested if given; the others are NaN. A frame's offsets depend on
    its number in the video (`first_frame` is that of the first row), its window and the seed alone, so
    the result is the same however a clip is cut up: from an endless list, spread evenly over the
    square, a frame takes the first that keep its whole window inside the picture. Where in the list it
    begins changes every few windows; in between, frames share their offsets and so can share work.
    """
    first, last = rows or (0, len(points))
    result = ShiftRobustness.unknown(len(points), points.shape[1], options)
    offsets = _draw_offsets(options)
    for start, stop in runs:
        begin, end = max(start, first), min(stop, last)
        if begin >= end:
            continue
        run = points[start:stop]
        room = _find_room(run, window, aspect)
        for a, b, turn in _blocks(begin + first_frame, end + first_frame, _BLOCK_WINDOWS * window):
            part = slice(a - first_frame - start, b - first_frame - start)
            rolled = np.roll(offsets, -turn * options.shifts, axis=0)
            found = _choose_offsets(room[part], rolled, options.shifts)
            chosen = np.zeros((len(run), found.shape[1]), np.bool_)
            chosen[part] = found
            lift = partial(lifter.lift_shifted, run, focal=focal)
            rays = None if focal is None else _rays(run, focal)
            part_result = result.rows(slice(start, stop))
            _test_block(lift, joints[start:stop], rays, chosen, rolled, window, part_result)
    counts = np.isfinite(result.lengths).sum(axis=1, keepdims=True)
    result.joint_drift_mm[:] /= np.maximum(counts, 1)
    result.joint_beyond_mm[:] /= np.maximum(counts, 1)
    return result


def _test_block(
    lift: Callable[[int, int, Bounds], Points],
    joints: Points,
    rays: Points | None,
    chosen: NDArray[np.bool_],
    offsets: Bounds,
    window: int,
    result: ShiftRobustness,
) -> None:
    """Enter into `result` what the chosen (S, C) offsets do to the frames of a run with `rays` (S, 3)."""
    place = np.cumsum(chosen, axis=1) - 1  # (S, C) the how-manieth offset of its frame
    for (a, b), used in _spans(chosen, bridge=window).items():
        lifted = lift(a, b, offsets[used])  # (K, b - a, J, 3)
        lengths = np.hypot(*offsets[used].T)
        for offset, length, poses in zip(used, lengths, lifted, strict=True):
            rows = a + np.flatnonzero(chosen[a:b, offset])
            drift = np.linalg.norm(poses[rows - a] - joints[rows], axis=-1) * 1000  # (n, J) mm
            at = (rows, place[rows, offset])
            result.lengths[at] = length
            result.drifts_mm[at] = drift.mean(axis=1)
            result.joint_drift_mm[rows] = np.nan_to_num(result.joint_drift_mm[rows]) + drift
            if rays is not None:
                moved = rays[rows] + np.array([*offsets[offset], 0], np.float32)
                turned = camera_to_ray(poses[rows - a], moved) - camera_to_ray(joints[rows], rays[rows])
                beyond = np.linalg.norm(turned, axis=-1) * 1000
                result.joint_beyond_mm[rows] = np.nan_to_num(result.joint_beyond_mm[rows]) + beyond


def _rays(run: Points, focal: float) -> Points:
    """(S, 3) directions from the camera to the roots of a run (S, J, 2)."""
    return np.concatenate([run[:, 0], np.full((len(run), 1), focal, np.float32)], axis=1)


def _blocks(first: int, last: int, length: int) -> Iterator[tuple[int, int, int]]:
    """Start, stop and number of the blocks of frames in which `first` to `last` lie."""
    for number in range(first // length, -(-last // length)):
        yield max(first, number * length), min(last, (number + 1) * length), number


def _draw_offsets(options: ShiftOptions) -> Bounds:
    """(C, 2) offsets, uniform in the square; any few that follow each other are spread evenly.

    Roberts' R2 sequence (2018): multiples of the powers of 1/g, g the real root of g^3 = g + 1.
    """
    steps = np.array([0.7548776662466927, 0.5698402909980532])
    start = np.random.default_rng(options.seed).uniform(size=2)
    return np.asarray(((start + np.arange(_CANDIDATES)[:, None] * steps) % 1 * 2 - 1) * options.reach)


def _find_room(run: Points, window: int, aspect: float) -> Bounds:
    """(S, 2, 2) least and greatest offset in x and y that keep each frame's whole window in the picture."""
    edge = np.array([1.0, aspect])
    low = minimum_filter1d(run.min(axis=1), window, axis=0, mode="nearest")  # (S, 2)
    high = maximum_filter1d(run.max(axis=1), window, axis=0, mode="nearest")
    return np.stack([-edge - low, edge - high], axis=1)


def _choose_offsets(room: Bounds, offsets: Bounds, count: int) -> NDArray[np.bool_]:
    """(S, C) True for the first `count` offsets that fit into each frame's room; C as many as it takes."""
    tried = 4 * count
    while True:
        few = offsets[:tried]
        fits = ((few > room[:, None, 0]) & (few < room[:, None, 1])).all(axis=-1)
        chosen = fits & (np.cumsum(fits, axis=1) <= count)
        if len(few) == len(offsets) or (chosen.sum(axis=1) == count).all():
            return np.asarray(chosen)
        tried *= 4


def _spans(chosen: NDArray[np.bool_], *, bridge: int) -> dict[tuple[int, int], list[int]]:
    """What is worth lifting in one go: start and stop of spans of frames, and the offsets used there.

    Frames that do not use an offset are lifted along where fewer than `bridge` stand between two that
    do: starting anew costs the lifter a whole window.
    """
    spans: dict[tuple[int, int], list[int]] = {}
    for offset in np.flatnonzero(chosen.any(axis=0)).tolist():
        rows = np.flatnonzero(chosen[:, offset])
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > bridge) + 1):
            spans.setdefault((int(part[0]), int(part[-1]) + 1), []).append(offset)
    return spans
