"""What keypoint files call their joints, in which order they list them, and which skeleton they fit."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.pose.skeleton import BLAZEPOSE_33, BODY_25, COCO_17, COCO_18, H36M_17, HALPE_26, Skeleton

_FEET = (
    "left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel",
)  # fmt: skip
_FACE_AND_HANDS = ("",) * 110

ORDERS: dict[int, tuple[str, ...]] = {
    17: COCO_17.joints,
    18: COCO_18.joints,
    25: BODY_25.joints,
    26: HALPE_26.joints,
    33: BLAZEPOSE_33.joints,
    # mmpose, configs/_base_/datasets/coco_wholebody.py: 17 of COCO, 6 of the feet, 68 of the face, 2 x 21
    133: COCO_17.joints + _FEET + _FACE_AND_HANDS,
    # Halpe-FullBody's README: the 26, then 68 of the face and 2 x 21 of the hands
    136: HALPE_26.joints + _FACE_AND_HANDS,
}
"""Joint names by how many keypoints a person has, for files that do not name them; empty: of no use here."""

_SIDES = {"l": "left_", "left": "left_", "r": "right_", "right": "right_"}
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_BOTH_SIDES = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
_PARTS = {
    name.removeprefix("left_").replace("_", ""): name.removeprefix("left_")
    for name in HALPE_26.joints + BLAZEPOSE_33.joints
    if not name.startswith("right_")
}
_MIDDLE = {"neck": "neck_base", "head": "head_top"} | dict.fromkeys(
    ("hip", "hips", "pelvis", "root"), "mid_hip"
)
"""What names without a side mean, unless all of Human3.6M's joints are there."""
_H36M_MIDDLE = {
    "pelvis": ("pelvis", "root", "hip", "midhip"),
    "spine": ("spine", "torso", "belly"),
    "thorax": ("thorax",),
    "neck": ("neck", "neckbase", "nose"),
    "head": ("head", "headtop"),
}
"""What Human3.6M's joints are called, best first (mmpose, configs/_base_/datasets/h36m.py, among others)."""
_NEEDED = ("nose", *(side + part for part in _BOTH_SIDES for side in ("left_", "right_")))
"""What H36M-17 is derived from; without ears and eyes, the head is derived from the nose."""


def fit_skeleton(names: Sequence[str]) -> tuple[Skeleton, NDArray[np.int64]]:
    """The skeleton that joints of these names belong to, and (K,) the place of each of its joints among them.

    -1 stands for a joint that is not there. Names of something else are passed over. `ValueError` if a
    joint that lifting needs is not there, or two names mean the same joint.
    """
    split = [_split_name(name) for name in names]
    if (found := _find_h36m(split)) is not None:
        return H36M_17, found
    known: dict[str, int] = {}
    for place, (side, part) in enumerate(split):
        joint = _joint_name(side, part)
        if not joint:
            continue
        if joint in known:
            raise ValueError(f"{names[known[joint]]} and {names[place]} both mean {joint}")
        known[joint] = place
    if missing := [joint for joint in _NEEDED if joint not in known]:
        raise ValueError(
            f"it lacks {', '.join(missing)}. It has {_shorten(names)}. Name joints as COCO does (left_hip, …)"
        )
    candidates = (COCO_17, COCO_18, BODY_25, HALPE_26, BLAZEPOSE_33)
    skeleton = max(candidates, key=lambda s: (len(known.keys() & set(s.joints)), -len(s)))
    return skeleton, np.array([known.get(joint, -1) for joint in skeleton.joints])


def names_of(count: int) -> tuple[str, ...]:
    """The names of so many keypoints without names; `ValueError` for a number that nobody uses."""
    if count not in ORDERS:
        known = ", ".join(map(str, ORDERS))
        raise ValueError(f"a person has {count} keypoints; known are sets of {known}")
    return ORDERS[count]


def _split_name(name: str) -> tuple[str, str]:
    """Side and part of LHip, left_hip, hip-left, hipL …: `left_`, `hip`."""
    words = [word.lower() for word in _WORDS.findall(name)]
    sides = {_SIDES[word] for word in words if word in _SIDES}
    part = "".join(word for word in words if word not in _SIDES)
    if not sides and part not in _PARTS and part[:1] in _SIDES and part[1:] in _PARTS:  # lhip
        return _SIDES[part[0]], part[1:]
    return (sides.pop(), part) if len(sides) == 1 else ("", part)


def _joint_name(side: str, part: str) -> str:
    """Our name of the joint; empty for something else."""
    if not side:
        name = _MIDDLE.get(part) or _PARTS.get(part, "")
        return name if name in HALPE_26.joints else ""
    name = side + _PARTS.get(part, "?")
    return name if name in HALPE_26.joints or name in BLAZEPOSE_33.joints else ""


def _find_h36m(split: Sequence[tuple[str, str]]) -> NDArray[np.int64] | None:
    """(17,) the place of each of Human3.6M's joints; None unless all are there."""
    places = []
    for joint in H36M_17.joints:
        side = joint[: joint.find("_") + 1]
        part = joint.removeprefix(side)
        wanted = ("ankle", "foot") if part == "ankle" else _H36M_MIDDLE.get(part, (part,))
        there = [(side, name) for name in wanted if (side, name) in split]
        if not there:
            return None
        places.append(split.index(there[0]))
    return np.array(places)


def _shorten(names: Sequence[str], most: int = 30) -> str:
    text = ", ".join(name[:40] for name in names[:most])
    return text + (" …" if len(names) > most else "")
