"""The parent's hold on the worker process."""

import multiprocessing
import multiprocessing.resource_tracker
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path

from core.detectors.endings import WorkerGone, describe_end
from core.detectors.worker import Assignment, Message, run_worker


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Keep Ctrl-C from a process that is started in the block; this one gets it at the block's end.

    A terminal sends it to every process, and one that is still importing would show a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # WORKAROUND: starting the tracker, which the first spawn does, would let the signal through again
    # (https://github.com/python/cpython/blob/3.11/Lib/multiprocessing/resource_tracker.py, ensure_running).
    multiprocessing.resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class WorkerProcess:
    """Started when made; `end` must be called, and may be called at any time."""

    def __init__(self, assignment: Assignment) -> None:
        handle, log = tempfile.mkstemp(prefix="relief-detector-", suffix=".log")
        os.close(handle)
        self._log = Path(log)
        context = multiprocessing.get_context("spawn")  # the one way that all systems have
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=run_worker, args=(assignment, theirs, self._log), name="relief-detector", daemon=True
        )
        with _ctrl_c_held():
            self._process.start()
        theirs.close()  # only the worker holds that end now, so we see when it lets go

    def receive(self, timeout_s: float) -> Message | None:
        """The next message, or None if none came in time. `WorkerGone` if none will come any more."""
        ready = wait([self._pipe, self._process.sentinel], timeout_s)
        if not ready:
            return None
        try:
            if self._pipe.poll():  # what it sent before it died is still in the pipe
                message: Message = self._pipe.recv()
                return message
        except (EOFError, OSError):
            pass
        raise WorkerGone(self._last_words())

    def end(self) -> None:
        """Kill it if it still runs. It holds nothing that would have to be put in order."""
        if self._pipe.closed:
            return
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()
        self._log.unlink(missing_ok=True)

    def _last_words(self) -> str:
        """How it ended, and the end of what it printed."""
        self._process.join(5)
        return describe_end(self._process.exitcode or 0, self._log.read_text(errors="replace"))
