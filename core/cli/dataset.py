"""`relief dataset build`: a pack of motion capture to train and test lifters on."""

import argparse
import sys

from core.cli.progress import show_progress
from core.datasets.build import SPLITS, BuildOptions, build_pack


def build(options: argparse.Namespace) -> int:
    """Build the pack and say what is in it; 0 when it is written."""
    chosen = BuildOptions(
        rate=float(options.rate),
        unit=options.unit,
        source_rate=options.source_rate,
        val_subjects=options.val,
        test_subjects=options.test,
    )
    with show_progress(is_quiet=options.quiet) as report:
        found = build_pack(options.folder, options.output, chosen, report=report)
    for sentence in found.left_out:
        print(f"left out: {sentence}", file=sys.stderr)
    if not options.quiet:
        for name in SPLITS:
            subjects = ", ".join(found.subjects[name]) or "none"
            print(
                f"{name}: {found.clips[name]} clips, {found.minutes[name]:.1f} minutes, subjects {subjects}"
            )
    return 0
