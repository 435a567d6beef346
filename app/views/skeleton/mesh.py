"""The figure as one triangle mesh, made anew from the joints of each frame."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.views.skeleton.body import PROFILE, SIDES, Body, head_shape

Array = NDArray[np.floating]

_CORNERS = 12
"""Of a ring around a limb."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What of a body's mesh stays the same in every frame: V corners, F triangles."""

    triangles: NDArray[np.uint32]
    """(F, 3)"""
    sides: NDArray[np.int64]
    """(V,) which side of the body a corner belongs to: an index into `body.SIDES`."""


def _icosahedron() -> tuple[Array, list[tuple[int, int, int]]]:
    golden = (1 + 5**0.5) / 2
    signs = ((-1, -1), (-1, 1), (1, -1), (1, 1))
    corners = np.array([np.roll([0, y, z * golden], turn) for turn in range(3) for y, z in signs])
    corners = corners / np.linalg.norm(corners, axis=1, keepdims=True)
    apart = np.linalg.norm(corners[:, None] - corners, axis=-1)
    # edges are 1.05 long, the next distance is 1.7
    return corners, [c for c in combinations(range(12), 3) if apart[np.ix_(c, c)].max() < 1.1]


def _unit_sphere(splits: int) -> tuple[Array, NDArray[np.uint32]]:
    """An icosahedron whose triangles were split in four so many times: once makes 42 corners, twice 162."""
    corners, triangles = _icosahedron()
    points = list(corners)
    for _ in range(splits):
        middles: dict[tuple[int, int], int] = {}
        smaller = []
        for triangle in triangles:
            pairs = [(triangle[i - 1], triangle[i]) for i in range(3)]
            edges = [(min(pair), max(pair)) for pair in pairs]
            for a, b in edges:
                if (a, b) not in middles:
                    between = points[a] + points[b]
                    middles[a, b] = len(points)
                    points.append(between / np.linalg.norm(between))
            ca, ab, bc = (middles[edge] for edge in edges)
            a, b, c = triangle
            smaller += [(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]
        triangles = smaller
    return np.array(points, np.float32), np.array(triangles, np.uint32)


BALL, BALL_TRIANGLES = _unit_sphere(1)
HEAD, HEAD_TRIANGLES = _unit_sphere(2)


@lru_cache(maxsize=8)
def layout_of(body: Body) -> Layout:
    """The triangles of a body, in the order of corners that `shape` gives."""
    rings, count = len(PROFILE), len(body.limbs)
    ring, corner = np.meshgrid(np.arange(rings - 1), np.arange(_CORNERS), indexing="ij")
    a = ring * _CORNERS + corner
    b = ring * _CORNERS + (corner + 1) % _CORNERS
    tube = np.stack([np.stack([a, b, a + _CORNERS], -1), np.stack([b, b + _CORNERS, a + _CORNERS], -1)])
    tube = tube.reshape(-1, 3)
    per_limb = rings * _CORNERS
    tubes = [tube + limb * per_limb for limb in range(count)]
    balls = count * per_limb
    heads = balls + len(body.balls) * len(BALL)
    spheres = [BALL_TRIANGLES + balls + number * len(BALL) for number in range(len(body.balls))]
    parts = [np.repeat(body.limb_sides, per_limb), np.repeat(body.ball_sides, len(BALL))]
    if body.head >= 0:
        spheres.append(HEAD_TRIANGLES + heads)
        parts.append(np.full(len(HEAD), SIDES.index("middle")))
    return Layout(np.concatenate([*tubes, *spheres]).astype(np.uint32), np.concatenate(parts))


def shape(body: Body, joints: Array, thickness: float) -> tuple[Array, Array]:
    """Corners (V, 3) in metres and their normals (V, 3) for the joints (J, 3) of one frame."""
    starts, ends = joints[body.limbs[:, 0]], joints[body.limbs[:, 1]]
    along = ends - starts
    axis = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    # any direction will do that is not the limb's own
    other = np.where(np.abs(axis[:, 1:2]) < 0.8, [[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]])
    first = np.cross(axis, other)
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-6)
    second = np.cross(axis, first)
    angles = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)[:, None]
    outwards = np.cos(angles) * first[:, None] + np.sin(angles) * second[:, None]  # (B, S, 3)
    middles = starts[:, None] + PROFILE[:, :1] * along[:, None]  # (B, R, 3)
    tubes = middles[:, :, None] + thickness * body.radii[:, :, None, None] * outwards[:, None]
    tube_normals = np.broadcast_to(outwards[:, None], tubes.shape)
    balls = joints[body.balls, None] + thickness * body.ball_radii[:, None, None] * BALL
    ball_normals = np.broadcast_to(BALL, balls.shape)
    corners = [tubes.reshape(-1, 3), balls.reshape(-1, 3)]
    normals = [tube_normals.reshape(-1, 3), ball_normals.reshape(-1, 3)]
    if body.head >= 0:
        middle, up, across = head_shape(body, joints, thickness)
        length = float(np.linalg.norm(up))
        height = HEAD @ up / length  # of each corner along the head
        corners.append(middle + across * HEAD + height[:, None] * (1 - across[0] / length) * up)
        normals.append(HEAD)
    return np.concatenate(corners), np.concatenate(normals)
