"""What may be chosen for exports, as data: dialogs and the command line are built from it."""

from core.export.records import ExportSetting

TABLE = ExportSetting(
    "table",
    "Table",
    "layout of CSV tables",
    {"tidy": "a row for each joint of each frame", "wide": "a row for each frame"},
)
PROFILE = ExportSetting(
    "profile",
    "For",
    "program that is to read BVH files: its joint names, unit and order of rotations",
    {
        "blender": "Blender: metres",
        "maya": "Maya: centimetres",
        "motionbuilder": "MotionBuilder, Unity and most others: centimetres, HumanIK names",
        "unreal": "Unreal Engine: centimetres, the mannequin's names, one order of rotations",
        "plain": "metres, names as in the tables, one order of rotations",
    },
)
UNIT = ExportSetting(
    "unit",
    "Unit",
    "unit of BVH files",
    {"auto": "what the program takes", "cm": "centimetres", "m": "metres"},
)
RATE = ExportSetting(
    "rate",
    "Frames per second",
    "frames per second of formats with one rate, such as 30000/1001; default: that of the video",
)
ROOT = ExportSetting(
    "root",
    "Root",
    "how the figure moves through the room",
    {
        "auto": "as estimated, on the spot where nothing is",
        "in-place": "on the spot",
        "glued": "on the spot, the lowest foot of every frame on the floor; jumps are lost",
        "estimated": "as estimated from the video",
    },
)
FIGURE = ExportSetting(
    "figure",
    "Figure",
    "what GLB and USD files show",
    {"body": "a simple body", "joints": "the joints alone"},
)
SMOOTHING = ExportSetting(
    "smoothing",
    "Smoothing",
    "filter of the 3D motion, in true time and without lag",
    {
        "none": "none",
        "butterworth": "Butterworth, as in biomechanics",
        "savitzky_golay": "Savitzky-Golay: keeps peaks",
        "lowess": "LOWESS: also across short gaps",
        "one_euro": "One Euro: still joints more than fast ones",
    },
)
KEEP_RANGE = ExportSetting(
    "keep_range",
    "Range kept",
    "per cent of each joint's range of movement that smoothing leaves; it is made as strong as that allows",
    {"99.5": "99.5 %", "99": "99 %", "98": "98 %", "95": "95 %", "90": "90 %"},
)
MOTION = (ROOT, SMOOTHING, KEEP_RANGE)
"""What every format of 3D motion offers."""

SETTINGS = (TABLE, PROFILE, UNIT, RATE, *MOTION, FIGURE)
"""All of them."""
