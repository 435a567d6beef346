"""Which frame is due at each moment of playing: arithmetic on the video's true times, no Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PlayClock:
    """Playing of frames `first` to `last`, from the moment at which frame `start` began to be shown.

    Each frame is due from its own time to the next frame's (played backwards: from the next frame's time to
    its own), however uneven the times are.
    """

    times: NDArray[np.float64]
    """(T,) seconds of each frame of the video."""
    duration: float
    """Seconds of the video's end."""
    first: int
    last: int
    start: int
    """A frame from `first` to `last`."""
    started_s: float
    """When, by the clock that `due` is asked with."""
    speed: float
    """Seconds of video per second of clock; below 0 backwards, never 0."""
    loops: bool

    @property
    def direction(self) -> int:
        """1 forwards, -1 backwards."""
        return 1 if self.speed > 0 else -1

    def due(self, now_s: float) -> int:
        """The frame that should be seen now; the last one (the first, backwards) when all is over."""
        position = self._place(now_s)
        side = "right" if self.speed > 0 else "left"
        frame = int(np.searchsorted(self.times, position, side=side)) - 1  # type: ignore[call-overload]
        return min(max(frame, self.first), self.last)

    def until_next(self, now_s: float) -> float:
        """Seconds of clock until another frame is due; the end counts as one. 0 when all is over."""
        if self.is_over(now_s):
            return 0.0
        position, frame = self._place(now_s), self.due(now_s)
        edge = self._end_of(frame) if self.speed > 0 else float(self.times[frame])
        return max(0.0, (edge - position) / self.speed)

    def is_over(self, now_s: float) -> bool:
        """Whether the last frame was shown to its end; never in a loop."""
        position = self._position(now_s)
        return not self.loops and not self._begin <= position < self._end

    def steps(self, frame: int, later: int) -> int:
        """How many frames after `frame` in the order of playing `later` comes."""
        steps = (later - frame) * self.direction
        return steps % (self.last - self.first + 1) if self.loops else steps

    def following(self, frame: int, count: int, stride: int = 1) -> Iterator[int]:
        """Up to `count` frames after `frame` in the order of playing, every `stride`-th."""
        for step in range(stride, (count + 1) * stride, stride):
            following = frame + step * self.direction
            if self.loops:
                following = self.first + (following - self.first) % (self.last - self.first + 1)
            elif not self.first <= following <= self.last:
                return
            yield following

    @property
    def _begin(self) -> float:
        return float(self.times[self.first])

    @property
    def _end(self) -> float:
        return self._end_of(self.last)

    def _end_of(self, frame: int) -> float:
        return float(self.times[frame + 1]) if frame + 1 < len(self.times) else self.duration

    def _place(self, now_s: float) -> float:
        """Seconds of the video; in a loop always within it."""
        position = self._position(now_s)
        if self.loops:
            position = self._begin + (position - self._begin) % (self._end - self._begin)
        return position

    def _position(self, now_s: float) -> float:
        """Seconds of the video, as if it had no ends."""
        begin = float(self.times[self.start]) if self.speed > 0 else self._end_of(self.start)
        return begin + (now_s - self.started_s) * self.speed
