"""Things of the room, drawn by a painter through the camera."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
)

from app.views.skeleton.body import PROFILE, SIDES, head_shape
from app.views.skeleton.brush import (
    draw_ball,
    draw_limb,
    draw_round,
    outline_limbs,
    pixels_per_point,
    polygon_of,
    shades_of,
)
from app.views.skeleton.camera import Camera
from app.views.skeleton.ground import Ground
from app.views.skeleton.palette import TO_LIGHT
from app.views.skeleton.scene import Figure

Array = NDArray[np.floating]

_NEAREST_M = 0.25
"""What is nearer to the camera, or behind it, is left out."""
_BLUR_PX = 7
"""Pixels of the screen that are one of a shadow."""
_SHADES = 6
"""Strengths of the grid's lines."""


class Room:
    """Draws things of the room into one tile, its corner at (0, 0)."""

    def __init__(self, painter: QPainter, camera: Camera, width: float, height: float) -> None:
        self._painter, self._camera = painter, camera
        self._width, self._height = width, height

    def draw_floor(self, ground: Ground, colours: Iterable[str]) -> None:
        """Rings that grow paler towards the middle."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        places, depth = self._project(ground.rings)  # (R, A, 2): while it follows somebody, once a frame
        outlines = [*places]
        if depth.min() <= _NEAREST_M and not self._camera.is_orthographic:
            kept = [self._cut_off_near(ring) for ring in ground.rings]
            outlines = [self._project(ring)[0] for ring in kept if len(ring) > 2]
            colours = [colour for ring, colour in zip(kept, colours, strict=True) if len(ring) > 2]
        for outline, colour in zip(outlines, colours, strict=True):
            self._painter.setBrush(QColor(colour))
            self._painter.drawPolygon(polygon_of(outline))

    def draw_grid(self, ground: Ground, colour: QColor) -> None:
        """Lines every half metre or metre, which fade towards the edge."""
        places, depth = self._project(ground.lines)
        strength = ground.line_strength.mean(axis=1)
        is_before = depth.min(axis=1) > _NEAREST_M
        shade = np.ceil(strength * _SHADES).astype(int)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(1, _SHADES + 1):
            colour.setAlphaF((number - 0.5) / _SHADES)
            self._painter.setPen(QPen(colour, 1))
            chosen = places[(shade == number) & is_before].reshape(-1, 4).tolist()
            self._painter.drawLines([QLineF(*line) for line in chosen])

    def draw_shadow(self, figure: Figure, colour: QColor) -> None:
        """Strokes along the limbs, laid on the floor: drawn small, and soft when that is enlarged."""
        light = np.array(TO_LIGHT)
        joints = figure.joints
        if figure.body.head >= 0:  # the head's middle in place of its top
            joints = joints.copy()
            joints[figure.body.head] = head_shape(figure.body, joints, figure.thickness)[0]
        places, depth = self._project(joints - light * (joints[:, 1:2] / light[1]))
        if depth.min() < _NEAREST_M:
            return
        scale = self._camera.scale(self._height, depth) * figure.thickness
        edge = 0.2 * float(scale.max()) + 2 * _BLUR_PX
        box = QRectF(QPointF(*places.min(0)), QPointF(*places.max(0))).adjusted(-edge, -edge, edge, edge)
        box = box.intersected(QRectF(0, 0, self._width, self._height))
        if box.isEmpty():
            return
        small = QImage(
            int(box.width() / _BLUR_PX) + 1, int(box.height() / _BLUR_PX) + 1,
            QImage.Format.Format_ARGB32_Premultiplied,
        )  # fmt: skip
        small.fill(Qt.GlobalColor.transparent)
        painter = QPainter(small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(1 / _BLUR_PX, 1 / _BLUR_PX)
        painter.translate(-box.topLeft())
        pen = QPen(QColor(colour.rgb()), 1)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        dots = places.tolist()
        body = figure.body
        for (start, end), radius in zip(body.limbs.tolist(), body.limb_radii, strict=True):
            pen.setWidthF(2.2 * radius * float(scale[end]))
            painter.setPen(pen)
            painter.drawLine(QLineF(*dots[start], *dots[end]))
        if body.head >= 0:
            pen.setWidthF(0.19 * float(scale[body.head]))
            painter.setPen(pen)
            painter.drawPoint(QPointF(*dots[body.head]))
        painter.end()
        self._painter.setOpacity(colour.alphaF())
        self._painter.drawImage(
            QRectF(box.topLeft(), QSizeF(small.width() * _BLUR_PX, small.height() * _BLUR_PX)), small
        )
        self._painter.setOpacity(1.0)

    def draw_translucent(self, figure: Figure) -> None:
        """Put together first, lest limbs be seen through each other."""
        places, depth = self._project(figure.joints)
        edge = 0.2 * figure.thickness * float(self._camera.scale(self._height, depth).max())
        box = QRectF(QPointF(*places.min(0)), QPointF(*places.max(0))).adjusted(-edge, -edge, edge, edge)
        box = QRectF(box.intersected(QRectF(0, 0, self._width, self._height)).toAlignedRect())
        if box.isEmpty():
            return
        ratio = pixels_per_point(self._painter)
        size = QSize(round(box.width() * ratio), round(box.height() * ratio))
        layer = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.scale(ratio, ratio)
        painter.translate(-box.topLeft())
        self.draw_solid(painter, [figure])
        painter.end()
        self._painter.setOpacity(figure.opacity)
        self._painter.drawImage(box, layer)
        self._painter.setOpacity(1.0)

    def draw_solid(self, painter: QPainter, figures: Sequence[Figure]) -> None:
        """Limbs and balls of all figures, from far to near."""
        parts = [part for figure in figures for part in self._parts(figure)]
        for _, draw in sorted(parts, key=lambda part: -part[0]):
            draw(painter)

    def _parts(self, figure: Figure) -> Iterator[tuple[float, Callable[[QPainter], None]]]:
        """How far each part is away, and what draws it."""
        body, thick = figure.body, figure.thickness
        places, depth = self._project(figure.joints)
        if depth.min() < _NEAREST_M:
            return
        scales = self._camera.scale(self._height, depth) * thick
        shades = [shades_of(colour) for colour in figure.palette]
        share = PROFILE[:, 0]
        ends = scales[body.limbs]  # (B, 2)
        radii = body.radii * (ends[:, :1] * (1 - share) + ends[:, 1:] * share)
        limb_depth = depth[body.limbs].mean(axis=1).tolist()
        outlines, across = outline_limbs(places[body.limbs], radii)
        for number, outline in enumerate(outlines.tolist()):
            shade = shades[body.limb_sides[number]]
            yield (
                limb_depth[number],
                partial(draw_limb, outline=outline, across=across[number].tolist(), shades=shade),
            )
        # a ball lies over the limbs that meet in it
        ball_depth = (depth[body.balls] - thick * body.ball_radii).tolist()
        ball_radii = (body.ball_radii * scales[body.balls]).tolist()
        for number, joint in enumerate(body.balls.tolist()):
            shade = shades[body.ball_sides[number]]
            yield (
                ball_depth[number],
                partial(draw_ball, place=places[joint], radius=ball_radii[number], shades=shade),
            )
        if body.head >= 0:
            middle = float(depth[[body.head, body.neck]].mean()) - 0.03
            yield middle, partial(self._draw_head, figure=figure, shades=shades[SIDES.index("middle")])

    def _draw_head(self, painter: QPainter, figure: Figure, shades: tuple[QColor, ...]) -> None:
        middle, up, across = head_shape(figure.body, figure.joints, figure.thickness)
        ends, depth = self._project(np.stack([middle, middle + up]))
        scale = float(self._camera.scale(self._height, depth[0]))
        half = ends[1] - ends[0]
        wide = float(across[0]) * scale
        # seen from above, an egg shows its width
        squash = float(np.hypot(*half)) / max(float(np.linalg.norm(up)) * scale, 1e-6)
        tall = np.hypot(np.hypot(*half), wide * np.sqrt(max(0.0, 1 - squash**2)))
        painter.save()
        painter.translate(QPointF(*ends[0]))
        turn = float(np.arctan2(half[0], -half[1]))
        painter.rotate(np.degrees(turn))
        painter.scale(1.0, float(tall) / max(wide, 1e-6))
        draw_round(painter, QPointF(), wide, shades, turn=turn)
        painter.restore()

    def _project(self, points: Array) -> tuple[Array, Array]:
        return self._camera.project(points, self._width, self._height)

    def _cut_off_near(self, ring: Array) -> Array:
        """The part of a convex polygon (A, 3) that lies before a camera with perspective."""
        away = self._camera.distance - (ring - self._camera.target) @ self._camera.axes()[2] - _NEAREST_M
        if away.min() > 0:
            return ring
        kept: list[Array] = []
        for here, there, a, b in zip(ring, np.roll(ring, -1, 0), away, np.roll(away, -1), strict=True):
            if a > 0:
                kept.append(here)
            if (a > 0) != (b > 0):
                kept.append(here + (there - here) * (a / (a - b)))
        return np.array(kept)
