"""What the field's test sets come down to: keypoints of one camera and the joints that belong to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.object_arrays import load_objects
from core.errors import BadInput


@dataclass(frozen=True, slots=True, eq=False)
class RecordedTake:
    """One take of one subject as the files have it, seen by one camera; nothing in it is checked yet."""

    subject: str
    name: str
    """Of the take, with its number: `Walking 1`."""
    camera: int
    """Its place among the subject's cameras."""
    world: Any
    """Joints, in the file's own frame and joints."""
    pixels: Any


@dataclass(frozen=True, slots=True, eq=False)
class TestSequence:
    """One action of one subject seen by one camera."""

    __test__ = False  # not a test case, whatever its name says

    subject: str
    action: str
    """Without the number of its take: both takes of Walking are Walking."""
    name: str
    """Subject and take: what a bootstrap draws again, with all its cameras."""
    points: NDArray[np.float32]
    """(T, J, 2) normalised image units."""
    joints: NDArray[np.float32]
    """(T, J, 3) metres, camera frame, relative to the root."""
    focal: float | None
    """Half picture widths; None where the data set does not say."""
    times: NDArray[np.float64]
    """(T,) seconds."""


def read_takes(
    joints_file: Path, keypoints_file: Path, subjects: Sequence[str], *, cameras: int
) -> Iterator[RecordedTake]:
    """All takes of some subjects from all cameras, as Pavllo et al. (2019) lay out two files of a data set.

    `BadInput` where a subject, a take's keypoints or one of the `cameras` is missing.
    """
    joints = load_subjects(joints_file, "positions_3d")
    pixels = load_subjects(keypoints_file, "positions_2d")
    for subject in subjects:
        if subject not in joints or subject not in pixels:
            raise BadInput(
                f"{joints_file.name} and {keypoints_file.name} do not both hold subject {subject}."
            )
        for name, world in joints[subject].items():
            if name not in pixels[subject]:
                raise BadInput(f"{keypoints_file} has no keypoints of {subject}, {name}.")
            views = pixels[subject][name]
            if len(views) != cameras:
                raise BadInput(
                    f"{keypoints_file} has {len(views)} cameras for {subject}, {name}, not {cameras}."
                )
            for camera, seen in enumerate(views):
                yield RecordedTake(subject, str(name), camera, world, seen)


def load_subjects(path: Path, name: str) -> Mapping[str, Mapping[str, Any]]:
    """The array `name` of an .npz file: takes by subject. `BadInput` if it is anything else."""
    found = load_objects(path, name)
    if not isinstance(found, dict) or not all(isinstance(value, dict) for value in found.values()):
        raise BadInput(f"{path} does not hold a dictionary of subjects and actions.")
    return found
