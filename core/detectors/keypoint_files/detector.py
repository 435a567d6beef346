"""A keypoint file in the place of a detector: it answers each frame of the video with what the file says."""

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.damage import describe_damage
from core.detectors.keypoint_files.formats import KeypointFormat
from core.detectors.keypoint_files.names import fit_skeleton
from core.detectors.keypoint_files.reading import read_keypoints
from core.detectors.keypoint_files.records import KeypointRows
from core.detectors.records import Detection
from core.detectors.table import DetectorEntry
from core.errors import BadInput
from core.jobs import Report, ignore_report
from core.pose.skeleton import Skeleton
from core.video.records import Frame, VideoInfo

DETECTOR_NAME = "keypoints"
_MOST_PEOPLE = 200
"""In one frame. More are no people."""
_FARTHEST_PX = 1e6
_NORMALISED = 2.0
"""Where no coordinate is greater, they are not pixels."""


@dataclass(frozen=True, slots=True)
class KeypointSource:
    """Which file to read in the place of detecting, and how."""

    path: Path
    format: str | None = None
    """A key of `KEYPOINT_FORMATS`; None to see it from the content."""
    first: int | None = None
    """The number that the file gives to the video's first frame; None for what is usual in its format."""


class KeypointFile:
    """Looks up what the file says of a frame. Sent to the worker process with all its arrays."""

    def __init__(
        self,
        skeleton: Skeleton,
        frames: NDArray[np.int64],
        points: NDArray[np.float32],
        confidence: NDArray[np.float32],
    ) -> None:
        """N people: `frames` (N,) of the video, never decreasing, `points` (N, K, 2), `confidence` (N, K)."""
        self.skeleton = skeleton
        self._frames, self._points, self._confidence = frames, points, confidence

    def detect(self, frame: Frame) -> list[Detection]:
        """Everybody that the file has in the frame; the picture is not looked at."""
        first, stop = np.searchsorted(self._frames, (frame.index, frame.index + 1))
        return [Detection(self._points[i], self._confidence[i]) for i in range(first, stop)]

    def close(self) -> None:
        """Nothing is held."""


def keypoint_detector(
    source: KeypointSource, info: VideoInfo, report: Report = ignore_report
) -> DetectorEntry:
    """The file of that source, read and fitted to the video. Errors as in `fit_keypoints`, and of reading."""
    chosen, rows = read_keypoints(source.path, source.format, report)
    return fit_keypoints(source, chosen, rows, info)


def fit_keypoints(
    source: KeypointSource, chosen: KeypointFormat, rows: KeypointRows, info: VideoInfo
) -> DetectorEntry:
    """The file as a detector for this video; frames are matched by number, so times are the video's own.

    A keypoint counts as unseen where its confidence is not above 0, where x or y is no number, and at
    exactly 0, 0. Confidence above 1 (AlphaPose, MMPose) becomes 1. Frames that the file does not have are
    frames without a person. `BadInput` for a file of another video (frames beyond its end, or most points
    outside of its picture), or one that does not hold pixels.
    """
    try:
        skeleton, places = fit_skeleton(rows.names) if rows.names else (None, None)
        if skeleton is None or places is None:
            raise ValueError("it holds nobody")
        points, confidence = _clean(rows, places)
        is_somebody = (confidence > 0).any(axis=1)
        if not is_somebody.any():
            raise ValueError("it holds nobody: no keypoint has a place and a confidence above 0")
        _check_pixels(points, info)
        first = rows.first if source.first is None else source.first
        _check_frames(rows.frames - first, first, info)
        frames = (rows.numbers - first)[is_somebody]
        order = np.argsort(frames, kind="stable")
        frames = frames[order]
        if len(frames) > _MOST_PEOPLE and np.bincount(frames).max() > _MOST_PEOPLE:
            raise ValueError(f"it has more than {_MOST_PEOPLE} people in one frame")
    except (ValueError, OverflowError) as error:
        raise BadInput(
            f"{source.path} cannot be used for {info.path.name}: {describe_damage(error)}"
        ) from error
    points, confidence = points[is_somebody][order], confidence[is_somebody][order]
    return DetectorEntry(
        name=DETECTOR_NAME,
        description=f"keypoints of {source.path.name}",
        skeleton=skeleton,
        load=partial(KeypointFile, skeleton, frames, points, confidence),
        settings=_describe(source, chosen, skeleton, frames, points, confidence, info),
    )


def _clean(rows: KeypointRows, places: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(N, K, 2) pixels and (N, K) confidence of the skeleton's joints: NaN and 0 where not seen."""
    points, confidence = rows.points[:, places], rows.confidence[:, places]
    is_seen = ~np.isnan(points).any(axis=-1) & (confidence > 0) & (points != 0).any(axis=-1) & (places >= 0)
    seen = points[is_seen]
    if np.any(np.abs(seen) > _FARTHEST_PX) or np.isinf(confidence[is_seen]).any():
        raise ValueError("a number in it is infinite, or a point lies a million pixels away")
    points[~is_seen], confidence[~is_seen] = np.nan, 0  # both are copies, made by indexing
    return points.astype(np.float32), confidence.clip(0, 1).astype(np.float32)


def _check_pixels(points: NDArray[np.float32], info: VideoInfo) -> None:
    seen = points[~np.isnan(points).any(axis=-1)]  # (S, 2)
    if np.abs(seen).max() <= _NORMALISED:
        raise ValueError("its coordinates lie between 0 and 1, or are metres. Write it with pixels")
    size = np.array([info.width, info.height])
    if ((seen < 0) | (seen > size)).any(axis=1).mean() > 0.5:
        right, down = seen.max(axis=0)
        raise ValueError(
            f"most of its points lie outside the picture of {info.width} x {info.height} (up to"
            f" {right:.0f}, {down:.0f}). Was it made from a video of another size?"
        )


def _check_frames(frames: NDArray[np.int64], first: int, info: VideoInfo) -> None:
    """`ValueError` where the file speaks of frames that the video does not have."""
    low, high = int(frames.min()), int(frames.max())
    if low >= 0 and high < len(info):
        return
    hint = ""
    if low and high - low < len(info):
        hint = f". If that is the video's first frame, say --keypoints-first {low + first}"
    raise ValueError(
        f"it has frames {low + first} to {high + first} (the video's first is taken to be {first}), but the"
        f" video has {len(info)} frames{hint or '. Is it of another video?'}"
    )


def _describe(
    source: KeypointSource,
    chosen: KeypointFormat,
    skeleton: Skeleton,
    frames: NDArray[np.int64],
    points: NDArray[np.float32],
    confidence: NDArray[np.float32],
    info: VideoInfo,
) -> str:
    """One line that is the same only where all keypoints are."""
    digest = hashlib.sha256()
    for array in (frames, points, confidence):
        digest.update(array.tobytes())
    count = len(np.unique(frames))
    return (
        f"{source.path.name} as {chosen.name}, {skeleton.name}, somebody in {count} of {len(info)} frames"
        f" ({frames[0]} to {frames[-1]}), SHA-256 {digest.hexdigest()[:16]}"
    )
