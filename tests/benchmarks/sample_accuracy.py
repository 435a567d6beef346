"""P-MPJPE on the sample video, whose 3D truth is exact: the lifters beside BlazePose's own 3D.

    python tests/benchmarks/sample_accuracy.py [--lifters baseline,rie]

Over the 12 limb joints: the sample's nose and crown are defined otherwise than the lifters'.
"""

import argparse

import numpy as np

from core.assets import asset_path
from core.evaluation.metrics import mpjpe, p_mpjpe
from core.pipeline import ProcessOptions, process_clip
from core.pose.skeleton import H36M_17
from core.take import Take

LIMBS = [j for j, name in enumerate(H36M_17.joints) if name.startswith(("left_", "right_"))]
PARTS = {"walk": (0, 90), "wave": (90, 150), "squat": (150, 225)}
"""Frames of the sample's three parts, roughly."""


def main() -> None:
    """Print a table of errors in millimetres."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lifters", default="baseline,rie")
    lifters = tuple(parser.parse_args().lifters.split(","))
    take = process_clip(asset_path("sample.mp4"), ProcessOptions(detector="mediapipe", lifters=lifters))
    with np.load(asset_path("sample_truth.npz")) as data:
        world, rotation, translation = data["joints_world"].astype(float), data["R"], data["t"]
    truth = world @ rotation.T + translation
    truth = truth - truth[:, :1]
    poses = {name: result.pose.joints.astype(float) for name, result in take.results.items()}
    print(f"{'mm':<24}{'P-MPJPE':>9}" + "".join(f"{part:>8}" for part in PARTS) + f"{'MPJPE':>9}{'drift':>8}")
    for name, joints in poses.items():
        drift = float(np.nanmean(take.results[name].shift.drift_mm))
        _print_row(name, joints[:, LIMBS], truth[:, LIMBS], drift)
    _print_row("BlazePose world", _blazepose(take), truth[:, LIMBS], None)


def _print_row(name: str, joints: np.ndarray, truth: np.ndarray, drift: float | None) -> None:
    aligned, plain = p_mpjpe(joints, truth) * 1000, mpjpe(joints, truth) * 1000
    parts = "".join(f"{aligned[a:b].mean():8.1f}" for a, b in PARTS.values())
    shown = f"{drift:8.1f}" if drift is not None else f"{'-':>8}"
    print(f"{name:<24}{aligned.mean():9.1f}{parts}{plain.mean():9.1f}{shown}")


def _blazepose(take: Take) -> np.ndarray:
    """(T, 12, 3) the detector's own guess, in the order of the limb joints."""
    chosen = [take.detections.skeleton.index(H36M_17.joints[j]) for j in LIMBS]
    world = take.detections.world.astype(float)
    assert len(world) == len(take.track), "the sample has one person in every frame"
    return world[:, chosen]


if __name__ == "__main__":
    main()
