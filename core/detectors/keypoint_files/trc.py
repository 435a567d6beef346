"""TRC of pixels, as Sports2D writes it (`*_px_person00.trc`): x right, y down, z unused.

Its header states metres all the same (`make_trc_with_XYZ` in Sports2D's process.py), so that only the numbers
themselves tell pixels from metres.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.detectors.keypoint_files.records import KeypointRows


def is_trc(path: Path) -> bool:
    """Whether it starts like one."""
    with path.open("rb") as file:
        return file.read(12) == b"PathFileType"


def read_trc(path: Path) -> KeypointRows:
    """The markers by their names. TRC has no confidence: what has numbers counts as seen.

    Some writers count frames from 0 and some from 1: which frame the first row is, its time says.
    """
    with path.open(encoding="utf-8-sig") as file:
        file.readline()
        keys, values = file.readline().split("\t"), file.readline().split("\t")
        header = {key.strip(): value.strip() for key, value in zip(keys, values, strict=False)}
        rate = float(header["DataRate"])
        if not 0 < rate < 1e6:
            raise ValueError(f"{rate:g} frames per second are not possible")
        names = [name.strip() for name in file.readline().split("\t")[2:] if name.strip()]
        file.readline()
        cells = np.array(list(_rows(file, 2 + 3 * len(names))), dtype=np.float64).reshape(
            -1, 2 + 3 * len(names)
        )
    if not len(cells):
        raise ValueError("it has no frames")
    first = cells[0, 1] * rate
    numbers = np.round(cells[:, 0] - cells[0, 0] + np.round(first))
    if not np.isfinite(numbers).all() or np.any(np.diff(numbers) < 1) or np.abs(numbers).max() > 1e9:
        raise ValueError("its frames are not in order")
    points = cells[:, 2:].reshape(len(cells), len(names), 3)[..., :2]
    frames = numbers.astype(np.int64)
    return KeypointRows(tuple(names), frames, points, np.ones(points.shape[:2]), frames)


def _rows(lines: Iterator[str], width: int) -> Iterator[list[str]]:
    for line in lines:
        if line.isspace():
            continue
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]  # writers end rows in tabs
        if len(cells) != width:
            raise ValueError(f"a row has {len(cells)} cells instead of {width}")
        yield [cell.strip() or "nan" for cell in cells]
