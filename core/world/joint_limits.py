"""Knees and elbows that do not bend the wrong way."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.geometry.rotation import angle_about, hold_angles, swing, turn_about, unit
from core.pose.skeleton import Skeleton

Array = NDArray[np.float64]

_OPPOSITE = -0.5
"""Cosine between the axis a limb bends about and that of its hinge, below which it bends the wrong way."""

_FARTHEST_DEG = 60.0
"""A knee bent further forwards is a leg turned outwards, or a misread one: straightening it would do harm."""

_CLEARLY_BENT_DEG = 30.0
"""An elbow bent so far shows which way its hinge lies; nobody bends it backwards like that."""


def limit_hyperextension(joints: Array, skeleton: Skeleton, *, limit_deg: float) -> Array:
    """(T, J, 3) finite joints with knees and elbows overstretched by at most `limit_deg` degrees.

    Ankle or wrist is turned about knee or elbow in the plane of the limb; bone lengths stay. A knee's
    hinge is the line through the hips. 17 points do not show an elbow's, so it is carried over from the
    frames in which that elbow is clearly bent; an elbow that never is stays as it is.
    """
    result = joints.copy()
    at = skeleton.index
    hips = joints[:, at("left_hip")] - joints[:, at("right_hip")]
    shoulders = joints[:, at("left_shoulder")] - joints[:, at("right_shoulder")]
    trunk = joints[:, at("thorax")] - joints[:, at("pelvis")]
    for side in ("left", "right"):
        leg = [at(f"{side}_{name}") for name in ("hip", "knee", "ankle")]
        arm = [at(f"{side}_{name}") for name in ("shoulder", "elbow", "wrist")]
        result[:, leg[2]] = _straighten(joints[:, leg], hips, limit_deg, _FARTHEST_DEG)
        hinge = _elbow_hinge(joints[:, arm], shoulders, trunk)
        result[:, arm[2]] = _straighten(joints[:, arm], hinge, limit_deg, _CLEARLY_BENT_DEG)
    return result


def _straighten(limb: Array, hinge: Array, limit_deg: float, farthest_deg: float) -> Array:
    """(T, 3) the end of a limb (T, 3, 3), turned where it bends against its hinge (T, 3)."""
    upper, lower = unit(limb[:, 1] - limb[:, 0]), limb[:, 2] - limb[:, 1]
    length = np.linalg.norm(lower, axis=-1, keepdims=True)
    bend_deg = _bend_deg(limb)
    across = unit(hinge - (hinge * upper).sum(axis=-1, keepdims=True) * upper)
    turn = (unit(np.cross(upper, lower)) * across).sum(axis=-1)
    is_wrong = (turn < _OPPOSITE) & (bend_deg > limit_deg) & (bend_deg < farthest_deg)
    aside = unit(lower - (lower * upper).sum(axis=-1, keepdims=True) * upper)
    limit = np.deg2rad(limit_deg)
    bent_back = limb[:, 1] + length * (np.cos(limit) * upper + np.sin(limit) * aside)
    return np.where(is_wrong[:, None], bent_back, limb[:, 2])


def _bend_deg(limb: Array) -> Array:
    """(T,) degrees between the two bones of a limb; 0 is straight."""
    upper, lower = limb[:, 1] - limb[:, 0], limb[:, 2] - limb[:, 1]
    across = np.linalg.norm(np.cross(upper, lower), axis=-1)
    return np.asarray(np.rad2deg(np.arctan2(across, (upper * lower).sum(axis=-1))))


def _elbow_hinge(arm: Array, shoulders: Array, trunk: Array) -> Array:
    """(T, 3) the axis an elbow bends about, held between the frames that show it; 0 where none does.

    Held in the trunk's frame, as a turn of the upper arm beyond the least swing from hanging down.
    """
    bend = _bend_deg(arm)
    is_shown = (bend > _CLEARLY_BENT_DEG) & (bend < 180 - _CLEARLY_BENT_DEG)
    up = unit(trunk)
    left = unit(shoulders - (shoulders * up).sum(axis=-1, keepdims=True) * up)
    frame = np.stack([left, up, np.cross(left, up)], axis=-1)  # (T, 3, 3) trunk to world
    upper = unit(arm[:, 1] - arm[:, 0])
    has_frame = (np.abs(np.linalg.det(frame)) > 0.5) & (np.linalg.norm(upper, axis=-1) > 0.5)
    if not (is_shown & has_frame).any():
        return np.zeros_like(upper)
    hanging, side = np.array([0.0, -1.0, 0.0]), np.array([1.0, 0.0, 0.0])
    frame = np.where(has_frame[:, None, None], frame, np.eye(3))
    in_trunk = np.where(has_frame[:, None], np.einsum("tij,ti->tj", frame, upper), hanging)
    swings = swing(hanging, in_trunk)
    axis = np.einsum("tij,ti->tj", frame, np.cross(upper, arm[:, 2] - arm[:, 1]))
    angles = angle_about(hanging, side, swings.inv().apply(axis))
    turns: Rotation = swings * turn_about(hanging, hold_angles(angles, is_shown & has_frame))
    return np.asarray(np.einsum("tij,tj->ti", frame, turns.apply(side)))
