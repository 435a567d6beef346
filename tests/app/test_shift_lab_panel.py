"""The shift lab, with lifters whose drift is known in advance."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QSlider

from app.theme import DARK, LIGHT
from app.views.shift_lab import ShiftLabPanel
from core.pose.skeleton import H36M_17, HUMANEVA_15

LEAN = {"rie": 0.0, "evä": 0.5}
SKELETONS = {"rie": H36M_17, "evä": HUMANEVA_15}


class LeaningLifter:
    """Puts every joint but the root further away the further right the person stands."""

    def __init__(self, name):
        self.lean = LEAN[name]
        self.spec = SimpleNamespace(skeleton=SKELETONS[name], window=27)

    def lift_shifted(self, points, start, stop, shifts, *, focal):
        moved = points[start:stop] + np.asarray(shifts, np.float32)[:, None, None]
        depth = self.lean * moved[:, :, :1, :1] * np.ones_like(moved[..., :1])
        depth[:, :, 0] = 0
        return np.concatenate([moved - moved[:, :, :1], depth], axis=-1)


class Shelf:
    def take(self, names, device="auto"):
        return {name: LeaningLifter(name) for name in names}


@pytest.fixture
def panel(qtbot, session):
    panel = ShiftLabPanel(session, DARK)
    panel.set_shelf(Shelf())
    qtbot.addWidget(panel)
    panel.resize(800, 420)
    panel.show()
    return panel


@pytest.fixture
def told(panel):
    """What the panel told the others, by signal."""
    told = {"shift": [], "poses": [], "map": []}
    panel.shift_changed.connect(told["shift"].append)
    panel.shifted_poses.connect(told["poses"].append)
    panel.safety_map_changed.connect(lambda drift, extent: told["map"].append((drift, extent)))
    return told


def poses_of(qtbot, told):
    qtbot.waitUntil(lambda: bool(told["poses"]) and told["poses"][-1] is not None)
    return told["poses"][-1]


def test_every_lifter_tells_the_pose_before_and_after_and_its_drift(qtbot, panel, told, session, take):
    session.open_take(take)
    panel.set_shift(0.2, 0.1)
    poses = poses_of(qtbot, told)
    assert told["shift"][-1] == (0.2, 0.1)
    assert set(poses) == {"rie", "evä"}
    before, after = poses["evä"]
    assert after[1:, 2] - before[1:, 2] == pytest.approx(0.1, abs=1e-5)  # 0.5 x 0.2
    np.testing.assert_allclose(*poses["rie"], atol=1e-6)
    shown = [label.text() for label in panel.findChildren(QLabel)]
    assert "0.0 mm" in shown
    assert f"{100 * 14 / 15:.1f} mm" in shown


def test_the_shift_stays_where_the_whole_window_is_in_the_picture(panel, told, session, take):
    session.open_take(take)
    panel.set_shift(5, -5)
    x, y = panel.shift
    room = panel.controls.room
    assert (x, y) == (room[0, 1], room[1, 0])
    assert told["shift"][-1] == (x, y)


def test_put_back_means_no_shift_at_all(qtbot, panel, told, session, take):
    session.open_take(take)
    panel.set_shift(0.2, 0.1)
    poses_of(qtbot, told)
    qtbot.mouseDClick(panel.pad, Qt.MouseButton.LeftButton)
    assert panel.shift == (0, 0)
    assert told["shift"][-1] is None
    assert told["poses"][-1] is None


def test_the_figure_can_be_dragged_and_pushed_with_the_keys(qtbot, panel, session, take):
    session.open_take(take)
    pad = panel.pad
    unit = pad.picture_area().width() / 2
    start = QPoint(pad.width() // 2, pad.height() // 2)
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(pad, start + QPoint(20, 10))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 10))
    assert panel.shift == pytest.approx((20 / unit, 10 / unit))
    qtbot.keyClick(pad, Qt.Key.Key_Home)
    qtbot.keyClick(pad, Qt.Key.Key_Right)
    qtbot.keyClick(pad, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert panel.shift == pytest.approx((0.01, -0.05))


def test_the_sliders_do_the_same(panel, session, take):
    session.open_take(take)
    across, down = panel.controls.findChildren(QSlider)
    across.setValue(150)
    down.setValue(-20)
    assert panel.shift == pytest.approx((0.15, -0.02))
    panel.set_shift(0.1, 0.0)
    assert across.value() == 100


def test_the_newest_shift_has_the_last_word(qtbot, panel, told, session, take):
    session.open_take(take)
    for step in range(1, 40):
        panel.set_shift(0.005 * step, 0.0)
    qtbot.waitUntil(lambda: not panel._live.is_busy)
    before, after = told["poses"][-1]["evä"]
    assert (after - before)[1, 2] == pytest.approx(0.5 * 0.195, abs=1e-5)


def test_the_map_becomes_finer_and_covers_the_picture(qtbot, panel, told, session, take):
    session.open_take(take)
    qtbot.waitUntil(
        lambda: told["map"] and told["map"][-1][0] is not None and told["map"][-1][0].shape == (24, 32)
    )
    drift, extent = told["map"][-1]
    assert extent == (-1.0, -0.75, 1.0, 0.75)
    assert np.isfinite(drift).any()


def test_hidden_it_takes_its_ghosts_away_and_seen_again_it_brings_them_back(
    qtbot, panel, told, session, take
):
    session.open_take(take)
    panel.set_shift(0.2, 0.1)
    poses_of(qtbot, told)
    panel.hide()
    assert (told["shift"][-1], told["poses"][-1], told["map"][-1][0]) == (None, None, None)
    session.show_frame(105)
    assert told["shift"][-1] is None
    panel.show()
    assert told["shift"][-1] == (0.2, 0.1)
    poses_of(qtbot, told)


def test_behind_another_tab_it_takes_its_ghosts_away_too(qtbot, panel, told, session, take):
    window, docks = QMainWindow(), [QDockWidget("shift"), QDockWidget("other")]
    qtbot.addWidget(window)
    docks[0].setWidget(panel)
    for dock in docks:
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.tabifyDockWidget(*docks)
    window.show()
    docks[0].raise_()
    session.open_take(take)
    qtbot.waitUntil(lambda: panel.is_seen)
    panel.set_shift(0.2, 0.1)
    poses_of(qtbot, told)
    docks[1].raise_()
    qtbot.waitUntil(lambda: not panel.is_seen)
    assert (told["shift"][-1], told["poses"][-1], told["map"][-1][0]) == (None, None, None)
    docks[0].raise_()
    qtbot.waitUntil(lambda: panel.is_seen)
    assert told["shift"][-1] == (0.2, 0.1)
    panel.setParent(None)  # it has an owner of its own


def test_another_frame_is_shifted_as_far(qtbot, panel, told, session, take):
    session.open_take(take)
    panel.set_shift(0.2, 0.1)
    poses_of(qtbot, told)
    told["poses"].clear()
    session.show_frame(110)
    assert poses_of(qtbot, told)
    told["poses"].clear()
    session.show_frame(125)  # nobody was seen there
    qtbot.waitUntil(lambda: not panel._live.is_busy)
    assert told["poses"][-1] is None


def test_frames_outside_the_clip_and_no_take_are_no_trouble(qtbot, panel, told, session, take):
    session.open_take(take)
    panel.set_shift(0.1, 0)
    session.show_frame(3)
    assert told["poses"][-1] is None
    session.open_video(None)
    assert told["map"][-1][0] is None
    panel.set_theme(LIGHT)
    panel.grab()


def test_what_fails_is_said(qtbot, panel, session, take):
    class Broken:
        def take(self, names, device="auto"):
            raise OSError("the disk is gone")

    panel.set_shelf(Broken())
    session.open_take(take)
    with qtbot.waitSignal(panel.problem) as said:
        panel.set_shift(0.1, 0.1)
    assert "the disk is gone" in said.args[0]


def test_a_lifter_whose_file_is_gone_is_named_and_the_other_is_shown(qtbot, panel, told, session, take):
    class Half(Shelf):
        def take(self, names, device="auto"):
            return super().take([name for name in names if name == "rie"])

    panel.set_shelf(Half())
    session.open_take(take)
    panel.set_shift(0.1, 0.1)
    assert set(poses_of(qtbot, told)) == {"rie"}
    assert any("evä is not at hand" in label.text() for label in panel.findChildren(QLabel))
