"""Recorded people in our world frame, and when their feet truly stand."""

import numpy as np

from core.pose.runs import find_stretches
from core.pose.skeleton import H36M_17

ANKLES = [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]


def clips_in_world(path):
    """(T, 17, 3) metres of each clip, 50 Hz, y up, walking about."""
    data = np.load(path)
    joints = data["positions"][..., [0, 2, 1]] * [1, 1, -1] * float(data["scale"])
    for start, count in zip(data["clip_start"], data["clip_len"], strict=True):
        yield joints[start : start + count]


def true_contacts(joints, times):
    """(T, 2) of clean data: an ankle slower than 0.15 m/s and within 5 cm of its floor, for 0.1 s."""
    ankles = joints[:, ANKLES]
    speed = np.linalg.norm(np.gradient(ankles, times, axis=0), axis=-1)
    is_down = (speed < 0.15) & (ankles[..., 1] < np.percentile(ankles[..., 1], 5, axis=0) + 0.05)
    for foot in range(2):
        for start, stop in find_stretches(is_down[:, foot]):
            is_down[start:stop, foot] = times[stop - 1] - times[start] > 0.079
    return is_down
