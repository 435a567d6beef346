"""Which way of drawing this machine can do, and the one interface that both ways share."""

import os
from functools import lru_cache
from typing import Literal, Protocol

from PySide6.QtGui import QGuiApplication, QImage, QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.skeleton.camera import Camera
from app.views.skeleton.scene import Scene

Way = Literal["gl", "painter"]

_WITHOUT_OPENGL = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs")
"""Qt platforms on which its OpenGL widgets do not work, whatever a context says."""
_SLOW_RENDERERS = ("llvmpipe", "softpipe", "swiftshader", "software", "gdi generic", "basic render")
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
    """`RELIEF_VIEW` (gl or painter) if set, else gl where it works."""
    wanted = os.environ.get("RELIEF_VIEW", "")
    if wanted in ("gl", "painter"):
        return "gl" if wanted == "gl" else "painter"
    return "gl" if _renderer() is not None else "painter"


def make_view(way: Way, theme: Theme) -> QWidget:
    """A widget that is a `View`; OpenGL is loaded only when it is asked for."""
    if way == "painter":
        from app.views.skeleton.painter import PainterView

        return PainterView(theme)
    from app.views.skeleton.opengl import OpenGLView

    renderer = (_renderer() or "").lower()
    is_slow = any(name in renderer for name in _SLOW_RENDERERS)
    return OpenGLView(theme, samples=0 if is_slow else _SAMPLES)


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
        return str(context.functions().glGetString(_RENDERER))
    finally:
        context.doneCurrent()
