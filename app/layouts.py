"""Which panels there are, and how they lie in each of the presets."""

from dataclasses import dataclass
from typing import Literal

Layout = Literal["review", "compare", "correct"]
LAYOUTS: tuple[Layout, ...] = ("review", "compare", "correct")


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """One panel. It is imported when the first video is opened: an empty window needs none."""

    id: str
    title: str
    """English; translated where it is shown."""
    module: str
    kind: str
    """Class in that module, made as `Kind(session, theme)`."""


PANELS: dict[str, PanelEntry] = {
    entry.id: entry
    for entry in (
        PanelEntry("video", "Video", "app.views.video", "VideoPanel"),
        PanelEntry("skeleton", "3D", "app.views.skeleton", "SkeletonPanel"),
        PanelEntry("timeline", "Timeline", "app.views.timeline", "TimelinePanel"),
        PanelEntry("comparison", "Comparison", "app.views.comparison", "ComparisonPanel"),
        PanelEntry("findings", "Findings", "app.views.findings", "FindingsPanel"),
        PanelEntry("movement", "Movement", "app.views.movement_lens", "MovementPanel"),
        PanelEntry("shift", "Shift lab", "app.views.shift_lab", "ShiftLabPanel"),
        PanelEntry("room", "Room", "app.views.room", "RoomPanel"),
    )
}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Columns of panels above the timeline; several ids in one place are tabs, the first one in front."""

    columns: tuple[tuple[tuple[str, ...], ...], ...]
    """Columns from left to right, places in a column from top to bottom, ids in a place."""
    widths: tuple[int, ...]
    """Shares of the columns."""
    timeline: float
    """Share of the height that the timeline has."""
    heights: tuple[int, int] = (3, 2)
    """Shares of two places in one column."""


ARRANGEMENTS: dict[Layout, Arrangement] = {
    "review": Arrangement(
        ((("video",),), (("skeleton",),), (("findings", "movement", "comparison", "shift", "room"),)),
        (5, 5, 4), 0.26,
    ),
    "compare": Arrangement(
        ((("skeleton",),), (("video",), ("comparison", "shift", "movement", "findings", "room"))),
        (6, 5), 0.22, (1, 1),
    ),
    "correct": Arrangement(
        ((("video",),), (("skeleton",), ("findings", "room", "shift", "movement", "comparison"))),
        (7, 4), 0.24,
    ),
}  # fmt: skip
