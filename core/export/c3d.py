"""C3D: point trajectories for biomechanics programs, written and read with ezc3d."""

import errno
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

import core
from core.damage import told_as_bad_input
from core.errors import NotInstalled, UnfitPose
from core.export.even_rate import (
    EvenPose,
    compare_even,
    describe_gaps,
    even_notes,
    exact_rate,
    list_gaps,
    make_even,
)
from core.export.named_joints import coordinates_of, even_grid, pose_of_joints, skeleton_of, to_single
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.export.trc import check_lifted, marker_names
from core.files import path_aside
from core.pose.records import Pose

if TYPE_CHECKING:
    import ezc3d

_METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0}
_MOST_FRAMES = 65535
"""What a header of the format can count, and what ezc3d reads."""

_FIRST_KEY = 0x50
"""The second byte of every C3D file."""

_RAW = "_raw"
"""Ends the names of points that were not filtered."""


def write_c3d(
    pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
) -> ReadBack:
    """Every joint as a point: millimetres, y up, one rate (`make_even`); a lost one has residual -1.

    Where the context holds the pose before it was filtered, its joints follow as `left_knee_raw` and so on.
    `UnfitPose` where no frame is lifted or there are more than a C3D file can count, `NotInstalled` without
    ezc3d.
    """
    check_lifted(pose, "C3D")
    even = make_even(pose, context, options)
    _check_length(even)
    points, names = _points_mm(even.with_gaps()), marker_names(pose)
    if context.raw is not None and context.raw.is_lifted.any():
        raw = make_even(context.raw, context, options).with_gaps()
        points = np.concatenate([points, _points_mm(raw)], axis=1)
        names += [name + _RAW for name in marker_names(raw)]
    file = _new_file(names, points, float(even.rate))
    with path_aside(path) as aside:
        file.write(str(aside))
        if not _is_whole(aside):  # ezc3d does not tell that the disk took no more
            raise OSError(errno.ENOSPC, "the file was cut off")
    read, rate = _read(path)
    notes = tuple(_notes(pose, even, has_raw=len(names) > len(pose.skeleton)))
    return replace(compare_even(_without_raw(read), rate, even), notes=notes)


def read_c3d(path: Path) -> Pose:
    """The points as joints, in metres, y up by the file's `Y_SCREEN`; unfiltered ones of ours are left out.

    `BadInput` for another file, `NotInstalled` without ezc3d.
    """
    _check_size(path)
    _try_apart(path)
    return _without_raw(_read(path)[0])


def _check_length(even: EvenPose) -> None:
    if len(even.pose) > _MOST_FRAMES:
        raise UnfitPose(
            f"C3D counts at most {_MOST_FRAMES} frames, and these are {len(even.pose)}. Export a shorter"
            " clip or a lower rate, or choose TRC."
        )


def _load() -> Any:
    try:
        import ezc3d
    except ImportError as error:
        raise NotInstalled(
            f"C3D files need ezc3d, which is not installed. Install it:"
            f" {sys.executable} -m pip install ezc3d==1.7.2"
        ) from error
    return ezc3d


def _points_mm(pose: Pose) -> NDArray[np.float64]:
    """(4, J, T) as ezc3d wants them; NaN where lost."""
    points = np.ones((4, len(pose.skeleton), len(pose)))
    points[:3] = pose.joints.transpose(2, 1, 0) * 1000.0
    return points


def _new_file(names: list[str], points: NDArray[np.float64], rate: float) -> "ezc3d.c3d":
    file = _load().c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [rate]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file["parameters"]["POINT"]["LABELS"]["value"] = names
    file.add_parameter("POINT", "X_SCREEN", ["+X"])
    file.add_parameter("POINT", "Y_SCREEN", ["+Y"])
    file.add_parameter("MANUFACTURER", "COMPANY", ["Relief"])
    file.add_parameter("MANUFACTURER", "SOFTWARE", ["Relief"])
    file.add_parameter("MANUFACTURER", "VERSION_LABEL", [core.__version__])
    is_lost = ~np.isfinite(points).all(axis=0)
    file["data"]["meta_points"]["residuals"] = np.where(is_lost, -1.0, 0.0)[None]
    file["data"]["points"] = np.where(is_lost, 0.0, points)
    return file


def _read(path: Path) -> tuple[Pose, float]:
    """The pose of all points, and the file's rate."""
    with told_as_bad_input(path, "C3D"):
        file = _load().c3d(str(path))
        about = file["parameters"]["POINT"]
        rate = float(about["RATE"]["value"][0])
        names = tuple(about["LABELS"]["value"])
        joints = file["data"]["points"][:3].transpose(2, 1, 0) * _METRES[about["UNITS"]["value"][0]]
        if not 0 < rate < 1e6 or len(names) != joints.shape[1] or not len(joints):
            raise ValueError(f"{len(joints)} frames of {len(names)} points at {rate:g} Hz are not usable")
        joints[file["data"]["meta_points"]["residuals"][0].T < 0] = np.nan
        return _pose(names, _y_up(joints, about), rate), rate


def _try_apart(path: Path) -> None:
    """`BadInput` where ezc3d cannot read the file, tried in a process that may crash with it.

    Parameters whose stated sizes are wrong make it read beyond its memory.
    """
    _load()
    command = [sys.executable, "-c", "import ezc3d, sys; ezc3d.c3d(sys.argv[1])", str(path)]
    tried = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if tried.returncode:
        *_, why = ["its reader broke down", *tried.stderr.strip().splitlines()]
        with told_as_bad_input(path, "C3D"):
            raise ValueError(why.partition("Error: ")[2] or why)


def _check_size(path: Path) -> None:
    """`BadInput` where the file is shorter than its header says: ezc3d takes that on trust, and crashes."""
    with told_as_bad_input(path, "C3D"):
        with path.open("rb") as file:
            start = file.read(2)
        if len(start) < 2 or start[1] != _FIRST_KEY or start[0] < 2:
            raise ValueError("it does not start as one")
        if not _is_whole(path):
            raise ValueError("its end is missing")


def _is_whole(path: Path) -> bool:
    """Whether the file is as long as its header says."""
    with path.open("rb") as file:
        header = file.read(512)
        if len(header) < 512 or header[0] < 2:
            return False
        file.seek((header[0] - 1) * 512)
        parameters = file.read(4)
        size = file.seek(0, os.SEEK_END)
    return len(parameters) == 4 and size >= _least_size(header, parameters)


def _least_size(header: bytes, parameters: bytes) -> int:
    """Bytes up to the end of the parameters and of the last frame.

    The fourth byte of the parameters tells the processor: 84 Intel, 85 DEC, 86 big-endian. Each has the sign
    of the header's scale, which tells floating points from whole numbers, in another byte.
    """
    order = ">" if parameters[3] == 86 else "<"
    points, samples, first, last = map(int, struct.unpack_from(f"{order}4H", header, 2))
    start = int(struct.unpack_from(f"{order}H", header, 16)[0])
    sign_byte = {85: 13, 86: 12}.get(parameters[3], 15)
    width = 4 if header[sign_byte] & 0x80 else 2
    frames = max(0, last - first + 1)
    return max(
        (header[0] - 1 + parameters[2]) * 512, (start - 1) * 512 + frames * width * (4 * points + samples)
    )


def _y_up(joints: NDArray[np.float64], about: Any) -> NDArray[np.float64]:
    """Turned about x where the file says that z points up on the screen."""
    up = about["Y_SCREEN"]["value"][0] if "Y_SCREEN" in about else "+Y"
    return joints[..., [0, 2, 1]] * [1, 1, -1] if up.strip() == "+Z" else joints


def _pose(names: tuple[str, ...], joints: NDArray[np.float64], rate: float) -> Pose:
    single = to_single(joints)
    times = even_grid(len(single), float(1 / exact_rate(rate)))
    return pose_of_joints(skeleton_of(names), times, single, coordinates_of(single))


def _without_raw(pose: Pose) -> Pose:
    kept = [i for i, name in enumerate(pose.skeleton.joints) if not name.endswith(_RAW)]
    if len(kept) == len(pose.skeleton) or not kept:
        return pose
    return replace(
        pose,
        skeleton=skeleton_of(tuple(pose.skeleton.joints[i] for i in kept)),
        joints=pose.joints[:, kept],
        confidence=pose.confidence[:, kept],
        flags=pose.flags[:, kept],
    )


def _notes(pose: Pose, even: EvenPose, *, has_raw: bool) -> Iterator[str]:
    yield "Units are millimetres; y is up (X_SCREEN +X, Y_SCREEN +Y). Points are joint centres."
    yield "The residual is 0, as for computed points, and -1 where there is none."
    if has_raw:
        yield f"Points ending in {_RAW} are those before filtering."
    yield from even_notes(pose, even)
    if gaps := describe_gaps(pose):
        yield f"Video frames without a pose have residual -1: {list_gaps(gaps)}."
