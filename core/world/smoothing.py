"""Smoothing poses in true time, and saying what it cost: movement range, lag, jitter."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.pose.filters import butterworth, even_grid, filter_stretches, local_lines, savitzky_golay

Array = NDArray[np.float64]
Method = Literal["none", "butterworth", "one_euro", "savitzky_golay", "lowess"]

MOVING_M = 0.1
"""`keep_range` minds the joints whose range is larger: of one that hardly moves, the range is its noise."""

_SPEED_CUTOFF_HZ = 1.0
"""Of the speed that steers One Euro, as its authors have it."""

_LARGEST_LAG_S = 0.5

_STRENGTHS: dict[Method, tuple[float, float]] = {
    "butterworth": (120.0, 0.2),
    "one_euro": (60.0, 0.02),
    "savitzky_golay": (0.01, 4.0),
    "lowess": (0.01, 4.0),
}
"""Hz or seconds (`_with_strength`): what leaves nearly everything as it is, and the smoothest tried."""


@dataclass(frozen=True, slots=True)
class SmoothingOptions:
    """How a pose is smoothed; none of the methods shifts it in time."""

    method: Method = "none"
    cutoff_hz: float = 6.0
    """For butterworth: keeps what is slower. 6 Hz is usual for gait (Winter); a punch needs 10 to 12."""
    window_s: float = 0.25
    """For savitzky_golay (a cubic) and lowess (a line): length of the window around each frame."""
    min_cutoff_hz: float = 1.5
    """For one_euro: the cut-off of a joint at rest."""
    speed_gain: float = 3.0
    """For one_euro: Hz of cut-off gained per m/s of the joint."""


@dataclass(frozen=True, slots=True, eq=False)
class SmoothingReport:
    """What smoothing did to each joint. The first joint by its own path, the others relative to it: the way
    that a body travels would hide what its hands lose."""

    range_kept: Array
    """(J,) per cent of the range of movement, by `joint_extent`; NaN for a joint that does not move."""
    lag_ms: Array
    """(J,) milliseconds by which the smoothed joint comes late; NaN for a joint that does not move."""
    jitter_before_mm: Array
    """(J,) by `jitter_m`."""
    jitter_after_mm: Array


def smooth_pose(joints: Array, times: Array, options: SmoothingOptions) -> Array:
    """(T, J, 3) metres, smoothed at their true times (T,). Frames that are NaN stay so and touch no other.

    Butterworth, Savitzky-Golay and One Euro treat each unbroken stretch by itself; LOWESS looks across gaps
    shorter than its window. Stretches too short for a filter stay as they are.
    """
    if options.method == "none" or len(times) < 2:
        return joints.copy()
    if options.method == "butterworth":
        return filter_stretches(joints, times, partial(butterworth, cutoff_hz=options.cutoff_hz))
    if options.method == "savitzky_golay":
        return filter_stretches(joints, times, partial(savitzky_golay, window_s=options.window_s))
    if options.method == "lowess":
        return local_lines(joints, times, half_window_s=options.window_s / 2)[0]
    return _one_euro(joints, times, options)


def report_smoothing(before: Array, after: Array, times: Array) -> SmoothingReport:
    """Compare (T, J, 3) joints with what smoothing made of them."""
    own_before, own_after = _from_first_joint(before), _from_first_joint(after)
    return SmoothingReport(
        range_kept=_range_kept(own_before, own_after),
        lag_ms=1000 * _lag_s(own_before, own_after, times),
        jitter_before_mm=1000 * jitter_m(before, times),
        jitter_after_mm=1000 * jitter_m(after, times),
    )


def keep_range(joints: Array, times: Array, method: Method, percent: float = 98.0) -> SmoothingOptions:
    """The smoothest options of a method that keep `percent` of the range of every joint that moves.

    Bisection between a setting that smooths nothing and one that irons out seconds. Method `none` where
    even the weakest takes more.
    """
    if method == "none":
        return SmoothingOptions()
    weakest, smoothest = _STRENGTHS[method]
    before = _from_first_joint(joints)
    is_minded = joint_extent(before) >= MOVING_M

    def is_kept(value: float) -> bool:
        after = _from_first_joint(smooth_pose(joints, times, _with_strength(method, value)))
        return bool((_range_kept(before, after)[is_minded] >= percent).all())

    if is_kept(smoothest):
        return _with_strength(method, smoothest)
    kept = None
    low, high = np.log(weakest), np.log(smoothest)
    for _ in range(10):  # a factor of 600 to 3000 to within 1 %
        middle = (low + high) / 2
        if is_kept(float(np.exp(middle))):
            low = middle
            kept = float(np.exp(middle))
        else:
            high = middle
    return SmoothingOptions() if kept is None else _with_strength(method, kept)


def _with_strength(method: Method, value: float) -> SmoothingOptions:
    options = SmoothingOptions(method)
    if method == "butterworth":
        return replace(options, cutoff_hz=value)
    if method == "one_euro":
        return replace(options, min_cutoff_hz=value)
    return replace(options, window_s=value)


def joint_extent(joints: Array) -> Array:
    """(J,) metres: the diagonal of the box that each joint of (T, J, 3) moves through.

    Judged by the median of each frame and its neighbours, so that a spike of one frame is no movement.
    """
    if len(joints) >= 3:
        joints = np.median(np.stack([joints[:-2], joints[1:-1], joints[2:]]), axis=0)
    is_seen = np.isfinite(joints)
    high = np.where(is_seen, joints, -np.inf).max(axis=0, initial=-np.inf)
    low = np.where(is_seen, joints, np.inf).min(axis=0, initial=np.inf)
    sides = np.subtract(high, low, out=np.zeros_like(high), where=high >= low)
    return np.asarray(np.linalg.norm(sides, axis=-1))


def jitter_m(joints: Array, times: Array) -> Array:
    """(J,) metres: the white noise per axis that would give the third differences of (T, J, 3) joints.

    Third divided differences at the true times, scaled so that independent noise of s gives s whatever the
    spacing, and motion along a parabola gives 0. NaN for a joint without four frames in a row.
    """
    if len(times) < 4:
        return np.full(joints.shape[1], np.nan)
    nodes = np.stack([times[k : len(times) - 3 + k] for k in range(4)])  # (4, T - 3)
    gaps = nodes[:, None] - nodes[None]  # (4, 4, T - 3)
    gaps[np.arange(4), np.arange(4)] = 1.0
    weights = 1 / gaps.prod(axis=1)  # those of the divided difference
    weights /= np.linalg.norm(weights, axis=0)
    frames = len(times) - 3
    third = sum(weights[k][:, None, None] * joints[k : frames + k] for k in range(4))
    square = np.asarray(third) ** 2  # (T - 3, J, 3)
    is_seen = np.isfinite(square)
    total, count = np.where(is_seen, square, 0.0).sum(axis=(0, 2)), is_seen.sum(axis=(0, 2))
    mean = np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)
    return np.asarray(np.sqrt(mean))


def _one_euro(joints: Array, times: Array, options: SmoothingOptions) -> Array:
    """Mean of the filter run forwards and run backwards, so that it neither lags nor leads.

    Casiez, Roussel and Vogel 2012, with the speed of the whole joint rather than that of each axis. Starts
    anew after NaN.
    """
    both = np.stack([joints, joints[::-1]], axis=1)  # (T, 2, J, 3)
    steps = np.stack([np.diff(times), np.diff(times)[::-1]], axis=1)[..., None, None]
    is_seen = np.asarray(np.isfinite(both).all(axis=-1, keepdims=True))
    goes_on = (is_seen[1:] & is_seen[:-1]).astype(np.float64)
    velocities = np.where(goes_on, np.diff(both, axis=0), 0.0) / steps
    turns = 2 * np.pi * steps
    speed_shares = goes_on * (1 - 1 / (1 + turns * _SPEED_CUTOFF_HZ))
    result = np.where(is_seen, both, 0.0)
    velocity = np.zeros_like(result[0])
    for t in range(len(steps)):
        velocity = velocity * goes_on[t]
        velocity += speed_shares[t] * (velocities[t] - velocity)
        speed = np.sqrt(np.einsum("sjc,sjc->sj", velocity, velocity))[..., None]
        stay = goes_on[t] / (1 + turns[t] * (options.min_cutoff_hz + options.speed_gain * speed))
        result[t + 1] += stay * (result[t] - result[t + 1])
    return np.where(is_seen[:, 0], (result[:, 0] + result[::-1, 1]) / 2, np.nan)


def _from_first_joint(joints: Array) -> Array:
    return np.concatenate([joints[:, :1], joints[:, 1:] - joints[:, :1]], axis=1)


def _range_kept(before: Array, after: Array) -> Array:
    """(J,) per cent; NaN for a joint with a range below a millimetre."""
    had = joint_extent(before)
    moves = had > 1e-3
    kept = 100 * joint_extent(after)
    return np.asarray(np.divide(kept, had, out=np.full(len(had), np.nan), where=moves))


def _lag_s(before: Array, after: Array, times: Array) -> Array:
    """(J,) seconds: where the cross-correlation over the clip is highest, by a parabola through its top."""
    result = np.full(before.shape[1], np.nan)
    is_seen = np.asarray(np.isfinite(before + after).all(axis=(1, 2)))
    if is_seen.sum() < 4:
        return result
    known = times[is_seen]
    grid = even_grid(known)
    one, other = (_evenly(joints[is_seen], known, grid) for joints in (before, after))
    size = 2 * len(grid)
    spectrum = np.conj(np.fft.rfft(one, size, axis=0)) * np.fft.rfft(other, size, axis=0)
    step = (grid[-1] - grid[0]) / (len(grid) - 1)
    reach = min(max(int(_LARGEST_LAG_S / step), 1), len(grid) - 1)
    correlation = np.fft.irfft(spectrum.sum(axis=-1), size, axis=0)  # (2 G, J)
    correlation = np.concatenate([correlation[-reach:], correlation[: reach + 1]])  # lags -reach to reach
    moves = joint_extent(before) > 1e-3
    top = np.clip(correlation.argmax(axis=0), 1, 2 * reach - 1)
    left, middle, right = (correlation[top + k, np.arange(len(top))] for k in (-1, 0, 1))
    bend = left - 2 * middle + right
    shift = np.divide(left - right, 2 * bend, out=np.zeros_like(bend), where=bend < 0)
    result[moves] = (step * (top - reach + np.clip(shift, -1, 1)))[moves]
    return result


def _evenly(joints: Array, times: Array, grid: Array) -> Array:
    flat = joints.reshape(len(times), -1)
    even = np.stack([np.interp(grid, times, column) for column in flat.T], axis=1)
    return np.asarray((even - even.mean(axis=0)).reshape(len(grid), *joints.shape[1:]))
