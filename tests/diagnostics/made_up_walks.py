"""Figures who walk across the picture, made from sines."""

import numpy as np

from core.pose.records import Track
from core.pose.skeleton import H36M_17


def walking(frames=90, rate=30.0, *, sideways=1.0):
    """(T, 17, 2) pixels: a figure 400 pixels tall walks 1.4 m/s with a stride a second.

    `sideways` 1: seen from the side, legs and arms cross twice a stride; 0: seen from behind, they do not.
    """
    t = np.arange(frames) / rate
    metre = 400 / 1.7
    names = H36M_17.joints
    heights = {"pelvis": 0.95, "hip": 0.95, "knee": 0.5, "ankle": 0.08, "spine": 1.2, "thorax": 1.45,
               "neck": 1.55, "head": 1.7, "shoulder": 1.4, "elbow": 1.12, "wrist": 0.88}  # fmt: skip
    reach = {"knee": 0.18, "ankle": 0.35, "elbow": 0.12, "wrist": 0.25}
    half_width = {"hip": 0.12, "knee": 0.12, "ankle": 0.12, "shoulder": 0.2, "elbow": 0.25, "wrist": 0.27}
    points = np.empty((frames, 17, 2))
    for j, name in enumerate(names):
        part = name.split("_")[-1]
        side = {"left": 1, "right": -1}.get(name.split("_")[0], 0)
        is_arm = part in ("shoulder", "elbow", "wrist")
        swing = reach.get(part, 0) * np.sin(2 * np.pi * t) * side * (-1 if is_arm else 1)
        lateral = side * half_width.get(part, 0)
        points[:, j, 0] = metre * sideways * (1.4 * t + swing) - metre * (1 - sideways) * lateral
        points[:, j, 1] = -metre * heights[part]
    return points + np.array([200, 600])


def track_of(points, rate=30.0, first=0):
    seen = np.isfinite(points).all(axis=-1)
    return Track(
        H36M_17,
        np.arange(len(points)) + first,
        np.arange(len(points)) / rate,
        points.astype(np.float32),
        seen.astype(np.float32),
        np.zeros(seen.shape, np.uint8),
        (1280, 720),
    )


def exchanged(points, start, stop, parts):
    """The same with left and right of these parts exchanged in some frames."""
    result = points.copy()
    for part in parts:
        left, right = H36M_17.index(f"left_{part}"), H36M_17.index(f"right_{part}")
        result[start:stop, [left, right]] = points[start:stop, [right, left]]
    return result
