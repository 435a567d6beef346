"""What the user wants to see in the 3D view."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["one", "side", "overlay"]
Preset = Literal["front", "side", "top", "camera", "three-quarter"]


@dataclass(slots=True)
class Wishes:
    """Kept by the panel, from before there is anything to show."""

    mode: Mode = "one"
    lifter: str | None = None
    """Shown in mode `one`; None is the last of those shown."""
    in_world: bool = True
    """Moving about in the room, where the take knows that; else standing on the spot."""
    follows: bool = True
    """Whether the camera moves along with the person."""
    has_labels: bool = False
    has_trail: bool = True
    trail_frames: int = 15
    """To either side."""
    has_ghosts: bool = False
