"""Calibrated cameras from Qualisys (.qca.txt) and TOML files, and what they see."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.errors import BadInput

Array = NDArray[np.float64]

_LARGEST_BYTES = 4 * 2**20
_QUALISYS_SUBPIXELS = 64
_MOST_CAMERAS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """One camera. World and camera in metres; camera frame x right, y down, z forward."""

    name: str
    rotation: Array
    """(3, 3) world to camera."""
    centre: Array
    """(3,) in the world."""
    matrix: Array
    """(3, 3) pinhole camera, pixels."""
    distortion: Array
    """(4,) radial 1 and 2, tangential 1 and 2 (Brown 1966)."""
    size: tuple[int, int]
    """Width and height, pixels."""

    def to_camera(self, points: Array) -> Array:
        """World points (..., 3) in the camera's frame."""
        return (points - self.centre) @ self.rotation.T

    def undistort(self, pixels: Array) -> Array:
        """(..., 2) x / z and y / z of the rays through pixels; NaN stays NaN. Fixed-point iteration."""
        distorted = (pixels - self.matrix[:2, 2]) / np.diag(self.matrix)[:2]
        rays = distorted
        for _ in range(10):
            rays = distorted - (self._distort(rays) - rays)
        return np.asarray(rays)

    def project(self, points: Array) -> Array:
        """(..., 2) pixels of world points (..., 3)."""
        seen = self.to_camera(points)
        rays = seen[..., :2] / seen[..., 2:]
        return np.asarray(self._distort(rays) * np.diag(self.matrix)[:2] + self.matrix[:2, 2])

    def _distort(self, rays: Array) -> Array:
        x, y = rays[..., 0], rays[..., 1]
        k1, k2, p1, p2 = self.distortion
        r2 = x * x + y * y
        radial = 1 + k1 * r2 + k2 * r2 * r2
        return np.stack(
            [
                x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
                y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y,
            ],
            axis=-1,
        )


def read_calibration(path: Path) -> tuple[Camera, ...]:
    """All cameras of a file; `BadInput` says what is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise ValueError("the file is too large")
        text = path.read_text(encoding="utf-8-sig")
        cameras = tuple(_from_qualisys(text) if text.lstrip().startswith("<") else _from_toml(text))
        if not 0 < len(cameras) <= _MOST_CAMERAS:
            raise ValueError(f"it holds {len(cameras)} cameras")
        if not all(np.isfinite(c.matrix).all() and np.isfinite(c.centre).all() for c in cameras):
            raise ValueError("some numbers are not finite")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ElementTree.ParseError) as error:
        raise BadInput(f"{path} cannot be read as a calibration (Qualisys XML or TOML): {error}") from error
    return cameras


def _from_qualisys(text: str) -> list[Camera]:
    """Millimetres; intrinsics in 64ths of a pixel; camera axes x right, y up, z backward."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # entities can grow without bound
        raise ValueError("it declares a document type")
    return [_qualisys_camera(node) for node in ElementTree.fromstring(text).iter("camera")]


def _qualisys_camera(node: ElementTree.Element) -> Camera:
    def numbers(tag: str, *names: str) -> Array:
        found = node.find(tag)
        if found is None:
            raise ValueError(f"a camera has no {tag}")
        return np.array([float(found.attrib[name]) for name in names])

    turn = numbers("transform", *(f"r{row}{column}" for row in "123" for column in "123")).reshape(3, 3)
    focal = numbers("intrinsic", "focalLengthU", "focalLengthV") / _QUALISYS_SUBPIXELS
    centre = numbers("intrinsic", "centerPointU", "centerPointV") / _QUALISYS_SUBPIXELS
    radial = numbers("intrinsic", "radialDistortion1", "radialDistortion2")
    tangential = numbers("intrinsic", "tangentalDistortion1", "tangentalDistortion2")
    left, right, top, bottom = numbers("fov_video", "left", "right", "top", "bottom")
    return Camera(
        name=node.attrib["serial"],
        rotation=np.diag([1.0, -1.0, -1.0]) @ turn,
        centre=numbers("transform", "x", "y", "z") / 1000,
        matrix=np.array([[focal[0], 0, centre[0]], [0, focal[1], centre[1]], [0, 0, 1]]),
        distortion=np.concatenate([radial, tangential]),
        size=(int(right - left + 1), int(bottom - top + 1)),
    )


def _from_toml(text: str) -> list[Camera]:
    """As Pose2Sim, aniposelib and others write: a table a camera, Rodrigues rotation, metres."""
    tables: Mapping[str, Any] = tomllib.loads(text)
    return [
        _toml_camera(str(table.get("name", key)), table)
        for key, table in tables.items()
        if isinstance(table, dict) and "matrix" in table
    ]


def _toml_camera(name: str, table: Mapping[str, Any]) -> Camera:
    rotation = Rotation.from_rotvec(np.array(table["rotation"], np.float64)).as_matrix()
    distortion = np.zeros(4)
    given = np.array(table.get("distortions", []), np.float64)[:4]
    distortion[: len(given)] = given
    width, height = (int(value) for value in table["size"])
    return Camera(
        name, rotation, -rotation.T @ np.array(table["translation"], np.float64),
        np.array(table["matrix"], np.float64).reshape(3, 3), distortion, (width, height),
    )  # fmt: skip


def triangulate(
    cameras: Sequence[Camera], pixels: Array, *, most_px: float = 25.0
) -> tuple[Array, NDArray[np.bool_]]:
    """World points (T, J, 3) from (C, T, J, 2) pixels, and which cameras' sightings (C, T, J) were used.

    Linear triangulation (Hartley and Sturm 1997). Where the sightings do not agree within `most_px`, the
    one whose absence helps most is left out, until they do or only two are left: those must agree as well,
    or the point is NaN.
    """
    rays = np.stack([camera.undistort(seen) for camera, seen in zip(cameras, pixels, strict=True)])
    focal = np.array([camera.matrix[0, 0] for camera in cameras])
    used: NDArray[np.bool_] = np.asarray(np.isfinite(rays).all(axis=-1))
    points = _solve(cameras, rays, used)
    for _ in range(len(cameras) - 2):
        worst = _worst(cameras, points, rays, used, focal)
        spoilt = (worst.max(axis=0) > most_px) & (used.sum(axis=0) > 2)
        if not spoilt.any():
            break
        trials = []
        for i in range(len(cameras)):
            without: NDArray[np.bool_] = used.copy()
            without[i] &= ~spoilt
            tried = _solve(cameras, rays, without)
            residual = _worst(cameras, tried, rays, without, focal).max(axis=0)
            trials.append(np.where(used[i] & np.isfinite(residual), residual, np.inf))
        best = np.argmin(trials, axis=0)  # (T, J)
        for i in range(len(cameras)):
            used[i] &= ~(spoilt & (best == i))
        points = _solve(cameras, rays, used)
    residual = _worst(cameras, points, rays, used, focal).max(axis=0)
    points[~(residual <= most_px)] = np.nan
    return points, np.asarray(used & np.isfinite(points).all(axis=-1))


def _solve(cameras: Sequence[Camera], rays: Array, used: NDArray[np.bool_]) -> Array:
    """(T, J, 3): each ray gives two planes through the point; their least-squares meeting point."""
    normal = np.zeros((*rays.shape[1:3], 3, 3))
    right = np.zeros((*rays.shape[1:3], 3))
    for camera, seen, is_used in zip(cameras, rays, used, strict=True):
        weight = is_used[..., None].astype(float)
        for axis in range(2):
            plane = np.nan_to_num(camera.rotation[axis] - seen[..., axis, None] * camera.rotation[2])
            normal += weight[..., None] * plane[..., :, None] * plane[..., None, :]
            right += weight * plane * (plane @ camera.centre)[..., None]
    enough = used.sum(axis=0) >= 2
    normal[~enough] = np.eye(3)
    points = np.linalg.solve(normal + 1e-12 * np.eye(3), right[..., None])[..., 0]
    points[~enough] = np.nan
    return np.asarray(points)


def _worst(
    cameras: Sequence[Camera], points: Array, rays: Array, used: NDArray[np.bool_], focal: Array
) -> Array:
    """(C, T, J) pixels between each used sighting and the point; 0 for one that is not used."""
    found = []
    for camera, seen, is_used, f in zip(cameras, rays, used, focal, strict=True):
        inside = camera.to_camera(points)
        shown = inside[..., :2] / np.where(inside[..., 2:] > 0.01, inside[..., 2:], np.nan)
        distance = np.linalg.norm(shown - seen, axis=-1) * f
        found.append(np.where(is_used, np.where(np.isnan(distance), np.inf, distance), 0.0))
    return np.stack(found)
