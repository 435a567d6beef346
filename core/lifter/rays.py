"""The ray through a person's root: the frame that looks along it, and the way back to the camera's."""

import torch
from torch import Tensor

from core.geometry.image import focal_of_fov

USUAL_FIELD_DEG = 60.0
"""Field of view over the longer side of the picture where nothing is known of the camera: phones and
camcorders lie between about 50 and 75 degrees at their widest."""


def usual_focal(width: int, height: int) -> float:
    """Focal length in half picture widths of a camera of which nothing is known."""
    return focal_of_fov(USUAL_FIELD_DEG, (width, height)) * 2 / width


def ray_rotation(direction: Tensor) -> Tensor:
    """(..., 3, 3) the smallest rotation that takes each direction (..., 3), z > 0, to the z axis.

    Applied to camera-frame vectors it gives them in the frame of the ray; its transpose leads back.
    `core.geometry.rays` turns whole poses with it.
    """
    x, y, z = torch.nn.functional.normalize(direction, dim=-1).unbind(-1)
    # Rodrigues with axis (y, -x, 0) and cosine z: R = I + [axis]x + [axis]x^2 / (1 + z).
    k = 1 / (1 + z)
    rows = [1 - x * x * k, -x * y * k, -x, -x * y * k, 1 - y * y * k, -y, x, y, z]
    matrix: Tensor = torch.stack(rows, dim=-1).reshape(*direction.shape[:-1], 3, 3)
    return matrix
