"""A simple human body in the rig's T-pose, for its joints to wear: rings swept along limbs.

All measures below are metres of a figure with the lengths in `_REFERENCE`; another figure's limbs are
stretched to its own bones, and their thickness follows its size as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.export.rig_motion import SKULL, RigNode, rest_places

Array = NDArray[np.float64]
Lengths = Mapping[str, float]

SIDES = ("middle", "left", "right")

COLOURS = {"middle": (0.62, 0.60, 0.57), "left": (0.10, 0.32, 0.58), "right": (0.72, 0.27, 0.05)}
"""Linear RGB: warm grey, left blue and right orange, which colour-blind people tell apart."""

_REFERENCE = {
    "spine": 0.24, "thorax": 0.26, "neck": 0.17, "head": 0.19, "left_hip": 0.1, "left_knee": 0.42,
    "left_ankle": 0.44, "left_shoulder": 0.18, "left_elbow": 0.29, "left_wrist": 0.26,
}  # fmt: skip
_SEGMENTS = 16
"""Corners of a ring."""
_BLEND_M = 0.05
"""To either side of a joint the skin goes over from one bone to the next."""

Ring = tuple[float, float, float, float, float]
"""Where along the limb, the two radii, and how far its middle lies off the line along each of them."""

_TRUNK: tuple[Ring, ...] = (
    (-0.10, 0.03, 0.03, 0, 0), (-0.085, 0.09, 0.07, 0, 0), (-0.04, 0.148, 0.1, 0, -0.005),
    (0.02, 0.163, 0.112, 0, -0.008), (0.09, 0.152, 0.104, 0, 0), (0.17, 0.134, 0.095, 0, 0.004),
    (0.25, 0.137, 0.1, 0, 0.005), (0.33, 0.155, 0.112, 0, 0.004), (0.40, 0.167, 0.112, 0, 0),
    (0.445, 0.163, 0.1, 0, -0.005), (0.48, 0.13, 0.08, 0, -0.008), (0.505, 0.083, 0.064, 0, -0.008),
    (0.53, 0.06, 0.056, 0, -0.002), (0.57, 0.053, 0.053, 0, 0.006), (0.61, 0.05, 0.05, 0, 0.012),
    (0.63, 0.02, 0.02, 0, 0.014),
)  # fmt: skip
"""From the crotch up to the inside of the head: y from the pelvis, radii along x and z."""

_HEAD: tuple[Ring, ...] = (
    (0.07, 0.022, 0.025, 0, 0.032), (0.085, 0.044, 0.05, 0, 0.026), (0.11, 0.06, 0.074, 0, 0.014),
    (0.15, 0.07, 0.088, 0, 0.004), (0.195, 0.0755, 0.096, 0, 0), (0.24, 0.074, 0.094, 0, -0.002),
    (0.275, 0.063, 0.08, 0, -0.004), (0.30, 0.041, 0.053, 0, -0.006), (0.312, 0.015, 0.02, 0, -0.008),
)  # fmt: skip
"""y from the base of the neck, radii along x and z."""

_NOSE: tuple[Ring, ...] = (
    (0.06, 0.012, 0.02, 0, 0.152), (0.09, 0.012, 0.019, 0, 0.15), (0.102, 0.009, 0.012, 0, 0.146),
    (0.107, 0.003, 0.004, 0, 0.144),
)  # fmt: skip
"""z from the base of the neck, radii along x and y."""

_SHOULDER: tuple[Ring, ...] = (
    (0.02, 0.03, 0.03, 0, -0.008), (0.04, 0.05, 0.052, -0.006, -0.008), (0.09, 0.056, 0.062, -0.012, -0.006),
    (0.14, 0.056, 0.06, -0.01, -0.003), (0.175, 0.054, 0.055, -0.005, 0), (0.2, 0.045, 0.046, -0.003, 0),
    (0.212, 0.025, 0.025, -0.002, 0),
)  # fmt: skip
"""From the base of the neck to the shoulder, radii along y and z."""

_ARM: tuple[Ring, ...] = (
    (-0.062, 0.02, 0.02, -0.012, 0), (-0.045, 0.045, 0.043, -0.009, 0), (-0.01, 0.058, 0.056, -0.003, 0),
    (0.04, 0.057, 0.056, 0, 0), (0.11, 0.048, 0.049, 0, 0), (0.2, 0.042, 0.043, 0, 0),
    (0.26, 0.038, 0.039, 0, 0), (0.29, 0.037, 0.038, 0, -0.002), (0.33, 0.04, 0.041, 0, 0),
    (0.38, 0.038, 0.037, 0, 0), (0.46, 0.029, 0.028, 0, 0), (0.54, 0.022, 0.025, 0, 0),
    (0.565, 0.012, 0.014, 0, 0),
)  # fmt: skip
"""Along the arm from the shoulder, radii along y and z."""

_HAND: tuple[Ring, ...] = (
    (-0.02, 0.012, 0.014, 0, 0), (-0.005, 0.019, 0.024, 0, 0), (0.03, 0.017, 0.034, 0, 0.002),
    (0.075, 0.0155, 0.041, 0, 0.004), (0.11, 0.0125, 0.037, 0, 0.002), (0.15, 0.01, 0.029, 0, -0.002),
    (0.175, 0.008, 0.02, 0, -0.004), (0.184, 0.003, 0.008, 0, -0.005),
)  # fmt: skip
"""Along the forearm from the wrist, radii along y and z: the palm looks down."""

_LEG: tuple[Ring, ...] = (
    (-0.075, 0.03, 0.03, 0, 0), (-0.055, 0.066, 0.07, 0, 0), (-0.01, 0.086, 0.094, 0, -0.004),
    (0.06, 0.09, 0.096, 0, -0.003), (0.16, 0.081, 0.085, 0, 0), (0.27, 0.067, 0.07, 0, 0.002),
    (0.36, 0.056, 0.058, 0, 0.004), (0.42, 0.053, 0.056, 0, 0.005), (0.48, 0.053, 0.056, 0, -0.002),
    (0.55, 0.055, 0.061, 0, -0.013), (0.63, 0.049, 0.053, 0, -0.012), (0.73, 0.038, 0.041, 0, -0.004),
    (0.81, 0.033, 0.037, 0, -0.002), (0.87, 0.034, 0.04, 0, -0.004), (0.895, 0.02, 0.025, 0, -0.006),
)  # fmt: skip
"""Down the leg from the hip, radii along x and z."""

_FOOT: tuple[Ring, ...] = (
    (-0.078, 0.014, 0.016, 0, -0.05), (-0.066, 0.026, 0.03, 0, -0.047), (-0.03, 0.034, 0.04, 0, -0.039),
    (0.02, 0.037, 0.042, 0, -0.037), (0.06, 0.041, 0.032, 0, -0.047), (0.11, 0.046, 0.023, 0, -0.056),
    (0.155, 0.045, 0.018, 0, -0.061), (0.185, 0.035, 0.013, 0, -0.066), (0.2, 0.016, 0.007, 0, -0.071),
)  # fmt: skip
"""Forwards from below the ankle, radii along x and y."""


@dataclass(frozen=True, slots=True, eq=False)
class BodyMesh:
    """A skin over the rig: V corners, triangles for each of `SIDES`."""

    positions: NDArray[np.float32]
    """(V, 3) metres from the pelvis, y up, T-pose."""
    normals: NDArray[np.float32]
    """(V, 3) unit vectors outwards."""
    joints: NDArray[np.uint8]
    """(V, 4) indices of the nodes that carry the corner."""
    weights: NDArray[np.float32]
    """(V, 4) how much each does; their sum is 1."""
    triangles: Mapping[str, NDArray[np.uint16]]
    """For each side (F, 3) corners, counter-clockwise from outside."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A closed surface of rings along one axis, and the joints that it bends at."""

    side: str
    rings: tuple[Ring, ...]
    origin: str
    """The node at 0 of the axis."""
    axes: tuple[Sequence[int], Sequence[int], Sequence[int]]
    """Directions along the limb, and of the first and second radius."""
    bones: tuple[tuple[str, str, float], ...]
    """For each bone along the limb: the node that carries it, its H36M name, its share of that bone."""

    @property
    def is_limb(self) -> bool:
        """Whether it ends at joints: head, hands and feet do not."""
        return len(self.bones) > 1 or self.rings is _SHOULDER


def make_body(nodes: tuple[RigNode, ...], lengths: Lengths) -> BodyMesh:
    """The body of a person with these bone lengths, bound to these nodes: about 2,600 triangles."""
    places = dict(zip((node.name for node in nodes), rest_places(nodes), strict=True))
    index_of = {node.name: i for i, node in enumerate(nodes)}
    size = sum(lengths[bone] for bone in _REFERENCE) / sum(_REFERENCE.values())
    corners: list[tuple[Array, Array, NDArray[np.uint8], Array]] = []
    triangles: dict[str, list[NDArray[np.intp]]] = {side: [] for side in SIDES}
    count = 0
    for part in _parts():
        positions, at = _sweep(part, lengths, size, places[part.origin])
        faces = _faces(positions, len(part.rings))
        joints, weights = _bind(part, at, index_of)
        corners.append((positions, _normals(positions, faces), joints, weights))
        triangles[part.side].append(faces + count)
        count += len(positions)
    positions, normals, joints, weights = (np.concatenate(column) for column in zip(*corners, strict=True))
    return BodyMesh(
        positions=positions.astype(np.float32),
        normals=normals.astype(np.float32),
        joints=joints.astype(np.uint8),
        weights=weights.astype(np.float32),
        triangles={side: np.concatenate(faces).astype(np.uint16) for side, faces in triangles.items()},
    )


def _parts() -> list[_Part]:
    x, y, z = (1, 0, 0), (0, 1, 0), (0, 0, 1)
    neck = (("Neck", "neck", 0.6), (SKULL, "head", 1.0))
    parts = [
        _Part("middle", _TRUNK, "Hips", (y, x, z),
              (("Hips", "spine", 1), ("Spine", "thorax", 0.5), ("Spine1", "thorax", 0.5), *neck)),
        _Part("middle", _HEAD, "Neck", (y, x, z), ((SKULL, "head", 1),)),
        _Part("middle", _NOSE, "Neck", (z, x, y), ((SKULL, "head", 1),)),
    ]  # fmt: skip
    for side, name, sign in (("left", "Left", 1), ("right", "Right", -1)):
        out = (sign, 0, 0)
        arm = ((f"{name}Arm", f"{side}_elbow", 1.0), (f"{name}ForeArm", f"{side}_wrist", 1.0))
        leg = ((f"{name}UpLeg", f"{side}_knee", 1.0), (f"{name}Leg", f"{side}_ankle", 1.0))
        parts += [
            _Part("middle", _SHOULDER, f"{name}Shoulder", (out, y, z),
                  ((f"{name}Shoulder", f"{side}_shoulder", 1.0),)),
            _Part(side, _ARM, f"{name}Arm", (out, y, z), arm),
            _Part(side, _HAND, f"{name}Hand", (out, y, z), ((f"{name}Hand", f"{side}_wrist", 1),)),
            _Part(side, _LEG, f"{name}UpLeg", ((0, -1, 0), x, z), leg),
            _Part(side, _FOOT, f"{name}Foot", (z, x, y), ((f"{name}Foot", f"{side}_ankle", 1),)),
        ]  # fmt: skip
    return parts


def _sweep(part: _Part, lengths: Lengths, size: float, origin: Array) -> tuple[Array, Array]:
    """(R S + 2, 3) corners, ring by ring, then the two tips; and how far along the limb."""
    rings = np.array(part.rings)
    along, first, second = (np.array(axis, dtype=np.float64) for axis in part.axes)
    angles = 2 * np.pi * np.arange(_SEGMENTS) / _SEGMENTS
    stretched = _stretch(rings[:, 0], part, lengths, size)
    middles = stretched[:, None] * along + size * (rings[:, 3:4] * first + rings[:, 4:5] * second)
    circle = np.cos(angles)[:, None, None] * rings[:, 1, None] * first  # (S, R, 3)
    circle = circle + np.sin(angles)[:, None, None] * rings[:, 2, None] * second
    tips = middles[[0, -1]] + 0.3 * size * np.array([-1, 1])[:, None] * rings[[0, -1], 1, None] * along
    corners = np.concatenate([(middles[:, None] + size * circle.transpose(1, 0, 2)).reshape(-1, 3), tips])
    return origin + corners, np.concatenate([np.repeat(rings[:, 0], _SEGMENTS), rings[[0, -1], 0]])


def _stretch(at: Array, part: _Part, lengths: Lengths, size: float) -> Array:
    """Where rings lie on a figure with these bones: ends of bones at its joints, what juts out by size."""
    reference, own = _joint_ends(part, _REFERENCE), _joint_ends(part, lengths)
    if not part.is_limb:
        return size * at
    inside = np.interp(at, reference, own)
    beyond = np.clip(at - reference[-1], 0, None) + np.clip(at, None, 0)
    return np.asarray(inside + size * beyond)


def _joint_ends(part: _Part, lengths: Lengths) -> Array:
    """Where along the limb its bones begin and the last one ends."""
    own = [share * lengths[bone if bone in lengths else _left(bone)] for _, bone, share in part.bones]
    return np.concatenate([[0.0], np.cumsum(own)])


def _left(bone: str) -> str:
    return bone.replace("right_", "left_")


def _bind(part: _Part, at: Array, index_of: Mapping[str, int]) -> tuple[NDArray[np.uint8], Array]:
    """(V, 4) nodes and (V, 4) weights of corners so far along the limb."""
    starts = _joint_ends(part, _REFERENCE)[:-1]
    passed = np.clip((at[:, None] - starts) / (2 * _BLEND_M) + 0.5, 0, 1)
    passed = passed**2 * (3 - 2 * passed)  # (V, B): how far the corner is beyond the start of each bone
    passed[:, 0] = 1
    shares = passed - np.concatenate([passed[:, 1:], np.zeros((len(at), 1))], axis=1)
    largest = np.argsort(-shares, axis=1, kind="stable")[:, :4]
    nodes = np.array([index_of[name] for name, _, _ in part.bones])
    weights = np.zeros((len(at), 4))
    joints = np.zeros((len(at), 4), np.uint8)
    width = largest.shape[1]
    weights[:, :width] = np.take_along_axis(shares, largest, axis=1)
    joints[:, :width] = np.where(weights[:, :width] > 0, nodes[largest], 0)
    return joints, weights / weights.sum(axis=1, keepdims=True)


def _faces(corners: Array, rings: int) -> NDArray[np.intp]:
    """(F, 3) triangles of a swept part, outside in front."""
    ring, k = np.divmod(np.arange((rings - 1) * _SEGMENTS), _SEGMENTS)
    a, b = ring * _SEGMENTS + k, ring * _SEGMENTS + (k + 1) % _SEGMENTS
    c, d = a + _SEGMENTS, b + _SEGMENTS
    k = np.arange(_SEGMENTS)
    after, last = (k + 1) % _SEGMENTS, (rings - 1) * _SEGMENTS
    start, end = np.full(_SEGMENTS, rings * _SEGMENTS), np.full(_SEGMENTS, rings * _SEGMENTS + 1)
    faces = np.concatenate([
        np.stack([a, b, d], 1), np.stack([a, d, c], 1),
        np.stack([start, after, k], 1), np.stack([end, last + k, last + after], 1),
    ])  # fmt: skip
    p, q, r = (corners[faces[:, i]] - corners.mean(axis=0) for i in range(3))
    is_inside_out = np.einsum("fi,fi->", p, np.cross(q, r)) < 0  # six times the volume
    return faces[:, ::-1] if is_inside_out else faces


def _normals(corners: Array, faces: NDArray[np.intp]) -> Array:
    """(V, 3) mean of the faces around each corner, by their size."""
    p, q, r = (corners[faces[:, i]] for i in range(3))
    across = np.cross(q - p, r - p)
    sums = np.zeros_like(corners)
    for i in range(3):
        np.add.at(sums, faces[:, i], across)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True))
