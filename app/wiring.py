"""What panels ask for that they cannot do alone: led to where it is done."""

from __future__ import annotations

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
    FrameServer.of(window.session).failed.connect(lambda text: window.say(text, "warning"))
    for panel in panels.values():
        if hasattr(panel, "problem"):
            panel.problem.connect(lambda text: window.say(text, "error"))
    workspace.layout_changed.connect(lambda name: video.set_correcting(name == "correct"))
