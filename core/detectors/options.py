"""What the user may choose about a detector."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Quality = Literal["fast", "balanced", "best"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)


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
