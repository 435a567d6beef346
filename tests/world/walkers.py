"""A figure made by formula that walks along +z, feet still while they are down. World: y up, floor at 0."""

import numpy as np

from core.pose.skeleton import H36M_17

STANCE_S, STEP_S = 0.6, 1.0
THIGH = SHANK = 0.42
TRUNK = {"pelvis": (0, 0), "spine": (0, 0.24), "thorax": (0, 0.5), "neck": (0, 0.62), "head": (0, 0.72),
         "hip": (0.09, 0), "shoulder": (0.18, 0.48), "elbow": (0.2, 0.2), "wrist": (0.22, -0.05)}  # fmt: skip
"""Metres to the side and up from the pelvis."""


def walk(times, *, speed=1.2, hip_height=0.82):
    """(T, 17, 3) joints and (T, 2) whether left and right foot stand: 0.6 s of every second."""
    times = np.asarray(times, dtype=float)
    joints = np.zeros((len(times), 17, 3))
    is_down = np.zeros((len(times), 2), bool)
    for j, name in enumerate(H36M_17.joints):
        side = {"left": 1, "right": -1}.get(name.split("_")[0], 0)
        aside, up = TRUNK.get(name.split("_")[-1], (0, 0))
        joints[:, j] = np.stack(
            [0 * times + side * aside, 0 * times + hip_height + up, speed * times], axis=1
        )
    for foot, (side, sign, offset) in enumerate((("left", 1, 0.0), ("right", -1, 0.5))):
        cycle, phase = np.divmod(times + offset, STEP_S)
        u = np.clip((phase - STANCE_S) / (STEP_S - STANCE_S), 0, 1)
        is_down[:, foot] = phase <= STANCE_S
        place = speed * (cycle * STEP_S - offset + STANCE_S / 2)
        ankle = np.stack([0 * times + 0.09 * sign, 0.08 + 0.12 * np.sin(np.pi * u) ** 2,
                          place + speed * STEP_S * u**2 * (3 - 2 * u)], axis=1)  # fmt: skip
        hip = joints[:, H36M_17.index(f"{side}_hip")]
        joints[:, H36M_17.index(f"{side}_ankle")] = ankle
        joints[:, H36M_17.index(f"{side}_knee")] = bent_knee(hip, ankle)
    return joints, is_down


def bent_knee(hip, ankle):
    """(T, 3) the knees of legs in their planes along z, by the law of cosines."""
    span = np.hypot(*(ankle - hip)[:, 1:].T)
    angle = np.arccos(np.clip((THIGH**2 + span**2 - SHANK**2) / (2 * THIGH * span), -1, 1))
    heading = np.arctan2(ankle[:, 2] - hip[:, 2], hip[:, 1] - ankle[:, 1]) + angle  # from down, forwards
    return hip + THIGH * np.stack([0 * heading, -np.cos(heading), np.sin(heading)], axis=1)


def even(seconds=4.0, rate=50.0):
    return np.arange(round(seconds * rate)) / rate


def uneven(seconds=4.0, rate=50.0, seed=0):
    """The times of `even` with a third of the frames dropped and the rest shaken by a fifth of a step."""
    rng = np.random.default_rng(seed)
    times = even(seconds, rate)
    kept = times[np.sort(rng.permutation(len(times))[: 2 * len(times) // 3])]
    return kept + rng.uniform(-0.2, 0.2, len(kept)) / rate


def bone_lengths(joints):
    """(T, 16)"""
    parents = list(H36M_17.parents[1:])
    return np.linalg.norm(joints[:, 1:] - joints[:, parents], axis=-1)
