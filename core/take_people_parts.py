"""The people of a take as they stand in its file."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import corrections
from core.corrections import Correction
from core.detectors.records import Detections
from core.errors import BadInput
from core.people import People, choose_subject, edits, link_people
from core.pose.records import Track
from core.take import Take

_LINKED = "people/linked"

Shelved = Mapping[int, tuple[Correction, ...]]


def people_to_parts(take: Take, arrays: dict[str, NDArray[Any]]) -> dict[str, Any]:
    """What goes into the document; the labels go among `arrays`."""
    arrays[_LINKED] = take.people.linked
    return {
        "person": take.person,
        "edits": [edits.to_json(edit) for edit in take.people.edits],
        "shelved": {
            str(person): [corrections.to_json(correction) for correction in made]
            for person, made in take.shelved.items()
        },
    }


def people_from_parts(
    stated: Any, arrays: Mapping[str, NDArray[Any]], detections: Detections, track: Track
) -> tuple[People, int, Shelved]:
    """The people of an untrusted file, the number of the chosen one, and what is shelved.

    A file from before there were people has none (`stated` is None): they are linked anew. `BadInput` says
    what is wrong.
    """
    if stated is None:
        people = link_people(detections)
        return people, choose_subject(people), {}
    linked = arrays[_LINKED]
    if linked.dtype != np.int64 or linked.shape != detections.row_frames.shape:
        raise BadInput("the numbers of its people are not one for each sighting.")
    if np.any(linked < 0) or np.any(linked > edits.LARGEST_NUMBER):
        raise BadInput("one of its people has an impossible number.")
    if len(stated["edits"]) > edits.MOST_EDITS:
        raise BadInput("it has more changes to its people than anybody makes.")
    people = People(detections, linked, tuple(edits.from_json(entry) for entry in stated["edits"]))
    for labels in (people.linked, people.labels):
        _check_single(labels, detections.row_frames)
    person = stated["person"]
    if type(person) is not int or person not in people.numbers:
        raise BadInput("its chosen person is not among its people.")
    shelved = {
        int(other): tuple(corrections.from_json(entry, track.skeleton) for entry in made)
        for other, made in stated["shelved"].items()
    }
    return people, person, shelved


def _check_single(labels: NDArray[np.int64], row_frames: NDArray[np.int64]) -> None:
    """`BadInput` where a person is seen twice in one frame."""
    is_somebody = labels > 0
    seen = np.stack([row_frames[is_somebody], labels[is_somebody]])
    if np.unique(seen, axis=1).shape[1] < seen.shape[1]:
        raise BadInput("one of its people is in two places at once.")
