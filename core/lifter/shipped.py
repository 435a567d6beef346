"""The lifters that come with Relief, by short name."""

from pathlib import Path

from core.assets import asset_path
from core.errors import BadInput

LIFTERS: dict[str, str] = {"baseline": "baseline-27", "rie": "rie-27"}
"""Short names and the shipped pair that they mean: the best one."""


def find_lifter(name: str) -> Path:
    """The file of a lifter: a short name, the name of a shipped file, or a path of the user's.

    `BadInput` lists the names where none of these fits.
    """
    path = Path(name)
    if path.suffix or len(path.parts) > 1:
        if not path.is_file():
            raise BadInput(f"{path}: there is no such lifter file.")
        return path
    known = shipped_lifters()
    chosen = LIFTERS.get(name, name)
    if chosen not in known:
        raise BadInput(
            f"There is no lifter {name!r}; known: {', '.join(dict.fromkeys([*LIFTERS, *known]))},"
            " or the path of a .safetensors file."
        )
    return known[chosen]


def shipped_lifters() -> dict[str, Path]:
    """Every shipped lifter's file, by name."""
    return {path.stem: path for path in sorted(asset_path("lifters").glob("*.safetensors"))}


def paper_lifters() -> dict[str, Path]:
    """The rows of the paper's tables, trained the paper's way: for `relief evaluate`, not for videos."""
    return {path.stem: path for path in sorted(asset_path("lifters", "paper").glob("*.safetensors"))}
