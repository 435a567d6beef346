"""H.264 in MP4 with the true time of every picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.files import cannot_write, path_aside
from core.render.records import Canvas

if TYPE_CHECKING:
    import av
    from av.container import OutputContainer
    from av.video.stream import VideoStream

TICKS_PER_SECOND = 240_000
"""Whole ticks for a frame at 24, 25, 30, 50, 60, 120 and their NTSC relatives: 1001/30000 s are 8008."""
_QUALITY = {"crf": "18", "preset": "superfast", "bf": "0"}
"""Without frames predicted backwards: a container then keeps how long the last picture is shown."""
_BT_709, _LIMITED_RANGE = 1, 1


class Mp4Writer:
    """Pictures go in one at a time, each with its time; nothing is kept but what the encoder needs."""

    def __init__(self, container: "OutputContainer", width: int, height: int, rate: Fraction) -> None:
        self._container = container
        stream: VideoStream = container.add_stream("libx264", rate=rate, options=dict(_QUALITY))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS_PER_SECOND)
        context = stream.codec_context
        context.colorspace = context.color_primaries = context.color_trc = _BT_709
        context.color_range = _LIMITED_RANGE
        self._stream = stream
        self._durations: dict[int, int] = {}

    def add(self, picture: Canvas, time_s: float, duration_s: float) -> None:
        """A picture at a time from the film's start, later than all before it."""
        import av

        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709")
        frame.pts, frame.time_base = round(time_s * TICKS_PER_SECOND), Fraction(1, TICKS_PER_SECOND)
        self._durations[frame.pts] = max(1, round(duration_s * TICKS_PER_SECOND))
        self._write(frame)

    def finish(self) -> None:
        """Write what the encoder still holds."""
        self._write(None)

    def _write(self, frame: "av.VideoFrame | None") -> None:
        for packet in self._stream.encode(frame):
            packet.duration = self._durations.pop(packet.pts or 0, 1)
            self._container.mux(packet)


@contextmanager
def write_mp4(path: Path, width: int, height: int, rate: Fraction) -> Iterator[Mp4Writer]:
    """A film that takes the place of `path` once the block succeeds; `CannotWrite` where the disk fails."""
    import av

    with path_aside(path) as aside:
        aside.touch()  # says in the system's own words if that cannot be
        try:
            with av.open(str(aside), "w", format="mp4", options={"movflags": "+faststart"}) as container:
                writer = Mp4Writer(container, width, height, rate)
                yield writer
                writer.finish()
        except av.FFmpegError as error:
            if str(aside) in (error.filename, ""):
                raise cannot_write(path, OSError(error.errno, error.strerror)) from error
            raise
