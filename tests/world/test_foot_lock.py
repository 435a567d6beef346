import numpy as np
import pytest
from walkers import bone_lengths, even, uneven, walk

from core.pose.skeleton import H36M_17
from core.world.contacts import Contacts, find_contacts
from core.world.foot_lock import lock_feet, measure_sliding

ANKLES = [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]
LEG = [H36M_17.index(f"left_{name}") for name in ("hip", "knee", "ankle")]


def contacts_of(is_down, is_clear=None):
    is_down = np.asarray(is_down, bool)
    is_clear = is_down if is_clear is None else np.asarray(is_clear, bool)
    return Contacts(is_down, is_clear, np.zeros(2), 0.3, 0.6, 0.1, 0.2, 0.1)


def drifting_walk(times, size_m=0.03):
    """A walk whose body as a whole wanders slowly, feet included; and when its feet stand."""
    joints, is_down = walk(times, hip_height=0.8)
    wander = size_m * np.stack([np.sin(4 * times), 0.3 * np.sin(3 * times), np.cos(5 * times)], axis=1)
    return joints + wander[:, None], is_down


@pytest.mark.parametrize("times", [even(), uneven()], ids=["even", "uneven"])
def test_feet_that_are_down_stay_in_one_place_and_bones_keep_their_lengths(times):
    joints, is_down = drifting_walk(times)
    locked, report = lock_feet(joints, times, H36M_17, contacts_of(is_down))
    steps = np.diff(locked[:, ANKLES], axis=0)[is_down[1:] & is_down[:-1]]
    assert np.abs(steps).max() < 1e-9
    np.testing.assert_allclose(bone_lengths(locked), bone_lengths(joints), atol=1e-9)
    assert report.before.p95_mm > 2
    assert report.after.p95_mm < 1e-6
    assert report.locked_share == 1
    assert report.moved_mean_mm < 30


def test_what_is_above_the_legs_stays_where_it_was_if_the_feet_can_reach():
    joints, is_down = drifting_walk(even())
    locked, report = lock_feet(joints, even(), H36M_17, contacts_of(is_down))
    others = [j for j, name in enumerate(H36M_17.joints) if "knee" not in name and "ankle" not in name]
    assert report.pelvis_max_mm < 3
    assert np.abs(locked - joints)[:, others].max() * 1000 <= report.pelvis_max_mm + 1e-9


def test_the_ankle_is_led_to_its_place_and_back_without_a_jolt():
    times = even()
    joints, _ = drifting_walk(times)
    is_down = np.zeros((200, 2), bool)
    is_down[101:129, 0] = True  # as the left foot does
    locked, _ = lock_feet(joints, times, H36M_17, contacts_of(is_down))
    moved = np.linalg.norm(locked - joints, axis=-1)[:, ANKLES[0]]
    assert moved[101:129].max() > 0.01
    assert moved[:91].max() < 1e-12  # 0.2 s before
    assert moved[140:].max() < 1e-12
    assert np.abs(np.diff((locked - joints)[:, ANKLES[0]], axis=0)).max() < 0.008
    assert np.linalg.norm(locked - joints, axis=-1)[:, ANKLES[1]].max() < 1e-12


def test_two_contacts_close_together_blend_into_each_other():
    times = even()
    joints, _ = drifting_walk(times, 0.05)
    is_down = np.zeros((200, 2), bool)
    is_down[60:90, 0] = is_down[93:120, 0] = True
    locked, _ = lock_feet(joints, times, H36M_17, contacts_of(is_down))
    for start, stop in ((60, 90), (93, 120)):
        assert np.ptp(locked[start:stop, ANKLES[0]], axis=0).max() < 1e-9
    lead = (locked - joints)[:, ANKLES[0]]
    low, high = np.minimum(lead[89], lead[93]), np.maximum(lead[89], lead[93])
    between = lead[90:93]
    slack = 0.01
    assert (between > low - slack).all()
    assert (between < high + slack).all()


def test_modes_lock_what_they_say():
    joints, is_down = drifting_walk(even())
    only_left = is_down & [True, False]
    contacts = contacts_of(is_down, only_left)
    off, report = lock_feet(joints, even(), H36M_17, contacts, mode="off")
    assert np.array_equal(off, joints)
    assert report.before == report.after
    assert report.locked_share == report.moved_max_mm == 0
    auto, report = lock_feet(joints, even(), H36M_17, contacts, mode="auto")
    assert 0.4 < report.locked_share < 0.6
    assert np.abs(np.diff(auto[:, ANKLES[0]], axis=0)[is_down[1:, 0] & is_down[:-1, 0]]).max() < 1e-9
    always, report = lock_feet(joints, even(), H36M_17, contacts, mode="always")
    assert report.after.p95_mm < 1e-6
    assert not np.array_equal(always, auto)


def test_a_foot_out_of_reach_pulls_the_body_no_farther_than_it_must():
    joints = np.repeat(walk([0.3], speed=0)[0], 200, axis=0)
    joints[:, :, 1] += 0.02  # the legs are nearly straight
    joints[90:110, :, 1] += 0.1  # the body rises, and its feet with it
    is_down = np.ones((200, 2), bool)
    locked, report = lock_feet(joints, even(), H36M_17, contacts_of(is_down))
    assert report.after.p95_m_s < 1e-9
    np.testing.assert_allclose(bone_lengths(locked), bone_lengths(joints), atol=1e-9)
    leg = 0.84 * 0.9995
    needed = joints[100, LEG[0], 1] - joints[0, LEG[2], 1] - leg  # straight down, the least that reaches
    assert report.pelvis_max_mm == pytest.approx(1000 * needed, abs=3)
    assert np.abs(np.diff(locked[:, 0], axis=0)).max() < np.abs(np.diff(joints[:, 0], axis=0)).max() + 1e-9


def test_the_knee_takes_the_nearest_place_that_thigh_and_shank_allow():
    joints, _ = drifting_walk(even())
    is_down = np.zeros((200, 2), bool)
    is_down[:100, 0] = True
    joints[:100, LEG[1:]] += np.random.default_rng(0).normal(0, 0.02, (100, 2, 3))
    locked, _ = lock_feet(joints, even(), H36M_17, contacts_of(is_down))
    for t in (3, 40, 77):
        hip, knee, ankle = locked[t, LEG]
        axis = (ankle - hip) / np.linalg.norm(ankle - hip)
        centre = hip + ((knee - hip) @ axis) * axis
        one = np.cross(axis, [1.0, 0, 0])
        one *= np.linalg.norm(knee - centre) / np.linalg.norm(one)
        turns = np.linspace(0, 2 * np.pi, 2000)[:, None]
        circle = centre + np.cos(turns) * one + np.sin(turns) * np.cross(axis, one)
        before = joints[t, LEG[1]] + locked[t, 0] - joints[t, 0]
        nearest = np.linalg.norm(circle - before, axis=1).min()
        assert np.linalg.norm(knee - before) <= nearest + 1e-6


def test_a_straight_leg_bends_forward():
    joints = np.repeat(walk([0.3], speed=0)[0], 100, axis=0)
    hip = joints[:, LEG[0]]
    joints[:, LEG[1]], joints[:, LEG[2]] = hip - [0, 0.42, 0], hip - [0, 0.84, 0]
    joints[60:80, :, 1] -= 0.05
    is_down = np.ones((100, 2), bool) & [True, False]
    locked, _ = lock_feet(joints, even()[:100], H36M_17, contacts_of(is_down))
    ahead = locked[70, LEG[1], 2] - locked[70, LEG[0], 2]  # the figure faces +z
    assert ahead > 0.1
    assert locked[70, LEG[1], 0] == pytest.approx(joints[70, LEG[1], 0], abs=1e-6)


def test_sliding_is_metres_along_the_floor_by_true_time():
    times = uneven(2)
    ankles = np.zeros((len(times), 2, 3))
    ankles[:, 0, 0], ankles[:, 0, 2] = 0.3 * times, 0.4 * times
    ankles[:, 0, 1] = times**2  # not sliding
    ankles[:, 1, 0] = 9 * times
    is_down = np.ones((len(times), 2), bool) & [True, False]
    found = measure_sliding(ankles, times, is_down)
    assert found.mean_m_s == pytest.approx(0.5)
    assert found.p95_mm == pytest.approx(10)
    assert np.isnan(measure_sliding(ankles, times, is_down & False).mean_m_s)


def test_frames_without_a_pose_stay_so_and_touch_no_other():
    joints, is_down = drifting_walk(even())
    whole, _ = lock_feet(joints, even(), H36M_17, contacts_of(is_down))
    joints[95:105] = np.nan
    contacts = contacts_of(is_down & (np.abs(np.arange(200) - 99.5) > 5)[:, None])
    locked, report = lock_feet(joints, even(), H36M_17, contacts)
    assert np.isnan(locked[95:105]).all()
    rest = np.delete(np.arange(200), np.s_[95:105])
    assert np.isfinite(locked[rest]).all()
    far = np.abs(rest - 100) > 60
    np.testing.assert_allclose(locked[rest[far]], whole[rest[far]], atol=1e-9)
    assert np.isfinite(report.moved_max_mm)


@pytest.mark.parametrize("frames", [0, 1, 2, 5])
@pytest.mark.parametrize("mode", ["auto", "always", "off"])
def test_awkward_clips_are_bearable(frames, mode):
    times = even()[:frames]
    is_down = np.ones((frames, 2), bool)
    good = walk(times)[0]
    flat = np.zeros((frames, 17, 3))
    for joints in (good, flat, np.full((frames, 17, 3), np.nan), good * 1e5):
        locked, _ = lock_feet(joints, times, H36M_17, contacts_of(is_down), mode=mode)
        assert locked.shape == joints.shape
        assert (np.isnan(locked) == np.isnan(joints)).all()


def test_huge_jumps_within_a_contact_stay_finite():
    joints, is_down = drifting_walk(even())
    joints[100:] += [50, 0, 50]
    locked, _ = lock_feet(joints, even(), H36M_17, contacts_of(is_down | True))
    assert np.isfinite(locked).all()
    np.testing.assert_allclose(bone_lengths(locked), bone_lengths(joints), atol=1e-9)


def test_found_contacts_lock_a_noisy_walk():
    times = even(6)
    joints, is_down = drifting_walk(times, 0.02)
    joints += np.random.default_rng(0).normal(0, 0.004, joints.shape)
    contacts = find_contacts(joints, times, H36M_17)
    locked, report = lock_feet(joints, times, H36M_17, contacts)
    before = measure_sliding(joints[:, ANKLES], times, is_down)
    after = measure_sliding(locked[:, ANKLES], times, is_down)
    assert before.p95_mm > 10
    assert after.p95_mm <= 5
    assert after.mean_mm < 0.2 * before.mean_mm
    assert report.after.p95_mm < 0.01
