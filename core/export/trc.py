"""TRC: marker trajectories at one rate, as OpenSim reads them.

The header has OpenSim's eight keys, frames count from 1, `Time` is `(frame - 1) / DataRate`. A marker that
was not seen is three empty cells. OpenSim's own reader drops what is empty behind the last tab, so a row
that ends in an empty cell gets one tab more, as in the files that OpenSim writes itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.errors import UnfitPose
from core.export.even_rate import EvenPose, compare_even, describe_gaps, even_notes, list_gaps, make_even
from core.export.named_joints import coordinates_of, pose_of_joints, skeleton_of, to_single
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import open_text, write_aside
from core.pose.records import Pose

KEYS = (
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame",
    "OrigNumFrames",
)  # fmt: skip
_METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0, "in": 0.0254}
_FRAMES_AT_ONCE = 512


def write_trc(
    pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
) -> ReadBack:
    """Every joint as a marker: millimetres, y up, one rate (`make_even`).

    `UnfitPose` where no frame is lifted.
    """
    check_lifted(pose, "TRC")
    even = make_even(pose, context, options)
    gaps = even.with_gaps()
    with write_aside(path) as file:
        file.writelines(_header_lines(gaps, path.name, float(even.rate)))
        file.writelines(_row_lines(gaps, even))
    read, rate = _read(path)
    return replace(compare_even(read, rate, even), notes=tuple(_notes(pose, even)))


def read_trc(path: Path) -> Pose:
    """The markers as joints, in metres; y is taken to be up, as in OpenSim. `BadInput` for another file."""
    return _read(path)[0]


def check_lifted(pose: Pose, format_name: str) -> None:
    """`UnfitPose` where no frame has a pose."""
    if not pose.is_lifted.any():
        raise UnfitPose(
            f"{format_name} needs at least one frame with a pose, but none of this clip's {len(pose)} frames"
            " has one. Choose a part of the video where the person is seen."
        )


def marker_names(pose: Pose) -> list[str]:
    """Joint names without blanks, which would end a name."""
    return ["_".join(name.split()) for name in pose.skeleton.joints]


def _header_lines(pose: Pose, name: str, rate: float) -> Iterator[str]:
    count, stated = len(pose), f"{rate:.9f}"
    values = (stated, stated, count, len(pose.skeleton), "mm", stated, 1, count)
    yield f"PathFileType\t4\t(X/Y/Z)\t{name}\n"
    yield "\t".join(KEYS) + "\n"
    yield "\t".join(map(str, values)) + "\n"
    yield "Frame#\tTime\t" + "\t\t\t".join(marker_names(pose)) + "\t\t\n"
    yield (
        "\t\t" + "\t".join(f"{axis}{i}" for i in range(1, len(pose.skeleton) + 1) for axis in "XYZ") + "\n\n"
    )


def _row_lines(pose: Pose, even: EvenPose) -> Iterator[str]:
    cells = 3 * len(pose.skeleton)
    full = "%d\t%.9f" + "\t%.3f" * cells + "\n"
    empty = "%d\t%.9f" + "\t" * (cells + 1) + "\n"
    step_s = float(1 / even.rate)
    for start in range(0, len(pose), _FRAMES_AT_ONCE):
        joints = pose.joints[start : start + _FRAMES_AT_ONCE].astype(np.float64)
        rows = np.round(joints.reshape(len(joints), -1) * 1000, 3) + 0.0  # adding 0 makes -0 into 0
        is_held = even.is_held[start : start + _FRAMES_AT_ONCE].tolist()
        yield "".join(
            [
                empty % (i + 1, i * step_s) if held else full % (i + 1, i * step_s, *row)
                for i, (row, held) in enumerate(zip(rows.tolist(), is_held, strict=True), start)
            ]
        )


def _read(path: Path) -> tuple[Pose, float]:
    """The pose, and the rate that the header states."""
    with told_as_bad_input(path, "TRC"), open_text(path) as file:
        if not file.readline().startswith("PathFileType"):
            raise ValueError("it does not start with PathFileType")
        keys, values = (file.readline().split() for _ in range(2))
        header = dict(zip(keys, values, strict=True))
        rate, metres = float(header["DataRate"]), _METRES[header["Units"]]
        if not 0 < rate < 1e6:
            raise ValueError(f"{rate:g} frames per second are not possible")
        names = file.readline().split()[2:]
        file.readline()
        if len(names) != int(header["NumMarkers"]):
            raise ValueError(f"{header['NumMarkers']} markers are announced, {len(names)} named")
        times, numbers = _read_rows(file, len(names))
        if len(times) != int(header["NumFrames"]):
            raise ValueError(f"{header['NumFrames']} frames are announced, {len(times)} found")
        return _pose(tuple(names), times, numbers * np.float32(metres)), rate


def _read_rows(file: TextIO, markers: int) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """(T,) seconds and (T, J, 3) in the units of the file; NaN for empty cells."""
    times, parts = [np.zeros(0)], [np.zeros((0, markers, 3), np.float32)]
    lines = (line for line in file if not line.isspace())
    while rows := [_cells(line, 2 + 3 * markers) for line in islice(lines, _FRAMES_AT_ONCE)]:
        numbers = np.array(rows, dtype=np.float64)
        times.append(numbers[:, 1])
        parts.append(to_single(numbers[:, 2:]).reshape(-1, markers, 3))
    return np.concatenate(times), np.concatenate(parts)


def _cells(line: str, count: int) -> list[str]:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) > count and not any(cells[count:]):
        cells = cells[:count]
    if len(cells) != count:
        raise ValueError(f"a row has {len(cells)} cells instead of {count}")
    return cells if all(cells) else [cell or "nan" for cell in cells]


def _pose(names: tuple[str, ...], times: NDArray[np.float64], joints: NDArray[np.float32]) -> Pose:
    return pose_of_joints(skeleton_of(names), times, joints, coordinates_of(joints))


def _notes(pose: Pose, even: EvenPose) -> Iterator[str]:
    yield "Units are millimetres and seconds; y is up. Markers are joint centres, not markers on the skin."
    yield from even_notes(pose, even)
    if gaps := describe_gaps(pose):
        yield f"Video frames without a pose have empty cells: {list_gaps(gaps)}."
