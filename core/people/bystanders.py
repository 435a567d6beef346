"""Whether a track is one person's throughout: somebody else has other clothes and other proportions."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.diagnostics.findings import Finding
from core.people.clothes import own_colours
from core.people.records import People
from core.people.sightings import colour_distances
from core.pose.runs import find_stretches
from core.pose.skeleton import Skeleton

_BLOCK_S = 0.25
"""Looked at together: one frame's colours and lengths say little."""
_OTHER_COLOUR = 0.2
"""Distance from what the person wears for most of the clip, red, green and blue from 0 to 1. On two videos of
people who turn, bend and walk it stayed below 0.15; two people are 0.2 to 0.5 apart."""
_DOUBTFUL_COLOUR = 0.12
_OTHER_PROPORTIONS = 0.35
"""Mean change of the logarithms of the limbs' lengths in the picture, which bending and turning change too:
it counts only beside a doubtful colour."""
_BONES = (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"), ("shoulder", "hip"))

Array = NDArray[np.float64]


def find_bystanders(people: People, person: int) -> Iterator[Finding]:
    """Where a person's sightings may be somebody else's: other clothes than for most of the clip, or somewhat
    other ones on a body of other proportions."""
    rows = people.rows(person)
    found = people.detections
    worn = own_colours(found)
    if not len(rows) or worn is None:
        return
    frames = found.row_frames[rows]
    times = found.times[frames - found.frames[0]]
    blocks = np.unique(np.floor((times - times[0]) / _BLOCK_S), return_index=True)[1]
    colours = _of_blocks(worn[rows].reshape(len(rows), -1), blocks)  # (B, 3 P)
    usual = _of_blocks(colours, np.zeros(1, np.int64))
    lengths = _of_blocks(_log_lengths(found.points[rows], found.skeleton), blocks)  # (B, L)
    parts = worn.shape[1:]
    off_colour = colour_distances(colours.reshape(-1, *parts), usual.reshape(-1, *parts))  # (B,)
    off_shape = np.abs(lengths - _of_blocks(lengths, np.zeros(1, np.int64))).mean(axis=1)
    with np.errstate(invalid="ignore"):
        is_other = (off_colour > _OTHER_COLOUR) | (
            (off_colour > _DOUBTFUL_COLOUR) & (off_shape > _OTHER_PROPORTIONS)
        )
    edges = [*blocks.tolist(), len(rows)]
    for start, stop in find_stretches(is_other):
        yield Finding(
            "bystander", "warning", int(frames[edges[start]]), int(frames[edges[stop] - 1]) + 1,
            "The person looks unlike in most of the clip (clothes, proportions): this may be somebody else.",
        )  # fmt: skip


def _of_blocks(values: NDArray[np.floating], starts: NDArray[np.int64]) -> Array:
    """(B, V) median of the rows (N, V) of each block, of what is known; NaN where nothing is."""
    result = np.full((len(starts), values.shape[1]), np.nan)
    for block, part in enumerate(np.split(values, starts[1:])):
        is_known = np.isfinite(part).any(axis=0)
        result[block, is_known] = np.nanmedian(part[:, is_known], axis=0)
    return result


def _log_lengths(points: NDArray[np.float32], skeleton: Skeleton) -> Array:
    """(N, L) logarithms of the limbs' lengths in parts of their mean; 0 where the skeleton lacks some."""
    names = {f"{side}_{joint}" for side in ("left", "right") for bone in _BONES for joint in bone}
    if not names <= set(skeleton.joints):
        return np.zeros((len(points), 1))

    def length(side: str, bone: tuple[str, str]) -> NDArray[np.float32]:
        a, b = (points[:, skeleton.index(f"{side}_{joint}")] for joint in bone)
        return np.asarray(np.linalg.norm(a - b, axis=1))

    lengths = np.stack([length("left", bone) + length("right", bone) for bone in _BONES], axis=1)
    logs = np.log(np.maximum(lengths, 1.0))
    return np.asarray(logs - logs.mean(axis=1, keepdims=True), np.float64)
