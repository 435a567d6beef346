"""Frames that the user wants to find again, remembered for each video."""

import hashlib

from PySide6.QtCore import QSettings

from core.video import VideoInfo


def load_bookmarks(video: VideoInfo) -> tuple[int, ...]:
    """The video's bookmarks in order; none if there are no sound ones."""
    stored = QSettings().value(_key(video), "")
    try:
        frames = {int(part) for part in str(stored).split()}
    except ValueError:
        return ()
    return tuple(sorted(frame for frame in frames if 0 <= frame < len(video)))


def save_bookmarks(video: VideoInfo, frames: tuple[int, ...]) -> None:
    """Remember these and no others."""
    settings = QSettings()
    if frames:
        settings.setValue(_key(video), " ".join(map(str, frames)))
    else:
        settings.remove(_key(video))


def _key(video: VideoInfo) -> str:
    # A path holds what settings take for groups, so its digest stands for it.
    digest = hashlib.sha256(str(video.path.absolute()).encode()).hexdigest()[:24]
    return f"bookmarks/{digest}"
