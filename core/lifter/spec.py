"""What a lifter is made of: the few sizes and switches that, with its weights, define it wholly."""

import math
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self, get_args

from core.errors import BadInput
from core.pose.skeleton import SKELETONS, Skeleton

TemporalOperator = Literal["subtract", "inner", "cross", "cosine", "subtract_square", "subtract_81"]
"""How T-ENH relates each frame to the current one: paper eq. 13 and the supplement's comparison."""

Frame = Literal["camera", "ray"]
"""The frame of the pose that a lifter puts out. camera: the paper's. ray: z points along the ray from the
camera to the root, reached from the camera frame by the smallest rotation; there the pose of a person who
is moved across the picture stays the same, which in the camera frame it does not under perspective."""

Unit = Literal["picture", "body"]
"""What keypoints are measured in. picture: the paper's normalised image units. body: everything that goes in
is relative, as P-ENH and T-ENH make it, and divided by the body's apparent size in the window, so that people
near, far and anywhere in the picture look alike."""

GROUPS: dict[str, dict[str, tuple[int, ...]]] = {
    "h36m-17": {
        "torso": (0, 7, 8, 9, 10),
        "right_arm": (14, 15, 16),
        "left_arm": (11, 12, 13),
        "right_leg": (1, 2, 3),
        "left_leg": (4, 5, 6),
    },
    "humaneva-15": {
        "torso": (0, 1, 14),
        "right_arm": (5, 6, 7),
        "left_arm": (2, 3, 4),
        "right_leg": (11, 12, 13),
        "left_leg": (8, 9, 10),
    },
}
"""The five groups of joints of each skeleton that can be lifted. Right comes before left because the
authors' code orders them so (under swapped names), and fusion depends on the order."""

_LARGEST_SIZE = 4096


@dataclass(frozen=True, slots=True)
class LifterSpec:
    """The architecture of one lifter. Saved beside its weights, and all that is needed to rebuild it."""

    skeleton_name: str = "h36m-17"
    widths: tuple[int, ...] = (3, 3, 3)
    """Filter widths of the temporal encoder; their product is the window length T (27, 81, 243)."""
    has_absolute: bool = True
    """The 2D keypoints themselves are an input of the local encoders."""
    has_positional: bool = False
    """P-ENH: every joint relative to the root of its own frame (eq. 9)."""
    temporal: TemporalOperator | None = None
    """T-ENH: every frame relative to the current one (eq. 13), or None without it."""
    has_fusion: bool = True
    """The Feature Fusion Module; stage 1 trains without it."""
    channels: int = 128
    hidden: int = 256
    latent: int = 128
    temporal_dropout: float = 0.2
    dropout: float = 0.25
    global_blocks: int = 2
    """Residual blocks of the global encoder (the other fully connected parts have one)."""
    frame: Frame = "camera"
    unit: Unit = "picture"

    def __post_init__(self) -> None:
        problem = self._find_problem()
        if problem:
            raise BadInput(f"This is not a lifter that Relief can build: {problem}.")

    def _find_problem(self) -> str | None:
        if self.skeleton_name not in GROUPS:
            return f"skeleton {self.skeleton_name!r} is not one of {', '.join(GROUPS)}"
        if not 1 <= len(self.widths) <= 6 or any(w != 3 for w in self.widths):
            return f"filter widths {self.widths} are not one to six threes"
        if self.temporal is not None and self.temporal not in get_args(TemporalOperator):
            return f"temporal operator {self.temporal!r} is unknown"
        if self.frame not in get_args(Frame):
            return f"the frame {self.frame!r} is unknown"
        if self.unit not in get_args(Unit):
            return f"the unit {self.unit!r} is unknown"
        if self.unit == "body" and (self.has_absolute or self.temporal not in (None, "subtract")):
            return "in the body's unit only differences can be measured"
        if not (self.has_absolute or self.has_positional or self.temporal):
            return "it has no input"
        sizes = (self.channels, self.hidden, self.latent)
        if not all(1 <= size <= _LARGEST_SIZE for size in sizes):
            return f"sizes {sizes} are not between 1 and {_LARGEST_SIZE}"
        if not (0 <= self.temporal_dropout < 1 and 0 <= self.dropout < 1):
            return "a dropout is not between 0 and 1"
        if not 1 <= self.global_blocks <= 8:
            return f"{self.global_blocks} residual blocks in the global encoder"
        return None

    @property
    def skeleton(self) -> Skeleton:
        """The skeleton of both its input and its output."""
        return SKELETONS[self.skeleton_name]

    @property
    def groups(self) -> dict[str, tuple[int, ...]]:
        """Joint indices of each group."""
        return GROUPS[self.skeleton_name]

    @property
    def window(self) -> int:
        """T: how many frames it sees to lift the middle one."""
        return math.prod(self.widths)

    @property
    def channels_per_joint(self) -> int:
        """Values that a local encoder sees of each joint in each frame."""
        temporal = {None: 0, "inner": 1, "cross": 1, "cosine": 1, "subtract_square": 4}.get(self.temporal, 2)
        return 2 * self.has_absolute + 2 * self.has_positional + temporal

    @property
    def can_dilate(self) -> bool:
        """Whether a frame's input is the same in every window, so that windows can share their work."""
        return self.temporal is None and self.unit == "picture"

    @property
    def label(self) -> str:
        """The variant in the paper's words, as `+P-ENH +T-ENH`; `relative` without absolute keypoints."""
        parts = ["relative"] * (not self.has_absolute) + ["+P-ENH"] * self.has_positional
        if self.temporal:
            parts.append("+T-ENH" + ("" if self.temporal == "subtract" else f" ({self.temporal})"))
        return " ".join(parts) or "baseline"

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` turns back."""
        return asdict(self) | {"widths": list(self.widths)}

    @classmethod
    def from_json(cls, value: object) -> Self:
        """The spec in a JSON object from an untrusted file; `BadInput` says what is wrong with it."""
        if not isinstance(value, dict):
            raise BadInput("The lifter's spec is not a JSON object.")
        known = {field.name: field for field in fields(cls)}
        if unknown := sorted(set(value) - set(known)):
            raise BadInput(f"The lifter's spec has unknown entries: {', '.join(map(str, unknown))}.")
        clean = dict(value)
        if isinstance(clean.get("widths"), list):
            clean["widths"] = tuple(clean["widths"])
        for name, given in clean.items():
            if not _is_like(given, known[name].default):
                raise BadInput(f"The lifter's spec has {name} = {given!r}, which is of the wrong type.")
        return cls(**clean)


def _is_like(given: object, default: object) -> bool:
    if default is None:
        return given is None or isinstance(given, str)
    if isinstance(default, float):
        return isinstance(given, (int, float)) and not isinstance(given, bool)
    if isinstance(default, tuple):
        return isinstance(given, tuple) and all(type(item) is int for item in given)
    return type(given) is type(default)
