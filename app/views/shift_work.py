"""What the shift lab does in worker threads: nothing here touches Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.lifter_shelf import LifterShelf
from core.jobs import Report

if TYPE_CHECKING:
    from core.diagnostics.safety_map import SafetyMap
    from core.pose.records import Track

ShiftedPoses = dict[str, tuple[NDArray[np.float32], NDArray[np.float32], float, float]]
"""By lifter: the pose (J, 3), the shifted pose (J, 3), the drift and what geometry demands, millimetres."""


def lift_shifted(
    shelf: LifterShelf,
    names: tuple[str, ...],
    device: str,
    track: Track,
    row: int,
    shift: tuple[float, float],
    focal: float,
) -> ShiftedPoses:
    """What each lifter whose file is at hand makes of the shifted person in a row of the track."""
    from core.diagnostics.safety_map import drift_mm, geometric_drift_mm, shifted_poses
    from core.geometry.image import normalise

    offsets = np.array([(0.0, 0.0), shift])
    place = normalise(track.points[row, 0], *track.image_size).astype(np.float64)
    found: ShiftedPoses = {}
    for name, lifter in shelf.take(names, device).items():
        before, after = shifted_poses(lifter, track, row, offsets, focal=focal)
        demanded = geometric_drift_mm(before, place, offsets[1:], focal)
        found[name] = (before, after, float(drift_mm(before, after[None])[0]), float(demanded[0]))
    return found


def map_work(
    shelf: LifterShelf, name: str, device: str, track: Track, focal: float, coming: list[SafetyMap]
) -> Callable[[Report], None]:
    """Work that puts ever finer maps into `coming`."""

    def work(report: Report) -> None:
        from core.diagnostics.safety_map import safety_maps

        for lifter in shelf.take((name,), device).values():
            for found in safety_maps(lifter, track, focal=focal, report=report):
                coming.append(found)

    return work
