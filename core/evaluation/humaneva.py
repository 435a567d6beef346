"""HumanEva-I's protocol: P-MPJPE by action and subject."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from core.datasets.test_sequence import TestSequence
from core.errors import BadInput
from core.evaluation.judging import origin_of, require_lifters
from core.evaluation.metrics import p_mpjpe
from core.evaluation.report import Cell, Evaluation, Table
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter

PUBLISHED = {
    ("Walking", "S1"): 13.5, ("Walking", "S2"): 9.4, ("Walking", "S3"): 47.2,
    ("Jog", "S1"): 20.3, ("Jog", "S2"): 12.1, ("Jog", "S3"): 12.8,
}  # fmt: skip
"""P-MPJPE in mm of RIE with a window of 27 frames (Shan et al. 2021)."""

_CORRUPTED = ("Walking", "S3")


def evaluate_humaneva(
    lifters: Mapping[str, Lifter], sequences: Iterable[TestSequence], *, report: Report = ignore_report
) -> Evaluation:
    """Judge every lifter on every chunk; `BadInput` without lifters of HumanEva's 15 joints or sequences."""
    _check(lifters)
    errors: dict[str, dict[tuple[str, str], list[float]]] = {name: defaultdict(list) for name in lifters}
    done = 0
    for sequence in sequences:
        report("evaluate", done, 0)
        done += 1
        for name, lifter in lifters.items():
            found = lifter.lift_run(sequence.points).astype(np.float64)
            values = 1000 * p_mpjpe(found, sequence.joints.astype(np.float64))
            errors[name][sequence.action, sequence.subject] += values.tolist()
    if not done:
        raise BadInput("The files hold no sequences.")
    origin = origin_of(lifters, data="HumanEva-I, validation subjects, three cameras", sequences=done)
    return Evaluation("HumanEva-I", (_table(errors),), origin=origin)


def _check(lifters: Mapping[str, Lifter]) -> None:
    require_lifters(lifters)
    for name, lifter in lifters.items():
        if lifter.spec.skeleton_name != "humaneva-15":
            raise BadInput(
                f"Lifter {name} has the joints of {lifter.spec.skeleton_name}; HumanEva-I needs one of"
                " humaneva-15. Name such lifters with --lifters."
            )


def _table(errors: Mapping[str, Mapping[tuple[str, str], list[float]]]) -> Table:
    """The mean is over Walking and Jog, as published: without Walking of S3, whose recording is corrupted."""
    columns = sorted({key for found in errors.values() for key in found}, key=_place)
    counted = [key for key in PUBLISHED if key != _CORRUPTED and key in columns]
    rows: list[tuple[Cell, ...]] = []
    for name, found in errors.items():
        means = {key: float(np.mean(values)) for key, values in found.items()}
        rows.append((name, *(means[key] for key in columns), _mean(means[key] for key in counted)))
    published = [PUBLISHED.get(key, float("nan")) for key in columns]
    rows.append(("published", *published, _mean(PUBLISHED[key] for key in counted)))
    names = tuple(" ".join(key) for key in columns)
    note = "The mean is over Walking and Jog without Walking of S3, whose motion capture is corrupted."
    return Table(
        "table", "P-MPJPE in mm, by action and subject", ("lifter", *names, "mean"), tuple(rows), (note,)
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return float(np.mean(found)) if found else float("nan")


def _place(key: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    """The published columns first, in their order."""
    known = list(PUBLISHED)
    return known.index(key) if key in known else len(known), key
