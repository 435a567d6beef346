"""Reading a keypoint file without holding up the program that asks for it."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detectors.keypoint_files.formats import KEYPOINT_FORMATS, KeypointFormat, read_keypoint_file
from core.detectors.keypoint_files.records import KeypointRows
from core.errors import BadInput, ReliefError
from core.jobs import Report, ignore_report

_LARGE_BYTES = 1_000_000
"""From here on the file is worth a process of its own, which takes a few tenths of a second to start."""
_POLL_S = 0.1
_PIECE = 10_000
"""People that are sent at once: unpacking all of a long file's would itself hold up the program."""


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    """What is sent before the pieces."""

    format: str
    people: int
    names: tuple[str, ...]
    frames: NDArray[np.int64]
    first: int


def read_keypoints(
    path: Path, name: str | None = None, report: Report = ignore_report
) -> tuple[KeypointFormat, KeypointRows]:
    """As `read_keypoint_file`, and with the same errors; a large file is read in a process of its own.

    Python's JSON parser keeps the interpreter's lock until it is through, 0.1 s for every 5 MB or so, and
    all the while no other thread runs: a window would stand still. `report` is called now and then and may
    stop the reading.
    """
    if not path.is_dir() and (not path.exists() or path.stat().st_size < _LARGE_BYTES):
        return read_keypoint_file(path, name)
    context = multiprocessing.get_context("spawn")  # the one way that all systems have
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read_and_send, args=(path, name, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        while not ours.poll(_POLL_S):
            report("read keypoints", 0, 0)
        answer = ours.recv()
        if isinstance(answer, ReliefError):
            raise answer
        return _receive_rows(answer, ours)
    except (EOFError, OSError) as error:
        raise BadInput(
            f"{path} could not be read for keypoints: the process that did so was ended, most likely for want"
            " of memory. Close other programs, or take a shorter part of the file."
        ) from error
    finally:
        process.kill()
        process.join()
        ours.close()


def _receive_rows(head: _Head, pipe: Connection) -> tuple[KeypointFormat, KeypointRows]:
    pieces = [pipe.recv() for _ in _starts(head.people)]
    numbers, points, confidence = (np.concatenate(part) for part in zip(*pieces, strict=True))
    rows = KeypointRows(head.names, numbers, points, confidence, head.frames, head.first)
    return KEYPOINT_FORMATS[head.format], rows


def _read_and_send(path: Path, name: str | None, pipe: Connection) -> None:
    """What the process runs."""
    try:
        chosen, rows = read_keypoint_file(path, name)
    except ReliefError as error:
        pipe.send(error)
    else:
        pipe.send(_Head(chosen.name, len(rows.numbers), rows.names, rows.frames, rows.first))
        for start in _starts(len(rows.numbers)):
            piece = slice(start, start + _PIECE)
            pipe.send((rows.numbers[piece], rows.points[piece], rows.confidence[piece]))


def _starts(people: int) -> range:
    """Of the pieces; one, which is empty, if there is nobody."""
    return range(0, max(people, 1), _PIECE)
