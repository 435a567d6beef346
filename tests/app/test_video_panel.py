"""The video panel: the keypoints lie on what they belong to, and the mouse does what it should."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from numbered_clips import Clip, read_number, write_clip
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from windows import pixels

from app.frame_server import FrameServer
from app.theme import DARK, LIGHT
from app.views.video import VideoPanel
from app.views.video_controls import Shown
from app.views.video_mapping import ViewMapping
from app.views.video_overlay import figure_of
from core.corrections import MarkUnseen, Reset, SwapSides
from core.people import link_people
from core.pose.records import Flag, Track
from core.pose.skeleton import H36M_17
from core.video import probe_video

JOINT = "left_wrist"
CLIPS = {
    "plain": Clip(ticks=(0, 512, 1024)),
    "turned": Clip(ticks=(0, 512, 1024), rotation=90),
    "wide pixels": Clip(ticks=(0, 512, 1024), pixel_aspect=Fraction(16, 11)),
}


def spot_picture(clip):
    """Grey with a white square whose middle is at 5/8 of the displayed width and 1/4 of its height."""
    picture = np.full((96, 192, 3), 60, np.uint8)
    picture[16:32, 112:128] = 255
    return np.ascontiguousarray(np.rot90(picture, -clip.rotation // 90))  # as a camera stores it


def spot_place(info):
    return info.width * 5 / 8, info.height / 4


def red_place(info):
    """The middle of the red block of a numbered picture, in displayed pixels."""
    return info.width * 7.5 / 8, info.height * 3.5 / 4


def take_of(take, info, points=None, *, place=red_place, **changes):
    """The made-up take on another video: of its first 60 frames, and if not told otherwise of one joint."""
    count = min(len(info), 60)
    if points is None:
        points = np.full((count, 17, 2), np.nan, np.float32)
        points[:, H36M_17.index(JOINT)] = place(info)
    track = Track(
        H36M_17, np.arange(count), info.times[:count], points.astype(np.float32),
        np.ones((count, 17), np.float32), np.zeros((count, 17), np.uint8), (info.width, info.height),
    )  # fmt: skip
    return replace(take, video=info, track=replace(track, **changes), results={}, findings=())


@pytest.fixture(scope="module")
def videos(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    spots = {
        name: write_clip(folder / f"{name}.mp4", clip, [spot_picture(clip)] * 3)
        for name, clip in CLIPS.items()
    }
    return {
        "numbered": probe_video(write_clip(folder / "numbered.mp4", Clip())),
        **{name: probe_video(path) for name, path in spots.items()},
    }


@pytest.fixture
def panel(session, qtbot):
    panel = VideoPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.resize(640, 400)
    panel.show()
    return panel


@pytest.fixture
def opened(panel, session, take, videos, qtbot):
    """The panel with the plain clip and a take of its first 60 frames."""
    session.open_take(take_of(take, videos["numbered"]))
    settle(session, qtbot)
    return panel


def settle(session, qtbot):
    QApplication.processEvents()
    qtbot.waitUntil(lambda: FrameServer.of(session).is_settled)


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_jump_paints_the_picture_once_when_it_is_there(opened, session, qtbot):
    paints, counts = Paints(opened.canvas), []
    for frame in (40, 10, 50, 20, 30):
        paints.count = 0
        session.show_frame(frame)
        QApplication.processEvents()  # others show the frame already
        settle(session, qtbot)
        qtbot.waitUntil(lambda: paints.count > 0)
        counts.append(paints.count)
        assert opened.shown_frame == frame
    assert min(counts) == 1  # the screen may ask for another one at any time


def grab(panel):
    return pixels(panel.canvas)


def middle_of(mask):
    """(x, y) of the pixels that are set, in view coordinates: a pixel's middle is half a pixel in."""
    rows, columns = np.nonzero(mask)
    assert len(rows) > 4
    return np.array([columns.mean() + 0.5, rows.mean() + 0.5])


def at_joint(panel, joint=JOINT):
    figure = panel.canvas.figures[0]
    return QPointF(*panel.canvas.mapping.to_view(figure.points[figure.skeleton.index(joint)]))


def mouse(panel, kind, at, button=Qt.MouseButton.LeftButton, held=True):
    kinds = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove,
             "release": QEvent.Type.MouseButtonRelease}  # fmt: skip
    buttons = Qt.MouseButton.NoButton if kind == "release" or not held else button
    pressed = Qt.MouseButton.NoButton if kind == "move" else button
    where = panel.canvas.mapToGlobal(at)
    event = QMouseEvent(kinds[kind], at, where, pressed, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel.canvas, event)


def drag(panel, start, by, button=Qt.MouseButton.LeftButton):
    mouse(panel, "press", start, button)
    for part in (0.3, 0.7, 1.0):
        mouse(panel, "move", start + by * part, button)
    mouse(panel, "release", start + by, button)


def turn_wheel(panel, at, eighths):
    event = QWheelEvent(
        at, panel.canvas.mapToGlobal(at), QPoint(), QPoint(0, eighths), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.canvas, event)


@pytest.mark.parametrize("name", CLIPS)
@pytest.mark.parametrize("size", [(321, 240), (1203, 700)])
@pytest.mark.parametrize("zoom", [None, 0.7, 1.0, 3.3])
def test_a_keypoint_lands_on_its_pixel(panel, session, take, videos, qtbot, name, size, zoom):
    session.open_take(take_of(take, videos[name], place=spot_place))
    panel.resize(*size)
    if zoom is not None:
        panel.canvas.zoom_to(zoom)
        place = QPointF(*panel.canvas.mapping.to_view(np.array(spot_place(videos[name]))))
        middle = QPointF(panel.canvas.width() / 2 + 11, panel.canvas.height() / 2 - 7)
        by = middle - place
        drag(panel, QPointF(20, 20), by, Qt.MouseButton.MiddleButton)
    settle(session, qtbot)
    with_figure = grab(panel)
    panel.controls.choose(Shown.NOTHING)
    plain = grab(panel)
    spot = plain.min(axis=-1) > 160
    joint = abs(with_figure - plain).max(axis=-1) > 20
    assert np.abs(middle_of(joint) - middle_of(spot)).max() <= 2


def test_figures_belong_to_the_picture_that_is_seen(opened, session, take, videos, qtbot):
    points = np.repeat(np.arange(60.0)[:, None, None], 17, axis=1).repeat(2, axis=2)
    session.change_take(take_of(take, videos["numbered"], points))
    for frame in (50, 3, 22, 41, 7):
        session.show_frame(frame)
        QApplication.processEvents()
        picture = FrameServer.of(session).picture
        if picture is not None:
            assert opened.canvas.figures[0].points[0, 0] == read_number(picture.image)
    settle(session, qtbot)
    assert opened.canvas.figures[0].points[0, 0] == 7


def test_left_and_right_have_the_colours_of_the_theme(opened, session, take, videos, qtbot):
    points = np.full((60, 17, 2), np.nan, np.float32)
    points[:, H36M_17.index("left_wrist")] = 60, 70
    points[:, H36M_17.index("right_wrist")] = 120, 70
    session.change_take(take_of(take, videos["numbered"], points))
    for theme in (DARK, LIGHT):
        opened.set_theme(theme)
        picture = grab(opened)
        for joint, colour in (("left_wrist", theme.left), ("right_wrist", theme.right)):
            at = at_joint(opened, joint)
            seen = picture[int(at.y()), int(at.x())]
            assert abs(seen - [int(colour[i : i + 2], 16) for i in (1, 3, 5)]).max() < 12


def test_an_unsure_keypoint_is_fainter_and_a_filled_in_one_hollow(opened, session, take, videos):
    confidence, flags = np.ones((60, 17), np.float32), np.zeros((60, 17), np.uint8)
    whole = grab(opened)
    at = at_joint(opened)
    y, x = int(at.y()), int(at.x())
    confidence[:] = 0
    session.change_take(take_of(take, videos["numbered"], confidence=confidence))
    faint = grab(opened)
    flags[:] = Flag.INTERPOLATED
    session.change_take(take_of(take, videos["numbered"], flags=flags))
    hollow = grab(opened)
    opened.controls.choose(Shown.NOTHING)
    nothing = grab(opened)
    change = [abs(picture[y, x] - nothing[y, x]).sum() for picture in (whole, faint, hollow)]
    assert 0 < change[1] < 0.5 * change[0]
    blue = np.array([int(DARK.left[i : i + 2], 16) for i in (1, 3, 5)])
    assert abs(whole[y, x] - blue).max() < 12 < abs(hollow[y, x] - blue).max()
    assert abs(hollow - blue).max(axis=-1).min() < 60, "the ring has the side's colour"


def test_what_the_detector_saw_is_shown_in_its_own_skeleton(panel, session, take, videos, qtbot):
    rows = take.detections
    frames = np.arange(len(rows.frames))
    detections = replace(rows, frames=frames, row_frames=rows.row_frames - rows.frames[0])
    session.open_take(replace(take_of(take, videos["numbered"]), people=link_people(detections)))
    panel.controls.choose(Shown.DETECTOR)
    session.show_frame(4)
    settle(session, qtbot)
    row = int(np.flatnonzero(detections.row_frames == 4)[0])
    assert np.array_equal(panel.canvas.figures[0].points, detections.points[row], equal_nan=True)
    panel.set_correcting(True)
    assert panel.controls.shown is Shown.LIFTERS


def test_the_wheel_zooms_at_the_pointer(opened):
    at = QPointF(200, 150)
    before = opened.canvas.mapping.to_picture(at.x(), at.y())
    turn_wheel(opened, at, 240)
    mapping = opened.canvas.mapping
    assert mapping.to_picture(at.x(), at.y()) == pytest.approx(before, abs=1 / mapping.scale)
    assert mapping.zoom > 1
    opened.fit()
    assert opened.canvas.mapping.zoom is None
    opened.zoom_actual()
    assert opened.canvas.mapping.scale == 1.0


def test_zooming_in_steps_and_back_returns_to_the_same_scale(opened):
    opened.zoom_actual()
    opened.zoom_in()
    opened.zoom_out()
    assert opened.canvas.mapping.scale == pytest.approx(1.0)


def test_a_joint_is_dragged_live_and_dropped_where_it_is_let_go(opened, qtbot):
    opened.set_correcting(True)
    dragged, dropped = [], []
    opened.joint_dragged.connect(lambda *what: dragged.append(what))
    opened.joint_dropped.connect(lambda *what: dropped.append(what))
    start = at_joint(opened)
    scale = opened.canvas.mapping.scale
    by = QPointF(-40, -25)
    before = red_place(opened._session.video)
    drag(opened, start, by)
    assert len(dragged) == 3
    (frame, joint, x, y), wanted = dropped[0], (before[0] - 40 / scale, before[1] - 25 / scale)
    assert (frame, joint) == (0, JOINT)
    assert (x, y) == pytest.approx(wanted, abs=1.5 / scale)
    assert len(dropped) == 1


def test_a_joint_being_dragged_is_drawn_under_the_hand_and_escape_puts_it_back(opened, qtbot):
    opened.set_correcting(True)
    start = at_joint(opened)
    mouse(opened, "press", start)
    mouse(opened, "move", start - QPointF(50, 30))
    now = at_joint(opened)
    assert (now - (start - QPointF(50, 30))).manhattanLength() < 2
    with qtbot.waitSignal(opened.drag_cancelled):
        qtbot.keyClick(opened.canvas, Qt.Key.Key_Escape)
    assert (at_joint(opened) - start).manhattanLength() < 1


def test_outside_correction_mode_nothing_is_moved(opened):
    moved = []
    opened.joint_dragged.connect(lambda *what: moved.append(what))
    opened.joint_dropped.connect(lambda *what: moved.append(what))
    drag(opened, at_joint(opened), QPointF(-30, 0))
    assert moved == []


def test_a_click_chooses_the_joint_under_the_pointer_and_one_beside_lets_it_go(opened, session):
    mouse(opened, "press", at_joint(opened))
    mouse(opened, "release", at_joint(opened))
    assert session.joint == JOINT
    mouse(opened, "press", QPointF(30, 30))
    mouse(opened, "release", QPointF(30, 30))
    assert session.joint is None


def test_the_chosen_joint_is_nudged_by_keys(opened, session, qtbot):
    opened.set_correcting(True)
    session.choose_joint(JOINT)
    before = red_place(session.video)
    with qtbot.waitSignal(opened.joint_dropped) as dropped:
        qtbot.keyClick(opened.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert dropped.args == [0, JOINT, pytest.approx(before[0] + 1), pytest.approx(before[1])]


def test_dragging_in_shift_mode_moves_the_whole_figure_in_image_units(opened):
    opened.set_shifting(True)
    told = []
    opened.shift_dragged.connect(lambda dx, dy: told.append((dx, dy)))
    opened.set_shift((0.1, 0.0))
    width = opened.canvas.mapping.rectangle[2]
    drag(opened, QPointF(300, 200), QPointF(width / 4, -width / 8))
    assert told[-1] == pytest.approx((0.1 + 0.5, -0.25), abs=0.01)


def test_the_ghost_of_a_shift_lies_where_the_shift_says(opened, session, take, videos):
    points = np.full((60, 17, 2), np.nan, np.float32)
    points[:, H36M_17.index("left_elbow")] = 40, 40
    points[:, H36M_17.index("left_wrist")] = 60, 60
    session.change_take(take_of(take, videos["numbered"], points))
    before = grab(opened)
    opened.set_shift((0.5, 0.25))
    change = np.abs(grab(opened) - before).max(axis=-1) > 40
    half = videos["numbered"].width / 2
    wanted = opened.canvas.mapping.to_view(np.array([50 + 0.5 * half, 50 + 0.25 * half]))
    assert np.abs(middle_of(change) - wanted).max() < 3
    opened.set_shift(None)
    assert np.array_equal(grab(opened), before)


def test_the_safety_map_covers_the_part_of_the_picture_that_it_is_of(opened):
    before = grab(opened)
    drift = np.full((6, 8), np.nan)
    drift[:3, :4] = np.arange(12).reshape(3, 4)
    opened.set_safety_map(drift, (-1.0, -0.5, 1.0, 0.5))
    change = np.abs(grab(opened) - before).max(axis=-1) > 20
    left, top, width, height = opened.canvas.mapping.rectangle
    change[-60:] = False  # the legend
    rows, columns = np.nonzero(change)
    assert columns.min() == pytest.approx(left, abs=3)
    assert columns.max() < left + width / 2 + width / 8
    assert rows.min() == pytest.approx(top, abs=3)
    assert rows.max() < top + height / 2 + height / 8
    opened.set_safety_map(None)
    assert np.array_equal(grab(opened), before)


def menu_of(opened, joint, session):
    opened.canvas.menu_wanted.emit(QPoint(10, 10), joint)
    menu = opened.findChild(QMenu)
    entries = {
        (action.text(), range_.text()): range_
        for action in menu.actions()
        if action.menu()
        for range_ in action.menu().actions()
    }
    return menu, entries


@pytest.mark.parametrize(
    ("what", "where", "wanted"),
    [
        ("Mark left wrist as unseen", "This frame", MarkUnseen(20, 21, (JOINT,))),
        ("Reset left wrist", "This frame on", Reset(20, 60, (JOINT,))),
        ("Swap left and right leg", "The loop, frames 10 to 30", SwapSides(10, 31, "legs")),
        ("Swap left and right of the whole body", "This frame on", SwapSides(20, 60, "body")),
        ("Swap left and right arm", "Up to this frame", SwapSides(0, 21, "arms")),
        ("Reset all joints", "The whole clip", Reset(0, 60, H36M_17.joints)),
    ],
)
def test_the_menu_asks_for_corrections_over_a_range(opened, session, qtbot, what, where, wanted):
    session.show_frame(20)
    settle(session, qtbot)
    session.set_loop((10, 30))
    menu, entries = menu_of(opened, JOINT, session)
    with qtbot.waitSignal(opened.correction_wanted) as told:
        entries[what, where].trigger()
    assert told.args == [wanted]
    menu.close()


def test_a_preview_can_be_looked_at_and_not_corrected(panel, session, take, videos, qtbot):
    session.open_video(videos["numbered"])
    session.show_preview(take_of(take, videos["numbered"]))
    settle(session, qtbot)
    assert panel.canvas.figures
    menu, entries = menu_of(panel, JOINT, session)
    assert not entries
    menu.close()
    panel.set_correcting(True)
    moved = []
    panel.joint_dropped.connect(lambda *what: moved.append(what))
    drag(panel, at_joint(panel), QPointF(-30, 0))
    assert moved == []


def test_outside_the_clip_it_says_where_the_clip_is(opened, session, qtbot):
    session.show_frame(70)
    settle(session, qtbot)
    assert opened.canvas.figures == ()
    assert "0 to 59" in opened.canvas.note


def test_without_a_video_it_says_what_to_do_and_with_a_lost_one_why(panel, session, take, qtbot):
    assert "Open one" in panel.canvas.note
    session.open_take(take)  # its video does not exist
    qtbot.waitUntil(lambda: FrameServer.of(session).error is not None)
    assert str(take.video.path) in panel.canvas.note
    assert panel.canvas.figures, "the keypoints are shown all the same"


def test_brightness_lifts_the_shadows(opened, session, qtbot):
    before = grab(opened)[300, 200].mean()
    opened.controls._brightness.setValue(50)
    settle(session, qtbot)
    assert grab(opened)[300, 200].mean() > before + 20


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("zoom", [None, 0.3, 1.0, 7.7])
def test_the_mapping_undoes_itself_and_lies_on_whole_screen_pixels(ratio, zoom):
    mapping = ViewMapping(1920, 1080, 801, 603, ratio, zoom, (0.3, 0.6))
    for x, y in ((0, 0), (400.5, 300.25), (800, 602)):
        there = mapping.to_picture(x, y)
        assert mapping.to_view(np.array(there)) == pytest.approx((x, y), abs=1e-9)
    edges = np.array(mapping.rectangle) * ratio
    assert edges == pytest.approx(np.rint(edges), abs=1e-9)


def test_figures_outside_the_clip_are_none(take):
    first = int(take.track.frames[0])
    assert figure_of(take, first - 1) is None
    assert figure_of(take, first + len(take.track)) is None
    assert figure_of(take, first) is not None


def test_focus_that_came_by_a_key_is_seen(opened):
    before = grab(opened)
    QApplication.sendEvent(opened.canvas, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert np.array_equal(grab(opened), before)
    QApplication.sendEvent(opened.canvas, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    accent = [int(DARK.accent[i : i + 2], 16) for i in (1, 3, 5)]
    assert abs(grab(opened)[100, 0] - accent).max() < 8
