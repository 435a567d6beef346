"""Icons from `assets/icons`: drawn in one stroke, coloured by the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.theme import Theme
from core.assets import asset_path

_SIZES = (16, 20, 24, 32, 48, 64)
"""Pixels, up to a 32 pixel icon on a screen of twice the usual density."""


def make_icon(name: str, theme: Theme, *, colour: str | None = None) -> QIcon:
    """The icon called `name` in the colour of the theme's text, fainter where it is disabled.

    `NotInstalled` where Relief's own files are missing.
    """
    return _draw_icon(name, colour or theme.text, theme.border)


@cache
def _draw_icon(name: str, colour: str, disabled: str) -> QIcon:
    drawing = asset_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, stroke in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", stroke).encode()))
        for size in _SIZES:
            icon.addPixmap(_draw(renderer, size), mode)
    return icon


def _draw(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
