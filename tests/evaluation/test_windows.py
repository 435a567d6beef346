"""Test windows and what is measured on them, against lifters whose errors are known."""

import numpy as np
import pytest
from moving_people import moving_pack
from scipy.spatial.transform import Rotation
from small_lifters import random_lifter, small_spec

from core.evaluation.windows import (
    WindowSet,
    draw_shifts,
    draw_windows,
    fit_window,
    lift_windows,
    movement_ranges,
    score,
    score_shifts,
)
from core.training.sampler import SamplerOptions

EXACT = SamplerOptions(noise=None, bone_spread=0, body_spread=0)


@pytest.fixture(scope="module")
def windows() -> WindowSet:
    return draw_windows(moving_pack(), 9, 60, EXACT)


class TruthInTheRaysFrame:
    """Knows the truth of every window in the frame of the ray, wherever the person is moved."""

    def __init__(self, windows: WindowSet, frame="ray"):
        self.spec = small_spec(widths=(3, 3), frame=frame)
        self.joints = in_ray_frame(windows.joints, windows.root)

    def lift_windows(self, keypoints):
        return self.joints


def in_ray_frame(joints, rays):
    turned = []
    for body, ray in zip(joints.astype(float), rays.astype(float), strict=True):
        unit = ray / np.linalg.norm(ray)
        axis = np.cross(unit, [0, 0, 1])
        angle = np.arccos(unit[2])
        turned.append(Rotation.from_rotvec(axis / np.linalg.norm(axis) * angle).apply(body))
    return np.array(turned, np.float32)


def test_windows_are_decided_by_their_seed(windows):
    again = draw_windows(moving_pack(), 9, 60, EXACT)
    other = draw_windows(moving_pack(), 9, 60, EXACT, seed=1)
    np.testing.assert_array_equal(windows.keypoints, again.keypoints)
    assert not np.allclose(windows.keypoints, other.keypoints)
    assert len(windows) == 60
    assert set(windows.clip) <= {0, 1, 2}


def test_people_keep_their_proportions(windows):
    """The pack's shin is 0.45 m but for the swing of the leg: never shorter."""
    shin = np.linalg.norm(windows.joints[:, 3] - windows.joints[:, 2], axis=1)
    assert shin.min() > 0.41


def test_a_lifter_that_knows_the_truth_errs_by_the_detectors_pelvis_alone(windows):
    """The frame's ray goes through the pelvis that detectors give, not quite the true one."""
    errors = score(lift_windows(TruthInTheRaysFrame(windows), windows), windows.joints)
    assert errors.mpjpe.max() < 25
    assert errors.p_mpjpe.max() < 0.01


def test_errors_are_in_millimetres(windows):
    moved = windows.joints + np.array([0.03, 0, 0.04], np.float32)
    np.testing.assert_allclose(score(moved, windows.joints).mpjpe, 50, rtol=1e-4)
    np.testing.assert_allclose(score(windows.joints * 2, windows.joints).n_mpjpe, 0, atol=1e-3)


def test_a_lifter_of_rays_drifts_as_geometry_demands_and_not_beyond(windows):
    found = score_shifts(TruthInTheRaysFrame(windows), windows)
    tried = np.isfinite(found.length)
    assert tried.mean() > 0.5
    np.testing.assert_allclose(found.beyond[tried], 0, atol=0.01)
    # the truth's own ray differs by the detectors' pelvis
    np.testing.assert_allclose(found.consistency[tried], found.demanded[tried], rtol=0.1, atol=0.5)
    assert found.demanded[tried].mean() > 5


def test_a_lifter_whose_pose_in_the_camera_frame_stays_drifts_beyond_geometry(windows):
    found = score_shifts(TruthInTheRaysFrame(windows, frame="camera"), windows)
    tried = np.isfinite(found.length)
    np.testing.assert_allclose(found.consistency[tried], 0, atol=1e-6)
    assert found.beyond[tried].mean() > 5


def test_shifts_keep_every_keypoint_in_the_picture(windows):
    shifts = draw_shifts(windows, reach=0.2, seed=0)
    known = np.isfinite(shifts[:, 0])
    moved = windows.keypoints[known] + shifts[known][:, None, None]
    assert (np.abs(moved[..., 0]) < 1).all()
    assert (np.abs(moved[..., 1]) < windows.aspect[known][:, None, None]).all()
    assert np.abs(shifts[known]).max() < 0.2
    for seen, aspect in zip(windows.keypoints[~known], windows.aspect[~known], strict=True):
        edge = np.array([1, aspect])
        low = np.maximum(-edge - seen.min(axis=(0, 1)), -0.2)
        high = np.minimum(edge - seen.max(axis=(0, 1)), 0.2)
        assert np.clip(high - low, 0, None).prod() < 0.05 * 0.4**2, "there was room enough"


def test_movement_range_is_the_papers_sum(windows):
    naive = [
        np.mean([[np.hypot(*(k - m)) for k, m in zip(frame, window[4], strict=True)] for frame in window])
        for window in windows.keypoints[:5]
    ]
    np.testing.assert_allclose(movement_ranges(windows)[:5], naive, rtol=1e-5)


def test_shorter_lifters_see_the_middle_of_longer_windows():
    keypoints = np.arange(27).reshape(1, 27, 1, 1) * np.ones((2, 27, 17, 2))
    assert fit_window(keypoints, 9)[0, :, 0, 0].tolist() == list(range(9, 18))
    with pytest.raises(ValueError, match="27"):
        fit_window(keypoints, 81)


def test_a_window_is_lifted_as_in_a_sequence():
    """An unbroken run and the window around one of its frames."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-0.5, 0.5, (40, 17, 2)).astype(np.float32)
    for variant in ({"has_positional": True, "temporal": "subtract"}, {}):
        lifter = random_lifter(small_spec(**variant))
        half = lifter.spec.window // 2
        cut = np.stack([points[c - half : c + half + 1] for c in range(half, 40 - half)])
        np.testing.assert_allclose(
            lifter.lift_windows(cut), lifter.lift_run(points)[half : 40 - half], atol=1e-5
        )
