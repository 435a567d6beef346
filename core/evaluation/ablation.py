"""The paper's own tables (Shan et al. 2021) on motion capture, from the rows that come with Relief."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.datasets.mocap import MocapPack
from core.evaluation.figures import (
    find_tenths,
    movement_picture,
    movement_table,
    shift_pictures,
    shift_table,
)
from core.evaluation.judging import (
    Judged,
    JudgingOptions,
    as_in_paper,
    draw_for,
    judge_all,
    origin_of_windows,
)
from core.evaluation.report import Cell, Evaluation, Table
from core.evaluation.statistics import Mean, mean_by_clip
from core.evaluation.windows import WindowSet, movement_ranges
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter

BASELINE = "baseline"
"""The row that all others are compared with."""

_Row = tuple[str, str, float]
_UNPUBLISHED = float("nan")

_TABLES: tuple[tuple[str, str, tuple[_Row, ...]], ...] = (
    (
        "table1", "Table 1: the components",
        (
            ("baseline", "baseline", 34.1), ("+P-ENH", "p", 33.4), ("+T-ENH", "t", 33.1),
            ("+P-ENH +T-ENH", "pt", 32.3), ("+P-ENH +T-ENH, M-S OPT", "pt-stages", 30.1),
        ),
    ),
    (
        "supplement1", "Supplement, table 1: without the absolute keypoints",
        (
            ("absolute alone", "baseline", 34.1), ("P-ENH alone", "p-relative", 36.2),
            ("T-ENH alone", "t-relative", 36.9), ("absolute and P-ENH", "p", 33.4),
            ("absolute and T-ENH", "t", 33.1),
        ),
    ),
    (
        "relative", "RIE without the absolute keypoints",
        (
            ("baseline", "baseline", 34.1), ("+P-ENH +T-ENH", "pt", 32.3),
            ("P-ENH and T-ENH alone", "pt-relative", _UNPUBLISHED),
            ("P-ENH and T-ENH alone, M-S OPT", "pt-relative-stages", _UNPUBLISHED),
            ("P-ENH and T-ENH alone, in units of the body", "pt-body", _UNPUBLISHED),
        ),
    ),
    (
        "table2", "Table 2: operators of T-ENH",
        (
            ("none", "baseline", 34.1), ("cross product", "t-cross", 33.9),
            ("inner product", "t-inner", 33.6), ("cosine", "t-cosine", 33.5),
            ("subtraction", "t", 33.1), ("subtraction and its square", "t-square", 34.2),
        ),
    ),
    (
        "table3", "Table 3: multi-stage optimisation (M-S OPT)",
        (
            ("baseline", "baseline", 34.1), ("baseline, M-S OPT", "baseline-stages", 33.3),
            ("+P-ENH", "p", 33.4), ("+P-ENH, M-S OPT", "p-stages", 32.5),
            ("+T-ENH", "t", 33.1), ("+T-ENH, M-S OPT", "t-stages", 31.8),
            ("+P-ENH +T-ENH", "pt", 32.3), ("+P-ENH +T-ENH, M-S OPT", "pt-stages", 30.1),
        ),
    ),
)  # fmt: skip
"""File name, title, and rows: the paper's words, the lifter, and the paper's MPJPE in mm on Human3.6M from
exact keypoints with T=243, where it has the row. Subtraction over 81 frames is left out: the windows here
have 27."""

_PUBLISHED_BASELINE = 34.1

_IN_FIGURES = {lifter: words for words, lifter, _ in _TABLES[0][2]} | {
    "pt-relative": "P-ENH and T-ENH alone",
    "pt-body": "the same, in units of the body",
}
"""The rows of table 1, in the paper's words, and RIE without absolute keypoints."""


def evaluate_ablation(
    lifters: Mapping[str, Lifter],
    pack: MocapPack,
    options: JudgingOptions,
    *,
    report: Report = ignore_report,
) -> Evaluation:
    """Every table and figure of the paper whose rows are among `lifters`, which are named as in `_TABLES`.

    All see the same windows, from the four fixed cameras and at 50 frames a second that they were trained
    with. Rows whose lifter is missing are left out, and a table without its baseline is too.
    """
    options = as_in_paper(options)
    windows = draw_for(lifters, pack, options)
    found = judge_all(lifters, windows, options, report)
    tables = [
        _table(name, title, tuple(row for row in rows if row[1] in found), found, windows)
        for name, title, rows in _TABLES
        if BASELINE in found
    ]
    shown = {words: found[name] for name, words in _IN_FIGURES.items() if name in found}
    tenth = find_tenths(movement_ranges(windows))
    return Evaluation(
        title=f"The paper's experiments on {options.windows} windows of motion capture",
        tables=(*tables, *_figure_tables(shown, windows, tenth)),
        pictures=(*shift_pictures(shown, options.reach), movement_picture(shown, windows, tenth)),
        origin=origin_of_windows(lifters, pack, options),
    )


def _table(
    name: str,
    title: str,
    rows: tuple[_Row, ...],
    found: Mapping[str, Judged],
    windows: WindowSet,
) -> Table:
    def cells(label: str, lifter: str, published: float) -> tuple[Cell, ...]:
        errors = found[lifter].mpjpe
        less = mean_by_clip(errors - found[BASELINE].mpjpe, windows.clip)
        return (
            label, mean_by_clip(errors, windows.clip), less, _percent(less, found[BASELINE].mpjpe),
            published, 100 * (published - _PUBLISHED_BASELINE) / _PUBLISHED_BASELINE,
        )  # fmt: skip

    columns = (
        "variant",
        "MPJPE",
        "less baseline",
        "less baseline %",
        "published",
        "published less baseline %",
    )
    notes = (
        "Published: Shan et al. 2021 on Human3.6M, exact keypoints, T=243. Ours: motion capture, T=27 and"
        " small networks. Only the order and the shares can be compared. Intervals: 95 %, bootstrap over"
        " clips; differences are between the same windows.",
    )
    return Table(name, title, columns, tuple(cells(*row) for row in rows), notes)


def _percent(difference: Mean, baseline: NDArray[np.float64]) -> Mean:
    scale = 100 / float(baseline.mean())
    return Mean(difference.value * scale, difference.low * scale, difference.high * scale)


def _figure_tables(
    shown: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]
) -> tuple[Table, ...]:
    tables = [shift_table(shown, windows), movement_table(shown, windows, tenth)]
    if BASELINE in shown:
        gains = {
            f"{BASELINE} minus {name}": replace(item, mpjpe=shown[BASELINE].mpjpe - item.mpjpe)
            for name, item in shown.items()
            if name != BASELINE
        }
        gain = movement_table(gains, windows, tenth)
        tables.append(replace(gain, name="movement_gain", title="Figure 7: gain over the baseline by tenth"))
    return tuple(tables)
