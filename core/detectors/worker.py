"""The process that detects: it reads the video itself and sends rows home, never frames.

A process, since mediapipe holds the interpreter's lock for long enough to make a window stutter, and
since a crash in its C++ must not take the program along. Inside it three threads share the work:

    reading thread --8 frames--> main thread: detect --rows--> sending thread --pipe--> parent

The sending thread may run ahead without limit (a row is below 1 kB), so a parent that is busy lifting
never holds up the detector.

Frames of 4K are not halved first: networks see small crops, which they scale themselves. Halving saved
BlazePose 4 % of its processor time (46.4 of 47.7 ms a frame were left, 3.4 of them for the halving), none of
the decoding, and takes detail from people far away.
"""

import faulthandler
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue, SimpleQueue

from core.detectors.colours import body_colours
from core.detectors.endings import WorkerGone
from core.detectors.records import Detection
from core.detectors.rows import LOST, PASSED_OVER, frame_to_rows, unseen_rows
from core.detectors.table import Detector, DetectorEntry, DetectsMany
from core.errors import NotInstalled, ReliefError
from core.video.records import Frame, VideoInfo

Reader = Callable[[VideoInfo, int, int], Iterator[Frame]]
"""Frames `start` to `stop` of a video in order, those left out that cannot be decoded."""

_FRAMES_AHEAD = 8
"""Enough to ride out a slow key frame; at 4K they are 200 MB."""
_MOST_BYTES = 400_000_000
"""Of all frames that are held at once, read ahead or in a batch: at 4K 16, at 8K 4."""
_SEND_EVERY_S = 0.1


@dataclass(frozen=True)
class Assignment:
    """What the worker is to do."""

    info: VideoInfo
    entry: DetectorEntry
    warm_up_from: int
    """The first frame to look at; rows are sent from `start` on."""
    start: int
    stop: int
    reader: Reader
    passed_over: frozenset[int] = frozenset()
    """Frames not to look at."""

    def frames_held(self, wanted: int) -> int:
        """As many of the frames wanted as half the memory is enough for, and one at least."""
        return max(1, min(wanted, _MOST_BYTES // 2 // (3 * self.info.width * self.info.height)))


@dataclass(frozen=True)
class Failed:
    """The last message where an exception ended the work."""

    error: ReliefError | None
    """To be raised as it is, where a person can act on it."""
    text: str
    """The traceback, or how another process ended."""


Message = bytes | Failed
"""bytes: rows of whole frames. The row of the clip's last frame ends a work well done."""

Outbox = SimpleQueue[Message | None]
"""None: nothing follows."""


def read_video(info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
    """`core.video.read_frames`, imported only when needed: it brings PyAV along."""
    from core.video import read_frames

    return iter(read_frames(info, start, stop))


def run_worker(assignment: Assignment, pipe: Connection, log: Path) -> None:
    """What the process runs: detect, send, and leave. Everything printed goes to the file `log`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which ends us
    _print_to(log)
    threading.Thread(target=_leave_with_parent, args=(log, assignment.reader), daemon=True).start()
    outbox: Outbox = SimpleQueue()
    sender = threading.Thread(target=_send, args=(outbox, pipe), daemon=True)
    sender.start()
    try:
        _detect(assignment, outbox)
    except WorkerGone as gone:  # a process that the detector has of its own
        outbox.put(Failed(None, str(gone)))
    except Exception as error:  # the outer edge of this process: the parent decides what it means
        outbox.put(Failed(error if isinstance(error, ReliefError) else None, traceback.format_exc()))
    outbox.put(None)
    sender.join()


def _detect(assignment: Assignment, outbox: Outbox) -> None:
    frames = _read_ahead(assignment)  # begins to read while the detector loads
    detector = _load(assignment.entry)
    keypoints = len(assignment.entry.skeleton)
    expected = assignment.start
    for frame, people in _look_at(frames, detector, assignment):
        if frame.index < assignment.start:
            continue
        _put_unseen(outbox, assignment, expected, frame.index)
        outbox.put(frame_to_rows(frame.index, _coloured(people, frame, assignment), keypoints).tobytes())
        expected = frame.index + 1
    _put_unseen(outbox, assignment, expected, assignment.stop)
    detector.close()


def _look_at(
    frames: Iterator[Frame], detector: Detector, assignment: Assignment
) -> Iterator[tuple[Frame, list[Detection]]]:
    """Each frame in order and everybody in it; several at once where the detector is quicker so."""
    if not isinstance(detector, DetectsMany):
        for frame in frames:
            yield frame, detector.detect(frame)
        return
    count = assignment.frames_held(detector.frames_at_once)
    while batch := list(islice(frames, count)):
        yield from zip(batch, detector.detect_many(batch), strict=True)


def _put_unseen(outbox: Outbox, assignment: Assignment, start: int, stop: int) -> None:
    """The rows of frames that did not come: passed over, or lost."""
    for frame in range(start, stop):
        why = PASSED_OVER if frame in assignment.passed_over else LOST
        outbox.put(unseen_rows(frame, why, len(assignment.entry.skeleton)).tobytes())


def _coloured(people: list[Detection], frame: Frame, assignment: Assignment) -> list[Detection]:
    """Everybody with what they wear, which nobody can see any more once the frame is gone."""
    skeleton = assignment.entry.skeleton
    return [
        replace(one, colours=body_colours(frame.image, one.points, one.confidence, skeleton))
        for one in people
    ]


def _load(entry: DetectorEntry) -> Detector:
    try:
        return entry.load()
    except ImportError as error:
        raise NotInstalled(f"The detector {entry.name} cannot be loaded: {error}.") from error


def _read_ahead(assignment: Assignment) -> Iterator[Frame]:
    """The frames to look at in order, decoded by a thread of its own that is a few frames ahead."""
    ahead: Queue[Frame | BaseException | None] = Queue(assignment.frames_held(_FRAMES_AHEAD))

    def read() -> None:
        try:
            for frame in assignment.reader(assignment.info, assignment.warm_up_from, assignment.stop):
                if frame.index not in assignment.passed_over:
                    ahead.put(frame)
            ahead.put(None)
        except BaseException as error:  # whatever it is, it belongs to the thread that waits
            ahead.put(error)

    threading.Thread(target=read, daemon=True).start()

    def frames() -> Iterator[Frame]:
        while (item := ahead.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    return frames()


def _send(outbox: Outbox, pipe: Connection) -> None:
    """Send what lies in the outbox, all rows as one message, ten times a second until there is None."""
    messages: list[Message | None] = []
    with suppress(OSError):  # the parent has gone: we are about to be ended
        while None not in messages:
            time.sleep(_SEND_EVERY_S)
            messages = [outbox.get() for _ in range(outbox.qsize())]
            if rows := [message for message in messages if isinstance(message, bytes)]:
                pipe.send(b"".join(rows))
            for message in messages:
                if isinstance(message, Failed):
                    pipe.send(message)
    pipe.close()


def _leave_with_parent(log: Path, reader: Reader) -> None:
    """End this process at once when its parent ends, however that happens, and take the log along.

    A reader that leaves files behind takes them away in a method `discard`.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        with suppress(OSError):
            log.unlink()
        if discard := getattr(reader, "discard", None):
            discard()
        os._exit(1)


def _print_to(log: Path) -> None:
    """Let stdout and stderr, of C++ too, go to a file; a crash leaves its stack there."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(file, stream)
    faulthandler.enable(file=2, all_threads=False)
