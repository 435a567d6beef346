"""MPI-INF-3DHP's test set (Mehta et al. 2017) in the file that the field passes on, for those who have it.

`data_test_3dhp.npz`, as Shan et al. (P-STMO, 2022) prepare it: six sequences TS1 to TS6, each with `data_2d`
(T, 17, 2) pixels, `data_3d` (T, 17, 3) millimetres in the camera frame, and `valid` (T,).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.test_sequence import load_subjects
from core.errors import BadInput
from core.geometry.image import normalise

ORDER = (14, 8, 9, 10, 11, 12, 13, 15, 1, 16, 0, 5, 6, 7, 2, 3, 4)
"""Where the data set has each joint of H36M-17; its head is our neck, its crown our head."""

_INDOORS, _OUTDOORS = ((2048, 2048), 1499.205), ((1920, 1080), 1683.983)
"""Picture size and focal length in pixels."""
_CAMERAS = {f"TS{i}": _INDOORS for i in (1, 2, 3, 4)} | {f"TS{i}": _OUTDOORS for i in (5, 6)}


@dataclass(frozen=True, slots=True, eq=False)
class HPSequence:
    """One of the six sequences."""

    name: str
    points: NDArray[np.float32]
    """(T, 17, 2) normalised image units, H36M-17."""
    joints: NDArray[np.float32]
    """(T, 17, 3) metres, camera frame, relative to the root, H36M-17."""
    is_valid: NDArray[np.bool_]
    """(T,) whether the frame is judged."""
    focal: float
    """Half picture widths."""


def read_mpi_inf_3dhp(path: Path) -> Iterator[HPSequence]:
    """The sequences in the file, in its order; `BadInput` where it is not laid out so."""
    if path.suffix == ".mat":
        raise BadInput(
            f"{path}: the data set's own .mat files are not read. Give data_test_3dhp.npz, which is made of"
            " them by the scripts of P-STMO."
        )
    for name, found in load_subjects(path, "data").items():
        if name not in _CAMERAS:
            raise BadInput(f"{path}: {name!r} is none of the sequences TS1 to TS6.")
        yield _sequence(name, found, path)


def _sequence(name: str, found: Mapping[str, Any], path: Path) -> HPSequence:
    if missing := {"data_2d", "data_3d", "valid"} - set(found):
        raise BadInput(f"{path}: {name} has no {', '.join(sorted(missing))}.")
    joints, pixels = (np.asarray(found[key], np.float32) for key in ("data_3d", "data_2d"))
    valid = np.asarray(found["valid"]).reshape(-1).astype(bool)
    shapes = joints.shape, pixels.shape, valid.shape
    if shapes != ((len(joints), 17, 3), (len(joints), 17, 2), (len(joints),)):
        raise BadInput(
            f"{path}: {name} has joints, keypoints and valid frames of shapes"
            f" {', '.join(map(str, shapes))}, not (T, 17, 3), (T, 17, 2) and (T,)."
        )
    if not np.isfinite(pixels).all() or not np.isfinite(joints[valid]).all():
        raise BadInput(f"{path}: not all values of {name} are numbers.")
    (width, height), focal = _CAMERAS[name]
    joints = joints[:, ORDER] / np.float32(1000)
    return HPSequence(
        name=name,
        points=normalise(pixels[:, ORDER], width, height),
        joints=joints - joints[:, :1],
        is_valid=valid,
        focal=focal * 2 / width,
    )
