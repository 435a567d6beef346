"""Endless batches of training windows from motion capture, made wholly on the training device."""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.datasets.mocap import MocapPack
from core.lifter.rays import ray_rotation
from core.lifter.spec import LifterSpec
from core.pose.skeleton import H36M_17
from core.training.body import derive_joints, join_bodies, keypoints_of_body, scale_bones
from core.training.cameras import BODY_HEIGHT_M, draw_cameras, draw_fixed_cameras, project
from core.training.noise import NoiseOptions, add_noise, wander

_SHAKE_MEMORY = 0.9
"""How much of a hand's error stays from one frame to the next."""


@dataclass(frozen=True, slots=True)
class SamplerOptions:
    """How motion capture becomes what a lifter will meet."""

    rates: tuple[float, float] = (20.0, 60.0)
    """Frames per second of the pretended videos. The network is not told which."""
    stretch: tuple[float, float] = (0.7, 1.5)
    """How much faster or slower than recorded people move."""
    bone_spread: float = 0.04
    """Spread (log) of each bone's length, the same left and right."""
    body_spread: float = 0.07
    """Spread (log) of the whole body's size."""
    join_odds: float = 0.0
    """How often a body has the trunk and arms, or the arms, of another clip (`core.training.body`)."""
    cameras: Literal["wild", "fixed"] = "wild"
    """wild: as people film. fixed: the paper's way, four around the room that never move."""
    follow_odds: float = 0.3
    """How often the camera follows the person, partly or wholly."""
    shake_odds: float = 0.3
    """How often the camera is held by hand."""
    shake: float = 0.02
    """How far such a hand wanders, in half picture widths."""
    noise: NoiseOptions | None = field(default_factory=NoiseOptions)
    """Detector errors; None for exact keypoints."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """B windows and what is to be found in them."""

    keypoints: Tensor
    """(B, W, 17, 2) normalised image units."""
    joints: Tensor
    """(B, 17, 3) metres: the current frame's joints in the lifter's frame, relative to the root."""
    aspect: Tensor
    """(B,) picture height over width."""
    focal: Tensor
    """(B,) focal length in half picture widths."""
    root: Tensor
    """(B, 3) metres: the current frame's root in the camera frame."""
    clip: Tensor
    """(B,) the clip of the pack that the window was cut from."""
    rate: Tensor
    """(B,) frames per second of the pretended video."""


class WindowSampler:
    """Draws windows from a pack: every draw is decided by its generator alone."""

    def __init__(
        self, pack: MocapPack, spec: LifterSpec, options: SamplerOptions, device: torch.device
    ) -> None:
        self._options = options
        self._window = spec.window
        self._frame = spec.frame
        self._rate = pack.rate
        self._joints = torch.tensor(pack.joints, device=device)
        self._facing = torch.tensor(pack.head_direction, device=device)
        self._start = torch.tensor(pack.clip_start, device=device)
        self._length = torch.tensor(pack.clip_length, device=device)
        self._odds = torch.tensor(_balance(pack), device=device)

    def draw(self, count: int, generator: torch.Generator) -> Batch:
        """`count` windows, each from its own clip, body, camera, frame rate and detector quality."""
        clip = torch.multinomial(self._odds, count, replacement=True, generator=generator)
        joints, facing, rate, step = self._choose_windows(clip, generator)
        joints, facing = self._join(joints, facing, step, generator)
        joints = self._vary_bodies(joints, generator)
        middle = self._window // 2
        if self._options.cameras == "fixed":
            camera = draw_fixed_cameras(joints[:, middle, 0], generator)
        else:
            joints = self._follow(joints, generator)
            camera = draw_cameras(joints[:, middle, 0, 2], generator)
        root = joints[:, middle, 0][:, None, None]  # (B, 1, 1, 3)
        seen = self._see(joints, facing, generator)
        seen = torch.einsum("bij,btkj->btki", camera.rotation, seen - root) + camera.root[:, None, None]
        keypoints = project(seen, camera)
        if self._options.cameras == "wild":
            keypoints = keypoints + self._shake(len(keypoints), generator)
        if self._options.noise is not None:
            size = camera.focal * BODY_HEIGHT_M / camera.root[:, 2]
            keypoints = add_noise(keypoints, size, self._options.noise, generator)
        target = torch.einsum("bij,bkj->bki", camera.rotation, joints[:, middle] - root[:, 0])
        if self._frame == "ray":
            target = target @ ray_rotation(camera.root).mT
        batch = Batch(derive_joints(keypoints), target, camera.aspect, camera.focal, camera.root, clip, rate)
        return _mirror_half(batch, generator)

    def _choose_windows(
        self, clip: Tensor, generator: torch.Generator
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Joints (B, W, 17, 3), facing (B, W, 3), random rates (B,) and steps (B,) of clips (B,)."""
        draws = torch.rand(3, len(clip), generator=generator, device=self._joints.device)
        low, high = self._options.rates
        least, most = self._options.stretch
        stretch = least * (most / least) ** draws[2]
        rate = low * (high / low) ** draws[1]
        step = self._rate / rate * stretch
        return *self._cut_windows(clip, draws[0], step), rate, step

    def _cut_windows(self, clip: Tensor, place: Tensor, step: Tensor) -> tuple[Tensor, Tensor]:
        """Joints and facing around a place (0 to 1) in each clip, so many rows apart; ends are repeated."""
        length = self._length[clip].float()
        offset = torch.arange(self._window, device=place.device) - self._window // 2
        at = place[:, None] * (length[:, None] - 1) + offset * step[:, None]  # (B, W)
        at = torch.minimum(at.clamp(min=0), length[:, None] - 1)
        before = at.floor()
        part = (at - before)[..., None]
        row = self._start[clip][:, None] + before.long()
        after = torch.minimum(row + 1, (self._start + self._length - 1)[clip][:, None])
        joints = torch.lerp(self._joints[row], self._joints[after], part[..., None])
        return joints, torch.lerp(self._facing[row], self._facing[after], part)

    def _join(
        self, joints: Tensor, facing: Tensor, step: Tensor, generator: torch.Generator
    ) -> tuple[Tensor, Tensor]:
        """Some bodies with a part of another clip, which half of the time is seen in a mirror."""
        if not self._options.join_odds:
            return joints, facing
        count, device = len(joints), joints.device
        clip = torch.multinomial(self._odds, count, replacement=True, generator=generator)
        draws = torch.rand(4, count, generator=generator, device=device)
        other, other_facing = self._cut_windows(clip, draws[0], step)
        is_mirrored = draws[1] < 0.5
        other = torch.where(is_mirrored[:, None, None, None], mirror(other), other)
        sign = other_facing.new_tensor([-1, 1, 1])
        other_facing = torch.where(is_mirrored[:, None, None], other_facing * sign, other_facing)
        part = torch.where(draws[2] < self._options.join_odds, 1 + (draws[3] < 0.5).long(), 0)
        return join_bodies(joints, facing, other, other_facing, part)

    def _vary_bodies(self, joints: Tensor, generator: torch.Generator) -> Tensor:
        draws = torch.randn(len(joints), len(H36M_17) + 1, generator=generator, device=joints.device)
        bones = draws[:, [max(a, b) for a, b in enumerate(H36M_17.mirror)]]
        size = draws[:, -1:].clamp(-2.5, 1.5)  # children are further from the mean than giants
        factors = torch.exp(self._options.bone_spread * bones + self._options.body_spread * size)
        scaled = scale_bones(joints, factors)
        # The floor stays where it was: a taller body has a higher root.
        scaled[..., 2] += joints[:, :, :1, 2] * (factors.mean(1) - 1)[:, None, None]
        return scaled

    def _follow(self, joints: Tensor, generator: torch.Generator) -> Tensor:
        """Some cameras travel with the person: take away part of the root's path."""
        draws = torch.rand(2, len(joints), generator=generator, device=joints.device)
        part = torch.where(draws[0] < self._options.follow_odds, draws[1], 0)[:, None, None, None]
        path = joints[:, :, :1] - joints[:, self._window // 2, None, :1]
        return joints - part * path

    def _shake(self, count: int, generator: torch.Generator) -> Tensor:
        """(B, W, 1, 2) how far the pictures of a held camera are off from where the middle one is."""
        device = self._joints.device
        is_held = torch.rand(count, generator=generator, device=device) < self._options.shake_odds
        steps = torch.randn(count, self._window, 1, 2, generator=generator, device=device)
        path = wander(steps, _SHAKE_MEMORY)
        path = path - path[:, self._window // 2, None]
        return torch.where(is_held[:, None, None, None], self._options.shake * path, 0)

    def _see(self, joints: Tensor, facing: Tensor, generator: torch.Generator) -> Tensor:
        width = 0.9 + 0.4 * torch.rand(len(joints), generator=generator, device=joints.device)
        return keypoints_of_body(joints, facing, hip_width=width)


def _mirror_half(batch: Batch, generator: torch.Generator) -> Batch:
    """Half of the windows as in a mirror: x turned around, left and right exchanged."""
    count, device = len(batch.joints), batch.joints.device
    chosen = torch.rand(count, generator=generator, device=device) < 0.5
    keypoints, joints = mirror(batch.keypoints), mirror(batch.joints)
    return replace(
        batch,
        keypoints=torch.where(chosen[:, None, None, None], keypoints, batch.keypoints),
        joints=torch.where(chosen[:, None, None], joints, batch.joints),
        root=torch.where(chosen[:, None], batch.root * batch.root.new_tensor([-1, 1, 1]), batch.root),
    )


def mirror(points: Tensor) -> Tensor:
    """(..., 17, C) as seen in a mirror."""
    sign = torch.ones(points.shape[-1], device=points.device)
    sign[0] = -1
    return points[..., list(H36M_17.mirror), :] * sign


def _balance(pack: MocapPack) -> NDArray[np.float32]:
    """(C,) odds of each clip: its length, with common categories held back by a square root."""
    length = pack.clip_length.astype(np.float64)
    total = {c: length[pack.category == c].sum() for c in np.unique(pack.category)}
    odds = np.array([n / np.sqrt(total[c]) for n, c in zip(length, pack.category, strict=True)])
    return np.asarray(odds / odds.sum(), dtype=np.float32)
