"""All commands of `relief` and their options."""

import argparse
from pathlib import Path

from core import __version__
from core.cli.common_arguments import add_fps
from core.cli.export_arguments import add_convert, add_export, add_render
from core.cli.lift_arguments import add_lift
from core.cli.training_arguments import add_dataset, add_evaluate, add_train


def build_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="relief", description="Turns an ordinary video of a person into 3D motion."
    )
    parser.add_argument("--version", action="version", version=f"relief {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_lift(commands.add_parser("lift", help="turn a video into 3D motion: CSV, BVH, JSON and a take"))
    add_export(commands.add_parser("export", help="write a take in other formats"))
    add_convert(commands.add_parser("convert", help="turn a file of poses into another format"))
    add_render(commands.add_parser("render", help="make a film of a take: the video beside the 3D figures"))
    info = commands.add_parser("info", help="say what a video or a take holds")
    info.add_argument("path", type=Path, metavar="VIDEO|TAKE")
    add_fps(info)
    commands.add_parser("lifters", help="list the lifters that come with Relief")
    commands.add_parser("detectors", help="list the detectors of 2D keypoints")
    commands.add_parser("doctor", help="try what works on this machine")
    add_train(commands.add_parser("train", help="train a lifter on motion capture"))
    add_dataset(commands.add_parser("dataset", help="make a pack of motion capture to train and test on"))
    add_evaluate(commands.add_parser("evaluate", help="say in tables and pictures how good a lifter is"))
    return parser
