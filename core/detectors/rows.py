"""Detections as fixed-size binary rows: what the worker sends and what the resume file holds.

Every frame has at least one row, so that it is known to be finished: a frame with n people has n rows,
one that is empty, lost or was passed over has a single row that says so.
"""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.detectors.colours import PARTS
from core.detectors.records import Detection, Detections
from core.detectors.table import DetectorEntry
from core.video.records import VideoInfo

Rows = NDArray[np.void]
"""(R,) of `row_type`."""

LOST = -1
"""Stands in `people` for a frame that could not be decoded."""
PASSED_OVER = -2
"""Stands there for a frame that the detector did not look at, on purpose."""


def row_type(keypoints: int) -> np.dtype[np.void]:
    """Little-endian on every machine: a resume file may be carried to another one."""
    return np.dtype(
        [
            ("frame", "<i8"),
            ("people", "<i4"),  # in this frame, or LOST or PASSED_OVER
            ("person", "<i4"),  # counts them from 0; 0 in the single row of a frame without any
            ("points", "<f4", (keypoints, 2)),
            ("confidence", "<f4", (keypoints,)),
            ("world", "<f4", (keypoints, 3)),
            ("colours", "<f4", (len(PARTS), 3)),
            ("crc", "<u4"),  # of all bytes before it
        ]
    )


def unseen_rows(frame: int, why: int, keypoints: int) -> Rows:
    """The row of a frame that nobody looked at; `why` is LOST or PASSED_OVER."""
    return _finished(np.zeros(1, row_type(keypoints)), frame, why)


def frame_to_rows(frame: int, people: Sequence[Detection], keypoints: int) -> Rows:
    """The rows of one frame that was looked at."""
    rows = np.zeros(max(len(people), 1), row_type(keypoints))
    rows["person"] = np.arange(len(rows))
    rows["world"], rows["colours"] = np.nan, np.nan
    for row, person in zip(rows, people, strict=False):
        row["points"], row["confidence"] = person.points, person.confidence
        if person.world is not None:
            row["world"] = person.world
        if person.colours is not None:
            row["colours"] = person.colours
    return _finished(rows, frame, len(people))


def _finished(rows: Rows, frame: int, people: int) -> Rows:
    rows["frame"], rows["people"] = frame, people
    rows["crc"] = [_checksum(row) for row in rows]
    return rows


def bytes_to_rows(data: bytes, keypoints: int) -> Rows:
    """As many whole rows as the bytes hold; a torn last one is left out."""
    kind = row_type(keypoints)
    return np.frombuffer(data, kind, count=len(data) // kind.itemsize)


def intact_rows(rows: Rows, start: int, stop: int) -> Rows:
    """The leading rows that can be trusted: right checksums, whole frames, frame after frame from `start`."""
    kept, expected = 0, start
    while kept < len(rows) and expected < stop:
        count = max(int(rows[kept]["people"]), 1)
        frame = rows[kept : kept + count]
        if len(frame) < count or not _is_frame(frame, expected):
            break
        kept, expected = kept + count, expected + 1
    return rows[:kept]


def rows_to_detections(rows: Rows, entry: DetectorEntry, info: VideoInfo) -> Detections:
    """The rows of whole frames as a record."""
    frames = np.unique(rows["frame"]).astype(np.int64)
    seen = rows[rows["people"] > 0]
    return Detections(
        detector=entry.name,
        version=entry.version(),
        skeleton=entry.skeleton,
        frames=frames,
        times=info.times[frames],
        row_frames=seen["frame"].astype(np.int64),
        points=seen["points"].astype(np.float32),
        confidence=seen["confidence"].astype(np.float32),
        world=seen["world"].astype(np.float32),
        lost_frames=rows["frame"][rows["people"] == LOST].astype(np.int64),
        passed_over=rows["frame"][rows["people"] == PASSED_OVER].astype(np.int64),
        image_size=(info.width, info.height),
        colours=seen["colours"].astype(np.float32),
    )


def _is_frame(rows: Rows, frame: int) -> bool:
    """Whether these are all the rows of that frame, unharmed."""
    people = int(rows[0]["people"])
    return (
        bool(np.all(rows["frame"] == frame))
        and people >= PASSED_OVER
        and bool(np.all(rows["people"] == people))
        and bool(np.all(rows["person"] == np.arange(len(rows))))
        and all(int(row["crc"]) == _checksum(row) for row in rows)
    )


def _checksum(row: np.void) -> int:
    return zlib.crc32(row.tobytes()[:-4])
