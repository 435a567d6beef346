"""What there is to do next, said in the banner: once a video is open, and once its processing has ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.widgets.banner import Choice

if TYPE_CHECKING:
    from app.main_window import MainWindow


class WhatNext(QObject):
    """Offers the user's next step by a button."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._question = self.tr("The motion is there. What next?")
        processing = window.processing
        window.documents.processing_wanted.connect(self._process_if_wanted)
        processing.failed.connect(self._say_failed)
        processing.stopped.connect(self._say_stopped)
        processing.finished.connect(self._say_finished)
        for ended in (processing.finished, processing.stopped, processing.failed):
            ended.connect(lambda *_: window.actions_by_id.refresh())
        window.session.video_changed.connect(self.withdraw)
        window.session.undo_changed.connect(lambda can_undo, _: self.withdraw() if can_undo else None)

    def _process_if_wanted(self) -> None:
        window = self._window
        if window.settings["process_at_once"] or window.session.take is not None:
            window.processing.start()
        else:
            text = self.tr("This video is not processed yet.")
            window.say(text, "info", [(self.tr("Process it"), window.processing.start)])
        window.actions_by_id.refresh()

    def _say_finished(self) -> None:
        """What there is to do now: stays until one of it is done, as nobody waits beside a long job."""
        commands = self._window.commands
        ways: list[Choice] = [
            (self.tr("Compare"), partial(commands.show_layout, "compare")),
            (self.tr("Correct"), partial(commands.show_layout, "correct")),
            (self.tr("Export…"), commands.show_export),
        ]
        self._window.say(self._question, "good", ways)

    def withdraw(self) -> None:
        """Ask no longer what is next: the user has gone on."""
        self._window.banner.withdraw(self._question)

    def _say_stopped(self) -> None:
        text = self.tr("Stopped. What was found so far is kept.")
        self._window.say(text, "info", [(self.tr("Go on"), self._window.processing.go_on)])

    def _say_failed(self, text: str) -> None:
        self._window.say(text, "error", [(self.tr("Try again"), self._window.processing.go_on)])
