"""How far feet slide before and after the foot lock, on recorded people as a lifter sees them.

    python tests/benchmarks/foot_sliding.py [--split test] [--lifter baseline] [--drift-mm 30] [--mode auto]

Each clip is filmed by a still virtual camera, gets a detector's errors and is lifted; the root gets its true
path plus a slow drift (standard deviation per axis). True contacts come from the clean recording. Also: how
well constant bones fit, and how long 10,000 frames take.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from scipy.ndimage import gaussian_filter1d

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "world")]

from foot_motion import ANKLES, true_contacts  # noqa: E402 - found by the line above

from core.datasets.mocap import MocapPack, load_pack  # noqa: E402
from core.lifter.inference import Lifter  # noqa: E402
from core.lifter.shipped import find_lifter  # noqa: E402
from core.pose.skeleton import H36M_17  # noqa: E402
from core.training.body import derive_joints, keypoints_of_body  # noqa: E402
from core.training.noise import NoiseOptions, add_noise  # noqa: E402
from core.world.bones import chain_bones, fit_constant_bones, measure_bones  # noqa: E402
from core.world.contacts import find_contacts  # noqa: E402
from core.world.foot_lock import lock_feet  # noqa: E402

MOCAP = Path(__file__).parents[3] / "shared/mocap"
Y_UP = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])
"""From the recordings' z up."""


@dataclass(frozen=True, eq=False)
class Lifted:
    true: np.ndarray
    joints: np.ndarray
    """(T, 17, 3) both: y up, 50 Hz, walking about."""
    camera: np.ndarray
    """(3,)"""


def lift_clip(pack: MocapPack, clip: int, lifter: Lifter, generator: torch.Generator) -> Lifted:
    start, count = pack.clip_start[clip], pack.clip_length[clip]
    joints = torch.tensor(pack.joints[start : start + count])[None]
    heads = torch.tensor(pack.head_direction[start : start + count])[None]

    def uniform(low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(1, generator=generator)

    turn = camera_turn(float(uniform(-np.pi, np.pi)), float(torch.deg2rad(uniform(-5, 20))))
    focal, aspect = 1 / torch.tan(torch.deg2rad(uniform(45, 70)) / 2), 9 / 16
    seen = keypoints_of_body(joints, heads, hip_width=uniform(1.2, 1.6))
    middle = joints[0, :, 0].mean(dim=0)
    seen = (seen - middle) @ turn.T
    half_view = torch.tensor([1.0, aspect]) / focal
    distance = max(3.0, 1.05 * float((seen[..., :2].abs() / half_view - seen[..., 2:]).max()))
    seen = seen + torch.tensor([0, 0, distance])
    flat = focal * seen[..., :2] / seen[..., 2:]
    size = (flat.amax(dim=2) - flat.amin(dim=2)).norm(dim=-1).median()[None]
    noisy = add_noise(flat, size, NoiseOptions(slip_odds=0.02, swap_odds=0.0), generator)
    lifted = np.asarray(lifter.lift_run(derive_joints(noisy)[0].numpy())) @ turn.numpy()
    true = joints[0].numpy().astype(np.float64)
    camera = middle.numpy() - distance * turn[2].numpy()
    return Lifted(true @ Y_UP.T, (lifted + true[:, :1]) @ Y_UP.T, Y_UP @ camera)


def camera_turn(yaw: float, pitch: float) -> torch.Tensor:
    """(3, 3) world with z up to a camera that looks along its heading and down by the pitch."""
    right = np.array([np.cos(yaw), np.sin(yaw), 0])
    level = np.array([-np.sin(yaw), np.cos(yaw), 0])
    forward = np.cos(pitch) * level - np.sin(pitch) * np.array([0, 0, 1])
    return torch.tensor(np.stack([right, np.cross(forward, right), forward]), dtype=torch.float32)


def drift(frames: int, size_m: float, rng: np.random.Generator) -> np.ndarray:
    """(T, 1, 3) slow wandering, correlated over about a second."""
    wander = gaussian_filter1d(rng.normal(0, 1, (frames, 3)), 25, axis=0, mode="reflect")
    return (size_m * wander / wander.std())[:, None]


def steps_mm(joints: np.ndarray, is_down: np.ndarray) -> np.ndarray:
    """Millimetres along the floor per frame, between frames in both of which the foot truly stands."""
    moved = np.linalg.norm(np.diff(joints[:, ANKLES][..., [0, 2]], axis=0), axis=-1)
    return 1000 * moved[is_down[1:] & is_down[:-1]]


def print_feet(clips: list[Lifted], drift_mm: float, mode: str) -> None:
    rng = np.random.default_rng(0)
    before, after, moved, error, hits = [], [], [], [], np.zeros(4)
    for clip in clips:
        times = np.arange(len(clip.true)) / 50
        joints = clip.joints + drift(len(times), drift_mm / 1000, rng)
        true = true_contacts(clip.true, times)
        contacts = find_contacts(joints, times, H36M_17, camera=clip.camera)
        locked, _ = lock_feet(joints, times, H36M_17, contacts, mode=mode)
        speed = np.linalg.norm(np.gradient(clip.true[:, ANKLES], times, axis=0), axis=-1)
        found = contacts.is_down
        hits += [(found & true).sum(), true.sum(), found.sum(), (found & (speed > 0.5)).sum()]
        before.append(steps_mm(joints, true))
        after.append(steps_mm(locked, true))
        moved.append(np.linalg.norm(locked - joints, axis=-1))
        error.append([np.linalg.norm(j - clip.true, axis=-1).mean() for j in (joints, locked)])
    print(f"root drift {drift_mm:g} mm, lock {mode}:")
    recall, precision, moving = hits[0] / hits[1], hits[0] / hits[2], hits[3] / hits[2]
    print(f"  contacts: {recall:.1%} of the true ones found; of those found {precision:.1%} are true and in"
          f" {moving:.1%} the foot moves at more than 0.5 m/s")  # fmt: skip
    for name, parts in (("before", before), ("after", after)):
        steps = np.concatenate(parts)
        p95, share = np.percentile(steps, 95), (steps <= 5).mean()
        print(f"  sliding in true contacts {name}: mean {steps.mean():.2f}, p95 {p95:.2f} mm per frame;"
              f" {share:.1%} within 5 mm")  # fmt: skip
    shifts = 1000 * np.concatenate(moved)
    names = {"pelvis": [0], "knees": [2, 5], "ankles": [3, 6], "all": range(17)}
    print("  moved, mean and p95 in mm: " + ", ".join(
        f"{name} {shifts[:, list(j)].mean():.1f} {np.percentile(shifts[:, list(j)], 95):.1f}"
        for name, j in names.items()))  # fmt: skip
    error_before, error_after = 1000 * np.mean(error, axis=0)
    print(f"  error against the recording: {error_before:.1f} -> {error_after:.1f} mm")


def print_bones(clips: list[Lifted]) -> None:
    moved: dict[str, list] = {"fit": [], "chain": []}
    for clip in clips:
        lengths = measure_bones(clip.joints, H36M_17)
        times = np.arange(len(clip.joints)) / 50
        fits = {
            "fit": fit_constant_bones(clip.joints, times, H36M_17),
            "chain": chain_bones(clip.joints, lengths, H36M_17),
        }
        for name, fitted in fits.items():
            moved[name].append(((fitted - clip.joints) ** 2).sum(axis=-1).mean(axis=1))
    for name, parts in moved.items():
        rms_mm = 1000 * np.sqrt(np.concatenate(parts).mean())
        print(f"constant bones, {name}: joints moved by {rms_mm:.1f} mm RMS")


def print_speed(clips: list[Lifted]) -> None:
    joints = np.concatenate([clip.joints for clip in clips])[:10_000]
    times = np.arange(len(joints)) / 50
    start = time.process_time()
    fit_constant_bones(joints, times, H36M_17)
    bones = time.process_time()
    contacts = find_contacts(joints, times, H36M_17)
    found = time.process_time()
    lock_feet(joints, times, H36M_17, contacts)
    print(f"{len(joints)} frames: bones {bones - start:.2f} s, contacts {found - bones:.2f} s,"
          f" lock {time.process_time() - found:.2f} s of processor")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--split", default="test")
    parser.add_argument("--lifter", default="baseline")
    parser.add_argument("--drift-mm", type=float, default=30.0)
    parser.add_argument("--mode", default="auto", choices=("auto", "always", "off"))
    options = parser.parse_args()
    pack = load_pack(MOCAP / f"{options.split}.npz")
    lifter = Lifter.from_file(find_lifter(options.lifter), device="cpu")
    generator = torch.Generator().manual_seed(1)
    clips = [lift_clip(pack, clip, lifter, generator) for clip in range(len(pack.clip_start))]
    print(f"{options.split}: {len(clips)} clips, lifted by {options.lifter}")
    print_feet(clips, 0.0, options.mode)
    print_feet(clips, options.drift_mm, options.mode)
    print_bones(clips)
    print_speed(clips)


if __name__ == "__main__":
    main()
