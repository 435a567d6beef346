"""Decoding a video file from any frame on, frame-exactly."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from core.errors import BadInput
from core.video.container import VideoPacket, demux, find_video_stream, flushing_packet, open_container
from core.video.display import PictureDisplay
from core.video.packet_index import index_packets
from core.video.records import AskOfFrame, Image, VideoInfo, every_frame, no_frame

SEEK_BACK_S = (0, 1, 3, 8)
"""Containers may land after the frame that was asked for; then it is asked for this much earlier."""


NO_STAMP = -(2**63)

LEAVES_OUT_EXACTLY = frozenset({"h264", "mpeg2video", "mpeg4"})
"""Codecs whose pictures marked as no reference are never referred to. (In HEVC they may be, by pictures of
higher temporal layers, and AV1's decoder cannot change its mind on the way.)"""


class VideoFile:
    """The frames of one video file, in order from anywhere. For one thread at a time."""

    def __init__(self, info: VideoInfo) -> None:
        self._path = info.path
        self._index = index_packets(info.path)
        if len(self._index.stamps) != len(info):
            raise BadInput(f"{info.path} has changed since it was opened. Open it again.")
        self._index_of = {int(stamp): i for i, stamp in enumerate(self._index.stamps)}
        self._display = PictureDisplay(info)
        self._is_damaged = False
        self._is_needed: AskOfFrame = every_frame
        self._is_last: AskOfFrame = no_frame
        self._container: InputContainer | None = None
        self._stream: VideoStream | None = None

    def close(self) -> None:
        """Close the file; it opens itself again when asked for a picture."""
        if self._container is not None:
            self._container.close()
        self._container = self._stream = None

    def keyframe_before(self, index: int) -> int:
        """The latest frame at or before `index` that decoding can start from."""
        return self._index.keyframe_before(index)

    def pictures_from(
        self, start: int, *, is_needed: AskOfFrame = every_frame, is_last: AskOfFrame = no_frame
    ) -> Iterator[tuple[int, Callable[[], Image]]]:
        """Each sound frame from `start` on: its index, and a call that makes its RGB picture.

        Frames that are not needed are left out if no other refers to them: in an H.264 clip that can be half
        of the work. Decoders read on before they hand out a frame; one that `is_last` comes without that
        wait, and nothing that the file holds behind it does.
        """
        self._is_needed, self._is_last = is_needed, is_last
        for index, frame in self._sound_frames(start):
            yield index, partial(self._display.to_rgb, frame)

    def _sound_frames(self, start: int) -> Iterator[tuple[int, VideoFrame]]:
        """Decode with all cores until the first damage, then go on with one.

        With several threads an error is reported late and takes sound neighbours along.
        """
        following = start
        if not self._is_damaged:
            try:
                for index, frame in self._indexed_frames(start):
                    yield index, frame
                    following = index + 1
                return
            except av.FFmpegError:
                self._is_damaged = True
                self.close()
        yield from self._indexed_frames(following)

    def _indexed_frames(self, start: int) -> Iterator[tuple[int, VideoFrame]]:
        following = start
        for frame in self._frames_near(start):
            index = self._index_of.get(stamp_of(frame), -1)
            if index >= following and not frame.is_corrupt:
                yield index, frame
                following = index + 1

    def _frames_near(self, start: int) -> Iterator[VideoFrame]:
        """Decoded frames in display order, beginning at or somewhat before `start`."""
        keyframe = self._index.keyframe_before(start)
        if keyframe == 0:
            return self._frames_from_beginning()
        if not self._index.has_file_times:
            return self._frames_from_number(int(self._index.stamps[keyframe]))
        return self._frames_after_seek(keyframe, start) or self._frames_from_beginning()

    def _frames_after_seek(self, keyframe: int, start: int) -> Iterator[VideoFrame] | None:
        """Seek, and believe it only if what comes out begins at or before `start`; None if it never does.

        In a damaged file the frame itself may be what is missing: there a good landing is enough.
        """
        wanted = int(self._index.stamps[start])
        for back_s in SEEK_BACK_S:
            frames = self._frames_from_seek(
                int(self._index.stamps[keyframe] - back_s / self._index.tick_s), wanted
            )
            first = next(frames, None)
            if first is not None and (self._is_damaged or stamp_of(first) <= wanted):
                return chain([first], frames)
        return None

    def _frames_from_seek(self, target: int, wanted: int) -> Iterator[VideoFrame]:
        """Frames from the first key frame after seeking to `target`; nothing if that is beyond `wanted`."""
        container, stream = self._opened()
        try:
            container.seek(target, stream=stream)
        except av.FFmpegError:
            return
        packets = demux(container, stream)
        landing = next((packet for packet in packets if packet.is_keyframe and packet.size), None)
        if landing is None or landing.pts is None or landing.pts > wanted:
            return
        # Frames shown before their key frame may come out broken, but they are also before `wanted`.
        yield from self._decode(chain([landing], packets))

    def _frames_from_number(self, keyframe_number: int) -> Iterator[VideoFrame]:
        """Files without times cannot be seeked: skip the packets before the key frame undecoded."""
        packets = enumerate(self._packets_from_beginning())
        return self._decode(
            packet for number, packet in packets if number >= keyframe_number or not packet.size
        )

    def _frames_from_beginning(self) -> Iterator[VideoFrame]:
        return self._decode(self._packets_from_beginning())

    def _packets_from_beginning(self) -> Iterator[VideoPacket]:
        self.close()
        container, stream = self._opened()
        for number, packet in enumerate(demux(container, stream)):
            if packet.size and not self._index.has_file_times:
                packet.pts = number
            yield packet

    def _decode(self, packets: Iterator[VideoPacket]) -> Iterator[VideoFrame]:
        for packet in end_behind(packets, self._is_last_packet):
            self._choose_effort(packet)
            try:
                yield from packet.decode()
            except av.FFmpegError:
                if not self._is_damaged:
                    raise

    def _choose_effort(self, packet: VideoPacket) -> None:
        """Decode the packet only if it is needed, or others refer to it."""
        _, stream = self._opened()
        context = stream.codec_context
        if context.name in LEAVES_OUT_EXACTLY:
            index = None if packet.pts is None else self._index_of.get(packet.pts)
            is_needed = index is None or self._is_needed(index)
            context.skip_frame = "DEFAULT" if is_needed else "NONREF"

    def _is_last_packet(self, packet: VideoPacket) -> bool:
        index = None if packet.pts is None else self._index_of.get(packet.pts)
        return index is not None and self._is_last(index)

    def _opened(self) -> tuple[InputContainer, VideoStream]:
        if self._container is None or self._stream is None:
            self._container = open_container(self._path)
            self._stream = find_video_stream(self._container, self._path)
            if self._is_damaged:
                self._stream.thread_count = 1
            else:
                self._stream.thread_type = "AUTO"
        return self._container, self._stream


def end_behind(
    packets: Iterator[VideoPacket], is_last: Callable[[VideoPacket], bool]
) -> Iterator[VideoPacket]:
    """The packets up to the last one, and one more: it may hold the second half of an interlaced frame."""
    for packet in packets:
        yield packet
        if is_last(packet):
            yield from islice(packets, 1)
            yield flushing_packet(packet.stream)
            return


def stamp_of(frame: VideoFrame) -> int:
    """The frame's `pts`; without one it is before all others and never one we know."""
    return NO_STAMP if frame.pts is None else frame.pts
