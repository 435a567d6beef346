"""CSV of joint angles: a row for each frame, a column for each angle."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.errors import UnfitPose
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import open_text, write_aside
from core.pose.angles import ANGLES, DISCLAIMER, joint_angles
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

_FRAMES_AT_ONCE = 1024
HEADER = ("frame", "time_s", *(f"{angle.name}_deg" for angle in ANGLES))


def write_angles(
    pose: Pose,
    path: Path,
    context: ExportContext,  # noqa: ARG001 - a table has no room for it
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """`frame,time_s,left_hip_flexion_deg,…` (`core.pose.angles`); an empty cell where there is no angle.

    Seconds as the video has them. `UnfitPose` for another skeleton than H36M-17.
    """
    with write_aside(path) as file:
        file.write(",".join(HEADER) + "\n")
        for rows, degrees in angle_parts(pose):
            file.writelines(_lines(pose, rows, degrees))
    frames, times, read = read_angles(path)
    largest = max((_difference(read[rows], meant) for rows, meant in angle_parts(pose)), default=0.0)
    shift_s = float(np.ptp(times) - np.ptp(pose.times)) if len(pose) else 0.0
    notes = (DISCLAIMER, *(f"{a.name}: {a.formula}; positive: {a.positive}" for a in ANGLES))
    return ReadBack(len(frames), None, None, shift_s * 1000, largest_angle_error_deg=largest, notes=notes)


def read_angles(path: Path) -> tuple[NDArray[np.int64], Array, Array]:
    """Frames (T,), seconds (T,) and degrees (T, A), NaN for empty cells; `BadInput` for another table."""
    with told_as_bad_input(path, "a table of angles"):
        with open_text(path) as file:
            if tuple(file.readline().rstrip("\n").split(",")) != HEADER:
                raise ValueError("its header is not that of a table of angles")
            parts = [np.zeros((0, len(HEADER)))]
            while lines := list(islice(file, _FRAMES_AT_ONCE)):
                rows = [[cell or "nan" for cell in line.rstrip("\n").split(",")] for line in lines]
                parts.append(np.array(rows, dtype=np.float64).reshape(-1, len(HEADER)))
        values = np.concatenate(parts)
    return values[:, 0].astype(np.int64), values[:, 1], values[:, 2:]


def angle_parts(pose: Pose) -> Iterator[tuple[slice, Array]]:
    """Some frames at a time, and their (n, A) degrees. `UnfitPose` for another skeleton than H36M-17."""
    if pose.skeleton.joints != H36M_17.joints:
        raise UnfitPose(
            f"Joint angles need the 17 joints of {H36M_17.name}, but this pose is in {pose.skeleton.name}."
            " Export its joints as CSV."
        )
    for start in range(0, len(pose), _FRAMES_AT_ONCE):
        rows = slice(start, start + _FRAMES_AT_ONCE)
        joints = pose.joints[rows].astype(np.float64)
        joints[~np.isfinite(joints).all(axis=(1, 2))] = np.nan
        yield rows, joint_angles(joints, pose.coordinates).degrees


def _lines(pose: Pose, rows: slice, degrees: Array) -> Iterator[str]:
    rounded = np.round(degrees, 3) + 0.0  # adding 0 makes -0 into 0
    for frame, time, values in zip(
        pose.frames[rows].tolist(), pose.times[rows].tolist(), rounded.tolist(), strict=True
    ):
        cells = [f"{value:.3f}" if value == value else "" for value in values]  # NaN is not itself
        yield f"{frame},{time:.9f},{','.join(cells)}\n"


def _difference(read: Array, meant: Array) -> float:
    """The largest; infinite where one has an angle that the other has not."""
    if not np.array_equal(np.isnan(read), np.isnan(meant)):
        return float("inf")
    return float(np.nanmax(np.abs(read - meant), initial=0.0, where=~np.isnan(meant)))
