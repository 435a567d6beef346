"""What the tracker knows of each sighting, and how far apart two of them are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.detectors.colours import PARTS
from core.detectors.records import Detections
from core.people.boxes import boxes_of
from core.people.clothes import own_colours

Array = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sightings:
    """The N rows of detections, as trackers want them. Pixels; seconds."""

    frames: NDArray[np.int64]
    """(N,) counted from the clip's first frame, never decreasing."""
    times: Array
    """(N,)"""
    points: NDArray[np.float32]
    """(N, K, 2)"""
    confidence: NDArray[np.float32]
    """(N,) mean over the keypoints."""
    centres: Array
    """(N, 2) of the boxes."""
    sizes: Array
    """(N,) the longer side of the box: about the body's height, also of who bends or lies. At least 1."""
    colours: NDArray[np.float32]
    """(N, P, 3); NaN where unknown."""
    mirror: tuple[int, ...]
    """For each keypoint its counterpart on the other side."""
    step_s: float
    """Between the frames that were looked at, the median; 0 of a single one."""

    def __len__(self) -> int:
        return len(self.frames)

    @classmethod
    def of(cls, detections: Detections) -> "Sightings":
        """Those of a clip."""
        boxes = boxes_of(detections.points)
        frames = detections.row_frames - detections.frames[0]
        colours = own_colours(detections)
        unknown = np.full((len(frames), len(PARTS), 3), np.nan, np.float32)
        return cls(
            frames=frames,
            times=detections.times[frames],
            points=detections.points,
            confidence=detections.confidence.mean(axis=1),
            centres=(boxes[:, :2] + boxes[:, 2:]) / 2,
            sizes=np.maximum((boxes[:, 2:] - boxes[:, :2]).max(axis=1), 1.0),
            colours=unknown if colours is None else colours,
            mirror=tuple(detections.skeleton.mirror),
            step_s=_looked_at_every(detections),
        )

    def count_in(self, seconds: float) -> int:
        """How many sightings there are of one person in that time, at least 1."""
        return max(1, round(seconds / self.step_s)) if self.step_s else 1


def _looked_at_every(detections: Detections) -> float:
    is_looked_at = ~np.isin(detections.frames, detections.passed_over)
    steps = np.diff(detections.times[is_looked_at])
    return float(np.median(steps)) if len(steps) else 0.0


def keypoint_distances(seen: Sightings, before: Rows, after: Rows, moved: Array) -> Array:
    """(A, B) mean distance between the same keypoints of rows `before` (A,) and `after` (B,), in body sizes.

    `moved` (A or 1, B or 1, 2) pixels is how far each of the first ones has probably moved since. Keypoints
    that one of both lacks do not count; infinite where no keypoint is left. Detectors exchange left and right
    when somebody turns: the lesser distance counts, as they are and exchanged.
    """
    expected = seen.points[before][:, None] + moved[:, :, None]  # (A, B or 1, K, 2)
    return _lesser_distance(seen, expected, seen.points[after][None]) / np.maximum(
        seen.sizes[before][:, None], seen.sizes[after][None]
    )


def consecutive_distances(seen: Sightings) -> Array:
    """(N - 1,) the distance of `keypoint_distances` from each row to the next."""
    return _lesser_distance(seen, seen.points[:-1], seen.points[1:]) / np.maximum(
        seen.sizes[1:], seen.sizes[:-1]
    )


def _lesser_distance(seen: Sightings, one: NDArray[np.floating], other: NDArray[np.floating]) -> Array:
    """(...) pixels between points (..., K, 2) as they are, or with the sides of one exchanged."""
    exchanged = other[..., list(seen.mirror), :]
    return np.minimum(_mean_length(one - other), _mean_length(one - exchanged))


def _mean_length(ways: NDArray[np.floating]) -> Array:
    """(...) mean over the keypoints of (..., K, 2) that are known; infinite where none is."""
    lengths = np.hypot(ways[..., 0], ways[..., 1])
    is_known = np.isfinite(lengths)
    count = is_known.sum(axis=-1)
    total = np.where(is_known, lengths, 0).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), np.inf)


def colour_distances(one: NDArray[np.floating], other: NDArray[np.floating]) -> Array:
    """(...) mean distance of colours (..., P, 3) over the parts that both show; NaN if there is none."""
    apart = np.linalg.norm(one - other, axis=-1)  # (..., P)
    is_known = np.isfinite(apart)
    count = is_known.sum(axis=-1)
    total = np.where(is_known, apart, 0).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
