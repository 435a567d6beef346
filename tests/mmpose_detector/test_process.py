"""The process and what it shares with this one, with a stand-in for mmpose in it."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest
from stand_in import identity_of

from core.detectors import DetectorEntry, detect_people
from core.detectors.endings import WorkerGone
from core.detectors.mmpose.detector import POSE, MmposeSettings
from core.detectors.mmpose.process import MmposeProcess
from core.detectors.mmpose.setup import load
from core.errors import BadInput, NotInstalled, ReliefError
from core.pose.skeleton import COCO_17
from core.video.records import Frame, VideoInfo

HERE = Path(__file__).parent
RED, BLUE = (255, 0, 0), (0, 0, 255)
NOBODY = np.zeros((0, 4), np.float32)


def picture(blue, red, size=(160, 120)):
    """RGB, with a square of 5 x 5 pixels in each colour around two places."""
    image = np.full((size[1], size[0], 3), 60, np.uint8)
    for (x, y), colour in ((blue, BLUE), (red, RED)):
        cv2.rectangle(image, (x - 2, y - 2), (x + 2, y + 2), colour, -1)
    return image


def box(left, top, right, bottom):
    return np.array([[left, top, right, bottom]], np.float32)


@pytest.fixture
def started(stand_in):
    """Starts a process with the model of that name; ends all of them."""
    running = []

    def start(name="fine"):
        running.append(MmposeProcess({POSE: stand_in(name)}))
        return running[-1]

    yield start
    for process in running:
        process.close()
    assert shared() == []


def shared():
    """Names of shared memory that nobody has taken away (Linux)."""
    folder = Path("/dev/shm")
    return [f.name for f in folder.iterdir() if f.name.startswith("psm_")] if folder.is_dir() else []


def test_a_frame_gets_there_with_its_colours_and_keypoints_come_back(started):
    process = started()
    assert process.versions == ("stand-in 1",)
    assert process.models[POSE].names == ("left_end", "right_end")
    points, boxes = process.find(POSE, picture(blue=(40, 50), red=(100, 70)), box(10, 20, 150, 110))
    np.testing.assert_allclose(points, [[(40, 50, 0.9), (100, 70, 0.9)]], atol=1e-6)
    np.testing.assert_allclose(boxes, [[10, 20, 150, 110, 1]])


def test_each_box_is_a_person_of_its_own_and_no_box_is_nobody(started):
    process, image = started(), picture(blue=(40, 50), red=(100, 70))
    points, _ = process.find(POSE, image, np.concatenate([box(0, 0, 160, 120), box(80, 60, 120, 80)]))
    assert points[:, 0, 2].tolist() == pytest.approx([0.9, 0.01])  # no blue in the second box
    assert points[:, 1, :2].tolist() == [[100, 70]] * 2
    assert process.find(POSE, image, NOBODY)[0].shape == (0, 2, 3)


def test_a_larger_frame_than_before_is_shared_anew(started):
    process = started()
    process.find(POSE, picture((40, 50), (100, 70)), box(0, 0, 160, 120))
    large = picture((1800, 50), (100, 1000), size=(1920, 1080))
    points, _ = process.find(POSE, large, box(0, 0, 1920, 1080))
    assert points[0, :, :2].tolist() == [[1800, 50], [100, 1000]]
    points, _ = process.find(POSE, picture((40, 50), (100, 70)), box(0, 0, 160, 120))
    assert points[0, :, :2].tolist() == [[40, 50], [100, 70]]


def test_a_picture_that_is_only_a_turned_view_gets_there_too(started):
    turned = np.rot90(picture(blue=(40, 50), red=(100, 70)))  # as a telephone's video is turned for display
    points, _ = started().find(POSE, turned, box(0, 0, 120, 160))
    assert points[0, :, :2].tolist() == [[50, 159 - 40], [70, 159 - 100]]


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="shared memory has no folder here")
def test_the_memory_has_no_name_while_it_is_used(started):
    started().find(POSE, picture((40, 50), (100, 70)), box(0, 0, 160, 120))
    assert shared() == []


def test_files_that_cannot_be_used_are_bad_input(started):
    with pytest.raises(BadInput, match=r"wrong.pth is wrong. Choose another"):
        started("wrong")


def test_what_breaks_there_is_told_with_what_was_printed(started):
    with pytest.raises(WorkerGone, match=r"(?s)exit code 0x1.*about to break.*the stand-in divides by zero"):
        started("breaks")


def test_a_python_that_is_not_there_is_not_installed(monkeypatch, stand_in):
    files = stand_in()
    monkeypatch.setenv("RELIEF_MMPOSE_PYTHON", "/nowhere/python")
    with pytest.raises(NotInstalled, match=r"/nowhere/python cannot be started"):
        MmposeProcess({POSE: files})


def made_up_video(path, frames):
    path.write_bytes(b"not really a video")
    return VideoInfo(path, 160, 120, np.arange(frames) / 30, frames / 30, 30, False, 0, 1, "none")


def read_walk(info, start, stop):
    """Somebody who walks to the right, a pixel a frame."""
    for index in range(start, stop):
        yield Frame(index, float(info.times[index]), picture((20 + index, 40), (80 + index, 90)))


def entry(files, **settings):
    chosen = MmposeSettings({POSE: files}, {POSE: identity_of(files.config, files.checkpoint)}, **settings)
    return DetectorEntry(
        "mmpose", "stand-in", COCO_17, partial(load, chosen), settings="stand-in", warm_up=10**9
    )


def test_a_person_is_followed_from_the_box_that_was_drawn(stand_in, tmp_path):
    video = made_up_video(tmp_path / "video.mp4", 50)
    found = detect_people(video, entry(stand_in("coco"), box=(10, 30, 80, 70)), reader=read_walk)
    assert found.row_frames.tolist() == list(range(50))
    np.testing.assert_allclose(found.points[:, 0, 0], 20 + np.arange(50), atol=0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has exit codes instead of signals")
def test_a_crash_keeps_what_was_found_and_says_the_last_words(stand_in, tmp_path):
    video, part = made_up_video(tmp_path / "video.mp4", 50), tmp_path / "rows.part"
    dying = entry(stand_in("coco-dies"), box=(10, 30, 80, 70))
    told = r"(?s)Frames 0 to 18 are finished.*SIGKILL.*last words of the stand-in"
    with pytest.raises(ReliefError, match=told):
        detect_people(video, dying, reader=read_walk, resume_file=part)
    assert part.stat().st_size > 1000
    assert shared() == []


def test_a_model_that_changed_since_it_was_looked_at_is_refused(stand_in, tmp_path):
    files = stand_in("coco")
    changed = entry(files, box=(10, 30, 80, 70))
    files.checkpoint.write_text("other weights")
    with pytest.raises(BadInput, match=r"has changed since it was looked at. Run it again"):
        detect_people(made_up_video(tmp_path / "video.mp4", 5), changed, reader=read_walk)


PARENT = """
import sys, time
from pathlib import Path
import numpy as np
from core.detectors.mmpose.process import MmposeProcess, ModelFiles
process = MmposeProcess({"pose": ModelFiles(sys.argv[1], Path(sys.argv[2]))})
process.find("pose", np.zeros((40, 40, 3), np.uint8), np.array([[0, 0, 40, 40]], np.float32))
print(process._process.pid, flush=True)
time.sleep(250)
"""


def is_running(pid):
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def test_it_does_not_outlive_a_killed_parent(stand_in):
    files = stand_in()
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, files.config, str(files.checkpoint)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
    ) as parent:
        child = int(parent.stdout.readline())
        assert psutil.pid_exists(child)
        parent.kill()
    end = time.monotonic() + 100
    while is_running(child):
        assert time.monotonic() < end, "it lingers"
        time.sleep(0.05)
    assert shared() == []
