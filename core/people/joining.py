"""Tracklets joined to people over the whole clip, across times out of sight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.matching import FASTEST, SLACK
from core.people.sightings import Array, Rows, Sightings, colour_distances

_END_S = 0.4
"""Of sightings at a tracklet's end that say where it goes."""
_STEADY_S = 0.6
"""How long somebody is expected to go on as before."""
_FURTHEST = 1.5
"""Body heights from where somebody is expected within which it may be the same person, however long out of
sight."""
_INTERLEAVED_S = 0.3
"""By how much one tracklet may begin before another ends that it goes on from, never in the same frames."""
_PLACE_SPREAD = 0.25
"""Body heights, and as many more for each second out of sight: how far people are off the expected place."""
_SIZE_SPREAD = 0.25
"""Of the logarithm of the sizes' ratio: arms are raised, knees bent."""
_COLOUR_SPREAD = 0.09
"""Distance of what one person wears before and after. On real video the light and misplaced keypoints make
less; two people's clothes are usually 0.2 and more apart."""
_LEAST_KNOWN = 0.25
"""Of the sightings: of who is mostly hidden, what seems to be known is doubtful too, as when the one in front
was not detected."""
_LARGEST_COLOUR = 2.5
"""Spreads that colours count at most: of who is half hidden, they are partly somebody else's."""
_WORTH = 12.0
"""What a join may cost at most, in squared spreads: three, about what a place, a size and a colour that are
each two spreads off come to."""
_LASTING_S = 0.3
"""Of sightings that make a tracklet worth as much as any. A few frames say little, and would lead from one
person to another: they are worth less, and may cost less, unless nothing lasts longer."""


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
    """(M, P, 3) medians over the whole tracklet: people seldom change."""
    worth: Array
    """(M,)"""


def join_tracklets(seen: Sightings, tracklets: list[Rows]) -> list[Rows]:
    """The rows of each person: tracklets one after the other; all joins together cost the least they can.

    What is joined says more of where it goes, how large it is and what it wears than its parts did: it is
    looked at again until nothing more can be joined.
    """
    count = len(tracklets) + 1
    while 1 < len(tracklets) < count:
        count = len(tracklets)
        tracklets = _join_once(seen, tracklets)
    return tracklets


def _join_once(seen: Sightings, tracklets: list[Rows]) -> list[Rows]:
    from scipy.optimize import linear_sum_assignment  # slow to load, and most clips show one person

    costs = _join_costs(_ends(seen, tracklets, is_last=True), _ends(seen, tracklets, is_last=False))
    for before, after in zip(*(side.tolist() for side in np.nonzero(costs)), strict=True):
        if _is_impossible(seen, tracklets[before], tracklets[after]):
            costs[before, after] = 0
    follows = dict(zip(*(side.tolist() for side in linear_sum_assignment(costs)), strict=True))
    follows = {a: b for a, b in follows.items() if costs[a, b] < 0}
    starts = sorted(set(range(len(tracklets))) - set(follows.values()))
    return [_chain(tracklets, follows, start) for start in starts]


def _is_impossible(seen: Sightings, before: Rows, after: Rows) -> bool:
    """Whether they are seen at once, or in the wrong order. Only tracklets that overlap can be."""
    one, other = seen.frames[before], seen.frames[after]
    return bool(one[-1] >= other[0] and (one[0] >= other[0] or np.isin(one, other, assume_unique=True).any()))


def _chain(tracklets: list[Rows], follows: dict[int, int], start: int) -> Rows:
    parts, here = [], start
    while here >= 0:
        parts.append(tracklets[here])
        here = follows.get(here, -1)
    return np.sort(np.concatenate(parts))


def _ends(seen: Sightings, tracklets: list[Rows], *, is_last: bool) -> _Ends:
    edge = -1 if is_last else 0
    count = seen.count_in(_END_S)
    near = [tracklet[-count:] if is_last else tracklet[:count] for tracklet in tracklets]
    times = seen.times[[tracklet[edge] for tracklet in tracklets]]
    velocities = np.array([_velocity(seen, rows) for rows in near])
    lasting = min(seen.count_in(_LASTING_S), max(map(len, tracklets)))
    return _Ends(
        times=times,
        centres=np.array([
            np.median(seen.centres[rows] - velocity * (seen.times[rows] - time)[:, None], axis=0)
            for rows, velocity, time in zip(near, velocities, times, strict=True)
        ]),
        velocities=velocities,
        sizes=np.array([np.median(seen.sizes[rows]) for rows in near]),
        colours=np.stack([_median(seen.colours[rows]) for rows in tracklets]),
        worth=np.array([_WORTH * min(1.0, len(rows) / lasting) for rows in tracklets]),
    )  # fmt: skip


def _velocity(seen: Sightings, rows: Rows) -> Array:
    """(2,) of the centre, the median over all pairs (Theil and Sen); 0 of too few to tell it from noise."""
    if len(rows) < 4:
        return np.zeros(2)
    first, last = np.triu_indices(len(rows), len(rows) // 2)  # pairs that lie well apart
    steps = seen.centres[rows[last]] - seen.centres[rows[first]]
    return np.asarray(np.median(steps / (seen.times[rows[last]] - seen.times[rows[first]])[:, None], axis=0))


def _median(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """(P, 3) of (n, P, 3), of what is known; NaN where too little is."""
    result = np.full(colours.shape[1:], np.nan, np.float32)
    for part in range(colours.shape[1]):
        known = colours[np.isfinite(colours[:, part, 0]), part]
        if len(known) > _LEAST_KNOWN * len(colours):
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
    reach = np.minimum(SLACK + FASTEST * gap.clip(0), _FURTHEST)
    spread = _PLACE_SPREAD * (1 + gap.clip(0))
    costs = (place / spread) ** 2
    costs += (np.log(before.sizes[:, None] / after.sizes[None]) / _SIZE_SPREAD) ** 2
    colours = np.nan_to_num(colour_distances(before.colours[:, None], after.colours[None]))
    costs += np.minimum(colours / _COLOUR_SPREAD, _LARGEST_COLOUR) ** 2
    worth = np.minimum(before.worth[:, None], after.worth[None])
    is_possible = (gap > -_INTERLEAVED_S) & (place <= reach) & (costs < worth)
    np.fill_diagonal(is_possible, False)
    return np.where(is_possible, costs - worth, 0.0)
