"""Lines and texts over the 3D picture, the same for both ways of drawing it."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.joint_names import joint_title
from app.theme import SPACE, Theme
from app.views.skeleton.camera import Camera
from app.views.skeleton.colours import mix
from app.views.skeleton.ground import Ground
from app.views.skeleton.scene import Differences, Figure, Scene, Tile, Trail

Array = NDArray[np.floating]

_LABEL_GAP = 4
"""Pixels between a joint's ball and its name."""


def tile_rects(width: float, height: float, count: int) -> list[QRectF]:
    """Where each of `count` tiles lies, side by side."""
    inner = [round(width * number / count) for number in range(1, count)]  # whole pixels
    edges = [0.0, *inner, width]
    return [QRectF(left, 0, right - left, height) for left, right in pairwise(edges)]


def difference_colour(theme: Theme, share: float) -> str:
    """The colour of a difference: faint for none, amber half way, red at the end of the scale."""
    share = min(max(share, 0.0), 1.0)
    if share < 0.5:
        return mix(theme.faint, theme.warning, 2 * share)
    return mix(theme.warning, theme.error, 2 * share - 1)


class Overlay:
    """Draws what is not solid: trails, differences, labels, numbers along the floor."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._small = QFont()
        self._bold = QFont()

    def draw(self, painter: QPainter, scene: Scene, camera: Camera, width: float, height: float) -> None:
        """Over a finished picture of the solid things, `width` by `height` pixels."""
        self._small = QFont(painter.font())
        self._small.setPointSizeF(max(7.0, self._small.pointSizeF() * 0.9))
        self._bold = QFont(painter.font())
        self._bold.setWeight(QFont.Weight.DemiBold)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rects = tile_rects(width, height, len(scene.tiles))
        for tile, rect in zip(scene.tiles, rects, strict=True):
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.topLeft())
            _TileOverlay(self, painter, camera, rect.width(), rect.height()).draw(tile, scene.ground)
            painter.restore()
        painter.setPen(QPen(QColor(self.theme.border), 1))
        for rect in rects[1:]:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())

    @property
    def small(self) -> QFont:
        """Of labels, ticks and legends."""
        return self._small

    @property
    def bold(self) -> QFont:
        """Of titles and of the joint chosen."""
        return self._bold


class _TileOverlay:
    """One tile, its corner at (0, 0)."""

    def __init__(self, look: Overlay, painter: QPainter, camera: Camera, width: float, height: float) -> None:
        self._look, self._theme, self._painter = look, look.theme, painter
        self._camera, self._width, self._height = camera, width, height
        self._taken: list[QRectF] = []
        self._middle = width / 2

    def draw(self, tile: Tile, ground: Ground) -> None:
        for trail in tile.trails:
            self._draw_trail(trail)
        if tile.differences is not None:
            self._draw_differences(tile.differences)
        places, gaps = self._mark_joints(tile)
        self._draw_texts(tile)
        self._draw_ticks(ground)
        if tile.figures:
            self._name_joints(tile, places, gaps)

    def _project(self, points: Array) -> tuple[Array, Array]:
        return self._camera.project(points, self._width, self._height)

    # ---- texts at the edges

    def _draw_texts(self, tile: Tile) -> None:
        at = QPointF(1.5 * SPACE, 1.5 * SPACE)
        if tile.title:
            self._key(at, tile.colour, tile.title, self._look.bold)
            at += QPointF(0, QFontMetricsF(self._look.bold).height() + 0.5 * SPACE)
        for colour, text in tile.keys:
            self._key(at, colour, text, self._look.bold if not tile.title else self._look.small)
            at += QPointF(0, QFontMetricsF(self._look.bold).height() + 0.25 * SPACE)
        if tile.note:
            self._text(at, tile.note, self._look.small, self._theme.text)
        foot = self._height - 1.5 * SPACE - QFontMetricsF(self._look.small).height()
        if tile.readout:
            self._text(QPointF(1.5 * SPACE, foot), tile.readout, self._look.small, self._theme.text)
        if tile.differences is not None:
            self._draw_scale(tile.differences)
        if tile.message:
            self._draw_message(tile)

    def _key(self, at: QPointF, colour: str, text: str, font: QFont) -> None:
        height = QFontMetricsF(font).height()
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawEllipse(at + QPointF(5, height / 2), 4.5, 4.5)
        self._text(at + QPointF(2 * SPACE, 0), text, font, self._theme.text)

    def _text(self, at: QPointF, text: str, font: QFont, colour: str) -> None:
        metrics = QFontMetricsF(font)
        room = max(20.0, self._width - at.x() - SPACE)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        box = QRectF(at.x(), at.y(), metrics.horizontalAdvance(text), metrics.height())
        self._plate(box)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(at + QPointF(0, metrics.ascent()), text)
        self._taken.append(box)

    def _draw_message(self, tile: Tile) -> None:
        font = self._look.bold
        metrics = QFontMetricsF(font)
        wide = min(metrics.horizontalAdvance(tile.message) + 4 * SPACE, self._width - 2 * SPACE)
        top = self._height * 0.5 if not tile.figures else self._height - 1.8 * metrics.height()
        box = QRectF((self._width - wide) / 2, top - metrics.height(), wide, 2 * metrics.height())
        self._painter.setPen(QPen(QColor(self._theme.border), 1))
        self._painter.setBrush(QColor(self._theme.raised))
        self._painter.drawRoundedRect(box, SPACE, SPACE)
        self._painter.setPen(QColor(self._theme.text))
        self._painter.setFont(font)
        text = metrics.elidedText(tile.message, Qt.TextElideMode.ElideRight, wide - SPACE)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        self._taken.append(box)

    def _draw_scale(self, differences: Differences) -> None:
        """Colours from 0 to the end of the scale, at the foot on the right."""
        font = self._look.small
        metrics = QFontMetricsF(font)
        wide, high = 120.0, 6.0
        left = self._width - wide - 1.5 * SPACE
        top = self._height - 2 * SPACE - metrics.height() - high
        if self._width < 2.6 * wide:  # the readout needs the foot: above it
            top -= metrics.height() + SPACE
        pieces = 24
        for piece in range(pieces):
            colour = difference_colour(self._theme, (piece + 0.5) / pieces)
            self._painter.fillRect(
                QRectF(left + wide * piece / pieces, top, wide / pieces + 0.5, high), QColor(colour)
            )
        most = f"{differences.scale_mm:g} mm"
        under = top + high + 0.25 * SPACE
        self._text(QPointF(left, under), "0", font, self._theme.faint)
        self._text(
            QPointF(left + wide - metrics.horizontalAdvance(most), under), most, font, self._theme.faint
        )
        self._taken.append(QRectF(left, top, wide, high + metrics.height()))

    # ---- in the room

    def _draw_ticks(self, ground: Ground) -> None:
        ticks = ground.ticks(self._camera.axes()[2])
        if not ticks or self._camera.elevation < 3:  # edge on, the numbers would lie over each other
            return
        places, depth = self._project(np.array([place for place, _ in ticks]))
        metrics = QFontMetricsF(self._look.small)
        self._painter.setFont(self._look.small)
        self._painter.setPen(QColor(self._theme.faint))
        for (x, y), far, (_, text) in zip(places, depth, ticks, strict=True):
            box = QRectF(x - metrics.horizontalAdvance(text) / 2, y, 0, metrics.height())
            box.setWidth(metrics.horizontalAdvance(text))
            is_inside = box.left() > 2 and box.right() < self._width - 2 and box.bottom() < self._height
            if far > 0.3 and is_inside and self._is_free(box):
                self._painter.drawText(box.bottomLeft() - QPointF(0, metrics.descent()), text)
                self._taken.append(box)

    def _draw_trail(self, trail: Trail) -> None:
        places, _ = self._project(trail.points)
        reach = max(trail.now, len(places) - 1 - trail.now, 1)
        colour = QColor(trail.colour)
        pen = QPen(colour, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        is_there = np.asarray(np.isfinite(places).all(axis=1))
        dots = places.tolist()
        for index, (here, there) in enumerate(pairwise(dots)):
            if not (is_there[index] and is_there[index + 1]):
                continue
            is_past = index < trail.now
            age = min(1.0, abs(index + 0.5 - trail.now) / reach)
            colour.setAlphaF((0.95 if is_past else 0.5) * (1 - age))
            pen.setColor(colour)
            pen.setWidthF(3.2 - 2 * age if is_past else 1.6)
            self._painter.setPen(pen)
            self._painter.drawLine(QLineF(*here, *there))

    def _draw_differences(self, differences: Differences) -> None:
        starts, _ = self._project(differences.starts)
        ends, _ = self._project(differences.ends)
        for start, end, mm in zip(starts, ends, differences.mm, strict=True):
            if mm < 1 or not (np.isfinite(start).all() and np.isfinite(end).all()):
                continue
            colour = QColor(difference_colour(self._theme, mm / differences.scale_mm))
            halo = QPen(QColor(self._theme.canvas), 5)
            halo.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._painter.setPen(halo)
            self._painter.drawLine(QPointF(*start), QPointF(*end))
            pen = QPen(colour, 2.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._painter.setPen(pen)
            self._painter.drawLine(QPointF(*start), QPointF(*end))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour)
            self._painter.drawEllipse(QPointF(*end), 3, 3)

    def _mark_joints(self, tile: Tile) -> tuple[Array, Array]:
        """Rings around joints in question. Where all joints are (J, 2); how far names keep off (J,)."""
        if not tile.figures:
            return np.zeros((0, 2)), np.zeros(0)
        figure = tile.figures[0]
        places, depth = self._project(figure.joints)
        gaps = self._ball_radii(figure, depth) + _LABEL_GAP
        self._middle = float(places[:, 0].mean())
        for joint in (tile.chosen, tile.hovered):
            if joint is not None:
                self._ring(places[joint], gaps[joint], joint == tile.chosen)
        if tile.chosen is not None:
            self._drop_line(figure.joints[tile.chosen])
        return places, gaps

    def _name_joints(self, tile: Tile, places: Array, gaps: Array) -> None:
        """The chosen joint first, then the one under the pointer, then all others from the top."""
        joints, names = tile.figures[0].joints, tile.figures[0].body.skeleton.joints
        wanted = [joint for joint in (tile.chosen, tile.hovered) if joint is not None]
        if tile.has_labels:
            wanted += np.argsort(-joints[:, 1]).tolist()
        for joint in dict.fromkeys(wanted):
            is_chosen = joint == tile.chosen
            height = f"  {joints[joint, 1]:.2f} m" if is_chosen else ""
            font = self._look.bold if is_chosen else self._look.small
            self._label(places[joint], gaps[joint], joint_title(names[joint]) + height, font)

    def _ball_radii(self, figure: Figure, depth: Array) -> Array:
        """(J,) pixels."""
        metres = np.full(len(depth), 0.03)
        metres[figure.body.balls] = figure.body.ball_radii
        return np.asarray(metres * figure.thickness * self._camera.scale(self._height, depth))

    def _ring(self, place: Array, radius: float, is_chosen: bool) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._theme.accent if is_chosen else self._theme.text), 2))
        self._painter.drawEllipse(QPointF(*place), radius, radius)

    def _drop_line(self, joint: Array) -> None:
        """From the joint straight down to the floor: where it is above."""
        ends, depth = self._project(np.array([joint, [joint[0], 0.0, joint[2]]]))
        if depth.min() < 0.2:
            return
        colour = QColor(self._theme.accent)
        colour.setAlphaF(0.7)
        pen = QPen(colour, 1.4, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(*ends[0]), QPointF(*ends[1]))
        self._painter.setBrush(colour)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.drawEllipse(QPointF(*ends[1]), 2.5, 2.5)

    def _label(self, place: Array, gap: float, text: str, font: QFont) -> None:
        """Beside the joint, where no other text is; not at all if there is no room."""
        metrics = QFontMetricsF(font)
        wide, high = metrics.horizontalAdvance(text), metrics.height()
        x, y = float(place[0]), float(place[1])
        is_left = x < self._middle
        sides = [x - gap - wide, x + gap]
        for left in sides if is_left else reversed(sides):
            for top in (y - high / 2, y - high, y):
                box = QRectF(left, top, wide, high)
                inside = left > 0 and left + wide < self._width
                if inside and self._is_free(box):
                    self._plate(box)
                    self._painter.setFont(font)
                    self._painter.setPen(QColor(self._theme.text))
                    self._painter.drawText(QPointF(left, top + metrics.ascent()), text)
                    self._taken.append(box)
                    return

    def _plate(self, box: QRectF) -> None:
        colour = QColor(self._theme.canvas)
        colour.setAlphaF(0.72)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 3, 3)

    def _is_free(self, box: QRectF) -> bool:
        return not any(box.intersects(other) for other in self._taken)
