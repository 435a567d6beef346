"""The dialog that checks the machine speaks the language of the window."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.dialogs.doctor import DoctorDialog
from app.job_runner import JobRunner
from app.language import Translation
from app.theme import DARK
from core.cli.doctor import Check

CHECKS = [
    Check("video", "PyAV 18.1.0 decodes the sample (640 x 480)", True, True),
    Check(
        "detectors",
        "mediapipe works: saw somebody in 3 of 3 frames of the sample\n"
        "`--detector auto` takes mediapipe (the best that is ready)",
        True,
        True,
    ),
    Check("lifters", "baseline = baseline-27: loaded and tried", True, True),
    Check("window", "Qt 6.11.3, platform xcb, OpenGL: llvmpipe", True, False),
]


@pytest.fixture
def chinese(qapp):
    translation = Translation("zh_CN")
    QApplication.installTranslator(translation)
    yield
    QApplication.removeTranslator(translation)


def test_every_line_of_the_check_is_in_the_language_of_the_window(chinese, qtbot, monkeypatch):
    monkeypatch.setattr("core.cli.doctor.run_checks", lambda: iter(CHECKS))
    runner = JobRunner()
    dialog = DoctorDialog(runner, DARK)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not runner.jobs)
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    lines = [line for text in texts for line in text.splitlines()]
    assert len(lines) == 2 * len(CHECKS) + 2  # one check has two lines, and there is the summary
    for line in lines:
        assert re.search(r"[\u4e00-\u9fff]", line) or line.startswith("Qt 6.11.3"), line
    assert any("640 × 480" in line for line in lines)


def test_the_dialog_grows_with_what_it_finds(qtbot, monkeypatch):
    long = Check("detectors", "\n".join(40 * ["A line that is long enough to be wrapped. " * 3]), False, True)
    monkeypatch.setattr("core.cli.doctor.run_checks", lambda: iter([*CHECKS, long]))
    runner = JobRunner()
    dialog = DoctorDialog(runner, DARK)
    qtbot.addWidget(dialog)
    before = dialog.height()
    dialog.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.height() <= dialog.screen().availableSize().height()
