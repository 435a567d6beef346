"""How the root of an exported figure moves: on the spot, glued to the floor, or as estimated."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.errors import UnfitPose
from core.export.records import Root
from core.pose.records import Pose

ANKLE_HEIGHT = 0.18
"""Of the ankle over the sole, in shanks."""

_LEVEL = np.array([1, 0, 1], np.float32)
_UPWARDS = np.array([0, 1, 0], np.float32)


def place_root(pose: Pose, root: Root) -> Pose:
    """The pose, y up, with its root moved as asked.

    auto: as it is. in-place: the root stays above one point; a pose in the world keeps its height over the
    floor, another one keeps its root at 0. glued: in place, and the lower ankle of each frame as high as an
    ankle stands, so that jumps are lost. estimated: as it is, `UnfitPose` where nothing was estimated.
    """
    upright = pose.y_up()
    if root == "estimated" and pose.coordinates != "world":
        raise UnfitPose(
            "No path through the room was estimated for this pose. Choose the root in-place or glued, or lift"
            " the video again."
        )
    if root == "in-place" and pose.coordinates == "world":
        return _moved(upright, -upright.joints[:, :1] * _LEVEL)
    if root == "glued":
        centred = upright.joints - upright.joints[:, :1]
        height = standing_ankle_m(upright) - _lower_ankle(upright, centred)
        return _moved(replace(upright, joints=centred), height[:, None, None] * _UPWARDS)
    return upright


def standing_ankle_m(pose: Pose) -> float:
    """Height of an ankle above the sole: a fixed part of the median shank."""
    shanks = [
        np.linalg.norm(_joint(pose, pose.joints, f"{side}_knee") - _joint(pose, pose.joints, f"{side}_ankle"),
                       axis=-1)
        for side in ("left", "right")
    ]  # fmt: skip
    lengths = np.concatenate(shanks)
    known = lengths[np.isfinite(lengths)]
    return ANKLE_HEIGHT * float(np.median(known)) if len(known) else 0.0


def _moved(pose: Pose, by: NDArray[np.float32]) -> Pose:
    return replace(pose, joints=pose.joints + by.astype(np.float32), coordinates="world")


def _lower_ankle(pose: Pose, joints: NDArray[np.float32]) -> NDArray[np.float32]:
    """(T,) height of the lower ankle."""
    ankles = [_joint(pose, joints, f"{side}_ankle")[:, 1] for side in ("left", "right")]
    return np.minimum(*ankles)


def _joint(pose: Pose, joints: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    if name not in pose.skeleton.joints:
        raise UnfitPose(
            f"A figure is glued to the floor by its ankles, and {pose.skeleton.name} has no {name}."
        )
    return joints[:, pose.skeleton.index(name)]
