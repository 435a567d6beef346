"""The errors that 2D detectors make, put onto exact keypoints."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from core.training.body import KEYPOINTS

Draw = Callable[..., Tensor]

_UNREST = {"elbow": 1.6, "wrist": 2.2, "ankle": 1.3, "knee": 1.2}
"""How much more than the trunk these joints wander."""


@dataclass(frozen=True, slots=True)
class NoiseOptions:
    """Sizes are fractions of the body's apparent height.

    Between the sizes for good pictures and those that BlazePose showed for four calibrated cameras on two
    dancers, who hide each other (`relief evaluate --multiview`; standard deviations per axis): bias 1 to 4
    percent, wander about 2 at the trunk, 3 to 5 at elbows, 4 to 7 at wrists, 0.3 to 2 from frame to frame.
    """

    bias: float = 0.015
    """A joint's constant offset over a window: detectors disagree with anatomy, and with each other."""
    wander: float = 0.010
    """Slow, correlated error of the trunk; arms and feet have more of it."""
    wander_memory: float = 0.9
    """How much of the slow error stays from one frame to the next."""
    jitter: float = 0.004
    """Error that is new in every frame."""
    blur: float = 0.06
    """Further error per unit of movement between frames."""
    slip_odds: float = 0.06
    """How often a joint sits on a wrong place for part of a window (occlusion)."""
    slip: float = 0.06
    swap_odds: float = 0.02
    """How often left and right legs or arms are exchanged for part of a window."""


def add_noise(keypoints: Tensor, size: Tensor, options: NoiseOptions, generator: torch.Generator) -> Tensor:
    """Keypoints (B, W, 15, 2) of bodies with apparent heights (B,), with a detector's errors.

    Every window has its own quality: all sizes are multiplied by a factor between 0 and 3, mostly below 1.
    """
    batch, frames, joints, _ = keypoints.shape

    def normal(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator, device=keypoints.device)

    def uniform(*shape: int) -> Tensor:
        return torch.rand(shape, generator=generator, device=keypoints.device)

    keypoints = _swap_sides(keypoints, options, uniform)
    speed = torch.zeros_like(keypoints[..., :1])
    speed[:, 1:] = (keypoints[:, 1:] - keypoints[:, :-1]).norm(dim=-1, keepdim=True)
    unit = (size * 3 * uniform(batch).square())[:, None, None, None]
    unrest = torch.tensor([_UNREST.get(name.split("_")[-1], 1.0) for name in KEYPOINTS.joints])
    unrest = unrest.to(keypoints.device)[:, None]
    error = options.bias * normal(batch, 1, joints, 2)
    error = error + options.wander * unrest * wander(normal(batch, frames, joints, 2), options.wander_memory)
    error = error + options.jitter * normal(batch, frames, joints, 2)
    has_slip = (uniform(batch, 1, joints, 1) < options.slip_odds) & _segment(batch, frames, uniform)
    error = error + has_slip * options.slip * normal(batch, 1, joints, 2)
    return keypoints + unit * error + options.blur * speed * normal(batch, frames, joints, 2)


def wander(steps: Tensor, memory: float) -> Tensor:
    """First-order autoregression along dimension 1, unit variance: one product with its kernel."""
    frames = steps.shape[1]
    lag = torch.arange(frames, device=steps.device)
    lag = lag[:, None] - lag[None]
    kernel = torch.where(lag >= 0, memory ** lag.clamp(min=0).float(), 0.0)
    kernel[:, 1:] *= (1 - memory**2) ** 0.5
    return torch.einsum("ts,bsjc->btjc", kernel, steps)


def _segment(batch: int, frames: int, uniform: Draw) -> Tensor:
    """(B, W, 1, 1) True between two random frames of each window."""
    ends = uniform(2, batch, 1, 1, 1) * frames
    index = torch.arange(frames, device=ends.device)[None, :, None, None]
    return (index >= ends.amin(0)) & (index < ends.amax(0))


def _swap_sides(keypoints: Tensor, options: NoiseOptions, uniform: Draw) -> Tensor:
    batch, frames = keypoints.shape[:2]
    legs = torch.tensor([name.split("_")[-1] in ("hip", "knee", "ankle") for name in KEYPOINTS.joints])
    is_leg = legs.to(keypoints.device)[None, None, :, None]
    wants_legs = uniform(batch, 1, 1, 1) < 0.6
    is_swapped = (uniform(batch, 1, 1, 1) < options.swap_odds) & _segment(batch, frames, uniform)
    return torch.where(
        is_swapped & (is_leg == wants_legs), keypoints[:, :, list(KEYPOINTS.mirror)], keypoints
    )
