"""Limbs and balls as a painter shades them."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPolygonF,
    QRadialGradient,
)

from app.views.skeleton.body import PROFILE
from app.views.skeleton.colours import mix

Array = NDArray[np.floating]


_BIGGEST_KEPT = 64
"""Pixels of radius: larger balls are rare, and their pictures would fill the memory."""


def pixels_per_point(painter: QPainter) -> float:
    """How many pixels one step of the painter's coordinates takes."""
    return painter.device().devicePixelRatioF() * painter.transform().m11()


@lru_cache(maxsize=64)
def shades_of(colour: str) -> tuple[QColor, ...]:
    """From the lit side to the dark side, as the light of the OpenGL view makes them."""
    return (
        QColor(mix(colour, "#ffffff", 0.22)),
        QColor(colour),
        QColor(mix(colour, "#000000", 0.30)),
        QColor(mix(colour, "#000000", 0.52)),
    )


def outline_limbs(ends: Array, radii: Array) -> tuple[Array, Array]:
    """Around each limb (B, 2, 2) the corners (B, 2R, 2), and (B, 2, 2) from its lit to its dark edge."""
    starts, along = ends[:, 0], ends[:, 1] - ends[:, 0]
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-3)[:, None]
    side = np.stack([-along[:, 1], along[:, 0]], axis=-1) / length
    side *= np.where(side @ [-0.38, -0.57] < 0, -1.0, 1.0)[:, None]  # towards the lamp, at the upper left
    middles = starts[:, None] + PROFILE[:, :1] * along[:, None]  # (B, R, 2)
    wide = radii[:, :, None] * side[:, None]
    outlines = np.concatenate([middles + wide, (middles - wide)[:, ::-1]], axis=1)
    widest = radii.max(axis=1, keepdims=True) * side
    return outlines, np.stack([starts + widest, starts - widest], axis=1)


def draw_limb(
    painter: QPainter,
    *,
    outline: list[list[float]],
    across: list[list[float]],
    shades: tuple[QColor, ...],
) -> None:
    """Fill an outline with light that falls off from one edge to the other: see `outline_limbs`."""
    gradient = QLinearGradient(*across[0], *across[1])
    for place, shade in zip((0.12, 0.42, 0.8, 1.0), shades, strict=True):
        gradient.setColorAt(place, shade)
    painter.setBrush(gradient)
    # as a path it would take twice as long
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))


def draw_ball(painter: QPainter, place: Array, radius: float, shades: tuple[QColor, ...]) -> None:
    """A picture of the ball, made once for each size: many times faster than a gradient."""
    ratio = pixels_per_point(painter)
    half = max(1, round(radius * ratio))
    if half > _BIGGEST_KEPT:
        draw_round(painter, QPointF(*place), radius, shades)
        return
    picture = _ball(half, tuple(shade.rgb() for shade in shades))
    side = picture.width() / ratio
    painter.drawImage(QRectF(place[0] - side / 2, place[1] - side / 2, side, side), picture)


@lru_cache(maxsize=256)
def _ball(radius: int, shades: tuple[int, ...]) -> QImage:
    picture = QImage(2 * radius + 2, 2 * radius + 2, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    draw_round(painter, QPointF(radius + 1, radius + 1), radius, [QColor(shade) for shade in shades])
    painter.end()
    return picture


def draw_round(
    painter: QPainter, centre: QPointF, radius: float, shades: Sequence[QColor], *, turn: float = 0.0
) -> None:
    """A ball in the light. `turn` is by how many radians the painter was turned: the lamp was not."""
    x, y = -0.38 * radius, -0.5 * radius
    lamp = centre + QPointF(x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn))
    gradient = QRadialGradient(centre, 1.45 * radius, lamp)
    for stop, shade in zip((0.0, 0.35, 0.72, 1.0), shades, strict=True):
        gradient.setColorAt(stop, shade)
    painter.setBrush(gradient)
    painter.drawEllipse(centre, radius, radius)


def polygon_of(places: Array) -> QPolygonF:
    """Corners (N, 2) as Qt wants them."""
    return QPolygonF([QPointF(x, y) for x, y in places.tolist()])
