"""Nothing is ever lost: what is not saved lies in a folder of Relief's own, from which it comes back."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal

from app.core_words import words_of
from app.job_runner import Job, JobRunner
from core.errors import ReliefError
from core.files import write_aside

if TYPE_CHECKING:
    from core.jobs import Report
    from core.take import Take

TAKE, _NOTE, _LOCK = "take.relief", "note.json", "lock"
_STEM = "detection"
_PATIENCE_S = 10.0
"""With a disk that is still writing when the window closes."""

log = logging.getLogger(__name__)


def autosave_folder() -> Path:
    """Where this user's autosaves lie."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(base) / "autosave"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Work that an earlier window did not save, or was torn out of."""

    folder: Path
    video: Path
    saved_as: Path | None
    """Where its take was saved before the changes that are only here."""

    @property
    def take(self) -> Path | None:
        """Its take; None where the video was still being processed."""
        path = self.folder / TAKE
        return path if path.exists() else None

    def discard(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def find_left_over(base: Path | None = None) -> Iterator[LeftOver]:
    """What earlier windows left, the newest first; what another open window works on is left out."""
    folders = [note.parent for note in (base or autosave_folder()).glob(f"*/{_NOTE}")]
    for folder in sorted(folders, key=lambda f: (f / _NOTE).stat().st_mtime, reverse=True):
        lock = QLockFile(str(folder / _LOCK))
        if not lock.tryLock(0):
            continue
        lock.unlock()
        if (found := _read_note(folder)) is not None:
            if found.take is None and not any(folder.glob("*.part")):
                found.discard()  # nothing was finished
            else:
                yield found


def _read_note(folder: Path) -> LeftOver | None:
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        saved_as = note["saved_as"]
        return LeftOver(folder, Path(note["video"]), Path(saved_as) if saved_as else None)
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Autosave(QObject):
    """Keeps what is open and not saved. One video at a time; another window takes another folder."""

    kept = Signal()
    """The newest take lies on the disk."""
    failed = Signal(str)
    """Why it could not be kept, in a sentence."""

    def __init__(self, jobs: JobRunner, base: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._base = jobs, base or autosave_folder()
        self.folder: Path | None = None
        """Of what is open; None while nothing is."""
        self._lock: QLockFile | None = None
        self._wanted: Take | None = None
        self._job: Job | None = None

    @property
    def resume_stem(self) -> str:
        """For `core.pipeline.resume_place`, with `folder`."""
        return _STEM

    @property
    def take_path(self) -> Path | None:
        """The kept take of what is open, if there is one."""
        return self.folder / TAKE if self.folder and (self.folder / TAKE).exists() else None

    def begin(self, video: Path, saved_as: Path | None = None) -> None:
        """A video or take was opened: from now on its work is kept. What lies there of it stays for now."""
        self.end()
        key = hashlib.sha256(str((saved_as or video).absolute()).encode()).hexdigest()[:16]
        for number in range(1, 100):
            folder = self._base / (key if number == 1 else f"{key}-{number}")
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
            if (error := self._claim(folder)) is None:
                self._note(video, saved_as)
                return
            if error != QLockFile.LockError.LockFailedError:
                break
        self.failed.emit(
            self.tr("Work cannot be kept in {folder}: save it yourself now and then.").format(
                folder=self._base
            )
        )

    def adopt(self, left: LeftOver) -> None:
        """What an earlier window left is open now: go on in its folder."""
        self.end()
        if self._claim(left.folder) is not None:  # another window was quicker
            self.begin(left.video, left.saved_as)

    def _claim(self, folder: Path) -> QLockFile.LockError | None:
        lock = QLockFile(str(folder / _LOCK))
        if not lock.tryLock(0):
            return lock.error()
        self.folder, self._lock = folder, lock
        return None

    def _note(self, video: Path, saved_as: Path | None) -> None:
        """Write down what the folder is about."""
        if self.folder is None:
            return
        note = {"video": str(video.absolute()), "saved_as": str(saved_as.absolute()) if saved_as else None}
        try:
            with write_aside(self.folder / _NOTE) as file:
                json.dump(note, file)
        except ReliefError as error:
            self.failed.emit(words_of(error))

    def keep(self, take: Take) -> None:
        """Write the take in the background; of several in a row, only the last."""
        self._wanted = take
        if self.folder is not None and self._job is None:
            self._write(self.folder / TAKE)

    def forget(self) -> None:
        """All is saved elsewhere, or not wanted: nothing of it needs to be kept."""
        self._wanted = None
        if self.folder is not None:
            with suppress(OSError):
                (self.folder / TAKE).unlink()

    def end(self, unsaved: Take | None = None) -> None:
        """What is open is closed. `unsaved` is written at once, if it is not on the disk yet."""
        if self.folder is None:
            return
        if self._job is not None:
            self._job.wait(_PATIENCE_S)
            self._job = None
        if unsaved is not None and self._wanted is not None:
            self._write_now(unsaved)
        self._wanted = None
        folder, self.folder = self.folder, None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        if not (folder / TAKE).exists() and not any(folder.glob("*.part")):
            shutil.rmtree(folder, ignore_errors=True)

    def _write_now(self, take: Take) -> None:
        from core.take_file import save_take

        try:
            if self.folder is not None:
                save_take(take, self.folder / TAKE)
        except ReliefError as error:
            log.error("%s", error)

    def _write(self, path: Path) -> None:
        take = self._wanted

        def work(_: Report) -> None:
            from core.take_file import save_take

            if take is not None:
                save_take(take, path)

        def ended(error: Exception | None = None) -> None:
            if self._job is job:  # else another video is open by now
                self._job = None
                self._go_on(take, error)

        self._job = job = self._jobs.start("autosave", work, lambda _: ended(), ended, ended)

    def _go_on(self, written: Take | None, error: Exception | None) -> None:
        if error is not None:
            self._wanted = None
            self.failed.emit(words_of(error))
        elif self._wanted is None:
            self.forget()  # it was saved elsewhere meanwhile
        elif self._wanted is written:
            self._wanted = None
            self.kept.emit()
        elif self.folder is not None:
            self._write(self.folder / TAKE)
