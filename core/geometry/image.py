"""Pixels to normalised image units and back (METHOD's K: width spans -1 to 1, aspect ratio kept)."""

import numpy as np
from numpy.typing import NDArray


def normalise(points: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """(..., 2) pixels to normalised units: x' = 2x/w - 1, y' = 2y/w - h/w (VideoPose3D's convention)."""
    return np.asarray(points * np.float32(2 / width) - np.array([1, height / width], np.float32))


def denormalise(points: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """(..., 2) normalised units to pixels: the inverse of `normalise`."""
    return np.asarray((points + np.array([1, height / width], np.float32)) * np.float32(width / 2))
