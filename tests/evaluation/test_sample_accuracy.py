"""The shipped lifters on the sample video, whose truth is exact."""

import numpy as np
import pytest

from core.assets import asset_path
from core.evaluation.metrics import p_mpjpe
from core.pipeline import ProcessOptions, process_clip
from core.pose.skeleton import H36M_17

LIMBS = [j for j, name in enumerate(H36M_17.joints) if name.startswith(("left_", "right_"))]


@pytest.fixture(scope="module")
def take():
    return process_clip(asset_path("sample.mp4"), ProcessOptions(detector="mediapipe"))


@pytest.fixture(scope="module")
def truth():
    """(225, 12, 3) limb joints in the camera's frame."""
    with np.load(asset_path("sample_truth.npz")) as data:
        return (data["joints_world"].astype(float) @ data["R"].T + data["t"])[:, LIMBS]


def test_rie_beats_the_detectors_own_3d(take, truth):
    blazepose = take.detections.world[:, [take.detections.skeleton.index(H36M_17.joints[j]) for j in LIMBS]]
    rie = take.results["rie"].pose.joints[:, LIMBS]
    assert p_mpjpe(rie.astype(float), truth).mean() < p_mpjpe(blazepose.astype(float), truth).mean()


def test_every_frame_is_lifted_and_tested(take):
    for result in take.results.values():
        assert result.pose.is_lifted.all()
        assert np.isfinite(result.shift.drift_mm).all()
        assert np.isfinite(result.shift.lengths).sum(axis=1).min() == 8


def test_the_figure_stands_upright(take):
    joints = take.results["rie"].pose.y_up().joints
    head, pelvis = H36M_17.index("head"), H36M_17.index("pelvis")
    ankles = [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]
    assert (joints[:, head, 1] > joints[:, pelvis, 1] + 0.3).all()
    assert (joints[:, ankles, 1].mean(axis=1) < joints[:, pelvis, 1] - 0.2).all()
