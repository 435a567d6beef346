"""The rig of our BVH files: names, rest pose, bone lengths, and which way every joint points.

HumanIK names and rest pose: a T with the palms down, facing +z, left arm along +x, y up. Every bone of the 17
joints has one rig joint that alone turns it, so each of them can be hit exactly:

* `LeftHipJoint` and `RightHipJoint` sit in the Hips, the shoulders at the base of the neck, and turn the
  short bones to the hips and shoulders.
* `Spine` and `Spine1` share the bone from spine to thorax: Spine leans it, Spine1 turns about it.
* Hands, and feet for want of toe keypoints, keep a fixed angle to forearm and shank.
* H36M's neck is the nose in our skeleton (`core.pose.mapping`), hence the leaning rest bones of the head.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import H36M_17
from core.world import bones as world_bones

Array = NDArray[np.float64]
Vector = tuple[float, float, float]

_NOSE_LEAN = np.deg2rad(30.0)
"""Of thorax to nose forwards and of nose to crown backwards, head upright: the nose is about 0.10 m before
and 0.17 m above the middle of the shoulders, the crown 0.18 m above the nose."""

_UP, _DOWN = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)
_LEFT, _RIGHT = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
_TO_NOSE = (0.0, float(np.cos(_NOSE_LEAN)), float(np.sin(_NOSE_LEAN)))
_TO_CROWN = (0.0, float(np.cos(_NOSE_LEAN)), -float(np.sin(_NOSE_LEAN)))

REST_DIRECTIONS: dict[str, Vector] = {
    "spine": _UP, "thorax": _UP, "neck": _TO_NOSE, "head": _TO_CROWN,
    "left_hip": _LEFT, "left_knee": _DOWN, "left_ankle": _DOWN,
    "right_hip": _RIGHT, "right_knee": _DOWN, "right_ankle": _DOWN,
    "left_shoulder": _LEFT, "left_elbow": _LEFT, "left_wrist": _LEFT,
    "right_shoulder": _RIGHT, "right_elbow": _RIGHT, "right_wrist": _RIGHT,
}  # fmt: skip
"""Of each H36M bone, named by its far end, in the T-pose."""

SHORTEST_BONE_M = 0.01
"""So that no offset is zero, whatever the pose."""


@dataclass(frozen=True, slots=True)
class Roll:
    """What shows how far a bone has turned about itself, where it shows at all."""

    rest: Vector
    """How the seen direction lies in the T-pose; perpendicular to the bone."""
    seen: tuple[str, ...]
    """Two H36M joints: the line from one to the other. Three: the hinge axis, across both their bones."""
    limit_deg: float = np.inf
    """A turn beyond it is taken for a misread hinge (a knee bent forwards), and the roll as unknown."""


@dataclass(frozen=True, slots=True)
class RigJoint:
    """One joint of the file."""

    name: str
    parent: str
    bone: str | None
    """The H36M bone that it turns, by its far end; None for a joint that keeps the turn of its parent."""
    along: float
    """Where it sits on its parent's bone: 0 at the root, 1 at the far end."""
    order: str
    """Euler axes, outermost first: the middle one, which locks at 90 degrees, is that which turns least."""
    roll: Roll | None = None
    end: tuple[str, Vector] | None = None
    """End site of a joint without children: a bone by whose length the offset is multiplied."""


_HIP_LINE, _SHOULDER_LINE = ("right_hip", "left_hip"), ("right_shoulder", "left_shoulder")
_SOLE = (0.0, -0.18, 0.45)  # shanks: the ankle is about 0.08 m above the sole, the toes 0.2 m before it


RIG = (
    RigJoint("Hips", "", "spine", 0, "YZX", Roll(_LEFT, _HIP_LINE)),
    RigJoint("LeftHipJoint", "Hips", "left_hip", 0, "YZX"),
    RigJoint("LeftUpLeg", "LeftHipJoint", "left_knee", 1, "YZX",
             Roll(_LEFT, ("left_hip", "left_knee", "left_ankle"), 90)),
    RigJoint("LeftLeg", "LeftUpLeg", "left_ankle", 1, "YZX"),
    RigJoint("LeftFoot", "LeftLeg", None, 1, "YZX", end=("left_ankle", _SOLE)),
    RigJoint("RightHipJoint", "Hips", "right_hip", 0, "YZX"),
    RigJoint("RightUpLeg", "RightHipJoint", "right_knee", 1, "YZX",
             Roll(_LEFT, ("right_hip", "right_knee", "right_ankle"), 90)),
    RigJoint("RightLeg", "RightUpLeg", "right_ankle", 1, "YZX"),
    RigJoint("RightFoot", "RightLeg", None, 1, "YZX", end=("right_ankle", _SOLE)),
    RigJoint("Spine", "Hips", "thorax", 1, "YZX"),
    RigJoint("Spine1", "Spine", "thorax", 0.5, "YZX", Roll(_LEFT, _SHOULDER_LINE)),
    RigJoint("Neck", "Spine1", "neck", 0.5, "YZX", Roll(_RIGHT, ("thorax", "neck", "head"), 90)),
    RigJoint("Head", "Neck", "head", 1, "YZX", end=("head", _TO_CROWN)),
    RigJoint("LeftShoulder", "Spine1", "left_shoulder", 0.5, "ZXY"),
    RigJoint("LeftArm", "LeftShoulder", "left_elbow", 1, "ZXY",
             Roll(_DOWN, ("left_shoulder", "left_elbow", "left_wrist"))),
    RigJoint("LeftForeArm", "LeftArm", "left_wrist", 1, "ZXY"),
    RigJoint("LeftHand", "LeftForeArm", None, 1, "ZXY", end=("left_wrist", (0.7, 0.0, 0.0))),
    RigJoint("RightShoulder", "Spine1", "right_shoulder", 0.5, "ZXY"),
    RigJoint("RightArm", "RightShoulder", "right_elbow", 1, "ZXY",
             Roll(_UP, ("right_shoulder", "right_elbow", "right_wrist"))),
    RigJoint("RightForeArm", "RightArm", "right_wrist", 1, "ZXY"),
    RigJoint("RightHand", "RightForeArm", None, 1, "ZXY", end=("right_wrist", (-0.7, 0.0, 0.0))),
)  # fmt: skip
"""Parents before children, in the order of the file."""

POINTS = {
    "pelvis": "Hips", "spine": "Spine", "thorax": "Neck", "neck": "Head", "head": "Head_End",
    "left_hip": "LeftUpLeg", "left_knee": "LeftLeg", "left_ankle": "LeftFoot",
    "right_hip": "RightUpLeg", "right_knee": "RightLeg", "right_ankle": "RightFoot",
    "left_shoulder": "LeftArm", "left_elbow": "LeftForeArm", "left_wrist": "LeftHand",
    "right_shoulder": "RightArm", "right_elbow": "RightForeArm", "right_wrist": "RightHand",
}  # fmt: skip
"""Which joint of the file lies where each H36M joint does."""


def bone_start(bone: str) -> str:
    """The H36M joint at the near end of a bone."""
    return H36M_17.joints[H36M_17.parents[H36M_17.index(bone)]]


def measure_bones(joints: Array) -> dict[str, float]:
    """Metres of each bone, by its far end, of (T, 17, 3) joints: the median over time, left like right.

    The median: a bone of a lifted pose shrinks and grows with the pose, and wildly so in a few frames.
    """
    lengths = world_bones.measure_bones(joints, H36M_17)
    return {bone: max(float(lengths[H36M_17.index(bone)]), SHORTEST_BONE_M) for bone in REST_DIRECTIONS}


def nearest_bones(joints: Array, times: Array, lengths: Mapping[str, float]) -> Array:
    """(T, 17, 3) the nearest joints with bones of these lengths; all of them give way, the pelvis too."""
    by_joint = np.array([lengths.get(joint, 0.0) for joint in H36M_17.joints])
    return world_bones.fit_constant_bones(joints, times, H36M_17, lengths=by_joint)


def offset_m(joint: RigJoint, lengths: dict[str, float]) -> Array:
    """(3,) metres from the parent of a rig joint to it, in the T-pose."""
    parent = next((other for other in RIG if other.name == joint.parent), None)
    if parent is None or parent.bone is None:
        return np.zeros(3)
    return joint.along * lengths[parent.bone] * np.array(REST_DIRECTIONS[parent.bone])


def end_offset_m(joint: RigJoint, lengths: dict[str, float]) -> Array | None:
    """(3,) metres from a rig joint to its end site in the T-pose; None where it has children."""
    if joint.end is None:
        return None
    bone, factors = joint.end
    return lengths[bone] * np.array(factors)
