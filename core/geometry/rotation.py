"""Rotations beyond SciPy's: least swings, turns about an axis, Euler angles that do not jump."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

Array = NDArray[np.float64]

EULER_ORDERS = ("XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX")
"""Axes from the outermost turn to the innermost, each about the already turned axes (SciPy's capitals)."""

_LOCKED_COSINE = 1e-6
"""A middle angle within 0.00006 degrees of 90: first and third angle cannot be told apart."""


def unit(vectors: Array) -> Array:
    """(..., 3) vectors at length 1; zero vectors stay zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0))


def swing(source: Array, target: Array) -> Rotation:
    """The least rotations that turn unit vector source (3,) onto unit vectors target (T, 3).

    Straight against the source every half turn is as short: a fixed one is taken.
    """
    cosine = target @ source
    axis = np.cross(source, target)
    is_opposite = cosine < -1 + 1e-12
    quaternion = np.concatenate([axis, 1 + cosine[:, None]], axis=1)  # (T, 4), x y z w
    quaternion[is_opposite] = [*_any_perpendicular(source), 0.0]
    return Rotation.from_quat(quaternion)


def turn_about(axis: Array, angles: Array) -> Rotation:
    """Rotations by angles (T,) radians about unit vector axis (3,)."""
    return Rotation.from_rotvec(angles[:, None] * axis)


def angle_about(axis: Array, source: Array, target: Array) -> Array:
    """(T,) radians, -pi to pi, from source (3,) to targets (T, 3) as seen along unit vector axis (3,).

    The source is perpendicular to the axis; what a target has along the axis does not count.
    """
    return np.asarray(np.arctan2(target @ np.cross(axis, source), target @ source))


def hold_angles(angles: Array, is_known: NDArray[np.bool_]) -> Array:
    """(T,) angles without jumps of more than half a turn, also where they are not known.

    Between known frames they run evenly the shorter way round, before the first and after the last they
    are held; all are 0 where none is known.
    """
    if not is_known.any():
        return np.zeros_like(angles)
    known = np.flatnonzero(is_known)
    return np.interp(np.arange(len(angles)), known, np.unwrap(angles[known]))


def mean_angle(angles: Array, weights: Array) -> float:
    """The direction in which angles point on the whole, -pi to pi; 0 where no weight is above 0."""
    return float(np.angle(weights @ np.exp(1j * angles)))


def shorter_way(difference: Array) -> Array:
    """Differences of angles in radians, brought to between -pi and pi."""
    return np.asarray((difference + np.pi) % (2 * np.pi) - np.pi)


def continuous_euler(rotations: Rotation, order: str) -> Array:
    """(T, 3) Euler angles in radians, outermost axis first, of which none jumps where it need not.

    Each rotation has two solutions, (a, b, c) and (a + pi, pi - b, c + pi), each up to whole turns. Taken is
    the one nearest to that of the frame before; the first frame has |b| <= 90 degrees. Where the middle
    angle is 90 degrees (gimbal lock) the third keeps its value of the nearest earlier frame without lock.
    """
    first = _principal_euler(rotations.as_matrix(), order)
    other = np.stack([first[:, 0] + np.pi, np.pi - first[:, 1], first[:, 2] + np.pi], axis=1)
    # The step between the two solutions keeps distances on the torus of angles, so whether a frame has to
    # change over depends on its neighbour alone, and the state is the parity of the changes so far.
    stay = _squared_turn(first[1:] - first[:-1])
    change = _squared_turn(other[1:] - first[:-1])
    is_other = np.concatenate([[False], np.cumsum(change < stay) % 2 == 1])
    return np.unwrap(np.where(is_other[:, None], other, first), axis=0)


def euler_to_rotation(angles: Array, order: str) -> Rotation:
    """Rotations of (T, 3) Euler angles in radians, outermost axis first."""
    return Rotation.from_euler(order, angles)


def _principal_euler(matrices: Array, order: str) -> Array:
    """(T, 3) angles a, b, c of R = R_i(a) R_j(b) R_k(c) with |b| <= 90 degrees."""
    i, j, k = ("XYZ".index(axis) for axis in order)
    sign = 1.0 if (j - i) % 3 == 1 else -1.0  # +1 for XYZ, YZX and ZXY
    cosine = np.hypot(matrices[:, i, i], matrices[:, i, j])
    b = np.arctan2(sign * matrices[:, i, k], cosine)
    c = np.arctan2(-sign * matrices[:, i, j], matrices[:, i, i])
    c = _keep_through_lock(c, cosine < _LOCKED_COSINE)
    # R R_k(-c) = R_i(a) R_j(b), whose column j holds a alone: exact however badly c is known.
    column = sign * np.sin(c)[:, None] * matrices[:, :, i] + np.cos(c)[:, None] * matrices[:, :, j]
    a = np.arctan2(sign * column[:, k], column[:, j])
    return np.stack([a, b, c], axis=1)


def _keep_through_lock(angles: Array, is_locked: NDArray[np.bool_]) -> Array:
    latest = np.maximum.accumulate(np.where(is_locked, -1, np.arange(len(angles))))
    return np.where(latest < 0, 0.0, angles[np.maximum(latest, 0)])


def _squared_turn(difference: Array) -> Array:
    """(T,) sum of the squared differences of angles, each taken the shorter way round."""
    return np.asarray((shorter_way(difference) ** 2).sum(axis=1))


def _any_perpendicular(vector: Array) -> Array:
    axis = np.eye(3)[np.argmin(np.abs(vector))]
    return unit(np.cross(vector, axis))
