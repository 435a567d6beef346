"""What DeepLabCut's tables have in common, be they CSV or HDF5.

Their columns are labelled scorer, (individual,) body part, and x, y or likelihood (the user guides in docs/
of its repository).
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from core.detectors.keypoint_files.records import Array, KeypointRows, trailing_number

Columns = dict[tuple[str, str], dict[str, int]]
"""Where x, y and perhaps likelihood of each (individual, body part) are."""


def find_columns(labels: Iterable[tuple[int, str, str, str]]) -> Columns:
    """By place, individual, body part and coordinate of each column; `ValueError` for other coordinates."""
    columns: Columns = {}
    for place, owner, part, coordinate in labels:
        where = columns.setdefault((owner, part), {})
        if coordinate not in ("x", "y", "likelihood") or coordinate in where:
            raise ValueError(f"its header has {coordinate!r} of {part!r} where x, y and likelihood belong")
        where[coordinate] = place
    return columns


def frame_numbers(index: Iterable[int | str]) -> NDArray[np.int64]:
    """(T,) of rows that are labelled by frames, or by names of pictures, numbered at their end."""
    numbers = [_frame_number(cell) for cell in index]
    if len(set(numbers)) < len(numbers):
        raise ValueError("two of its rows have the same frame")
    return np.array(numbers, np.int64)


def rows_of_table(
    columns: Mapping[tuple[str, str], Mapping[str, int]], numbers: NDArray[np.int64], cells: Array
) -> KeypointRows:
    """A person for each individual and frame; (T,) numbers of frames and (T, width) cells.

    A table of labels has no likelihood: its points are sure.
    """
    people = list(dict.fromkeys(owner for owner, _ in columns))
    names = list(dict.fromkeys(name for _, name in columns))
    points = np.full((len(numbers), len(people), len(names), 2), np.nan)
    confidence = np.zeros(points.shape[:-1])
    for (owner, name), where in columns.items():
        i, k = people.index(owner), names.index(name)
        points[:, i, k] = cells[:, [where["x"], where["y"]]]
        confidence[:, i, k] = cells[:, where["likelihood"]] if "likelihood" in where else 1.0
    return KeypointRows(
        names=tuple(names),
        numbers=np.repeat(numbers, len(people)),
        points=points.reshape(-1, len(names), 2),
        confidence=confidence.reshape(-1, len(names)),
        frames=np.unique(numbers),
    )


def _frame_number(cell: int | str) -> int:
    try:
        return int(cell)
    except ValueError:
        return trailing_number(str(cell))
