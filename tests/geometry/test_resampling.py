from fractions import Fraction

import numpy as np
import pytest

from core.geometry.resampling import even_times, nearest_standard_rate, nearest_valid, resample


def test_even_times_fill_the_duration_to_within_half_a_frame():
    rate = Fraction(30000, 1001)
    for duration in np.linspace(0.01, 7, 100):
        times = even_times(np.array([2.0]), duration, rate)
        assert times[0] == 2.0
        assert abs(len(times) / float(rate) - duration) <= 0.5 / float(rate) + 1e-9 or len(times) == 1
        np.testing.assert_allclose(np.diff(times), float(1 / rate))


def test_resampling_to_the_same_times_changes_nothing():
    times, values = np.array([0.0, 0.1, 0.15, 0.4]), np.random.default_rng(0).normal(size=(4, 17, 3))
    np.testing.assert_allclose(resample(values, times, times), values, atol=1e-12)


def test_a_swing_sampled_unevenly_comes_out_even():
    rng = np.random.default_rng(0)
    times = np.sort(np.arange(120) / 30 + rng.uniform(-0.01, 0.01, 120))
    at = np.arange(0.1, 3.8, 1 / 25)
    wrong = resample(np.sin(2 * np.pi * times), times, at) - np.sin(2 * np.pi * at)
    assert np.abs(wrong).max() < 0.01


def test_resampling_never_overshoots_and_holds_the_ends():
    times, steps = np.arange(6.0), np.array([0.0, 0, 0, 1, 1, 1])
    fine = resample(steps, times, np.linspace(-1, 7, 100))
    assert fine.min() == 0
    assert fine.max() == 1
    np.testing.assert_array_equal(resample(np.ones((1, 3)), np.zeros(1), np.arange(4.0)), np.ones((4, 3)))


def test_nearest_valid_prefers_the_earlier_of_two():
    valid = np.array([False, True, False, False, False, True, False])
    np.testing.assert_array_equal(nearest_valid(valid), [1, 1, 1, 1, 5, 5, 5])
    with pytest.raises(ValueError, match="no row"):
        nearest_valid(np.zeros(3, dtype=bool))


@pytest.mark.parametrize(
    ("rate", "standard"), [(29.9, Fraction(30000, 1001)), (16, 15), (25.4, 25), (200, 240)]
)
def test_nearest_standard_rate(rate, standard):
    assert nearest_standard_rate(rate) == standard
