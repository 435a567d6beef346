"""Small grey pictures of a video, five a second, kept on the disk while the detector reads it anyway."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.video.reading import open_source, read_frames
from core.video.records import Frame, Image, VideoInfo

LOOK_EVERY_S = 0.2
"""Often enough for a pan by half the picture in a second."""
WIDTH = 480
"""Pixels of the longer side at most: corners are still found to a tenth of one."""

Gray = NDArray[np.uint8]


@dataclass(frozen=True)
class ThumbnailReader:
    """Reads a video's frames for a detector, and leaves thumbnails of some of them in a folder.

    Decoding costs far more than making thumbnails, and so nothing has to be decoded twice. It can be sent to
    another process.
    """

    folder: Path

    def __call__(self, info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
        """`read_frames`, in passing."""
        import cv2

        wanted = set(frames_to_look_at(info, start, stop))
        for frame in read_frames(info, start, stop):
            if frame.index in wanted:
                _, packed = cv2.imencode(".jpg", small_gray(frame.image), (cv2.IMWRITE_JPEG_QUALITY, 90))
                self._path(frame.index).write_bytes(packed.tobytes())
            yield frame

    def discard(self) -> None:
        """Remove the folder, though another thread may just be putting something into it."""
        for _ in range(10):
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                return

    def _path(self, index: int) -> Path:
        return self.folder / f"{index:010d}.jpg"

    def indices(self) -> list[int]:
        """Of the frames that there are thumbnails of."""
        return sorted(int(path.stem) for path in self.folder.glob("*.jpg"))

    def thumbnails(self) -> Iterator[tuple[int, Gray]]:
        """Index in the video and picture of each thumbnail, in order."""
        import cv2

        for index in self.indices():
            packed = np.frombuffer(self._path(index).read_bytes(), np.uint8)
            yield index, np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def frames_to_look_at(info: VideoInfo, start: int, stop: int) -> list[int]:
    """The first frame, the last, and about five a second in between, by the true times."""
    times = info.times[start:stop]
    wanted = np.arange(times[0], times[-1], LOOK_EVERY_S)
    rows = np.unique(np.append(np.searchsorted(times, wanted - 1e-9), len(times) - 1))
    return [start + int(row) for row in rows]


def make_thumbnails(info: VideoInfo, start: int, stop: int) -> Iterator[tuple[int, Gray]]:
    """The same, by decoding the video once more."""
    wanted = set(frames_to_look_at(info, start, stop))
    source = open_source(info)
    try:
        for index, make_image in source.pictures_from(start):
            if index in wanted:
                yield index, small_gray(make_image())
            if index >= stop - 1:
                return
    finally:
        source.close()


def thumbnail_scale(size: tuple[int, int]) -> float:
    """Pixels of the video to one of its thumbnails."""
    return max(1.0, max(size) / WIDTH)


def small_gray(image: Image) -> Gray:
    """The picture's green, at most `WIDTH` pixels long."""
    import cv2

    scale = thumbnail_scale(image.shape[:2])
    size = (round(image.shape[1] / scale), round(image.shape[0] / scale))
    # Every second (third ...) pixel is enough to average over, and quicker by far than all of them.
    step = max(1, int(scale) // 2)
    green = np.ascontiguousarray(image[::step, ::step, 1])
    return np.asarray(cv2.resize(green, size, interpolation=cv2.INTER_AREA), np.uint8)
