"""What panels ask for that they cannot do alone: led to where it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.frame_server import FrameServer
from app.workspace import Workspace

if TYPE_CHECKING:
    from app.main_window import MainWindow


def connect_panels(window: MainWindow, workspace: Workspace) -> None:
    """Connect the panels with each other and with the window. Panels do not know each other."""
    correcting, panels = window.correcting, workspace.panels
    video, skeleton = panels["video"], panels["skeleton"]
    video.correction_wanted.connect(correcting.correct)
    video.joint_dragged.connect(
        lambda frame, joint, x, y: correcting.drag(frame, joint, x, y, video.decay_frames)
    )
    video.joint_dropped.connect(
        lambda frame, joint, x, y: correcting.move(frame, joint, x, y, video.decay_frames)
    )
    video.drag_cancelled.connect(correcting.cancel_drag)
    correcting.previewed.connect(skeleton.set_shifted)
    shift = panels["shift"]
    shift.set_shelf(window.shelf, window.settings["device"])
    shift.shifted_poses.connect(skeleton.set_shifted)
    shift.shift_changed.connect(video.set_shift)
    shift.safety_map_changed.connect(video.set_safety_map)
    video.shift_dragged.connect(shift.set_shift)
    room, placing = panels["room"], window.placing
    room.options_tried.connect(placing.attempt)
    room.options_chosen.connect(placing.place)
    placing.previewed.connect(skeleton.show_placed)
    for panel in (video, panels["timeline"]):
        panel.person_wanted.connect(window.choosing.choose)
        panel.people_change_wanted.connect(window.choosing.change)
        window.choosing.awaited_changed.connect(panel.show_awaited)
    FrameServer.of(window.session).failed.connect(lambda text: window.say(text, "warning"))
    for panel in panels.values():
        if hasattr(panel, "problem"):
            panel.problem.connect(lambda text: window.say(text, "error"))
    choose = partial(_choose_mode, workspace)
    workspace.layout_changed.connect(choose)
    workspace.layout_changed.connect(window.what_next.withdraw)
    shift.seen_changed.connect(choose)


def _choose_mode(workspace: Workspace, *_: object) -> None:
    """What dragging in the video does: with the shift lab in sight it shifts, else it may correct."""
    video = workspace.panels["video"]
    if workspace.panels["shift"].is_seen:
        video.set_shifting(True)
    else:
        video.set_correcting(workspace.current == "correct")
