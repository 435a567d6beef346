"""CSV: for each frame, how far to believe its pose."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.export.csv_tables import flag_names
from core.files import write_aside


def write_diagnostics(
    path: Path,
    frames: NDArray[np.int64],
    times: NDArray[np.float64],
    movement: NDArray[np.float32],
    drift_mm: Mapping[str, NDArray[np.float32]],
    flags: NDArray[np.uint8],
) -> None:
    """One row for each of T frames: `frame,time_s,movement_range,rie_shift_mm,rie_beyond_mm,…,flags`.

    `movement` (T,) is in normalised image units (half the picture's width), `drift_mm` (T,) in
    millimetres by column; both are empty cells where unknown. `flags` (T,) are `Flag` bits.
    """
    names = flag_names()
    columns = [movement, *drift_mm.values()]
    header = ["frame", "time_s", "movement_range", *drift_mm, "flags"]
    with write_aside(path) as file:
        file.write(",".join(header) + "\n")
        for row, (frame, time) in enumerate(zip(frames.tolist(), times.tolist(), strict=True)):
            cells = [_cell(float(column[row]), 5 if c == 0 else 3) for c, column in enumerate(columns)]
            file.write(f"{frame},{time:.6f},{','.join(cells)},{names[int(flags[row])]}\n")


def _cell(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}" if np.isfinite(value) else ""
