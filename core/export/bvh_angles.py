"""From joints in space to the turn of every joint of the rig, all frames at once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.export.bvh_rig import RIG, RigJoint, Roll, bone_start
from core.export.rest_pose import RestPose
from core.geometry.rotation import (
    angle_about,
    hold_angles,
    mean_angle,
    shorter_way,
    swing,
    turn_about,
    unit,
)
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

STRAIGHT_SINE = float(np.sin(np.deg2rad(15.0)))
"""A limb bent by less than 15 degrees shows no hinge: 1 cm of noise would already turn it by 10 degrees."""

BENT_SINE = float(np.sin(np.deg2rad(30.0)))
"""From 30 degrees on it shows it well. In between the roll goes over from the held to the seen one: a limb
that lingers at a single threshold would jerk (seen in motion capture: 33 degrees from frame to frame)."""

_LIMIT_FADE = np.deg2rad(30.0)
"""Over so much below its limit a roll goes over from the seen to the held one."""


def solve_turns(joints: Array, rest: RestPose) -> dict[str, Rotation]:
    """For each rig joint its T turns within its parent, for (T, 17, 3) joints, y up; at rest there are none.

    Each joint follows its parent with the least swing that points its bone at the target, then rolls about
    the bone as far as a line or hinge shows. Where none shows, the roll runs evenly from the frame before to
    the frame after that show it clearly; in a clip without such frames it is the mean of what they show, and
    0 if that is nothing.
    """
    return {joint.name: turns for joint, turns in turns_by_joint(joints, rest)}


def turns_by_joint(joints: Array, rest: RestPose) -> Iterator[tuple[RigJoint, Rotation]]:
    """`solve_turns`, one joint after the other in the order of the rig: all at once are large."""
    ancestors: list[tuple[str, Rotation]] = [("", Rotation.identity(len(joints)))]
    for joint in RIG:  # depth first, so whoever is not an ancestor of this joint is of none to come
        while ancestors[-1][0] != joint.parent:
            ancestors.pop()
        parent = ancestors[-1][1]
        turns = _turn_within(parent, joint, joints, rest)
        yield joint, turns
        ancestors.append((joint.name, parent * turns))


def _turn_within(parent: Rotation, joint: RigJoint, joints: Array, rest: RestPose) -> Rotation:
    if joint.bone is None:
        return Rotation.identity(len(joints))
    along = np.array(rest.directions[joint.bone])
    direction = unit(_between(joints, bone_start(joint.bone), joint.bone))
    turn = swing(along, parent.inv().apply(direction))
    seen_at_rest = rest.roll_direction(joint.roll) if joint.roll else None
    if joint.roll is None or seen_at_rest is None:
        return turn
    at_rest = along, seen_at_rest
    return turn * turn_about(along, _roll_angles(parent * turn, joint.roll, at_rest, direction, joints))


def _roll_angles(
    turn: Rotation, roll: Roll, at_rest: tuple[Array, Array], direction: Array, joints: Array
) -> Array:
    """(T,) radians about the bone; `turn` is where the swing alone leaves the joint in space.

    `at_rest` is how bone and seen direction lie in the T-pose.
    """
    seen = unit(_between(joints, *roll.seen[:2]))
    if len(roll.seen) == 3:
        seen = np.cross(seen, unit(_between(joints, *roll.seen[1:])))  # as long as the sine of the bend
    sine = np.linalg.norm(np.cross(direction, seen), axis=-1)
    angles = angle_about(*at_rest, turn.inv().apply(seen))
    below_limit = np.deg2rad(roll.limit_deg) - np.abs(angles)
    is_seen = (sine > STRAIGHT_SINE) & (below_limit > 0)
    is_clear = is_seen & (sine > BENT_SINE)
    held = hold_angles(angles, is_clear) if is_clear.any() else mean_angle(angles, sine * is_seen)
    trust = _ramp((sine - STRAIGHT_SINE) / (BENT_SINE - STRAIGHT_SINE)) * _ramp(below_limit / _LIMIT_FADE)
    return np.asarray(held + trust * shorter_way(angles - held))


def _ramp(values: Array) -> Array:
    return np.clip(values, 0.0, 1.0)


def _between(joints: Array, start: str, end: str) -> Array:
    return np.asarray(joints[:, H36M_17.index(end)] - joints[:, H36M_17.index(start)])
