"""The floor under the figure: a pale patch that ends softly, a grid of half metres, and numbers along it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

CELL_M = 0.5
MARGIN_M = 1.1
"""How far the floor reaches beyond the room that the motion takes."""
RINGS = 12
_AROUND = 56
"""Corners of each ring."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The floor of one take, at y = 0. Strength runs from 0 (not there) to 1."""

    centre: Array
    """(2,) x and z."""
    reach: Array
    """(2,) metres from the centre to the edge along x and z."""
    sides: Array
    """(2, 2) x and z of the lines with the numbers: lower and upper, about where the person goes."""
    lines: NDArray[np.float32]
    """(N, 2, 3) short pieces of the grid's lines."""
    line_strength: NDArray[np.float32]
    """(N, 2) at both ends of each."""
    rings: NDArray[np.float32]
    """(RINGS, A, 3) closed curves from the edge inwards; each is a little paler than the one around it."""

    def ticks(self, back: Array) -> list[tuple[Array, str]]:
        """Places (3,) and texts of the numbers, along the two sides turned to the camera.

        `back` (3,) points from the target to the camera.
        """
        step = CELL_M if (self.sides[1] - self.sides[0]).max() < 3 else 1.0
        found: list[tuple[Array, str]] = []
        for axis, other in ((0, 1), (1, 0)):
            edge = self.sides[int(back[2 * other] >= 0), other]
            low, high = self.sides[:, axis] / step
            for value in np.arange(np.ceil(low), np.floor(high) + 1) * step:
                place = np.zeros(3)
                place[2 * axis], place[2 * other] = value, edge
                found.append((place, f"{value:g} m".replace("-", "−") if value else "0"))
        return found


def ground_under(points: Array) -> Ground:
    """The floor under points (N, 3), metres."""
    low, high = points.min(axis=0)[[0, 2]], points.max(axis=0)[[0, 2]]
    centre = (low + high) / 2
    reach = np.maximum((high - low) / 2 * 1.25 + MARGIN_M, 1.6)
    reach = np.minimum(reach, 20.0)
    lines = np.concatenate([_lines(centre, reach, axis) for axis in (0, 1)])
    away = ((lines[..., [0, 2]] - centre) / reach) ** 2
    strength = np.clip((1 - np.sqrt(away.sum(-1))) / 0.5, 0, 1)
    kept = strength.max(axis=1) > 0
    angles = np.linspace(0, 2 * np.pi, _AROUND, endpoint=False)
    circle = np.stack([np.cos(angles), np.zeros(_AROUND), np.sin(angles)], axis=-1)
    sizes = np.linspace(1.0, 0.3, RINGS)
    wide = np.array([reach[0], 0, reach[1]])
    rings = np.array([centre[0], 0, centre[1]]) + sizes[:, None, None] * wide * circle
    return Ground(
        centre=centre,
        reach=reach,
        sides=np.stack([np.round(low / CELL_M), np.round(high / CELL_M)]) * CELL_M
        + np.array([[-1], [1]]) * CELL_M * (high - low < 0.5),
        lines=lines[kept].astype(np.float32),
        line_strength=strength[kept].astype(np.float32),
        rings=rings.astype(np.float32),
    )


def _lines(centre: Array, reach: Array, axis: int) -> Array:
    """(N, 2, 3) pieces, one cell long, of the lines that run along x (axis 0) or z (axis 1)."""
    cell = CELL_M if reach.max() < 6 else 2 * CELL_M
    first = np.floor((centre - reach) / cell)
    last = np.ceil((centre + reach) / cell)
    other = 1 - axis
    run, place = np.meshgrid(
        np.arange(first[axis], last[axis]), np.arange(first[other], last[other] + 1), indexing="ij"
    )
    pieces = np.zeros((run.size, 2, 3))
    pieces[:, 0, 2 * axis], pieces[:, 1, 2 * axis] = run.ravel() * cell, (run.ravel() + 1) * cell
    pieces[:, :, 2 * other] = place.reshape(-1, 1) * cell
    return pieces
