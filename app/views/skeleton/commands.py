"""What can be done in the 3D view, as a table: its toolbar, its keys and its tests are built from it."""

from dataclasses import dataclass
from typing import Any, Literal

Part = Literal["mode", "preset", "show", "camera", "keys", "copy"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. Texts are English; they are translated where they are shown."""

    id: str
    part: Part
    """Where it is found; `keys` are on no button."""
    text: str
    tip: str
    handler: str
    """A method of the panel."""
    arguments: tuple[Any, ...] = ()
    key: str = ""
    """Works while the 3D view has the focus. Keys of the whole window are in its own table."""
    is_toggle: bool = False


COMMANDS: dict[str, Command] = {
    command.id: command
    for command in (
        Command("one", "mode", "One", "One lifter", "set_mode", ("one",), is_toggle=True),
        Command("side", "mode", "Side by side", "Each lifter in its own picture, one camera for all",
                "set_mode", ("side",), is_toggle=True),
        Command("overlay", "mode", "Overlay", "Two lifters laid over each other, with their differences",
                "set_mode", ("overlay",), is_toggle=True),
        Command("front", "preset", "Front", "From where the person faces", "show_view", ("front",)),
        Command("side-view", "preset", "Side", "From the person's left", "show_view", ("side",)),
        Command("top", "preset", "Top", "From above", "show_view", ("top",)),
        Command("camera", "preset", "Camera", "From where the video was taken", "show_view", ("camera",)),
        Command("three-quarter", "preset", "¾", "From the front at an angle", "show_view",
                ("three-quarter",), "5"),
        Command("labels", "show", "Joint names", "Write each joint's name beside it", "show_labels",
                key="H", is_toggle=True),
        Command("trail", "show", "Trail of the joint", "Where the chosen joint was and will be",
                "show_trail", key="T", is_toggle=True),
        Command("ghosts", "show", "Neighbouring frames", "The poses before and after, as pale figures",
                "show_ghosts", key="G", is_toggle=True),
        Command("world", "show", "Move through the room", "Where the person is in the room; else on the spot",
                "show_world", key="W", is_toggle=True),
        Command("follow", "camera", "Follow the person", "The camera moves along", "set_follow",
                key="F", is_toggle=True),
        Command("orthographic", "camera", "Without perspective", "Parallel lines stay parallel",
                "set_orthographic", key="O", is_toggle=True),
        Command("fit", "camera", "Fit", "Show the whole motion", "fit", key="0"),
        Command("reset", "camera", "Reset the camera", "Back to the first view", "reset_camera",
                key="Shift+0"),
        Command("copy-pose", "copy", "Copy this pose", "Joint, x, y and z in metres, for a spreadsheet",
                "copy_pose"),
        Command("copy-picture", "copy", "Copy this picture", "What the 3D view shows", "copy_picture"),
        Command("next-joint", "keys", "Next joint", "Choose the next joint", "step_joint", (1,), "N"),
        Command("previous-joint", "keys", "Previous joint", "Choose the joint before", "step_joint", (-1,),
                "Shift+N"),
        Command("turn-left", "keys", "Turn left", "Walk around the person", "orbit", (-10, 0), "Alt+Left"),
        Command("turn-right", "keys", "Turn right", "Walk around the person", "orbit", (10, 0),
                "Alt+Right"),
        Command("higher", "keys", "Higher", "Look from higher up", "orbit", (0, 5), "Alt+Up"),
        Command("lower", "keys", "Lower", "Look from lower down", "orbit", (0, -5), "Alt+Down"),
        Command("nearer", "keys", "Nearer", "Come nearer", "zoom", (0.9,), "+"),
        Command("farther", "keys", "Farther", "Go away", "zoom", (1 / 0.9,), "-"),
    )
}  # fmt: skip
TRAIL_FRAMES = (5, 15, 30, 60)
"""What there is to choose from, to either side."""
