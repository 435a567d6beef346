"""How fast every export is, and how its memory grows: `python tests/benchmarks/export_speed.py`.

Each format writes and reads back a walk of 10,000 frames in a process of its own. Speed is
frames a second of processor time; the memory of the same with
1,000 frames is taken off.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "export")]

from export_motions import CONTEXT, pose_of, walk  # noqa: E402 - found by the line above
from test_keypoints import made_up_track  # noqa: E402

from core.export import EXPORT_FORMATS, ExportOptions  # noqa: E402

FRAMES = (1000, 10_000)
TARGET = 5000
"""Frames a second for every text format."""
TEXT = {"csv", "csv (wide)", "angles", "bvh", "json", "trc", "mot", "dlc", "openpose", "coco"}


def formats() -> dict[str, tuple[str, ExportOptions]]:
    named = {name: (name, ExportOptions()) for name in EXPORT_FORMATS}
    return named | {"csv (wide)": ("csv", ExportOptions(table="wide"))}


def write_once(title: str, frames: int, folder: Path) -> tuple[float, float, float]:
    """Seconds of the processor, megabytes of the file, and megabytes that this process grew by."""
    name, options = formats()[title]
    entry, pose = EXPORT_FORMATS[name], pose_of(walk(frames))
    few, many = (replace(CONTEXT, track=made_up_track(count=count)) for count in (10, frames))
    entry.write(pose_of(walk(10)), folder / f"warm{entry.suffix}", few, options)
    before = peak_mb()
    path = folder / f"speed{entry.suffix}"
    start = time.process_time()
    entry.write(pose, path, many, options)
    return time.process_time() - start, path.stat().st_size / 1e6, peak_mb() - before


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(title: str, frames: int) -> list[float]:
    command = [sys.executable, __file__, "--one", title, str(frames)]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(word) for word in found.stdout.split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "FRAMES"), help=argparse.SUPPRESS)
    one = parser.parse_args().one
    if one:
        with tempfile.TemporaryDirectory() as folder:
            print(*write_once(one[0], int(one[1]), Path(folder)))
        return
    for title in formats():
        few, many = (in_a_process(title, frames) for frames in FRAMES)
        rate = FRAMES[1] / many[0]
        verdict = ("ok" if rate >= TARGET else "too slow") if title in TEXT else ""
        print(
            f"{title:<11} {rate:7.0f} frames/s {verdict:<9} {many[1]:6.1f} MB on disk,"
            f" {many[2] - few[2]:6.1f} MB more memory than for {FRAMES[0]} frames",
            flush=True,
        )


if __name__ == "__main__":
    main()
