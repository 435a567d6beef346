"""Joint angles as a table and as an OpenSim motion."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, figure, pose_of, turned, walk, without_frames

from core.errors import BadInput, UnfitPose
from core.export.angles_table import read_angles, write_angles
from core.export.mot import read_mot, write_mot
from core.pose.angles import ANGLES
from core.pose.skeleton import H36M_17, HUMANEVA_15

BENT = figure(6, left_elbow=(0, -1, 0), left_wrist=(0, 0, 1), right_knee=(0, 0, 1), right_ankle=(0, -1, 0))
"""Left arm hangs with the elbow bent by 90 degrees; right thigh forwards, its knee bent by 90."""


def table_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def motion_of(path):
    """Columns by name, as OpenSim reads a motion file: header up to `endheader`, then tabs."""
    lines = path.read_text(encoding="ascii").splitlines()
    end = lines.index("endheader")
    header = dict(line.split("=") for line in lines[1:end] if "=" in line)
    names = lines[end + 1].split("\t")
    rows = [[float(cell) for cell in line.split("\t")] for line in lines[end + 2 :]]
    assert header["version"] == "1"
    assert header["inDegrees"] == "yes"
    assert (int(header["nRows"]), int(header["nColumns"])) == (len(rows), len(names))
    assert names[0] == "time"
    assert all(len(row) == len(names) for row in rows)
    return dict(zip(names, np.array(rows).T, strict=True))


def test_the_table_holds_angles_worked_by_hand_at_the_videos_times(tmp_path):
    times = [0.5, 0.54, 0.6, 0.61, 0.9, 1.0]
    read_back = write_angles(pose_of(BENT, first_frame=12, times=times), tmp_path / "a.angles.csv", CONTEXT)
    rows = table_of(tmp_path / "a.angles.csv")
    assert [row["frame"] for row in rows] == ["12", "13", "14", "15", "16", "17"]
    assert [float(row["time_s"]) for row in rows] == times
    by_hand = {"left_elbow_flexion": 90, "right_elbow_flexion": 0, "right_knee_flexion": 90,
               "right_hip_flexion": 90, "left_hip_flexion": 0, "trunk_lean": 0}  # fmt: skip
    for name, degrees in by_hand.items():
        assert float(rows[0][f"{name}_deg"]) == pytest.approx(degrees, abs=0.01)
    assert read_back.warnings == ()
    assert read_back.notes[0].endswith("Not for clinical use.")
    assert len(read_back.notes) == 1 + len(ANGLES)


def test_what_has_no_angle_is_an_empty_cell(tmp_path):
    read_back = write_angles(without_frames(pose_of(BENT), 2), tmp_path / "a.csv", CONTEXT)
    rows = table_of(tmp_path / "a.csv")
    assert set(list(rows[2].values())[2:]) == {""}
    assert rows[1]["left_elbow_flexion_deg"] != ""
    assert "nan" not in (tmp_path / "a.csv").read_text()
    assert np.isnan(read_angles(tmp_path / "a.csv")[2][2]).all()
    assert read_back.warnings == ()


def test_blocks_join_without_a_seam(tmp_path):
    write_angles(pose_of(walk(2500)), tmp_path / "a.csv", CONTEXT)
    write_angles(pose_of(walk(2500)[1000:1100]), tmp_path / "b.csv", CONTEXT)
    np.testing.assert_array_equal(
        read_angles(tmp_path / "a.csv")[2][1000:1100], read_angles(tmp_path / "b.csv")[2]
    )


def test_an_opensim_motion_has_the_models_names_and_signs(tmp_path):
    write_mot(pose_of(BENT), tmp_path / "a.mot", CONTEXT)
    motion = motion_of(tmp_path / "a.mot")
    np.testing.assert_allclose(motion["time"], np.arange(6) / 25)
    for name, degrees in {"elbow_flex_l": 90, "knee_angle_r": 90, "hip_flexion_r": 90, "knee_angle_l": 0,
                          "pelvis_rotation": -90, "pelvis_list": 0, "pelvis_tilt": 0}.items():  # fmt: skip
        np.testing.assert_allclose(motion[name], degrees, atol=0.01, err_msg=name)


def test_leaning_and_turning_have_opensims_signs(tmp_path):
    """Forwards is a negative pelvis_tilt; to the person's left (a positive turn about y) a positive turn."""
    write_mot(pose_of(turned(figure(3), 0, 20)), tmp_path / "a.mot", CONTEXT)  # z goes down: forwards
    np.testing.assert_allclose(motion_of(tmp_path / "a.mot")["pelvis_tilt"], -20, atol=0.01)
    write_mot(pose_of(turned(figure(3), 1, 30)), tmp_path / "a.mot", CONTEXT)
    np.testing.assert_allclose(motion_of(tmp_path / "a.mot")["pelvis_rotation"], -60, atol=0.01)


def test_in_the_world_the_motion_says_where_the_pelvis_is(tmp_path):
    moving = figure(4) + np.array([[[1, 2, 3]]]) * np.arange(1, 5)[:, None, None]
    write_mot(replace(pose_of(moving), coordinates="world"), tmp_path / "a.mot", CONTEXT)
    motion = motion_of(tmp_path / "a.mot")
    for name, step in {"pelvis_tx": 1, "pelvis_ty": 2, "pelvis_tz": 3}.items():
        np.testing.assert_allclose(motion[name], step * np.arange(1, 5), atol=1e-6)


def test_a_gap_in_an_opensim_motion_is_bridged_and_named(tmp_path):
    pose = without_frames(pose_of(walk(20), first_frame=50), 0, 7, 8)
    read_back = write_mot(pose, tmp_path / "a.mot", CONTEXT)
    knee = motion_of(tmp_path / "a.mot")["knee_angle_l"]
    assert knee[0] == knee[1]
    np.testing.assert_allclose(np.diff(knee[6:10], 2), 0, atol=1e-5)
    assert any("50, 57-58" in note for note in read_back.notes)


def test_turning_round_and_round_does_not_jump(tmp_path):
    joints = np.concatenate([turned(figure(), 1, degrees) for degrees in range(0, 1000, 10)])
    write_mot(pose_of(joints), tmp_path / "a.mot", CONTEXT)
    steps = np.diff(motion_of(tmp_path / "a.mot")["pelvis_rotation"])
    np.testing.assert_allclose(steps, 10, atol=0.01)


@pytest.mark.parametrize(("write", "name"), [(write_angles, "a.csv"), (write_mot, "a.mot")])
def test_another_skeleton_is_refused_and_nothing_is_written(tmp_path, write, name):
    chosen = [H36M_17.index(joint) for joint in HUMANEVA_15.joints]
    pose = pose_of(walk(5))
    few = replace(pose, skeleton=HUMANEVA_15, joints=pose.joints[:, chosen],
                  confidence=pose.confidence[:, chosen], flags=pose.flags[:, chosen])  # fmt: skip
    with pytest.raises(UnfitPose, match="17 joints"):
        write(few, tmp_path / name, CONTEXT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "time\n1\n", "Coordinates\nnRows=2\nnColumns=1\nendheader\ntime\n1\n"])
def test_other_files_are_refused(tmp_path, text):
    (tmp_path / "a").write_text(text)
    for read in (read_angles, read_mot):
        with pytest.raises(BadInput, match="cannot be read"):
            read(tmp_path / "a")
