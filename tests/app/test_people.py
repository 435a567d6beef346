"""Several people in the window: seen in the video and on lanes, chosen by a click, and told apart by hand."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_crowds import crowd, lifted_crowd
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from windows import messages, pixels, settle

from app.theme import DARK, LIGHT
from app.views.people_lanes import person_lanes
from app.views.people_marks import people_marks, person_at
from app.views.timeline import TimelinePanel
from app.views.timeline_layout import GUTTER_WIDTH
from app.views.video import VideoPanel
from app.views.video_controls import Shown
from app.views.video_mapping import ViewMapping
from core.people import CutPerson, MergePeople, People, SwapPeople
from core.video import probe_video

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def crowd_take(take, count=2, *, frames=40, swapped=(), person=1):
    """A take of a crowd that was never lifted: to look at."""
    people = crowd(np.arange(frames) / 30, count, first=100, swapped=swapped)
    from core.streaming import prepare_person

    track = prepare_person(people, person, take.cleaning)
    return replace(take, people=people, person=person, track=track, results={}, findings=(),
                   movement=np.zeros((frames, 17), np.float32))  # fmt: skip


def mouse(widget, kind, x, y, button=LEFT):
    kinds = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove,
             "release": QEvent.Type.MouseButtonRelease}  # fmt: skip
    at = QPointF(x, y)
    held = Qt.MouseButton.NoButton if kind == "release" or button is None else button
    cause = Qt.MouseButton.NoButton if kind == "move" or button is None else button
    event = QMouseEvent(kinds[kind], at, widget.mapToGlobal(at), cause, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def click(widget, x, y, button=LEFT):
    mouse(widget, "press", x, y, button)
    mouse(widget, "release", x, y, button)


def open_menu(widget, x, y):
    click(widget, x, y, RIGHT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def has_colour(panel, colour):
    distance = np.abs(pixels(panel.canvas) - QColor(colour).getRgb()[:3]).max(axis=-1)
    return bool((distance < 12).any())


def entries(menu):
    return {action.text(): action for action in menu.actions() if action.text()}


@pytest.fixture
def video(session, qtbot):
    panel = VideoPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.resize(800, 640)
    panel.show()
    return panel


@pytest.fixture
def timeline(session, qtbot):
    panel = TimelinePanel(session, DARK)
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    panel.show()
    return panel


def place_of(panel, number, frame=110):
    """The middle of a person's trunk in the view."""
    mark = next(m for m in people_marks(panel._session.shown, frame) if m.number == number)
    return panel.canvas.mapping.to_view(mark.points[8])  # thorax


# ---- what is known of people


def test_lanes_say_where_each_person_is_seen_and_where_a_hand_changed_it(take):
    people = crowd(np.arange(10) / 30, 3, first=50)
    labels = people.linked.copy()
    labels[1::3][4:6] = 0  # person 2 is nobody in frames 54 and 55
    people = People(people.detections, labels, (CutPerson(3, 57, 4), SwapPeople(1, 2, 51, 53)))
    lanes = {lane.number: lane for lane in person_lanes(people)}
    assert lanes[2].runs == ((50, 54), (56, 60))
    assert lanes[3].runs == ((50, 57),)
    assert lanes[4].runs == ((57, 60),)
    assert lanes[2].frames == 8
    assert lanes[1].changes == (51, 53)
    assert lanes[3].changes == lanes[4].changes == (57,)


def test_who_is_alone_has_neither_a_lane_nor_a_number(take):
    people = crowd(np.arange(5) / 30, 1)
    assert person_lanes(people) == ()
    assert people_marks(replace(take, people=people), 102) == ()


def test_a_person_is_hit_by_the_nearest_bone_and_else_by_the_smallest_box(take):
    shown = crowd_take(take, 2)
    marks = people_marks(shown, 110)
    mapping = ViewMapping(640, 480, 640, 480, zoom=1.0)
    for mark in marks:
        a, b = mapping.to_view(mark.points[[1, 2]])
        assert person_at(marks, mapping, *((a + b) / 2 + (3, 0))) == mark.number
        box = mark.box(mapping)
        assert person_at(marks, mapping, box.left() + 1, box.top() + 1) == mark.number
    assert person_at(marks, mapping, 1, 1) is None
    # Somebody small is hit within the box of somebody large, away from all bones.
    large, small = (
        marks[0],
        replace(marks[1], points=marks[0].points[10] + (marks[1].points - marks[1].points[10]) / 9),
    )
    at = small.box(mapping).bottomLeft() + QPointF(1, -1)
    assert large.box(mapping).contains(at)
    assert person_at((large, small), mapping, at.x(), at.y()) == small.number


# ---- the video


def test_a_click_on_somebody_else_chooses_them_and_one_on_the_chosen_does_not(video, session, take, qtbot):
    session.open_take(crowd_take(take))
    session.show_frame(110)
    wanted = []
    video.person_wanted.connect(wanted.append)
    click(video.canvas, *place_of(video, 2))
    assert wanted == [2]
    click(video.canvas, *place_of(video, 1))
    assert wanted == [2]
    assert session.joint is not None  # the chosen one's joints can be chosen as ever
    click(video.canvas, 3, 3)
    assert wanted == [2]


def test_the_pointer_shows_whom_a_click_would_choose(video, session, take):
    session.open_take(crowd_take(take))
    session.show_frame(110)
    before = video.canvas.grab().toImage()
    mouse(video.canvas, "move", *place_of(video, 2), button=None)
    assert video.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert video.canvas.grab().toImage() != before
    mouse(video.canvas, "move", *place_of(video, 1), button=None)
    assert video.canvas.cursor().shape() != Qt.CursorShape.PointingHandCursor


def test_dragging_a_joint_over_somebody_else_corrects_and_chooses_nobody(video, session, take):
    session.open_take(crowd_take(take))
    session.show_frame(110)
    video.set_correcting(True)
    wanted, dropped = [], []
    video.person_wanted.connect(wanted.append)
    video.joint_dropped.connect(lambda *at: dropped.append(at))
    x, y = place_of(video, 1)
    to_x, to_y = place_of(video, 2)
    mouse(video.canvas, "press", x, y)
    mouse(video.canvas, "move", to_x, to_y)
    mouse(video.canvas, "release", to_x, to_y)
    assert wanted == []
    assert len(dropped) == 1


def test_others_are_drawn_in_their_colours_unless_no_keypoints_are_wanted(video, session, take):
    session.open_take(crowd_take(take))
    session.show_frame(110)
    assert has_colour(video, DARK.person(2))
    video.controls.choose(Shown.NOTHING)
    assert not has_colour(video, DARK.person(2))
    assert video.canvas.other_person_at(QPointF(*place_of(video, 2))) is None


def test_the_menu_of_somebody_else_is_about_them(video, session, take, qtbot):
    session.open_take(crowd_take(take, 3))
    session.show_frame(110)
    session.set_loop((105, 115))
    wanted, changes = [], []
    video.person_wanted.connect(wanted.append)
    video.people_change_wanted.connect(changes.append)
    menu = open_menu(video.canvas, *place_of(video, 2))
    found = entries(menu)
    assert not any("leg" in text for text in found)  # corrections are of the chosen one
    found["Choose person 2"].trigger()
    entries(found["Merge person 2 with"].menu())["Person 1"].trigger()
    entries(found["Cut person 2 here: somebody else from frame 110 on"].trigger() or menu)
    swap = entries(found["Swap person 2 with"].menu())
    swap["Person 3, from here on"].trigger()
    swap["Person 3, in the loop"].trigger()
    assert wanted == [2]
    assert changes == [
        MergePeople(1, 2),  # the chosen one keeps the number
        CutPerson(2, 110, 4), SwapPeople(2, 3, 110, 140), SwapPeople(2, 3, 105, 116),
    ]  # fmt: skip
    menu.close()


def test_where_nothing_can_be_cut_the_menu_says_so(video, session, take):
    session.open_take(crowd_take(take))
    session.show_frame(100)
    menu = open_menu(video.canvas, *place_of(video, 2, 100))
    assert not entries(menu)["Cut person 2 here: somebody else from frame 100 on"].isEnabled()
    menu.close()


# ---- the lanes


def test_one_person_has_no_lanes_and_takes_no_room(timeline, session, take):
    session.open_take(take)
    assert not timeline.people.isVisible()
    session.open_take(crowd_take(take))
    assert timeline.people.isVisible()
    session.open_take(take)
    assert not timeline.people.isVisible()


def test_a_click_on_a_lane_chooses_and_goes_there_a_drag_only_goes(timeline, session, take):
    session.open_take(crowd_take(take))
    QApplication.processEvents()
    wanted = []
    timeline.person_wanted.connect(wanted.append)
    strip, axis = timeline.people, timeline.canvas.axis
    y = strip._box_of(2).center().y()
    click(strip, axis.x_of_frame(120), y)
    assert wanted == [2]
    assert session.frame == 120
    mouse(strip, "press", axis.x_of_frame(105), y)
    mouse(strip, "move", axis.x_of_frame(130), y)
    mouse(strip, "release", axis.x_of_frame(130), y)
    assert session.frame == 130
    assert wanted == [2]
    click(strip, GUTTER_WIDTH / 2, y)
    assert wanted == [2, 2]
    assert session.frame == 130


def test_lanes_lie_under_the_frames_of_the_timeline_however_it_is_zoomed(timeline, session, take):
    session.open_take(crowd_take(take))
    timeline.canvas.show_range(110, 120)
    assert timeline.people._axis is timeline.canvas.axis
    x = timeline.canvas.axis.x_of_frame(115)
    click(timeline.people, x, 5)
    assert session.frame == 115
    before = timeline.canvas.axis
    at = QPointF(x, 5)
    wheel = QWheelEvent(
        at, timeline.people.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(timeline.people, wheel)
    after = timeline.canvas.axis
    assert after.stop_s - after.start_s < before.stop_s - before.start_s
    assert after.frame_at(x) == before.frame_at(x)


def test_twenty_people_leave_room_for_the_curves_and_can_all_be_reached(timeline, session, take, qtbot):
    session.open_take(crowd_take(take, 20))
    QApplication.processEvents()
    strip = timeline.people
    assert len(strip.lanes) == 20
    assert strip.height() <= 0.5 * timeline.height()
    strip.show_person(20)
    box = strip._box_of(20)
    assert box.top() >= 0 and box.bottom() <= strip.height()  # noqa: PT018
    wanted = []
    timeline.person_wanted.connect(wanted.append)
    click(strip, 20, box.center().y())
    assert wanted == [20]
    strip.setFocus()
    strip.chosen = 1
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert wanted == [20, 2]
    assert strip._box_of(2).top() >= 0


def test_lanes_look_different_in_the_other_theme_and_mark_who_is_awaited(timeline, session, take):
    session.open_take(crowd_take(take))
    QApplication.processEvents()
    plain = timeline.people.grab().toImage()
    timeline.show_awaited(2)
    awaited = timeline.people.grab().toImage()
    assert awaited != plain
    timeline.show_awaited(None)
    assert timeline.people.grab().toImage() == plain
    timeline.set_theme(LIGHT)
    assert timeline.people.grab().toImage() != plain


def test_a_frame_of_twenty_people_is_drawn_quickly(video, session, take):
    import time

    session.open_take(crowd_take(take, 20, frames=90))
    session.show_frame(110)
    video.canvas.grab()
    seconds = []
    for frame in range(111, 131):
        begun = time.thread_time()
        session.show_frame(frame)
        video.canvas.grab()
        seconds.append(time.thread_time() - begun)
    assert min(seconds) < 0.06  # of the processor; 0.015 where it has nothing else to do


# ---- the whole window


@pytest.fixture(scope="module")
def loaded(small_lifters):
    from core.lifter.inference import Lifter

    return {name: Lifter.from_file(path, name=name, device="cpu") for name, path in small_lifters.items()}


@pytest.fixture
def opened(window, clip, loaded, qtbot, monkeypatch):
    """The window with two people, of whom person 1 is chosen."""
    monkeypatch.setattr(window.shelf, "take", lambda *_: loaded)
    info = probe_video(clip)
    people = crowd(info.times, 2, first=0, swapped=range(60, 70), size=(info.width, info.height))
    window.session.open_take(lifted_crowd(info, loaded, people))
    settle(window, qtbot)
    return window


def finish(window, qtbot):
    qtbot.waitUntil(lambda: not window.choosing.is_busy and not window.correcting.is_busy)
    settle(window, qtbot)


def test_choosing_lifts_that_person_and_can_be_undone(opened, qtbot):
    session = opened.session
    first = session.take
    opened.actions_by_id["next-person"].trigger()
    assert opened.choosing.awaited == 2
    assert session.take is first  # what is there stays until the other one is lifted
    finish(opened, qtbot)
    assert opened.choosing.awaited is None
    assert session.take.person == 2
    for name, result in session.take.results.items():
        assert np.isfinite(result.pose.joints).all()
        assert not np.allclose(result.pose.joints, first.results[name].pose.joints)
    assert opened.workspace.panels["timeline"].people.chosen == 2
    session.undo()
    assert session.take is first
    session.redo()
    assert session.take.person == 2


def test_corrections_of_a_person_come_back_when_they_are_chosen_again(opened, qtbot):
    session = opened.session
    opened.correcting.move(30, "left_wrist", 10.0, 12.0, 2)
    opened.choosing.choose(2)  # at once: the correction is made first, and kept
    finish(opened, qtbot)
    assert session.take.person == 2
    assert session.take.corrections == ()
    assert len(session.take.shelved[1]) == 1
    opened.choosing.choose(1)
    finish(opened, qtbot)
    assert [c.joint for c in session.take.corrections] == ["left_wrist"]


def test_people_that_were_exchanged_are_swapped_back_in_the_loop(opened, qtbot):
    session = opened.session
    wrong = session.take.track.points.copy()
    session.set_loop((60, 69))
    opened.actions_by_id["swap-people"].trigger()
    menu = QApplication.activePopupWidget()
    entries(menu)["Person 2, in the loop"].trigger()
    menu.close()
    finish(opened, qtbot)
    moved = np.abs(session.take.track.points - wrong).max(axis=(1, 2)) > 5
    assert moved[62:68].all()
    assert not moved[:55].any()
    steps = np.abs(np.diff(session.take.track.points[:, 0, 0])).max()
    assert steps < np.abs(np.diff(wrong[:, 0, 0])).max() / 3


def test_a_cut_makes_somebody_new_and_a_merge_takes_them_in_again(opened, qtbot):
    session = opened.session
    session.show_frame(45)
    opened.actions_by_id["cut-person"].trigger()
    finish(opened, qtbot)
    assert session.take.people.numbers == (1, 2, 3)
    assert not np.isfinite(session.take.track.points[50:]).any()  # person 1 has left the picture
    opened.actions_by_id["merge-people"].trigger()
    menu = QApplication.activePopupWidget()
    entries(menu)["Person 3"].trigger()
    menu.close()
    finish(opened, qtbot)
    assert session.take.people.numbers == (1, 2)
    assert np.isfinite(session.take.track.points).all()


def test_what_cannot_be_cut_is_said_in_the_banner(opened, qtbot):
    opened.session.show_frame(0)
    opened.actions_by_id["cut-person"].trigger()
    finish(opened, qtbot)
    assert "nothing to cut" in messages(opened)[0]
    assert opened.choosing.awaited is None


def test_a_choice_survives_the_window(opened, qtbot, autosaves):
    from core.take_file import load_take

    opened.choosing.choose(2)
    finish(opened, qtbot)
    if opened.autosave.folder is not None:
        kept = load_take(opened.autosave.folder / "take.relief")
        assert kept.person == 2


def test_everybody_is_exported_in_a_file_each(opened, qtbot, tmp_path):
    opened.commands.show_export()
    dialog = opened.commands._dialogs["ExportDialog"]
    dialog.choose_formats(["bvh"])
    dialog.choose_place(tmp_path / "out", "dance")
    for box in list(dialog.lifters.values())[1:]:
        box.setChecked(False)
    dialog.everybody.setChecked(True)
    dialog.export()
    qtbot.waitUntil(lambda: dialog._job is None)
    names = {file.name.split(".")[1] for file in (tmp_path / "out").glob("dance.*.bvh")}
    assert names == {"person1", "person2"}, dialog.result_text.toPlainText()
    assert opened.session.take.person == 1  # exporting changes nothing
    dialog.export()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert "there already" in dialog.result_text.toPlainText()
