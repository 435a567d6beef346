"""What corrections, choices and placements share: a new take made of the open one, one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core_words import words_of
from app.job_runner import Job, JobRunner
from app.session import Session

if TYPE_CHECKING:
    from core.jobs import Report
    from core.take import Take

log = logging.getLogger(__name__)


class TakeMaker(QObject):
    """Runs one job at a time; what is made of a take that is no longer open is dropped or made again."""

    failed = Signal(str)
    """Why, in a sentence."""

    def __init__(self, session: Session, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        session.video_changed.connect(self._let_go)

    @property
    def is_busy(self) -> bool:
        """Whether a take is being made."""
        return self._job is not None

    def _make(self, name: str, work: Callable[[Report], Take], too_late: Callable[[], None]) -> None:
        """Put what `work` makes of the open take in its place; `too_late` if another one is open by then."""
        take = self._session.take

        def done(made: Take) -> None:
            if self._job is not job:
                return
            self._job = None
            if take is not None and self._session.take is take and self._may_put():
                self._session.change_take(made)
                log.info("%s", " ".join(made.history[len(take.history) :]))
            else:
                too_late()
            self._go_on()

        def failed(error: Exception) -> None:
            if self._job is job:
                self._job = None
                self._give_up()
                self.failed.emit(words_of(error))
                self._go_on()

        self._job = job = self._jobs.start(name, work, done, failed, self._let_go)

    def _may_put(self) -> bool:
        """Whether nothing else is about to change the take."""
        return True

    def _go_on(self) -> None:
        """Start what waits; called whenever a job has ended."""
        raise NotImplementedError

    def _give_up(self) -> None:
        """A job failed: what waits was meant for what it would have made."""
        raise NotImplementedError

    def _let_go(self) -> None:
        """Another video is open, or the job was stopped: nothing of it counts any more."""
        raise NotImplementedError
