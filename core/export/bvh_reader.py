"""Reading BVH files of any make, and where their joints are in each frame."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.files import open_text

Array = NDArray[np.float64]

_ROTATIONS = {"Xrotation": 0, "Yrotation": 1, "Zrotation": 2}
FRAMES_AT_ONCE = 1024
"""Turned at once: a rotation of every joint of every frame would take far more memory than the result."""
_POSITIONS = {"Xposition": 0, "Yposition": 1, "Zposition": 2}


@dataclass(frozen=True, slots=True)
class BvhJoint:
    """A joint or end site as the file's hierarchy states it."""

    name: str
    """An end site is called after its parent: `Head_End`."""
    parent: int
    """-1 for the root."""
    offset: tuple[float, float, float]
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BvhMotion:
    """What a BVH file holds, in its own units, degrees and channel order."""

    joints: tuple[BvhJoint, ...]
    """J joints and end sites, parents before children."""
    frame_time_s: float
    values: Array
    """(T, C) a row for each frame, a column for each channel in the order of the joints."""

    def index(self, name: str) -> int:
        """Index of the joint called `name`; `ValueError` if there is none."""
        return [joint.name for joint in self.joints].index(name)

    def channel_values(self, index: int) -> Array:
        """(T, channels of that joint) its columns."""
        start = sum(len(joint.channels) for joint in self.joints[:index])
        return self.values[:, start : start + len(self.joints[index].channels)]

    def __len__(self) -> int:
        return len(self.values)


def read_bvh(path: Path) -> BvhMotion:
    """The file's hierarchy and motion; `BadInput` where it is no BVH file or its counts do not agree."""
    motions = list(read_bvh_parts(path))
    return replace(motions[0], values=np.concatenate([motion.values for motion in motions]))


def read_bvh_parts(path: Path) -> Iterator[BvhMotion]:
    """`read_bvh` in parts of some frames each, of which the last ends with the file; always at least one."""
    with told_as_bad_input(path, "BVH"), open_text(path) as file:
        head = "".join(takewhile(lambda line: line.strip() != "MOTION", file))
        joints = _read_hierarchy(head.split())
        yield from _read_motion(file, joints)


def forward_kinematics(motion: BvhMotion) -> Array:
    """(T, J, 3) place of every joint and end site, in the units of the file.

    Position channels stand for the joint's offset, as in Blender and Maya.
    """
    starts = range(0, len(motion), FRAMES_AT_ONCE)
    parts = [_places(replace(motion, values=motion.values[i : i + FRAMES_AT_ONCE])) for i in starts]
    return np.concatenate(parts) if parts else np.zeros((0, len(motion.joints), 3))


def _places(motion: BvhMotion) -> Array:
    places = np.zeros((len(motion), len(motion.joints), 3))
    turns: list[Array] = []
    for i, joint in enumerate(motion.joints):
        place, turn = _local_transform(joint, motion.channel_values(i))
        if joint.parent >= 0:
            parent = turns[joint.parent]
            place = places[:, joint.parent] + np.einsum("tij,tj->ti", parent, place)
            turn = parent @ turn
        places[:, i] = place
        turns.append(turn)
    return places


def _local_transform(joint: BvhJoint, values: Array) -> tuple[Array, Array]:
    """(T, 3) place in the parent and (T, 3, 3) turn; as matrices, many times as fast as SciPy's rotations."""
    place = np.tile(joint.offset, (len(values), 1))
    turn = np.broadcast_to(np.eye(3), (len(values), 3, 3))
    for channel, column in zip(joint.channels, values.T, strict=True):
        if channel in _POSITIONS:
            place[:, _POSITIONS[channel]] = column
        else:
            turn = turn @ _turn_about(_ROTATIONS[channel], np.deg2rad(column))
    return place, turn


def _turn_about(axis: int, angles: Array) -> Array:
    """(T, 3, 3) turns about x, y or z (0, 1, 2) by the right-hand rule."""
    one, other = (axis + 1) % 3, (axis + 2) % 3
    turn = np.zeros((len(angles), 3, 3))
    turn[:, axis, axis] = 1
    turn[:, one, one] = turn[:, other, other] = np.cos(angles)
    turn[:, other, one] = np.sin(angles)
    turn[:, one, other] = -turn[:, other, one]
    return turn


def _read_hierarchy(words: list[str]) -> tuple[BvhJoint, ...]:
    if not words or words[0] != "HIERARCHY":
        raise ValueError("it does not start with HIERARCHY")
    joints: list[BvhJoint] = []
    open_joints: list[int] = []
    at = 1
    while at < len(words):
        if words[at] == "}":
            open_joints.pop()
            at += 1
            continue
        parent = open_joints[-1] if open_joints else -1
        joint, at = _read_joint(words, at, parent, joints)
        open_joints.append(len(joints))
        joints.append(joint)
    if open_joints or not joints:
        raise ValueError("its braces do not match")
    return tuple(joints)


def _read_joint(words: list[str], at: int, parent: int, joints: list[BvhJoint]) -> tuple[BvhJoint, int]:
    """The joint whose block starts at word `at`, and where its first child or closing brace is."""
    is_end = words[at] == "End"
    if not is_end and words[at] not in ("ROOT", "JOINT"):
        raise ValueError(f"ROOT, JOINT or End was expected, not {words[at]}")
    name = f"{joints[parent].name}_End" if is_end else words[at + 1]
    if words[at + 2 : at + 4] != ["{", "OFFSET"]:
        raise ValueError(f"{name} has no OFFSET")
    x, y, z = (float(word) for word in words[at + 4 : at + 7])
    at += 7
    if words[at] != "CHANNELS":
        return BvhJoint(name, parent, (x, y, z)), at
    count = int(words[at + 1])
    channels = tuple(words[at + 2 : at + 2 + count])
    if unknown := set(channels) - set(_ROTATIONS) - set(_POSITIONS):
        raise ValueError(f"{name} has unknown channels {sorted(unknown)}")
    if len(set(channels)) != count:
        raise ValueError(f"{name} does not have {count} different channels")
    return BvhJoint(name, parent, (x, y, z), channels), at + 2 + count


def _read_motion(file: TextIO, joints: tuple[BvhJoint, ...]) -> Iterator[BvhMotion]:
    channels = sum(len(joint.channels) for joint in joints)
    count, frame_time_s = _labelled(file.readline(), "Frames:"), _labelled(file.readline(), "Frame Time:")
    if not (count >= 0 and count.is_integer() and 0 < frame_time_s < 1e6):
        raise ValueError(f"{count:g} frames of {frame_time_s:g} s each are not possible")
    done = 0
    lines = (line for line in file if not line.isspace())
    while part := list(islice(lines, FRAMES_AT_ONCE)):
        values = _numbers(part, channels)
        done += len(values)
        if done > count:
            raise ValueError(f"{count:g} rows were announced, and there are more")
        if not np.isfinite(values).all():
            raise ValueError("a number is not finite")
        yield BvhMotion(joints, frame_time_s, values)
    if done != count:
        raise ValueError(f"{count:g} rows were announced, {done} found")
    if not done:
        yield BvhMotion(joints, frame_time_s, np.zeros((0, channels)))


def _labelled(line: str, label: str) -> float:
    if not line.startswith(label):
        raise ValueError(f"{label} was expected, not {line[:40]!r}")
    return float(line.removeprefix(label))


def _numbers(lines: list[str], count: int) -> Array:
    """(n, count) what lines of so many numbers hold."""
    for line in lines:
        if len(line.split()) != count:
            raise ValueError(f"a row has {len(line.split())} numbers instead of {count}")
    return np.loadtxt(lines, ndmin=2, comments=None)
