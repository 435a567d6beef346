"""Poses in the frame of the ray that leads from the camera to the root, and the way back.

There the pose of a person who looks the same at another place in the picture is the same; in the camera's own
frame it has turned with the ray.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Rays = NDArray[np.floating[Any]]


def ray_to_camera(joints: Points, rays: Rays) -> Points:
    """Joints (..., J, 3) in the frames of rays (..., 3), z > 0, in the camera frame."""
    return np.asarray(joints @ _rotation(rays), dtype=np.float32)


def camera_to_ray(joints: Points, rays: Rays) -> Points:
    """The way back: joints (..., J, 3) in the camera frame, in the frames of rays (..., 3)."""
    return np.asarray(joints @ np.swapaxes(_rotation(rays), -1, -2), dtype=np.float32)


def _rotation(rays: Rays) -> NDArray[np.float32]:
    """(..., 3, 3) the smallest rotation that takes each ray to the z axis (Rodrigues about (y, -x, 0))."""
    x, y, z = np.moveaxis(rays / np.linalg.norm(rays, axis=-1, keepdims=True), -1, 0)
    k = 1 / (1 + z)
    rows = [1 - x * x * k, -x * y * k, -x, -x * y * k, 1 - y * y * k, -y, x, y, z]
    return np.stack(rows, axis=-1).reshape(*rays.shape[:-1], 3, 3).astype(np.float32)
