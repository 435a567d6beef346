"""Another person of the clip, or another word on who is who: lifted anew where that makes a difference."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.corrections import Correction, MoveJoint
from core.errors import BadInput
from core.export.exporting import Exported, refuse_existing
from core.export.records import DEFAULT_OPTIONS, ExportOptions
from core.files import staged_folder
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.people import CutPerson, MergePeople, NoSuchPerson, People, PeopleEdit
from core.people.edits import describe
from core.relift import correct_take
from core.take import LifterResult, Take, find_all_problems
from core.take_export import export_poses

Corrections = dict[int, tuple[Correction, ...]]
"""Everybody's, by number."""

_END = 1 << 40
"""Later than any frame."""


def choose_person(
    take: Take, person: int, lifters: Mapping[str, Lifter], report: Report = ignore_report
) -> Take:
    """The take of another person of the same clip, with the corrections that were made of that person before.

    What was stated of the chosen one's size and place in the room is not taken over. `NoSuchPerson` for a
    number that nobody has; errors of lifters as in `correct_take`.
    """
    if person == take.person:
        return take
    if person not in take.people.numbers:
        raise NoSuchPerson.among(person, take.people.numbers)
    told = (*take.history, f"Chose person {person}.")
    take = replace(take, results=_without_size(take))
    return _recast(take, take.people, person, _corrections(take), told, lifters, report)


def change_people(
    take: Take, edits: Sequence[PeopleEdit], lifters: Mapping[str, Lifter], report: Report = ignore_report
) -> Take:
    """The take with these edits after those it has. Corrections go with the sightings that they are about.

    Who is merged into another one while chosen is that other one from now on. `BadInput` where an edit would
    change nothing, and says why.
    """
    people, person, corrections = take.people, take.person, _corrections(take)
    for edit in edits:
        changed = people.with_edits((*people.edits, edit))
        if np.array_equal(changed.labels, people.labels):
            raise BadInput(_why_nothing(edit))
        if isinstance(edit, CutPerson) and edit.person not in changed.numbers:
            raise BadInput(_why_nothing(edit))
        if isinstance(edit, MergePeople) and person == edit.other:
            person = edit.person
        people, corrections = changed, _follow(corrections, edit)
    told = (*take.history, *map(describe, edits))
    return _recast(take, people, person, corrections, told, lifters, report)


def export_everybody(
    take: Take,
    lifters: Mapping[str, Lifter],
    folder: Path,
    stem: str,
    formats: Sequence[str],
    *,
    only: Sequence[str] = (),
    options: ExportOptions = DEFAULT_OPTIONS,
    may_replace: bool = False,
    report: Report = ignore_report,
) -> list[Exported]:
    """Write `<stem>.person<N>.<lifter>.<format>` of each person of the clip; all or nothing.

    Those who are not chosen are lifted for it. `only` names the lifters whose poses are wanted, of all if
    empty. Errors as in `export_poses`.
    """
    written: list[Exported] = []
    with staged_folder(folder) as stage:
        for person in take.people.numbers:
            one = choose_person(take, person, lifters, report)
            begin = f"{stem}.person{person}"
            files = export_poses(one, stage, begin, formats, lifters=only, options=options, report=report)
            if not may_replace:
                refuse_existing([folder / item.path.name for item in files])
            written += files
    return [item.moved_to(folder) for item in written]


def _recast(
    take: Take,
    people: People,
    person: int,
    corrections: Corrections,
    told: tuple[str, ...],
    lifters: Mapping[str, Lifter],
    report: Report,
) -> Take:
    shelved = {number: made for number, made in corrections.items() if number != person and made}
    recast = replace(
        take, people=people, person=person, corrections=corrections.get(person, ()), shelved=shelved,
        history=told,
    )  # fmt: skip
    is_same_body = np.array_equal(people.rows(person), take.people.rows(take.person))
    if is_same_body and recast.corrections == take.corrections:
        # Who the others are tells whether a track may be somebody else in places.
        return replace(recast, findings=find_all_problems(people, person, take.track, take.results))
    return correct_take(recast, recast.corrections, lifters, report)


def _without_size(take: Take) -> dict[str, LifterResult]:
    """Results whose placement no longer knows what was stated of one person only."""
    results = dict(take.results)
    for name, result in take.results.items():
        if (placement := result.placement) is not None:
            options = replace(placement.options, height_m=None, distance_m=None, lift_m=0.0)
            results[name] = replace(result, placement=replace(placement, options=options))
    return results


def _corrections(take: Take) -> Corrections:
    return {**take.shelved, take.person: take.corrections}


def _follow(corrections: Corrections, edit: PeopleEdit) -> Corrections:
    """Everybody's corrections after an edit."""
    after = dict(corrections)
    if isinstance(edit, MergePeople):
        after[edit.person] = after.get(edit.person, ()) + after.pop(edit.other, ())
    elif isinstance(edit, CutPerson):
        made = after.get(edit.person, ())
        after[edit.person], after[edit.new] = _parts(made, 0, edit.frame), _parts(made, edit.frame, _END)
    else:
        one, other = after.get(edit.person, ()), after.get(edit.other, ())
        after[edit.person] = _outside(one, edit.start, edit.stop) + _parts(other, edit.start, edit.stop)
        after[edit.other] = _outside(other, edit.start, edit.stop) + _parts(one, edit.start, edit.stop)
    return after


def _parts(made: Sequence[Correction], start: int, stop: int) -> tuple[Correction, ...]:
    """What of the corrections is about these frames."""
    parts: list[Correction] = []
    for correction in made:
        if isinstance(correction, MoveJoint):
            if start <= correction.frame < stop:
                parts.append(correction)
        elif max(start, correction.start) < min(stop, correction.stop):
            first, last = max(start, correction.start), min(stop, correction.stop)
            parts.append(replace(correction, start=first, stop=last))
    return tuple(parts)


def _outside(made: Sequence[Correction], start: int, stop: int) -> tuple[Correction, ...]:
    """What of the corrections is about frames before or after these, in the order of their making."""
    return tuple(part for one in made for part in (*_parts((one,), 0, start), *_parts((one,), stop, _END)))


def _why_nothing(edit: PeopleEdit) -> str:
    if isinstance(edit, MergePeople):
        return f"Persons {edit.person} and {edit.other} cannot be made one: take two people of the clip."
    if isinstance(edit, CutPerson):
        return (
            f"Person {edit.person} is not seen both before frame {edit.frame} and from there on: there is"
            " nothing to cut. Go to the frame where it becomes somebody else."
        )
    return (
        f"Neither person {edit.person} nor person {edit.other} is seen in frames {edit.start} to"
        f" {edit.stop - 1}: there is nothing to exchange."
    )
