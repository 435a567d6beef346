"""What the user may choose about a detector."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Quality = Literal["fast", "balanced", "best"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)


@dataclass(frozen=True, slots=True)
class MmposeOptions:
    """Which models of mmpose to run."""

    config: str
    """A file, or the name of a config that comes with mmpose. It is a program: trust whoever wrote it."""
    checkpoint: Path
    person_config: str | None = None
    person_checkpoint: Path | None = None
    """A one-stage model (RTMO, say) whose boxes a top-down one is given."""
    device: Literal["auto", "cpu", "cuda"] = "auto"


@dataclass(frozen=True, slots=True)
class DetectorOptions:
    """Choices of the user; each detector takes those that concern it."""

    quality: Quality = "balanced"
    weights: Path | None = None
    """ONNX file of a pose network, in the place of what would be downloaded."""
    person_weights: Path | None = None
    """ONNX file of a network that finds people's boxes."""
    is_offline: bool = False
    """Download nothing: what is not on this machine is an error."""
    mmpose: MmposeOptions | None = None
    box: tuple[float, float, float, float] | None = None
    """Left, top, width and height in pixels, around the one person to follow, in the clip's first frame."""
