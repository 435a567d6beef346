"""What lies on the graphics card for one 3D view, and how it is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QMatrix3x3, QMatrix4x4, QOpenGLContext, QOpenGLFunctions
from PySide6.QtOpenGL import (
    QOpenGLBuffer,
    QOpenGLShader,
    QOpenGLShaderProgram,
    QOpenGLVertexArrayObject,
)
from shiboken6 import VoidPtr

from app.views.skeleton.body import Body
from app.views.skeleton.camera import Camera
from app.views.skeleton.colours import to_rgb
from app.views.skeleton.ground import RINGS, Ground
from app.views.skeleton.mesh import layout_of, shape
from app.views.skeleton.overlay import tile_rects
from app.views.skeleton.palette import SHADOW_EDGES_M, TO_LIGHT, Backdrop
from app.views.skeleton.scene import Figure, Scene, Tile
from app.views.skeleton.shaders import FLAT_FRAGMENT, FLAT_VERTEX, SHADOW_VERTEX, SOLID_FRAGMENT, SOLID_VERTEX

Array = NDArray[np.floating]

_COLOR, _DEPTH = 0x4000, 0x0100  # what glClear takes
_TRIANGLES, _LINES = 0x0004, 0x0001
_DEPTH_TEST, _BLEND, _SCISSOR_TEST, _CULL_FACE, _STENCIL_TEST = 0x0B71, 0x0BE2, 0x0C11, 0x0B44, 0x0B90
_LEQUAL = 0x0203
_SRC_ALPHA, _ONE_MINUS_SRC_ALPHA, _ONE = 0x0302, 0x0303, 1
_UNSIGNED_INT, _FLOAT = 0x1405, 0x1406


class Gpu:
    """What lies on the graphics card: programs, the floor, and the figures of the frame."""

    def __init__(self) -> None:
        # WORKAROUND: not the context's own functions(). It frees them without PySide's knowing; whatever C++
        # object comes to lie there next, a menu's entry say, is handed out as them while anybody holds them.
        self._gl = QOpenGLFunctions(QOpenGLContext.currentContext())
        self._flat = _program(FLAT_VERTEX, FLAT_FRAGMENT)
        self._shadow = _program(SHADOW_VERTEX, FLAT_FRAGMENT)
        self._solid = _program(SOLID_VERTEX, SOLID_FRAGMENT)
        self._array = QOpenGLVertexArrayObject()
        self._array.create()  # needed by core profiles only, and harmless elsewhere
        self._figures = _buffer(QOpenGLBuffer.Type.VertexBuffer)
        self._triangles = _buffer(QOpenGLBuffer.Type.IndexBuffer)
        self._floor = _buffer(QOpenGLBuffer.Type.VertexBuffer)
        self._floor_count = 0
        self._line_count = 0
        self._ground: Ground | None = None
        self._bodies: tuple[Body, ...] = ()
        self._spans: list[tuple[int, int]] = []
        self.is_stale = True

    def destroy(self) -> None:
        """Give everything back; the context must be current."""
        for buffer in (self._figures, self._triangles, self._floor):
            buffer.destroy()
        for program in (self._flat, self._shadow, self._solid):
            program.removeAllShaders()
        self._array.destroy()

    def forget_ground(self) -> None:
        """Its colours changed."""
        self._ground = None

    def draw(
        self, scene: Scene, camera: Camera, backdrop: Backdrop, width: float, height: float, ratio: float
    ) -> None:
        """All tiles into the framebuffer that is bound; sizes in points of `ratio` pixels."""
        if self._array.isCreated():
            self._array.bind()
        if self._ground is not scene.ground:
            self._load_ground(scene.ground, backdrop)
        if self.is_stale:
            self._load_figures([figure for tile in scene.tiles for figure in tile.figures])
        gl = self._gl
        for state in (_CULL_FACE, _STENCIL_TEST, _BLEND):
            gl.glDisable(state)
        gl.glDepthMask(True)
        gl.glEnable(_SCISSOR_TEST)
        first = 0
        for tile, rect in zip(scene.tiles, tile_rects(width, height, len(scene.tiles)), strict=True):
            self._draw_tile(tile, first, rect, camera, backdrop, ratio)
            first += len(tile.figures)
        gl.glDisable(_SCISSOR_TEST)
        gl.glDisable(_DEPTH_TEST)
        gl.glViewport(0, 0, round(width * ratio), round(height * ratio))
        if self._array.isCreated():
            self._array.release()

    def _draw_tile(
        self, tile: Tile, first: int, rect: QRectF, camera: Camera, backdrop: Backdrop, ratio: float
    ) -> None:
        gl = self._gl
        left, wide, high = (round(value * ratio) for value in (rect.left(), rect.width(), rect.height()))
        gl.glViewport(left, 0, wide, high)
        gl.glScissor(left, 0, wide, high)
        gl.glClearColor(*to_rgb(backdrop.sky), 1.0)
        gl.glClear(_COLOR | _DEPTH)
        matrix = QMatrix4x4(*camera.matrix(rect.width(), rect.height()).ravel())
        gl.glDisable(_DEPTH_TEST)
        self._draw_floor(matrix, lines=False)
        if camera.elevation > 0:
            self._draw_shadows(tile, first, matrix, backdrop)
        self._draw_floor(matrix, lines=True)
        gl.glEnable(_DEPTH_TEST)
        gl.glDepthFunc(_LEQUAL)
        self._draw_figures(tile, first, matrix, camera)

    def _draw_floor(self, matrix: QMatrix4x4, *, lines: bool) -> None:
        gl, program = self._gl, self._flat
        program.bind()
        program.setUniformValue(program.uniformLocation("u_matrix"), matrix)
        with _corners(program, self._floor, ("a_position", 3), ("a_color", 4)):
            if lines:
                self._blend()
                gl.glDrawArrays(_LINES, self._floor_count, self._line_count)
                gl.glDisable(_BLEND)
            else:
                gl.glDrawArrays(_TRIANGLES, 0, self._floor_count)
        program.release()

    def _draw_shadows(self, tile: Tile, first: int, matrix: QMatrix4x4, backdrop: Backdrop) -> None:
        program = self._shadow
        program.bind()
        program.setUniformValue(program.uniformLocation("u_matrix"), matrix)
        program.setUniformValue(program.uniformLocation("u_light"), *TO_LIGHT)
        with _corners(program, self._figures, ("a_position", 3), ("a_normal", 3), ("a_color", 4)):
            self._triangles.bind()
            for wider, colour in zip(SHADOW_EDGES_M, backdrop.shadows, strict=True):
                program.setUniformValue1f(program.uniformLocation("u_wider"), wider)
                program.setUniformValue(program.uniformLocation("u_color"), *to_rgb(colour), 1.0)
                for number, figure in enumerate(tile.figures):
                    if figure.casts_shadow:
                        self._draw_span(first + number)
            self._triangles.release()
        program.release()

    def _draw_figures(self, tile: Tile, first: int, matrix: QMatrix4x4, camera: Camera) -> None:
        gl, program = self._gl, self._solid
        program.bind()
        program.setUniformValue(program.uniformLocation("u_matrix"), matrix)
        program.setUniformValue(program.uniformLocation("u_axes"), QMatrix3x3(camera.axes().ravel()))
        with _corners(program, self._figures, ("a_position", 3), ("a_normal", 3), ("a_color", 4)):
            self._triangles.bind()
            order = sorted(range(len(tile.figures)), key=lambda number: -tile.figures[number].opacity)
            for number in order:
                opacity = tile.figures[number].opacity
                program.setUniformValue1f(program.uniformLocation("u_opacity"), opacity)
                if opacity < 1:  # the nearest surface only, lest limbs show their insides
                    gl.glColorMask(False, False, False, False)
                    self._draw_span(first + number)
                    gl.glColorMask(True, True, True, True)
                    self._blend()
                self._draw_span(first + number)
                gl.glDisable(_BLEND)
            self._triangles.release()
        program.release()

    def _blend(self) -> None:
        self._gl.glEnable(_BLEND)
        self._gl.glBlendFuncSeparate(_SRC_ALPHA, _ONE_MINUS_SRC_ALPHA, _ONE, _ONE_MINUS_SRC_ALPHA)

    def _draw_span(self, number: int) -> None:
        start, count = self._spans[number]
        place = VoidPtr(4 * start)  # the stubs know only one form of each of Qt's calls
        self._gl.glDrawElements(_TRIANGLES, count, _UNSIGNED_INT, place)  # type: ignore[arg-type]

    def _load_ground(self, ground: Ground, backdrop: Backdrop) -> None:
        floor = _floor_corners(ground, backdrop)
        lines = np.empty((2 * len(ground.lines), 7), np.float32)
        lines[:, :3] = ground.lines.reshape(-1, 3)
        lines[:, 3:6] = to_rgb(backdrop.grid)
        lines[:, 6] = ground.line_strength.ravel()
        _upload(self._floor, np.concatenate([floor, lines]))
        self._floor_count, self._line_count = len(floor), len(lines)
        self._ground = ground

    def _load_figures(self, figures: list[Figure]) -> None:
        self.is_stale = False
        if not figures:
            return
        _upload(self._figures, np.concatenate([_figure_corners(figure) for figure in figures]))
        bodies = tuple(figure.body for figure in figures)
        if bodies == self._bodies:
            return
        corner, start = 0, 0
        triangles = []
        self._spans = []
        for figure in figures:
            layout = layout_of(figure.body)
            triangles.append(layout.triangles.ravel() + np.uint32(corner))
            self._spans.append((start, layout.triangles.size))
            corner += len(layout.sides)
            start += layout.triangles.size
        _upload(self._triangles, np.concatenate(triangles))
        self._bodies = bodies


def _figure_corners(figure: Figure) -> Array:
    """(V, 10): place, normal, colour."""
    layout = layout_of(figure.body)
    places, normals = shape(figure.body, figure.joints, figure.thickness)
    corners = np.empty((len(places), 10), np.float32)
    corners[:, :3], corners[:, 3:6] = places, normals
    corners[:, 6:9] = np.array([to_rgb(colour) for colour in figure.palette])[layout.sides]
    corners[:, 9] = 1
    return corners


def _floor_corners(ground: Ground, backdrop: Backdrop) -> Array:
    """(V, 7) place and colour: between the rings strips of triangles, in the middle a fan."""
    colours = np.array([(*to_rgb(colour), 1.0) for colour in (backdrop.sky, *backdrop.floor)])
    middle = np.broadcast_to(ground.rings[0].mean(axis=0), ground.rings[:1].shape)
    rings = np.concatenate([ground.rings, middle])
    parts = []
    for ring in range(RINGS):
        outer, inner = rings[ring], rings[ring + 1]
        next_outer, next_inner = np.roll(outer, -1, axis=0), np.roll(inner, -1, axis=0)
        corners = np.stack([outer, next_outer, inner, next_outer, next_inner, inner], axis=1)
        shades = colours[[ring, ring, ring + 1, ring, ring + 1, ring + 1]]
        shades = np.broadcast_to(shades, (len(outer), 6, 4))
        parts.append(np.concatenate([corners, shades], axis=-1).reshape(-1, 7))
    return np.concatenate(parts).astype(np.float32)


def _program(vertex: str, fragment: str) -> QOpenGLShaderProgram:
    program = QOpenGLShaderProgram()
    # a name given to the desktop's and to embedded OpenGL's compilers alike
    kinds = QOpenGLShader.ShaderTypeBit
    is_embedded = QOpenGLContext.currentContext().isOpenGLES()
    header = "precision mediump float;\n" if is_embedded else ""
    fits = program.addShaderFromSourceCode(kinds.Vertex, vertex)
    fits = fits and program.addShaderFromSourceCode(kinds.Fragment, header + fragment)
    if not (fits and program.link()):
        raise RuntimeError(program.log())
    return program


def _buffer(kind: QOpenGLBuffer.Type) -> QOpenGLBuffer:
    buffer = QOpenGLBuffer(kind)
    if not buffer.create():
        raise RuntimeError("no buffer could be made")
    return buffer


def _upload(buffer: QOpenGLBuffer, values: NDArray[np.generic]) -> None:
    data = np.ascontiguousarray(values).tobytes()
    buffer.bind()
    if buffer.size() == len(data):
        buffer.write(0, data, len(data))  # type: ignore[arg-type]
    else:
        buffer.allocate(data, len(data))
    buffer.release()


@contextmanager
def _corners(program: QOpenGLShaderProgram, buffer: QOpenGLBuffer, *parts: tuple[str, int]) -> Iterator[None]:
    """Feed a program from a buffer whose corners are so many float32 for each named attribute in turn."""
    stride = 4 * sum(size for _, size in parts)
    offset, used = 0, []
    buffer.bind()
    for name, size in parts:
        place = program.attributeLocation(name)
        if place >= 0:  # a program need not use them all
            program.enableAttributeArray(place)
            program.setAttributeBuffer(place, _FLOAT, offset, size, stride)
            used.append(place)
        offset += 4 * size
    try:
        yield
    finally:
        for place in used:
            program.disableAttributeArray(place)
        buffer.release()
