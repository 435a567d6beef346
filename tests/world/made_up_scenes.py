"""People before cameras whose truth is known: the sample's walker, somebody who jumps, and tracks of them."""

from dataclasses import dataclass, replace

import numpy as np

from core.assets import asset_path
from core.pose.records import Pose, Track
from core.pose.skeleton import H36M_17
from core.world.records import Placement

SIZE = (1280, 720)
FOCAL = 1000.0
PELVIS, ANKLES = H36M_17.index("pelvis"), [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]


@dataclass(frozen=True)
class Scene:
    """Joints in a world with z up and the floor at 0, and a camera that looks at them."""

    times: np.ndarray
    world: np.ndarray
    """(T, 17, 3)"""
    rotation: np.ndarray
    """(3, 3) or (T, 3, 3) world to camera."""
    position: np.ndarray
    """(3,) of the camera."""

    @property
    def camera(self) -> np.ndarray:
        """(T, 17, 3) joints as the camera has them."""
        return np.einsum("...ij,...kj->...ki", self.rotation, self.world - self.position)

    def pose_and_track(self) -> tuple[Pose, Track]:
        joints = self.camera
        points = joints[..., :2] / joints[..., 2:] * FOCAL + np.array(SIZE) / 2
        shape = joints.shape[:2]
        frames, sure, flags = np.arange(shape[0]), np.full(shape, 0.9, np.float32), np.zeros(shape, np.uint8)
        relative = (joints - joints[:, :1]).astype(np.float32)
        return (
            Pose(H36M_17, frames, self.times, relative, sure, flags),
            Track(H36M_17, frames, self.times, points.astype(np.float32), sure, flags, SIZE),
        )


def looking(pitch_deg: float = 10.0, roll_deg: float = 0.0, yaw_deg: float = 0.0) -> np.ndarray:
    """World to camera for a camera that looks along y of the world, down by the pitch."""
    pitch, roll, yaw = np.radians([pitch_deg, roll_deg, yaw_deg])
    forward = np.array([np.sin(yaw) * np.cos(pitch), np.cos(yaw) * np.cos(pitch), -np.sin(pitch)])
    right = np.array([np.cos(yaw), -np.sin(yaw), 0])
    c, s = np.cos(roll), np.sin(roll)
    level = np.stack([right, np.cross(forward, right), forward])
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ level


def sample_joints(start: int = 0, stop: int = 225) -> np.ndarray:
    """(T, 17, 3) the sample's person, 30 frames a second: walks in, waves, squats and reaches."""
    with np.load(asset_path("sample_truth.npz")) as data:
        return data["joints_world"][start:stop].astype(np.float64)


def walking(pitch_deg: float = 10.0, roll_deg: float = 0.0, distance_m: float = 5.0, **rows: int) -> Scene:
    """The sample's person before a camera at some distance, whose height keeps them in the middle."""
    joints = sample_joints(**rows)
    rotation = looking(pitch_deg, roll_deg)
    position = joints[:, PELVIS].mean(axis=0) - distance_m * rotation[2]
    return Scene(np.arange(len(joints)) / 30, joints, rotation, position)


def jumping(height_m: float = 0.4) -> Scene:
    """Stands for a second, flies up and comes down by gravity, stands for a second; 50 frames a second."""
    standing = sample_joints(100, 101)[0]
    flight_s = 2 * np.sqrt(2 * height_m / 9.81)
    times = np.arange(round((2 + flight_s) * 50)) / 50
    t = np.clip(times - 1, 0, flight_s)
    rise = t * (flight_s - t) * 9.81 / 2
    joints = standing + np.stack([0 * rise, 0 * rise, rise], axis=1)[:, None]
    scene = walking()
    return replace(scene, times=times, world=joints, position=joints[0, PELVIS] - 4 * scene.rotation[2])


def up_error_deg(placement: Placement, scene: Scene) -> float:
    """Between the up that was found and the true one, in the first frame's camera."""
    rotation = scene.rotation if scene.rotation.ndim == 2 else scene.rotation[0]
    return float(np.degrees(np.arccos(np.clip(placement.rotation[0][1] @ rotation[:, 2], -1, 1))))


def height_error_m(placement: Placement, scene: Scene) -> np.ndarray:
    """(T, J) height above the floor, found less true."""
    return placement.pose.joints[..., 1] - scene.world[..., 2]
