"""The picture of the video with the 2D skeleton over it."""

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Track
from core.render.mixing import lay_over
from core.render.records import LEFT, MIDDLE, RIGHT, Canvas, Colour
from core.video.records import Image

_FAINTEST = 0.25
"""Opacity of a joint that the detector did not believe in."""
_FIXED_POINT = 4


def fit_picture(image: Image, width: int, height: int) -> tuple[Canvas, tuple[int, int], float]:
    """The picture scaled to fit into a panel, where its corner is there (x, y), and the scale."""
    import cv2

    scale = min(width / image.shape[1], height / image.shape[0])
    size = (max(1, round(scale * image.shape[1])), max(1, round(scale * image.shape[0])))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    fitted = image.copy() if scale == 1 else cv2.resize(image, size, interpolation=method)
    return np.asarray(fitted, np.uint8), ((width - size[0]) // 2, (height - size[1]) // 2), scale


def draw_track(canvas: Canvas, track: Track, row: int, scale: float) -> None:
    """Draw one frame of a track over its picture, scaled alike; what is less certain shines through."""
    import cv2

    points = track.points[row].astype(np.float64) * scale
    is_seen = np.isfinite(points).all(axis=1) & (np.abs(points) < 1e5).all(axis=1)
    if not is_seen.any():
        return
    opacity = _FAINTEST + (1 - _FAINTEST) * np.clip(np.nan_to_num(track.confidence[row]), 0, 1)
    thick = max(1.0, min(canvas.shape[:2]) / 160)
    colours, mask = canvas.copy(), np.zeros(canvas.shape[:2], np.uint8)
    names = track.skeleton.joints
    bones = [(a, b) for a, b in track.skeleton.edges if is_seen[a] and is_seen[b]]
    fixed = np.where(is_seen[:, None], points, 0) * (1 << _FIXED_POINT)
    at = [(round(x), round(y)) for x, y in fixed.tolist()]
    for width, is_outline in ((round(thick * 2) + 2, True), (round(thick * 2), False)):
        for a, b in bones:
            strength = float(min(opacity[a], opacity[b]))
            ink = (12, 14, 18) if is_outline else _side_colour(names[b])
            level = round(255 * strength * (0.55 if is_outline else 1))
            cv2.line(colours, at[a], at[b], ink, width, cv2.LINE_AA, _FIXED_POINT)
            cv2.line(mask, at[a], at[b], level, width, cv2.LINE_AA, _FIXED_POINT)
    radius = round(thick * 1.6 * (1 << _FIXED_POINT))
    for i in np.flatnonzero(is_seen).tolist():
        cv2.circle(colours, at[i], radius, (255, 255, 255), -1, cv2.LINE_AA, _FIXED_POINT)
        cv2.circle(mask, at[i], radius, round(255 * float(opacity[i])), -1, cv2.LINE_AA, _FIXED_POINT)
    _blend(canvas, colours, mask)


def _blend(canvas: Canvas, colours: Canvas, mask: NDArray[np.uint8]) -> None:
    """Mix the drawn part in."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    alpha = np.asarray(mask[part] / 255, np.float32)
    lay_over(
        canvas[part],
        1 - alpha,
        [(alpha * colours[(*part, channel)]).astype(np.float32) for channel in range(3)],
    )


def _side_colour(joint: str) -> Colour:
    side = joint.partition("_")[0]
    return {"left": LEFT, "right": RIGHT}.get(side, MIDDLE)
