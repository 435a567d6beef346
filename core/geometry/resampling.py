"""From frames at their own times to frames at an even rate, and filling frames that hold nothing."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STANDARD_RATES = tuple(
    Fraction(n, d)
    for n, d in (
        (10, 1), (12, 1), (15, 1), (20, 1), (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1),
        (48, 1), (50, 1), (60000, 1001), (60, 1), (90, 1), (100, 1), (120000, 1001), (120, 1), (240, 1),
    )
)  # fmt: skip
"""Frames per second that cameras and animation programs know."""


def nearest_standard_rate(rate: float) -> Fraction:
    """The standard rate with the smallest ratio to `rate`."""
    return min(STANDARD_RATES, key=lambda standard: abs(np.log(float(standard) / rate)))


def even_times(times: Array, duration_s: float, rate: Fraction) -> Array:
    """Times at an even rate from `times[0]` on that fill the duration to within half a frame."""
    count = max(1, round(duration_s * rate))
    return np.asarray(times[0] + np.arange(count) * float(1 / rate))


def resample(values: Array, times: Array, at: Array) -> Array:
    """Values (T, ...) given at increasing times, at other times: (N, ...).

    Piecewise cubic (PCHIP: Fritsch and Carlson 1980), which is smooth and never overshoots; before the first
    and after the last time the end value is held.
    """
    if len(times) == 1:
        return np.repeat(values, len(at), axis=0)
    inside = np.clip(at, times[0], times[-1])
    from scipy.interpolate import PchipInterpolator  # half a second of loading, for uneven times alone

    return np.asarray(PchipInterpolator(times, values, axis=0)(inside))


def nearest_valid(is_valid: NDArray[np.bool_]) -> NDArray[np.intp]:
    """(T,) index of the nearest valid row of each row, the earlier of two; at least one must be valid."""
    valid = np.flatnonzero(is_valid)
    if len(valid) == 0:
        raise ValueError("no row is valid")
    rows = np.arange(len(is_valid))
    after = np.clip(np.searchsorted(valid, rows), 0, len(valid) - 1)
    before = np.clip(np.searchsorted(valid, rows, side="right") - 1, 0, len(valid) - 1)
    is_before_nearer = np.abs(rows - valid[before]) <= np.abs(valid[after] - rows)
    return np.asarray(np.where(is_before_nearer, valid[before], valid[after]), dtype=np.intp)
