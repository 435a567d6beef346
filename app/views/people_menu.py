"""What can be said about a person, as a menu: to choose them, and who they really are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from core.people import CutPerson, MergePeople, PeopleEdit, SwapPeople

if TYPE_CHECKING:
    from core.take import Take

Choose = Callable[[int], None]
"""Called with the number of who is chosen."""
Change = Callable[[PeopleEdit], None]


def add_people(
    menu: QMenu,
    take: Take,
    person: int,
    *,
    frame: int,
    loop: tuple[int, int] | None,
    choose: Choose,
    change: Change,
) -> None:
    """All that can be said about a person of the take; what makes no sense here is grey."""
    if person != take.person:
        menu.addAction(_tr("Choose person {0}").format(person), partial(choose, person))
    if len(take.people.numbers) > 1:
        add_merge(menu.addMenu(_tr("Merge person {0} with").format(person)), take, person, change)
    text = _tr("Cut person {0} here: somebody else from frame {1} on").format(person, frame)
    cut = menu.addAction(text, partial(change, CutPerson(person, frame, take.people.next_number)))
    cut.setEnabled(can_cut(take, person, frame))
    if len(take.people.numbers) > 1:
        swap = menu.addMenu(_tr("Swap person {0} with").format(person))
        add_swap(swap, take, person, frame=frame, loop=loop, change=change)


def can_cut(take: Take, person: int, frame: int) -> bool:
    """Whether a person is seen both before a frame and from it on."""
    seen = take.people.frames(person)
    return bool(len(seen)) and int(seen[0]) < frame <= int(seen[-1])


def add_choice(menu: QMenu, take: Take, choose: Choose) -> None:
    """Everybody, to choose from."""
    for number in take.people.numbers:
        action = menu.addAction(_tr("Person {0}").format(number), partial(choose, number))
        action.setCheckable(True)
        action.setChecked(number == take.person)


def add_merge(menu: QMenu, take: Take, person: int, change: Change) -> None:
    """Everybody else. The chosen one keeps the number, else the one who has the lower number."""
    for other in _others(take, person):
        kept = take.person if take.person in (person, other) else min(person, other)
        gone = other if kept == person else person
        menu.addAction(_tr("Person {0}").format(other), partial(change, MergePeople(kept, gone)))


def add_swap(
    menu: QMenu, take: Take, person: int, *, frame: int, loop: tuple[int, int] | None, change: Change
) -> None:
    """Everybody else, from the frame on and in the loop."""
    first, stop = int(take.track.frames[0]), int(take.track.frames[-1]) + 1
    ranges: list[tuple[str, int, int]] = []
    if first <= frame < stop:
        ranges.append((_tr("Person {0}, from here on"), frame, stop))
    if loop is not None and loop[0] < stop and loop[1] >= first:
        ranges.append((_tr("Person {0}, in the loop"), max(loop[0], first), min(loop[1] + 1, stop)))
    for text, start, end in ranges:
        if not menu.isEmpty():
            menu.addSeparator()
        for other in _others(take, person):
            menu.addAction(text.format(other), partial(change, SwapPeople(person, other, start, end)))
    menu.setEnabled(bool(ranges))


def _others(take: Take, person: int) -> list[int]:
    return [number for number in take.people.numbers if number != person]


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)
