"""Long work in worker threads, looked at from the GUI thread: workers never touch Qt."""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import ReliefError
from core.jobs import JobStopped, Report

T = TypeVar("T")

_POLL_MS = 30
"""How soon the window hears of a job: shorter costs time while nothing happens."""
_NICE = 5
"""How much work gives way to the window where cores are few, and processes that it starts, unless the
program was started to be nice as a whole."""
_RATE_WINDOW_S = 3.0
"""Progress is judged by this long a look back: longer hides a change, shorter jumps about."""

_held: list[tuple[threading.Thread, Callable[[Report], Any]]] = []
"""The work of threads that have not ended. Its own thread must not be the last to let go of it: objects of Qt
that it refers to, those of a window that was closed meanwhile, would be destroyed there."""

log = logging.getLogger(__name__)


class Job:
    """One piece of work under way. Only the GUI thread uses it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.stage = ""
        self.done = 0
        self.total = 0
        """0 where it is not known."""
        self.is_stopping = False
        self._stop = threading.Event()
        self._latest: tuple[str, int, int] | None = None
        self._outcome: tuple[str, Any] | None = None
        self._marks: list[tuple[float, int]] = []
        self._thread: threading.Thread | None = None

    def stop(self) -> None:
        """Ask the job to end; it does so at its next report, and says so by `stopped`."""
        self.is_stopping = True
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Do nothing else until the work has ended, but no longer than this; True if it has."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.is_finished

    @property
    def is_finished(self) -> bool:
        """Whether the work has ended, in whatever way."""
        return self._outcome is not None

    @property
    def rate(self) -> float:
        """Steps per second of this stage lately; 0 while it cannot be told."""
        if len(self._marks) < 2:
            return 0.0
        (first_s, first), (last_s, last) = self._marks[0], self._marks[-1]
        return (last - first) / (last_s - first_s) if last_s > first_s else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Until this stage ends, at the rate it has; None while it cannot be told."""
        rate = self.rate
        return (self.total - self.done) / rate if rate > 0 and self.total else None

    def _work(self, work: Callable[[Report], Any]) -> None:
        """In the worker thread: nothing here may touch Qt."""
        if sys.platform == "linux" and os.nice(0) <= 0:  # elsewhere it would be the whole program
            os.nice(_NICE)
        try:
            self._outcome = ("done", work(self._report))
        except JobStopped:
            self._outcome = ("stopped", None)
        except Exception as error:  # the outer edge: shown in the banner, and logged
            self._outcome = ("failed", error)

    def _report(self, stage: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise JobStopped
        self._latest = (stage, done, total)

    def _look(self) -> bool:
        """Take over the latest report; True if it says something new."""
        latest = self._latest
        if latest is None or latest == (self.stage, self.done, self.total):
            return False
        if latest[0] != self.stage or latest[1] < self.done:
            self._marks.clear()
        self.stage, self.done, self.total = latest
        now = time.monotonic()
        self._marks.append((now, self.done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _RATE_WINDOW_S:
            self._marks.pop(0)
        return True


class JobRunner(QObject):
    """Starts jobs and calls back, in the GUI thread, when they end."""

    started = Signal(object)
    """`Job`"""
    progressed = Signal(object)
    """`Job` whose stage, done or total changed."""
    ended = Signal(object)
    """`Job` that ended in whatever way, before its own callback."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[tuple[Job, dict[str, Callable[[Any], None]]]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def jobs(self) -> list[Job]:
        """Those under way, the oldest first."""
        return [job for job, _ in self._jobs]

    def start(
        self,
        name: str,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        stopped: Callable[[], None] | None = None,
    ) -> Job:
        """Run `work` in a thread of its own; one of the callbacks is called once it has ended.

        `work` calls its `Report` now and then, which is where it can be stopped, and touches nothing of Qt.
        """
        job = Job(name)
        calls: dict[str, Callable[[Any], None]] = {
            "done": done, "failed": failed, "stopped": lambda _: stopped() if stopped else None,
        }  # fmt: skip
        self._jobs.append((job, calls))
        # Not a daemon: a file half-way to its place is finished even while the program ends.
        job._thread = threading.Thread(target=job._work, args=(work,), name=name)
        _held.append((job._thread, work))
        job._thread.start()
        self._timer.start()
        self.started.emit(job)
        return job

    def poll(self) -> None:
        """Look at every job once. The timer does this; tests may."""
        for job, calls in list(self._jobs):
            if job._look():
                self.progressed.emit(job)
            if job._outcome is not None:
                self._end(job, calls)
        _let_go_of_what_has_ended()
        if not self._jobs and not _held:
            self._timer.stop()

    def stop_all(self, wait_s: float = 3.0) -> bool:
        """Stop every job and wait a little; True if none is left. No callback is called any more."""
        self._timer.stop()
        for job, _ in self._jobs:
            job.stop()
        deadline = time.monotonic() + wait_s
        for job, _ in self._jobs:
            job.wait(max(0.0, deadline - time.monotonic()))
        self._jobs = [(job, calls) for job, calls in self._jobs if not job.is_finished]
        return not self._jobs

    def _end(self, job: Job, calls: dict[str, Callable[[Any], None]]) -> None:
        how, what = job._outcome or ("stopped", None)
        self._jobs = [(other, c) for other, c in self._jobs if other is not job]
        if how == "failed":
            # Where the user can mend it, the sentence says all; else we must know where it happened.
            log.error(
                "%s failed: %s", job.name, what, exc_info=None if isinstance(what, ReliefError) else what
            )
        self.ended.emit(job)
        calls[how](what)


def _let_go_of_what_has_ended() -> None:
    _held[:] = [(thread, work) for thread, work in _held if thread.is_alive()]
