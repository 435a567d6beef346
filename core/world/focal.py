"""The focal length: from the user, from the file, or estimated, and always with a sentence that says so."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.geometry.image import focal_of_fov, fov_of_focal
from core.video.records import VideoInfo
from core.world.records import PlacementOptions

TYPICAL_FOCAL = 0.95
"""Focal length over the picture's longer side where nothing is known, 56 degrees. Phones' main cameras state
24 to 28 mm (35 mm equivalent), which is 0.64 to 0.74, and cut the picture by a factor of 1.1 to 1.3 to steady
a video; camcorders, webcams and zoom lenses reach from 0.7 to 1.5 and beyond."""
FOCAL_SPREAD = 0.25
"""One standard deviation of its logarithm."""

_FILM_DIAGONAL_MM = 43.27
_METADATA_KEY = "focal_length.35mm_equivalent"
"""The end of the key that Apple's cameras write: com.apple.quicktime.camera.focal_length.35mm_equivalent."""


@dataclass(frozen=True, slots=True)
class Focal:
    """A focal length and what is known of it."""

    px: float
    """Pixels of the picture as displayed."""
    is_known: bool
    """False for an estimate, which distances may replace."""
    text: str
    """Where it came from and how sure it is, as a sentence."""


def focal_from_user(options: PlacementOptions, size: tuple[int, int]) -> Focal | None:
    """The focal length that the options give, if they do."""
    if options.focal_px is not None:
        return Focal(options.focal_px, True, f"Focal length {options.focal_px:.0f} px, as given.")
    if options.fov_deg is not None:
        px = focal_of_fov(options.fov_deg, size)
        text = f"Focal length {px:.0f} px, from the field of view of {options.fov_deg:g} degrees as given."
        return Focal(px, True, text)
    return None


def focal_from_file(info: VideoInfo) -> Focal | None:
    """The focal length that a video file states, as Apple's cameras do; None where it states none.

    The 35 mm equivalent compares diagonals, here that of the whole picture.
    """
    from core.video.image_sequence import is_image_sequence

    if is_image_sequence(info.path):
        return None
    from core.video.container import open_container

    with open_container(info.path) as container:
        tags = [container.metadata, *(stream.metadata for stream in container.streams)]
    stated = [value for tag in tags for key, value in tag.items() if key.endswith(_METADATA_KEY)]
    try:
        equivalent_mm = float(stated[0])
    except (IndexError, ValueError):
        return None
    if not 5 <= equivalent_mm <= 2000:
        return None
    px = equivalent_mm / _FILM_DIAGONAL_MM * math.hypot(info.width, info.height)
    text = f"Focal length {px:.0f} px, from the file's 35 mm equivalent of {equivalent_mm:g} mm."
    return Focal(px, True, text)


def focal_from_distance(
    distance_at: Callable[[float], float], distance_m: float, size: tuple[int, int]
) -> Focal:
    """The focal length at which the person is `distance_m` away, where `distance_at` gives the distance of a
    focal length. Distances are nearly in proportion to it."""
    px = TYPICAL_FOCAL * max(size)
    for _ in range(6):
        px = float(np.clip(px * distance_m / distance_at(px), 0.2 * max(size), 50 * max(size)))
    text = (
        f"Focal length {px:.0f} px ({fov_of_focal(px, size):.0f} degrees), from the distance of"
        f" {distance_m:g} m as given and the size of the body."
    )
    return Focal(px, True, text)


def typical_focal(size: tuple[int, int]) -> Focal:
    """What most cameras have."""
    px = TYPICAL_FOCAL * max(size)
    text = (
        f"Focal length {px:.0f} px ({fov_of_focal(px, size):.0f} degrees), what most cameras have; it may be"
        f" {100 * FOCAL_SPREAD:.0f} % off, and distances with it. Give the field of view or a distance to be"
        " sure."
    )
    return Focal(px, False, text)
