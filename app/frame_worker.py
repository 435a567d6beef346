"""One thread that turns frames of a video into pictures of the size they are shown at. Without Qt."""

import atexit
import logging
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput, ReliefError
from core.jobs import JobStopped
from core.video import FrameReader, VideoInfo
from core.video.records import Image

READY_BYTES = 96 * 2**20
"""Finished pictures that are kept: some forty of a window's usual size, three of a whole 4K frame."""
LAST_WAIT_S = 3.0
"""How long the end of the program waits for a frame that is being decoded."""

_log = logging.getLogger(__name__)
_running: "weakref.WeakSet[PictureWorker]" = weakref.WeakSet()


@dataclass(frozen=True, slots=True)
class Look:
    """How pictures are made ready."""

    width: int = 0
    height: int = 0
    """Pixels of the screen; 0 keeps the video's own size."""
    gamma: float = 1.0
    """Values become value ** (1 / gamma): above 1 lifts the shadows of a dark clip."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One frame, ready to be shown."""

    index: int
    look: Look
    image: Image | None
    """(height, width, 3) RGB, shared: not to be drawn into. None if the frame is damaged."""


class PictureWorker:
    """Makes the pictures that were asked for last, the most wanted first, in a thread of its own.

    Every method may be called from any thread and returns at once.
    """

    def __init__(self, info: VideoInfo) -> None:
        self._info = info
        self._changed = threading.Condition()
        self._wishes: tuple[int, ...] = ()
        self._look = Look()
        self._ready: OrderedDict[int, Picture] = OrderedDict()
        self._latest: Picture | None = None
        self._is_stopped = False
        self._error: str | None = None
        _running.add(self)
        self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)
        self._thread.start()

    @property
    def error(self) -> str | None:
        """Why there are no pictures at all, in a sentence; None while all is well."""
        return self._error

    def want(self, indices: Sequence[int], look: Look) -> None:
        """Forget earlier wishes; make these, the first one first, and the rest as far as they fit."""
        with self._changed:
            if look != self._look:
                self._look = look
                self._ready.clear()
            self._wishes = tuple(indices[: max(1, self._room(look) - 1)])
            self._changed.notify()

    def picture(self, index: int) -> Picture | None:
        """The picture of a frame if it is finished."""
        with self._changed:
            if index in self._ready:
                self._ready.move_to_end(index)
            return self._ready.get(index)

    def latest(self) -> Picture | None:
        """The picture finished last of those that were wanted first: not one that was read ahead."""
        return self._latest

    def ready(self) -> frozenset[int]:
        """The frames whose pictures are finished."""
        with self._changed:
            return frozenset(self._ready)

    def stop(self) -> None:
        """End the thread after the frame it is decoding; it lets go of the file itself."""
        with self._changed:
            self._is_stopped = True
            self._ready.clear()
            self._changed.notify()

    def join(self, timeout_s: float) -> None:
        """Wait for the thread's end."""
        self._thread.join(timeout_s)

    def _room(self, look: Look) -> int:
        """How many pictures may be kept."""
        pixels = look.width * look.height or self._info.width * self._info.height
        return max(3, READY_BYTES // (3 * pixels))

    def _run(self) -> None:
        try:
            with FrameReader(self._info) as reader:
                while (wish := self._next_wish()) is not None:
                    index, look, is_most_wanted = wish
                    is_wanted = partial(self._is_wanted, index)
                    with suppress(JobStopped):  # a newer wish is waiting
                        is_alone = len(self._wishes) == 1
                        picture = make_picture(reader, index, look, is_wanted, is_alone=is_alone)
                        self._add(picture, is_most_wanted=is_most_wanted)
        except ReliefError as error:
            self._error = str(error)
        except Exception as error:  # the thread's outer edge
            _log.exception("no more pictures of %s", self._info.path)
            self._error = f"{self._info.path} cannot be shown ({error}). Open it again."

    def _is_wanted(self, index: int) -> bool:
        return index in self._wishes and not self._is_stopped

    def _next_wish(self) -> tuple[int, Look, bool] | None:
        """The first open wish, and whether it is the most wanted one; waits for it. None at the end."""
        with self._changed:
            while not self._is_stopped:
                for place, index in enumerate(self._wishes):
                    if index not in self._ready:
                        return index, self._look, place == 0
                self._changed.wait()
            return None

    def _add(self, picture: Picture, *, is_most_wanted: bool) -> None:
        with self._changed:
            if self._is_stopped or picture.look != self._look:
                return
            self._ready[picture.index] = picture
            if is_most_wanted:
                self._latest = picture
            surplus = len(self._ready) - self._room(picture.look)
            # What is still wanted stays: dropping it would have it made again and again.
            for index in [i for i in self._ready if i not in self._wishes][: max(0, surplus)]:
                del self._ready[index]


def make_picture(
    reader: FrameReader,
    index: int,
    look: Look,
    is_wanted: Callable[[], bool] = lambda: True,
    *,
    is_alone: bool = False,
) -> Picture:
    """Frame `index` in the size and brightness of `look`; without an image if it is damaged.

    `JobStopped` once it is no longer wanted; is_alone: see `FrameReader.frame`.
    """
    try:
        image = reader.frame(index, is_wanted=is_wanted, is_alone=is_alone).image
    except BadInput:
        return Picture(index, look, None)
    return Picture(index, look, brighten(resize(image, look.width, look.height), look.gamma))


def resize(image: Image, width: int, height: int) -> Image:
    """The picture in another size; the same array if the size is its own or 0."""
    if (width, height) in ((0, 0), (image.shape[1], image.shape[0])):
        return image
    import cv2

    # Linear interpolation sees two neighbours only: what shrinks further is first halved by averaging.
    while 2 * width <= image.shape[1] and 2 * height <= image.shape[0]:
        even = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
        halved = cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        image = np.asarray(halved, np.uint8)
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def brighten(image: Image, gamma: float) -> Image:
    """Each value v of 0 to 1 becomes v ** (1 / gamma); the same array if gamma is 1."""
    if gamma == 1:
        return image
    import cv2

    return np.asarray(cv2.LUT(image, _gamma_table(gamma)), np.uint8)


def _gamma_table(gamma: float) -> NDArray[np.uint8]:
    return np.asarray(np.rint(255 * (np.arange(256) / 255) ** (1 / gamma)), np.uint8)


@atexit.register
def _stop_all() -> None:
    """A thread inside a decoder when Python is taken down would take the program down with a crash."""
    workers = list(_running)
    for worker in workers:
        worker.stop()
    for worker in workers:
        worker.join(LAST_WAIT_S)
