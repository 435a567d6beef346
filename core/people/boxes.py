"""Boxes around people's keypoints."""

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]
"""(N, 4) left, top, right, bottom in pixels."""


def boxes_of(points: NDArray[np.float32]) -> Boxes:
    """(N, 4) box around each row of keypoints (N, K, 2); one with none gets an empty box at the origin."""
    unseen = np.isnan(points).any(axis=-1, keepdims=True)
    low = np.where(unseen, np.inf, points).min(axis=1)
    high = np.where(unseen, -np.inf, points).max(axis=1)
    boxes = np.concatenate([low, high], axis=1).astype(np.float64)
    boxes[~np.isfinite(boxes).all(axis=1)] = 0
    return boxes


def heights_of(boxes: Boxes) -> NDArray[np.float64]:
    """(N,)"""
    return np.asarray(boxes[:, 3] - boxes[:, 1])
