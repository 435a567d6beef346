"""Poses made from the joints that a file names, where it says no more of them."""

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Coordinates, Pose
from core.pose.skeleton import SKELETONS, Skeleton

_FARTHEST_M = 1e6


def pose_of_joints(
    skeleton: Skeleton, times: NDArray[np.float64], joints: NDArray[np.float32], coordinates: Coordinates
) -> Pose:
    """A pose of (T, J, 3) metres, y up, with confidence 1 where a joint is there and frames from 0 on.

    `ValueError` for what `check_motion` refuses.
    """
    check_motion(times, joints)
    is_seen = np.isfinite(joints).all(axis=-1)
    confidence = np.zeros(is_seen.shape, np.float32)
    confidence[is_seen] = 1
    return Pose(
        skeleton=skeleton,
        frames=np.arange(len(times)),
        times=times,
        joints=joints,
        confidence=confidence,
        flags=np.zeros(is_seen.shape, np.uint8),
        coordinates=coordinates,
    )


def check_motion(times: NDArray[np.float64], joints: NDArray[np.float32]) -> None:
    """`ValueError` unless (T,) times increase and joints lie where somebody could be; NaN is a lost joint."""
    if not np.isfinite(times).all() or np.any(np.diff(times) <= 0):
        raise ValueError("its times do not increase from frame to frame")
    if np.any(np.abs(joints) > _FARTHEST_M):  # infinite ones too
        raise ValueError("a joint in it is more than 1000 km away")


def to_single(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """In single precision; what is too large for it becomes infinite, without a warning."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def even_grid(count: int, step_s: float) -> NDArray[np.float64]:
    """(count,) seconds from 0 on."""
    return np.arange(count, dtype=np.float64) * step_s


def coordinates_of(joints: NDArray[np.float32]) -> Coordinates:
    """Of (T, J, 3) joints with y up from a file that does not tell: relative only if the root never moves."""
    root = joints[:, :1]
    return "y_up" if not root.size or not np.any(np.abs(np.nan_to_num(root)) > 1e-6) else "world"


def skeleton_of(joints: tuple[str, ...]) -> Skeleton:
    """The known skeleton with these joints, or a nameless one without bones."""
    known = (skeleton for skeleton in SKELETONS.values() if skeleton.joints == joints)
    return next(known, Skeleton("unknown", joints))
