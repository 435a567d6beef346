"""The 3D view drawn by Qt's painter: for machines whose OpenGL is missing or fails."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.skeleton.brush import pixels_per_point
from app.views.skeleton.camera import Camera
from app.views.skeleton.ground import RINGS, Ground
from app.views.skeleton.overlay import Overlay, tile_rects
from app.views.skeleton.palette import backdrop_of
from app.views.skeleton.room import Room
from app.views.skeleton.scene import Scene, Tile

Array = NDArray[np.floating]


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
        room = Room(painter, self.camera, width, height)
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
        ratio = pixels_per_point(painter)
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
            room = Room(inner, camera, width, height)
            room.draw_floor(ground, self._backdrop.floor)
            room.draw_grid(ground, QColor(self._backdrop.grid))
            inner.end()
            self._floor_key, self._floor = key, image
            self._floor_of = ground, self._backdrop  # kept, so that no other gets their ids
        return self._floor
