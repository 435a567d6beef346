"""Means over frames, intervals over clips."""

import numpy as np
import pytest

from core.evaluation.statistics import mean_by_clip


def test_frames_that_repeat_each_other_are_no_evidence():
    """Fifty copies of one frame per clip: the interval is that of the clips' own means."""
    rng = np.random.default_rng(0)
    few = rng.normal(50, 10, 20)
    clip = np.arange(20)
    once, often = mean_by_clip(few, clip), mean_by_clip(np.repeat(few, 50), np.repeat(clip, 50))
    assert often.value == pytest.approx(once.value)
    assert (often.low, often.high) == pytest.approx((once.low, once.high))


def test_the_interval_is_as_wide_as_theory_says():
    rng = np.random.default_rng(1)
    found = mean_by_clip(rng.normal(0, 1, 400), np.arange(400))
    assert found.high - found.low == pytest.approx(2 * 1.96 / np.sqrt(400), rel=0.15)
    assert found.low < 0 < found.high


def test_long_clips_weigh_more():
    values, clip = np.array([1.0, 1, 1, 5]), np.array([0, 0, 0, 1])
    assert mean_by_clip(values, clip).value == 2


def test_what_is_unknown_is_left_out_and_said():
    assert mean_by_clip(np.array([3.0, np.nan, 5]), np.array([0, 1, 2])).value == 4
    assert np.isnan(mean_by_clip(np.array([np.nan]), np.array([0])).value)
    few = mean_by_clip(np.array([3.0, 5]), np.array([0, 1]))
    assert np.isnan(few.low)
    assert str(few) == "4.0"
