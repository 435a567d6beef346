"""Where the person stands in the room, set right by hand: tried while a handle is dragged, then made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core_words import words_of
from app.job_runner import JobRunner
from app.newest import NewestJob
from app.session import Session
from app.take_maker import TakeMaker

if TYPE_CHECKING:
    from core.jobs import Report
    from core.take import Take
    from core.world.records import PlacementOptions


class Placing(TakeMaker):
    """Makes a new take of each way to place the person, and shows beforehand what it would be."""

    previewed = Signal(object)
    """`Take` to look at, or None when there is nothing to try any more."""

    def __init__(self, session: Session, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._trying = NewestJob("try placement", self._show, self._refuse, self)
        self._next: PlacementOptions | None = None
        session.undo_changed.connect(lambda *_: self._trying.drop())

    def attempt(self, options: PlacementOptions) -> None:
        """Show what would become of the take; of several in a row the newest counts."""
        take = self._session.take
        if take is not None:
            self._trying.ask(lambda _: (take, _placed(take, options)))

    def place(self, options: PlacementOptions) -> None:
        """Place the take so; another placement under way comes first."""
        self._next = options
        self._go_on()

    def _go_on(self) -> None:
        take, options = self._session.take, self._next
        if take is None or options is None or self._job is not None:
            return
        self._next = None

        def work(_report: Report) -> Take:
            placed = _placed(take, options)
            return replace(placed, history=(*placed.history, _describe(options)))

        def too_late() -> None:
            self._trying.drop()
            if self._next is None:
                self._next = options  # a correction came in between: place what it made

        self._make(self.tr("Placing"), work, too_late)

    def _show(self, answer: tuple[Take, Take]) -> None:
        tried_on, placed = answer
        if self._session.take is tried_on:
            self.previewed.emit(placed)

    def _refuse(self, error: Exception) -> None:
        self.previewed.emit(None)
        self.failed.emit(words_of(error))

    def _give_up(self) -> None:
        self.previewed.emit(None)

    def _let_go(self) -> None:
        self._job = self._next = None
        self._trying.drop()
        self.previewed.emit(None)


def _placed(take: Take, options: PlacementOptions) -> Take:
    from core.pipeline import place_take

    return place_take(take, options)


def _describe(options: PlacementOptions) -> str:
    """A sentence for the history, in the words of the command line."""
    from core.world.records import PlacementOptions

    usual = PlacementOptions()
    chosen = [
        f"{name} {getattr(options, name)}"
        for name in PlacementOptions.__dataclass_fields__
        if getattr(options, name) != getattr(usual, name)
    ]
    return f"Placed in the room with {', '.join(chosen) if chosen else 'no settings by hand'}."
