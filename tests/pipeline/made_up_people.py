"""A made-up walker, small lifters with random weights, and detectors that see the walker in any video."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.detectors import Detection, DetectorEntry
from core.detectors.records import Detections
from core.lifter.checkpoint import Checkpoint, save_checkpoint
from core.lifter.spec import LifterSpec
from core.pose.skeleton import H36M_17
from core.video.records import Frame

SMALL = {"channels": 8, "hidden": 12, "latent": 6}
SPECS = {
    "baseline": LifterSpec(**SMALL),
    "rie": LifterSpec(**SMALL, has_positional=True, temporal="subtract"),
}

# (17, 2) of someone 1 high who stands on (0, 0), seen from the front; x right, y down.
STANDING = np.array([
    (0, -0.53), (-0.06, -0.53), (-0.07, -0.29), (-0.08, -0.03), (0.06, -0.53), (0.07, -0.29), (0.08, -0.03),
    (0, -0.68), (0, -0.83), (0, -0.9), (0, -1), (0.11, -0.82), (0.16, -0.66), (0.18, -0.52), (-0.11, -0.82),
    (-0.16, -0.66), (-0.18, -0.52),
])  # fmt: skip


def walker(times: np.ndarray, size: tuple[int, int] = (640, 480)) -> np.ndarray:
    """(T, 17, 2) pixels: two steps a second on the spot, arms against legs, while swaying to the side."""
    phase = 2 * np.pi * np.asarray(times, dtype=float)[:, None]
    points = np.repeat(STANDING[None], len(phase), axis=0)
    points[:, (2, 3, 12, 13), 0] += 0.05 * np.sin(phase)
    points[:, (5, 6, 15, 16), 0] -= 0.05 * np.sin(phase)
    points[:, (3, 6), 1] -= 0.04 * np.sin(phase + np.array([0, np.pi])).clip(0)
    points[..., 0] += 0.1 * np.sin(phase / 5)
    width, height = size
    return (points * 0.6 * height + (0.5 * width, 0.8 * height)).astype(np.float32)


def save_small_lifters(folder: Path) -> dict[str, Path]:
    """`baseline.safetensors` and `rie.safetensors` in the folder, by name."""
    import torch

    from core.lifter.network import FeatureFusionNetwork

    torch.manual_seed(0)
    files = {name: folder / f"{name}.safetensors" for name in SPECS}
    for name, path in files.items():
        save_checkpoint(Checkpoint(SPECS[name], FeatureFusionNetwork(SPECS[name]).state_dict()), path)
    return files


def detections_of(points: np.ndarray, times: np.ndarray, is_seen: np.ndarray, first_frame=100) -> Detections:
    """One person in the frames where `is_seen` (T,)."""
    frames = np.arange(first_frame, first_frame + len(times))
    count = int(is_seen.sum())
    return Detections(
        detector="made up",
        version="1",
        skeleton=H36M_17,
        frames=frames,
        times=np.asarray(times, np.float64),
        row_frames=frames[is_seen],
        points=points[is_seen].astype(np.float32),
        confidence=np.full((count, 17), 0.9, np.float32),
        world=np.full((count, 17, 3), np.nan, np.float32),
        lost_frames=np.empty(0, np.int64),
        image_size=(640, 480),
    )


HELD_FROM_S = 2.0


class WalkerDetector:
    """Sees the walker in every frame, whatever the picture shows, and says so on all channels."""

    skeleton = H36M_17

    def __init__(self, seconds: float = 0.0, hold: str = "") -> None:
        print("chatter on stdout")
        print("chatter on stderr", file=sys.stderr)
        os.write(2, b"chatter of C++\n")
        self._seconds, self._hold = seconds, hold

    def detect(self, frame: Frame) -> list[Detection]:
        time.sleep(self._seconds)
        while self._hold and frame.time_s > HELD_FROM_S and Path(self._hold).exists():
            time.sleep(0.01)
        height, width = frame.image.shape[:2]
        points = walker(np.array([frame.time_s]), (width, height))[0]
        return [Detection(points, np.full(17, 0.9, np.float32))]

    def close(self) -> None:
        pass


class BlindDetector(WalkerDetector):
    def detect(self, frame: Frame) -> list[Detection]:
        return []


@dataclass(frozen=True)
class Body:
    """Somebody in a crowd."""

    x: float
    """Of the feet at time 0, in parts of the picture's width."""
    y: float = 0.8
    """In parts of its height."""
    size: float = 1.0
    """In parts of the walker's."""
    speed: float = 0.0
    """Picture widths a second, to the right."""
    until_s: float = 1e9
    """When it leaves."""


class CrowdDetector(WalkerDetector):
    """Sees several walkers."""

    def __init__(self, *bodies: Body) -> None:
        super().__init__()
        self._bodies = bodies

    def detect(self, frame: Frame) -> list[Detection]:
        height, width = frame.image.shape[:2]
        return [
            Detection(self._points(one, frame.time_s, width, height), np.full(17, 0.9, np.float32))
            for one in self._bodies
            if frame.time_s < one.until_s
        ]

    def _points(self, one: Body, time_s: float, width: int, height: int) -> np.ndarray:
        middle = walker(np.array([time_s]), (width, height))[0] - (0.5 * width, 0.8 * height)
        feet = ((one.x + one.speed * time_s) * width, one.y * height)
        return (middle * one.size + feet).astype(np.float32)


def load_pair() -> WalkerDetector:
    """The right one is smaller and nearer to the middle."""
    return CrowdDetector(Body(0.2), Body(0.6, size=0.8))


def load_four() -> WalkerDetector:
    """From left to right: who is seen longest, the largest, the most central one and who moves most."""
    return CrowdDetector(
        Body(0.1, size=0.5),
        Body(0.3, y=0.95, size=1.4, until_s=1.15),
        Body(0.5, y=0.65, size=0.5, until_s=1.15),
        Body(0.7, size=0.5, speed=0.2, until_s=1.15),
    )


def load_walker() -> WalkerDetector:
    """As slow as a variable says: the same entry, so that a quick run goes on where a slow one stopped.

    Where another one names a file, it comes no farther than `HELD_FROM_S` before that file is gone.
    """
    seconds = float(os.environ.get("RELIEF_TEST_SECONDS", "0"))
    return WalkerDetector(seconds, os.environ.get("RELIEF_TEST_HOLD", ""))


def load_blind() -> WalkerDetector:
    return BlindDetector()


FAKE_DETECTORS = {
    name: DetectorEntry(
        name=name, description="made up", skeleton=H36M_17, load=load, settings="none", warm_up=2
    )
    for name, load in (
        ("walker", load_walker),
        ("blind", load_blind),
        ("pair", load_pair),
        ("four", load_four),
    )
}
