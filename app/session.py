"""What is open in the window: the video, its take, the frame and the choices that all panels share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # importing SciPy takes longer than an empty window may
    from core.take import Take
    from core.video import VideoInfo

UNDO_STEPS = 200
"""Takes share their arrays, so an old one costs little more than what a step changed."""


class Session(QObject):
    """The only place that replaces the take. Panels listen to its signals and ask it for changes.

    Frames are those of the video, counted from 0; row r of a take is frame `take.track.frames[r]`.
    """

    video_changed = Signal(object)
    """`VideoInfo`, or None when nothing is open. Comes before the take: a video is shown at once."""
    take_changed = Signal(object)
    """`Take`, or None while there is none (yet)."""
    preview_changed = Signal(object)
    """`Take` of what a running job has finished so far, or None: to look at, not to correct or save."""
    frame_changed = Signal(int)
    lifters_changed = Signal(tuple)
    """Names of the lifters shown, in the order of the take."""
    joint_changed = Signal(object)
    """Name of the joint chosen for a closer look, or None."""
    loop_changed = Signal(object)
    """(first, last) frame of the loop, both played, or None."""
    undo_changed = Signal(bool, bool)
    """Whether there is something to undo, and to redo."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.video: VideoInfo | None = None
        self.take: Take | None = None
        self.preview: Take | None = None
        self.frame = 0
        self.lifters: tuple[str, ...] = ()
        self.joint: str | None = None
        self.loop: tuple[int, int] | None = None
        self._undo: list[Take] = []
        self._redo: list[Take] = []

    @property
    def shown(self) -> Take | None:
        """What panels show: the take, or while there is none what a job has so far."""
        return self.take or self.preview

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._redo)

    def open_video(self, video: VideoInfo | None) -> None:
        """Show another video, or nothing; the old take is let go."""
        self._undo.clear()
        self._redo.clear()
        self.video, self.take, self.preview, self.loop, self.joint = video, None, None, None, None
        self.frame = 0
        self.video_changed.emit(video)
        self.take_changed.emit(None)
        self.loop_changed.emit(None)
        self.frame_changed.emit(0)
        self._tell_undo()

    def open_take(self, take: Take) -> None:
        """Show a finished take and its video; undo starts here."""
        if self.video is not take.video:
            self.open_video(take.video)
        self.preview = None
        self._undo.clear()
        self._redo.clear()
        self._put(take)
        self.show_frame(int(take.track.frames[0]) if self.frame not in take.track.frames else self.frame)

    def show_preview(self, preview: Take | None) -> None:
        """Show what a job has finished so far."""
        self.preview = preview
        self.preview_changed.emit(preview)

    def change_take(self, take: Take) -> None:
        """A correction was made: the take before it can be had again with `undo`."""
        if self.take is not None:
            self._undo = [*self._undo[1 - UNDO_STEPS :], self.take]
        self._redo.clear()
        self._put(take)

    def replace_take(self, take: Take) -> None:
        """The same take with better results (a lifting came back): no undo step of its own."""
        self._put(take)

    def undo(self) -> None:
        """Go back to the take before the last change."""
        if self._undo and self.take is not None:
            self._redo.append(self.take)
            self._put(self._undo.pop())

    def redo(self) -> None:
        """Take back the last `undo`."""
        if self._redo and self.take is not None:
            self._undo.append(self.take)
            self._put(self._redo.pop())

    def show_frame(self, frame: int) -> None:
        """Go to a frame of the video; beyond its ends, to the nearest."""
        last = len(self.video) - 1 if self.video is not None else 0
        frame = max(0, min(int(frame), last))
        if frame != self.frame:
            self.frame = frame
            self.frame_changed.emit(frame)

    def show_lifters(self, names: Sequence[str]) -> None:
        """Choose which lifters are shown."""
        known = tuple(self.shown.results) if self.shown is not None else ()
        self.lifters = tuple(name for name in known if name in names)
        self.lifters_changed.emit(self.lifters)

    def choose_joint(self, name: str | None) -> None:
        """Choose a joint for a closer look."""
        if name != self.joint:
            self.joint = name
            self.joint_changed.emit(name)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play only these frames, first and last included."""
        if loop is not None and self.video is not None:
            first, last = sorted(loop)
            loop = (max(0, first), min(len(self.video) - 1, last))
        if loop != self.loop:
            self.loop = loop
            self.loop_changed.emit(loop)

    def _put(self, take: Take) -> None:
        before = self.take
        self.take = take
        if before is None or tuple(before.results) != tuple(take.results):
            self.lifters = tuple(take.results)
            self.lifters_changed.emit(self.lifters)
        self.take_changed.emit(take)
        self._tell_undo()

    def _tell_undo(self) -> None:
        self.undo_changed.emit(bool(self._undo), bool(self._redo))
