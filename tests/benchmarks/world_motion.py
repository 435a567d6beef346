"""How well a pose is put into the world: motion capture before virtual cameras, and the sample video.

    python tests/benchmarks/world_motion.py [--split test] [--cameras 2] [--clips 0] [--no-sample]

Each clip is filmed by still cameras of 40 to 75 degrees, pitched -10 to 35 degrees (down is positive), rolled
by 2 degrees or so, from a distance that holds the whole path. Columns: the true projections with the true
root-relative pose; the same with 40 mm of slow noise on every joint; what the shipped rie lifter makes of the
keypoints that a detector would see (2 px of noise), with the true focal length and with none given.
"""

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter1d

from core.datasets.mocap import load_pack
from core.pose.records import Pose, Track
from core.pose.skeleton import H36M_17
from core.world.place import place_in_world
from core.world.records import Placement, PlacementOptions

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1920, 1080)
SPAN_S = 1.0
LEAST_MOVE_M = 0.3
SURE = 1.0


@dataclass(frozen=True)
class Shot:
    """A clip before a camera."""

    name: str
    times: np.ndarray
    world: np.ndarray
    """(T, 17, 3) metres, z up."""
    head: np.ndarray
    """(T, 3) direction of the face."""
    rotation: np.ndarray
    """(3, 3) world to camera."""
    shift: np.ndarray
    focal_px: float

    @property
    def camera(self) -> np.ndarray:
        """(T, 17, 3) joints in the camera's frame."""
        return self.world @ self.rotation.T + self.shift

    @property
    def up(self) -> np.ndarray:
        return self.rotation[:, 2]


def make_shots(split: str, cameras: int, clips: int) -> Iterator[Shot]:
    pack = load_pack(ROOT.parent / "shared" / "mocap" / f"{split}.npz")
    for clip, (start, length) in enumerate(zip(pack.clip_start, pack.clip_length, strict=True)):
        if clips and clip >= clips:
            return
        rng = np.random.default_rng(clip)
        rows = slice(start, start + length)
        world = pack.joints[rows].astype(np.float64)
        for number in range(cameras):
            rotation, focal = draw_camera(rng)
            middle = world[:, 0].mean(axis=0)
            turned = (world - middle) @ rotation.T
            distance = near_enough(turned, focal)
            shift = np.array([0.0, 0.0, distance]) - rotation @ middle
            yield Shot(
                f"{pack.names[clip]}/{number}", np.arange(length) / pack.rate, world,
                pack.head_direction[rows], rotation, shift, focal,
            )  # fmt: skip


def draw_camera(rng: np.random.Generator) -> tuple[np.ndarray, float]:
    pitch, roll = np.radians(rng.uniform(-10, 35)), np.radians(2 * rng.normal())
    yaw, fov = rng.uniform(-np.pi, np.pi), np.radians(rng.uniform(40, 75))
    forward = np.array([np.cos(yaw) * np.cos(pitch), np.sin(yaw) * np.cos(pitch), -np.sin(pitch)])
    right = np.array([np.sin(yaw), -np.cos(yaw), 0])
    level = np.stack([right, np.cross(forward, right), forward])
    c, s = np.cos(roll), np.sin(roll)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ level, SIZE[0] / 2 / np.tan(fov / 2)


def near_enough(turned: np.ndarray, focal: float) -> float:
    """The least distance, 2.5 m or more, from which everything is inside the picture."""
    half = 0.95 * np.array(SIZE) / 2
    needed = np.abs(turned[..., :2]) * focal / half - turned[..., 2:]
    return max(2.5, float(needed.max()), float(0.8 - turned[..., 2].min()))


def project(points: np.ndarray, focal: float) -> np.ndarray:
    return points[..., :2] / points[..., 2:] * focal + np.array(SIZE) / 2


def make_track(shot: Shot, points: np.ndarray) -> Track:
    shape = points.shape[:2]
    return Track(
        H36M_17, np.arange(shape[0]), shot.times, points.astype(np.float32),
        np.full(shape, SURE, np.float32), np.zeros(shape, np.uint8), SIZE,
    )  # fmt: skip


def make_pose(track: Track, joints: np.ndarray) -> Pose:
    joints = (joints - joints[:, :1]).astype(np.float32)
    return Pose(H36M_17, track.frames, track.times, joints, track.confidence, track.flags)


def true_case(shot: Shot) -> tuple[Pose, Track]:
    track = make_track(shot, project(shot.camera, shot.focal_px))
    return make_pose(track, shot.camera), track


def noisy_case(shot: Shot) -> tuple[Pose, Track]:
    pose, track = true_case(shot)
    noise = gaussian_filter1d(np.random.default_rng(1).normal(size=shot.world.shape), 4, axis=0)
    return make_pose(track, pose.joints + 0.04 * noise / noise.std()), track


def lifted_case(shot: Shot, lifter: object) -> tuple[Pose, Track]:
    import torch

    from core.training.body import derive_joints, keypoints_of_body

    camera = torch.tensor(shot.camera, dtype=torch.float32)[None]
    head = torch.tensor(shot.head @ shot.rotation.T, dtype=torch.float32)[None]
    width = torch.tensor([1.5])  # of a detector's hips over anatomical ones
    keypoints = keypoints_of_body(camera, head, hip_width=width)[0].double().numpy()
    points = project(keypoints, shot.focal_px) + 2 * np.random.default_rng(2).normal(
        size=(*keypoints.shape[:2], 2)
    )
    track = make_track(shot, derive_joints(torch.tensor(points)).numpy())
    return lifter.lift(track), track  # type: ignore[attr-defined]


def measure(shot: Shot, placement: Placement) -> dict[str, float]:
    """Figures of one shot: the root and the floor in the camera's frame, where nothing has to be aligned."""
    rotation, camera = placement.rotation[0], placement.camera[0]
    root = (placement.pose.joints[:, 0] - camera) @ rotation  # world to camera
    truth = shot.camera[:, 0]
    off = np.linalg.norm(root - truth, axis=1)
    up = rotation[1]
    result = {
        "root_percent": 100 * float(np.median(off / np.linalg.norm(truth, axis=1))),
        "up_deg": float(np.degrees(np.arccos(np.clip(up @ shot.up, -1, 1)))),
        "floor_mm": 1000 * abs(float((placement.pose.joints[:, 0, 1] - shot.world[:, 0, 2]).mean())),
        "displacement_percent": math.nan,
    }
    ahead = round(SPAN_S / float(np.median(np.diff(shot.times))))
    if len(truth) > ahead:
        true_move, move = truth[ahead:] - truth[:-ahead], root[ahead:] - root[:-ahead]
        length = np.linalg.norm(true_move, axis=1)
        moving = length > LEAST_MOVE_M
        if moving.any():
            error = np.linalg.norm(move - true_move, axis=1)
            result["displacement_percent"] = 100 * float(error[moving].mean() / length[moving].mean())
    return result


def run_mocap(split: str, cameras: int, clips: int) -> None:
    from core.lifter.inference import Lifter
    from core.lifter.shipped import find_lifter

    lifter = Lifter.from_file(find_lifter("rie"), device="cpu")
    results: dict[str, list[dict[str, float]]] = {}
    worst: list[tuple[float, str]] = []
    for shot in make_shots(split, cameras, clips):
        known = PlacementOptions(focal_px=shot.focal_px)
        lifted = lifted_case(shot, lifter)
        cases = {
            "true pose": (*true_case(shot), known),
            "40 mm noise": (*noisy_case(shot), known),
            "lifted": (*lifted, known),
            "lifted, no focal": (*lifted, PlacementOptions()),
        }
        for case, (pose, track, options) in cases.items():
            figures = measure(shot, place_in_world(pose, track, options))
            results.setdefault(case, []).append(figures)
            if case == "true pose":
                worst.append((figures["up_deg"], shot.name))
    names = ("root_percent", "displacement_percent", "up_deg", "floor_mm")
    print(f"{split} split, {len(worst)} shots; median (and 90th percentile) over shots")
    print(f"{'':18s}" + "".join(f"{name:>24s}" for name in names))
    for case, rows in results.items():
        cells = []
        for name in names:
            values = np.array([row[name] for row in rows])
            middle, high = np.nanpercentile(values, (50, 90))
            cells.append(f"{middle:12.2f} ({high:8.2f})")
        print(f"{case:18s}" + "".join(f"{cell:>24s}" for cell in cells))
    print("worst up (true pose):", ", ".join(f"{n} {v:.1f}" for v, n in sorted(worst, reverse=True)[:6]))


def run_sample() -> None:
    from core.assets import asset_path
    from core.geometry.alignment import similarity_fit
    from core.pipeline import ProcessOptions, process_clip

    with np.load(asset_path("sample_truth.npz")) as data:
        truth, camera = data["joints_world"].astype(float), data["K"]
        true_up = data["R"][:, 2]
        true_camera = -data["R"].T @ data["t"]
    take = process_clip(asset_path("sample.mp4"), ProcessOptions(detector="mediapipe"))
    limbs = [j for j, name in enumerate(H36M_17.joints) if name not in ("neck", "head")]
    print("\nsample video: mm after one rigid alignment (without nose and crown); floor height before it")
    for name, result in take.results.items():
        for words, options in (
            ("true focal", PlacementOptions(focal_px=float(camera[0, 0]))),
            ("no focal", PlacementOptions()),
            ("focal, height", PlacementOptions(focal_px=float(camera[0, 0]), height_m=1.75)),
        ):
            placement = place_in_world(result.pose, take.track, options)
            joints = placement.pose.joints.astype(float)
            keep = np.isfinite(joints).all(axis=(1, 2))
            source, target = joints[keep][:, limbs], truth[keep][:, limbs]
            _, rotation, _ = similarity_fit(source.reshape(1, -1, 3), target.reshape(1, -1, 3))
            moved = (source - source.mean((0, 1))) @ rotation[0].T + target.mean((0, 1))
            error = 1000 * np.linalg.norm(moved - target, axis=-1).mean()
            ankles = [H36M_17.index(n) for n in ("left_ankle", "right_ankle")]
            down = placement.contacts
            floor = 1000 * (joints[:, ankles, 1][down].mean() - truth[:, ankles, 2][down].mean())
            lean = np.degrees(np.arccos(np.clip(placement.rotation[0][1] @ true_up, -1, 1)))
            height = 1000 * (placement.camera[0][1] - true_camera[2])
            print(
                f"{name:9s} {words:14s} MPJPE {error:6.1f} mm, floor under planted feet {floor:6.1f} mm,"
                f" up {lean:4.1f} deg, camera height off {height:6.0f} mm,"
                f" distance {placement.figures['distance_m']:.2f} m"
            )
            for warning in placement.warnings:
                print("   !", warning)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="test", choices=("train", "val", "test"))
    parser.add_argument("--cameras", type=int, default=2)
    parser.add_argument("--clips", type=int, default=0, help="only the first so many clips; 0: all")
    parser.add_argument("--no-sample", action="store_true")
    options = parser.parse_args()
    run_mocap(options.split, options.cameras, options.clips)
    if not options.no_sample:
        run_sample()


if __name__ == "__main__":
    main()
