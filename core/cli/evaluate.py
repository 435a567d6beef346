"""`relief evaluate`: tables and pictures that say how good a lifter is."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from core.cli.progress import show_progress
from core.datasets.h36m import read_test_sequences
from core.datasets.humaneva import read_humaneva
from core.datasets.mocap import load_pack
from core.datasets.mpi_inf_3dhp import read_mpi_inf_3dhp
from core.errors import BadInput
from core.evaluation.ablation import evaluate_ablation
from core.evaluation.h36m import evaluate_h36m
from core.evaluation.humaneva import evaluate_humaneva
from core.evaluation.judging import JudgingOptions, as_in_paper
from core.evaluation.mocap import evaluate_mocap
from core.evaluation.mpi_inf_3dhp import evaluate_mpi_inf_3dhp
from core.evaluation.multiview import evaluate_multiview
from core.evaluation.perturb import evaluate_perturbations
from core.evaluation.report import Evaluation, write_evaluation
from core.jobs import Report
from core.lifter.inference import Lifter
from core.lifter.shipped import LIFTERS, paper_lifters
from core.pipeline import find_lifters


def evaluate(options: argparse.Namespace) -> int:
    """Run one protocol and write its files; 0 when they are written."""
    with show_progress(is_quiet=options.quiet) as report:
        lifters = {
            name: Lifter.from_file(file, name=name, device=options.device, precision=options.precision)
            for name, file in _lifter_files(options).items()
        }
        found = _judge(lifters, options, report)
    return _write(found, options)


def _judge(lifters: Mapping[str, Lifter], options: argparse.Namespace, report: Report) -> Evaluation:
    """What the chosen protocol says of the lifters; `BadInput` without data to judge them on."""
    if options.multiview is not None:
        return evaluate_multiview(lifters, options.multiview, options.detector, report=report)
    if options.h36m is not None:
        return evaluate_h36m(lifters, read_test_sequences(*options.h36m), report=report)
    if options.humaneva is not None:
        return evaluate_humaneva(lifters, read_humaneva(*options.humaneva), report=report)
    if options.mpi_inf_3dhp is not None:
        return evaluate_mpi_inf_3dhp(lifters, read_mpi_inf_3dhp(options.mpi_inf_3dhp), report=report)
    if options.data is None:
        raise BadInput("Give --data PACK, a pack of motion capture (see `relief dataset build`).")
    pack = load_pack(options.data / f"{options.split}.npz" if options.data.is_dir() else options.data)
    chosen = JudgingOptions(is_noisy=options.noise, windows=options.windows, seed=options.seed)
    if options.protocol == "perturb":
        return evaluate_perturbations(lifters, pack, chosen, report=report)
    if _is_ablation(options):
        return evaluate_ablation(lifters, pack, chosen, report=report)
    if options.protocol == "paper":
        chosen = as_in_paper(chosen)
    return evaluate_mocap(lifters, pack, chosen, report=report)


def _lifter_files(options: argparse.Namespace) -> dict[str, Path]:
    if _is_ablation(options):
        return paper_lifters()
    return find_lifters(options.lifters or tuple(LIFTERS))


def _is_ablation(options: argparse.Namespace) -> bool:
    """Whether the paper's tables are wanted, of lifters trained for them."""
    others = (options.multiview, options.h36m, options.humaneva, options.mpi_inf_3dhp)
    of_mocap = all(other is None for other in others)
    return of_mocap and options.protocol == "paper" and not options.lifters


def _write(evaluation: Evaluation, options: argparse.Namespace) -> int:
    files = write_evaluation(evaluation, options.output)
    if not options.quiet:
        table: Path = next(path for path in files if path.name == "table.md")
        print(table.read_text(encoding="utf-8"))
        for path in files:
            print(path)
    return 0
