"""The one person that a clip is about."""

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.errors import NobodyFound
from core.people.boxes import boxes_of, heights_of
from core.people.records import People

SubjectRule = Literal["prominent", "longest", "largest", "central", "moving"]

Array = NDArray[np.float64]


def choose_subject(people: People, rule: SubjectRule = "prominent") -> int:
    """The number of the person whom the whole clip is most likely about, by one of the rules.

    `prominent`: seen longest, most surely and largest, all in one. `longest`: in the most frames. `largest`:
    the tallest in the picture, on average. `central`: nearest to the picture's middle, on average. `moving`:
    whose joints travel farthest a second, in body heights. The last three leave out who is seen for
    less than a quarter of the time of the one seen longest. Of equals the lowest number is taken.

    `NobodyFound` if there is nobody.
    """
    numbers = people.numbers
    if not numbers:
        raise NobodyFound(
            f"Nobody was found in the {len(people.detections)} frames that were looked at. A person should be"
            " in the picture from head to feet, not much smaller than a quarter of its height, and well lit."
        )
    seen = np.array([len(people.rows(person)) for person in numbers])
    scores = np.array([SUBJECT_RULES[rule](people, person) for person in numbers])
    if rule not in ("prominent", "longest"):
        scores[seen < _LEAST_SHARE * seen.max()] = -np.inf
    return numbers[int(np.argmax(scores))]


_LEAST_SHARE = 0.25


def _prominence(people: People, person: int) -> float:
    rows = people.rows(person)
    return float((people.detections.confidence[rows].mean(axis=1) * _heights(people, rows)).sum())


def _duration(people: People, person: int) -> float:
    return float(len(people.rows(person)))


def _size(people: People, person: int) -> float:
    return float(_heights(people, people.rows(person)).mean())


def _centrality(people: People, person: int) -> float:
    boxes = boxes_of(people.detections.points[people.rows(person)])
    middle = np.array(people.detections.image_size) / 2
    return -float(np.linalg.norm((boxes[:, :2] + boxes[:, 2:]) / 2 - middle, axis=1).mean())


def _movement(people: People, person: int) -> float:
    """Body heights a second, mean over joints and frames."""
    found, rows = people.detections, people.rows(person)
    times = found.times[found.row_frames[rows] - found.frames[0]]
    steps = np.linalg.norm(np.diff(found.points[rows], axis=0), axis=-1) / np.diff(times)[:, None]  # (S-1, K)
    known = steps[np.isfinite(steps)]
    return float(known.mean() / max(np.median(_heights(people, rows)), 1.0)) if len(known) else 0.0


SUBJECT_RULES: Mapping[SubjectRule, Callable[[People, int], float]] = {
    "prominent": _prominence,
    "longest": _duration,
    "largest": _size,
    "central": _centrality,
    "moving": _movement,
}
"""How much each rule speaks for a person: more is better."""


def _heights(people: People, rows: NDArray[np.int64]) -> Array:
    return heights_of(boxes_of(people.detections.points[rows]))
