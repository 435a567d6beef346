"""The default evaluation on motion capture: errors, what a shift does, and error by movement range."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.datasets.mocap import MocapPack
from core.evaluation.figures import (
    TENTHS,
    find_tenths,
    movement_picture,
    movement_table,
    shift_pictures,
    shift_table,
    tenth_means,
)
from core.evaluation.judging import Judged, JudgingOptions, draw_for, judge_all, origin_of_windows
from core.evaluation.report import Cell, Evaluation, Table
from core.evaluation.statistics import mean_by_clip
from core.evaluation.windows import WindowSet, movement_ranges
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter

PUBLISHED = {
    "baseline": 34.1, "+P-ENH": 33.4, "+T-ENH": 33.1, "+P-ENH +T-ENH": 30.1,
    "+T-ENH (cross)": 33.9, "+T-ENH (inner)": 33.6, "+T-ENH (cosine)": 33.5,
    "+T-ENH (subtract_square)": 34.2, "+T-ENH (subtract_81)": 33.7,
}  # fmt: skip
"""MPJPE in mm on Human3.6M from true keypoints, T=243 (Shan et al. 2021, tables 1 and 2 and supplement); that
of +P-ENH +T-ENH is with multi-stage optimisation. Another data set: for the order of rows, not their size."""


def evaluate_mocap(
    lifters: Mapping[str, Lifter],
    pack: MocapPack,
    options: JudgingOptions,
    *,
    report: Report = ignore_report,
) -> Evaluation:
    """Judge every lifter on the same windows of real people's own proportions. `BadInput` without lifters."""
    windows = draw_for(lifters, pack, options)
    found = judge_all(lifters, windows, options, report)
    tenth = find_tenths(movement_ranges(windows))
    labels = {name: lifter.spec.label for name, lifter in lifters.items()}
    return Evaluation(
        title=f"{options.windows} windows of motion capture, {options.cameras} cameras",
        tables=(
            _errors_table(found, windows, labels),
            shift_table(found, windows),
            movement_table(found, windows, tenth),
            *_difference_tables(found, windows, tenth),
        ),
        pictures=(*shift_pictures(found, options.reach), movement_picture(found, windows, tenth)),
        origin=origin_of_windows(lifters, pack, options),
    )


def _errors_table(found: Mapping[str, Judged], windows: WindowSet, labels: Mapping[str, str]) -> Table:
    def row(name: str, item: Judged) -> tuple[Cell, ...]:
        errors = [mean_by_clip(values, windows.clip) for values in (item.mpjpe, item.p_mpjpe, item.n_mpjpe)]
        return name, labels[name], *errors, PUBLISHED.get(labels[name], float("nan"))

    rows = tuple(row(name, item) for name, item in found.items())
    note = (
        "Intervals: 95 %, bootstrap over clips. Published: MPJPE on Human3.6M (Shan et al. 2021), another"
        " data set; only the order of rows can be compared."
    )
    columns = ("lifter", "variant", "MPJPE", "P-MPJPE", "N-MPJPE", "published")
    return Table("table", "Errors", columns, rows, (note,))


def _difference_tables(
    found: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]
) -> tuple[Table, ...]:
    """How every other lifter differs from the first, on all windows and by movement range."""
    (first, reference), *others = found.items()
    rows: list[tuple[Cell, ...]] = []
    for name, item in others:
        less = item.mpjpe - reference.mpjpe
        means = tenth_means(less, windows, tenth)
        rows.append((f"{name} less {first}", mean_by_clip(less, windows.clip), *means))
    columns = ("lifters", "all windows", *(f"tenth {i + 1}" for i in range(TENTHS)))
    note = (
        "Below 0 is better than the first lifter. Both see the same windows, and the difference is taken in"
        " each before clips are drawn again for the 95 % intervals."
    )
    title = "Difference in MPJPE, in all and by movement range, smallest tenth first"
    return (Table("difference", title, columns, tuple(rows), (note,)),) if rows else ()
