"""The skeletons and keypoint sets that Relief knows, by joint name."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Skeleton:
    """Named joints, how they hang together, and which is whose mirror image."""

    name: str
    joints: tuple[str, ...]
    """J joint names; a left one starts with `left_`, its mirror image with `right_`."""
    parents: tuple[int, ...] = ()
    """J parent indices, -1 for the root; empty for a keypoint set that is no tree."""
    extra_edges: tuple[tuple[int, int], ...] = ()
    """Lines to draw where there are no parents."""

    @cached_property
    def mirror(self) -> tuple[int, ...]:
        """(J,) index of each joint's mirror image; its own index on the midline."""
        return tuple(self.joints.index(mirror_name(name)) for name in self.joints)

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """(joint, joint) pairs that are drawn as bones."""
        return tuple((p, j) for j, p in enumerate(self.parents) if p >= 0) + self.extra_edges

    def index(self, name: str) -> int:
        """Index of the joint called `name`; `ValueError` if there is none."""
        return self.joints.index(name)

    def __len__(self) -> int:
        return len(self.joints)


def mirror_name(name: str) -> str:
    """`right_hip` of `left_hip` and the other way round; any other name as it is."""
    if name.startswith("left_"):
        return "right_" + name.removeprefix("left_")
    if name.startswith("right_"):
        return "left_" + name.removeprefix("right_")
    return name


H36M_17 = Skeleton(
    "h36m-17",
    (
        "pelvis",
        "right_hip", "right_knee", "right_ankle",
        "left_hip", "left_knee", "left_ankle",
        "spine", "thorax", "neck", "head",
        "left_shoulder", "left_elbow", "left_wrist",
        "right_shoulder", "right_elbow", "right_wrist",
    ),
    (-1, 0, 1, 2, 0, 4, 5, 0, 7, 8, 9, 8, 11, 12, 8, 14, 15),
)  # fmt: skip
"""Human3.6M's joints in VideoPose3D's order: what every lifter here puts out. Root = 0."""

HUMANEVA_15 = Skeleton(
    "humaneva-15",
    (
        "pelvis", "thorax",
        "left_shoulder", "left_elbow", "left_wrist",
        "right_shoulder", "right_elbow", "right_wrist",
        "left_hip", "left_knee", "left_ankle",
        "right_hip", "right_knee", "right_ankle",
        "head",
    ),
    (-1, 0, 1, 2, 3, 1, 5, 6, 0, 8, 9, 0, 11, 12, 1),
)  # fmt: skip
"""HumanEva-I's joints in VideoPose3D's order. Root = 0."""

_BODY_EDGES_COCO = (
    (0, 1), (0, 2), (1, 3), (2, 4), (5, 6), (5, 7), (7, 9), (6, 8), (8, 10),
    (5, 11), (6, 12), (11, 12), (11, 13), (13, 15), (12, 14), (14, 16),
)  # fmt: skip

_COCO_JOINTS = (
    "nose", "left_eye", "right_eye", "left_ear", "right_ear",
    "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
    "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
)  # fmt: skip

COCO_17 = Skeleton("coco-17", _COCO_JOINTS, extra_edges=_BODY_EDGES_COCO)

HALPE_26 = Skeleton(
    "halpe-26",
    (
        *_COCO_JOINTS,
        "head_top", "neck_base", "mid_hip",
        "left_big_toe", "right_big_toe", "left_small_toe", "right_small_toe",
        "left_heel", "right_heel",
    ),
    extra_edges=(
        *_BODY_EDGES_COCO,
        (17, 0), (18, 19), (15, 20), (16, 21), (15, 22), (16, 23), (15, 24), (16, 25),
    ),
)  # fmt: skip

COCO_18 = Skeleton(
    "coco-18",
    (
        "nose", "neck_base",
        "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
        "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle",
        "right_eye", "left_eye", "right_ear", "left_ear",
    ),
    extra_edges=(
        (0, 1), (1, 2), (2, 3), (3, 4), (1, 5), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10),
        (1, 11), (11, 12), (12, 13), (0, 14), (14, 16), (0, 15), (15, 17),
    ),
)  # fmt: skip
"""OpenPose's older keypoints, in its order (`POSE_COCO_BODY_PARTS`): COCO's with the neck."""

BODY_25 = Skeleton(
    "body-25",
    (
        "nose", "neck_base",
        "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
        "mid_hip",
        "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle",
        "right_eye", "left_eye", "right_ear", "left_ear",
        "left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel",
    ),
    extra_edges=(
        (0, 1), (1, 2), (2, 3), (3, 4), (1, 5), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (10, 11),
        (8, 12), (12, 13), (13, 14), (0, 15), (15, 17), (0, 16), (16, 18),
        (14, 19), (19, 20), (14, 21), (11, 22), (22, 23), (11, 24),
    ),
)  # fmt: skip
"""OpenPose's keypoints, in its order (doc/02_output.md of its repository, `POSE_BODY_25_BODY_PARTS`)."""

BLAZEPOSE_33 = Skeleton(
    "blazepose-33",
    (
        "nose",
        "left_eye_inner", "left_eye", "left_eye_outer",
        "right_eye_inner", "right_eye", "right_eye_outer",
        "left_ear", "right_ear", "left_mouth", "right_mouth",
        "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
        "left_pinky", "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb",
        "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
        "left_heel", "right_heel", "left_foot_index", "right_foot_index",
    ),
    extra_edges=(
        (0, 2), (0, 5), (2, 7), (5, 8), (9, 10), (11, 12), (11, 13), (13, 15), (12, 14), (14, 16),
        (11, 23), (12, 24), (23, 24), (23, 25), (25, 27), (24, 26), (26, 28),
        (27, 29), (29, 31), (27, 31), (28, 30), (30, 32), (28, 32), (15, 19), (16, 20),
    ),
)  # fmt: skip
"""MediaPipe's 33 body landmarks, in its own order."""

SKELETONS = {s.name: s for s in (H36M_17, HUMANEVA_15, COCO_17, COCO_18, BODY_25, HALPE_26, BLAZEPOSE_33)}
