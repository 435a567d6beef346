"""Everything that can be done, as one table: menus, toolbars, keys, command palette and tests use it."""

from dataclasses import dataclass
from typing import Any, Literal

Menu = Literal["File", "Edit", "Play", "View", "Process", "Help"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "Play", "View", "Process", "Help")
When = Literal["always", "video", "take", "undo", "redo", "busy", "free video", "loop", "people"]
Toolbar = Literal["", "main", "transport"]


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """One thing that can be done. Texts are English; they are translated where they are shown."""

    id: str
    menu: Menu
    text: str
    tip: str
    keys: tuple[str, ...]
    """By default; the user may choose others."""
    handler: str
    """Way from the main window to what is called: `playback.step`."""
    arguments: tuple[Any, ...] = ()
    when: When = "always"
    icon: str = ""
    toolbar: Toolbar = ""
    starts_group: bool = False
    """Whether a line comes before it in the menu."""


def _act(
    id_: str,
    menu: Menu,
    text: str,
    tip: str,
    keys: str,
    handler: str,
    *arguments: Any,
    when: When = "always",
    icon: str = "",
    toolbar: Toolbar = "",
    starts_group: bool = False,
) -> ActionEntry:
    """`keys` are parted by spaces."""
    return ActionEntry(
        id_, menu, text, tip, tuple(keys.split()), handler, arguments, when, icon, toolbar, starts_group
    )


ACTIONS: dict[str, ActionEntry] = {
    entry.id: entry
    for entry in (
        # ---- File
        _act("open", "File", "Open…", "Open a video or a take", "Ctrl+O", "documents.choose_file",
             icon="open", toolbar="main"),
        _act("open-sample", "File", "Open the sample", "Open the video that comes with Relief",
             "Ctrl+Shift+O", "documents.open_sample", icon="sample"),
        _act("open-keypoints", "File", "Keypoints for this video…",
             "Take the 2D keypoints from a file instead of a detector", "Ctrl+Shift+K",
             "commands.show_keypoints", when="video"),
        _act("save", "File", "Save", "Save the take", "Ctrl+S", "documents.save", when="take",
             icon="save", toolbar="main", starts_group=True),
        _act("save-as", "File", "Save as…", "Save the take under another name", "Ctrl+Shift+S",
             "documents.save_as", when="take", icon="save-as"),
        _act("export", "File", "Export…", "Write the motion as BVH, CSV, glTF and others", "Ctrl+E",
             "commands.show_export", when="take", icon="export", toolbar="main", starts_group=True),
        _act("render", "File", "Render a video…", "Write video and 3D side by side as MP4",
             "Ctrl+Shift+E", "commands.show_render", when="take", icon="render"),
        _act("save-picture", "File", "Save a picture…", "Save what the 3D view shows", "Ctrl+Shift+P",
             "commands.save_picture", when="video", icon="picture"),
        _act("load-truth", "File", "Load true motion…", "Compare with motion capture of the same clip",
             "", "commands.load_truth", when="take", icon="truth", starts_group=True),
        _act("close", "File", "Close", "Close the video; nothing is lost", "Ctrl+W", "documents.close",
             when="video", icon="close", starts_group=True),
        _act("quit", "File", "Quit", "End Relief; nothing is lost", "Ctrl+Q", "close"),
        # ---- Edit
        _act("undo", "Edit", "Undo", "Take back the last correction", "Ctrl+Z", "session.undo",
             when="undo", icon="undo", toolbar="main"),
        _act("redo", "Edit", "Redo", "Make it again", "Ctrl+Shift+Z Ctrl+Y", "session.redo", when="redo",
             icon="redo", toolbar="main"),
        _act("next-person", "Edit", "Next person", "Choose the next person in the video", "P",
             "choosing.step", 1, when="people", starts_group=True),
        _act("previous-person", "Edit", "Previous person", "Choose the person before", "Shift+P",
             "choosing.step", -1, when="people"),
        _act("choose-person", "Edit", "Choose a person…", "Choose one of the people in the video", "",
             "people.choose", when="people"),
        _act("merge-people", "Edit", "Merge with another person…", "The tracker took one person for two",
             "M", "people.merge", when="people"),
        _act("cut-person", "Edit", "Cut the person here", "From this frame on it is somebody else", "X",
             "people.cut", when="take"),
        _act("swap-people", "Edit", "Swap with another person…",
             "The tracker exchanged two people, from here on or in the loop", "S", "people.swap",
             when="people"),
        _act("copy-pose", "Edit", "Copy the pose", "Copy this frame's joints, for a spreadsheet",
             "Ctrl+C", "commands.copy_pose", when="take", icon="copy", starts_group=True),
        _act("settings", "Edit", "Settings…", "Detector, lifters, looks, keys", "Ctrl+,",
             "commands.show_settings", icon="settings", starts_group=True),
        # ---- Play
        _act("first", "Play", "First frame", "Go to the first frame", "Home", "playback.go_first",
             when="video", icon="first", toolbar="transport"),
        _act("back", "Play", "Back one frame", "Go back one frame", "Left", "playback.step", -1,
             when="video", icon="step-back", toolbar="transport"),
        _act("play", "Play", "Play or pause", "Play or pause", "Space", "playback.toggle", when="video",
             icon="play", toolbar="transport"),
        _act("forward", "Play", "On one frame", "Go on one frame", "Right", "playback.step", 1,
             when="video", icon="step-forward", toolbar="transport"),
        _act("last", "Play", "Last frame", "Go to the last frame", "End", "playback.go_last",
             when="video", icon="last", toolbar="transport"),
        _act("back-10", "Play", "Back ten frames", "Go back ten frames", "Shift+Left", "playback.step",
             -10, when="video"),
        _act("forward-10", "Play", "On ten frames", "Go on ten frames", "Shift+Right", "playback.step",
             10, when="video"),
        _act("reverse", "Play", "Play backwards", "Play backwards", "J", "playback.reverse",
             when="video", starts_group=True),
        _act("pause", "Play", "Pause", "Pause", "K", "playback.pause", when="video", icon="pause"),
        _act("play-forward", "Play", "Play forwards", "Play forwards", "L", "playback.forward",
             when="video"),
        _act("slower", "Play", "Slower", "Play more slowly", "Ctrl+Down", "playback.slower",
             when="video"),
        _act("faster", "Play", "Faster", "Play faster", "Ctrl+Up", "playback.faster", when="video"),
        _act("loop-start", "Play", "Loop from here", "The loop begins at this frame", "[",
             "playback.set_loop_start", when="video", icon="loop-start", toolbar="transport",
             starts_group=True),
        _act("loop-end", "Play", "Loop to here", "The loop ends at this frame", "]",
             "playback.set_loop_end", when="video", icon="loop-end", toolbar="transport"),
        _act("loop-clear", "Play", "No loop", "Play the whole video", "\\", "playback.clear_loop",
             when="loop", icon="loop", toolbar="transport"),
        _act("bookmark", "Play", "Bookmark", "Mark this frame, or take the mark away", "B",
             "commands.bookmark", when="video"),
        _act("next-bookmark", "Play", "Next bookmark", "Go to the next bookmark", "Shift+B",
             "commands.go_bookmark", when="video"),
        _act("next-finding", "Play", "Next finding", "Go to the next finding", ".", "commands.go_finding", 1,
             when="take", icon="next-finding", toolbar="transport", starts_group=True),
        _act("previous-finding", "Play", "Previous finding", "Go to the finding before", ",",
             "commands.go_finding", -1, when="take"),
        _act("next-disagreement", "Play", "Next largest disagreement",
             "Go to where the lifters differ most, then to where they differ less", "D",
             "commands.go_disagreement", when="take", icon="disagreement", toolbar="transport"),
        # ---- View
        _act("layout-review", "View", "Review", "Video beside 3D, timeline below", "Ctrl+1",
             "commands.show_layout", "review", when="video", icon="layout-review", toolbar="main"),
        _act("layout-compare", "View", "Compare", "3D large, with tables of both lifters", "Ctrl+2",
             "commands.show_layout", "compare", when="video", icon="layout-compare", toolbar="main"),
        _act("layout-correct", "View", "Correct", "Video large, for corrections by hand", "Ctrl+3",
             "commands.show_layout", "correct", when="video", icon="layout-correct", toolbar="main"),
        _act("layout-reset", "View", "Reset this layout", "Put the panels where they belong", "Ctrl+4",
             "commands.reset_layout", when="video"),
        _act("view-front", "View", "3D from the front", "See the figure from the front", "1",
             "commands.show_view", "front", when="video", starts_group=True),
        _act("view-side", "View", "3D from the side", "See the figure from the side", "2",
             "commands.show_view",
             "side", when="video"),
        _act("view-top", "View", "3D from above", "See the figure from above", "3",
             "commands.show_view", "top",
             when="video"),
        _act("view-camera", "View", "3D as the camera saw it", "See the figure as the camera saw it",
             "4", "commands.show_view", "camera", when="video"),
        _act("theme", "View", "Dark or light", "Change between the dark and the light theme", "Ctrl+T",
             "commands.toggle_theme", icon="theme", starts_group=True),
        _act("larger", "View", "Larger text", "Make all text larger", "Ctrl++ Ctrl+=",
             "commands.change_font", 1),
        _act("smaller", "View", "Smaller text", "Make all text smaller", "Ctrl+-",
             "commands.change_font", -1),
        _act("full-screen", "View", "Full screen", "Fill the screen", "F11", "commands.toggle_full_screen",
             icon="full-screen"),
        # ---- Process
        _act("process", "Process", "Process the video", "Find the person and lift to 3D, with the settings",
             "Ctrl+R", "commands.process_again", when="free video", icon="process", toolbar="main"),
        _act("stop", "Process", "Stop", "Stop what is running; it can go on later", "Ctrl+.",
             "commands.stop_jobs",
             when="busy", icon="stop"),
        # ---- Help
        _act("commands", "Help", "Find a command…", "Type what you want to do", "Ctrl+K",
             "commands.show_commands", icon="palette", toolbar="main"),
        _act("keys", "Help", "Keys", "All keys on one page", "? F1", "commands.show_keys", icon="keys"),
        _act("doctor", "Help", "Check this machine", "Try each part of Relief on this machine", "",
             "commands.show_doctor", icon="doctor", starts_group=True),
        _act("log", "Help", "Log", "What Relief has done and met", "Ctrl+L", "commands.show_log", icon="log"),
        _act("about", "Help", "About Relief", "Version and licence", "", "commands.show_about", icon="info"),
    )
}  # fmt: skip
