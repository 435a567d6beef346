"""The timeline: every frame in its place, no peak lost, and a mouse that scrubs, loops and finds."""

import time
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from windows import pixels

from app.theme import DARK, LIGHT
from app.views.timeline import TimelinePanel
from app.views.timeline_axis import TimeAxis, reduce_to_columns
from app.views.timeline_gutter import lane_values
from app.views.timeline_lanes import CurveLane, FlagLane, HeatLane, make_lanes
from app.views.timeline_painting import finding_box, write_time
from core.diagnostics.findings import Finding
from core.diagnostics.shift import ShiftRobustness
from core.pose.records import Flag, Pose, Track
from core.pose.skeleton import H36M_17
from core.take import LifterResult
from core.video.records import VideoInfo

RNG = np.random.default_rng(5)


def long_take(take, tmp_path, frames=300, first=0, *, seed=0):
    """A made-up take of two lifters; times are uneven."""
    rng = np.random.default_rng(seed)
    times = np.cumsum(rng.uniform(0.01, 0.06, first + frames))
    times -= times[0]
    video = VideoInfo(
        path=tmp_path / "long.mp4", width=640, height=480, times=times, duration=float(times[-1]) + 0.03,
        nominal_rate=Fraction(30), is_variable_rate=True, rotation=0, pixel_aspect=Fraction(1), codec="h264",
    )  # fmt: skip
    span = np.arange(first, first + frames)
    shape = (frames, 17)
    track = Track(
        H36M_17, span, times[first:], rng.uniform(0, 400, (*shape, 2)).astype(np.float32),
        rng.uniform(0.5, 1, shape).astype(np.float32), np.zeros(shape, np.uint8), (640, 480),
    )  # fmt: skip

    def lifted():
        drift = rng.uniform(0, 20, shape).astype(np.float32)
        joints = rng.normal(size=(*shape, 3)).astype(np.float32)
        pose = Pose(H36M_17, span, times[first:], joints, track.confidence, track.flags)
        nothing = np.full((frames, 8), np.nan, np.float32)
        return LifterResult("baseline", "ab", 27, pose, ShiftRobustness(drift, nothing, nothing, drift, 0.2))

    return replace(
        take, video=video, track=track, movement=rng.uniform(0, 0.1, shape).astype(np.float32),
        results={"baseline": lifted(), "rie": lifted()}, findings=(),
    )  # fmt: skip


@pytest.fixture
def panel(session, qtbot):
    panel = TimelinePanel(session, DARK)
    qtbot.addWidget(panel)
    panel.resize(900, 240)
    panel.show()
    return panel


@pytest.fixture
def opened(panel, session, take, tmp_path):
    session.open_take(long_take(take, tmp_path))
    QApplication.processEvents()
    return panel


def grab(panel):
    return pixels(panel.canvas)


def colour(name):
    return np.array(QColor(name).getRgb()[:3])


def mouse(panel, kind, x, y, *, button=Qt.MouseButton.LeftButton, shift=False):
    kinds = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove,
             "release": QEvent.Type.MouseButtonRelease}  # fmt: skip
    at = QPointF(x, y)
    event = QMouseEvent(
        kinds[kind], at, panel.canvas.mapToGlobal(at), button, button,
        Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(panel.canvas, event)


def drag(panel, x, to, y=5, **how):
    mouse(panel, "press", x, y, **how)
    for part in (0.5, 1.0):
        mouse(panel, "move", x + (to - x) * part, y, **how)
    mouse(panel, "release", to, y, **how)


def turn_wheel(panel, x, eighths, shift=False):
    at = QPointF(x, 50)
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, panel.canvas.mapToGlobal(at), QPoint(), QPoint(0, eighths), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.canvas, event)


def test_every_frame_is_found_where_it_is_drawn():
    times = np.cumsum(RNG.uniform(0.01, 0.06, 200))
    axis = TimeAxis.whole(times - times[0], float(times[-1] - times[0]) + 0.02, 100, 700).zoomed(3, 400)
    start, stop = axis.seen_frames()
    assert 20 < stop - start < 120
    for frame in range(start + 1, stop - 1):
        assert axis.frame_at(axis.x_of_frame(frame)) == frame
        assert axis.frame_at(axis.x_of_start(frame) + 1e-6) == frame
    assert axis.middles(start, stop)[3] == pytest.approx(axis.x_of_frame(start + 3))


def test_zooming_keeps_what_is_under_the_pointer_and_ends_at_the_whole():
    axis = TimeAxis.whole(np.arange(1000) / 30, 1000 / 30, 100, 700)
    near = axis.zoomed(8, 333)
    assert near.time_at(333) == pytest.approx(axis.time_at(333))
    assert axis.is_whole
    assert not near.is_whole
    assert near.zoomed(1 / 100, 500).is_whole
    nearest = axis.zoomed(1e9, 333)
    assert nearest.seen_frames()[1] - nearest.seen_frames()[0] <= 9


def test_ticks_are_round_and_apart():
    axis = TimeAxis.whole(np.arange(10_000) / 30, 10_000 / 30, 100, 900)
    for view in (axis, axis.zoomed(20, 400), axis.zoomed(1e9, 400)):
        ticks = [view.x_of_time(time) for time in view.ticks_s(60)]
        assert len(ticks) >= 2
        assert np.diff(ticks).min() >= 60
        frames = view.ticks_frames(60)
        assert np.diff([view.x_of_start(frame) for frame in frames]).min() >= 50


def test_times_are_written_plainly():
    assert write_time(3.25, 2) == "3.25 s"
    assert write_time(75.0, 0) == "1:15"
    assert write_time(125.5, 1) == "2:05.5"


def test_many_frames_in_a_pixel_keep_their_peaks():
    x = np.sort(RNG.uniform(0, 300, 5000))
    values = RNG.normal(size=5000)
    values[RNG.integers(0, 5000, 1500)] = np.nan
    columns, low, high = reduce_to_columns(x, values)
    for column, least, greatest in zip(columns, low, high, strict=True):
        here = [v for at, v in zip(x, values, strict=True) if int(at) == column and not np.isnan(v)]
        assert (least, greatest) == (min(here), max(here))
    assert len(columns) == len({int(at) for at in x})


def test_the_lanes_hold_the_values_of_the_take(take, tmp_path):
    take = long_take(take, tmp_path)
    movement, drift, confidence, difference, flags = make_lanes(take, DARK)
    assert np.allclose(movement.lines[0].values, take.movement.mean(axis=1))
    assert [line.label for line in drift.lines] == ["baseline", "rie"]
    assert [line.colour for line in drift.lines] == [DARK.baseline, DARK.rie]
    assert np.allclose(drift.lines[1].values, take.results["rie"].shift.joint_drift_mm.mean(axis=1))
    assert np.allclose(confidence.lines[0].values, take.track.confidence.mean(axis=1))
    by_hand = [
        np.mean([np.linalg.norm(a - b) for a, b in zip(*frames, strict=True)]) * 1000
        for frames in zip(*(result.pose.joints for result in take.results.values()), strict=True)
    ]
    assert np.allclose(difference.values, by_hand, rtol=1e-5)
    assert np.array_equal(flags.flags, take.frame_flags)


def test_with_one_lifter_there_is_no_difference(take, tmp_path):
    take = long_take(take, tmp_path)
    alone = replace(take, results={"rie": take.results["rie"]})
    assert not any(isinstance(lane, HeatLane) for lane in make_lanes(alone, DARK))


def test_a_peak_is_drawn_at_its_frame(panel, session, take, tmp_path):
    take = long_take(take, tmp_path)
    movement = np.zeros_like(take.movement)
    movement[137] = 1
    session.open_take(replace(take, movement=movement))
    lane, box = panel.canvas.layout_.lanes[0]
    assert isinstance(lane, CurveLane)
    strip = grab(panel)[round(box.top()) + 4 : round(box.top()) + 10]
    strip = strip[:, : round(box.right()) - 60]  # the right end says what the top stands for
    is_drawn = (abs(strip - colour(DARK.accent)).max(axis=-1) < 90).any(axis=0)
    is_drawn[: round(box.left()) + 5] = False
    assert np.flatnonzero(is_drawn).mean() == pytest.approx(panel.canvas.axis.x_of_frame(137), abs=1.5)


@pytest.mark.parametrize("frames", [60, 12_000])
def test_a_single_flag_is_seen_however_many_frames_there_are(panel, session, take, tmp_path, frames):
    take = long_take(take, tmp_path, frames)
    flags = take.track.flags.copy()
    marked = frames // 3
    flags[marked, 4] = Flag.CORRECTED
    session.open_take(replace(take, track=replace(take.track, flags=flags)))
    lane, box = panel.canvas.layout_.lanes[-1]
    assert isinstance(lane, FlagLane)
    lowest_row = grab(panel)[round(box.bottom()) - 2]
    columns = np.flatnonzero(abs(lowest_row - colour(DARK.good)).max(axis=-1) < 8)
    axis = panel.canvas.axis
    assert columns.min() == pytest.approx(axis.x_of_start(marked), abs=1.5)
    assert columns.max() == pytest.approx(axis.x_of_start(marked + 1), abs=1.5)


def test_the_difference_is_brightest_where_it_is_greatest(panel, session, take, tmp_path):
    take = long_take(take, tmp_path)
    base = take.results["baseline"]
    joints = base.pose.joints.copy()
    joints[200:220] += 0.5
    other = replace(base, pose=replace(base.pose, joints=joints))
    session.open_take(replace(take, results={"baseline": base, "rie": other}))
    _, box = next(pair for pair in panel.canvas.layout_.lanes if isinstance(pair[0], HeatLane))
    row = grab(panel)[round(box.center().y())]
    is_bright = abs(row - colour(DARK.warning)).max(axis=-1) < 12
    columns = np.flatnonzero(is_bright)
    axis = panel.canvas.axis
    assert columns.min() == pytest.approx(axis.x_of_start(200), abs=1.5)
    assert columns.max() == pytest.approx(axis.x_of_start(220), abs=1.5)


def test_rows_of_a_take_that_begins_late_lie_at_their_frames(panel, session, take, tmp_path):
    take = long_take(take, tmp_path, 100, first=150)
    flags = take.track.flags.copy()
    flags[0] = Flag.CORRECTED
    session.open_take(replace(take, track=replace(take.track, flags=flags)))
    _, box = panel.canvas.layout_.lanes[-1]
    row = grab(panel)[round(box.bottom()) - 2]
    columns = np.flatnonzero(abs(row - colour(DARK.good)).max(axis=-1) < 8)
    assert columns.min() == pytest.approx(panel.canvas.axis.x_of_start(150), abs=1.5)


def test_the_line_stands_at_the_frame_of_the_session(opened, session):
    for frame in (0, 77, 299):
        session.show_frame(frame)
        row = grab(opened)[2]
        columns = np.flatnonzero(abs(row - colour(DARK.accent)).max(axis=-1) < 40)
        assert columns.mean() + 0.5 == pytest.approx(opened.canvas.axis.x_of_frame(frame), abs=1)


def test_going_on_by_a_frame_repaints_only_the_line_and_what_is_read_out(opened, session, qtbot):
    """What is on the screen afterwards is what painting all of it would give."""
    canvas, parts = opened.canvas, []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                parts.append(event.region())
            return False

    watch = Watch()
    canvas.installEventFilter(watch)
    whole = QRegion(canvas.rect())
    for _ in range(20):  # what the screen asks for, all of it, may come in between
        session.show_frame(100)
        qtbot.waitUntil(lambda: bool(parts))
        parts.clear()
        session.show_frame(220)
        qtbot.waitUntil(lambda: bool(parts))
        if parts[0] != whole:
            break
        parts.clear()
    lines = [canvas.axis.x_of_frame(frame) for frame in (100, 220)]
    assert all(parts[0].contains(QPoint(round(x) + aside, 4)) for x in lines for aside in (-6, 0, 6))
    assert parts[0].contains(QPoint(20, canvas.height() // 2))
    painted = sum(part.width() * part.height() for part in parts[0])
    assert painted < 0.4 * canvas.width() * canvas.height()


def test_a_click_and_a_drag_scrub(opened, session):
    axis = opened.canvas.axis
    mouse(opened, "press", axis.x_of_frame(50), 120)
    assert session.frame == 50
    mouse(opened, "move", axis.x_of_frame(180), 120)
    assert session.frame == 180
    mouse(opened, "move", 5000, 120)
    mouse(opened, "release", 5000, 120)
    assert session.frame == 299


def test_the_loop_is_made_and_its_ends_are_dragged(opened, session):
    axis = opened.canvas.axis
    drag(opened, axis.x_of_frame(40), axis.x_of_frame(200), shift=True)
    assert session.loop == (40, 200)
    drag(opened, axis.x_of_start(40), axis.x_of_frame(90))
    assert session.loop == (90, 200)
    drag(opened, axis.x_of_start(201), axis.x_of_frame(60))
    assert session.loop == (90, 90), "the end does not pass the start"


def test_the_wheel_zooms_and_with_shift_pans(opened, session):
    axis = opened.canvas.axis
    x = axis.x_of_frame(100)
    turn_wheel(opened, x, 480)
    assert opened.canvas.axis.frame_at(x) == 100
    before = opened.canvas.axis
    assert before.stop_s - before.start_s < 0.5 * (axis.stop_s - axis.start_s)
    turn_wheel(opened, x, -120, shift=True)
    assert opened.canvas.axis.start_s > before.start_s
    opened.show_all()
    assert opened.canvas.axis.is_whole


def test_the_view_turns_on_like_a_page_when_the_frame_leaves_it(opened, session):
    opened.canvas.show_range(10, 40)
    session.show_frame(41)
    span = opened.canvas.axis
    session.show_frame(150)
    start, stop = opened.canvas.axis.seen_frames()
    assert start <= 150 < stop
    session.show_frame(20)
    start, stop = opened.canvas.axis.seen_frames()
    assert start <= 20 < stop
    assert span.stop_s - span.start_s == pytest.approx(opened.canvas.axis.stop_s - opened.canvas.axis.start_s)


FINDINGS = (
    Finding("missing", "warning", 30, 40, "Not seen whole."),
    Finding("padded", "note", 35, 50, "Window padded.", "rie"),
    Finding("swap", "warning", 200, 210, "Sides exchanged."),
)


def test_a_click_on_a_finding_goes_to_its_start_and_its_tip_says_what_it_is(opened, session):
    session.change_take(replace(session.take, findings=FINDINGS))
    canvas = opened.canvas
    box = finding_box(canvas.layout_.findings, FINDINGS[2], canvas.axis)
    mouse(opened, "press", box.right() - 2, box.center().y())
    mouse(opened, "release", box.right() - 2, box.center().y())
    assert session.frame == 200
    assert canvas.tip_at(box.center(), canvas.axis) == "Sides exchanged."
    pixel = grab(opened)[round(box.center().y()), round(box.right()) - 3]
    assert abs(pixel - colour(DARK.warning)).max() < 8


def test_bookmarks_are_remembered_for_each_video(opened, session, take, tmp_path, qtbot):
    session.show_frame(12)
    opened.toggle_bookmark()
    opened.toggle_bookmark(90)
    opened.toggle_bookmark(40)
    opened.toggle_bookmark(90)
    again = TimelinePanel(session, LIGHT)
    qtbot.addWidget(again)
    assert again.bookmarks == (12, 40)
    session.open_video(replace(session.video, path=tmp_path / "other.mp4"))
    assert again.bookmarks == ()
    session.open_video(replace(session.video, path=tmp_path / "long.mp4"))
    assert again.bookmarks == (12, 40)
    again.next_bookmark()
    assert session.frame == 12
    again.previous_bookmark()
    assert session.frame == 40


def test_values_are_read_out_at_the_frame_and_a_dash_where_there_are_none(take, tmp_path):
    take = long_take(take, tmp_path)
    drift = make_lanes(take, DARK)[1]
    drift.lines[0].values[7] = np.nan
    wanted = f"{drift.lines[1].values[7]:.1f} mm"
    assert lane_values(drift, 7, DARK) == [("–", DARK.baseline), (wanted, DARK.rie)]
    assert lane_values(drift, 5000, DARK)[0][0] == "–"


def test_the_menu_loops_the_finding_under_the_pointer(opened, session):
    session.change_take(replace(session.take, findings=FINDINGS))
    opened.canvas.menu_wanted.emit(QPoint(5, 5), 205)
    menu = opened.findChild(QMenu)
    next(action for action in menu.actions() if action.text() == "Loop this finding").trigger()
    assert session.loop == (200, 209)
    menu.close()


def test_without_a_video_and_without_a_take_it_says_what_will_be_here(panel, session, take, tmp_path):
    assert "will be here" in panel.canvas.note
    session.open_video(long_take(take, tmp_path).video)
    assert "processed" in panel.canvas.note
    session.show_preview(long_take(take, tmp_path))
    assert panel.canvas.note == ""
    assert panel.canvas.lanes
    panel.toggle_bookmark()
    session.open_video(None)
    panel.toggle_bookmark()
    panel.next_bookmark()
    grab(panel)


def test_the_other_theme_changes_every_colour(opened):
    dark = grab(opened)
    opened.set_theme(LIGHT)
    light = grab(opened)
    assert (abs(dark - light).max(axis=-1) > 20).mean() > 0.95


def test_ten_thousand_frames_stay_smooth(panel, session, take, tmp_path):
    session.open_take(long_take(take, tmp_path, 12_000))
    QApplication.processEvents()

    def best(work, rounds=7):
        seconds = []
        for number in range(rounds):
            start = time.thread_time()
            work(number)
            panel.canvas.repaint()
            seconds.append(time.thread_time() - start)
        return min(seconds)

    # Of the processor, many times what a quiet machine needs: 0.001 and 0.010.
    assert best(lambda number: session.show_frame(number + 1)) < 0.02
    assert best(lambda number: turn_wheel(panel, 400 + number, 60 if number % 2 else -60)) < 0.06
