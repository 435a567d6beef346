"""Once the motion is there, the banner offers what a new user would do next, until it is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from windows import messages, open_and_process, settle

from app.dialogs.export import ExportDialog
from app.views.video_canvas import Mode
from core.corrections import MoveJoint

QUESTION = "The motion is there. What next?"


@pytest.fixture
def lifted(window, clip, qtbot):
    """The window, when a video was lifted in it."""
    open_and_process(window, clip, qtbot)
    return window


def choices(window):
    """The buttons beside the question, by their texts."""
    asked = next(message for message in window.banner.messages if message.text == QUESTION)
    return {button.text(): button for button in asked.findChildren(QPushButton) if button.text()}


def test_a_lifted_video_can_be_compared_corrected_and_exported_by_a_button(lifted):
    assert messages(lifted) == [QUESTION]
    assert list(choices(lifted)) == ["Compare", "Correct", "Export…"]
    assert all(button.isVisible() for button in choices(lifted).values())


def test_compare_shows_both_lifters_beside_each_other(lifted):
    choices(lifted)["Compare"].click()
    assert lifted.workspace.current == "compare"
    assert lifted.workspace.panels["skeleton"].wishes.mode == "side"
    assert messages(lifted) == []


def test_a_click_on_a_choice_leaves_the_keys_with_the_video(lifted, qtbot):
    lifted.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    before = QApplication.focusWidget()
    qtbot.mouseClick(choices(lifted)["Compare"], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is before


def test_correct_lets_joints_be_dragged(lifted, qtbot):
    choices(lifted)["Correct"].click()
    assert lifted.workspace.current == "correct"
    qtbot.waitUntil(lambda: lifted.workspace.panels["video"].canvas.mode is Mode.CORRECT)
    assert messages(lifted) == []


def test_export_asks_for_formats(lifted, qtbot):
    choices(lifted)["Export…"].click()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDialog) and w.isVisible())
    assert list(dialog.lifters) == list(lifted.session.take.results)
    dialog.close()
    assert messages(lifted) == []


@pytest.mark.parametrize("way", ["layout", "correction", "close"])
def test_nobody_is_asked_any_more_who_went_on_in_another_way(lifted, qtbot, way):
    if way == "layout":
        lifted.actions_by_id["layout-compare"].trigger()
    elif way == "close":
        lifted.actions_by_id["close"].trigger()
    else:
        lifted.correcting.correct(MoveJoint(40, "right_wrist", 30.0, 20.0, 3))
        qtbot.waitUntil(lambda: bool(lifted.session.take.corrections))
        settle(lifted, qtbot)
    assert QUESTION not in messages(lifted)


def test_the_question_waits_for_its_answer_and_other_good_news_go_by_themselves(lifted, monkeypatch):
    timed = []
    monkeypatch.setattr(
        "app.widgets.banner.QTimer.singleShot", lambda _, message, call: timed.append(message)
    )
    lifted.say("Saved.", "good")
    lifted.say(QUESTION, "good", [("Compare", lambda: None)])
    assert [message.text for message in timed] == ["Saved."]
