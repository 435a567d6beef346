"""Detections are checked where they are made, and the table can be looked at cheaply."""

import subprocess
import sys

import numpy as np
import pytest

from core.detectors import DETECTORS, Detection, Detections, join_detections
from core.pose.skeleton import Skeleton

ONE = Skeleton("one", ("nose",))


def detections(frames, rows, **changes):
    return Detections(**{
        "detector": "fake", "version": "1", "skeleton": ONE,
        "frames": np.array(frames), "times": np.array(frames) / 30.0,
        "row_frames": np.array(rows, int), "points": np.zeros((len(rows), 1, 2), np.float32),
        "confidence": np.ones((len(rows), 1), np.float32),
        "world": np.zeros((len(rows), 1, 3), np.float32),
        "lost_frames": np.array([], int), "image_size": (64, 48),
    } | changes)  # fmt: skip


def test_rows_of_a_frame_are_found():
    found = detections([5, 6, 7], [5, 5, 7])
    assert [found.rows_of(i) for i in (5, 6, 7)] == [slice(0, 2), slice(2, 2), slice(2, 3)]


@pytest.mark.parametrize(
    ("frames", "rows"), [([5, 7], []), ([5, 6], [6, 5]), ([5, 6], [4])], ids=["holes", "order", "outside"]
)
def test_frames_and_rows_must_fit(frames, rows):
    with pytest.raises(ValueError):
        detections(frames, rows)


def test_shapes_must_fit():
    with pytest.raises(ValueError, match="not of shape"):
        detections([5], [5], points=np.zeros((1, 2, 2), np.float32))
    with pytest.raises(ValueError, match="one time per frame"):
        detections([5, 6], [5], times=np.array([0.2, 0.1]))
    with pytest.raises(ValueError, match="shapes disagree"):
        Detection(np.zeros((2, 2), np.float32), np.zeros(3, np.float32))
    with pytest.raises(ValueError, match="between 0 and 1"):
        Detection(np.zeros((1, 2), np.float32), np.array([1.2], np.float32))


def test_parts_join_only_if_they_follow():
    joined = join_detections([detections([5, 6], [5]), detections([7], [7, 7])])
    assert joined.frames.tolist() == [5, 6, 7]
    assert joined.row_frames.tolist() == [5, 7, 7]
    with pytest.raises(ValueError):
        join_detections([detections([5], []), detections([7], [])])
    with pytest.raises(ValueError, match="one detector"):
        join_detections([detections([5], []), detections([6], [], version="2")])


def test_looking_at_the_table_imports_nothing_heavy():
    code = (
        "import sys, core.detectors as d\n"
        "[entry.why_unavailable() for entry in d.DETECTORS.values()]\n"
        "[entry.version() for entry in d.DETECTORS.values()]\n"
        "print(*{'mediapipe', 'cv2', 'torch', 'av', 'scipy', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", DETECTORS)
def test_entries_say_what_they_are(name):
    entry = DETECTORS[name]
    assert entry.name == name
    assert entry.description
    assert entry.version()
