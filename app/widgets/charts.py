"""Small charts: curves, and bars with a mark and a level. They know nothing of takes.

The library that draws them takes a good part of a second to load: a chart stays empty until it is seen and
has something to show.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme import Theme
from app.widgets.when_seen import WhenSeen

if TYPE_CHECKING:
    from app.widgets.chart_plot import ChartPlot

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One line of a chart."""

    name: str
    colour: str
    x: Array
    y: Array
    """NaN where it has no point."""
    is_dashed: bool = False
    """A line to compare the others with, without dots."""

    def known(self) -> Curve:
        """Without the points that it does not have."""
        known = np.isfinite(self.x) & np.isfinite(self.y)
        return Curve(self.name, self.colour, self.x[known], self.y[known], self.is_dashed)


class Chart(QWidget):
    """Room for a plot, which is made once the chart is seen with something in it."""

    def __init__(self, theme: Theme, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._titles = theme, (x_title, y_title)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._later = WhenSeen(self, self._show)
        self.plot: ChartPlot | None = None
        """None as long as there was nothing to see."""
        self.setMinimumSize(200, max(130, 9 * self.fontMetrics().height()))

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        if self.plot is not None:
            self.plot.dress(theme)
            self._later.ask()

    def sizeHint(self) -> QSize:
        """A good size beside others."""
        return QSize(320, 180)

    def _show(self) -> None:
        if self.plot is not None:
            self._draw(self.plot)
        elif self._has_data():
            from app.widgets.chart_plot import ChartPlot

            self.plot = ChartPlot(self._theme, *self._titles)
            self.plot.setAccessibleName(self.accessibleName())
            self._draw(self.plot)
            self._box.addWidget(self.plot)

    @abstractmethod
    def _has_data(self) -> bool:
        """Whether there is anything to see."""

    @abstractmethod
    def _draw(self, plot: ChartPlot) -> None:
        """Put what there is on the plot, in the colours of the theme."""


class CurveChart(Chart):
    """Lines over a common axis, named in the corner."""

    def __init__(self, theme: Theme, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, x_title, y_title, parent)
        self._curves: tuple[Curve, ...] = ()
        self._mark: float | None = None

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show these instead."""
        self._curves = tuple(curve.known() for curve in curves)
        self._later.ask()

    def show_mark(self, x: float | None) -> None:
        """A line at x, or none."""
        self._mark = x
        if self.plot is not None:
            self.plot.show_mark(x)

    def _has_data(self) -> bool:
        return any(len(curve.x) for curve in self._curves)

    def _draw(self, plot: ChartPlot) -> None:
        plot.show_curves(self._curves)
        plot.show_mark(self._mark)


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
        self._later.ask()

    def show_mark(self, bar: int | None) -> None:
        """Mark one of the bars, or none."""
        if bar != self._marked:
            self._marked = bar
            if self.plot is not None:
                self.plot.mark_bar(bar)

    def _has_data(self) -> bool:
        return bool(np.isfinite(self._values).any())

    def _draw(self, plot: ChartPlot) -> None:
        numbers = np.arange(1.0, len(self._values) + 1)
        ends = np.array([numbers[0] - 0.5, numbers[-1] + 0.5])
        level = Curve(self._level_name, self._theme.warning, ends, np.full(2, self._level)).known()
        plot.show_bars(Curve("", self._theme.faint, numbers, self._values).known(), level)
        plot.mark_bar(self._marked)
