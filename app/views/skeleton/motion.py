"""What one lifter's pose looks like in the room of the 3D view: upright, on the floor, for every frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Pose
from core.pose.skeleton import Skeleton

Array = NDArray[np.floating]

SOLE_M = 0.034
"""The lowest joint, an ankle as a rule, is drawn as a ball of this radius, which touches the floor."""
_MOST_POSES = 300
_USUAL_M = 0.9
"""How far the root rises above or falls below where it usually is: a jump, or lying down."""
_THIGH_M = 0.43
"""Of the figure whose limbs are as thick as `body` says."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """A pose made ready to be drawn. y up, metres, the floor at y = 0."""

    skeleton: Skeleton
    first: int
    """The video's frame of row 0."""
    joints: NDArray[np.float32]
    """(T, J, 3); NaN throughout where a frame has no pose."""
    nearest: NDArray[np.int64]
    """(T,) the row itself where it has a pose, else the nearest that has one; -1 where none has."""
    size: float
    """How big the body is: 1 for a grown person."""
    facing: float
    """Degrees from +z towards +x in which the person faces on average."""

    def row(self, frame: int) -> int | None:
        """The row of a video's frame, or None outside the clip."""
        row = frame - self.first
        return row if 0 <= row < len(self.joints) else None

    def at(self, frame: int) -> Array | None:
        """(J, 3) of a video's frame, or None where it has no pose."""
        row = self.row(frame)
        return self.joints[row] if row is not None and self.nearest[row] == row else None

    def near(self, frame: int) -> Array | None:
        """(J, 3) of the nearest frame that has a pose, or None where none has."""
        row = int(self.nearest[min(max(frame - self.first, 0), len(self.nearest) - 1)])
        return self.joints[row] if row >= 0 else None

    def points(self, frame: int | None = None) -> Array:
        """(N, 3) places of the joints over the clip, thinned out; a standing person's if it has no pose.

        With a frame of the video: as if the person had stayed where they are in it.
        """
        rows = np.flatnonzero(self.nearest == np.arange(len(self.nearest)))
        if rows.size == 0:
            return np.array([[-0.5, 0.0, -0.5], [0.5, 1.7, 0.5]])
        joints = self.joints[rows[:: 1 + rows.size // _MOST_POSES]]
        # a placement may sink through the floor for a few frames: not worth shrinking everything for
        height = joints[:, 0, 1]
        low, high = np.percentile(height, [25, 75])
        joints = joints[(height > low - _USUAL_M) & (height < high + _USUAL_M)]
        here = None if frame is None else self.near(frame)
        if here is not None:
            joints = joints - (joints[:, :1] - here[0]) * np.array([1, 0, 1], np.float32)
        return np.asarray(joints.reshape(-1, 3))


def motion_of(pose: Pose) -> Motion:
    """Stand a pose up. One relative to its root is lifted so that its lowest joint touches the floor."""
    joints = pose.y_up().joints
    lifted = pose.is_lifted
    rows = np.flatnonzero(lifted)
    size = _size(pose.skeleton, joints[rows])
    if pose.coordinates != "world" and rows.size:
        lowest = float(joints[rows, :, 1].min())
        joints = joints + np.array([0, SOLE_M * size - lowest, 0], dtype=np.float32)
    joints = np.where(lifted[:, None, None], joints, np.float32(np.nan))
    return Motion(
        skeleton=pose.skeleton,
        first=int(pose.frames[0]) if len(pose) else 0,
        joints=joints,
        nearest=_nearest(rows, len(pose)),
        size=size,
        facing=_facing(pose.skeleton, joints[rows]),
    )


def _nearest(rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    if rows.size == 0:
        return np.full(count, -1, np.int64)
    wanted = np.arange(count)
    after = np.searchsorted(rows, wanted).clip(0, rows.size - 1)
    before = (after - 1).clip(0)
    is_before = wanted - rows[before] < np.abs(rows[after] - wanted)
    return np.asarray(np.where(is_before, rows[before], rows[after]))


def _size(skeleton: Skeleton, joints: Array) -> float:
    if not len(joints) or not {"left_hip", "left_knee", "right_hip", "right_knee"} <= set(skeleton.joints):
        return 1.0
    thighs = [
        np.linalg.norm(
            joints[:, skeleton.index(f"{side}_knee")] - joints[:, skeleton.index(f"{side}_hip")], axis=1
        )
        for side in ("left", "right")
    ]
    return float(np.clip(np.median(thighs) / _THIGH_M, 0.2, 3.0))


def _facing(skeleton: Skeleton, joints: Array) -> float:
    if not len(joints) or not {"left_hip", "right_hip"} <= set(skeleton.joints):
        return 0.0
    to_left = joints[:, skeleton.index("left_hip")] - joints[:, skeleton.index("right_hip")]
    across = to_left.mean(axis=0)
    if np.hypot(across[0], across[2]) < 0.25 * np.linalg.norm(to_left, axis=1).mean():
        return 0.0  # turned all ways: no front of its own
    # forward = left x up, y up: left (1, 0, 0) looks along +z
    return float(np.degrees(np.arctan2(-across[2], across[0])))
