"""The movement-range lens."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSlider

from app.theme import DARK, LIGHT
from app.views.movement_lens import MovementPanel
from app.widgets.stick_figure import StickFigure
from core.diagnostics.movement import movement_lens


@pytest.fixture
def panel(qtbot, session):
    panel = MovementPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    return panel


def wait(qtbot, panel):
    qtbot.waitUntil(lambda: not panel._work.is_busy)


def verdict(panel):
    return panel._verdict.text()


def test_it_begins_with_the_window_of_the_lifters_and_any_other_can_be_chosen(qtbot, panel, session, take):
    session.open_take(take)
    wait(qtbot, panel)
    assert panel.window_frames == take.movement_window == 27
    panel.findChild(QSlider).setValue(4)
    wait(qtbot, panel)
    assert panel._lens.window == 9
    np.testing.assert_array_equal(panel._lens.movement, movement_lens(take.track, 9).movement)
    qtbot.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)
    wait(qtbot, panel)
    assert panel._lens.window == 27


def test_the_frame_is_told_with_its_tenth(qtbot, panel, session, take):
    session.open_take(take)
    wait(qtbot, panel)
    lens = movement_lens(take.track, 27)
    for frame in (100, 119):
        session.show_frame(frame)
        value, tenth = lens.mean[frame - 100], lens.tenths.of_frame[frame - 100]
        assert f"{value:.4f}" in verdict(panel)
        assert f"tenth {tenth + 1} of 10" in verdict(panel)


def test_where_nobody_was_seen_and_outside_the_clip_it_says_so(qtbot, panel, session, take):
    session.open_take(take)
    wait(qtbot, panel)
    session.show_frame(125)
    assert "not seen whole" in verdict(panel)
    session.show_frame(3)
    assert "not part of the clip" in verdict(panel)


def test_below_the_noise_floor_the_motion_is_too_small_to_measure(qtbot, panel, session, take):
    """A person who stands still, seen with jitter, but in one frame in the very middle of it."""
    jitter = np.random.default_rng(0).normal(scale=2, size=take.track.points.shape)
    still = take.track.points[:1] + jitter
    still[10] = take.track.points[0]
    track = replace(
        take.track, points=still.astype(np.float32), flags=np.zeros_like(take.track.flags),
        confidence=np.ones_like(take.track.confidence),
    )  # fmt: skip
    session.open_take(replace(take, track=track))
    session.show_frame(110)
    wait(qtbot, panel)
    assert "too small to measure" in verdict(panel)


def test_a_click_on_a_joint_chooses_it(qtbot, panel, session, take):
    session.open_take(take)
    wait(qtbot, panel)
    session.show_frame(105)
    figure = panel.findChild(StickFigure)
    x, y = figure.joint_places()[take.track.skeleton.index("left_ankle")]
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert session.joint == "left_ankle"


def test_without_a_take_it_says_what_will_be_there(qtbot, panel, session, take):
    assert not panel.findChild(StickFigure).isVisible()
    assert any("how far it moves" in label.text() for label in panel.findChildren(QLabel))
    session.open_take(take)
    assert panel.findChild(StickFigure).isVisible()
    session.open_video(None)
    assert not panel.findChild(StickFigure).isVisible()


def test_a_correction_is_seen_without_losing_the_window(qtbot, panel, session, take):
    session.open_take(take)
    panel.findChild(QSlider).setValue(4)
    wait(qtbot, panel)
    moved = take.track.points + np.linspace(0, 90, 30, dtype=np.float32)[:, None, None]
    changed = replace(take, track=take.track.with_points(moved))
    session.change_take(changed)
    wait(qtbot, panel)
    assert panel.window_frames == 9
    np.testing.assert_array_equal(panel._lens.movement, movement_lens(changed.track, 9).movement)
    panel.set_theme(LIGHT)
    panel.grab()
