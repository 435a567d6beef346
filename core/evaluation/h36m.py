"""Human3.6M's protocols: error per action, the average of which is the mean over the fifteen actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.datasets.test_sequence import TestSequence
from core.errors import BadInput
from core.evaluation.judging import origin_of, require_lifters
from core.evaluation.metrics import mpjpe, mpjve, n_mpjpe, p_mpjpe
from core.evaluation.report import Cell, Evaluation, Table
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter

Array = NDArray[np.float64]

METRICS = ("MPJPE", "P-MPJPE", "N-MPJPE", "MPJVE")
"""Protocols 1 and 2, scale alone, and velocity: the last in mm per frame, as the field reports it."""
ACTIONS = (
    "Directions", "Discussion", "Eating", "Greeting", "Phoning", "Photo", "Posing", "Purchases", "Sitting",
    "SittingDown", "Smoking", "Waiting", "WalkDog", "Walking", "WalkTogether",
)  # fmt: skip
PUBLISHED = {
    "published, CPN": (40.8, 44.5, 41.4, 42.7, 46.3, 55.6, 41.8, 41.9, 53.7, 60.8, 45.0, 41.5, 44.8, 30.8,
                       31.9),
    "published, true keypoints": (29.5, 30.8, 28.8, 29.1, 30.7, 35.2, 31.7, 27.8, 34.5, 36.0, 30.3, 29.4,
                                  28.9, 24.1, 24.7),
}  # fmt: skip
"""MPJPE in mm of RIE by action, from CPN's keypoints and from true ones (Shan et al. 2021)."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Errors so far of one action: sum in mm and number of frames, by metric."""

    total: dict[str, float]
    count: dict[str, int]


def evaluate_h36m(
    lifters: Mapping[str, Lifter],
    sequences: Iterable[TestSequence],
    *,
    report: Report = ignore_report,
) -> Evaluation:
    """Judge every lifter on every sequence; `BadInput` without lifters or sequences."""
    require_lifters(lifters)
    sums: dict[str, dict[str, _Sum]] = {name: {} for name in lifters}
    done = 0
    for sequence in sequences:
        report("evaluate", done, 0)
        done += 1
        for name, lifter in lifters.items():
            found = lifter.lift_run(sequence.points, focal=sequence.focal).astype(np.float64)
            _add(sums[name].setdefault(sequence.action, _Sum({}, {})), found, sequence)
    if not done:
        raise BadInput("The files hold no sequences.")
    tables = [_table(metric, sums) for metric in METRICS]
    origin = origin_of(lifters, data="Human3.6M, subjects S9 and S11, four cameras", sequences=done)
    return Evaluation("Human3.6M", tuple(tables), origin=origin)


def _add(action: _Sum, found: Array, sequence: TestSequence) -> None:
    truth = sequence.joints.astype(np.float64)
    frames = np.arange(len(truth), dtype=np.float64)  # so that velocities are per frame
    errors = {
        "MPJPE": mpjpe(found, truth), "P-MPJPE": p_mpjpe(found, truth), "N-MPJPE": n_mpjpe(found, truth),
        "MPJVE": mpjve(found, truth, frames),
    }  # fmt: skip
    for metric, values in errors.items():
        action.total[metric] = action.total.get(metric, 0.0) + 1000 * float(values.sum())
        action.count[metric] = action.count.get(metric, 0) + len(values)


def _table(metric: str, sums: Mapping[str, Mapping[str, _Sum]]) -> Table:
    found_actions = {action for found in sums.values() for action in found}
    actions = [*(a for a in ACTIONS if a in found_actions), *sorted(found_actions - set(ACTIONS))]
    rows: list[tuple[Cell, ...]] = []
    for name, found in sums.items():
        means = [found[action].total[metric] / max(found[action].count[metric], 1) for action in actions]
        rows.append((name, *means, float(np.mean(means))))
    if metric == "MPJPE" and actions == list(ACTIONS):
        rows += [(name, *values, float(np.mean(values))) for name, values in PUBLISHED.items()]
    name = "table" if metric == "MPJPE" else metric.lower().replace("-", "_")
    unit = "mm per frame" if metric == "MPJVE" else "mm"
    return Table(name, f"{metric} in {unit}, by action", ("lifter", *actions, "mean"), tuple(rows))
