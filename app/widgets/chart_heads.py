"""What stands around a plot, in the room that there is: titles wrap, and the legend takes more rows."""

from typing import Any

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QTextOption

_LEGEND_COLUMNS = 3
_MOST = 0.65
"""Of a chart's height for what stands around its plot; rather than take more, long texts are cut off."""


def fit_heads(plot: Any, y_title: Any, legend: Any, room: QSizeF) -> None:
    """Titles in as many lines, names in as many rows as they need, while that leaves enough of the plot."""
    axis, beside = plot.getAxis("bottom"), plot.getAxis("left").width()
    axis.label.document().setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignHCenter))
    for wraps_titles, wraps_names in ((True, True), (False, True), (False, False)):
        for item, width in ((y_title, room.width()), (axis.label, room.width() - beside)):
            _wrap(item, width if wraps_titles else float("inf"))
        axis.setHeight(None)  # by what is in it
        axis.resizeEvent()  # puts the title into the middle
        _arrange(legend, room.width() if wraps_names else float("inf"))
        if y_title.boundingRect().height() + legend.height() + axis.height() <= _MOST * room.height():
            return


def _wrap(item: Any, width: float) -> None:
    item.setTextWidth(-1)
    if item.boundingRect().width() > width:
        item.setTextWidth(width)


def _arrange(legend: Any, width: float) -> None:
    """As many names beside each other as fit."""
    for columns in range(_LEGEND_COLUMNS, 0, -1):
        legend.setColumnCount(columns)
        legend.updateSize()
        if legend.width() <= width:
            return
