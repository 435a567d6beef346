"""The paper's experiments on motion capture: errors, shifts (figure 6), movement range (figure 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.datasets.mocap import MocapPack
from core.errors import BadInput
from core.evaluation.report import Cell, Curve, Evaluation, Picture, Table
from core.evaluation.statistics import Mean, mean_by_clip
from core.evaluation.windows import (
    ShiftScores,
    WindowSet,
    draw_windows,
    lift_windows,
    movement_ranges,
    score,
    score_shifts,
)
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.training.noise import NoiseOptions
from core.training.sampler import SamplerOptions

Array = NDArray[np.float64]

PUBLISHED = {
    "baseline": 34.1, "+P-ENH": 33.4, "+T-ENH": 33.1, "+P-ENH +T-ENH": 30.1,
    "+T-ENH (cross)": 33.9, "+T-ENH (inner)": 33.6, "+T-ENH (cosine)": 33.5,
    "+T-ENH (subtract_square)": 34.2, "+T-ENH (subtract_81)": 33.7,
}  # fmt: skip
"""MPJPE in mm on Human3.6M from true keypoints, T=243 (Shan et al. 2021, tables 1 and 2 and supplement); that
of +P-ENH +T-ENH is with multi-stage optimisation. Another data set: for the order of rows, not their size."""

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How the test is made."""

    cameras: Literal["wild", "fixed"] = "wild"
    is_noisy: bool = False
    """Detector errors on top of detector-like keypoints."""
    windows: int = 8000
    reach: float = 0.2
    """Shifts are drawn from (-reach, reach) in x and y, normalised image units."""
    seed: int = 0
    rates: tuple[float, float] = field(default=(20.0, 60.0))


def evaluate_paper(
    lifters: Mapping[str, Lifter],
    pack: MocapPack,
    options: PaperOptions,
    *,
    report: Report = ignore_report,
) -> Evaluation:
    """Judge every lifter on the same windows of real people's own proportions. `BadInput` without lifters."""
    windows = draw_for(lifters, pack, options)
    found: dict[str, Judged] = {}
    for done, (name, lifter) in enumerate(lifters.items()):
        report("evaluate", done, len(lifters))
        found[name] = judge(lifter, windows, options)
    report("evaluate", len(lifters), len(lifters))
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
        origin={
            "relief": __version__,
            "data": pack.fingerprint,
            "cameras": options.cameras,
            "detector errors": "yes" if options.is_noisy else "no",
            "windows": options.windows,
            "seed": options.seed,
            **{f"lifter {name}": lifter.sha256 for name, lifter in lifters.items()},
        },
    )


def draw_for(lifters: Mapping[str, Lifter], pack: MocapPack, options: PaperOptions) -> WindowSet:
    """The windows that all of the lifters are judged on; `BadInput` if there are none."""
    if not lifters:
        raise BadInput("No lifter was given. Name at least one.")
    longest = max(lifter.spec.window for lifter in lifters.values())
    return draw_windows(pack, longest, options.windows, sampler_options(options), seed=options.seed)


def sampler_options(options: PaperOptions) -> SamplerOptions:
    """People as they were recorded: no changed bones, nobody made larger or smaller, faster or slower."""
    return SamplerOptions(
        rates=options.rates, stretch=(1.0, 1.0), bone_spread=0.0, body_spread=0.0, cameras=options.cameras,
        noise=NoiseOptions() if options.is_noisy else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What one lifter made of the windows: (N,) each, millimetres."""

    mpjpe: Array
    p_mpjpe: Array
    n_mpjpe: Array
    shifts: ShiftScores


def judge(lifter: Lifter, windows: WindowSet, options: PaperOptions) -> Judged:
    """Errors on the windows as they are, and what a shift of each does."""
    errors = score(lift_windows(lifter, windows), windows.joints)
    shifts = score_shifts(lifter, windows, reach=options.reach, seed=options.seed)
    return Judged(errors.mpjpe, errors.p_mpjpe, errors.n_mpjpe, shifts)


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
    return place * _TENTHS // len(ranges)


def _tenth_means(values: Array, windows: WindowSet, tenth: NDArray[np.int64]) -> list[Mean]:
    return [mean_by_clip(np.where(tenth == i, values, np.nan), windows.clip) for i in range(_TENTHS)]


def movement_table(found: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]) -> Table:
    """Figure 7 as numbers: MPJPE in each of `find_tenths`, one row for each lifter."""
    columns = ("lifter", *(f"tenth {i + 1}" for i in range(_TENTHS)))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *_tenth_means(item.mpjpe, windows, tenth)) for name, item in found.items()
    )
    return Table("movement", "MPJPE by movement range, smallest tenth first", columns, rows)


def _difference_tables(
    found: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]
) -> tuple[Table, ...]:
    """How every other lifter differs from the first, on all windows and by movement range."""
    (first, reference), *others = found.items()
    rows: list[tuple[Cell, ...]] = []
    for name, item in others:
        less = item.mpjpe - reference.mpjpe
        means = _tenth_means(less, windows, tenth)
        rows.append((f"{name} less {first}", mean_by_clip(less, windows.clip), *means))
    columns = ("lifters", "all windows", *(f"tenth {i + 1}" for i in range(_TENTHS)))
    note = (
        "Below 0 is better than the first lifter. Both see the same windows, and the difference is taken in"
        " each before clips are drawn again for the 95 % intervals."
    )
    title = "Difference in MPJPE, in all and by movement range, smallest tenth first"
    return (Table("difference", title, columns, tuple(rows), (note,)),) if rows else ()


def shift_pictures(found: Mapping[str, Judged], reach: float) -> tuple[Picture, ...]:
    """Figure 6: error after a shift, and drift, against the shift's length."""
    edges = np.linspace(0, reach * np.sqrt(2), 9)
    centres = (edges[1:] + edges[:-1]) / 2

    def curve(name: str, item: Judged, values: Array) -> Curve:
        index = np.digitize(item.shifts.length, edges) - 1
        means = np.array([values[index == i].mean() if (index == i).any() else np.nan for i in range(8)])
        return Curve(name, centres, means)

    error = tuple(curve(name, item, item.shifts.shifted) for name, item in found.items())
    drift = tuple(curve(name, item, item.shifts.consistency) for name, item in found.items())
    beyond = tuple(curve(f"{n}, beyond geometry", item, item.shifts.beyond) for n, item in found.items())
    x_label = "length of the shift (normalised image units)"
    return (
        Picture("shift_error", "Error after a shift", x_label, "MPJPE(P_s, P_g) in mm", error),
        Picture("shift_drift", "Drift under a shift", x_label, "MPJPE(P_o, P_s) in mm", drift + beyond),
    )


def movement_picture(found: Mapping[str, Judged], windows: WindowSet, tenth: NDArray[np.int64]) -> Picture:
    """Figure 7: error against the tenth, with intervals."""
    curves = []
    for name, item in found.items():
        means = _tenth_means(item.mpjpe, windows, tenth)
        curves.append(
            Curve(
                name, np.arange(1.0, _TENTHS + 1), np.array([m.value for m in means]),
                np.array([m.low for m in means]), np.array([m.high for m in means]),
            )
        )  # fmt: skip
    return Picture(
        "movement", "Error by movement range", "tenth of the windows, smallest movement range first",
        "MPJPE in mm", tuple(curves),
    )  # fmt: skip
