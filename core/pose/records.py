"""What passes between the stages: a person's 2D track and 3D pose over a clip. Neither ever changes."""

from dataclasses import dataclass, replace
from enum import IntFlag
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import Skeleton

Coordinates = Literal["camera", "y_up", "world"]
"""camera: x right, y down, z forward (OpenCV, Human3.6M). y_up: x right, y up, z towards the viewer.
world: y against gravity, the floor at y = 0, x to the camera's right and z towards the camera along the
floor; the origin is the floor under the root of the first lifted frame. There joints are not relative to
the root: it moves."""


class Flag(IntFlag):
    """Why a joint of a track (or of the pose lifted from it) deserves less trust. 0 is a plain sighting."""

    INTERPOLATED = 1
    """Not seen in this frame; filled in between sightings."""
    OUTLIER = 2
    """Seen, but thrown away as impossible, and filled in between its neighbours."""
    LOW_CONFIDENCE = 4
    """The detector itself was unsure."""
    OUTSIDE = 8
    """Lies outside the picture: the detector guessed it."""
    MISSING = 16
    """Not seen, and the gap was too long to fill: the value is NaN."""
    PADDED = 32
    """The lifter's window ran over the end of the clip, where it saw the end frame repeated."""
    SWAP = 64
    """Left and right may be exchanged."""
    CORRECTED = 128
    """Placed, exchanged or marked as unseen by a person."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One person's joints as seen in the image: pixels, origin top left, x right, y down."""

    skeleton: Skeleton
    frames: NDArray[np.int64]
    """(T,) index of each frame in the video, strictly increasing, without holes."""
    times: NDArray[np.float64]
    """(T,) seconds from the video's first frame, strictly increasing."""
    points: NDArray[np.float32]
    """(T, J, 2) pixels; NaN where the joint was not seen."""
    confidence: NDArray[np.float32]
    """(T, J) 0 to 1; 0 where the joint was not seen."""
    flags: NDArray[np.uint8]
    """(T, J) `Flag` bits."""
    image_size: tuple[int, int]
    """Width and height of the picture in pixels, as displayed."""

    def __post_init__(self) -> None:
        shape = (len(self.frames), len(self.skeleton))
        if self.times.shape != shape[:1] or self.points.shape != (*shape, 2):
            raise ValueError(f"track shapes disagree: {self.times.shape}, {self.points.shape}, {shape}")
        if self.confidence.shape != shape or self.flags.shape != shape:
            raise ValueError(f"track confidence or flags are not of shape {shape}")
        if np.any(np.diff(self.times) <= 0) or np.any(np.diff(self.frames) != 1):
            raise ValueError("track times must increase, and its frames must have no holes")

    def __len__(self) -> int:
        return len(self.frames)

    def with_points(self, points: NDArray[np.float32], *, flags: NDArray[np.uint8] | None = None) -> Self:
        """The same track with other points, and other flags if given."""
        return replace(self, points=points, flags=self.flags if flags is None else flags)

    def part(self, start: int, stop: int) -> Self:
        """Rows `start` to `stop` (not frame numbers), as a track of its own."""
        rows = slice(start, stop)
        return replace(
            self,
            frames=self.frames[rows],
            times=self.times[rows],
            points=self.points[rows],
            confidence=self.confidence[rows],
            flags=self.flags[rows],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person's joints in 3D over a clip: metres, relative to each frame's root (except in the world)."""

    skeleton: Skeleton
    frames: NDArray[np.int64]
    """(T,) index of each frame in the video."""
    times: NDArray[np.float64]
    """(T,) seconds from the video's first frame, strictly increasing."""
    joints: NDArray[np.float32]
    """(T, J, 3) metres; a frame that could not be lifted is NaN throughout."""
    confidence: NDArray[np.float32]
    """(T, J) 0 to 1: that of the 2D joint it was lifted from."""
    flags: NDArray[np.uint8]
    """(T, J) `Flag` bits."""
    coordinates: Coordinates = "camera"

    def __post_init__(self) -> None:
        shape = (len(self.frames), len(self.skeleton))
        if self.times.shape != shape[:1] or self.joints.shape != (*shape, 3):
            raise ValueError(f"pose shapes disagree: {self.times.shape}, {self.joints.shape}, {shape}")
        if self.confidence.shape != shape or self.flags.shape != shape:
            raise ValueError(f"pose confidence or flags are not of shape {shape}")

    def __len__(self) -> int:
        return len(self.frames)

    @property
    def is_lifted(self) -> NDArray[np.bool_]:
        """(T,) True where the frame has a pose."""
        return np.asarray(np.isfinite(self.joints).all(axis=(1, 2)))

    def y_up(self) -> Self:
        """The pose with y up: one in the camera frame is turned by half a turn about x."""
        if self.coordinates != "camera":
            return self
        turned = self.joints * np.array([1, -1, -1], dtype=np.float32)
        return replace(self, joints=turned, coordinates="y_up")
