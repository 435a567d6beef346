"""Cleaning takes out what no body can do, and nothing else."""

import time
from dataclasses import replace

import numpy as np
import pytest

from core.pose.cleaning import CleaningOptions, clean_track, cleaning_reach
from core.pose.records import Flag, Track
from core.pose.skeleton import Skeleton

SIZE = 340.0
"""Pixels of the figure's height: 200 to the metre."""
AS_THEY_ARE = CleaningOptions(smoothing="none")
FIGURE = Skeleton("figure", ("head", "left_foot", "right_foot", "left_hand", "right_hand"))


def standing(times):
    """(T, 5, 2) a figure that sways slowly by 10 pixels."""
    still = np.array([(0, 0), (-40, SIZE), (40, SIZE), (-50, 170), (50, 170)], float)
    sway = 10 * np.sin(np.asarray(times))[:, None, None] * np.array([1.0, 0.3])
    return 300 + still + sway


def track_of(points, times, flags=None, confidence=0.9):
    seen = np.isfinite(points).all(axis=-1)
    return Track(
        FIGURE,
        np.arange(len(times)) + 7,
        np.asarray(times, float),
        points.astype(np.float32),
        np.where(seen, confidence, 0).astype(np.float32),
        np.zeros(seen.shape, np.uint8) if flags is None else flags,
        (640, 480),
    )


def even(frames=60, rate=30.0):
    return np.arange(frames) / rate


def minimum_jerk(t, duration):
    u = np.clip(t / duration, 0, 1)
    return 10 * u**3 - 15 * u**4 + 6 * u**5


def out_and_back(times, *, reach_m, one_way_s, start=0.8):
    """(T,) pixels of a blow that goes out and comes straight back."""
    t = times - start
    return 200 * reach_m * (minimum_jerk(t, one_way_s) - minimum_jerk(t - one_way_s, one_way_s))


def test_a_steady_track_passes_unchanged():
    track = track_of(standing(even()), even())
    clean = clean_track(track, AS_THEY_ARE)
    assert np.array_equal(clean.points, track.points)
    assert np.array_equal(clean.confidence, track.confidence)
    assert not clean.flags.any()


@pytest.mark.parametrize("rate", [15, 24, 25, 30, 50, 60, 120])
@pytest.mark.parametrize(
    ("joint", "reach_m", "one_way_s"), [(3, 0.6, 0.12), (1, 1.2, 0.22)], ids=["punch", "kick"]
)
def test_fast_real_motion_is_kept_at_any_rate_and_phase(rate, joint, reach_m, one_way_s):
    for phase in np.linspace(0, 1 / rate, 7, endpoint=False):
        times = even(2 * rate, rate) + phase
        points = standing(times)
        points[:, joint, 0] += out_and_back(times, reach_m=reach_m, one_way_s=one_way_s)
        assert not clean_track(track_of(points, times)).flags.any()


@pytest.mark.parametrize("frames", [1, 2])
@pytest.mark.parametrize("rate", [25, 30, 60])
def test_a_jump_is_replaced_by_the_way_between_its_neighbours(frames, rate):
    times = even(60, rate)
    true = standing(times)
    jumpy = true.copy()
    jumpy[30 : 30 + frames, 3] += (60, -80)  # half a metre
    clean = clean_track(track_of(jumpy, times))
    assert np.abs(clean.points - true).max() < 0.1
    expected = np.zeros((60, 5), int)
    expected[30 : 30 + frames, 3] = Flag.OUTLIER
    assert np.array_equal(clean.flags, expected)
    assert np.array_equal(clean.confidence == 0, expected > 0)


def test_a_single_frame_of_left_and_right_exchanged_is_mended():
    true = standing(even())
    swapped = true.copy()
    swapped[20, [1, 2, 3, 4]] = true[20, [2, 1, 4, 3]]
    clean = clean_track(track_of(swapped, even()))
    assert np.abs(clean.points - true).max() < 0.1
    assert (clean.flags[20] == Flag.OUTLIER).tolist() == [False, True, True, True, True]


def test_a_jump_in_the_first_or_last_frame_is_taken_out_and_stays_missing():
    points = standing(even())
    points[[0, -1], 3] += 100
    clean = clean_track(track_of(points, even()))
    assert np.isnan(clean.points[[0, -1], 3]).all()
    assert (clean.flags[[0, -1], 3] == Flag.OUTLIER | Flag.MISSING).all()
    assert np.isnan(clean.points).sum() == 4


def test_small_noise_is_left_to_the_lifter():
    noise = np.random.default_rng(0).normal(0, 3, (300, 5, 2))
    track = track_of(standing(even(300)) + noise, even(300))
    assert not clean_track(track).flags.any()


def test_a_joint_that_stays_where_it_jumped_to_is_believed():
    points = standing(even())
    points[30:, 3] += 100
    assert not clean_track(track_of(points, even())).flags.any()


def test_short_gaps_are_filled_and_long_ones_and_ends_are_not():
    points = standing(even())
    true = points.copy()
    points[:2, 0] = np.nan  # the beginning
    points[10:16, 1] = np.nan  # 7/30 s from sighting to sighting
    points[10:17, 2] = np.nan  # 8/30 s
    points[-3:, 3] = np.nan  # the end
    clean = clean_track(track_of(points, even()))
    assert (clean.flags[10:16, 1] == Flag.INTERPOLATED).all()
    assert np.abs(clean.points[:, 1] - true[:, 1]).max() < 0.2
    missing = np.zeros((60, 5), bool)
    missing[:2, 0] = missing[10:17, 2] = missing[-3:, 3] = True
    assert np.array_equal(np.isnan(clean.points[..., 0]), missing)
    assert np.array_equal(clean.flags == Flag.MISSING, missing)


def test_gaps_are_measured_in_seconds_and_filled_by_time():
    times = np.array([0, 0.01, 0.02, 0.03, 0.23, 0.24, 0.54, 0.55])
    points = np.repeat(times[:, None, None] * 100, 5, axis=1).repeat(2, axis=2)
    points[:, 1] += SIZE
    true = points.copy()
    points[[3, 5], 0] = np.nan
    clean = clean_track(track_of(points, times))
    assert clean.points[3, 0] == pytest.approx(true[3, 0], abs=1e-4)  # between 0.02 and 0.23 s
    assert np.isnan(clean.points[5, 0]).all()  # between 0.23 and 0.54 s


def test_a_jump_beside_a_gap_lengthens_it():
    points = standing(even())
    points[12:15, 3] = np.nan
    points[11, 3] += 150
    clean = clean_track(track_of(points, even()))
    assert clean.flags[11:15, 3].tolist() == [Flag.OUTLIER] + [Flag.INTERPOLATED] * 3
    assert np.abs(clean.points[:, 3] - standing(even())[:, 3]).max() < 0.2


def test_flags_and_doubtful_points_are_kept_and_missing_is_said_anew():
    points = standing(even())
    points[10, 0] = np.nan
    flags = np.zeros((60, 5), np.uint8)
    flags[10, 0] = Flag.MISSING
    flags[20, 1] = Flag.LOW_CONFIDENCE
    clean = clean_track(track_of(points, even(), flags, confidence=0.05), AS_THEY_ARE)
    assert clean.flags[10, 0] == Flag.INTERPOLATED
    assert clean.flags[20, 1] == Flag.LOW_CONFIDENCE
    assert np.array_equal(clean.points[20], points[20].astype(np.float32))


def test_a_jump_out_of_the_picture_is_no_longer_outside_once_mended():
    points = standing(even())
    points[20, 0] = (-200, 10)
    flags = np.zeros((60, 5), np.uint8)
    flags[20, 0] = Flag.OUTSIDE | Flag.LOW_CONFIDENCE
    clean = clean_track(track_of(points, even(), flags))
    assert clean.flags[20, 0] == Flag.OUTLIER | Flag.LOW_CONFIDENCE


def test_cleaning_twice_changes_nothing_more():
    rng = np.random.default_rng(3)
    track = untidy_track(rng)
    once = clean_track(track, AS_THEY_ARE)
    assert np.array_equal(clean_track(once, AS_THEY_ARE).points, once.points, equal_nan=True)


@pytest.mark.parametrize("frames", [0, 1, 2, 3])
def test_hardly_any_frames_or_nobody_at_all_are_no_trouble(frames):
    times = even(frames)
    assert len(clean_track(track_of(standing(times), times))) == frames
    nobody = clean_track(track_of(np.full((frames, 5, 2), np.nan), times))
    assert (nobody.flags == Flag.MISSING).all()
    assert cleaning_reach(CleaningOptions(), times) >= 0


def untidy_track(rng, frames=400):
    """Uneven times, jumps, and gaps of all lengths."""
    times = np.cumsum(rng.uniform(0.01, 0.06, frames))
    points = standing(times) + rng.normal(0, 1, (frames, 5, 2))
    jumps = rng.random((frames, 5)) < 0.03
    points[jumps] += 150
    for start in rng.integers(0, frames, 25):
        points[start : start + rng.integers(1, 20), rng.integers(0, 5)] = np.nan
    return track_of(points, times)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "options",
    [
        AS_THEY_ARE, replace(AS_THEY_ARE, max_gap_s=0), replace(AS_THEY_ARE, max_gap_s=0.6),
        CleaningOptions(), CleaningOptions(max_gap_s=0), CleaningOptions(max_gap_s=0.6),
    ],
)  # fmt: skip
def test_cleaning_piece_by_piece_is_cleaning_at_once(seed, options):
    track = untidy_track(np.random.default_rng(seed))
    whole = clean_track(track, options)
    reach = cleaning_reach(options, track.times)
    for start in range(0, len(track), 37):
        stop = min(start + 37, len(track))
        low, high = max(start - reach, 0), min(stop + reach, len(track))
        piece = clean_track(track.part(low, high), options).part(start - low, stop - low)
        expected = whole.part(start, stop)
        assert np.array_equal(piece.points, expected.points, equal_nan=True)
        assert np.array_equal(piece.flags, expected.flags)
        assert np.array_equal(piece.confidence, expected.confidence)


def test_a_smaller_reach_would_not_do():
    """The last frame of the longest gap needs the sighting before it."""
    times = even(30, 40.0)
    points = standing(times)
    points[6:15, 3] = np.nan  # from 5 to 15: 0.25 s
    track = track_of(points, times)
    reach = cleaning_reach(AS_THEY_ARE, times)
    assert reach == 11  # 10 steps in 0.25 s, less one, and two for outliers
    whole = clean_track(track, AS_THEY_ARE).points[14, 3]
    assert np.array_equal(clean_track(track.part(14 - reach, 30), AS_THEY_ARE).points[reach, 3], whole)
    assert np.isnan(clean_track(track.part(14 - reach + 3, 30), AS_THEY_ARE).points[reach - 3, 3]).all()


@pytest.mark.parametrize("smoothing", ["light", "butterworth", "savgol"])
class TestSmoothing:
    def smooth(self, points, times, smoothing):
        return clean_track(track_of(points, times), CleaningOptions(smoothing=smoothing)).points

    def test_noise_goes_and_slow_motion_stays_without_lag(self, smoothing):
        times = even(300)
        true = standing(times)
        true[:, 3, 0] += 40 * np.sin(2 * np.pi * times)
        noisy = true + np.random.default_rng(0).normal(0, 2, true.shape)
        error = np.abs(self.smooth(noisy, times, smoothing) - true)
        assert error.mean() < 0.7 * np.abs(noisy - true).mean()
        assert np.abs(self.smooth(true, times, smoothing) - true)[20:-20].max() < 1

    def test_uneven_times_give_nearly_what_even_ones_give(self, smoothing):
        times = even(300)
        uneven = times + np.random.default_rng(0).uniform(-0.01, 0.01, 300)

        def wave(t):
            points = standing(t)
            points[:, 3, 0] += 40 * np.sin(2 * np.pi * t)
            return points

        assert np.abs(self.smooth(wave(uneven), uneven, smoothing) - wave(uneven))[20:-20].max() < 1.5

    def test_each_unbroken_stretch_is_smoothed_by_itself(self, smoothing):
        times = even(120)
        points = standing(times) + np.random.default_rng(0).normal(0, 2, (120, 5, 2))
        points[50:70] = np.nan
        smooth = self.smooth(points, times, smoothing)
        alone = self.smooth(points[:50], times[:50], smoothing)
        assert np.allclose(smooth[:50], alone, atol=1e-3)
        assert np.isnan(smooth[50:70]).all()

    def test_stretches_of_any_length_are_no_trouble(self, smoothing):
        for frames in range(1, 30):
            points = standing(even(frames))
            assert np.abs(self.smooth(points, even(frames), smoothing) - points).max() < 3


@pytest.mark.parametrize("smoothing", ["butterworth", "savgol"])
def test_the_reach_of_a_filter_has_no_end(smoothing):
    with pytest.raises(ValueError, match="whole clip"):
        cleaning_reach(CleaningOptions(smoothing=smoothing), even())


def test_light_smoothing_halves_jitter_and_leaves_what_moves_evenly():
    times = even(300, 50.0)
    moving = standing(times) + 200 * times[:, None, None]
    jitter = np.random.default_rng(0).normal(0, 3, moving.shape)
    smooth = clean_track(track_of(moving + jitter, times), CleaningOptions(smoothing="light")).points
    assert 0.4 < (smooth - moving).std() / 3 < 0.6
    still = clean_track(track_of(moving, times), CleaningOptions(smoothing="light")).points
    np.testing.assert_allclose(still, moving, atol=1e-2)


def test_ten_thousand_frames_are_cleaned_in_a_moment():
    times = even(10_000)
    points = standing(times) + np.random.default_rng(0).normal(0, 1, (10_000, 5, 2))
    points[::50] += 100
    track = track_of(points, times)
    begin = time.process_time()
    clean_track(track)
    assert time.process_time() - begin < 0.5


def passed_over(times, points, step):
    """The track of a detector that looked at each `step`-th frame."""
    points, flags = points.copy(), np.zeros(points.shape[:2], np.uint8)
    is_passed = np.arange(len(times)) % step > 0
    points[is_passed], flags[is_passed] = np.nan, Flag.INTERPOLATED
    return track_of(points, times, flags), ~is_passed


def test_frames_passed_over_are_filled_as_if_the_others_were_all_there_are():
    times = np.sort(np.random.default_rng(3).uniform(0, 4, 121))
    points = standing(times)
    points[60, 3] += 400  # an impossible jump, in a frame that is looked at
    points[84:105, 4] = np.nan  # and a hand out of sight, too long for the options below
    options = CleaningOptions(max_gap_s=0.35, smoothing="none")
    track, is_looked_at = passed_over(times, points, 3)
    alone = clean_track(
        track_of(points[is_looked_at], times[is_looked_at]), CleaningOptions(max_gap_s=9, smoothing="none")
    )
    cleaned = clean_track(track, options)
    for joint in (0, 1, 2, 3):
        for axis in (0, 1):
            expected = np.interp(times, times[is_looked_at], alone.points[:, joint, axis])
            assert np.allclose(cleaned.points[:, joint, axis], expected, atol=1e-3)
    assert np.all(cleaned.flags[60, 3] & Flag.OUTLIER)
    passed = cleaned.flags[~is_looked_at][:, :3]
    assert np.all(passed == Flag.INTERPOLATED)
    assert np.all(cleaned.confidence[~is_looked_at][:, :3] == np.float32(0.9))
    assert np.isnan(cleaned.points[82:105, 4]).all()
    assert np.all(cleaned.flags[82:105, 4] == Flag.MISSING)


def test_nobody_is_made_up_where_nobody_was_seen_around():
    times = even()
    points = standing(times)
    points[20:40] = np.nan
    track, _ = passed_over(times, points, 2)
    cleaned = clean_track(track)
    assert np.isnan(cleaned.points[19:40]).all()
    assert np.all(cleaned.flags[19:40] == Flag.MISSING)
    assert np.isfinite(cleaned.points[:19]).all()


@pytest.mark.parametrize("stride", [2, 3, 5])
@pytest.mark.parametrize("max_gap_s", [0.0, 0.05, 0.4])
def test_cleaning_reaches_as_far_as_it_says_where_frames_are_passed_over(stride, max_gap_s):
    random = np.random.default_rng(stride)
    times, options = even(150), CleaningOptions(max_gap_s=max_gap_s)
    points = standing(times) + random.normal(0, 3, (150, 5, 2))
    points[random.integers(0, 150, 40), random.integers(0, 5, 40)] += 90
    points[random.random((150, 5)) < 0.15] = np.nan
    track, _ = passed_over(times, points, stride)
    reach = cleaning_reach(options, times, stride)
    whole = clean_track(track, options)
    for start, stop in ((0, 80), (40, 150), (33, 101)):
        part = clean_track(track.part(start, stop), options)
        low = reach if start else 0
        high = stop - start - (reach if stop < 150 else 0)
        assert low < high
        np.testing.assert_array_equal(part.points[low:high], whole.points[start + low : start + high])
        np.testing.assert_array_equal(part.flags[low:high], whole.flags[start + low : start + high])
