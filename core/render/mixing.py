"""Laying one picture over another, one colour at a time: NumPy is slow where the innermost axis is short."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.render.records import Canvas

Floats = NDArray[np.float32]


def lay_over(canvas: Canvas, keep: Floats, inks: Sequence[Floats | float]) -> None:
    """Keep so much of a canvas, (height, width) from 0 to 1, and add three planes of ink from 0 to 255."""
    for channel, ink in enumerate(inks):
        plane = canvas[..., channel]
        plane[:] = np.minimum(plane * keep + ink + np.float32(0.5), 255).astype(np.uint8)
