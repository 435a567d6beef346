"""The paper's two encodings of a window of keypoints (sections 3.2 and 3.3)."""

import torch
from torch import Tensor

from core.lifter.spec import LifterSpec, TemporalOperator

_NEAR_FRAMES = 81
_LEAST_SIZE = 1e-4
"""A body smaller than a pixel is none: what is made of it should at least be finite."""


def encode_positions(keypoints: Tensor) -> Tensor:
    """P-ENH, eq. 9: each joint minus the root of its own frame. (..., J, 2) to (..., J, 2)."""
    return keypoints - keypoints[..., :1, :]


def encode_times(keypoints: Tensor, operator: TemporalOperator) -> Tensor:
    """T-ENH, eq. 13: each frame related to the current (middle) one. (N, W, J, 2) to (N, W, J, D).

    D is 2 for subtractions, 4 for subtraction with its square, 1 for the products and the cosine.
    """
    current = keypoints[:, keypoints.shape[1] // 2, None]  # (N, 1, J, 2)
    if operator == "inner":
        return (keypoints * current).sum(-1, keepdim=True)
    if operator == "cross":
        return (keypoints[..., :1] * current[..., 1:]) - (keypoints[..., 1:] * current[..., :1])
    if operator == "cosine":
        return torch.nn.functional.cosine_similarity(keypoints, current, dim=-1).unsqueeze(-1)
    difference = keypoints - current
    if operator == "subtract_square":
        return torch.cat([difference, difference.square()], dim=-1)
    if operator == "subtract_81":
        return difference * _is_near(keypoints.shape[1], keypoints.device)[None, :, None, None]
    return difference


def _is_near(window: int, device: torch.device) -> Tensor:
    """(W,) 1 within the 81 frames around the current one, else 0."""
    distance = (torch.arange(window, device=device) - window // 2).abs()
    return (distance <= _NEAR_FRAMES // 2).float()


def window_sizes(keypoints: Tensor, window: int) -> Tensor:
    """How large the body looks in each whole window of `window` frames of sequences (K, S, J, 2).

    (K, S - window + 1), in the keypoints' unit: the mean distance of the joints from their frame's root.
    """
    by_frame = torch.linalg.vector_norm(encode_positions(keypoints), dim=-1).mean(-1)  # (K, S)
    return torch.clamp(by_frame.unfold(1, window, 1).mean(-1), min=_LEAST_SIZE)


def encode_current(current: Tensor, spec: LifterSpec) -> Tensor:
    """What the global encoder sees of current poses (..., J, 2) in the spec's unit: (..., J * 2)."""
    return (encode_positions(current) if spec.unit == "body" else current).flatten(-2)


def encode(keypoints: Tensor, spec: LifterSpec) -> list[Tensor]:
    """What the local encoders see of windows (N, W, J, 2): one (N, W, J_group * D) per group.

    Channels are all of K, then all of K_P, then all of K_T, each joint by joint.
    """
    temporal = [encode_times(keypoints, spec.temporal)] if spec.temporal else []
    return _group([*_encode_places(keypoints, spec), *temporal], spec)


def encode_frames(keypoints: Tensor, spec: LifterSpec) -> list[Tensor]:
    """As `encode` with T-ENH by subtraction, for a current pose of zeros: the same in every window."""
    return _group([*_encode_places(keypoints, spec), keypoints], spec)


def _encode_places(keypoints: Tensor, spec: LifterSpec) -> list[Tensor]:
    absolute = [keypoints] if spec.has_absolute else []
    return [*absolute, encode_positions(keypoints)] if spec.has_positional else absolute


def _group(parts: list[Tensor], spec: LifterSpec) -> list[Tensor]:
    return [
        torch.cat([part[:, :, list(joints)].flatten(2) for part in parts], dim=-1)
        for joints in spec.groups.values()
    ]
