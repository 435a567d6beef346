"""Reading truth from files of four kinds. They come from anywhere: nothing in them is believed or run."""

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.evaluation.truth import Truth
from core.export.c3d import read_c3d
from core.export.csv_tables import read_csv
from core.export.npz import read_npz
from core.export.trc import read_trc
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

_LARGEST_FILE = 512 << 20
_MOST_NUMBERS = 64_000_000
"""Coordinates: half a gigabyte. An hour of 17 joints at 240 frames a second has 44 million."""

_OTHER_NAMES = {
    "hips": "pelvis", "mid_hip": "pelvis", "midhip": "pelvis", "root": "pelvis", "mid_torso": "spine",
    "neck_base": "thorax",
}  # fmt: skip
"""What others call our joints."""
_AMBIGUOUS = ("neck", "head")
"""Ours are the base of the skull and the end of the head as the training's motion capture has them. Others
mean the base of the neck, and the crown or the middle of the head: taken only under our very names."""


def read_truth(path: Path) -> Truth:
    """The joints in a `.trc` or `.c3d` file, in a `.csv` or `.npz` of ours, or in an `.npz` of these arrays:

    `joint_names` (J,), `joints_world` (T, J, 3) metres, `fps` or `times` (T,), and, if the camera is
    known, `R` (3, 3) and `t` (3,) from world to camera. All but our tables count their time from the start of
    the video. `BadInput` says what is wrong with a file, `NotInstalled` what C3D needs.
    """
    readers: dict[str, Callable[[Path], Truth]] = {
        ".npz": _read_npz,
        ".trc": lambda path: _of_pose(path, read_trc(path)),
        ".c3d": lambda path: _of_pose(path, read_c3d(path)),
        ".csv": lambda path: _of_pose(path, read_csv(path)),
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadInput(f"{path}: truth can be read from {', '.join(readers)} files.")
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BadInput(
                f"{path} is too large to be the truth of a clip ({_LARGEST_FILE >> 20} MiB at most)."
            )
        truth = reader(path)
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no such file.") from error
    except (
        OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, EOFError, MemoryError,
        OverflowError, RuntimeError, NotImplementedError, SyntaxError, zipfile.BadZipFile,
    ) as error:  # what damaged zips, arrays and tables are known to raise  # fmt: skip
        raise BadInput(f"{path} cannot be read as truth: {error}") from error
    return _check(truth, path)


def joint_name(name: str) -> str | None:
    """Our name of a joint that others write `LHip`, `l_hip`, `hip_left` or `Left Hip`; None if it is none."""
    if name in H36M_17.joints:
        return name
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name.rpartition(":")[2])
    words = [part.lower() for word in words for part in _split_side(word)]
    sides = {"l": "left", "left": "left", "r": "right", "right": "right"}
    side = [sides[word] for word in words if word in sides]
    rest = "_".join(word for word in words if word not in sides)
    rest = _OTHER_NAMES.get(rest, rest)
    known = "_".join([*side[:1], rest])
    if rest in _AMBIGUOUS:
        return None
    return known if known in H36M_17.joints else None


def _split_side(word: str) -> list[str]:
    """`LH` of `LHip` never occurs, but `L` of `LHIP` may stick to its word."""
    return [word[0], word[1:]] if len(word) > 2 and word.isupper() and word[0] in "LR" else [word]


def _named(source: str, names: Sequence[str], times: Array, points: Array, is_camera: bool) -> Truth:
    """The truth of the joints whose names mean something; between the hips the pelvis, if it has none."""
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        ours = joint_name(name)
        if ours and ours not in found:
            found[ours] = index
    if not found:
        raise BadInput(
            f"{source}: none of its joints has a name that Relief knows. They are called"
            f" {', '.join(names[:6])}; expected are names such as pelvis, left_hip or RKnee."
        )
    chosen = np.asarray(points[:, list(found.values())], dtype=np.float64)
    joints = tuple(found)
    if "pelvis" not in found and {"left_hip", "right_hip"} <= set(found):
        hips = chosen[:, [joints.index("left_hip"), joints.index("right_hip")]]
        chosen = np.concatenate([hips.mean(axis=1, keepdims=True), chosen], axis=1)
        joints = ("pelvis", *joints)
    return Truth(source, joints, np.asarray(times, dtype=np.float64), chosen, is_camera)


def _read_npz(path: Path) -> Truth:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > 8 * _MOST_NUMBERS:
            raise BadInput(f"{path} would unpack to more than fits in memory.")
    with np.load(path, allow_pickle=False) as data:
        if "joints_world" not in data:
            return _of_pose(path, read_npz(path))
        names = [str(name) for name in data["joint_names"]]
        points = data["joints_world"].astype(np.float64)
        if points.ndim != 3 or points.shape[1:] != (len(names), 3):
            raise ValueError(f"joints_world is {points.shape}, not (frames, {len(names)}, 3)")
        times = data["times"] if "times" in data else np.arange(len(points)) / float(data["fps"])
        is_camera = "R" in data and "t" in data
        if is_camera:
            points = points @ data["R"].astype(np.float64).T + data["t"].astype(np.float64)
    return _named(path.name, names, times, points, is_camera)


def _of_pose(path: Path, pose: Pose) -> Truth:
    """Of an export: a pose that is relative to its root is taken to be turned as the camera stood."""
    points = pose.joints.astype(np.float64) * [1, -1, -1]  # y up to the camera's axes
    is_camera = pose.coordinates == "y_up" and not np.any(np.nan_to_num(points[:, 0]))
    return _named(path.name, pose.skeleton.joints, pose.times, points, is_camera)


def _check(truth: Truth, path: Path) -> Truth:
    is_sound = (
        truth.points.shape == (len(truth.times), len(truth.joints), 3)
        and len(truth.times) > 0
        and np.isfinite(truth.times).all()
        and (np.diff(truth.times) > 0).all()
        and not np.isinf(truth.points).any()
        and np.isfinite(truth.points).any()
    )
    if not is_sound:
        raise BadInput(f"{path} cannot be read as truth: its times do not increase, or it holds no places.")
    return truth
