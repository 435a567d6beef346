"""From detections to people: which sightings are one person's."""

import numpy as np
from numpy.typing import NDArray

from core.detectors.records import Detections
from core.people.boxes import boxes_of, heights_of, overlaps
from core.people.records import People

_FASTEST = 7.0
"""Body heights a second: 12 m/s, as a sprinter runs."""
_SLACK = 0.3
"""Body heights that a box's middle may jump at once, as when an arm is stretched out or a leg found."""
_FURTHEST = 1.5
"""Body heights within which somebody is taken for the same person, however long out of sight."""


def link_people(detections: Detections) -> People:
    """Everybody in the clip."""
    rows = _one_person(detections, _subject_rows(detections))
    labels = np.zeros(len(detections.row_frames), np.int64)
    labels[rows] = 1
    return People(detections, labels)


def _subject_rows(detections: Detections) -> NDArray[np.int64]:
    """(S,) the chosen row of each frame that has one."""
    boxes = boxes_of(detections.points)
    sureness = detections.confidence.mean(axis=1)
    chosen: list[int] = []
    for frame in np.unique(detections.row_frames):
        rows = np.arange(len(sureness))[detections.rows_of(int(frame))]
        nearness = overlaps(boxes[rows], boxes[chosen[-1]]) if chosen else heights_of(boxes[rows])
        # The 0.01 lets confidence alone decide where nobody is near the place that the person had.
        chosen.append(int(rows[np.argmax(sureness[rows] * (nearness + 0.01))]))
    return np.array(chosen, np.int64)


def _one_person(detections: Detections, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of the rows (S,), one for each frame, that can be one person's: the weightiest such set."""
    boxes = boxes_of(detections.points[rows])
    centres, heights = (boxes[:, :2] + boxes[:, 2:]) / 2, heights_of(boxes)
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
