"""What the qualities of a detector cost and bring on the sample video, whose truth is exact.

    python tests/benchmarks/detection_quality.py [--detector mediapipe] [--lifters baseline,rie]

Errors: of the 12 limb joints as a lifter gets them (cleaned, interpolated), in pixels, the person being 300
tall; of the lifted pose, P-MPJPE in millimetres over the same joints. Time: processor time of the worker for
each frame of the video, start-up left out, as shares of `balanced` in the same run.
"""

import argparse
import multiprocessing

import numpy as np
import psutil

from core.assets import asset_path
from core.detectors import QUALITIES, DetectorOptions, prepare_detector, start_detection
from core.evaluation.metrics import p_mpjpe
from core.lifter.inference import Lifter
from core.lifter.shipped import find_lifter
from core.pose.cleaning import CleaningOptions
from core.pose.skeleton import H36M_17
from core.streaming import prepare_track
from core.video import probe_video

LIMBS = [j for j, name in enumerate(H36M_17.joints) if name.startswith(("left_", "right_"))]
WARM_UP = 20
"""Frames that count as start-up."""


def main() -> None:
    """Print one line for each quality."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--detector", default="mediapipe")
    parser.add_argument("--lifters", default="baseline,rie")
    options = parser.parse_args()
    lifters = {name: Lifter.from_file(find_lifter(name)) for name in options.lifters.split(",")}
    with np.load(asset_path("sample_truth.npz")) as data:
        names = [str(n).replace("l_", "left_").replace("r_", "right_") for n in data["joint_names"]]
        pixels = data["joints_px"][:, [names.index(H36M_17.joints[j]) for j in LIMBS]]
        true = data["joints_world"].astype(float) @ data["R"].T + data["t"]
    found = {quality: detect(options.detector, quality) for quality in QUALITIES}
    usual = found["balanced"][1]
    print(f"{'':<10}{'time':>6}{'2D mean':>10}{'2D p95':>9}" + "".join(f"{name:>12}" for name in lifters))
    for quality, (detections, used) in found.items():
        track = prepare_track(detections, CleaningOptions())
        error = np.linalg.norm(track.points[:, LIMBS] - pixels, axis=-1)
        known = error[np.isfinite(error)]
        row = f"{quality:<10}{used / usual:>6.2f}{known.mean():>7.2f} px{np.percentile(known, 95):>6.1f} px"
        for lifter in lifters.values():
            joints = lifter.lift(track).joints[:, LIMBS].astype(float)
            lifted = np.isfinite(joints).all(axis=(1, 2))
            row += f"{1000 * p_mpjpe(joints[lifted], true[lifted][:, LIMBS]).mean():>9.1f} mm"
        print(row, f"({np.isfinite(error).all(axis=1).sum()} of {len(error)} frames)", flush=True)


def detect(detector: str, quality: str):
    """The sample's detections, and the worker's processor time after the start in seconds a frame."""
    info = probe_video(asset_path("sample.mp4"))
    entry = prepare_detector(detector, DetectorOptions(quality=quality))
    marks, done = [], 0
    with start_detection(info, entry) as run:
        worker = psutil.Process(multiprocessing.active_children()[0].pid)
        for part in run.chunks():
            done += len(part)
            used = worker.cpu_times()
            marks.append((done, used.user + used.system))
        first = next(mark for mark in marks if mark[0] >= WARM_UP)
        return run.result(), (marks[-1][1] - first[1]) / (marks[-1][0] - first[0])


if __name__ == "__main__":
    main()
