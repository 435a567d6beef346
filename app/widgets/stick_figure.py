"""A person drawn with lines and dots, each joint in a colour of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme import SPACE, Theme
from app.widgets.ramp import ramp_colour
from core.pose.skeleton import Skeleton

_REACH = 12
"""Pixels around a joint in which a click means it."""


class StickFigure(QWidget):
    """The joints of one frame coloured by a value from 0 to `largest`, with a legend; grey where unknown."""

    joint_clicked = Signal(str)

    def __init__(self, theme: Theme, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._unit = theme, unit
        self._skeleton: Skeleton | None = None
        self._points: NDArray[np.floating] = np.zeros((0, 2))
        self._values: NDArray[np.floating] = np.zeros(0)
        self._largest = 1.0
        self._chosen: str | None = None
        self.setMinimumSize(140, 150)

    def sizeHint(self) -> QSize:
        """Upright, like a person."""
        return QSize(180, 260)

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        self.update()

    def show_figure(
        self,
        skeleton: Skeleton | None,
        points: NDArray[np.floating],
        values: NDArray[np.floating],
        largest: float,
    ) -> None:
        """Show joints (J, 2), y down, in any unit, with (J,) values; None for nobody."""
        self._skeleton, self._points, self._values, self._largest = skeleton, points, values, largest
        self.update()

    def choose_joint(self, name: str | None) -> None:
        """Put a ring around a joint."""
        self._chosen = name
        self.update()

    def joint_places(self) -> NDArray[np.floating]:
        """(J, 2) where the joints are drawn; NaN for unknown ones."""
        area = QRectF(self.rect()).adjusted(
            2 * SPACE, 2 * SPACE, -2 * SPACE, -4 * SPACE - self._legend_height()
        )
        return fit_points(self._points, area)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the joint under the pointer."""
        if self._skeleton is None or not len(self._points):
            return
        away = np.hypot(*(self.joint_places() - (event.position().x(), event.position().y())).T)
        if np.isfinite(away).any() and np.nanmin(away) <= _REACH:
            self.joint_clicked.emit(self._skeleton.joints[int(np.nanargmin(away))])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bones, joints and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._skeleton is not None and len(self._points):
            draw_bones(
                painter, self._skeleton, self.joint_places(), QColor(self._theme.border), 5 * self._size()
            )
            self._draw_joints(painter, self._skeleton.joints)
        self._draw_legend(painter)

    def _draw_joints(self, painter: QPainter, names: Sequence[str]) -> None:
        for name, place, value in zip(names, self.joint_places(), self._values, strict=True):
            if not np.isfinite(place).all():
                continue
            is_known = bool(np.isfinite(value))
            part = float(value) / self._largest if is_known else 0.0
            is_chosen = name == self._chosen
            ring = QColor(self._theme.accent if is_chosen else self._theme.panel)
            painter.setPen(QPen(ring, 3 if is_chosen else 1.5))
            painter.setBrush(ramp_colour(part, self._theme) if is_known else QColor(self._theme.faint))
            radius = (5 + 4 * min(part, 1)) * self._size()
            painter.drawEllipse(QPointF(*place), radius, radius)

    def _size(self) -> float:
        """How large to draw beside a figure of usual size."""
        return min(max(self.height() / 260, 0.8), 2.5)

    def _legend_height(self) -> int:
        return self.fontMetrics().height()

    def _draw_legend(self, painter: QPainter) -> None:
        height = self._legend_height()
        bar = QRectF(2 * SPACE, self.height() - height - SPACE, self.width() - 4 * SPACE, 6)
        draw_ramp(painter, bar, self._theme)
        painter.setPen(QColor(self._theme.faint))
        foot = QRectF(bar.left(), bar.bottom() + 1, bar.width(), height)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{self._largest:.3g}{self._unit}")


def fit_points(points: NDArray[np.floating], area: QRectF) -> NDArray[np.floating]:
    """(J, 2) points in the middle of the area, as large as they fit."""
    known = points[np.isfinite(points).all(axis=-1)]
    if not len(known):
        return points
    low, high = known.min(axis=0), known.max(axis=0)
    size = np.maximum(high - low, 1e-6)
    scale = min(area.width() / size[0], area.height() / size[1])
    middle = (area.center().x(), area.center().y())
    return np.asarray((points - (low + high) / 2) * scale + middle)


def draw_bones(
    painter: QPainter, skeleton: Skeleton, places: NDArray[np.floating], colour: QColor, width: float
) -> None:
    """Lines between the joints that are known."""
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for a, b in skeleton.edges:
        if np.isfinite(places[[a, b]]).all():
            painter.drawLine(QPointF(*places[a]), QPointF(*places[b]))


def draw_ramp(painter: QPainter, bar: QRectF, theme: Theme) -> None:
    """The colours from little to much."""
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for part in (0.0, 1.0):
        gradient.setColorAt(part, ramp_colour(part, theme))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(bar, 2, 2)
