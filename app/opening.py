"""What opening a file comes to: a video, or a take with its video. Runs in a job, without Qt's widgets."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.imports_ahead import import_soon
from core.errors import ReliefError

if TYPE_CHECKING:
    from core.take import Take
    from core.video import VideoInfo

KEYPOINT_SUFFIXES = (".json", ".csv", ".h5", ".hdf5", ".slp", ".trc", ".npz", ".zip")
"""Of the files in which people keep 2D keypoints."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds."""

    video: VideoInfo
    take: Take | None
    is_same_video: bool = True
    """Whether the video, where it is there, is the one that the take was made of."""


def probe(path: Path) -> Opened:
    """A video; `BadInput`."""
    from core.video import probe_video

    import_soon()
    return Opened(probe_video(path), None)


def open_take_file(path: Path) -> Opened:
    """A take; `BadInput`."""
    from core.detectors.resume import video_fingerprint
    from core.take_file import load_take

    import_soon()
    take = load_take(path)
    whole = Path(os.path.normpath(take.video.path.absolute()))  # without the way there from the take's folder
    take = replace(take, video=replace(take.video, path=whole))
    try:
        is_same = dict(video_fingerprint(take.video)) == dict(take.video_fingerprint)
    except (OSError, ReliefError):
        is_same = not take.video.path.exists()
    return Opened(take.video, take, is_same)


def looks_like_keypoints(path: Path) -> bool:
    """Whether a file or folder that was dropped may hold 2D keypoints; what is in it is seen later."""
    if path.is_dir():
        return any(path.glob("*.json"))
    return path.suffix.lower() in KEYPOINT_SUFFIXES
