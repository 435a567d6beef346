"""Reading in a process of its own what would hold up this one, or may crash the library that reads it."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TypeVar

from core.errors import BadInput, ReliefError
from core.jobs import Report, ignore_report

Item = TypeVar("Item")

_POLL_S = 0.1


def read_apart(
    read: Callable[..., Iterator[Item]],
    path: Path,
    *more: object,
    stage: str,
    report: Report = ignore_report,
) -> Iterator[Item]:
    """What `read(path, *more)` yields in another process, as it comes.

    A `ReliefError` in there is raised here. `BadInput` where the process ends before its time. `report` is
    called now and then and may stop it; it ends with this iterator, however that ends.
    """
    context = multiprocessing.get_context("spawn")  # the one way that all systems have
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_all, args=(theirs, read, path, *more), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            try:
                while not ours.poll(_POLL_S):
                    report(stage, 0, 0)
                is_item, answer = ours.recv()
            except (EOFError, OSError) as error:
                raise _ended(path, process) from error
            if not is_item:
                break
            yield answer
        if answer is not None:
            raise answer
    finally:
        process.kill()
        process.join()
        ours.close()


def _send_all(pipe: Connection, read: Callable[..., Iterator[Item]], path: Path, *more: object) -> None:
    """What the process runs."""
    try:
        for item in read(path, *more):
            pipe.send((True, item))
    except ReliefError as error:
        pipe.send((False, error))
    else:
        pipe.send((False, None))


def _ended(path: Path, process: SpawnProcess) -> BadInput:
    """Why the process ended without an answer, as far as its exit code says."""
    process.join()
    if process.exitcode == -getattr(signal, "SIGKILL", 9):
        return BadInput(
            f"{path} could not be read: the process that did so was ended, most likely for want of memory."
            " Close other programs, or take a shorter part of the file."
        )
    return BadInput(
        f"{path} could not be read: the program that did so broke down over it. Most likely it is damaged."
        " Export or download it again."
    )
