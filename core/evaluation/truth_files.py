"""Reading truth from files of four kinds. They come from anywhere: nothing in them is believed or run."""

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput, NotInstalled
from core.evaluation.truth import Truth
from core.export.csv_tables import read_csv
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

_LARGEST_FILE = 512 << 20
_MOST_NUMBERS = 64_000_000
"""Coordinates: half a gigabyte. An hour of 17 joints at 240 frames a second has 44 million."""
_UNITS = {"mm": 0.001, "cm": 0.01, "m": 1.0, "millimeters": 0.001, "meters": 1.0, "in": 0.0254}

_OTHER_NAMES = {
    "hips": "pelvis", "mid_hip": "pelvis", "midhip": "pelvis", "root": "pelvis", "nose": "neck",
    "head_top": "head", "mid_torso": "spine", "neck_base": "thorax",
}  # fmt: skip
"""What others call our joints. `neck` is ambiguous (ours is the nose, the field's the base of the neck) and
is taken for ours only in files of ours."""


def read_truth(path: Path) -> Truth:
    """The joints in an `.npz`, `.trc`, `.c3d` or one of our `.csv` files.

    `.npz`: `joint_names` (J,), `joints_world` (T, J, 3) metres, `fps` or `times` (T,), and, if the camera is
    known, `R` (3, 3) and `t` (3,) from world to camera. All but ours count their time from the start of the
    video. `BadInput` says what is wrong with a file, `NotInstalled` what C3D needs.
    """
    readers: dict[str, Callable[[Path], Truth]] = {
        ".npz": _read_npz, ".trc": _read_trc, ".c3d": _read_c3d, ".csv": _read_csv,
    }  # fmt: skip
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
    if rest == "neck" and "nose" not in words:
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
        names = [str(name) for name in data["joint_names"]]
        points = data["joints_world"].astype(np.float64)
        if points.ndim != 3 or points.shape[1:] != (len(names), 3):
            raise ValueError(f"joints_world is {points.shape}, not (frames, {len(names)}, 3)")
        times = data["times"] if "times" in data else np.arange(len(points)) / float(data["fps"])
        is_camera = "R" in data and "t" in data
        if is_camera:
            points = points @ data["R"].astype(np.float64).T + data["t"].astype(np.float64)
    return _named(path.name, names, times, points, is_camera)


def _read_csv(path: Path) -> Truth:
    pose = read_csv(path)
    points = pose.joints.astype(np.float64) * [1, -1, -1]  # y up, as all our tables, to the camera's axes
    roots = points[np.isfinite(points).all(axis=(1, 2)), 0]
    is_camera = bool(np.all(roots == 0))  # relative to the root, and so not placed in the world
    return _named(path.name, pose.skeleton.joints, pose.times, points, is_camera)


def _read_trc(path: Path) -> Truth:
    """OpenSim's table: three lines about it, a line of names, a line of axes, then the numbers."""
    with path.open(encoding="utf-8", errors="strict") as file:
        head = [file.readline(100_000).rstrip("\r\n").split("\t") for _ in range(5)]
        stated = dict(zip(head[1], head[2], strict=False))
        names = [name.strip() for name in head[3][2:] if name.strip()]
        unit = _unit_of(stated.get("Units", ""))
        rows = []
        for line in file:
            cells = line.rstrip("\r\n").split("\t")
            if any(cell.strip() for cell in cells):
                rows.append([float(cell) if cell.strip() else np.nan for cell in cells])
            if len(rows) * (2 + 3 * len(names)) > _MOST_NUMBERS:
                raise ValueError("it holds too many numbers")
    if not names or not rows or not head[0][0].startswith("PathFileType"):
        raise ValueError("it is not a TRC table")
    width = 2 + 3 * len(names)
    # Programs differ in whether a line whose last markers are unknown ends early or in empty cells.
    table = np.array([(row + [np.nan] * width)[:width] for row in rows])
    return _named(path.name, names, table[:, 1], table[:, 2:].reshape(len(rows), -1, 3) * unit, False)


def _read_c3d(path: Path) -> Truth:
    try:
        import ezc3d
    except ImportError as error:
        raise NotInstalled(
            "Reading C3D needs the package ezc3d. Install it (pip install ezc3d), or save the file as TRC."
        ) from error
    content: Any = ezc3d.c3d(str(path))
    point = content["parameters"]["POINT"]
    names = [str(name) for name in point["LABELS"]["value"]]
    unit = _unit_of(str(point["UNITS"]["value"][0]) if point["UNITS"]["value"] else "mm")
    points = np.asarray(content["data"]["points"], dtype=np.float64)[:3].transpose(2, 1, 0)  # (T, J, 3)
    if points.size > _MOST_NUMBERS:
        raise ValueError("it holds too many numbers")
    rate = float(point["RATE"]["value"][0])
    return _named(path.name, names[: points.shape[1]], np.arange(len(points)) / rate, points * unit, False)


def _unit_of(stated: str) -> float:
    if stated.strip().lower() not in _UNITS:
        raise ValueError(f"its unit {stated!r} is unknown")
    return _UNITS[stated.strip().lower()]


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
