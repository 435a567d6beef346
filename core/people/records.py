"""Who is who in a clip."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.detectors.records import Detections
from core.errors import BadInput
from core.people.edits import CutPerson, Labels, PeopleEdit, apply_edits
from core.pose.records import Flag, Track

LOW_CONFIDENCE = 0.5
"""Below it a joint is flagged. On the sample video BlazePose's joints below 0.5 (the hidden arm) were off by
a median of 6.8 pixels, those above by 2.6. Detectors whose scores mean something else need another number."""


class NoSuchPerson(BadInput):
    """A number was asked for that nobody in the clip has."""

    @classmethod
    def among(cls, person: int, numbers: tuple[int, ...]) -> Self:
        """For the number asked for and those there are."""
        known = ", ".join(map(str, numbers)) or "nobody"
        return cls(f"There is no person {person} in this clip; it has {known}. Choose one of them.")


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Everybody in a clip: each row of its detections is one person's sighting, or nobody's.

    Numbers count from 1 in the order in which people come into the picture; those who come in the same
    frame, from left to right. An edit never changes anybody else's number.
    """

    detections: Detections
    linked: Labels
    """As the tracker linked the rows."""
    edits: tuple[PeopleEdit, ...] = ()
    """What a person changed of that, in the order of its making."""
    labels: Labels = field(init=False)
    """`linked` with the edits applied."""
    numbers: tuple[int, ...] = field(init=False)
    """Of all people, ascending."""

    def __post_init__(self) -> None:
        frames = self.detections.row_frames
        if self.linked.shape != frames.shape:
            raise ValueError(f"{len(frames)} sightings need as many labels, not {self.linked.shape}")
        labels = apply_edits(self.linked, frames, self.edits)
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "numbers", tuple(np.unique(labels[labels > 0]).tolist()))

    @property
    def next_number(self) -> int:
        """The lowest number that nobody has or had: for who comes into being by a cut."""
        cut = [edit.new for edit in self.edits if isinstance(edit, CutPerson)]
        had = np.unique(np.concatenate([self.linked, self.labels, np.array(cut, np.int64)]))
        return int(np.setdiff1d(np.arange(1, len(had) + 2), had)[0])

    def rows(self, person: int) -> NDArray[np.int64]:
        """(S,) rows of the detections that are this person's, in the order of frames."""
        return np.flatnonzero(self.labels == person)

    def frames(self, person: int) -> NDArray[np.int64]:
        """(S,) frames of the video in which this person was seen, ascending."""
        return np.asarray(self.detections.row_frames[self.labels == person])

    def track(self, person: int) -> Track:
        """One person's track over the whole clip, in the detector's skeleton.

        Every frame of the clip is in it: points are NaN, confidence is 0 and the flag is MISSING where that
        person was not seen. In frames that were passed over the flag is INTERPOLATED, and `clean_track` does
        it. `NoSuchPerson` for a number that nobody has.
        """
        rows = self.rows(person)
        if not len(rows):
            raise NoSuchPerson.among(person, self.numbers)
        found = self.detections
        shape = (len(found), len(found.skeleton))
        points = np.full((*shape, 2), np.nan, np.float32)
        confidence = np.zeros(shape, np.float32)
        at = found.row_frames[rows] - found.frames[0]  # (S,) place in the track of each row
        points[at] = found.points[rows]
        is_missing = np.isnan(points).any(axis=-1)  # (T, K)
        points[is_missing] = np.nan
        confidence[at] = found.confidence[rows]
        confidence[is_missing] = 0
        flags = _flags(points, confidence, found.image_size)
        flags[found.passed_over - found.frames[0]] = Flag.INTERPOLATED
        return Track(
            skeleton=found.skeleton,
            frames=found.frames,
            times=found.times,
            points=points,
            confidence=confidence,
            flags=flags,
            image_size=found.image_size,
        )

    @property
    def tracks(self) -> Mapping[int, Track]:
        """Everybody's track by number."""
        return {person: self.track(person) for person in self.numbers}

    def with_edits(self, edits: tuple[PeopleEdit, ...]) -> Self:
        """The same people with these edits instead."""
        return replace(self, edits=edits)


def _flags(
    points: NDArray[np.float32], confidence: NDArray[np.float32], image_size: tuple[int, int]
) -> NDArray[np.uint8]:
    """(T, K) MISSING, or what makes the sighting doubtful."""
    is_missing = np.isnan(points).any(axis=-1)
    is_outside = ((points < 0) | (points > np.array(image_size, np.float32))).any(axis=-1)
    flags = np.where(is_missing, int(Flag.MISSING), 0)
    flags |= np.where(is_outside, int(Flag.OUTSIDE), 0)
    flags |= np.where(~is_missing & (confidence < LOW_CONFIDENCE), int(Flag.LOW_CONFIDENCE), 0)
    return flags.astype(np.uint8)
