"""Feet that stay where they stand: two-bone inverse kinematics, blended in and out in time."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.geometry.rotation import unit
from core.pose.filters import local_lines
from core.pose.runs import find_stretches
from core.pose.skeleton import Skeleton
from core.world.contacts import ANKLES, Contacts

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Mode = Literal["auto", "always", "off"]

_BLEND_S = 0.2
"""From the free foot to the locked one and back, unless the step is shorter."""

_REACH = 0.9995
"""Share of thigh and shank together that a leg may be stretched to: the last thousandth moves the knee by a
twentieth of the leg."""

_GIVE_S = 0.25
"""The pelvis gives way over so much time before and after the frames that need it."""

_MM_AT_50_HZ = 20.0
"""Millimetres per frame at 50 frames a second of 1 m/s."""


@dataclass(frozen=True, slots=True)
class Sliding:
    """How fast feet that are down move along the floor. NaN where no foot is down for two frames."""

    mean_m_s: float
    p95_m_s: float

    @property
    def mean_mm(self) -> float:
        """Millimetres per frame, if there were 50 frames a second."""
        return _MM_AT_50_HZ * self.mean_m_s

    @property
    def p95_mm(self) -> float:
        """Millimetres per frame, if there were 50 frames a second."""
        return _MM_AT_50_HZ * self.p95_m_s


@dataclass(frozen=True, slots=True)
class FootReport:
    """What the foot lock did. Sliding is that during all contacts, locked or not."""

    mode: Mode
    before: Sliding
    after: Sliding
    locked_share: float
    """Of the frames in which a foot is down, how many were locked: 0 to 1; NaN if there are none."""
    moved_mean_mm: float
    """Over all joints and frames; NaN if no frame was lifted."""
    moved_max_mm: float
    pelvis_max_mm: float
    """How far the whole body had to give way."""


def lock_feet(
    joints: Array, times: Array, skeleton: Skeleton, contacts: Contacts, *, mode: Mode = "auto"
) -> tuple[Array, FootReport]:
    """(T, J, 3) joints of a y-up world in which a foot that is down stays in one place, and what that cost.

    `auto` locks clear contacts, `always` all of them, `off` none. The place is the median of the ankle over
    the contact; before and after it the ankle is led there and back over 0.2 s. Thighs and shanks keep the
    lengths of their frame and the knee stays as near to where it was as they allow. Where a locked foot is
    out of reach, the whole body is shifted, the least that helps, and over time. NaN frames stay NaN.
    """
    is_locked = {"auto": contacts.is_clear, "always": contacts.is_down, "off": contacts.is_down & False}[mode]
    locked = _lock(joints, times, skeleton, is_locked) if is_locked.any() else joints.copy()
    ankles = [skeleton.index(name) for name in ANKLES]
    moved = 1000 * np.linalg.norm(locked - joints, axis=-1)
    has_any = np.isfinite(moved).any()
    pelvis = moved[:, 0][np.isfinite(moved[:, 0])]
    down = int(contacts.is_down.sum())
    return locked, FootReport(
        mode=mode,
        before=measure_sliding(joints[:, ankles], times, contacts.is_down),
        after=measure_sliding(locked[:, ankles], times, contacts.is_down),
        locked_share=float(is_locked.sum() / down) if down else float("nan"),
        moved_mean_mm=float(np.nanmean(moved)) if has_any else float("nan"),
        moved_max_mm=float(np.nanmax(moved)) if has_any else float("nan"),
        pelvis_max_mm=float(pelvis.max()) if len(pelvis) else float("nan"),
    )


def measure_sliding(ankles: Array, times: Array, is_down: Mask) -> Sliding:
    """Speed along the floor of ankles (T, 2, 3) between frames in both of which the foot is down (T, 2)."""
    if len(times) < 2:
        return Sliding(float("nan"), float("nan"))
    speed = np.linalg.norm(np.diff(ankles[..., [0, 2]], axis=0), axis=-1) / np.diff(times)[:, None]
    chosen = speed[is_down[1:] & is_down[:-1] & np.isfinite(speed)]
    if not len(chosen):
        return Sliding(float("nan"), float("nan"))
    return Sliding(float(chosen.mean()), float(np.percentile(chosen, 95)))


def _lock(joints: Array, times: Array, skeleton: Skeleton, is_locked: Mask) -> Array:
    legs = [
        [skeleton.index(f"{side}_{name}") for name in ("hip", "knee", "ankle")] for side in ("left", "right")
    ]
    leads = [_lead(joints[:, leg[2]], times, is_locked[:, foot]) for foot, leg in enumerate(legs)]
    targets = np.stack([joints[:, leg[2]] + lead for leg, lead in zip(legs, leads, strict=True)], axis=1)
    is_led = np.stack([np.any(lead != 0, axis=1) for lead in leads], axis=1)  # (T, 2)
    shift = _give_way(joints, times, legs, targets, is_led)
    result = joints + shift[:, None]
    forward = _forward(joints, skeleton)
    for foot, leg in enumerate(legs):
        hip, knee, ankle = (joints[:, joint] + shift for joint in leg)
        goal = np.where(is_led[:, foot, None], targets[:, foot], ankle - shift)
        changes = np.any(goal != ankle, axis=1) & np.isfinite(joints[:, leg]).all(axis=(1, 2))
        bent = _bend_leg(hip, knee, ankle, goal, forward)
        result[:, leg[1:]] = np.where(changes[:, None, None], bent, result[:, leg[1:]])
    return result


def _lead(ankle: Array, times: Array, is_locked: Mask) -> Array:
    """(T, 3) what is added to an ankle: the way to its place during contacts, fading before and after."""
    lead = np.zeros_like(ankle)
    runs = find_stretches(is_locked & np.isfinite(ankle).all(axis=1))
    for number, (start, stop) in enumerate(runs):
        way = np.median(ankle[start:stop], axis=0) - ankle[start:stop]
        lead[start:stop] += way
        since = times[runs[number - 1][1] - 1] if number else -np.inf
        until = times[runs[number + 1][0]] if number + 1 < len(runs) else np.inf
        fade_in, fade_out = min(_BLEND_S, times[start] - since), min(_BLEND_S, until - times[stop - 1])
        first = int(np.searchsorted(times, times[start] - fade_in, side="right"))
        last = int(np.searchsorted(times, times[stop - 1] + fade_out))
        before, after = slice(first, start), slice(stop, last)
        lead[before] += _ease((times[before] - times[start] + fade_in) / fade_in)[:, None] * way[0]
        lead[after] += _ease((times[stop - 1] + fade_out - times[after]) / fade_out)[:, None] * way[-1]
    return lead


def _ease(share: Array) -> Array:
    """0 at 0, 1 at 1, level at both ends."""
    return share**2 * (3 - 2 * share)


def _give_way(joints: Array, times: Array, legs: list[list[int]], targets: Array, is_led: Mask) -> Array:
    """(T, 3) the shift of the whole body that brings every led foot within reach, smooth in time."""
    shift = np.zeros((len(joints), 3))
    for _ in range(3):
        shift = _within_reach(shift, joints, legs, targets, is_led)
        shift = local_lines(shift[:, None], times, half_window_s=_GIVE_S)[0][:, 0]
    return _within_reach(shift, joints, legs, targets, is_led)


def _within_reach(shift: Array, joints: Array, legs: list[list[int]], targets: Array, is_led: Mask) -> Array:
    """The shifts changed by the least that lets both legs reach: turns of projection onto two balls."""
    for _ in range(10):
        for foot, (hip, knee, ankle) in enumerate(legs):
            thigh = np.linalg.norm(joints[:, knee] - joints[:, hip], axis=-1)
            shank = np.linalg.norm(joints[:, ankle] - joints[:, knee], axis=-1)
            span = targets[:, foot] - joints[:, hip] - shift
            length = np.linalg.norm(span, axis=-1)
            lacking = length - _REACH * (thigh + shank)
            needs = is_led[:, foot] & (lacking > 0)
            share = np.divide(lacking, length, out=np.zeros_like(length), where=needs & (length > 0))
            shift = shift + share[:, None] * np.where(needs[:, None], span, 0.0)
    return shift


def _bend_leg(hip: Array, knee: Array, ankle: Array, goal: Array, forward: Array) -> Array:
    """(T, 2, 3) knee and ankle with the ankle at the goal, or as near as thigh and shank allow.

    The knee goes to the place on its circle that is nearest to where it was; a straight leg bends forward.
    """
    thigh, shank = np.linalg.norm(knee - hip, axis=-1), np.linalg.norm(ankle - knee, axis=-1)
    span = np.linalg.norm(goal - hip, axis=-1)
    axis = unit(goal - hip)
    reach = np.clip(span, np.abs(thigh - shank), _REACH * (thigh + shank))
    along = np.divide(thigh**2 - shank**2 + reach**2, 2 * reach, out=np.zeros_like(reach), where=reach > 1e-9)
    aside = np.sqrt(np.maximum(thigh**2 - along**2, 0.0))
    pole = knee - hip
    pole = pole - (pole * axis).sum(axis=-1, keepdims=True) * axis
    ahead = forward - (forward * axis).sum(axis=-1, keepdims=True) * axis
    is_clear = np.linalg.norm(pole, axis=-1, keepdims=True) > 1e-3
    pole = unit(np.where(is_clear, pole, ahead))
    bent_knee = hip + along[:, None] * axis + aside[:, None] * pole
    return np.stack([bent_knee, hip + reach[:, None] * axis], axis=1)


def _forward(joints: Array, skeleton: Skeleton) -> Array:
    """(T, 3) where the body faces: across the line through the hips, level."""
    left = joints[:, skeleton.index("left_hip")] - joints[:, skeleton.index("right_hip")]
    return unit(np.cross(left, np.array([0.0, 1.0, 0.0])))
