"""DeepLabCut's CSV of 2D keypoints, which `movement`, DLC and SimBA read: three header rows."""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.export.keypoints import compare_points, find_joints, track_of
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import open_text, write_aside
from core.pose.records import Pose

_SCORER = "Relief"
_COORDS = ("x", "y", "likelihood")
_SEEN, _UNSEEN = "%.3f,%.3f,%.4f", ",,%.4f"


def write_dlc(
    pose: Pose,  # noqa: ARG001 - the file is of the track
    path: Path,
    context: ExportContext,
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """x and y in pixels and the likelihood of each joint; x and y are empty where it was not seen.

    `UnfitPose` where the context has no track.
    """
    track = track_of(context, "DLC")
    names = track.skeleton.joints
    points, likelihood = find_joints(track, [(name,) for name in names])
    with write_aside(path) as file:
        file.write(f"scorer,{','.join([_SCORER] * 3 * len(names))}\n")
        file.write(f"bodyparts,{','.join(name for name in names for _ in _COORDS)}\n")
        file.write(f"coords,{','.join(_COORDS * len(names))}\n")
        rounded = np.round(points, 3) + 0.0  # adding 0 makes -0 into 0
        for frame, xy, known in zip(
            track.frames.tolist(), rounded.tolist(), likelihood.tolist(), strict=True
        ):
            cells = [_cells(x, y, p) for (x, y), p in zip(xy, known, strict=True)]
            file.write(f"{frame},{','.join(cells)}\n")
    _, read, _ = read_dlc(path)
    return compare_points(read, points, track, context)


def read_dlc(path: Path) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
    """J names, (T, J, 2) pixels, NaN where empty, and (T, J) likelihoods; `BadInput` for another table."""
    with told_as_bad_input(path, "a table of keypoints"):
        with open_text(path, newline="") as file:
            rows = csv.reader(file)
            _, bodyparts, coords = next(rows), next(rows), next(rows)
            if bodyparts[0] != "bodyparts" or tuple(coords[1:]) != _COORDS * ((len(coords) - 1) // 3):
                raise ValueError("its header is not DeepLabCut's")
            cells = [[float(cell or "nan") for cell in row[1:]] for row in rows]
        numbers = np.array(cells, dtype=np.float64).reshape(len(cells), len(bodyparts) // 3, 3)
    return tuple(bodyparts[1::3]), numbers[..., :2], numbers[..., 2]


def _cells(x: float, y: float, likelihood: float) -> str:
    return _SEEN % (x, y, likelihood) if x == x else _UNSEEN % likelihood  # NaN is not itself
