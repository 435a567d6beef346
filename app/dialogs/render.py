"""Writing the video beside the 3D figures as MP4."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.core_words import words_of
from app.job_runner import Job, JobRunner
from app.session import Session
from app.theme import SPACE
from app.widgets.job_strip import describe_progress

if TYPE_CHECKING:
    from core.jobs import Report
    from core.render import Footage
    from core.take import Take

_SIZES = ((1280, 720), (1920, 1080), (3840, 2160), (1080, 1080), (1080, 1920))

log = logging.getLogger(__name__)


class RenderDialog(QDialog):
    """What is to be seen, how large, and where it goes; with progress and a way to stop."""

    def __init__(self, session: Session, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Render a video"))
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        self._layout, self._view, self._size = QComboBox(), QComboBox(), QComboBox()
        for value, text in (
            ("side-by-side", self.tr("Video and 3D side by side")),
            ("video", self.tr("Video with keypoints")),
            ("3d", self.tr("3D alone")),
        ):  # fmt: skip
            self._layout.addItem(text, value)
        for value, text in (
            ("three-quarter", self.tr("From the front at an angle")),
            ("front", self.tr("As the camera saw it")),
            ("side", self.tr("From the side")),
        ):  # fmt: skip
            self._view.addItem(text, value)
        for width, height in _SIZES:
            self._size.addItem(f"{width} × {height}", (width, height))
        take = session.take
        self.lifters = {name: QCheckBox(name) for name in (take.results if take else ())}
        for box in self.lifters.values():
            box.setChecked(True)
        self._only_loop = QCheckBox(self.tr("Only the loop"))
        self._only_loop.setEnabled(session.loop is not None)
        self._only_loop.setChecked(session.loop is not None)
        self._path = QLineEdit(str(take.video.path.with_suffix(".3d.mp4")) if take else "")
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("role", "faint")
        self._bar = QProgressBar(textVisible=False)
        self._bar.hide()
        self._lay_out()
        session.video_changed.connect(self.close)
        jobs.progressed.connect(self._show_progress)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        lifters = QHBoxLayout()
        for box in self.lifters.values():
            lifters.addWidget(box)
        lifters.addStretch()
        browse = QPushButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(browse)
        for text, field in (
            (self.tr("Show"), self._layout), (self.tr("3D seen"), self._view), (self.tr("Size"), self._size),
            (self.tr("Lifters"), lifters), ("", self._only_loop), (self.tr("File"), place),
        ):  # fmt: skip
            form.addRow(text, field)
            if isinstance(field, QWidget):
                field.setAccessibleName(text or self._only_loop.text())
        self._path.setAccessibleName(self.tr("File"))
        self._go, self._stop = QPushButton(self.tr("Render")), QPushButton(self.tr("Stop"))
        self._go.setDefault(True)
        self._go.clicked.connect(self.render_film)
        self._stop.setEnabled(False)
        self._stop.clicked.connect(self._stop_job)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self._stop, close, self._go):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(form)
        column.addWidget(self._bar)
        column.addWidget(self._note)
        column.addLayout(buttons)
        self.resize(560, 340)

    def choose_path(self, path: Path) -> None:
        """Write there."""
        self._path.setText(str(path))

    def _browse(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self._path.text(), "MP4 (*.mp4)")
        if path:
            self._path.setText(path if path.lower().endswith(".mp4") else f"{path}.mp4")

    def render_film(self) -> None:
        """Write the film in the background."""
        take = self._session.take
        if take is None or self._job is not None:
            return
        path = Path(self._path.text()).expanduser()
        names = [name for name, box in self.lifters.items() if box.isChecked()]
        layout, view, size = (box.currentData() for box in (self._layout, self._view, self._size))
        loop = self._session.loop if self._only_loop.isChecked() else None
        times = take.video.times
        start_s, end_s = (float(times[loop[0]]), float(times[loop[1]]) + 1e-6) if loop else (None, None)

        def work(report: Report) -> None:
            from core.render import RenderOptions, render_film

            options = RenderOptions(layout=layout, view=view, size=tuple(size), start_s=start_s, end_s=end_s)
            render_film(make_footage(take, names), path, options, report=report)

        self._go.setEnabled(False)
        self._stop.setEnabled(True)
        self._bar.show()
        self._note.setText(self.tr("Rendering…"))
        self._job = self._jobs.start(
            self.tr("Rendering"), work, lambda _: self._end(self.tr("Written: {path}").format(path=path)),
            lambda error: self._end(words_of(error)),
            lambda: self._end(self.tr("Stopped; nothing was written.")),
        )  # fmt: skip

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _show_progress(self, job: Job) -> None:
        if job is self._job:
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)
            self._note.setText(describe_progress(job))

    def _end(self, text: str) -> None:
        from shiboken6 import isValid

        log.info("%s", text)
        if isValid(self):
            self._job = None
            self._bar.hide()
            self._go.setEnabled(True)
            self._stop.setEnabled(False)
            self._note.setText(text)


def make_footage(take: Take, lifters: list[str]) -> Footage:
    """What of the take is to be seen."""
    from core.render import Figure, Footage

    results = {name: take.results[name] for name in lifters}
    figures = tuple(Figure(name, result.label, result.pose) for name, result in results.items())
    return Footage(take.video, take.track, figures)
