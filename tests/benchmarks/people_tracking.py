"""How well people are kept apart: in drawn scenes of five who cross, and in videos of calibrated cameras.

    python tests/benchmarks/people_tracking.py [--scenes 6] [--first 1000] [--videos DIR] [--detector NAME]

Drawn scenes: IDF1 against the truth, also where all wear the same. Videos: the part of the frames in which
each of the two people seen longest is tracked, and those in which the other cameras' triangulation puts the
two the other way round.
"""

import argparse
import sys
from itertools import permutations
from pathlib import Path

import numpy as np

for folder in ("pipeline", "people"):
    sys.path.append(str(Path(__file__).parents[1] / folder))

from crossing_scene import crossing_scene  # noqa: E402
from identity import idf1, switches  # noqa: E402

from core.detectors import detect_people  # noqa: E402
from core.evaluation.calibration import triangulate  # noqa: E402
from core.evaluation.views import find_views  # noqa: E402
from core.people import link_people  # noqa: E402
from core.pose.cleaning import CleaningOptions  # noqa: E402
from core.streaming import prepare_person  # noqa: E402
from core.video import probe_video  # noqa: E402


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=6)
    parser.add_argument(
        "--first", type=int, default=1000, help="seed of the first scene; 0 to 35 chose the method"
    )
    parser.add_argument("--videos", type=Path, help="folder of calibrated videos of two people")
    parser.add_argument("--detector", default="mediapipe")
    options = parser.parse_args()
    for name, uniform in (("own clothes", False), ("all alike", True)):
        scores = [
            _judge_scene(seed, uniform) for seed in range(options.first, options.first + options.scenes)
        ]
        if scores:
            print(
                f"five drawn people, {name}: IDF1 {np.mean(scores):.3f}, least {np.min(scores):.3f}",
                flush=True,
            )
    if options.videos:
        _judge_videos(options.videos, options.detector)


def _judge_scene(seed: int, uniform: bool) -> float:
    scene = crossing_scene(seed, uniform=uniform)
    labels = link_people(scene.detections).labels
    score = idf1(scene.truth, labels, int(scene.is_visible.sum()))
    print(f"  scene {seed}: IDF1 {score:.3f}, {switches(scene.truth, labels)} switches", flush=True)
    return score


def _judge_videos(folder: Path, detector: str) -> None:
    views, _ = find_views(folder)
    cameras, tracks = [], []
    for camera, path in views:
        people = link_people(detect_people(probe_video(path), detector))
        longest = sorted(people.numbers, key=lambda person: -len(people.rows(person)))[:2]
        share = [len(people.rows(person)) / len(people.detections) for person in longest]
        told = ", ".join(f"{100 * part:.0f} %" for part in share)
        print(f"{path.name}: {len(people.numbers)} people, tracked in {told} of the frames", flush=True)
        if len(longest) == 2:
            cameras.append(camera)
            tracks.append([prepare_person(people, person, CleaningOptions()).points for person in longest])
    if len(cameras) > 2:
        _judge_identity(cameras, np.array(tracks, np.float64))


def _judge_identity(cameras: list, tracks: np.ndarray) -> None:
    """`tracks` (C, 2, T, 17, 2): who is who in the others is what fits the first one best over the clip."""
    for c in range(1, len(cameras)):
        orders = list(permutations(range(2)))
        misfits = [
            sum(_misfit(cameras[0], cameras[c], tracks[0, p], tracks[c, order[p]]) for p in range(2))
            for order in orders
        ]
        tracks[c] = tracks[c, list(orders[int(np.argmin(misfits))])]
    for c, camera in enumerate(cameras):
        others = [k for k in range(len(cameras)) if k != c]
        shown = [
            camera.project(triangulate([cameras[k] for k in others], tracks[others, p], most_px=np.inf)[0])
            for p in range(2)
        ]
        off = np.array([[_apart(shown[p], tracks[c, q]) for q in range(2)] for p in range(2)])  # (2, 2, T)
        known = np.isfinite(off).all(axis=(0, 1))
        is_switched = off[0, 1] + off[1, 0] < off[0, 0] + off[1, 1]
        frames = np.flatnonzero(known & is_switched).tolist()
        print(f"{camera.name}: {known.sum()} frames judged by the others, exchanged in {frames or 'none'}")


def _misfit(one, other, first: np.ndarray, second: np.ndarray) -> float:
    pixels = np.stack([first, second])
    joints, _ = triangulate([one, other], pixels, most_px=np.inf)
    return float(np.nanmedian(_apart(one.project(joints), first)))


def _apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(T,) median distance of the joints, pixels; NaN where none is known."""
    lengths = np.linalg.norm(one - other, axis=-1)
    result = np.full(len(lengths), np.nan)
    known = np.isfinite(lengths).any(axis=1)
    result[known] = np.nanmedian(lengths[known], axis=1)
    return result


if __name__ == "__main__":
    main()
