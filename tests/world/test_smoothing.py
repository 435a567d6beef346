import numpy as np
import pytest
from walkers import even, uneven, walk

from core.world.smoothing import (
    MOVING_M,
    SmoothingOptions,
    jitter_m,
    joint_extent,
    keep_range,
    report_smoothing,
    smooth_pose,
)

METHODS = ("butterworth", "one_euro", "savitzky_golay", "lowess")
both_timings = pytest.mark.parametrize("times", [even(8), uneven(8)], ids=["even", "uneven"])
each_method = pytest.mark.parametrize("method", METHODS)


def waving(times, hz=0.5, size_m=0.3, joints=3):
    """(T, J, 3): the first joint travels, the others swing along x about it."""
    poses = np.zeros((len(times), joints, 3))
    poses[..., 2] = 1.2 * times[:, None]
    poses[:, 1:, 0] = size_m * np.sin(2 * np.pi * hz * times)[:, None]
    return poses


def noise(shape, size_m=0.005, seed=0):
    return np.random.default_rng(seed).normal(0, size_m, shape)


@each_method
@both_timings
def test_steady_motion_is_left_as_it_is(method, times):
    steady = np.array([1.0, -2.0, 0.5]) * times[:, None, None] + np.arange(2)[:, None]
    smooth = smooth_pose(steady, times, SmoothingOptions(method))
    inner = slice(len(times) // 4, -len(times) // 4)
    np.testing.assert_allclose(smooth[inner], steady[inner], atol=1e-3)


@each_method
@both_timings
def test_noise_goes_and_slow_movement_stays_without_lag(method, times):
    noisy = waving(times) + noise((len(times), 3, 3))
    report = report_smoothing(noisy, smooth_pose(noisy, times, SmoothingOptions(method)), times)
    assert (report.jitter_after_mm < 0.4 * report.jitter_before_mm).all()
    assert (np.abs(report.lag_ms[1:]) < 3).all()
    assert (report.range_kept[1:] > 94).all()
    assert (report.range_kept[1:] < 100.5).all()


@both_timings
def test_smoothed_noisy_movement_is_nearer_to_the_truth(times):
    true = waving(times)
    noisy = true + noise(true.shape)
    for method in METHODS:
        smooth = smooth_pose(noisy, times, SmoothingOptions(method))
        assert np.abs(smooth - true).mean() < 0.8 * np.abs(noisy - true).mean()


@both_timings
@pytest.mark.parametrize("hz", [1.0, 3.0, 6.0])
def test_butterworth_lets_through_what_its_formula_says(hz, times):
    """Twice 1 / sqrt(1 + (f / fc)^4) with fc = 6 Hz / 0.802; the uneven times stay true times."""
    poses = waving(times, hz, joints=2)
    smooth = smooth_pose(poses, times, SmoothingOptions("butterworth"))
    inner = slice(len(times) // 4, -len(times) // 4)
    wave = np.stack([f(2 * np.pi * hz * times[inner]) for f in (np.sin, np.cos)], axis=1)
    found = np.linalg.lstsq(wave, smooth[inner, 1, 0], rcond=None)[0] / 0.3
    tolerance = 0.03 if len(times) == len(even(8)) else 0.06
    assert found[0] == pytest.approx(1 / (1 + (hz * 0.802 / 6) ** 4), abs=tolerance)
    assert found[1] == pytest.approx(0, abs=tolerance)  # out of phase: lag


@both_timings
def test_lowess_is_a_weighted_line_around_each_frame(times):
    values = noise((len(times), 1, 3), 0.1)
    values[20:23] = np.nan
    smooth = smooth_pose(values, times, SmoothingOptions("lowess", window_s=0.3))
    for t in range(0, len(times), 7):
        distance = np.abs(times - times[t]) / 0.15
        chosen = (distance < 1) & np.isfinite(values[:, 0, 0])
        weight = (1 - distance[chosen] ** 3) ** 3
        line = np.polyfit(times[chosen] - times[t], values[chosen, 0], 1, w=np.sqrt(weight))
        if 20 <= t < 23:
            assert np.isnan(smooth[t]).all()
        else:
            np.testing.assert_allclose(smooth[t, 0], line[1], atol=1e-9)


def naive_one_euro(points, times, min_cutoff, gain):
    result, velocity = [points[0]], np.zeros(3)
    for t in range(1, len(times)):
        step = times[t] - times[t - 1]
        alpha = 1 / (1 + 1 / (2 * np.pi * 1.0 * step))
        velocity = alpha * (points[t] - points[t - 1]) / step + (1 - alpha) * velocity
        alpha = 1 / (1 + 1 / (2 * np.pi * (min_cutoff + gain * np.linalg.norm(velocity)) * step))
        result.append(alpha * points[t] + (1 - alpha) * result[-1])
    return np.array(result)


@both_timings
def test_one_euro_is_the_mean_of_the_published_filter_forwards_and_backwards(times):
    poses = waving(times) + noise((len(times), 3, 3))
    smooth = smooth_pose(poses, times, SmoothingOptions("one_euro", min_cutoff_hz=2, speed_gain=1.5))
    for joint in range(3):
        there = naive_one_euro(poses[:, joint], times, 2, 1.5)
        back = naive_one_euro(poses[::-1, joint], -times[::-1], 2, 1.5)[::-1]
        np.testing.assert_allclose(smooth[:, joint], (there + back) / 2, atol=1e-12)


@each_method
def test_frames_without_a_pose_stay_so_and_touch_no_other(method):
    times = even(6)
    poses = waving(times) + noise((300, 3, 3))
    holed = poses.copy()
    holed[100:150] = np.nan
    smooth = smooth_pose(holed, times, SmoothingOptions(method))
    assert np.isnan(smooth[100:150]).all()
    assert np.isfinite(np.delete(smooth, np.s_[100:150], axis=0)).all()
    whole = smooth_pose(poses, times, SmoothingOptions(method))
    np.testing.assert_allclose(smooth[:60], whole[:60], atol=2e-3)


@each_method
@pytest.mark.parametrize("frames", [1, 2, 3, 4, 5])
def test_clips_of_a_few_frames_are_bearable(method, frames):
    times = uneven()[:frames]
    poses = waving(times)
    smooth = smooth_pose(poses, times, SmoothingOptions(method))
    assert smooth.shape == poses.shape
    assert np.isfinite(smooth).all()
    report = report_smoothing(poses, smooth, times)
    assert report.range_kept.shape == (3,)
    keep_range(poses, times, method)


@each_method
def test_nothing_and_huge_jumps_are_bearable(method):
    times = even(2)
    nothing = np.full((100, 3, 3), np.nan)
    assert np.isnan(smooth_pose(nothing, times, SmoothingOptions(method))).all()
    report = report_smoothing(nothing, nothing, times)
    assert np.isnan([report.range_kept, report.lag_ms, report.jitter_before_mm]).all()
    keep_range(nothing, times, method)
    jumping = waving(times)
    jumping[50:] += 1e6
    assert np.isfinite(smooth_pose(jumping, times, SmoothingOptions(method))).all()
    sparse = waving(times)
    sparse[::2, 1] = np.nan
    smooth = smooth_pose(sparse, times, SmoothingOptions(method))
    assert (np.isnan(smooth) == np.isnan(sparse)).all()


def test_no_smoothing_changes_nothing():
    poses = noise((50, 3, 3))
    assert np.array_equal(smooth_pose(poses, even(1), SmoothingOptions()), poses)
    report = report_smoothing(poses, poses, even(1))
    np.testing.assert_allclose(report.range_kept, 100)
    np.testing.assert_allclose(report.lag_ms, 0, atol=1e-6)


@both_timings
@pytest.mark.parametrize("late_s", [-0.06, 0.013, 0.1])
def test_a_late_copy_is_reported_as_late(late_s, times):
    poses, late = waving(times, 0.7), waving(times - late_s, 0.7)
    late[:, :1] = poses[:, :1]
    late[..., 2] = poses[..., 2]
    report = report_smoothing(poses, late, times)
    assert report.lag_ms[1] == pytest.approx(1000 * late_s, abs=4)


@both_timings
def test_jitter_is_the_size_of_independent_noise_and_none_for_a_parabola(times):
    parabola = (times**2)[:, None, None] * np.array([[1.0, -2, 3]]) + times[:, None, None]
    assert jitter_m(parabola, times).max() < 1e-9
    many = parabola + noise((len(times), 40, 3))
    assert jitter_m(many, times).mean() == pytest.approx(0.005, rel=0.03)


def test_the_range_is_the_box_of_the_movement_without_spikes():
    poses = waving(even(8), size_m=0.3)
    poses[77, 1] += 5
    assert joint_extent(poses[:, 1:] - poses[:, :1])[0] == pytest.approx(0.6, rel=0.01)


def test_what_hands_lose_is_not_hidden_by_the_way_a_body_travels():
    times = even(8)
    poses = waving(times, 3.0, 0.1)
    report = report_smoothing(
        poses, smooth_pose(poses, times, SmoothingOptions("lowess", window_s=0.4)), times
    )
    assert report.range_kept[0] > 95
    assert report.range_kept[1] < 70


@each_method
@pytest.mark.parametrize("percent", [98.0, 90.0])
@both_timings
def test_keep_range_is_the_smoothest_that_keeps_what_was_asked(method, percent, times):
    poses = walk(times)[0] + noise((len(times), 17, 3), 0.003)
    options = keep_range(poses, times, method, percent)
    report = report_smoothing(poses, smooth_pose(poses, times, options), times)
    minded = joint_extent(np.concatenate([poses[:, :1], poses[:, 1:] - poses[:, :1]], axis=1)) >= MOVING_M
    assert options.method == method
    assert report.range_kept[minded].min() >= percent
    name = {"butterworth": "cutoff_hz", "one_euro": "min_cutoff_hz"}.get(method, "window_s")
    factor = 1.4 if name == "window_s" else 1 / 1.4
    if getattr(options, name) == pytest.approx(0.02):  # One Euro at its smoothest: speed alone keeps more
        return
    smoother = {"method": method, name: getattr(options, name) * factor}
    report = report_smoothing(poses, smooth_pose(poses, times, SmoothingOptions(**smoother)), times)
    assert report.range_kept[minded].min() < percent


def test_keep_range_smooths_a_figure_that_stands_as_much_as_it_can():
    times = even(4)
    options = keep_range(noise((200, 17, 3), 0.002), times, "butterworth")
    assert options.cutoff_hz < 0.5
