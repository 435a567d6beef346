"""What people wear, in four colours: told in the process that sees the frames, to tell people apart by."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import Skeleton

PARTS = ("chest", "belly", "thighs", "shins")

_TRUNK = ("left_shoulder", "right_shoulder", "left_hip", "right_hip")
_LEGS = {"thighs": ("hip", "knee"), "shins": ("knee", "ankle")}
_ACROSS = (0.3, 0.5, 0.7)
"""Away from the trunk's sides, where arms hang and the background begins."""
_DOWN = {"chest": (0.15, 0.3, 0.45), "belly": (0.55, 0.7, 0.85)}
_DOUBTFUL = 0.6
"""Of the person's median confidence."""
_ALONG = (0.3, 0.4, 0.5, 0.6, 0.7)
"""Of a leg: away from the joints, whose keypoints are off the body first."""


def body_colours(
    image: NDArray[np.uint8],
    points: NDArray[np.float32],
    confidence: NDArray[np.float32],
    skeleton: Skeleton,
) -> NDArray[np.float32]:
    """(4, 3) red, green, blue from 0 to 1 of each of `PARTS`: medians of some pixels between the keypoints.

    `image` (H, W, 3) is the frame that `points` (K, 2) were seen in, with `confidence` (K,). NaN for a part
    whose keypoints were not seen or are doubtful beside the others (somebody else may stand there), or that
    lies mostly outside the picture.
    """
    points = np.where((confidence < _DOUBTFUL * np.median(confidence))[:, None], np.nan, points)
    colours = np.full((len(PARTS), 3), np.nan, np.float32)
    height, width = image.shape[:2]
    for part, (keypoints, weights) in enumerate(_samples(skeleton)):
        places = (weights[..., None] * points[keypoints]).sum(axis=1)  # (S, 2); NaN where a keypoint is
        with np.errstate(invalid="ignore"):
            is_inside = ((places >= 0) & (places < (width, height))).all(axis=1)
        if 2 * is_inside.sum() >= len(places):
            x, y = places[is_inside].astype(np.int64).T
            colours[part] = np.sort(image[y, x], axis=0)[len(x) // 2] / 255
    return colours


@cache
def _samples(skeleton: Skeleton) -> tuple[tuple[NDArray[np.int64], NDArray[np.float32]], ...]:
    """For each part the keypoints (S, M) that each of its S samples lies between, and their weights (S, M).

    Nothing for a skeleton that lacks some of them.
    """
    names = {*_TRUNK, *(f"{side}_{joint}" for side in ("left", "right") for joint in ("knee", "ankle"))}
    if not names <= set(skeleton.joints):
        return ()
    trunk = [skeleton.index(name) for name in _TRUNK]
    parts: list[tuple[list[list[int]], list[list[float]]]] = []
    for down in _DOWN.values():
        weights = [[(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v] for u in _ACROSS for v in down]
        parts.append(([trunk] * len(weights), weights))
    for upper, lower in _LEGS.values():
        ends = [[skeleton.index(f"{side}_{end}") for end in (upper, lower)] for side in ("left", "right")]
        parts.append(([leg for leg in ends for _ in _ALONG], 2 * [[1 - s, s] for s in _ALONG]))
    return tuple((np.array(keypoints), np.array(weights, np.float32)) for keypoints, weights in parts)
