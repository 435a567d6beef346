"""MPI-INF-3DHP's test set (Mehta et al. 2017): as it is published, or in the file that the field passes on.

Published: a folder for each of the six sequences TS1 to TS6 with `annot_data.mat` (MATLAB 7.3, which is
HDF5), whose `annot2` (T, 1, 17, 2) are pixels, `univ_annot3` (T, 1, 17, 3) millimetres in the camera frame
at the size of one common skeleton, and `valid_frame` (T, 1). Passed on: `data_test_3dhp.npz`, as Shan et
al. (P-STMO, 2022) make it of these, with `data_2d` (T, 17, 2), `data_3d` (T, 17, 3) and `valid` (T,) of
each sequence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.apart import read_apart
from core.damage import told_as_bad_input
from core.datasets.test_sequence import load_subjects
from core.errors import BadInput
from core.geometry.image import normalise
from core.hdf5 import is_hdf5, open_hdf5, read_array

ORDER = (14, 8, 9, 10, 11, 12, 13, 15, 1, 16, 0, 5, 6, 7, 2, 3, 4)
"""Where the data set has each joint of H36M-17; its head is our neck, its crown our head."""

_ANNOTATIONS = "annot_data.mat"
_PUBLISHED = {"data_2d": "annot2", "data_3d": "univ_annot3", "valid": "valid_frame"}
"""What the published arrays are called in the file that the field passes on."""

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
    """The sequences of the .npz file, the folder of TS1 to TS6, or one .mat file; `BadInput` for others."""
    is_published = path.is_dir() or path.suffix == ".mat"
    for name, found in _read_published(path) if is_published else load_subjects(path, "data").items():
        if name not in _CAMERAS:
            raise BadInput(f"{path}: {name!r} is none of the sequences TS1 to TS6.")
        yield _sequence(name, found, path)


def _read_published(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and arrays of each sequence, which are called as in the .npz file."""
    files = sorted(path.glob(f"TS*/{_ANNOTATIONS}")) if path.is_dir() else [path]
    if not files:
        raise BadInput(f"{path} does not hold TS1/{_ANNOTATIONS} to TS6/{_ANNOTATIONS}.")
    for file in files:
        yield file.absolute().parent.name, next(read_apart(_read_annotations, file, stage="read"))


def _read_annotations(path: Path) -> Iterator[dict[str, NDArray[Any]]]:
    with told_as_bad_input(path, "annotations of MPI-INF-3DHP"):
        if not is_hdf5(path):
            raise ValueError("it is no file of MATLAB 7.3.")
        with open_hdf5(path) as file:
            found = {ours: read_array(file, theirs) for ours, theirs in _PUBLISHED.items()}
        if any(found[name].shape[1:2] != (1,) for name in found):
            raise ValueError("its arrays are not of one person in each frame.")
    yield {name: values[:, 0] for name, values in found.items()}


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
