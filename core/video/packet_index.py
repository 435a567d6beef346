"""The list of a file's frames, made by reading every packet once: when each is shown and how to find it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from core.errors import BadInput
from core.video.container import VideoPacket, demux, find_video_stream, open_container
from core.video.display import read_mirroring, read_rotation

CLOCK_RESET_S = 1.0
"""Decoding stamps that fall back by more than this come from a clock that was reset (joined recordings)."""


@dataclass(frozen=True, slots=True)
class FirstPicture:
    """What only decoding tells, read off the first sound picture."""

    number: int
    """Its packet's place in the stream."""
    width: int
    height: int
    rotation: int
    is_mirrored: bool


@dataclass(frozen=True, slots=True, eq=False)
class PacketIndex:
    """Where each displayed frame is in the file."""

    stamps: NDArray[np.int64]
    """(T,) what the decoder puts on each frame: its `pts`, or the packet's number in a file without times."""
    times: NDArray[np.float64]
    """(T,) seconds from the first frame, strictly increasing."""
    keyframes: NDArray[np.int64]
    """(K,) indices of the frames that decoding can start from, increasing; the first is always 0."""
    has_file_times: bool
    """Whether stamps are the file's own, so that the container can seek to them."""
    tick_s: float
    """Seconds that times are rounded to; 0 where they are made from the rate."""
    last_duration_s: float | None
    first: FirstPicture
    cut_off_frames: int = 0
    """How many more frames the file lists beyond its end."""

    def keyframe_before(self, index: int) -> int:
        """The latest frame at or before `index` that decoding can start from."""
        return int(self.keyframes[np.searchsorted(self.keyframes, index, side="right") - 1])


@dataclass(frozen=True, slots=True)
class PacketTimes:
    """What one packet says without being decoded."""

    number: int
    """The place among all packets of the stream, which is what an unnumbered file is seeked by."""
    pts: int | None
    dts: int | None
    duration: int
    is_keyframe: bool
    is_discard: bool
    is_corrupt: bool


def index_packets(path: Path) -> PacketIndex:
    """The file's index; made once as long as the file does not change."""
    stat = path.stat()
    return _index_packets(path.absolute(), stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=8)
def _index_packets(path: Path, size: int, mtime_ns: int) -> PacketIndex:  # noqa: ARG001, it tells files apart
    with open_container(path) as container:
        stream = find_video_stream(container, path)
        packets = list_packets(demux(container, stream))
        tick = stream.time_base or Fraction(1, 90_000)
        rate = stream.average_rate or stream.guessed_rate or Fraction(25)
        may_reorder = bool(stream.codec_context.has_b_frames)
        if may_reorder and container.format.name == "avi":
            # AVI has no presentation times: libav guesses them, wrongly where frames are reordered.
            packets = [replace(p, pts=None) for p in packets]
        cut_off = sum(entry.pos + entry.size > size for entry in stream.index_entries)
    first = read_first_picture(path)
    if has_usable_times(packets, tick):
        return replace(index_by_pts(packets, first, tick), cut_off_frames=cut_off)
    order = decode_order(path) if may_reorder else [p.number for p in packets if not p.is_discard]
    by_number = {p.number: p for p in packets}
    shown = [by_number[number] for number in order[order.index(first.number) :]]
    return replace(index_by_number(shown, first, tick, rate), cut_off_frames=cut_off)


def list_packets(packets: Iterator[VideoPacket]) -> list[PacketTimes]:
    """Every whole packet in decoding order; those cut off by the end of the file are not in it."""
    listed = [
        PacketTimes(n, p.pts, p.dts, p.duration or 0, p.is_keyframe, p.is_discard, p.is_corrupt)
        for n, p in enumerate(packets)
        if p.size
    ]
    while listed and listed[-1].is_corrupt:
        listed.pop()
    return listed


def has_usable_times(packets: list[PacketTimes], tick: Fraction) -> bool:
    """Whether every shown packet has a time of its own and the clock was never reset."""
    pts = [p.pts for p in packets if not p.is_discard]
    if None in pts or len(set(pts)) < len(pts):
        return False
    dts = np.array([p.dts for p in packets if p.dts is not None], np.int64)
    return not np.any(np.diff(dts) * float(tick) < -CLOCK_RESET_S)


def index_by_pts(packets: list[PacketTimes], first: FirstPicture, tick: Fraction) -> PacketIndex:
    """The ordinary case. Frames before the first that can be decoded (a cut inside a group) are not shown."""
    start = next(p.pts for p in packets if p.number == first.number)
    shown = {p.pts: p for p in packets if not p.is_discard and p.pts is not None and p.pts >= (start or 0)}
    stamps = np.array(sorted(shown), np.int64)
    times = (stamps - stamps[0]).astype(np.float64) * tick.numerator / tick.denominator
    last = shown[int(stamps[-1])].duration
    return PacketIndex(
        stamps=stamps,
        times=times,
        keyframes=keyframe_indices([shown[int(stamp)] for stamp in stamps]),
        has_file_times=True,
        tick_s=float(tick),
        last_duration_s=float(last * tick) if last else None,
        first=first,
    )


def index_by_number(
    shown: list[PacketTimes], first: FirstPicture, tick: Fraction, rate: Fraction
) -> PacketIndex:
    """For raw streams, AVI and joined recordings: frames are known by their packet's number."""
    ticks = display_ticks(shown, float(1 / (rate * tick)))
    if ticks is None:
        times, tick_s = np.arange(len(shown), dtype=np.float64) * float(1 / rate), 0.0
    else:
        times, tick_s = (ticks - ticks[0]) * float(tick), float(tick)
    return PacketIndex(
        stamps=np.array([p.number for p in shown], np.int64),
        times=times,
        keyframes=keyframe_indices(shown),
        has_file_times=False,
        tick_s=tick_s,
        last_duration_s=None,
        first=first,
    )


def display_ticks(shown: list[PacketTimes], frame_ticks: float) -> NDArray[np.float64] | None:
    """(T,) ticks in display order from what the packets do state; None where the nominal rate says it better.

    A time is believable if it is after all before it. Where most of these are one nominal step
    (`frame_ticks`) apart, the others are slips of the multiplexer; else they are put evenly between. Without
    any, the k-th shown frame has the k-th decoding time, which is exact but for a constant.
    """
    pts = np.array([-np.inf if p.pts is None else p.pts for p in shown])
    latest_before = np.concatenate([[-np.inf], np.maximum.accumulate(pts)[:-1]])
    believable = np.flatnonzero(pts > latest_before)
    if len(believable) == len(shown):
        return pts
    if len(believable) > len(shown) // 2:
        is_nominal = np.isclose(np.diff(pts[believable]), frame_ticks, rtol=0.02)
        return None if is_nominal.mean() > 0.8 else fill_between(pts[believable], believable, len(shown))
    if any(p.dts is None for p in shown):
        return None
    ticks = np.sort(np.array([p.dts for p in shown], np.float64))
    return ticks if np.all(np.diff(ticks) > 0) else None


def fill_between(ticks: NDArray[np.float64], known: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """(count,) ticks from those at the `known` indices; outside of these they go on by the median step."""
    step = float(np.median(np.diff(ticks) / np.diff(known))) if len(known) > 1 else 1.0
    indices = np.arange(count)
    filled = np.interp(indices, known, ticks)
    outside = indices - np.clip(indices, known[0], known[-1])
    return np.asarray(filled + outside * step, np.float64)


def keyframe_indices(shown: list[PacketTimes]) -> NDArray[np.int64]:
    """(K,) display indices of the key frames; the first frame counts as one, for there is none before it."""
    return np.array([i for i, p in enumerate(shown) if p.is_keyframe or i == 0], np.int64)


def read_first_picture(path: Path) -> FirstPicture:
    """What the first sound picture says; raises `BadInput` where there is none."""
    picture = next(numbered_pictures(path), None)
    if picture is None or picture.pts is None:
        raise BadInput(
            f"{path} holds no picture that can be decoded: it is empty or damaged. Convert it again."
        )
    return FirstPicture(
        number=picture.pts,
        width=picture.width,
        height=picture.height,
        rotation=read_rotation(picture),
        is_mirrored=read_mirroring(picture),
    )


def decode_order(path: Path) -> list[int]:
    """Packet numbers in display order. Decodes everything: without times only the decoder knows the order."""
    return list(dict.fromkeys(picture.pts for picture in numbered_pictures(path) if picture.pts is not None))


def numbered_pictures(path: Path) -> Iterator[VideoFrame]:
    """Sound pictures in display order, each with its packet's number as `pts`."""
    with open_container(path) as container:
        stream = find_video_stream(container, path)
        for number, packet in enumerate(demux(container, stream)):
            if packet.size:
                packet.pts = number
            try:
                pictures = packet.decode()
            except av.FFmpegError:
                continue
            yield from (picture for picture in pictures if not picture.is_corrupt)
