"""The shift lab: a person moved across the picture, what lifters make of it, and where they can be trusted.

Offsets and places are in normalised image units: the width spans -1 to 1.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.geometry.image import focal_of_fov, normalise
from core.geometry.rays import camera_to_ray
from core.jobs import Report, ignore_report
from core.pose.mapping import select_joints
from core.pose.records import Track
from core.pose.skeleton import Skeleton

Array = NDArray[np.float64]
Poses = NDArray[np.float32]

_COLUMNS = (8, 16, 32)
"""Cells across the picture, one map after the other: the first is there at once, the last is smooth."""
_DIRECTIONS = 8
_FRAMES = 12
"""Frames of the clip that a map is the mean of: enough that one odd pose does not decide."""


class LabSpec(Protocol):
    """What the lab must know of a lifter's spec."""

    @property
    def skeleton(self) -> Skeleton:
        """Of its input and output; joint 0 is the root."""

    @property
    def window(self) -> int:
        """Frames that it sees to lift one."""


class LabLifter(Protocol):
    """What the lab needs of a lifter."""

    @property
    def spec(self) -> LabSpec:
        """Its skeleton and window."""

    def lift_shifted(
        self, points: Poses, start: int, stop: int, shifts: NDArray[np.floating[Any]], *, focal: float | None
    ) -> Poses:
        """Joints (K, stop - start, J, 3), metres, of some frames of a run (S, J, 2) moved by `shifts`."""


@dataclass(frozen=True, slots=True, eq=False)
class SafetyMap:
    """Mean drift by where the person's root stands in the picture."""

    drift_mm: Array
    """(R, C) cell by cell from the top left; NaN where no frame's person fits into the picture."""
    geometric_mm: Array
    """(R, C) what perspective alone demands there: see `geometric_drift_mm`."""
    beyond_mm: Array
    """(R, C) the lifter's own: see `beyond_drift_mm`."""
    is_finest: bool


def focal_of_view(view_deg: float, width: int, height: int) -> float:
    """Focal length in half picture widths of a camera that sees so much along the picture's longer side."""
    return focal_of_fov(view_deg, (width, height)) * 2 / width


def shift_room(track: Track, row: int, window: int) -> Array:
    """(2, 2) least and greatest offset in x and in y that keep the window around a row in the picture.

    The offset (0, 0) is always in it, also where the person reaches out of the picture already.
    """
    width, height = track.image_size
    points = _window_of(track, row, window)[0]
    if not len(points):
        return np.zeros((2, 2))
    edge = np.array([1.0, height / width])
    low = np.minimum(-edge - points.min(axis=(0, 1)), 0)
    high = np.maximum(edge - points.max(axis=(0, 1)), 0)
    return np.stack([low, high], axis=1)


def shifted_poses(lifter: LabLifter, track: Track, row: int, offsets: Array, *, focal: float) -> Poses:
    """Joints (K, J, 3) of one row of the track after each of `offsets` (K, 2) is added to every keypoint.

    Camera frame, metres, relative to the root; `focal` is in half picture widths. NaN where the frame
    cannot be lifted.
    """
    track = select_joints(track, lifter.spec.skeleton)
    points, at = _window_of(track, row, lifter.spec.window)
    if not len(points):
        return np.full((len(offsets), len(track.skeleton), 3), np.nan, np.float32)
    return np.asarray(lifter.lift_shifted(points, at, at + 1, offsets, focal=focal)[:, 0])


def drift_mm(original: Poses, shifted: Poses) -> Array:
    """(K,) mean distance over the joints between a pose (J, 3) and others (K, J, 3), millimetres."""
    return np.asarray(np.linalg.norm(shifted - original, axis=-1).mean(axis=-1) * 1000, dtype=np.float64)


def geometric_drift_mm(joints: Poses, place: Array, offsets: Array, focal: float) -> Array:
    """(K,) the drift that a perfect lifter would have, millimetres.

    The same person who looks the same at another place in the picture has turned, as seen from the camera,
    by the angle between the rays through both places, and so has the pose `joints` (J, 3) in the camera
    frame. `place` (2,) is that of the root, `focal` is in half picture widths: a long lens demands little.
    """
    rays = np.concatenate([place + offsets, np.full((len(offsets), 1), focal)], axis=1)
    rays /= np.linalg.norm(rays, axis=1, keepdims=True)
    origin = np.array([*place, focal]) / math.hypot(*place, focal)
    axis = np.cross(origin, rays)  # (K, 3), as long as the sine of the angle
    sine = np.linalg.norm(axis, axis=1, keepdims=True)
    axis = np.divide(axis, sine, out=np.zeros_like(axis), where=sine > 0)
    half_angle = np.arctan2(sine[:, 0], rays @ origin) / 2
    along = axis @ joints.T.astype(np.float64)  # (K, J)
    away = np.sqrt(np.maximum((joints.astype(np.float64) ** 2).sum(axis=1) - along**2, 0))  # from the axis
    return np.asarray(2000 * np.sin(half_angle) * away.mean(axis=1))


def beyond_drift_mm(original: Poses, shifted: Poses, place: Array, offsets: Array, focal: float) -> Array:
    """(K,) mean drift of joints, millimetres, once each pose is turned back by the ray to its own root.

    From a pose (J, 3) whose root is seen at `place` (2,) to those (K, J, 3) lifted after `offsets` (K, 2);
    camera frame, `focal` in half picture widths. What is left perspective does not demand.
    """
    rays = np.concatenate([place + offsets, np.full((len(offsets), 1), focal)], axis=1)
    return drift_mm(camera_to_ray(original, np.array([*place, focal])), camera_to_ray(shifted, rays))


def geometric_curve_mm(joints: Poses, places: Array, lengths: Array, focal: float) -> Array:
    """(S,) the mean drift that a perfect lifter would have in a clip, by the `lengths` (S,) of the shifts.

    Over frames spread evenly among those of the poses (T, J, 3), camera frame, metres, whose roots are seen
    at `places` (T, 2), and over eight directions: see `geometric_drift_mm`. NaN where there is no pose.
    """
    known = np.flatnonzero(np.isfinite(joints).all(axis=(1, 2)) & np.isfinite(places).all(axis=1))
    if not len(known):
        return np.full(len(lengths), np.nan)
    turns = np.arange(_DIRECTIONS) * 2 * math.pi / _DIRECTIONS
    around = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    offsets = (np.asarray(lengths)[:, None, None] * around).reshape(-1, 2)
    rows = known[np.linspace(0, len(known) - 1, min(len(known), 2 * _FRAMES)).round().astype(int)]
    drifts = [geometric_drift_mm(joints[row], places[row], offsets, focal) for row in rows]
    return np.asarray(np.mean(drifts, axis=0).reshape(-1, _DIRECTIONS).mean(axis=1))


def safety_maps(
    lifter: LabLifter, track: Track, *, focal: float, report: Report = ignore_report
) -> Iterator[SafetyMap]:
    """Where in the picture this lifter's poses of this clip hold still: ever finer maps.

    Each cell is the mean over frames spread evenly through the clip of how far the pose drifts when the
    person is moved so that the root is in the middle of the cell; frames count where their whole window
    then stays in the picture. Nothing is yielded if no frame can be lifted.
    """
    track = select_joints(track, lifter.spec.skeleton)
    lifted = np.flatnonzero(np.isfinite(track.points).all(axis=(1, 2)))
    if not len(lifted):
        return
    rows = np.unique(lifted[np.linspace(0, len(lifted) - 1, _FRAMES).astype(int)]).tolist()
    total = len(rows) * sum(_cells(columns, track)[0].shape[0] for columns in _COLUMNS)
    done = 0
    for columns in _COLUMNS:
        places, shape = _cells(columns, track)
        sums, counts = np.zeros((3, len(places))), np.zeros(len(places))
        for row in rows:
            report("safety map", done, total)
            is_used, found = _map_row(lifter, track, row, places, focal)
            sums[:, is_used] += found
            counts += is_used
            done += len(places)
        mean = np.full_like(sums, np.nan)
        np.divide(sums, counts, out=mean, where=counts > 0)
        measured, demanded, beyond = mean.reshape(3, *shape)
        yield SafetyMap(measured, demanded, beyond, columns == _COLUMNS[-1])


def _map_row(
    lifter: LabLifter, track: Track, row: int, places: Array, focal: float
) -> tuple[NDArray[np.bool_], Array]:
    """(N,) which places the row's person fits into; (3, those) measured, geometric, remaining drift there."""
    root = normalise(track.points[row, 0], *track.image_size).astype(np.float64)
    offsets = places - root
    room = shift_room(track, row, lifter.spec.window)
    is_used = np.asarray(((offsets >= room[:, 0]) & (offsets <= room[:, 1])).all(axis=1))
    tried = np.concatenate([np.zeros((1, 2)), offsets[is_used]])
    original, *shifted = shifted_poses(lifter, track, row, tried, focal=focal)
    poses = np.reshape(shifted, (-1, *original.shape))
    demanded = geometric_drift_mm(original, root, tried[1:], focal)
    beyond = beyond_drift_mm(original, poses, root, tried[1:], focal)
    return is_used, np.stack([drift_mm(original, poses), demanded, beyond])


def _cells(columns: int, track: Track) -> tuple[Array, tuple[int, int]]:
    """Middles (N, 2) of the cells of a grid over the picture, and its rows and columns."""
    width, height = track.image_size
    aspect = height / width
    rows = max(1, round(columns * aspect))
    x = (np.arange(columns) + 0.5) / columns * 2 - 1
    y = ((np.arange(rows) + 0.5) / rows * 2 - 1) * aspect
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2), (rows, columns)


def _window_of(track: Track, row: int, window: int) -> tuple[Poses, int]:
    """The known frames (S, J, 2) that the window around a row sees, normalised, and the row's place in them.

    None where the row itself is not known.
    """
    first = max(0, row - window // 2)
    points = normalise(track.points[first : row + window // 2 + 1], *track.image_size)
    unknown = np.flatnonzero(~np.isfinite(points).all(axis=(1, 2)))
    at = row - first
    if at in unknown:
        return points[:0], 0
    start = int(unknown[unknown < at].max(initial=-1)) + 1
    stop = int(unknown[unknown > at].min(initial=len(points)))
    return points[start:stop], at - start
