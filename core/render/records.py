"""What a film is made of, and what may be chosen for it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.pose.records import Pose, Track
from core.video.records import VideoInfo

Canvas = NDArray[np.uint8]
"""(height, width, 3) RGB, drawn into."""
Colour = tuple[int, int, int]

Layout = Literal["side-by-side", "video", "3d"]
View = Literal["front", "side", "three-quarter"]

LEFT: Colour = (86, 180, 233)
RIGHT: Colour = (230, 159, 0)
MIDDLE: Colour = (226, 228, 232)
"""Sky blue and orange of Okabe and Ito's palette (2008), which colour-blind people tell apart."""

INK: Colour = (240, 242, 245)
FAINT_INK: Colour = (160, 167, 178)
BACKGROUND: Colour = (24, 27, 33)

SMALLEST, LARGEST = 128, 4096
"""Pixels of either side: below it no caption is read, above it players give up (H.264 level 5.2)."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One lifter's pose, and what it is called in the film."""

    name: str
    label: str
    pose: Pose


@dataclass(frozen=True, slots=True, eq=False)
class Footage:
    """A clip of a video with its 2D track and the poses lifted from it."""

    video: VideoInfo
    track: Track
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the user may choose."""

    layout: Layout = "side-by-side"
    view: View = "three-quarter"
    """From where the figures are seen: front is where the camera stood, side is a quarter turn on."""
    size: tuple[int, int] | None = None
    """Width and height; None takes 1280 x 720, and for the video alone its own size up to 1920 pixels."""
    start_s: float | None = None
    end_s: float | None = None
    """Seconds of the video; None for the whole clip."""


def film_size(footage: Footage, options: RenderOptions) -> tuple[int, int]:
    """Width and height of the film, both even; `BadInput` for impossible ones, or with nothing to show."""
    if options.layout == "3d" and not footage.figures:
        raise BadInput("There is no lifter whose figure could be shown. Choose the layout video.")
    if options.size is not None:
        width, height = options.size
        if min(width, height) < SMALLEST or max(width, height) > LARGEST:
            raise BadInput(
                f"A film of {width}x{height} pixels cannot be made. Choose {SMALLEST} to {LARGEST} for both."
            )
    elif options.layout == "video":
        width, height = footage.video.width, footage.video.height
        scale = min(1.0, 1920 / max(width, height))
        width, height = (max(SMALLEST, round(scale * side)) for side in (width, height))
    else:
        width, height = 1280, 720
    return width // 2 * 2, height // 2 * 2


def film_rows(footage: Footage, options: RenderOptions) -> tuple[int, int]:
    """First row of the track, and the one after the last, between the chosen times; `BadInput` if none is."""
    times = footage.track.times
    start_s = -np.inf if options.start_s is None else options.start_s
    end_s = np.inf if options.end_s is None else options.end_s
    start, stop = (int(i) for i in np.searchsorted(times, (start_s - 1e-9, end_s - 1e-9)))
    if start >= stop:
        where = f"; it goes from {times[0]:.2f} to {times[-1]:.2f} s" if len(times) else ""
        raise BadInput(f"The clip has no frames between those times{where}. Choose others.")
    return start, stop
