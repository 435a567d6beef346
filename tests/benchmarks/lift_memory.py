"""Peak memory of `relief lift` for a long 720p video beside that for a short one.

    python tests/benchmarks/lift_memory.py [--frames 1000 10000]

The videos are the sample, stretched to 1280 x 720 and repeated. Memory is the sum over the program and its
detector process, read every 50 ms (proportional set size where the system tells it, so shared pages count
once).
"""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import psutil

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Print the peaks and their difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, nargs="+", default=[1000, 10_000])
    options = parser.parse_args()
    peaks = []
    for frames in options.frames:
        with tempfile.TemporaryDirectory() as folder:
            video = Path(folder) / "long.mp4"
            _make_video(video, frames)
            peak, parent = _peak_mb(video, Path(folder) / "out")
            peaks.append(peak)
            print(f"{frames:6d} frames: peak {peak:.1f} MB, main process alone {parent:.1f} MB", flush=True)
    print(f"difference {peaks[-1] - peaks[0]:.1f} MB  (target: at most 60)")


def _make_video(path: Path, frames: int) -> None:
    with av.open(str(ROOT / "assets" / "sample.mp4")) as container:
        pictures = [f.reformat(1280, 720, "yuv420p").to_ndarray() for f in container.decode(video=0)]
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=Fraction(30), options={"preset": "ultrafast", "crf": "28"})
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        for i in range(frames):
            picture = av.VideoFrame.from_ndarray(pictures[i % len(pictures)], format="yuv420p")
            picture.pts = i
            output.mux(stream.encode(picture))
        output.mux(stream.encode())


def _peak_mb(video: Path, folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "core.cli", "lift", str(video), "-o", str(folder), "--quiet"]
    process = psutil.Popen(command, cwd=ROOT)
    peak = own_peak = 0.0
    while process.poll() is None:
        with suppress(psutil.NoSuchProcess):
            own = _memory_mb(process)
            peak = max(peak, own + sum(_memory_mb(child) for child in process.children(recursive=True)))
            own_peak = max(own_peak, own)
        time.sleep(0.05)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak, own_peak


def _memory_mb(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        found = process.memory_full_info()
        return float(getattr(found, "pss", found.rss)) / 1e6
    return 0.0


if __name__ == "__main__":
    main()
