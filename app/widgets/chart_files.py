"""Charts as files: their numbers as CSV, their picture as PNG or SVG."""

import csv
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyqtgraph.exporters import ImageExporter
from PySide6.QtCore import QBuffer, QPointF, QRectF
from PySide6.QtGui import QPainter
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


def write_picture(plot_item: Any, path: Path) -> None:
    """As it is on the screen now; SVG if the name ends so, else PNG; `CannotWrite`."""
    exporter = ImageExporter(plot_item)
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        _draw_svg(exporter, data)
    else:
        for side in ("width", "height"):
            exporter.params[side] = _PICTURE_SCALE * int(exporter.params[side])
        exporter.export(toBytes=True).save(data, "PNG")
    with write_aside_binary(path) as file:
        file.write(data.data().data())


def _draw_svg(exporter: Any, data: QBuffer) -> None:
    """By Qt itself. WORKAROUND: pyqtgraph 0.14.0's SVGExporter fails on the closed paths of dots and bars."""
    area = QRectF(QPointF(), exporter.getTargetRect().size())
    generator = QSvgGenerator()
    generator.setOutputDevice(data)
    generator.setSize(area.size().toSize())
    generator.setViewBox(area)
    painter = QPainter(generator)
    painter.fillRect(area, exporter.params["background"])
    exporter.setExportMode(True, {"antialias": True, "painter": painter, "resolutionScale": 1.0})
    try:
        exporter.getScene().render(painter, area, exporter.getSourceRect())
    finally:
        exporter.setExportMode(False)
        painter.end()


def copy_picture(plot_item: Any) -> None:
    """Put its picture on the clipboard."""
    ImageExporter(plot_item).export(copy=True)
