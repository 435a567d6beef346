"""Work that is asked for faster than it can be done: only the newest question is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.job_runner import Job, JobRunner
from core.jobs import Report

Work = Callable[[Report], Any]

_POLL_MS = 4
"""Sooner than for long jobs: who drags something waits for every answer."""


class NewestJob(QObject):
    """One worker at a time; what is asked meanwhile waits, and a newer question takes its place.

    Its jobs are a panel's own affair: they end with the program, and nobody else hears of them.
    """

    def __init__(
        self,
        name: str,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._done, self._failed = name, done, failed
        self._runner = JobRunner(self)
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._runner.poll)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._runner.stop_all)
        self._job: Job | None = None
        self._next: Work | None = None
        self._is_wanted = True

    def ask(self, work: Work, *, stop_last: bool = False) -> None:
        """Do this next, and nothing that waits; `stop_last` also stops and forgets what is under way."""
        if self._job is None:
            self._start(work)
            return
        self._next = work
        if stop_last:
            self._is_wanted = False
            self._job.stop()

    def drop(self) -> None:
        """Nobody wants the answer any more, nor what waits."""
        self._next = None
        if self._job is not None:
            self._is_wanted = False
            self._job.stop()

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def _start(self, work: Work) -> None:
        self._is_wanted = True
        self._timer.start()
        self._job = self._runner.start(self._name, work, self._end_well, self._end_badly, self._go_on)

    def _end_well(self, answer: Any) -> None:
        is_wanted = self._is_wanted
        self._go_on()
        if is_wanted:
            self._done(answer)

    def _end_badly(self, error: Exception) -> None:
        is_wanted = self._is_wanted
        self._go_on()
        if is_wanted:
            self._failed(error)

    def _go_on(self) -> None:
        self._job, work, self._next = None, self._next, None
        self._timer.stop()
        if work is not None:
            self._start(work)
