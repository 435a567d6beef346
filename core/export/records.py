"""What an export is told, what it answers, and what a format is."""

import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import scipy

import core
from core.pose.records import Pose, Track

Unit = Literal["auto", "cm", "m"]
Profile = Literal["blender", "maya", "motionbuilder", "unreal", "plain"]
Root = Literal["auto", "in-place", "glued", "estimated"]

LARGEST_WRITE_ERROR_MM = 1.0
"""Rounding costs a hundredth of it: above it, something is wrong with the file."""

LARGEST_BONE_COST_MM = 15.0
"""On average, from making bones constant: above it, the angles no longer show what was lifted."""


def axes_of(pose: Pose) -> dict[str, str]:
    """Where the axes of a pose point once y is up; right-handed."""
    if pose.coordinates == "world":
        return {
            "x": "to the camera's right, level",
            "y": "up against gravity, 0 at the floor",
            "z": "towards the camera, level",
        }
    return {"x": "to the right in the picture", "y": "up", "z": "towards the viewer"}


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
    track: Track | None = None
    """What the lifter saw, for formats that hold 2D keypoints."""
    raw: Pose | None = None
    """The pose before it was filtered, in the same coordinates, for formats that hold both."""
    smoothing: Mapping[str, Any] = field(default_factory=dict)
    """What was smoothed and what that cost, as plain JSON; empty if nothing was."""
    placement: Mapping[str, Any] = field(default_factory=dict)
    """How a pose came into the world, as plain JSON: focal length, camera, figures, warnings."""


SmoothingMethod = Literal["none", "butterworth", "savitzky_golay", "lowess", "one_euro"]
KeepRange = Literal["99.5", "99", "98", "95", "90"]


@dataclass(frozen=True, slots=True, eq=False)
class ExportOptions:
    """What the user may choose. A format ignores what does not concern it."""

    table: Literal["tidy", "wide"] = "tidy"
    """CSV: a row for each joint of each frame, or a row for each frame."""
    profile: Profile = "motionbuilder"
    """BVH: the program whose names, unit and order of rotations the file is to have."""
    unit: Unit = "auto"
    """BVH: centimetres or metres; auto is what the profile's program takes."""
    rate: Fraction | None = None
    """Formats with one rate: frames per second to resample to; None keeps the video's, or finds one if that
    varies."""
    root: Root = "auto"
    """How the root moves (`core.export.root`); auto leaves the pose as it is."""
    figure: Literal["body", "joints"] = "body"
    """GLB: a simple body over the joints, or the joints alone."""
    smoothing: SmoothingMethod = "none"
    """Filter of the 3D motion (`core.world.smoothing`)."""
    keep_range: KeepRange = "98"
    """Per cent of every joint's range of movement that smoothing leaves: that decides its strength."""


DEFAULT_OPTIONS = ExportOptions()


@dataclass(frozen=True, slots=True)
class ExportSetting:
    """Something to choose for a format: the field of `ExportOptions` called `name`, as a dialog shows it."""

    name: str
    label: str
    help: str
    choices: Mapping[str, str] = field(default_factory=dict)
    """What each choice means, by its value; empty where a rate is typed in."""

    @property
    def default(self) -> object:
        """The value of `DEFAULT_OPTIONS`."""
        return getattr(DEFAULT_OPTIONS, self.name)


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
    largest_angle_error_deg: float | None = None
    """Tables of angles: the largest difference between the file and the angles written."""
    largest_pixel_error: float | None = None
    """Formats of 2D keypoints: the largest difference between the file and the track."""
    notes: tuple[str, ...] = ()
    """What someone who opens the file should know, in sentences."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it should be, in sentences; empty for a file that can be relied on."""
        return tuple(self._find_faults())

    def _find_faults(self) -> Iterator[str]:
        written = self.rig_error or self.error
        if written is not None and written.max_mm > LARGEST_WRITE_ERROR_MM:
            yield (
                f"The file is up to {written.max_mm:.1f} mm from what was to be written"
                f" ({written.worst_joint}, frame {written.worst_frame})."
            )
        if self.rig_error is not None and self.error and self.error.mean_mm > LARGEST_BONE_COST_MM:
            yield (
                f"Constant bones move the joints by {self.error.mean_mm:.1f} mm on average and by up to"
                f" {self.error.max_mm:.0f} mm ({self.error.worst_joint}, frame {self.error.worst_frame}): the"
                " bones of the lifted pose change too much. CSV keeps its joints as they are."
            )
        if self.largest_angle_error_deg is not None and self.largest_angle_error_deg > 0.01:
            yield f"The file's angles are up to {self.largest_angle_error_deg:.3f} degrees from those meant."
        if self.largest_pixel_error is not None and self.largest_pixel_error > 0.01:
            yield f"The file's keypoints are up to {self.largest_pixel_error:.3f} pixels from the track's."
        allowed_ms = 1.0 if self.rate is None else float(501 / self.rate)  # half a frame, and rounding
        if abs(self.duration_error_ms) > allowed_ms:
            longer = "longer" if self.duration_error_ms > 0 else "shorter"
            yield f"The file lasts {abs(self.duration_error_ms):.1f} ms {longer} than the motion."


class Writer(Protocol):
    """Writes the pose, reads the file back and compares; `CannotWrite` leaves the old file in place."""

    def __call__(
        self, pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
    ) -> ReadBack:
        """What was found in the file."""


class Reader(Protocol):
    """The pose that a file holds, y up; `BadInput` where it holds none."""

    def __call__(self, path: Path) -> Pose:
        """Metres and seconds, whatever the file's units; `world` where the root moves."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of file that a pose can be exported to."""

    name: str
    description: str
    """For people who choose: who reads it and what it holds."""
    suffix: str
    write: Writer
    settings: tuple[ExportSetting, ...] = ()
    """What there is to choose."""
    read: Reader | None = None
    """For formats from which a pose can be had again."""
    needs: str = ""
    """A Python module that is not always installed."""
    package: str = ""
    """What brings it, with its version, as pip calls it."""
    subject: Literal["pose", "angles", "track"] = "pose"
    """What the file holds: the 3D pose, its joint angles, or the 2D keypoints that it was lifted from."""

    def why_unavailable(self) -> str | None:
        """A sentence that says what is missing on this machine; None where nothing is."""
        if not self.needs or find_spec(self.needs):
            return None
        return (
            f"{self.name} files need {self.needs}, which is not installed. Install it:"
            f" {sys.executable} -m pip install {self.package}"
        )
