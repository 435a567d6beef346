"""Made-up motion for the export tests, and real motion where it is at hand."""

from fractions import Fraction
from pathlib import Path

import numpy as np

from core.export.records import ExportContext
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

MOCAP = Path(__file__).parents[3] / "shared" / "mocap" / "val.npz"

CONTEXT = ExportContext("walk.mp4", Fraction(25), lifter="rie", lifter_hash="ab" * 32)

LENGTHS = {
    "hip": 0.1, "knee": 0.42, "ankle": 0.44, "spine": 0.24, "thorax": 0.26, "neck": 0.17, "head": 0.19,
    "shoulder": 0.18, "elbow": 0.29, "wrist": 0.26,
}  # fmt: skip
T_POSE = {
    "hip": (1, 0, 0), "knee": (0, -1, 0), "ankle": (0, -1, 0), "spine": (0, 1, 0), "thorax": (0, 1, 0),
    "neck": (0, 0.75**0.5, 0.5), "head": (0, 0.75**0.5, -0.5),
    "shoulder": (1, 0, 0), "elbow": (1, 0, 0), "wrist": (1, 0, 0),
}  # fmt: skip
"""Of the left side; the right side's x is the other way round."""


def figure(count: int = 1, **directions) -> np.ndarray:
    """(T, 17, 3) metres, y up: the T-pose, with some bones pointing elsewhere.

    `left_elbow=(0, -1, 0)` points the left upper arm, whose far end is the elbow, straight down.
    """
    joints = np.zeros((count, 17, 3))
    for name in sorted(H36M_17.joints[1:], key=H36M_17.index):
        side, _, part = name.rpartition("_")
        rest = np.array(T_POSE[part], dtype=float) * ((-1, 1, 1) if side == "right" else (1, 1, 1))
        direction = np.broadcast_to(np.array(directions.get(name, rest), dtype=float), (count, 3))
        direction = direction / np.linalg.norm(direction, axis=-1, keepdims=True)
        parent = H36M_17.parents[H36M_17.index(name)]
        joints[:, H36M_17.index(name)] = joints[:, parent] + LENGTHS[part] * direction
    return joints


def walk(count: int = 50, rate: float = 25.0) -> np.ndarray:
    """(T, 17, 3): arms hang and swing, knees and elbows bend, head and hips turn a little."""
    phase = 2 * np.pi * np.arange(count) / rate

    def forward(angle):
        """Down, turned forwards by an angle."""
        return np.stack([0 * angle, -np.cos(angle), np.sin(angle)], axis=1)

    swing = 0.5 * np.sin(phase)
    bones = {}
    for side, sign in (("left", 1), ("right", -1)):
        bones[f"{side}_knee"] = forward(sign * swing + 0.3)
        bones[f"{side}_ankle"] = forward(sign * swing - 0.5)
        bones[f"{side}_elbow"] = forward(-sign * swing) + np.array([sign * 0.1, 0, 0])
        bones[f"{side}_wrist"] = forward(0.8 - sign * swing)
        bones[f"{side}_hip"] = np.stack([sign + 0 * phase, 0 * phase, sign * 0.2 * np.cos(phase)], axis=1)
    return figure(count, **bones)


def turned(joints: np.ndarray, axis: int, degrees: float) -> np.ndarray:
    """Turned about x, y or z (0, 1, 2) by the right-hand rule."""
    c, s = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    one, other = (axis + 1) % 3, (axis + 2) % 3
    result = joints.copy()
    result[..., one] = c * joints[..., one] - s * joints[..., other]
    result[..., other] = s * joints[..., one] + c * joints[..., other]
    return result


def mirrored(joints: np.ndarray) -> np.ndarray:
    """As seen in a mirror: left is right."""
    return joints[:, list(H36M_17.mirror)] * [-1, 1, 1]


def pose_of(joints: np.ndarray, *, rate: float = 25.0, first_frame: int = 0, times=None) -> Pose:
    """A pose in y-up coordinates, with a flag and some doubt here and there."""
    count = len(joints)
    flags = np.zeros((count, 17), np.uint8)
    flags[::3, 4] = 1 | 8
    confidence = np.full((count, 17), 0.875, np.float32)
    return Pose(
        skeleton=H36M_17,
        frames=np.arange(first_frame, first_frame + count),
        times=np.arange(count) / rate if times is None else np.asarray(times, dtype=np.float64),
        joints=joints.astype(np.float32),
        confidence=confidence,
        flags=flags,
        coordinates="y_up",
    )


def without_frames(pose: Pose, *rows: int) -> Pose:
    """The pose with some rows not lifted."""
    joints = pose.joints.copy()
    joints[list(rows)] = np.nan
    return Pose(pose.skeleton, pose.frames, pose.times, joints, pose.confidence, pose.flags, pose.coordinates)


def mocap_clips(path: Path = MOCAP):
    """(T, 17, 3) metres of each clip, 50 Hz, y up, relative to the pelvis."""
    data = np.load(path)
    z_up = data["positions"].astype(np.float64) * float(data["scale"])
    joints = z_up[..., [0, 2, 1]] * [1, 1, -1]
    joints -= joints[:, :1]
    for start, count in zip(data["clip_start"], data["clip_len"], strict=True):
        yield joints[start : start + count]
