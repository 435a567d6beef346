"""Small charts drawn by hand: curves, and bars with a mark and a level. They know nothing of takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.theme import SPACE, Theme

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One line of a chart."""

    name: str
    colour: str
    x: Array
    y: Array
    """NaN where it has no point."""


def nice_ticks(largest: float, most: int = 5) -> list[float]:
    """At most so many round numbers above 0 up to `largest` or a little beyond."""
    if not np.isfinite(largest) or largest <= 0:
        return [1.0]
    step = largest / most
    unit = 10.0 ** np.floor(np.log10(step))
    step = next(unit * k for k in (1, 2, 2.5, 5, 10) if unit * k >= step * (1 - 1e-9))
    return [float(step * k) for k in range(1, int(np.ceil(largest / step - 1e-9)) + 1)]


class Chart(QWidget):
    """Axes from 0, with a title for each, and room for what is drawn between them."""

    def __init__(self, theme: Theme, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._x_title, self._y_title = theme, x_title, y_title
        self._x_ticks: list[float] = []
        self._y_ticks: list[float] = [1.0]
        self.setMinimumSize(200, 130)

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A good size beside others."""
        return QSize(320, 180)

    def plot_area(self) -> QRectF:
        """Between the axes."""
        metrics = QFontMetricsF(self.font())
        labels = [_text(tick) for tick in self._y_ticks]
        left = max(metrics.horizontalAdvance(text) for text in labels) + SPACE
        top = metrics.height() + SPACE
        bottom = 2 * metrics.height() + SPACE
        return QRectF(left, top, max(self.width() - left - SPACE, 1), max(self.height() - top - bottom, 1))

    def to_view(self, x: float, y: float) -> QPointF:
        """The place of a point of the chart; x runs to the last tick, y to the top one."""
        area = self.plot_area()
        across = x / (self._x_ticks[-1] if self._x_ticks else 1.0)
        up = y / self._y_ticks[-1]
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def _draw_axes(self, painter: QPainter) -> None:
        area, metrics = self.plot_area(), QFontMetricsF(self.font())
        height = metrics.height()
        painter.setPen(QColor(self._theme.faint))
        painter.drawText(QRectF(0, 0, self.width(), height), Qt.AlignmentFlag.AlignLeft, self._y_title)
        foot = QRectF(area.left(), self.height() - height, area.width(), height)
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, self._x_title)
        for tick in [0.0, *self._y_ticks]:
            y = self.to_view(0, tick).y()
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self._theme.faint))
            box = QRectF(0, y - height / 2, area.left() - SPACE / 2, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _text(tick))
        for tick in self._x_ticks:
            x = self.to_view(tick, 0).x()
            box = QRectF(min(x - 40, self.width() - 80), area.bottom() + 2, 80, height)
            side = Qt.AlignmentFlag.AlignRight if x + 40 > self.width() else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(box, side, _text(tick))


class CurveChart(Chart):
    """Lines over a common axis, named in the corner."""

    def __init__(self, theme: Theme, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, x_title, y_title, parent)
        self._curves: tuple[Curve, ...] = ()
        self._mark: float | None = None

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show these instead."""
        self._curves = tuple(curves)
        largest = [np.nanmax(c.y) for c in curves if np.isfinite(c.y).any()]
        self._y_ticks = nice_ticks(float(max(largest, default=1.0)), 4)
        self._x_ticks = nice_ticks(float(max((c.x.max() for c in curves), default=1.0)), 5)
        self.update()

    def show_mark(self, x: float | None) -> None:
        """A line at x, or none."""
        if x != self._mark:
            self._mark = x
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, curves, names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        if self._mark is not None and self._x_ticks and self._mark <= self._x_ticks[-1]:
            painter.setPen(QPen(QColor(self._theme.accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(self.to_view(self._mark, 0), self.to_view(self._mark, self._y_ticks[-1]))
        right = float(self.width())
        for curve in reversed(self._curves):
            known = np.isfinite(curve.y)
            points = [self.to_view(x, y) for x, y in zip(curve.x[known], curve.y[known], strict=True)]
            painter.setPen(QPen(QColor(curve.colour), 2))
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(QColor(curve.colour))
            for point in points:
                painter.drawEllipse(point, 2.5, 2.5)
            right -= painter.fontMetrics().horizontalAdvance(curve.name) + 2 * SPACE
            height = painter.fontMetrics().height()
            painter.drawText(QPointF(right + SPACE, height - painter.fontMetrics().descent()), curve.name)


class TenthsChart(Chart):
    """Ten bars, one of them marked, and a level below which nothing can be told."""

    def __init__(self, theme: Theme, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, x_title, y_title, parent)
        self._values: Array = np.full(10, np.nan)
        self._level = float("nan")
        self._level_name = ""
        self._marked: int | None = None

    def show_values(self, values: Array, level: float, level_name: str) -> None:
        """Show these ten, NaN for none, and the level."""
        self._values, self._level, self._level_name = values, level, level_name
        known = [float(v) for v in (*values, level) if np.isfinite(v)]
        self._y_ticks = nice_ticks(max(known, default=1.0), 4)
        self.update()

    def show_mark(self, bar: int | None) -> None:
        """Mark one of the bars, or none."""
        if bar != self._marked:
            self._marked = bar
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, bars, level."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        area, height = self.plot_area(), painter.fontMetrics().height()
        step = area.width() / len(self._values)
        for bar, value in enumerate(self._values):
            left = area.left() + bar * step
            is_marked = bar == self._marked
            if np.isfinite(value):
                top = self.to_view(0, float(value)).y()
                box = QRectF(left + 2, top, step - 4, area.bottom() - top)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._bar_colour(is_marked))
                painter.drawRoundedRect(box, 2, 2)
            painter.setPen(QColor(self._theme.text if is_marked else self._theme.faint))
            foot = QRectF(left, area.bottom() + 2, step, height)
            painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, str(bar + 1))
        if np.isfinite(self._level):
            self._draw_level(painter, area)

    def _bar_colour(self, is_marked: bool) -> QColor:
        colour = QColor(self._theme.accent if is_marked else self._theme.faint)
        colour.setAlphaF(1.0 if is_marked else 0.45)
        return colour

    def _draw_level(self, painter: QPainter, area: QRectF) -> None:
        y = self.to_view(0, self._level).y()
        painter.setPen(QPen(QColor(self._theme.warning), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(self._theme.warning))
        head = QRectF(0, 0, area.right(), painter.fontMetrics().height())
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, f"┄ {self._level_name} {self._level:.2g}")


def _text(number: float) -> str:
    return f"{number:.3g}"
