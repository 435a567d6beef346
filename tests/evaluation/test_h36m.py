"""Human3.6M's files and protocols, on small files of exactly their layout."""

import numpy as np
import pytest
import torch
from naive_authors import lift_window, make_state
from scipy.spatial.transform import Rotation
from small_lifters import random_lifter, small_spec

from core.datasets.h36m import _EXTRINSICS, _FOCAL_PX, _SIZES, KEPT, read_test_sequences
from core.errors import BadInput
from core.evaluation.h36m import ACTIONS, METRICS, evaluate_h36m
from core.geometry.image import denormalise
from core.lifter.inference import Lifter
from core.pose.skeleton import H36M_17

TAKES = ("Walking", "Walking 1", "Eating")


def world_joints(frames=12, seed=0):
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.normal(0, 0.01, (frames, 32, 3)), axis=0) + rng.uniform(
        [-0.5, -0.5, 0], [0.5, 0.5, 1.7], (32, 3)
    )


def write_files(folder, *, frames=12, spare=3, joints=None, pixels=None):
    """`spare` keypoint frames more than joints, as in the published files."""
    positions = {s: {t: world_joints(frames, i + 7 * k).astype(np.float32) for i, t in enumerate(TAKES)}
                 for k, s in enumerate(("S1", "S9", "S11"))}  # fmt: skip
    rng = np.random.default_rng(1)
    seen = {s: {t: [rng.uniform(100, 900, (frames + spare, 17, 2)) for _ in range(4)] for t in TAKES}
            for s in positions}  # fmt: skip
    meta = {
        "layout_name": "h36m",
        "num_joints": 17,
        "keypoints_symmetry": [[4, 5, 6, 11, 12, 13], [1, 2, 3, 14, 15, 16]],
    }
    np.savez_compressed(folder / "data_3d_h36m.npz", positions_3d=np.array(joints or positions, dtype=object))
    np.savez_compressed(
        folder / "data_2d_h36m_gt.npz",
        positions_2d=np.array(pixels or seen, dtype=object),
        metadata=np.array(meta, dtype=object),
    )
    return positions, seen, (folder / "data_3d_h36m.npz", folder / "data_2d_h36m_gt.npz")


class KnownErrors:
    """A lifter that is 30 mm off along x in every joint of one action and exact elsewhere."""

    sha256 = "none"

    def __init__(self, sequences):
        self.answers = {s.points.tobytes(): (s.joints, s.action) for s in sequences}

    def lift_run(self, points, *, focal):
        joints, action = self.answers[points.tobytes()]
        return joints + np.float32([0.03, 0, 0]) * (action == "Walking")


def test_every_action_is_seen_by_four_cameras(tmp_path):
    _, seen, files = write_files(tmp_path)
    found = list(read_test_sequences(*files))
    assert len(found) == 2 * len(TAKES) * 4
    assert {s.action for s in found} == {"Walking", "Eating"}
    assert {s.name for s in found} >= {"S9 Walking", "S9 Walking 1", "S11 Eating"}
    first = found[0]
    assert first.points.shape == (12, 17, 2)
    np.testing.assert_allclose(
        denormalise(first.points, *_SIZES[0]), seen["S9"]["Walking"][0][:12], rtol=1e-5
    )
    assert first.focal == pytest.approx(2.29, abs=0.01)
    assert np.diff(first.times) == pytest.approx(0.02)


def test_the_17_joints_are_the_customary_ones():
    assert KEPT == (0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 17, 18, 19, 25, 26, 27)


def test_the_joints_are_in_the_cameras_frame(tmp_path):
    """What lies above in the room (Z up) lies above in the picture (y down), seen by every camera."""
    positions, _, files = write_files(tmp_path)
    for sequence in read_test_sequences(*files):
        world = positions[sequence.subject][sequence.name.partition(" ")[2]][:, KEPT].astype(float)
        relative = world - world[:, :1]
        np.testing.assert_allclose(
            np.linalg.norm(sequence.joints, axis=-1), np.linalg.norm(relative, axis=-1), atol=1e-5
        )
        assert np.corrcoef(relative[..., 2].ravel(), -sequence.joints[..., 1].ravel())[0, 1] > 0.95


def test_the_cameras_stand_around_the_room_and_look_inwards():
    for cameras in _EXTRINSICS.values():
        for (w, x, y, z), place in cameras:
            forward = Rotation.from_quat([x, y, z, w]).apply([0, 0, 1])
            inwards = -np.array(place) / np.linalg.norm(place)
            assert forward @ inwards > 0.9
            assert 1400 < place[2] < 1700
    assert all(1100 < f < 1200 for f in _FOCAL_PX)


def test_errors_are_means_over_actions_not_over_frames(tmp_path):
    """Walking has two takes and Eating one: the mean over actions is still half of 30 mm."""
    _, _, files = write_files(tmp_path)
    sequences = list(read_test_sequences(*files))
    report = evaluate_h36m({"known": KnownErrors(sequences)}, sequences)
    tables = {table.title.split(" ")[0]: table for table in report.tables}
    assert tuple(tables) == METRICS
    assert tables["MPJPE"].columns == ("lifter", "Eating", "Walking", "mean")
    assert tables["MPJPE"].rows[0][1:] == pytest.approx((0, 30, 15), abs=1e-3)
    assert tables["P-MPJPE"].rows[0][1:] == pytest.approx((0, 0, 0), abs=1e-2)
    assert tables["MPJVE"].rows[0][1:] == pytest.approx((0, 0, 0), abs=1e-3)


def test_of_all_fifteen_actions_the_published_values_are_shown_beside(tmp_path):
    names = ["WalkTogether", *sorted(ACTIONS[:-1])]
    joints = {s: {name: world_joints(4) for name in names} for s in ("S9", "S11")}
    pixels = {s: {name: [np.full((4, 17, 2), 300.0)] * 4 for name in names} for s in joints}
    _, _, files = write_files(tmp_path, joints=joints, pixels=pixels)
    lifter = random_lifter(small_spec())
    table = evaluate_h36m({"tiny": lifter}, read_test_sequences(*files)).tables[0]
    assert table.columns == ("lifter", *ACTIONS, "mean")
    assert [row[0] for row in table.rows] == ["tiny", "published, CPN", "published, true keypoints"]
    assert [row[-1] for row in table.rows[1:]] == pytest.approx([44.3, 30.1], abs=0.1)  # the paper's means


def test_the_authors_checkpoints_are_judged_by_their_own_arithmetic(tmp_path):
    """Against a frame by frame evaluation of the published network, written without ours."""
    _, _, files = write_files(tmp_path, frames=4, spare=0)
    state = make_state(filters=2, has_encodings=True, has_fusion=True)
    weights = {n: torch.tensor(v, dtype=torch.int64 if v.dtype.kind == "i" else torch.float32)
               for n, v in state.items()}  # fmt: skip
    torch.save({"model_pos": weights, "epoch": 80, "lr": 1e-3}, tmp_path / "gt_pretrained.bin")
    lifter = Lifter.from_file(tmp_path / "gt_pretrained.bin", device="cpu")
    sequences = [s for s in read_test_sequences(*files) if s.action == "Eating"][:3]
    table = evaluate_h36m({"authors": lifter}, sequences).tables[0]
    errors = []
    for sequence in sequences:
        padded = np.pad(sequence.points, ((4, 4), (0, 0), (0, 0)), mode="edge").astype(float)
        for c, truth in enumerate(sequence.joints):
            window = padded[c : c + 9]
            found = (lift_window(state, window) + turned(lift_window(state, turned(window)))) / 2
            errors.append(np.linalg.norm(found - found[0] - truth, axis=1).mean())
    assert table.rows[0][1] == pytest.approx(1000 * np.mean(errors), rel=1e-4)


def turned(points):
    """As in a mirror."""
    flipped = points[..., list(H36M_17.mirror), :].copy()
    flipped[..., 0] *= -1
    return flipped


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"joints": {"S9": {}}}, "do not both hold subject S11"),
        ({"joints": {"S9": {"Walking": np.zeros((3, 5, 3))}, "S11": {}}}, r"shape \(3, 5, 3\)"),
        ({"spare": -4}, "for 12 frames"),
        ({"pixels": {"S9": {"Walking": [1, 2]}, "S11": {}}}, "2 cameras"),
        ({"pixels": {"S9": {"Other": []}, "S11": {}}}, "no keypoints of S9, Walking"),
        ({"pixels": {"S9": [1], "S11": {}}}, "dictionary of subjects"),
    ],
)
def test_files_that_do_not_fit_say_why(tmp_path, changes, said):
    _, _, files = write_files(tmp_path, **changes)
    with pytest.raises(BadInput, match=said):
        list(read_test_sequences(*files))
