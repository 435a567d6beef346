"""What an export is told, what it answers, and what a format is."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import scipy
from numpy.typing import NDArray

import core
from core.pose.records import Pose

AXES = {"x": "to the right in the picture", "y": "up", "z": "towards the viewer"}
"""Of every exported file: right-handed, `Pose.y_up`."""


def program_versions() -> dict[str, str]:
    """The versions that decide what an export holds."""
    return {
        "relief": core.__version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


@dataclass(frozen=True, slots=True)
class ExportContext:
    """Where a pose comes from: what a file's reader should be able to find out later."""

    source: str
    """Name of the video."""
    nominal_rate: Fraction
    """Frames per second as the video states them; 30000/1001 stays exact."""
    is_variable_rate: bool = False
    rate_source: str = "the video file"
    """Who stated the rate: the video file, its time stamps, the user."""
    lifter: str = ""
    lifter_hash: str = ""
    """SHA-256 of the lifter's weights."""
    versions: Mapping[str, str] = field(default_factory=program_versions)


@dataclass(frozen=True, slots=True, eq=False)
class ExportOptions:
    """What the user may choose. A format ignores what does not concern it."""

    table: Literal["tidy", "wide"] = "tidy"
    """CSV: a row for each joint of each frame, or a row for each frame."""
    unit: Literal["cm", "m"] = "cm"
    """BVH: centimetres for Maya, MotionBuilder and Unreal; metres for Blender."""
    rate: Fraction | None = None
    """BVH: frames per second to resample to; None keeps the video's rate, or finds one if that varies."""
    root_path_m: NDArray[np.float64] | None = None
    """BVH: (T, 3) metres, y up: where the pelvis is in each frame of the pose; None walks on the spot."""


DEFAULT_OPTIONS = ExportOptions()


@dataclass(frozen=True, slots=True)
class JointError:
    """How far the joints of a file are from those meant, over all joints and lifted frames."""

    mean_mm: float
    p95_mm: float
    max_mm: float
    worst_joint: str
    worst_frame: int
    """Frame of the video."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was found when the file just written was read again."""

    frames: int
    """Number of frames in the file."""
    rate: Fraction | None
    """Frames per second of a file that has one rate."""
    error: JointError | None
    """The file against the pose; None where no frame is lifted."""
    duration_error_ms: float
    """The file's duration less the pose's."""
    rig_error: JointError | None = None
    """BVH: the file against the pose at constant bone lengths, so what angles and rounding cost."""
    held_frames: tuple[tuple[int, int], ...] = ()
    """BVH: first and last video frame of each stretch that shows its nearest neighbour for want of a pose."""
    notes: tuple[str, ...] = ()
    """What someone who opens the file should know, in sentences."""


class Writer(Protocol):
    """Writes the pose, reads the file back and compares; `CannotWrite` leaves the old file in place."""

    def __call__(
        self, pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
    ) -> ReadBack:
        """What was found in the file."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of file that a pose can be exported to."""

    name: str
    description: str
    """For people who choose: who reads it and what it holds."""
    suffix: str
    write: Writer
