"""The 3D view: the figure stands where its joints are, in both ways of drawing, and does what it is told."""

import gc
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QOpenGLFunctions, QWheelEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QToolButton
from shiboken6 import isValid, ownedByPython
from windows import pixels_of

from app.actions import ACTIONS
from app.theme import DARK, LIGHT
from app.views.skeleton import SkeletonPanel, backend
from app.views.skeleton.body import body_of
from app.views.skeleton.camera import Camera
from app.views.skeleton.commands import COMMANDS
from app.views.skeleton.mesh import layout_of, shape
from app.views.skeleton.motion import SOLE_M, motion_of
from app.views.skeleton.stage import Stage
from app.views.skeleton.wishes import Wishes
from core.pose.records import Pose
from core.pose.skeleton import H36M_17, HUMANEVA_15

STANDING = {
    "pelvis": (0, 0, 0), "right_hip": (-0.1, 0, 0), "right_knee": (-0.1, 0.43, 0),
    "right_ankle": (-0.1, 0.86, 0), "left_hip": (0.1, 0, 0), "left_knee": (0.1, 0.43, 0),
    "left_ankle": (0.1, 0.86, 0), "spine": (0, -0.25, 0), "thorax": (0, -0.5, 0), "neck": (0, -0.6, 0),
    "head": (0, -0.72, 0), "left_shoulder": (0.18, -0.48, 0), "left_elbow": (0.45, -0.48, 0),
    "left_wrist": (0.7, -0.48, 0), "right_shoulder": (-0.18, -0.48, 0), "right_elbow": (-0.45, -0.48, 0),
    "right_wrist": (-0.7, -0.48, 0),
}  # fmt: skip
"""Arms stretched out; camera frame: x right, y down, z forward. The person faces the camera."""
FIRST, COUNT, LIFTED = 100, 30, 20
CANVAS = (640, 480)


def standing(skeleton, *, moves=0.0):
    """(T, J, 3): the left hand rises frame by frame by `moves` metres; no pose after `LIFTED` frames."""
    joints = np.repeat(np.array([[STANDING[name] for name in skeleton.joints]], np.float32), COUNT, axis=0)
    joints[:, skeleton.index("left_wrist"), 1] -= moves * np.arange(COUNT)
    joints[LIFTED:] = np.nan
    return joints


@pytest.fixture
def standing_take(take):
    """Lifters `rie` and `evä` (HumanEva's joints); in `evä` the left wrist is 30 mm further right."""
    rie = take.results["rie"]
    other = take.results["evä"]
    moved = standing(HUMANEVA_15, moves=0.01)
    moved[:, HUMANEVA_15.index("left_wrist"), 0] += 0.03
    return replace(
        take,
        results={
            "rie": replace(rie, pose=replace(rie.pose, joints=standing(H36M_17, moves=0.01))),
            "evä": replace(other, pose=replace(other.pose, joints=moved)),
        },
    )


@pytest.fixture(params=["painter", "gl"])
def way(request, qapp, monkeypatch):
    """Each way of drawing that this machine can do."""
    if request.param == "gl" and backend._renderer() is None:
        pytest.skip(f"no OpenGL on the Qt platform {QGuiApplication.platformName()}")
    monkeypatch.setenv("RELIEF_VIEW", request.param)
    return request.param


@pytest.fixture
def panel(session, qtbot, standing_take, way):
    """Shows the first frame of the take."""
    panel = SkeletonPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.resize(*CANVAS)
    panel.show()
    session.open_take(standing_take)
    QApplication.processEvents()
    assert panel.studio.way == way
    return panel


def has_hue_of(colours, wanted):
    """(H, W) where the colour is vivid and of about that hue."""
    hue = QColor(wanted).hsvHueF()
    high, low = colours.max(-1), colours.min(-1)
    spread = np.maximum(high - low, 1)
    red, green, blue = np.moveaxis(colours, -1, 0)
    found = np.select(
        [high == red, high == green],
        [((green - blue) / spread) % 6, (blue - red) / spread + 2],
        (red - green) / spread + 4,
    )
    off = np.abs((found / 6 - hue + 0.5) % 1 - 0.5)
    return (off < 0.03) & (spread > 0.45 * high) & (high > 60)


def box_of(mask):
    rows, columns = np.nonzero(mask)
    return np.array([columns.min(), rows.min(), columns.max(), rows.max()])


def place_of(panel, joint):
    """Where the view draws a joint of the figure in its first tile."""
    skeleton = panel.studio.scene.tiles[0].figures[0].body.skeleton
    return panel.studio.joint_places()[skeleton.index(joint)]


# ---- poses


def test_the_lowest_joint_of_the_clip_touches_the_floor_and_y_is_up(standing_take):
    motion = motion_of(standing_take.results["rie"].pose)
    assert np.nanmin(motion.joints[..., 1]) == pytest.approx(SOLE_M * motion.size, abs=1e-6)
    head, ankle = (motion.joints[0, H36M_17.index(name)] for name in ("head", "left_ankle"))
    assert head[1] - ankle[1] == pytest.approx(0.72 + 0.86, abs=1e-5)
    assert motion.joints[0, H36M_17.index("left_wrist"), 0] == pytest.approx(0.7)


def test_a_pose_in_the_world_stays_where_it_is():
    joints = standing(H36M_17)[:3] * [1, -1, -1] + [2, 5, -3]
    times = np.arange(3) / 30
    ones = np.ones((3, 17), np.float32)
    pose = Pose(H36M_17, np.arange(3), times, joints.astype(np.float32), ones, ones.astype(np.uint8), "world")
    assert np.allclose(motion_of(pose).joints, joints)


def test_a_few_frames_far_below_the_floor_do_not_shrink_the_picture():
    joints = np.repeat(standing(H36M_17)[:1] * [1, -1, -1] + [0, 0.9, 0], 100, axis=0).astype(np.float32)
    joints[40:43, :, 1] -= 3
    ones = np.ones((100, 17), np.float32)
    pose = Pose(H36M_17, np.arange(100), np.arange(100) / 30, joints, ones, ones.astype(np.uint8), "world")
    assert motion_of(pose).points()[:, 1].min() > -0.5


def test_frames_without_a_pose_have_none_but_know_the_nearest(standing_take):
    motion = motion_of(standing_take.results["rie"].pose)
    assert motion.at(FIRST + LIFTED) is None
    assert motion.at(FIRST - 1) is None
    assert np.array_equal(motion.near(FIRST + LIFTED + 3), motion.joints[LIFTED - 1])
    assert np.array_equal(motion.near(FIRST - 50), motion.joints[0])


def test_the_person_faces_the_camera_or_where_the_hips_say(standing_take):
    pose = standing_take.results["rie"].pose
    assert motion_of(pose).facing == pytest.approx(0, abs=0.01)
    angle = np.radians(40)  # about y: the camera frame's y looks down, so seen from above it turns left
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    turned = replace(pose, joints=(pose.joints @ turn.T).astype(np.float32))
    to_left = turned.y_up().joints[0, H36M_17.index("left_hip")] * 2
    forward = np.cross(to_left, [0, 1, 0])
    assert motion_of(turned).facing == pytest.approx(np.degrees(np.arctan2(forward[0], forward[2])), abs=0.01)


# ---- the camera


@pytest.mark.parametrize("is_orthographic", [False, True])
def test_pixels_agree_with_the_matrix_that_opengl_gets(is_orthographic):
    camera = Camera(33.0, 21.0, 4.5, np.array([0.3, 0.9, -0.2]), is_orthographic)
    points = np.random.default_rng(0).uniform(-1, 2, (50, 3))
    clip = np.c_[points, np.ones(50)] @ camera.matrix(640, 480).T
    x, y = (clip[:, :2] / clip[:, 3:]).T
    expected = np.stack([(x + 1) / 2 * 640, (1 - y) / 2 * 480], axis=1)
    assert np.allclose(camera.project(points, 640, 480)[0], expected, atol=1e-6)
    assert (np.abs(clip[:, 2]) < clip[:, 3]).all()  # nothing is cut off


@pytest.mark.parametrize("is_orthographic", [False, True])
@pytest.mark.parametrize("size", [(640, 480), (300, 900)])
def test_fit_shows_all_points_and_does_not_waste_the_picture(size, is_orthographic):
    points = np.random.default_rng(1).normal(size=(200, 3)) * [0.5, 1.5, 0.5]
    camera = Camera(-60.0, 15.0, is_orthographic=is_orthographic)
    camera.fit(points, *size)
    places, _ = camera.project(points, *size)
    share = np.abs(places / size - 0.5).max() * 2
    assert 0.6 < share <= 0.8401


def test_panning_moves_the_target_by_as_many_pixels():
    camera = Camera(50.0, 20.0, 3.0, np.array([0.0, 1.0, 0.0]))
    before = camera.target
    camera.pan(30, -12, 480)
    assert np.allclose(camera.project(before, 640, 480)[0], [320 + 30, 240 - 12], atol=0.01)


def test_from_above_the_camera_does_not_turn_over():
    camera = Camera(elevation=80.0)
    camera.orbit(0, 300)
    assert camera.axes()[1] @ camera.axes()[0] == pytest.approx(0)
    assert camera.elevation < 90
    assert camera.axes()[1, 2] < 0  # what is farther away is higher in the picture


# ---- the solid figure


@pytest.mark.parametrize("skeleton", [H36M_17, HUMANEVA_15], ids=lambda skeleton: skeleton.name)
def test_the_mesh_wraps_every_bone_closely(skeleton):
    body = body_of(skeleton)
    joints = standing(skeleton)[0].astype(float)
    corners, normals = shape(body, joints, 1.0)
    layout = layout_of(body)
    assert len(corners) == len(normals) == len(layout.sides)
    assert layout.triangles.max() == len(corners) - 1
    assert np.allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)
    bones = np.array(skeleton.edges)
    starts, along = joints[bones[:, 0]], joints[bones[:, 1]] - joints[bones[:, 0]]
    share = ((corners[:, None] - starts) * along).sum(-1) / (along**2).sum(-1)
    nearest = starts + share.clip(0, 1)[..., None] * along
    away = np.linalg.norm(corners[:, None] - nearest, axis=-1).min(1)
    assert away.max() < 0.13
    limbs, rings = body.radii.shape
    around = corners[: limbs * rings * 12].reshape(limbs, rings, 12, 3)
    middles = around.mean(axis=2)
    assert np.linalg.norm(around - middles[:, :, None], axis=-1) == pytest.approx(
        np.repeat(body.radii[:, :, None], 12, axis=2), abs=1e-5
    )
    assert np.allclose(middles[:, [0, -1]], joints[body.limbs], atol=1e-5)
    assert len(corners) < 2000  # a figure is sent to the graphics card in every frame


def test_triangles_of_the_round_parts_are_closed():
    body = body_of(H36M_17)
    triangles = layout_of(body).triangles[2 * 12 * 4 * len(body.limbs) :].astype(int)
    edges = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    _, shared = np.unique(edges, axis=0, return_counts=True)
    assert (shared == 2).all()


# ---- both ways of drawing


def test_both_ways_draw_the_joints_at_the_same_places(session, qtbot, standing_take, monkeypatch):
    if backend._renderer() is None:
        pytest.skip("no OpenGL here")
    boxes = {}
    for way in ("painter", "gl"):
        monkeypatch.setenv("RELIEF_VIEW", way)
        panel = SkeletonPanel(session, LIGHT)
        qtbot.addWidget(panel)
        panel.resize(*CANVAS)
        panel.show()
        session.open_take(standing_take)
        qtbot.waitUntil(lambda studio=panel.studio: has_figure(studio))
        colours = pixels_of(panel.studio.grab().toImage())
        boxes[way] = [box_of(has_hue_of(colours, colour)) for colour in (LIGHT.left, LIGHT.right)]
    assert np.abs(np.array(boxes["gl"]) - boxes["painter"]).max() <= 3


@pytest.mark.parametrize(("view", "theme"), [("front", DARK), ("three-quarter", LIGHT), ("camera", DARK)])
def test_each_hand_and_foot_is_drawn_where_it_is_in_its_sides_colour(panel, view, theme):
    panel.set_theme(theme)
    panel.show_view(view)
    QApplication.processEvents()
    colours = pixels_of(panel.studio.grab().toImage())
    for joint in ("left_wrist", "right_wrist", "left_ankle", "right_ankle", "left_elbow", "right_knee"):
        x, y = place_of(panel, joint).round().astype(int)
        colour = theme.left if joint.startswith("left") else theme.right
        assert has_hue_of(colours[y - 1 : y + 2, x - 1 : x + 2], colour).mean() > 0.5, joint


def has_figure(studio):
    return has_hue_of(pixels_of(studio.grab().toImage()), LIGHT.left).sum() > 300


def test_a_second_window_and_a_floating_dock_show_the_figure_too(session, qtbot, standing_take, way):
    for _ in range(2):
        window = QMainWindow()
        qtbot.addWidget(window)
        dock = QDockWidget()
        panel = SkeletonPanel(session, LIGHT)
        dock.setWidget(panel)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        window.resize(*CANVAS)
        window.show()
        session.open_take(standing_take)
        for is_floating in (False, True, False):
            dock.setFloating(is_floating)
            qtbot.waitUntil(lambda studio=panel.studio: has_figure(studio))
        studio = panel.studio
        window.close()
        window.deleteLater()
        qtbot.waitUntil(lambda studio=studio: not isValid(studio))


def test_nothing_is_held_that_dies_with_the_opengl_context(panel, way):
    """Whatever C++ object came to lie at the address of context.functions() was handed out as these."""
    panel.studio.grab()  # draws, if it has not been drawn yet
    held = [thing for thing in gc.get_objects() if type(thing) is QOpenGLFunctions]
    assert held or way == "painter"
    assert all(ownedByPython(thing) for thing in held)


def test_a_picture_has_the_size_asked_for_and_shows_the_figure(panel):
    picture = panel.picture(1000, 750)
    assert (picture.width(), picture.height()) == (1000, 750)
    box = box_of(has_hue_of(pixels_of(picture), DARK.left))
    scale = 750 / panel.studio.height()
    wrist = place_of(panel, "left_wrist")
    middle = np.array([panel.studio.width() / 2, panel.studio.height() / 2])
    expected = (wrist - middle) * scale + [500, 375]
    assert (pixels_of(picture)[:, -1] == pixels_of(picture)[0, 0]).all(axis=-1).any()  # drawn up to its edge
    assert box[2] == pytest.approx(expected[0], abs=16)  # the hand is the part farthest to the right


def test_a_narrow_picture_still_shows_both_hands(panel):
    panel.show_view("front")
    colours = pixels_of(panel.picture(300, 900))
    for colour in (DARK.left, DARK.right):
        box = box_of(has_hue_of(colours, colour))
        assert box[0] > 3
        assert box[2] < 296


def test_opengl_that_fails_is_replaced_by_the_painter(session, qtbot, standing_take, monkeypatch):
    if backend._renderer() is None:
        pytest.skip("no OpenGL here")
    from app.views.skeleton import gpu

    def fail(*_):
        raise RuntimeError("no shader language")

    monkeypatch.setenv("RELIEF_VIEW", "gl")
    monkeypatch.setattr(gpu, "_program", fail)
    panel = SkeletonPanel(session, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(*CANVAS)
    panel.show()
    session.open_take(standing_take)
    qtbot.waitUntil(lambda: panel.studio.way == "painter")
    qtbot.waitUntil(lambda: has_figure(panel.studio))


def test_without_a_graphics_card_the_painter_draws(qapp, monkeypatch):
    monkeypatch.delenv("RELIEF_VIEW", raising=False)
    for renderer, way in ((None, "painter"), ("llvmpipe (LLVM 15)", "painter"), ("NVIDIA GeForce", "gl")):
        monkeypatch.setattr(backend, "_renderer", lambda renderer=renderer: renderer)
        assert backend.chosen_way() == way


def test_importing_the_panel_loads_neither_numpy_nor_opengl():
    code = (
        "import sys, app.views.skeleton;"
        "heavy = 'numpy', 'scipy', 'pyqtgraph', 'OpenGL', 'PySide6.QtOpenGL';"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---- the panel


def test_an_empty_panel_says_what_will_be_there(session, qtbot):
    panel = SkeletonPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.show()
    assert "3D figure" in panel._empty.text()
    assert panel.studio is None
    assert panel.picture(100, 100).isNull()
    assert panel.pose_text() == ""
    panel.show_view("front")
    panel.set_shifted(None)
    panel.set_theme(LIGHT)


def test_a_preview_is_shown_and_closing_empties_the_panel(session, qtbot, standing_take):
    panel = SkeletonPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.show()
    session.show_preview(standing_take)
    assert panel.studio.isVisible()
    session.show_preview(None)
    assert not panel.studio.isVisible()


def test_a_frame_without_a_pose_fades_the_figure_and_says_so(panel, session):
    session.show_frame(FIRST + LIFTED + 2)
    tile = panel.studio.scene.tiles[0]
    assert tile.message == "There is no pose in this frame."
    assert tile.figures[0].opacity < 0.5
    assert panel.pose_text() == ""
    session.show_frame(FIRST - 10)
    assert "outside" in panel.studio.scene.tiles[0].message
    session.show_frame(FIRST)
    assert panel.studio.scene.tiles[0].message == ""


def test_the_view_is_on_the_sessions_frame(panel, session):
    wrist = HUMANEVA_15.index("left_wrist")
    heights = []
    for frame in (FIRST, FIRST + 10):
        session.show_frame(frame)
        heights.append(panel.studio.scene.tiles[0].figures[0].joints[wrist, 1])
    assert heights[1] - heights[0] == pytest.approx(0.1, abs=1e-5)


def test_side_by_side_has_a_tile_for_each_lifter_and_one_camera(panel):
    panel.set_mode("side")
    scene = panel.studio.scene
    assert [tile.title.split()[0] for tile in scene.tiles] == ["rie", "evä"]
    left, right = (panel.studio.joint_places(tile) for tile in (0, 1))
    half = panel.studio.width() / 2
    knees = left[H36M_17.index("left_knee")], right[HUMANEVA_15.index("left_knee")]
    assert np.allclose(knees[1] - knees[0], [half, 0], atol=1)


def test_overlay_measures_what_mpjpe_would(panel, session, standing_take):
    panel.set_mode("overlay")
    tile = panel.studio.scene.tiles[0]
    shared = [name for name in H36M_17.joints if name in HUMANEVA_15.joints]
    errors = []
    for name in shared:
        one, other = (
            result.pose.joints[0, result.pose.skeleton.index(name)]
            for result in standing_take.results.values()
        )
        errors.append(1000 * float(np.sqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)))))
    assert tile.differences.mm.mean() == pytest.approx(np.mean(errors), abs=0.01)
    assert tile.differences.mm.max() == pytest.approx(30, abs=0.01)
    assert tile.note == f"{np.mean(errors):.0f} mm apart on average"
    session.show_lifters(["rie"])
    assert "two lifters" in panel.studio.scene.tiles[0].message


def test_shifted_poses_are_ghosts_over_the_originals_with_their_drift(panel, session, standing_take):
    panel.set_mode("side")
    shifted = {}
    for name, result in standing_take.results.items():
        original = result.pose.joints[0]
        moved = original.copy()
        moved[1:] += [0.006, 0.008, 0]  # 10 mm, the root apart
        shifted[name] = (original, moved)
    panel.set_shifted(shifted)
    for tile in panel.studio.scene.tiles:
        original, ghost = tile.figures
        assert ghost.opacity < original.opacity == 1
        assert tile.differences.mm[1:] == pytest.approx(10, abs=0.01)
        assert (ghost.joints - original.joints)[1:] == pytest.approx(
            np.tile([0.006, -0.008, 0], (len(ghost.joints) - 1, 1)), abs=1e-5
        )  # y up
    panel.set_shifted(None)
    assert panel.studio.scene.tiles[0].differences is None


def test_a_click_on_a_joint_chooses_it_and_a_click_beside_chooses_none(panel, session, qtbot):
    panel.show_view("front")
    place = place_of(panel, "right_wrist")
    view = panel.studio.view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(*place.round().astype(int)))
    assert session.joint == "right_wrist"
    tile = panel.studio.scene.tiles[0]
    assert tile.readout == "x −0.700   y +1.374   z +0.000 m"
    assert len(tile.trails) == 1
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(5, view.height() - 60))
    assert session.joint is None


def test_dragging_turns_and_shifts_and_the_wheel_comes_nearer(panel, qtbot, session):
    view, camera = panel.studio.view, panel.studio.camera

    def drag(button, keys=Qt.KeyboardModifier.NoModifier):
        before = camera.azimuth, camera.target.copy()
        qtbot.mousePress(view, button, keys, QPoint(200, 200))
        for x in (210, 240):  # qtbot's moves hold no button
            event = _move(view, QPointF(x, 200), button, keys)
            QApplication.sendEvent(view, event)
        qtbot.mouseRelease(view, button, keys, QPoint(240, 200))
        return camera.azimuth - before[0], np.linalg.norm(camera.target - before[1])

    turned, moved = drag(Qt.MouseButton.LeftButton)
    assert turned == pytest.approx(-16)
    assert moved == 0
    turned, moved = drag(Qt.MouseButton.MiddleButton)
    assert turned == 0
    assert moved > 0.05
    assert drag(Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)[1] > 0.05
    assert session.joint is None  # a drag is no click
    before = camera.distance
    QApplication.sendEvent(view, _wheel(view, 120))
    assert camera.distance < before


def _move(view, place, button, keys):
    everywhere = QPointF(view.mapToGlobal(place.toPoint()))
    return QMouseEvent(QEvent.Type.MouseMove, place, everywhere, Qt.MouseButton.NoButton, button, keys)


def _wheel(view, turned):
    place = QPointF(100, 100)
    return QWheelEvent(
        place, QPointF(view.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, turned),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_a_camera_placed_by_hand_stays_when_the_take_is_corrected(panel, session, standing_take):
    panel.orbit(40, 10)
    panel.zoom(0.7)
    camera = panel.studio.camera
    before = camera.azimuth, camera.distance
    session.change_take(replace(standing_take, history=("Corrected.",)))
    assert (camera.azimuth, camera.distance) == before
    panel.fit()
    assert camera.distance != before[1]


def test_the_copied_pose_is_a_table_of_the_joints_drawn(panel):
    panel.copy_pose()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    figure = panel.studio.scene.tiles[0].figures[0]
    assert rows[0] == ["joint", "x (m)", "y (m)", "z (m)"]
    assert [row[0] for row in rows[1:]] == list(figure.body.skeleton.joints)
    assert np.array([row[1:] for row in rows[1:]], float) == pytest.approx(figure.joints, abs=1e-4)


def test_every_command_does_something_without_complaint_in_every_mode(panel, session, caplog):
    panel.resize(240, 160)
    for mode in ("one", "side", "overlay"):
        panel.set_mode(mode)
        for command in COMMANDS:
            panel.commands[command].trigger()
            session.show_frame(session.frame + 1)
        QApplication.processEvents()
    assert panel.studio.scene.tiles
    assert not caplog.records


def test_buttons_have_names_and_keys_do_not_clash_with_the_windows(panel):
    for button in panel.commands.toolbar.findChildren(QToolButton):
        assert button.objectName() == "qt_toolbar_ext_button" or button.accessibleName()
    taken = {key.lower() for entry in ACTIONS.values() for key in entry.keys}
    own = [command.key.lower() for command in COMMANDS.values() if command.key]
    assert len(set(own)) == len(own)
    assert not taken & set(own)


# ---- the world


def world_take(walked_m=3.0):
    """One lifter, walking along x in the room; the camera looks along -z from a height, turned by 30°."""
    frames = np.arange(10)
    joints = standing(H36M_17)[:10] * np.array([1, -1, -1]) + [0, 0.9, 0]
    joints[..., 0] += np.linspace(0, walked_m, 10)[:, None]
    ones = np.ones((10, 17), np.float32)
    flags = np.zeros((10, 17), np.uint8)
    pose = Pose(H36M_17, frames, frames / 30, standing(H36M_17)[:10], ones, flags)
    placed = Pose(H36M_17, frames, frames / 30, joints.astype(np.float32), ones, flags, "world")
    turn = np.diag([1.0, -1.0, -1.0])[None]  # a level camera in front
    placement = SimpleNamespace(pose=placed, rotation=turn)
    return SimpleNamespace(results={"rie": SimpleNamespace(label="x", pose=pose, placement=placement)})


def test_in_the_world_the_figure_walks_and_on_the_spot_it_does_not():
    stage = Stage(world_take())
    for in_world, walked in ((True, 3.0), (False, 0.0)):
        wishes = Wishes(in_world=in_world)
        roots = [stage.scene(f, ("rie",), wishes, DARK).tiles[0].figures[0].joints[0] for f in (0, 9)]
        assert (roots[1] - roots[0])[0] == pytest.approx(walked, abs=1e-5)
    assert np.allclose(stage.camera_back, [0, 0, 1])


def test_an_overlay_compares_poses_and_not_their_places_in_the_room():
    take = world_take()
    rie = take.results["rie"]
    placed = rie.placement.pose
    larger = SimpleNamespace(pose=replace(placed, joints=placed.joints * np.float32(1.3)))
    larger.rotation = rie.placement.rotation
    take.results["other"] = SimpleNamespace(label="y", pose=rie.pose, placement=larger)
    tile = Stage(take).scene(5, ("rie", "other"), Wishes(mode="overlay"), DARK).tiles[0]
    assert tile.differences.mm.max() < 0.001


def test_the_floor_reaches_as_far_as_the_person_walks():
    stage = Stage(world_take(walked_m=8.0))
    ground = stage.scene(0, ("rie",), Wishes(), DARK).ground
    assert ground.centre[0] - ground.reach[0] < -0.7
    assert ground.centre[0] + ground.reach[0] > 8.7
    assert np.ptp(ground.lines[:, :, 0]) > 8
    texts = [text for _, text in ground.ticks(np.array([0, 0, 1.0]))]
    assert {"0", "4 m", "8 m"} <= set(texts)
