"""Charts as files: their numbers as CSV, their picture as PNG or SVG. It loads pyqtgraph."""

import csv
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyqtgraph.exporters import Exporter
from PySide6.QtCore import QBuffer, QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPaintDevice, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator

from app.widgets.charts import Curve
from core.files import write_aside, write_aside_binary

_PICTURE_SCALE = 3
"""Pixels of a picture for each on the screen: sharp in print."""


def write_numbers(curves: Sequence[Curve], titles: tuple[str, str], path: Path) -> None:
    """Two columns for each curve, headed by its name and the titles of the axes; `CannotWrite`.

    Not by pyqtgraph's own exporter: that one writes in the system's encoding, and names no units.
    """
    with write_aside(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([f"{c.name}: {title}" if c.name else title for c in curves for title in titles])
        columns = [column.tolist() for curve in curves for column in (curve.x, curve.y)]
        table.writerows(itertools.zip_longest(*columns, fillvalue=""))


def write_picture(plot: Any, path: Path, background: str) -> None:
    """The `PlotWidget` as it is on the screen now; SVG if the name ends so, else PNG; `CannotWrite`."""
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        generator = QSvgGenerator()
        generator.setOutputDevice(data)
        generator.setResolution(QPicture().logicalDpiX())  # else Qt scales pyqtgraph's axes, which are such
        generator.setSize(plot.size())
        generator.setViewBox(plot.rect())
        _draw(plot, generator, background)
    else:
        QImageWriter(data, QByteArray(b"png")).write(picture_of(plot, background))
    with write_aside_binary(path) as file:
        file.write(data.data().data())


def picture_of(plot: Any, background: str) -> QImage:
    """The `PlotWidget` as it is on the screen now, sharper."""
    image = QImage(_PICTURE_SCALE * plot.size(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PICTURE_SCALE)
    _draw(plot, image, background)
    return image


def _draw(plot: Any, device: QPaintDevice, background: str) -> None:
    """By Qt itself. WORKAROUND: of pyqtgraph 0.14.0's exporters, that of SVG fails on the closed paths of
    dots and bars, and that of images leaves the legend small.
    """
    exporter, area = Exporter(plot.plotItem), QRectF(plot.rect())
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(area, QColor(background))
    exporter.setExportMode(True, {"antialias": True, "painter": painter, "resolutionScale": 1.0})
    try:
        plot.scene().render(painter, area, area)
    finally:
        exporter.setExportMode(False)
        painter.end()
