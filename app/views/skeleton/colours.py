"""Mixing the theme's colours."""

Rgb = tuple[float, float, float]


def to_rgb(colour: str) -> Rgb:
    """Red, green and blue, 0 to 1, of a colour written #rrggbb."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from one to the other."""
    pairs = zip(to_rgb(one), to_rgb(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + share * (b - a))):02x}" for a, b in pairs)
