"""Lifting alone, and what the shift test costs beside it.

    python tests/benchmarks/lifting_speed.py [--frames 1000] [--lifters baseline,rie] [--threads N]

Flip averaging is on. The shift test tries 8 shifts a frame, so its fair price is 8 plain liftings.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import torch

from core.diagnostics.shift import ShiftOptions, shift_robustness
from core.lifter.inference import Lifter
from core.lifter.shipped import find_lifter


def main() -> None:
    """Print frames per second and ratios, best of several rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=1000)
    parser.add_argument("--lifters", default="baseline,rie")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    print(
        f"load average {os.getloadavg()[0]:.1f}, {torch.get_num_threads()} threads, {options.frames} frames"
    )
    points = _wander(options.frames)
    for name in options.lifters.split(","):
        lifter = Lifter.from_file(find_lifter(name), name=name, device="cpu")
        joints = lifter.lift_run(points)
        plain = _best(partial(lifter.lift_run, points))
        tested = _best(partial(_test, lifter, points, joints))
        rate = options.frames / plain
        print(
            f"{name:<12} T={lifter.spec.window:<4} {rate:8.0f} frames/s = {rate / 30:5.0f} x real time at 30;"
            f"  8 shifts: {tested / plain / 8:.2f} x the price of 8 liftings"
        )


def _test(lifter: Lifter, points: np.ndarray, joints: np.ndarray) -> None:
    runs = [(0, len(points))]
    shift_robustness(
        lifter, points, joints, runs, window=lifter.spec.window, aspect=0.75, options=ShiftOptions()
    )


def _wander(frames: int) -> np.ndarray:
    """(frames, 17, 2) a cloud of joints that drifts slowly within the middle of the picture."""
    generator = np.random.default_rng(0)
    figure = generator.uniform(-0.2, 0.2, (1, 17, 2))
    path = 0.2 * np.sin(np.arange(frames)[:, None, None] / 100)
    return (figure + path + 0.01 * generator.normal(size=(frames, 17, 2))).astype(np.float32)


def _best(work: Callable[[], object], rounds: int = 5) -> float:
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
