"""The 3D view drawn by OpenGL.

Plain Qt, not pyqtgraph's OpenGL items: those keep their shaders on the class, so that a second window stays
empty, and importing them holds the window up for half a second.
"""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QSurfaceFormat
from PySide6.QtOpenGL import (
    QOpenGLFramebufferObject,
    QOpenGLFramebufferObjectFormat,
    QOpenGLPaintDevice,
)
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.skeleton.camera import Camera
from app.views.skeleton.gpu import Gpu
from app.views.skeleton.ground import RINGS
from app.views.skeleton.overlay import Overlay
from app.views.skeleton.palette import backdrop_of
from app.views.skeleton.scene import Scene

_PICTURE_SAMPLES = 4


class OpenGLView(QOpenGLWidget):
    """Draws a `Scene` through a `Camera` with light and depth."""

    failed = Signal(str)
    """This machine's OpenGL could not do it: the reason."""

    def __init__(self, theme: Theme, *, samples: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QSurfaceFormat.defaultFormat()
        form.setDepthBufferSize(24)
        form.setSamples(samples)
        self.setFormat(form)
        self.setMouseTracking(True)
        self.camera = Camera()
        self._scene: Scene | None = None
        self._overlay = Overlay(theme)
        self._backdrop = backdrop_of(theme, RINGS)
        self._gpu: Gpu | None = None

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._overlay = Overlay(theme)
        self._backdrop = backdrop_of(theme, RINGS)
        if self._gpu is not None:
            self._gpu.forget_ground()
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Draw this from now on."""
        self._scene = scene
        if self._gpu is not None:
            self._gpu.is_stale = True
        self.update()

    def picture(self, width: int, height: int) -> QImage:
        """The scene as it is, in another size: texts grow with the height."""
        self.makeCurrent()
        if self._gpu is None or self._scene is None:
            return QImage()
        form = QOpenGLFramebufferObjectFormat()
        form.setAttachment(QOpenGLFramebufferObject.Attachment.Depth)
        form.setSamples(_PICTURE_SAMPLES)
        buffer = QOpenGLFramebufferObject(QSize(width, height), form)
        buffer.bind()
        self._gpu.draw(self._scene, self.camera, self._backdrop, width, height, 1.0)
        image = buffer.toImage().convertToFormat(QImage.Format.Format_RGB32)
        buffer.release()
        del buffer
        self.doneCurrent()
        painter = QPainter(image)
        painter.setFont(self.font())
        scale = height / max(self.height(), 1)
        painter.scale(scale, scale)
        self._overlay.draw(painter, self._scene, self.camera, width / scale, height / scale)
        painter.end()
        return image

    def initializeGL(self) -> None:
        """Also called when the view moved to another window: everything on the graphics card is new."""
        try:
            self._gpu = Gpu()
        except RuntimeError as error:
            reason = str(error)
            QTimer.singleShot(0, self, lambda: self.failed.emit(reason))
            return
        self.context().aboutToBeDestroyed.connect(self._let_go)

    def paintGL(self) -> None:
        """The solid things by OpenGL, lines and texts over them by a painter."""
        if self._gpu is None or self._scene is None:
            return
        ratio = self.devicePixelRatioF()
        self._gpu.draw(self._scene, self.camera, self._backdrop, self.width(), self.height(), ratio)
        # not QPainter(self): under QWidget.grab() that would paint below the picture
        device = QOpenGLPaintDevice(round(self.width() * ratio), round(self.height() * ratio))
        device.setDevicePixelRatio(ratio)
        painter = QPainter(device)
        painter.setFont(self.font())
        self._overlay.draw(painter, self._scene, self.camera, self.width(), self.height())
        painter.end()

    def _let_go(self) -> None:
        self.makeCurrent()
        if self._gpu is not None:
            self._gpu.destroy()
            self._gpu = None
        self.doneCurrent()
