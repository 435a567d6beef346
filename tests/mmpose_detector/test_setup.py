"""What is missing before mmpose can run, and what the user's choices become."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from core.cli.main import main
from core.detectors import DetectorOptions, choose_detector, prepare_detector
from core.detectors.mmpose import environment
from core.detectors.mmpose.boxes import BlazePoseBoxes, GivenBox, ModelBoxes, whole_picture
from core.detectors.mmpose.detector import NEVER
from core.detectors.options import MmposeOptions
from core.errors import BadInput, NotInstalled
from core.pose.skeleton import COCO_17


@pytest.fixture
def options(stand_in):
    """Options for the stand-in's model of that name."""

    def make(name="coco", **more):
        files = stand_in(name)
        return DetectorOptions(mmpose=MmposeOptions(files.config, files.checkpoint), **more)

    return make


@pytest.fixture
def own_environment(tmp_path, monkeypatch):
    """The project's own environment, empty, in place of the real one."""
    folder = tmp_path / ".venv-mmpose"
    monkeypatch.delenv(environment.VARIABLE, raising=False)
    monkeypatch.setattr(environment, "_FOLDER", folder)
    return folder


class TestMissing:
    def test_environment(self, own_environment):
        with pytest.raises(
            NotInstalled, match=r"is not there\. Run `python3 packaging/bootstrap\.py mmpose`"
        ):
            prepare_detector("mmpose", DetectorOptions())

    def test_rest_of_the_environment(self, own_environment):
        python = environment.mmpose_python()
        python.parent.mkdir(parents=True)
        python.touch()
        assert (
            "is not complete. Run `python3 packaging/bootstrap.py mmpose`" in environment.why_no_environment()
        )
        (own_environment / "relief-stamp.json").touch()
        assert environment.why_no_environment() is None

    def test_python_of_the_users_own(self, monkeypatch):
        monkeypatch.setenv(environment.VARIABLE, "/nowhere/python")
        assert (
            "RELIEF_MMPOSE_PYTHON says /nowhere/python, which is not there"
            in environment.why_no_environment()
        )

    def test_model(self, stand_in):
        with pytest.raises(NotInstalled, match=r"give --mmpose-config .* and --mmpose-checkpoint"):
            prepare_detector("mmpose", DetectorOptions())

    def test_checkpoint(self, options, tmp_path):
        with pytest.raises(BadInput, match=r"There is no checkpoint .*gone.pth"):
            prepare_detector("mmpose", DetectorOptions(mmpose=MmposeOptions("x.py", tmp_path / "gone.pth")))

    def test_half_of_a_model_for_boxes(self, stand_in):
        files = stand_in("coco")
        half = MmposeOptions(files.config, files.checkpoint, person_config="rtmo.py")
        with pytest.raises(BadInput, match="give --mmpose-person-config and --mmpose-person-checkpoint"):
            prepare_detector("mmpose", DetectorOptions(mmpose=half))

    def test_mmpose_in_the_environment(self, monkeypatch, tmp_path):
        python = tmp_path / "python"
        python.write_text("#!/bin/sh\necho 'ModuleNotFoundError: No module named mmpose' >&2\nexit 1\n")
        python.chmod(0o755)
        monkeypatch.setenv(environment.VARIABLE, str(python))
        with pytest.raises(NotInstalled, match=r"No module named mmpose\. Mend that environment"):
            environment.try_environment()


class TestEntry:
    def test_says_what_decides_the_result(self, options):
        entry = prepare_detector("mmpose", options())
        assert entry.skeleton == COCO_17
        assert entry.version().startswith("stand-in 1, coco with coco (")
        assert "boxes of BlazePose where nobody is followed" in entry.version()

    def test_other_weights_are_another_version(self, options):
        before = prepare_detector("mmpose", options())
        again = options()
        again.mmpose.checkpoint.write_text("weights of coco, trained for longer")
        assert prepare_detector("mmpose", again).version() != before.version()

    def test_a_drawn_box_is_told_and_a_resumed_run_starts_from_it(self, options):
        entry = prepare_detector("mmpose", options(box=(10, 20, 30.5, 40)))
        assert "the box 10,20,30.5,40 in the first frame" in entry.version()
        assert entry.warm_up == NEVER

    def test_a_one_stage_model_needs_no_boxes(self, options):
        with pytest.raises(BadInput, match=r"one-stage.py finds no people as Relief needs them: it lacks"):
            prepare_detector("mmpose", options("one-stage"))

    def test_a_top_down_model_finds_no_boxes(self, stand_in):
        pose, people = stand_in("coco"), stand_in("coco-too")
        chosen = MmposeOptions(pose.config, pose.checkpoint, people.config, people.checkpoint)
        with pytest.raises(BadInput, match=r"coco-too.py is top-down itself"):
            prepare_detector("mmpose", DetectorOptions(mmpose=chosen))

    def test_auto_takes_mmpose_where_a_model_of_it_is_given(self, options):
        assert choose_detector(options()).name == "mmpose"

    def test_what_a_model_finds_is_asked_once(self, options, tmp_path, monkeypatch):
        python = os.environ[environment.VARIABLE]
        chosen = options()
        monkeypatch.setattr(environment, "_FOLDER", tmp_path)
        monkeypatch.setattr("core.detectors.mmpose.description.notes_folder", lambda: tmp_path / "notes")
        first = prepare_detector("mmpose", chosen)
        assert len(list((tmp_path / "notes").iterdir())) == 1
        Path(python).write_text("#!/bin/sh\nexit 1\n")
        assert prepare_detector("mmpose", chosen).version() == first.version()
        chosen.mmpose.checkpoint.write_text("other weights")
        with pytest.raises(Exception, match="could not be started"):
            prepare_detector("mmpose", chosen)

    def test_a_damaged_note_is_asked_for_again(self, options, tmp_path, monkeypatch):
        monkeypatch.setattr("core.detectors.mmpose.description.notes_folder", lambda: tmp_path / "notes")
        chosen = options()
        first = prepare_detector("mmpose", chosen)
        (note,) = (tmp_path / "notes").iterdir()
        note.write_text(json.dumps({"versions": ["x"], "models": {"pose": {}}}))
        assert prepare_detector("mmpose", chosen).version() == first.version()


class TestCommandLine:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--box", "1,2,3"], "is no box such as"),
            (["--box", "1,2,0,4"], "is no box such as"),
            (["--box", "1,2,3,4"], "give --mmpose-config too"),
            (["--mmpose-config", "c.py"], "is two files"),
            (["--mmpose-config", "c.py", "--mmpose-checkpoint", "w.pth", "--detector", "mediapipe"],
             "is for --detector mmpose"),
        ],
    )  # fmt: skip
    def test_options_that_make_no_sense_are_refused(self, arguments, message, tmp_path, capsys):
        try:
            code = main(["lift", "video.mp4", "-o", str(tmp_path / "out"), *arguments])
        except SystemExit as stop:
            code = stop.code
        assert code == 2
        assert message in capsys.readouterr().err
        assert not (tmp_path / "out").exists()


class TestBoxes:
    PICTURE = np.zeros((120, 160, 3), np.uint8)

    def test_the_drawn_box_is_for_the_first_look_and_one_person_for_later_ones(self):
        both = np.array([[0, 0, 10, 10, 0.9], [50, 50, 90, 90, 0.8]], np.float32)
        source = GivenBox((10, 20, 30, 40), lambda image: both)
        assert source(self.PICTURE).tolist() == [[10, 20, 40, 60, 1]]
        np.testing.assert_allclose(source(self.PICTURE), both[:1])

    def test_a_models_boxes_come_surest_first_without_the_unsure(self):
        class Process:
            def find(self, model, image, boxes):
                found = np.array([[0, 0, 1, 1, 0.4], [5, 5, 9, 9, 0.9], [2, 2, 3, 3, 0.1]], np.float32)
                return np.zeros((3, 17, 3), np.float32), found

        assert ModelBoxes(Process(), "people")(self.PICTURE)[:, 0].tolist() == [5, 0]

    def test_the_whole_picture_is_one_box(self):
        assert whole_picture(self.PICTURE).tolist() == [[0, 0, 160, 120, 1]]

    @pytest.mark.filterwarnings("ignore:SymbolDatabase.GetPrototype")
    def test_blazepose_gives_the_box_of_whom_it_sees(self):
        pytest.importorskip("mediapipe")
        from core.assets import asset_path
        from core.video import probe_video, read_frames

        source = BlazePoseBoxes()
        assert len(source(self.PICTURE)) == 0
        frame = next(iter(read_frames(probe_video(asset_path("sample.mp4")), 60, 61)))
        ((left, top, right, bottom, sure),) = source(frame.image)
        height = frame.image.shape[0]
        assert 0.3 * height < bottom - top < height
        assert right > left
        assert sure > 0.5
