"""What is to be drawn, without a word on how: tiles with figures, trails, differences and their texts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.views.skeleton.body import Body
from app.views.skeleton.ground import Ground

Array = NDArray[np.floating]
Palette = tuple[str, str, str]
"""Colours of the left, the right and the middle: #rrggbb."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One person, in one moment."""

    body: Body
    joints: Array
    """(J, 3) metres, y up, finite."""
    palette: Palette
    thickness: float = 1.0
    """1 for a grown person's limbs."""
    opacity: float = 1.0
    casts_shadow: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Where a joint was and will be."""

    points: Array
    """(N, 3) metres; NaN where there is no pose."""
    now: int
    """Which of them is the frame shown."""
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """Lines between the same joints of two figures."""

    starts: Array
    """(D, 3) metres."""
    ends: Array
    """(D, 3) metres."""
    scale_mm: float
    """What the end of the colour scale means."""

    @property
    def mm(self) -> Array:
        """(D,) millimetres."""
        return np.asarray(np.linalg.norm(self.ends - self.starts, axis=1) * 1000)


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One picture; several stand side by side and share one camera."""

    title: str = ""
    colour: str = ""
    """Of the dot before the title: the lifter's."""
    note: str = ""
    """What is measured, at the right of the title."""
    readout: str = ""
    """Heights and places, at the foot."""
    message: str = ""
    """Why there is nothing, or less, to see."""
    figures: tuple[Figure, ...] = ()
    """The first is the one whose joints can be picked and carry labels."""
    trails: tuple[Trail, ...] = ()
    differences: Differences | None = None
    keys: tuple[tuple[str, str], ...] = ()
    """Colours and what they stand for."""
    chosen: int | None = None
    """The joint chosen for a closer look."""
    hovered: int | None = None
    """The joint under the pointer."""
    has_labels: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything in the view but the camera."""

    ground: Ground
    tiles: tuple[Tile, ...]
