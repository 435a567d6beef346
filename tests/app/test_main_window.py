"""The whole window: from opening a video to an exported, corrected motion, and nothing lost on the way."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from windows import messages, open_and_process, settle

from app.actions import ACTIONS
from app.dialogs.export import ExportDialog
from app.settings import SETTINGS
from app.widgets.key_overview import KeyOverview
from core.corrections import MoveJoint
from core.export.csv_tables import read_csv
from core.take_file import load_take

ROOT = Path(__file__).parents[2]


def visible_dialogs(window):
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]


@pytest.fixture(autouse=True)
def no_file_dialogs(monkeypatch):
    """What opens a file dialog finds it cancelled, unless a test says otherwise."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *a, **k: ("", ""))


def test_the_empty_window_says_what_to_do_and_its_button_opens_the_sample(window, monkeypatch):
    opened = []
    monkeypatch.setattr(window.documents, "open", opened.append)
    assert window.stack.currentWidget() is window.empty
    assert window.workspace is None
    window.empty._sample.click()
    assert [path.name for path in opened] == ["sample.mp4"]


def test_from_a_video_to_an_exported_corrected_motion(window, clip, qtbot, tmp_path):
    open_and_process(window, clip, qtbot)
    take = window.session.take
    assert len(take.track) == 90
    assert not window.documents.is_saved  # but kept:
    assert window.autosave.take_path is not None

    window.actions_by_id["layout-compare"].trigger()
    assert window.workspace.panels["skeleton"].wishes.mode == "side"
    window.actions_by_id["next-disagreement"].trigger()
    poses = [result.pose.joints for result in take.results.values()]
    differences = np.linalg.norm(poses[0] - poses[1], axis=-1).mean(axis=1)
    assert window.session.frame == int(np.nanargmax(differences))

    window.correcting.correct(MoveJoint(40, "right_wrist", 30.0, 20.0, 3))
    qtbot.waitUntil(lambda: window.session.take is not take)
    corrected = window.session.take
    np.testing.assert_allclose(corrected.track.points[40, 16], (30, 20))
    assert window.actions_by_id["undo"].isEnabled()
    window.actions_by_id["undo"].trigger()
    assert window.session.take is take
    window.actions_by_id["redo"].trigger()
    assert window.session.take is corrected

    window.actions_by_id["export"].trigger()
    dialog = next(d for d in visible_dialogs(window) if isinstance(d, ExportDialog))
    dialog.choose_formats(["csv", "bvh"])
    dialog.choose_place(tmp_path / "out", "walk")
    dialog.export()
    settle(window, qtbot)
    name = next(iter(corrected.results))
    written = read_csv(tmp_path / "out" / f"walk.{name}.csv")
    joints = corrected.results[name].placement.pose.joints
    np.testing.assert_allclose(written.joints, joints, atol=1e-5)  # as they move through the world
    assert "read back" in dialog.result_text.toPlainText()
    dialog.close()

    window.documents.save_to(tmp_path / "walk.relief")
    settle(window, qtbot)
    assert window.documents.is_saved
    assert not window.isWindowModified()
    assert load_take(tmp_path / "walk.relief").corrections == corrected.corrections


@pytest.fixture
def held_up(tmp_path, monkeypatch):
    """The detector stays in the middle of the video until this file is gone."""
    path = tmp_path / "hold"
    path.touch()
    monkeypatch.setenv("RELIEF_TEST_HOLD", str(path))
    yield path
    path.unlink(missing_ok=True)


def test_results_are_shown_while_the_video_is_processed(window, clip, qtbot, held_up):
    seen = []
    window.session.preview_changed.connect(lambda p: seen.append(None if p is None else len(p.track)))
    window.documents.open(clip)
    qtbot.waitUntil(lambda: any(0 < (count or 0) < 90 for count in seen))
    assert window.session.take is None
    held_up.unlink()
    qtbot.waitUntil(lambda: window.session.take is not None)
    settle(window, qtbot)
    assert seen[-1] is None  # the take itself has taken its place


def test_a_stopped_run_goes_on_where_it_was(window, clip, qtbot, held_up):
    window.documents.open(clip)
    qtbot.waitUntil(lambda: window.processing.job is not None and window.processing.job.done > 5)
    window.actions_by_id["stop"].trigger()
    settle(window, qtbot)
    assert window.session.take is None
    assert any("kept" in text for text in messages(window))
    held_up.unlink()
    done = []
    window.jobs.progressed.connect(
        lambda job: done.append(job.done) if job.stage == "detect people" else None
    )
    window.actions_by_id["process"].trigger()
    qtbot.waitUntil(lambda: window.session.take is not None)
    assert done[0] > 5


def test_what_was_not_saved_is_there_again(window, clip, qtbot):
    open_and_process(window, clip, qtbot)
    joints = {n: r.pose.joints for n, r in window.session.take.results.items()}
    window.actions_by_id["close"].trigger()
    assert window.session.video is None
    window.documents.open(clip)
    qtbot.waitUntil(lambda: window.session.take is not None)
    assert window.processing.job is None  # nothing had to be done again
    for name, result in window.session.take.results.items():
        np.testing.assert_array_equal(result.pose.joints, joints[name])


def test_changes_to_a_saved_take_come_back_and_can_be_undone(window, clip, qtbot, tmp_path):
    open_and_process(window, clip, qtbot)
    window.documents.save_to(tmp_path / "walk.relief")
    settle(window, qtbot)
    window.correcting.correct(MoveJoint(40, "right_wrist", 30.0, 20.0, 3))
    qtbot.waitUntil(lambda: bool(window.session.take.corrections))
    settle(window, qtbot)
    window.documents.close()
    window.documents.open(tmp_path / "walk.relief")
    qtbot.waitUntil(lambda: window.session.take is not None)
    qtbot.waitUntil(lambda: bool(window.session.take.corrections))
    window.actions_by_id["undo"].trigger()
    assert window.session.take.corrections == ()
    assert load_take(tmp_path / "walk.relief").corrections == ()  # the file was not touched


def test_closing_the_window_at_once_after_a_correction_loses_nothing(window, clip, qtbot, autosaves):
    open_and_process(window, clip, qtbot)
    window.correcting.correct(MoveJoint(40, "right_wrist", 30.0, 20.0, 3))
    qtbot.waitUntil(lambda: bool(window.session.take.corrections))
    window.close()
    kept = [load_take(path) for path in autosaves.glob("*/take.relief")]
    assert [len(take.corrections) for take in kept] == [1]


@pytest.mark.parametrize("name", ["nothing.mp4", "text.mp4", "text.relief"])
def test_what_cannot_be_opened_is_said_in_the_banner_and_changes_nothing(opened, qtbot, tmp_path, name):
    window, take = opened, opened.session.take
    if name.startswith("text"):
        (tmp_path / name).write_text("not a video")
    window.documents.open(tmp_path / name)
    settle(window, qtbot)
    assert name in messages(window)[0]
    assert window.session.take is take
    assert visible_dialogs(window) == []


def test_messages_come_and_go_the_newest_first_and_nothing_of_them_is_kept(no_dead_items, window):
    for text in ("one", "two", "three", "two"):
        window.say(text, "info")
    assert messages(window) == ["two", "three", "one"]
    window.banner.messages[1].hide_for_good()
    assert messages(window) == ["two", "one"]


def test_a_dropped_file_is_opened(window, clip, monkeypatch):
    opened = []
    monkeypatch.setattr(window.documents, "open", opened.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clip))])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert opened == [clip]


def test_every_action_does_something_without_complaint(no_dead_items, opened, qtbot):
    """Twice each: the second time it finds what the first has left."""
    for id_, action in opened.actions_by_id.actions.items():
        for _ in range(2 if id_ not in ("quit", "doctor", "process", "close") else 0):
            if action.isEnabled():
                action.trigger()
            QApplication.processEvents()
            for dialog in visible_dialogs(opened):
                dialog.close()
        QApplication.processEvents()
        assert visible_dialogs(opened) == [], id_
        assert not any("Error" in line for line in opened.log_lines.lines), id_
    opened.showNormal()


@pytest.fixture(scope="module")
def made_take(clip, small_lifters, tmp_path_factory):
    """A saved take of the clip."""
    from made_up_people import FAKE_DETECTORS

    from core.detectors import DETECTORS
    from core.pipeline import ProcessOptions, process_clip
    from core.take_file import save_take

    with pytest.MonkeyPatch.context() as patch:
        for name, entry in FAKE_DETECTORS.items():
            patch.setitem(DETECTORS, name, entry)
        lifters = tuple(map(str, small_lifters.values()))
        take = process_clip(clip, ProcessOptions(detector="walker", lifters=lifters, device="cpu"))
    path = tmp_path_factory.mktemp("takes") / "walk.relief"
    save_take(take, path)
    return path


@pytest.fixture
def opened(window, made_take, qtbot):
    """The window with a finished take."""
    window.documents.open(made_take)
    qtbot.waitUntil(lambda: window.session.take is not None)
    settle(window, qtbot)
    return window


def test_every_key_of_the_table_is_given_to_one_action_only():
    keys = [key for entry in ACTIONS.values() for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_every_action_has_a_tip_and_a_handler(opened):
    from functools import reduce

    for entry in ACTIONS.values():
        assert entry.tip
        assert callable(reduce(getattr, entry.handler.split("."), opened))


def test_keys_reach_their_actions(opened, qtbot):
    with qtbot.waitActive(opened):
        opened.activateWindow()
    qtbot.keyClick(opened, Qt.Key.Key_Right)
    assert opened.session.frame == 1
    qtbot.keyClick(opened, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert opened.session.frame == 11
    qtbot.keyClick(opened, Qt.Key.Key_BracketLeft)
    qtbot.keyClick(opened, Qt.Key.Key_End)
    assert opened.session.loop[0] == 11
    assert opened.session.frame == 89


def test_a_key_chosen_in_the_settings_works_and_is_taken_from_the_other_action(opened, qtbot):
    from app.dialogs.settings import SettingsDialog

    dialog = SettingsDialog(opened.settings, opened)
    qtbot.addWidget(dialog)
    dialog._keys["log"].setKeySequence("Ctrl+E")
    dialog._keys["log"].editingFinished.emit()
    assert opened.actions_by_id["log"].shortcut().toString() == "Ctrl+E"
    assert opened.actions_by_id["export"].shortcut().toString() == ""
    dialog.restore()
    assert opened.actions_by_id["export"].shortcut().toString() == "Ctrl+E"


def test_layouts_are_remembered(opened):
    workspace = opened.workspace
    opened.actions_by_id["layout-review"].trigger()
    workspace.docks["findings"].hide()
    opened.actions_by_id["layout-correct"].trigger()
    assert not workspace.docks["findings"].isHidden()
    opened.actions_by_id["layout-review"].trigger()
    assert workspace.docks["findings"].isHidden()
    opened.actions_by_id["layout-reset"].trigger()
    assert not workspace.docks["findings"].isHidden()


def test_all_that_can_have_the_focus_has_a_name(opened):
    nameless = [
        w
        for w in opened.findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (w.accessibleName() or getattr(w, "text", str)() or w.toolTip())
        and not w.objectName().startswith("qt_")
    ]
    assert [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in nameless] == []


def test_starting_loads_nothing_heavy_and_help_and_bad_arguments_end_at_once(tmp_path):
    code = (
        "import sys; from app.main import make_application, make_window; "
        "app = make_application(); window = make_window(); window.show(); app.processEvents(); "
        "print(sorted({'torch', 'cv2', 'mediapipe', 'av', 'scipy', 'pyqtgraph'} & set(sys.modules)))"
    )
    started = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert started.stdout.strip().endswith("[]")
    for arguments, exit_code in ((["--help"], 0), ([str(tmp_path / "none.mp4")], 2), (["--wrong"], 2)):
        run = subprocess.run(
            [sys.executable, "-m", "app.main", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert run.returncode == exit_code
        assert "Traceback" not in run.stderr


def test_a_window_that_was_killed_is_offered_to_go_on(qtbot, clip, autosaves, window, tmp_path, held_up):
    """The first window is a process of its own, killed in the middle of detecting."""
    folders = [str(ROOT), *(str(ROOT / "tests" / name) for name in ("pipeline", "video", "app"))]
    code = f"""
import sys
sys.path[:0] = {folders!r}
import killed_window
if __name__ == "__main__":
    killed_window.run({str(clip)!r}, {str(autosaves)!r}, {window.settings["lifters"]!r})
"""
    script = tmp_path / "first_window.py"
    script.write_text(code)
    first = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout.readline().strip() == "working"
    finally:
        first.kill()
        first.wait()
        first.stdout.close()
    held_up.unlink()

    def is_offered():
        window.documents.offer_left_over()
        return bool(messages(window))

    qtbot.waitUntil(is_offered)  # once the last process that belonged to it has gone
    assert "walk.mp4" in messages(window)[0]
    button = next(
        b for b in window.banner.messages[0].findChildren(QWidget) if getattr(b, "text", str)() == "Go on"
    )
    done = []
    window.jobs.progressed.connect(
        lambda job: done.append(job.done) if job.stage == "detect people" else None
    )
    button.click()
    qtbot.waitUntil(lambda: window.session.take is not None)
    assert done[0] > 5


def test_the_key_overview_lists_the_keys_of_the_3d_view_too(opened):
    opened.commands.show_keys()
    (dialog,) = opened.findChildren(KeyOverview)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"B", "Bookmark", "Joint names", "Next joint"} <= texts
    dialog.close()


def test_a_bookmark_is_set_and_found_again_by_its_actions(opened):
    opened.session.show_frame(30)
    opened.actions_by_id["bookmark"].trigger()
    opened.session.show_frame(50)
    opened.actions_by_id["next-bookmark"].trigger()
    assert opened.session.frame == 30


def test_the_rate_and_the_unit_of_the_settings_are_those_the_export_starts_with(opened):
    opened.settings.set("rate", "30000/1001")
    opened.settings.set("unit", "m")
    opened.commands.show_export()
    (dialog,) = opened.findChildren(ExportDialog)
    options = dialog.options.options()
    assert (options.rate, options.unit) == (Fraction(30000, 1001), "m")
    dialog.close()
    for name in ("rate", "unit"):
        opened.settings.set(name, SETTINGS[name].default)
