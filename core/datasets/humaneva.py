"""HumanEva-I (Sigal et al. 2010) in the files that the field passes on, for those who have them.

`data_3d_humaneva15.npz` (joints) and `data_2d_humaneva15_<keypoints>.npz` (pixels of three cameras), as
Pavllo et al. (2019) prepare them: takes are cut into chunks where the recording failed:
`Walking 1 chunk2`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from core.datasets.test_sequence import TestSequence, load_subjects
from core.errors import BadInput
from core.geometry.image import normalise

RATE = 60.0
TEST_SUBJECTS = ("Validate/S1", "Validate/S2", "Validate/S3")
_SIZE = (640, 480)
_CAMERAS = 3
_JOINTS = 15


def read_humaneva(joints_file: Path, keypoints_file: Path) -> Iterator[TestSequence]:
    """Every chunk of the three validation subjects from all cameras; `BadInput` where files do not fit.

    Joints keep the axes of the room: the data set is judged after a rigid alignment.
    """
    joints = load_subjects(joints_file, "positions_3d")
    pixels = load_subjects(keypoints_file, "positions_2d")
    for subject in TEST_SUBJECTS:
        if subject not in joints or subject not in pixels:
            raise BadInput(
                f"{joints_file.name} and {keypoints_file.name} do not both hold subject {subject}."
            )
        for chunk, world in joints[subject].items():
            if chunk not in pixels[subject]:
                raise BadInput(f"{keypoints_file} has no keypoints of {subject}, {chunk}.")
            cameras = pixels[subject][chunk]
            if len(cameras) != _CAMERAS:
                raise BadInput(
                    f"{keypoints_file} has {len(cameras)} cameras for {subject}, {chunk}, not three."
                )
            for seen in cameras:
                yield _sequence(subject, str(chunk), world, seen, (joints_file, keypoints_file))


def _sequence(subject: str, chunk: str, world: Any, seen: Any, files: tuple[Path, Path]) -> TestSequence:
    joints, pixels = np.asarray(world, np.float32), np.asarray(seen, np.float32)
    for file, values, size in ((files[0], joints, 3), (files[1], pixels, 2)):
        if values.shape != (len(joints), _JOINTS, size) or not np.isfinite(values).all():
            raise BadInput(
                f"{file}: {subject}, {chunk} has values of shape {values.shape} for {len(joints)} frames, not"
                f" (T, {_JOINTS}, {size}), or not all of them are numbers."
            )
    return TestSequence(
        subject=subject.rpartition("/")[2],
        action=chunk.split(" ")[0],
        name=f"{subject} {chunk}",
        points=normalise(pixels, *_SIZE),
        joints=joints - joints[:, :1],
        focal=None,
        times=np.arange(len(joints)) / RATE,
    )
