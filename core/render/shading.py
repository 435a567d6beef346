"""Drawing rounded cones into a panel in software: smooth edges, soft light, nearer ones in front."""

import numpy as np
from numpy.typing import NDArray

from core.render.body import Cones
from core.render.mixing import lay_over
from core.render.records import Canvas
from core.render.stage import Camera

Array = NDArray[np.float64]
Floats = NDArray[np.float32]

_LIGHT = np.array([-0.45, 0.62, 0.64], np.float32)
"""From the upper left, in front: right, up, towards the camera."""
_GLOSS = np.array([-0.25, 0.35, 0.9], np.float32)
_AMBIENT, _SKY, _KEY, _SHINE = 0.30, 0.22, 0.62, 0.16
_SOFT_M = 0.02
"""Over so much depth one part goes over into another that it touches, as if they were one skin."""
_FAR = np.float32(-1e6)


def draw_cones(canvas: Canvas, cones: Cones, camera: Camera, focus: Array) -> None:
    """Draw a figure over what is there.

    Each cone is shaded as if seen across its length, which is exact for spheres and near enough for limbs.
    """
    starts, start_scale, start_near = camera.project(cones.starts, focus)
    ends, end_scale, end_near = camera.project(cones.ends, focus)
    radii = cones.radii * np.stack([start_scale, end_scale], axis=1)
    boxes = [
        _box(a, b, float(r), canvas.shape) for a, b, r in zip(starts, ends, radii.max(axis=1), strict=True)
    ]
    drawn = [i for i in np.argsort(start_near + end_near).tolist() if boxes[i] is not None]
    if not drawn:
        return
    left, top, right, bottom = _around([box for box in boxes if box is not None])
    ink = np.zeros((4, bottom - top, right - left), np.float32)  # red, green, blue, cover; premultiplied
    depth = np.full(ink.shape[1:], _FAR, np.float32)
    corner = np.array([left, top])
    for i in drawn:
        x0, y0, x1, y1 = boxes[i] or (0, 0, 0, 0)
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        _draw_cone(
            ink[(slice(None), *part)], depth[part],
            np.stack([starts[i], ends[i]]) - corner - [part[1].start, part[0].start],
            radii[i], np.array([start_near[i], end_near[i]]), float(cones.radii[i].mean()),
            np.array((*cones.colours[i], 255), np.float32),
        )  # fmt: skip
    lay_over(canvas[top:bottom, left:right], 1 - ink[3] / 255, list(ink[:3]))


def _draw_cone(
    ink: Floats, depth: Floats, line: Array, radii: Array, near: Array, radius_m: float, colour: Floats
) -> None:
    """Mix one cone into the part of the ink that it may touch; `line` is (2, 2) pixels from its corner."""
    height, width = depth.shape
    x = np.arange(width, dtype=np.float32) + np.float32(0.5 - line[0, 0])
    y = np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5 - line[0, 1])
    along = (line[1] - line[0]).astype(np.float32)
    squared = np.float32(max(float(along @ along), 1e-6))
    t = np.minimum(np.maximum(x * (along[0] / squared) + y * (along[1] / squared), 0), 1)
    inverse = 1 / (np.float32(radii[0]) + t * np.float32(radii[1] - radii[0]))
    nx, ny = (x - t * along[0]) * inverse, (t * along[1] - y) * inverse
    outwards = nx * nx + ny * ny
    nz = np.sqrt(np.maximum(1 - outwards, 0))
    nearness = np.float32(near[0]) + t * np.float32(near[1] - near[0]) + np.float32(radius_m) * nz
    cover = np.minimum(np.maximum((1 - np.sqrt(outwards)) / inverse + np.float32(0.5), 0), 1)
    in_front = np.minimum(np.maximum((nearness - depth) * np.float32(1 / _SOFT_M) + np.float32(0.5), 0), 1)
    alpha = cover * in_front
    light = np.maximum(nx * _LIGHT[0] + ny * _LIGHT[1] + nz * _LIGHT[2], 0)
    shine = np.minimum(np.maximum(nx * _GLOSS[0] + ny * _GLOSS[1] + nz * _GLOSS[2], 0), 1)
    shine = shine**2 * shine
    shine = shine**2
    shine = shine**2
    shine = np.float32(255 * _SHINE) * shine**2  # the 24th power
    bright = (_AMBIENT + _SKY * (0.5 + 0.5 * ny) + _KEY * light) * (0.72 + 0.28 * nz)
    ink *= 1 - alpha
    for plane, full in zip(ink[:3], colour.tolist(), strict=False):
        plane += alpha * np.minimum(bright * np.float32(full) + shine, 255)
    ink[3] += alpha * np.float32(255)
    np.maximum(depth, nearness, out=depth, where=cover > 0.5)


def _box(start: Array, end: Array, radius: float, shape: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what a cone may touch; None where that is outside the panel."""
    if not (np.isfinite(start).all() and np.isfinite(end).all() and radius < 1e5):
        return None
    (x0, y0), (x1, y1) = start.tolist(), end.tolist()
    if max(abs(x0), abs(y0), abs(x1), abs(y1)) > 1e5:
        return None
    left, right = max(int(min(x0, x1) - radius - 1), 0), min(int(max(x0, x1) + radius + 2), shape[1])
    top, bottom = max(int(min(y0, y1) - radius - 1), 0), min(int(max(y0, y1) + radius + 2), shape[0])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _around(boxes: list[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
