"""The take: everything known about one clip. It never changes; a correction makes a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.corrections import Correction
from core.detectors.records import Detections
from core.diagnostics.findings import Finding, find_problems
from core.diagnostics.shift import ShiftRobustness
from core.people import People, find_bystanders
from core.pose.cleaning import CleaningOptions
from core.pose.records import Pose, Track
from core.video.records import VideoInfo
from core.world.records import Placement


@dataclass(frozen=True, slots=True, eq=False)
class LifterResult:
    """What one lifter made of the track."""

    label: str
    """The variant in the paper's words, such as `+P-ENH +T-ENH`."""
    sha256: str
    """Of the lifter's file."""
    window: int
    pose: Pose
    """Camera frame, relative to the root."""
    shift: ShiftRobustness
    placement: Placement | None = None
    """The pose in the world; None in takes that were made before there was one."""


def find_all_problems(
    people: People, person: int, track: Track, results: Mapping[str, LifterResult]
) -> tuple[Finding, ...]:
    """Everything about a person of a clip that is worth a look, in the order of frames."""
    found = find_problems(
        track,
        {name: result.pose for name, result in results.items()},
        {name: result.shift.fault_mm for name, result in results.items()},
        people.detections.lost_frames,
        people.detections.passed_over,
    )
    return tuple(sorted((*found, *find_bystanders(people, person)), key=lambda f: (f.start, f.stop, f.kind)))


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A clip of a video, what was detected in it, what was made of that, and how far to believe it."""

    video: VideoInfo
    video_fingerprint: Mapping[str, int | str]
    """Tells whether a file of that name is still the same video."""
    people: People
    """Who is who in what the detector saw."""
    person: int
    """The number of the chosen one."""
    track: Track
    """The chosen person, cleaned, corrected, H36M-17: what the lifters saw."""
    cleaning: CleaningOptions
    movement: NDArray[np.float32]
    """(T, J) movement range of each joint, normalised image units; NaN where not seen."""
    movement_window: int
    results: Mapping[str, LifterResult]
    """By the lifter's name."""
    findings: tuple[Finding, ...] = ()
    history: tuple[str, ...] = ()
    """What was done, oldest first, in sentences."""
    corrections: tuple[Correction, ...] = ()
    """What a person changed of the cleaned detections, in the order of their making."""
    shelved: Mapping[int, tuple[Correction, ...]] = field(default_factory=dict)
    """The corrections of people who are not chosen now, by number: they come back with their person."""

    @property
    def detections(self) -> Detections:
        """As the detector gave them, of everybody; never overwritten."""
        return self.people.detections

    @property
    def frame_flags(self) -> NDArray[np.uint8]:
        """(T,) `Flag` bits of all joints of each frame together, those of every lifter's pose included."""
        flags = np.bitwise_or.reduce(self.track.flags, axis=1)
        for result in self.results.values():
            flags |= np.bitwise_or.reduce(result.pose.flags, axis=1)
        return np.asarray(flags)
