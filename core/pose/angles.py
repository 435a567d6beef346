"""Joint angles as far as 17 points show them, in the manner of the ISB. Not for clinical use.

The recommendations of the International Society of Biomechanics (Wu et al. 2002, J. Biomech. 35:543; 2005,
J. Biomech. 38:981) need bony landmarks; here hips, spine and shoulders stand in for them, so zero positions
can be off by ten degrees and more, and turns of a limb about its own axis are not seen at all.

Axes of pelvis and thorax, as the ISB has them: x forward, y up, z to the person's right, with x = y x z.

* Pelvis: z along the hips, from left to right; y along pelvis to spine, made perpendicular to z.
* Thorax: y along spine to thorax; z along the shoulders, from left to right, made perpendicular to y.
* Level: y against gravity in the world; in the `camera` and `y_up` frames the camera is taken to be level.
  z along the hips, made level.

`ANGLES` holds each angle's formula, sign, zero and limits.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Coordinates
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

DISCLAIMER = "Estimated from 17 points of one video. Not for clinical use."

_SHORTEST = 1e-6
"""Metres below which a line has no direction."""

_CLEAR = float(np.sin(np.deg2rad(10)))
"""An angle in a plane is not given (NaN) for a bone within 10 degrees of the perpendicular to that plane: a
bone known to a few degrees has none there."""


_FULL, _RAISED, _BENT = (-180, 180), (-90, 270), (0, 180)


@dataclass(frozen=True, slots=True)
class Angle:
    """What an angle means. Each is about 0 in a person who stands upright with the arms hanging."""

    name: str
    formula: str
    """Of a bone's x, y and z in the named axes; `out` is z on the right side and -z on the left."""
    positive: str
    limits_deg: tuple[int, int]
    """What the formula can give; a body cannot do all of it."""
    note: str = ""


def _of_each_side(*angles: Angle) -> tuple[Angle, ...]:
    return tuple(
        replace(angle, name=f"{side}_{angle.name}") for angle in angles for side in ("left", "right")
    )


ANGLES: tuple[Angle, ...] = (
    *_of_each_side(
        Angle("hip_flexion", "thigh in pelvis axes: atan2(x, -y)", "thigh forwards", _RAISED,
              "NaN for a thigh within 10 degrees of straight sideways"),
        Angle("hip_abduction", "thigh in pelvis axes: atan2(out, hypot(x, y))", "away from the other leg",
              (-90, 90)),
        Angle("knee_flexion", "angle between thigh and shank", "bent", _BENT,
              "an overstretched knee counts as bent too"),
        Angle("shoulder_flexion", "upper arm in thorax axes: atan2(x, -y)", "arm forwards", _RAISED,
              "NaN for an arm within 10 degrees of straight sideways"),
        Angle("shoulder_abduction", "upper arm in thorax axes: atan2(out, -y)", "away from the body", _RAISED,
              "NaN for an arm within 10 degrees of straight forwards or backwards"),
        Angle("shoulder_elevation", "upper arm in thorax axes: atan2(hypot(x, z), -y)", "arm raised", _BENT),
        Angle("shoulder_plane", "upper arm in thorax axes: atan2(x, out)", "0 raised sideways, 90 forwards",
              _FULL, "plane of elevation; NaN for an arm within 10 degrees of straight up or down"),
        Angle("elbow_flexion", "angle between upper arm and forearm", "bent", _BENT),
    ),
    Angle("trunk_lean", "pelvis to thorax in level axes: atan2(x, y)", "forwards", _FULL),
    Angle("trunk_side_lean", "pelvis to thorax in level axes: atan2(z, y)", "to the right", _FULL),
    Angle("trunk_flexion", "spine to thorax in pelvis axes: atan2(x, y)", "bent forwards", _FULL),
    Angle("trunk_side_bend", "spine to thorax in pelvis axes: atan2(z, y)", "bent to the right", _FULL),
    Angle("trunk_rotation", "left to right shoulder in pelvis axes: atan2(x, z)",
          "shoulders turned to the person's left", _FULL),
    Angle("pelvis_tilt", "pelvis to spine in level axes: atan2(x, y)", "forwards", _FULL,
          "of the line to the spine joint: the pelvic tilt of the clinic does not show in 17 points"),
    Angle("pelvis_obliquity", "left to right hip in level axes: asin(y)", "right hip higher", (-90, 90)),
    Angle("pelvis_rotation", "forward axis of the level axes: atan2(its x, its z)",
          "turned to the person's left", _FULL, "0 faces along +z: towards the camera, in all three frames"),
    Angle("neck_flexion", "thorax to neck in thorax axes: atan2(x, y)", "forwards", _FULL,
          "the lifters' neck joint lies near the nose, so upright it is about 30 degrees"),
    Angle("head_flexion", "thorax to head in thorax axes: atan2(x, y)", "forwards", _FULL),
    Angle("head_side_bend", "thorax to head in thorax axes: atan2(z, y)", "to the right", _FULL),
)  # fmt: skip
"""In the order of the columns."""


@dataclass(frozen=True, slots=True, eq=False)
class JointAngles:
    """Angles over a clip. Not for clinical use."""

    names: tuple[str, ...]
    """A names, those of `ANGLES`."""
    degrees: Array
    """(T, A); NaN where a joint is unknown or the angle has no meaning."""
    disclaimer: str = DISCLAIMER


def joint_angles(joints: Array, coordinates: Coordinates) -> JointAngles:
    """The `ANGLES` of (T, 17, 3) joints in Human3.6M's order; only those against the vertical mind the frame.

    `ValueError` for joints of another shape.
    """
    if joints.ndim != 3 or joints.shape[1:] != (len(H36M_17), 3):
        raise ValueError(f"joint angles need (T, 17, 3) joints, not {joints.shape}")
    points = joints.astype(np.float64)
    if coordinates == "camera":
        points = points * np.array([1.0, -1.0, -1.0])
    at = {name: points[:, index] for index, name in enumerate(H36M_17.joints)}
    pelvis, thorax, level = _pelvis(at), _thorax(at), _level(at)
    found = _trunk_angles(at, pelvis, level) | _head_angles(at, thorax)
    for side, outwards in (("left", -1.0), ("right", 1.0)):
        found |= _leg_angles(at, side, outwards, pelvis) | _arm_angles(at, side, outwards, thorax)
    names = tuple(angle.name for angle in ANGLES)
    return JointAngles(names, np.stack([np.rad2deg(found[name]) for name in names], axis=1))


def _leg_angles(at: dict[str, Array], side: str, outwards: float, pelvis: Array) -> dict[str, Array]:
    thigh = _direction(at[f"{side}_hip"], at[f"{side}_knee"])
    shank = _direction(at[f"{side}_knee"], at[f"{side}_ankle"])
    x, y, z = _in_axes(thigh, pelvis)
    return {
        f"{side}_hip_flexion": _raised(x, -y),
        f"{side}_hip_abduction": np.arctan2(outwards * z, np.hypot(x, y)),
        f"{side}_knee_flexion": _between(thigh, shank),
    }


def _arm_angles(at: dict[str, Array], side: str, outwards: float, thorax: Array) -> dict[str, Array]:
    upper = _direction(at[f"{side}_shoulder"], at[f"{side}_elbow"])
    forearm = _direction(at[f"{side}_elbow"], at[f"{side}_wrist"])
    x, y, z = _in_axes(upper, thorax)
    return {
        f"{side}_shoulder_flexion": _raised(x, -y),
        f"{side}_shoulder_abduction": _raised(outwards * z, -y),
        f"{side}_shoulder_elevation": np.arctan2(np.hypot(x, z), -y),
        f"{side}_shoulder_plane": _in_plane(x, outwards * z),
        f"{side}_elbow_flexion": _between(upper, forearm),
    }


def _trunk_angles(at: dict[str, Array], pelvis: Array, level: Array) -> dict[str, Array]:
    lean_x, lean_y, lean_z = _in_axes(_direction(at["pelvis"], at["thorax"]), level)
    bend_x, bend_y, bend_z = _in_axes(_direction(at["spine"], at["thorax"]), pelvis)
    tilt_x, tilt_y, _ = _in_axes(_direction(at["pelvis"], at["spine"]), level)
    shoulder_x, _, shoulder_z = _in_axes(_direction(at["left_shoulder"], at["right_shoulder"]), pelvis)
    forward = level[:, 0]
    return {
        "trunk_lean": _in_plane(lean_x, lean_y),
        "trunk_side_lean": _in_plane(lean_z, lean_y),
        "trunk_flexion": _in_plane(bend_x, bend_y),
        "trunk_side_bend": _in_plane(bend_z, bend_y),
        "trunk_rotation": _in_plane(shoulder_x, shoulder_z),
        "pelvis_tilt": _in_plane(tilt_x, tilt_y),
        "pelvis_obliquity": np.arcsin(np.clip(_direction(at["left_hip"], at["right_hip"])[:, 1], -1, 1)),
        "pelvis_rotation": np.arctan2(forward[:, 0], forward[:, 2]),
    }


def _head_angles(at: dict[str, Array], thorax: Array) -> dict[str, Array]:
    neck_x, neck_y, _ = _in_axes(_direction(at["thorax"], at["neck"]), thorax)
    head_x, head_y, head_z = _in_axes(_direction(at["thorax"], at["head"]), thorax)
    return {
        "neck_flexion": _in_plane(neck_x, neck_y),
        "head_flexion": _in_plane(head_x, head_y),
        "head_side_bend": _in_plane(head_z, head_y),
    }


def _pelvis(at: dict[str, Array]) -> Array:
    right = _direction(at["left_hip"], at["right_hip"])
    up = _across(_direction(at["pelvis"], at["spine"]), right)
    return np.stack([np.cross(up, right), up, right], axis=1)


def _thorax(at: dict[str, Array]) -> Array:
    up = _direction(at["spine"], at["thorax"])
    right = _across(_direction(at["left_shoulder"], at["right_shoulder"]), up)
    return np.stack([np.cross(up, right), up, right], axis=1)


def _level(at: dict[str, Array]) -> Array:
    up = np.broadcast_to(np.array([0.0, 1.0, 0.0]), at["pelvis"].shape)
    right = _across(_direction(at["left_hip"], at["right_hip"]), up)
    return np.stack([np.cross(up, right), up, right], axis=1)


def _direction(start: Array, end: Array) -> Array:
    """(T, 3) unit vectors; NaN where the two are in one place."""
    return _unit(end - start, _SHORTEST)


def _across(direction: Array, axis: Array) -> Array:
    """(T, 3) a direction made perpendicular to an axis; NaN within 10 degrees of it."""
    return _unit(direction - (direction * axis).sum(axis=1, keepdims=True) * axis, _CLEAR)


def _unit(vectors: Array, shortest: float) -> Array:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, length, out=np.full_like(vectors, np.nan), where=length > shortest))


def _in_axes(direction: Array, axes: Array) -> tuple[Array, Array, Array]:
    """x, y and z (T,) of directions (T, 3) in axes (T, 3, 3), one axis a row."""
    x, y, z = np.einsum("tij,tj->it", axes, direction)
    return x, y, z


def _in_plane(opposite: Array, adjacent: Array) -> Array:
    """(T,) the angle of a projected unit vector; NaN where little of it lies in the plane."""
    is_clear = np.hypot(opposite, adjacent) > _CLEAR
    return np.where(is_clear, np.arctan2(opposite, adjacent), np.nan)


def _raised(opposite: Array, adjacent: Array) -> Array:
    """The same from -90 to 270 degrees: an arm or a leg raised high does not jump from 180 to -180."""
    angle = _in_plane(opposite, adjacent)
    return np.where(angle < -np.pi / 2, angle + 2 * np.pi, angle)


def _between(one: Array, other: Array) -> Array:
    """(T,) the angle between unit vectors, exact near 0 and 180 degrees too (Kahan)."""
    apart, together = np.linalg.norm(one - other, axis=1), np.linalg.norm(one + other, axis=1)
    return np.asarray(2 * np.arctan2(apart, together))
