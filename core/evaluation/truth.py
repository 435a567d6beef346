"""Truth for a clip (motion capture, a rendered figure, another program), and how far lifters are from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.geometry.alignment import align
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

_LEAST_JOINTS = 4
"""With fewer, a rotation and a scale fit nearly anything."""
_LONGEST_STEP = 2.5
"""Steps of the usual length that are bridged between two times of the truth."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Where joints really were. Metres; NaN where that is not known."""

    source: str
    """Name of its file."""
    joints: tuple[str, ...]
    """J names, those of Relief's skeletons."""
    times: Array
    """(T,) seconds from the video's first frame, strictly increasing."""
    points: Array
    """(T, J, 3)"""
    is_camera: bool
    """Whether its axes are the camera's: x right, y down, z forward. Else only its shape can be compared,
    and its movement up to one rotation."""


@dataclass(frozen=True, slots=True, eq=False)
class TruthErrors:
    """A lifter's errors against truth, millimetres; NaN in frames that one of them does not have."""

    joints: tuple[str, ...]
    """J joints that both have."""
    mpjpe_mm: Array
    """(T, J) protocol 1."""
    p_mpjpe_mm: Array
    """(T, J) protocol 2: after each frame's best scale, rotation and shift."""
    is_turned: bool
    """The truth's axes are not the camera's: before protocol 1 the clip was turned onto it, all frames by
    one rotation, so a direction that is wrong throughout does not count."""


def truth_errors(truth: Truth, pose: Pose) -> TruthErrors:
    """The lifter's errors in the joints and at the times that both have.

    Truth is taken at the pose's own times, by straight lines between its samples. For protocol 1 both are
    relative to the pelvis. `BadInput` where they have too few joints, or no time, in common.
    """
    names = tuple(name for name in pose.skeleton.joints if name in truth.joints)
    root = pose.skeleton.joints[0]
    if len(names) < _LEAST_JOINTS or root not in names:
        raise BadInput(
            f"{truth.source} has too few joints with names that Relief knows: {', '.join(names) or 'none'}."
            f" The {root} and {_LEAST_JOINTS - 1} more are needed, called for example"
            f" {', '.join(H36M_17.joints[1:4])}."
        )
    wanted = truth.points[:, [truth.joints.index(name) for name in names]]
    real = points_at(truth.times, wanted, pose.times)
    real -= real[:, [names.index(root)]]
    found = pose.joints[:, [pose.skeleton.index(name) for name in names]].astype(np.float64)
    found -= found[:, [names.index(root)]]
    rows = np.flatnonzero(np.isfinite(real).all(axis=(1, 2)) & np.isfinite(found).all(axis=(1, 2)))
    if not len(rows):
        raise BadInput(
            f"{truth.source} and the clip have no time in common: it lasts from {truth.times[0]:.2f} to"
            f" {truth.times[-1]:.2f} s, the clip from {pose.times[0]:.2f} to {pose.times[-1]:.2f} s."
        )
    real, found = real[rows], found[rows]
    turned = found if truth.is_camera else _turn(found, real)
    errors = np.full((2, len(pose), len(names)), np.nan)
    for protocol, compared in enumerate((turned, align(found, real))):
        errors[protocol, rows] = 1000 * np.linalg.norm(compared - real, axis=-1)
    return TruthErrors(
        joints=names,
        mpjpe_mm=errors[0],
        p_mpjpe_mm=errors[1],
        is_turned=not truth.is_camera,
    )


def points_at(times: Array, points: Array, at: Array) -> Array:
    """Points (T, J, 3) given at `times`, at other times: (N, J, 3), by straight lines.

    NaN before the first and after the last (by more than half a step), in long gaps, and next to NaN.
    """
    step = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    inside = np.clip(at, times[0], times[-1])
    after = np.clip(np.searchsorted(times, inside), 1, max(len(times) - 1, 1))
    before, after = after - 1, np.minimum(after, len(times) - 1)
    length = times[after] - times[before]
    share = np.divide(inside - times[before], length, out=np.zeros_like(at), where=length > 0)[:, None, None]
    # A sample that is met exactly needs no neighbour.
    result = np.where(share < 1, points[before] * (1 - share), 0) + np.where(
        share > 0, points[after] * share, 0
    )
    is_beyond = np.abs(at - inside) > step / 2 + 1e-6
    is_hole = (length > _LONGEST_STEP * step + 1e-9) & (share[:, 0, 0] > 0) & (share[:, 0, 0] < 1)
    result[is_beyond | is_hole] = np.nan
    return np.asarray(result)


def _turn(source: Array, target: Array) -> Array:
    """Source (T, J, 3) after the one rotation for all frames that brings it nearest to target (Kabsch)."""
    u, _, vt = np.linalg.svd(target.reshape(-1, 3).T @ source.reshape(-1, 3))
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    return np.asarray(source @ ((u * sign) @ vt).T)
