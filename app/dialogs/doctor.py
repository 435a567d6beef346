"""`relief doctor` as a dialog: each part of Relief is tried, in the background."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core_words import in_our_words, words_of
from app.icons import make_icon
from app.job_runner import JobRunner
from app.theme import SPACE, Theme

if TYPE_CHECKING:
    from core.cli.doctor import Check
    from core.jobs import Report

_POLL_MS = 100


class DoctorDialog(QDialog):
    """A line for each part as soon as it was tried."""

    def __init__(self, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check this machine"))
        self._theme = theme
        self._found: SimpleQueue[Check] = SimpleQueue()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(2, 1)
        self._summary = QLabel(self.tr("Trying each part, which takes a few seconds…"), wordWrap=True)
        self._summary.setProperty("role", "faint")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.addLayout(self._grid)
        column.addSpacing(SPACE)
        column.addWidget(self._summary)
        column.addStretch()
        letter = self.fontMetrics().averageCharWidth()
        self.resize(max(720, 90 * letter), 380)
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._show_found)
        self._timer.start()
        found = self._found

        def work(report: Report) -> None:
            from core.cli.doctor import run_checks

            for number, check in enumerate(run_checks(), start=1):
                found.put(check)
                report("check", number, 0)

        self._job = jobs.start(
            self.tr("Checking"), work, lambda _: self._sum_up(), lambda error: self._sum_up(words_of(error))
        )
        self._checks: list[Check] = []
        self.finished.connect(self._job.stop)

    def _show_found(self) -> None:
        while True:
            try:
                check = self._found.get_nowait()
            except Empty:
                return
            self._checks.append(check)
            row = self._grid.rowCount()
            icon, text = QLabel(), QLabel(_in_our_lines(check.found), wordWrap=True)
            name, colour = ("check", self._theme.good) if check.works else ("warning", self._theme.warning)
            icon.setPixmap(make_icon(name, self._theme, colour=colour).pixmap(18, 18))
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            heading = QLabel(in_our_words(check.name))
            heading.setProperty("role", "heading")
            for column, label in enumerate((icon, heading, text)):
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
            QTimer.singleShot(0, self, self._grow)  # once the labels are seen

    def _grow(self) -> None:
        """As high as the lines need, which wrap, but no higher than the screen."""
        needed, room = self._column.totalHeightForWidth(self.width()), self.screen().availableSize().height()
        self.resize(self.width(), max(self.height(), min(needed, room)))

    def _sum_up(self, error: str = "") -> None:
        from shiboken6 import isValid

        if not isValid(self):  # closed meanwhile
            return
        self._timer.stop()
        self._show_found()
        bad = [check for check in self._checks if not check.works]
        if error:
            self._summary.setText(error)
        elif any(check.is_needed for check in bad):
            self._summary.setText(
                self.tr("Videos cannot be lifted here before what is marked above is mended.")
            )
        elif bad:
            self._summary.setText(self.tr("Videos can be lifted. What is marked above does not work."))
        else:
            self._summary.setText(self.tr("Everything works."))
        QTimer.singleShot(0, self, self._grow)


def _in_our_lines(found: str) -> str:
    return "\n".join(map(in_our_words, found.splitlines()))
