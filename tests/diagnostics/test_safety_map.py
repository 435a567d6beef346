"""The shift lab, with lifters whose drift is known in advance."""

from types import SimpleNamespace

import numpy as np
import pytest
from made_up_walks import track_of, walking
from scipy.spatial.transform import Rotation

from core.diagnostics.safety_map import (
    drift_mm,
    focal_of_view,
    geometric_curve_mm,
    geometric_drift_mm,
    safety_maps,
    shift_room,
    shifted_poses,
)
from core.geometry.image import normalise
from core.jobs import JobStopped
from core.pose.skeleton import H36M_17

WINDOW = 9


class LeaningLifter:
    """Puts out the 2D pose, and every joint further away the further right its person stands."""

    spec = SimpleNamespace(skeleton=H36M_17, window=WINDOW)

    def __init__(self, lean=0.0):
        self.lean = lean
        self.windows = []

    def lift_shifted(self, points, start, stop, shifts, *, focal):
        self.windows.append(points)
        moved = points[start:stop] + np.asarray(shifts, np.float32)[:, None, None]  # (K, n, J, 2)
        depth = self.lean * moved[:, :, :1, :1] * np.ones_like(moved[..., :1])
        depth[:, :, 0] = 0
        return np.concatenate([moved - moved[:, :, :1], depth], axis=-1)


@pytest.fixture
def track():
    return track_of(walking())


def test_offsets_reach_the_lifter_in_the_frames_own_window(track):
    lifter = LeaningLifter(lean=0.5)
    poses = shifted_poses(lifter, track, 40, np.array([[0.0, 0.0], [0.1, 0.05]]), focal=1.7)
    points = normalise(track.points, *track.image_size)
    np.testing.assert_array_equal(lifter.windows[0], points[36:45])
    np.testing.assert_allclose(poses[0, :, :2], points[40] - points[40, 0], atol=1e-6)
    np.testing.assert_allclose(poses[1, 1:, 2] - poses[0, 1:, 2], 0.05, atol=1e-6)
    assert drift_mm(poses[0], poses) == pytest.approx([0, 50 * 16 / 17], abs=1e-3)


def test_windows_end_where_the_person_was_not_seen(track):
    points = track.points.copy()
    points[[38, 43]] = np.nan
    lifter = LeaningLifter()
    broken = track_of(points)
    shifted_poses(lifter, broken, 40, np.zeros((1, 2)), focal=1.7)
    np.testing.assert_array_equal(lifter.windows[0], normalise(points, *track.image_size)[39:43])
    assert np.isnan(shifted_poses(lifter, broken, 38, np.zeros((1, 2)), focal=1.7)).all()
    assert (shift_room(broken, 38, WINDOW) == 0).all()


def test_in_its_room_a_window_just_stays_inside_the_picture(track):
    room = shift_room(track, 40, WINDOW)
    points = normalise(track.points, *track.image_size)[36:45]
    edge = [1, 720 / 1280]
    assert (points + room[:, 0]).min(axis=(0, 1)) == pytest.approx([-edge[0], -edge[1]], abs=1e-6)
    assert (points + room[:, 1]).max(axis=(0, 1)) == pytest.approx(edge, abs=1e-6)


def test_a_person_who_reaches_out_of_the_picture_may_stay_or_come_in(track):
    out = track_of(track.points - np.array([300, 0], np.float32))
    room = shift_room(out, 5, WINDOW)
    assert room[0, 0] == 0
    assert room[0, 1] > 0


def test_the_geometric_drift_is_that_of_turning_the_pose_with_its_ray():
    rng = np.random.default_rng(0)
    joints = rng.normal(size=(17, 3)).astype(np.float32)
    place, offsets, focal = np.array([0.2, -0.1]), rng.uniform(-0.4, 0.4, (6, 2)), 1.7
    expected = []
    for offset in offsets:
        a, b = np.array([*place, focal]), np.array([*(place + offset), focal])
        axis = np.cross(a, b)
        angle = np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
        turned = Rotation.from_rotvec(axis / np.linalg.norm(axis) * angle).apply(joints)
        expected.append(1000 * np.linalg.norm(turned - joints, axis=1).mean())
    assert geometric_drift_mm(joints, place, offsets, focal) == pytest.approx(expected, rel=1e-5)


def test_the_curve_of_a_clip_is_the_mean_over_its_frames_and_over_directions():
    rng = np.random.default_rng(4)
    joints = rng.normal(0, 0.4, (5, 17, 3)).astype(np.float32)
    joints[3] = np.nan
    places, lengths, focal = rng.uniform(-0.3, 0.3, (5, 2)), np.array([0.0, 0.1, 0.25]), 1.7
    expected = [
        np.mean(
            [
                naive_drift_mm(
                    joints[row], places[row], length * np.array([np.cos(turn), np.sin(turn)]), focal
                )
                for row in (0, 1, 2, 4)
                for turn in np.arange(8) * np.pi / 4
            ]
        )
        for length in lengths
    ]
    np.testing.assert_allclose(geometric_curve_mm(joints, places, lengths, focal), expected, atol=1e-3)
    assert np.isnan(geometric_curve_mm(joints[3:4], places[3:4], lengths, focal)).all()


def naive_drift_mm(joints, place, offset, focal):
    """By the rotation that takes one ray to the other: R = I + [v]x + [v]x^2 / (1 + c)."""
    one, other = (np.array([*at, focal]) / np.linalg.norm([*at, focal]) for at in (place, place + offset))
    x, y, z = np.cross(one, other)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    turn = np.eye(3) + cross + cross @ cross / (1 + one @ other)
    return 1000 * np.linalg.norm(joints @ turn.T - joints, axis=1).mean()


def test_geometry_demands_nothing_without_a_shift_and_little_of_a_long_lens():
    joints = np.random.default_rng(0).normal(size=(17, 3)).astype(np.float32)
    offsets = np.array([[0.0, 0.0], [0.3, 0.0]])
    short = geometric_drift_mm(joints, np.zeros(2), offsets, focal_of_view(60, 1280, 720))
    long = geometric_drift_mm(joints, np.zeros(2), offsets, focal_of_view(6, 1280, 720))
    assert short[0] == long[0] == 0
    assert 0 < long[1] < short[1] / 8


def test_the_view_is_along_the_longer_side():
    # half a width of 1 is seen under 30 degrees
    assert focal_of_view(60, 1280, 720) == pytest.approx(np.sqrt(3))
    assert focal_of_view(60, 720, 1280) == pytest.approx(np.sqrt(3) * 1280 / 720)


def test_maps_become_finer_and_show_no_drift_where_there_is_none(track):
    maps = list(safety_maps(LeaningLifter(), track, focal=1.7))
    assert [found.drift_mm.shape for found in maps] == [(4, 8), (9, 16), (18, 32)]
    assert [found.is_finest for found in maps] == [False, False, True]
    for found in maps:
        known = found.drift_mm[np.isfinite(found.drift_mm)]
        assert len(known) > 5
        assert known == pytest.approx(0, abs=1e-3)
        assert (np.isfinite(found.geometric_mm) == np.isfinite(found.drift_mm)).all()
        # Whoever does not turn where perspective demands it is wrong by as much (but for the roll about the
        # ray, which the smallest rotation from ray to ray leaves out).
        np.testing.assert_allclose(found.beyond_mm, found.geometric_mm, rtol=0.1, atol=1)


def test_a_cell_holds_the_mean_drift_of_the_frames_moved_there(track):
    lean = 0.5
    still = track_of(np.repeat(walking()[40:41], 20, axis=0))
    found = list(safety_maps(LeaningLifter(lean), still, focal=1.7))[-1]
    root = normalise(still.points, *still.image_size)[0, 0]
    x = (np.arange(32) + 0.5) / 16 - 1
    expected = np.abs(x - root[0]) * lean * 1000 * 16 / 17
    rows, columns = np.nonzero(np.isfinite(found.drift_mm))
    assert len(rows) > 20
    assert found.drift_mm[rows, columns] == pytest.approx(expected[columns], abs=0.01)


def test_a_map_can_be_stopped_between_frames(track):
    told = []

    def report(stage, done, total):
        told.append((done, total))
        if len(told) == 5:
            raise JobStopped

    with pytest.raises(JobStopped):
        list(safety_maps(LeaningLifter(), track, focal=1.7, report=report))
    assert told[0][0] == 0
    assert told[4][0] < told[4][1]


def test_a_clip_without_poses_has_no_map():
    nothing = track_of(np.full((20, 17, 2), np.nan))
    assert list(safety_maps(LeaningLifter(), nothing, focal=1.7)) == []
