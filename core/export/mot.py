"""MOT: joint angles as the coordinates of OpenSim's full-body models.

Names and signs are those of the Rajagopal model (knees bend to positive angles). Only what 17 points show is
there. Our angles are those of bones projected on planes, OpenSim's are turns one after the other; the two
differ where a limb is far from the plane. For angles to analyse, run OpenSim's inverse kinematics on TRC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.export.angles_table import angle_parts
from core.export.even_rate import describe_gaps, list_gaps
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.export.trc import check_lifted
from core.files import open_text, write_aside
from core.pose.angles import ANGLES, DISCLAIMER
from core.pose.records import Pose

Array = NDArray[np.float64]

_PREAMBLE = """Coordinates
version=1
nRows={rows}
nColumns={columns}
inDegrees=yes

Units are S.I. units (second, meters, Newtons, ...)
Angles are in degrees.

endheader
"""
_ROWS_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class _Coordinate:
    """One column made of one of our angles."""

    name: str
    angle: str
    sign: int = 1
    added_deg: float = 0.0


_COORDINATES = (
    _Coordinate("pelvis_tilt", "pelvis_tilt", -1),  # about the right: positive leans back
    _Coordinate("pelvis_list", "pelvis_obliquity", -1),  # about forwards: positive lowers the right hip
    _Coordinate(
        "pelvis_rotation", "pelvis_rotation", 1, -90.0
    ),  # in the axes of our TRC: models face +x at 0, ours +z
    *(
        _Coordinate(f"{name}_{side[0]}", f"{side}_{angle}", sign)
        for side in ("right", "left")
        for name, angle, sign in (
            ("hip_flexion", "hip_flexion", 1),
            ("hip_adduction", "hip_abduction", -1),
            ("knee_angle", "knee_flexion", 1),
            ("arm_flex", "shoulder_flexion", 1),
            ("arm_add", "shoulder_abduction", -1),
            ("elbow_flex", "elbow_flexion", 1),
        )
    ),
    _Coordinate("lumbar_extension", "trunk_flexion", -1),
    _Coordinate("lumbar_bending", "trunk_side_bend"),
    _Coordinate("lumbar_rotation", "trunk_rotation"),
)

_PLACE = ("pelvis_tx", "pelvis_ty", "pelvis_tz")


def write_mot(
    pose: Pose,
    path: Path,
    context: ExportContext,  # noqa: ARG001 - the format has no room for it
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """A row for each frame at its true time, from 0 on; in the world also where the pelvis is, in metres.

    OpenSim takes no gaps: an angle runs evenly in time over frames that do not have it, and one that no frame
    has is left out. `UnfitPose` for another skeleton than H36M-17 and where no frame is lifted.
    """
    check_lifted(pose, "MOT")
    names, values = _columns(pose)
    with write_aside(path) as file:
        file.write(_PREAMBLE.format(rows=len(values), columns=len(names)))
        file.write("\t".join(names) + "\n")
        line = "\t".join(["%.9f"] + ["%.6f"] * (len(names) - 1)) + "\n"
        for start in range(0, len(values), _ROWS_AT_ONCE):
            rounded = np.round(values[start : start + _ROWS_AT_ONCE], 9) + 0.0  # makes -0 into 0
            file.write("".join([line % tuple(row) for row in rounded.tolist()]))
    read_names, read = read_mot(path)
    if read_names != names or read.shape != values.shape:
        raise RuntimeError(f"{read.shape} numbers were read back, {values.shape} written")
    return ReadBack(
        frames=len(read),
        rate=None,
        error=None,
        duration_error_ms=float(np.ptp(read[:, 0]) - np.ptp(values[:, 0])) * 1000,
        largest_angle_error_deg=float(np.abs(read[:, 1:] - values[:, 1:]).max(initial=0.0)),
        notes=tuple(_notes(pose, names)),
    )


def read_mot(path: Path) -> tuple[tuple[str, ...], Array]:
    """Names of the columns and their numbers (T, C), `time` first; `BadInput` for another file."""
    with told_as_bad_input(path, "MOT"):
        with open_text(path) as file:
            stated = {}
            for line in file:
                if line.strip() == "endheader":
                    break
                key, _, value = line.strip().partition("=")
                stated[key] = value
            names = tuple(file.readline().rstrip("\n").split("\t"))
            shape = int(stated["nRows"]), int(stated["nColumns"])
            values = np.loadtxt(file, delimiter="\t", ndmin=2) if shape[0] else np.zeros(shape)
        if values.shape != shape or len(names) != shape[1]:
            raise ValueError(f"{shape} numbers are announced, {values.shape} found")
    return names, values


def _columns(pose: Pose) -> tuple[tuple[str, ...], Array]:
    index_of = {angle.name: i for i, angle in enumerate(ANGLES)}
    degrees = np.concatenate([part for _, part in angle_parts(pose)])
    names, columns = ["time"], [pose.times - pose.times[0]]
    for coordinate in _COORDINATES:
        values = degrees[:, index_of[coordinate.angle]]
        if np.isfinite(values).any():
            names.append(coordinate.name)
            filled = _fill_turning(values, pose.times)
            columns.append(coordinate.sign * filled + coordinate.added_deg)
    if pose.coordinates == "world":
        names += _PLACE
        columns += [_fill(column, pose.times) for column in pose.joints[:, 0].T.astype(np.float64)]
    return tuple(names), np.stack(columns, axis=1)


def _fill_turning(degrees: Array, times: Array) -> Array:
    """Without gaps and without jumps by whole turns."""
    known = np.isfinite(degrees)
    unwrapped = np.full_like(degrees, np.nan)
    unwrapped[known] = np.unwrap(degrees[known], period=360)
    return _fill(unwrapped, times)


def _fill(values: Array, times: Array) -> Array:
    known = np.isfinite(values)
    return np.interp(times, times[known], values[known])


def _notes(pose: Pose, names: tuple[str, ...]) -> Iterator[str]:
    yield DISCLAIMER
    yield "Names and signs are those of OpenSim's Rajagopal model; angles are degrees, lengths metres."
    yield "Time 0 is the first frame of the clip. Every frame keeps its own time."
    if left_out := [c.name for c in _COORDINATES if c.name not in names]:
        yield f"Not shown in any frame, and left out: {', '.join(left_out)}."
    if gaps := describe_gaps(pose):
        yield f"Video frames without a pose have angles between those of their neighbours: {list_gaps(gaps)}."
