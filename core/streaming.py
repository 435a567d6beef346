"""Lifting a clip while it is still being detected, with the same result as lifting it afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from core.detectors.records import Detections, join_detections
from core.diagnostics.shift import ShiftOptions, ShiftRobustness, shift_robustness
from core.diagnostics.swaps import flag_swaps
from core.errors import NobodyFound
from core.geometry.image import normalise
from core.jobs import Report
from core.lifter.inference import Lifter
from core.lifter.rays import usual_focal
from core.people import People, choose_subject, link_people
from core.pose.cleaning import CleaningOptions, clean_track, cleaning_reach
from core.pose.mapping import select_joints, to_h36m17
from core.pose.records import Track
from core.pose.runs import find_runs, find_stretches

Points = NDArray[np.float32]

_LEAST_ROWS = 128
"""Frames worth lifting in one go: fewer would repeat too much of the preparation."""
_LONGEST_PIECE = 256
"""Frames after which a job can be stopped."""
_TOGETHER = 8
"""Pieces that are lifted together: before the first is tested and after, a job can be stopped."""


def prepare_track(detections: Detections, cleaning: CleaningOptions) -> Track:
    """The track of the most prominent person as lifters want it: cleaned, H36M-17.

    `NobodyFound` if there is nobody.
    """
    people = link_people(detections)
    return prepare_person(people, choose_subject(people), cleaning)


def prepare_person(people: People, person: int, cleaning: CleaningOptions) -> Track:
    """A person's track as lifters want it: cleaned, H36M-17. `NoSuchPerson` for a number that nobody has."""
    return to_h36m17(clean_track(people.track(person), cleaning))


@dataclass(frozen=True, slots=True, eq=False)
class LiftSlot:
    """One lifter and its results so far, for the whole clip."""

    lifter: Lifter
    seen: NDArray[np.float32]
    """(T, J, 2) the input that each frame was lifted from; NaN where not lifted yet."""
    joints: NDArray[np.float32]
    """(T, J, 3)"""
    shift: ShiftRobustness

    def stale_rows(self, track: Track) -> NDArray[np.bool_]:
        """(T,) frames whose window differs from what they were lifted from."""
        chosen = select_joints(track, self.lifter.spec.skeleton)
        points = normalise(chosen.points, *track.image_size)
        return changed_windows(self.seen, points, self.lifter.spec.window)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some frames of a person that are lifted in one go."""

    slot: LiftSlot
    track: Track
    rows: tuple[int, int]
    """Start and stop in `track`, which holds what the windows of these rows see."""
    offset: int
    """The row of the clip that is the track's first."""

    def lift(self, options: ShiftOptions) -> None:
        """Lift and test it by itself."""
        for joints in lift_together([self]):
            self.put(joints, options)

    @property
    def points(self) -> Points:
        """(S, J, 2) of the track, as the lifter wants them."""
        track = select_joints(self.track, self.slot.lifter.spec.skeleton)
        return normalise(track.points, *track.image_size)

    def put(self, joints: Points, options: ShiftOptions) -> None:
        """Test the rows whose lifted `joints` (S, J, 3) these are, and enter all into the slot."""
        lifter, points, rows = self.slot.lifter, self.points, self.rows
        width, height = self.track.image_size
        first, focal = int(self.track.frames[0]), usual_focal(width, height)
        tested = shift_robustness(
            lifter, points, joints, find_runs(points), window=lifter.spec.window, aspect=height / width,
            options=options, focal=focal, first_frame=first, rows=rows,
        )  # fmt: skip
        here, there = slice(*rows), slice(rows[0] + self.offset, rows[1] + self.offset)
        self.slot.seen[there], self.slot.joints[there] = points[here], joints[here]
        self.slot.shift.rows(there).put(tested.rows(here))


def lift_together(pieces: Sequence[Piece]) -> list[Points]:
    """Joints (S, J, 3) of the track of each piece, NaN outside its rows. They are of one lifter and one clip.

    Pieces of several people share batches where they are of one length.
    """
    runs: list[tuple[Points, int, int]] = []
    places: list[Points] = []
    lifted: list[Points] = []
    for piece in pieces:
        points = piece.points
        lifted.append(np.full((*points.shape[:2], 3), np.nan, np.float32))
        for start, stop in find_runs(points):
            begin, end = max(start, piece.rows[0]), min(stop, piece.rows[1])
            if begin < end:
                runs.append((points[start:stop], begin - start, end - start))
                places.append(lifted[-1][begin:end])
    focal = usual_focal(*pieces[0].track.image_size)
    for place, joints in zip(places, pieces[0].slot.lifter.lift_runs(runs, focal=focal), strict=True):
        place[:] = joints
    return lifted


@dataclass(frozen=True, slots=True, eq=False)
class LiftedPerson:
    """A person's track, and what each lifter made of it."""

    person: int
    track: Track
    """Cleaned, H36M-17."""
    slots: Mapping[str, LiftSlot]
    """By the lifter's name."""


class StreamingLift:
    """Takes detections as they come; frames are lifted once nothing that comes later can change them."""

    def __init__(
        self,
        lifters: Mapping[str, Lifter],
        times: NDArray[np.float64],
        *,
        cleaning: CleaningOptions,
        shift: ShiftOptions,
        stride: int = 1,
    ) -> None:
        """`times` (T,) are those of the clip's frames; `stride` as in `DetectionRun`."""
        self._cleaning, self._shift, self._times = cleaning, shift, times
        self._slots = {name: _make_slot(lifter, len(times), shift) for name, lifter in lifters.items()}
        self._margin = max((lifter.spec.window // 2 for lifter in lifters.values()), default=0)
        self._stride = stride
        self._is_local = cleaning.is_local
        self._parts: list[Detections] = []
        self._first = self._known = self._done = 0  # rows: of the first part, of the last one, lifted

    def add(self, part: Detections) -> None:
        """The next finished frames of the clip."""
        self._parts.append(part)
        self._known += len(part)
        if not self._is_local:
            return
        reach = cleaning_reach(self._cleaning, self._times, self._stride)
        settled = self._known - reach - self._margin
        if settled - self._done >= _LEAST_ROWS:
            self._lift_settled(settled, reach)

    def _lift_settled(self, settled: int, reach: int) -> None:
        """Lift rows up to `settled`, looking only at the part of the clip that matters to them."""
        needed = max(0, self._done - self._margin - reach)
        while self._first + len(self._parts[0]) <= needed:
            self._first += len(self._parts.pop(0))
        try:
            track = prepare_track(join_detections(self._parts), self._cleaning)
        except NobodyFound:
            self._done = settled
            return
        track = track.part(needed - self._first, len(track))
        rows = (self._done - needed, settled - needed)
        for slot in self._slots.values():
            Piece(slot, track, rows, needed).lift(self._shift)
        self._done = settled

    def finish_all(self, people: People, persons: Sequence[int], report: Report) -> list[LiftedPerson]:
        """All that is left to lift of these people, or that the whole clip has shown to be otherwise.

        It goes in one go; what was lifted so far is the first one's.
        """
        lifted: list[LiftedPerson] = []
        for person in persons:
            track = flag_swaps(prepare_person(people, person, self._cleaning))
            slots = {
                name: _make_slot(slot.lifter, len(self._times), self._shift) if lifted else slot
                for name, slot in self._slots.items()
            }
            lifted.append(LiftedPerson(person, track, slots))
        wanted = []
        for one in lifted:
            is_new = np.arange(len(one.track)) >= (self._done if one is lifted[0] else 0)
            wanted += [(slot, one.track, slot.stale_rows(one.track) | is_new) for slot in one.slots.values()]
        lift_rows(wanted, self._shift, report)
        return lifted

    def joints(self, name: str) -> NDArray[np.float32]:
        """(T, J, 3) what the lifter called `name` made of the clip, NaN where not lifted (yet)."""
        return self._slots[name].joints

    def shift(self, name: str) -> ShiftRobustness:
        """How that lifter bears shifts."""
        return self._slots[name].shift


def changed_windows(before: Points, after: Points, window: int) -> NDArray[np.bool_]:
    """(T,) frames in whose window one of the (T, J, 2) points became another."""
    is_same = (before == after) | (np.isnan(before) & np.isnan(after))
    return np.asarray(maximum_filter1d(~is_same.all(axis=(1, 2)), window, mode="constant"))


def lift_rows(
    wanted: Sequence[tuple[LiftSlot, Track, NDArray[np.bool_]]], options: ShiftOptions, report: Report
) -> None:
    """Lift and test the frames that each slot wants (T,) of a track of the whole clip, piece by piece.

    Pieces of one lifter are lifted together, whoever's they are. Their tests under shifts are not: one under
    eight shifts fills a processor's batch by itself (several people's together took 0.99 to 1.08 as long).
    """
    pieces: dict[Lifter, list[Piece]] = {}
    for slot, track, is_wanted in wanted:
        margin = slot.lifter.spec.window // 2
        for start, stop in _pieces(is_wanted):
            # The part is cut where no window of these rows looks.
            first, last = max(0, start - margin), min(len(track), stop + margin)
            rows = (start - first, stop - first)
            pieces.setdefault(slot.lifter, []).append(Piece(slot, track.part(first, last), rows, first))
    count, done = sum(map(len, pieces.values())), 0
    for own in pieces.values():
        own.sort(key=lambda piece: (piece.offset + piece.rows[0], piece.rows[1] - piece.rows[0]))
        for some in (own[i : i + _TOGETHER] for i in range(0, len(own), _TOGETHER)):
            report("lift", done, count)
            for piece, joints in zip(some, lift_together(some), strict=True):
                report("lift", done, count)
                piece.put(joints, options)
                done += 1
    report("lift", count, count)


def _make_slot(lifter: Lifter, frames: int, options: ShiftOptions) -> LiftSlot:
    joints = len(lifter.spec.skeleton)
    return LiftSlot(
        lifter,
        np.full((frames, joints, 2), np.nan, np.float32),
        np.full((frames, joints, 3), np.nan, np.float32),
        ShiftRobustness.unknown(frames, joints, options),
    )


def _pieces(is_wanted: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Start and stop of each run of True, cut to pieces after which a job can be stopped."""
    for start, stop in find_stretches(is_wanted):
        for begin in range(start, stop, _LONGEST_PIECE):
            yield begin, min(begin + _LONGEST_PIECE, stop)
