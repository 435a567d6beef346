"""The charts, by what is seen on them."""

import csv
import gc
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QMouseEvent, QPainter, QPalette, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QScrollArea, QVBoxLayout, QWidget
from windows import pixels, pixels_of

from app.theme import DARK, LIGHT
from app.widgets.charts import Curve, CurveChart, TenthsChart
from core.errors import CannotWrite

RED, GREEN = "#ff2020", "#20ff20"
BENT = Curve("bent", RED, np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 40.0, np.nan, 10.0]))
FLAT = Curve("fl<a>t", GREEN, np.array([0.0, 4.0]), np.array([25.0, 25.0]))
TENTHS = np.array([1.0, 2, 3, 4, 5, np.nan, 7, 8, 9, 10])


@pytest.fixture
def shown(qtbot):
    """Shows a chart on a panel's ground and waits until it has its plot."""

    def show(chart):
        qtbot.addWidget(chart)
        chart.setAutoFillBackground(True)
        chart.setPalette(QPalette(QColor(DARK.panel)))
        chart.resize(480, 320)
        chart.show()
        qtbot.waitUntil(lambda: chart.plot is not None and chart.plot.isVisible())
        QApplication.processEvents()
        return chart

    return show


@pytest.fixture
def curves(shown):
    chart = CurveChart(DARK, "length, m", "drift, mm")
    chart.show_curves([BENT, FLAT])
    return shown(chart)


@pytest.fixture
def tenths(shown):
    chart = TenthsChart(DARK, "tenth", "range")
    chart.show_values(TENTHS, 0.5, "floor")
    chart.show_mark(3)
    return shown(chart)


def is_like(picture, colour):
    wanted = QColor(colour)
    return (np.abs(picture - [wanted.red(), wanted.green(), wanted.blue()]) < 40).all(axis=-1)


def place(chart, x, y):
    """Column and row of a point, by the ends of the axes alone."""
    box = chart.plot.getViewBox()
    (left, right), (bottom, top) = box.viewRange()
    area = box.sceneBoundingRect()
    across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
    return round(area.left() + across * area.width()), round(area.bottom() - up * area.height())


def has_colour(chart, x, y, colour):
    column, row = place(chart, x, y)
    return bool(is_like(pixels(chart), colour)[row - 2 : row + 3, column - 2 : column + 3].any())


def readout(chart):
    return chart.plot._readout.toPlainText() if chart.plot._readout.isVisible() else None


def point_at(chart, x, y):
    chart.plot.scene().sigMouseMoved.emit(QPointF(*place(chart, x, y)))


@pytest.fixture
def drawn(qtbot):
    """A chart draws soon after it is told, in an event of its own."""
    return lambda chart: qtbot.waitUntil(lambda: not chart._later.is_wanted)


def test_a_window_a_panel_and_an_empty_chart_do_not_load_the_library():
    code = """
import sys, time
import app.main_window, app.views.shift_lab, app.views.movement_lens
import numpy as np
from PySide6.QtWidgets import QApplication
from app.theme import DARK
from app.widgets.charts import Curve, CurveChart

def wait(until):
    end = time.monotonic() + 120
    while not until() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.002)

class Watched(CurveChart):
    painted = 0
    def paintEvent(self, event):
        self.painted += 1
        super().paintEvent(event)

application = QApplication([])
chart = Watched(DARK, "x", "y")
chart.show_curves([])
chart.show()
wait(lambda: chart.painted)
for _ in range(3):  # what it asked for when it was painted
    application.processEvents()
chart.hide()
chart.show_curves([Curve("a", "#ff0000", np.arange(3.0), np.arange(3.0))])
application.processEvents()
print("pyqtgraph" in sys.modules)
chart.show()
wait(lambda: chart.plot)
print("pyqtgraph" in sys.modules, chart.plot is not None)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_points_and_the_lines_between_them_lie_where_the_numbers_say(curves):
    for x, y in ((0, 0), (1, 40), (0.5, 20), (3, 10), (2, 25)):  # 2 is unknown: the line goes on
        assert has_colour(curves, x, y, RED)
    for x, y in ((4, 25), (0.1, 25), (3.5, 25)):
        assert has_colour(curves, x, y, GREEN)
    for x, y in ((3.5, 10), (2, 35), (2, 38)):
        assert not has_colour(curves, x, y, RED)


def test_the_axes_begin_at_nought_and_hold_all_points(curves):
    (left, right), (bottom, top) = curves.plot.getViewBox().viewRange()
    assert -0.2 < left <= 0
    assert 4 <= right < 4.4
    assert -2 < bottom <= 0
    assert 40 <= top < 44


def test_a_mark_can_be_put_and_taken_away(curves):
    assert not has_colour(curves, 3.5, 5, DARK.accent)
    curves.show_mark(3.5)
    assert has_colour(curves, 3.5, 5, DARK.accent)
    curves.show_mark(None)
    assert not has_colour(curves, 3.5, 5, DARK.accent)


def test_other_curves_take_the_place_of_those_before(curves, drawn):
    curves.show_curves([FLAT])
    drawn(curves)
    assert not is_like(pixels(curves), RED).any()
    assert has_colour(curves, 2, 25, GREEN)
    curves.show_curves([])
    drawn(curves)
    assert not is_like(pixels(curves), GREEN).any()
    curves.show_curves([Curve("empty", RED, np.arange(2.0), np.full(2, np.nan))])
    drawn(curves)
    pixels(curves)


def test_bars_are_as_high_as_their_values_and_one_is_marked(tenths):
    assert has_colour(tenths, 4, 3.7, DARK.accent)
    assert not has_colour(tenths, 4, 4.4, DARK.accent)
    plain = QColor(*pixels(tenths)[place(tenths, 9, 3)[::-1]].tolist())
    for bar, value in enumerate(TENTHS, start=1):
        if bar != 4 and np.isfinite(value):
            assert has_colour(tenths, bar, value - 0.3, plain.name())
            assert has_colour(tenths, bar, value + 0.4, DARK.panel)
    assert has_colour(tenths, 6, 2, DARK.panel)  # unknown
    assert not has_colour(tenths, 9, 3, DARK.accent)
    tenths.show_mark(8)
    assert has_colour(tenths, 9, 3, DARK.accent)
    assert not has_colour(tenths, 4, 3.3, DARK.accent)
    tenths.show_mark(None)
    assert not is_like(pixels(tenths), DARK.accent).any()


def test_the_level_is_seen_where_it_is_known(tenths, drawn):
    row = place(tenths, 6, 0.5)[1]
    assert is_like(pixels(tenths), DARK.warning)[row - 2 : row + 3].sum() > 60
    tenths.show_values(TENTHS, float("nan"), "floor")
    drawn(tenths)
    assert not is_like(pixels(tenths), DARK.warning).any()


@pytest.mark.parametrize("kind", ["curves", "tenths"])
def test_another_theme_dresses_all_of_it(kind, request, drawn):
    chart = request.getfixturevalue(kind)
    assert is_like(pixels(chart), LIGHT.panel).mean() < 0.1
    chart.setPalette(QPalette(QColor(LIGHT.panel)))
    chart.set_theme(LIGHT)
    drawn(chart)
    picture = pixels(chart)
    assert is_like(picture, LIGHT.panel).mean() > 0.4
    assert is_like(picture, DARK.panel).mean() < 0.02  # nor is there more of it than dark text


def test_the_nearest_point_is_read_out_until_the_pointer_leaves(qtbot, curves):
    assert readout(curves) is None
    point_at(curves, 1.05, 39)
    assert readout(curves) == "bent: 40 at 1"
    column, row = place(curves, 1, 40)
    assert is_like(pixels(curves), DARK.raised)[row:, column:].sum() > 200
    point_at(curves, 3.9, 26)
    assert readout(curves) == "fl<a>t: 25 at 4"
    point_at(curves, 3.4, 1)
    assert readout(curves) is None
    point_at(curves, 1.05, 39)
    QApplication.sendEvent(curves.plot, QEvent(QEvent.Type.Leave))
    assert readout(curves) is None


def test_a_bar_is_read_out_wherever_above_it_the_pointer_is(tenths):
    point_at(tenths, 3.2, 9)
    assert readout(tenths) == "3: 3"


def test_zoom_stays_while_the_numbers_keep_their_range_and_a_double_click_shows_all(qtbot, curves, drawn):
    home = curves.plot.getViewBox().viewRange()
    curves.plot.setRange(xRange=(1, 2), yRange=(10, 30), padding=0)
    assert has_colour(curves, 1.5, 25, GREEN)
    curves.set_theme(LIGHT)
    curves.show_curves([BENT, FLAT])
    drawn(curves)
    np.testing.assert_allclose(curves.plot.getViewBox().viewRange(), [(1, 2), (10, 30)], atol=1e-9)
    at = QPoint(*place(curves, 1.5, 20))
    qtbot.mouseDClick(curves.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(curves.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    np.testing.assert_allclose(curves.plot.getViewBox().viewRange(), home)
    curves.plot.setRange(xRange=(-500, 500), padding=0)
    np.testing.assert_allclose(curves.plot.getViewBox().viewRange()[0], home[0])
    curves.plot.setRange(xRange=(1, 2), padding=0)
    curves.show_curves([FLAT])
    drawn(curves)
    assert curves.plot.getViewBox().viewRange()[1][1] < home[1][1]


def turn_wheel(view, at, angle, keys=Qt.KeyboardModifier.NoModifier):
    place = at, QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, angle)
    event = QWheelEvent(*place, Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def test_on_a_panel_that_scrolls_the_wheel_is_left_to_it_and_with_ctrl_it_zooms(qtbot, curves):
    area, page = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    QVBoxLayout(page).addWidget(curves)
    page.setFixedHeight(900)
    area.setWidget(page)
    area.resize(520, 400)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    home, at = curves.plot.getViewBox().viewRange(), QPointF(*place(curves, 2, 20))
    assert not turn_wheel(curves.plot.viewport(), at, 240)  # Qt hands it on to what is around
    assert curves.plot.getViewBox().viewRange() == home
    assert turn_wheel(curves.plot.viewport(), at, 240, Qt.KeyboardModifier.ControlModifier)
    assert np.diff(curves.plot.getViewBox().viewRange()[0]) < np.diff(home[0])
    curves.setParent(None)  # it has an owner of its own


def test_the_wheel_zooms_at_the_pointer_and_a_drag_moves_what_is_seen(qtbot, curves):
    view, home = curves.plot.viewport(), curves.plot.getViewBox().viewRange()
    at = QPointF(*place(curves, 1, 20))
    turn_wheel(view, at, 240)
    zoomed = curves.plot.getViewBox().viewRange()
    assert np.diff(zoomed[0]) < 0.9 * np.diff(home[0])
    assert place(curves, 1, 20) == pytest.approx((at.x(), at.y()), abs=2)
    start = at.toPoint()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        move = QPointF(start + QPoint(-6 * step, 0))
        event = QMouseEvent(
            QEvent.Type.MouseMove, move, view.mapToGlobal(move), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        qtbot.wait(12)  # as pyqtgraph looks at 100 moves a second
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(-30, 0))
    assert curves.plot.getViewBox().viewRange()[0][0] > zoomed[0][0]
    assert np.diff(curves.plot.getViewBox().viewRange()[0]) == pytest.approx(np.diff(zoomed[0]))


def test_a_click_takes_no_keys_away_and_the_tab_key_comes_by(qtbot, curves):
    qtbot.mouseClick(curves.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*place(curves, 1, 10)))
    assert not curves.plot.hasFocus()
    curves.plot.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if curves.plot.hasFocus():  # not where the window is not active
        assert is_like(pixels(curves), DARK.accent).any()


def test_the_menu_comes_by_the_mouse_and_by_its_key(qtbot, curves):
    def texts():
        menu = QApplication.activePopupWidget()
        found = [action.text() for action in menu.actions() if action.text()] if menu else None
        if menu:
            menu.close()
        return found

    ours = ["Show everything", "Save the numbers…", "Save the picture…", "Copy the picture"]
    at = QPoint(*place(curves, 2, 5))
    qtbot.mouseClick(curves.plot.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert texts() == ours
    key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, curves.plot.mapToGlobal(at))
    QApplication.sendEvent(curves.plot, key)
    assert texts() == ours


def test_the_numbers_are_saved_with_names_and_units(curves, tenths, tmp_path):
    curves.plot.save_numbers(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [f"{n}: {t}" for n in ("bent", "fl<a>t") for t in ("length, m", "drift, mm")]
    assert rows[1:] == [
        ["0.0", "0.0", "0.0", "25.0"], ["1.0", "40.0", "4.0", "25.0"], ["3.0", "10.0", "", ""]
    ]  # fmt: skip
    tenths.plot.save_numbers(tmp_path / "b.csv")
    rows = (tmp_path / "b.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "tenth,range,floor 0.5: tenth,floor 0.5: range"
    assert len(rows) == 10
    assert rows[-1].startswith("10.0,10.0")


def test_the_picture_is_saved_sharp_as_png_and_as_svg(curves, tmp_path):
    points = {
        place(curves, x, y): colour for x, y, colour in ((1, 40, RED), (0.5, 20, RED), (3.5, 25, GREEN))
    }
    curves.plot.save_picture(tmp_path / "a.png")
    curves.plot.save_picture(tmp_path / "a.svg")
    sharp = QImage(str(tmp_path / "a.png"))
    drawn = QImage(3 * curves.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    QSvgRenderer(str(tmp_path / "a.svg")).render(painter)
    painter.end()
    for image in (sharp, drawn):
        assert image.size() == 3 * curves.size()
        assert image.pixelColor(3, image.height() // 2).name() == DARK.panel
        for (column, row), colour in points.items():
            near = slice(3 * row - 5, 3 * row + 6), slice(3 * column - 5, 3 * column + 6)
            assert is_like(pixels_of(image), colour)[near].any()
    assert "<image" not in (tmp_path / "a.svg").read_text(encoding="utf-8")  # lines, not pixels
    legend = curves.plot.plotItem.legend.sceneBoundingRect()
    left, right = round(legend.left()), round(legend.left() + 28)
    rows = slice(round(legend.top()), round(legend.bottom()))
    seen = is_like(pixels(curves), RED)[rows, left:right].sum()
    sharper = is_like(pixels_of(sharp), RED)[3 * rows.start : 3 * rows.stop, 3 * left : 3 * right].sum()
    assert sharper > 5 * seen > 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.png", "a.svg"]


def test_long_titles_and_many_names_do_not_push_the_axes_out_of_a_narrow_chart(shown):
    chart = CurveChart(DARK, "a long title of the axis below, half picture widths", "another long title " * 6)
    chart.show_curves([Curve(f"a lifter with a name {i}", GREEN, FLAT.x, FLAT.y) for i in range(5)])
    shown(chart)
    chart.resize(220, 200)
    QApplication.processEvents()
    area = chart.plot.getViewBox().sceneBoundingRect()
    assert area.right() <= 220
    assert area.height() > 50
    assert chart.plot.plotItem.legend.sceneBoundingRect().bottom() <= area.top()


def test_what_cannot_be_written_is_said(curves, tmp_path, monkeypatch):
    with pytest.raises(CannotWrite):
        curves.plot.save_numbers(tmp_path / "none" / "a.csv")
    with pytest.raises(CannotWrite):
        curves.plot.save_picture(tmp_path / "none" / "a.png")
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: said.append(text))
    answers = [(str(tmp_path / "none" / "a"), "SVG (*.svg)"), (str(tmp_path / "b"), "CSV (*.csv)"), ("", "")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answers.pop(0))
    actions = {action.text(): action for action in curves.plot.make_menu().actions()}
    actions["Save the picture…"].trigger()
    assert len(said) == 1
    assert "none" in said[0]
    actions["Save the numbers…"].trigger()
    assert (tmp_path / "b.csv").exists()
    actions["Save the picture…"].trigger()
    assert len(said) == 1


def test_the_picture_can_be_copied(curves):
    QApplication.clipboard().clear()
    actions = {action.text(): action for action in curves.plot.make_menu().actions()}
    actions["Copy the picture"].trigger()
    assert not QApplication.clipboard().image().isNull()


def test_a_chart_that_is_gone_leaves_nothing_behind(qapp, qtbot):
    def widgets():
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return len(QApplication.topLevelWidgets())

    before = None
    for _ in range(3):
        chart = CurveChart(DARK, "x", "y")
        chart.show_curves([BENT])
        chart.show()
        qtbot.waitUntil(lambda chart=chart: chart.plot is not None)
        chart.close()
        chart.deleteLater()
        del chart
        now = widgets()
        before = now if before is None else before
    assert now == before
