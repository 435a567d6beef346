"""Comparing what was read back from a file with what was meant."""

import numpy as np
from numpy.typing import NDArray

from core.export.records import JointError, ReadBack
from core.pose.records import Pose


def joint_error(
    read_m: NDArray[np.float64],
    meant_m: NDArray[np.float64],
    joints: tuple[str, ...],
    frames: NDArray[np.int64],
) -> JointError | None:
    """Distances between two (T, J, 3) sets of joints in metres; None where `meant_m` holds no joint.

    A joint of `meant_m` that is NaN does not count. One that is there but was not read back is a bug of
    ours: `RuntimeError`.
    """
    if len(read_m) == len(meant_m) == 0:
        return None  # a tidy table without frames does not even name the joints
    if read_m.shape != meant_m.shape:
        raise RuntimeError(f"read back {read_m.shape}, but {meant_m.shape} was written")
    is_meant = np.isfinite(meant_m).all(axis=-1)  # (T, J)
    if not is_meant.any():
        return None
    distance_mm = np.where(is_meant, np.linalg.norm(read_m - meant_m, axis=-1) * 1000, -1.0)  # (T, J)
    if not np.isfinite(distance_mm).all():
        raise RuntimeError("a joint that was written was not read back")
    counted = distance_mm[is_meant]
    row, joint = np.unravel_index(np.argmax(distance_mm), distance_mm.shape)
    return JointError(
        mean_mm=float(counted.mean()),
        p95_mm=float(np.percentile(counted, 95)),
        max_mm=float(counted.max()),
        worst_joint=joints[int(joint)],
        worst_frame=int(frames[int(row)]),
    )


def compare_poses(read: Pose, meant: Pose) -> ReadBack:
    """What a file that keeps every frame and its time differs by from the pose written to it."""
    error = joint_error(
        read.joints.astype(np.float64), meant.joints.astype(np.float64), meant.skeleton.joints, meant.frames
    )
    shift_s = np.ptp(read.times) - np.ptp(meant.times) if len(meant) else 0.0
    return ReadBack(frames=len(read), rate=None, error=error, duration_error_ms=float(shift_s) * 1000)


def pose_duration_s(times: NDArray[np.float64], last_frame_s: float) -> float:
    """Seconds from the start of the first frame to the end of the last; 0 without frames."""
    return float(times[-1] - times[0]) + last_frame_s if len(times) else 0.0
