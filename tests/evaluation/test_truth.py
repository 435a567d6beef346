"""Truth from files of four kinds, matched by time and name, and the errors against it."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.assets import asset_path
from core.errors import BadInput
from core.evaluation.metrics import mpjpe, p_mpjpe
from core.evaluation.truth import Truth, points_at, truth_errors
from core.evaluation.truth_files import joint_name, read_truth
from core.export.csv_tables import write_csv
from core.export.npz import write_npz
from core.export.records import ExportContext
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

TIMES = np.cumsum(np.random.default_rng(2).uniform(0.02, 0.05, 20))


@pytest.fixture
def joints():
    """(20, 17, 3) a body that changes its shape over time, relative to its root."""
    rng = np.random.default_rng(0)
    body = rng.normal(size=(17, 3)) + 0.1 * rng.normal(size=(20, 17, 3))
    return body - body[:, :1]


def pose_of(joints, times=TIMES):
    shape = joints.shape[:2]
    return Pose(
        H36M_17, np.arange(len(joints)), times, joints.astype(np.float32), np.ones(shape, np.float32),
        np.zeros(shape, np.uint8),
    )  # fmt: skip


def truth_of(joints, times=TIMES, is_camera=True):
    return Truth("truth.npz", H36M_17.joints, times, joints.copy(), is_camera)


def test_the_errors_are_those_of_the_metrics(joints):
    found = joints + np.random.default_rng(1).normal(scale=0.02, size=joints.shape)
    found -= found[:, :1]
    errors = truth_errors(truth_of(joints), pose_of(found))
    assert errors.mpjpe_mm.mean(axis=1) == pytest.approx(1000 * mpjpe(found, joints), rel=1e-4)
    assert errors.p_mpjpe_mm.mean(axis=1) == pytest.approx(1000 * p_mpjpe(found, joints), rel=1e-4)
    assert (errors.mpjpe_mm[:, 0] == 0).all()  # the root


def test_where_the_person_walks_does_not_matter(joints):
    walked = joints + np.cumsum(np.ones((20, 1, 3)), axis=0)
    assert truth_errors(truth_of(walked), pose_of(joints)).mpjpe_mm == pytest.approx(0, abs=1e-3)


def test_unknown_axes_cost_one_rotation_and_no_more(joints):
    turned = joints @ Rotation.from_euler("xyz", [0.4, 1.2, -2]).as_matrix().T
    errors = truth_errors(truth_of(turned, is_camera=False), pose_of(joints))
    assert errors.is_turned
    assert errors.mpjpe_mm == pytest.approx(0, abs=1e-3)
    wobbling = joints.copy()
    wobbling[10:] = wobbling[10:] @ Rotation.from_euler("x", 0.2).as_matrix().T
    assert truth_errors(truth_of(wobbling, is_camera=False), pose_of(joints)).mpjpe_mm[:, 1:].min() > 1
    mirrored = joints * [-1, 1, 1]
    assert truth_errors(truth_of(mirrored, is_camera=False), pose_of(joints)).mpjpe_mm.mean() > 100


def test_times_decide_what_is_compared_not_rows(joints):
    """Truth at 240 Hz of a body that grows evenly is met exactly at the video's own uneven times."""
    fine = np.arange(240) / 240
    truth = truth_of(joints[:1] * (1 + fine[:, None, None]), fine)
    pose = pose_of(joints[:1] * (1 + TIMES[:, None, None]))
    assert truth_errors(truth, pose).mpjpe_mm == pytest.approx(0, abs=1e-3)


def test_frames_outside_the_truth_and_in_its_holes_are_not_judged():
    times = np.array([0, 0.1, 0.2, 0.6, 0.7])
    points = np.arange(5.0)[:, None, None] * np.ones((1, 1, 3))
    found = points_at(times, points, np.array([-0.2, -0.04, 0.05, 0.2, 0.4, 0.6, 0.72, 0.9]))
    assert found[:, 0, 0] == pytest.approx([np.nan, 0, 0.5, 2, np.nan, 3, 4, np.nan], nan_ok=True)


def test_unknown_places_do_not_spread(joints):
    points = joints.copy()
    points[5, 3] = np.nan
    errors = truth_errors(truth_of(points), pose_of(joints))
    assert np.flatnonzero(np.isnan(errors.mpjpe_mm).any(axis=1)).tolist() == [5]


def test_too_few_joints_and_no_time_in_common_are_said(joints):
    few = Truth("few.trc", ("pelvis", "head"), TIMES, joints[:, [0, 10]], True)
    with pytest.raises(BadInput, match=r"few\.trc has too few joints"):
        truth_errors(few, pose_of(joints))
    with pytest.raises(BadInput, match="no time in common"):
        truth_errors(truth_of(joints, TIMES + 100), pose_of(joints))


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("left_hip", "left_hip"), ("LHip", "left_hip"), ("l_hip", "left_hip"), ("hip_l", "left_hip"),
        ("RightKnee", "right_knee"), ("RKNEE", "right_knee"), ("Right Ankle", "right_ankle"),
        ("mixamorig:LeftShoulder", "left_shoulder"), ("Hips", "pelvis"), ("MidHip", "pelvis"),
        ("nose", None), ("Neck", None), ("head_top", None), ("Head", None), ("Wrist", None),
        ("LASI", None), ("R", None), ("", None), ("l_index_tip", None),
    ],
)  # fmt: skip
def test_joints_are_known_by_the_names_that_people_give_them(name, ours):
    assert joint_name(name) == ours


def test_the_samples_truth_is_in_the_cameras_frame():
    truth = read_truth(asset_path("sample_truth.npz"))
    with np.load(asset_path("sample_truth.npz")) as data:
        seen = truth.points @ data["K"].T
        pixels = seen[..., :2] / seen[..., 2:]
        assert truth.is_camera
        assert set(truth.joints) == set(H36M_17.joints) - {"neck", "head"}  # defined otherwise
        knee = [str(name) for name in data["joint_names"]].index("l_knee")
        ours = pixels[:, truth.joints.index("left_knee")]
        np.testing.assert_allclose(ours, data["joints_px"][:, knee], atol=0.05)


@pytest.mark.parametrize(("name", "write"), [("walk.csv", write_csv), ("walk.npz", write_npz)])
def test_a_table_of_ours_is_exact_truth_for_its_own_pose(joints, tmp_path, name, write):
    pose = pose_of(joints)
    write(pose, tmp_path / name, ExportContext("walk.mp4", Fraction(30)))
    truth = read_truth(tmp_path / name)
    assert truth.is_camera
    assert truth_errors(truth, pose).mpjpe_mm == pytest.approx(0, abs=0.02)


TRC = """PathFileType\t4\t(X/Y/Z)\twalk.trc
DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames
50\t50\t3\t4\tmm\t50\t1\t3
Frame#\tTime\tPelvis\t\t\tLHip\t\t\tRHip\t\t\thead\t\t
\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3\tX4\tY4\tZ4

1\t0.00\t0\t900\t0\t100\t900\t0\t-100\t900\t0\t0\t1700\t0
2\t0.02\t0\t900\t0\t100\t900\t0\t-100\t900\t0\t\t\t
3\t0.04\t0\t900\t0\t100\t900\t0\t-100\t900\t0\t\t\t
"""


def test_a_trc_table_is_read_in_its_unit_with_gaps_as_gaps(tmp_path):
    (tmp_path / "walk.trc").write_text(TRC)
    truth = read_truth(tmp_path / "walk.trc")
    assert truth.joints == ("pelvis", "left_hip", "right_hip", "head")
    assert truth.times.tolist() == [0, 0.02, 0.04]
    assert truth.points[0].ravel().tolist() == pytest.approx(
        [0, -0.9, 0, 0.1, -0.9, 0, -0.1, -0.9, 0, 0, -1.7, 0], rel=1e-6
    )  # y down
    assert np.isnan(truth.points[1:, 3]).all()
    assert not truth.is_camera


def test_a_c3d_file_is_read_at_its_rate(tmp_path):
    ezc3d = pytest.importorskip("ezc3d")
    content = ezc3d.c3d()
    content["parameters"]["POINT"]["RATE"]["value"] = [100]
    content["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    content["parameters"]["POINT"]["LABELS"]["value"] = ("LHip", "RHip", "head", "Sternum")
    points = np.random.default_rng(0).normal(scale=500, size=(4, 4, 5))
    points[3] = 1
    content["data"]["points"] = points
    content.write(str(tmp_path / "walk.c3d"))
    truth = read_truth(tmp_path / "walk.c3d")
    assert truth.joints == ("pelvis", "left_hip", "right_hip", "head")
    assert truth.times == pytest.approx(np.arange(5) / 100)
    metres = points[:3].transpose(2, 1, 0) * [0.001, -0.001, -0.001]  # y down
    np.testing.assert_allclose(truth.points[:, 1], metres[:, 0], atol=1e-5)
    np.testing.assert_allclose(truth.points[:, 0], metres[:, :2].mean(axis=1), atol=1e-5)
    assert not truth.is_camera


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.npz", b"no zip"), ("a.trc", b"no table"), ("a.c3d", b"no c3d"), ("a.csv", b"a,b\n1,2\n"),
        ("a.txt", b""), ("b.trc", TRC.replace("mm", "furlongs").encode()),
        ("c.trc", TRC.replace("0.04", "0.01").encode()), ("d.trc", TRC.replace("900", "tall").encode()),
        ("e.trc", TRC.replace("Pelvis", "A").replace("Hip", "B").replace("head", "C").encode()),
        ("f.trc", b"\xff\xfe\x00"), ("g.trc", TRC.replace("1700", "inf").encode()),
    ],
)  # fmt: skip
def test_what_is_no_truth_is_refused_in_words(tmp_path, name, content):
    if name.endswith("c3d"):
        pytest.importorskip("ezc3d")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=name):
        read_truth(tmp_path / name)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(BadInput, match="there is no such file"):
        read_truth(tmp_path / "none.npz")


class Trap:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was run",))


def test_pickles_in_arrays_are_never_run(tmp_path):
    np.savez(
        tmp_path / "trap.npz", joint_names=np.array(["pelvis"]), fps=30,
        joints_world=np.array([Trap()], dtype=object),
    )  # fmt: skip
    with pytest.raises(BadInput, match=r"trap\.npz"):
        read_truth(tmp_path / "trap.npz")


def test_arrays_that_unpack_to_gigabytes_are_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("core.evaluation.truth_files._MOST_NUMBERS", 1000)
    np.savez_compressed(
        tmp_path / "bomb.npz", joint_names=["pelvis"], fps=30, joints_world=np.zeros((9000, 1, 3))
    )
    with pytest.raises(BadInput, match="more than fits in memory"):
        read_truth(tmp_path / "bomb.npz")
