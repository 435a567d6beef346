"""The comparison panel: figures by joint, jumps to the worst frame, and truth."""

from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.theme import DARK, LIGHT
from app.views.comparison import ComparisonPanel
from core.export.csv_tables import write_csv
from core.export.records import ExportContext
from core.take_comparison import compare_take


@pytest.fixture
def panel(qtbot, session):
    panel = ComparisonPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.show()  # it compares once it is seen
    return panel


@pytest.fixture
def table(panel):
    return panel.findChild(QTableView)


def open_take(qtbot, session, table, take):
    session.open_take(take)
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)


def texts(table, column):
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def column_of(table, title, lifter):
    model = table.model()
    heads = [model.headerData(c, Qt.Orientation.Horizontal, 0) for c in range(model.columnCount())]
    return heads.index(f"{title}\n{lifter}")


def test_it_says_what_will_be_there_and_then_shows_every_joint(qtbot, panel, table, session, take):
    panel.show()
    assert not table.isVisible()
    open_take(qtbot, session, table, take)
    assert table.isVisible()
    assert texts(table, 0)[0] == "All joints"
    assert len(texts(table, 0)) == 18
    session.open_video(None)
    assert not table.isVisible()


def test_the_figures_are_those_of_the_core(qtbot, table, session, take):
    open_take(qtbot, session, table, take)
    (expected,) = [c for c in compare_take(take) if (c.kind, c.lifter) == ("shift", "rie")]
    column = column_of(table, "Shift drift mm", "rie")
    assert texts(table, column)[0] == f"{expected.measure.overall:.1f}"
    row = texts(table, 0).index("left wrist")
    assert texts(table, column)[row] == f"{expected.measure.of('left_wrist'):.1f}"
    # evä knows no spine
    assert texts(table, column_of(table, "Bone spread %", "evä"))[texts(table, 0).index("spine")] == "–"


def test_sorting_keeps_the_row_over_all_joints_on_top_and_unknown_figures_last(qtbot, table, session, take):
    open_take(qtbot, session, table, take)
    column = column_of(table, "Jitter m/s²", "evä")
    for order, sign in ((Qt.SortOrder.AscendingOrder, 1), (Qt.SortOrder.DescendingOrder, -1)):
        table.sortByColumn(column, order)
        shown = texts(table, column)
        known = [sign * float(text) for text in shown[1:] if text != "–"]
        assert texts(table, 0)[0] == "All joints"
        assert known == sorted(known)
        assert shown[-2:] == ["–", "–"]


def test_a_click_goes_to_the_frame_where_the_figure_is_worst(qtbot, table, session, take):
    open_take(qtbot, session, table, take)
    column, row = column_of(table, "Shift drift mm", "rie"), texts(table, 0).index("left knee")
    place = table.visualRect(table.model().index(row, column)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shift = take.results["rie"].shift.joint_drift_mm[:, take.track.skeleton.index("left_knee")]
    assert session.frame == 100 + int(np.argmax(shift))
    assert session.joint == "left_knee"


def test_the_joint_chosen_elsewhere_is_the_current_row(qtbot, table, session, take):
    open_take(qtbot, session, table, take)
    session.choose_joint("head")
    assert table.currentIndex().siblingAtColumn(0).data() == "head"


def test_truth_adds_the_errors_of_every_lifter(qtbot, panel, table, session, take, tmp_path):
    open_take(qtbot, session, table, take)
    pose = take.results["rie"].pose
    moved = pose.joints - pose.joints[:, :1]
    object.__setattr__(pose, "joints", moved)
    write_csv(pose, tmp_path / "truth.csv", ExportContext("walk.mp4", Fraction(30)))
    columns = table.model().columnCount()
    panel.load_truth(tmp_path / "truth.csv")
    qtbot.waitUntil(lambda: table.model().columnCount() == columns + 4)
    assert texts(table, column_of(table, "MPJPE mm", "rie"))[0] == "0.0"
    assert float(texts(table, column_of(table, "MPJPE mm", "evä"))[0]) > 100
    session.open_video(None)
    open_take(qtbot, session, table, take)
    assert table.model().columnCount() == columns


def test_what_is_no_truth_is_said_and_the_table_stays(qtbot, panel, table, session, take, tmp_path):
    open_take(qtbot, session, table, take)
    columns = table.model().columnCount()
    (tmp_path / "truth.trc").write_text("nonsense")
    with qtbot.waitSignal(panel.problem) as said:
        panel.load_truth(tmp_path / "truth.trc")
    assert "truth.trc" in said.args[0]
    assert table.model().columnCount() == columns


def test_truth_of_another_time_is_refused_and_put_away(qtbot, panel, table, session, take, tmp_path):
    open_take(qtbot, session, table, take)
    columns = table.model().columnCount()
    np.savez(
        tmp_path / "late.npz", joint_names=["pelvis", "l_hip", "r_hip", "l_knee"],
        joints_world=np.random.default_rng(0).normal(size=(9, 4, 3)), times=np.arange(9) / 30 + 500,
    )  # fmt: skip
    with qtbot.waitSignal(panel.problem) as said:
        panel.load_truth(tmp_path / "late.npz")
    assert "no time in common" in said.args[0]
    qtbot.waitUntil(lambda: not panel._work.is_busy)
    assert table.model().columnCount() == columns


def test_the_look_can_change_while_it_is_open(qtbot, panel, table, session, take):
    open_take(qtbot, session, table, take)
    panel.set_theme(LIGHT)
    column = column_of(table, "Shift drift mm", "rie")
    marks = [
        table.model().index(row, c).data(Qt.ItemDataRole.ForegroundRole)
        for row in range(18)
        for c in (column, column + 1)
    ]
    assert {mark.name() for mark in marks if mark is not None} == {LIGHT.good}
