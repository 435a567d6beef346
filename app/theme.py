"""Colours, spacing and fonts, and nowhere else. Left and right, and the lifters, are told apart by everyone.

Left, right and lifter colours are Okabe and Ito's (2008), which people with any kind of colour vision
tell apart.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the window. Colours are #rrggbb."""

    name: str
    background: str
    """Behind everything."""
    panel: str
    """Of a dock or dialog."""
    raised: str
    """Of buttons, fields and rows under the pointer."""
    border: str
    text: str
    faint: str
    """Text that is not the point: units, hints, ticks."""
    accent: str
    """The current frame, focus, the default button."""
    on_accent: str
    warning: str
    error: str
    good: str
    left: str
    """The person's left side."""
    right: str
    middle: str
    """Spine, neck and head."""
    baseline: str
    rie: str
    other_lifters: tuple[str, ...]
    people: tuple[str, ...]
    """For who is who, none of them a side's; with more people they come again, and numbers tell."""
    canvas: str
    """Behind the 3D figure and around the video."""
    grid: str

    def lifter(self, name: str, position: int = 0) -> str:
        """The colour of a lifter by its name, or by its position among those of other names."""
        if name.startswith("baseline"):
            return self.baseline
        if name.startswith("rie"):
            return self.rie
        return self.other_lifters[position % len(self.other_lifters)]

    def person(self, number: int) -> str:
        """The colour of the person of this number."""
        return self.people[(number - 1) % len(self.people)]


DARK = Theme(
    name="dark", background="#16181d", panel="#1e2128", raised="#2a2e37", border="#363b46",
    text="#e6e8ec", faint="#8d95a3", accent="#4c9aff", on_accent="#0b1220", warning="#f0b429",
    error="#ff6b5e", good="#3fbf7f", left="#56b4e9", right="#e69f00", middle="#d5d9e0",
    baseline="#cc79a7", rie="#1fbf8f", other_lifters=("#f0e442", "#56b4e9", "#d55e00"),
    people=("#f0e442", "#e78ac3", "#4fc3a1", "#8da0ff", "#ff8a70", "#b6d94c", "#c3a6ff", "#d8b483"),
    canvas="#101216", grid="#3a404c",
)  # fmt: skip
LIGHT = Theme(
    name="light", background="#f3f4f6", panel="#ffffff", raised="#e8eaee", border="#cfd4dc",
    text="#1b1f27", faint="#626b7a", accent="#1f6feb", on_accent="#ffffff", warning="#a86500",
    error="#c62f21", good="#1a7f4e", left="#0072b2", right="#c77700", middle="#4a505c",
    baseline="#b0467f", rie="#00805c", other_lifters=("#8a7d00", "#0072b2", "#b34700"),
    people=("#8a7000", "#b0467f", "#00805c", "#4a55c8", "#b8392a", "#5d7d00", "#7d4cc0", "#8a5a2b"),
    canvas="#e9ebef", grid="#b9c0cb",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

SPACE = 8
"""Pixels between things that belong together; multiples of it elsewhere."""
