import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.geometry.rotation import (
    EULER_ORDERS,
    angle_about,
    continuous_euler,
    euler_to_rotation,
    hold_angles,
    swing,
    turn_about,
    unit,
)


def smooth_turns(seed, count=2000):
    """A rotation that wanders smoothly everywhere, never by more than a few degrees a frame."""
    axes = np.random.default_rng(seed).normal(size=(count, 3))
    steps = np.stack([np.convolve(axis, np.ones(50) / 50, "same") for axis in axes.T], axis=1)
    turns = [Rotation.identity()]
    for step in Rotation.from_rotvec(0.3 * steps):
        turns.append(turns[-1] * step)
    return Rotation.concatenate(turns)


@pytest.mark.parametrize("order", EULER_ORDERS)
def test_euler_angles_give_the_rotation_back(order):
    turns = Rotation.random(500, rng=1)
    again = euler_to_rotation(continuous_euler(turns, order), order)
    assert (turns.inv() * again).magnitude().max() < 1e-7


@pytest.mark.parametrize("order", EULER_ORDERS)
def test_euler_angles_are_scipys_but_for_the_choice_between_the_two_solutions(order):
    turns = Rotation.random(500, rng=2)
    ours = np.concatenate([continuous_euler(turns[i : i + 1], order) for i in range(len(turns))])
    np.testing.assert_allclose(ours, turns.as_euler(order), atol=1e-9)


@pytest.mark.parametrize("order", EULER_ORDERS)
@pytest.mark.parametrize("seed", range(3))
def test_a_smooth_rotation_has_smooth_angles(order, seed):
    turns = smooth_turns(seed)
    angles = continuous_euler(turns, order)
    step = np.abs(np.diff(angles, axis=0)).max(axis=1)
    near_lock = np.abs(np.cos(angles[1:, 1])) < 0.2
    assert np.rad2deg(step[~near_lock].max()) < 45
    assert np.rad2deg(step.max()) <= 180
    naive = np.abs(np.diff(turns.as_euler(order), axis=0)).max(axis=1)
    assert (step > np.pi / 2).sum() < (naive > np.pi / 2).sum()


@pytest.mark.parametrize("order", EULER_ORDERS)
def test_a_bow_through_gimbal_lock_moves_one_angle_only(order):
    degrees = np.column_stack([np.full(61, 30.0), np.linspace(60, 120, 61), np.full(61, 20.0)])  # meets 90
    angles = np.rad2deg(continuous_euler(Rotation.from_euler(order, degrees, degrees=True), order))
    np.testing.assert_allclose(angles, degrees, atol=1e-5)


def test_full_turns_go_on_counting():
    degrees = np.arange(0, 1000, 10.0)
    angles = continuous_euler(Rotation.from_euler("Y", degrees[:, None], degrees=True), "YZX")
    np.testing.assert_allclose(np.rad2deg(angles[:, 0]), degrees, atol=1e-9)


def test_a_swing_hits_its_target_by_the_shortest_way():
    rng = np.random.default_rng(3)
    source, targets = unit(rng.normal(size=3)), unit(rng.normal(size=(200, 3)))
    turns = swing(source, targets)
    np.testing.assert_allclose(turns.apply(source), targets, atol=1e-12)
    np.testing.assert_allclose(turns.magnitude(), np.arccos(targets @ source), atol=1e-7)


def test_a_swing_to_the_very_opposite_is_half_a_turn():
    for source in np.vstack([np.eye(3), unit(np.ones((1, 3)))]):
        turns = swing(source, np.array([-source, source]))
        np.testing.assert_allclose(turns.apply(source), [-source, source], atol=1e-12)
        np.testing.assert_allclose(turns.magnitude(), [np.pi, 0], atol=1e-12)


def test_angle_about_measures_what_turn_about_turns():
    axis, source = np.array([0.0, 0.6, 0.8]), np.array([1.0, 0.0, 0.0])
    angles = np.linspace(-3, 3, 13)
    targets = turn_about(axis, angles).apply(source) + 5 * axis
    np.testing.assert_allclose(angle_about(axis, source, targets), angles, atol=1e-12)


def test_unknown_angles_run_the_short_way_and_ends_are_held():
    angles = np.deg2rad([0, 170, 0, -170, 0])
    known = np.array([False, True, False, True, False])
    np.testing.assert_allclose(np.rad2deg(hold_angles(angles, known)), [170, 170, 180, 190, 190])
    np.testing.assert_array_equal(hold_angles(angles, ~known & known), np.zeros(5))
