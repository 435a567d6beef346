"""Numbered pictures as a video: a folder of them, or a pattern such as `shot_%06d.png`."""

import re
import struct
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.errors import BadInput
from core.video.records import AskOfFrame, Image, VideoInfo, every_frame, no_frame

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"})
NUMBER_FIELD = re.compile(r"%(?:0\d+)?d")


def is_image_sequence(path: Path) -> bool:
    """Whether the path means a folder or a pattern. A file that is really called `a%d.mp4` is a file."""
    return path.is_dir() or (bool(NUMBER_FIELD.search(path.name)) and not path.exists())


def list_images(path: Path) -> list[Path]:
    """The pictures in their order; raises `BadInput` where there are none or the numbering has gaps."""
    images = list_folder(path) if path.is_dir() else list_pattern(path)
    if not images:
        kinds = ", ".join(sorted(IMAGE_SUFFIXES))
        raise BadInput(f"{path} holds no pictures ({kinds}). Choose the folder that holds them.")
    return images


def list_folder(folder: Path) -> list[Path]:
    """Pictures in natural order: `shot_9` comes before `shot_10`. Hidden files are none of ours."""
    images = (
        p for p in folder.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES and not p.name.startswith(".")
    )
    return sorted(images, key=natural_key)


def natural_key(path: Path) -> list[tuple[int, str]]:
    """Digits compare as numbers, the rest as text."""
    parts = re.findall(r"\d+|\D+", path.name.lower())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts] + [(-2, path.name)]


def list_pattern(pattern: Path) -> list[Path]:
    """The files of a pattern, by number. Steps must be even: a gap would silently shorten the motion."""
    prefix, suffix = NUMBER_FIELD.split(pattern.name, maxsplit=1)
    name = re.compile(re.escape(prefix) + r"(\d+)" + re.escape(suffix))
    if not pattern.parent.is_dir():
        raise BadInput(f"The folder {pattern.parent} does not exist. Check its name.")
    numbered = sorted(
        (int(match[1]), p)
        for p in pattern.parent.iterdir()
        if (match := name.fullmatch(p.name)) and p.is_file()
    )
    steps = np.diff([number for number, _ in numbered])
    if len(steps) and (steps != steps.min()).any():
        before = numbered[int(np.flatnonzero(steps != steps.min())[0])][1]
        raise BadInput(
            f"A number is missing or doubled after {before.name} in {pattern}. Number the pictures without "
            "gaps, or give their folder to have them joined as they are."
        )
    return [p for _, p in numbered]


def probe_images(path: Path, rate: Fraction | None) -> VideoInfo:
    """What the pictures make as a video of `rate` frames per second."""
    from core.video.display import displayed_size, read_mirroring, read_rotation

    images = list_images(path)
    if rate is None:
        raise BadInput(
            f"{path} is a series of pictures, which state no times. Say how many were taken per second"
            " (--fps)."
        )
    if rate <= 0:
        raise BadInput(f"A rate of {rate} pictures per second is not possible. Give one above 0.")
    stored = require_one_size(images)
    first = decode_image(images[0])
    if first is None:
        raise BadInput(f"{images[0]} cannot be decoded: it is damaged. Take it out or save it again.")
    rotation = read_rotation(first)
    width, height = displayed_size(*stored, Fraction(1), rotation)
    return VideoInfo(
        path=path,
        width=width,
        height=height,
        times=np.arange(len(images)) * rate.denominator / rate.numerator,
        duration=float(len(images) / rate),
        nominal_rate=rate,
        is_variable_rate=False,
        rotation=rotation,
        pixel_aspect=Fraction(1),
        codec=images[0].suffix.lower().lstrip("."),
        is_mirrored=read_mirroring(first),
    )


def require_one_size(images: list[Path]) -> tuple[int, int]:
    """The size of all the pictures, from their headers; raises `BadInput` naming one that differs."""
    size = read_size(images[0])
    for image in images[1:]:
        require_size(image, read_size(image), size)
    return size


def require_size(image: Path, found: tuple[int, int], expected: tuple[int, int]) -> None:
    """Raise `BadInput` naming the picture where it differs in size from those before it."""
    if found != expected:
        raise BadInput(
            f"{image} is {found[0]} × {found[1]} pixels, those before it {expected[0]} × {expected[1]}. "
            "All must be of one size: take it out, or scale it."
        )


def read_size(image: Path) -> tuple[int, int]:
    """Width and height as stored, without decoding."""
    from core.video.container import check_size, find_video_stream, open_container

    size = read_header_size(image)
    if size is None:
        with open_container(image) as container:
            context = find_video_stream(container, image).codec_context
            size = (context.width, context.height)
    check_size(*size, image)
    return size


def read_header_size(image: Path) -> tuple[int, int] | None:
    """Width and height of a PNG or BMP, which libav would read as a whole; None for others."""
    with image.open("rb") as file:
        header = file.read(26)
    if header[:8] == b"\x89PNG\r\n\x1a\n" and len(header) >= 24:
        width, height = struct.unpack(">II", header[16:24])
        return width, height
    if header[:2] == b"BM" and len(header) == 26 and header[14] >= 40:
        width, height = struct.unpack("<ii", header[18:26])
        return width, abs(height)  # negative: stored from the top
    return None


def decode_image(image: Path) -> "VideoFrame | None":
    """The decoded picture; None if it is damaged."""
    import av

    from core.video.container import open_container

    try:
        with open_container(image) as container:
            return next(container.decode(video=0), None)
    except (av.FFmpegError, BadInput):
        return None


class ImageSequence:
    """The pictures of a folder or pattern as frames."""

    def __init__(self, info: VideoInfo) -> None:
        from core.video.display import PictureDisplay

        self._images = list_images(info.path)
        if len(self._images) != len(info):
            raise BadInput(f"The pictures in {info.path} have changed since it was opened. Open it again.")
        self._display = PictureDisplay(info)

    def close(self) -> None:
        """Nothing stays open between pictures."""

    def keyframe_before(self, index: int) -> int:
        """Every picture stands alone."""
        return index

    def pictures_from(
        self, start: int, *, is_needed: AskOfFrame = every_frame, is_last: AskOfFrame = no_frame
    ) -> Iterator[tuple[int, Callable[[], Image]]]:
        """Each picture that can be read from `start` on: its index, and a call that makes its RGB array.

        Those that are not needed are left out; one that `is_last` ends it.
        """
        for index in filter(is_needed, range(start, len(self._images))):
            frame = decode_image(self._images[index])
            if frame is not None and not frame.is_corrupt:
                yield index, partial(self._display.to_rgb, frame)
            if is_last(index):
                return
