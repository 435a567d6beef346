"""A take's lifters side by side: one table of figures, with truth or without."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.diagnostics.comparison import Measure, bone_spread, difference, jitter, mean_measure
from core.evaluation.truth import Truth, truth_errors
from core.take import Take

Kind = Literal["difference", "shift", "beyond", "jitter", "bones", "mpjpe", "p_mpjpe"]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One kind of figure about one lifter."""

    kind: Kind
    """difference: from the take's first lifter, mm; shift: drift under global shifts, mm; beyond: what of it
    perspective does not demand, mm; jitter: m/s^2; bones: spread of their lengths, percent; mpjpe, p_mpjpe:
    errors against truth, mm."""
    lifter: str
    measure: Measure


def compare_take(take: Take, truth: Truth | None = None) -> tuple[Column, ...]:
    """The figures of all lifters, kind by kind. `BadInput` where truth does not fit the clip."""
    results = take.results
    if not results:
        return ()
    reference, *others = results
    errors = {name: truth_errors(truth, result.pose) for name, result in results.items()} if truth else {}
    return (
        *(
            Column("mpjpe", name, mean_measure(found.joints, found.mpjpe_mm))
            for name, found in errors.items()
        ),
        *(
            Column("p_mpjpe", name, mean_measure(found.joints, found.p_mpjpe_mm))
            for name, found in errors.items()
        ),
        *(
            Column("difference", name, difference(results[reference].pose, results[name].pose))
            for name in others
        ),
        *(
            Column("shift", name, mean_measure(result.pose.skeleton.joints, result.shift.joint_drift_mm))
            for name, result in results.items()
        ),
        *(
            Column("beyond", name, mean_measure(result.pose.skeleton.joints, result.shift.joint_beyond_mm))
            for name, result in results.items()
            if np.isfinite(result.shift.joint_beyond_mm).any()
        ),
        *(Column("jitter", name, jitter(result.pose)) for name, result in results.items()),
        *(Column("bones", name, bone_spread(result.pose)) for name, result in results.items()),
    )
