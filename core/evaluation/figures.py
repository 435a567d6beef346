"""The paper's figures 6 (global shift) and 7 (movement range), as tables and as pictures."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.evaluation.judging import Judged
from core.evaluation.pictures import Curve, Picture
from core.evaluation.report import Cell, Table
from core.evaluation.statistics import Mean, mean_by_clip
from core.evaluation.windows import WindowSet

Array = NDArray[np.float64]

TENTHS = 10
"""The subsets of equal size into which windows are sorted by movement range."""


def shift_table(found: Mapping[str, Judged], windows: WindowSet) -> Table:
    """Figure 6 as numbers: errors and drift under shifts, one row for each lifter."""

    def row(name: str, item: Judged) -> tuple[Cell, ...]:
        s = item.shifts
        values = (s.original, s.shifted, s.consistency, s.beyond, s.demanded)
        tried = np.isfinite(s.length)
        around = tried & (s.length > 0.15) & (s.length < 0.25)
        means = [mean_by_clip(np.where(tried, v, np.nan), windows.clip) for v in values]
        return name, *means, mean_by_clip(np.where(around, s.consistency, np.nan), windows.clip)

    columns = ("lifter", "P_o-P_g", "P_s-P_g", "P_o-P_s", "beyond geometry", "geometry", "P_o-P_s around 0.2")
    notes = (
        "P_o, P_s, P_g: lifted, lifted after a shift of all keypoints, true. Under perspective a person who"
        " moves across the picture is seen from another side: `geometry` is how far that moves the truth in"
        " the camera frame, `beyond geometry` what a lifter drifts once it is taken out.",
    )
    rows = tuple(row(name, item) for name, item in found.items())
    return Table("shift", "Global shift", columns, rows, notes)


def find_tenths(ranges: Array) -> NDArray[np.int64]:
    """(N,) 0 to 9: in which tenth of the windows, ordered by movement range, each lies."""
    place = np.empty(len(ranges), np.int64)
    place[np.argsort(ranges, kind="stable")] = np.arange(len(ranges))
    return place * TENTHS // len(ranges)


def tenth_means(values: Array, windows: WindowSet, tenth: NDArray[np.int64]) -> list[Mean]:
    """Means of values (N,) in each of `find_tenths`."""
    return [mean_by_clip(np.where(tenth == i, values, np.nan), windows.clip) for i in range(TENTHS)]


def movement_table(found: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]) -> Table:
    """Figure 7 as numbers: MPJPE in each of `find_tenths`, one row for each lifter."""
    columns = ("lifter", *(f"tenth {i + 1}" for i in range(TENTHS)))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *tenth_means(item.mpjpe, windows, tenth)) for name, item in found.items()
    )
    return Table("movement", "MPJPE by movement range, smallest tenth first", columns, rows)


def shift_pictures(found: Mapping[str, Judged], reach: float) -> tuple[Picture, ...]:
    """Figure 6: error after a shift, and drift, against the shift's length."""
    edges = np.linspace(0, reach * np.sqrt(2), 9)
    centres = (edges[1:] + edges[:-1]) / 2

    def curve(name: str, item: Judged, values: Array, kind: str = "") -> Curve:
        index = np.digitize(item.shifts.length, edges) - 1
        means = np.array([values[index == i].mean() if (index == i).any() else np.nan for i in range(8)])
        return Curve(name, centres, means, kind=kind)

    error = tuple(curve(name, item, item.shifts.shifted) for name, item in found.items())
    whole, part = "whole drift", "beyond what perspective demands"
    drift = tuple(curve(name, item, item.shifts.consistency, whole) for name, item in found.items())
    beyond = tuple(curve(name, item, item.shifts.beyond, part) for name, item in found.items())
    x_label = "length of the shift (normalised image units)"
    return (
        Picture("shift_error", "Error after a shift", x_label, "MPJPE(P_s, P_g) in mm", error),
        Picture("shift_drift", "Drift under a shift", x_label, "MPJPE(P_o, P_s) in mm", drift + beyond),
    )


def movement_picture(found: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]) -> Picture:
    """Figure 7: error against the tenth, with intervals."""
    curves = []
    for name, item in found.items():
        means = tenth_means(item.mpjpe, windows, tenth)
        curves.append(
            Curve(
                name, np.arange(1.0, TENTHS + 1), np.array([m.value for m in means]),
                np.array([m.low for m in means]), np.array([m.high for m in means]),
            )
        )  # fmt: skip
    return Picture(
        "movement", "Error by movement range", "tenth of the windows, smallest movement range first",
        "MPJPE in mm", tuple(curves),
    )  # fmt: skip
