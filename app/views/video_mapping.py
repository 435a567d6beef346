"""Where a picture lies in its view: fitted or zoomed, moved, and back from the pointer to the pixel."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

LARGEST_ZOOM = 40.0
SMALLEST_ZOOM = 0.05
MARGIN = 1
"""Screen pixels that a fitted picture leaves free on each side."""


@dataclass(frozen=True, slots=True)
class ViewMapping:
    """Picture coordinates (pixels, origin at the top left corner of the first pixel) to those of the view.

    The picture begins and ends on whole pixels of the screen, so that it need not be blurred to be drawn.
    """

    picture_width: int
    picture_height: int
    view_width: int
    view_height: int
    """Of the widget, in Qt's device-independent pixels."""
    pixel_ratio: float = 1.0
    """Screen pixels per device-independent pixel."""
    zoom: float | None = None
    """Device-independent pixels of the view per pixel of the picture; None fits the picture in."""
    centre: tuple[float, float] = (0.5, 0.5)
    """What is in the middle of the view, as parts of the picture's width and height; when zoomed."""

    @property
    def scale(self) -> float:
        """View pixels per picture pixel as wanted, before rounding to whole screen pixels."""
        if self.zoom is not None:
            return self.zoom
        room = (max(self.view_width - 2 * MARGIN, 1), max(self.view_height - 2 * MARGIN, 1))
        return min(room[0] / self.picture_width, room[1] / self.picture_height)

    @property
    def screen_size(self) -> tuple[int, int]:
        """Width and height of the whole picture in pixels of the screen."""
        scale = self.scale * self.pixel_ratio
        return max(1, round(self.picture_width * scale)), max(1, round(self.picture_height * scale))

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the picture in the view."""
        width, height = (side / self.pixel_ratio for side in self.screen_size)
        x, y = self.centre if self.zoom is not None else (0.5, 0.5)
        left, top = self.view_width / 2 - x * width, self.view_height / 2 - y * height
        return self._on_screen(left), self._on_screen(top), width, height

    def to_view(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """(..., 2) picture pixels to view coordinates."""
        left, top, width, height = self.rectangle
        scale = np.array([width / self.picture_width, height / self.picture_height])
        return np.asarray(points * scale + (left, top), np.float64)

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """View coordinates to picture pixels; may lie outside the picture."""
        left, top, width, height = self.rectangle
        return (x - left) * self.picture_width / width, (y - top) * self.picture_height / height

    def zoomed(self, scale: float, x: float, y: float) -> Self:
        """At another scale, with what is at (x, y) of the view staying there."""
        scale = min(max(scale, SMALLEST_ZOOM), LARGEST_ZOOM)
        at = self.to_picture(x, y)
        middle = (
            (at[0] + (self.view_width / 2 - x) / scale) / self.picture_width,
            (at[1] + (self.view_height / 2 - y) / scale) / self.picture_height,
        )
        return replace(self, zoom=scale, centre=_within(middle))

    def moved(self, dx: float, dy: float) -> Self:
        """The picture dragged by so many view pixels. A fitted picture stays at its size."""
        scale = self.scale
        x, y = self.centre if self.zoom is not None else (0.5, 0.5)
        middle = (x - dx / scale / self.picture_width, y - dy / scale / self.picture_height)
        return replace(self, zoom=scale, centre=_within(middle))

    def fitted(self) -> Self:
        """The whole picture, as large as it fits."""
        return replace(self, zoom=None, centre=(0.5, 0.5))

    def _on_screen(self, value: float) -> float:
        return round(value * self.pixel_ratio) / self.pixel_ratio


def _within(centre: tuple[float, float]) -> tuple[float, float]:
    """Part of the picture always stays in view."""
    x, y = (min(max(part, 0.0), 1.0) for part in centre)
    return x, y
