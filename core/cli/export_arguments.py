"""Options of `relief export`, `convert` and `render`."""

import argparse
from pathlib import Path

from core.cli.argument_types import parse_count, parse_names, parse_rate, parse_seconds, parse_size
from core.cli.common_arguments import add_profile, add_quiet, add_smoothing


def add_export(parser: argparse.ArgumentParser) -> None:
    """Which take, in which formats, and how."""
    parser.add_argument("take", type=Path, metavar="TAKE", help="a .relief file")
    parser.add_argument(
        "--format", "--formats", type=parse_names, required=True, metavar="A,B",
        help="csv, bvh, json, trc, c3d, …: a wrong name lists them all",
    )  # fmt: skip
    parser.add_argument(
        "--lifter",
        "--lifters",
        type=parse_names,
        default=(),
        metavar="A,B",
        help="of those in the take [all]",
    )
    parser.add_argument("--person", type=parse_count, metavar="N", help="to be sure whose take it is")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="folder [that of the take]")
    _add_export_settings(parser)


def add_convert(parser: argparse.ArgumentParser) -> None:
    """Which file, into which format, and how."""
    parser.add_argument("file", type=Path, metavar="FILE", help="BVH, CSV, JSON, NPZ, TRC or C3D")
    parser.add_argument("--to", required=True, metavar="FORMAT", help="csv, bvh, json, trc, c3d, …")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="[beside the file]")
    _add_export_settings(parser)


def _add_export_settings(parser: argparse.ArgumentParser) -> None:
    """The choices of `core.export.settings`, which are checked there: NumPy is not loaded for them here."""
    add_profile(parser)
    parser.add_argument("--unit", metavar="UNIT", help="BVH in cm or m [what the program takes]")
    parser.add_argument("--table", metavar="LAYOUT", help="CSV tidy or wide [tidy]")
    parser.add_argument("--figure", metavar="WHAT", help="GLB and USD: body or joints [body]")
    parser.add_argument(
        "--root", metavar="HOW",
        help="in-place, glued (the lower foot always on the floor) or estimated [estimated, where it is]",
    )  # fmt: skip
    parser.add_argument(
        "--rate",
        type=parse_rate,
        metavar="RATE",
        help="of formats with one rate, such as 30000/1001 [the video's]",
    )
    add_smoothing(parser)
    parser.add_argument("--force", action="store_true", help="replace files that are there already")
    add_quiet(parser)


def add_render(parser: argparse.ArgumentParser) -> None:
    """Which take, and how its film looks."""
    parser.add_argument("take", type=Path, metavar="TAKE", help="a .relief file, its video where it was")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="an .mp4 file [beside the take: NAME.rendered.mp4]"
    )
    parser.add_argument(
        "--layout", choices=("side-by-side", "video", "3d"), default="side-by-side", help="[side-by-side]"
    )
    parser.add_argument(
        "--lifters",
        "--lifter",
        type=parse_names,
        default=(),
        metavar="A,B",
        help="of those in the take [all]",
    )
    parser.add_argument(
        "--view", choices=("front", "side", "three-quarter"), default="three-quarter",
        help="of the figures; front is where the camera stood [three-quarter]",
    )  # fmt: skip
    parser.add_argument("--size", type=parse_size, metavar="WxH", help="in pixels [1280x720; video: its own]")
    parser.add_argument("--start", type=parse_seconds, metavar="S", help="second of the video to start at")
    parser.add_argument("--end", type=parse_seconds, metavar="S", help="second of the video to end at")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")
    add_quiet(parser)
