"""The pose that a BVH file shows, whoever made it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.errors import BadInput
from core.export.bvh_profiles import PROFILES
from core.export.bvh_reader import BvhMotion, forward_kinematics, read_bvh_parts
from core.export.even_rate import exact_rate
from core.export.named_joints import even_grid, pose_of_joints, to_single
from core.export.sidecar import read_sidecar
from core.pose.records import Pose
from core.pose.skeleton import H36M_17, Skeleton

_UNITS_PER_METRE = {"m": 1.0, "cm": 100.0, "in": 39.37, "mm": 1000.0}
_BODY_M = 1.7


def read_bvh_pose(path: Path) -> Pose:
    """Joints in metres, y up, in the world; frames are counted from 0.

    A file of ours, in whatever profile, is H36M-17. Another one has the joints and end sites that it names.
    The unit is that of the sidecar, else the one in which the skeleton is nearest to 1.7 m long.
    """
    parts: list[NDArray[np.float32]] = []
    for part in read_bvh_parts(path):
        if not parts:
            skeleton, chosen = _choose_joints(part)
            scale = _find_scale(path, part)
            step_s = float(1 / exact_rate(1 / part.frame_time_s))
        parts.append(to_single(forward_kinematics(part)[:, chosen] / scale))
    joints = np.concatenate(parts)
    if not len(joints):
        raise BadInput(f"{path} has no frames. Choose a file with motion in it.")
    with told_as_bad_input(path, "BVH"):
        return pose_of_joints(skeleton, even_grid(len(joints), step_s), joints, "world")


def _choose_joints(motion: BvhMotion) -> tuple[Skeleton, list[int]]:
    """The skeleton, and where each of its joints is in the file; `mixamorig:Hips` counts as Hips."""
    names = [joint.name.rpartition(":")[2] for joint in motion.joints]
    for profile in PROFILES.values():
        points = profile.points()
        if set(points.values()) <= set(names):
            return H36M_17, [names.index(points[joint]) for joint in H36M_17.joints]
    parents = tuple(joint.parent for joint in motion.joints)
    return Skeleton("bvh", _distinct(names), parents), list(range(len(names)))


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Two joints of one name would be one column in a table."""
    found: list[str] = []
    for name in names:
        count = 2
        candidate = name
        while candidate in found:
            candidate = f"{name}_{count}"
            count += 1
        found.append(candidate)
    return tuple(found)


def _find_scale(path: Path, motion: BvhMotion) -> float:
    """Units of the file in a metre."""
    stated = read_sidecar(path).get("bvh_unit")
    if stated in ("m", "cm"):
        return _UNITS_PER_METRE[stated]
    length = _rest_extent(motion)
    if length <= 0:
        return 1.0
    return min(_UNITS_PER_METRE.values(), key=lambda scale: abs(np.log(length / scale / _BODY_M)))


def _rest_extent(motion: BvhMotion) -> float:
    """The longest side of the box around the skeleton at rest."""
    places = np.zeros((len(motion.joints), 3))
    for i, joint in enumerate(motion.joints):
        if joint.parent >= 0:
            places[i] = places[joint.parent] + joint.offset
    return float(np.ptp(places, axis=0).max())
