"""A figure as a few dozen rounded cones between joints, each with a thickness and a side."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import Skeleton
from core.render.records import LEFT, MIDDLE, RIGHT, Colour

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cones:
    """K rounded cones of one frame."""

    starts: Array
    """(K, 3) metres."""
    ends: Array
    radii: Array
    """(K, 2) metres at the start and at the end."""
    colours: tuple[Colour, ...]


Point = tuple[tuple[str, float], ...]
"""A place as a mixture of joints."""


@dataclass(frozen=True, slots=True)
class _Cone:
    start: Point
    end: Point
    radii: tuple[float, float]
    colour: Colour


def _joint(name: str) -> Point:
    return ((name, 1.0),)


def _between(a: str, b: str, share: float) -> Point:
    return ((a, 1 - share), (b, share))


def _mix(*parts: tuple[Point, float]) -> Point:
    return tuple((name, weight * factor) for point, factor in parts for name, weight in point)


@cache
def _cones() -> tuple[_Cone, ...]:
    """Radii in metres of a figure of size 1."""
    chest = _between("pelvis", "thorax", 0.8)
    cones = [
        _Cone(_joint("pelvis"), chest, (0.096, 0.107), MIDDLE),
        _Cone(_joint("thorax"), _between("thorax", "head", 0.5), (0.055, 0.05), MIDDLE),
        _Cone(_between("thorax", "head", 0.45), _between("thorax", "head", 0.68), (0.074, 0.094), MIDDLE),
    ]
    for side, colour in (("left", LEFT), ("right", RIGHT)):
        hip, knee, ankle = (f"{side}_{part}" for part in ("hip", "knee", "ankle"))
        shoulder, elbow, wrist = (f"{side}_{part}" for part in ("shoulder", "elbow", "wrist"))
        flank = _mix((_between("pelvis", hip, 0.42), 0.9), (_joint("thorax"), 0.1))
        breast = _mix((_between("thorax", shoulder, 0.4), 0.84), (_joint("pelvis"), 0.16))
        cones += [
            _Cone(flank, breast, (0.086, 0.096), MIDDLE),
            _Cone(_joint("pelvis"), _between("pelvis", hip, 0.7), (0.095, 0.08), MIDDLE),
            _Cone(
                _between("thorax", shoulder, 0.1), _between("thorax", shoulder, 0.85), (0.066, 0.052), MIDDLE
            ),
            _Cone(_joint(shoulder), _joint(elbow), (0.052, 0.039), colour),
            _Cone(_joint(elbow), _joint(wrist), (0.039, 0.026), colour),
            _Cone(_joint(wrist), _between(elbow, wrist, 1.42), (0.031, 0.021), colour),
            _Cone(_joint(hip), _joint(knee), (0.083, 0.053), colour),
            _Cone(_joint(knee), _joint(ankle), (0.053, 0.034), colour),
        ]
    return tuple(cones)


def cones_of(joints: Array, skeleton: Skeleton, size: float) -> Cones:
    """The figure of one frame of (J, 3) joints, y up. Feet have no keypoints: they point where hips do."""
    cones = _cones()
    starts, ends = (matrix @ joints for matrix in _mixtures(skeleton))
    radii = size * np.array([cone.radii for cone in cones])
    feet = [_foot(joints, skeleton, side, size) for side in ("left", "right")]
    return Cones(
        starts=np.concatenate([starts, [heel for heel, _ in feet]]),
        ends=np.concatenate([ends, [toe for _, toe in feet]]),
        radii=np.concatenate([radii, size * np.array([[0.036, 0.024]] * 2)]),
        colours=(*(cone.colour for cone in cones), LEFT, RIGHT),
    )


@cache
def _mixtures(skeleton: Skeleton) -> tuple[Array, Array]:
    """Two (K, J) matrices that make the starts and the ends out of the joints."""
    matrices = []
    for points in ([cone.start for cone in _cones()], [cone.end for cone in _cones()]):
        matrix = np.zeros((len(points), len(skeleton)))
        for row, point in enumerate(points):
            for name, weight in point:
                matrix[row, skeleton.index(name)] += weight
        matrices.append(matrix)
    return matrices[0], matrices[1]


def _foot(joints: Array, skeleton: Skeleton, side: str, size: float) -> tuple[Array, Array]:
    """Heel and toe: across the shank, towards where the hips face."""
    hips = joints[skeleton.index("left_hip")] - joints[skeleton.index("right_hip")]
    ankle = joints[skeleton.index(f"{side}_ankle")]
    shank = ankle - joints[skeleton.index(f"{side}_knee")]
    shank = shank / max(float(np.linalg.norm(shank)), 1e-6)
    ahead = np.array([-hips[2], 0.0, hips[0]])  # hips x up, level
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-6)
    across = ahead - 0.8 * (ahead @ shank) * shank
    across = across / max(float(np.linalg.norm(across)), 1e-6)
    return ankle + size * (0.045 * shank - 0.03 * across), ankle + size * (0.06 * shank + 0.15 * across)
