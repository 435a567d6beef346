"""Poses smoothed for export, with what that cost."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.export.records import ExportOptions
from core.pose.records import Pose
from core.world.smoothing import SmoothingOptions, keep_range, report_smoothing, smooth_pose


def smooth_for_export(pose: Pose, options: ExportOptions) -> tuple[Pose, dict[str, Any]]:
    """The pose as smooth as the options allow, and a plain JSON account; both unchanged without smoothing.

    The strength is the greatest that leaves every joint the asked share of its range of movement.
    """
    if options.smoothing == "none" or not pose.is_lifted.any():
        return pose, {}
    joints = pose.joints.astype(np.float64)
    chosen = keep_range(joints, pose.times, options.smoothing, float(options.keep_range))
    smooth = smooth_pose(joints, pose.times, chosen)
    found = report_smoothing(joints, smooth, pose.times)
    names = pose.skeleton.joints
    account = {
        "asked": {"method": options.smoothing, "keep_range_percent": float(options.keep_range)},
        "chosen": _strength(chosen),
        "range_kept_percent": _by_joint(names, found.range_kept),
        "lag_ms": _by_joint(names, found.lag_ms),
        "jitter_before_mm": _by_joint(names, found.jitter_before_mm),
        "jitter_after_mm": _by_joint(names, found.jitter_after_mm),
    }
    return replace(pose, joints=smooth.astype(np.float32)), account


def _strength(chosen: SmoothingOptions) -> dict[str, Any]:
    """The one number that a method goes by."""
    if chosen.method == "none":
        return {"method": "none", "why": "even the weakest setting takes more of the range than was allowed"}
    numbers = {
        "butterworth": ("cutoff_hz", chosen.cutoff_hz),
        "one_euro": ("min_cutoff_hz", chosen.min_cutoff_hz),
        "savitzky_golay": ("window_s", chosen.window_s),
        "lowess": ("window_s", chosen.window_s),
    }
    name, value = numbers[chosen.method]
    return {"method": chosen.method, name: round(value, 4)}


def _by_joint(names: tuple[str, ...], values: NDArray[np.float64]) -> dict[str, float | None]:
    """None for a joint of which nothing can be said, as it does not move."""
    pairs = zip(names, values, strict=True)
    return {name: round(float(value), 3) if np.isfinite(value) else None for name, value in pairs}
