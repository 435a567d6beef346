"""Frames that a detector passes over: which they are, and that they are told apart from all others."""

from dataclasses import replace

import fake_detectors as fakes
import numpy as np
import pytest

from core.detectors import detect_people, join_detections, start_detection
from core.detectors.looking import longest_stride, passed_over


@pytest.mark.parametrize(
    ("rate", "looked_at"),
    [(15, [0, 1, 2, 3, 4, 5, 6, 7, 8]), (25, [0, 2, 4, 6, 8]), (30, [0, 2, 4, 6, 8]), (60, [0, 4, 8])],
)
def test_frames_nearer_than_the_step_are_passed_over(rate, looked_at):
    times = np.round(np.arange(9) / rate, 5)  # as files round them
    is_passed = passed_over(times, 1 / 15)
    assert np.flatnonzero(~is_passed).tolist() == looked_at
    assert longest_stride(is_passed) == np.diff(looked_at).max()


def test_times_decide_and_not_numbers():
    times = np.array([0, 0.03, 0.06, 0.3, 0.33, 0.9, 1.0, 1.01])
    assert np.flatnonzero(passed_over(times, 0.06)).tolist() == [1, 4]  # the last one is always looked at


def test_without_a_step_no_frame_is_passed_over():
    is_passed = passed_over(np.arange(5) / 240, 0.0)
    assert not is_passed.any()
    assert longest_stride(is_passed) == 1


@pytest.fixture
def video(tmp_path):
    return fakes.made_up_video(tmp_path / "video.mp4", 60)


HALF = fakes.fake(step_s=1 / 15, warm_up=4)


def test_every_second_frame_is_looked_at(video):
    found = detect_people(video, HALF, reader=fakes.read_all)
    assert found.frames.tolist() == list(range(60))
    assert found.passed_over.tolist() == list(range(1, 58, 2))  # 59 is the last
    assert set(found.row_frames) == {i for i in (*range(0, 60, 2), 59) if i % 7 != 6}
    # Its right end is at the mean of the last three frames that it was shown.
    assert found.points[found.rows_of(22)][0, 1, 0] == 20


def test_frames_that_are_lost_are_none_that_were_passed_over(video):
    found = detect_people(video, HALF, reader=fakes.read_with_holes)  # without 0, 5, 6 and 29
    assert found.lost_frames.tolist() == [0, 6]
    assert not set(found.passed_over) & {0, 6}


def test_a_resumed_run_looks_at_the_same_frames(video, tmp_path):
    file = tmp_path / "rows.part"
    whole = detect_people(video, HALF, start=3, reader=fakes.read_all)
    with start_detection(video, HALF, start=3, reader=fakes.read_all, resume_file=file) as run:
        for _ in run.chunks():
            pass
    header, rows = file.read_bytes().split(b"\n", 1)
    file.write_bytes(header + b"\n" + rows[: len(rows) // 2])
    with start_detection(video, HALF, start=3, reader=fakes.read_all, resume_file=file) as run:
        assert 0 < run.resumed_frames < 57
        parts = list(run.chunks())
    for found in (run.result(), join_detections(parts)):
        for name in ("frames", "row_frames", "points", "passed_over"):
            np.testing.assert_array_equal(getattr(found, name), getattr(whole, name))


def test_many_frames_at_once_give_the_same_as_one_by_one(video):
    one_by_one = detect_people(video, fakes.fake(), reader=fakes.read_with_holes)
    at_once = detect_people(video, fakes.fake(fakes.load_many), reader=fakes.read_with_holes)
    for name in ("frames", "row_frames", "points", "confidence", "world", "lost_frames"):
        np.testing.assert_array_equal(getattr(at_once, name), getattr(one_by_one, name))


def test_large_pictures_come_in_smaller_batches(video):
    from core.detectors.worker import Assignment

    def held(width, height):
        info = replace(video, width=width, height=height)
        return Assignment(info, HALF, 0, 0, 60, fakes.read_all).frames_held(8)

    assert [held(1920, 1080), held(3840, 2160), held(7680, 4320), held(40_000, 40_000)] == [8, 8, 2, 1]
