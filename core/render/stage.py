"""Where figures stand and from where they are seen: their place over the floor, and a camera that follows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from core.geometry.resampling import nearest_valid
from core.pose.records import Pose
from core.render.records import View

Array = NDArray[np.float64]

AZIMUTH_DEG: dict[View, float] = {"front": 0.0, "side": 90.0, "three-quarter": 38.0}
_ELEVATION_DEG = 9.0
_DISTANCE_M = 6.0
_MARGIN_M = 0.2
_ANKLE_M = 0.085
"""Of the ankle over the sole of a figure whose legs are `_LEG_M` long."""
_LEG_M = 0.86
_STEADY_S = 0.08
"""Of the lowest foot's height: detectors jitter faster than people move."""
_FOLLOW_S = 0.6
"""Of the camera behind a person who walks through the room."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A pose on the floor: y up, metres, floor at y = 0."""

    joints: Array
    """(T, J, 3); NaN where nothing was lifted."""
    focus: Array
    """(T, 2) x and z on the floor that the camera keeps in the middle."""
    size: float
    """Of the figure, 1 for legs of 0.86 m."""
    is_in_world: bool


def stand(pose: Pose) -> Standing:
    """Put a pose on the floor.

    In the world it is there already. Else nothing is known of heights: each frame stands on its lower foot,
    smoothed over a tenth of a second, and jumps cannot be seen.
    """
    upright = pose.y_up()
    joints = upright.joints.astype(np.float64)
    is_lifted = upright.is_lifted
    joints[~is_lifted] = np.nan
    count = len(joints)
    if not is_lifted.any():
        return Standing(joints, np.zeros((count, 2)), 1.0, False)
    shown = joints[nearest_valid(is_lifted)]
    size = _size(shown, pose)
    sigma = 1 / max(float(np.median(np.diff(pose.times))), 1e-3) if count > 1 else 1.0
    if upright.coordinates == "world":
        focus = gaussian_filter1d(shown[:, 0][:, [0, 2]], _FOLLOW_S * sigma, axis=0, mode="nearest")
        return Standing(joints, focus, size, True)
    ankles = shown[:, [pose.skeleton.index(f"{side}_ankle") for side in ("left", "right")], 1].min(axis=1)
    lowest = gaussian_filter1d(ankles, _STEADY_S * sigma, mode="nearest")
    joints[..., 1] += (_ANKLE_M * size - lowest)[:, None]
    return Standing(joints, np.zeros((count, 2)), size, False)


def _size(joints: Array, pose: Pose) -> float:
    legs = 0.0
    for side in ("left", "right"):
        hip, knee, ankle = (
            joints[:, pose.skeleton.index(f"{side}_{name}")] for name in ("hip", "knee", "ankle")
        )
        legs += float(np.median(np.linalg.norm(hip - knee, axis=-1) + np.linalg.norm(knee - ankle, axis=-1)))
    return float(np.clip(legs / 2 / _LEG_M, 0.2, 3.0))


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """Perspective onto one panel."""

    axes: Array
    """(3, 3) rows: to the right, up, and towards the camera."""
    middle: tuple[float, float]
    """Pixel of the target in the panel."""
    focal_px: float
    target_height_m: float

    def project(self, points: Array, focus: Array) -> tuple[Array, Array, Array]:
        """(..., 2) pixels, (...) pixels per metre, and (...) metres nearer than the target."""
        target = np.array([focus[0], self.target_height_m, focus[1]])
        seen = (points - target) @ self.axes.T
        scale = self.focal_px / np.maximum(_DISTANCE_M - seen[..., 2], 0.5)
        pixels = np.array(self.middle) + seen[..., :2] * np.array([1.0, -1.0]) * scale[..., None]
        return pixels, scale, seen[..., 2]


def place_camera(standing: Standing, view: View, width: int, height: int, head_room: int) -> Camera:
    """A camera that sees the whole figure in every frame, below a caption of `head_room` pixels."""
    azimuth, elevation = np.deg2rad(AZIMUTH_DEG[view]), np.deg2rad(_ELEVATION_DEG)
    right = np.array([np.cos(azimuth), 0, -np.sin(azimuth)])
    back = np.array(
        [np.sin(azimuth) * np.cos(elevation), np.sin(elevation), np.cos(azimuth) * np.cos(elevation)]
    )
    axes = np.stack([right, np.cross(back, right), back])
    half_width, top = 0.5, 1.8
    seen = standing.joints[np.isfinite(standing.joints).all(axis=(1, 2))]
    if len(seen):
        focus = standing.focus[np.isfinite(standing.joints).all(axis=(1, 2))]
        beside = (seen - np.stack([focus[:, 0], 0 * focus[:, 0], focus[:, 1]], axis=1)[:, None]) @ right
        half_width = float(np.percentile(np.abs(beside).max(axis=1), 99.5)) + _MARGIN_M
        top = float(np.percentile(seen[..., 1].max(axis=1), 99.5)) + _MARGIN_M
    half_width, top = float(np.clip(half_width, 0.3, 3)), float(np.clip(top, 0.5, 4))
    foot_room = 0.06 * height + 0.2 * head_room
    # a figure turned towards the camera is nearer than its middle, and so a little larger
    scale = 0.93 * min(width / (2 * half_width), (height - head_room - foot_room) / (top + 0.12))
    middle_y = head_room + (height - head_room - foot_room) / 2
    return Camera(axes, (width / 2, middle_y), scale * _DISTANCE_M, top / 2)
