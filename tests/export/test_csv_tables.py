import csv
import locale
from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import BadInput
from core.export.csv_tables import read_csv, write_csv
from core.export.records import ExportOptions
from core.pose.skeleton import H36M_17

WIDE = ExportOptions(table="wide")


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_there_is_a_row_for_each_joint_of_each_frame(tmp_path):
    pose = without_frames(pose_of(walk(6), first_frame=30), 2)
    read_back = write_csv(pose, tmp_path / "a.csv", CONTEXT)
    text = (tmp_path / "a.csv").read_text()
    assert text.startswith("frame,time_s,joint,x_m,y_m,z_m,confidence,flag\n")
    rows = rows_of(tmp_path / "a.csv")
    assert [(row["frame"], row["joint"]) for row in rows] == [
        (str(frame), joint) for frame in range(30, 36) for joint in H36M_17.joints
    ]
    assert all(row["x_m"] == row["y_m"] == row["z_m"] == "" for row in rows if row["frame"] == "32")
    assert rows[4]["flag"] == "interpolated+outside"
    assert rows[5]["flag"] == ""
    wrist = rows[13]
    assert float(wrist["y_m"]) == pytest.approx(pose.joints[0, 13, 1], abs=1e-5)
    assert float(rows[17]["time_s"]) == pytest.approx(0.04)
    assert read_back.error.max_mm < 0.01


@pytest.mark.parametrize("options", [ExportOptions(), WIDE])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_writing_and_reading_gives_the_same_pose(tmp_path, options, count):
    pose = pose_of(walk(count), first_frame=7)
    pose = without_frames(pose, 1) if count > 1 else pose
    read_back = write_csv(pose, tmp_path / "a.csv", CONTEXT, options)
    read = read_csv(tmp_path / "a.csv")
    assert len(read) == read_back.frames == count
    assert read_back.duration_error_ms == pytest.approx(0, abs=1e-5)
    if count == 0:
        return  # a tidy table without frames does not name the joints
    assert read.skeleton == H36M_17
    np.testing.assert_allclose(read.joints, pose.joints, atol=6e-6)
    np.testing.assert_allclose(read.times, pose.times, atol=1e-9)
    np.testing.assert_array_equal(read.frames, pose.frames)
    np.testing.assert_array_equal(read.flags, pose.flags)
    np.testing.assert_allclose(read.confidence, pose.confidence, atol=6e-5)


def test_wide_has_a_row_for_each_frame(tmp_path):
    write_csv(pose_of(walk(4)), tmp_path / "a.csv", CONTEXT, WIDE)
    rows = rows_of(tmp_path / "a.csv")
    assert len(rows) == 4
    assert list(rows[0])[:7] == [
        "frame", "time_s", "pelvis_x_m", "pelvis_y_m", "pelvis_z_m", "pelvis_confidence", "pelvis_flag",
    ]  # fmt: skip
    assert len(rows[0]) == 2 + 5 * 17


@pytest.mark.parametrize("options", [ExportOptions(), WIDE])
def test_nothing_lifted_is_a_table_of_empty_cells(tmp_path, options):
    pose = without_frames(pose_of(walk(3)), 0, 1, 2)
    read_back = write_csv(pose, tmp_path / "a.csv", CONTEXT, options)
    assert read_back.error is None
    assert "nan" not in (tmp_path / "a.csv").read_text().lower()
    assert np.isnan(read_csv(tmp_path / "a.csv").joints).all()


def test_camera_coordinates_are_turned_upright(tmp_path):
    upright = pose_of(walk(3))
    camera = replace(upright, joints=upright.joints * np.float32([1, -1, -1]), coordinates="camera")
    write_csv(upright, tmp_path / "a.csv", CONTEXT)
    write_csv(camera, tmp_path / "b.csv", CONTEXT)
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text()


def test_numbers_are_plain_decimals_in_any_locale(tmp_path):
    before = locale.setlocale(locale.LC_NUMERIC)
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C"):
        try:
            locale.setlocale(locale.LC_NUMERIC, name)
        except locale.Error:
            continue
        write_csv(pose_of(walk(3) * 1e-6), tmp_path / f"{name}.csv", CONTEXT)
        locale.setlocale(locale.LC_NUMERIC, before)
        for row in rows_of(tmp_path / f"{name}.csv"):
            for cell in ("time_s", "x_m", "y_m", "z_m", "confidence"):
                assert set(row[cell]) <= set("0123456789.-")
                assert row[cell] not in ("-0.00000", "-0.0000")


def test_a_variable_rate_keeps_every_time(tmp_path):
    times = np.array([0, 0.0333, 0.0701, 0.2])
    write_csv(pose_of(walk(4), times=times), tmp_path / "a.csv", CONTEXT)
    np.testing.assert_allclose(read_csv(tmp_path / "a.csv").times, times, atol=1e-9)


@pytest.mark.parametrize(
    "text", ["", "frame,time_s\n1\n", "a,b\n1,2\n", "frame,time_s,joint,x_m,y_m,z_m,confidence,flag\n1,2\n"]
)
def test_another_table_is_refused(tmp_path, text):
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(BadInput, match=r"a\.csv"):
        read_csv(tmp_path / "a.csv")
