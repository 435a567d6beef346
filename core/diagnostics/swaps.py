"""Left and right exchanged by the detector: seen as limbs that jump onto each other's places."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Flag, Track

_LIMBS = (("knee", "ankle"), ("elbow", "wrist"))
_GAIN = 0.4
"""A jump counts where exchanging the sides shortens the way to less than this part of it. Chosen on motion
capture: crossing legs while walking stay above 0.6."""
_LEAST_DISTANCE = 0.06
"""Limbs nearer to each other than this part of the body's height in the picture cannot be told apart."""
_LONGEST_S = 1.0
"""An exchange that is not taken back within this time is taken for a real turn; only its jump is flagged."""


def flag_swaps(track: Track) -> Track:
    """The track with `Flag.SWAP` on the limbs, and in the frames, whose sides may be exchanged."""
    flags = track.flags.copy()
    height = _body_height(track.points)
    for names in _LIMBS:
        left = [track.skeleton.index(f"left_{name}") for name in names]
        right = [track.skeleton.index(f"right_{name}") for name in names]
        jumps = find_side_jumps(track.points[:, left], track.points[:, right], height)
        for start, stop in _exchanged(jumps, track.times):
            flags[start:stop, left + right] |= np.uint8(Flag.SWAP)
    return replace(track, flags=flags)


def find_side_jumps(
    left: NDArray[np.float32], right: NDArray[np.float32], height: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Frames in which left (T, J, 2) and right limb seem to have taken each other's place.

    `height` (T,) is the body's, in the same unit. NaN joints never jump.
    """

    def way(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float64]:
        return np.asarray(np.linalg.norm(b[1:] - a[:-1], axis=-1).sum(axis=-1), dtype=np.float64)

    kept = way(left, left) + way(right, right)
    crossed = way(left, right) + way(right, left)
    apart = np.linalg.norm(left - right, axis=-1).mean(axis=-1)
    with np.errstate(invalid="ignore"):
        is_apart = np.minimum(apart[1:], apart[:-1]) > _LEAST_DISTANCE * height[1:]
        return np.flatnonzero((crossed < _GAIN * kept) & is_apart) + 1


def _body_height(points: NDArray[np.float32]) -> NDArray[np.float64]:
    """(T,) extent of the joints in the picture, the larger of width and height; NaN where none is seen."""
    extent = np.full(len(points), np.nan)
    seen = np.asarray(np.isfinite(points).all(axis=2)).any(axis=1)
    low, high = np.nanmin(points[seen], axis=1), np.nanmax(points[seen], axis=1)
    extent[seen] = (high - low).max(axis=1)
    return extent


def _exchanged(jumps: NDArray[np.int64], times: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Start and stop of what lies between a jump and its undoing; a lone jump is two frames long."""
    spans = []
    rest = [int(j) for j in jumps]
    while rest:
        start = rest.pop(0)
        if rest and times[rest[0]] - times[start] <= _LONGEST_S:
            spans.append((start, rest.pop(0)))
        else:
            spans.append((start - 1, start + 1))
    return spans
