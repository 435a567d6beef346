"""Which detector runs, as set in the window: what reaches the pipeline, and what is said to be missing."""

from pathlib import Path

import pytest

from app.detector_choice import remark_on_detector
from app.dialogs.settings import SettingsDialog
from app.processing import _USED, make_options
from app.settings import SETTINGS, Settings
from core.detectors import DETECTORS
from core.detectors.choice import choose_detector
from core.detectors.options import DetectorOptions, MmposeOptions
from core.detectors.table import DetectorEntry
from core.pose.skeleton import COCO_17


@pytest.fixture
def settings(qapp, own_settings):
    return Settings()


@pytest.fixture
def absent(monkeypatch):
    """A detector whose package is not there."""
    entry = DetectorEntry("absent", "made up", COCO_17, load=lambda: None, package="no_such_package")
    monkeypatch.setitem(DETECTORS, "absent", entry)


def chosen(settings):
    return make_options({id_: settings[id_] for id_ in _USED})


def test_what_is_set_reaches_the_pipeline(settings):
    settings.set("quality", "fast")
    settings.set("subject", "central")
    options = chosen(settings)
    assert (options.detector, options.detection.quality, options.subject) == ("auto", "fast", "central")
    assert options.detection.mmpose is None


def test_a_model_of_mmpose_takes_both_of_its_files(settings):
    settings.set("detector", "mmpose")
    settings.set("mmpose_config", "rtmpose-m.py")
    assert chosen(settings).detection.mmpose is None
    settings.set("mmpose_checkpoint", "/models/m.pth")
    assert chosen(settings).detection.mmpose == MmposeOptions("rtmpose-m.py", Path("/models/m.pth"))
    settings.set("detector", "mediapipe")
    assert chosen(settings).detection.mmpose is None


def test_what_a_detector_lacks_is_said_where_it_is_chosen(settings, absent, qtbot):
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    field, label = dialog.fields["detector"], dialog.remarks["detector"]
    row = field.findData("absent")
    field.setCurrentIndex(row)
    field.activated.emit(row)
    assert "no_such_package" in label.text()
    assert not label.isHidden()
    row = field.findData("mediapipe")
    field.setCurrentIndex(row)
    field.activated.emit(row)
    assert label.isHidden()


def test_the_best_that_is_ready_is_named(settings):
    assert choose_detector(DetectorOptions()).name in remark_on_detector("auto", settings.values)


def test_files_are_taken_when_their_field_is_left(settings, qtbot):
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.fields["mmpose_config"].setText("  my.py ")
    dialog.fields["mmpose_config"].editingFinished.emit()
    assert settings["mmpose_config"] == "my.py"
    dialog.restore()
    assert settings["mmpose_config"] == SETTINGS["mmpose_config"].default == ""
    assert dialog.fields["mmpose_config"].text() == ""
