"""OpenPose's JSON, a file for each frame: doc/02_output.md of its repository (`--write_json`).

Pose2Sim, Sports2D and AlphaPose (`--format open`) write files of the same kind with other keypoints.
"""

from collections.abc import Iterator
from typing import Any

from core.detectors.keypoint_files.names import names_of
from core.detectors.keypoint_files.records import KeypointRows, rows_of_people

Frames = Iterator[tuple[int, Any]]
"""Frame number and document of each file."""


def read_openpose(files: Frames) -> KeypointRows:
    """The body keypoints of all people: BODY_25 (25 of them) or COCO (18); OpenPose's MPI (15) has no nose.

    BODY_25B has 25 too, in another order: it cannot be told from BODY_25.
    """
    frames: list[int] = []
    people: list[tuple[int, list[Any]]] = []
    for number, document in files:
        frames.append(number)
        bodies = [person["pose_keypoints_2d"] for person in document["people"]]
        people += [(number, body) for body in bodies if body]  # empty: only a face or a hand was seen
    if len(set(frames)) < len(frames):
        raise ValueError(
            "two of its files have the same frame number: keep each video in a folder of its own"
        )
    names = names_of(len(people[0][1]) // 3) if people else ()
    return rows_of_people(people, frames, names)
