"""What BVH files are made like for each program that reads them.

Common to all: y up, facing +z, a T-pose at rest, root offset 0, positions on the root alone, three rotations
for every joint. What differs is what those programs were found to want:

* Blender takes a unit as a metre and each joint's own order of rotations.
* Importers for Maya (jhoolmans/mayaImporterBVH sets one rotate order for all joints: its 4, which is the
  file's Z X Y) and for Unreal take centimetres and expect one order throughout.
* MotionBuilder maps HumanIK names by itself and keeps an order for each joint.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.export.bvh_rig import POINTS, RIG
from core.export.records import ExportOptions, Profile

ONE_ORDER = "ZXY"
"""The order of most BVH files, and what readers assume that know only one."""


@dataclass(frozen=True, slots=True)
class BvhProfile:
    """How a file is made for one program."""

    unit: Literal["cm", "m"]
    order: str | None
    """Euler axes of every joint, outermost first; None for each joint's own, which keeps off its lock."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of rig joints that are called otherwise there."""
    advice: str = ""
    """What to choose when the file is opened."""

    def name(self, joint: str) -> str:
        """What a rig joint, or the end site `Head_End` of one, is called in the file."""
        if joint.endswith("_End"):
            return f"{self.name(joint.removesuffix('_End'))}_End"
        return self.names.get(joint, joint)

    def points(self) -> dict[str, str]:
        """Which joint of the file lies where each H36M joint does."""
        return {point: self.name(joint) for point, joint in POINTS.items()}


def _both_sides(names: Mapping[str, str], left: str, right: str) -> dict[str, str]:
    return {
        f"{side}{joint}": name.format(word)
        for joint, name in names.items()
        for side, word in (("Left", left), ("Right", right))
    }


_UNREAL_NAMES = {
    "Hips": "pelvis", "Spine": "spine_01", "Spine1": "spine_02", "Neck": "neck_01", "Head": "head",
    **_both_sides({
        "HipJoint": "hip_{}", "UpLeg": "thigh_{}", "Leg": "calf_{}", "Foot": "foot_{}",
        "Shoulder": "clavicle_{}", "Arm": "upperarm_{}", "ForeArm": "lowerarm_{}", "Hand": "hand_{}",
    }, "l", "r"),
}  # fmt: skip

_PLAIN_NAMES = {
    "Hips": "pelvis", "Spine": "spine", "Spine1": "upper_spine", "Neck": "thorax", "Head": "neck",
    **_both_sides({
        "HipJoint": "{}_pelvis", "UpLeg": "{}_hip", "Leg": "{}_knee", "Foot": "{}_ankle",
        "Shoulder": "{}_collar", "Arm": "{}_shoulder", "ForeArm": "{}_elbow", "Hand": "{}_wrist",
    }, "left", "right"),
}  # fmt: skip
"""Each joint by the H36M joint at which it sits; the crown is the end site `neck_End`."""

PROFILES: dict[Profile, BvhProfile] = {
    "motionbuilder": BvhProfile(
        "cm", None, advice="Names are HumanIK's: MotionBuilder and Unity map them by themselves."
    ),
    "blender": BvhProfile(
        "m", None, advice='Blender: tick "Update Scene FPS" on import, and leave the scale at 1.'
    ),
    "maya": BvhProfile(
        "cm", ONE_ORDER, advice="Maya: set the scene to the file's rate first; importers key one frame each."
    ),
    "unreal": BvhProfile(
        "cm", ONE_ORDER, _UNREAL_NAMES, advice="Unreal: joints carry the mannequin's names; y is up here."
    ),
    "plain": BvhProfile("m", ONE_ORDER, _PLAIN_NAMES),
}


def unit_of(options: ExportOptions) -> Literal["cm", "m"]:
    """The unit asked for, else the profile's."""
    return PROFILES[options.profile].unit if options.unit == "auto" else options.unit


def orders_of(profile: BvhProfile) -> dict[str, str]:
    """Euler axes of each rig joint, outermost first."""
    return {joint.name: profile.order or joint.order for joint in RIG}
