"""Reading a keypoint file without holding up the program that asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.apart import read_apart
from core.detectors.keypoint_files.formats import KEYPOINT_FORMATS, KeypointFormat, read_keypoint_file
from core.detectors.keypoint_files.records import KeypointRows
from core.hdf5 import is_hdf5
from core.jobs import Report, ignore_report

_LARGE_BYTES = 1_000_000
"""From here on the file is worth a process of its own, which takes a few tenths of a second to start."""
_PIECE = 10_000
"""People that are sent at once: unpacking all of a long file's would itself hold up the program."""


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    """What is sent before the pieces."""

    format: str
    names: tuple[str, ...]
    frames: NDArray[np.int64]
    first: int


def read_keypoints(
    path: Path, name: str | None = None, report: Report = ignore_report
) -> tuple[KeypointFormat, KeypointRows]:
    """As `read_keypoint_file`, with the same errors; a large file, or HDF5, is read in a process of its own.

    Python's JSON parser keeps the interpreter's lock until it is through, 0.1 s for every 5 MB or so, and
    all the while no other thread runs: a window would stand still. HDF5's library may crash over a damaged
    file. `report` is called now and then and may stop the reading.
    """
    if not _is_better_apart(path):
        return read_keypoint_file(path, name)
    head, *pieces = read_apart(_read_in_pieces, path, name, stage="read keypoints", report=report)
    numbers, points, confidence = (np.concatenate(part) for part in zip(*pieces, strict=True))
    rows = KeypointRows(head.names, numbers, points, confidence, head.frames, head.first)
    return KEYPOINT_FORMATS[head.format], rows


def _is_better_apart(path: Path) -> bool:
    if path.is_dir():
        return True
    try:
        return path.is_file() and (path.stat().st_size >= _LARGE_BYTES or is_hdf5(path))
    except OSError:
        return False  # which reading it will say


def _read_in_pieces(path: Path, name: str | None) -> Iterator[Any]:
    """A `_Head`, then numbers, points and confidence of some people at a time: one piece of nobody."""
    chosen, rows = read_keypoint_file(path, name)
    yield _Head(chosen.name, rows.names, rows.frames, rows.first)
    for start in range(0, max(len(rows.numbers), 1), _PIECE):
        piece = slice(start, start + _PIECE)
        yield rows.numbers[piece], rows.points[piece], rows.confidence[piece]
