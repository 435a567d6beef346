"""Human3.6M's 17 joints as plain arrays in an .npz file, as the demos of 3D lifters keep them.

MHFormer, StridedTransformer and PoseFormerV2 write `reconstruction`, (people, frames, 17, 2 or 3), pixels and
sometimes a score (`get_pose2D` in their demo/vis.py).
"""

import zipfile
from pathlib import Path

import numpy as np

from core.detectors.keypoint_files.records import Array, KeypointRows
from core.pose.skeleton import H36M_17

_NAMES = ("reconstruction", "keypoints", "positions_2d", "poses_2d", "points")
"""Of the array, best first."""
_LARGEST_ARRAY = 512 << 20


def is_npz(path: Path) -> bool:
    """Whether it is a zip of arrays."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith(".npy") for name in archive.namelist())


def read_h36m_npz(path: Path) -> KeypointRows:
    """(T, 17, 2 or 3) or (people, T, 17, 2 or 3): pixels, and a score if there are three.

    `ValueError` for arrays of Python objects, such as those of data_2d_h36m_gt.npz, which hold many videos.
    """
    with zipfile.ZipFile(path) as archive:
        held = {info.filename.removesuffix(".npy"): info.file_size for info in archive.infolist()}
        name = next((name for name in _NAMES if name in held), "")
        if not name:
            raise ValueError(f"it has no array called {', '.join(_NAMES[:-1])} or {_NAMES[-1]}")
        if held[name] > _LARGEST_ARRAY:
            raise ValueError(f"{name} is larger than {_LARGEST_ARRAY >> 20} MB")
        with archive.open(f"{name}.npy") as file:
            array = np.lib.format.read_array(file, allow_pickle=False)
    if array.dtype.kind not in "fiu":
        raise ValueError(f"{name} holds no numbers")
    return _to_rows(array.astype(np.float64), name)


def _to_rows(array: Array, name: str) -> KeypointRows:
    if array.ndim == 3:
        array = array[None]
    if array.ndim != 4 or array.shape[2] != len(H36M_17) or array.shape[3] not in (2, 3):
        raise ValueError(f"{name} is of shape {array.shape}, not (frames, 17, 2) or (people, frames, 17, 2)")
    people, frames = array.shape[:2]
    rows = array.reshape(people * frames, *array.shape[2:])
    return KeypointRows(
        names=H36M_17.joints,
        numbers=np.tile(np.arange(frames, dtype=np.int64), people),
        points=rows[..., :2],
        confidence=rows[..., 2] if rows.shape[-1] == 3 else np.ones(rows.shape[:2]),
        frames=np.arange(frames, dtype=np.int64),
    )
