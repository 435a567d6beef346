"""Tracklets joined to people over the whole clip at once, across times out of sight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from core.people.sightings import Array, Rows, Sightings, colour_distances
from core.people.tracklets import FASTEST, SLACK

_END = 12
"""Sightings at a tracklet's end that say where it goes and what the person wears."""
_STEADY_S = 0.6
"""How long somebody is expected to go on as before."""
_FURTHEST = 1.5
"""Body heights from where somebody is expected within which it may be the same person, however long out of
sight."""
_PLACE_SPREAD = 0.25
"""Body heights, and as many more for each second out of sight: how far people are off the expected place."""
_SIZE_SPREAD = 0.25
"""Of the logarithm of the sizes' ratio: arms are raised, knees bent."""
_COLOUR_SPREAD = 0.09
"""Distance of what one person wears before and after. On two_people and walk_sagittal-like footage light and
wrongly placed keypoints make less; two people's clothes are usually 0.2 and more apart."""
_WORTH = 12.0
"""What a join may cost at most, in squared spreads: three, about what a place, a size and a colour that are
each two spreads off come to."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ends:
    """M tracklets at one of their ends."""

    times: Array
    """(M,)"""
    centres: Array
    """(M, 2)"""
    velocities: Array
    """(M, 2) pixels a second."""
    sizes: Array
    """(M,)"""
    colours: NDArray[np.float32]
    """(M, P, 3) medians."""


def join_tracklets(seen: Sightings, tracklets: list[Rows]) -> list[Rows]:
    """The rows of each person: tracklets one after the other; all joins together cost the least they can."""
    if len(tracklets) < 2:
        return tracklets
    costs = _join_costs(_ends(seen, tracklets, is_last=True), _ends(seen, tracklets, is_last=False))
    follows = dict(zip(*(side.tolist() for side in linear_sum_assignment(costs)), strict=True))
    follows = {a: b for a, b in follows.items() if costs[a, b] < 0}
    starts = sorted(set(range(len(tracklets))) - set(follows.values()))
    return [_chain(tracklets, follows, start) for start in starts]


def _chain(tracklets: list[Rows], follows: dict[int, int], start: int) -> Rows:
    parts, here = [], start
    while here >= 0:
        parts.append(tracklets[here])
        here = follows.get(here, -1)
    return np.concatenate(parts)


def _ends(seen: Sightings, tracklets: list[Rows], *, is_last: bool) -> _Ends:
    edge = -1 if is_last else 0
    rows = [tracklet[-_END:] if is_last else tracklet[:_END] for tracklet in tracklets]
    ends = np.array([tracklet[edge] for tracklet in tracklets])
    return _Ends(
        times=seen.times[ends],
        centres=seen.centres[ends],
        velocities=np.array([_velocity(seen, part) for part in rows]),
        sizes=np.array([np.median(seen.sizes[part]) for part in rows]),
        colours=np.stack([_median(seen.colours[part]) for part in rows]),
    )


def _velocity(seen: Sightings, rows: Rows) -> Array:
    """(2,) of the centre, by least squares; 0 of too few sightings to tell it from noise."""
    if len(rows) < 4:
        return np.zeros(2)
    times = seen.times[rows] - seen.times[rows].mean()
    return np.asarray(times @ seen.centres[rows] / (times @ times))


def _median(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """(P, 3) of (n, P, 3), of what is known; NaN where nothing is."""
    result = np.full(colours.shape[1:], np.nan, np.float32)
    for part in range(colours.shape[1]):
        known = colours[np.isfinite(colours[:, part, 0]), part]
        if len(known):
            result[part] = np.median(known, axis=0)
    return result


def _join_costs(before: _Ends, after: _Ends) -> Array:
    """(M, M) cost of the second one going on as the first, less what a join is worth: below 0 it pays."""
    gap = after.times[None] - before.times[:, None]  # (M, M) seconds
    size = np.maximum(before.sizes[:, None], after.sizes[None])
    steady = np.clip(gap, 0, _STEADY_S)[..., None]
    way = after.centres[None] - before.centres[:, None]  # (M, M, 2)
    # Expected from before, from after, and who stands still: the turn may have come at any time in between.
    off = np.min(
        [
            np.linalg.norm(way - moved, axis=-1)
            for moved in (before.velocities[:, None] * steady, after.velocities[None] * steady, 0.0)
        ],
        axis=0,
    )
    place = off / size
    reach = np.minimum(SLACK + FASTEST * gap, _FURTHEST)
    spread = _PLACE_SPREAD * (1 + gap.clip(0))
    costs = (place / spread) ** 2
    costs += (np.log(before.sizes[:, None] / after.sizes[None]) / _SIZE_SPREAD) ** 2
    costs += np.nan_to_num(
        (colour_distances(before.colours[:, None], after.colours[None]) / _COLOUR_SPREAD) ** 2
    )
    is_possible = (gap > 0) & (place <= reach)
    return np.where(is_possible, costs - _WORTH, 0.0)
