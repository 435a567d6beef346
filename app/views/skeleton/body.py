"""The figure's shape: how thick each limb is along its length, and which side of the body it belongs to."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import Skeleton

SIDES = ("left", "right", "middle")

_JOINT_M = {
    "pelvis": 0.068, "spine": 0.070, "thorax": 0.064, "neck": 0.036, "hip": 0.060, "knee": 0.045,
    "ankle": 0.034, "shoulder": 0.046, "elbow": 0.034, "wrist": 0.027,
}  # fmt: skip
"""Radii of the balls at the joints of a grown person: a drawing mannequin's, thinner than life so that limbs
next to each other stay apart."""
_HEAD_ALONG_M, _HEAD_ACROSS_M, _HEAD_DOWN_M = 0.118, 0.088, 0.075
"""Half axes of the head, and how far its middle lies below the joint on its top."""
PROFILE = np.array([[0.0, 0.90], [0.22, 1.06], [0.45, 1.04], [0.72, 0.90], [1.0, 0.82]], np.float32)
"""Rings along a limb: where, and the radius as a share of that between the balls at its ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The shape of a skeleton of a grown person: B limbs and balls at the joints, the head apart."""

    skeleton: Skeleton
    limbs: NDArray[np.int64]
    """(B, 2) joints at the ends of each limb."""
    radii: NDArray[np.float32]
    """(B, R) metres at each ring of `PROFILE`."""
    limb_radii: tuple[float, ...]
    """(B,) metres on average."""
    limb_sides: NDArray[np.int64]
    """(B,) indices into `SIDES`."""
    balls: NDArray[np.int64]
    """(K,) joints drawn as balls."""
    ball_radii: NDArray[np.float32]
    """(K,) metres."""
    ball_sides: NDArray[np.int64]
    """(K,) indices into `SIDES`."""
    head: int
    """The joint on top of the head, or -1."""
    neck: int
    """Its parent."""


@lru_cache(maxsize=8)
def body_of(skeleton: Skeleton) -> Body:
    """The shape of a skeleton; joints that it does not know are drawn thin."""
    joints = skeleton.joints
    head = joints.index("head") if "head" in joints else -1
    # H36M's neck and head joint both lie inside the head; HumanEva's neck runs from the thorax
    is_inside = head >= 0 and joints[skeleton.parents[head]] == "neck"
    limbs = [edge for edge in skeleton.edges if not (is_inside and edge[1] == head)]
    joint_radii = np.array([_joint_radius(name) for name in joints])
    ends = joint_radii[np.array(limbs)]  # (B, 2)
    ends[[joints[child].endswith("hip") for _, child in limbs]] = 0.046
    ends[[joints[child].endswith("shoulder") for _, child in limbs]] = 0.036
    along = PROFILE[:, 0]
    radii = (ends[:, :1] * (1 - along) + ends[:, 1:] * along) * PROFILE[:, 1]
    balls = [index for index, name in enumerate(joints) if index != head and name != "neck"]
    return Body(
        skeleton=skeleton,
        limbs=np.array(limbs),
        radii=radii.astype(np.float32),
        limb_radii=tuple(radii.mean(axis=1).tolist()),
        limb_sides=np.array([_side(joints[child]) for _, child in limbs]),
        balls=np.array(balls),
        ball_radii=joint_radii[balls].astype(np.float32),
        ball_sides=np.array([_side(joints[joint]) for joint in balls]),
        head=head,
        neck=skeleton.parents[head] if head >= 0 else -1,
    )


def head_shape(body: Body, joints: NDArray[np.floating], size: float) -> NDArray[np.floating]:
    """(3, 3): the middle of the head, its half axis upwards, and (across, across, across) metres."""
    up = joints[body.head] - joints[body.neck]
    up = up / max(float(np.linalg.norm(up)), 1e-6)
    middle = joints[body.head] - _HEAD_DOWN_M * size * up
    return np.stack([middle, _HEAD_ALONG_M * size * up, np.full(3, _HEAD_ACROSS_M * size)])


def _joint_radius(name: str) -> float:
    return _JOINT_M.get(name.removeprefix("left_").removeprefix("right_"), 0.03)


def _side(name: str) -> int:
    return next((index for index, side in enumerate(SIDES) if name.startswith(side + "_")), 2)
