"""The camera that looks at the 3D figure: where it stands, and where a point lands in its picture."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

FIELD_OF_VIEW = 28.0
"""Degrees from the lower to the upper edge: narrow, so that limbs near the camera do not look swollen."""
NEAR_M = 0.05
LOWEST, HIGHEST = -8.0, 89.9
"""Degrees of elevation: hardly below the floor, and never quite upside down."""


@dataclass(slots=True)
class Camera:
    """Looks at `target` from a direction and a distance. World: metres, y up."""

    azimuth: float = 0.0
    """Degrees from +z towards +x: 0 looks from where the video's camera is."""
    elevation: float = 0.0
    """Degrees above the floor."""
    distance: float = 4.0
    """Metres; without perspective, what sets the scale."""
    target: Array = field(default_factory=lambda: np.zeros(3))
    is_orthographic: bool = False

    def axes(self) -> Array:
        """(3, 3) rows: the picture's right, its up, and from the target to the camera."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        back = (math.cos(e) * math.sin(a), math.sin(e), math.cos(e) * math.cos(a))
        up = (-math.sin(e) * math.sin(a), math.cos(e), -math.sin(e) * math.cos(a))
        return np.array([(math.cos(a), 0.0, -math.sin(a)), up, back])

    def project(self, points: Array, width: float, height: float) -> tuple[Array, Array]:
        """Pixels (..., 2) from the top left, and the distance (...) in metres along the line of sight."""
        seen = (points - self.target) @ self.axes().T
        depth = np.maximum(self.distance - seen[..., 2], NEAR_M)
        scale = self.scale(height, depth)
        x = width / 2 + scale * seen[..., 0]
        y = height / 2 - scale * seen[..., 1]
        return np.stack([x, y], axis=-1), depth

    def scale(self, height: float, depth: Array) -> Array:
        """Pixels of a metre at each distance."""
        focal = height / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))
        return focal / (np.full_like(depth, self.distance) if self.is_orthographic else depth)

    def matrix(self, width: float, height: float) -> Array:
        """(4, 4) world to OpenGL's clip space; a row for each of its coordinates."""
        far = self.distance + 60
        half = math.tan(math.radians(FIELD_OF_VIEW / 2))
        aspect = width / max(height, 1)
        axes = self.axes()
        view = np.eye(4)
        view[:3, :3] = axes
        view[:3, 3] = -axes @ self.target - np.array([0, 0, self.distance])
        clip = np.zeros((4, 4))
        if self.is_orthographic:
            half *= self.distance
            clip[2, 2:] = -2 / (far + 60), -(far - 60) / (far + 60)
            clip[3, 3] = 1
        else:
            clip[2, 2:] = -(far + NEAR_M) / (far - NEAR_M), -2 * far * NEAR_M / (far - NEAR_M)
            clip[3, 2] = -1
        clip[0, 0], clip[1, 1] = 1 / (half * aspect), 1 / half
        return np.asarray(clip @ view)

    def orbit(self, right_deg: float, up_deg: float) -> None:
        """Walk around the target."""
        self.azimuth = (self.azimuth + right_deg + 180) % 360 - 180
        self.elevation = min(HIGHEST, max(LOWEST, self.elevation + up_deg))

    def pan(self, right_px: float, down_px: float, height: float) -> None:
        """Shift the target so that it moves by so many pixels in a picture of that height."""
        right, up, _ = self.axes()
        metres = 1 / float(self.scale(height, np.array(self.distance)))
        self.target = self.target - metres * (right_px * right - down_px * up)

    def zoom(self, factor: float) -> None:
        """Come nearer (a factor below 1) or go away."""
        self.distance = min(80.0, max(0.3, self.distance * factor))

    def fit(self, points: Array, width: float, height: float, *, margin: float = 0.84) -> None:
        """Keep the direction, and move so that all points (N, 3) fill the picture but for a margin."""
        half_y = math.tan(math.radians(FIELD_OF_VIEW / 2)) * margin
        half_x = half_y * width / max(height, 1)
        axes = self.axes()
        seen = points @ axes.T
        centre = (seen.min(0) + seen.max(0)) / 2
        off = np.abs(seen - centre)
        needed = np.maximum(off[:, 0] / half_x, off[:, 1] / half_y)
        if not self.is_orthographic:
            needed = needed + seen[:, 2] - centre[2]
        self.target = centre @ axes
        self.distance = float(np.clip(needed.max(), 0.3, 80.0))
