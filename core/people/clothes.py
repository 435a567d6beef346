"""What people wear, as far as it is surely theirs."""

import numpy as np
from numpy.typing import NDArray

from core.detectors.records import Detections
from core.people.boxes import Boxes, boxes_of

_BORROWED = 0.12
"""Distance, red, green and blue from 0 to 1, up to which two people who overlap show one piece of clothing:
on real video the same shirt differs by less in light and shade."""


def own_colours(detections: Detections) -> NDArray[np.float32] | None:
    """(N, P, 3) of each row, NaN too where the colour may be somebody else's who stands in front.

    Where two people overlap in the picture, what is between the keypoints of the hidden one is the other one.
    Which of them is hidden cannot be known, but then both show the same colour: it is taken from both.
    None where the detections have no colours.
    """
    if detections.colours is None:
        return None
    boxes = boxes_of(detections.points)
    colours = detections.colours.copy()
    for apart in range(1, _most_at_once(detections.row_frames)):
        one = np.flatnonzero(detections.row_frames[apart:] == detections.row_frames[:-apart])
        one = one[_overlap(boxes[one], boxes[one + apart])]
        for here, there in ((one, one + apart), (one + apart, one)):
            ways = detections.colours[here][:, :, None] - detections.colours[there][:, None]  # (n, P, P, 3)
            is_borrowed = (np.linalg.norm(ways, axis=-1) < _BORROWED).any(axis=2)  # of NaN it is not
            rows, parts = np.nonzero(is_borrowed)
            colours[here[rows], parts] = np.nan
    return colours


def _most_at_once(row_frames: NDArray[np.int64]) -> int:
    return int(np.unique(row_frames, return_counts=True)[1].max(initial=0))


def _overlap(one: Boxes, other: Boxes) -> NDArray[np.bool_]:
    """(n,) whether boxes (n, 4) have a part in common."""
    low, high = np.maximum(one[:, :2], other[:, :2]), np.minimum(one[:, 2:], other[:, 2:])
    return np.asarray((low < high).all(axis=1))
