"""The plot of a chart, drawn by pyqtgraph: zoom, a readout of the nearest point, and a menu to save it.

Import it when there is something to show: pyqtgraph loads in a good part of a second.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QGuiApplication, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFileDialog, QMenu, QMessageBox, QWidget

from app.core_words import words_of
from app.theme import SPACE, Theme
from app.widgets.chart_files import picture_of, write_numbers, write_picture
from app.widgets.chart_heads import fit_heads
from app.widgets.charts import Curve
from core.errors import ReliefError

pg.setConfigOptions(antialias=True)

_NEAR_PX = 60
"""How far from a point the pointer may be to have it read out."""
_MARGIN = 0.03
"""Of the axes beyond the first and last point, so that their dots are seen whole."""
_HEADROOM = 1.05
"""Of bars, so that the highest is seen to end."""
_LARGEST_ZOOM = 1000


class _Box(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Between the axes: pyqtgraph's zoom and pan, but our menu, and everything on a double click."""

    def __init__(self, show_all: Callable[[], None], show_menu: Callable[[QPoint], None]) -> None:
        super().__init__(enableMenu=False)
        self._show_all, self._show_menu = show_all, show_menu

    def mouseClickEvent(self, event: Any) -> None:
        """A click of pyqtgraph's, which a drag is not."""
        if event.button() == Qt.MouseButton.RightButton:
            self._show_menu(event.screenPos().toPoint())
            event.accept()
        elif event.double():
            self._show_all()
            event.accept()


class ChartPlot(pg.PlotWidget):  # type: ignore[misc]
    """Axes that begin at 0, and curves or bars between them."""

    def __init__(self, theme: Theme, x_title: str, y_title: str, parent: QWidget | None = None) -> None:
        self._box = _Box(self.show_all, self.open_menu)
        super().__init__(parent, plotItem=pg.PlotItem(viewBox=self._box, enableMenu=False))
        self._theme, self._titles = theme, (x_title, y_title)
        self._shown: list[tuple[Any, Curve]] = []
        self._bars: Any = None
        self._marked: int | None = None
        self._home: tuple[float, float, float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys from the video
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setBackground(None)  # that of the panel around it
        self.viewport().setAutoFillBackground(False)
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # another theme would keep the old ground
        self.plotItem.hideButtons()
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.enableAutoSIPrefix(False)  # "x 0.001" is no unit that we name
            axis.setStyle(maxTickLevel=1, tickLength=0, hideOverlappingLabels=False)  # the last label too
        self._grid = self._make_grid()
        # Both above the axes: the library's title makes a narrow plot wider, its legend hides what is below.
        self._y_title = pg.LabelItem(justify="left", parent=self.plotItem)
        self._legend = pg.LegendItem(frame=False)
        self._legend.layout.setContentsMargins(0, 0, SPACE, 0)
        self._legend.setParentItem(self.plotItem)
        self.plotItem.legend = self._legend  # from which it takes what it removes
        self._mark = pg.InfiniteLine(angle=90)
        self._dot = pg.ScatterPlotItem(size=11)
        self._readout = pg.TextItem()
        for item, height in ((self._mark, -1), (self._dot, 10), (self._readout, 11)):
            item.setZValue(height)
            item.setVisible(False)
            self.plotItem.addItem(item, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._read_out)
        self.dress(theme)

    def _make_grid(self) -> Any:
        """The lines that the axis on the right draws: with a grid, one leaves out the labels at its ends."""
        self.plotItem.showAxis("right")
        grid = self.plotItem.getAxis("right")
        grid.setStyle(showValues=False, tickLength=0, maxTickLevel=1)
        grid.setWidth(2 * SPACE)
        grid.setGrid(255)
        grid.setPen(None)
        grid.setZValue(-1)  # behind the bars
        return grid

    def dress(self, theme: Theme) -> None:
        """Change the look; what is drawn takes its colours when it is shown the next time."""
        self._theme = theme
        size = f"{self.font().pointSizeF():.1f}pt"
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.setPen(theme.border)
            axis.setTextPen(theme.faint)
            axis.setTickFont(self.font())
        self.plotItem.setLabel("bottom", self._titles[0], color=theme.faint, **{"font-size": size})
        self._grid.setTickPen(theme.border)
        self._y_title.setText(html.escape(self._titles[1]), color=theme.faint, size=size)
        self._legend.setLabelTextColor(theme.text)
        self._legend.setLabelTextSize(size)
        self._mark.setPen(pg.mkPen(theme.accent, width=1.5, style=Qt.PenStyle.DashLine))
        self._dot.setPen(pg.mkPen(theme.text, width=1.5))
        self._readout.setColor(theme.text)
        self._readout.fill = pg.mkBrush(theme.raised)
        self._readout.border = pg.mkPen(theme.border)
        self._readout.setFont(self.font())

    # ---- what is shown

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Lines with a dot at each point; every point must be known."""
        if [_look_of(curve) for curve in curves] == [_look_of(curve) for _, curve in self._shown]:
            for (item, _), curve in zip(self._shown, curves, strict=True):  # new ones take much longer
                item.setData(curve.x, curve.y)
            self._shown = [(item, curve) for (item, _), curve in zip(self._shown, curves, strict=True)]
            self._hide_readout()
        else:
            self._put([(_make_line(curve), curve) for curve in curves])
        across, up = (
            max((float(values.max()) for values in axis if len(values)), default=1.0) or 1.0
            for axis in ([c.x for c in curves], [c.y for c in curves])
        )
        self._set_home(-_MARGIN * across, (1 + _MARGIN) * across, -_MARGIN * up, (1 + 2 * _MARGIN) * up)

    def show_bars(self, bars: Curve, level: Curve) -> None:
        """Bars about whole numbers, and a dashed level, which may have no points."""
        self._bars = pg.BarGraphItem(x=bars.x, height=bars.y, width=0.8)
        dashed = pg.mkPen(level.colour, width=1.5, style=Qt.PenStyle.DashLine)
        shown = [(self._bars, bars)]
        if len(level.y):
            value = f"{level.y[0]:.2g}"
            named = Curve(f"{level.name} {value}", level.colour, level.x, level.y)
            shown.append((pg.PlotDataItem(level.x, level.y, pen=dashed), named))
        self._put(shown)
        self._paint_bars()
        self.plotItem.getAxis("bottom").setTicks([[(n, f"{n}") for n in range(1, 11)]])
        top = max((float(v) for v in (*bars.y, *level.y)), default=1.0) or 1.0
        self._set_home(0.4, 10.6, 0.0, _HEADROOM * top)

    def show_mark(self, x: float | None) -> None:
        """A line at x, or none."""
        self._mark.setVisible(x is not None)
        if x is not None:
            self._mark.setValue(x)

    def mark_bar(self, bar: int | None) -> None:
        """Mark one of the bars, counted from 0, or none."""
        if bar != self._marked:
            self._marked = bar
            self._paint_bars()

    def _put(self, shown: list[tuple[Any, Curve]]) -> None:
        """Show these items, which the legend names, in place of those before; the first lies on top."""
        self._hide_readout()
        for item, _ in self._shown:
            self.plotItem.removeItem(item)
        for height, (item, curve) in enumerate(shown):
            item.setZValue(-height / len(shown))
            self.plotItem.addItem(item)
            if curve.name:
                self._legend.addItem(item, html.escape(curve.name))
        self._shown = shown
        self._fit_heads()

    def _fit_heads(self) -> None:
        room = QSizeF(self.width() - 2 * SPACE, self.height())
        fit_heads(self.plotItem, self._y_title.item, self._legend, room)
        title = self._y_title.item.boundingRect().height()
        self._legend.anchor((0, 0), (0, 0), offset=(SPACE, title))
        self.plotItem.layout.setRowFixedHeight(0, title + self._legend.height() + SPACE // 2)
        self.plotItem.layout.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands around the plot goes on in another line where there is too little room."""
        super().resizeEvent(event)
        if hasattr(self, "_legend"):  # the library resizes it before it is made
            self._fit_heads()

    def _paint_bars(self) -> None:
        if self._bars is None:
            return
        plain, marked = QColor(self._theme.faint), QColor(self._theme.accent)
        plain.setAlphaF(0.45)
        numbers = np.round(self._bars.opts["x"]).astype(int)
        brushes = [marked if number - 1 == self._marked else plain for number in numbers]
        self._bars.setOpts(brushes=brushes, pens=[pg.mkPen(None)] * len(brushes))

    # ---- zoom

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, but without Ctrl let a panel scroll that does not fit: the chart must not catch the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._is_in_scrolling():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _is_in_scrolling(self) -> bool:
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QAbstractScrollArea) and around.verticalScrollBar().maximum() > 0:
                return True
            around = around.parentWidget()
        return False

    def show_all(self) -> None:
        """Back from a part to the whole."""
        if self._home is not None:
            left, right, bottom, top = self._home
            self.setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def _set_home(self, left: float, right: float, bottom: float, top: float) -> None:
        """The whole of it, beyond which there is nothing to see; a part that is looked at stays if it can."""
        home = (left, right, bottom, top)
        if home != self._home:
            self._home = home
            width, height = right - left, top - bottom
            self.setLimits(
                xMin=left, xMax=right, minXRange=width / _LARGEST_ZOOM, maxXRange=width,
                yMin=bottom, yMax=top, minYRange=height / _LARGEST_ZOOM, maxYRange=height,
            )  # fmt: skip
            self.show_all()

    # ---- the readout

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hide_readout()

    def _hide_readout(self) -> None:
        self._dot.setVisible(False)
        self._readout.setVisible(False)

    def _read_out(self, at: QPointF) -> None:
        """Tell the point nearest to a place of the scene."""
        found = self._nearest(at) if self._box.sceneBoundingRect().contains(at) else None
        if found is None:
            self._hide_readout()
            return
        curve, x, y = found
        place, area = self._box.mapViewToScene(QPointF(x, y)), self._box.sceneBoundingRect()
        is_right, is_high = place.x() > area.center().x(), place.y() < area.center().y()
        self._readout.setAnchor((1.08 if is_right else -0.08, -0.3 if is_high else 1.3))
        self._readout.setText(
            self.tr("{name}: {y:.3g} at {x:.3g}").format(name=curve.name, x=x, y=y)
            if curve.name
            else f"{x:.3g}: {y:.3g}"
        )
        self._readout.setPos(x, y)
        self._readout.setVisible(True)  # show() would leave out what pyqtgraph does here
        self._dot.setData([x], [y], brush=pg.mkBrush(curve.colour))
        self._dot.setVisible(True)

    def _nearest(self, at: QPointF) -> tuple[Curve, float, float] | None:
        """The nearest point in sight; of bars the one above or below the pointer."""
        best, found = float(_NEAR_PX), None
        for item, curve in self._shown[:1] if self._bars is not None else self._shown:
            for x, y in zip(curve.x.tolist(), curve.y.tolist(), strict=True) if item.isVisible() else ():
                away = self._box.mapViewToScene(QPointF(x, y)) - at
                distance = abs(away.x()) if self._bars is not None else math.hypot(away.x(), away.y())
                if distance < best:
                    best, found = distance, (curve, x, y)
        return found

    # ---- the menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the menu key; a click of the right button is told by the box, once it proves to be no drag."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu(self.mapToGlobal(self.rect().center()))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self._box.setBorder(self._theme.accent)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self._box.setBorder(None)

    def open_menu(self, at: QPoint) -> None:
        """What can be done with the chart, at a place of the screen."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def make_menu(self) -> QMenu:
        """What can be done with the chart."""
        menu = QMenu(self)
        menu.addAction(self.tr("Show everything"), self.show_all)
        menu.addSeparator()
        menu.addAction(self.tr("Save the numbers…"), self._ask_numbers)
        menu.addAction(self.tr("Save the picture…"), self._ask_picture)
        menu.addAction(self.tr("Copy the picture"), self._copy_picture)
        return menu

    def _ask_numbers(self) -> None:
        self._ask("chart.csv", ["CSV (*.csv)"], self.save_numbers)

    def _ask_picture(self) -> None:
        self._ask("chart.png", ["PNG (*.png)", "SVG (*.svg)"], self.save_picture)

    def save_numbers(self, path: Path) -> None:
        """As CSV; `CannotWrite`."""
        write_numbers([curve for _, curve in self._shown], self._titles, path)

    def save_picture(self, path: Path) -> None:
        """As PNG or SVG, by the name; `CannotWrite`."""
        self._hide_readout()
        write_picture(self, path, self._theme.panel)

    def _copy_picture(self) -> None:
        self._hide_readout()
        QGuiApplication.clipboard().setImage(picture_of(self, self._theme.panel))

    def _ask(self, name: str, kinds: list[str], save: Callable[[Path], None]) -> None:
        chosen, kind = QFileDialog.getSaveFileName(self, self.tr("Save the chart"), name, ";;".join(kinds))
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix("." + (kind or kinds[0]).split()[0].lower())
        try:
            save(path)
        except ReliefError as error:
            QMessageBox.warning(self, self.tr("Save the chart"), words_of(error))


def _look_of(curve: Curve) -> tuple[str, str, bool]:
    return curve.name, curve.colour, curve.is_dashed


def _make_line(curve: Curve) -> Any:
    if curve.is_dashed:
        pen = pg.mkPen(curve.colour, width=1.5, style=Qt.PenStyle.DashLine)
        return pg.PlotDataItem(curve.x, curve.y, pen=pen)
    return pg.PlotDataItem(
        curve.x, curve.y, pen=pg.mkPen(curve.colour, width=2), symbol="o", symbolSize=6,
        symbolBrush=curve.colour, symbolPen=None,
    )  # fmt: skip
