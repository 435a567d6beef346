"""Unbroken runs of frames in which the whole person is known: what can be lifted."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def find_runs(points: NDArray[np.floating[Any]]) -> list[tuple[int, int]]:
    """Start and stop of each unbroken run of frames of (T, J, D) in which every joint is known."""
    is_known = np.isfinite(points).all(axis=(1, 2))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_known, [False]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
