"""MPI-INF-3DHP's protocol: share of joints within 150 mm (PCK), area under that curve (AUC), MPJPE."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.datasets.mpi_inf_3dhp import HPSequence
from core.errors import BadInput
from core.evaluation.judging import origin_of, require_lifters
from core.evaluation.metrics import p_mpjpe
from core.evaluation.report import Cell, Evaluation, Table
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

_LEFT_OUT = ("pelvis", "spine", "neck")
JUDGED = tuple(j for j, name in enumerate(H36M_17.joints) if name not in _LEFT_OUT)
"""The 14 joints that PCK and AUC count, as in the data set's own program: not its pelvis, spine and head."""
_WITHIN_MM = 150.0
_THRESHOLDS_MM = np.arange(0.0, _WITHIN_MM + 5, 5)


def pck(errors: Array) -> float:
    """Percentage of joints that are less than 150 mm off; errors in mm, any shape."""
    return float(100 * (errors < _WITHIN_MM).mean())


def auc(errors: Array) -> float:
    """Mean of that percentage over thresholds 0, 5, ... 150 mm (Mehta et al. 2017)."""
    return float(np.mean([100 * (errors < threshold).mean() for threshold in _THRESHOLDS_MM]))


@dataclass(frozen=True, slots=True, eq=False)
class _Errors:
    joints: Array
    """(T, 17) mm of each joint in the judged frames."""
    aligned: Array
    """(T,) P-MPJPE in mm."""


def evaluate_mpi_inf_3dhp(
    lifters: Mapping[str, Lifter], sequences: Iterable[HPSequence], *, report: Report = ignore_report
) -> Evaluation:
    """Judge every lifter on the valid frames; `BadInput` without lifters, sequences or such frames."""
    require_lifters(lifters)
    errors: dict[str, dict[str, _Errors]] = {name: {} for name in lifters}
    for done, sequence in enumerate(sequences):
        report("evaluate", done, 6)
        if not sequence.is_valid.any():
            raise BadInput(f"Sequence {sequence.name} has no valid frame.")
        for name, lifter in lifters.items():
            found = lifter.lift_run(sequence.points, focal=sequence.focal)[sequence.is_valid]
            errors[name][sequence.name] = _judge(found, sequence.joints[sequence.is_valid])
    if not all(errors.values()):
        raise BadInput("The file holds no sequences.")
    origin = origin_of(lifters, data=f"MPI-INF-3DHP, {', '.join(next(iter(errors.values())))}")
    return Evaluation("MPI-INF-3DHP", (_summary(errors), *_by_sequence(errors)), origin=origin)


def _judge(found: NDArray[np.float32], truth: NDArray[np.float32]) -> _Errors:
    a, b = 1000 * found.astype(np.float64), 1000 * truth.astype(np.float64)
    return _Errors(np.linalg.norm(a - b, axis=-1), p_mpjpe(a, b))


def _summary(errors: Mapping[str, Mapping[str, _Errors]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, found in errors.items():
        joints = np.concatenate([item.joints for item in found.values()])
        aligned = np.concatenate([item.aligned for item in found.values()])
        some = joints[:, JUDGED]
        rows.append((name, pck(some), auc(some), float(joints.mean()), float(aligned.mean())))
    note = "Of all valid frames. PCK and AUC in percent, over 14 joints; MPJPE and P-MPJPE in mm, over 17."
    return Table("table", "Errors", ("lifter", "PCK", "AUC", "MPJPE", "P-MPJPE"), tuple(rows), (note,))


def _by_sequence(errors: Mapping[str, Mapping[str, _Errors]]) -> Iterable[Table]:
    names = tuple(next(iter(errors.values())))
    measures: dict[str, Callable[[_Errors], float]] = {
        "PCK in percent": lambda found: pck(found.joints[:, JUDGED]),
        "AUC in percent": lambda found: auc(found.joints[:, JUDGED]),
        "MPJPE in mm": lambda found: float(found.joints.mean()),
    }
    for title, measure in measures.items():
        rows: list[tuple[Cell, ...]] = [
            (name, *(measure(found[sequence]) for sequence in names)) for name, found in errors.items()
        ]
        short = title.split(" ", maxsplit=1)[0].lower()
        yield Table(short, f"{title}, by sequence", ("lifter", *names), tuple(rows))
