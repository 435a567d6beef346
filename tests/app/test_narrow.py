"""Narrow panels and large text: nothing that is to be read is cut off."""

import numpy as np
import pytest
from made_up_takes import made_up_take
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.dialogs.export_options import ExportOptionForm
from app.session import Session
from app.theme import DARK
from app.views.timeline import TimelinePanel
from app.views.timeline_layout import small_font
from app.views.video_controls import VideoControls
from app.widgets.charts import Curve, CurveChart
from app.widgets.side_by_side import ScrollingPair
from core.export.formats import EXPORT_FORMATS


@pytest.fixture
def shown(qtbot):
    def show(widget, width, height):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        QApplication.processEvents()
        return widget

    return show


def test_titles_and_legend_of_a_narrow_chart_are_seen_whole(shown, qtbot):
    chart = CurveChart(DARK, "length of the shift, half picture widths", "mean drift of all the joints, mm")
    names = ("baseline", "rie", "by geometry")
    chart.show_curves([Curve(name, "#ff0000", np.arange(4.0), np.arange(4.0)) for name in names])
    shown(chart, 600, 300)
    qtbot.waitUntil(lambda: chart.plot is not None and chart.plot.isVisible())
    chart.resize(210, 260)
    qtbot.waitUntil(lambda: chart.plot.width() == chart.width())
    plot = chart.plot
    axis = plot.plotItem.getAxis("bottom")
    for item in (plot._y_title.item, axis.label, *(label.item for _, label in plot.plotItem.legend.items)):
        box = item.sceneBoundingRect()
        assert box.left() >= -1
        assert box.right() <= plot.width() + 1
    area = plot.getViewBox().sceneBoundingRect()
    assert plot.plotItem.legend.sceneBoundingRect().bottom() <= area.top() + 1
    assert axis.label.sceneBoundingRect().bottom() <= plot.height() + 5  # a margin of its own


@pytest.mark.parametrize("width", [150, 260, 420])
def test_a_pair_is_never_wider_than_the_panel_that_scrolls_it(shown, width):
    parts = [QLabel("x") for _ in range(2)]
    for part in parts:
        part.setMinimumSize(140, 40)
    pair = shown(ScrollingPair(*parts, (1, 1)), 700, 100)
    assert parts[0].y() == parts[1].y()
    pair.resize(width, 100)
    QApplication.processEvents()
    assert pair.widget().width() <= pair.viewport().width()
    assert (parts[0].y() == parts[1].y()) == (width > 2 * 140 + 20)


def test_the_timeline_gives_each_lane_a_line_of_text_of_any_size(shown, tmp_path, qapp):
    session = Session()
    panel = TimelinePanel(session, DARK)
    session.open_take(made_up_take(tmp_path / "walk.mp4"))
    shown(panel, 900, 500)
    before = panel.canvas.layout_
    font = QFont(panel.canvas.font())
    font.setPointSizeF(2 * font.pointSizeF())
    panel.canvas.setFont(font)
    QApplication.processEvents()
    layout, line = panel.canvas.layout_, QFontMetrics(small_font(font)).height()
    assert layout.gutter > 1.2 * before.gutter
    assert panel.canvas.axis.left == layout.gutter
    for box in (layout.findings, *(box for lane, box in layout.lanes if type(lane).__name__ != "FlagLane")):
        assert box.height() >= line - 1
    assert panel.canvas.minimumHeight() >= layout.ruler.height()


def test_the_controls_below_a_video_do_not_keep_its_panel_wide(shown):
    controls = VideoControls(DARK)
    texts = controls._shown
    shown(controls, 900, 40)
    longest = max(texts.fontMetrics().horizontalAdvance(texts.itemText(i)) for i in range(texts.count()))
    assert texts.width() > longest
    controls.resize(controls.minimumSizeHint())
    QApplication.processEvents()
    assert texts.width() < texts.sizeHint().width(), "it gives way, and shows less of its text"


def test_choices_of_an_export_show_their_longest_text(shown):
    page = QWidget()
    form = ExportOptionForm(None, "auto")
    page.setLayout(form)
    form.show_for(list(EXPORT_FORMATS))
    shown(page, *page.sizeHint().toTuple())
    combos = [field for field in form.fields.values() if hasattr(field, "itemText")]
    assert combos
    for combo in combos:
        texts = [combo.itemText(i) for i in range(combo.count())]
        assert combo.width() > max(map(combo.fontMetrics().horizontalAdvance, texts))
