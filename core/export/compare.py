"""Comparing what was read back from a file with what was meant."""

import numpy as np
from numpy.typing import NDArray

from core.export.records import JointError, ReadBack
from core.pose.records import Pose

Joints = NDArray[np.float64] | NDArray[np.float32]

_FRAMES_AT_ONCE = 1024
"""Compared at once: all of a long clip would take many times its own memory."""


class ErrorSum:
    """Distances between the joints read and those meant, gathered part by part."""

    def __init__(self, joints: tuple[str, ...]) -> None:
        self._joints = joints
        self._distances_mm: list[NDArray[np.float32]] = []
        self._worst = (-1.0, "", 0)

    def add(
        self, read_m: NDArray[np.float64], meant_m: NDArray[np.float64], frames: NDArray[np.int64]
    ) -> None:
        """Some (T, J, 3) joints more, in metres; those whose `meant_m` is NaN do not count.

        A joint that is meant but was not read back is a bug of ours: `RuntimeError`.
        """
        if len(read_m) == len(meant_m) == 0:
            return  # a tidy table without frames does not even name the joints
        if read_m.shape != meant_m.shape:
            raise RuntimeError(f"read back {read_m.shape}, but {meant_m.shape} was written")
        is_meant = np.isfinite(meant_m).all(axis=-1)  # (T, J)
        distance_mm = np.where(is_meant, np.linalg.norm(read_m - meant_m, axis=-1) * 1000, -1.0)  # (T, J)
        if not np.isfinite(distance_mm).all():
            raise RuntimeError("a joint that was written was not read back")
        row, joint = np.unravel_index(np.argmax(distance_mm), distance_mm.shape)
        largest = float(distance_mm[row, joint])
        if largest > self._worst[0]:
            self._worst = (largest, self._joints[int(joint)], int(frames[int(row)]))
        self._distances_mm.append(distance_mm[is_meant].astype(np.float32))

    def result(self) -> JointError | None:
        """Over all parts; None where no joint was meant."""
        if self._worst[0] < 0:
            return None
        counted = np.concatenate(self._distances_mm)
        largest, joint, frame = self._worst
        return JointError(
            mean_mm=float(counted.mean(dtype=np.float64)),
            p95_mm=float(np.percentile(counted, 95)),
            max_mm=largest,
            worst_joint=joint,
            worst_frame=frame,
        )


def joint_error(
    read_m: Joints, meant_m: Joints, joints: tuple[str, ...], frames: NDArray[np.int64]
) -> JointError | None:
    """`ErrorSum` of two whole (T, J, 3) sets of joints in metres; None where `meant_m` holds no joint."""
    if len(read_m) != len(meant_m):
        raise RuntimeError(f"{len(read_m)} frames were read back, {len(meant_m)} written")
    total = ErrorSum(joints)
    for start in range(0, len(meant_m), _FRAMES_AT_ONCE):
        rows = slice(start, start + _FRAMES_AT_ONCE)
        total.add(read_m[rows].astype(np.float64), meant_m[rows].astype(np.float64), frames[rows])
    return total.result()


def compare_poses(read: Pose, meant: Pose) -> ReadBack:
    """What a file that keeps every frame and its time differs by from the pose written to it."""
    error = joint_error(read.joints, meant.joints, meant.skeleton.joints, meant.frames)
    shift_s = np.ptp(read.times) - np.ptp(meant.times) if len(meant) else 0.0
    return ReadBack(frames=len(read), rate=None, error=error, duration_error_ms=float(shift_s) * 1000)


def pose_duration_s(times: NDArray[np.float64], last_frame_s: float) -> float:
    """Seconds from the start of the first frame to the end of the last; 0 without frames."""
    return float(times[-1] - times[0]) + last_frame_s if len(times) else 0.0
