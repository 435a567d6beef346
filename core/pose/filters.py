"""Low-pass filters for values at their true times, each unbroken stretch by itself. Shared by 2D and 3D."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.pose.runs import find_stretches

Array = NDArray[np.float64]
EvenFilter = Callable[[Array, float], Array]
"""Takes (R, ...) values at an even rate and that rate in Hz; returns them filtered."""

_SHORTEST = 4
"""Frames below which a stretch is left alone."""

_WINTER_FACTOR = 0.802
"""A second-order Butterworth filter run forth and back halves its cut-off's power twice: it is designed for
cutoff / 0.802 (Winter, Biomechanics and Motor Control of Human Movement, 4th ed., section 3.4.4.2)."""


def filter_stretches(values: Array, times: Array, even_filter: EvenFilter) -> Array:
    """(T, J, C) values with each joint's unbroken stretches filtered on an even grid of times; NaN stays.

    Uneven times are resampled at their shortest step and back (at most four-fold).
    """
    result = values.copy()
    is_seen = np.asarray(np.isfinite(values).all(axis=-1))  # (T, J)
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
    from scipy import signal  # a second of loading, for those alone who filter

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
    from scipy import signal

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
    from scipy.interpolate import PchipInterpolator

    even = PchipInterpolator(times, values, axis=0)(grid)
    return np.asarray(PchipInterpolator(grid, even_filter(even, rate), axis=0)(times))


def local_lines(values: Array, times: Array, *, half_window_s: float) -> tuple[Array, Array]:
    """Height and slope (per second) of a straight line through each frame's surroundings: (T, J, C) each.

    Weighted least squares in true time, tricube weights that reach zero at `half_window_s` (Cleveland 1979,
    LOWESS, without its robust turns: they take a punch for an outlier). NaN stays and weighs nothing; a frame
    alone within its window keeps its value and has no slope (NaN).
    """
    is_seen = np.asarray(np.isfinite(values).all(axis=-1))  # (T, J)
    known = np.where(is_seen[..., None], values, 0.0)
    count, half = len(times), half_window_s
    reach = int((np.searchsorted(times, times + half) - np.arange(count)).max(initial=0))
    moments = np.zeros((3, *is_seen.shape))  # sums of w, w s, w s^2, with s from -1 to 1
    sums = np.zeros((2, *values.shape))  # of w x, w s x
    for offset in range(-min(reach, count - 1), min(reach, count - 1) + 1):
        here = slice(max(-offset, 0), count - max(offset, 0))
        there = slice(max(offset, 0), count - max(-offset, 0))
        s = ((times[there] - times[here]) / half)[:, None]
        weight = is_seen[there] * np.clip(1 - np.abs(s) ** 3, 0, None) ** 3  # (R, J)
        for power in range(3):
            moments[power, here] += weight * s**power
        weighted = weight[..., None] * known[there]
        sums[0, here] += weighted
        sums[1, here] += s[..., None] * weighted
    w0, w1, w2 = moments[..., None]
    spread = w0 * w2 - w1**2
    has_slope = spread > 1e-9 * w0**2
    nothing = np.full_like(values, np.nan)
    slope = np.divide(w0 * sums[1] - w1 * sums[0], spread, out=nothing.copy(), where=has_slope)
    mean = np.divide(sums[0], w0, out=nothing, where=w0 > 0)
    tilt = np.divide(w1, w0, out=np.zeros_like(w0), where=w0 > 0)
    level = mean - np.where(has_slope, slope * tilt, 0.0)
    seen = is_seen[..., None]
    return np.where(seen, level, np.nan), np.where(seen, slope / half, np.nan)
