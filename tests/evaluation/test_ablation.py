"""The paper's tables, on a pack of three short clips and lifters of random weights."""

from dataclasses import replace

import numpy as np
import pytest
from moving_people import moving_pack
from small_lifters import random_lifter, small_spec

from core.evaluation.ablation import evaluate_ablation
from core.evaluation.judging import JudgingOptions, as_in_paper, sampler_options
from core.evaluation.metrics import mpjpe
from core.evaluation.mocap import evaluate_mocap
from core.evaluation.windows import draw_windows, lift_windows

OPTIONS = JudgingOptions(windows=80)


@pytest.fixture(scope="module")
def lifters():
    plain = small_spec(widths=(3, 3))
    return {
        "pt-stages": random_lifter(replace(plain, has_positional=True, temporal="subtract")),
        "baseline": random_lifter(plain),
        "t": random_lifter(replace(plain, temporal="subtract")),
        "pt-relative": random_lifter(
            replace(plain, has_positional=True, temporal="subtract", has_absolute=False)
        ),
    }


@pytest.fixture(scope="module")
def evaluation(lifters):
    return evaluate_ablation(lifters, moving_pack(), OPTIONS)


def table(evaluation, name):
    return next(t for t in evaluation.tables if t.name == name)


def test_each_table_has_the_rows_whose_lifters_are_there(evaluation):
    assert [row[0] for row in table(evaluation, "table1").rows] == [
        "baseline", "+T-ENH", "+P-ENH +T-ENH, M-S OPT"
    ]  # fmt: skip
    assert [row[0] for row in table(evaluation, "table2").rows] == ["none", "subtraction"]
    relative = table(evaluation, "relative").rows
    assert [row[0] for row in relative] == ["baseline", "P-ENH and T-ENH alone"]
    assert np.isnan(relative[1][4:]).all(), "the paper has no such row"
    assert [row[4] for row in table(evaluation, "table3").rows] == [34.1, 33.1, 30.1]


def test_differences_are_between_the_same_windows(lifters, evaluation):
    options = as_in_paper(OPTIONS)
    windows = draw_windows(moving_pack(), 9, 80, sampler_options(options))
    errors = {
        name: 1000 * mpjpe(lift_windows(lifter, windows).astype(float), windows.joints.astype(float))
        for name, lifter in lifters.items()
    }
    temporal = table(evaluation, "table1").rows[1]
    difference = (errors["t"] - errors["baseline"]).mean()
    assert temporal[2].value == pytest.approx(difference)
    assert temporal[3].value == pytest.approx(100 * difference / errors["baseline"].mean())
    assert temporal[5] == pytest.approx(100 * (33.1 - 34.1) / 34.1)


def test_the_gain_by_tenth_is_what_lies_between_two_rows_of_the_movement_table(evaluation):
    movement, gain = table(evaluation, "movement"), table(evaluation, "movement_gain")
    by_name = {row[0]: [mean.value for mean in row[1:]] for row in movement.rows}
    (row,) = (row for row in gain.rows if row[0] == "baseline minus +T-ENH")
    np.testing.assert_allclose(
        [mean.value for mean in row[1:]], np.subtract(by_name["baseline"], by_name["+T-ENH"]), atol=1e-9
    )


def test_figures_show_the_paper_pair(evaluation):
    error, drift, movement = evaluation.pictures
    assert [curve.label for curve in error.curves] == [
        "baseline", "+T-ENH", "+P-ENH +T-ENH, M-S OPT", "P-ENH and T-ENH alone"
    ]  # fmt: skip
    assert {picture.name for picture in (error, drift, movement)} == {
        "shift_error", "shift_drift", "movement"
    }  # fmt: skip


def test_without_the_baseline_only_the_figures_are_left(lifters):
    alone = evaluate_ablation({"t": lifters["t"]}, moving_pack(), OPTIONS)
    assert [t.name for t in alone.tables] == ["shift", "movement"]


def test_the_same_windows_as_the_protocol_of_four_fixed_cameras(lifters, evaluation):
    options = as_in_paper(OPTIONS)
    plain = evaluate_mocap({"baseline": lifters["baseline"]}, moving_pack(), options).tables[0]
    assert table(evaluation, "table1").rows[0][1] == plain.rows[0][2]
