"""The colours around the figure, worked out from the theme."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from app.theme import Theme
from app.views.skeleton.colours import mix

SHADOW_EDGES_M = (0.048, 0.033, 0.019, 0.006)
"""By how much each layer of the shadow is wider than the figure."""
TO_LIGHT = (0.30, 1.0, 0.38)
"""Towards the lamp that casts the shadow; y up."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Colours #rrggbb of what the figure stands on and before."""

    sky: str
    """Behind everything."""
    floor: tuple[str, ...]
    """Of its rings, from the edge inwards."""
    grid: str
    shadows: tuple[str, ...]
    """From the soft edge inwards, on the floor's middle."""
    shade: QColor
    """The same as one colour to be laid over the floor."""


def backdrop_of(theme: Theme, rings: int) -> Backdrop:
    """A floor a little brighter than the canvas, and shadows a little darker than the floor."""
    is_dark = theme.name == "dark"
    floor = mix(theme.canvas, theme.raised if is_dark else "#ffffff", 0.62)
    depths = (0.12, 0.24, 0.36, 0.48) if is_dark else (0.035, 0.07, 0.105, 0.14)
    return Backdrop(
        sky=theme.canvas,
        floor=tuple(mix(theme.canvas, floor, (ring + 0.5) / rings) for ring in range(rings)),
        grid=theme.grid,
        shade=QColor(0, 0, 0, round(255 * depths[-1])),
        shadows=tuple(mix(floor, "#000000", depth) for depth in depths),
    )
