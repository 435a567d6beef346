"""Lifters against each other and against themselves: figures that need no truth."""

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Pose

Array = NDArray[np.float64]


def common_joints(*skeletons_joints: tuple[str, ...]) -> tuple[str, ...]:
    """The joint names that all have, in the order of the first."""
    first, *others = skeletons_joints
    return tuple(name for name in first if all(name in joints for joints in others))


def joint_differences_mm(a: Pose, b: Pose) -> Array:
    """(T, J) millimetres between two lifters' joints, those of `common_joints`, in each frame.

    Both poses are of one clip and relative to the root. NaN where one of them has no pose.
    """
    names = common_joints(a.skeleton.joints, b.skeleton.joints)
    one, other = (pose.joints[:, [pose.skeleton.index(name) for name in names]] for pose in (a, b))
    return np.asarray(np.linalg.norm(one - other, axis=-1) * 1000, dtype=np.float64)


def frame_differences_mm(a: Pose, b: Pose) -> Array:
    """(T,) MPJPE between two lifters in each frame, millimetres; NaN where one of them has no pose."""
    return np.asarray(joint_differences_mm(a, b).mean(axis=1))


def jitter(pose: Pose) -> Array:
    """(J,) RMS acceleration of each joint in true time, m/s^2; the root of a root-relative pose has 0.

    Second differences over uneven times, wherever three frames in a row have a pose; NaN where none do.
    Real movement is in it too: compare lifters on one clip, not clips with each other.
    """
    times = pose.times
    if len(times) < 3:
        return np.full(len(pose.skeleton), np.nan)
    velocity = np.diff(pose.joints.astype(np.float64), axis=0) / np.diff(times)[:, None, None]
    span = (times[2:] - times[:-2])[:, None, None] / 2
    squares = ((np.diff(velocity, axis=0) / span) ** 2).sum(axis=-1)  # (T - 2, J)
    return np.asarray(np.sqrt(mean_known(squares)))


def bone_spread(pose: Pose) -> Array:
    """(J,) how much the bone from its parent to each joint changes its length: std / mean, percent.

    A real bone has 0. NaN for the root and where no frame has a pose.
    """
    parents = np.array(pose.skeleton.parents)
    lengths = np.linalg.norm(pose.joints - pose.joints[:, parents], axis=-1).astype(np.float64)
    lengths[:, parents < 0] = np.nan
    mean = mean_known(lengths)
    spread = np.sqrt(mean_known((lengths - mean) ** 2))
    return np.asarray(np.divide(100 * spread, mean, out=np.full_like(mean, np.nan), where=mean > 0))


def mean_known(values: NDArray[np.floating]) -> Array:
    """Mean along the first axis of what is not NaN; NaN where nothing is."""
    is_known = np.isfinite(values)
    count = is_known.sum(axis=0)
    total = np.where(is_known, values, 0).sum(axis=0, dtype=np.float64)
    return np.asarray(np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0))


def worst_row(values: NDArray[np.floating]) -> int | None:
    """Row of the greatest of (T,); None where all are NaN."""
    return int(np.nanargmax(values)) if np.isfinite(values).any() else None
