"""How a camera turned, from how its background moved."""

import numpy as np
from numpy.typing import NDArray

from core.world.records import CameraMotion

Array = NDArray[np.float64]


def camera_turns(motion: CameraMotion, focal_px: float) -> Array:
    """(T, 3, 3) rotations that bring each frame's camera coordinates to those of the first frame.

    The camera only turns: what moved across the picture otherwise is taken for a turn as well.
    """
    shift = np.diff(motion.shift_px.astype(np.float64), axis=0) / focal_px
    roll = np.diff(motion.roll.astype(np.float64))
    # What was in the middle is now at (dx, dy, f): a turn about (-dy, dx, 0), and about z for the roll.
    steps = np.stack([-np.arctan(shift[:, 1]), np.arctan(shift[:, 0]), roll], axis=1)
    turns = np.empty((len(motion), 3, 3))
    turns[:1] = np.eye(3)
    for i, step in enumerate(_turns_back(steps)):
        turns[i + 1] = turns[i] @ step
    return turns


def _turns_back(vectors: Array) -> Array:
    """(N, 3, 3) the inverses of the turns by rotation vectors (N, 3): Rodrigues' formula, transposed."""
    from scipy.spatial.transform import Rotation

    return np.asarray(Rotation.from_rotvec(-vectors).as_matrix()).reshape(-1, 3, 3)
