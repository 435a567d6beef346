"""The root before the camera: in one frame, and over a clip."""

import numpy as np
import pytest
from made_up_scenes import walking
from scipy.optimize import least_squares

from core.world.trajectory import FrameRoots, Planted, roots_by_frame, smooth_roots


def rays_of(scene):
    joints = scene.camera
    return joints[..., :2] / joints[..., 2:]


def noisy(scene, size=0.03, seed=0):
    relative = scene.camera - scene.camera[:, :1]
    return relative + size * np.random.default_rng(seed).normal(size=relative.shape)


def test_a_true_pose_and_its_projection_give_the_true_root():
    scene = walking()
    found = roots_by_frame(scene.camera - scene.camera[:, :1], rays_of(scene), np.ones((225, 17)))
    np.testing.assert_allclose(found.root, scene.camera[:, 0], atol=1e-4)
    assert found.residual_m.max() < 1e-5


def test_one_frame_is_the_least_squares_of_distances_to_its_rays():
    scene = walking(start=50, stop=51)
    body, rays = noisy(scene, 0.01), rays_of(scene)
    weights = np.linspace(0.2, 1, 17)[None]

    def off(root):
        placed = body[0] + root
        return (np.sqrt(weights[0])[:, None] * (rays[0] * placed[:, 2:] - placed[:, :2])).ravel()

    expected = least_squares(off, [0, 0, 4.0]).x  # errors of 1 cm are all well inside Huber's limit
    np.testing.assert_allclose(roots_by_frame(body, rays, weights).root[0], expected, atol=1e-5)


@pytest.mark.parametrize("off", [0.05, 0.2, 1.0])
def test_a_joint_that_is_seen_elsewhere_hardly_moves_the_root(off):
    scene = walking(start=50, stop=60)
    body, rays = noisy(scene, 0.005), rays_of(scene)
    rays[:, 13] += off  # a wrist; 1.0 is beside the picture
    found = roots_by_frame(body, rays, np.ones((10, 17)))
    assert np.linalg.norm(found.root - scene.camera[:, 0], axis=1).max() < 0.2


def test_frames_without_three_joints_or_behind_the_camera_have_no_root():
    scene = walking(start=50, stop=54)
    body, rays = scene.camera - scene.camera[:, :1], rays_of(scene)
    body[0, 2:] = np.nan
    rays[1, 1:] = np.nan
    body[2] *= -1  # a mirrored body projects so only from behind the camera
    found = roots_by_frame(body, rays, np.ones((4, 17)))
    assert found.is_known.tolist() == [False, False, False, True]
    assert (found.information[:3] == 0).all()


def test_joints_all_on_one_ray_do_not_crash():
    found = roots_by_frame(np.zeros((2, 17, 3)), np.zeros((2, 17, 2)), np.ones((2, 17)))
    assert not found.is_known.any()
    assert np.isnan(smooth_roots(np.arange(2.0), found)).all()


def test_smoothing_takes_the_shaking_out_of_the_depth():
    scene = walking()
    frames = roots_by_frame(noisy(scene), rays_of(scene), np.ones((225, 17)))
    path, truth = smooth_roots(scene.times, frames), scene.camera[:, 0]
    shake = np.abs(np.diff(path[:, 2], n=2)).mean()
    assert shake < 0.1 * np.abs(np.diff(frames.root[:, 2], n=2)).mean()
    error = np.linalg.norm(path - truth, axis=1)
    assert np.median(error) < 0.02 * np.median(truth[:, 2])
    assert np.median(error) < 0.6 * np.median(np.linalg.norm(frames.root - truth, axis=1))


def constant_frames(root, depth_sigma=0.1):
    count = len(root)
    information = np.broadcast_to(np.diag([1e4, 1e4, 1 / depth_sigma**2]), (count, 3, 3)).copy()
    return FrameRoots(root, information, np.full(count, 0.01))


def test_a_straight_walk_stays_as_it_is_at_any_times():
    times = np.cumsum(np.random.default_rng(1).choice([0.01, 0.03, 0.2], 80))
    root = np.array([0.1, 0.2, 4.0]) + times[:, None] * np.array([1.0, 0.0, -0.05])
    np.testing.assert_allclose(smooth_roots(times, constant_frames(root)), root, atol=1e-6)


def test_the_path_is_the_minimum_that_a_dense_solver_finds():
    rng = np.random.default_rng(2)
    times = np.cumsum(rng.uniform(0.02, 0.06, 12))
    root = np.array([0.0, 0.0, 4.0]) + 0.01 * rng.normal(size=(12, 3))  # small: no frame is doubted
    frames = constant_frames(root)
    path = smooth_roots(times, frames)

    def gradient_of(path):
        """Of the cost with respect to every coordinate, by differences of the cost itself."""
        step, result = 1e-4, np.empty_like(path)
        for index in np.ndindex(path.shape):
            change = np.zeros_like(path)
            change[index] = step
            result[index] = (cost(path + change) - cost(path - change)) / (2 * step)
        return result

    def cost(path):
        from core.world import trajectory as own

        data = 0.0
        shares = np.gradient(times) * np.r_[0.5, np.ones(10), 0.5]
        for i in range(12):
            size = own._SIZE_NOISE * np.sqrt(own._SIZE_NOISE_S / own._CORRELATION_S) * root[i]
            covariance = np.linalg.inv(frames.information[i]) + np.outer(size, size)
            off = path[i] - root[i]
            data += min(shares[i] / own._CORRELATION_S, 1) * off @ np.linalg.inv(covariance) @ off
        smooth = 0.0
        for i in range(1, 11):
            before, after = times[i] - times[i - 1], times[i + 1] - times[i]
            second = ((path[i + 1] - path[i]) / after - (path[i] - path[i - 1]) / before) / (
                (before + after) / 2
            )
            smooth += (before + after) / 2 * second @ second / own._RESTLESSNESS
        return data + smooth

    away = gradient_of(path + 0.01)
    assert np.abs(gradient_of(path)).max() < 1e-3 * np.abs(away).max()


def test_a_frame_that_jumps_away_is_not_followed():
    times = np.arange(100) / 50
    root = np.tile([0.0, 0.0, 4.0], (100, 1))
    root[50] += [0.5, 0.3, 2.0]
    assert np.abs(smooth_roots(times, constant_frames(root)) - [0, 0, 4]).max() < 0.1


def test_feet_that_stand_hold_the_root_where_its_depth_is_wrong():
    times = np.arange(100) / 50
    root = np.tile([0.0, 0.0, 4.0], (100, 1))
    root[40:60, 2] += 0.4  # a squat lifted too big
    ankles = np.zeros((100, 2, 3))
    ankles[..., 1] = 0.9
    planted = Planted(ankles, np.ones((100, 2), np.bool_), np.array([0.0, -1.0, 0.0]), None)
    loose = smooth_roots(times, constant_frames(root))
    held = smooth_roots(times, constant_frames(root), planted)
    assert np.ptp(held[:, 2]) < 0.25 * np.ptp(loose[:, 2])


def test_the_floor_fixes_the_depth_of_a_camera_that_looks_down():
    times = np.arange(50) / 50
    up = np.array([0.0, -np.cos(0.4), -np.sin(0.4)])
    truth = np.tile([0.0, 0.0, 4.0], (50, 1))
    ankles = np.tile(-0.9 * up, (50, 2, 1))
    planted = Planted(ankles, np.ones((50, 2), np.bool_), up, float((truth[0] - 0.9 * up) @ up))
    frames = constant_frames(truth + np.array([0, 0, 0.15]))
    assert smooth_roots(times, frames, planted)[:, 2].mean() == pytest.approx(4.0, abs=0.04)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_shortest_clips_have_a_path(count):
    root = np.tile([0.1, 0.2, 3.0], (count, 1))
    np.testing.assert_allclose(smooth_roots(np.arange(count) / 30, constant_frames(root)), root, atol=1e-6)


def test_a_frame_without_a_root_is_bridged():
    times = np.arange(30) / 30
    root = np.tile([0.0, 0.0, 4.0], (30, 1))
    frames = constant_frames(root.copy())
    frames.root[10:13] = np.nan
    frames.information[10:13] = 0
    np.testing.assert_allclose(smooth_roots(times, frames), root, atol=1e-4)
