"""From what a detector sees to the 17 joints that a lifter takes.

No detector sees pelvis, spine, thorax or the crown of the head. They are derived, and training derives
them from projected motion capture by the very same matrix, so the lifter never meets a head or a
pelvis made in another way. With `mid(a, b) = (a + b) / 2`:

    pelvis = mid(left_hip, right_hip)
    thorax = mid(left_shoulder, right_shoulder)
    spine  = mid(pelvis, thorax)
    neck   = nose
    head   = ears + 0.6 (ears - thorax),  ears = mid(left_ear, right_ear)

The 0.6 puts `head` near the crown of an upright head (ears about 0.22 m above the shoulder line, crown
about 0.13 m above the ears). Each row is linear in the keypoints, hence one matrix.
"""

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.pose.records import Flag, Track
from core.pose.skeleton import H36M_17, Skeleton

CROWN_FACTOR = 0.6

_HEAD_SOURCES = (("left_ear", "right_ear"), ("left_eye", "right_eye"), ("nose", "nose"))
"""Pairs whose middle stands for the middle of the head, best first."""


@cache
def derivation_matrix(
    skeleton: Skeleton, head_from: tuple[str, str] = _HEAD_SOURCES[0]
) -> NDArray[np.float64]:
    """(17, K) weights that turn a detector's K keypoints into H36M-17; every row sums to 1.

    `head_from` names the two keypoints whose middle stands for the middle of the head.
    """
    rows = {name: np.eye(len(skeleton))[i] for i, name in enumerate(skeleton.joints)}

    def mid(a: str, b: str) -> NDArray[np.float64]:
        return np.asarray((rows[a] + rows[b]) / 2)

    pelvis, thorax = mid("left_hip", "right_hip"), mid("left_shoulder", "right_shoulder")
    ears = mid(*head_from)
    derived = {
        "pelvis": pelvis,
        "spine": (pelvis + thorax) / 2,
        "thorax": thorax,
        "neck": rows["nose"],
        "head": ears + CROWN_FACTOR * (ears - thorax),
    }
    matrix = np.stack([derived[n] if n in derived else rows[n] for n in H36M_17.joints])
    matrix.flags.writeable = False
    return matrix


def to_h36m17(track: Track) -> Track:
    """The track with H36M-17 joints, derived as this module's docstring says.

    Where an ear is missing the head is derived from the eyes, and failing these from the nose. A
    derived joint is NaN where one of its sources is, and takes the least of their confidences and all
    of their flags. A track that is in H36M-17 already is returned as it is.
    """
    if track.skeleton == H36M_17:
        return track
    matrix = derivation_matrix(track.skeleton)
    points, confidence, flags = _apply(track, matrix)
    head = H36M_17.index("head")
    for pair in _HEAD_SOURCES[1:]:
        unseen = np.isnan(points[:, head]).any(axis=-1)  # (T,)
        if not unseen.any():
            break
        other, sure, why = _apply(track, derivation_matrix(track.skeleton, pair)[head : head + 1])
        points[unseen, head] = other[unseen, 0]
        confidence[unseen, head] = sure[unseen, 0]
        flags[unseen, head] = why[unseen, 0]
    flags[np.isnan(points).any(axis=-1)] |= np.uint8(Flag.MISSING)
    return Track(H36M_17, track.frames, track.times, points, confidence, flags, track.image_size)


def select_joints(track: Track, skeleton: Skeleton) -> Track:
    """The track with just the joints of `skeleton`, found by name.

    A track of a detector's keypoints is brought to H36M-17 first, which has every joint that a lifter
    may take.
    """
    if track.skeleton == skeleton:
        return track
    track = to_h36m17(track)
    chosen = [track.skeleton.index(name) for name in skeleton.joints]
    return replace(
        track,
        skeleton=skeleton,
        points=track.points[:, chosen],
        confidence=track.confidence[:, chosen],
        flags=track.flags[:, chosen],
    )


def _apply(
    track: Track, matrix: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint8]]:
    """Points (T, R, 2), confidence (T, R) and flags (T, R) of each of the matrix's R rows."""
    results = []
    for row in matrix:
        used = np.flatnonzero(row)  # only these: 0 * NaN would be NaN
        results.append(
            (
                np.einsum("k,tkc->tc", row[used], track.points[:, used].astype(np.float64)),
                track.confidence[:, used].min(axis=1),
                np.bitwise_or.reduce(track.flags[:, used], axis=1),
            )
        )
    points, confidence, flags = (np.stack(part, axis=1) for part in zip(*results, strict=True))
    missing = np.isnan(points).any(axis=-1)
    confidence = np.where(missing, 0, confidence)
    return points.astype(np.float32), confidence.astype(np.float32), flags.astype(np.uint8)
