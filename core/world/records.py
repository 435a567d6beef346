"""How a pose is put into the world, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.pose.records import Pose

Array = NDArray[np.float64]

CameraKind = Literal["static", "panning", "handheld", "unknown"]
CameraChoice = Literal["auto", "static", "moving"]
FootLock = Literal["auto", "always", "off"]


@dataclass(frozen=True, slots=True)
class PlacementOptions:
    """What the user knows of the camera and the person, and how the result was set right by hand."""

    focal_px: float | None = None
    """Focal length in pixels of the picture as displayed; None where it is not known."""
    fov_deg: float | None = None
    """Angle that the picture's longer side covers; another way to give the focal length."""
    height_m: float | None = None
    """The person's height: it sets the scale."""
    distance_m: float | None = None
    """From the camera to the person's pelvis in the first lifted frame. It sets the focal length where that
    is not known, and else the scale."""
    tilt_pitch_deg: float = 0.0
    """Turns the world about its x axis (the camera's right) after the up direction was found; positive
    leans what is in front of the camera towards it. The floor is found again after the turn."""
    tilt_roll_deg: float = 0.0
    """The same about the z axis, which points towards the camera."""
    lift_m: float = 0.0
    """How much higher everything stands than the floor that was found."""
    joint_limit_deg: float | None = None
    """Knees and elbows that bend the wrong way by more are bent back to it; None leaves them as lifted."""
    foot_lock: FootLock = "auto"
    camera: CameraChoice = "auto"
    """`static` ignores what motion was seen in the background, `moving` follows it even where it may be
    nothing but noise."""

    def __post_init__(self) -> None:
        for name, low, high in _LIMITS:
            value = getattr(self, name)
            if value is not None and not low <= value <= high:  # NaN too
                raise BadInput(f"{_WORDS[name]} of {value:g} is impossible: give {low:g} to {high:g}.")
        if self.focal_px is not None and self.fov_deg is not None:
            raise BadInput("The focal length is given twice: as pixels and as field of view. Give one.")


_LIMITS = (
    ("focal_px", 10.0, 1e6), ("fov_deg", 1.0, 170.0), ("height_m", 0.3, 3.0), ("distance_m", 0.2, 1000.0),
    ("tilt_pitch_deg", -90.0, 90.0), ("tilt_roll_deg", -180.0, 180.0), ("lift_m", -100.0, 100.0),
    ("joint_limit_deg", 0.0, 90.0),
)  # fmt: skip
_WORDS = {
    "focal_px": "A focal length in pixels",
    "fov_deg": "A field of view in degrees",
    "height_m": "A person's height in metres",
    "distance_m": "A distance in metres",
    "tilt_pitch_deg": "A tilt in degrees",
    "tilt_roll_deg": "A roll in degrees",
    "lift_m": "A lift in metres",
    "joint_limit_deg": "A limit of joints in degrees",
}


@dataclass(frozen=True, slots=True, eq=False)
class CameraMotion:
    """How the background moved over a clip of T frames: the camera's motion, focal length not needed."""

    kind: CameraKind
    shift_px: NDArray[np.float32]
    """(T, 2) where the background that was in the middle of the first picture is now, minus where it was:
    pixels, as if the camera only turned, x right, y down. Of a camera that stands still it is noise."""
    roll: NDArray[np.float32]
    """(T,) radians that the picture has turned since the first frame, clockwise as seen."""
    is_trusted: bool
    """False where too little background could be followed, or it moved as if the camera walked."""
    text: str
    """What was seen, as a sentence."""

    def __post_init__(self) -> None:
        if self.shift_px.shape != (len(self.roll), 2):
            raise ValueError(f"camera shapes disagree: {self.shift_px.shape}, {self.roll.shape}")

    @property
    def has_moved(self) -> bool:
        """Whether there is motion that should be taken out."""
        return self.kind in ("panning", "handheld")

    def __len__(self) -> int:
        return len(self.roll)


def still_camera(frames: int, text: str = "The camera was taken to stand still.") -> CameraMotion:
    """A camera that does not move, for `frames` frames."""
    return CameraMotion("static", np.zeros((frames, 2), np.float32), np.zeros(frames, np.float32), True, text)


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A pose in the world: standing on its floor, upright, moving about, in metres."""

    pose: Pose
    """Coordinates `world`; frames that could not be lifted stay NaN."""
    options: PlacementOptions
    focal_px: float
    focal_text: str
    """Where the focal length came from and how sure it is, as a sentence."""
    rotation: Array
    """(R, 3, 3) camera to world; R is 1 for a camera that stands still, else T."""
    camera: Array
    """(R, 3) metres: where the camera is in the world."""
    scale: float
    """By how much the lifter's metres were multiplied."""
    contacts: NDArray[np.bool_]
    """(T, 2) whether the left and the right foot stand on the ground."""
    motion: CameraMotion
    figures: Mapping[str, float] = field(default_factory=dict)
    """Figures of the placement by name; units are in the names."""
    warnings: tuple[str, ...] = ()
    """What to be careful about, as sentences."""

    def __post_init__(self) -> None:
        frames, cameras = len(self.pose), len(self.rotation)
        if self.pose.coordinates != "world" or cameras not in (1, frames):
            raise ValueError("a placement needs a pose in the world, and one camera or one for each frame")
        if self.rotation.shape != (cameras, 3, 3) or self.camera.shape != (cameras, 3):
            raise ValueError(f"placement shapes disagree: {self.rotation.shape}, {self.camera.shape}")
        if self.contacts.shape != (frames, 2) or len(self.motion) != frames:
            raise ValueError("a placement needs contacts and the camera's motion for each frame")
