"""CSV: one row for each joint of each frame (tidy), or one row for each frame (wide)."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.export.compare import compare_poses
from core.export.named_joints import check_motion, coordinates_of, skeleton_of, to_single
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import open_text, write_aside
from core.pose.records import Flag, Pose

Cells = NDArray[Any]
"""Texts, as NumPy objects."""

TIDY_HEADER = ("frame", "time_s", "joint", "x_m", "y_m", "z_m", "confidence", "flag")
_JOINT_COLUMNS = ("x_m", "y_m", "z_m", "confidence", "flag")

_TIDY_TAIL = "%.5f,%.5f,%.5f,%.4f,%s"
"""One joint: 0.01 mm is far below what any camera sees."""
_UNLIFTED_TAIL = ",,,%.4f,%s"
_FRAMES_AT_ONCE, _CELLS_AT_ONCE = 512, 65536


def write_csv(
    pose: Pose,
    path: Path,
    context: ExportContext,  # noqa: ARG001 - a table has no room for it
    options: ExportOptions = DEFAULT_OPTIONS,
) -> ReadBack:
    """Every joint of every frame; x, y and z are empty cells where the frame was not lifted.

    Metres, x right, y up, z towards the viewer, from the frame's root joint or in the world; seconds as the
    video has them, so a variable frame rate is kept exactly. `flag` holds `Flag` names joined by `+`.
    """
    meant = pose.y_up()
    lines = _tidy_lines(meant) if options.table == "tidy" else _wide_lines(meant)
    with write_aside(path) as file:
        file.writelines(lines)
    return compare_poses(read_csv(path), meant)


def read_csv(path: Path) -> Pose:
    """The pose that a tidy or wide table of ours holds, y up; `BadInput` where it is not such a table."""
    with told_as_bad_input(path, "a table of joints"), open_text(path) as file:
        header = tuple(file.readline().rstrip("\n").split(","))
        read = _read_tidy if header == TIDY_HEADER else _read_wide
        return read(header, _tables(file, len(header)))


def _tables(file: TextIO, columns: int) -> Iterator[Cells]:
    """The lines (n, columns), some at a time: a cell of text is many times as large as its number."""
    while lines := list(islice(file, max(1, _CELLS_AT_ONCE // columns))):
        cells = "".join(lines).rstrip("\n").replace("\n", ",").split(",")  # no cell of ours is quoted
        if len(cells) != columns * len(lines):
            raise ValueError(f"not all of its rows have {columns} cells")
        yield np.array(cells, dtype=object).reshape(-1, columns)


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
    names = flag_names()
    for start in range(0, len(pose), _FRAMES_AT_ONCE):
        rows = slice(start, start + _FRAMES_AT_ONCE)
        confidence = np.nan_to_num(pose.confidence[rows])[..., None]
        numbers = np.concatenate([pose.joints[rows], confidence], axis=-1).astype(np.float64)
        numbers = np.round(numbers, 5) + 0.0  # (n, J, 4); adding 0 makes -0 into 0
        is_lifted: list[list[bool]] = np.asarray(np.isfinite(numbers[..., :3]).all(axis=-1)).tolist()
        for frame, time, joints, lifted, flags in zip(
            pose.frames[rows].tolist(),
            pose.times[rows].tolist(),
            numbers.tolist(),
            is_lifted,
            pose.flags[rows].tolist(),
            strict=True,
        ):
            yield (
                f"{frame},{time:.9f}",
                [
                    _TIDY_TAIL % (*values, names[flag])
                    if there
                    else _UNLIFTED_TAIL % (values[3], names[flag])
                    for values, there, flag in zip(joints, lifted, flags, strict=True)
                ],
            )


@cache
def flag_names() -> tuple[str, ...]:
    """For each value of a byte of `Flag` bits the names of those set, as in `outlier+outside`."""
    return tuple(
        "+".join(flag.name.lower() for flag in Flag if flag.name and value & flag) for value in range(256)
    )


def _read_tidy(_header: tuple[str, ...], tables: Iterator[Cells]) -> Pose:
    """Rows of frame, time, joint and the joint's five cells."""
    names: list[str] = []
    parts: list[tuple[NDArray[Any], ...]] = []
    for table in tables:
        names += list(table[:, 2]) if not parts else []
        parts.append(
            (table[:, 0].astype(np.int64), table[:, 1].astype(np.float64), *_joint_cells(table[:, 3:]))
        )
    frames, times, numbers, flags = _join(parts)
    joints = tuple(names[: int((frames == frames[0]).sum())] if len(frames) else ())
    starts = slice(None, None, len(joints) or 1)
    return _pose(frames[starts], times[starts], joints, numbers, flags)


def _read_wide(header: tuple[str, ...], tables: Iterator[Cells]) -> Pose:
    """Rows of frame, time and five cells for each joint."""
    joints = tuple(name.removesuffix("_x_m") for name in header[2 :: len(_JOINT_COLUMNS)])
    if header != _wide_header(joints):
        raise ValueError("its header is neither that of a tidy nor of a wide table")
    parts = [
        (t[:, 0].astype(np.int64), t[:, 1].astype(np.float64), *_joint_cells(t[:, 2:].reshape(-1, 5)))
        for t in tables
    ]
    frames, times, numbers, flags = _join(parts)
    return _pose(frames, times, joints, numbers, flags)


def _joint_cells(cells: Cells) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """x, y, z and confidence (n, 4), and flags (n,), of cells (n, 5)."""
    numbers = to_single(np.where(cells[:, :4] == "", "nan", cells[:, :4]).astype(np.float64))
    values = _flag_values()
    return numbers, np.array([values[name] for name in cells[:, 4]], dtype=np.uint8)


def _join(parts: Sequence[tuple[NDArray[Any], ...]]) -> tuple[NDArray[Any], ...]:
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0), np.zeros((0, 4), np.float32), np.zeros(0, np.uint8)
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


@cache
def _flag_values() -> dict[str, int]:
    return {name: value for value, name in reversed(list(enumerate(flag_names())))}


def _pose(
    frames: NDArray[np.int64],
    times: NDArray[np.float64],
    joints: tuple[str, ...],
    numbers: NDArray[np.float32],
    flags: NDArray[np.uint8],
) -> Pose:
    """`numbers` are (T J, 4), `flags` (T J,)."""
    shape = (len(frames), len(joints))
    if flags.size != len(frames) * len(joints):
        raise ValueError("not all of its frames have the same joints")
    check_motion(times, numbers[:, :3])
    return Pose(
        skeleton=skeleton_of(joints),
        frames=frames,
        times=times,
        joints=numbers[:, :3].reshape(*shape, 3),
        confidence=numbers[:, 3].reshape(shape),
        flags=flags.reshape(shape),
        coordinates=coordinates_of(numbers[:, :3].reshape(*shape, 3)),
    )
