"""HumanEva-I (Sigal et al. 2010) in the files that the field passes on, for those who have them.

`data_3d_humaneva15.npz` (joints) and `data_2d_humaneva15_<keypoints>.npz` (pixels of three cameras), as
Pavllo et al. (2019) prepare them: takes are cut into chunks where the recording failed:
`Walking 1 chunk2`.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.datasets.test_sequence import RecordedTake, TestSequence, read_takes
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
    for take in read_takes(joints_file, keypoints_file, TEST_SUBJECTS, cameras=_CAMERAS):
        yield _sequence(take, (joints_file, keypoints_file))


def _sequence(take: RecordedTake, files: tuple[Path, Path]) -> TestSequence:
    joints, pixels = np.asarray(take.world, np.float32), np.asarray(take.pixels, np.float32)
    for file, values, size in ((files[0], joints, 3), (files[1], pixels, 2)):
        if values.shape != (len(joints), _JOINTS, size) or not np.isfinite(values).all():
            raise BadInput(
                f"{file}: {take.subject}, {take.name} has values of shape {values.shape} for {len(joints)}"
                f" frames, not (T, {_JOINTS}, {size}), or not all of them are numbers."
            )
    return TestSequence(
        subject=take.subject.rpartition("/")[2],
        action=take.name.split(" ")[0],
        name=f"{take.subject} {take.name}",
        points=normalise(pixels, *_SIZE),
        joints=joints - joints[:, :1],
        focal=None,
        times=np.arange(len(joints)) / RATE,
    )
