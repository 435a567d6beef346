"""How long work tells of its progress and is stopped: one call does both."""

from typing import Protocol


class JobStopped(Exception):
    """Raised inside a job by its `Report` when the user asked it to stop.

    Not an error: nothing went wrong, and what was finished so far is kept.
    """


class Report(Protocol):
    """What a job calls now and then. May raise `JobStopped`, so it is also where a job ends early."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of `stage` are finished; `total` is 0 when it is not known."""


def ignore_report(stage: str, done: int, total: int) -> None:
    """Do nothing: for callers who want neither progress nor a way to stop."""
