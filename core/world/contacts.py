"""When the feet stand on the ground."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.geometry.rotation import unit
from core.pose.filters import local_lines
from core.pose.runs import find_stretches
from core.pose.skeleton import Skeleton
from core.world.bones import measure_bones

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

ANKLES = ("left_ankle", "right_ankle")

_USUAL_LEG_M = 0.83
"""Thigh and shank of the bodies by which the thresholds were chosen; they grow with the leg."""

_CUTS = (1.0, 0.75, 0.55)
"""Shares of `speed_off` tried in turn on a contact that strays."""

_DEPTH_SHARE = 0.5
_WITH_CAMERA = 0.75
"""Of `speed_off`, where movement in depth counts `_DEPTH_SHARE`. On lifted motion capture (validation
recordings) this found 97 % of the frames in which a foot truly stands instead of 94 %, for as many wrong
ones in which it moves."""


@dataclass(frozen=True, slots=True)
class ContactOptions:
    """What counts as standing. Metres of a body with legs of 0.83 m from hip to ankle: they are scaled.

    Chosen on motion capture put through a lifter: see `tests/benchmarks/foot_sliding.py`.
    """

    speed_on: float = 0.30
    """m/s: a contact holds a frame in which the ankle is slower than this,"""
    height_on: float = 0.12
    """and no higher than this above the foot's own floor,"""
    speed_off: float = 0.60
    """and reaches to either side until the ankle is faster than this,"""
    height_off: float = 0.22
    """or higher than this."""
    half_window_s: float = 0.22
    """Speed and height are those of a line through so much time to either side."""
    short_half_window_s: float = 0.08
    """A foot that is slow by a line over this little time is slow too: where a step begins and ends, the
    longer line is already steep."""
    floor_percentile: float = 8.0
    """Of the foot's heights over the clip: its floor. So an offset of the whole floor does no harm, and a
    few frames below it do little."""
    min_duration_s: float = 0.10
    """Shorter contacts are none."""
    clear_duration_s: float = 0.16
    """A clear contact is at least so long"""
    clear_travel: float = 0.20
    """and its ankle strays no farther than this from its middle place, in metres along the floor. One that
    strays farther is taken for several, with a slow slide between: it is cut at its fastest places."""


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """When the feet stand on the ground. Columns: left, right."""

    is_down: Mask
    """(T, 2)"""
    is_clear: Mask
    """(T, 2) down, long enough and hardly moving: what a foot lock may hold without asking."""
    floor_m: Array
    """(2,) height of each ankle when its foot is down; NaN for an ankle never seen."""
    speed_on_m_s: float
    """The thresholds used, scaled to the body: see `ContactOptions`."""
    speed_off_m_s: float
    height_on_m: float
    height_off_m: float
    min_duration_s: float


def find_contacts(
    joints: Array,
    times: Array,
    skeleton: Skeleton,
    options: ContactOptions | None = None,
    *,
    camera: Array | None = None,
) -> Contacts:
    """Contacts of (T, J, 3) joints in a world with y up, from speed and height of the ankles with hysteresis.

    A foot is down from where it is fast or high to where it is so again, if in between it is slow and low at
    least once (Schmitt trigger, run both ways). Heights are relative to the foot's own lowest places, so the
    floor need not be at 0. NaN frames are not down. A foot that never comes to the ground in the clip,
    and one that is put down in two places of very different height, are taken for what the lower place says.

    `camera`, (3,) or (T, 3) metres in the same world, is for lifted joints: depth is what a lifter knows
    least, so speed along the line of sight counts half, and less is allowed.
    """
    options = options or ContactOptions()
    scale = _leg_m(joints, skeleton) / _USUAL_LEG_M
    ankles = joints[:, [skeleton.index(name) for name in ANKLES]]  # (T, 2, 3)
    place, velocity = local_lines(ankles, times, half_window_s=options.half_window_s)
    sudden = local_lines(ankles, times, half_window_s=options.short_half_window_s)[1]
    speed = np.fmin(*(_seen_speed(rate, ankles, camera) for rate in (velocity, sudden)))  # (T, 2)
    floor = _low_percentile(ankles[..., 1], options.floor_percentile)
    height = place[..., 1] - floor
    is_on = (speed < scale * options.speed_on) & (height < scale * options.height_on)
    is_low = height < scale * options.height_off
    limit = scale * options.clear_travel
    speed_off = scale * options.speed_off * (1.0 if camera is None else _WITH_CAMERA)
    cuts = tuple(speed_off * share for share in _CUTS)
    is_down, is_clear = np.zeros_like(is_on), np.zeros_like(is_on)
    for foot in range(2):
        one = _Foot(place[:, foot], speed[:, foot], is_on[:, foot], is_low[:, foot], times)
        for start, stop in _contacts_of(one, slice(0, len(times)), limit, cuts, options):
            is_down[start:stop, foot] = True
            is_long = _duration(times, start, stop) >= options.clear_duration_s
            is_clear[start:stop, foot] = is_long and _travel(place[start:stop, foot]) <= limit
    return Contacts(
        is_down=is_down,
        is_clear=is_clear,
        floor_m=floor,
        speed_on_m_s=scale * options.speed_on,
        speed_off_m_s=speed_off,
        height_on_m=scale * options.height_on,
        height_off_m=scale * options.height_off,
        min_duration_s=options.min_duration_s,
    )


def _seen_speed(velocity: Array, ankles: Array, camera: Array | None) -> Array:
    """(T, 2) m/s of velocities (T, 2, 3), less what they have along a level line of sight."""
    if camera is not None:
        sight = ankles - (camera if camera.ndim == 1 else camera[:, None])
        sight = unit(sight * np.array([1.0, 0.0, 1.0]))
        depth = (velocity * sight).sum(axis=-1, keepdims=True)
        velocity = velocity - (1 - _DEPTH_SHARE) * depth * sight
    return np.asarray(np.linalg.norm(velocity, axis=-1))


def _leg_m(joints: Array, skeleton: Skeleton) -> float:
    lengths = measure_bones(joints, skeleton)
    return float(lengths[skeleton.index("left_knee")] + lengths[skeleton.index("left_ankle")])


def _low_percentile(heights: Array, percent: float) -> Array:
    """(2,) of each column of (T, 2), NaN left out."""
    seen = [column[np.isfinite(column)] for column in heights.T]
    return np.array([np.percentile(column, percent) if len(column) else np.nan for column in seen])


@dataclass(frozen=True, slots=True, eq=False)
class _Foot:
    place: Array
    """(T, 3)"""
    speed: Array
    """(T,) m/s; the rest are (T,) too."""
    is_on: Mask
    is_low: Mask
    times: Array


def _contacts_of(
    foot: _Foot, rows: slice, limit_m: float, cuts: tuple[float, ...], options: ContactOptions
) -> list[tuple[int, int]]:
    """(start, stop) of a foot's contacts within some rows; what strays is cut by the next threshold."""
    is_held = foot.is_low[rows] & (foot.speed[rows] < cuts[0])
    contacts = []
    for run in find_stretches(is_held):
        start, stop = rows.start + run[0], rows.start + run[1]
        if not foot.is_on[start:stop].any() or _duration(foot.times, start, stop) < options.min_duration_s:
            continue
        if len(cuts) > 1 and _travel(foot.place[start:stop]) > limit_m:
            contacts += _contacts_of(foot, slice(start, stop), limit_m, cuts[1:], options)
        else:
            contacts.append((start, stop))
    return contacts


def _duration(times: Array, start: int, stop: int) -> float:
    """Seconds from the first to the last frame of a run."""
    return float(times[stop - 1] - times[start])


def _travel(places: Array) -> float:
    """Metres along the floor from the middle place (R, 3) to the farthest but one in twenty."""
    flat = places[:, [0, 2]]
    flat = flat[np.isfinite(flat).all(axis=1)]
    return float(np.percentile(np.linalg.norm(flat - np.median(flat, axis=0), axis=1), 95))
