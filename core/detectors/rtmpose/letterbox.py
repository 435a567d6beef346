"""A whole picture for a network of a fixed size, and boxes out of such networks."""

import numpy as np
from numpy.typing import NDArray

from core.video.records import Image

Boxes = NDArray[np.float32]
"""(N, 5) left, top, right, bottom in pixels, and score."""

_GREY = 114
_LARGEST_OVERLAP = 0.45
"""Of two boxes that share more (intersection over union), the less sure one goes; as mmdet and rtmlib do."""


def letterbox(image: Image, size: tuple[int, int]) -> tuple[Image, float]:
    """The picture scaled to fit `size` (width, height), top left on grey, and by how much it was scaled."""
    import cv2

    width, height = size
    ratio = min(width / image.shape[1], height / image.shape[0])
    scaled = (int(image.shape[1] * ratio), int(image.shape[0] * ratio))
    boxed = np.full((height, width, 3), _GREY, np.uint8)
    boxed[: scaled[1], : scaled[0]] = cv2.resize(image, scaled, interpolation=cv2.INTER_LINEAR)
    return boxed, ratio


def overlaps(boxes: NDArray[np.float32], box: NDArray[np.float32]) -> NDArray[np.float32]:
    """(N,) intersection over union of (N, 4+) boxes with one (4+)."""
    sides = np.minimum(boxes[:, 2:4], box[2:4]) - np.maximum(boxes[:, :2], box[:2])
    shared = sides.clip(0).prod(axis=1)
    union = (boxes[:, 2:4] - boxes[:, :2]).prod(axis=1) + (box[2:4] - box[:2]).prod() - shared
    return np.asarray(shared / np.maximum(union, 1e-6), np.float32)


def without_doubles(boxes: Boxes, limit: float = _LARGEST_OVERLAP) -> NDArray[np.int64]:
    """Which of the (N, 5) boxes stay, the surest first (greedy non-maximum suppression)."""
    order = np.argsort(-boxes[:, 4], kind="stable")
    kept: list[int] = []
    while len(order):
        best, order = order[0], order[1:]
        kept.append(int(best))
        order = order[overlaps(boxes[order], boxes[best]) <= limit]
    return np.array(kept, np.int64)
