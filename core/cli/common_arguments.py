"""Options that several commands share."""

import argparse

from core.cli.argument_types import parse_rate


def add_smoothing(parser: argparse.ArgumentParser) -> None:
    """Filter of the 3D motion."""
    parser.add_argument(
        "--smoothing", "--smooth-3d", metavar="METHOD",
        help="of the 3D motion: butterworth, savitzky_golay, lowess or one_euro, as strong as --keep-range"
        " allows [none]",
    )  # fmt: skip
    parser.add_argument(
        "--keep-range", metavar="PERCENT",
        help="of every joint's range of movement that --smoothing leaves: 99.5, 99, 98, 95 or 90 [98]",
    )  # fmt: skip


def add_precision(parser: argparse.ArgumentParser) -> None:
    """In which numbers to lift."""
    parser.add_argument(
        "--precision", choices=("auto", "float32", "bfloat16"), default="auto",
        help="of lifting [auto: bfloat16 where the device has it and joints move by 0.5 mm at most]",
    )  # fmt: skip


def add_fps(parser: argparse.ArgumentParser) -> None:
    """The rate of a series of images, which states none."""
    parser.add_argument(
        "--fps",
        type=parse_rate,
        metavar="RATE",
        help="frames per second of a series of images, such as 30000/1001",
    )


def add_profile(parser: argparse.ArgumentParser) -> None:
    """The program that BVH is for; checked by `core.export.settings`."""
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help="of BVH: blender, maya, motionbuilder, unreal or plain [motionbuilder]",
    )


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """No progress and no summary."""
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")
