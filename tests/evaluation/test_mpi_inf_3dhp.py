"""MPI-INF-3DHP's file and protocol, on a small file of exactly its layout."""

import h5py
import numpy as np
import pytest
from small_lifters import random_lifter, small_spec

from core.datasets.mpi_inf_3dhp import ORDER, read_mpi_inf_3dhp
from core.errors import BadInput
from core.evaluation.mpi_inf_3dhp import JUDGED, auc, evaluate_mpi_inf_3dhp, pck
from core.geometry.image import denormalise
from core.pose.skeleton import H36M_17

JOINTS = (
    "head_top", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow",
    "left_wrist", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "pelvis",
    "spine", "head",
)  # fmt: skip
"""The data set's own names, in its order."""


def write_file(folder, *, frames=8, **changes):
    rng = np.random.default_rng(0)
    data = {
        f"TS{i}": {
            "data_2d": rng.uniform(100, 900, (frames, 17, 2)),
            "data_3d": rng.normal(0, 400, (frames, 17, 3)) + np.array([0, 0, 3000]),
            "valid": np.arange(frames)[:, None] % 2 == 0 if i == 1 else np.ones((frames, 1), np.uint8),
        }
        for i in range(1, 7)
    }
    for name, entries in changes.items():
        data[name] = {k: v for k, v in (data.get(name, {}) | entries).items() if v is not None}
    path = folder / "data_test_3dhp.npz"
    np.savez_compressed(path, data=data)
    return data, path


class KnownErrors:
    """Right wrists `wrist` mm off and spines a metre, everything wrong where a frame is not valid."""

    sha256 = "none"

    def __init__(self, sequences, wrist):
        self.answers = {s.points.tobytes(): s for s in sequences}
        self.wrist = wrist

    def lift_run(self, points, *, focal):
        sequence = self.answers[points.tobytes()]
        assert focal == sequence.focal
        pose = sequence.joints.copy()
        pose[:, H36M_17.index("right_wrist"), 2] += self.wrist / 1000
        pose[:, H36M_17.index("spine"), 1] += 1
        pose[~sequence.is_valid] += 5
        return pose


def test_joints_are_found_by_their_names(tmp_path):
    data, path = write_file(tmp_path)
    found = {s.name: s for s in read_mpi_inf_3dhp(path)}
    assert list(found) == ["TS1", "TS2", "TS3", "TS4", "TS5", "TS6"]
    ours = {"thorax": "neck", "neck": "head", "head": "head_top"}
    assert [JOINTS[i] for i in ORDER] == [ours.get(name, name) for name in H36M_17.joints]
    truth = data["TS5"]["data_3d"]
    knee = (truth[:, JOINTS.index("left_knee")] - truth[:, JOINTS.index("pelvis")]) / 1000
    np.testing.assert_allclose(found["TS5"].joints[:, H36M_17.index("left_knee")], knee, atol=1e-5)
    for name, size in (("TS1", (2048, 2048)), ("TS6", (1920, 1080))):
        np.testing.assert_allclose(
            denormalise(found[name].points, *size), data[name]["data_2d"][:, ORDER], atol=1e-2
        )
    assert found["TS1"].is_valid.tolist() == [True, False] * 4
    assert found["TS1"].focal == pytest.approx(1.464, abs=1e-3)


@pytest.mark.parametrize(("wrist", "share", "area"), [(149, 100.0, 13 * 100 * 30 / 31 + 100 / 31),
                                                      (152, 100 * 13 / 14, 13 * 100 * 30 / 31)])  # fmt: skip
def test_pck_and_auc_are_of_14_joints_and_valid_frames(tmp_path, wrist, share, area):
    """Exact joints are within 5, 10, ... 150 mm, but not within 0; a wrist 149 mm off within 150 alone."""
    sequences = list(read_mpi_inf_3dhp(write_file(tmp_path)[1]))
    report = evaluate_mpi_inf_3dhp({"known": KnownErrors(sequences, wrist)}, sequences)
    row = dict(zip(report.tables[0].columns, report.tables[0].rows[0], strict=True))
    assert row["PCK"] == pytest.approx(share)
    assert row["AUC"] == pytest.approx(area / 14, abs=1e-6)
    assert row["MPJPE"] == pytest.approx((wrist + 1000) / 17, rel=1e-4)
    assert [table.name for table in report.tables] == ["table", "pck", "auc", "mpjpe"]
    assert report.tables[1].rows[0][1:] == pytest.approx([share] * 6)


def test_pck_and_auc_of_errors_worked_by_hand():
    errors = np.array([0.0, 4.9, 75.0, 150.0])
    assert pck(errors) == 75
    # 0 counts from threshold 5 on (30 of 31), 4.9 too, 75 from 80 on (15 of 31), 150 never
    assert auc(errors) == pytest.approx(100 * (30 + 30 + 15) / 31 / 4)


def test_the_joints_that_count_are_the_customary_14():
    assert len(JUDGED) == 14
    assert {H36M_17.joints[j] for j in JUDGED}.isdisjoint({"pelvis", "spine", "neck"})


def test_a_real_lifter_is_judged(tmp_path):
    lifter = random_lifter(small_spec(temporal="subtract", frame="ray"))
    report = evaluate_mpi_inf_3dhp({"tiny": lifter}, read_mpi_inf_3dhp(write_file(tmp_path)[1]))
    assert all(np.isfinite(row[1:]).all() for table in report.tables for row in table.rows)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"TS1": {"valid": None}}, "TS1 has no valid"),
        ({"TS2": {"data_2d": np.zeros((8, 16, 2))}}, r"\(8, 16, 2\)"),
        ({"TS3": {"valid": np.ones(7)}}, r"\(7,\)"),
        ({"TS4": {"data_3d": np.full((8, 17, 3), np.nan)}}, "not all values"),
        ({"TS9": {"valid": np.ones(7)}}, "'TS9' is none of"),
    ],
)
def test_a_file_that_does_not_fit_says_why(tmp_path, changes, said):
    _, path = write_file(tmp_path, **changes)
    with pytest.raises(BadInput, match=said):
        list(read_mpi_inf_3dhp(path))


def test_frames_are_needed(tmp_path):
    sequences = read_mpi_inf_3dhp(write_file(tmp_path, TS2={"valid": np.zeros(8)})[1])
    with pytest.raises(BadInput, match="TS2 has no valid frame"):
        evaluate_mpi_inf_3dhp({"tiny": random_lifter(small_spec())}, sequences)


def write_published(folder, data):
    """As the data set's README has it: (3, 17, 1, T) in MATLAB's order, which HDF5 turns round."""
    for name, entries in data.items():
        path = folder / name / "annot_data.mat"
        path.parent.mkdir()
        frames = len(entries["valid"])
        with h5py.File(path, "w", userblock_size=512) as file:
            arrays = {
                "annot2": entries["data_2d"][:, None],
                "annot3": np.zeros((frames, 1, 17, 3)),
                "univ_annot3": entries["data_3d"][:, None],
                "valid_frame": np.asarray(entries["valid"], np.uint8).reshape(-1, 1),
                "activity_annotation": np.ones((frames, 1)),
            }
            for key, values in arrays.items():
                file.create_dataset(key, data=values, chunks=True, compression="gzip")
        with path.open("r+b") as file:
            file.write(
                b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Mon Mar  6 2017 HDF5 schema 1.00 ."
            )
    return folder


def test_the_published_files_give_what_the_file_made_of_them_gives(tmp_path):
    data, path = write_file(tmp_path)
    made_of_them = {s.name: s for s in read_mpi_inf_3dhp(path)}
    folder = write_published(tmp_path, {name: data[name] for name in ("TS1", "TS6")})
    published = list(read_mpi_inf_3dhp(folder))
    assert [s.name for s in published] == ["TS1", "TS6"]
    for found in published:
        same = made_of_them[found.name]
        assert found.focal == same.focal
        for name in ("points", "joints", "is_valid"):
            np.testing.assert_array_equal(getattr(found, name), getattr(same, name))


def test_published_files_that_do_not_fit_say_why(tmp_path):
    with pytest.raises(BadInput, match=r"does not hold TS1/annot_data\.mat"):
        list(read_mpi_inf_3dhp(tmp_path))
    data, _ = write_file(tmp_path)
    path = write_published(tmp_path, {"TS3": data["TS3"]}) / "TS3" / "annot_data.mat"
    other = path.parents[1] / "annot_data.mat"
    other.write_bytes(path.read_bytes())
    with pytest.raises(BadInput, match="is none of the sequences"):
        list(read_mpi_inf_3dhp(other))
    with h5py.File(path, "a") as file:
        del file["univ_annot3"]
    with pytest.raises(BadInput, match="it lacks univ_annot3"):
        list(read_mpi_inf_3dhp(path))
    path.write_bytes(b"MATLAB 5.0 MAT-file")
    with pytest.raises(BadInput, match=r"no file of MATLAB 7\.3"):
        list(read_mpi_inf_3dhp(path))
