"""The shift test against one that goes frame by frame and offset by offset."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.diagnostics.shift import ShiftOptions, ShiftRobustness, _spans, shift_robustness

WINDOW, ASPECT = 9, 0.5625
OPTIONS = ShiftOptions(shifts=5)


class LinearLifter:
    """Each joint is a weighted mean of its own window, bent by where it is in the picture."""

    def __init__(self, bend=0.3):
        self.bend = bend
        self.asked = []

    def lift_shifted(self, points, start, stop, shifts, *, focal=None):
        self.asked += [(start, stop, tuple(shift)) for shift in shifts]
        return np.stack([[self.lift_frame(points, c, shift) for c in range(start, stop)] for shift in shifts])

    def lift_frame(self, points, c, shift):
        rows = np.clip(np.arange(c - WINDOW // 2, c + WINDOW // 2 + 1), 0, len(points) - 1)
        seen = points[rows].astype(np.float64)
        relative = (seen - seen[:, :1]).mean(axis=0)  # (J, 2): knows nothing of where a person is
        place = seen[WINDOW // 2] + np.array(shift)
        bent = relative + self.bend * place**2
        return np.concatenate([bent, bent[:, :1]], axis=1).astype(np.float32)


def swaying(frames=60, joints=4, spread=0.2, seed=0):
    """A small person who sways from side to side, well inside the picture."""
    rng = np.random.default_rng(seed)
    body = rng.uniform(-spread, spread, (1, joints, 2))
    sway = 0.25 * np.sin(np.arange(frames) / 9)[:, None, None] * np.array([1.0, 0.3])
    return (body + sway + rng.normal(0, 0.004, (frames, joints, 2))).astype(np.float32)


def measure(lifter, points, runs=None, **changes):
    runs = [(0, len(points))] if runs is None else runs
    joints = np.full((*points.shape[:2], 3), np.nan, np.float32)
    for start, stop in runs:
        joints[start:stop] = lifter.lift_shifted(points[start:stop], 0, stop - start, np.zeros((1, 2)))[0]
    settings = {"window": WINDOW, "aspect": ASPECT, "options": OPTIONS} | changes
    return shift_robustness(lifter, points, joints, runs, **settings)


def list_offsets(options, frame):
    """The offsets in the order in which this frame of the video tries them."""
    x0, y0 = np.random.default_rng(options.seed).uniform(size=2)
    plastic = np.real(next(r for r in np.roots([1, 0, -1, -1]) if abs(r.imag) < 1e-9))
    turn = frame // (16 * WINDOW)
    for i in range(1024):
        k = (i + turn * options.shifts) % 1024
        x, y = (x0 + k / plastic) % 1, (y0 + k / plastic**2) % 1
        yield (2 * x - 1) * options.reach, (2 * y - 1) * options.reach


def measure_naively(lifter, points, runs, *, options=OPTIONS, first_frame=0, aspect=ASPECT):
    """(T, J) drift, and for each frame the list of (length, drift) of its offsets."""
    joint_drift = np.full(points.shape[:2], np.nan)
    tries = [[] for _ in points]
    for start, stop in runs:
        run = points[start:stop]
        for c in range(len(run)):
            window = run[np.clip(np.arange(c - WINDOW // 2, c + WINDOW // 2 + 1), 0, len(run) - 1)]
            drifts = []
            for dx, dy in list_offsets(options, first_frame + start + c):
                x, y = window[..., 0] + dx, window[..., 1] + dy
                if (np.abs(x) < 1).all() and (np.abs(y) < aspect).all():
                    moved = lifter.lift_frame(run, c, (dx, dy)) - lifter.lift_frame(run, c, (0.0, 0.0))
                    drifts.append(np.sqrt((moved.astype(float) ** 2).sum(axis=-1)) * 1000)
                    tries[start + c].append((np.hypot(dx, dy), drifts[-1].mean()))
                if len(drifts) == options.shifts:
                    break
            if drifts:
                joint_drift[start + c] = np.mean(drifts, axis=0)
    return joint_drift, tries


def assert_same(found, joint_drift, tries):
    np.testing.assert_allclose(found.joint_drift_mm, joint_drift, rtol=1e-4, atol=1e-3)
    np.testing.assert_allclose(found.drift_mm, joint_drift.mean(axis=1), rtol=1e-4, atol=1e-3)
    for t, expected in enumerate(tries):
        tried = np.isfinite(found.lengths[t])
        assert tried.sum() == len(expected)
        assert np.isfinite(found.drifts_mm[t]).tolist() == tried.tolist()
        if expected:
            pairs = np.stack([found.lengths[t][tried], found.drifts_mm[t][tried]], axis=1)
            np.testing.assert_allclose(pairs, expected, rtol=1e-4, atol=1e-3)


def test_every_frame_drifts_as_far_as_a_plain_loop_finds():
    lifter, points = LinearLifter(), swaying(170)
    assert_same(measure(lifter, points), *measure_naively(lifter, points, [(0, 170)]))


def test_runs_are_tested_alone_and_frames_between_are_unknown():
    lifter, points = LinearLifter(), swaying()
    points[[20, 21, 40]] = np.nan
    runs = [(0, 20), (22, 40), (41, 60)]
    found = measure(lifter, points, runs)
    assert_same(found, *measure_naively(lifter, points, runs))
    assert np.flatnonzero(np.isnan(found.drift_mm)).tolist() == [20, 21, 40]


def test_near_the_edge_fewer_offsets_fit_and_beyond_it_none():
    """The person walks out of the picture on the right."""
    lifter = LinearLifter()
    points = swaying(60, spread=0.1)
    points[..., 0] += np.linspace(0, 1.5, 60, dtype=np.float32)[:, None]
    found = measure(lifter, points)
    assert_same(found, *measure_naively(lifter, points, [(0, 60)]))
    assert np.isfinite(found.drift_mm[0])
    outside = [
        t for t in range(60)
        if points[max(0, t - 4) : t + 5, :, 0].max() - 0.2 > 1
    ]  # fmt: skip
    assert outside
    assert np.isnan(found.drift_mm[outside]).all()


def test_no_shifted_keypoint_leaves_the_picture():
    points = swaying(60, spread=0.45)
    lifter = LinearLifter()
    found = measure(lifter, points)
    used = {shift for _, _, shift in lifter.asked if shift != (0.0, 0.0)}
    assert used
    for t in range(60):
        seen = points[max(0, t - 4) : t + 5]
        for length in found.lengths[t][np.isfinite(found.lengths[t])]:
            ((dx, dy),) = {s for s in used if abs(np.hypot(*s) - length) < 1e-6}
            assert np.abs(seen[..., 0] + dx).max() < 1
            assert np.abs(seen[..., 1] + dy).max() < ASPECT


@pytest.mark.parametrize("aspect", [0.5625, 1.7778])
def test_offsets_stay_within_reach_and_fill_it(aspect):
    points = swaying(500, joints=1, spread=0.01)
    options = ShiftOptions(reach=0.15, shifts=8)
    found = measure(LinearLifter(), points, options=options, aspect=aspect)
    assert np.isfinite(found.lengths).all()
    assert np.nanmax(found.lengths) < 0.15 * np.sqrt(2)
    # the mean distance from the middle of a square of half side a is a (sqrt(2) + asinh(1)) / 3
    assert np.nanmean(found.lengths) == pytest.approx(0.15 * (np.sqrt(2) + np.arcsinh(1)) / 3, rel=0.05)


def test_a_lifter_that_knows_nothing_of_places_does_not_drift():
    found = measure(LinearLifter(bend=0), swaying())
    assert not found.joint_drift_mm.any()
    assert not found.drifts_mm.any()


def test_a_clip_in_pieces_drifts_as_in_one():
    """Its windows must see their neighbours, so only the rows are cut, or the first frame is moved."""
    lifter, points = LinearLifter(), swaying(170)
    points[100] = np.nan
    runs = [(0, 100), (101, 170)]
    whole = measure(lifter, points, runs)
    for rows in [(0, 30), (30, 31), (31, 140), (140, 170), (60, 60)]:
        part = measure(lifter, points, runs, rows=rows)
        inside = slice(*rows)
        np.testing.assert_array_equal(part.lengths[inside], whole.lengths[inside])
        np.testing.assert_allclose(part.drifts_mm[inside], whole.drifts_mm[inside], rtol=1e-4)
        np.testing.assert_allclose(part.joint_drift_mm[inside], whole.joint_drift_mm[inside], rtol=1e-4)
        assert np.isnan(np.delete(part.drift_mm, np.arange(170)[inside])).all()
    second = measure(lifter, points[101:], first_frame=101)
    np.testing.assert_array_equal(second.lengths, whole.lengths[101:])
    np.testing.assert_allclose(second.joint_drift_mm, whole.joint_drift_mm[101:], rtol=1e-4)


def test_a_clip_that_begins_later_in_a_video_is_a_plain_loop_too():
    lifter, points = LinearLifter(), swaying(50)
    found = measure(lifter, points, first_frame=1000)
    assert_same(found, *measure_naively(lifter, points, [(0, 50)], first_frame=1000))


def test_the_seed_decides_the_offsets():
    points = swaying(20)
    first, same, other = (
        measure(LinearLifter(), points, options=ShiftOptions(seed=seed)).lengths for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, same)
    assert not np.isclose(first, other).any()


def test_a_shift_is_lifted_once_for_the_frames_that_share_it():
    lifter, points = LinearLifter(), swaying(70, spread=0.05)
    measure(lifter, points)
    shifts = [shift for _, _, shift in lifter.asked[1:]]
    assert len(shifts) == len(set(shifts)) == OPTIONS.shifts


def test_short_gaps_are_lifted_along_and_long_ones_are_not():
    chosen = np.zeros((40, 2), np.bool_)
    chosen[[0, 1, 5, 30], 1] = True
    chosen[[0, 5], 0] = True
    assert _spans(chosen, bridge=9) == {(0, 6): [0, 1], (30, 31): [1]}


def test_the_curve_weighs_every_shift_alike():
    lengths = np.array([[0.01, 0.02, 0.27], [0.02, np.nan, np.nan]], np.float32)
    drifts = np.array([[3, 6, 50], [12, np.nan, np.nan]], np.float32)
    joints = np.zeros((2, 4), np.float32)
    at, mean = ShiftRobustness(joints, lengths, drifts, joints, 0.2).curve(10)
    width = 0.2 * np.sqrt(2) / 10
    np.testing.assert_allclose(at, (np.arange(10) + 0.5) * width)
    np.testing.assert_allclose(mean, [7, *[np.nan] * 8, 50])


def test_the_curve_of_a_lifter_that_drifts_in_proportion_is_a_line():
    class Proportional(LinearLifter):
        def lift_frame(self, points, c, shift):
            return np.broadcast_to([shift[0], shift[1], 0], (points.shape[1], 3)).astype(np.float32)

    found = measure(Proportional(), swaying(600, spread=0.05), options=ShiftOptions(shifts=16))
    at, mean = found.curve(6)
    np.testing.assert_allclose(mean, at * 1000, atol=0.2 * np.sqrt(2) / 12 * 1000)
    tried = np.isfinite(found.lengths)
    np.testing.assert_allclose(found.drifts_mm[tried], found.lengths[tried] * 1000, rtol=1e-4)


def test_nothing_tested_is_nothing_known():
    unknown = ShiftRobustness.unknown(7, 17, OPTIONS)
    assert np.isnan(unknown.drift_mm).all()
    assert unknown.lengths.shape == unknown.drifts_mm.shape == (7, 5)
    assert np.isnan(unknown.curve()[1]).all()


class RayLifter(LinearLifter):
    """The pose is the same wherever the person is, seen along the ray; `bend` spoils that."""

    def lift_frame(self, points, c, shift):
        flat = super().lift_frame(points, c, shift)
        if self.focal is None:
            return flat
        ray = np.array([*(points[c, 0] + np.array(shift)), self.focal])
        unit = ray / np.linalg.norm(ray)
        axis = np.cross([0, 0, 1], unit)
        turn = Rotation.from_rotvec(axis / np.linalg.norm(axis) * np.arccos(unit[2]))
        return turn.apply(flat).astype(np.float32)

    def lift_shifted(self, points, start, stop, shifts, *, focal=None):
        self.focal = focal if focal is not None else 1.7
        return super().lift_shifted(points, start, stop, shifts)


def test_what_the_ray_demands_is_not_counted_as_drift_beyond_it():
    found = measure(RayLifter(bend=0), swaying(), focal=1.7)
    assert np.nanmean(found.drifts_mm) > 5
    np.testing.assert_array_equal(np.isfinite(found.joint_beyond_mm), np.isfinite(found.joint_drift_mm))
    np.testing.assert_allclose(np.nan_to_num(found.joint_beyond_mm), 0, atol=1e-3)


def test_drift_beyond_the_ray_is_what_the_lifter_adds():
    bent, straight = (measure(LinearLifter(bend), swaying(), focal=None) for bend in (0.3, 0))
    through_rays = measure(RayLifter(0.3), swaying(), focal=1.7)
    np.testing.assert_allclose(through_rays.joint_beyond_mm, bent.joint_drift_mm, atol=0.05)
    np.testing.assert_allclose(through_rays.beyond_mm, bent.drift_mm, atol=0.05)
    assert np.isnan(straight.beyond_mm).all()
