import numpy as np
import pytest

from core.diagnostics.movement import movement_range


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
