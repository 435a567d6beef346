"""One rigid skeleton for a whole clip: its bone lengths, and the nearest joints that keep them."""

import numpy as np
from numpy.typing import NDArray

from core.geometry.resampling import nearest_valid
from core.geometry.rotation import unit
from core.pose.filters import local_lines
from core.pose.skeleton import Skeleton
from core.world.joint_limits import limit_hyperextension

Array = NDArray[np.float64]

_FRAMES_AT_ONCE = 2048
"""Their 16 x 16 matrices fill 4 MB."""

_TOLERANCE_M = 1e-5
"""A frame whose joints would move less is done."""

_LONGEST_SEARCH = 60
"""Steps; ten to twenty usually do."""

_VAGUE = 0.05
"""A bone seen shorter than this share of its length has no direction of its own."""


def measure_bones(joints: Array, skeleton: Skeleton) -> Array:
    """(J,) metres of the bone that ends at each joint of (T, J, 3), 0 at the root and where nothing is seen.

    The median over time, left like right: a bone of a lifted pose shrinks and grows with the pose, and wildly
    so in a few frames. NaN counts for nothing.
    """
    parents = np.maximum(skeleton.parents, 0)
    lengths = np.linalg.norm(joints - joints[:, parents], axis=-1)  # (T, J)
    median = np.zeros(len(skeleton))
    for joint in range(len(skeleton)):
        seen = lengths[np.isfinite(lengths[:, joint]), joint]
        median[joint] = np.median(seen) if len(seen) else 0.0
    return np.asarray((median + median[list(skeleton.mirror)]) / 2)


def fit_constant_bones(
    joints: Array,
    times: Array,
    skeleton: Skeleton,
    *,
    lengths: Array | None = None,
    smooth_s: float = 0.0,
    max_hyperextension_deg: float | None = None,
) -> Array:
    """(T, J, 3) joints of one rigid skeleton that are, frame by frame, nearest to the given ones.

    Nearest: least sum of squared distances over the joints, all of them free to give way, the root too; the
    lengths (J,) metres are those of `measure_bones` unless given. With `smooth_s` the given joints are first
    smoothed by straight lines over so many seconds (`local_lines`). With `max_hyperextension_deg` knees and
    elbows are bent back to it afterwards (`limit_hyperextension`). A frame in which a joint is NaN is NaN
    throughout. A bone without direction (both ends in one place) takes that of the nearest frame.
    """
    if lengths is None:
        lengths = measure_bones(joints, skeleton)
    target = local_lines(joints, times, half_window_s=smooth_s / 2)[0] if smooth_s > 0 else joints
    result = np.full(joints.shape, np.nan)
    rows = np.flatnonzero(np.isfinite(target).all(axis=(1, 2)))
    if not len(rows):
        return result
    known = _give_directions(target[rows], lengths, skeleton)
    for start in range(0, len(rows), _FRAMES_AT_ONCE):
        part = slice(start, start + _FRAMES_AT_ONCE)
        result[rows[part]] = _nearest_rigid(known[part], lengths, skeleton)
    if max_hyperextension_deg is not None:
        result[rows] = limit_hyperextension(result[rows], skeleton, limit_deg=max_hyperextension_deg)
    return result


def chain_bones(joints: Array, lengths: Array, skeleton: Skeleton) -> Array:
    """(T, J, 3) with the same root and directions but these lengths (J,), joint by joint from the root.

    Errors of length add up towards hands and feet.
    """
    result = joints.copy()
    for joint, parent in enumerate(skeleton.parents):  # a parent's index is below its children's
        if parent >= 0:
            result[:, joint] = result[:, parent] + lengths[joint] * unit(joints[:, joint] - joints[:, parent])
    return result


def _give_directions(joints: Array, lengths: Array, skeleton: Skeleton) -> Array:
    """Joints whose bones all have a direction: one without takes that of the nearest frame."""
    result = joints.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent < 0:
            continue
        bone = joints[:, joint] - joints[:, parent]
        is_clear = np.asarray(np.linalg.norm(bone, axis=-1) > _VAGUE * lengths[joint])
        if is_clear.all():
            continue
        direction = unit(bone[nearest_valid(is_clear)]) if is_clear.any() else np.array([[0.0, -1.0, 0.0]])
        drawn = result[:, parent] + lengths[joint] * direction
        result[:, joint] = np.where(is_clear[:, None], result[:, joint], drawn)
    return result


def _nearest_rigid(given: Array, lengths: Array, skeleton: Skeleton) -> Array:
    """The joints p (F, J, 3) with the least |p - given|^2 under |p_child - p_parent| = length.

    Starts from the chain and never gets worse: what is left of given - p once the parts that would stretch
    bones are taken out (projection onto the tangents of the constraints: Gauss-Newton, since the Hessian of
    the distance is the identity) is the step, and the chain over it brings the lengths back. Steps are
    halved until they help. The least in the neighbourhood: bones do not change over to other directions.
    """
    children = np.array([joint for joint, parent in enumerate(skeleton.parents) if parent >= 0])
    difference = np.zeros((len(children), len(skeleton)))  # child minus parent of each bone
    difference[np.arange(len(children)), children] = 1
    difference[np.arange(len(children)), np.array(skeleton.parents)[children]] = -1
    neighbours = difference @ difference.T  # (B, B)
    nearest = chain_bones(given, lengths, skeleton)
    active, size = np.arange(len(given)), np.ones(len(given))
    for _ in range(_LONGEST_SEARCH):
        here = nearest[active]
        error = given[active] - here
        along = unit(difference @ here)  # (A, B, 3)
        stretch = (along * (difference @ error)).sum(axis=-1)
        metric = neighbours * (along @ along.transpose(0, 2, 1))
        tension = np.linalg.solve(metric + 1e-12 * np.eye(len(children)), stretch[..., None])
        step = error - difference.T @ (tension * along)  # (A, J, 3)
        tried = chain_bones(here + size[active, None, None] * step, lengths, skeleton)
        gain = (error**2).sum(axis=(1, 2)) - ((given[active] - tried) ** 2).sum(axis=(1, 2))
        nearest[active] = np.where((gain > 0)[:, None, None], tried, here)
        size[active] = np.where(gain > 0, np.minimum(1.0, 1.5 * size[active]), size[active] / 2)
        is_open = (np.abs(step).max(axis=(1, 2)) > _TOLERANCE_M) & (size[active] > 1e-3)
        active = active[is_open]
        if not len(active):
            break
    return nearest
