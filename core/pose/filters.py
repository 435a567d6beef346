"""Low-pass filters for values at their true times, each unbroken stretch by itself. Shared by 2D and 3D."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import signal
from scipy.interpolate import PchipInterpolator

Array = NDArray[np.float64]
EvenFilter = Callable[[Array, float], Array]
"""Takes (R, ...) values at an even rate and that rate in Hz; returns them filtered."""

_SHORTEST = 4
"""Frames below which a stretch is left alone."""

_WINTER_FACTOR = 0.802
"""A second-order Butterworth filter run forth and back halves its cut-off's power twice: it is designed for
cutoff / 0.802 (Winter, Biomechanics and Motor Control of Human Movement, 4th ed., section 3.4.4.2)."""


def find_stretches(is_seen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(start, stop) of each run of True in (T,)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_seen.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def filter_stretches(values: Array, times: Array, even_filter: EvenFilter) -> Array:
    """(T, J, C) values with each joint's unbroken stretches filtered on an even grid of times; NaN stays.

    Uneven times are resampled at their shortest step and back (at most four-fold).
    """
    result = values.copy()
    is_seen = np.isfinite(values).all(axis=-1)  # (T, J)
    for pattern in np.unique(is_seen, axis=1).T:  # joints seen in the same frames go together
        joints = np.flatnonzero((is_seen == pattern[:, None]).all(axis=0))
        for start, stop in find_stretches(pattern):
            if stop - start >= _SHORTEST:
                part = np.ix_(np.arange(start, stop), joints)
                result[part] = _filter_stretch(values[part], times[start:stop], even_filter)
    return result


def butterworth(values: Array, rate: float, *, cutoff_hz: float) -> Array:
    """Second-order Butterworth forth and back: no lag. Unchanged if the rate leaves nothing to filter."""
    cutoff = cutoff_hz / _WINTER_FACTOR
    if cutoff >= rate / 2:
        return values
    sections = signal.butter(2, cutoff, fs=rate, output="sos")
    pad = min(len(values) - 1, int(rate / cutoff_hz) + 9)
    return np.asarray(signal.sosfiltfilt(sections, values, axis=0, padlen=pad))


def savitzky_golay(values: Array, rate: float, *, window_s: float) -> Array:
    """A cubic fitted around each frame: no lag. Unchanged where the window holds fewer than five frames."""
    width = min(round(window_s * rate) | 1, (len(values) - 1) | 1)  # odd
    if width > len(values):
        width -= 2
    if width < 5:
        return values
    return np.asarray(signal.savgol_filter(values, width, polyorder=3, axis=0))


def is_even(times: Array) -> bool:
    """True if times differ from an even rate by no more than a container's rounding of its time stamps."""
    steps = np.diff(times)
    return bool(np.ptp(steps) < 0.01 * steps.mean()) if len(steps) else True


def even_grid(times: Array) -> Array:
    """Even times from the first to the last: the frames' own if even, else at the shortest step.

    At most four times as many as there are frames.
    """
    if is_even(times):
        return np.linspace(times[0], times[-1], len(times))
    steps = np.diff(times)
    step = max(steps.min(), steps.mean() / 4)
    return np.linspace(times[0], times[-1], int(np.ceil((times[-1] - times[0]) / step)) + 1)


def _filter_stretch(values: Array, times: Array, even_filter: EvenFilter) -> Array:
    grid = even_grid(times)
    rate = (len(grid) - 1) / (times[-1] - times[0])
    if is_even(times):
        return even_filter(values, rate)
    even = PchipInterpolator(times, values, axis=0)(grid)
    return np.asarray(PchipInterpolator(grid, even_filter(even, rate), axis=0)(times))
