"""Cleaning a track: impossible jumps out, short gaps filled, and smoothing for those who want it.

All of it goes by the true times of the frames, each joint by itself. But for two ways of smoothing it is
local: a cleaned frame depends on `cleaning_reach` frames to either side and no others, so a clip that is
cleaned piece by piece comes out as if cleaned at once.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.pose.filters import EvenFilter, butterworth, filter_stretches, local_lines, savitzky_golay
from core.pose.records import Flag, Track

Smoothing = Literal["none", "light", "butterworth", "savgol"]

_LIGHT_S = 0.06
"""Half the width of light smoothing: one frame to either side at 25 frames a second, three at 60.

Measured with the first `rie-27` on motion capture at 25 and 50 frames a second: noise of 1 % of the body's
height cost 6.8 and 7.2 mm, smoothed so 3.1 and 1.7, and exact keypoints lost nothing. On two dancers, whom
BlazePose had smoothed already, it cost 0.3 mm of 60.
"""

_BESIDE = 2
"""Frames to either side that an outlier is judged by. Five in all: a jump of two frames is outvoted three
to two, and a real movement that takes three frames or more to go and come back spreads the five apart."""


@dataclass(frozen=True, slots=True)
class CleaningOptions:
    """How a track is cleaned. Body size: the diagonal of the box around a person's joints, about 1.7 m."""

    remove_outliers: bool = True
    outlier_spread: float = 2.0
    """A jump is farther from the median of its surroundings than this many times their usual deviation
    (1.4826 MAD, Hampel's rule). 3 is customary, but the MAD of five frames is coarse: on motion capture with
    jumps of 0.4 m put in, 2 found 98 % of them at 50 frames a second and 88 % at 25, 3 found 93 % and 80 %,
    and neither cut more than one in 40,000 sightings of the motion itself."""
    outlier_distance: float = 0.06
    """and farther than this share of the body size, 0.1 m: smaller jumps are a detector's usual noise."""
    outlier_acceleration: float = 100.0
    """and needs more than this acceleration, in body sizes/s²: about 170 m/s². At 15 frames a second a real
    punch goes and comes back within two frames, and only this tells that it is possible. The price is that
    small jumps stay at low rates: at 30 frames a second one of 0.1 m is found, at 15 one of 0.4 m."""
    max_gap_s: float = 0.25
    """The longest time between two sightings that is bridged; 0 fills nothing. On motion capture with 1 cm of
    noise a straight line over 0.2 s was 2 cm off on average, as much as the noise of two sightings, and over
    0.36 s 3 cm."""
    smoothing: Smoothing = "light"
    """light: a straight line through each frame's nearest, against what jumps from frame to frame; local. The
    others are not local."""
    cutoff_hz: float = 6.0
    """For butterworth: keeps what is slower. 6 Hz is usual for gait (Winter); a punch needs 10 to 12."""
    window_s: float = 0.25
    """For savgol: length of the window in which a cubic is fitted."""

    @property
    def is_local(self) -> bool:
        """Whether a cleaned frame depends on those near it alone: see `cleaning_reach`."""
        return self.smoothing in ("none", "light")


def clean_track(track: Track, options: CleaningOptions | None = None) -> Track:
    """The track without impossible jumps and short gaps; flags say what was done to each joint.

    Frames that the detector passed over (all joints NaN and INTERPOLATED) are filled whatever `max_gap_s`
    says, with the lower confidence of their neighbours, and jumps are judged without them.

    A thrown-away sighting gets OUTLIER and loses its confidence; between sightings at most `max_gap_s`
    apart the points are filled in (INTERPOLATED where there was none). What is left is NaN and MISSING: long
    gaps and those at the ends of the clip. Other flags stay as they are, and so do points of low
    confidence. Smoothing runs over each unbroken stretch by itself, and leaves stretches alone that are too
    short for it.
    """
    options = options or CleaningOptions()
    is_unseen = np.asarray(np.isnan(track.points).any(axis=-1))  # (T, J)
    points = np.where(is_unseen[..., None], np.nan, track.points.astype(np.float64))
    is_passed_over = (is_unseen & (track.flags & np.uint8(Flag.INTERPOLATED) > 0)).all(axis=1)
    is_looked_at = np.asarray(~is_passed_over)  # (T,)
    is_outlier = np.zeros_like(is_unseen)
    if options.remove_outliers:
        is_outlier[is_looked_at] = _find_outliers(points[is_looked_at], track.times[is_looked_at], options)
        points[is_outlier] = np.nan
    points = _fill_gaps(points, track.times, options.max_gap_s, is_looked_at)
    if options.smoothing != "none":
        points = _smooth(points, track.times, options)
    is_missing = np.isnan(points[..., 0])
    flags = track.flags & ~np.uint8(Flag.MISSING)
    flags[is_outlier] &= ~np.uint8(Flag.OUTSIDE)  # said of the place that was thrown away
    flags[is_outlier] |= np.uint8(Flag.OUTLIER)
    flags[is_unseen & ~is_missing] |= np.uint8(Flag.INTERPOLATED)
    flags[is_missing] &= ~np.uint8(Flag.INTERPOLATED)
    flags[is_missing] |= np.uint8(Flag.MISSING)
    confidence = _confidence_between(track.confidence, is_looked_at)
    confidence = np.where(is_outlier | is_missing, np.float32(0), confidence)
    return replace(track, points=points.astype(np.float32), confidence=confidence, flags=flags)


def cleaning_reach(options: CleaningOptions, times: NDArray[np.float64], stride: int = 1) -> int:
    """How many frames to either side of a frame its cleaned value may depend on, anywhere in `times`.

    `stride` is the most frames from one that was looked at to the next.
    `ValueError` with smoothing that depends on the whole unbroken stretch around the frame.
    """
    if not options.is_local:
        raise ValueError(f"{options.smoothing} smoothing depends on the whole clip")
    smoothing = _steps_within(times, _LIGHT_S) if options.smoothing == "light" else 0
    outliers = stride * _BESIDE if options.remove_outliers else 0
    if options.max_gap_s <= 0:
        return stride - 1 + outliers + smoothing
    # A gap between sightings a and b: b - a <= steps. Its last frame, b - 1, looks back steps - 1 frames to
    # a, and whether a is an outlier depends on two frames more that were looked at.
    return max(_steps_within(times, options.max_gap_s), stride) - 1 + outliers + smoothing


def _steps_within(times: NDArray[np.float64], duration_s: float) -> int:
    """The most frames that lie within a duration after any one."""
    ends = np.searchsorted(times, times + duration_s, side="right") - 1
    return int((ends - np.arange(len(times))).max(initial=0))


def _find_outliers(
    points: NDArray[np.float64], times: NDArray[np.float64], options: CleaningOptions
) -> NDArray[np.bool_]:
    """(T, J) True where a sighting jumps away from its surroundings faster than a body could.

    Hampel's rule over five frames. A joint seen in fewer than three of them is not judged.
    """
    nearby = _windows(points)  # (5, T, J, 2)
    centre = _median(nearby)  # (T, J, 2)
    distances = _length(nearby - centre)  # (5, T, J)
    deviation = distances[_BESIDE]
    usual = 1.4826 * _median(distances)
    body = _median(_windows(_body_size(points)))[:, None]  # (T, 1)
    with np.errstate(invalid="ignore"):
        is_far = deviation > np.maximum(options.outlier_spread * usual, options.outlier_distance * body)
        is_too_fast = _acceleration(points, times) > options.outlier_acceleration * body
    is_judged = np.isfinite(nearby[..., 0]).sum(axis=0) >= 3
    return np.asarray(is_far & is_too_fast & is_judged)


def _windows(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """(5, T, ...) each frame with its two neighbours to either side; NaN beyond the ends."""
    rim = np.full((_BESIDE, *values.shape[1:]), np.nan)
    padded = np.concatenate([rim, values, rim])
    return np.stack([padded[k : k + len(values)] for k in range(2 * _BESIDE + 1)])


def _median(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Median along the first axis of what is not NaN; NaN where nothing is. (np.nanmedian is far slower.)"""
    ordered = np.sort(values, axis=0)  # NaN last
    count = np.isfinite(values).sum(axis=0, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=0)
    high = np.take_along_axis(ordered, np.minimum(count // 2, len(values) - 1), axis=0)
    return np.asarray(np.where(count % 2, low, (low + high) / 2)[0])


def _length(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """(...) length of (..., 2)."""
    return np.asarray(np.hypot(vectors[..., 0], vectors[..., 1]))


def _body_size(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(T,) diagonal of the box around each frame's joints; NaN where none is seen."""
    unseen = np.isnan(points)
    low = np.where(unseen, np.inf, points).min(axis=1)
    high = np.where(unseen, -np.inf, points).max(axis=1)
    sides = np.where(np.isfinite(low), high - np.where(np.isfinite(low), low, 0), np.nan)
    return np.asarray(_length(sides))


def _acceleration(points: NDArray[np.float64], times: NDArray[np.float64]) -> NDArray[np.float64]:
    """(T, J) size of the second derivative through a frame and its neighbours.

    Infinite where a neighbour is missing: there, position alone decides.
    """
    result = np.full(points.shape[:2], np.inf)
    if len(points) < 3:
        return result
    velocity = np.diff(points, axis=0) / np.diff(times)[:, None, None]  # (T - 1, J, 2)
    span = (times[2:] - times[:-2])[:, None] / 2
    inner = _length(np.diff(velocity, axis=0)) / span  # (T - 2, J)
    result[1:-1] = np.where(np.isnan(inner), np.inf, inner)
    return result


def _confidence_between(
    confidence: NDArray[np.float32], is_looked_at: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """(T, J) with that of frames passed over as low as in the frames looked at before and after."""
    looked = np.flatnonzero(is_looked_at)
    passed = np.flatnonzero(~is_looked_at)
    if not len(looked) or not len(passed):
        return confidence
    after = np.searchsorted(looked, passed)
    sides = [looked[np.clip(after - step, 0, len(looked) - 1)] for step in (1, 0)]
    filled = confidence.copy()
    filled[passed] = np.minimum(confidence[sides[0]], confidence[sides[1]])
    return filled


def _fill_gaps(
    points: NDArray[np.float64],
    times: NDArray[np.float64],
    max_gap_s: float,
    is_looked_at: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The points with short gaps bridged by straight lines, and those in which nobody looked.

    On motion capture at 25 and 50 frames a second with 1 cm of noise, lines were on average as good as
    PCHIP up to 0.2 s (better on the shortest gaps: PCHIP's slopes follow the noise), and 3 % worse at 0.28 s.
    """
    is_seen = np.isfinite(points[..., 0])
    index = np.broadcast_to(np.arange(len(points))[:, None], is_seen.shape)
    before = np.maximum.accumulate(np.where(is_seen, index, -1), axis=0)  # (T, J) last sighting, or -1
    after = np.minimum.accumulate(np.where(is_seen, index, len(points))[::-1], axis=0)[::-1]
    t, j = np.nonzero(~is_seen & (before >= 0) & (after < len(points)))  # each (G,)
    a, b = before[t, j], after[t, j]
    looks = np.cumsum(is_looked_at)
    is_short = (times[b] - times[a] <= max_gap_s) | (looks[b] - looks[a] <= 1)
    t, j, a, b = t[is_short], j[is_short], a[is_short], b[is_short]
    share = ((times[t] - times[a]) / (times[b] - times[a]))[:, None]  # 0 at a, 1 at b
    filled = points.copy()
    filled[t, j] = (1 - share) * points[a, j] + share * points[b, j]
    return filled


def _smooth(
    points: NDArray[np.float64], times: NDArray[np.float64], options: CleaningOptions
) -> NDArray[np.float64]:
    """(T, J, 2) smoothed: lightly, or each joint's unbroken stretches filtered on an even grid of times."""
    if options.smoothing == "light":
        return smooth_lightly(points, times)
    if options.smoothing == "butterworth":
        low_pass: EvenFilter = partial(butterworth, cutoff_hz=options.cutoff_hz)
    else:
        low_pass = partial(savitzky_golay, window_s=options.window_s)
    return filter_stretches(points, times, low_pass)


def smooth_lightly(points: NDArray[np.float64], times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (T, J, 2) on straight lines through their nearest in time; NaN stays and counts for nothing."""
    return local_lines(points, times, half_window_s=_LIGHT_S)[0]
