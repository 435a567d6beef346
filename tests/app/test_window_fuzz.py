"""Whatever is done in whatever order, and whenever the window is closed: no crash, and no take is lost."""

import os
import random
import shutil

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from windows import open_and_process

from app.actions import ACTIONS
from app.documents import Documents
from core.corrections import MoveJoint
from core.take_file import load_take
from core.world.records import PlacementOptions

SEQUENCES = int(os.environ.get("RELIEF_FUZZ", "10"))
"""RELIEF_FUZZ=200 for a night."""
SEED = int(os.environ.get("RELIEF_FUZZ_SEED", "0"))
STEPS = 12
LEFT_OUT = {"quit", "doctor", "full-screen", "open-sample"}
"""Ends the test, takes long, depends on the screen, is slow."""


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_random_actions_and_closes_lose_nothing(
    no_dead_items, window, clip, qtbot, autosaves, tmp_path, monkeypatch
):
    """One window, many sequences; each ends with a correction that is there when the clip is opened again."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "saved.relief"), ""))
    open_and_process(window, clip, qtbot)
    rng = random.Random(SEED)
    ids = sorted(set(ACTIONS) - LEFT_OUT)
    for number in range(SEQUENCES):
        run_sequence(window, clip, rng, [rng.choice(ids) for _ in range(STEPS)])
        assert not any("Error" in line for line in window.log_lines.lines), number
        if number % 10 == 9:
            check_that_work_is_kept(window, clip, qtbot)


def run_sequence(window, clip, rng, ids) -> None:
    for id_ in ids:
        action = window.actions_by_id[id_]
        if action.isEnabled():
            action.trigger()
        if rng.random() < 0.3 and window.session.take is not None:
            frame = rng.randrange(len(window.session.video))
            window.correcting.correct(
                MoveJoint(frame, "left_knee", rng.uniform(0, 64), rng.uniform(0, 48), 2)
            )
        if rng.random() < 0.1:
            window.placing.place(PlacementOptions(tilt_pitch_deg=rng.uniform(-9, 9)))
        for _ in range(rng.randrange(4)):
            QApplication.processEvents()
        for dialog in QApplication.topLevelWidgets():
            if dialog.isVisible() and dialog is not window:
                dialog.close()
    if window.session.video is None:
        window.documents.open(clip)


def check_that_work_is_kept(window, clip, qtbot) -> None:
    """Wait for what goes on, then close and open: the same corrections."""
    qtbot.waitUntil(lambda: not window.jobs.jobs and not window.correcting.is_busy)
    if window.session.take is None:
        open_and_process(window, clip, qtbot)
    corrections, path = window.session.take.corrections, window.documents.path
    window.documents.close()
    opened: list[Documents] = []
    window.documents.changed.connect(lambda: opened.append(window.documents))
    window.documents.open(path or clip)
    qtbot.waitUntil(lambda: window.session.take is not None)
    qtbot.waitUntil(lambda: window.session.take.corrections == corrections)
    assert opened


@pytest.mark.parametrize("seed", range(3))
def test_closing_at_any_moment_of_a_run_keeps_what_is_finished(
    window, clip, qtbot, autosaves, monkeypatch, seed
):
    monkeypatch.setenv("RELIEF_TEST_SECONDS", "0.005")
    window.documents.open(clip)
    wait_ms = random.Random(seed).randrange(50, 4000)
    qtbot.wait(wait_ms)
    window.close()
    for path in autosaves.glob("*/take.relief"):
        assert len(load_take(path).track) == 90
    shutil.rmtree(autosaves, ignore_errors=True)
