"""One rate for formats that know no other: exact fractions, and a duration that does not drift."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.export import EXPORT_FORMATS
from core.export.even_rate import exact_rate, make_even, rate_of_times
from core.export.records import DEFAULT_OPTIONS, ExportOptions

NTSC = Fraction(30000, 1001)
ONE_RATE = pytest.mark.parametrize("name", ["bvh", "trc", "c3d"])
EVERY = pytest.mark.parametrize(
    "name", [n for n, entry in EXPORT_FORMATS.items() if entry.subject != "track"]
)
FRAMES = 2000


def uneven_times(count: int, rate: float) -> np.ndarray:
    """A phone's: each frame up to a third of a frame early or late."""
    return (np.arange(count) + np.random.default_rng(1).uniform(-0.33, 0.33, count)) / rate + 1


@EVERY
@pytest.mark.parametrize("kind", ["constant", "variable", "asked for"])
def test_no_format_drifts_by_a_frame_in_an_hour(tmp_path, name, kind):
    entry = EXPORT_FORMATS[name]
    if entry.why_unavailable():
        pytest.skip(entry.why_unavailable())
    times = uneven_times(FRAMES, 29.97) if kind == "variable" else np.arange(FRAMES) * float(1 / NTSC)
    context = replace(CONTEXT, nominal_rate=NTSC, is_variable_rate=kind == "variable")
    options = ExportOptions(rate=Fraction(24000, 1001)) if kind == "asked for" else DEFAULT_OPTIONS
    pose = pose_of(walk(FRAMES), times=times)
    read_back = entry.write(pose, tmp_path / f"a{entry.suffix}", context, options)
    period_ms = float(1000 / (read_back.rate or NTSC))
    duration_s = float(np.ptp(times))
    rounding_ms = (
        period_ms / 2 if read_back.rate and kind != "constant" else 0.0
    )  # whole frames; once, no drift
    drift_ms = max(0.0, abs(read_back.duration_error_ms) - rounding_ms) * 3600 / duration_s
    assert drift_ms < period_ms
    assert not any("lasts" in warning for warning in read_back.warnings)


@ONE_RATE
def test_ntsc_stays_a_fraction(tmp_path, name):
    entry = EXPORT_FORMATS[name]
    if entry.why_unavailable():
        pytest.skip(entry.why_unavailable())
    pose = pose_of(walk(100), times=np.arange(100) * float(1 / NTSC))
    path = tmp_path / f"a{entry.suffix}"
    assert entry.write(pose, path, replace(CONTEXT, nominal_rate=NTSC)).rate == NTSC
    assert rate_of_times(entry.read(path).times) == (NTSC, False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (29.97003, NTSC), (29.970029970, NTSC), (1 / 0.0333666667, NTSC), (59.94006, Fraction(60000, 1001)),
        (23.976024, Fraction(24000, 1001)), (30.0, Fraction(30)), (29.999999, Fraction(30)),
        (29.97, Fraction(2997, 100)), (12.5, Fraction(25, 2)), (1000.0, Fraction(1000)),
    ],
)  # fmt: skip
def test_a_rate_with_few_digits_is_recognised(written, meant):
    assert exact_rate(written) == meant


@pytest.mark.parametrize(
    ("times", "found"),
    [
        (np.arange(100) / 25, (Fraction(25), False)),
        (np.round(np.arange(5000) * 1001 / 30000, 6) + 3, (NTSC, False)),
        (np.round(np.arange(100) / 30, 3), (Fraction(30), False)),
        (uneven_times(100, 48), (Fraction(48), True)),
        (np.zeros(1), (Fraction(25), False)),
    ],
)
def test_times_show_their_rate(times, found):
    assert rate_of_times(times) == found


def test_a_gap_stays_a_gap_after_resampling():
    pose = without_frames(pose_of(walk(50)), *range(10, 20))
    even = make_even(pose, CONTEXT, ExportOptions(rate=Fraction(50)))
    gaps = even.with_gaps()
    assert len(gaps) == 100
    # 0.40 to 0.76 s; the two frames halfway to a lifted one may go with either
    assert set(range(20, 39)) <= set(np.flatnonzero(~gaps.is_lifted)) <= set(range(19, 40))
    assert np.isfinite(even.pose.joints).all()
