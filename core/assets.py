"""Where the files that come with Relief are: the sample video and the trained lifters."""

from pathlib import Path

from core.errors import NotInstalled

# In a checkout, in an installed wheel and in a frozen program alike: assets/ lies next to core/.
ASSETS = Path(__file__).resolve().parent.parent / "assets"


def asset_path(*parts: str) -> Path:
    """The file or folder `assets/<parts>`; NotInstalled where it did not come along."""
    path = ASSETS.joinpath(*parts)
    if not path.exists():
        raise NotInstalled(
            f"{'/'.join(parts)} is missing from Relief's own files: looked for {path}. "
            "Install Relief again, or in a checkout restore the assets folder."
        )
    return path
