"""What a detector saw: one person in one frame, and everybody in a whole clip."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.detectors.colours import PARTS
from core.pose.skeleton import Skeleton


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """One person in one frame."""

    points: NDArray[np.float32]
    """(K, 2) pixels, origin top left, x right, y down; NaN for a keypoint that was not seen."""
    confidence: NDArray[np.float32]
    """(K,) 0 to 1; 0 for a keypoint that was not seen."""
    world: NDArray[np.float32] | None = None
    """(K, 3) metres: the detector's own guess in 3D, to compare lifters with; None if it makes none."""
    colours: NDArray[np.float32] | None = None
    """(P, 3) from `body_colours`, which the worker adds; None where no picture was looked at."""

    def __post_init__(self) -> None:
        keypoints = len(self.points)
        if self.points.shape != (keypoints, 2) or self.confidence.shape != (keypoints,):
            raise ValueError(f"detection shapes disagree: {self.points.shape}, {self.confidence.shape}")
        if self.world is not None and self.world.shape != (keypoints, 3):
            raise ValueError(f"world points of {keypoints} keypoints have the shape {self.world.shape}")
        if np.any((self.confidence < 0) | (self.confidence > 1)):
            raise ValueError("confidence must lie between 0 and 1")


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """Everybody seen in a clip: N rows, one for each person in each frame, in the order of the frames."""

    detector: str
    """Name of the detector, a key of `DETECTORS`; `keypoints` where they were read from a file."""
    version: str
    """Its version and settings, as one line of text."""
    skeleton: Skeleton
    """The detector's K keypoints."""
    frames: NDArray[np.int64]
    """(T,) index in the video of every frame of the clip, seen or not, without holes."""
    times: NDArray[np.float64]
    """(T,) seconds from the video's first frame, strictly increasing."""
    row_frames: NDArray[np.int64]
    """(N,) index in the video of the frame that each row belongs to, never decreasing."""
    points: NDArray[np.float32]
    """(N, K, 2) pixels, origin top left, x right, y down; NaN for a keypoint that was not seen."""
    confidence: NDArray[np.float32]
    """(N, K) 0 to 1; 0 for a keypoint that was not seen."""
    world: NDArray[np.float32]
    """(N, K, 3) metres, the detector's own guess in 3D; NaN where it made none.

    The axes are the detector's. BlazePose: x right, y down, z away from the camera, origin between the hips.
    """
    lost_frames: NDArray[np.int64]
    """(L,) indices of the frames that could not be decoded: nobody looked at them."""
    image_size: tuple[int, int]
    """Width and height of the picture in pixels, as displayed."""
    colours: NDArray[np.float32] | None = None
    """(N, P, 3) what each one wears, as `core.detectors.colours` tells it; NaN where it could not be seen.
    None in takes from before it was told."""
    passed_over: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    """(P,) indices of the frames that the detector did not look at, to be quicker."""

    def __post_init__(self) -> None:
        shape = (len(self.row_frames), len(self.skeleton))
        if self.times.shape != self.frames.shape or np.any(np.diff(self.times) <= 0):
            raise ValueError("detections need one time per frame, strictly increasing")
        if np.any(np.diff(self.frames) != 1):
            raise ValueError("the frames of detections must have no holes")
        if (
            self.points.shape != (*shape, 2)
            or self.confidence.shape != shape
            or self.world.shape != (*shape, 3)
        ):
            raise ValueError(
                f"detections are not of shape {shape}: "
                f"{self.points.shape}, {self.confidence.shape}, {self.world.shape}"
            )
        if self.colours is not None and self.colours.shape != (shape[0], len(PARTS), 3):
            raise ValueError(f"{shape[0]} detections cannot have colours of shape {self.colours.shape}")
        if np.any(np.diff(self.row_frames) < 0) or not np.isin(self.row_frames, self.frames).all():
            raise ValueError("rows of detections must be in order and belong to frames of the clip")

    def __len__(self) -> int:
        return len(self.frames)

    def rows_of(self, frame: int) -> slice:
        """The rows of one frame of the video: empty where nobody was seen."""
        first, last = np.searchsorted(self.row_frames, (frame, frame + 1))
        return slice(int(first), int(last))


def join_detections(parts: Sequence[Detections]) -> Detections:
    """One record of parts that follow upon each other in the same clip; `ValueError` if they do not."""
    first = parts[0]
    if any((p.detector, p.version, p.image_size) != (first.detector, first.version, first.image_size)
           for p in parts):  # fmt: skip
        raise ValueError("only detections of one detector and one video can be joined")
    colours = [p.colours for p in parts if p.colours is not None]
    return Detections(
        detector=first.detector,
        version=first.version,
        skeleton=first.skeleton,
        frames=np.concatenate([p.frames for p in parts]),
        times=np.concatenate([p.times for p in parts]),
        row_frames=np.concatenate([p.row_frames for p in parts]),
        points=np.concatenate([p.points for p in parts]),
        confidence=np.concatenate([p.confidence for p in parts]),
        world=np.concatenate([p.world for p in parts]),
        lost_frames=np.concatenate([p.lost_frames for p in parts]),
        image_size=first.image_size,
        colours=np.concatenate(colours) if len(colours) == len(parts) else None,
        passed_over=np.concatenate([p.passed_over for p in parts]),
    )
