"""Which frames of a clip a detector looks at, where it need not look at all of them."""

import numpy as np
from numpy.typing import NDArray

EARLY_S = 1e-4
"""By how much sooner than expected a frame may come: files round their times."""


def passed_over(times: NDArray[np.float64], step_s: float) -> NDArray[np.bool_]:
    """(T,) True for the frames of a clip (T,) that come less than `step_s` after the last one looked at.

    The first and the last are always looked at, so that all others lie in between.
    """
    is_passed = np.zeros(len(times), bool)
    looked_at = -np.inf
    for row, time_s in enumerate(times.tolist()):
        is_passed[row] = time_s - looked_at < step_s - EARLY_S
        if not is_passed[row]:
            looked_at = time_s
    is_passed[-1:] = False
    return is_passed


def longest_stride(is_passed: NDArray[np.bool_]) -> int:
    """The most frames from one that is looked at to the next: 1 where all are."""
    return int(np.diff(np.flatnonzero(~is_passed)).max(initial=1))
