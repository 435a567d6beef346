"""HumanEva-I's files and protocol, on small files of exactly their layout."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation
from small_lifters import random_lifter, small_spec

from core.datasets.humaneva import read_humaneva
from core.errors import BadInput
from core.evaluation.humaneva import evaluate_humaneva
from core.geometry.image import denormalise

CHUNKS = ("Walking 1 chunk0", "Walking 1 chunk2", "Jog 1 chunk0", "Box 1 chunk0")


def write_files(folder, *, frames=10, joints=None, pixels=None):
    rng = np.random.default_rng(0)
    subjects = [f"{split}/{s}" for split in ("Train", "Validate") for s in ("S1", "S2", "S3")]
    positions = {s: {c: rng.uniform(-1, 2, (frames, 15, 3)).astype("float32") for c in CHUNKS}
                 for s in subjects}  # fmt: skip
    seen = {s: {c: [rng.uniform(50, 430, (frames, 15, 2)).astype("float32") for _ in range(3)]
                for c in CHUNKS} for s in subjects}  # fmt: skip
    meta = {"layout_name": "humaneva15", "num_joints": 15}
    files = folder / "data_3d_humaneva15.npz", folder / "data_2d_humaneva15_gt.npz"
    np.savez_compressed(files[0], positions_3d=joints or positions)
    np.savez_compressed(files[1], positions_2d=pixels or seen, metadata=meta)
    return positions, seen, files


class KnownErrors:
    """Off by 40 mm in the wrist of Jog, otherwise turned, scaled and moved: forgiven by the protocol."""

    sha256 = "none"
    spec = small_spec(skeleton_name="humaneva-15")

    def __init__(self, sequences):
        self.answers = {s.points.tobytes(): s for s in sequences}

    def lift_run(self, points):
        sequence = self.answers[points.tobytes()]
        turned = Rotation.from_euler("xyz", [0.3, 1, -2]).apply(sequence.joints.reshape(-1, 3))
        pose = (1.3 * turned).reshape(sequence.joints.shape) + np.array([0.1, 0, 2])
        if sequence.action == "Jog":
            pose[:, 4, 0] += 1.3 * 0.04
        return pose.astype(np.float32)


def best_aligned(predicted, truth):
    """Procrustes by SciPy's rotation: an independent P-MPJPE."""
    a, b = predicted - predicted.mean(0), truth - truth.mean(0)
    turn, _ = Rotation.align_vectors(b, a)
    a = turn.apply(a)
    return np.linalg.norm(a * (a * b).sum() / (a**2).sum() - b, axis=1).mean()


def test_the_validation_subjects_are_read(tmp_path):
    _, seen, files = write_files(tmp_path)
    found = list(read_humaneva(*files))
    assert len(found) == 3 * len(CHUNKS) * 3
    assert {(s.subject, s.action) for s in found} == {
        (s, a) for s in ("S1", "S2", "S3") for a in ("Walking", "Jog", "Box")
    }
    np.testing.assert_allclose(
        denormalise(found[1].points, 640, 480), seen["Validate/S1"][CHUNKS[0]][1], atol=1e-3
    )
    assert not found[0].joints[:, 0].any()
    assert np.diff(found[0].times) == pytest.approx(1 / 60)


def test_errors_are_after_the_best_alignment_by_action_and_subject(tmp_path):
    _, _, files = write_files(tmp_path)
    sequences = list(read_humaneva(*files))
    lifter = KnownErrors(sequences)
    (table,) = evaluate_humaneva({"known": lifter}, sequences).tables
    assert table.columns == (
        "lifter", "Walking S1", "Walking S2", "Walking S3", "Jog S1", "Jog S2", "Jog S3",
        "Box S1", "Box S2", "Box S3", "mean",
    )  # fmt: skip
    row = dict(zip(table.columns, table.rows[0], strict=True))
    jogs = [s for s in sequences if s.action == "Jog" and s.subject == "S2"]
    independent = np.mean([best_aligned(p, t) for s in jogs
                           for p, t in zip(lifter.lift_run(s.points), s.joints, strict=True)])  # fmt: skip
    assert row["Jog S2"] == pytest.approx(1000 * independent, rel=1e-3)
    assert 1 < row["Jog S2"] < 40
    assert row["Walking S1"] == pytest.approx(0, abs=1e-2)
    counted = [row[name] for name in ("Walking S1", "Walking S2", "Jog S1", "Jog S2", "Jog S3")]
    assert row["mean"] == pytest.approx(np.mean(counted))
    assert table.rows[1][-1] == pytest.approx(13.6, abs=0.05)  # as the paper gives it


def test_a_real_lifter_of_15_joints_is_judged(tmp_path):
    _, _, files = write_files(tmp_path)
    lifter = random_lifter(small_spec(skeleton_name="humaneva-15", temporal="subtract"))
    (table,) = evaluate_humaneva({"tiny": lifter}, read_humaneva(*files)).tables
    assert np.isfinite(table.rows[0][1:]).all()


def test_a_lifter_of_other_joints_is_refused(tmp_path):
    with pytest.raises(BadInput, match="humaneva-15"):
        evaluate_humaneva({"rie": random_lifter(small_spec())}, [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"joints": {"Validate/S1": {}}}, "do not both hold subject Validate/S2"),
        ({"joints": {f"Validate/S{i}": {"Jog 1 chunk9": np.zeros((3, 15, 3))} for i in (1, 2, 3)}}, "chunk9"),
        ({"joints": {f"Validate/S{i}": {CHUNKS[0]: np.zeros((10, 20, 3))} for i in (1, 2, 3)}}, "15"),
        ({"pixels": {f"Validate/S{i}": {CHUNKS[0]: [1]} for i in (1, 2, 3)}}, "1 cameras"),
        ({"pixels": [1, 2]}, "dictionary of subjects"),
    ],
)
def test_files_that_do_not_fit_say_why(tmp_path, changes, said):
    _, _, files = write_files(tmp_path, **changes)
    with pytest.raises(BadInput, match=said):
        list(read_humaneva(*files))
