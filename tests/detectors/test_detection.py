"""The worker process as its parent sees it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import fake_detectors as fakes
import numpy as np
import psutil
import pytest

from core.detectors import detect_people, join_detections, start_detection
from core.errors import BadInput, NotInstalled, ReliefError
from core.jobs import JobStopped


@pytest.fixture
def video(tmp_path):
    return fakes.made_up_video(tmp_path / "video.mp4", 60)


@pytest.fixture(autouse=True)
def leaves_no_process_behind():
    yield
    assert multiprocessing.active_children() == []


def detect(video, load=fakes.load_plain, reader=fakes.read_all, **options):
    return detect_people(video, fakes.fake(load), reader=reader, **options)


def assert_same(a, b):
    assert (a.detector, a.version, a.image_size) == (b.detector, b.version, b.image_size)
    for name in ("frames", "times", "row_frames", "points", "confidence", "world", "lost_frames"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name), err_msg=name)


def test_every_frame_comes_back_once_in_order_with_all_its_people(video):
    found = detect(video)
    assert found.frames.tolist() == list(range(60))
    assert np.array_equal(found.times, video.times)
    people = [0 if i % 7 == 6 else 2 if i % 5 == 4 else 1 for i in range(60)]
    assert found.row_frames.tolist() == [i for i in range(60) for _ in range(people[i])]
    assert np.array_equal(found.points[:, 0, 0], found.row_frames)
    assert found.points[found.rows_of(4)][:, 0, 1].tolist() == [0, 1]
    assert np.isfinite(found.world[found.rows_of(4)]).all(axis=(1, 2)).tolist() == [True, False]
    assert found.lost_frames.size == 0
    assert found.image_size == (64, 48)


def test_a_clip_keeps_the_frame_numbers_of_its_video(video):
    found = detect(video, start=10, stop=20)
    assert found.frames.tolist() == list(range(10, 20))
    assert np.array_equal(found.times, video.times[10:20])


def test_chunks_joined_are_the_result_and_come_while_the_worker_works(video):
    with start_detection(video, fakes.fake(fakes.load_slow), reader=fakes.read_all) as run:
        chunks = list(run.chunks())
        assert_same(join_detections(chunks), run.result())
    assert len(chunks) > 3


def test_frames_that_cannot_be_decoded_are_named_and_have_no_rows(tmp_path):
    video = fakes.made_up_video(tmp_path / "video.mp4", 30)
    found = detect(video, reader=fakes.read_with_holes)
    assert found.lost_frames.tolist() == [0, 5, 6, 29]
    assert found.frames.tolist() == list(range(30))
    assert not np.isin(found.row_frames, found.lost_frames).any()


def test_progress_is_told_from_nothing_to_all(video):
    told = []
    detect(video, report=lambda stage, done, total: told.append((done, total)))
    assert told[0] == (0, 60)
    assert told[-1] == (60, 60)
    assert told == sorted(told)


def test_a_stop_ends_the_worker_soon_and_keeps_what_is_finished(video, tmp_path):
    file = tmp_path / "rows.part"

    def stop_at_ten(stage, done, total):
        if done >= 10:
            raise JobStopped

    with start_detection(video, fakes.fake(fakes.load_slow), reader=fakes.read_all, resume_file=file) as run:
        with pytest.raises(JobStopped):
            list(run.chunks(stop_at_ten))
        assert multiprocessing.active_children() == []
        finished = len(run.result())
    assert 10 <= finished < 60
    with start_detection(video, fakes.fake(), reader=fakes.read_all, resume_file=file) as run:
        assert run.resumed_frames == finished


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has exit codes instead of signals")
def test_a_killed_worker_is_reported_and_a_second_run_ends_as_if_nothing_had_happened(video, tmp_path):
    file = tmp_path / "rows.part"
    with pytest.raises(ReliefError, match=r"(?s)frame 20 of video.mp4.*rows\.part.*ended by SIGKILL"):
        detect(video, fakes.load_killed, resume_file=file)
    with start_detection(video, fakes.fake(), reader=fakes.read_all, resume_file=file) as run:
        assert run.resumed_frames == 20
        list(run.chunks())
        resumed = run.result()
        run.delete_resume_file()
    assert not file.exists()
    assert_same(resumed, detect(video))


def test_without_warm_up_the_detectors_memory_would_show(video, tmp_path):
    file = tmp_path / "rows.part"
    with pytest.raises(ReliefError):
        detect(video, fakes.load_killed, resume_file=file)
    cold = detect_people(video, fakes.fake(warm_up=0), reader=fakes.read_all, resume_file=file)
    assert not np.array_equal(cold.points, detect(video).points)


def test_a_finished_file_needs_no_worker(video, tmp_path):
    file = tmp_path / "rows.part"
    whole = detect(video, resume_file=file)
    assert_same(whole, detect(video, fakes.load_missing, resume_file=file))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has exit codes instead of signals")
def test_a_crash_is_told_with_its_stack(video):
    with pytest.raises(ReliefError, match=r"(?s)SIGSEGV.*Segmentation fault.*in detect"):
        detect(video, fakes.load_segfaulting)


def test_an_error_inside_the_detector_is_told_with_its_stack(video):
    with pytest.raises(ReliefError, match=r"(?s)Frames 0 to 19 are finished.*the fake divides by zero"):
        detect(video, fakes.load_raising)


def test_a_video_that_breaks_off_is_bad_input_here_too(video):
    with pytest.raises(BadInput, match=r"video.mp4 breaks off after frame 9"):
        detect(video, reader=fakes.read_ten)


def test_a_library_that_cannot_be_loaded_is_not_installed(video):
    with pytest.raises(NotInstalled, match=r"fake cannot be loaded: libsomething"):
        detect(video, fakes.load_missing)


def test_a_missing_package_is_known_before_anything_starts(video):
    with pytest.raises(NotInstalled, match="pip install surely_not_there"):
        start_detection(video, fakes.fake(package="surely_not_there"))


def test_unknown_detectors_and_empty_clips_are_bad_input(video):
    with pytest.raises(BadInput, match="'telepathy'; known ones: mediapipe"):
        start_detection(video, "telepathy")
    with pytest.raises(BadInput, match="has 60 frames"):
        start_detection(video, fakes.fake(), start=70)


def test_what_libraries_print_is_not_seen(video, capfd):
    detect(video, fakes.load_chatty)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process")
def test_ctrl_c_is_not_for_the_worker(video):
    with start_detection(video, fakes.fake(fakes.load_slow), reader=fakes.read_all) as run:
        chunks = run.chunks()
        next(chunks)
        for worker in multiprocessing.active_children():
            os.kill(worker.pid, signal.SIGINT)
        for _ in chunks:
            pass
        assert len(run.result()) == 60


def test_an_abandoned_run_ends_its_worker(video):
    with start_detection(video, fakes.fake(fakes.load_slow), reader=fakes.read_all) as run:
        next(run.chunks())
    assert multiprocessing.active_children() == []


PARENT = """
import sys, time, multiprocessing, pathlib
import fake_detectors as fakes
from core.detectors import start_detection
video = fakes.made_up_video(pathlib.Path(sys.argv[1]), 100_000)
run = start_detection(video, fakes.fake(fakes.load_slow), reader=fakes.read_all)
chunks = run.chunks()  # held on to: a dropped generator ends the worker
next(chunks)
print(multiprocessing.active_children()[0].pid, flush=True)
time.sleep(250)
"""


def is_running(pid):
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def test_the_worker_does_not_outlive_a_killed_parent(tmp_path):
    here = Path(__file__)
    paths = os.pathsep.join([str(here.parent), str(here.parents[2])])
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "video.mp4")],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    ) as parent:
        worker = int(parent.stdout.readline())
        assert psutil.pid_exists(worker)
        parent.kill()
    end = time.monotonic() + 100
    while is_running(worker):
        assert time.monotonic() < end, "the worker lingers"
        time.sleep(0.05)
