"""Fitting one set of points onto another."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def similarity_fit(source: Array, target: Array) -> tuple[Array, Array, Array]:
    """Scale (N,), rotation (N, 3, 3) and shift (N, 3) that bring source (N, J, 3) nearest to target.

    Least squares over each N by Umeyama (1991), reflections excluded: `scale * source @ R.T + shift`.
    All points of a source in one place: scale 0 (nothing better is known).
    """
    mean_s, mean_t = source.mean(axis=1, keepdims=True), target.mean(axis=1, keepdims=True)
    s, t = source - mean_s, target - mean_t
    u, d, vt = np.linalg.svd(t.transpose(0, 2, 1) @ s)  # (N, 3, 3), (N, 3), (N, 3, 3)
    sign = np.ones_like(d)
    sign[:, 2] = np.sign(np.linalg.det(u @ vt))
    rotation = (u * sign[:, None, :]) @ vt
    size = (s**2).sum(axis=(1, 2))
    scale = np.divide((d * sign).sum(axis=1), size, out=np.zeros_like(size), where=size > 0)
    shift = mean_t[:, 0] - scale[:, None] * np.einsum("nij,nj->ni", rotation, mean_s[:, 0])
    return scale, rotation, shift


def align(source: Array, target: Array) -> Array:
    """Source (N, J, 3) after its best scale, rotation and shift onto target: Procrustes."""
    scale, rotation, shift = similarity_fit(source, target)
    return scale[:, None, None] * source @ rotation.transpose(0, 2, 1) + shift[:, None]
