"""The floor under a figure: a grid in perspective that fades away, and the figure's shadow."""

import numpy as np
from numpy.typing import NDArray

from core.render.body import Cones
from core.render.mixing import lay_over
from core.render.records import BACKGROUND, Canvas
from core.render.stage import Camera

Array = NDArray[np.float64]

_STEP_M, _REACH_M = 0.5, 3.0
_GRID = np.array((88, 96, 110), np.float32)
_TOP = np.array((46, 51, 60), np.float32)
_SHADOW = 0.62
_SHRINK = 4
"""The shadow is drawn so much smaller: it is blurred anyway."""
_FIXED_POINT = 4
"""Bits behind the point that OpenCV takes for its lines."""


class Ground:
    """What lies behind one panel's figure; remembers what does not change from frame to frame."""

    def __init__(self, camera: Camera, width: int, height: int) -> None:
        self._camera = camera
        rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
        backdrop = _TOP + (np.array(BACKGROUND, np.float32) - _TOP) * np.minimum(rows * 1.25, 1)
        self._backdrop: Canvas = np.broadcast_to(backdrop + 0.5, (height, width, 3)).astype(np.uint8)
        self._fade = _make_fade(camera, width, height)
        self._focus: Array | None = None
        self._floor = self._backdrop

    def draw(self, canvas: Canvas, focus: Array, cones: Cones | None) -> None:
        """Cover the panel with the floor and the shadow of the figure, if there is one."""
        if self._focus is None or not np.array_equal(self._focus, focus):
            self._focus, self._floor = focus, self._draw_grid(focus)
        canvas[:] = self._floor
        if cones is not None:
            self._draw_shadow(canvas, focus, cones)

    def _draw_grid(self, focus: Array) -> Canvas:
        import cv2

        height, width = self._backdrop.shape[:2]
        lines = np.zeros((height, width), np.uint8)
        first = np.round((focus - _REACH_M) / _STEP_M) * _STEP_M
        marks = first[:, None] + np.arange(0, 2 * _REACH_M + _STEP_M / 2, _STEP_M)  # (2, n)
        for axis in (0, 1):
            other = 1 - axis
            for mark in marks[axis]:
                ends = np.zeros((2, 3))
                ends[:, 2 * axis] = mark
                ends[:, 2 * other] = focus[other] - _REACH_M, focus[other] + _REACH_M
                a, b = _fixed(self._camera.project(ends, focus)[0])
                cv2.line(lines, a, b, 255, 1, cv2.LINE_AA, _FIXED_POINT)
        alpha = (lines.astype(np.float32) * self._fade)[..., None] / 255
        floor = self._backdrop + alpha * (_GRID - self._backdrop)
        return np.asarray(floor + 0.5, dtype=np.uint8)

    def _draw_shadow(self, canvas: Canvas, focus: Array, cones: Cones) -> None:
        """Straight down, darker the nearer a limb is to the floor."""
        import cv2

        height, width = (side // _SHRINK + 1 for side in canvas.shape[:2])
        mask = np.zeros((height, width), np.uint8)
        ends = np.stack([cones.starts, cones.ends], axis=1)  # (K, 2, 3)
        strength = np.round(255 * np.clip(1.05 - ends[..., 1].mean(axis=1) / 1.6, 0.25, 1)).astype(int)
        pixels, scale, _ = self._camera.project(ends * np.array([1.0, 0.0, 1.0]), focus)
        if not np.isfinite(pixels).all() or np.abs(pixels).max() > 1e5:
            return
        thickness = 1.5 * scale.mean(axis=1) * cones.radii.mean(axis=1) / _SHRINK
        thickness = np.clip(np.round(thickness), 1, 255).astype(int)
        for i in np.argsort(strength).tolist():
            a, b = _fixed(pixels[i] / _SHRINK)
            cv2.line(mask, a, b, int(strength[i]), int(thickness[i]), cv2.LINE_AA, _FIXED_POINT)
        sigma = max(0.6, 0.035 * float(scale.mean()) / _SHRINK)
        rows = np.flatnonzero(mask.any(axis=1))
        if not len(rows):
            return
        reach = int(3 * sigma) + 2
        top, bottom = max(rows[0] - reach, 0), min(rows[-1] + reach + 1, height)
        soft = cv2.GaussianBlur(mask[top:bottom], (0, 0), sigma)
        part = canvas[top * _SHRINK : bottom * _SHRINK]
        large = cv2.resize(soft, (width * _SHRINK, (bottom - top) * _SHRINK), interpolation=cv2.INTER_LINEAR)
        keep = 1 - np.float32(_SHADOW / 255) * large[: len(part), : part.shape[1]]
        lay_over(part, keep, [0.0] * 3)


def _make_fade(camera: Camera, width: int, height: int) -> NDArray[np.float32]:
    """(height, width) 1 under the figure, 0 where the floor ends."""
    ring = np.array([[np.cos(a), 0, np.sin(a)] for a in np.linspace(0, 2 * np.pi, 16, endpoint=False)])
    pixels = camera.project(_REACH_M * ring, np.zeros(2))[0]
    middle = camera.project(np.zeros(3), np.zeros(2))[0]
    reach = np.abs(pixels - middle).max(axis=0)
    x = (np.arange(width, dtype=np.float32) - np.float32(middle[0])) / np.float32(reach[0])
    y = (np.arange(height, dtype=np.float32)[:, None] - np.float32(middle[1])) / np.float32(reach[1])
    return np.asarray(np.clip(1.15 - 1.15 * np.sqrt(x * x + y * y), 0, 1), np.float32)


def _fixed(pixels: Array) -> list[tuple[int, int]]:
    scaled = np.round(pixels * (1 << _FIXED_POINT)).astype(int)
    return [(int(x), int(y)) for x, y in scaled]
