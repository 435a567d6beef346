"""Findings: ranges of frames that a person should look at, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Flag, Pose, Track

Severity = Literal["note", "warning"]

_FEW_FRAMES = 9
"""A track shorter than a third of the shortest window gives a pose that is mostly padding."""
_MANY_JOINTS = 0.3
"""Part of the joints that must be unsure before the whole frame is reported."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A range of frames that deserves a look."""

    kind: str
    severity: Severity
    start: int
    """First frame of the video concerned."""
    stop: int
    """The frame after the last one concerned."""
    text: str
    """One sentence for the user."""
    lifter: str | None = None
    """The lifter it is about; None if it is about the track."""


_NO_FRAMES = np.empty(0, np.int64)


def find_problems(
    track: Track,
    poses: dict[str, Pose],
    drift_mm: dict[str, NDArray[np.float32]],
    lost_frames: NDArray[np.int64],
    passed_over: NDArray[np.int64] = _NO_FRAMES,
) -> tuple[Finding, ...]:
    """Everything worth a look, in the order of frames; `poses` and `drift_mm` (T,) by lifter.

    That frames were passed over is no finding: they are like those before and after.
    """
    found = [
        *_from_track(track, np.isin(track.frames, passed_over)),
        *_from_lost(lost_frames),
        *(f for name, pose in poses.items() for f in _from_pose(name, pose)),
        *(f for name, drift in drift_mm.items() for f in _from_drift(name, track, drift)),
    ]
    return tuple(sorted(found, key=lambda f: (f.start, f.stop, f.kind)))


def _from_track(track: Track, is_passed_over: NDArray[np.bool_]) -> Iterator[Finding]:
    flags = track.flags
    joints = flags.shape[1]

    def share(flag: Flag) -> NDArray[np.bool_]:
        return _on_both_sides(((flags & flag) != 0).sum(axis=1) > _MANY_JOINTS * joints, is_passed_over)

    def any_joint(flag: Flag) -> NDArray[np.bool_]:
        return _on_both_sides(((flags & flag) != 0).any(axis=1), is_passed_over)

    missing = np.asarray(((flags & Flag.MISSING) != 0).any(axis=1))
    yield from _ranges(track, missing, "missing", "warning", "The person was not seen whole: no pose here.")
    yield from _ranges(
        track, share(Flag.INTERPOLATED) & ~missing, "interpolated", "warning",
        "The person was not seen; the keypoints were filled in from before and after.",
    )  # fmt: skip
    yield from _ranges(
        track, any_joint(Flag.OUTLIER) & ~missing, "outlier", "note",
        "Keypoints jumped impossibly and were replaced by their neighbours in time.",
    )  # fmt: skip
    yield from _ranges(
        track, share(Flag.LOW_CONFIDENCE) & ~missing, "low-confidence", "warning",
        "The detector was unsure of many keypoints.",
    )  # fmt: skip
    yield from _ranges(
        track, any_joint(Flag.OUTSIDE) & ~missing, "out-of-frame", "warning",
        "The person is partly outside the picture; what is outside was guessed by the detector.",
    )  # fmt: skip
    yield from _ranges(
        track, any_joint(Flag.SWAP), "swap", "warning", "Left and right may be exchanged here."
    )
    seen = int((~missing).sum())
    if 0 < seen < _FEW_FRAMES:
        yield Finding(
            "few-frames", "warning", int(track.frames[0]), int(track.frames[-1]) + 1,
            f"Only {seen} frame{'s' * (seen > 1)} could be lifted: the lifter saw mostly repeated frames.",
        )  # fmt: skip


def _on_both_sides(is_so: NDArray[np.bool_], is_passed_over: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(T,) the same, where frames passed over are so if the frames looked at before and after both are."""
    looked = np.flatnonzero(~is_passed_over)
    if not len(looked):
        return is_so
    rows = np.arange(len(is_so))
    before = looked[np.searchsorted(looked, rows, side="right").clip(1) - 1]
    after = looked[np.searchsorted(looked, rows).clip(max=len(looked) - 1)]
    return np.asarray(np.where(is_passed_over, is_so[before] & is_so[after], is_so))


def _from_lost(lost_frames: NDArray[np.int64]) -> Iterator[Finding]:
    for start, stop in _spans(lost_frames):
        yield Finding(
            "lost", "warning", start, stop, "The video is damaged here; these frames could not be decoded."
        )


def _from_pose(name: str, pose: Pose) -> Iterator[Finding]:
    padded = ((pose.flags & Flag.PADDED) != 0).any(axis=1) & pose.is_lifted
    for start, stop in _spans(pose.frames[padded]):
        yield Finding(
            "padded", "note", start, stop,
            f"{name}: its window reaches over the end of the motion and sees repeated frames.", name,
        )  # fmt: skip


_DRIFT_MM = 30.0
"""A drift that is large beside what lifters differ in (the paper's figure 6 reaches 20 to 30 mm)."""


def _from_drift(name: str, track: Track, drift_mm: NDArray[np.float32]) -> Iterator[Finding]:
    with np.errstate(invalid="ignore"):
        is_large = drift_mm > _DRIFT_MM
    text = (
        f"{name}: the pose drifts by more than {_DRIFT_MM:.0f} mm beyond what perspective demands when the"
        " person is shifted."
    )
    yield from _ranges(track, is_large, "shift", "warning", text, lifter=name)


def _ranges(
    track: Track,
    is_concerned: NDArray[np.bool_],
    kind: str,
    severity: Severity,
    text: str,
    lifter: str | None = None,
) -> Iterator[Finding]:
    for start, stop in _spans(track.frames[is_concerned]):
        yield Finding(kind, severity, start, stop, text, lifter)


def _spans(frames: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Start and stop of each run of consecutive numbers."""
    if len(frames) == 0:
        return
    for part in np.split(frames, np.flatnonzero(np.diff(frames) != 1) + 1):
        yield int(part[0]), int(part[-1]) + 1
