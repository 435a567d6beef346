"""Unbroken runs of frames: those that something is true of, and those that can be lifted."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def find_runs(points: NDArray[np.floating[Any]]) -> list[tuple[int, int]]:
    """Start and stop of each unbroken run of frames of (T, J, D) in which every joint is known."""
    return find_stretches(np.isfinite(points).all(axis=(1, 2)))


def find_stretches(is_so: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and stop (the row after the last) of each unbroken run of True in (T,)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_so, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
