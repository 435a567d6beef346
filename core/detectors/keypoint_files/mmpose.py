"""MMPose's predictions as JSON.

The inferencer (`pred_out_dir`) writes `[{"frame_id": 0, "instances": [...]}, ...]`
(mmpose/apis/inferencers/base_mmpose_inferencer.py), its Python results are `[[instance, ...], ...]`, and the
demos (`--save-predictions`, demo/topdown_demo_with_mmdet.py) write `{"meta_info": ..., "instance_info":
[{"frame_id": 1, "instances": [...]}, ...]}`, counting from 1. An instance is `{"keypoints": [[x, y], ...],
"keypoint_scores": [...]}` (`split_instances` in mmpose/structures/utils.py).
"""

from typing import Any

from core.detectors.keypoint_files.names import names_of
from core.detectors.keypoint_files.records import KeypointRows, rows_of_people
from core.pose.skeleton import H36M_17


def is_mmpose(document: Any) -> bool:
    """Whether it is built like one of the three."""
    if isinstance(document, dict):
        return "instance_info" in document
    if not isinstance(document, list) or not document:
        return False
    if isinstance(document[0], dict):
        return "instances" in document[0]
    instances = [one for frame in document if isinstance(frame, list) for one in frame]
    return bool(instances) and isinstance(instances[0], dict) and "keypoint_scores" in instances[0]


def read_mmpose(document: Any) -> KeypointRows:
    """Keypoints by the names in the file, else by their number: 17 are taken to be COCO's."""
    return _read(document)


def read_mmpose_h36m(document: Any) -> KeypointRows:
    """The same where 17 keypoints are Human3.6M's."""
    return _read(document, H36M_17.joints)


def _read(document: Any, names: tuple[str, ...] = ()) -> KeypointRows:
    is_demo = isinstance(document, dict)
    entries = document["instance_info"] if is_demo else document
    first = int(is_demo)
    frames: list[int] = []
    people: list[tuple[int, list[Any]]] = []
    for place, entry in enumerate(entries):
        number, instances = place + first, entry
        if isinstance(entry, dict):
            number, instances = int(entry.get("frame_id", number)), entry["instances"]
        frames.append(number)
        people += [(number, _flat(instance)) for instance in instances]
    names = names or (_stated_names(document) if is_demo else ())
    if not names and people:
        names = names_of(len(people[0][1]) // 3)
    return rows_of_people(people, frames, names, first=first)


def _flat(instance: dict[str, Any]) -> list[Any]:
    """x, y, score, x, y, score …"""
    points, scores = instance["keypoints"], instance["keypoint_scores"]
    if any(len(point) != 2 for point in points):
        raise ValueError("its keypoints are not x and y: Relief takes 2D predictions")
    return [value for (x, y), score in zip(points, scores, strict=True) for value in (x, y, score)]


def _stated_names(document: dict[str, Any]) -> tuple[str, ...]:
    """Those of `meta_info`; empty where it has none. JSON makes the numbers of its keypoints into text."""
    stated = (document.get("meta_info") or {}).get("keypoint_id2name") or {}
    return tuple(str(stated[str(number)]) for number in range(len(stated)))
