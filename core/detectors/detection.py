"""Detection as the rest of Relief sees it: start it, take what is finished, get the whole."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from core.detectors.endings import WorkerGone
from core.detectors.looking import longest_stride, passed_over
from core.detectors.process import WorkerProcess
from core.detectors.records import Detections
from core.detectors.resume import ResumeFile
from core.detectors.rows import Rows, bytes_to_rows, row_type, rows_to_detections
from core.detectors.table import DetectorEntry, find_detector
from core.detectors.worker import Assignment, Failed, Reader, read_video
from core.errors import BadInput, ReliefError
from core.jobs import Report, ignore_report
from core.video.records import VideoInfo

STAGE = "detect people"
_TICK_S = 0.1
"""How often the report is called at least, and so how soon a stop is heard."""
_FRAMES_AT_ONCE = 256
"""Of those that an earlier run finished: whoever takes them may be busy with each part for a while."""


def start_detection(
    info: VideoInfo,
    detector: str | DetectorEntry,
    *,
    start: int = 0,
    stop: int | None = None,
    resume_file: Path | None = None,
    reader: Reader = read_video,
) -> "DetectionRun":
    """Start detecting frames `start` to `stop` at once, in another process; do something else meanwhile.

    With `resume_file`, rows are kept in that file as they come, and what it holds already of the same
    video, detector and clip is not detected again. `reader` is for frames that come from elsewhere.

    `BadInput` for an unknown detector or an empty clip, `NotInstalled` where its package is missing.
    """
    entry = find_detector(detector)
    stop = len(info) if stop is None else stop
    if not 0 <= start < stop <= len(info):
        raise BadInput(f"{info.path} has {len(info)} frames: there is no clip from {start} to {stop}.")
    return DetectionRun(info, entry, start=start, stop=stop, resume_file=resume_file, reader=reader)


def detect_people(
    info: VideoInfo,
    detector: str | DetectorEntry,
    *,
    start: int = 0,
    stop: int | None = None,
    report: Report = ignore_report,
    resume_file: Path | None = None,
    reader: Reader = read_video,
) -> Detections:
    """Everybody in the clip, in one go. Arguments and errors as in `start_detection` and `chunks`."""
    with start_detection(
        info, detector, start=start, stop=stop, resume_file=resume_file, reader=reader
    ) as run:
        for _ in run.chunks(report):
            pass
        return run.result()


class DetectionRun:
    """A detection under way. Use it in a `with`, which ends the worker process however the block ends."""

    def __init__(
        self,
        info: VideoInfo,
        entry: DetectorEntry,
        *,
        start: int,
        stop: int,
        resume_file: Path | None,
        reader: Reader,
    ) -> None:
        self.info, self.entry, self.start, self.stop = info, entry, start, stop
        self._file = ResumeFile(resume_file, info, entry, start=start, stop=stop) if resume_file else None
        self._rows: list[Rows] = [self._file.rows] if self._file else []
        self._next = int(self._rows[-1]["frame"][-1]) + 1 if self._rows and len(self._rows[-1]) else start
        self.resumed_frames = self._next - start
        """How many frames of the clip were finished by an earlier run."""
        is_passed = passed_over(info.times[start:stop], entry.step_s)
        self.stride = longest_stride(is_passed)
        """The most frames from one that is looked at to the next: 1 where all are."""
        self._worker: WorkerProcess | None = None
        if self._next < stop:
            warm_up_from = max(start, self._next - entry.warm_up)
            passed = frozenset((start + np.flatnonzero(is_passed)).tolist())
            self._worker = WorkerProcess(
                Assignment(info, entry, warm_up_from, self._next, stop, reader, passed)
            )

    def chunks(self, report: Report = ignore_report) -> Iterator[Detections]:
        """The finished frames as they come, each once and in order; those of an earlier run first.

        Whatever ends it early, the worker ends with it and the resume file keeps what is finished:

        - `JobStopped` from `report`, which is called about ten times a second;
        - `ReliefError` that the worker met (a video that cannot be read, a package that is missing);
        - `ReliefError` when the worker process crashed, or met an error that should not be.
        """
        try:
            for rows in self._resumed_parts():
                report(STAGE, self.resumed_frames, self.stop - self.start)
                yield rows_to_detections(rows, self.entry, self.info)
            while self._next < self.stop:
                report(STAGE, self._next - self.start, self.stop - self.start)
                rows = self._receive()
                if len(rows):
                    self._keep(rows)
                    yield rows_to_detections(rows, self.entry, self.info)
            report(STAGE, self.stop - self.start, self.stop - self.start)
        finally:
            self.close()

    def _resumed_parts(self) -> Iterator[Rows]:
        """What an earlier run finished, in pieces after each of which the job can be stopped."""
        if not self.resumed_frames:
            return
        rows = self._rows[0]
        cuts = np.arange(self.start, self.start + self.resumed_frames, _FRAMES_AT_ONCE)
        yield from np.split(rows, np.searchsorted(rows["frame"], cuts[1:]))

    def result(self) -> Detections:
        """All frames finished so far: the whole clip once `chunks` has come to its end."""
        none = np.empty(0, row_type(len(self.entry.skeleton)))
        return rows_to_detections(np.concatenate([none, *self._rows]), self.entry, self.info)

    def close(self) -> None:
        """End the worker, and keep the resume file. May be called again."""
        if self._worker:
            self._worker.end()
            self._worker = None
        if self._file:
            self._file.close()

    def delete_resume_file(self) -> None:
        """End the worker, and take the resume file away: the result is safe elsewhere."""
        self.close()
        if self._file:
            self._file.delete()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _keep(self, rows: Rows) -> None:
        self._rows.append(rows)
        self._next = int(rows["frame"][-1]) + 1
        if self._file:
            self._file.add(rows)

    def _receive(self) -> Rows:
        """The rows that came within a tick, maybe none."""
        if self._worker is None:
            raise RuntimeError("this detection was closed before it was finished")
        try:
            message = self._worker.receive(_TICK_S)
        except WorkerGone as gone:
            raise ReliefError(self._what_happened(f"its process {gone}")) from gone
        if isinstance(message, Failed):
            raise message.error or ReliefError(self._what_happened(f"an error:\n{message.text}"))
        return bytes_to_rows(message or b"", len(self.entry.skeleton))

    def _what_happened(self, how: str) -> str:
        finished = f"Frames {self.start} to {self._next - 1}" if self._next > self.start else "No frames"
        kept = f", kept in {self._file.path}: run it again to go on from there" if self._file else ""
        return (
            f"The detector {self.entry.name} stopped at frame {self._next} of {self.info.path.name}. "
            f"{finished} are finished{kept}.\nWhat happened: {how}"
        )
