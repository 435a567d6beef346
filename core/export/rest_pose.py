"""One person's T-pose: how long the bones of the rig are, and where they point before anything turns.

A T with the palms down, facing +z, left arm along +x, y up. Neck and head point where they do in the median
of the clip. H36M's neck is the nose in our skeleton (`core.pose.mapping`), and lifters disagree on where in
the face that is, and so on how both lean in an upright head: were they always the same at rest, programs that
go by the turns away from the T-pose would bend heads back, by 40 degrees with the lifters that come with
Relief.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.export.bvh_rig import DOWN, LEFT, RIG, RIGHT, UP, RigJoint, Roll, Vector, bone_start
from core.geometry.rotation import unit
from core.pose.skeleton import H36M_17
from core.world import bones as world_bones

Array = NDArray[np.float64]

SHORTEST_BONE_M = 0.01
"""So that no offset is zero, whatever the pose."""

_USUAL_LEAN = {"neck": np.deg2rad(30.0), "head": np.deg2rad(-30.0)}
"""Forwards, where a clip does not show it: the nose is about 0.10 m before and 0.17 m above the middle of the
shoulders, the crown 0.18 m above the nose."""

_FURTHEST_LEAN = np.deg2rad(60.0)
"""Who looks at the ground throughout is drawn with a bent head at rest, but not with a broken neck."""

_LEAST_HINGE_SINE = float(np.sin(np.deg2rad(30.0)))

_STRAIGHT = {
    "spine": UP, "thorax": UP,
    "left_hip": LEFT, "left_knee": DOWN, "left_ankle": DOWN,
    "right_hip": RIGHT, "right_knee": DOWN, "right_ankle": DOWN,
    "left_shoulder": LEFT, "left_elbow": LEFT, "left_wrist": LEFT,
    "right_shoulder": RIGHT, "right_elbow": RIGHT, "right_wrist": RIGHT,
}  # fmt: skip
"""Where the other bones point."""


@dataclass(frozen=True, slots=True)
class RestPose:
    """Both by the H36M joint at the bone's far end."""

    lengths: Mapping[str, float]
    """Metres."""
    directions: Mapping[str, Vector]
    """Unit vectors."""

    def bone_m(self, bone: str) -> Array:
        """(3,) metres from the near to the far end of a bone."""
        return self.lengths[bone] * np.array(self.directions[bone])

    def offset_m(self, joint: RigJoint) -> Array:
        """(3,) metres from the parent of a rig joint to it."""
        parent = next((other for other in RIG if other.name == joint.parent), None)
        if parent is None or parent.bone is None:
            return np.zeros(3)
        return joint.along * self.bone_m(parent.bone)

    def end_offset_m(self, joint: RigJoint) -> Array | None:
        """(3,) metres from a rig joint to its end site; None where it has children."""
        if joint.end is None:
            return None
        bone, factors = joint.end
        return self.bone_m(bone) if factors is None else self.lengths[bone] * np.array(factors)

    def roll_direction(self, roll: Roll) -> Array | None:
        """(3,) how what shows a roll lies at rest; None for a hinge that is nearly straight there.

        Bent one way and the other by noise, such a one would turn the bone about itself at random.
        """
        if roll.rest is not None:
            return np.array(roll.rest)
        first, second = (np.array(self.directions[bone]) for bone in roll.seen[1:])
        axis = np.cross(first, second)
        return unit(axis) if np.linalg.norm(axis) > _LEAST_HINGE_SINE else None


def measure_rest(joints: Array) -> RestPose:
    """The T-pose of the person with (T, 17, 3) joints, y up.

    Lengths are medians over time, left like right: a bone of a lifted pose shrinks and grows with the pose,
    and wildly so in a few frames. Neck and head lean as in the median, never to a side.
    """
    lengths = world_bones.measure_bones(joints, H36M_17)
    leans = {bone: _median_lean(joints, bone) for bone in _USUAL_LEAN}
    directions = _STRAIGHT | {b: (0.0, float(np.cos(a)), float(np.sin(a))) for b, a in leans.items()}
    return RestPose(
        {bone: max(float(lengths[H36M_17.index(bone)]), SHORTEST_BONE_M) for bone in directions}, directions
    )


def nearest_bones(joints: Array, times: Array, rest: RestPose) -> Array:
    """(T, 17, 3) the nearest joints with bones of these lengths; all of them give way, the pelvis too."""
    by_joint = np.array([rest.lengths.get(joint, 0.0) for joint in H36M_17.joints])
    return world_bones.fit_constant_bones(joints, times, H36M_17, lengths=by_joint)


def _median_lean(joints: Array, bone: str) -> float:
    """Radians by which a bone leans forwards from the line of the upper trunk, which carries it."""
    up = _direction(joints, "spine", "thorax")
    across = _direction(joints, "right_shoulder", "left_shoulder")
    across = unit(across - (across * up).sum(axis=1, keepdims=True) * up)
    seen = _direction(joints, bone_start(bone), bone)
    forwards = (seen * np.cross(across, up)).sum(axis=1)
    upwards = (seen * up).sum(axis=1)
    is_shown = np.hypot(forwards, upwards) > 1e-3  # also leaves out what is not a number
    if not is_shown.any():
        return float(_USUAL_LEAN[bone])
    lean = np.median(np.arctan2(forwards[is_shown], upwards[is_shown]))
    return float(np.clip(lean, -_FURTHEST_LEAN, _FURTHEST_LEAN))


def _direction(joints: Array, start: str, end: str) -> Array:
    return unit(joints[:, H36M_17.index(end)] - joints[:, H36M_17.index(start)])
