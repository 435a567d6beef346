"""What a person says about who is who: a layer over the tracker's answer, which stays as it was.

A take keeps these records in the order of their making, and applies them one after the other. Taking a
record from the list takes back all that it did.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput

Labels = NDArray[np.int64]
"""(N,) a person's number, from 1, for each row of the detections; 0 for nobody's."""

LARGEST_NUMBER = 1_000_000
"""Of a person. More are no people."""
MOST_EDITS = 10_000
_LARGEST_FRAME = 1 << 40


@dataclass(frozen=True, slots=True)
class MergePeople:
    """Two numbers are one person: `other` goes. Where both were seen at once, `person`'s sighting stays."""

    person: int
    other: int


@dataclass(frozen=True, slots=True)
class CutPerson:
    """From `frame` of the video on it is somebody else, whose number is `new`."""

    person: int
    frame: int
    new: int


@dataclass(frozen=True, slots=True)
class SwapPeople:
    """Two people were exchanged in frames `start` to `stop` (the one after the last) of the video."""

    person: int
    other: int
    start: int
    stop: int


PeopleEdit = MergePeople | CutPerson | SwapPeople

KINDS: Mapping[str, type[PeopleEdit]] = {"merge": MergePeople, "cut": CutPerson, "swap": SwapPeople}
"""Names in files."""


def apply_edits(linked: Labels, row_frames: NDArray[np.int64], edits: tuple[PeopleEdit, ...]) -> Labels:
    """The labels with the edits applied; numbers that nobody has are passed over."""
    labels = linked.copy()
    for edit in edits:
        _APPLY[type(edit)](labels, row_frames, edit)
    return labels


def describe(edit: PeopleEdit) -> str:
    """One sentence for the history."""
    if isinstance(edit, MergePeople):
        return f"Made persons {edit.person} and {edit.other} one, person {edit.person}."
    if isinstance(edit, CutPerson):
        return f"Cut person {edit.person} at frame {edit.frame}: from there on it is person {edit.new}."
    return f"Exchanged persons {edit.person} and {edit.other} in frames {edit.start} to {edit.stop - 1}."


def to_json(edit: PeopleEdit) -> dict[str, Any]:
    """A JSON object that `from_json` turns back."""
    kind = next(name for name, record in KINDS.items() if record is type(edit))
    return {"kind": kind, **asdict(edit)}


def from_json(value: Any) -> PeopleEdit:
    """The edit in a JSON object from an untrusted file; `BadInput` says what is wrong with it."""
    record = KINDS.get(str(value.get("kind"))) if isinstance(value, dict) else None
    if record is None or set(value) != {"kind", *(f.name for f in fields(record))}:
        raise BadInput("one of the changes to its people is of an unknown kind.")
    numbers = {name: number for name, number in value.items() if name != "kind"}
    if not all(_is_sound(name, number) for name, number in numbers.items()):
        raise BadInput("one of the changes to its people makes no sense.")
    return record(**numbers)


def _is_sound(name: str, number: Any) -> bool:
    if type(number) is not int:
        return False
    is_frame = name in ("frame", "start", "stop")
    return 0 <= number <= _LARGEST_FRAME if is_frame else 1 <= number <= LARGEST_NUMBER


def _merge(labels: Labels, row_frames: NDArray[np.int64], edit: MergePeople) -> None:
    is_other = labels == edit.other
    if edit.person == edit.other or not is_other.any():
        return
    is_double = np.isin(row_frames, row_frames[labels == edit.person])
    labels[is_other] = np.where(is_double[is_other], 0, edit.person)


def _cut(labels: Labels, row_frames: NDArray[np.int64], edit: CutPerson) -> None:
    labels[(labels == edit.person) & (row_frames >= edit.frame)] = edit.new


def _swap(labels: Labels, row_frames: NDArray[np.int64], edit: SwapPeople) -> None:
    is_within = (row_frames >= edit.start) & (row_frames < edit.stop)
    first, second = is_within & (labels == edit.person), is_within & (labels == edit.other)
    labels[first], labels[second] = edit.other, edit.person


_APPLY: Mapping[type[PeopleEdit], Callable[[Labels, NDArray[np.int64], Any], None]] = {
    MergePeople: _merge,
    CutPerson: _cut,
    SwapPeople: _swap,
}
