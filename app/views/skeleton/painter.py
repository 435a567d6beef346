"""The 3D view drawn by Qt's painter: for machines whose OpenGL is missing or fails."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from math import cos, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRadialGradient,
)
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.skeleton.body import PROFILE, SIDES, head_shape
from app.views.skeleton.camera import Camera
from app.views.skeleton.colours import mix
from app.views.skeleton.ground import RINGS, Ground
from app.views.skeleton.overlay import Overlay, tile_rects
from app.views.skeleton.palette import TO_LIGHT, backdrop_of
from app.views.skeleton.scene import Figure, Scene, Tile

Array = NDArray[np.floating]

_NEAREST_M = 0.25
"""What is nearer to the camera, or behind it, is left out."""
_BLUR_PX = 7
"""Pixels of the screen that are one of a shadow."""
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
        self._floor = QImage()
        self._floor_key: tuple[object, ...] = ()
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
        if self._scene is None:
            painter.fillRect(QRectF(0, 0, width, height), QColor(self._backdrop.sky))
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
        painter.drawImage(QRectF(0, 0, width, height), self._floor_picture(painter, ground, width, height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        room = _Room(painter, self.camera, width, height)
        if self.camera.elevation > 0:
            for figure in tile.figures:
                if figure.casts_shadow:
                    room.draw_shadow(figure, self._backdrop.shade)
        room.draw_solid(painter, [figure for figure in tile.figures if figure.opacity >= 1])
        for figure in sorted(tile.figures, key=lambda figure: -figure.opacity):
            if figure.opacity < 1:
                room.draw_translucent(figure)

    def _floor_picture(self, painter: QPainter, ground: Ground, width: float, height: float) -> QImage:
        """Sky, floor and grid: the same from frame to frame while the camera rests."""
        ratio = _pixels_per_point(painter)
        camera = self.camera
        key = (
            width, height, ratio, id(ground), id(self._backdrop), camera.azimuth, camera.elevation,
            camera.distance, camera.is_orthographic, *camera.target.tolist(),
        )  # fmt: skip
        if key != self._floor_key:
            image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
            image.fill(QColor(self._backdrop.sky))
            inner = QPainter(image)
            inner.scale(ratio, ratio)
            room = _Room(inner, camera, width, height)
            room.draw_floor(ground, self._backdrop.floor)
            room.draw_grid(ground, QColor(self._backdrop.grid))
            inner.end()
            self._floor_key, self._floor = key, image
            self._floor_of = ground, self._backdrop  # kept, so that no other gets their ids
        return self._floor


class _Room:
    """Draws things of the room into one tile, its corner at (0, 0)."""

    def __init__(self, painter: QPainter, camera: Camera, width: float, height: float) -> None:
        self._painter, self._camera = painter, camera
        self._width, self._height = width, height

    def draw_floor(self, ground: Ground, colours: Iterable[str]) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
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
        ratio = _pixels_per_point(self._painter)
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
        shades = [_shades(colour) for colour in figure.palette]
        share = PROFILE[:, 0]
        ends = scales[body.limbs]  # (B, 2)
        radii = body.radii * (ends[:, :1] * (1 - share) + ends[:, 1:] * share)
        limb_depth = depth[body.limbs].mean(axis=1).tolist()
        outlines, across = _outlines(places[body.limbs], radii)
        for number, outline in enumerate(outlines.tolist()):
            shade = shades[body.limb_sides[number]]
            yield (
                limb_depth[number],
                partial(_draw_limb, outline=outline, across=across[number].tolist(), shades=shade),
            )
        # a ball lies over the limbs that meet in it
        ball_depth = (depth[body.balls] - thick * body.ball_radii).tolist()
        ball_radii = (body.ball_radii * scales[body.balls]).tolist()
        for number, joint in enumerate(body.balls.tolist()):
            shade = shades[body.ball_sides[number]]
            yield (
                ball_depth[number],
                partial(_draw_ball, place=places[joint], radius=ball_radii[number], shades=shade),
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
        _draw_round(painter, QPointF(), wide, shades, turn=turn)
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


def _pixels_per_point(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF() * painter.transform().m11()


@lru_cache(maxsize=64)
def _shades(colour: str) -> tuple[QColor, ...]:
    """From the lit side to the dark side, as the light of the OpenGL view makes them."""
    return (
        QColor(mix(colour, "#ffffff", 0.22)),
        QColor(colour),
        QColor(mix(colour, "#000000", 0.30)),
        QColor(mix(colour, "#000000", 0.52)),
    )


def _outlines(ends: Array, radii: Array) -> tuple[Array, Array]:
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


def _draw_limb(
    painter: QPainter,
    *,
    outline: list[list[float]],
    across: list[list[float]],
    shades: tuple[QColor, ...],
) -> None:
    gradient = QLinearGradient(*across[0], *across[1])
    for place, shade in zip((0.12, 0.42, 0.8, 1.0), shades, strict=True):
        gradient.setColorAt(place, shade)
    painter.setBrush(gradient)
    # as a path it would take twice as long
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))


def _draw_ball(painter: QPainter, place: Array, radius: float, shades: tuple[QColor, ...]) -> None:
    """A picture of the ball, made once for each size: many times faster than a gradient."""
    ratio = _pixels_per_point(painter)
    half = max(1, round(radius * ratio))
    picture = _ball(half, tuple(shade.rgb() for shade in shades))
    side = picture.width() / ratio
    painter.drawImage(QRectF(place[0] - side / 2, place[1] - side / 2, side, side), picture)


@lru_cache(maxsize=1024)
def _ball(radius: int, shades: tuple[int, ...]) -> QImage:
    picture = QImage(2 * radius + 2, 2 * radius + 2, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _draw_round(painter, QPointF(radius + 1, radius + 1), radius, [QColor(shade) for shade in shades])
    painter.end()
    return picture


def _draw_round(
    painter: QPainter, centre: QPointF, radius: float, shades: Sequence[QColor], *, turn: float = 0.0
) -> None:
    """`turn` is by how many radians the painter was turned: the lamp was not."""
    x, y = -0.38 * radius, -0.5 * radius
    lamp = centre + QPointF(x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn))
    gradient = QRadialGradient(centre, 1.45 * radius, lamp)
    for stop, shade in zip((0.0, 0.35, 0.72, 1.0), shades, strict=True):
        gradient.setColorAt(stop, shade)
    painter.setBrush(gradient)
    painter.drawEllipse(centre, radius, radius)


def _polygon(places: Array) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places.tolist()])
