"""After a correction: lifting again what it changed, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from core.corrections import Correction, apply_corrections, describe
from core.diagnostics.movement import movement_range
from core.diagnostics.shift import ShiftOptions
from core.diagnostics.swaps import flag_swaps
from core.errors import BadInput
from core.geometry.image import normalise
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter, pose_of
from core.lifter.rays import usual_focal
from core.people import People
from core.pipeline import place_take
from core.pose.cleaning import CleaningOptions
from core.pose.mapping import select_joints
from core.pose.records import Track
from core.pose.runs import find_runs
from core.streaming import LiftSlot, changed_windows, lift_rows, prepare_person
from core.take import LifterResult, Take, find_all_problems


def corrected_track(take: Take, corrections: Sequence[Correction]) -> Track:
    """The chosen person's detections, cleaned, and then corrected by these records instead of the take's."""
    cleaned = cleaned_track(take.people, take.person, take.cleaning)
    return apply_corrections(cleaned, corrections, take.cleaning)


@lru_cache(maxsize=1)
def cleaned_track(people: People, person: int, cleaning: CleaningOptions) -> Track:
    """The track before any correction. Kept for the next one: of a long clip, it is most of the work."""
    return flag_swaps(prepare_person(people, person, cleaning))


def correct_take(
    take: Take,
    corrections: Sequence[Correction],
    lifters: Mapping[str, Lifter],
    report: Report = ignore_report,
) -> Take:
    """The take with these corrections in place of its own, as if it had been made with them.

    Each lifter lifts and tests again the frames whose window changed; where poses stood in the world they are
    placed there again, which is a matter of the whole clip. One whose file is not the file that
    the take was lifted with lifts everything anew: a pose never comes from two lifters. `BadInput` where
    a lifter of the take is not among `lifters`.
    """
    if missing := [name for name in take.results if name not in lifters]:
        raise BadInput(
            f"The lifter {missing[0]!r}, which this take was lifted with, is not there. Without it the"
            " correction cannot be lifted. Put its file back, or lift the video again with another one."
        )
    track = corrected_track(take, corrections)
    slots = {name: _slot_of(take, result, lifters[name]) for name, result in take.results.items()}
    stale = {name: slot.stale_rows(track) for name, slot in slots.items()}
    for name, result in take.results.items():
        stale[name] |= lifters[name].sha256 != result.sha256
    # All lifters of a take were tested alike.
    tested = next((result.shift for result in take.results.values()), None)
    options = ShiftOptions(tested.reach, tested.lengths.shape[1]) if tested else ShiftOptions()
    lift_rows([(slots[name], track, stale[name]) for name in slots], options, report)
    results = {name: _result_of(result, slots[name], track) for name, result in take.results.items()}
    corrected = replace(
        take,
        track=track,
        corrections=tuple(corrections),
        movement=_movement_of(take, track),
        results=results,
        findings=find_all_problems(take.people, take.person, track, results),
        history=(*take.history, *_tell(take.corrections, corrections)),
    )
    placed = next((result.placement for result in take.results.values() if result.placement), None)
    is_other = any(is_stale.any() for is_stale in stale.values())
    return place_take(corrected, placed.options, report=report) if placed and is_other else corrected


def relift_frames(track: Track, lifter: Lifter, rows: tuple[int, int]) -> NDArray[np.float32]:
    """Joints (N, J, 3) of rows `rows[0]` to `rows[1]` of a changed `track`: to look at while dragging.

    Camera frame, metres, relative to the root; NaN where a frame cannot be lifted. Only the windows of
    these rows are looked at, so one frame costs one window.
    """
    margin = lifter.spec.window // 2
    first, last = max(0, rows[0] - margin), min(len(track), rows[1] + margin)
    part = select_joints(track.part(first, last), lifter.spec.skeleton)
    points = normalise(part.points, *part.image_size)
    joints = np.full((rows[1] - rows[0], *points.shape[1:2], 3), np.nan, np.float32)
    for start, stop in find_runs(points):
        begin, end = max(start, rows[0] - first), min(stop, rows[1] - first)
        if begin < end:
            focal = usual_focal(*part.image_size)
            lifted = lifter.lift_run(points[start:stop], begin - start, end - start, focal=focal)
            joints[begin + first - rows[0] : end + first - rows[0]] = lifted
    return joints


def preview_correction(
    take: Take, correction: Correction, lifters: Mapping[str, Lifter], frame: int
) -> tuple[NDArray[np.float32], dict[str, NDArray[np.float32]]]:
    """What one more correction would make of a frame of the take, quickly enough to follow the mouse.

    The frame's 2D joints (17, 2) in pixels, and by lifter the joints (J, 3) in the camera frame.
    """
    row = frame - int(take.track.frames[0])
    margin = max((lifter.spec.window // 2 for lifter in lifters.values()), default=0)
    first, last = max(0, row - margin), min(len(take.track), row + margin + 1)
    track = apply_corrections(take.track.part(first, last), [correction], take.cleaning)
    here = row - first
    poses = {name: relift_frames(track, lifter, (here, here + 1))[0] for name, lifter in lifters.items()}
    return track.points[here], poses


def _slot_of(take: Take, result: LifterResult, lifter: Lifter) -> LiftSlot:
    """The lifter with what the take has of it, in arrays of its own."""
    chosen = select_joints(take.track, lifter.spec.skeleton)
    shift = result.shift
    return LiftSlot(
        lifter,
        normalise(chosen.points, *chosen.image_size),
        result.pose.joints.copy(),
        shift.copy(),
    )


def _result_of(before: LifterResult, slot: LiftSlot, track: Track) -> LifterResult:
    spec = slot.lifter.spec
    pose = pose_of(select_joints(track, spec.skeleton), slot.joints, window=spec.window)
    return replace(
        before,
        label=spec.label,
        sha256=slot.lifter.sha256,
        window=spec.window,
        pose=pose,
        shift=slot.shift,
    )


def _movement_of(take: Take, track: Track) -> NDArray[np.float32]:
    """The take's movement range, worked out again where its window changed."""
    before, after = (normalise(t.points, *t.image_size) for t in (take.track, track))
    stale = np.flatnonzero(changed_windows(before, after, take.movement_window))
    movement = take.movement.copy()
    if len(stale):
        margin = take.movement_window // 2
        first, last = max(0, stale[0] - margin), min(len(track), stale[-1] + 1 + margin)
        part = after[first:last]
        movement[stale] = movement_range(part, find_runs(part), take.movement_window)[stale - first]
    return movement


def _tell(before: Sequence[Correction], after: Sequence[Correction]) -> tuple[str, ...]:
    """Sentences for the history: what was added, or how many were taken back."""
    kept = _common_start(before, after)
    added = tuple(describe(correction) for correction in after[kept:])
    if taken := len(before) - kept:
        return (f"Took back {taken} correction{'s' * (taken > 1)}.", *added)
    return added


def _common_start(before: Sequence[Correction], after: Sequence[Correction]) -> int:
    """How many corrections at the beginning of both are the same."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
