"""Comparing lifters without truth, against values worked by hand."""

import numpy as np
import pytest

from core.diagnostics.comparison import (
    bone_spread,
    common_joints,
    difference,
    frame_differences_mm,
    jitter,
    joint_differences_mm,
    worst_row,
)
from core.pose.records import Pose
from core.pose.skeleton import H36M_17, HUMANEVA_15

UNEVEN = np.cumsum([0.0, 0.02, 0.05, 0.03, 0.04, 0.02, 0.06, 0.03])


def pose_of(joints, skeleton=H36M_17, times=UNEVEN):
    shape = joints.shape[:2]
    return Pose(
        skeleton, np.arange(len(joints)), times[: len(joints)], joints.astype(np.float32),
        np.ones(shape, np.float32), np.zeros(shape, np.uint8),
    )  # fmt: skip


@pytest.fixture
def still():
    joints = np.random.default_rng(0).normal(size=(17, 3))
    joints[0] = 0
    return np.repeat(joints[None], len(UNEVEN), axis=0)


def test_one_joint_that_is_34_mm_off_is_2_mm_on_average(still):
    moved = still.copy()
    moved[3, 5] += [0.016, 0.030, 0.0]  # 34 mm
    differences = joint_differences_mm(pose_of(still), pose_of(moved))
    assert differences[3, 5] == pytest.approx(34, abs=1e-3)
    assert frame_differences_mm(pose_of(still), pose_of(moved)) == pytest.approx(
        [0, 0, 0, 2, 0, 0, 0, 0], abs=1e-3
    )
    measure = difference(pose_of(still), pose_of(moved))
    assert measure.of("left_knee") == pytest.approx(34 / 8, abs=1e-3)
    assert measure.overall == measure.of(None) == pytest.approx(2 / 8, abs=1e-3)
    assert measure.worst_row("left_knee") == measure.worst_row(None) == 3
    assert np.isnan(measure.of("left_toe"))
    assert measure.worst_row("left_toe") is None


def test_lifters_of_different_skeletons_are_compared_in_the_joints_that_both_have(still):
    names = common_joints(H36M_17.joints, HUMANEVA_15.joints)
    assert set(names) == set(HUMANEVA_15.joints)
    chosen = [H36M_17.index(name) for name in HUMANEVA_15.joints]
    assert joint_differences_mm(pose_of(still), pose_of(still[:, chosen], HUMANEVA_15)).max() == 0


def test_frames_without_a_pose_are_unknown_and_spoil_nothing(still):
    gap = still.copy()
    gap[4] = np.nan
    found = frame_differences_mm(pose_of(still), pose_of(gap))
    assert np.flatnonzero(np.isnan(found)).tolist() == [4]
    assert worst_row(np.full(3, np.nan)) is None
    assert np.isfinite(jitter(pose_of(gap)).of_joints).all()
    assert np.isnan(bone_spread(pose_of(np.full_like(still, np.nan))).of_joints).all()


def test_a_falling_joint_has_the_acceleration_of_a_fall_whatever_the_frame_times(still):
    falling = still.copy()
    falling[:, 9, 1] += 9.81 / 2 * UNEVEN**2
    found = jitter(pose_of(falling))
    assert found.of("neck") == pytest.approx(9.81, rel=1e-3)
    assert found.overall == pytest.approx(9.81 / np.sqrt(17), rel=1e-3)  # RMS over the joints too
    assert np.delete(found.of_joints, 9) == pytest.approx(0, abs=1e-3)


def test_steady_movement_has_no_jitter(still):
    moving = still + np.array([1.0, 2.0, 3.0]) * UNEVEN[:, None, None]
    assert jitter(pose_of(moving)).of_joints == pytest.approx(0, abs=2e-2)
    assert np.isnan(jitter(pose_of(moving[:2])).of_joints).all()


def test_a_bone_between_90_and_110_percent_spreads_by_10_percent(still):
    joints = still.copy()
    knee, hip = H36M_17.index("left_knee"), H36M_17.index("left_hip")
    factor = np.where(np.arange(len(UNEVEN)) % 2, 1.1, 0.9)[:, None]
    joints[:, knee] = joints[:, hip] + factor * (still[:, knee] - still[:, hip])
    found = bone_spread(pose_of(joints))
    assert found.of("left_knee") == pytest.approx(10, rel=1e-4)
    assert np.isnan(found.of("pelvis"))
    assert found.of("left_hip") == pytest.approx(0, abs=1e-4)


def test_turning_the_person_changes_no_bone(still):
    angle = np.linspace(0, 2, len(UNEVEN))
    c, s, o, i = np.cos(angle), np.sin(angle), 0 * angle, 0 * angle + 1
    turns = np.stack([c, o, s, o, i, o, -s, o, c], axis=1).reshape(-1, 3, 3)
    assert np.nan_to_num(bone_spread(pose_of(still @ turns)).of_joints) == pytest.approx(0, abs=1e-4)
