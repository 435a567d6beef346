"""How much slower detection is in the worker process than in a bare loop. Wanted: a ratio of at most 1.10.

    python tests/benchmarks/detection_overhead.py [video] [--detector rtmpose] [--frames N] [--rounds R]

Both decode the same frames and run the same network in turns: BlazePose, or one of RTMPose-m's size with
random weights. The best round of each counts, since whatever else the machine does can only slow them down.
Processor time is told as well: it suffers less on a busy machine, but does not see that the worker decodes
and detects at the same time. Starting up (imports, loading the network, the first frames) is told apart from
what comes after it.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import psutil
from rtmpose_sized import HEIGHT, WIDTH, save_box_network, save_pose_network

from core.detectors import DetectorEntry, DetectorOptions, prepare_detector

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


def time_bare(path: Path, frames: int, load: Callable[[], Callable[[np.ndarray], object]]) -> Timing:
    """Decode and detect in this process, keeping nothing."""
    begin = time.perf_counter()
    import av

    look = load()
    with av.open(str(path)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for count, frame in enumerate(container.decode(video=0)):
            if count == WARM_UP:
                loaded, used = time.perf_counter(), time.process_time()
            if count == frames:
                break
            look(frame.to_ndarray(format="rgb24"))
        counted = count - WARM_UP
        return Timing(
            loaded - begin,
            counted / (time.perf_counter() - loaded),
            1000 * (time.process_time() - used) / counted,
        )


def bare_mediapipe() -> Callable[[np.ndarray], object]:
    import mediapipe

    return mediapipe.solutions.pose.Pose(model_complexity=1, smooth_landmarks=False).process


def bare_rtmpose(pose: Path, boxes: Path) -> Callable[[np.ndarray], object]:
    """As its users write it: one crop a frame of one box, which is looked for in every 15th frame."""
    import cv2
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, (os.cpu_count() or 1) // 2)  # as many as in the worker
    network, finder = (
        onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        for file in (pose, boxes)
    )
    mean, spread = np.float32([123.675, 116.28, 103.53]), np.float32([58.395, 57.12, 57.375])
    state = {"count": 0}

    def look(image: np.ndarray) -> object:
        if state["count"] % 15 == 0:
            ratio = 416 / max(image.shape)
            boxed = np.full((416, 416, 3), 114, np.uint8)
            small = cv2.resize(image, None, fx=ratio, fy=ratio)
            boxed[: small.shape[0], : small.shape[1]] = small
            found = finder.run(None, {"input": boxed[..., ::-1].astype(np.float32).transpose(2, 0, 1)[None]})
            state["box"] = found[0][0, 0, :4] / ratio
        state["count"] += 1
        left, top, right, bottom = state["box"]
        high = max(1.25 * (bottom - top), 1.25 * (right - left) * HEIGHT / WIDTH)
        scale = HEIGHT / high
        shift_x, shift_y = WIDTH / 2 - scale * (left + right) / 2, HEIGHT / 2 - scale * (top + bottom) / 2
        matrix = np.array([[scale, 0, shift_x], [0, scale, shift_y]])
        crop = (cv2.warpAffine(image, matrix, (WIDTH, HEIGHT)) - mean) / spread
        bins = network.run(None, {"input": np.ascontiguousarray(crop.transpose(2, 0, 1)[None])})
        return [rows.argmax(axis=2) for rows in bins]

    return look


def time_worker(path: Path, frames: int, entry: DetectorEntry) -> Timing:
    """The same by the worker process, with all its rows brought home."""
    from core.detectors import start_detection
    from core.video import probe_video

    info = probe_video(path)
    begin = time.perf_counter()
    marks: list[tuple[int, float, float]] = []  # frames done, wall clock, the worker's processor time
    done = 0
    with start_detection(info, entry, stop=min(frames, len(info))) as run:
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
    parser.add_argument("--detector", choices=("mediapipe", "rtmpose"), default="mediapipe")
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    bare, worker = [], []
    with tempfile.TemporaryDirectory() as folder:
        load, entry = prepare(options.detector, Path(folder))
        for _ in range(options.rounds):
            with quiet_stderr():
                bare.append(time_bare(options.video, options.frames, load))
            worker.append(time_worker(options.video, options.frames, entry))
    print("          start-up   rate      processor")
    for name, rounds in (("bare", bare), ("worker", worker)):
        start_up, rate, used = rounds[0].start_up_s, best_rate(rounds), least_processor(rounds)
        print(f"{name:8s}  {start_up:5.1f} s  {rate:5.1f} fps  {used:5.1f} ms/frame")
    print(f"ratio of times: {best_rate(bare) / best_rate(worker):.2f}", end="")
    print(f", of processor times: {least_processor(worker) / least_processor(bare):.2f}")


def prepare(
    detector: str, folder: Path
) -> tuple[Callable[[], Callable[[np.ndarray], object]], DetectorEntry]:
    """The bare loop and the entry of a detector."""
    if detector == "mediapipe":
        return bare_mediapipe, prepare_detector("mediapipe", DetectorOptions())
    pose = save_pose_network(folder / "rtmpose_sized.onnx")
    boxes = save_box_network(folder / "boxes.onnx", (120, 20, 280, 260))  # in a letterbox of 416 x 416
    entry = prepare_detector("rtmpose", DetectorOptions(weights=pose, person_weights=boxes))
    return partial(bare_rtmpose, pose, boxes), entry


def best_rate(rounds: list[Timing]) -> float:
    return max(timing.rate for timing in rounds)


def least_processor(rounds: list[Timing]) -> float:
    return min(timing.processor_ms for timing in rounds)


if __name__ == "__main__":
    main()
