"""The pictures of the open video: asked for by frame, made in a thread, handed out in the window's thread."""

from collections.abc import Sequence
from typing import Self

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.frame_worker import Look, Picture, PictureWorker
from app.session import Session
from core.video import VideoInfo

POLL_MS = 4
REST_MS = 150
"""So long after a frame was reached its neighbours are made, so that a step to them is at once."""


class FrameServer(QObject):
    """Follows the session: shows the picture of its frame as soon as there is one.

    While the user scrubs faster than frames can be decoded, the newest request wins and pictures on the
    way are shown as they come. Opening another video, or closing, is safe at any moment: nobody waits
    for the thread, and what it still delivers is dropped.
    """

    picture_changed = Signal(object)
    """The `Picture` to show, or None when there is no video."""
    failed = Signal(str)
    """Why the video has no pictures, in a sentence; the frames can still be walked through."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._worker: PictureWorker | None = None
        self._running = running = list[PictureWorker]()  # outlives this object, which `destroyed` does not
        self.destroyed.connect(lambda: _stop(running))
        self._look = Look()
        self._ahead: tuple[int, ...] = ()
        self.picture: Picture | None = None
        """What is shown; its index is the session's frame unless a newer picture is being made."""
        self.error: str | None = None
        self._timer = QTimer(self, interval=POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.poll)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._want_neighbours)
        session.video_changed.connect(self._open)
        session.frame_changed.connect(self._ask)
        self._open(session.video)

    @classmethod
    def of(cls, session: Session) -> Self:
        """The one server of a session: all who show its pictures share it."""
        return session.findChild(cls) or cls(session)

    @property
    def look(self) -> Look:
        """How pictures are made ready."""
        return self._look

    @property
    def has_pictures(self) -> bool:
        """Whether there is a video that gives pictures."""
        return self._worker is not None and self.error is None

    @property
    def is_settled(self) -> bool:
        """Whether the picture shown is that of the session's frame, in the look that is wanted."""
        shown = self.picture
        return shown is not None and (shown.index, shown.look) == (self._session.frame, self._look)

    def set_look(self, look: Look) -> None:
        """Make pictures in another size or brightness; the old one is shown until the new one is there."""
        if look != self._look:
            self._look = look
            self._ask()

    def ready(self) -> frozenset[int]:
        """The frames that can be shown at once."""
        return self._worker.ready() if self._worker is not None else frozenset()

    def read_ahead(self, indices: Sequence[int]) -> None:
        """Make these next, the first one first: what playing will need. Empty when it ends."""
        if tuple(indices) != self._ahead:
            self._ahead = tuple(indices)
            self._ask()

    def close(self) -> None:
        """Let go of the video; it is safe to go on calling everything else."""
        self._timer.stop()
        self._rest.stop()
        if self._worker is not None:
            self._worker.stop()
        self._running.clear()
        self._worker, self.picture, self.error, self._ahead = None, None, None, ()

    def poll(self) -> None:
        """Look what the thread has finished."""
        if (worker := self._worker) is None:
            return
        if worker.error is not None:
            self._timer.stop()
            self.error = worker.error
            self.failed.emit(worker.error)
            return
        picture = worker.picture(self._session.frame) or worker.latest()
        if picture is not None and picture is not self.picture and picture.look == self._look:
            self.picture = picture
            self.picture_changed.emit(picture)
        if self.is_settled:
            self._timer.stop()
            if not self._ahead:
                self._rest.start()

    def _open(self, video: VideoInfo | None) -> None:
        self.close()
        self.picture_changed.emit(None)
        if video is not None:
            self._worker = PictureWorker(video)
            self._running.append(self._worker)
            self._ask()

    def _ask(self) -> None:
        if self._worker is None or self.error is not None:
            return
        self._rest.stop()
        self._worker.want((self._session.frame, *self._ahead), self._look)
        self.poll()
        if not self.is_settled:
            self._timer.start()

    def _want_neighbours(self) -> None:
        frame, last = self._session.frame, len(self._session.video or ()) - 1
        if self._worker is not None:
            self._worker.want((frame, min(frame + 1, last), max(frame - 1, 0)), self._look)


def _stop(workers: Sequence[PictureWorker]) -> None:
    for worker in workers:
        worker.stop()
