"""Corrections by hand: a layer over what the detector saw, which stays as it was.

A take keeps its corrections as a list of records. The lifters see the cleaned track with the records
applied one after the other, in the order in which they were made; gaps that they open, or make shorter,
are then bridged as cleaning does. Taking a record from the list takes back all that it did.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.pose.cleaning import CleaningOptions, clean_track
from core.pose.records import Flag, Track
from core.pose.skeleton import Skeleton

Sides = Literal["legs", "arms", "body"]
"""Which limbs change sides: `body` is every joint that has a mirror image."""

_LIMBS: Mapping[Sides, tuple[str, ...]] = {
    "legs": ("hip", "knee", "ankle"),
    "arms": ("shoulder", "elbow", "wrist"),
}
_FOLLOWERS = {
    "hip": {"pelvis": 0.5, "spine": 0.25},
    "shoulder": {"thorax": 0.5, "spine": 0.25},
}
"""Parts of a joint's move that its derived joints make: the weights of `core.pose.mapping`, so that a
lifter sees a trunk made as in training. The head is left alone: its own source, the ears, did not move."""
_UNSURE = np.uint8(Flag.INTERPOLATED | Flag.OUTLIER | Flag.LOW_CONFIDENCE | Flag.MISSING | Flag.SWAP)
_LARGEST_DECAY = 100_000
_FARTHEST = 1e6
"""Pixels: beyond any picture."""


@dataclass(frozen=True, slots=True)
class MoveJoint:
    """Put a joint where a person says it is; neighbouring frames follow, less and less."""

    frame: int
    """Of the video, as everywhere in this module."""
    joint: str
    x: float
    """Pixels."""
    y: float
    decay_frames: int = 0
    """Frames to either side that make part of the move: a raised cosine, 0 in the frame after the last."""


@dataclass(frozen=True, slots=True)
class SwapSides:
    """Left and right were exchanged by the detector: exchange them back."""

    start: int
    stop: int
    """The frame after the last one."""
    limbs: Sides = "body"


@dataclass(frozen=True, slots=True)
class MarkUnseen:
    """What the detector says of these joints is wrong: as if they had not been seen."""

    start: int
    stop: int
    joints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reset:
    """Back to what the detector saw, cleaned, whatever earlier corrections did to these joints."""

    start: int
    stop: int
    joints: tuple[str, ...]


Correction = MoveJoint | SwapSides | MarkUnseen | Reset

KINDS: dict[str, type[Correction]] = {
    "move": MoveJoint,
    "swap": SwapSides,
    "unseen": MarkUnseen,
    "reset": Reset,
}
"""Names in files."""


def apply_corrections(track: Track, corrections: Sequence[Correction], cleaning: CleaningOptions) -> Track:
    """The cleaned H36M-17 `track` as the corrections want it; every joint they touched is `CORRECTED`.

    Parts of a range outside the track are passed over. A joint placed by hand has confidence 1.
    """
    if not corrections:
        return track
    layer = _Layer(
        track, int(track.frames[0]), track.points.copy(), track.confidence.copy(), track.flags.copy()
    )
    for correction in corrections:
        _APPLY[type(correction)](layer, correction)
    changed = Track(
        track.skeleton, track.frames, track.times, layer.points, layer.confidence, layer.flags,
        track.image_size,
    )  # fmt: skip
    # What is smooth already is not smoothed again, and a person's word is no outlier.
    bridging = CleaningOptions(remove_outliers=False, smoothing="none", max_gap_s=cleaning.max_gap_s)
    return _bridge(changed, bridging)


def describe(correction: Correction) -> str:
    """One sentence for the history."""
    if isinstance(correction, MoveJoint):
        return f"Moved {_words(correction.joint)} in frame {correction.frame}."
    span = f"frames {correction.start} to {correction.stop - 1}"
    if isinstance(correction, SwapSides):
        return f"Exchanged left and right ({correction.limbs}) in {span}."
    names = ", ".join(map(_words, correction.joints))
    if isinstance(correction, MarkUnseen):
        return f"Marked {names} as unseen in {span}."
    return f"Reset {names} in {span}."


def to_json(correction: Correction) -> dict[str, Any]:
    """A JSON object that `from_json` turns back."""
    kind = next(name for name, record in KINDS.items() if record is type(correction))
    return {"kind": kind, **asdict(correction)}


def from_json(value: Any, skeleton: Skeleton) -> Correction:
    """The correction in a JSON object from an untrusted file; `BadInput` says what is wrong with it."""
    record = KINDS.get(str(value.get("kind"))) if isinstance(value, dict) else None
    if record is None or set(value) != {"kind", *(f.name for f in fields(record))}:
        raise BadInput("one of its corrections is of an unknown kind.")
    if isinstance(value.get("joints"), list):
        value = value | {"joints": tuple(value["joints"])}
    correction = record(**{name: entry for name, entry in value.items() if name != "kind"})
    if not _is_sound(correction, skeleton):
        raise BadInput("one of its corrections makes no sense.")
    return correction


def _is_sound(correction: Correction, skeleton: Skeleton) -> bool:
    if isinstance(correction, MoveJoint):
        place = (correction.x, correction.y)
        return (
            all(type(number) is int for number in (correction.frame, correction.decay_frames))
            and all(type(number) in (int, float) and abs(number) < _FARTHEST for number in place)
            and 0 <= correction.decay_frames <= _LARGEST_DECAY
            and correction.joint in skeleton.joints
        )
    if not (type(correction.start) is type(correction.stop) is int and correction.start < correction.stop):
        return False
    if isinstance(correction, SwapSides):
        return correction.limbs in get_args(Sides)
    return isinstance(correction.joints, tuple) and all(name in skeleton.joints for name in correction.joints)


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """A track on which corrections write."""

    base: Track
    first: int
    points: NDArray[np.float32]
    confidence: NDArray[np.float32]
    flags: NDArray[np.uint8]

    def rows(self, start: int, stop: int) -> slice:
        """Rows of these frames, as far as the track has them."""
        return slice(*(min(max(frame - self.first, 0), len(self.base)) for frame in (start, stop)))

    def index(self, name: str) -> int:
        return self.base.skeleton.index(name)


def _move(layer: _Layer, move: MoveJoint) -> None:
    row, joint = move.frame - layer.first, layer.index(move.joint)
    if not 0 <= row < len(layer.base):
        return
    shift = np.array([move.x, move.y]) - layer.points[row, joint]  # NaN where it was not seen
    rows = layer.rows(move.frame - move.decay_frames, move.frame + move.decay_frames + 1)
    steps = np.arange(rows.start, rows.stop) - row
    share = (1 + np.cos(np.pi * steps / (move.decay_frames + 1))) / 2  # 1 at the frame itself
    if np.isfinite(shift).all():
        _add(layer, rows, joint, share[:, None] * shift)
        for name, part in _followers(move.joint):
            _add(layer, rows, layer.index(name), part * share[:, None] * shift)
    layer.points[row, joint] = move.x, move.y
    layer.confidence[row, joint] = 1
    _mark(layer, slice(row, row + 1), joint, ~_UNSURE)
    _derive_unseen(layer, row, move.joint)


def _add(layer: _Layer, rows: slice, joint: int, shift: NDArray[np.float64]) -> None:
    layer.points[rows, joint] += shift.astype(np.float32)  # NaN stays NaN
    _mark(layer, rows, joint, ~np.uint8(Flag.SWAP))


def _derive_unseen(layer: _Layer, row: int, joint: str) -> None:
    """Derived joints that were unknown for want of this one."""
    for name, sources in (
        ("pelvis", ("left_hip", "right_hip")),
        ("thorax", ("left_shoulder", "right_shoulder")),
        ("spine", ("pelvis", "thorax")),
    ):
        at = layer.index(name)
        if name in dict(_followers(joint)) and np.isnan(layer.points[row, at]).any():
            used = [layer.index(source) for source in sources]
            layer.points[row, at] = layer.points[row, used].mean(axis=0)
            layer.confidence[row, at] = layer.confidence[row, used].min()
            _mark(layer, slice(row, row + 1), at, ~_UNSURE)


def _swap(layer: _Layer, swap: SwapSides) -> None:
    skeleton, rows = layer.base.skeleton, layer.rows(swap.start, swap.stop)
    parts = _LIMBS.get(swap.limbs, _LIMBS["legs"] + _LIMBS["arms"])
    here = [layer.index(f"{side}_{part}") for part in parts for side in ("left", "right")]
    there = [skeleton.mirror[joint] for joint in here]
    for values in (layer.points, layer.confidence, layer.flags):
        values[rows, here] = values[rows, there]
    _mark(layer, rows, here, ~np.uint8(Flag.SWAP))


def _mark_unseen(layer: _Layer, unseen: MarkUnseen) -> None:
    rows, joints = layer.rows(unseen.start, unseen.stop), [layer.index(name) for name in unseen.joints]
    layer.points[rows, joints] = np.nan
    layer.confidence[rows, joints] = 0
    _mark(layer, rows, joints, np.uint8(0))
    layer.flags[rows, joints] |= np.uint8(Flag.MISSING)


def _reset(layer: _Layer, reset: Reset) -> None:
    names = {name for joint in reset.joints for name in (joint, *dict(_followers(joint)))}
    rows, joints = layer.rows(reset.start, reset.stop), [layer.index(name) for name in sorted(names)]
    layer.points[rows, joints] = layer.base.points[rows, joints]
    layer.confidence[rows, joints] = layer.base.confidence[rows, joints]
    layer.flags[rows, joints] = layer.base.flags[rows, joints]


_APPLY: dict[type[Correction], Callable[[_Layer, Any], None]] = {
    MoveJoint: _move,
    SwapSides: _swap,
    MarkUnseen: _mark_unseen,
    Reset: _reset,
}


def _mark(layer: _Layer, rows: slice, joints: int | list[int], kept: np.uint8) -> None:
    """Flag as corrected, keeping only these of the other flags; `OUTSIDE` goes by the new place."""
    width, height = layer.base.image_size
    points = layer.points[rows, joints]
    with np.errstate(invalid="ignore"):
        is_outside = ((points < 0) | (points > (width, height))).any(axis=-1)
    kept &= ~np.uint8(Flag.OUTSIDE)
    flags = (layer.flags[rows, joints] & kept) | np.uint8(Flag.CORRECTED)
    layer.flags[rows, joints] = flags | np.where(is_outside, np.uint8(Flag.OUTSIDE), np.uint8(0))


def _bridge(track: Track, options: CleaningOptions) -> Track:
    """Fill the gaps that are short (now); a joint that a correction's gap filled stays `CORRECTED`."""
    unseen = np.isnan(track.points).any(axis=-1)
    return clean_track(track, options) if unseen.any() else track


def _followers(joint: str) -> list[tuple[str, float]]:
    return list(_FOLLOWERS.get(joint.split("_")[-1], {}).items())


def _words(joint: str) -> str:
    return joint.replace("_", " ")
