"""Movement range (paper, eq. 15): how much there is to see in a window."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.geometry.image import normalise
from core.pose.records import Flag, Track
from core.pose.runs import find_runs

Points = NDArray[np.float32]
Array = NDArray[np.float64]

_LEAST_DIFFERENCES = 5
_MAD_TO_DEVIATION = 1.4826
"""Standard deviation of a normal distribution over its median absolute deviation."""


def movement_range(points: Points, runs: list[tuple[int, int]], window: int) -> NDArray[np.float32]:
    """Each joint's mean distance from where it is in the current frame: (T, J), normalised image units.

    MR(c, j) = (1/T) sum_t |k_t^j - k_c^j| over the window around frame c; the paper's MR(c) is the mean
    over joints. `points` (T, J, 2) are normalised; windows that reach over the ends of a run of known
    frames see its first or last frame repeated, as the lifter does. Frames outside the runs are NaN.
    """
    result = np.full(points.shape[:2], np.nan, dtype=np.float32)
    margin = window // 2
    for start, stop in runs:
        run = points[start:stop]
        seen = np.pad(run, ((margin, margin), (0, 0), (0, 0)), mode="edge")
        total = np.zeros(run.shape[:2], dtype=np.float64)
        for offset in range(window):
            total += np.linalg.norm(seen[offset : offset + len(run)] - run, axis=-1)
        result[start:stop] = total / window
    return result


@dataclass(frozen=True, slots=True, eq=False)
class Tenths:
    """A clip's frames sorted by movement range into ten subsets of equal size: the paper's figure 7."""

    edges: Array
    """(11,) least and greatest value of each; NaN if nothing is known."""
    means: Array
    """(10,) NaN where a short clip leaves a tenth empty."""
    of_frame: NDArray[np.int64]
    """(T,) 0 to 9, the tenth of each frame; -1 where its movement range is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class MovementLens:
    """How much a clip moves, seen through one window length."""

    window: int
    movement: NDArray[np.float32]
    """(T, J) movement range, normalised image units; NaN where the person was not seen whole."""
    mean: NDArray[np.float32]
    """(T,) the paper's MR: the mean over joints."""
    tenths: Tenths
    """Of `mean`."""
    floor: Array
    """(J,) what the detector's jitter alone would give: `noise_floor`."""

    @property
    def mean_floor(self) -> float:
        """The floor of `mean`; NaN where the clip is too short to tell."""
        return float(self.floor.mean())


def movement_lens(track: Track, window: int) -> MovementLens:
    """Movement range, tenths and noise floor of a cleaned track for windows of so many frames (odd)."""
    points = normalise(track.points, *track.image_size)
    movement = movement_range(points, find_runs(points), window)
    mean = np.asarray(movement.mean(axis=1))
    not_seen = Flag.INTERPOLATED | Flag.OUTLIER | Flag.MISSING | Flag.CORRECTED
    floor = noise_floor(points, (track.flags & np.uint8(not_seen)) == 0, window)
    return MovementLens(window, movement, mean, movement_tenths(mean), floor)


def movement_tenths(values: NDArray[np.floating[Any]]) -> Tenths:
    """The tenths of movement ranges (T,)."""
    known = np.flatnonzero(np.isfinite(values))
    of_frame = np.full(len(values), -1, np.int64)
    means = np.full(10, np.nan)
    if not len(known):
        return Tenths(np.full(11, np.nan), means, of_frame)
    order = known[np.argsort(values[known], kind="stable")]
    of_frame[order] = np.arange(len(order)) * 10 // len(order)
    for tenth in np.unique(of_frame[known]):
        means[tenth] = values[of_frame == tenth].mean()
    return Tenths(np.quantile(values[known].astype(np.float64), np.linspace(0, 1, 11)), means, of_frame)


def noise_floor(points: Points, is_seen: NDArray[np.bool_], window: int) -> Array:
    """(J,) the movement range that a detector's jitter alone would give each joint of a still person.

    Jitter of standard deviation s in x and in y, independent from frame to frame, puts two frames
    s sqrt(pi) apart on average (Rayleigh), and MR counts W - 1 of W frames so. s is estimated from third
    differences of `points` (T, J, 2), normalised, over rows that were truly seen (T, J): they hold
    sqrt(20) s of jitter and little of any movement slower than a few frames. The median keeps fast
    moments out. What it cannot see: errors that change slowly, such as a limb that is wrong throughout,
    and jitter that smoothing has taken away. NaN where fewer than eight sightings in a row are known.
    """
    third = np.diff(np.where(is_seen[..., None], points, np.nan).astype(np.float64), n=3, axis=0)
    floor = np.full(points.shape[1], np.nan)
    for joint in range(points.shape[1]):
        known = third[:, joint][np.isfinite(third[:, joint]).all(axis=-1)]
        if len(known) >= _LEAST_DIFFERENCES:
            deviation = _MAD_TO_DEVIATION * np.median(np.abs(known)) / np.sqrt(20)
            floor[joint] = deviation * np.sqrt(np.pi) * (window - 1) / window
    return floor
