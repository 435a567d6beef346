"""What is known of a video, and one frame of it."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""(height, width, 3) RGB, as displayed: upright, with square pixels."""


AskOfFrame = Callable[[int], bool]
"""What decoding asks about the frame of an index, as that goes into the decoder: ahead of its picture."""


def every_frame(_: int) -> bool:
    """True of all frames."""
    return True


def no_frame(_: int) -> bool:
    """True of none."""
    return False


@dataclass(frozen=True, slots=True, eq=False)
class VideoInfo:
    """What the file holds, found by reading every packet's time stamp and decoding the first picture."""

    path: Path
    """The file, the folder of images, or the `%06d` pattern that was opened."""
    width: int
    height: int
    """Pixels as displayed: after rotation and with square pixels."""
    times: NDArray[np.float64]
    """(T,) seconds of each displayed frame from the first one, strictly increasing. A damaged frame in the
    middle keeps its place here; reading leaves it out, so the indices tell what was lost."""
    duration: float
    """Seconds from the first frame's start to the last one's end."""
    nominal_rate: Fraction
    """The rate that the file states or the user gave; 30000/1001 stays exact. For formats with one rate."""
    is_variable_rate: bool
    rotation: int
    """Degrees counter-clockwise that a decoded picture is turned by for display: 0, 90, 180 or 270."""
    pixel_aspect: Fraction
    """Width over height of a stored pixel; 1 for square ones."""
    codec: str
    is_mirrored: bool = False
    """Whether a decoded picture is flipped top to bottom before it is turned: left and right depend on it."""
    cut_off_frames: int = 0
    """How many more frames the file lists that lie beyond its end: it was cut off. 0 where it has no list."""

    def __len__(self) -> int:
        return len(self.times)

    @property
    def mean_rate(self) -> float:
        """Frames per second over the whole video."""
        return len(self.times) / self.duration


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a video."""

    index: int
    time_s: float
    image: Image
