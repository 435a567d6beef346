"""What a detector would see of a body given as 17 motion-capture joints; and bodies of other proportions."""

import torch
from torch import Tensor

from core.pose.mapping import derivation_matrix
from core.pose.skeleton import H36M_17, Skeleton

KEYPOINTS = Skeleton(
    "detector-15",
    (
        "nose", "left_ear", "right_ear",
        "left_shoulder", "left_elbow", "left_wrist",
        "right_shoulder", "right_elbow", "right_wrist",
        "left_hip", "left_knee", "left_ankle",
        "right_hip", "right_knee", "right_ankle",
    ),
)  # fmt: skip
"""The keypoints of common detectors from which H36M-17 is derived."""

_FACE = {"nose": (0.10, 0.0, 0.03), "left_ear": (0.01, 0.075, 0.035), "right_ear": (0.01, -0.075, 0.035)}
"""Metres forward, left and up from the base of the skull (joint `neck` of the motion capture)."""


def keypoints_of_body(joints: Tensor, head_direction: Tensor, *, hip_width: Tensor) -> Tensor:
    """The 15 detector keypoints (B, W, 15, 3) of bodies (B, W, 17, 3) whose heads face (B, W, 3).

    Motion capture has anatomical hip centres; detectors put the hips further out, by a factor
    `hip_width` (B,) that differs between detectors and bodies.
    """
    neck, head = joints[:, :, H36M_17.index("neck")], joints[:, :, H36M_17.index("head")]
    up = torch.nn.functional.normalize(head - neck, dim=-1)
    forward = head_direction - (head_direction * up).sum(-1, keepdim=True) * up
    forward = torch.nn.functional.normalize(forward, dim=-1)
    axes = torch.stack([forward, torch.linalg.cross(up, forward), up], dim=-2)  # (B, W, 3, 3) rows
    face = neck[:, :, None] + torch.tensor(list(_FACE.values()), device=joints.device) @ axes
    rest = joints[:, :, [H36M_17.index(name) for name in KEYPOINTS.joints[len(_FACE) :]]]
    keypoints = torch.cat([face, rest], dim=2)
    hips = [KEYPOINTS.index("left_hip"), KEYPOINTS.index("right_hip")]
    pelvis = joints[:, :, :1]
    keypoints[:, :, hips] = pelvis + hip_width[:, None, None, None] * (keypoints[:, :, hips] - pelvis)
    return keypoints


def derive_joints(keypoints: Tensor) -> Tensor:
    """(..., 15, 2) keypoints to the (..., 17, 2) that a lifter takes: the matrix that `to_h36m17` uses."""
    matrix = torch.tensor(derivation_matrix(KEYPOINTS), dtype=keypoints.dtype, device=keypoints.device)
    return _combine(matrix, keypoints)


def _combine(matrix: Tensor, points: Tensor) -> Tensor:
    """(N, K) times (..., K, C): one large product, where a batch of small ones would take far longer."""
    return (points.mT @ matrix.mT).mT


def scale_bones(joints: Tensor, factors: Tensor) -> Tensor:
    """Bodies (B, W, 17, 3) with each bone, named by its lower joint, made longer by factors (B, 17)."""
    parents = torch.tensor([max(p, 0) for p in H36M_17.parents], device=joints.device)
    bones = (joints - joints[:, :, parents]) * factors[:, None, :, None]
    return joints[:, :, :1] + _combine(_ancestors(joints.device), bones)


_LEFT_HIP, _RIGHT_HIP, _SPINE, _THORAX, _LEFT_SHOULDER, _RIGHT_SHOULDER = (
    H36M_17.index(name)
    for name in ("left_hip", "right_hip", "spine", "thorax", "left_shoulder", "right_shoulder")
)
_ARMS = [_LEFT_SHOULDER, _RIGHT_SHOULDER] + [
    H36M_17.index(f"{side}_{part}") for side in ("left", "right") for part in ("elbow", "wrist")
]
_UPPER = [_SPINE, _THORAX, H36M_17.index("neck"), H36M_17.index("head"), *_ARMS]


def join_bodies(
    joints: Tensor, facing: Tensor, other: Tensor, other_facing: Tensor, part: Tensor
) -> tuple[Tensor, Tensor]:
    """Bodies (B, W, 17, 3) whose heads face (B, W, 3), with a part of others of the same shape.

    `part` (B,): 0 stays whole; 1 takes the other's trunk, head and arms, which follow the pelvis; 2 takes its
    arms, which follow the shoulders. In every frame the part is turned as the body's own lies: nobody walked
    while boxing, but somebody did either.
    """
    turn = _pelvis_axes(other).mT @ _pelvis_axes(joints)
    upper = joints.clone()
    upper[:, :, _UPPER] = (other[:, :, _UPPER] - other[:, :, :1]) @ turn + joints[:, :, :1]
    upper_facing = (other_facing[:, :, None] @ turn)[:, :, 0]

    turn = _shoulder_axes(other).mT @ _shoulder_axes(joints)
    arms = joints.clone()
    arms[:, :, _ARMS] = (other[:, :, _ARMS] - other[:, :, _THORAX, None]) @ turn + joints[:, :, _THORAX, None]

    choice = part[:, None, None, None]
    joined = torch.where(choice == 1, upper, torch.where(choice == 2, arms, joints))
    return joined, torch.where(choice[..., 0] == 1, upper_facing, facing)


def _pelvis_axes(joints: Tensor) -> Tensor:
    return _axes(joints[:, :, _LEFT_HIP] - joints[:, :, _RIGHT_HIP], joints[:, :, _SPINE] - joints[:, :, 0])


def _shoulder_axes(joints: Tensor) -> Tensor:
    across = joints[:, :, _LEFT_SHOULDER] - joints[:, :, _RIGHT_SHOULDER]
    return _axes(across, joints[:, :, _THORAX] - joints[:, :, _SPINE])


def _axes(across: Tensor, up: Tensor) -> Tensor:
    """(..., 3, 3) rows: to the body's left, forward and up, of directions (..., 3)."""
    left = torch.nn.functional.normalize(across, dim=-1)
    forward = torch.nn.functional.normalize(torch.linalg.cross(up, left), dim=-1)
    return torch.stack([left, forward, torch.linalg.cross(left, forward)], dim=-2)


def _ancestors(device: torch.device) -> Tensor:
    """(17, 17) 1 where the column's bone lies between the root and the row's joint."""
    matrix = torch.zeros(len(H36M_17), len(H36M_17))
    for joint in range(1, len(H36M_17)):
        above = joint
        while above > 0:
            matrix[joint, above] = 1
            above = H36M_17.parents[above]
    return matrix.to(device)
