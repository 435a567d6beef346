"""Options of `relief lift`."""

import argparse
from pathlib import Path

from core.cli.argument_types import (
    parse_box,
    parse_count,
    parse_names,
    parse_number,
    parse_person,
    parse_positive,
    parse_seconds,
)
from core.cli.common_arguments import add_fps, add_precision, add_profile, add_quiet, add_smoothing


def add_lift(parser: argparse.ArgumentParser) -> None:
    """What to lift, how, and what to write."""
    parser.add_argument(
        "video", type=Path, metavar="VIDEO", help="video file, folder of images, or %%06d pattern"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="folder for the results [VIDEO-relief]"
    )
    parser.add_argument(
        "--lifters", type=parse_names, default=("baseline", "rie"), metavar="A,B",
        help="short names (see `relief lifters`) or files, separated by commas [baseline,rie]",
    )  # fmt: skip
    parser.add_argument(
        "--detector", default="auto", metavar="NAME",
        help="see `relief detectors` [auto: the best that is ready]",
    )  # fmt: skip
    parser.add_argument(
        "--quality", choices=("fast", "balanced", "best"), default="balanced",
        help="of detection: fast looks at every second frame or fewer, best at each twice [balanced]",
    )  # fmt: skip
    parser.add_argument("--weights", type=Path, metavar="FILE", help="ONNX file of RTMPose or RTMO, of yours")
    parser.add_argument(
        "--person-weights", type=Path, metavar="FILE", help="ONNX file of YOLOX or RTMDet that finds people"
    )
    parser.add_argument("--offline", action="store_true", help="download nothing")
    _add_mmpose(parser)
    parser.add_argument(
        "--keypoints", type=Path, metavar="FILE",
        help="2D keypoints that you have, instead of a detector: OpenPose folder, COCO, AlphaPose or MMPose"
        " JSON, DeepLabCut or SLEAP (CSV, HDF5, .slp), TRC of pixels, NPZ",
    )  # fmt: skip
    parser.add_argument(
        "--keypoints-format", metavar="NAME", help="a wrong name lists them all [seen from the content]"
    )
    parser.add_argument(
        "--keypoints-first", type=int, metavar="N",
        help="the number that FILE gives to the video's first frame [0; MMPose's demos: 1]",
    )  # fmt: skip
    parser.add_argument(
        "--formats",
        type=parse_names,
        default=("csv", "angles", "bvh", "json"),
        metavar="A,B",
        help="a wrong name lists them all [csv,angles,bvh,json]",
    )
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda"), default="auto", help="for lifting [auto]"
    )
    add_precision(parser)
    parser.add_argument(
        "--person", type=parse_person, metavar="N|all",
        help="whom to lift, counted in the order in which people come into the picture, or everybody"
        " [by --subject]",
    )  # fmt: skip
    parser.add_argument(
        "--subject", choices=("prominent", "longest", "largest", "central", "moving"), default="prominent",
        help="whom to lift of several: seen longest, largest in the picture, nearest to its middle, moving"
        " most; prominent: long, surely and large, all in one [prominent]",
    )  # fmt: skip
    parser.add_argument("--start", type=parse_seconds, metavar="S", help="first second of the clip")
    parser.add_argument("--end", type=parse_seconds, metavar="S", help="second at which the clip ends")
    add_fps(parser)
    parser.add_argument(
        "--smooth", choices=("none", "light", "butterworth", "savgol"), default="light",
        help="smooth the 2D keypoints before lifting; light: what jumps from frame to frame [light]",
    )  # fmt: skip
    parser.add_argument("--cutoff", type=parse_positive, default=6.0, metavar="HZ", help="of butterworth [6]")
    parser.add_argument(
        "--smooth-window", type=parse_positive, default=0.25, metavar="S", help="of savgol [0.25]"
    )
    parser.add_argument(
        "--max-gap", type=parse_seconds, default=0.25, metavar="S", help="longest gap to fill [0.25]"
    )
    parser.add_argument(
        "--shifts", type=parse_count, default=8, metavar="N", help="shifts tried per frame [8]"
    )
    add_smoothing(parser)
    _add_placement(parser)
    parser.add_argument("--wide", action="store_true", help="CSV with one row per frame")
    add_profile(parser)
    parser.add_argument(
        "--bvh-unit", dest="unit", choices=("cm", "m"), help="of BVH [what the program takes]"
    )
    add_quiet(parser)


def _add_mmpose(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the detector mmpose")
    group.add_argument(
        "--mmpose-config", metavar="FILE",
        help="config of a 2D model, a file or a name that mmpose knows; it is a program: trust its author",
    )  # fmt: skip
    group.add_argument("--mmpose-checkpoint", type=Path, metavar="FILE", help="the model's weights (.pth)")
    group.add_argument(
        "--mmpose-person-config", metavar="FILE", help="of a one-stage model (RTMO) that finds people's boxes"
    )
    group.add_argument("--mmpose-person-checkpoint", type=Path, metavar="FILE", help="its weights")
    group.add_argument(
        "--box", type=parse_box, metavar="X,Y,W,H",
        help="follow one person, who is in this box of pixels in the first frame: left, top, width, height",
    )  # fmt: skip


def _add_placement(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the person in the room")
    group.add_argument(
        "--fov", type=parse_positive, metavar="DEG", help="angle that the picture's longer side covers"
    )
    group.add_argument("--focal", type=parse_positive, metavar="PX", help="or the focal length in pixels")
    group.add_argument(
        "--height", type=parse_positive, metavar="M", help="the person's height: sets the scale"
    )
    group.add_argument(
        "--distance",
        type=parse_positive,
        metavar="M",
        help="from camera to pelvis in the first frame with a pose",
    )
    group.add_argument(
        "--camera", choices=("auto", "static", "moving"), default="auto",
        help="static ignores motion in the background, moving follows it even where it may be noise [auto]",
    )  # fmt: skip
    group.add_argument(
        "--feet", choices=("auto", "always", "off"), default="auto", help="hold standing feet in place [auto]"
    )
    group.add_argument(
        "--joint-limit", type=parse_number, metavar="DEG",
        help="bend knees and elbows back that bend the wrong way by more [as lifted]",
    )  # fmt: skip
    for name, what in (("tilt", "forwards"), ("roll", "sideways")):
        group.add_argument(
            f"--{name}",
            type=parse_number,
            default=0.0,
            metavar="DEG",
            help=f"set up right by hand: turn it {what} [0]",
        )
    group.add_argument(
        "--lift",
        type=parse_number,
        default=0.0,
        metavar="M",
        help="set the floor right by hand: raise the person [0]",
    )
