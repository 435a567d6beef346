"""Errors of predicted poses against truth, by the field's customary protocols. In the unit of the input."""

import numpy as np
from numpy.typing import NDArray

from core.geometry.alignment import align

Array = NDArray[np.float64]


def mpjpe(predicted: Array, truth: Array) -> Array:
    """Protocol 1: (T,) mean distance over the joints of (T, J, 3)."""
    return np.asarray(np.linalg.norm(predicted - truth, axis=-1).mean(axis=-1))


def p_mpjpe(predicted: Array, truth: Array) -> Array:
    """Protocol 2: (T,) the same after each frame's best scale, rotation and shift (no reflection)."""
    return mpjpe(align(predicted, truth), truth)


def n_mpjpe(predicted: Array, truth: Array) -> Array:
    """(T,) MPJPE after each frame's best scale alone (Rhodin et al. 2018); poses relative to the root."""
    size = (predicted**2).sum(axis=(1, 2), keepdims=True)
    dot = (predicted * truth).sum(axis=(1, 2), keepdims=True)
    return mpjpe(predicted * np.divide(dot, size, out=np.zeros_like(dot), where=size > 0), truth)


def mpjve(predicted: Array, truth: Array, times: Array) -> Array:
    """(T - 1,) mean error of the joints' velocities between frames, per second (Pavllo et al. 2019)."""
    steps = np.diff(times)[:, None, None]
    return mpjpe(np.diff(predicted, axis=0) / steps, np.diff(truth, axis=0) / steps)
