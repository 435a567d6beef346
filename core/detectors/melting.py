"""Pictures in which people melt into what is around them, so that BlazePose sees others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.detectors.records import Detection
from core.pose.skeleton import BLAZEPOSE_33

SMALL_SIDE = 448
"""Pixels of the longer side of the picture in which others are looked for: BlazePose sees 224 of them."""
_LIMB_WIDTH = 0.12
"""Of a person's size: how broadly the limbs are painted over."""
_TRUNK = ("left_shoulder", "right_shoulder", "right_hip", "left_hip")
_FACE = slice(0, 11)

Image = NDArray[np.uint8]


def size_of(seen: Detection) -> float:
    """The longer side of the box around the keypoints, in pixels."""
    return float(np.ptp(seen.points, axis=0).max())


def without_people(image: Image, people: Sequence[Detection], *, is_small: bool = False) -> Image:
    """A copy of the picture (H, W, 3) without these people, whose keypoints are BlazePose's.

    Their limbs, trunks and heads are filled with the blurred surroundings: a box would take those along who
    stand behind, and in one plain colour BlazePose takes the silhouette for a person. A small copy has
    `SMALL_SIDE` pixels on its longer side at most.
    """
    import cv2

    scale = min(1.0, SMALL_SIDE / max(image.shape[:2]))
    # Of a large copy only the surroundings come from the small one, and these are blurred anyway.
    how = cv2.INTER_AREA if is_small else cv2.INTER_LINEAR
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=how)
    mask = np.zeros(small.shape[:2], np.uint8)
    for one in people:
        _draw_body(mask, one.points * scale, round(_LIMB_WIDTH * size_of(one) * scale))
    kept = (mask == 0)[..., None].astype(np.float32)
    reach = (SMALL_SIDE // 4, SMALL_SIDE // 4)
    around = cv2.blur(small * kept, reach) / np.maximum(cv2.blur(kept, reach), 1e-3)[..., None]
    if is_small:
        return np.asarray(cv2.copyTo(around.astype(np.uint8), mask, small), np.uint8)
    return _fill(image, mask, around.astype(np.uint8), scale)


def _fill(image: Image, mask: NDArray[np.uint8], around: Image, scale: float) -> Image:
    """A copy of the picture, filled from one `scale` times as large where the mask of that size says so."""
    import cv2

    left, top, width, height = cv2.boundingRect(mask)
    part = np.s_[top : top + height, left : left + width]
    x, y, right, bottom = (round(edge / scale) for edge in (left, top, left + width, top + height))
    result = image.copy()
    there = result[y:bottom, x:right]
    size = (there.shape[1], there.shape[0])
    if all(size):
        enlarged = cv2.resize(mask[part], size, interpolation=cv2.INTER_NEAREST)
        result[y:bottom, x:right] = cv2.copyTo(cv2.resize(around[part], size), enlarged, there.copy())
    return result


def _draw_body(mask: NDArray[np.uint8], points: NDArray[np.float32], thickness: int) -> None:
    """Fill the pixels of a person with BlazePose's `points` (33, 2)."""
    import cv2

    places = points.round().astype(np.int32)
    cv2.fillPoly(mask, [places[[BLAZEPOSE_33.index(name) for name in _TRUNK]]], 255)
    for a, b in BLAZEPOSE_33.extra_edges:
        cv2.line(mask, places[a].tolist(), places[b].tolist(), 255, max(thickness, 1))
    cv2.circle(mask, places[_FACE].mean(axis=0).astype(int).tolist(), thickness, 255, -1)
