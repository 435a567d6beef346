"""Pixels to normalised image units and back, and the focal length that a field of view means.

Normalised: width spans -1 to 1, aspect ratio kept (METHOD's K).
"""

import math

import numpy as np
from numpy.typing import NDArray


def normalise(points: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """(..., 2) pixels to normalised units: x' = 2x/w - 1, y' = 2y/w - h/w (VideoPose3D's convention)."""
    return np.asarray(points * np.float32(2 / width) - np.array([1, height / width], np.float32))


def denormalise(points: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """(..., 2) normalised units to pixels: the inverse of `normalise`."""
    return np.asarray((points + np.array([1, height / width], np.float32)) * np.float32(width / 2))


def focal_of_fov(fov_deg: float, size: tuple[int, int]) -> float:
    """Pixels of the focal length whose view covers `fov_deg` degrees along the picture's longer side."""
    return max(size) / 2 / math.tan(math.radians(fov_deg) / 2)


def fov_of_focal(focal_px: float, size: tuple[int, int]) -> float:
    """Degrees that the picture's longer side covers: the inverse of `focal_of_fov`."""
    return math.degrees(2 * math.atan(max(size) / 2 / focal_px))
