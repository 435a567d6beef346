"""Keypoints from a file in the window: chosen, checked against the video, lifted, or refused."""

import json
import multiprocessing

import numpy as np
import pytest
from made_up_people import walker
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from windows import messages, open_and_process, settle

from app.dialogs.keypoints import KeypointsDialog
from app.theme import DARK
from core.detectors.keypoint_files import KeypointSource
from core.video import probe_video

SIZE = (192, 96)


def seen(frames=90, times=None):
    """(T, 17, 3) what the detector `walker` sees in the clip, with confidence."""
    points = walker(np.arange(frames) / 30 if times is None else times, SIZE)
    return np.concatenate([points, np.full((frames, 17, 1), 0.9)], axis=-1)


@pytest.fixture
def coco(tmp_path):
    """COCO's results, whose images are numbered from 1."""

    def write(first=1, frames=90):
        entries = [
            {
                "image_id": first + row, "category_id": 1, "score": 1.0,
                "keypoints": [round(float(v), 3) for v in person.ravel()],
            }
            for row, person in enumerate(seen(frames))
        ]  # fmt: skip
        path = tmp_path / f"from_{first}.json"
        path.write_text(json.dumps(entries))
        return path

    return write


@pytest.fixture
def opened(window, clip, qtbot):
    """The window with the clip, not processed."""
    window.settings.set("process_at_once", False)
    window.documents.open(clip)
    qtbot.waitUntil(lambda: window.session.video is not None)
    return window


@pytest.fixture
def dialog(session, clip, qtbot):
    """Of a video that nobody has processed: the dialog needs no more."""
    session.open_video(probe_video(clip))
    dialog = KeypointsDialog(session, DARK)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_file_that_fits_is_lifted_as_the_detector_that_saw_the_same(window, clip, qtbot, tmp_path):
    open_and_process(window, clip, qtbot)
    window.commands.show_keypoints()
    (dialog,) = window.findChildren(KeypointsDialog)
    before = window.session.take
    path = tmp_path / "seen.npz"
    np.savez(path, keypoints=seen(times=before.video.times))
    dialog.choose_path(path)
    qtbot.waitUntil(dialog.use.isEnabled)
    assert "90 poses in frames 0 to 89" in dialog.note.text()
    dialog.use.click()
    qtbot.waitUntil(lambda: window.session.take is not before)
    settle(window, qtbot)
    take = window.session.take
    assert take.detections.detector == "keypoints"
    for name, result in before.results.items():
        np.testing.assert_allclose(take.results[name].pose.joints, result.pose.joints, atol=1e-4)
    window.session.undo()
    assert window.session.take is before


def test_numbers_that_do_not_begin_at_nought_are_said_and_set_by_hand(dialog, qtbot, coco):
    chosen = []
    dialog.chosen.connect(chosen.append)
    path = coco(first=7)
    dialog.choose_path(path)
    qtbot.waitUntil(lambda: "set the number of the video's first frame to 7" in dialog.note.text())
    assert not dialog.use.isEnabled()
    dialog.first.setValue(7)
    qtbot.waitUntil(dialog.use.isEnabled)
    assert "frames 7 to 96 of the file, which are frames 0 to 89 of the video's 90" in dialog.note.text()
    dialog.use.click()
    assert chosen == [KeypointSource(path, "coco", 7)]


def test_a_format_chosen_by_hand_is_the_one_it_is_read_as(dialog, qtbot, coco):
    dialog.choose_path(coco())
    dialog.format.setCurrentIndex(dialog.format.findData("deeplabcut"))
    qtbot.waitUntil(lambda: "as deeplabcut" in dialog.note.text())
    assert not dialog.use.isEnabled()


def test_what_holds_no_keypoints_is_said_without_words_of_the_command_line(dialog, qtbot, tmp_path):
    path = tmp_path / "notes.json"
    path.write_text("[1, 2, 3]")
    dialog.choose_path(path)
    qtbot.waitUntil(lambda: "Choose the format" in dialog.note.text())
    assert "--" not in dialog.note.text()


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))


def test_dropped_on_an_empty_window_the_video_is_asked_for(window, coco):
    drop(window, coco())
    assert "Open the video first" in messages(window)[0]


def test_a_dialog_that_is_closed_stops_reading(dialog, qtbot, tmp_path):
    path = tmp_path / "large.json"
    path.write_text(json.dumps([{"image_id": 1}] * 100_000))
    dialog.choose_path(path)
    dialog.close()
    qtbot.waitUntil(lambda: not multiprocessing.active_children())


def test_dropped_on_a_video_the_dialog_has_read_it(opened, qtbot, coco):
    drop(opened, coco(first=0))
    (dialog,) = opened.findChildren(KeypointsDialog)
    qtbot.waitUntil(dialog.use.isEnabled)


def test_they_may_come_while_the_detector_still_works(window, clip, qtbot, coco, monkeypatch):
    monkeypatch.setenv("RELIEF_TEST_SECONDS", "0.05")
    window.documents.open(clip)
    qtbot.waitUntil(lambda: window.processing.job is not None)
    window.processing.start_with(KeypointSource(coco(first=0), "coco", 0))
    qtbot.waitUntil(lambda: window.session.take is not None)
    settle(window, qtbot)
    assert window.session.take.detections.detector == "keypoints"


def test_a_file_that_vanished_is_told_in_the_banner_and_trying_again_reads_it_again(opened, qtbot, coco):
    path = coco(first=0)
    content = path.read_text()
    path.unlink()
    opened.processing.start_with(KeypointSource(path, "coco", 0))
    settle(opened, qtbot)
    assert "there is no such file" in messages(opened)[0]
    assert opened.session.take is None
    path.write_text(content)
    opened.processing.go_on()
    qtbot.waitUntil(lambda: opened.session.take is not None)
    assert opened.session.take.detections.detector == "keypoints"


@pytest.mark.parametrize("name", ["seen.csv", "seen.json", "DLC.h5", "DLC.hdf5", "labels.v001.SLP"])
def test_what_may_hold_keypoints_is_taken_for_them_when_dropped(window, tmp_path, monkeypatch, name):
    path = tmp_path / name
    path.write_bytes(b"")
    asked = []
    monkeypatch.setattr(window.commands, "show_keypoints", asked.append)
    drop(window, path)
    assert asked == [path]
