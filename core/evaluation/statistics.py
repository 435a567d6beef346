"""Means with honest intervals: frames of one clip resemble each other, so whole clips are drawn again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_ROUNDS = 2000
_LEAST_CLIPS = 3
"""With fewer clips a bootstrap over clips says nothing."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and its 95 % interval; NaN where it cannot be known."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if not np.isfinite(self.low):
            return f"{self.value:.1f}"
        return f"{self.value:.1f} ({self.low:.1f} to {self.high:.1f})"


def mean_by_clip(values: Array, clip: NDArray[np.int64], *, seed: int = 0) -> Mean:
    """Mean of values (N,), NaN left out, with a percentile bootstrap over clips (N,) (Efron 1979)."""
    known = np.isfinite(values)
    if not known.any():
        return Mean(np.nan, np.nan, np.nan)
    _, number = np.unique(clip[known], return_inverse=True)
    sums, counts = np.bincount(number, values[known]), np.bincount(number)
    value = float(sums.sum() / counts.sum())
    if len(counts) < _LEAST_CLIPS:
        return Mean(value, np.nan, np.nan)
    odds = np.full(len(counts), 1 / len(counts))
    weights = np.random.default_rng(seed).multinomial(len(counts), odds, _ROUNDS)  # (rounds, clips)
    low, high = np.percentile(weights @ sums / (weights @ counts), [2.5, 97.5])
    return Mean(value, float(low), float(high))
