"""The paper's tables and the perturbations, on a pack of three short clips."""

import numpy as np
import pytest
from moving_people import moving_pack
from small_lifters import random_lifter, small_spec

from core.errors import BadInput
from core.evaluation.judging import JudgingOptions
from core.evaluation.mocap import evaluate_mocap
from core.evaluation.perturb import PERTURBATIONS, evaluate_perturbations, smooth_windows
from core.evaluation.windows import draw_windows
from core.pose.cleaning import CleaningOptions, clean_track
from core.pose.records import Track
from core.pose.skeleton import H36M_17
from core.training.sampler import SamplerOptions

OPTIONS = JudgingOptions(windows=80)


@pytest.fixture(scope="module")
def lifters():
    return {
        "plain": random_lifter(small_spec(widths=(3, 3))),
        "rie": random_lifter(
            small_spec(widths=(3, 3), has_positional=True, temporal="subtract", frame="ray")
        ),
    }


@pytest.fixture(scope="module")
def windows():
    return draw_windows(moving_pack(), 9, 40, SamplerOptions(noise=None))


def perturbed(name, windows):
    return PERTURBATIONS[name][1](windows, np.random.default_rng(0)).keypoints


@pytest.mark.parametrize("cameras", ["wild", "fixed"])
def test_the_tables_hold_every_lifter(lifters, cameras):
    report = evaluate_mocap(lifters, moving_pack(), JudgingOptions(windows=80, cameras=cameras))
    errors, shift, movement, _ = report.tables
    assert [row[0] for row in errors.rows] == [row[0] for row in shift.rows] == ["plain", "rie"]
    assert errors.rows[1][1] == "+P-ENH +T-ENH"
    tenths = [mean.value for mean in movement.rows[0][1:]]
    assert np.mean(tenths) == pytest.approx(errors.rows[0][2].value)
    assert report.origin["lifter rie"] == lifters["rie"].sha256


def test_differences_are_taken_window_by_window(lifters):
    _, _, movement, difference = evaluate_mocap(lifters, moving_pack((30,) * 8), OPTIONS).tables
    ((name, everywhere, *tenths),) = difference.rows
    assert name == "rie less plain"
    plain, rie = (row[1:] for row in movement.rows)
    assert [m.value for m in tenths] == pytest.approx(
        [b.value - a.value for a, b in zip(plain, rie, strict=True)]
    )
    assert everywhere.value == pytest.approx(np.mean([m.value for m in tenths]))
    assert everywhere.low < everywhere.value < everywhere.high
    twins = {"a": lifters["plain"], "b": lifters["plain"]}
    same = evaluate_mocap(twins, moving_pack((30,) * 8), OPTIONS).tables[3].rows[0][1]
    assert (same.low, same.value, same.high) == (0, 0, 0)
    assert len(evaluate_mocap({"a": lifters["plain"]}, moving_pack(), OPTIONS).tables) == 3


def test_the_same_seed_gives_the_same_table(lifters):
    first, second = (evaluate_mocap(lifters, moving_pack(), OPTIONS).tables for _ in range(2))
    assert str(first) == str(second)


def test_without_lifters_there_is_nothing_to_judge():
    for evaluate in (evaluate_mocap, evaluate_perturbations):
        with pytest.raises(BadInput, match="at least one"):
            evaluate({}, moving_pack(), OPTIONS)


def test_perturbations_are_judged_beside_the_clean_input(lifters):
    table, smoothed = evaluate_perturbations(lifters, moving_pack(), OPTIONS).tables
    clean = table.rows[0][1].value
    for rows in (table.rows, smoothed.rows):
        assert [row[0] for row in rows] == ["none", *PERTURBATIONS]
        for row in rows:
            assert row[3] == pytest.approx(row[1].value - clean, abs=1e-6)
    assert table.rows[0][3] == 0


def test_windows_are_smoothed_by_their_own_rates(windows):
    """As a track of that rate would be cleaned."""
    spoilt = PERTURBATIONS["noise-2"][1](windows, np.random.default_rng(0))
    smooth = smooth_windows(spoilt)
    assert len(set(windows.rate.round().tolist())) > 5
    for row in (0, 7):
        points, times = spoilt.keypoints[row], np.arange(9) / windows.rate[row]
        seen = np.zeros((9, 17), np.uint8)
        track = Track(H36M_17, np.arange(9), times, points, seen + np.float32(1), seen, (2, 2))
        cleaned = clean_track(track, CleaningOptions(remove_outliers=False, smoothing="light"))
        np.testing.assert_allclose(smooth.keypoints[row], cleaned.points, atol=1e-6)


@pytest.mark.parametrize("name", list(PERTURBATIONS))
def test_a_perturbation_changes_the_input_and_not_the_windows(name, windows):
    before = windows.keypoints.copy()
    changed = perturbed(name, windows)
    assert changed.shape == before.shape
    assert not np.allclose(changed, before)
    assert np.isfinite(changed).all()
    np.testing.assert_array_equal(windows.keypoints, before)


def test_noise_is_as_large_as_it_says(windows):
    size = windows.focal * 1.7 / windows.root[:, 2]
    error = (perturbed("noise-2", windows) - windows.keypoints) / size[:, None, None, None]
    assert error.std() == pytest.approx(0.02, rel=0.02)


def test_swaps_exchange_whole_legs(windows):
    changed = perturbed("swaps", windows)
    differs = (changed != windows.keypoints).any(axis=-1)
    legs = [j for j, name in enumerate(H36M_17.joints) if name.endswith(("hip", "knee", "ankle"))]
    assert not np.delete(differs, legs, axis=2).any()
    assert (differs[:, :, legs].all(axis=2).sum(axis=1) == 3).all()


def test_a_rolled_picture_is_turned_by_ten_degrees_about_its_middle(windows):
    a, b = windows.keypoints, perturbed("roll", windows)
    np.testing.assert_allclose(np.hypot(*np.moveaxis(a, -1, 0)), np.hypot(*np.moveaxis(b, -1, 0)), rtol=1e-4)
    turn = np.degrees(np.arctan2(b[..., 1], b[..., 0]) - np.arctan2(a[..., 1], a[..., 0]))
    np.testing.assert_allclose(np.abs((turn + 180) % 360 - 180), 10, atol=0.01)


def test_a_rolled_camera_turns_the_truth_along(windows):
    """Where the true joints are projected to turns as the keypoints do."""
    rolled = PERTURBATIONS["roll"][1](windows, np.random.default_rng(0))

    def heading(points):
        return np.arctan2(points[..., 1], points[..., 0])

    def projected(some):
        return (some.joints + some.root[:, None])[..., :2] / (some.joints + some.root[:, None])[..., 2:]

    of_truth = heading(projected(rolled)) - heading(projected(windows))  # (N, J)
    of_input = heading(rolled.keypoints[:, 0]) - heading(windows.keypoints[:, 0])
    np.testing.assert_allclose(np.sin(of_truth), np.sin(of_input), atol=1e-3)
    assert set(np.round(np.degrees(np.sin(of_truth[:, 0]))).tolist()) == {-10, 10}


def test_at_a_low_rate_only_every_third_frame_is_seen(windows):
    changed = perturbed("low-rate", windows)
    np.testing.assert_array_equal(changed[:, 4], windows.keypoints[:, 4])
    assert len(np.unique(changed[0, :, 3, 0])) == 3
