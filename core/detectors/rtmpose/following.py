"""Where the people of the last frame will be in the next ones, so that nobody has to look for them."""

import numpy as np
from numpy.typing import NDArray

from core.detectors.rtmpose.letterbox import Boxes, overlaps
from core.detectors.rtmpose.network import Array
from core.detectors.rtmpose.person_boxes import MOST_PEOPLE
from core.detectors.rtmpose.pose_network import Found

_ROOM = 0.1
"""Of the sides of the box around somebody's keypoints, added to each: a body ends beyond its skeleton."""
_SAME = 0.5
"""Overlap from which on two boxes are one person's."""
_SURE = 0.5
"""Mean score of somebody who is followed on although no box was found there: else chairs might be."""
_DOUBLE = 0.05
"""Mean distance of two people's keypoints, in the diagonal of a box, below which they are one person."""


class Followed:
    """The people of the last frame: their boxes, how sure each was, and how fast they move."""

    least_sure = 0.3
    """Mean score of somebody's keypoints below which a crop shows nobody: mmpose's usual threshold."""

    def __init__(self) -> None:
        self._boxes: Boxes = np.zeros((0, 5), np.float32)
        self._speeds: Array = np.zeros((0, 2), np.float32)  # pixels a second
        self._time_s = 0.0
        self._seen, self._seen_s = self._boxes, 0.0  # the last boxes around keypoints

    def __len__(self) -> int:
        return len(self._boxes)

    def boxes_at(self, time_s: float) -> Boxes:
        """(N, 5) where they are at that time, if they move on as they did."""
        moved = self._boxes.copy()
        moved[:, :4] += np.tile(self._speeds, 2) * np.float32(time_s - self._time_s)
        return moved

    def add(self, looked: Boxes, time_s: float) -> None:
        """Take the boxes (N, 5) that were found in the frame, and go on with those surely seen elsewhere."""
        carried = self.boxes_at(time_s)
        is_elsewhere = _partners(carried, looked) < 0
        boxes = np.concatenate([looked, carried[is_elsewhere & (carried[:, 4] >= _SURE)]])[:MOST_PEOPLE]
        partners = _partners(boxes, carried)
        self._speeds = np.where(partners[:, None] >= 0, _rows(self._speeds, partners), 0)
        self._boxes, self._time_s = boxes, time_s

    def follow(self, time_s: float, found: Found, is_sure: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Take over what the network found in the boxes; which (M,) of these people count, the surest first.

        Who was not sure is not followed on, and of two who are one person one is not.
        """
        boxes = boxes_around(found)
        kept: list[int] = []
        for i in np.argsort(-found.sureness, kind="stable").tolist():
            if is_sure[i] and not any(_are_one(found.points[i], found.points[j], boxes[j]) for j in kept):
                kept.append(i)
        now = boxes[kept]
        partners, elapsed = _partners(now, self._seen), time_s - self._seen_s
        steps = _centres(now) - _rows(_centres(self._seen), partners)
        self._speeds = np.where((partners[:, None] >= 0) & (elapsed > 0), steps / (elapsed or 1), 0)
        self._boxes, self._time_s = now, time_s
        self._seen, self._seen_s = now, time_s
        return np.array(kept, np.int64)


def _partners(boxes: Boxes, others: Boxes) -> NDArray[np.int64]:
    """(N,) which of the others each box shares most with; -1 where that is not enough to be one person's."""
    if not len(others):
        return np.full(len(boxes), -1)
    shared = np.stack([overlaps(others, box) for box in boxes]) if len(boxes) else np.zeros((0, len(others)))
    return np.where(shared.max(axis=1) >= _SAME, shared.argmax(axis=1), -1)


def _rows(values: Array, rows: NDArray[np.int64]) -> Array:
    """(N, 2) those rows of the values; anything for row -1."""
    return values[rows] if len(values) else np.zeros((len(rows), 2), np.float32)


def _centres(boxes: Boxes) -> Array:
    return np.asarray((boxes[:, :2] + boxes[:, 2:4]) / 2)


def boxes_around(found: Found) -> Boxes:
    """(N, 5) around the keypoints that were surely seen, with room; those of nobody are around all."""
    is_clear = (found.scores >= Followed.least_sure) & np.isfinite(found.points[..., 0])
    is_clear |= ~is_clear.any(axis=1, keepdims=True) & np.isfinite(found.points[..., 0])
    low = np.where(is_clear[..., None], found.points, np.inf).min(axis=1)
    high = np.where(is_clear[..., None], found.points, -np.inf).max(axis=1)
    room = _ROOM * (high - low)
    boxes = np.concatenate([low - room, high + room, found.sureness[:, None]], axis=1)
    return np.where(np.isfinite(boxes), boxes, 0).astype(np.float32)


def _are_one(points: Array, others: Array, box: Array) -> bool:
    """Whether two people's (K, 2) keypoints are the same person's."""
    distance = np.linalg.norm(points - others, axis=1)
    known = distance[np.isfinite(distance)]
    size = float(np.hypot(box[2] - box[0], box[3] - box[1]))
    return bool(len(known)) and float(known.mean()) < _DOUBLE * size
