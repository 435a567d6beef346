"""The list of findings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget

from app.theme import DARK, LIGHT
from app.views.findings import FindingsPanel
from core.diagnostics.findings import Finding


@pytest.fixture
def panel(qtbot, session):
    panel = FindingsPanel(session, DARK)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def found(panel):
    return panel.findChild(QListWidget)


def with_findings(take, *findings):
    return replace(take, findings=findings)


SHIFT = Finding("shift", "warning", 110, 113, "rie: the pose drifts.", "rie")
PADDED = Finding("padded", "note", 100, 101, "It sees repeated frames.")


def test_each_finding_has_its_time_its_frames_and_its_sentence(session, found, take):
    session.open_take(with_findings(take, PADDED, SHIFT))
    times = take.video.times
    assert [found.item(row).text() for row in range(found.count())] == [
        f"{times[100]:.2f} s · 100\nIt sees repeated frames.",
        f"{times[110]:.2f} – {times[112]:.2f} s · 110 – 112\nrie: the pose drifts.",
    ]


def test_a_click_and_the_return_key_go_to_the_first_frame(qtbot, session, found, take):
    session.open_take(with_findings(take, PADDED, SHIFT))
    place = found.visualItemRect(found.item(1)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.frame == 110
    found.setCurrentRow(0)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert session.frame == 100


def test_notes_can_be_left_out(panel, session, found, take):
    session.open_take(with_findings(take, PADDED, SHIFT))
    panel.findChild(QCheckBox).setChecked(False)
    assert [found.item(row).text().split("\n")[1] for row in range(found.count())] == [SHIFT.text]


def test_without_a_take_and_without_findings_it_says_so(session, found, take):
    assert not found.isVisible()
    session.open_take(with_findings(take))
    assert not found.isVisible()
    session.change_take(with_findings(take, SHIFT))
    assert found.isVisible()
    session.undo()
    assert not found.isVisible()


def test_damage_at_the_end_of_the_video_has_a_place_too(session, found, take):
    end = len(take.video)
    session.open_take(with_findings(take, Finding("lost", "warning", end - 2, end + 3, "Cut off.")))
    assert found.count() == 1


def test_the_chosen_finding_stays_chosen_in_another_look(panel, session, found, take):
    session.open_take(with_findings(take, PADDED, SHIFT))
    found.setCurrentRow(1)
    panel.set_theme(LIGHT)
    assert found.currentRow() == 1


def test_what_is_said_of_both_lifters_alike_is_said_once_of_both(session, found, take):
    text = "its window reaches over the end of the motion and sees repeated frames."
    both = [Finding("padded", "note", 100, 105, f"{name}: {text}", name) for name in ("baseline", "rie")]
    session.open_take(with_findings(take, *both))
    assert found.count() == 1
    assert found.item(0).text().endswith(f"\nbaseline, rie: {text}")


@pytest.mark.parametrize("width", [260, 300, 340, 420])
def test_a_row_is_high_enough_for_all_its_lines(session, panel, found, take, width):
    text = "The person was not seen; the keypoints were filled in from before and after."
    session.open_take(with_findings(take, Finding("interpolated", "warning", 100, 105, text)))
    panel.resize(width, 300)
    QApplication.processEvents()
    box = found.visualItemRect(found.item(0))
    room = QRect(0, 0, box.width() - 28, 1000)  # less the icon and its gaps
    lines = found.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, found.item(0).text())
    assert box.height() >= lines.height()
