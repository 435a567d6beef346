"""Looking at each frame twice, as it is and mirrored, and taking the mean: what networks call flip test."""

import numpy as np

from core.detectors.records import Detection
from core.detectors.table import Detector
from core.pose.skeleton import Skeleton
from core.video.records import Frame

_FARTHEST = 0.1
"""Mean distance of two sightings' keypoints, in the size of one, up to which they are one person's."""


class MirroredToo:
    """A detector whose errors to the left and to the right cancel, at twice the cost."""

    def __init__(self, plain: Detector, mirrored: Detector) -> None:
        """Two of the same kind; each follows people in its own pictures."""
        self._plain, self._mirrored = plain, mirrored

    @property
    def skeleton(self) -> Skeleton:
        """Of both."""
        return self._plain.skeleton

    def detect(self, frame: Frame) -> list[Detection]:
        """Everybody whom either look found; the mean where both did."""
        width = frame.image.shape[1]
        seen = self._plain.detect(frame)
        turned = Frame(frame.index, frame.time_s, np.ascontiguousarray(frame.image[:, ::-1]))
        others = [mirror_detection(one, self.skeleton, width) for one in self._mirrored.detect(turned)]
        merged = []
        for one in seen:
            partner = min(others, key=lambda other: _distance(one, other), default=None)
            if partner is not None and _distance(one, partner) < _FARTHEST:
                others = [other for other in others if other is not partner]
                one = mean_of(one, partner)
            merged.append(one)
        return merged + others

    def close(self) -> None:
        """Close both."""
        self._plain.close()
        self._mirrored.close()


def mirror_detection(seen: Detection, skeleton: Skeleton, width: int) -> Detection:
    """What was seen in a mirrored picture of that width, as it is in the picture itself."""
    order = np.array(skeleton.mirror)
    points = seen.points[order]  # a copy, made by indexing
    points[:, 0] = width - points[:, 0]
    world = None if seen.world is None else seen.world[order] * np.array((-1, 1, 1), np.float32)
    return Detection(points, seen.confidence[order], world)


def mean_of(one: Detection, other: Detection) -> Detection:
    """The mean of two sightings of a person; of a keypoint that one lacks, what the other has."""
    is_both = np.isfinite(one.points) & np.isfinite(other.points)
    points = np.where(is_both, (one.points + other.points) / 2, np.fmax(one.points, other.points))
    world = one.world
    if one.world is not None and other.world is not None:
        world = np.asarray((one.world + other.world) / 2)
    return Detection(np.asarray(points), np.asarray((one.confidence + other.confidence) / 2), world)


def _distance(one: Detection, other: Detection) -> float:
    """Mean distance of the keypoints that both have, in the diagonal of the box around the one's."""
    is_known = np.isfinite(one.points).all(axis=1) & np.isfinite(other.points).all(axis=1)
    if not is_known.any():
        return np.inf
    points = one.points[is_known]
    size = np.linalg.norm(np.ptp(points, axis=0))
    return float(np.linalg.norm(points - other.points[is_known], axis=1).mean() / max(size, 1))
