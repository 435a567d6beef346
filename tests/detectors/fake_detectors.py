"""Detectors and readers that need no network and no video; the worker process imports them by name."""

import faulthandler
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np

from core.detectors import Detection, DetectorEntry
from core.errors import BadInput
from core.pose.skeleton import Skeleton
from core.video.records import Frame, VideoInfo

TWO_POINTS = Skeleton("two-points", ("left_end", "right_end"))


def made_up_video(path: Path, frames: int) -> VideoInfo:
    """A video that only the readers below can read; `path` must exist for its fingerprint."""
    path.write_bytes(b"not really a video")
    return VideoInfo(
        path=path,
        width=64,
        height=48,
        times=np.arange(frames) / 30,
        duration=frames / 30,
        nominal_rate=Fraction(30),
        is_variable_rate=False,
        rotation=0,
        pixel_aspect=Fraction(1),
        codec="none",
    )


def read_all(info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
    for index in range(start, stop):
        yield Frame(index, float(info.times[index]), np.zeros((48, 64, 3), np.uint8))


def read_with_holes(info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
    """Frames 0, 5, 6 and 29 cannot be decoded."""
    return (frame for frame in read_all(info, start, stop) if frame.index not in (0, 5, 6, 29))


def read_ten(info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
    yield from read_all(info, start, 10)
    raise BadInput(f"{info.path} breaks off after frame 9.")


@dataclass
class FakeDetector:
    """Sees one person at (index, 0) in each frame, nobody in each seventh, two people in each fifth.

    The right end's x is the mean index of the last three frames it was shown: its memory.
    """

    seconds: float = 0
    die_at: int | None = None
    shown: list[int] = field(default_factory=list)
    skeleton = TWO_POINTS

    def detect(self, frame: Frame) -> list[Detection]:
        time.sleep(self.seconds)
        if frame.index == self.die_at:
            time.sleep(2)  # let the rows so far get home, on a busy machine too
            self.die()
        self.shown = [*self.shown, frame.index][-3:]
        people = 0 if frame.index % 7 == 6 else 2 if frame.index % 5 == 4 else 1
        return [self.person(frame.index, p) for p in range(people)]

    def person(self, index: int, number: int) -> Detection:
        points = np.array([(index, number), (np.mean(self.shown), number)], np.float32)
        world = np.full((2, 3), index, np.float32) if number == 0 else None
        return Detection(points, np.array((0.9, 0.8), np.float32), world)

    def die(self) -> None:
        os.kill(os.getpid(), 9)

    def close(self) -> None:
        pass


class ManyFramesDetector(FakeDetector):
    frames_at_once = 7

    def detect_many(self, frames):
        assert len(frames) <= 7
        return [FakeDetector.detect(self, frame) for frame in frames]

    def detect(self, frame):
        raise AssertionError("it was given a single frame")


class SegfaultingDetector(FakeDetector):
    def die(self) -> None:
        faulthandler._sigsegv()


class RaisingDetector(FakeDetector):
    def die(self) -> None:
        raise ZeroDivisionError("the fake divides by zero")


def load_plain() -> FakeDetector:
    return FakeDetector()


def load_many() -> FakeDetector:
    return ManyFramesDetector()


def load_slow() -> FakeDetector:
    return FakeDetector(seconds=0.02)


def load_killed() -> FakeDetector:
    return FakeDetector(die_at=20)


def load_segfaulting() -> FakeDetector:
    return SegfaultingDetector(die_at=20)


def load_raising() -> FakeDetector:
    return RaisingDetector(die_at=20)


def load_chatty() -> FakeDetector:
    print("chatter on stdout")
    print("chatter on stderr", file=sys.stderr)
    os.write(2, b"chatter of C++\n")
    return FakeDetector()


def load_missing() -> FakeDetector:
    raise ImportError("libsomething.so.1: cannot open shared object file")


def fake(load=load_plain, **changes) -> DetectorEntry:
    return DetectorEntry(**{
        "name": "fake", "description": "sees what it is told", "skeleton": TWO_POINTS, "load": load,
        "settings": "none", "warm_up": 2,
    } | changes)  # fmt: skip
