"""What frame times say: how long a video is, its one rate, and whether it has one."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

STANDARD_RATES = tuple(
    Fraction(rate)
    for rate in (
        *("24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60", "90", "100"),
        *("120000/1001", "120", "200", "240000/1001", "240"),
    )
)


def total_duration(times: NDArray[np.float64], last_duration: float | None, rate: Fraction) -> float:
    """Seconds until the last frame ends; without its own duration it lasts the median step, or 1 / rate."""
    if last_duration is None or last_duration <= 0:
        last_duration = float(np.median(np.diff(times))) if len(times) > 1 else float(1 / rate)
    return float(times[-1]) + last_duration


def is_variable_rate(times: NDArray[np.float64], tick_s: float) -> bool:
    """Whether the times leave the even grid between the first and the last by more than rounding explains."""
    if len(times) < 3:
        return False
    grid = np.linspace(times[0], times[-1], len(times))
    return bool(np.abs(times - grid).max() > grid_tolerance(times, tick_s))


def grid_tolerance(times: NDArray[np.float64], tick_s: float) -> float:
    """Seconds by which rounding may move a frame off its even grid.

    Half a tick for the frame and half for the grid's ends, where a tick is the file's or a millisecond
    (mkv, flv and many phones round to it). One dropped frame moves the grid by at least half a step, so
    0.45 of a step is the most that is forgiven, however coarse the ticks.
    """
    step = (times[-1] - times[0]) / (len(times) - 1)
    return float(min(1.01 * max(tick_s, 1e-3), 0.45 * step))


def choose_rate(times: NDArray[np.float64], tick_s: float, stated: Fraction | None) -> Fraction:
    """The exact rate of a video: the stated one if the times bear it out, else a standard one that they fit.

    Containers often state the average of rounded times (30000/1001 becomes 2997/100). A video of variable
    rate keeps what it states.
    """
    if len(times) < 2:
        return stated or Fraction(25)
    mean = Fraction((len(times) - 1) / (times[-1] - times[0])).limit_denominator(1001)
    if is_variable_rate(times, tick_s):
        return stated or mean
    tolerance = grid_tolerance(times, tick_s)
    # A short video fits several rates: what the file says comes first, then the nearest standard one.
    nearest_first = sorted(STANDARD_RATES, key=lambda rate: abs(rate - mean))
    candidates = [stated] if stated in STANDARD_RATES else []
    candidates += nearest_first
    candidates += [stated] if stated else []
    span, steps = times[-1] - times[0], len(times) - 1
    return next((rate for rate in candidates if abs(steps / rate - span) <= tolerance), mean)
