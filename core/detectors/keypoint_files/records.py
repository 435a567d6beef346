"""What every reader of keypoint files gives: people as rows, in the file's own numbering of frames."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class KeypointRows:
    """N people, each in one frame, as a file states them: nothing is judged yet."""

    names: tuple[str, ...]
    """(K,) of the joints, as the file has them."""
    numbers: NDArray[np.int64]
    """(N,) the file's number of the frame that each row belongs to."""
    points: Array
    """(N, K, 2) pixels."""
    confidence: Array
    """(N, K); 1 where the file has none."""
    frames: NDArray[np.int64]
    """(F,) numbers of all frames that the file speaks of, those without anybody too."""
    first: int = 0
    """The number that such files give to the video's first frame."""

    def __post_init__(self) -> None:
        shape = (len(self.numbers), len(self.names))
        if self.points.shape != (*shape, 2) or self.confidence.shape != shape:
            raise ValueError(f"keypoints are not of shape {shape}: {self.points.shape}")


def rows_of_people(
    people: Sequence[tuple[int, Sequence[Any]]],
    frames: Iterable[int],
    names: Sequence[str],
    *,
    first: int = 0,
) -> KeypointRows:
    """Rows of (frame number, [x, y, confidence, x, …]); `ValueError` if people differ in their keypoints."""
    cells = 3 * len(names)
    for number, values in people:
        if len(values) != cells:
            raise ValueError(f"a person in frame {number} has {len(values)} numbers instead of {cells}")
    try:
        table = np.array([values for _, values in people], dtype=np.float64).reshape(len(people), -1, 3)
    except (ValueError, TypeError, OverflowError) as error:
        raise ValueError("a keypoint in it is no number") from error
    return KeypointRows(
        names=tuple(names),
        numbers=np.array([number for number, _ in people], np.int64),
        points=table[..., :2],
        confidence=table[..., 2],
        frames=np.array(sorted(set(frames)), np.int64),
        first=first,
    )


def trailing_number(text: str) -> int:
    """12 of `walk_0012.jpg` or `12`; `ValueError` where there is no number."""
    stem = PureWindowsPath(text).stem  # which knows both kinds of slashes
    digits = stem[len(stem.rstrip("0123456789")) :]
    if not digits:
        raise ValueError(f"{text[:80]!r} has no frame number at its end")
    return int(digits)
