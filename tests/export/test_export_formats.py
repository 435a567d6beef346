"""What every format promises."""

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import CannotWrite
from core.export import EXPORT_FORMATS
from core.export.compare import joint_error

POSE_FORMATS = [name for name, entry in EXPORT_FORMATS.items() if entry.subject == "pose"]
BINARY = {"npz", "glb", "usd", "c3d"}

FORMATS = pytest.mark.parametrize("name", POSE_FORMATS)
TEXT_FORMATS = pytest.mark.parametrize("name", [name for name in POSE_FORMATS if name not in BINARY])


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_the_table_is_keyed_by_name(name):
    entry = EXPORT_FORMATS[name]
    assert entry.name == name
    assert entry.suffix.startswith(".")
    assert entry.description


@FORMATS
def test_a_pose_comes_back_to_a_hundredth_of_a_millimetre(name, tmp_path):
    entry = EXPORT_FORMATS[name]
    pose = without_frames(pose_of(walk()), 4, 5)
    read_back = entry.write(pose, tmp_path / f"a{entry.suffix}", CONTEXT)
    assert read_back.frames == 50
    assert max(read_back.error.mean_mm, read_back.error.p95_mm) <= read_back.error.max_mm < 0.02
    assert abs(read_back.duration_error_ms) < 1e-3
    assert [path.name for path in tmp_path.iterdir()] == [f"a{entry.suffix}"]


@TEXT_FORMATS
def test_nan_and_infinity_never_reach_a_file(name, tmp_path):
    pose = pose_of(walk(6))
    pose.joints[2, 3, 1] = np.inf
    pose.joints[3] = np.nan
    pose.confidence[3:5] = np.nan
    EXPORT_FORMATS[name].write(pose, tmp_path / "a", CONTEXT)
    words = (tmp_path / "a").read_text().lower().replace(",", " ").replace(":", " ").split()
    assert not {"nan", "inf", "-inf", "infinity"} & set(words)


@FORMATS
def test_the_same_pose_gives_the_same_bytes(name, tmp_path):
    entry = EXPORT_FORMATS[name]
    files = [tmp_path / folder / f"a{entry.suffix}" for folder in ("one", "other")]  # TRC holds its own name
    for file in files:
        file.parent.mkdir()
        entry.write(pose_of(walk(5)), file, CONTEXT)
    assert files[0].read_bytes() == files[1].read_bytes()


@FORMATS
def test_a_failed_export_leaves_the_old_file(name, tmp_path, monkeypatch):
    path = tmp_path / f"a{EXPORT_FORMATS[name].suffix}"
    path.write_text("old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="full"):
        EXPORT_FORMATS[name].write(pose_of(walk(5)), path, CONTEXT)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_joint_error_worked_by_hand():
    meant = np.zeros((2, 2, 3))
    meant[1, 0] = np.nan
    read = meant.copy()
    read[1, 1] = [0.003, 0.004, 0]
    error = joint_error(read, meant, ("a", "b"), np.array([7, 8]))
    assert error.mean_mm == pytest.approx(5 / 3)
    assert error.max_mm == pytest.approx(5)
    assert (error.worst_joint, error.worst_frame) == ("b", 8)


def test_a_joint_that_does_not_come_back_is_loud():
    meant = np.zeros((1, 1, 3))
    with pytest.raises(RuntimeError):
        joint_error(meant * np.nan, meant, ("a",), np.array([0]))
    with pytest.raises(RuntimeError):
        joint_error(np.zeros((2, 1, 3)), meant, ("a",), np.array([0]))
