import numpy as np
import pytest
from made_up_walks import track_of, walking

from core.diagnostics.movement import movement_lens, movement_range, movement_tenths, noise_floor
from core.geometry.image import normalise


def naive(points, runs, window):
    """Equation 15, joint by joint."""
    result = np.full(points.shape[:2], np.nan)
    for start, stop in runs:
        for c in range(start, stop):
            for j in range(points.shape[1]):
                total = 0.0
                for t in range(c - window // 2, c + window // 2 + 1):
                    there = points[min(max(t, start), stop - 1), j]
                    total += np.hypot(*(there - points[c, j]))
                result[c, j] = total / window
    return result


@pytest.mark.parametrize("window", [3, 9, 27])
def test_each_joint_is_as_far_as_equation_15_says(window):
    points = np.random.default_rng(0).normal(size=(25, 4, 2)).astype(np.float32)
    points[[11, 12, 20]] = np.nan
    runs = [(0, 11), (13, 20), (21, 25)]
    found = movement_range(points, runs, window)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, naive(points, runs, window), rtol=1e-5)
    assert np.flatnonzero(np.isnan(found).all(axis=1)).tolist() == [11, 12, 20]


def test_who_stands_still_has_none_wherever_they_stand():
    points = np.full((30, 17, 2), 0.4, np.float32)
    assert not movement_range(points, [(0, 30)], 27).any()


def test_a_steady_walk_has_the_mean_way_to_the_other_frames():
    points = np.zeros((60, 1, 2), np.float32)
    points[:, 0, 0] = 0.01 * np.arange(60)
    found = movement_range(points, [(0, 60)], 27)
    assert found[30, 0] == pytest.approx(0.01 * 2 * sum(range(14)) / 27, rel=1e-4)


def test_a_shift_of_the_whole_clip_changes_nothing():
    points = np.random.default_rng(0).normal(size=(25, 4, 2)).astype(np.float32)
    found = movement_range(points, [(0, 25)], 9)
    np.testing.assert_allclose(movement_range(points + np.float32(0.3), [(0, 25)], 9), found, atol=1e-5)


def test_nothing_known_is_nothing_measured():
    assert np.isnan(movement_range(np.full((5, 4, 2), np.nan, np.float32), [], 27)).all()


def test_tenths_hold_as_many_frames_each_from_little_to_much():
    values = np.random.default_rng(0).permutation(np.arange(100.0)).astype(np.float32)
    values = np.insert(values, 50, np.nan)
    tenths = movement_tenths(values)
    assert tenths.of_frame[50] == -1
    assert np.bincount(tenths.of_frame[tenths.of_frame >= 0]).tolist() == [10] * 10
    assert tenths.means.tolist() == (np.arange(10) * 10 + 4.5).tolist()
    assert (tenths.edges[0], tenths.edges[-1]) == (0, 99)
    np.testing.assert_array_equal(tenths.of_frame[values == 37], 3)


def test_tenths_of_few_equal_or_no_frames_are_no_trouble():
    few = movement_tenths(np.array([2.0, 1.0, np.nan]))
    assert few.of_frame.tolist() == [5, 0, -1]
    assert np.isfinite(few.means).sum() == 2
    same = movement_tenths(np.ones(20))
    assert np.bincount(same.of_frame).tolist() == [2] * 10
    assert np.isnan(movement_tenths(np.full(3, np.nan)).edges).all()


def jittering(sigma, frames=600):
    return np.random.default_rng(0).normal(scale=sigma, size=(frames, 3, 2)).astype(np.float32)


@pytest.mark.parametrize("window", [27, 81])
def test_the_noise_floor_is_the_movement_range_of_a_person_who_stands_still(window):
    points = jittering(0.002)
    found = noise_floor(points, np.ones(points.shape[:2], bool), window)
    measured = movement_range(points, [(0, len(points))], window).mean(axis=0)
    assert found == pytest.approx(measured, rel=0.1)


def test_movement_does_not_raise_the_noise_floor():
    t = np.arange(600) / 30
    swinging = 0.2 * np.sin(2 * np.pi * t)[:, None, None] * np.ones((1, 3, 2))
    moving = (jittering(0.002) + swinging).astype(np.float32)
    seen = np.ones((600, 3), bool)
    still = noise_floor(jittering(0.002), seen, 27)
    assert noise_floor(moving, seen, 27) == pytest.approx(still, rel=0.25)


def test_filled_in_frames_do_not_lower_the_noise_floor():
    points = jittering(0.002)
    seen = np.ones((600, 3), bool)
    expected = noise_floor(points, seen, 27)
    points[100:400], seen[100:400] = 0, False
    assert noise_floor(points, seen, 27) == pytest.approx(expected, rel=0.15)
    assert np.isnan(noise_floor(points[:6], seen[:6], 27)).all()


def test_the_lens_shows_the_movement_range_of_its_window_and_the_floor_of_what_was_seen():
    track = track_of(walking())
    lens = movement_lens(track, 9)
    points = normalise(track.points, *track.image_size)
    np.testing.assert_array_equal(lens.movement, movement_range(points, [(0, len(points))], 9))
    assert lens.mean == pytest.approx(lens.movement.mean(axis=1))
    assert lens.window == 9
    assert lens.mean_floor < 0.05 * lens.mean.min()  # smooth sines hold no jitter
