"""Reading frames: in order, or any one by its index."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from types import TracebackType
from typing import Protocol, Self

from core.errors import BadInput
from core.jobs import JobStopped
from core.video.image_sequence import ImageSequence, is_image_sequence
from core.video.records import AskOfFrame, Frame, Image, VideoInfo

CACHE_BYTES = 256 * 2**20
"""About forty frames of 1080p: enough to step back over a second without decoding again."""

FEW_FRAMES = 16
"""Steps of up to this many frames are taken for playing or stepping, longer ones for jumps."""

SOON_THERE = 60
"""Frames from the key frame up to which decoding begins anew rather than reads on: what a decoder reads ahead
is some three frames' work, a tenth of such a jump; of longer ones it is too little to give up the way."""


class PictureSource(Protocol):
    """A video file or a series of pictures."""

    def pictures_from(
        self, start: int, *, is_needed: AskOfFrame = ..., is_last: AskOfFrame = ...
    ) -> Iterator[tuple[int, Callable[[], Image]]]:
        """Each sound frame from `start` on: its index, and a call that makes its RGB picture.

        Of those that are not needed some may be left out. Where one is the last, it is had sooner, and
        what is stored behind it is left out.
        """

    def keyframe_before(self, index: int) -> int:
        """The latest frame at or before `index` that decoding can start from."""

    def close(self) -> None:
        """Let go of the file."""


def open_source(info: VideoInfo) -> PictureSource:
    """What the video's pictures come from; raises `BadInput` if it has changed since it was probed."""
    if is_image_sequence(info.path):
        return ImageSequence(info)
    from core.video.decoding import VideoFile

    return VideoFile(info)


def read_frames(info: VideoInfo, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
    """The frames `start` to `stop - 1` in order, one in memory at a time.

    A frame that cannot be decoded is left out and reading goes on behind it: the indices tell which are
    missing. Raises `BadInput` if the file has changed since it was probed.
    """
    stop = len(info) if stop is None else stop
    if not 0 <= start <= stop <= len(info):
        raise ValueError(f"frames {start} to {stop} of a video of {len(info)}")
    return _read_range(info, start, stop)


def _read_range(info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
    if start == stop:
        return
    source = open_source(info)
    try:
        for index, make_image in source.pictures_from(start):
            if index >= stop:
                return
            yield Frame(index, float(info.times[index]), make_image())
            if index == stop - 1:
                return
    finally:
        source.close()


class FrameReader:
    """Any frame by its index, quick for stepping, playing and scrubbing. For one thread at a time.

    Frames that were read lately stay in memory, up to `cache_bytes`. They are shared: do not draw into them.
    """

    def __init__(self, info: VideoInfo, *, cache_bytes: int = CACHE_BYTES) -> None:
        self._info = info
        self._source = open_source(info)
        self._cache = FrameCache(cache_bytes, info.width * info.height * 3)
        self._nearby = max(1, min(FEW_FRAMES, cache_bytes // (2 * info.width * info.height * 3)))
        self._pictures: Iterator[tuple[int, Callable[[], Image]]] | None = None
        self._following = 0
        """The first index that `_pictures` has not passed yet."""
        self._kept_from = 0
        """Frames before it are on the way only: no picture is made of them, and they may be left out."""
        self._jump_to: int | None = None
        """The frame of a far jump, behind which nothing is decoded: it is soon there, and the rest lost."""
        self._is_ended = False
        """Whether the decoder was told that nothing follows."""
        self._latest = 0
        """The index that was asked for last."""
        self._lost: set[int] = set()

    def frame(
        self, index: int, *, is_wanted: Callable[[], bool] = lambda: True, is_alone: bool = False
    ) -> Frame:
        """Frame `index`; raises `BadInput` if it cannot be decoded, `IndexError` beyond the video.

        A far jump decodes what others refer to since the last key frame. Asked between any two of those,
        `is_wanted` may end that with `JobStopped`; what was decoded is not in vain if the next frame lies
        ahead. A jump to a frame that is wanted alone is quicker, and the step on from it slower.
        """
        if not 0 <= index < len(self._info):
            raise IndexError(f"frame {index} of a video of {len(self._info)}")
        frame = self._cache.get(index)
        if frame is None and index not in self._lost:
            frame = self._decode(index, is_wanted, is_alone=is_alone)
        self._latest = index
        if frame is None:
            raise BadInput(
                f"Frame {index} of {self._info.path} is damaged and cannot be shown. Choose another."
            )
        return frame

    def close(self) -> None:
        """Let go of the file and of all frames."""
        self._pictures = None
        self._cache = FrameCache(0)
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _decode(self, index: int, is_wanted: Callable[[], bool], *, is_alone: bool) -> Frame | None:
        may_be_left_out = False
        if self._pictures is None or not self._is_ahead(index):
            self._restart(index, is_alone=is_alone)
        else:
            may_be_left_out = index < self._kept_from
            self._kept_from, self._jump_to = index, None
        frame = self._find(index, is_wanted)
        if frame is None and (may_be_left_out or self._is_ended):
            self._restart(index, is_alone=False)
            frame = self._find(index, is_wanted)
        if frame is None:
            self._lost.add(index)
        return frame

    def _find(self, index: int, is_wanted: Callable[[], bool]) -> Frame | None:
        """Decode on up to frame `index`; None if what comes is already beyond it."""
        for found, make_image in self._pictures or ():
            self._following = found + 1
            if found < index and not is_wanted():
                raise JobStopped
            if found >= self._kept_from and found > index - self._nearby:
                make_frame = partial(self._make_frame, found, make_image)
                self._cache.add(found, make_frame)
                if found == index:
                    return self._cache.get(index) or make_frame()  # where not even one has room
            if found > index:
                break
        return None

    def _make_frame(self, index: int, make_image: Callable[[], Image]) -> Frame:
        return Frame(index, float(self._info.times[index]), make_image())

    def _is_ahead(self, index: int) -> bool:
        """Whether decoding on reaches `index` at least as soon as a seek would."""
        if index < self._following or self._is_ended:
            return False
        return self._source.keyframe_before(index) <= self._following or index - self._following < FEW_FRAMES

    def _restart(self, index: int, *, is_alone: bool) -> None:
        """Decode from `index` on; when stepping back from so far before it that further steps are cached."""
        start = index
        if 0 < self._latest - index <= FEW_FRAMES:
            start = max(self._source.keyframe_before(index), index - self._nearby + 1)
        self._pictures = None  # the old iterator lets go of the file before the new one moves in it
        # From the key frame on, as decoding has to begin there anyhow: so it can be ended in between.
        first = self._source.keyframe_before(start)
        self._following, self._kept_from, self._is_ended = first, start, False
        is_jump = abs(index - self._latest) > FEW_FRAMES and index - first < SOON_THERE
        self._jump_to = index if is_alone and is_jump else None
        self._pictures = self._source.pictures_from(
            first, is_needed=lambda i: i >= self._kept_from, is_last=self._end_at_jump
        )

    def _end_at_jump(self, index: int) -> bool:
        self._is_ended = self._is_ended or index == self._jump_to
        return index == self._jump_to


class FrameCache:
    """The frames used last, never more than `limit` bytes of them; each made when it is first asked for.

    What was not asked for stays as it came from the decoder, which is smaller than RGB: most of what is
    decoded on a step back is never looked at.
    """

    def __init__(self, limit: int, frame_bytes: int = 0) -> None:
        self._limit = limit
        self._frame_bytes = frame_bytes
        self._frames: OrderedDict[int, Frame | Callable[[], Frame]] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes of all pictures in it, at most."""
        return len(self._frames) * self._frame_bytes

    def get(self, index: int) -> Frame | None:
        """The frame if it is here."""
        found = self._frames.get(index)
        if found is None:
            return None
        self._frames[index] = frame = found if isinstance(found, Frame) else found()
        self._frames.move_to_end(index)
        return frame

    def add(self, index: int, make: Callable[[], Frame]) -> None:
        """Keep a frame, and drop those that were not used for longest."""
        self._frames.setdefault(index, make)
        while self.size > self._limit:
            self._frames.popitem(last=False)
