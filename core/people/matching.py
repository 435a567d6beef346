"""Whose sighting in the next frame is whose in the last: only where there is no doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.people.sightings import (
    Array,
    Sightings,
    colour_distances,
    consecutive_distances,
    keypoint_distances,
)

FASTEST = 7.0
"""Body heights a second: 12 m/s, as a sprinter runs."""
SLACK = 0.3
"""Body heights that keypoints may jump at once, as when an arm is stretched out or a leg found."""
_SURE = 0.1
"""Body sizes that keypoints may be off the expected place, from one frame to the next, for a match to be
sure. On real video and in drawn scenes people are within half of that 99 times in 100, and those who cross
them farther off nearly as often."""
_SURE_STEPS = 4.0
"""The same in medians of the clip's own steps, where these are long: noisy keypoints, few frames a second."""
_STEPS_LOOKED_AT = 200
_ALIKE_SIZE = 0.25
"""Logarithm of the ratio of two sizes, and"""
_ALIKE_COLOUR = 0.25
"""distance of their colours, up to which the nearest by far is the same person, however far the keypoints
jumped."""
_SAME_SIZE = 0.15
"""The logarithm up to which a match is sure where frames without a sighting lie in between: in the place of
who has just been hidden may stand whoever hides."""
_CLEARLY = 0.1
"""Body sizes by which all others are farther off then."""
_SIZE_WEIGHT = 0.25
"""Body sizes that a size e times as large is worth."""
_COLOUR_WEIGHT = 0.5
"""Body sizes that colours as different as black and white are worth."""
_IMPOSSIBLE = 1e6


@dataclass(slots=True)
class Active:
    """A tracklet that may go on."""

    last: int
    velocity: NDArray[np.float64]
    """(2,) pixels a second."""


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """Matches tracklets with the rows of one frame after the other."""

    seen: Sightings
    steps: Array
    """(N - 1,) how far each row is from the next, in body sizes."""
    sure: float
    """Body sizes within which a sighting in the next frame is surely the same person's."""

    @classmethod
    def of(cls, seen: Sightings, by_frame: Sequence[list[int]]) -> Self:
        """For the rows of each frame that has some."""
        return cls(seen, consecutive_distances(seen), _sure_distance(seen, by_frame))

    def match(self, active: list[Active], rows: list[int], now: float) -> dict[int, Active]:
        """Which tracklet each of a frame's rows goes on with: the cheapest assignment of all to all."""
        if not active:
            return {}
        if len(active) == len(rows) == 1 and self._is_next(active[0].last, rows[0]):
            return {rows[0]: active[0]}  # most frames of most videos
        from scipy.optimize import linear_sum_assignment  # slow to load, and most clips show one person

        costs = self._costs(active, np.array(rows), now)
        pairs = zip(*linear_sum_assignment(costs), strict=True)
        return {rows[j]: active[i] for i, j in pairs if costs[i, j] < _IMPOSSIBLE}

    def _is_next(self, last: int, row: int) -> bool:
        """Whether the next row in the detections, either way, is surely the same person's."""
        return abs(last - row) == 1 and bool(self.steps[min(last, row)] <= self.sure)

    def _costs(self, active: list[Active], here: NDArray[np.int64], now: float) -> Array:
        """(A, B) body sizes; `_IMPOSSIBLE` where it is in doubt."""
        seen = self.seen
        lasts = np.array([one.last for one in active])
        passed = now - seen.times[lasts]  # (A,) seconds, below 0 backwards
        moved = np.zeros((2, len(lasts), 1, 2))
        moved[1, :, 0] = np.array([one.velocity for one in active]) * passed[:, None]
        still, ahead = (keypoint_distances(seen, lasts, here, way) for way in moved)
        colours = colour_distances(seen.colours[lasts][:, None], seen.colours[here][None])
        growth = np.abs(np.log(seen.sizes[lasts][:, None] / seen.sizes[here][None]))
        # Who stops or turns is near the old place, who goes on is near the expected one.
        costs = np.minimum(still, ahead) + _SIZE_WEIGHT * growth
        costs += np.where(np.isnan(colours), 0, _COLOUR_WEIGHT * colours)
        is_near = still <= (SLACK + FASTEST * np.abs(passed))[:, None]
        frames = np.abs(seen.frames[here][None] - seen.frames[lasts][:, None])
        is_sure = costs <= self.sure * np.sqrt(frames)
        is_next = np.abs(passed)[:, None] < 1.5 * seen.step_s  # nothing was missed in between
        is_sure &= is_next | (growth < _SAME_SIZE)
        is_alike = (growth < _ALIKE_SIZE) & ~(colours > _ALIKE_COLOUR)
        # Who was not seen at the same time is no rival: it may be the same person, seen before.
        has_rivals = _has_rivals(costs, passed[:, None] == passed[None])
        has_rivals |= _has_rivals(costs.T, np.ones((len(here), len(here)), np.bool_)).T
        return np.where(is_near & (is_sure | (is_alike & ~has_rivals)), costs, _IMPOSSIBLE)


def _sure_distance(seen: Sightings, by_frame: Sequence[list[int]]) -> float:
    """From how far the nearest sighting in the next frame usually is."""
    every = max(1, len(by_frame) // _STEPS_LOOKED_AT)
    here = np.zeros((1, 1, 2))
    steps = np.concatenate([
        np.zeros(0),
        *(
            keypoint_distances(seen, np.array(one), np.array(other), here).min(axis=1)
            for one, other in zip(by_frame[:-1:every], by_frame[1::every], strict=True)
        ),
    ])  # fmt: skip
    steps = steps[steps < SLACK]
    return max(_SURE, _SURE_STEPS * float(np.median(steps))) if len(steps) else _SURE


def _has_rivals(costs: Array, is_rival: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(A, B) whether another one, `is_rival` (A, A), has about as low a cost as (A, B), or a lower one."""
    is_low = costs[None] < costs[:, None] + _CLEARLY  # (A, A, B)
    is_other = is_rival & ~np.eye(len(costs), dtype=np.bool_)
    return np.asarray((is_low & is_other[..., None]).any(axis=1))
