"""Where the lifters differ most, one place after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.take import Take

_APART = 15
"""Frames: nearer ones show the same disagreement."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class Peak:
    """A frame in which lifters differ more than around it."""

    frame: int
    mm: float
    """Mean distance of the joints that both have."""
    rank: int
    """1 for the largest."""
    count: int
    """How many there are."""


class Disagreement:
    """Walks through the peaks of a take, the largest first; begins anew with another take."""

    def __init__(self) -> None:
        self._take: Take | None = None
        self._peaks: list[Peak] = []
        self._next = 0

    def next_peak(self, take: Take) -> Peak | None:
        """The next smaller one, after the last the largest again; None with fewer than two lifters."""
        if take is not self._take:
            self._take, self._peaks, self._next = take, find_peaks(take), 0
        if not self._peaks:
            return None
        peak = self._peaks[self._next % len(self._peaks)]
        self._next += 1
        return peak


def find_peaks(take: Take) -> list[Peak]:
    """The frames where the first two lifters differ most, at least 15 frames apart, the largest first."""
    from core.diagnostics.comparison import frame_differences_mm

    poses = [result.pose for result in take.results.values()]
    if len(poses) < 2:
        return []
    return _pick(frame_differences_mm(poses[0], poses[1]), int(take.track.frames[0]))


def _pick(differences: NDArray[np.floating], first: int) -> list[Peak]:
    import numpy as np

    left = np.where(np.isfinite(differences), differences, -1.0)
    rows: list[int] = []
    while len(rows) < _MOST and left.max(initial=-1.0) >= 0:
        row = int(left.argmax())
        rows.append(row)
        left[max(0, row - _APART) : row + _APART + 1] = -1.0
    return [
        Peak(first + row, float(differences[row]), rank, len(rows)) for rank, row in enumerate(rows, start=1)
    ]
