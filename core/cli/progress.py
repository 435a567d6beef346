"""How a job shows on a terminal, and how Ctrl-C reaches it."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from core.jobs import JobStopped, Report

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_EVERY_S = 5.0


@contextmanager
def show_progress(*, is_quiet: bool) -> Iterator[Report]:
    """A report that draws bars on a terminal, prints a line now and then elsewhere, or shows nothing.

    While the block runs, Ctrl-C makes the next call of the report raise `JobStopped`; a second one
    interrupts at once.
    """
    with _ctrl_c_stops() as stop:
        if is_quiet:
            yield _Silent(stop)
        elif sys.stderr.isatty():
            with _make_bars() as bars:
                yield _Bars(stop, bars)
        else:
            yield _Lines(stop)


class _Stop:
    """Whether the user has pressed Ctrl-C."""

    is_asked = False

    def check(self) -> None:
        if self.is_asked:
            raise JobStopped


@contextmanager
def _ctrl_c_stops() -> Iterator[_Stop]:
    stop = _Stop()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_asked:
            raise KeyboardInterrupt
        stop.is_asked = True

    before: Any = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _Silent:
    def __init__(self, stop: _Stop) -> None:
        self._stop = stop

    def __call__(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 - shows nothing
        self._stop.check()


class _Lines:
    """A line at each stage's start and end, and every few seconds in between."""

    def __init__(self, stop: _Stop) -> None:
        self._stop = stop
        self._stage, self._started_at, self._first, self._shown_at = "", 0.0, 0, 0.0
        self._done = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._stop.check()
        now = time.monotonic()
        before, self._done = self._done, done
        if stage != self._stage or done < before:  # it begins again, as for the next person
            self._stage, self._started_at, self._first = stage, now, done
        elif done == before == total or (done < total and now - self._shown_at < _LINE_EVERY_S):
            return
        self._shown_at = now
        print(self._describe(done, total, now), file=sys.stderr, flush=True)

    def _describe(self, done: int, total: int, now: float) -> str:
        text = f"{self._stage}: {done}/{total}" if total else f"{self._stage}: {done}"
        elapsed = now - self._started_at
        if done > self._first and elapsed > 0.5:
            rate = (done - self._first) / elapsed
            text += f", {rate:.1f}/s"
            if done < total:
                text += f", {(total - done) / rate:.0f} s left"
        return text


class _Bars:
    """One bar for each stage."""

    def __init__(self, stop: _Stop, bars: "Progress") -> None:
        self._stop, self._bars = stop, bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._stop.check()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total or None, completed=done)
        self._bars.update(self._tasks[stage], completed=done, total=total or None)


def _make_bars() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Any) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    return Progress(
        TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), Rate(""),
        TimeRemainingColumn(), console=Console(stderr=True),
    )  # fmt: skip
