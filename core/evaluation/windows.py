"""Test windows cut from motion capture, and what lifters make of them: the evaluation of the paper."""

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from core.datasets.mocap import MocapPack
from core.evaluation.metrics import mpjpe, n_mpjpe, p_mpjpe
from core.geometry.rays import camera_to_ray, ray_to_camera
from core.lifter.inference import Lifter
from core.lifter.spec import LifterSpec
from core.training.sampler import SamplerOptions, WindowSampler

Array = NDArray[np.float64]
Points = NDArray[np.float32]

_DRAWN_AT_ONCE = 2048


@dataclass(frozen=True, slots=True, eq=False)
class WindowSet:
    """N windows with their truth. Normalised image units; metres, camera frame, relative to the root."""

    keypoints: Points
    """(N, W, 17, 2)"""
    joints: Points
    """(N, 17, 3) of the middle frame."""
    aspect: Points
    """(N,) picture height over width."""
    focal: Points
    """(N,) half picture widths."""
    root: Points
    """(N, 3) where the root truly is."""
    clip: NDArray[np.int64]
    """(N,) the clip that each was cut from: what the bootstrap draws again."""
    rate: Points
    """(N,) frames per second."""

    def __len__(self) -> int:
        return len(self.joints)

    def with_keypoints(self, keypoints: Points) -> "WindowSet":
        """The same windows with other input."""
        return replace(self, keypoints=keypoints)


def draw_windows(
    pack: MocapPack, window: int, count: int, options: SamplerOptions, *, seed: int = 0
) -> WindowSet:
    """`count` windows of `window` frames, the same for every lifter: `seed` and options decide them."""
    spec = LifterSpec(widths=(3,) * round(np.log(window) / np.log(3)))
    sampler = WindowSampler(pack, spec, options, torch.device("cpu"))
    generator = torch.Generator().manual_seed(seed)
    batches = [
        sampler.draw(min(_DRAWN_AT_ONCE, count - done), generator) for done in range(0, count, _DRAWN_AT_ONCE)
    ]

    def join(name: str) -> NDArray[np.float32]:
        return np.asarray(torch.cat([getattr(batch, name) for batch in batches]).numpy())

    return WindowSet(
        join("keypoints"), join("joints"), join("aspect"), join("focal"), join("root"),
        np.concatenate([batch.clip.numpy() for batch in batches]), join("rate"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What one lifter made of windows: (N,) each, millimetres."""

    mpjpe: Array
    p_mpjpe: Array
    n_mpjpe: Array


def score(joints: Points, truth: Points) -> Scores:
    """Errors of joints (N, J, 3) against truth, metres, in the same frame."""
    found, meant = joints.astype(np.float64), truth.astype(np.float64)
    return Scores(*(1000 * measure(found, meant) for measure in (mpjpe, p_mpjpe, n_mpjpe)))


def lift_windows(lifter: Lifter, windows: WindowSet) -> Points:
    """Joints (N, J, 3) in the camera frame, turned back with the windows' true focal lengths."""
    joints = lifter.lift_windows(fit_window(windows.keypoints, lifter.spec.window))
    if lifter.spec.frame == "camera":
        return joints
    seen = windows.keypoints[:, windows.keypoints.shape[1] // 2, 0]
    return ray_to_camera(joints, rays_through(seen, windows.focal))


def fit_window(keypoints: Points, window: int) -> Points:
    """The middle `window` frames of longer windows (N, W, J, 2), so that lifters of all lengths see one set.

    `ValueError` if they are shorter.
    """
    spare = keypoints.shape[1] - window
    if spare < 0:
        raise ValueError(f"windows of {keypoints.shape[1]} frames for a lifter of {window}")
    return keypoints[:, spare // 2 : spare // 2 + window]


def rays_through(seen: Points, focal: Points) -> Points:
    """(N, 3) directions from the camera through points (N, 2) of pictures."""
    return np.concatenate([seen, focal[:, None]], axis=1)


def movement_ranges(windows: WindowSet) -> Array:
    """(N,) movement range of each window (paper, eq. 15), normalised image units."""
    middle = windows.keypoints[:, windows.keypoints.shape[1] // 2, None]
    steps = np.linalg.norm(windows.keypoints - middle, axis=-1)
    return np.asarray(steps.mean(axis=(1, 2)), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class ShiftScores:
    """What a shift of each window does to a lifter: (N,) each; millimetres but for `length`."""

    length: Array
    """Of the shift, normalised image units; NaN where none fits into the picture."""
    original: Array
    """MPJPE(P_o, P_g)."""
    shifted: Array
    """MPJPE(P_s, P_g): against the truth of the unshifted person, as in the paper."""
    consistency: Array
    """MPJPE(P_o, P_s), camera frame."""
    beyond: Array
    """The same after the turn of the ray to the root, which perspective demands, is taken out."""
    demanded: Array
    """How far that turn moves the true joints."""


def score_shifts(lifter: Lifter, windows: WindowSet, *, reach: float = 0.2, seed: int = 0) -> ShiftScores:
    """One shift for each window, drawn from (-reach, reach) squared, that keeps it in the picture."""
    shift = draw_shifts(windows, reach=reach, seed=seed)
    moved = windows.with_keypoints(windows.keypoints + shift[:, None, None])
    original, shifted = lift_windows(lifter, windows), lift_windows(lifter, moved)
    middle = windows.keypoints.shape[1] // 2
    rays = rays_through(windows.keypoints[:, middle, 0], windows.focal)
    moved_rays = rays_through(moved.keypoints[:, middle, 0], windows.focal)
    turned_truth = ray_to_camera(camera_to_ray(windows.joints, rays), moved_rays)

    def distance(a: Points, b: Points) -> Array:
        return 1000 * mpjpe(a.astype(np.float64), b.astype(np.float64))

    return ShiftScores(
        length=np.linalg.norm(shift, axis=1).astype(np.float64),
        original=distance(original, windows.joints),
        shifted=distance(shifted, windows.joints),
        consistency=distance(original, shifted),
        beyond=distance(camera_to_ray(original, rays), camera_to_ray(shifted, moved_rays)),
        demanded=distance(windows.joints, turned_truth),
    )


def draw_shifts(windows: WindowSet, *, reach: float, seed: int, tries: int = 200) -> Points:
    """(N, 2) one offset for each window; NaN for the few that leave no room for any of `tries`."""
    generator = np.random.default_rng(seed)
    low = windows.keypoints.min(axis=(1, 2))  # (N, 2)
    high = windows.keypoints.max(axis=(1, 2))
    edge = np.stack([np.ones_like(windows.aspect), windows.aspect], axis=1)
    chosen = np.full((len(windows), 2), np.nan, np.float32)
    for _ in range(tries):
        offset = generator.uniform(-reach, reach, (len(windows), 2)).astype(np.float32)
        fits = ((low + offset > -edge) & (high + offset < edge)).all(axis=1) & np.isnan(chosen[:, 0])
        chosen[fits] = offset[fits]
    return chosen
