"""Which of the people in the video the take is about, and who is who: lifted again in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.correcting import Correcting
from app.job_runner import JobRunner
from app.lifter_shelf import LifterShelf
from app.session import Session
from app.settings import Settings
from app.take_maker import TakeMaker

if TYPE_CHECKING:
    from core.jobs import Report
    from core.people import PeopleEdit
    from core.take import Take


class Choosing(TakeMaker):
    """Makes a new take of each choice and each change to the people, in the order in which they come."""

    awaited_changed = Signal(object)
    """The number of the person who is being lifted, or None."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        settings: Settings,
        shelf: LifterShelf,
        correcting: Correcting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session, jobs, parent)
        self._settings, self._shelf, self._correcting = settings, shelf, correcting
        self._waiting: list[int | PeopleEdit] = []
        self.awaited: int | None = None
        """Who is being lifted."""
        jobs.ended.connect(lambda _: QTimer.singleShot(0, self, self._go_on))

    @property
    def is_busy(self) -> bool:
        """Whether somebody is being lifted, or waits to be."""
        return super().is_busy or bool(self._waiting)

    def choose(self, person: int) -> None:
        """Make the take about this person. Of several choices in a row the newest counts."""
        take = self._session.take
        if take is None or person not in take.people.numbers:
            return
        if self._waiting and isinstance(self._waiting[-1], int):
            self._waiting.pop()
        elif self._job is None and not self._waiting and person == take.person:
            return
        self._waiting.append(person)
        self._show_awaited(person)
        self._go_on()

    def step(self, by: int) -> None:
        """Choose the next person, or the one before; after the last, the first."""
        if (take := self._session.take) is not None:
            numbers = take.people.numbers
            at = numbers.index(self.awaited if self.awaited in numbers else take.person)
            self.choose(numbers[(at + by) % len(numbers)])

    def change(self, edit: PeopleEdit) -> None:
        """Say who is who."""
        if self._session.take is not None:
            self._waiting.append(edit)
            self._go_on()

    def _go_on(self) -> None:
        take = self._session.take
        if not self.is_busy:
            self._show_awaited(None)
        # A correction that is being lifted belongs to the person of now: it comes first, and is kept.
        if self._job is not None or take is None or not self._waiting or self._correcting.is_busy:
            return
        wanted, self._waiting = self._waiting, []
        device = self._settings["device"]

        def work(report: Report) -> Take:
            return _make(take, wanted, self._shelf, device, report)

        def too_late() -> None:
            if self._session.take is not None and self._session.take.people is take.people:
                self._waiting = [*wanted, *self._waiting]  # a correction came in between, or comes

        self._make(self.tr("Choosing"), work, too_late)

    def _may_put(self) -> bool:
        return not self._correcting.is_busy

    def _give_up(self) -> None:
        self._waiting.clear()

    def _let_go(self) -> None:
        self._waiting.clear()
        self._job = None
        self._show_awaited(None)

    def _show_awaited(self, person: int | None) -> None:
        if person != self.awaited:
            self.awaited = person
            self.awaited_changed.emit(person)


def _make(
    take: Take, wanted: list[int | PeopleEdit], shelf: LifterShelf, device: str, report: Report
) -> Take:
    """The take with all that is wanted of it, in the worker thread."""
    lifters = shelf.take(tuple(take.results), device)
    from core.recast import change_people, choose_person

    for one in wanted:
        if isinstance(one, int):
            take = choose_person(take, one, lifters, report)
        else:
            take = change_people(take, [one], lifters, report)
    return take
