"""`relief`: parses the arguments, runs the command, and turns errors into sentences and exit codes."""

import argparse
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from core import __version__
from core.errors import ReliefError
from core.jobs import JobStopped

EXIT_OK, EXIT_BAD_INPUT, EXIT_STOPPED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done. 2: something that the user can mend, said in a sentence. 130: stopped."""
    options = build_parser().parse_args(arguments)
    try:
        return _run(options)
    except ReliefError as error:
        print(f"relief: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except (JobStopped, KeyboardInterrupt) as stopped:
        print(f"relief: stopped. {stopped}".rstrip(), file=sys.stderr)
        return EXIT_STOPPED
    except BrokenPipeError:  # `relief info … | head`: nobody reads on, which is no error
        sys.stderr.close()
        return EXIT_OK
    except OSError as error:
        if error.filename is None:
            raise
        print(f"relief: {error.filename} cannot be used: {error.strerror}. Choose another.", file=sys.stderr)
        return EXIT_BAD_INPUT


def _run(options: argparse.Namespace) -> int:
    # Imported here, so that `--help` and mistyped options need neither NumPy nor PyTorch.
    match options.command:
        case "lift":
            from core.cli.lift import lift

            return lift(options)
        case "export":
            from core.cli.export import export

            return export(options)
        case "convert":
            from core.cli.export import convert

            return convert(options)
        case "render":
            from core.cli.render import render

            return render(options)
        case "train":
            from core.cli.train import train

            return train(options)
        case "evaluate":
            from core.cli.evaluate import evaluate

            return evaluate(options)
        case "dataset":
            from core.cli.dataset import build

            return build(options)
        case "doctor":
            from core.cli.doctor import doctor

            return doctor()
    from core.cli import show

    match options.command:
        case "info":
            show.show_info(options.path, options.fps)
        case "lifters":
            show.show_lifters()
        case "detectors":
            show.show_detectors()
    return EXIT_OK


def build_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="relief", description="Turns an ordinary video of a person into 3D motion."
    )
    parser.add_argument("--version", action="version", version=f"relief {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_lift(commands.add_parser("lift", help="turn a video into 3D motion: CSV, BVH, JSON and a take"))
    _add_export(commands.add_parser("export", help="write a take in other formats"))
    _add_convert(commands.add_parser("convert", help="turn a file of poses into another format"))
    _add_render(commands.add_parser("render", help="make a film of a take: the video beside the 3D figures"))
    info = commands.add_parser("info", help="say what a video or a take holds")
    info.add_argument("path", type=Path, metavar="VIDEO|TAKE")
    _add_fps(info)
    commands.add_parser("lifters", help="list the lifters that come with Relief")
    commands.add_parser("detectors", help="list the detectors of 2D keypoints")
    commands.add_parser("doctor", help="try what works on this machine")
    _add_train(commands.add_parser("train", help="train a lifter on motion capture"))
    _add_dataset(commands.add_parser("dataset", help="make a pack of motion capture to train and test on"))
    _add_evaluate(commands.add_parser("evaluate", help="say in tables and pictures how good a lifter is"))
    return parser


def _add_lift(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "video", type=Path, metavar="VIDEO", help="video file, folder of images, or %%06d pattern"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="folder for the results [VIDEO-relief]"
    )
    parser.add_argument(
        "--lifters", type=_names, default=("baseline", "rie"), metavar="A,B",
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
        " JSON, DeepLabCut or SLEAP CSV, TRC of pixels, NPZ",
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
        type=_names,
        default=("csv", "angles", "bvh", "json"),
        metavar="A,B",
        help="a wrong name lists them all [csv,angles,bvh,json]",
    )
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda"), default="auto", help="for lifting [auto]"
    )
    _add_precision(parser)
    parser.add_argument(
        "--person", type=_person, metavar="N|all",
        help="whom to lift, counted in the order in which people come into the picture, or everybody"
        " [by --subject]",
    )  # fmt: skip
    parser.add_argument(
        "--subject", choices=("prominent", "longest", "largest", "central", "moving"), default="prominent",
        help="whom to lift of several: seen longest, largest in the picture, nearest to its middle, moving"
        " most; prominent: long, surely and large, all in one [prominent]",
    )  # fmt: skip
    parser.add_argument("--start", type=_seconds, metavar="S", help="first second of the clip")
    parser.add_argument("--end", type=_seconds, metavar="S", help="second at which the clip ends")
    _add_fps(parser)
    parser.add_argument(
        "--smooth", choices=("none", "butterworth", "savgol"), default="none",
        help="smooth the 2D keypoints before lifting [none]",
    )  # fmt: skip
    parser.add_argument("--cutoff", type=_positive, default=6.0, metavar="HZ", help="of butterworth [6]")
    parser.add_argument("--smooth-window", type=_positive, default=0.25, metavar="S", help="of savgol [0.25]")
    parser.add_argument(
        "--max-gap", type=_seconds, default=0.25, metavar="S", help="longest gap to fill [0.25]"
    )
    parser.add_argument("--shifts", type=_count, default=8, metavar="N", help="shifts tried per frame [8]")
    _add_smoothing(parser)
    _add_placement(parser)
    parser.add_argument("--wide", action="store_true", help="CSV with one row per frame")
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help="of BVH: blender, maya, motionbuilder, unreal or plain [motionbuilder]",
    )
    parser.add_argument(
        "--bvh-unit", dest="unit", choices=("cm", "m"), help="of BVH [what the program takes]"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")


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
        "--box", type=_box, metavar="X,Y,W,H",
        help="follow one person, who is in this box of pixels in the first frame: left, top, width, height",
    )  # fmt: skip


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("take", type=Path, metavar="TAKE", help="a .relief file")
    parser.add_argument(
        "--format", "--formats", type=_names, required=True, metavar="A,B",
        help="csv, bvh, json, trc, c3d, …: a wrong name lists them all",
    )  # fmt: skip
    parser.add_argument(
        "--lifter", "--lifters", type=_names, default=(), metavar="A,B", help="of those in the take [all]"
    )
    parser.add_argument("--person", type=_count, metavar="N", help="to be sure whose take it is")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="folder [that of the take]")
    _add_export_settings(parser)


def _add_convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="BVH, CSV, JSON, NPZ, TRC or C3D")
    parser.add_argument("--to", required=True, metavar="FORMAT", help="csv, bvh, json, trc, c3d, …")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="[beside the file]")
    _add_export_settings(parser)


def _add_export_settings(parser: argparse.ArgumentParser) -> None:
    """The choices of `core.export.settings`, which are checked there: NumPy is not loaded for them here."""
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help="of BVH: blender, maya, motionbuilder, unreal or plain [motionbuilder]",
    )
    parser.add_argument("--unit", metavar="UNIT", help="BVH in cm or m [what the program takes]")
    parser.add_argument("--table", metavar="LAYOUT", help="CSV tidy or wide [tidy]")
    parser.add_argument("--figure", metavar="WHAT", help="GLB and USD: body or joints [body]")
    parser.add_argument(
        "--root", metavar="HOW",
        help="in-place, glued (the lower foot always on the floor) or estimated [estimated, where it is]",
    )  # fmt: skip
    parser.add_argument(
        "--rate",
        type=_rate,
        metavar="RATE",
        help="of formats with one rate, such as 30000/1001 [the video's]",
    )
    _add_smoothing(parser)
    parser.add_argument("--force", action="store_true", help="replace files that are there already")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")


def _add_render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("take", type=Path, metavar="TAKE", help="a .relief file, its video where it was")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="an .mp4 file [beside the take: NAME.rendered.mp4]"
    )
    parser.add_argument(
        "--layout", choices=("side-by-side", "video", "3d"), default="side-by-side", help="[side-by-side]"
    )
    parser.add_argument(
        "--lifters", "--lifter", type=_names, default=(), metavar="A,B", help="of those in the take [all]"
    )
    parser.add_argument(
        "--view", choices=("front", "side", "three-quarter"), default="three-quarter",
        help="of the figures; front is where the camera stood [three-quarter]",
    )  # fmt: skip
    parser.add_argument("--size", type=_size, metavar="WxH", help="in pixels [1280x720; video: its own]")
    parser.add_argument("--start", type=_seconds, metavar="S", help="second of the video to start at")
    parser.add_argument("--end", type=_seconds, metavar="S", help="second of the video to end at")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")


def _add_smoothing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--smoothing", "--smooth-3d", metavar="METHOD",
        help="of the 3D motion: butterworth, savitzky_golay, lowess or one_euro, as strong as --keep-range"
        " allows [none]",
    )  # fmt: skip
    parser.add_argument(
        "--keep-range", metavar="PERCENT",
        help="of every joint's range of movement that --smoothing leaves: 99.5, 99, 98, 95 or 90 [98]",
    )  # fmt: skip


def _add_placement(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the person in the room")
    group.add_argument(
        "--fov", type=_positive, metavar="DEG", help="angle that the picture's longer side covers"
    )
    group.add_argument("--focal", type=_positive, metavar="PX", help="or the focal length in pixels")
    group.add_argument("--height", type=_positive, metavar="M", help="the person's height: sets the scale")
    group.add_argument(
        "--distance", type=_positive, metavar="M", help="from camera to pelvis in the first frame with a pose"
    )
    group.add_argument(
        "--camera", choices=("auto", "static", "moving"), default="auto",
        help="static ignores motion in the background, moving follows it even where it may be noise [auto]",
    )  # fmt: skip
    group.add_argument(
        "--feet", choices=("auto", "always", "off"), default="auto", help="hold standing feet in place [auto]"
    )
    group.add_argument(
        "--joint-limit", type=float, metavar="DEG",
        help="bend knees and elbows back that bend the wrong way by more [as lifted]",
    )  # fmt: skip
    for name, what in (("tilt", "forwards"), ("roll", "sideways")):
        group.add_argument(
            f"--{name}",
            type=float,
            default=0.0,
            metavar="DEG",
            help=f"set up right by hand: turn it {what} [0]",
        )
    group.add_argument(
        "--lift",
        type=float,
        default=0.0,
        metavar="M",
        help="set the floor right by hand: raise the person [0]",
    )


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "preset", metavar="PRESET",
        help="baseline-27 or rie-27, also -81 and -243; paper-baseline, paper-p, paper-t, paper-pt and more,"
        " each also with -stages, for the tables of the paper",
    )  # fmt: skip
    parser.add_argument(
        "--data", type=Path, required=True, metavar="PACK", help="folder with train.npz and val.npz"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="RUN",
        help="folder of a new run, or of one to go on",
    )
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--samples-per-epoch", type=_count, metavar="N", help="instead of the preset's")
    parser.add_argument("--batch", type=_count, metavar="N", help="instead of the preset's")
    parser.add_argument("--seed", type=int, metavar="N", help="instead of the preset's")
    parser.add_argument(
        "--ema", type=_number, metavar="DECAY",
        help="keep an average over the weights with this decay per step, such as 0.999 [the preset's]",
    )  # fmt: skip
    parser.add_argument(
        "--precision", choices=("float32", "bfloat16"),
        help="of matrix products in training; bfloat16 is for GPUs [the preset's]",
    )  # fmt: skip
    parser.add_argument("-q", "--quiet", action="store_true")


def _add_dataset(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="dataset_command", required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build", help="from a folder of BVH, C3D or AMC files (with their ASF skeletons)"
    )
    build.add_argument("folder", type=Path, metavar="DIR", help="recordings, also in folders below")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="PACK", help="folder of the pack")
    build.add_argument("--rate", type=_rate, default=50, metavar="FPS", help="of the pack [50]")
    build.add_argument(
        "--source-rate", type=_positive, metavar="FPS", help="of files that do not state theirs [AMC: 120]"
    )
    build.add_argument(
        "--unit", choices=("auto", "m", "cm", "mm", "inch", "cmu"), default="auto",
        help="of BVH files; cmu: the conversions of CMU's recordings [auto: by the length of the legs]",
    )  # fmt: skip
    build.add_argument("--val", type=_names, default=(), metavar="A,B", help="subjects to validate with")
    build.add_argument("--test", type=_names, default=(), metavar="A,B", help="subjects to test with")
    build.add_argument("-q", "--quiet", action="store_true")


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--protocol", choices=("mocap", "paper", "perturb"), default="mocap",
        help="mocap: motion capture filmed as people film; paper: by four fixed cameras, as in the paper;"
        " perturb: with spoilt input [mocap]",
    )  # fmt: skip
    parser.add_argument(
        "--lifters", type=_names, default=(), metavar="A,B",
        help="short names or files, separated by commas; the first is what others are compared with"
        " [baseline,rie; with --protocol paper: every row of its tables]",
    )  # fmt: skip
    parser.add_argument("--data", type=Path, metavar="PACK", help="a pack of motion capture, or its folder")
    parser.add_argument(
        "--multiview", type=Path, metavar="DIR",
        help="instead: videos of calibrated cameras with their calibration (Qualisys or TOML)",
    )  # fmt: skip
    parser.add_argument("--detector", default="mediapipe", metavar="NAME", help="for --multiview [mediapipe]")
    parser.add_argument(
        "--h36m", type=Path, nargs=2, metavar=("JOINTS", "KEYPOINTS"),
        help="instead: Human3.6M, data_3d_h36m.npz and data_2d_h36m_gt.npz or that of a detector",
    )  # fmt: skip
    parser.add_argument(
        "--humaneva", type=Path, nargs=2, metavar=("JOINTS", "KEYPOINTS"),
        help="instead: HumanEva-I, data_3d_humaneva15.npz and data_2d_humaneva15_gt.npz",
    )  # fmt: skip
    parser.add_argument(
        "--mpi-inf-3dhp", type=Path, metavar="FILE", help="instead: MPI-INF-3DHP, data_test_3dhp.npz"
    )
    parser.add_argument("--split", default="test", metavar="NAME", help="which pack of the folder [test]")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the files"
    )
    parser.add_argument("--windows", type=_count, default=8000, metavar="N", help="windows judged [8000]")
    parser.add_argument("--noise", action="store_true", help="with the errors that detectors make")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="decides the windows [0]")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    _add_precision(parser)
    parser.add_argument("-q", "--quiet", action="store_true")


def _add_precision(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--precision", choices=("auto", "float32", "bfloat16"), default="auto",
        help="of lifting [auto: bfloat16 where the device has it and joints move by 0.5 mm at most]",
    )  # fmt: skip


def _add_fps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fps",
        type=_rate,
        metavar="RATE",
        help="frames per second of a series of images, such as 30000/1001",
    )


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("give at least one name")
    return names


def _rate(text: str) -> Fraction:
    try:
        rate = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no rate such as 25 or 30000/1001") from error
    if not 0 < rate <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} frames per second are not possible")
    return rate


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isascii() and width.isdigit() and height.isascii() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1280x720")
    return int(width[:9]), int(height[:9])


def _box(text: str) -> tuple[float, float, float, float]:
    sides = [_number(side) for side in text.split(",")]
    if len(sides) != 4 or min(sides[2:]) <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no box such as 100,50,200,400")
    return (sides[0], sides[1], sides[2], sides[3])


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from error
    if not abs(value) < 1e9:  # also refuses NaN
        raise argparse.ArgumentTypeError(f"{text} is not a usable number")
    return value


def _seconds(text: str) -> float:
    if (value := _number(text)) < 0:
        raise argparse.ArgumentTypeError(f"{text} seconds are less than none")
    return value


def _positive(text: str) -> float:
    if (value := _number(text)) <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not more than 0")
    return value


def _person(text: str) -> int | str:
    return text if text == "all" else _count(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10**9:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 upwards")
    return int(text)
