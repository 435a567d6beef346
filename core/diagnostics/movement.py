"""Movement range (paper, eq. 15): how much there is to see in a window."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]


def movement_range(points: Points, runs: list[tuple[int, int]], window: int) -> NDArray[np.float32]:
    """Each joint's mean distance from where it is in the current frame: (T, J), normalised image units.

    MR(c, j) = (1/T) sum_t |k_t^j - k_c^j| over the window around frame c; the paper's MR(c) is the mean
    over joints. `points` (T, J, 2) are normalised; windows that reach over the ends of a run of known
    frames see its first or last frame repeated, as the lifter does. Frames outside the runs are NaN.
    """
    result = np.full(points.shape[:2], np.nan, dtype=np.float32)
    margin = window // 2
    for start, stop in runs:
        run = points[start:stop]
        seen = np.pad(run, ((margin, margin), (0, 0), (0, 0)), mode="edge")
        total = np.zeros(run.shape[:2], dtype=np.float64)
        for offset in range(window):
            total += np.linalg.norm(seen[offset : offset + len(run)] - run, axis=-1)
        result[start:stop] = total / window
    return result
