"""CSV: one row for each joint of each frame (tidy), or one row for each frame (wide)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.export.compare import compare_poses
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import write_aside
from core.pose.records import Flag, Pose
from core.pose.skeleton import SKELETONS, Skeleton

Cells = NDArray[Any]
"""Texts, as NumPy objects."""

TIDY_HEADER = ("frame", "time_s", "joint", "x_m", "y_m", "z_m", "confidence", "flag")
_JOINT_COLUMNS = ("x_m", "y_m", "z_m", "confidence", "flag")

_TIDY_TAIL = "%.5f,%.5f,%.5f,%.4f,%s"
"""One joint: 0.01 mm is far below what any camera sees."""
_UNLIFTED_TAIL = ",,,%.4f,%s"


def write_csv(
    pose: Pose,
    path: Path,
    context: ExportContext,  # noqa: ARG001 - a table has no room for it
    options: ExportOptions = DEFAULT_OPTIONS,
) -> ReadBack:
    """Every joint of every frame; x, y and z are empty cells where the frame was not lifted.

    Metres from the frame's root joint, x right, y up, z towards the viewer; seconds as the video has them,
    so a variable frame rate is kept exactly. `flag` holds `Flag` names joined by `+`.
    """
    meant = pose.y_up()
    lines = _tidy_lines(meant) if options.table == "tidy" else _wide_lines(meant)
    with write_aside(path) as file:
        file.writelines(lines)
    return compare_poses(read_csv(path), meant)


def read_csv(path: Path) -> Pose:
    """The pose that a tidy or wide table of ours holds, y up; `BadInput` where it is not such a table."""
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
        header = head.split(",")
        cells = body.rstrip("\n").replace("\n", ",").split(",") if body else []  # no cell of ours is quoted
        table = np.array(cells, dtype=object).reshape(-1, len(header))
        return _read_tidy(table) if tuple(header) == TIDY_HEADER else _read_wide(header, table)
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"{path} cannot be read as a table of joints: {error}") from error


def _tidy_lines(pose: Pose) -> Iterator[str]:
    yield ",".join(TIDY_HEADER) + "\n"
    names = pose.skeleton.joints
    for start, cells in _frame_cells(pose):
        yield "".join([f"{start},{name},{cell}\n" for name, cell in zip(names, cells, strict=True)])


def _wide_lines(pose: Pose) -> Iterator[str]:
    yield ",".join(_wide_header(pose.skeleton.joints)) + "\n"
    for start, cells in _frame_cells(pose):
        yield f"{start},{','.join(cells)}\n"


def _wide_header(joints: tuple[str, ...]) -> tuple[str, ...]:
    return ("frame", "time_s", *(f"{joint}_{column}" for joint in joints for column in _JOINT_COLUMNS))


def _frame_cells(pose: Pose) -> Iterator[tuple[str, list[str]]]:
    """For each frame: its number and time, and for each joint the cells x, y, z, confidence, flag."""
    confidence = np.nan_to_num(pose.confidence)[..., None]
    numbers = np.concatenate([pose.joints, confidence], axis=-1).astype(np.float64)
    numbers = np.round(numbers, 5) + 0.0  # (T, J, 4); adding 0 makes -0 into 0
    is_lifted: list[list[bool]] = np.asarray(np.isfinite(numbers[..., :3]).all(axis=-1)).tolist()
    names = flag_names()
    for frame, time, joints, lifted, flags in zip(
        pose.frames.tolist(),
        pose.times.tolist(),
        numbers.tolist(),
        is_lifted,
        pose.flags.tolist(),
        strict=True,
    ):
        yield (
            f"{frame},{time:.9f}",
            [
                _TIDY_TAIL % (*values, names[flag]) if there else _UNLIFTED_TAIL % (values[3], names[flag])
                for values, there, flag in zip(joints, lifted, flags, strict=True)
            ],
        )


@cache
def flag_names() -> tuple[str, ...]:
    """For each value of a byte of `Flag` bits the names of those set, as in `outlier+outside`."""
    return tuple(
        "+".join(flag.name.lower() for flag in Flag if flag.name and value & flag) for value in range(256)
    )


def _read_tidy(table: Cells) -> Pose:
    """`table` is (T J, 8): frame, time, joint and the joint's five cells."""
    joints = tuple(table[table[:, 0] == table[0, 0], 2]) if len(table) else ()
    starts = table[:: len(joints) or 1]
    return _pose(starts[:, 0], starts[:, 1], joints, table[:, 3:].reshape(len(starts), len(joints), 5))


def _read_wide(header: list[str], table: Cells) -> Pose:
    """`table` is (T, 2 + 5 J): frame, time and five cells for each joint."""
    joints = tuple(name.removesuffix("_x_m") for name in header[2 :: len(_JOINT_COLUMNS)])
    if tuple(header) != _wide_header(joints):
        raise ValueError("its header is neither that of a tidy nor of a wide table")
    return _pose(table[:, 0], table[:, 1], joints, table[:, 2:].reshape(len(table), len(joints), 5))


def _pose(frames: Cells, times: Cells, joints: tuple[str, ...], cells: Cells) -> Pose:
    """`cells` is (T, J, 5): x, y, z, confidence and flag."""
    numbers = np.where(cells[..., :4] == "", "nan", cells[..., :4]).astype(np.float64)
    values = {name: value for value, name in reversed(list(enumerate(flag_names())))}
    flags = np.array([values[name] for name in cells[..., 4].ravel()], dtype=np.uint8)
    return Pose(
        skeleton=_skeleton_of(joints),
        frames=frames.astype(np.int64),
        times=times.astype(np.float64),
        joints=numbers[..., :3].astype(np.float32),
        confidence=numbers[..., 3].astype(np.float32),
        flags=flags.reshape(cells.shape[:2]),
        coordinates="y_up",
    )


def _skeleton_of(joints: tuple[str, ...]) -> Skeleton:
    """The known skeleton with these joints, or a nameless one without bones."""
    known = (skeleton for skeleton in SKELETONS.values() if skeleton.joints == joints)
    return next(known, Skeleton("unknown", joints))
