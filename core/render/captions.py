"""Captions in Pillow's own typeface, so that films look alike on every machine."""

from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.render.mixing import lay_over
from core.render.records import Canvas, Colour

_LONGEST = 200


def draw_text(
    canvas: Canvas,
    text: str,
    x: int,
    y: int,
    *,
    size: int,
    colour: Colour,
    align: Literal["left", "middle", "right"] = "left",
) -> None:
    """Write one line whose top is at y; what lies outside the canvas is cut off."""
    letters = _letters(text[:_LONGEST], size)
    height, width = letters.shape
    left = x - {"left": 0, "middle": width // 2, "right": width}[align]
    first, last = max(-left, 0), min(width, canvas.shape[1] - left)
    top, bottom = max(-y, 0), min(height, canvas.shape[0] - y)
    if first >= last or top >= bottom:
        return
    part = canvas[y + top : y + bottom, left + first : left + last]
    alpha = letters[top:bottom, first:last]
    lay_over(part, 1 - alpha, [alpha * np.float32(value) for value in colour])


def text_width(text: str, size: int) -> int:
    """Pixels from the first letter to the last."""
    return int(_letters(text[:_LONGEST], size).shape[1])


@lru_cache(maxsize=256)
def _letters(text: str, size: int) -> NDArray[np.float32]:
    """(height, width) 0 to 1; the height is the line's, whatever the letters."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(size)
    width = max(1, round(font.getlength(text)) + 2)
    picture = Image.new("L", (width, round(1.4 * size)))
    ImageDraw.Draw(picture).text((1, 0), text, fill=255, font=font)
    return np.asarray(picture, np.float32) / np.float32(255)
