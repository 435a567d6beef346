"""The rig of our figures: names, what turns which bone, and what shows how far it rolls.

HumanIK names. Every bone of the 17
joints has one rig joint that alone turns it, so each of them can be hit exactly:

* `LeftHipJoint` and `RightHipJoint` sit in the Hips, the shoulders at the base of the neck, and turn the
  short bones to the hips and shoulders.
* `Spine` and `Spine1` share the bone from spine to thorax: Spine leans it, Spine1 turns about it.
* Hands, and feet for want of toe keypoints, keep a fixed angle to forearm and shank.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]
Vector = tuple[float, float, float]

UP, DOWN = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)
LEFT, RIGHT = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Roll:
    """What shows how far a bone has turned about itself, where it shows at all."""

    rest: Vector | None
    """How the seen direction lies in the T-pose, perpendicular to the bone; None: as the hinge does there."""
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
    end: tuple[str, Vector | None] | None = None
    """End site of a joint without children: a bone by whose length the offset is multiplied; None: that
    bone itself."""


_HIP_LINE, _SHOULDER_LINE = ("right_hip", "left_hip"), ("right_shoulder", "left_shoulder")
_SOLE = (0.0, -0.18, 0.45)  # shanks: the ankle is about 0.08 m above the sole, the toes 0.2 m before it


RIG = (
    RigJoint("Hips", "", "spine", 0, "YZX", Roll(LEFT, _HIP_LINE)),
    RigJoint("LeftHipJoint", "Hips", "left_hip", 0, "YZX"),
    RigJoint("LeftUpLeg", "LeftHipJoint", "left_knee", 1, "YZX",
             Roll(LEFT, ("left_hip", "left_knee", "left_ankle"), 90)),
    RigJoint("LeftLeg", "LeftUpLeg", "left_ankle", 1, "YZX"),
    RigJoint("LeftFoot", "LeftLeg", None, 1, "YZX", end=("left_ankle", _SOLE)),
    RigJoint("RightHipJoint", "Hips", "right_hip", 0, "YZX"),
    RigJoint("RightUpLeg", "RightHipJoint", "right_knee", 1, "YZX",
             Roll(LEFT, ("right_hip", "right_knee", "right_ankle"), 90)),
    RigJoint("RightLeg", "RightUpLeg", "right_ankle", 1, "YZX"),
    RigJoint("RightFoot", "RightLeg", None, 1, "YZX", end=("right_ankle", _SOLE)),
    RigJoint("Spine", "Hips", "thorax", 1, "YZX"),
    RigJoint("Spine1", "Spine", "thorax", 0.5, "YZX", Roll(LEFT, _SHOULDER_LINE)),
    RigJoint("Neck", "Spine1", "neck", 0.5, "YZX", Roll(None, ("thorax", "neck", "head"), 90)),
    RigJoint("Head", "Neck", "head", 1, "YZX", end=("head", None)),
    RigJoint("LeftShoulder", "Spine1", "left_shoulder", 0.5, "ZXY"),
    RigJoint("LeftArm", "LeftShoulder", "left_elbow", 1, "ZXY",
             Roll(DOWN, ("left_shoulder", "left_elbow", "left_wrist"))),
    RigJoint("LeftForeArm", "LeftArm", "left_wrist", 1, "ZXY"),
    RigJoint("LeftHand", "LeftForeArm", None, 1, "ZXY", end=("left_wrist", (0.7, 0.0, 0.0))),
    RigJoint("RightShoulder", "Spine1", "right_shoulder", 0.5, "ZXY"),
    RigJoint("RightArm", "RightShoulder", "right_elbow", 1, "ZXY",
             Roll(UP, ("right_shoulder", "right_elbow", "right_wrist"))),
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
