"""Virtual cameras placed as people hold theirs: the root lands on a chosen point at a chosen size."""

from dataclasses import dataclass

import torch
from torch import Tensor

BODY_HEIGHT_M = 1.7
ASPECTS = (9 / 16, 16 / 9, 3 / 4, 4 / 3, 1.0)
"""Picture height over width: landscape and portrait video, photo formats, square."""
_ASPECT_ODDS = (0.45, 0.25, 0.1, 0.1, 0.1)


@dataclass(frozen=True, slots=True, eq=False)
class CameraBatch:
    """B cameras, each fixed for one window. Normalised image units: the width spans -1 to 1."""

    rotation: Tensor
    """(B, 3, 3) world (Z up) to camera (x right, y down, z forward)."""
    root: Tensor
    """(B, 3) metres: where the current frame's root lies in the camera's frame."""
    focal: Tensor
    """(B,) focal length in half picture widths."""
    aspect: Tensor
    """(B,) picture height over width."""


def draw_cameras(root_height: Tensor, generator: torch.Generator) -> CameraBatch:
    """Cameras for B bodies whose roots are (B,) metres above the floor.

    Field of view 30 to 100 degrees over the longer side, height 0.1 to 4 m (mostly 0.4 to 2.2), roll
    within about 5 degrees, body height 0.25 to 1.1 of the picture's, body anywhere that keeps its root
    in the picture. The pitch follows: the camera looks so that the root is seen where it was put.
    """
    count, device = len(root_height), root_height.device

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(count, generator=generator, device=device)

    odds = torch.tensor(_ASPECT_ODDS, device=device)
    choice = torch.multinomial(odds, count, replacement=True, generator=generator)
    aspect = torch.tensor(ASPECTS, device=device)[choice]
    longer = torch.maximum(aspect, torch.ones_like(aspect))
    focal = longer / torch.tan(torch.deg2rad(uniform(30, 100)) / 2)

    size = torch.exp(uniform(-1.4, 0.1)) * 2 * aspect  # apparent body height, normalised units
    size = torch.minimum(size, 2.4 * torch.ones_like(size))
    depth = (focal * BODY_HEIGHT_M / size).clamp(min=1.2)
    x, y = 0.8 * uniform(-1, 1), aspect * 0.6 * uniform(-1, 1)
    is_centred = uniform(0, 1) < 0.5  # who films somebody aims at them
    x, y = torch.where(is_centred, 0.3 * x, x), torch.where(is_centred, 0.3 * y, y)
    root = torch.stack([x / focal * depth, y / focal * depth, depth], dim=-1)

    is_usual = uniform(0, 1) < 0.85
    height = torch.where(is_usual, uniform(0.4, 2.2), uniform(0.1, 4.0))
    down = ((height - root_height) / root.norm(dim=-1)).clamp(-0.9, 0.9)  # sine of the ray's dip
    pitch = torch.asin(down) - torch.atan(y / focal)
    roll = torch.deg2rad(4 * torch.randn(count, generator=generator, device=device))
    yaw = uniform(-torch.pi, torch.pi)
    return CameraBatch(_rotation(yaw, pitch, roll), root, focal, aspect)


_FIXED_SPOTS = ((1.9, 4.9, 1.55), (1.9, -4.9, 1.55), (-1.9, 4.9, 1.6), (-1.9, -4.9, 1.6))
"""Metres: near the corners of the room, as Human3.6M's cameras stand (Ionescu et al. 2014)."""
_FIXED_FOCAL = 2.29
"""Theirs: about 1145 px over 1000 px of picture, in half picture widths."""


def draw_fixed_cameras(root: Tensor, generator: torch.Generator) -> CameraBatch:
    """For each body with its root at (B, 3) metres in the room, one of four cameras that never move.

    They look at the middle of the room, 0.9 m above the floor; pictures are square, as Human3.6M's are.
    """
    count, device = len(root), root.device
    spots = torch.tensor(_FIXED_SPOTS, device=device)
    aim = torch.tensor([0.0, 0.0, 0.9], device=device) - spots
    yaw = torch.atan2(-aim[:, 0], aim[:, 1])  # level heading (-sin, cos): see `_rotation`
    pitch = torch.atan2(-aim[:, 2], aim[:, :2].norm(dim=-1))
    rotations = _rotation(yaw, pitch, torch.zeros_like(yaw))
    chosen = torch.randint(len(spots), (count,), generator=generator, device=device)
    rotation = rotations[chosen]
    seen = torch.einsum("bij,bj->bi", rotation, root - spots[chosen])
    one = torch.ones(count, device=device)
    return CameraBatch(rotation, seen, _FIXED_FOCAL * one, one)


def _rotation(yaw: Tensor, pitch: Tensor, roll: Tensor) -> Tensor:
    """(B, 3, 3) world to camera: heading about Z, then dip below the horizon, then roll about the view."""
    zero = torch.zeros_like(yaw)
    right = torch.stack([yaw.cos(), yaw.sin(), zero], dim=-1)
    level = torch.stack([-yaw.sin(), yaw.cos(), zero], dim=-1)
    up = torch.stack([zero, zero, zero + 1], dim=-1)
    c, s = pitch.cos()[:, None], pitch.sin()[:, None]
    forward, down = c * level - s * up, -s * level - c * up
    c, s = roll.cos()[:, None], roll.sin()[:, None]
    return torch.stack([c * right + s * down, -s * right + c * down, forward], dim=1)


def project(points: Tensor, camera: CameraBatch) -> Tensor:
    """Camera-frame points (B, W, K, 3) to normalised image units (B, W, K, 2).

    Points nearer than 0.2 m are taken as 0.2 m away: nothing meaningful is seen of them.
    """
    depth = points[..., 2:].clamp(min=0.2)
    return camera.focal[:, None, None, None] * points[..., :2] / depth
