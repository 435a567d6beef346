"""What is open and where it is saved: videos, takes, and what was left from earlier."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.autosave import Autosave, LeftOver, find_left_over
from app.core_words import words_of
from app.imports_ahead import make_qt_classes
from app.job_runner import Job, JobRunner
from app.opening import Opened, open_take_file, probe
from app.recent_files import RecentFiles
from app.session import Session
from app.settings import Settings
from app.widgets.banner import Choice, Kind
from core.errors import ReliefError

if TYPE_CHECKING:
    from core.jobs import Report
    from core.take import Take

SUFFIX = ".relief"
_VIDEOS = "*.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.ts *.mpg *.wmv"

log = logging.getLogger(__name__)


class Documents(QObject):
    """Opens and saves. Says what happened by `message`; asks nothing that can be answered by undoing it."""

    message = Signal(str, str, object)
    """Sentence, kind of banner, and choices."""
    changed = Signal()
    """Another file is open, or it is saved, or no longer so."""
    processing_wanted = Signal()
    """A video was opened that has no take yet."""

    def __init__(
        self, session: Session, jobs: JobRunner, settings: Settings, autosave: Autosave, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._jobs, self._settings = session, jobs, settings
        self._autosave, self._window = autosave, window
        self.recent = RecentFiles(settings, self)
        self._job: Job | None = None
        self._is_restoring = False
        self._saved: Take | None = None
        """The take as it is in its file; another one in the session is not saved."""
        self.path: Path | None = None
        """The file of the take; None before it is saved for the first time."""
        session.take_changed.connect(self._follow_take)
        make_qt_classes()
        autosave.failed.connect(lambda text: self._say(text, "warning"))

    @property
    def is_saved(self) -> bool:
        """Whether nothing is open that is in no file of the user's."""
        return self._session.take is self._saved

    @property
    def title(self) -> str:
        """What the window is called."""
        if self.path is not None:
            return self.path.name
        return self._session.video.path.name if self._session.video is not None else ""

    # ---- opening

    def choose_file(self) -> None:
        """Ask for a video or a take, and open it."""
        videos, takes = self.tr("Videos and takes"), self.tr("All files")
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open"), self._settings.remembered("folder") or "",
            f"{videos} ({_VIDEOS} *{SUFFIX});;{takes} (*)",
        )  # fmt: skip
        if path:
            self.open(Path(path))

    def open_sample(self) -> None:
        """Open the video that comes with Relief."""
        from core.assets import asset_path

        try:
            self.open(asset_path("sample.mp4"))
        except ReliefError as error:
            self._say(words_of(error), "error")

    def open(self, path: Path, _: bool = False) -> None:
        """Open a video or a take in the background; what is open now is kept and closed once it is there."""
        path = path.expanduser().absolute()
        if self._job is not None:
            self._job.stop()

        def failed(error: Exception) -> None:
            if self._job is job:
                self._job = None
                self._fail(error, path)

        def done(opened: Opened) -> None:
            if self._job is job:
                self._job = None
                self._show(opened, path)

        work = open_take_file if path.suffix == SUFFIX else probe
        self._job = job = self._jobs.start(self.tr("Opening"), lambda _: work(path), done, failed)

    def _show(self, opened: Opened, path: Path) -> None:
        self.close()
        log.info("opened %s", path)
        self.path = path if opened.take is not None else None
        self._autosave.begin(opened.video.path, self.path)
        self.recent.add(path)
        if opened.take is not None:
            self._open_saved(opened.take)
            self._warn_of_video(opened)
        else:
            self._session.open_video(opened.video)
        if self._autosave.take_path is not None:
            self._restore(self._autosave.take_path)
        elif opened.take is None:
            self.processing_wanted.emit()
        self.changed.emit()

    def _open_saved(self, take: Take) -> None:
        """Show a take as it is in its file; what was kept beside it stays."""
        self._is_restoring = self._autosave.take_path is not None
        self._saved = take
        self._session.open_take(take)
        self._is_restoring = False

    def _restore(self, kept: Path) -> None:
        """Bring back the changes that were not saved when this was open before."""
        before, video = self._session.take, self._session.video

        def done(opened: Opened) -> None:
            if video is None or self._session.video is not video or self._session.take is not before:
                return  # the user went on
            take = opened.take
            if take is None or len(take.video) != len(video):
                failed(ReliefError(f"{kept} belongs to another video"))
            elif before is not None:
                self._session.change_take(replace(take, video=video))
                self._say(
                    self.tr("The changes that you did not save are back. Undo takes them away."), "info"
                )
            else:
                self._session.open_take(replace(take, video=video))
                text = self.tr("This is the take that you did not save last time.")
                self._say(text, "info", [(self.tr("Process the video again"), self.processing_wanted.emit)])

        def failed(error: Exception) -> None:
            log.warning("%s", error)
            if self._session.video is video and before is None:
                self.processing_wanted.emit()

        self._jobs.start(self.tr("Opening"), lambda _: open_take_file(kept), done, failed)

    def _warn_of_video(self, opened: Opened) -> None:
        path = opened.video.path
        if not path.exists():
            text = self.tr("The video {path} is not there: the figure moves without a picture.")
            self._say(text.format(path=path), "warning", [(self.tr("Find it…"), self._find_video)])
        elif not opened.is_same_video:
            text = self.tr("{path} is not the video that this take was made of.").format(path=path)
            self._say(text, "warning", [(self.tr("Find it…"), self._find_video)])

    def _find_video(self) -> None:
        """The video was moved: take it from where it is now."""
        take = self._session.take
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Find the video"), "")
        if not path or take is None:
            return

        def done(opened: Opened) -> None:
            if len(opened.video) != len(take.video):
                text = self.tr("{path} has {there} frames, but the take was made of a video of {here}.")
                there, here = len(opened.video), len(take.video)
                self._say(text.format(path=path, there=there, here=here), "error")
            elif self._session.take is take:
                self._session.open_take(replace(take, video=opened.video))

        self._jobs.start(
            self.tr("Opening"), lambda _: probe(Path(path)), done, lambda e: self._fail(e, Path(path))
        )

    def close(self) -> None:
        """Close what is open; what is not saved is kept and offered again."""
        if self._session.video is None:
            return
        self._autosave.end(None if self.is_saved else self._session.take)
        self._saved = self.path = None
        self._session.open_video(None)
        self.changed.emit()

    def offer_left_over(self) -> None:
        """Say what an earlier window left, and offer to go on with it."""
        left = next(find_left_over(), None)
        if left is None:
            return
        if left.take is not None:
            text = self.tr("Your work on {name} was not saved, but it is here.")
        else:
            text = self.tr("Relief ended while it worked on {name}. It can go on where it was.")
        self._say(
            text.format(name=left.video.name), "info",
            [(self.tr("Go on"), lambda: self.go_on(left)), (self.tr("Throw it away"), left.discard)],
        )  # fmt: skip

    def go_on(self, left: LeftOver) -> None:
        """Open what an earlier window left."""
        kept = left.take
        if kept is None:
            self.open(left.video)
            return

        def done(opened: Opened) -> None:
            self.close()
            self._autosave.adopt(left)
            self.path, self._saved = left.saved_as, None
            if opened.take is not None:
                video = replace(opened.video, path=left.video)  # it is remembered by its way from elsewhere
                self._session.open_take(replace(opened.take, video=video))
                self._warn_of_video(replace(opened, video=video))
            self.changed.emit()

        self._jobs.start(
            self.tr("Opening"), lambda _: open_take_file(kept), done, lambda e: self._fail(e, left.video)
        )

    # ---- saving

    def save(self) -> None:
        """Save the take where it was saved before, or ask where."""
        if self.path is not None:
            self.save_to(self.path)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask for a name and save the take there."""
        video = self._session.video
        if video is None:
            return
        suggestion = self.path or video.path.with_suffix(SUFFIX)
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the take"), str(suggestion), f"{self.tr('Takes')} (*{SUFFIX})"
        )
        if path:
            chosen = Path(path)
            self.save_to(chosen if chosen.suffix == SUFFIX else chosen.with_name(chosen.name + SUFFIX))

    def save_to(self, path: Path) -> None:
        """Save the take there, in the background."""
        take = self._session.take
        if take is None:
            return

        def work(_: Report) -> None:
            from core.take_file import save_take

            save_take(take, path)

        def done(_: None) -> None:
            log.info("saved %s", path)
            if self._session.take is None or self._session.video is not take.video:
                return  # something else is open by now
            self._saved, self.path = take, path
            self._autosave.forget()
            self._autosave.begin(take.video.path, path)
            self._follow_take(self._session.take)
            self.recent.add(path)
            self._say(self.tr("Saved as {path}.").format(path=path), "good")
            self.changed.emit()

        self._jobs.start(self.tr("Saving"), work, done, lambda e: self._fail(e, path))

    # ----

    def _follow_take(self, take: Take | None) -> None:
        if take is not None and take is not self._saved:
            self._autosave.keep(take)
        elif take is not None and not self._is_restoring:
            self._autosave.forget()  # undone back to what is in the file
        self.changed.emit()

    def _fail(self, error: Exception, path: Path) -> None:
        text = words_of(error)
        self._say(text if isinstance(error, ReliefError) else f"{path.name}: {text}", "error")

    def _say(self, text: str, kind: Kind, choices: list[Choice] | None = None) -> None:
        self.message.emit(text, kind, choices or [])
