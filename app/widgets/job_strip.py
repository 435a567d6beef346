"""What runs in the background, in one line: stage, speed, time left, and a way to stop it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.job_runner import Job
from app.theme import SPACE

STAGES = {
    "detect people": ("Finding the person", "frames/s"),
    "lift": ("Lifting to 3D", ""),
    "camera": ("Watching the camera", ""),
    "place": ("Placing in the room", ""),
    "load mmpose": ("Loading MMPose", ""),
    "export": ("Exporting", ""),
    "render": ("Rendering", "frames/s"),
    "verify": ("Reading back", ""),
}
"""What stages are called for the user, and the unit of their speed; others go by their own name."""


def describe_stage(job: Job) -> str:
    """What a job does now, in the user's words and language."""
    text, _ = STAGES.get(job.stage, (job.stage or job.name, ""))
    return QCoreApplication.translate("Stages", text)


def describe_progress(job: Job) -> str:
    """Such as `Finding the person · 312 of 900 · 41 frames/s · 15 s left`."""
    parts = [describe_stage(job)]
    if job.total:
        parts.append(
            QCoreApplication.translate("Stages", "{done} of {total}").format(done=job.done, total=job.total)
        )
    unit = STAGES.get(job.stage, ("", ""))[1]
    if unit and job.rate > 0:
        parts.append(f"{job.rate:.0f} {QCoreApplication.translate('Stages', unit)}")
    if (left := job.seconds_left) is not None and left >= 1:
        parts.append(QCoreApplication.translate("Stages", "{time} left").format(time=_duration(left)))
    return " · ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


class JobStrip(QWidget):
    """Shows the job that was started last; hidden while there is none."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._bar = QLabel(), QProgressBar(textVisible=False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setStyleSheet("QPushButton { padding: 1px 10px; min-height: 14px; }")
        self._stop.clicked.connect(self.stop_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, 0, 0)
        row.setSpacing(SPACE)
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # else all above it moves, and is painted, when a job comes
        self.setSizePolicy(policy)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_job(self, job: Job | None) -> None:
        """Follow this job, or hide."""
        self.setVisible(job is not None)
        if job is None:
            return
        self._text.setText(self.tr("Stopping…") if job.is_stopping else describe_progress(job))
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self._stop.setEnabled(not job.is_stopping)
