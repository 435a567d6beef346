"""What the formats of 2D keypoints share: their track, their joints, and comparing what came back."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.errors import UnfitPose
from core.export.records import ExportContext, ReadBack
from core.pose.records import Track

Array = NDArray[np.float64]

NOSE = ("nose", "neck")
"""H36M's neck is the nose in our skeleton (`core.pose.mapping`)."""


def track_of(context: ExportContext, format_name: str) -> Track:
    """The 2D keypoints that the pose was lifted from; `UnfitPose` where nothing is known of them."""
    if context.track is None:
        raise UnfitPose(
            f"{format_name} files hold 2D keypoints, and only a take has them. Export from the take."
        )
    return context.track


def find_joints(track: Track, wanted: Sequence[tuple[str, ...]]) -> tuple[Array, Array]:
    """(T, J, 2) pixels and (T, J) confidence; NaN and 0 where the track has no such joint.

    Of each joint wanted the first name that the track's skeleton knows is taken.
    """
    points = np.full((len(track), len(wanted), 2), np.nan)
    confidence = np.zeros((len(track), len(wanted)))
    for i, names in enumerate(wanted):
        known = [track.skeleton.index(name) for name in names if name in track.skeleton.joints]
        if known:
            points[:, i] = track.points[:, known[0]]
            confidence[:, i] = track.confidence[:, known[0]]
    is_seen = np.isfinite(points).all(axis=-1)
    points[~is_seen] = np.nan
    confidence = np.where(is_seen, np.clip(np.nan_to_num(confidence), 0, 1), 0.0)
    return points, confidence


def compare_points(
    read: Array, meant: Array, track: Track, context: ExportContext, times: Array | None = None
) -> ReadBack:
    """What (T, J, 2) points of a file differ by from those meant; without times it plays at the video's rate.

    `RuntimeError` where a point came back from nowhere or not at all: a bug of ours.
    """
    if read.shape != meant.shape or not np.array_equal(np.isnan(read), np.isnan(meant)):
        raise RuntimeError("the points read back are not those that were written")
    is_seen = ~np.isnan(meant)
    error = np.abs(read - meant)[is_seen]
    span = float(np.ptp(track.times)) if len(track) else 0.0
    steps = max(len(read) - 1, 0)
    rate = None if times is not None else context.nominal_rate
    own = float(np.ptp(times)) if times is not None and len(times) else steps / float(context.nominal_rate)
    return ReadBack(
        frames=len(read),
        rate=rate,
        error=None,
        duration_error_ms=(own - span) * 1000,
        largest_pixel_error=float(error.max()) if len(error) else None,
        notes=_notes(track, context, has_times=times is not None),
    )


def _notes(track: Track, context: ExportContext, *, has_times: bool) -> tuple[str, ...]:
    width, height = track.image_size
    first = f"Pixels of a picture of {width} x {height}, from its top left corner; gaps are filled as lifted."
    if has_times:
        return (first,)
    rate = f"The file has no times: its frames are read at {float(context.nominal_rate):.6g} per second."
    return (first, rate)
