"""Tries Qt and OpenGL and prints what it found as JSON: run as `python -m app.probe`."""

import json
import sys

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext, QOpenGLFunctions


def main() -> int:
    """Print Qt's version, its platform and the OpenGL renderer, or why there is none."""
    application = QGuiApplication(sys.argv)
    found = {"qt": qVersion(), "platform": application.platformName(), "opengl": _find_opengl()}
    print(json.dumps(found))
    return 0


def _find_opengl() -> str:
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not context.create() or not context.makeCurrent(surface):
        return "none, the window will draw without it"
    text = QOpenGLFunctions(context).glGetString(0x1F01)  # GL_RENDERER
    context.doneCurrent()
    return str(text)


if __name__ == "__main__":
    sys.exit(main())
