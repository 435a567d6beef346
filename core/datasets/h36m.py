"""Human3.6M (Ionescu et al. 2014) in the files that the field passes on, for those who have them.

`data_3d_h36m.npz` (world joints) and `data_2d_h36m_<keypoints>.npz` (pixels of four cameras), as Pavllo et
al. (2019) prepare them. The cameras are constants of the data set.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from core.datasets.test_sequence import RecordedTake, TestSequence, read_takes
from core.errors import BadInput
from core.geometry.image import normalise

RATE = 50.0
TEST_SUBJECTS = ("S9", "S11")
KEPT = tuple(j for j in range(32) if j not in {4, 5, 9, 10, 11, 16, 20, 21, 22, 23, 24, 28, 29, 30, 31})
"""The 17 of the 32 recorded joints that everybody uses, in H36M-17 order."""

_SIZES = ((1000, 1002), (1000, 1000), (1000, 1000), (1000, 1002))
_FOCAL_PX = (1145.0494384765625, 1149.6756591796875, 1149.1407470703125, 1145.5113525390625)
_EXTRINSICS: dict[str, tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]] = {
    "S9": (
        ((0.15540587902069092, -0.15548215806484222, -0.7532095313072205, 0.6199594736099243),
         (2044.45849609375, 4935.1171875, 1481.2275390625)),
        ((0.618784487247467, -0.7634735107421875, -0.14132238924503326, 0.11933968216180801),
         (1990.959716796875, -5123.810546875, 1568.8048095703125)),
        ((0.13357827067375183, -0.1367100477218628, 0.7689454555511475, -0.6100738644599915),
         (-1670.9921875, 5211.98583984375, 1528.387939453125)),
        ((0.5879399180412292, -0.7823407053947449, 0.1427614390850067, -0.14794869720935822),
         (-1696.04345703125, -3827.099853515625, 1591.4127197265625)),
    ),
    "S11": (
        ((0.15232472121715546, -0.15442320704460144, -0.7547563314437866, 0.6191070079803467),
         (2098.440185546875, 4926.5546875, 1500.278564453125)),
        ((0.6189449429512024, -0.7600917220115662, -0.15300633013248444, 0.1255258321762085),
         (2083.182373046875, -4912.1728515625, 1561.07861328125)),
        ((0.14943228662014008, -0.15650227665901184, 0.7681233882904053, -0.6026304364204407),
         (-1609.8153076171875, 5177.3359375, 1537.896728515625)),
        ((0.5894251465797424, -0.7818877100944519, 0.13991211354732513, -0.14715361595153809),
         (-1590.738037109375, -3854.1689453125, 1578.017578125)),
    ),
}  # fmt: skip
"""Quaternion (w, x, y, z) that turns camera vectors into the world, and place in millimetres, by subject."""


def read_test_sequences(joints_file: Path, keypoints_file: Path) -> Iterator[TestSequence]:
    """Every action of subjects S9 and S11 from all four cameras; `BadInput` where files do not fit.

    Keypoints may go on for some frames after the joints have ended, as in the published files.
    """
    for take in read_takes(joints_file, keypoints_file, TEST_SUBJECTS, cameras=len(_SIZES)):
        yield _sequence(take, (joints_file, keypoints_file))


def _sequence(take: RecordedTake, files: tuple[Path, Path]) -> TestSequence:
    joints, pixels = np.asarray(take.world, np.float64), np.asarray(take.pixels, np.float64)
    where = f"{take.subject}, {take.name}"
    if joints.ndim != 3 or joints.shape[1:] not in ((32, 3), (17, 3)):
        raise BadInput(f"{files[0]}: {where} has joints of shape {joints.shape}, not (T, 32, 3).")
    if pixels.ndim != 3 or pixels.shape[1:] != (17, 2) or len(pixels) < len(joints):
        raise BadInput(
            f"{files[1]}: {where} has keypoints of shape {pixels.shape} for {len(joints)} frames, not"
            " (T, 17, 2)."
        )
    if joints.shape[1] == 32:
        joints = joints[:, KEPT]
    (w, x, y, z), place = _EXTRINSICS[take.subject][take.camera]
    turn = Rotation.from_quat([x, y, z, w])
    inside = turn.inv().apply((joints - np.array(place) / 1000).reshape(-1, 3)).reshape(joints.shape)
    width, height = _SIZES[take.camera]
    return TestSequence(
        subject=take.subject,
        action=take.name.split(" ")[0],
        name=f"{take.subject} {take.name}",
        points=normalise(pixels[: len(joints)].astype(np.float32), width, height),
        joints=(inside - inside[:, :1]).astype(np.float32),
        focal=_FOCAL_PX[take.camera] * 2 / width,
        times=np.arange(len(joints)) / RATE,
    )
