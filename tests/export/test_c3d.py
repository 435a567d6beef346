"""C3D, read by ezc3d (which also wrote it) and by the c3d package, which shares nothing with it."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import BadInput, UnfitPose

ezc3d = pytest.importorskip("ezc3d", reason="C3D needs the extra biomechanics")

from core.export.c3d import read_c3d, write_c3d  # noqa: E402 - after the skip
from core.export.even_rate import EvenPose  # noqa: E402
from core.pose.skeleton import H36M_17  # noqa: E402

NTSC = Fraction(30000, 1001)
PATH = "a.c3d"


@pytest.fixture
def path(tmp_path):
    return tmp_path / PATH


def read_with_c3d(path):
    """Rate, labels, and (T, J, 5): x, y, z, residual, cameras."""
    c3d = pytest.importorskip("c3d")
    with path.open("rb") as file:
        reader = c3d.Reader(file)
        points = np.array([points for _, points, _ in reader.read_frames()])
        return reader.point_rate, [label.strip() for label in reader.point_labels], points


@pytest.mark.filterwarnings("ignore")  # the c3d package's own
def test_another_reader_finds_millimetres_the_true_rate_and_what_was_lost(path):
    pose = without_frames(pose_of(walk(30), rate=float(NTSC)), 4, 29)
    write_c3d(pose, path, replace(CONTEXT, nominal_rate=NTSC))
    rate, labels, points = read_with_c3d(path)
    assert rate == pytest.approx(30000 / 1001, rel=1e-7)
    assert labels == list(H36M_17.joints)
    seen = np.setdiff1d(np.arange(30), [4, 29])
    np.testing.assert_allclose(points[seen, :, :3], walk(30)[seen] * 1000, atol=0.001)
    assert (points[seen, :, 3] >= 0).all()
    assert (points[[4, 29], :, 3] == -1).all()


def test_ezc3d_finds_units_and_axes(path):
    write_c3d(pose_of(walk(5)), path, CONTEXT)
    about = ezc3d.c3d(str(path))["parameters"]["POINT"]
    assert about["UNITS"]["value"] == ["mm"]
    assert (about["X_SCREEN"]["value"], about["Y_SCREEN"]["value"]) == (["+X"], ["+Y"])


def test_a_pose_comes_back_with_its_gaps_and_times(path):
    pose = without_frames(pose_of(walk(30), rate=float(NTSC)), 4, 29)
    read_back = write_c3d(pose, path, replace(CONTEXT, nominal_rate=NTSC))
    read = read_c3d(path)
    np.testing.assert_allclose(read.joints, pose.joints, atol=1e-6)
    np.testing.assert_allclose(read.times, pose.times, atol=1e-9)
    assert abs(read_back.duration_error_ms) < 0.001
    assert read_back.warnings == ()


def test_raw_points_lie_beside_the_filtered_ones(path):
    raw = pose_of(walk(10) + 0.01)
    write_c3d(pose_of(walk(10)), path, replace(CONTEXT, raw=raw))
    file = ezc3d.c3d(str(path))
    labels = file["parameters"]["POINT"]["LABELS"]["value"]
    assert labels == [*H36M_17.joints, *(f"{name}_raw" for name in H36M_17.joints)]
    points = file["data"]["points"][:3].transpose(2, 1, 0)
    np.testing.assert_allclose(points[:, 17:] - points[:, :17], 10, atol=0.001)
    assert read_c3d(path).skeleton == H36M_17


def test_a_file_with_z_up_is_turned(path):
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [100.0]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["m"]
    file["parameters"]["POINT"]["LABELS"]["value"] = ["a", "b"]
    file.add_parameter("POINT", "Y_SCREEN", ["+Z"])
    points = np.ones((4, 2, 3))
    points[:3, 0] = np.array([[1, 2, 3]] * 3).T
    file["data"]["points"] = points
    file.write(str(path))
    np.testing.assert_allclose(read_c3d(path).joints[0, 0], [1, 3, -2])


def test_more_frames_than_it_can_count_are_refused(path, monkeypatch):
    pose = pose_of(np.zeros((3, 17, 3)))
    long = replace(pose_of(np.zeros((1, 17, 3))), frames=np.zeros(65536), times=np.arange(65536.0),
                   joints=np.zeros((65536, 17, 3), np.float32), confidence=np.zeros((65536, 17), np.float32),
                   flags=np.zeros((65536, 17), np.uint8))  # fmt: skip
    even = EvenPose(long, Fraction(25), np.arange(65536), np.zeros(65536, bool), False, 1.0)
    monkeypatch.setattr("core.export.c3d.make_even", lambda *_: even)
    with pytest.raises(UnfitPose, match="65535"):
        write_c3d(pose, path, CONTEXT)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"\x02\x50", b"text" * 200, b"\x02\x50" + bytes(600)])
def test_a_damaged_file_is_refused_in_one_sentence(path, content):
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"a\.c3d"):
        read_c3d(path)


def test_a_file_cut_short_is_refused(path):
    write_c3d(pose_of(walk(30)), path, CONTEXT)
    whole = path.read_bytes()
    for share in (0.05, 0.1, 0.3, 0.6, 0.95):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(BadInput, match=r"a\.c3d"):
            read_c3d(path)
