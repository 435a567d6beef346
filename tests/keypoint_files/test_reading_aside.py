"""Large keypoint files are read in a process of their own, with the same outcome."""

import json
import multiprocessing

import numpy as np
import person_files as files
import pytest

from core import apart
from core.detectors.keypoint_files import read_keypoints, reading
from core.errors import BadInput
from core.jobs import JobStopped


@pytest.fixture
def written(tmp_path):
    """COCO results that are large, by what counts as large in these tests."""
    path = tmp_path / "results.json"
    path.write_text(json.dumps(files.coco_results(files.coco_person())))
    return path


@pytest.fixture
def all_are_large(monkeypatch):
    monkeypatch.setattr(reading, "_LARGE_BYTES", 0)


@pytest.fixture
def not_here(monkeypatch):
    """Reading in this process fails; another one knows nothing of it."""

    def fail(*_):
        raise AssertionError("read in the process of the window")

    monkeypatch.setattr(reading, "read_keypoint_file", fail)


def test_a_large_file_is_read_elsewhere_and_says_the_same(written, all_are_large, request):
    here = reading.read_keypoint_file(written)
    request.getfixturevalue("not_here")
    chosen, rows = read_keypoints(written)
    assert chosen is here[0]
    np.testing.assert_array_equal(rows.points, here[1].points)
    np.testing.assert_array_equal(rows.numbers, here[1].numbers)
    assert rows.names == here[1].names


def test_a_small_file_is_not_worth_a_process(written, not_here):
    with pytest.raises(AssertionError):
        read_keypoints(written)


def test_what_is_wrong_with_a_large_file_is_said_as_of_a_small_one(written, all_are_large, not_here):
    written.write_text("[{")
    with pytest.raises(BadInput, match="its JSON is damaged"):
        read_keypoints(written)


def test_reading_can_be_stopped_and_leaves_no_process(written, all_are_large, monkeypatch):
    monkeypatch.setattr(apart, "_POLL_S", 0.0)

    def stop(*_):
        raise JobStopped

    with pytest.raises(JobStopped):
        read_keypoints(written, report=stop)
    assert not multiprocessing.active_children()


def test_hdf5_is_read_elsewhere_however_small_since_its_library_may_crash(tmp_path, request):
    path = files.write_sleap_analysis(tmp_path / "a.h5", files.coco_person())
    here = reading.read_keypoint_file(path)
    request.getfixturevalue("not_here")
    chosen, rows = read_keypoints(path)
    assert chosen.name == "sleap"
    np.testing.assert_array_equal(rows.points, here[1].points)
