"""The one person that a clip is about."""

import numpy as np
from numpy.typing import NDArray

from core.detectors.records import Detections
from core.errors import NobodyFound
from core.pose.records import Flag, Track

LOW_CONFIDENCE = 0.5
"""Below it a joint is flagged. On the sample video BlazePose's joints below 0.5 (the hidden arm) were off by
a median of 6.8 pixels, those above by 2.6. Detectors whose scores mean something else need another number."""

_FASTEST = 7.0
"""Body heights a second: 12 m/s, as a sprinter runs."""
_SLACK = 0.3
"""Body heights that a box's middle may jump at once, as when an arm is stretched out or a leg found."""
_FURTHEST = 1.5
"""Body heights within which somebody is taken for the same person, however long out of sight."""

Box = NDArray[np.float64]
"""(4,) left, top, right, bottom in pixels."""


def choose_subject(detections: Detections) -> Track:
    """The most surely seen person, followed from frame to frame, in the detector's skeleton.

    Where a frame holds several, that row is taken whose mean confidence times its overlap with the
    person's box in the last frame is greatest; at first, the box's height stands for the overlap, since
    the subject is usually the one in front. Where that leads from one place to another faster than anybody
    moves, the detector has gone over to somebody else: of all the people so followed the one is kept who was
    seen longest, most surely and largest. Every frame of the clip is in the track: points are NaN,
    confidence is 0 and the flag is MISSING where that person was not seen. Nothing tells apart people
    who change places while out of sight.

    `NobodyFound` if no frame of the clip has a person.
    """
    rows = _one_person(detections, _subject_rows(detections))
    if not len(rows):
        raise NobodyFound(
            f"Nobody was found in the {len(detections)} frames that were looked at. A person should be in "
            "the picture from head to feet, not much smaller than a quarter of its height, and well lit."
        )
    shape = (len(detections), len(detections.skeleton))
    points = np.full((*shape, 2), np.nan, np.float32)
    confidence = np.zeros(shape, np.float32)
    at = detections.row_frames[rows] - detections.frames[0]  # (S,) place in the track of each row
    points[at] = detections.points[rows]
    is_missing = np.isnan(points).any(axis=-1)  # (T, K)
    points[is_missing] = np.nan
    confidence[at] = detections.confidence[rows]
    confidence[is_missing] = 0
    return Track(
        skeleton=detections.skeleton,
        frames=detections.frames,
        times=detections.times,
        points=points,
        confidence=confidence,
        flags=_flags(points, confidence, detections.image_size),
        image_size=detections.image_size,
    )


def _subject_rows(detections: Detections) -> NDArray[np.int64]:
    """(S,) the chosen row of each frame that has one."""
    boxes = _boxes(detections.points)
    sureness = detections.confidence.mean(axis=1)
    chosen: list[int] = []
    for frame in np.unique(detections.row_frames):
        rows = np.arange(len(sureness))[detections.rows_of(int(frame))]
        nearness = _overlaps(boxes[rows], boxes[chosen[-1]]) if chosen else _heights(boxes[rows])
        # The 0.01 lets confidence alone decide where nobody is near the place that the person had.
        chosen.append(int(rows[np.argmax(sureness[rows] * (nearness + 0.01))]))
    return np.array(chosen, np.int64)


def _one_person(detections: Detections, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of the rows (S,), one for each frame, that can be one person's: the weightiest such set."""
    boxes = _boxes(detections.points[rows])
    centres, heights = (boxes[:, :2] + boxes[:, 2:]) / 2, _heights(boxes)
    times = detections.times[detections.row_frames[rows] - detections.frames[0]]
    people: list[list[int]] = []
    for i in range(len(rows)):
        lasts = np.array([person[-1] for person in people], np.int64)
        size = np.maximum(heights[lasts], heights[i])
        reach = np.minimum(_SLACK + _FASTEST * (times[i] - times[lasts]), _FURTHEST) * size
        distance = np.linalg.norm(centres[lasts] - centres[i], axis=1)
        near = np.flatnonzero(distance <= reach)
        if len(near):
            # Of two who are near, the one seen later: the other has been lost there before.
            people[near[np.argmax(lasts[near])]].append(i)
        else:
            people.append([i])
    weight = detections.confidence[rows].mean(axis=1) * heights
    return rows[max(people, key=lambda person: weight[person].sum())] if people else rows


def _boxes(points: NDArray[np.float32]) -> NDArray[np.float64]:
    """(N, 4) box around each row's seen keypoints; a row with none gets an empty box at the origin."""
    unseen = np.isnan(points).any(axis=-1, keepdims=True)
    low = np.where(unseen, np.inf, points).min(axis=1)
    high = np.where(unseen, -np.inf, points).max(axis=1)
    boxes = np.concatenate([low, high], axis=1).astype(np.float64)
    boxes[~np.isfinite(boxes).all(axis=1)] = 0
    return boxes


def _heights(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(boxes[:, 3] - boxes[:, 1])


def _overlaps(boxes: NDArray[np.float64], other: Box) -> NDArray[np.float64]:
    """(N,) intersection over union of each box with the other one."""
    sides = np.minimum(boxes[:, 2:], other[2:]) - np.maximum(boxes[:, :2], other[:2])
    shared = sides.clip(0).prod(axis=1)
    union = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1) + (other[2:] - other[:2]).prod() - shared
    return np.asarray(shared / np.maximum(union, 1))


def _flags(
    points: NDArray[np.float32], confidence: NDArray[np.float32], image_size: tuple[int, int]
) -> NDArray[np.uint8]:
    """(T, K) MISSING, or what makes the sighting doubtful."""
    is_missing = np.isnan(points).any(axis=-1)
    is_outside = ((points < 0) | (points > np.array(image_size, np.float32))).any(axis=-1)
    flags = np.where(is_missing, int(Flag.MISSING), 0)
    flags |= np.where(is_outside, int(Flag.OUTSIDE), 0)
    flags |= np.where(~is_missing & (confidence < LOW_CONFIDENCE), int(Flag.LOW_CONFIDENCE), 0)
    return flags.astype(np.uint8)
