"""COCO's JSON of keypoints (results and annotations) and AlphaPose's, which is made after it.

COCO: https://cocodataset.org/#format-results and #format-data. AlphaPose: docs/output.md and `write_json` in
alphapose/utils/pPose_nms.py of its repository; `image_id` is the name of a picture, `12.jpg` for frame 12 of
a video.
"""

from typing import Any

from core.detectors.keypoint_files.names import names_of
from core.detectors.keypoint_files.records import KeypointRows, rows_of_people, trailing_number

_SURENESS = {0: 0.0, 1: 0.5, 2: 1.0}
"""Of COCO's visibility in annotations: not labelled, labelled but hidden, seen."""


def is_coco(document: Any) -> bool:
    """Results with numbers of pictures, or annotations."""
    if isinstance(document, dict):
        return "annotations" in document and "images" in document
    return _is_results(document) and isinstance(document[0]["image_id"], int)


def is_alphapose(document: Any) -> bool:
    """Results with names of pictures."""
    return _is_results(document) and isinstance(document[0]["image_id"], str)


def read_coco(document: Any) -> KeypointRows:
    """Results: `image_id` is the frame. Annotations: a picture's `frame` is if it has one, else its `id`."""
    if isinstance(document, dict):
        return _read_annotations(document)
    return _read_results(document)


def read_alphapose(document: Any) -> KeypointRows:
    """17, 26 or 136 keypoints of each person; pictures are numbered at the end of their names."""
    return _read_results(document)


def _is_results(document: Any) -> bool:
    return (
        isinstance(document, list)
        and bool(document)
        and isinstance(document[0], dict)
        and {"image_id", "keypoints"} <= document[0].keys()
    )


def _read_results(document: Any) -> KeypointRows:
    if not isinstance(document, list):
        raise ValueError("it is no list of people")
    people = [(_number(entry["image_id"]), entry["keypoints"]) for entry in document]
    return rows_of_people(people, (number for number, _ in people), _names(people))


def _read_annotations(document: dict[str, Any]) -> KeypointRows:
    frames = {image["id"]: _number(image.get("frame", image["id"])) for image in document["images"]}
    entries = [entry for entry in document["annotations"] if entry.get("keypoints")]
    if unknown := [entry["image_id"] for entry in entries if entry["image_id"] not in frames]:
        raise ValueError(f"its images lack number {unknown[0]}, which annotations name")
    people = [(frames[entry["image_id"]], _annotated(entry)) for entry in entries]
    stated = [category["keypoints"] for category in document.get("categories", []) if "keypoints" in category]
    names = stated[0] if len(stated) == 1 else _names(people)
    return rows_of_people(people, frames.values(), names)


def _annotated(entry: dict[str, Any]) -> list[Any]:
    """The keypoints with a confidence in place of the visibility: their own scores where there are some."""
    values = list(entry["keypoints"])
    scores = entry.get("keypoint_scores") or [_SURENESS[visibility] for visibility in values[2::3]]
    values[2::3] = [score if seen else 0.0 for score, seen in zip(scores, values[2::3], strict=True)]
    return values


def _names(people: list[tuple[int, Any]]) -> tuple[str, ...]:
    return names_of(len(people[0][1]) // 3) if people else ()


def _number(image_id: Any) -> int:
    if isinstance(image_id, str):
        return trailing_number(image_id)
    if isinstance(image_id, bool) or not isinstance(image_id, int):
        raise ValueError(f"{image_id!r} is no number of a picture")
    return image_id
