"""Lifters against each other and against themselves: figures that need no truth."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One figure about a clip, by joint and over all of them; less is better."""

    joints: tuple[str, ...]
    of_joints: Array
    """(J,) NaN where nothing is known."""
    overall: float
    frames: Array
    """(T, J) what each frame adds to it: the greatest is the frame to look at."""

    def of(self, joint: str | None) -> float:
        """The figure of a joint, or over all joints; NaN for a joint that it does not have."""
        if joint is None:
            return self.overall
        return float(self.of_joints[self.joints.index(joint)]) if joint in self.joints else float("nan")

    def worst_row(self, joint: str | None) -> int | None:
        """The row in which the joint, or the mean over all joints, is worst; None where nothing is known."""
        if joint is None:
            return worst_row(mean_known(self.frames.T))
        return worst_row(self.frames[:, self.joints.index(joint)]) if joint in self.joints else None


def mean_measure(joints: tuple[str, ...], frames: NDArray[np.floating]) -> Measure:
    """The plain mean of (T, J)."""
    of_joints = mean_known(frames)
    return Measure(joints, of_joints, float(mean_known(of_joints)), np.asarray(frames, dtype=np.float64))


def difference(a: Pose, b: Pose) -> Measure:
    """MPJPE between two lifters, millimetres."""
    return mean_measure(common_joints(a.skeleton.joints, b.skeleton.joints), joint_differences_mm(a, b))


def jitter(pose: Pose) -> Measure:
    """RMS acceleration in true time, m/s^2; the root of a root-relative pose has 0.

    Second differences over uneven times, wherever three frames in a row have a pose. Real movement is in it
    too: compare lifters on one clip, not clips with each other.
    """
    squares = np.full(pose.joints.shape[:2], np.nan)
    if len(pose) > 2:
        steps = np.diff(pose.times)[:, None, None]
        velocity = np.diff(pose.joints.astype(np.float64), axis=0) / steps
        acceleration = np.diff(velocity, axis=0) / ((steps[1:] + steps[:-1]) / 2)
        squares[1:-1] = (acceleration**2).sum(axis=-1)
    of_joints = mean_known(squares)
    overall = float(np.sqrt(mean_known(of_joints)))
    return Measure(pose.skeleton.joints, np.sqrt(of_joints), overall, np.sqrt(squares))


def bone_spread(pose: Pose) -> Measure:
    """How much the bone from its parent to each joint changes its length: std / mean, percent.

    A real bone has 0. The root has no bone.
    """
    parents = np.array(pose.skeleton.parents)
    lengths = np.linalg.norm(pose.joints - pose.joints[:, parents], axis=-1).astype(np.float64)
    lengths[:, parents < 0] = np.nan
    mean = mean_known(lengths)
    relative = np.divide(lengths - mean, mean, out=np.full_like(lengths, np.nan), where=mean > 0)
    spread = 100 * np.sqrt(mean_known(relative**2))
    return Measure(pose.skeleton.joints, spread, float(mean_known(spread)), 100 * np.abs(relative))


def mean_known(values: NDArray[np.floating]) -> Array:
    """Mean along the first axis of what is not NaN; NaN where nothing is."""
    is_known = np.isfinite(values)
    count = is_known.sum(axis=0)
    total = np.where(is_known, values, 0).sum(axis=0, dtype=np.float64)
    return np.asarray(np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0))


def worst_row(values: NDArray[np.floating]) -> int | None:
    """Row of the greatest of (T,); None where all are NaN."""
    return int(np.nanargmax(values)) if np.isfinite(values).any() else None
