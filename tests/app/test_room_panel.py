"""The room: what is set by hand is tried, made, undone and kept, and warnings are shown."""

from dataclasses import replace

import numpy as np
import pytest
from windows import messages, open_and_process, settle

from app.theme import DARK, LIGHT
from app.views.room import RoomPanel
from core.pipeline import place_take
from core.take_file import load_take
from core.world.records import PlacementOptions


@pytest.fixture
def panel(qtbot, session):
    panel = RoomPanel(session, DARK)
    qtbot.addWidget(panel)
    return panel


def test_a_handle_is_tried_at_once_and_chosen_when_it_rests(qtbot, panel, session, take):
    session.open_take(take)
    with (
        qtbot.waitSignal(panel.options_chosen) as chosen,
        qtbot.waitSignal(panel.options_tried) as tried,
    ):
        panel.pitch.slider.setValue(7)
        panel.lift.number.setValue(0.25)
        panel.stature.stepBy(1)
    assert tried.args[0].tilt_pitch_deg == 3.5
    assert chosen.args[0] == PlacementOptions(tilt_pitch_deg=3.5, lift_m=0.25, height_m=1.7)


def test_a_handle_that_is_held_is_not_chosen_yet(qtbot, panel, session, take):
    session.open_take(take)
    chosen = []
    panel.options_chosen.connect(chosen.append)
    panel.roll.slider.setSliderDown(True)
    panel.roll.slider.setValue(-4)
    qtbot.wait(700)
    assert chosen == []
    panel.roll.slider.setSliderDown(False)
    qtbot.waitUntil(lambda: chosen == [PlacementOptions(tilt_roll_deg=-2)])


def test_it_is_empty_without_a_take_and_wears_both_themes(panel, session, take):
    assert panel._stack.currentIndex() == 0
    session.open_take(take)
    assert panel._stack.currentIndex() == 1
    panel.set_theme(LIGHT)
    session.open_video(None)
    assert panel._stack.currentIndex() == 0


def test_warnings_of_the_placement_are_shown_and_of_one_lifter_with_its_name(panel, session, take):
    placed = place_take(take, PlacementOptions())
    name, result = next(iter(placed.results.items()))
    odd = replace(result, placement=replace(result.placement, warnings=("The floor is odd.",)))
    session.open_take(replace(placed, results={**placed.results, name: odd}))
    assert f"{name}: The floor is odd." in panel.warnings.text()
    assert result.placement.focal_text in panel.facts.text()


def test_what_is_set_is_placed_by_the_core_undone_and_saved(window, clip, qtbot, tmp_path):
    open_and_process(window, clip, qtbot)
    before, panel = window.session.take, window.workspace.panels["room"]
    panel.pitch.number.setValue(6)
    panel.feet.setCurrentIndex(panel.feet.findData("off"))
    qtbot.waitUntil(lambda: window.session.take is not before)
    wanted = place_take(before, PlacementOptions(tilt_pitch_deg=6, foot_lock="off"))
    window.documents.save_to(tmp_path / "placed.relief")
    settle(window, qtbot)
    kept = load_take(tmp_path / "placed.relief")
    for name, result in wanted.results.items():
        for take in (window.session.take, kept):
            found = take.results[name].placement
            np.testing.assert_array_equal(found.pose.joints, result.placement.pose.joints)
            assert found.options == PlacementOptions(tilt_pitch_deg=6, foot_lock="off")
    assert "tilt_pitch_deg 6" in kept.history[-1]
    window.session.undo()
    assert window.session.take is before
    assert panel.pitch.value == 0
    assert panel.feet.currentData() == "auto"


def test_the_figure_follows_while_a_handle_is_held(window, clip, qtbot):
    open_and_process(window, clip, qtbot)
    take, panel = window.session.take, window.workspace.panels["room"]
    studio = window.workspace.panels["skeleton"].studio
    before = studio.stage
    panel.pitch.slider.setSliderDown(True)
    panel.pitch.slider.setValue(20)
    qtbot.waitUntil(lambda: studio.stage is not before)
    assert window.session.take is take
    panel.pitch.slider.setSliderDown(False)
    qtbot.waitUntil(lambda: window.session.take is not take)
    assert window.session.take.results.popitem()[1].placement.options.tilt_pitch_deg == 10


def test_a_correction_made_while_the_room_is_set_is_not_lost(window, clip, qtbot):
    open_and_process(window, clip, qtbot)
    window.placing.place(PlacementOptions(tilt_roll_deg=4))
    window.correcting.move(30, "right_wrist", 20, 20, 3)
    qtbot.waitUntil(lambda: bool(window.session.take.corrections))
    settle(window, qtbot)
    qtbot.waitUntil(lambda: not window.jobs.jobs and not window.correcting.is_busy)
    take = window.session.take
    assert len(take.corrections) == 1
    assert {r.placement.options.tilt_roll_deg for r in take.results.values()} == {4}


def test_what_cannot_be_placed_is_said(window, clip, qtbot, monkeypatch):
    import core.pipeline
    from core.errors import ReliefError

    def refuse(*_, **__):
        raise ReliefError("There is no room.")

    open_and_process(window, clip, qtbot)
    monkeypatch.setattr(core.pipeline, "place_take", refuse)
    window.placing.place(PlacementOptions())
    qtbot.waitUntil(lambda: "There is no room." in messages(window))
