"""A small picture frame in which a figure can be pushed about, over a map of how safe each place is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme import SPACE, Theme
from app.widgets.ramp import full_scale_mm, ramp_image
from app.widgets.stick_figure import draw_bones, draw_ramp
from core.pose.skeleton import Skeleton

Array = NDArray[np.floating]

_STEP, _BIG_STEP = 0.01, 0.05
"""Of an arrow key, and with Shift, in normalised image units."""
_NO_ROOM = np.zeros((2, 2))


class PlacePad(QWidget):
    """Drag, or use the arrow keys, to shift the figure; a double click or Home puts it back."""

    shift_wanted = Signal(float, float)
    """Normalised image units (the width spans -1 to 1), within the room that there is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._aspect = 9 / 16
        self._skeleton: Skeleton | None = None
        self._points: Array = np.zeros((0, 2))
        self._room: Array = _NO_ROOM
        self._shift = (0.0, 0.0)
        self._map: Array | None = None
        self._image: QImage | None = None
        self._largest = 0.0
        self._grip: tuple[QPointF, tuple[float, float]] | None = None
        self.setMinimumSize(max(200, 11 * self.fontMetrics().height()), 150)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Place of the person in the picture"))

    def sizeHint(self) -> QSize:
        """Wide enough to aim."""
        return QSize(320, 240)

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        self.show_map(self._map)

    def show_figure(self, skeleton: Skeleton | None, points: Array, room: Array, aspect: float) -> None:
        """Joints (J, 2) in normalised units, None for nobody; the room (2, 2) for shifts in x and y."""
        self._skeleton, self._points, self._room, self._aspect = skeleton, points, room, aspect
        self.update()

    def show_shift(self, shift: tuple[float, float]) -> None:
        """Show the figure moved by so much."""
        self._shift = shift
        self.update()

    def show_map(self, drift_mm: Array | None) -> None:
        """Colour the picture by (R, C) millimetres of drift; NaN stays clear, None takes the map away."""
        self._map, self._image, self._largest = drift_mm, None, 0.0
        if drift_mm is not None and np.isfinite(drift_mm).any():
            self._largest = full_scale_mm(drift_mm)
            self._image = ramp_image(drift_mm / self._largest, self._theme)
        self.update()

    def picture_area(self) -> QRectF:
        """Where the picture is, above the legend."""
        foot = self.fontMetrics().height() + SPACE
        width, height = self.width() - 2.0, self.height() - 2.0 - foot
        scale = min(width, height / self._aspect)
        size = (scale, scale * self._aspect)
        return QRectF((self.width() - size[0]) / 2, 1 + (height - size[1]) / 2, *size)

    def to_view(self, points: Array) -> Array:
        """Normalised image units to places of the widget."""
        area = self.picture_area()
        origin = (area.left(), area.top())
        return np.asarray((points + np.array([1, self._aspect])) * (area.width() / 2) + origin)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the figure."""
        if event.button() == Qt.MouseButton.LeftButton and self._skeleton is not None:
            self._grip = (event.position(), self._shift)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shift the figure along."""
        if self._grip is not None:
            start, shift = self._grip
            unit = self.picture_area().width() / 2
            moved = event.position() - start
            self._want(shift[0] + moved.x() / unit, shift[1] + moved.y() / unit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where the person was seen."""
        self._want(0.0, 0.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys and Home."""
        ways = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Home:
            self._want(0.0, 0.0)
        elif key in ways and self._skeleton is not None:
            is_big = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = _BIG_STEP if is_big else _STEP
            self._want(self._shift[0] + step * ways[key][0], self._shift[1] + step * ways[key][1])
        else:
            super().keyPressEvent(event)

    def _want(self, x: float, y: float) -> None:
        low, high = self._room[:, 0], self._room[:, 1]
        x, y = (float(v) for v in np.clip((x, y), low, high))
        self.shift_wanted.emit(x, y)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, map, the figure where it was seen and where it is put."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.picture_area()
        clip = QPainterPath()
        clip.addRoundedRect(area, 4, 4)
        painter.fillPath(clip, QColor(self._theme.canvas))
        painter.setClipPath(clip)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(0.6)
            painter.drawImage(area, self._image)
            painter.setOpacity(1)
        if self._skeleton is not None and len(self._points):
            self._draw_figures(painter, self._skeleton)
        painter.setClipping(False)
        focus = self._theme.accent if self.hasFocus() else self._theme.border
        painter.setPen(QPen(QColor(focus), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 4, 4)
        self._draw_legend(painter, area)

    def _draw_figures(self, painter: QPainter, skeleton: Skeleton) -> None:
        root = self._points[0]
        if np.isfinite(root).all():
            (left, top), (right, bottom) = self.to_view(root + self._room.T)
            painter.setPen(QPen(QColor(self._theme.text), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left, top, right - left, bottom - top))
        seen, moved = self.to_view(self._points), self.to_view(self._points + self._shift)
        if self._shift != (0.0, 0.0):
            draw_bones(painter, skeleton, seen, QColor(self._theme.faint), 1.5)
        draw_bones(painter, skeleton, moved, QColor(self._theme.canvas), 4.5)
        draw_bones(painter, skeleton, moved, QColor(self._theme.text), 2.5)
        if np.isfinite(root).all():
            painter.setPen(QPen(QColor(self._theme.canvas), 1.5))
            painter.setBrush(QColor(self._theme.accent))
            painter.drawEllipse(QPointF(*moved[0]), 5, 5)

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        height = self.fontMetrics().height()
        foot = QRectF(area.left(), area.bottom() + SPACE / 2, area.width(), height)
        painter.setPen(QColor(self._theme.faint))
        if self._image is None:
            painter.drawText(
                foot, Qt.AlignmentFlag.AlignHCenter, self.tr("Drag the figure or use the arrow keys")
            )
            return
        texts = (self.tr("drift 0 mm"), self.tr("{mm:.0f} mm").format(mm=self._largest))
        widths = [self.fontMetrics().horizontalAdvance(text) for text in texts]
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, texts[0])
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, texts[1])
        bar = QRectF(
            foot.left() + widths[0] + SPACE, foot.center().y() - 3, foot.width() - sum(widths) - 2 * SPACE, 6
        )
        draw_ramp(painter, bar, self._theme)
