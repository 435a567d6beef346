"""Opening a video file with libav: only what can be read and fits in memory gets past here.

Importing this module loads `av` (0.1 to 0.2 s), so the public functions import it when they are called.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias, cast

import av
import av.logging
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Disposition
from av.video.stream import VideoStream

from core.errors import BadInput

VideoPacket: TypeAlias = "Packet[VideoStream]"

MAX_SIDE = 16384
MAX_PIXELS = 100_000_000
"""A decoder holds some ten pictures: beyond this size they would fill the memory of an ordinary computer."""

TEXT_ART_CODECS = frozenset({"ansi", "bintext", "idf", "xbin"})
"""libav "plays" text files as pictures of a terminal."""

# Damage is told by which frames are missing; libav's own lines on it would flood the terminal.
av.logging.set_level(None)
av.logging.set_libav_level(av.logging.PANIC)


def open_container(path: Path) -> InputContainer:
    """The opened file; raises `BadInput` where it is missing, empty or no video."""
    check_file(path)
    try:
        # A playlist may point to the network, hence the whitelist; `%` in a picture's name is no pattern;
        # broken titles (metadata) do not matter.
        return av.open(
            str(path.absolute()),
            options={"max_pixels": str(MAX_PIXELS), "protocol_whitelist": "file", "pattern_type": "none"},
            metadata_errors="ignore",
        )
    except av.error.PermissionError as error:
        raise BadInput(f"{path} may not be read: its permissions do not allow it.") from error
    except (av.FFmpegError, OSError) as error:
        raise BadInput(
            f"{path} cannot be read as a video: it is another kind of file, or it is damaged or was cut off "
            "while recording or copying. Copy it again, or convert it to mp4."
        ) from error


def check_file(path: Path) -> None:
    """Raise `BadInput` unless the path is a file that holds something."""
    if not path.is_file():
        raise BadInput(f"{path} does not exist. Check the name and the folder.")
    if path.stat().st_size == 0:
        raise BadInput(f"{path} is empty (0 bytes). Copy or record it again.")


def find_video_stream(container: InputContainer, path: Path) -> VideoStream:
    """The first stream of moving pictures, ready to decode; all others are switched off."""
    stream = next((s for s in container.streams.video if is_moving(s)), None)
    if stream is None:
        raise BadInput(f"{path} holds no video{what_else(container)}. Choose a file with pictures.")
    context = stream.codec_context
    if context is None:
        raise BadInput(f"{path} is coded in a way that cannot be decoded here. Convert it to mp4 (H.264).")
    check_size(context.width, context.height, path)
    context.options = {"max_pixels": str(MAX_PIXELS)}
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all
    return stream


def is_moving(stream: VideoStream) -> bool:
    """Whether the stream is a video rather than the cover of a song or a text file."""
    if stream.disposition & Disposition.attached_pic:
        return False
    return stream.codec_context is None or stream.codec_context.name not in TEXT_ART_CODECS


def what_else(container: InputContainer) -> str:
    """A hint at what the file holds instead of pictures."""
    return ", only sound" if container.streams.audio else ""


def check_size(width: int, height: int, path: Path) -> None:
    """Raise `BadInput` for pictures without an area, or too big to be decoded safely."""
    if width <= 0 or height <= 0:
        raise BadInput(
            f"{path} states no picture size ({width} × {height}): it is damaged. Convert it again."
        )
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        raise BadInput(
            f"{path} has pictures of {width} × {height}; at most {MAX_SIDE} on a side and "
            f"{MAX_PIXELS // 1_000_000} megapixels are read. Make it smaller first."
        )


def demux(container: InputContainer, stream: VideoStream) -> Iterator[VideoPacket]:
    """The stream's packets; a file that was cut off simply ends, as if it had been finished there.

    The last packet is empty and flushes the decoder.
    """
    try:
        yield from container.demux(stream)
    except av.FFmpegError:
        yield flushing_packet(stream)


def flushing_packet(stream: VideoStream) -> VideoPacket:
    """An empty packet, which makes the decoder hand out all that it holds."""
    packet = cast("VideoPacket", Packet())
    packet.stream = stream
    return packet
