"""Tables of keypoints as CSV: DeepLabCut's and SLEAP's.

DeepLabCut: the header has the rows scorer, (individuals,) bodyparts, coords. SLEAP's analysis: a row for each
instance, `track, frame_idx, instance.score, <node>.x, <node>.y, <node>.score` (sleap_io/io/csv.py).
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detectors.keypoint_files.deeplabcut import Columns, find_columns, frame_numbers, rows_of_table
from core.detectors.keypoint_files.records import Array, KeypointRows

_LONGEST_LINE = 1_000_000
_ROWS_AT_ONCE = 512
_ONE, _MANY = ("bodyparts", "coords"), ("individuals", "bodyparts", "coords")
"""What DeepLabCut's header rows after the first begin with. Labels of pictures have two more columns."""


def is_deeplabcut(path: Path) -> bool:
    """Whether the first row is DeepLabCut's."""
    return _first_row(path)[:1] == ["scorer"]


def is_sleap(path: Path) -> bool:
    """Whether the first row is that of SLEAP's analysis."""
    return "frame_idx" in _first_row(path)


def read_deeplabcut(path: Path) -> KeypointRows:
    """A person for each individual and frame.

    The first column is the frame, or the name of a picture, numbered at its end.
    """
    rows = _rows(path)
    columns, start, width = _read_header(rows)
    numbers, cells = _read_indexed(rows, width, start)
    return rows_of_table(columns, numbers, cells)


def read_sleap(path: Path) -> KeypointRows:
    """A person for each row. Its tracks are not taken over: Relief follows people itself."""
    rows = _rows(path)
    head = next(rows)
    names = [cell.removesuffix(".x") for cell in head if cell.endswith(".x")]
    if not names:
        raise ValueError("it has no column such as nose.x")
    wanted = {"frame_idx", *(f"{name}.{part}" for name in names for part in ("x", "y", "score"))}
    cells = _to_numbers(rows, len(head), {i for i, cell in enumerate(head) if cell not in wanted})
    numbers = cells[:, head.index("frame_idx")]
    if not np.isfinite(numbers).all() or np.any(numbers % 1):
        raise ValueError("a frame_idx is no whole number")
    xy = [[head.index(f"{name}.x"), head.index(f"{name}.y")] for name in names]
    scores = [
        cells[:, head.index(f"{name}.score")] if f"{name}.score" in head else np.ones(len(cells))
        for name in names
    ]
    frames = numbers.astype(np.int64)
    return KeypointRows(tuple(names), frames, cells[:, xy], np.stack(scores, axis=1), np.unique(frames))


def _first_row(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        return next(csv.reader([file.readline(_LONGEST_LINE)]), [])


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from (row for row in csv.reader(file) if row)


def _read_header(rows: Iterator[list[str]]) -> tuple[Columns, int, int]:
    """The columns of each (individual, body part), the first of them all, and how many cells rows have."""
    head = list(islice(rows, 3))
    if len(head) == 3 and head[1][0] == "individuals":
        head += islice(rows, 1)
    stated = tuple(row[0] for row in head[1:])
    if stated not in (_ONE, _MANY) or len({len(row) for row in head}) > 1:
        raise ValueError("its header is not DeepLabCut's: scorer, (individuals,) bodyparts, coords")
    *_, parts, coords = head
    owners = head[1] if stated == _MANY else [""] * len(coords)
    start = next((i for i, cell in enumerate(coords) if i and cell), len(coords))
    return (
        find_columns((i, owners[i], parts[i], coords[i]) for i in range(start, len(coords))),
        start,
        len(coords),
    )


def _read_indexed(rows: Iterator[list[str]], width: int, start: int) -> tuple[NDArray[np.int64], Array]:
    """(T,) frame numbers, from the last of the `start` cells before the numbers, and (T, width) cells."""
    index: list[str] = []

    def noted() -> Iterator[list[str]]:
        for row in rows:
            index.append(row[start - 1])
            yield row

    cells = _to_numbers(noted(), width, set(range(start)))
    return frame_numbers(index), cells


def _to_numbers(rows: Iterable[list[str]], width: int, passed_over: set[int]) -> Array:
    """(N, width) numbers; NaN for empty cells and for columns that are passed over."""
    parts: list[Array] = [np.zeros((0, width))]
    rows = iter(rows)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        for row in some:
            if len(row) != width:
                raise ValueError(f"a row has {len(row)} cells instead of {width}")
        numbers = [
            ["nan" if i in passed_over or not cell else cell for i, cell in enumerate(row)] for row in some
        ]
        parts.append(np.array(numbers, dtype=np.float64))
    return np.concatenate(parts)
