"""What the field's test sets come down to: keypoints of one camera and the joints that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.object_arrays import load_objects
from core.errors import BadInput


@dataclass(frozen=True, slots=True, eq=False)
class TestSequence:
    """One action of one subject seen by one camera."""

    __test__ = False  # not a test case, whatever its name says

    subject: str
    action: str
    """Without the number of its take: both takes of Walking are Walking."""
    name: str
    """Subject and take: what a bootstrap draws again, with all its cameras."""
    points: NDArray[np.float32]
    """(T, J, 2) normalised image units."""
    joints: NDArray[np.float32]
    """(T, J, 3) metres, camera frame, relative to the root."""
    focal: float | None
    """Half picture widths; None where the data set does not say."""
    times: NDArray[np.float64]
    """(T,) seconds."""


def load_subjects(path: Path, name: str) -> Mapping[str, Mapping[str, Any]]:
    """The array `name` of an .npz file: takes by subject. `BadInput` if it is anything else."""
    found = load_objects(path, name)
    if not isinstance(found, dict) or not all(isinstance(value, dict) for value in found.values()):
        raise BadInput(f"{path} does not hold a dictionary of subjects and actions.")
    return found
