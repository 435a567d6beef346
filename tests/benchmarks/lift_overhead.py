"""The whole `relief lift` beside the bare detector loop over the same decoded video, in one run.

    python tests/benchmarks/lift_overhead.py [VIDEO] [--rounds 2]

Bare loop: decode with PyAV and detect with BlazePose in one process, nothing else; importing and loading
not counted. `relief lift`: both lifters, diagnostics, all exports, as a user starts it. Its start-up is
what it takes for a clip of three frames; the rest is set against the bare loop.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BARE_LOOP = """
import sys, time
import av, mediapipe
pose = mediapipe.solutions.pose.Pose(model_complexity=1, smooth_landmarks=False)
def run(path, limit):
    count, start = 0, time.perf_counter()
    with av.open(path) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in container.decode(video=0):
            pose.process(frame.to_ndarray(format="rgb24"))
            count += 1
            if count == limit:
                break
    return count, time.perf_counter() - start
run(sys.argv[1], 5)
print(*run(sys.argv[1], 0))
"""


def main() -> None:
    """Print seconds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path, nargs="?", default=ROOT / "assets" / "sample.mp4")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    bare, startups, totals = [], [], []
    for _ in range(options.rounds):
        frames, seconds = _bare_loop(options.video)
        bare.append(seconds)
        startups.append(_lift(options.video, "--end", f"{_third_frame_time(options.video):.6f}"))
        totals.append(_lift(options.video))
    loop, startup, total = min(bare), min(startups), min(totals)
    print(f"load average {os.getloadavg()[0]:.1f}, best of {options.rounds} rounds, {frames} frames")
    print(f"bare detector loop      {loop:8.2f} s  {frames / loop:7.1f} frames/s")
    print(f"relief lift, start-up   {startup:8.2f} s  (target: at most 4)")
    print(f"relief lift, whole      {total:8.2f} s")
    print(f"(whole - start-up) / bare loop = {(total - startup) / loop:.2f}  (target: at most 1.25)")


def _bare_loop(video: Path) -> tuple[int, float]:
    done = subprocess.run(
        [sys.executable, "-c", BARE_LOOP, str(video)],
        capture_output=True, text=True, check=True, env=os.environ | {"GLOG_minloglevel": "3"},
    )  # fmt: skip
    frames, seconds = done.stdout.split()
    return int(frames), float(seconds)


def _third_frame_time(video: Path) -> float:
    from core.video import probe_video

    times = probe_video(video).times
    return float((times[2] + times[3]) / 2)


def _lift(video: Path, *extra: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "core.cli", "lift", str(video), "-o", folder, "--quiet", *extra]
        subprocess.run(command, check=True, cwd=ROOT)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
