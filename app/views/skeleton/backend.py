"""Which way of drawing this machine can do, and the one interface that both ways share."""

import os
from functools import lru_cache
from typing import Literal, Protocol

from PySide6.QtGui import QGuiApplication, QImage, QOffscreenSurface, QOpenGLContext, QOpenGLFunctions
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.skeleton.camera import Camera
from app.views.skeleton.scene import Scene

Way = Literal["gl", "painter"]

_WITHOUT_OPENGL = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")
"""Qt platforms on which its OpenGL widgets do not work, whatever a context says."""
_WITHOUT_CARD = ("llvmpipe", "softpipe", "swiftshader", "software", "gdi generic", "basic render")
_SAMPLES = 4
_RENDERER = 0x1F01  # GL_RENDERER


class View(Protocol):
    """What the panel asks of a widget that draws. Both are also QWidgets."""

    camera: Camera

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""

    def show_scene(self, scene: Scene) -> None:
        """Draw this, through the camera, from now on."""

    def picture(self, width: int, height: int) -> QImage:
        """The scene as it is, in another size: texts grow with the height."""


def chosen_way() -> Way:
    """`RELIEF_VIEW` (gl or painter) if set, else gl where a graphics card does it.

    Without one OpenGL is imitated by the processor: at 1280 by 800 on two cores merely putting such a picture
    into its window takes longer than the painter needs for all of it, and holds up every other panel as well.
    """
    wanted = os.environ.get("RELIEF_VIEW", "")
    if wanted in ("gl", "painter"):
        return "gl" if wanted == "gl" else "painter"
    renderer = _renderer()
    return "painter" if renderer is None or _is_imitated(renderer) else "gl"


def make_view(way: Way, theme: Theme) -> QWidget:
    """A widget that is a `View`; OpenGL is loaded only when it is asked for."""
    if way == "painter":
        from app.views.skeleton.painter import PainterView

        return PainterView(theme)
    from app.views.skeleton.opengl import OpenGLView

    return OpenGLView(theme, samples=0 if _is_imitated(_renderer() or "") else _SAMPLES)


def _is_imitated(renderer: str) -> bool:
    return any(name in renderer.lower() for name in _WITHOUT_CARD)


@lru_cache(maxsize=1)
def _renderer() -> str | None:
    """What draws OpenGL here, or None where nothing does. Tried once, out of sight."""
    if QGuiApplication.platformName() in _WITHOUT_OPENGL:
        return None
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not context.create() or not context.makeCurrent(surface):
        return None
    try:
        if context.format().version() < (2, 0):
            return None
        return str(QOpenGLFunctions(context).glGetString(_RENDERER))
    finally:
        context.doneCurrent()
