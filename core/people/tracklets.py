"""Short unbroken pieces of tracks, each surely one person's: what is in doubt is left to `joining`."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.people.matching import Active, Matcher
from core.people.sightings import Rows, Sightings, colour_distances, keypoint_distances

_LONGEST_GAP_S = 0.15
"""Without a sighting, within a tracklet. Longer ones are bridged by looking at whole tracklets."""
_CHANGE_S = 1.5
"""Of sightings before and after that are compared: more than somebody walks hidden by somebody else."""
_CHANGE_ROWS = 45
"""About as many of these sightings are looked at, however many there are: medians of more say no more."""
_CHANGE = 0.3
"""Distance of their colours from which on they are not: light and shade make less."""
_DOUBLE = 0.08
"""Two sightings of one frame whose keypoints lie nearer to each other, in body sizes, are of one person."""


def find_tracklets(seen: Sightings) -> list[Rows]:
    """The rows of each tracklet, in the order of time; every row that is no double is in one of them.

    Rows are linked only where looking forwards and backwards in time agree.
    """
    by_frame = _rows_by_frame(seen)
    matcher = Matcher.of(seen, by_frame)
    forwards = _links(matcher, by_frame)
    backwards = _links(matcher, by_frame[::-1])
    # A link i -> j that was found backwards is one from j to i.
    agreed = np.full(len(seen), -1)
    linked = np.flatnonzero(forwards >= 0)
    is_mutual = backwards[forwards[linked]] == linked
    agreed[linked[is_mutual]] = forwards[linked[is_mutual]]
    is_start = np.ones(len(seen), np.bool_)
    is_start[agreed[agreed >= 0]] = False
    starts = [row for rows in by_frame for row in rows if is_start[row]]
    return [part for row in starts for part in _cut_at_changes(seen, _follow(agreed, row))]


def _cut_at_changes(seen: Sightings, rows: Rows) -> list[Rows]:
    """The tracklet, cut where it has gone over to somebody in other clothes."""
    every = max(1, round(seen.count_in(_CHANGE_S) / _CHANGE_ROWS))
    reach = max(1, seen.count_in(_CHANGE_S) // every)
    colours = seen.colours[rows[::every]].reshape(-1, seen.colours[0].size)
    if len(colours) < 2 * reach or np.isnan(colours).all():
        return [rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of medians of nothing, which are NaN as they should
        medians = np.nanmedian(sliding_window_view(colours, reach, axis=0), axis=-1)
    medians = medians.reshape(-1, *seen.colours.shape[1:])  # of the rows from each one on
    change = np.nan_to_num(colour_distances(medians[:-reach], medians[reach:]))
    at = int(np.argmax(change))
    if change[at] < _CHANGE:
        return [rows]
    colours = colours.reshape(-1, *seen.colours.shape[1:])
    cut = _sharpest_cut(colours[at : at + 2 * reach], medians[at], medians[at + reach])
    cut = (at + cut) * every
    return [part for side in (rows[:cut], rows[cut:]) for part in _cut_at_changes(seen, side)]


def _sharpest_cut(
    colours: NDArray[np.float32], before: NDArray[np.float32], after: NDArray[np.float32]
) -> int:
    """After how many of the colours (n, P, 3) somebody no longer wears `before`, but `after` (P, 3).

    Medians of many change late or early; what each one is nearer to says it to the frame.
    """
    nearer = np.nan_to_num(colour_distances(colours, after[None]) - colour_distances(colours, before[None]))
    return int(np.argmax(np.cumsum(np.concatenate([[0], nearer]))))


def _follow(links: NDArray[np.int64], row: int) -> Rows:
    rows = []
    while row >= 0:
        rows.append(row)
        row = int(links[row])
    return np.array(rows)


def _rows_by_frame(seen: Sightings) -> list[list[int]]:
    """The rows of each frame that has some, without doubles."""
    if not len(seen):
        return []
    groups = np.split(np.arange(len(seen)), np.flatnonzero(np.diff(seen.frames)) + 1)
    return [_without_doubles(seen, group) if len(group) > 1 else group.tolist() for group in groups]


def _without_doubles(seen: Sightings, rows: Rows) -> list[int]:
    kept: list[int] = []
    for row in rows[np.argsort(-seen.confidence[rows], kind="stable")].tolist():
        if kept:
            here = np.array([row])
            apart = keypoint_distances(seen, here, np.array(kept), np.zeros((1, 1, 2)))
            if apart.min() < _DOUBLE:
                continue
        kept.append(row)
    return sorted(kept)


def _links(matcher: Matcher, by_frame: Sequence[list[int]]) -> NDArray[np.int64]:
    """(N,) the row that follows each one in the order of `by_frame`, or -1."""
    seen = matcher.seen
    links = np.full(len(seen), -1)
    active: list[Active] = []
    for rows in by_frame:
        now = seen.times[rows[0]]
        active = [one for one in active if abs(now - seen.times[one.last]) <= _LONGEST_GAP_S]
        matched = matcher.match(active, rows, now)
        going_on = []
        for row in rows:
            one = matched.get(row)
            if one is None:
                going_on.append(Active(row, np.zeros(2)))
                continue
            links[one.last] = row
            step = (seen.centres[row] - seen.centres[one.last]) / (now - seen.times[one.last])
            going_on.append(Active(row, (one.velocity + step) / 2))
        is_matched = {id(one) for one in matched.values()}
        active = going_on + [one for one in active if id(one) not in is_matched]
    return links
