"""From a video to a take in the background, with previews on the way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.autosave import TAKE, Autosave
from app.core_words import words_of
from app.detector_choice import DETECTOR_SETTINGS, detector_options
from app.job_runner import Job, JobRunner
from app.lifter_shelf import import_lifting
from app.session import Session
from app.settings import Settings

if TYPE_CHECKING:
    from core.detectors.keypoint_files import KeypointSource
    from core.jobs import Report
    from core.pipeline import ProcessOptions
    from core.take import Take

_PREVIEW_POLL_MS = 100
_PATIENCE_S = 30.0
_USED = (*DETECTOR_SETTINGS, "subject", "lifters", "smoothing", "cutoff_hz")
"""Settings that decide the result."""

log = logging.getLogger(__name__)


class Processing(QObject):
    """Runs the pipeline over the session's video, one run at a time."""

    finished = Signal()
    """The session has a new take."""
    stopped = Signal()
    """By the user: it can go on later."""
    failed = Signal(str)
    """Why, in a sentence."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        settings: Settings,
        autosave: Autosave,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._settings, self._autosave = session, jobs, settings, autosave
        self._job: Job | None = None
        self._last: Job | None = None
        self._preview: Take | None = None
        self._keypoints: KeypointSource | None = None
        self._timer = QTimer(self, interval=_PREVIEW_POLL_MS)
        self._timer.timeout.connect(self._show_preview)
        session.video_changed.connect(self._let_go)

    @property
    def job(self) -> Job | None:
        """The run under way."""
        return self._job

    def start(self) -> None:
        """Find the person and lift; goes on where an earlier run of the same video was stopped."""
        if self._job is None:
            self._start(None)

    def start_with(self, keypoints: KeypointSource) -> None:
        """Lift the keypoints of a file; a run under way ends for it."""
        self.stop()
        self._job = None
        self._start(keypoints)

    def go_on(self) -> None:
        """Start again what was stopped or failed."""
        if self._job is None:
            self._start(self._keypoints)

    def _start(self, keypoints: KeypointSource | None) -> None:
        video = self._session.video
        if video is None:
            return
        self._keypoints = keypoints
        chosen, folder = {id_: self._settings[id_] for id_ in _USED}, self._autosave.folder
        stem, earlier = self._autosave.resume_stem, self._last
        self._preview = None

        def show(preview: Take) -> None:  # in the worker: the timer takes it from here
            self._preview = preview

        def done(take: Take) -> None:
            if self._end(job) and self._session.video is video:
                if take.video.path == video.path and list(take.video.times) == list(video.times):
                    take = replace(take, video=video)  # the same one: what shows it need not open it again
                self._put(take)

        def failed(error: Exception) -> None:
            if self._end(job):
                self._session.show_preview(None)
                self.failed.emit(words_of(error))

        def stopped() -> None:
            if self._end(job):
                self.stopped.emit()

        def work(report: Report) -> Take:
            if earlier is not None:  # stopped, but maybe still about to put its results away
                earlier.wait(_PATIENCE_S)
            options = replace(make_options(chosen), keypoints=keypoints)
            return process(video.path, options, folder, stem, report, show)

        eyes = keypoints.path if keypoints is not None else chosen["detector"]
        log.info("processing %s with %s, %s", video.path, eyes, chosen["lifters"])
        self._job = self._last = job = self._jobs.start(self.tr("Processing"), work, done, failed, stopped)
        self._timer.start()

    def stop(self) -> None:
        """Stop the run; what is detected so far is kept for the next one."""
        if self._job is not None:
            self._job.stop()

    def _let_go(self) -> None:
        """Another video is open: whatever runs ends by itself, and nobody waits for it."""
        self.stop()
        self._job = self._keypoints = None
        self._timer.stop()

    def _put(self, take: Take) -> None:
        if self._session.take is None:
            self._session.open_take(take)
        else:
            self._session.change_take(take)  # the one before can be had again
        self._session.show_preview(None)
        log.info("%s", " ".join(take.history))
        self.finished.emit()

    def _end(self, job: Job) -> bool:
        """Whether this job is still the one that counts; it no longer runs."""
        if self._job is not job:
            return False
        self._job = None
        self._timer.stop()
        return True

    def _show_preview(self) -> None:
        preview, self._preview = self._preview, None
        video = self._session.video
        if preview is not None and video is not None and preview.video.path == video.path:
            self._session.show_preview(replace(preview, video=video))


def make_options(chosen: Mapping[str, Any]) -> ProcessOptions:
    """What the user set, by its id, as the pipeline wants it."""
    from core.pipeline import ProcessOptions
    from core.pose.cleaning import CleaningOptions

    return ProcessOptions(
        detector=chosen["detector"],
        detection=detector_options(chosen),
        subject=chosen["subject"],
        lifters=tuple(chosen["lifters"].split(",")),
        device=chosen["device"],
        cleaning=CleaningOptions(smoothing=chosen["smoothing"], cutoff_hz=chosen["cutoff_hz"]),
    )


def process(
    video: Path,
    options: ProcessOptions,
    folder: Path | None,
    stem: str,
    report: Report,
    show: Callable[[Take], None],
) -> Take:
    """The whole run, in the worker thread; what is detected lies in the folder until it is finished."""
    import_lifting()
    from core.pipeline import process_clip, resume_place
    from core.take_file import save_take

    if folder is None:
        return process_clip(video, options, report=report, preview=show)
    with resume_place(folder, stem) as resume_file:
        take = process_clip(video, options, report=report, resume_file=resume_file, preview=show)
        save_take(take, folder / TAKE)  # before the detections go: a crash in between would lose them
        return take
