"""`relief train`: a lifter from motion capture."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from core.cli.progress import show_progress
from core.datasets.mocap import load_pack
from core.jobs import JobStopped
from core.lifter.checkpoint import load_checkpoint
from core.lifter.inference import choose_device
from core.lifter.shipped import find_lifter
from core.training.options import find_preset
from core.training.processes import join_processes
from core.training.trainer import EpochResult, train_lifter


def train(options: argparse.Namespace) -> int:
    """Train a preset, or go on with the run in the folder; 0 when the lifter is written."""
    chosen = find_preset(options.preset)
    names = ("samples_per_epoch", "batch", "seed", "ema", "precision")
    asked = {name: getattr(options, name) for name in names}
    chosen = replace(chosen, **{name: value for name, value in asked.items() if value is not None})
    data: Path = options.data
    start = load_checkpoint(find_lifter(options.start_from)) if options.start_from else None
    packs = load_pack(data / "train.npz"), load_pack(data / "val.npz")

    with join_processes(choose_device(options.device)) as (processes, device):
        is_quiet = options.quiet or not processes.is_first

        def say(result: EpochResult) -> None:
            if not is_quiet:
                print(
                    f"stage {result.stage}, epoch {result.epoch}/{result.epochs}:"
                    f" train {result.train_mm:.1f} mm, val {result.val_mm:.1f} mm,"
                    f" {result.samples_per_second:.0f} samples/s",
                    file=sys.stderr,
                )

        with show_progress(is_quiet=is_quiet) as report:
            try:
                path = train_lifter(
                    chosen, *packs, options.output, device=device, report=report, on_epoch=say,
                    processes=processes, start=start,
                )  # fmt: skip
            except JobStopped as stopped:
                text = "Finished epochs are kept: the same command goes on from there."
                raise JobStopped(text) from stopped
    if not is_quiet:
        print(path)
    return 0
