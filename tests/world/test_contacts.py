from pathlib import Path

import numpy as np
import pytest
from foot_motion import clips_in_world, true_contacts
from walkers import even, uneven, walk

from core.pose.skeleton import H36M_17
from core.world.contacts import Contacts, find_contacts

MOCAP = Path(__file__).parents[3] / "shared/mocap/test.npz"
ANKLES = [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]


def starts(is_down):
    """How often each foot is put down."""
    return (np.diff(is_down.astype(int), axis=0) > 0).sum(axis=0) + is_down[0]


def shaken(joints, size_m=0.005, seed=0):
    return joints + np.random.default_rng(seed).normal(0, size_m, joints.shape)


@pytest.mark.parametrize("times", [even(5.85, 25), even(5.85), even(5.85, 120), uneven(5.85),
                                   uneven(5.85, 30)],
                         ids=["25 Hz", "50 Hz", "120 Hz", "uneven 50 Hz", "uneven 30 Hz"])  # fmt: skip
@pytest.mark.parametrize("jitter_m", [0, 0.005, 0.01])
def test_every_step_of_a_walk_is_found_once(times, jitter_m):
    times = times + 0.12  # so that no end of the clip cuts a step short
    joints, is_down = walk(times)
    found = find_contacts(shaken(joints, jitter_m), times, H36M_17)
    assert (starts(found.is_down) == starts(is_down)).all()
    assert found.is_down[is_down].mean() > 0.95
    assert found.is_down[~is_down].mean() < 0.45  # the ankle is slow and low at the ends of each swing
    assert (found.is_down == found.is_clear).mean() > 0.95


def test_the_height_of_the_floor_does_not_matter():
    joints, _ = walk(even())
    one = find_contacts(shaken(joints), even(), H36M_17)
    other = find_contacts(shaken(joints) + np.array([5, -0.7, 2]), even(), H36M_17)
    assert np.array_equal(one.is_down, other.is_down)
    np.testing.assert_allclose(other.floor_m, one.floor_m - 0.7)


def test_a_few_frames_below_the_floor_do_little():
    joints, is_down = walk(even(6))
    joints[100:104, ANKLES, 1] -= 0.5
    found = find_contacts(joints, even(6), H36M_17)
    far = np.abs(np.arange(300) - 102) > 20
    assert found.is_down[far][is_down[far]].mean() > 0.97


def test_small_and_large_bodies_are_judged_alike():
    joints, _ = walk(even())
    usual = find_contacts(joints, even(), H36M_17)
    small = find_contacts(joints * 0.6, even(), H36M_17)
    assert np.array_equal(usual.is_down, small.is_down)
    assert small.speed_on_m_s == pytest.approx(0.6 * usual.speed_on_m_s)
    assert small.height_off_m == pytest.approx(0.6 * usual.height_off_m)


def test_feet_are_up_during_a_jump_and_down_around_it():
    times = even(3)
    joints = np.repeat(walk([0.3], speed=0)[0], 150, axis=0)
    flight = (times > 1.0) & (times < 1.6)  # 0.44 m high
    joints[..., 1] += np.where(flight, 9.81 / 2 * (times - 1.0) * (1.6 - times), 0)[:, None]
    found = find_contacts(shaken(joints), times, H36M_17).is_down
    assert not found[(times > 1.12) & (times < 1.48)].any()
    assert found[(times < 0.9) | (times > 1.7)].all()


def test_a_foot_that_strays_slowly_is_taken_for_several_contacts():
    times = even(6)
    joints = np.repeat(walk([0.3], speed=0)[0], 300, axis=0)
    joints[..., 0] += 0.5 * np.clip((times - 2.5) / 1.0, 0, 1)[:, None]  # half a metre in a second
    found = find_contacts(joints, times, H36M_17)
    assert found.is_clear[(times < 2.2) | (times > 3.8)].all()
    assert not found.is_clear[(times > 2.9) & (times < 3.1)].any()


def test_a_foot_that_is_never_slow_is_never_down():
    """Round in a circle of 8 cm at 0.45 m/s: slow enough to stay down, too fast to have been put down."""
    joints = np.repeat(walk([0.3], speed=0)[0], 200, axis=0)
    turn = 0.45 / 0.08 * even()
    joints += 0.08 * np.stack([np.cos(turn), 0 * turn, np.sin(turn)], axis=1)[:, None]
    assert not find_contacts(joints, even(), H36M_17).is_down[10:-10].any()


def test_frames_without_a_pose_are_not_down_and_change_little_else():
    joints, _ = walk(even(6))
    whole = find_contacts(joints, even(6), H36M_17).is_down
    joints[140:160] = joints[60] = np.nan
    found = find_contacts(joints, even(6), H36M_17).is_down
    assert not found[140:160].any()
    assert not found[60].any()
    far = np.r_[:55, 65:125, 175:300]
    assert np.array_equal(found[far], whole[far])


@pytest.mark.parametrize("frames", [0, 1, 2, 3])
def test_awkward_clips_have_no_contacts_and_no_warnings(frames):
    times = even()[:frames]
    for joints in (walk(times)[0], np.full((frames, 17, 3), np.nan), np.zeros((frames, 17, 3))):
        found = find_contacts(joints, times, H36M_17)
        assert isinstance(found, Contacts)
        assert found.is_down.shape == found.is_clear.shape == (frames, 2)
        assert not found.is_down.any()  # none lasts 0.1 s


def test_huge_jumps_are_bearable():
    joints, _ = walk(even())
    joints[100:] += 1e5
    found = find_contacts(joints, even(), H36M_17)
    assert not found.is_clear[95:105].any()


@pytest.mark.skipif(not MOCAP.exists(), reason=f"no motion capture at {MOCAP}")
@pytest.mark.parametrize(("jitter_m", "recall", "precision"), [(0, 0.99, 0.72), (0.006, 0.98, 0.72)])
def test_contacts_of_recorded_people(jitter_m, recall, precision):
    """Truth from clean data: slower than 0.15 m/s, within 5 cm of the foot's floor, for 0.1 s."""
    hits = found_frames = true_frames = fast = 0
    for joints in list(clips_in_world(MOCAP))[::4]:
        times = np.arange(len(joints)) / 50
        true = true_contacts(joints, times)
        found = find_contacts(shaken(joints, jitter_m), times, H36M_17).is_down
        speed = np.linalg.norm(np.gradient(joints[:, ANKLES], times, axis=0), axis=-1)
        hits, found_frames = hits + (found & true).sum(), found_frames + found.sum()
        true_frames, fast = true_frames + true.sum(), fast + (found & (speed > 0.6)).sum()
    assert hits / true_frames > recall
    assert hits / found_frames > precision
    assert fast / found_frames < 0.03  # most of the others are heels that rise


def test_wandering_depth_is_forgiven_where_the_camera_is_known():
    times = even(6)
    joints = np.repeat(walk([0.3], speed=0)[0], 300, axis=0)
    joints += 0.16 * np.sin(2 * np.pi * 0.7 * times)[:, None, None] * np.array([0.6, 0, 0.8])  # up to 0.7 m/s
    camera = np.array([0.6, 0.2, 0.8]) * 5
    along, across = camera * [1, 1, 1], np.array([-4.0, 1.0, 3.0])
    assert find_contacts(joints, times, H36M_17, camera=along).is_down.all()
    assert find_contacts(joints, times, H36M_17, camera=np.tile(along, (300, 1))).is_down.all()
    assert not find_contacts(joints, times, H36M_17, camera=across).is_down.all()
    assert not find_contacts(joints, times, H36M_17).is_down.all()
