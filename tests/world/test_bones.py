import numpy as np
import pytest
from scipy.optimize import minimize
from walkers import bone_lengths, even, uneven, walk

from core.pose.skeleton import H36M_17, HUMANEVA_15
from core.world.bones import chain_bones, fit_constant_bones, measure_bones
from core.world.joint_limits import limit_hyperextension

PARENTS = list(H36M_17.parents)
LEGS = [H36M_17.index(name) for name in ("left_ankle", "right_ankle")]


def noisy_walk(times, size_m=0.03, seed=0):
    joints, _ = walk(times)
    return joints + np.random.default_rng(seed).normal(0, size_m, joints.shape)


def cost(fitted, joints):
    return ((fitted - joints) ** 2).sum(axis=(1, 2))


def test_bones_are_measured_left_like_right_whatever_a_few_frames_say():
    joints, _ = walk(even())
    true = measure_bones(joints, H36M_17)
    assert true[0] == 0
    assert true[H36M_17.index("left_knee")] == pytest.approx(0.42)
    joints[:30] *= 3
    joints[30:60] = np.nan
    joints[:, H36M_17.index("left_wrist")] += [0, 0.02, 0]
    found = measure_bones(joints, H36M_17)
    assert found[H36M_17.index("left_wrist")] == found[H36M_17.index("right_wrist")]
    np.testing.assert_allclose(found, true, atol=0.011)


def test_a_rigid_body_is_left_where_it_is():
    joints, _ = walk(uneven())
    np.testing.assert_allclose(fit_constant_bones(joints, uneven(), H36M_17), joints, atol=1e-9)


def test_bones_come_out_exactly_constant():
    joints = noisy_walk(even())
    lengths = measure_bones(joints, H36M_17)
    fitted = fit_constant_bones(joints, even(), H36M_17)
    np.testing.assert_allclose(bone_lengths(fitted), np.tile(lengths[1:], (200, 1)), atol=1e-12)
    given = lengths * 1.1
    fitted = fit_constant_bones(joints, even(), H36M_17, lengths=given)
    np.testing.assert_allclose(bone_lengths(fitted), np.tile(given[1:], (200, 1)), atol=1e-12)


def test_the_fit_beats_the_chain_from_the_root_in_every_frame():
    joints = noisy_walk(even())
    lengths = measure_bones(joints, H36M_17)
    fit = cost(fit_constant_bones(joints, even(), H36M_17), joints)
    chain = cost(chain_bones(joints, lengths, H36M_17), joints)
    assert (fit < chain).all()
    assert fit.mean() < 0.6 * chain.mean()
    true, _ = walk(even())
    fitted = fit_constant_bones(joints, even(), H36M_17, lengths=measure_bones(true, H36M_17))
    chained = chain_bones(joints, measure_bones(true, H36M_17), H36M_17)
    assert cost(fitted, true).mean() < 0.6 * cost(chained, true).mean()


@pytest.mark.parametrize("size_m", [0.02, 0.08])
def test_a_general_optimiser_finds_nothing_nearer(size_m):
    joints = noisy_walk(even())[:3] + np.random.default_rng(1).normal(0, size_m, (3, 17, 3))
    lengths = measure_bones(walk(even())[0], H36M_17)
    fitted = fit_constant_bones(joints, even()[:3], H36M_17, lengths=lengths)
    for frame in range(3):
        found = minimize(
            lambda p, t=frame: ((p.reshape(17, 3) - joints[t]) ** 2).sum(),
            chain_bones(joints[frame : frame + 1], lengths, H36M_17).ravel(),
            jac=lambda p, t=frame: 2 * (p - joints[t].ravel()),
            constraints={"type": "eq", "fun": lambda p: bone_lengths(p.reshape(1, 17, 3))[0] - lengths[1:]},
            method="SLSQP",
            options={"maxiter": 300, "ftol": 1e-10},
        )
        assert cost(fitted, joints)[frame] <= found.fun * 1.002


def test_the_fit_turns_and_moves_with_the_body():
    joints = noisy_walk(even())[:20]
    turn = np.array([[0, 0, 1.0], [0, 1, 0], [-1, 0, 0]])
    fitted = fit_constant_bones(joints, even()[:20], H36M_17)
    moved = fit_constant_bones(joints @ turn.T + 5, even()[:20], H36M_17)
    np.testing.assert_allclose(moved, fitted @ turn.T + 5, atol=1e-4)


def test_each_frame_is_fitted_by_itself_unless_smoothing_is_asked_for():
    times, joints = even(), noisy_walk(even())
    lengths = measure_bones(joints, H36M_17)
    fitted = fit_constant_bones(joints, times, H36M_17, lengths=lengths)
    alone = fit_constant_bones(joints[70:71], times[70:71], H36M_17, lengths=lengths)
    np.testing.assert_allclose(fitted[70], alone[0], atol=1e-9)
    smooth = fit_constant_bones(joints, times, H36M_17, lengths=lengths, smooth_s=0.3)
    np.testing.assert_allclose(bone_lengths(smooth), np.tile(lengths[1:], (200, 1)), atol=1e-12)
    wobble = [np.abs(np.diff(motion, n=2, axis=0)).mean() for motion in (fitted, smooth)]
    assert wobble[1] < 0.3 * wobble[0]


def test_frames_without_a_pose_stay_so_and_touch_no_other():
    joints = noisy_walk(even())
    lengths = measure_bones(joints, H36M_17)
    whole = fit_constant_bones(joints, even(), H36M_17, lengths=lengths)
    joints[10] = np.nan
    joints[20, 5] = np.nan
    fitted = fit_constant_bones(joints, even(), H36M_17, lengths=lengths)
    assert np.isnan(fitted[[10, 20]]).all()
    others = np.delete(np.arange(200), [10, 20])
    assert np.array_equal(fitted[others], whole[others])


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_short_empty_collapsed_and_jumping_clips_are_bearable(frames):
    times = even()[:frames]
    lengths = measure_bones(walk(even())[0], H36M_17)
    for joints in (noisy_walk(even())[:frames], np.zeros((frames, 17, 3)), noisy_walk(even())[:frames] * 1e4):
        fitted = fit_constant_bones(joints, times, H36M_17, lengths=lengths)
        assert fitted.shape == joints.shape
        np.testing.assert_allclose(bone_lengths(fitted), np.tile(lengths[1:], (frames, 1)), atol=1e-7)
        assert np.isfinite(fit_constant_bones(joints, times, H36M_17)).all()
    assert np.isnan(fit_constant_bones(np.full((frames, 17, 3), np.nan), times, H36M_17)).all()


def test_a_bone_without_direction_takes_that_of_the_nearest_frame():
    joints, _ = walk(even())
    elbow, wrist = H36M_17.index("left_elbow"), H36M_17.index("left_wrist")
    true = joints.copy()
    joints[50, wrist] = joints[50, elbow]
    fitted = fit_constant_bones(joints, even(), H36M_17)
    bone, expected = fitted[50, wrist] - fitted[50, elbow], true[49, wrist] - true[49, elbow]
    assert bone @ expected > 0.99 * np.linalg.norm(bone) * np.linalg.norm(expected)


def test_other_skeletons_fit_too():
    joints = np.random.default_rng(0).normal(0, 0.5, (10, 15, 3))
    lengths = measure_bones(joints, HUMANEVA_15)
    fitted = fit_constant_bones(joints, even()[:10], HUMANEVA_15)
    parents = list(HUMANEVA_15.parents[1:])
    found = np.linalg.norm(fitted[:, 1:] - fitted[:, parents], axis=-1)
    np.testing.assert_allclose(found, np.tile(lengths[1:], (10, 1)), atol=1e-12)


def bent(degrees, part="leg"):
    """(20, 17, 3) the left knee (or elbow) bent the right way by degrees; negative: the wrong way."""
    joints = np.repeat(walk(even())[0][:1], 20, axis=0)
    upper, middle, end = ("hip", "knee", "ankle") if part == "leg" else ("shoulder", "elbow", "wrist")
    hip, knee, ankle = (H36M_17.index(f"left_{name}") for name in (upper, middle, end))
    joints[:, knee] = joints[:, hip] - [0, 0.4, 0]
    angles = np.deg2rad(np.broadcast_to(degrees, 20))
    away = np.sin(angles) * (-1 if part == "leg" else 1)  # knees bend backwards, elbows forwards
    joints[:, ankle] = joints[:, knee] + 0.4 * np.stack([0 * angles, -np.cos(angles), away], axis=1)
    return joints, (hip, knee, ankle)


def signed_bend(joints, limb, part="leg"):
    upper, lower = joints[:, limb[1]] - joints[:, limb[0]], joints[:, limb[2]] - joints[:, limb[1]]
    angle = np.rad2deg(np.arctan2(lower[:, 2], -lower[:, 1]) - np.arctan2(upper[:, 2], -upper[:, 1]))
    return -angle if part == "leg" else angle


@pytest.mark.parametrize("degrees", [-90, -50, -20, -6, -4, 0, 3, 30, 120])
def test_a_knee_is_overstretched_by_no_more_than_the_limit(degrees):
    joints, limb = bent(degrees)
    limited = limit_hyperextension(joints, H36M_17, limit_deg=5)
    expected = degrees if degrees == -90 else max(degrees, -5)  # a leg turned outwards, not a knee
    np.testing.assert_allclose(signed_bend(limited, limb), expected, atol=1e-6)
    np.testing.assert_allclose(bone_lengths(limited), bone_lengths(joints), atol=1e-12)
    if degrees >= -5:
        np.testing.assert_allclose(limited, joints, atol=1e-12)


def test_an_elbow_is_judged_by_the_frames_in_which_it_is_clearly_bent():
    degrees = np.array([80.0] * 5 + [-20, -10, -3, 0, 10] + [70.0] * 10)
    joints, limb = bent(degrees, "arm")
    limited = limit_hyperextension(joints, H36M_17, limit_deg=5)
    np.testing.assert_allclose(signed_bend(limited, limb, "arm"), np.maximum(degrees, -5), atol=1e-6)
    never, _ = bent(-20, "arm")
    np.testing.assert_allclose(limit_hyperextension(never, H36M_17, limit_deg=5), never, atol=1e-12)


def test_the_fit_applies_limits_when_asked():
    joints, limb = bent(-20)
    plain = fit_constant_bones(joints, even()[:20], H36M_17)
    limited = fit_constant_bones(joints, even()[:20], H36M_17, max_hyperextension_deg=5)
    assert signed_bend(plain, limb).max() < -15
    np.testing.assert_allclose(signed_bend(limited, limb), -5, atol=0.1)
    for awkward in (np.zeros((3, 17, 3)), np.full((3, 17, 3), np.nan)):
        fit_constant_bones(awkward, even()[:3], H36M_17, max_hyperextension_deg=5)
