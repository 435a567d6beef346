"""How much slower detection is in the worker process than in a bare loop. Wanted: a ratio of at most 1.10.

    python tests/benchmarks/detection_overhead.py [video] [--frames N] [--rounds R]

Both decode the same frames and run the same BlazePose, in turns; the best round of each counts, since
whatever else the machine does can only slow them down. Processor time is told as well: it suffers less on a
busy machine, but does not see that the worker decodes and detects at the same time. Starting up (imports,
loading the network, the first frames) is told apart from what comes after it.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

WARM_UP = 10
"""Frames that count as start-up."""

SAMPLE = Path(__file__).parents[2] / "assets" / "sample.mp4"


@dataclass(frozen=True)
class Timing:
    """One round."""

    start_up_s: float
    rate: float
    """Frames per second after the start."""
    processor_ms: float
    """Per frame, over all threads."""


def time_bare(path: Path, frames: int) -> Timing:
    """Decode and detect in this process, keeping nothing."""
    begin = time.perf_counter()
    import av
    import mediapipe

    with (
        mediapipe.solutions.pose.Pose(model_complexity=1, smooth_landmarks=False) as pose,
        av.open(str(path)) as container,
    ):
        container.streams.video[0].thread_type = "AUTO"
        for count, frame in enumerate(container.decode(video=0)):
            if count == WARM_UP:
                loaded, used = time.perf_counter(), time.process_time()
            if count == frames:
                break
            pose.process(frame.to_ndarray(format="rgb24"))
        counted = count - WARM_UP
        return Timing(
            loaded - begin,
            counted / (time.perf_counter() - loaded),
            1000 * (time.process_time() - used) / counted,
        )


def time_worker(path: Path, frames: int) -> Timing:
    """The same by the worker process, with all its rows brought home."""
    from core.detectors import start_detection
    from core.video import probe_video

    info = probe_video(path)
    begin = time.perf_counter()
    marks: list[tuple[int, float, float]] = []  # frames done, wall clock, the worker's processor time
    done = 0
    with start_detection(info, "mediapipe", stop=min(frames, len(info))) as run:
        worker = psutil.Process(multiprocessing.active_children()[0].pid)
        for chunk in run.chunks():
            done += len(chunk)
            used = worker.cpu_times()
            marks.append((done, time.perf_counter(), used.user + used.system))
    first = next(mark for mark in marks if mark[0] >= WARM_UP)
    counted, wall, processor = (b - a for a, b in zip(first, marks[-1], strict=True))
    return Timing(first[1] - begin, counted / wall, 1000 * processor / counted)


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Hide what mediapipe's C++ prints in this process; the worker does so itself."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("video", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    bare, worker = [], []
    for _ in range(options.rounds):
        with quiet_stderr():
            bare.append(time_bare(options.video, options.frames))
        worker.append(time_worker(options.video, options.frames))
    print("          start-up   rate      processor")
    for name, rounds in (("bare", bare), ("worker", worker)):
        start_up, rate, used = rounds[0].start_up_s, best_rate(rounds), least_processor(rounds)
        print(f"{name:8s}  {start_up:5.1f} s  {rate:5.1f} fps  {used:5.1f} ms/frame")
    print(f"ratio of times: {best_rate(bare) / best_rate(worker):.2f}", end="")
    print(f", of processor times: {least_processor(worker) / least_processor(bare):.2f}")


def best_rate(rounds: list[Timing]) -> float:
    return max(timing.rate for timing in rounds)


def least_processor(rounds: list[Timing]) -> float:
    return min(timing.processor_ms for timing in rounds)


if __name__ == "__main__":
    main()
