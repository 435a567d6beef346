"""The 3D view drawn by Qt's painter: for machines whose OpenGL is missing or fails."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRadialGradient,
)
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.skeleton.body import PROFILE, head_shape
from app.views.skeleton.camera import Camera
from app.views.skeleton.colours import mix
from app.views.skeleton.ground import RINGS, Ground
from app.views.skeleton.overlay import Overlay, tile_rects
from app.views.skeleton.palette import SHADOW_EDGES_M, TO_LIGHT, backdrop_of
from app.views.skeleton.scene import Figure, Scene, Tile

Array = NDArray[np.floating]

_NEAREST_M = 0.25
"""What is nearer to the camera, or behind it, is left out."""
_SHADES = 6
"""Strengths of the grid's lines."""


class PainterView(QWidget):
    """Draws a `Scene` through a `Camera`, limbs from far to near."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.camera = Camera()
        self._scene: Scene | None = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._overlay = Overlay(theme)
        self._backdrop = backdrop_of(theme, RINGS)
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Draw this from now on."""
        self._scene = scene
        self.update()

    def picture(self, width: int, height: int) -> QImage:
        """The scene as it is, in another size: texts grow with the height."""
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setFont(self.font())
        scale = height / max(self.height(), 1)
        painter.scale(scale, scale)
        self._draw(painter, width / scale, height / scale)
        painter.end()
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        """All tiles, then lines and texts over them."""
        painter = QPainter(self)
        self._draw(painter, self.width(), self.height())
        painter.end()

    def _draw(self, painter: QPainter, width: float, height: float) -> None:
        painter.fillRect(QRectF(0, 0, width, height), QColor(self._backdrop.sky))
        if self._scene is None:
            return
        rects = tile_rects(width, height, len(self._scene.tiles))
        for tile, rect in zip(self._scene.tiles, rects, strict=True):
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.topLeft())
            self._draw_tile(painter, tile, self._scene.ground, rect.width(), rect.height())
            painter.restore()
        self._overlay.draw(painter, self._scene, self.camera, width, height)

    def _draw_tile(self, painter: QPainter, tile: Tile, ground: Ground, width: float, height: float) -> None:
        room = _Room(painter, self.camera, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        room.draw_floor(ground, self._backdrop.floor)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.camera.elevation > 0:
            for figure in tile.figures:
                if figure.casts_shadow:
                    room.draw_shadow(figure, self._backdrop.shadows)
        room.draw_grid(ground, QColor(self._backdrop.grid))
        painter.setPen(Qt.PenStyle.NoPen)
        for figure in sorted(tile.figures, key=lambda figure: -figure.opacity):
            room.draw_figure(figure)


class _Room:
    """Draws things of the room into one tile, its corner at (0, 0)."""

    def __init__(self, painter: QPainter, camera: Camera, width: float, height: float) -> None:
        self._painter, self._camera = painter, camera
        self._width, self._height = width, height

    def draw_floor(self, ground: Ground, colours: Iterable[str]) -> None:
        for ring, colour in zip(ground.rings, colours, strict=True):
            kept = self._cut_off_near(ring)
            if len(kept) > 2:
                places, _ = self._project(kept)
                self._painter.setBrush(QColor(colour))
                self._painter.drawPolygon(_polygon(places))

    def draw_grid(self, ground: Ground, colour: QColor) -> None:
        places, depth = self._project(ground.lines)
        strength = ground.line_strength.mean(axis=1)
        is_before = depth.min(axis=1) > _NEAREST_M
        shade = np.ceil(strength * _SHADES).astype(int)
        for number in range(1, _SHADES + 1):
            colour.setAlphaF((number - 0.5) / _SHADES)
            self._painter.setPen(QPen(colour, 1))
            chosen = places[(shade == number) & is_before].reshape(-1, 4).tolist()
            self._painter.drawLines([QLineF(*line) for line in chosen])

    def draw_shadow(self, figure: Figure, colours: Iterable[str]) -> None:
        """Round strokes along the limbs, laid on the floor; wider ones below for a soft edge."""
        light = np.array(TO_LIGHT)
        flat = figure.joints - light * (figure.joints[:, 1:2] / light[1])
        places, depth = self._project(flat)
        if depth.min() < _NEAREST_M:
            return
        body = figure.body
        head: Array = np.zeros(0)
        if body.head >= 0:
            middle = head_shape(body, figure.joints, figure.thickness)[0]
            head, _ = self._project(middle - light * (middle[1] / light[1]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for edge, colour in zip(SHADOW_EDGES_M, colours, strict=True):
            for limb, radii in zip(body.limbs, body.radii, strict=True):
                start, end = limb
                metres = 2 * (float(radii.mean()) * figure.thickness + edge)
                width = metres * float(self._camera.scale(self._height, depth[end]))
                pen = QPen(QColor(colour), width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                self._painter.setPen(pen)
                self._painter.drawLine(QPointF(*places[start]), QPointF(*places[end]))
            if head.size:
                metres = 2 * (0.09 * figure.thickness + edge)
                pen.setWidthF(metres * float(self._camera.scale(self._height, depth[body.head])))
                self._painter.setPen(pen)
                self._painter.drawPoint(QPointF(*head))
        self._painter.setPen(Qt.PenStyle.NoPen)

    def draw_figure(self, figure: Figure) -> None:
        """Limbs and balls from far to near; a figure that is seen through is put together first."""
        if figure.opacity >= 1:
            self._draw_solid(self._painter, figure)
            return
        ratio = self._painter.device().devicePixelRatioF() * self._painter.transform().m11()
        layer = QImage(
            round(self._width * ratio), round(self._height * ratio), QImage.Format.Format_ARGB32_Premultiplied
        )
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.scale(ratio, ratio)
        self._draw_solid(painter, figure)
        painter.end()
        self._painter.setOpacity(figure.opacity)
        self._painter.drawImage(QRectF(0, 0, self._width, self._height), layer)
        self._painter.setOpacity(1.0)

    def _draw_solid(self, painter: QPainter, figure: Figure) -> None:
        body = figure.body
        places, depth = self._project(figure.joints)
        if depth.min() < _NEAREST_M:
            return
        scales = self._camera.scale(self._height, depth) * figure.thickness
        shades = [_shades(colour) for colour in figure.palette]
        parts: list[tuple[float, int, int]] = []
        limb_depth = depth[body.limbs].mean(axis=1)
        ball_depth = depth[body.balls] - body.ball_radii * 0.5
        parts += [(float(far), 0, number) for number, far in enumerate(limb_depth)]
        parts += [(float(far), 1, number) for number, far in enumerate(ball_depth)]
        if body.head >= 0:
            parts.append((float(depth[[body.head, body.neck]].mean()) - 0.03, 2, 0))
        for _, kind, number in sorted(parts, reverse=True):
            if kind == 0:
                start, end = body.limbs[number]
                radii = body.radii[number] * np.interp(PROFILE[:, 0], [0, 1], scales[[start, end]])
                _draw_limb(painter, places[start], places[end], radii, shades[body.limb_sides[number]])
            elif kind == 1:
                joint = body.balls[number]
                radius = float(body.ball_radii[number] * scales[joint])
                _draw_ball(painter, places[joint], radius, shades[body.ball_sides[number]])
            else:
                self._draw_head(painter, figure, shades[2])

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
        painter.rotate(np.degrees(np.arctan2(half[0], -half[1])))
        painter.scale(1.0, float(tall) / max(wide, 1e-6))
        _draw_ball(painter, np.zeros(2), wide, shades)
        painter.restore()

    def _project(self, points: Array) -> tuple[Array, Array]:
        return self._camera.project(points, self._width, self._height)

    def _cut_off_near(self, ring: Array) -> Array:
        """The part of a convex polygon (A, 3) that lies before the camera."""
        if self._camera.is_orthographic:
            return ring
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


def _shades(colour: str) -> tuple[QColor, ...]:
    """From the lit side to the dark side, as the light of the OpenGL view makes them."""
    return (
        QColor(mix(colour, "#ffffff", 0.22)),
        QColor(colour),
        QColor(mix(colour, "#000000", 0.30)),
        QColor(mix(colour, "#000000", 0.52)),
    )


def _draw_limb(painter: QPainter, start: Array, end: Array, radii: Array, shades: tuple[QColor, ...]) -> None:
    along = end - start
    length = float(np.hypot(*along))
    if length < 0.5:
        return
    across = np.array([-along[1], along[0]]) / length
    if across[0] * -0.38 + across[1] * -0.57 < 0:  # towards the lamp, at the upper left
        across = -across
    middles = start + PROFILE[:, :1] * along
    outline = np.concatenate([middles + radii[:, None] * across, (middles - radii[:, None] * across)[::-1]])
    widest = float(radii.max())
    gradient = QLinearGradient(QPointF(*(start + widest * across)), QPointF(*(start - widest * across)))
    for place, shade in zip((0.12, 0.42, 0.8, 1.0), shades, strict=True):
        gradient.setColorAt(place, shade)
    painter.setBrush(gradient)
    path = QPainterPath()
    path.addPolygon(_polygon(outline))
    path.closeSubpath()
    painter.drawPath(path)


def _draw_ball(painter: QPainter, place: Array, radius: float, shades: tuple[QColor, ...]) -> None:
    centre = QPointF(float(place[0]), float(place[1]))
    lamp = centre + QPointF(-0.38 * radius, -0.5 * radius)
    gradient = QRadialGradient(centre, 1.45 * radius, lamp)
    for stop, shade in zip((0.0, 0.35, 0.72, 1.0), shades, strict=True):
        gradient.setColorAt(stop, shade)
    painter.setBrush(gradient)
    painter.drawEllipse(centre, radius, radius)


def _polygon(places: Array) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places.tolist()])
