"""How exactly and how fast poses are exported: `python tests/benchmarks/bvh_roundtrip.py [mocap.npz]`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "export")]

from export_motions import CONTEXT, MOCAP, mocap_clips, pose_of, walk  # noqa: E402 - found by the line above

from core.export import EXPORT_FORMATS, ExportContext, ExportOptions, ReadBack  # noqa: E402
from core.export.bvh_reader import read_bvh  # noqa: E402

CONTEXT_50 = ExportContext("mocap", Fraction(50))
SPEED_FRAMES = 10_000


@dataclass(frozen=True)
class Clip:
    """One clip that went through BVH."""

    read_back: ReadBack
    largest_step_deg: float


def round_trips(mocap: Path, folder: Path) -> Iterator[Clip]:
    for joints in mocap_clips(mocap):
        read_back = EXPORT_FORMATS["bvh"].write(pose_of(joints, rate=50), folder / "clip.bvh", CONTEXT_50)
        steps = np.abs(np.diff(read_bvh(folder / "clip.bvh").values[:, 3:], axis=0))
        yield Clip(read_back, float(steps.max()))


def print_accuracy(mocap: Path, folder: Path) -> None:
    clips = list(round_trips(mocap, folder))
    frames = [clip.read_back.frames for clip in clips]
    print(f"{mocap}: {len(clips)} clips, {sum(frames)} frames")
    for title, errors in (
        ("file against constant bones", [clip.read_back.rig_error for clip in clips]),
        ("file against the recording", [clip.read_back.error for clip in clips]),
    ):
        mean = np.average([error.mean_mm for error in errors], weights=frames)
        worst = max(errors, key=lambda error: error.max_mm)
        where = f"{worst.worst_joint}, frame {worst.worst_frame} of its clip"
        print(f"  {title}: mean {mean:.6f} mm, worst {worst.max_mm:.6f} mm ({where})")
    steps = np.array([clip.largest_step_deg for clip in clips])
    print(f"  largest step of an angle: {steps.max():.1f} degrees; clips above 90: {(steps > 90).sum()}")
    duration_ms = max(abs(clip.read_back.duration_error_ms) for clip in clips)
    print(f"  largest error of duration: {duration_ms:.6f} ms")


def print_speed(folder: Path) -> None:
    pose = pose_of(walk(SPEED_FRAMES))
    for name, options in (
        ("csv", ExportOptions()), ("csv", ExportOptions(table="wide")),
        ("bvh", ExportOptions()), ("json", ExportOptions()),
    ):  # fmt: skip
        start, start_cpu = time.perf_counter(), time.process_time()
        EXPORT_FORMATS[name].write(pose, folder / "speed", CONTEXT, options)
        wall, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        size_mb = (folder / "speed").stat().st_size / 1e6
        table = f" ({options.table})" if name == "csv" else ""
        print(f"{name}{table}: {SPEED_FRAMES} frames, {size_mb:.1f} MB written and read back in {wall:.2f} s "
              f"({cpu:.2f} s of processor)")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mocap", type=Path, nargs="?", default=MOCAP)
    mocap = parser.parse_args().mocap
    with tempfile.TemporaryDirectory() as name:
        if mocap.exists():
            print_accuracy(mocap, Path(name))
        else:
            print(f"no motion capture at {mocap}: accuracy is not measured")
        print_speed(Path(name))


if __name__ == "__main__":
    main()
