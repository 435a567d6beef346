"""The time axis: which part of the video is seen, and where each frame lies in it."""

import math
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

FEWEST_FRAMES = 8
"""No closer than this many frames across the whole view."""
_STEPS_S = (*(m * 10.0**e for e in (-3, -2, -1, 0) for m in (1, 2, 5)), 10, 15, 30, 60, 120, 300, 600, 1800)
_FRAME_STEPS = tuple(m * 10**e for e in range(7) for m in (1, 2, 5))


@dataclass(frozen=True, slots=True, eq=False)
class TimeAxis:
    """Frame i takes the time from `edges[i]` to `edges[i + 1]`, however uneven those are."""

    edges: NDArray[np.float64]
    """(T + 1,) seconds: the time of each frame, and the video's end."""
    left: float
    """Where the axis begins in the view, pixels."""
    width: float
    """Its length, pixels."""
    start_s: float
    stop_s: float
    """What is seen of the video."""

    @classmethod
    def whole(cls, times: NDArray[np.float64], duration: float, left: float, width: float) -> Self:
        """All of a video."""
        edges = np.append(times, max(duration, np.nextafter(times[-1], np.inf)))
        return cls(edges, left, max(width, 1.0), float(edges[0]), float(edges[-1]))

    def __len__(self) -> int:
        """Frames of the video."""
        return len(self.edges) - 1

    @property
    def right(self) -> float:
        """Where the axis ends, pixels."""
        return self.left + self.width

    @property
    def is_whole(self) -> bool:
        """Whether all of the video is seen."""
        return self.start_s <= float(self.edges[0]) and self.stop_s >= float(self.edges[-1])

    def x_of_time(self, time_s: float) -> float:
        """Seconds to pixels."""
        return self.left + (time_s - self.start_s) * self.width / (self.stop_s - self.start_s)

    def time_at(self, x: float) -> float:
        """Pixels to seconds."""
        return self.start_s + (x - self.left) * (self.stop_s - self.start_s) / self.width

    def x_of_frame(self, frame: int) -> float:
        """The middle of a frame."""
        return self.x_of_time(float(self.edges[frame] + self.edges[frame + 1]) / 2)

    def x_of_start(self, frame: int) -> float:
        """Where a frame begins; frame T is the end."""
        return self.x_of_time(float(self.edges[min(max(frame, 0), len(self))]))

    def middles(self, start: int, stop: int) -> NDArray[np.float64]:
        """Pixels of the middles of some frames."""
        middle_s = (self.edges[start:stop] + self.edges[start + 1 : stop + 1]) / 2
        return np.asarray(self.left + (middle_s - self.start_s) * self.width / (self.stop_s - self.start_s))

    def frame_at(self, x: float) -> int:
        """The frame seen at a place; beyond the ends, the first or last."""
        frame = int(np.searchsorted(self.edges, np.float64(self.time_at(x)), side="right")) - 1
        return min(max(frame, 0), len(self) - 1)

    def seen_frames(self) -> tuple[int, int]:
        """First frame in view, and the one after the last."""
        return self.frame_at(self.left), self.frame_at(self.right) + 1

    def resized(self, left: float, width: float) -> Self:
        """The same part of the video in another view."""
        return replace(self, left=left, width=max(width, 1.0))

    def zoomed(self, factor: float, x: float) -> Self:
        """`factor` times closer, what is at `x` staying there."""
        least = FEWEST_FRAMES * float(self.edges[-1] - self.edges[0]) / len(self)
        whole = float(self.edges[-1] - self.edges[0])
        span = min(max((self.stop_s - self.start_s) / factor, min(least, whole)), whole)
        start = self.time_at(x) - (x - self.left) / self.width * span
        return self._clipped(start, span)

    def moved(self, dx: float) -> Self:
        """Dragged by so many pixels."""
        span = self.stop_s - self.start_s
        return self._clipped(self.start_s - dx * span / self.width, span)

    def showing(self, start_s: float, stop_s: float) -> Self:
        """This part of the video."""
        return self._clipped(start_s, max(stop_s - start_s, 1e-6))

    def following(self, frame: int) -> Self:
        """Turned on like a page where the frame is not in view."""
        begin, end = float(self.edges[frame]), float(self.edges[frame + 1])
        span = self.stop_s - self.start_s
        if begin < self.start_s:
            return self._clipped(end - 0.9 * span, span)
        return self._clipped(begin - 0.1 * span, span) if end > self.stop_s else self

    def ticks_s(self, spacing_px: float) -> list[float]:
        """Round seconds in view, no closer than `spacing_px`."""
        least = spacing_px * (self.stop_s - self.start_s) / self.width
        step = next((step for step in _STEPS_S if step >= least), _STEPS_S[-1])
        first = math.ceil(self.start_s / step - 1e-9)
        return [number * step for number in range(first, math.floor(self.stop_s / step + 1e-9) + 1)]

    def ticks_frames(self, spacing_px: float) -> list[int]:
        """Round frame numbers in view, no closer than about `spacing_px`."""
        start, stop = self.seen_frames()
        least = spacing_px * (stop - start) / self.width
        step = next((step for step in _FRAME_STEPS if step >= least), _FRAME_STEPS[-1])
        return list(range(-(-start // step) * step, stop, step))

    def _clipped(self, start_s: float, span: float) -> Self:
        begin, end = float(self.edges[0]), float(self.edges[-1])
        span = min(span, end - begin)
        start_s = min(max(start_s, begin), end - span)
        return replace(self, start_s=start_s, stop_s=start_s + span)


def reduce_to_columns(
    x: NDArray[np.float64], values: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Column (pixel), least and greatest value of each pixel column that has values.

    `x` (N,) ascending pixels. A column whose values are all NaN is NaN; in others NaN counts for nothing.
    """
    if not len(x):
        empty = np.empty(0)
        return empty, empty, empty
    columns = np.floor(x)
    starts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    wide = values.astype(np.float64)
    return columns[starts], np.fmin.reduceat(wide, starts), np.fmax.reduceat(wide, starts)
