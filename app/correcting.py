"""Corrections by hand: lifted again in the background, in the order in which they were made."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.job_runner import Job, JobRunner
from app.lifter_shelf import LifterShelf
from app.session import Session
from app.settings import Settings
from app.take_maker import TakeMaker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.corrections import Correction
    from core.jobs import Report
    from core.take import Take

    Poses = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]

log = logging.getLogger(__name__)


class Correcting(TakeMaker):
    """Makes a new take of each correction, and while a joint is dragged shows what would become of it."""

    previewed = Signal(object)
    """By lifter the frame's pose (J, 3) before and after the drag under way; None when it is over."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        settings: Settings,
        shelf: LifterShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session, jobs, parent)
        self._settings, self._shelf = settings, shelf
        self._waiting: list[Correction] = []
        self._look: Job | None = None
        self._next_look: Correction | None = None
        session.undo_changed.connect(self._drop_look)

    def correct(self, correction: Correction) -> None:
        """Make this correction, after those that are still being made."""
        self._drop_look()
        if self._session.take is not None:
            self._waiting.append(correction)
            self._go_on()

    def move(self, frame: int, joint: str, x: float, y: float, decay_frames: int) -> None:
        """A joint was dragged to pixel (x, y) of a frame and let go there."""
        from core.corrections import MoveJoint

        self.correct(MoveJoint(frame, joint, x, y, decay_frames))

    def drag(self, frame: int, joint: str, x: float, y: float, decay_frames: int) -> None:
        """Show what would become of the frame; of several in a row the newest counts."""
        from core.corrections import MoveJoint

        self._next_look = MoveJoint(frame, joint, x, y, decay_frames)
        if self._look is None:
            self._start_look()

    def cancel_drag(self) -> None:
        """The drag is over and nothing is to be kept."""
        self._drop_look()

    def _go_on(self) -> None:
        take = self._session.take
        if self._job is not None or take is None or not self._waiting:
            return
        added, self._waiting = self._waiting, []
        corrections = (*take.corrections, *added)
        device = self._settings["device"]

        def work(report: Report) -> Take:
            from core.relift import correct_take

            return correct_take(take, corrections, self._shelf.take(tuple(take.results), device), report)

        def too_late() -> None:
            if self._is_only_placed_anew(take):
                self._waiting = [*added, *self._waiting]

        self._make(self.tr("Correcting"), work, too_late)

    def _give_up(self) -> None:
        self._waiting.clear()

    def _is_only_placed_anew(self, take: Take) -> bool:
        """Whether the take of now differs from an earlier one by its place in the room alone."""
        now = self._session.take
        return now is not None and now.track is take.track and now.corrections == take.corrections

    def _start_look(self) -> None:
        take, correction = self._session.take, self._next_look
        self._next_look = None
        if take is None or correction is None:
            return
        device = self._settings["device"]

        def work(_report: Report) -> Poses:
            from core.corrections import MoveJoint
            from core.relift import preview_correction

            assert isinstance(correction, MoveJoint)
            lifters = self._shelf.take(tuple(take.results), device)
            _, after = preview_correction(take, correction, lifters, correction.frame)
            row = correction.frame - int(take.track.frames[0])
            before = {name: result.pose.joints[row] for name, result in take.results.items()}
            return {name: (before[name], moved) for name, moved in after.items()}

        def done(poses: Poses) -> None:
            if self._look is look:
                self._look = None
                self.previewed.emit(poses)
                self._start_look()

        def failed(error: Exception) -> None:
            if self._look is look:
                self._look = None
                log.warning("%s", error)

        self._look = look = self._jobs.start(self.tr("Preview"), work, done, failed, self._drop_look)

    def _drop_look(self) -> None:
        had_look = self._look is not None or self._next_look is not None
        self._look = self._next_look = None
        if had_look or self._session.take is not None:
            self.previewed.emit(None)

    def _let_go(self) -> None:
        self._waiting.clear()
        self._job = None
        self._drop_look()
