"""Keypoints by the names that mmpose gives them, up to the 17 joints that a lifter takes."""

import numpy as np
import pytest

from core.detectors.mmpose.detector import kind_of
from core.detectors.mmpose.process import ModelInfo
from core.pose.mapping import to_h36m17
from core.pose.records import Track
from core.pose.skeleton import H36M_17

COCO = (
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee",
    "left_ankle", "right_ankle",
)  # fmt: skip
FEET = (
    "left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel",
)  # fmt: skip
FINGERS = [
    f"{finger}{joint}"
    for finger in ("thumb", "forefinger", "middle_finger", "ring_finger", "pinky_finger")
    for joint in (1, 2, 3, 4)
]
HANDS = tuple(f"{side}_{part}" for side in ("left", "right") for part in ("hand_root", *FINGERS))
SETS = {
    "coco": COCO,
    "halpe26": (
        *COCO, "head", "neck", "hip", "left_big_toe", "right_big_toe", "left_small_toe", "right_small_toe",
        "left_heel", "right_heel",
    ),
    "h36m": (
        "root", "right_hip", "right_knee", "right_foot", "left_hip", "left_knee", "left_foot", "spine",
        "thorax", "neck_base", "head", "left_shoulder", "left_elbow", "left_wrist", "right_shoulder",
        "right_elbow", "right_wrist",
    ),
    "coco_wholebody": (*COCO, *FEET, *(f"face-{i}" for i in range(68)), *HANDS),
}  # fmt: skip
"""`keypoint_id2name` of mmpose's configs/_base_/datasets/*.py; test_mmpose_itself.py compares them."""

HEIGHTS = {
    "head": 0, "eye": 10, "ear": 10, "nose": 12, "neck": 20, "thorax": 22, "shoulder": 22, "elbow": 40,
    "wrist": 55, "spine": 40, "hip": 60, "root": 60, "knee": 80, "ankle": 100, "foot": 100,
}  # fmt: skip


def standing(names):
    """(K, 2) somebody who faces the camera: their left is on the picture's right."""
    sides = {"left": 130.0, "right": 70.0}
    points = np.full((len(names), 2), 999.0)
    for i, name in enumerate(names):
        part = next((p for p in HEIGHTS if name.split("_", 1)[-1].startswith(p) or name.startswith(p)), None)
        if part:
            points[i] = sides.get(name.split("_")[0], 100.0), HEIGHTS[part]
    return points


def lifted_from(names):
    """The same person's H36M-17 joints as the detector's skeleton gives them."""
    kind = kind_of(ModelInfo(names, needs_boxes=True, identity=""))
    found = standing(names)
    points = np.where(kind.places[:, None] >= 0, found[kind.places], np.nan).astype(np.float32)
    sure = (kind.places >= 0).astype(np.float32)
    track = Track(
        kind.skeleton, np.arange(1), np.zeros(1), points[None], sure[None],
        np.zeros((1, len(sure)), np.uint8), (200, 200),
    )  # fmt: skip
    return to_h36m17(track).points[0]


@pytest.mark.parametrize("names", SETS.values(), ids=SETS)
def test_every_joint_is_where_it_was_seen_left_and_right(names):
    joints = lifted_from(names)
    assert np.isfinite(joints).all()
    for joint, (x, y) in zip(H36M_17.joints, joints, strict=True):
        side, _, part = joint.partition("_")
        assert x == {"left": 130, "right": 70}.get(side, 100), joint
        if side in ("left", "right"):
            assert y == HEIGHTS[part], joint
    y = dict(zip(H36M_17.joints, joints[:, 1], strict=True))
    assert y["head"] < y["neck"] < y["thorax"] < y["spine"] < y["pelvis"]


def test_there_are_as_many_names_as_the_sets_are_called():
    assert [len(names) for names in SETS.values()] == [17, 26, 17, 133]


@pytest.mark.parametrize(
    "names", [("left_eye", "right_eye", "nose", "tail_root"), ("a", "b")], ids=["animal", "nonsense"]
)
def test_what_is_no_person_is_refused(names):
    with pytest.raises(ValueError, match="lacks"):
        kind_of(ModelInfo(names, needs_boxes=True, identity=""))
