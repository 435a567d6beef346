"""Tables and pictures on disk."""

import csv
import json
import re

import numpy as np

from core.evaluation.pictures import Curve, Picture, draw_picture, spread_labels
from core.evaluation.report import Evaluation, Table, write_evaluation
from core.evaluation.statistics import Mean

TABLE = Table(
    "table", "Errors", ("lifter", "MPJPE", "published"),
    (("rie", Mean(61.234, 60.0, 62.5), 30.1), ("baseline", Mean(70.0, np.nan, np.nan), float("nan"))),
    ("A note.",),
)  # fmt: skip
PICTURE = Picture("shift", "Drift", "x", "mm", (Curve("rie", np.arange(3.0), np.arange(3.0)),))


def test_every_number_is_in_all_three_forms(tmp_path):
    files = write_evaluation(Evaluation("Test", (TABLE,), (PICTURE,), {"seed": 0}), tmp_path)
    assert sorted(path.name for path in files) == [
        "shift.png",
        "shift.svg",
        "table.csv",
        "table.json",
        "table.md",
    ]
    markdown = (tmp_path / "table.md").read_text()
    assert "| rie      | 61.2 (60.0 to 62.5) | 30.1      |" in markdown
    assert "| baseline | 70.0                | -         |" in markdown
    assert "- A note." in markdown
    rows = list(csv.DictReader((tmp_path / "table.csv").read_text().splitlines()))
    assert rows[0]["MPJPE low"] == "60.0000"
    assert rows[1]["published"] == ""
    document = json.loads((tmp_path / "table.json").read_text())
    assert document["tables"][0]["rows"][0]["MPJPE"] == {"mean": 61.234, "low": 60.0, "high": 62.5}
    assert document["tables"][0]["rows"][1]["MPJPE"]["low"] is None


def test_the_same_report_gives_the_same_files(tmp_path):
    report = Evaluation("Test", (TABLE,), (PICTURE,))
    for name in ("a", "b"):
        write_evaluation(report, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_a_picture_shows_its_curve_in_its_colour(tmp_path):
    import matplotlib.image as image

    write_evaluation(Evaluation("Test", (), (PICTURE,)), tmp_path)
    picture = image.imread(tmp_path / "shift.png")[..., :3]
    line = np.array([0xCC, 0x79, 0xA7]) / 255
    assert (np.abs(picture - line).max(axis=-1) < 0.02).sum() > 200


def test_labels_move_only_as_far_as_it_takes():
    assert spread_labels([1, 5, 9], gap=2, top=10) == [1, 5, 9]
    assert spread_labels([1, 1.5, 1.7, 9], gap=2, top=10) == [1, 3, 5, 9]
    assert spread_labels([8, 9, 9.5], gap=2, top=10) == [6, 8, 10]


def test_ten_curves_of_five_lifters_can_be_told_apart(tmp_path):
    """By the drawing itself: one colour and marker for each lifter, one kind of line for each thing shown."""
    x = np.arange(3.0)
    curves = [
        Curve(name, x, x * factor + shift, kind=kind)
        for kind, shift in (("whole", 5.0), ("part", 0.0))
        for name, factor in zip("abcde", (1, 2, 3, 4, 5), strict=True)
    ]
    draw_picture(Picture("ten", "Ten", "x", "y", tuple(curves)), tmp_path)
    drawing = (tmp_path / "ten.svg").read_text()
    styles = re.findall(r'style="([^"]*stroke-width: 1.6[^"]*)"', drawing)
    lines = {(re.search(r"stroke: (#\w+)", style)[1], "dasharray" in style) for style in styles}
    colours = {colour for colour, _ in lines} - {"#333333"}
    assert len(colours) == 5
    assert {(colour, dashed) for colour in colours for dashed in (False, True)} <= lines


def test_a_picture_without_a_known_value_is_drawn_all_the_same(tmp_path):
    nothing = Curve("rie", np.arange(3.0), np.full(3, np.nan))
    assert len(draw_picture(Picture("empty", "Empty", "x", "y", (nothing,)), tmp_path)) == 2
