"""Options of `relief train`, `dataset` and `evaluate`."""

import argparse
from pathlib import Path

from core.cli.argument_types import parse_count, parse_names, parse_number, parse_positive, parse_rate
from core.cli.common_arguments import add_precision, add_quiet


def add_train(parser: argparse.ArgumentParser) -> None:
    """What to train, on what, and where the run lies."""
    parser.add_argument(
        "preset", metavar="PRESET",
        help="baseline-27 or rie-27, also -81 and -243; -81-small, which goes on from -27 (--start-from);"
        " paper-baseline, paper-p, paper-t, paper-pt and more, each also with -stages, for the tables of"
        " the paper, and with -long behind it for four times the budget",
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
    parser.add_argument(
        "--start-from",
        metavar="LIFTER",
        help="go on with the weights of this lifter (as rie-27, or a file), also to a longer window; only the"
        " preset's last stage is run",
    )
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--samples-per-epoch", type=parse_count, metavar="N", help="instead of the preset's")
    parser.add_argument("--batch", type=parse_count, metavar="N", help="instead of the preset's")
    parser.add_argument("--seed", type=int, metavar="N", help="instead of the preset's")
    parser.add_argument(
        "--ema", type=parse_number, metavar="DECAY",
        help="keep an average over the weights with this decay per step, such as 0.999 [the preset's]",
    )  # fmt: skip
    parser.add_argument(
        "--precision", choices=("float32", "bfloat16"),
        help="of matrix products; bfloat16 is for GPUs and processors that have it [the preset's]",
    )  # fmt: skip
    add_quiet(parser)


def add_dataset(parser: argparse.ArgumentParser) -> None:
    """What to make a pack of, and how."""
    commands = parser.add_subparsers(dest="dataset_command", required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build", help="from a folder of BVH, C3D or AMC files (with their ASF skeletons)"
    )
    build.add_argument("folder", type=Path, metavar="DIR", help="recordings, also in folders below")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="PACK", help="folder of the pack")
    build.add_argument("--rate", type=parse_rate, default=50, metavar="FPS", help="of the pack [50]")
    build.add_argument(
        "--source-rate",
        type=parse_positive,
        metavar="FPS",
        help="of files that do not state theirs [AMC: 120]",
    )
    build.add_argument(
        "--unit", choices=("auto", "m", "cm", "mm", "inch", "cmu"), default="auto",
        help="of BVH files; cmu: the conversions of CMU's recordings [auto: by the length of the legs]",
    )  # fmt: skip
    build.add_argument("--val", type=parse_names, default=(), metavar="A,B", help="subjects to validate with")
    build.add_argument("--test", type=parse_names, default=(), metavar="A,B", help="subjects to test with")
    add_quiet(build)


def add_evaluate(parser: argparse.ArgumentParser) -> None:
    """Which lifters to judge, by what, and where to write it."""
    parser.add_argument(
        "--protocol", choices=("mocap", "paper", "perturb"), default="mocap",
        help="mocap: motion capture filmed as people film; paper: by four fixed cameras, as in the paper;"
        " perturb: with spoilt input [mocap]",
    )  # fmt: skip
    parser.add_argument(
        "--lifters", type=parse_names, default=(), metavar="A,B",
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
        "--mpi-inf-3dhp",
        type=Path,
        metavar="FILE",
        help="instead: MPI-INF-3DHP, data_test_3dhp.npz or the folder of TS1/annot_data.mat to TS6",
    )
    parser.add_argument("--split", default="test", metavar="NAME", help="which pack of the folder [test]")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the files"
    )
    parser.add_argument(
        "--windows", type=parse_count, default=8000, metavar="N", help="windows judged [8000]"
    )
    parser.add_argument("--noise", action="store_true", help="with the errors that detectors make")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="decides the windows [0]")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    add_precision(parser)
    add_quiet(parser)
