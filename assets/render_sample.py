#!/usr/bin/env python3
"""Render the project's own sample clip: a procedural person with exact 3D truth.

Nothing here comes from footage, motion capture or a licensed body model.  The
person is a signed-distance field (a few dozen swept ellipsoids, blended
smoothly per garment and ray-marched), and the motion is made of formulas:
the person walks in along a curved path, waves with the RIGHT hand, then
squats while reaching forwards with both arms.

    python render_sample.py --out DIR          # DIR/sample.mp4, DIR/sample_truth.npz
    python render_sample.py --out DIR --still 4.0   # one frame: DIR/still_4.00.png

Needs numpy, numba and av (PyAV), all from PyPI.

Conventions
-----------
World    metres, right-handed, Z up, floor at z = 0, person ends at the origin.
Body     every bone frame has x forwards, y to the person's left, z up when the
         person stands with hanging arms; ``R @ local + origin`` is world.
Camera   OpenCV axes (x right, y down, z forwards), ``cam = R @ world + t`` and
         ``px = K @ cam / cam_z``, no distortion.  Pixel coordinates are
         continuous with (0, 0) at the image's top-left CORNER, so the centre
         of the first pixel is (0.5, 0.5).
Truth    see ``save_truth`` for the arrays of sample_truth.npz.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numba import njit, prange

Array = np.ndarray

FPS = 30
DURATION = 7.5  # seconds
WIDTH, HEIGHT = 640, 480
SUPERSAMPLE = 2  # rays per pixel and axis
MOTION_RATE = 240  # Hz, the grid on which the motion is smoothed

H36M_NAMES = (
    "pelvis", "r_hip", "r_knee", "r_ankle", "l_hip", "l_knee", "l_ankle",
    "spine", "thorax", "nose", "head_top",
    "l_shoulder", "l_elbow", "l_wrist", "r_shoulder", "r_elbow", "r_wrist",
)  # fmt: skip

# --------------------------------------------------------------------------
# Small maths
# --------------------------------------------------------------------------


def rot_x(a: float) -> Array:
    c, s = math.cos(a), math.sin(a)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]], dtype=float)


def rot_y(a: float) -> Array:
    """Positive angles tip the body's z axis forwards."""
    c, s = math.cos(a), math.sin(a)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], dtype=float)


def rot_z(a: float) -> Array:
    c, s = math.cos(a), math.sin(a)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], dtype=float)


def ease(u: Array | float) -> Array:
    """Quintic step from 0 to 1 with zero speed and acceleration at both ends."""
    u = np.clip(u, 0.0, 1.0)
    return u * u * u * (10.0 + u * (6.0 * u - 15.0))


def pulse(t: Array, up0: float, up1: float, down0: float, down1: float) -> Array:
    """0 before up0, 1 between up1 and down0, 0 after down1, eased."""
    return ease((t - up0) / (up1 - up0)) * (1.0 - ease((t - down0) / (down1 - down0)))


def smooth(x: Array, seconds: float) -> Array:
    """Gaussian filter along axis 0 of a series on the motion grid (ends held)."""
    sigma = seconds * MOTION_RATE
    n = int(4 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-n, n + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    flat = x.reshape(len(x), -1)
    padded = np.concatenate([np.repeat(flat[:1], n, 0), flat, np.repeat(flat[-1:], n, 0)])
    cols = [np.convolve(padded[:, j], kernel, mode="valid") for j in range(flat.shape[1])]
    return np.stack(cols, axis=1).reshape(x.shape)


def unit(v: Array) -> Array:
    return v / np.linalg.norm(v)


# --------------------------------------------------------------------------
# Skeleton (an average 1.75 m adult) and motion
# --------------------------------------------------------------------------

HIP_HALF = 0.095
THIGH = 0.430
SHANK = 0.420
ANKLE_HEIGHT = 0.085
HEEL_X, BALL_X = -0.055, 0.135  # along the foot, from the ankle
SPINE = np.array([-0.012, 0.0, 0.235])  # pelvis -> spine joint
THORAX = np.array([0.0, 0.0, 0.265])  # spine joint -> thorax (base of the neck)
SHOULDER = np.array([-0.005, 0.178, -0.020])  # from the thorax, left side
UPPER_ARM = 0.295
FOREARM = 0.255
HEAD = np.array([0.025, 0.0, 0.200])  # thorax -> head centre at eye height
NOSE = np.array([0.086, 0.0, -0.036])  # from the head centre (H3.6M "nose")
HEAD_TOP = np.array([-0.010, 0.0, 0.115])

SIDES = {"l": 1.0, "r": -1.0}

# The walk: path length, headings at its ends (degrees from "facing the
# camera", positive towards the image's right) and the footprints.
WALK_LENGTH = 1.85
HEADING_START, HEADING_END = 50.0, 24.0
STEP_TIME, SWING_TIME, WALK_START = 0.54, 0.43, 0.25
STEPS = (("r", 0.30), ("l", 0.88), ("r", 1.46), ("l", 1.85), ("r", 1.85))
STANCE_HALF = 0.085
TOE_OUT = math.radians(8.0)

WAVE = (3.05, 3.65, 4.75, 5.30)
SQUAT = (5.25, 6.05, 6.25, 7.10)


@dataclass
class Pose:
    """One instant: bone name -> (origin, rotation), and named points."""

    bones: dict[str, tuple[Array, Array]] = field(default_factory=dict)
    points: dict[str, Array] = field(default_factory=dict)

    def h36m(self) -> Array:
        return np.stack([self.points[name] for name in H36M_NAMES])


class Motion:
    """The whole performance, as functions of time built from formulas."""

    def __init__(self) -> None:
        self.t = np.arange(int(round((DURATION + 0.5) * MOTION_RATE)) + 1) / MOTION_RATE
        self._build_path()
        self.feet = {side: self._foot_track(side) for side in SIDES}
        self._build_root()

    # -- walking ----------------------------------------------------------

    def _build_path(self) -> None:
        s = np.linspace(0.0, WALK_LENGTH, 400)
        heading = np.radians(HEADING_START + (HEADING_END - HEADING_START) * s / WALK_LENGTH)
        step = np.stack([np.sin(heading), -np.cos(heading)], axis=1) * (s[1] - s[0])
        xy = np.cumsum(step, axis=0)
        self._path_s, self._path_xy = s, xy - xy[-1]

    def path(self, s: Array | float) -> tuple[Array, Array]:
        """Ground point and body yaw (angle of local x from world x) at length s."""
        x = np.interp(s, self._path_s, self._path_xy[:, 0])
        y = np.interp(s, self._path_s, self._path_xy[:, 1])
        heading = HEADING_START + (HEADING_END - HEADING_START) * np.asarray(s) / WALK_LENGTH
        return np.stack([x, y], axis=-1), np.radians(heading) - math.pi / 2

    def _footprint(self, side: str, s: float) -> tuple[Array, float]:
        xy, yaw = self.path(s)
        left = np.array([-math.sin(yaw), math.cos(yaw)])
        return xy + left * (SIDES[side] * STANCE_HALF), float(yaw) + SIDES[side] * TOE_OUT

    @staticmethod
    def _planted(print_xy: Array, yaw: float, pitch: float) -> Array:
        """Ankle of a planted foot; it rolls over the heel (pitch > 0) or ball."""
        pivot_x = HEEL_X if pitch > 0 else BALL_X
        pivot = np.array([pivot_x, 0.0, -ANKLE_HEIGHT])
        local = pivot - rot_y(-pitch) @ pivot
        return np.array([*print_xy, ANKLE_HEIGHT]) + rot_z(yaw) @ local

    def _foot_track(self, side: str) -> dict[str, Array]:
        """Ankle position, yaw, pitch (toes up > 0), path length and contact."""
        n = len(self.t)
        ankle, yaw, pitch = np.zeros((n, 3)), np.zeros(n), np.zeros(n)
        along, contact = np.zeros(n), np.zeros(n, bool)
        swings = []  # (start, end, from s, to s)
        s_now = 0.0
        for k, (who, s_new) in enumerate(STEPS):
            if who == side:
                t0 = WALK_START + k * STEP_TIME + 0.5 * (STEP_TIME - SWING_TIME)
                swings.append((t0, t0 + SWING_TIME, s_now, s_new))
                s_now = s_new
        roll_off, roll_on = 0.17, 0.09  # seconds of rolling before and after a swing

        def angles(s0: float, s1: float) -> tuple[float, float]:
            size = min(1.0, (s1 - s0) / 1.1)
            return math.radians(-38.0) * size, math.radians(17.0) * size

        for i, t in enumerate(self.t):
            s, ph, swing = swings[0][2], 0.0, None
            for t0, t1, s0, s1 in swings:
                off, on = angles(s0, s1)
                if t0 <= t < t1:
                    swing = (t0, t1, s0, s1, off, on)
                elif t >= t1:
                    s = s1
                    ph = on * (1.0 - float(ease((t - t1) / roll_on))) if t < t1 + roll_on else 0.0
                elif t > t0 - roll_off:
                    ph = off * float(ease((t - t0 + roll_off) / (2 * roll_off))) * 2.0
            if swing is None:
                xy, yaw[i] = self._footprint(side, s)
                ankle[i], pitch[i], along[i] = self._planted(xy, yaw[i], ph), ph, s
                contact[i] = True
            else:
                t0, t1, s0, s1, off, on = swing
                u = (t - t0) / (t1 - t0)
                e = float(ease(0.12 + 0.88 * u) - ease(0.12)) / float(1.0 - ease(0.12))
                (xy0, yaw0), (xy1, yaw1) = self._footprint(side, s0), self._footprint(side, s1)
                start, end = self._planted(xy0, yaw0, off), self._planted(xy1, yaw1, on)
                lift = 0.055 * math.sin(math.pi * u) ** 2
                ankle[i] = start + (end - start) * e + np.array([0, 0, lift])
                yaw[i] = yaw0 + (yaw1 - yaw0) * e
                pitch[i] = off + (on - off) * float(ease(u))
                along[i] = s0 + (s1 - s0) * e
        return {
            "ankle": smooth(ankle, 0.012), "yaw": smooth(yaw, 0.02),
            "pitch": smooth(pitch, 0.02), "along": along, "contact": contact,
        }  # fmt: skip

    # -- pelvis, trunk and arms ---------------------------------------------

    def _build_root(self) -> None:
        t = self.t
        left, right = self.feet["l"], self.feet["r"]
        along = smooth(0.5 * (left["along"] + right["along"]), 0.13)
        self.stride = smooth((left["along"] - right["along"]) / 0.58, 0.05)
        self.squat = pulse(t, *SQUAT)
        self.wave = pulse(t, *WAVE)
        # Weight on the left (+1) or right (-1) foot: sideways sway and hip drop.
        weight = left["contact"].astype(float) - right["contact"].astype(float)
        self.sway = smooth(weight, 0.10) + 0.35 * self.wave
        xy, yaw = self.path(along)
        self.path_yaw = yaw
        side = np.stack([-np.sin(yaw), np.cos(yaw)], axis=1)
        ahead = np.stack([np.cos(yaw), np.sin(yaw)], axis=1)
        xy = xy + side * (0.022 * self.sway)[:, None] - ahead * (0.10 * self.squat)[:, None]
        self.pelvis_yaw = yaw - 0.09 * self.stride
        self.pelvis_roll = 0.045 * smooth(weight, 0.07)  # the swing side drops
        # Height: as tall as both legs allow (never a locked knee), then the squat.
        reach = THIGH + SHANK - 0.009
        allowed = np.full(len(t), np.inf)
        for name, sign in SIDES.items():
            ankle = self.feet[name]["ankle"]
            hip = xy + side * (sign * HIP_HALF)
            flat = np.sum((ankle[:, :2] - hip) ** 2, axis=1)
            allowed = np.minimum(allowed, ankle[:, 2] + np.sqrt(reach**2 - np.minimum(flat, 0.5)))
        rest = ANKLE_HEIGHT + reach
        height = smooth(np.minimum(allowed, rest), 0.05) - 0.004
        height += 0.002 * np.sin(2 * np.pi * 0.3 * t) - 0.35 * self.squat
        self.root = np.column_stack([xy, height])

    def _at(self, series: Array, t: float) -> Array:
        x = t * MOTION_RATE
        i = min(int(x), len(series) - 2)
        return series[i] + (series[i + 1] - series[i]) * (x - i)

    def pose(self, t: float) -> Pose:
        pose = Pose()
        bones, points = pose.bones, pose.points
        stride, squat = float(self._at(self.stride, t)), float(self._at(self.squat, t))
        wave = float(self._at(self.wave, t))
        breath = math.sin(2 * math.pi * 0.27 * t)

        # Trunk
        root = self._at(self.root, t)
        r_pelvis = (
            rot_z(float(self._at(self.pelvis_yaw, t)))
            @ rot_x(float(self._at(self.pelvis_roll, t)))
            @ rot_y(0.03 + 0.38 * squat)
        )
        twist = 0.20 * stride - 0.10 * wave
        r_abdomen = r_pelvis @ rot_z(0.4 * twist) @ rot_y(0.01 + 0.12 * squat) @ rot_x(-0.04 * wave)
        r_chest = r_abdomen @ rot_z(0.6 * twist) @ rot_y(0.01 * breath - 0.02) @ rot_x(-0.03 * wave)
        spine = root + r_pelvis @ SPINE
        thorax = spine + r_chest @ THORAX
        bones["pelvis"], bones["abdomen"], bones["chest"] = (
            (root, r_pelvis), (spine, r_abdomen), (thorax, r_chest),
        )  # fmt: skip

        # Head: looks ahead while walking, at the camera while waving.
        look = -0.20 * wave - 0.12 * stride + 0.06 * math.sin(2 * math.pi * 0.21 * t)
        nod = -0.05 + 0.05 * math.sin(2 * math.pi * 0.33 * t + 1.0) - 0.34 * squat
        r_head = r_chest @ rot_z(look) @ rot_y(0.04 + nod) @ rot_x(0.04 * wave)
        centre = thorax + r_head @ HEAD
        bones["head"] = (centre, r_head)

        # Arms: abduction, flexion and axial rotation of the upper arm, elbow
        # flexion, pronation of the hand (radians); sides mirror each other.
        for name, sign in SIDES.items():
            walk = -sign * stride
            abd, flex, axial = 0.13, 0.04 + 0.36 * walk, 0.10
            elbow, pronate, bend = 0.30 + 0.17 * walk + 0.02 * breath, 0.25, 0.0
            w = squat
            abd, axial = abd + w * (0.02 - abd), axial * (1 - w)
            flex += w * (1.98 - flex)
            elbow, pronate = elbow + w * (0.20 - elbow), pronate + w * (0.9 - pronate)
            if name == "r":
                beat = math.sin(2 * math.pi * 1.7 * (t - WAVE[0]))
                w = wave
                abd, flex = abd + w * (1.50 - abd), flex + w * (0.12 - flex)
                axial = axial + w * (-1.42 + 0.10 * beat - axial)
                elbow = elbow + w * (1.66 + 0.38 * beat - elbow)
                pronate, bend = pronate * (1 - w), w * 0.12 * beat
            r_upper = r_chest @ rot_x(sign * abd) @ rot_y(-flex) @ rot_z(-sign * axial)
            shrug = 0.14 * wave if name == "r" else 0.0  # the collar bone lifts with the arm
            shoulder = thorax + r_chest @ rot_x(sign * shrug) @ (SHOULDER * np.array([1, sign, 1]))
            elbow_at = shoulder + r_upper @ np.array([0, 0, -UPPER_ARM])
            r_fore = r_upper @ rot_y(-elbow)
            wrist = elbow_at + r_fore @ np.array([0, 0, -FOREARM])
            r_hand = r_fore @ rot_z(-sign * pronate) @ rot_y(-bend)
            bones[f"{name}_upper"], bones[f"{name}_fore"] = (shoulder, r_upper), (elbow_at, r_fore)
            bones[f"{name}_hand"] = (wrist, r_hand)
            points[f"{name}_shoulder"], points[f"{name}_elbow"] = shoulder, elbow_at
            points[f"{name}_wrist"] = wrist
            points[f"{name}_index_tip"] = wrist + r_hand @ np.array([0.033, -0.024 * sign, -0.158])
            points[f"{name}_ear"] = centre + r_head @ np.array([-0.006, 0.080 * sign, -0.012])
            points[f"{name}_eye"] = centre + r_head @ np.array([0.078, 0.032 * sign, 0.0])

        # Legs: two-bone inverse kinematics from hip to ankle.
        for name, sign in SIDES.items():
            hip = root + r_pelvis @ np.array([0, sign * HIP_HALF, 0])
            track = self.feet[name]
            ankle, yaw = self._at(track["ankle"], t), float(self._at(track["yaw"], t))
            r_foot = rot_z(yaw) @ rot_y(-float(self._at(track["pitch"], t)))
            forward = rot_z(yaw + sign * 0.10 * squat) @ np.array([1.0, 0, 0])
            down = ankle - hip
            dist = min(float(np.linalg.norm(down)), THIGH + SHANK - 1e-4)
            down = down / np.linalg.norm(down)
            bulge = unit(forward - down * float(forward @ down))
            cos_hip = (THIGH**2 + dist**2 - SHANK**2) / (2 * THIGH * dist)
            sin_hip = math.sqrt(max(0.0, 1 - cos_hip**2))
            knee = hip + THIGH * (cos_hip * down + sin_hip * bulge)
            side = unit(np.cross(bulge, down) * -1.0)
            bones[f"{name}_thigh"] = (hip, _frame(unit(hip - knee), side))
            bones[f"{name}_shank"] = (knee, _frame(unit(knee - ankle), side))
            bones[f"{name}_foot"] = (ankle, r_foot)
            points[f"{name}_hip"], points[f"{name}_knee"], points[f"{name}_ankle"] = hip, knee, ankle
            points[f"{name}_heel"] = ankle + r_foot @ np.array([-0.06, 0, -0.06])
            points[f"{name}_toe"] = ankle + r_foot @ np.array([0.185, 0, -0.06])

        points["pelvis"], points["spine"], points["thorax"] = root, spine, thorax
        points["nose"] = centre + r_head @ NOSE
        points["head_top"] = centre + r_head @ HEAD_TOP
        points["nose_tip"] = centre + r_head @ np.array([0.112, 0, -0.042])
        return pose

    def contacts(self, t: float) -> tuple[bool, bool]:
        """(left, right): is the foot on the floor (heel or ball)?"""
        i = min(int(round(t * MOTION_RATE)), len(self.t) - 1)
        return bool(self.feet["l"]["contact"][i]), bool(self.feet["r"]["contact"][i])


def _frame(z: Array, y: Array) -> Array:
    """Rotation with the given z axis and (nearly orthogonal) y axis."""
    x = unit(np.cross(y, z))
    return np.column_stack([x, np.cross(z, x), z])


# --------------------------------------------------------------------------
# Body recipe
# --------------------------------------------------------------------------

SKIN, SHIRT, TROUSERS, SHOE, SOLE, HAIR, BAND = range(7)
CUT_A, CUT_B = 1, 2
Triple = tuple[float, float, float]
Radius = float | tuple[float, float]


@dataclass(frozen=True)
class Part:
    """An ellipsoid swept from a to b (bone coordinates), flat-cut on request.

    Radii are (along the bone's x as far as possible, sideways, along the axis)
    at both ends.  Parts of one ``group`` blend with radius ``k``; a group
    joins its material with ``join``; materials never blend.
    """

    bone: str
    material: int
    group: str
    a: Triple
    b: Triple
    ra: Triple
    rb: Triple
    k: float = 0.02
    join: float = 0.01
    cut: int = 0


def body_parts() -> list[Part]:
    parts: list[Part] = []

    def ball(
        bone: str, mat: int, group: str, c: Triple, r: Triple, k: float = 0.02, join: float = 0.01
    ) -> None:
        """Axis-aligned ellipsoid: radii (x, y, z) in the bone frame."""
        parts.append(Part(bone, mat, group, c, c, r, r, k, join))

    def tube(
        bone: str, mat: int, group: str, a: Triple, b: Triple, ra: Radius, rb: Radius,
        k: float = 0.02, join: float = 0.01, cut: int = 0,
    ) -> None:  # fmt: skip
        """Swept ellipse; each radius is a number or (x-ish, sideways)."""

        def full(r: Radius) -> Triple:
            u, v = r if isinstance(r, tuple) else (r, r)
            return (u, v, min(u, v))

        parts.append(Part(bone, mat, group, a, b, full(ra), full(rb), k, join, cut))

    # Head and neck (skin)
    tube("head", SKIN, "head", (-0.040, 0, -0.262), (-0.020, 0, -0.080), 0.058, 0.052, k=0.03)
    ball("head", SKIN, "head", (-0.012, 0, 0.025), (0.094, 0.074, 0.088), k=0.03)
    ball("head", SKIN, "head", (0.022, 0, -0.040), (0.064, 0.060, 0.074), k=0.03)
    ball("head", SKIN, "head", (0.056, 0, -0.094), (0.027, 0.030, 0.020), k=0.03)
    tube("head", SKIN, "head", (0.070, -0.034, 0.020), (0.070, 0.034, 0.020), 0.013, 0.013, k=0.015)
    for y in (-1, 1):
        ball("head", SKIN, "head", (0.052, 0.038 * y, -0.032), (0.024, 0.022, 0.022), k=0.03)
        ball("head", SKIN, "head", (-0.006, 0.073 * y, -0.012), (0.016, 0.009, 0.027), k=0.008)
    tube("head", SKIN, "head", (0.084, 0, 0.000), (0.100, 0, -0.040), 0.009, (0.012, 0.015), k=0.014)
    ball("head", SKIN, "head", (0.080, 0, -0.074), (0.011, 0.024, 0.012), k=0.014)

    # Hair: ellipsoids that leave the skull gradually, which draws the hairline
    ball("head", HAIR, "hair", (-0.022, 0, 0.040), (0.099, 0.081, 0.085), k=0.02)
    ball("head", HAIR, "hair", (-0.046, 0, 0.010), (0.068, 0.077, 0.080), k=0.02)
    ball("head", HAIR, "hair", (-0.056, 0, -0.040), (0.044, 0.058, 0.046), k=0.03)

    # Shirt: trunk
    ball("chest", SHIRT, "trunk", (0.000, 0, -0.145), (0.110, 0.158, 0.185), k=0.06)
    for y in (-1, 1):
        ball("chest", SHIRT, "trunk", (0.048, 0.070 * y, -0.130), (0.062, 0.085, 0.080), k=0.05)
        tube("chest", SHIRT, "trunk", (-0.020, 0.045 * y, 0.016), (-0.008, 0.150 * y, -0.034),
             (0.048, 0.038), (0.052, 0.046), k=0.05)  # fmt: skip
    ball("abdomen", SHIRT, "trunk", (0.004, 0, -0.030), (0.108, 0.146, 0.170), k=0.06)
    for y in (-1, 1):  # two tubes side by side: a hem with full corners
        tube("pelvis", SHIRT, "trunk", (-0.006, 0.062 * y, -0.060), (0.000, 0.055 * y, 0.120),
             (0.138, 0.134), (0.116, 0.108), k=0.05, cut=CUT_A)  # fmt: skip

    # Trousers: seat
    ball("pelvis", TROUSERS, "seat", (-0.005, 0, 0.010), (0.108, 0.156, 0.105), k=0.05)
    for y in (-1, 1):
        ball("pelvis", TROUSERS, "seat", (-0.044, 0.068 * y, -0.025), (0.078, 0.080, 0.090), k=0.05)

    for name, sign in SIDES.items():
        y = int(sign)
        # Arm: sleeve, bare arm, hand
        tube(f"{name}_upper", SHIRT, f"{name}_sleeve", (0, 0, -0.205), (-0.002, -0.014 * y, -0.020),
             (0.060, 0.056), (0.062, 0.056), join=0.11, cut=CUT_A)  # fmt: skip
        g = f"{name}_arm"
        tube(f"{name}_upper", SKIN, g, (0, 0, -0.09), (0, 0, -UPPER_ARM), 0.044, 0.039)
        ball(f"{name}_upper", SKIN, g, (0.010, 0, -0.17), (0.043, 0.041, 0.080), k=0.04)
        tube(f"{name}_fore", SKIN, g, (0, 0, 0), (0, 0, -0.10), 0.039, 0.043)
        tube(f"{name}_fore", SKIN, g, (0, 0, -0.08), (0, 0, -FOREARM), 0.043, (0.029, 0.024), k=0.03)
        tube(f"{name}_hand", SKIN, g, (0, 0, -0.015), (0.002, -0.004 * y, -0.080),
             (0.030, 0.019), (0.040, 0.015), k=0.02)  # fmt: skip
        for x, length, root in ((-0.029, 0.058, -0.078), (-0.010, 0.074, -0.086),
                                (0.010, 0.080, -0.088), (0.029, 0.072, -0.086)):  # fmt: skip
            mid = (x * 1.12, -0.010 * y, root - 0.52 * length)
            tip = (x * 1.15, -0.024 * y, root - 1.00 * length)
            tube(f"{name}_hand", SKIN, g, (x, -0.003 * y, root), mid, 0.0105, 0.0095, k=0.008)
            tube(f"{name}_hand", SKIN, g, mid, tip, 0.0095, 0.0080, k=0.004)
        tube(f"{name}_hand", SKIN, g, (0.022, -0.004 * y, -0.025), (0.056, -0.016 * y, -0.066),
             0.016, 0.012, k=0.012)  # fmt: skip
        tube(f"{name}_hand", SKIN, g, (0.056, -0.016 * y, -0.066), (0.062, -0.022 * y, -0.098),
             0.0115, 0.009, k=0.006)  # fmt: skip
        if name == "l":  # a dark watch strap tells the sides apart by eye
            tube("l_fore", BAND, "band", (0, 0, -0.240), (0, 0, -0.212),
                 (0.034, 0.030), (0.036, 0.032), cut=CUT_A | CUT_B)  # fmt: skip

        # Leg: trousers, a bit of ankle, shoe
        g = f"{name}_leg"
        tube(f"{name}_thigh", TROUSERS, g, (-0.004, -0.008 * y, -0.01), (0.003, 0, -THIGH),
             (0.090, 0.076), (0.057, 0.055), k=0.03, join=0.04)  # fmt: skip
        tube(f"{name}_shank", TROUSERS, g, (0.003, 0, 0), (-0.012, 0, -0.16),
             (0.057, 0.055), (0.061, 0.056), k=0.015, join=0.05)  # fmt: skip
        tube(f"{name}_shank", TROUSERS, g, (-0.008, 0, -0.378), (-0.012, 0, -0.16),
             (0.060, 0.053), (0.061, 0.056), k=0.008, join=0.05, cut=CUT_A)  # fmt: skip
        tube(f"{name}_shank", SKIN, f"{name}_shin", (0, 0, -0.30), (0, 0, -0.42), 0.036, 0.034)
        s = f"{name}_shoe"
        tube(f"{name}_foot", SHOE, s, (-0.030, 0, -0.020), (-0.030, 0, -0.060),
             (0.044, 0.037), (0.040, 0.036), k=0.03)  # fmt: skip
        tube(f"{name}_foot", SHOE, s, (-0.020, 0, -0.038), (0.115, 0.002 * y, -0.060),
             (0.040, 0.036), (0.028, 0.044), k=0.03)  # fmt: skip
        ball(f"{name}_foot", SHOE, s, (0.135, 0.000, -0.060), (0.060, 0.043, 0.026), k=0.03)
        tube(f"{name}_foot", SOLE, f"{name}_sole", (-0.028, 0, -0.073), (0.060, 0, -0.073),
             (0.014, 0.040), (0.014, 0.040), k=0.03)  # fmt: skip
        ball(f"{name}_foot", SOLE, f"{name}_sole", (-0.025, 0, -0.073), (0.046, 0.039, 0.014), k=0.02)
        ball(f"{name}_foot", SOLE, f"{name}_sole", (0.115, 0, -0.073), (0.086, 0.048, 0.014), k=0.02)
    parts.sort(key=lambda p: (p.material, p.group))
    return parts


def rest_origins() -> dict[str, Array]:
    """Where the bone frames sit in an upright rest pose (cloth coordinates)."""
    rest = {"pelvis": np.array([0.0, 0.0, 0.93])}
    rest["abdomen"] = rest["pelvis"] + SPINE
    rest["chest"] = rest["abdomen"] + THORAX
    rest["head"] = rest["chest"] + HEAD
    for name, sign in SIDES.items():
        rest[f"{name}_upper"] = rest["chest"] + SHOULDER * np.array([1, sign, 1])
        rest[f"{name}_fore"] = rest[f"{name}_upper"] - np.array([0, 0, UPPER_ARM])
        rest[f"{name}_hand"] = rest[f"{name}_fore"] - np.array([0, 0, FOREARM])
        rest[f"{name}_thigh"] = rest["pelvis"] + np.array([0, sign * HIP_HALF, 0])
        rest[f"{name}_shank"] = rest[f"{name}_thigh"] - np.array([0, 0, THIGH])
        rest[f"{name}_foot"] = rest[f"{name}_shank"] - np.array([0, 0, SHANK])
    return rest


class Body:
    """Packs the parts for the kernels; ``at`` places them for one pose.

    Columns: 0-2 origin a, 3-11 rows of the world-to-part rotation, 12 length,
    13-15 and 16-18 radii, 19 cut, 20 blend, 21-23 bounding centre, 24 its
    radius, 25 material, 26 group, 27 join, 28-39 world to rest-pose coordinates.
    """

    def __init__(self) -> None:
        self.parts = body_parts()
        self._rest = rest_origins()
        groups = {g: i for i, g in enumerate(dict.fromkeys((p.material, p.group) for p in self.parts))}
        self._local = np.zeros((len(self.parts), 40))
        self._rot = np.zeros((len(self.parts), 3, 3))
        for i, p in enumerate(self.parts):
            a, b = np.array(p.a), np.array(p.b)
            length = float(np.linalg.norm(b - a))
            z = (b - a) / length if length > 0 else np.array([0.0, 0, 1])
            hint = np.array([1.0, 0, 0]) if abs(z[0]) < 0.8 else np.array([0.0, 0, 1])
            x = unit(hint - z * float(hint @ z))
            self._rot[i] = np.stack([x, np.cross(z, x), z])
            row = self._local[i]
            row[0:3], row[12], row[13:16], row[16:19] = a, length, p.ra, p.rb
            row[19], row[20] = p.cut, p.k
            row[21:24] = 0.5 * (a + b)
            row[24] = 0.5 * length + max(*p.ra, *p.rb) + 0.6 * max(p.k, p.join)
            row[25], row[26], row[27] = p.material, groups[(p.material, p.group)], p.join

    def at(self, pose: Pose) -> Array:
        packed = self._local.copy()
        for i, p in enumerate(self.parts):
            origin, rot = pose.bones[p.bone]
            packed[i, 0:3] = origin + rot @ packed[i, 0:3]
            packed[i, 21:24] = origin + rot @ packed[i, 21:24]
            packed[i, 3:12] = (self._rot[i] @ rot.T).ravel()
            packed[i, 28:37] = rot.T.ravel()
            packed[i, 37:40] = self._rest[p.bone] - rot.T @ origin
        return packed


# --------------------------------------------------------------------------
# Camera
# --------------------------------------------------------------------------


@dataclass(frozen=True)
class Camera:
    K: Array
    R: Array
    t: Array

    @staticmethod
    def looking(eye: Array, target: Array, focal: float) -> Camera:
        z = unit(target - eye)
        x = unit(np.cross(z, np.array([0.0, 0, 1])))
        rot = np.stack([x, np.cross(z, x), z])
        k = np.array([[focal, 0, WIDTH / 2], [0, focal, HEIGHT / 2], [0, 0, 1]])
        return Camera(k, rot, -rot @ eye)

    @property
    def eye(self) -> Array:
        return -self.R.T @ self.t

    def to_camera(self, world: Array) -> Array:
        return world @ self.R.T + self.t

    def project(self, world: Array) -> Array:
        cam = self.to_camera(world) @ self.K.T
        return cam[..., :2] / cam[..., 2:]


def sample_camera() -> Camera:
    """3/4 view from slightly above the waist."""
    return Camera.looking(np.array([0.10, -3.75, 1.40]), np.array([-0.22, 0.0, 0.93]), 1.12 * WIDTH)


# --------------------------------------------------------------------------
# Ray marching (numba)
# --------------------------------------------------------------------------

SUN = unit(np.array([-0.50, -0.62, 1.05]))  # towards the key light
SUN_X, SUN_Y, SUN_Z = float(SUN[0]), float(SUN[1]), float(SUN[2])
WALL_Y = 3.0
FAR = 1.0e9

jit = njit(fastmath=True, error_model="numpy", cache=True)


@jit
def _hash(i: int, j: int, k: int) -> float:
    n = (i * 73856093) ^ (j * 19349663) ^ (k * 83492791)
    n = (n ^ (n >> 13)) * 1274126177
    n = (n ^ (n >> 16)) & 0xFFFFFF
    return n / 16777216.0


@jit
def _noise(x: float, y: float, z: float) -> float:
    """Smooth value noise in 0..1."""
    i, j, k = math.floor(x), math.floor(y), math.floor(z)
    u, v, w = x - i, y - j, z - k
    u, v, w = u * u * (3 - 2 * u), v * v * (3 - 2 * v), w * w * (3 - 2 * w)
    i, j, k = int(i), int(j), int(k)
    a = _hash(i, j, k) * (1 - u) + _hash(i + 1, j, k) * u
    b = _hash(i, j + 1, k) * (1 - u) + _hash(i + 1, j + 1, k) * u
    c = _hash(i, j, k + 1) * (1 - u) + _hash(i + 1, j, k + 1) * u
    d = _hash(i, j + 1, k + 1) * (1 - u) + _hash(i + 1, j + 1, k + 1) * u
    return (a * (1 - v) + b * v) * (1 - w) + (c * (1 - v) + d * v) * w


@jit
def _part(P: Array, i: int, px: float, py: float, pz: float) -> float:
    """Approximate signed distance to one swept ellipsoid.

    The level function |q / r| - 1 divided by its gradient's length: exact to
    first order at the surface, an underestimate far away.
    """
    px -= P[i, 0]
    py -= P[i, 1]
    pz -= P[i, 2]
    x = P[i, 3] * px + P[i, 4] * py + P[i, 5] * pz
    y = P[i, 6] * px + P[i, 7] * py + P[i, 8] * pz
    z = P[i, 9] * px + P[i, 10] * py + P[i, 11] * pz
    length = P[i, 12]
    h = 0.0
    if length > 0.0:
        h = min(1.0, max(0.0, z / length))
    ix = 1.0 / (P[i, 13] + h * (P[i, 16] - P[i, 13]))
    iy = 1.0 / (P[i, 14] + h * (P[i, 17] - P[i, 14]))
    iz = 1.0 / (P[i, 15] + h * (P[i, 18] - P[i, 15]))
    vx, vy, vz = x * ix, y * iy, (z - h * length) * iz
    k0 = math.sqrt(vx * vx + vy * vy + vz * vz) + 1e-9
    vx, vy, vz = vx * ix, vy * iy, vz * iz
    k1 = math.sqrt(vx * vx + vy * vy + vz * vz) + 1e-9
    d = k0 * (k0 - 1.0) / k1
    cut = int(P[i, 19])
    if cut & 1:
        d = max(d, -z)
    if cut & 2:
        d = max(d, z - length)
    return d


@jit
def _smin(a: float, b: float, k: float) -> float:
    """Minimum, rounded (cubic, so curvature stays soft) where |a - b| < k."""
    h = max(0.0, 1.0 - abs(a - b) / k)
    return min(a, b) - h * h * h * k / 6.0


@jit
def _field(P: Array, act: Array, n: int, px: float, py: float, pz: float) -> float:
    """Distance to the body, using only the n parts listed in act (sorted)."""
    best, mat_d, grp_d = FAR, FAR, FAR
    mat, grp, join = -1, -1, 0.01
    for m in range(n):
        i = act[m]
        g = int(P[i, 26])
        if g != grp:
            mat_d = _smin(mat_d, grp_d, join)
            grp, grp_d, join = g, FAR, P[i, 27]
            if int(P[i, 25]) != mat:
                best = min(best, mat_d)
                mat, mat_d = int(P[i, 25]), FAR
        grp_d = _smin(grp_d, _part(P, i, px, py, pz), P[i, 20])
    return min(best, _smin(mat_d, grp_d, join))


@jit
def _owner(P: Array, act: Array, n: int, px: float, py: float, pz: float) -> tuple[int, int]:
    """Material of the nearest surface and its nearest part."""
    best, mat_d, grp_d = FAR, FAR, FAR
    mat, grp, join, win = -1, -1, 0.01, 0
    near, near_i, win_i = FAR, 0, 0
    for m in range(n + 1):
        i = act[m] if m < n else 0
        g = int(P[i, 26]) if m < n else -2
        if g != grp:
            mat_d = _smin(mat_d, grp_d, join)
            grp, grp_d, join = g, FAR, P[i, 27]
            if m == n or int(P[i, 25]) != mat:
                if mat_d < best:
                    best, win, win_i = mat_d, mat, near_i
                mat, mat_d, near = int(P[i, 25]), FAR, FAR
        if m < n:
            d = _part(P, i, px, py, pz)
            grp_d = _smin(grp_d, d, P[i, 20])
            if d < near:
                near, near_i = d, i
    return win, win_i


@jit
def _cull(
    P: Array, cand: Array, nc: int, act: Array,
    ox: float, oy: float, oz: float, dx: float, dy: float, dz: float, tmax: float, slack: float,
) -> tuple[int, float, float]:  # fmt: skip
    """Parts whose bounding sphere (plus slack) the ray meets; entry and exit."""
    n, near, far = 0, FAR, 0.0
    for m in range(nc):
        i = cand[m]
        cx, cy, cz = P[i, 21] - ox, P[i, 22] - oy, P[i, 23] - oz
        tc = cx * dx + cy * dy + cz * dz
        r = P[i, 24] + slack
        h = r * r - (cx * cx + cy * cy + cz * cz - tc * tc)
        if h > 0.0:
            s = math.sqrt(h)
            if tc + s > 0.0 and tc - s < tmax:
                act[n] = i
                n += 1
                near = min(near, tc - s)
                far = max(far, tc + s)
    return n, max(near, 0.0), min(far, tmax)


@jit
def _shadow(
    P: Array, cand: Array, nc: int, act: Array, px: float, py: float, pz: float, start: float
) -> float:
    """Soft shadow factor (1 = lit) towards the sun."""
    n, near, far = _cull(P, cand, nc, act, px, py, pz, SUN_X, SUN_Y, SUN_Z, 4.0, 0.05)
    if n == 0:
        return 1.0
    t, lit = max(start, near), 1.0
    for _ in range(40):
        d = _field(P, act, n, px + t * SUN_X, py + t * SUN_Y, pz + t * SUN_Z)
        lit = min(lit, 0.5 + 0.5 * d * 9.0 / t)  # a lamp about 1/9 rad across
        if lit < 0.02:
            return 0.0
        t += min(0.08, max(0.008, abs(d) * 0.8))
        if t > far:
            break
    lit = min(1.0, max(0.0, lit))
    return lit * lit * (3.0 - 2.0 * lit)


@jit
def _occlusion(
    P: Array, cand: Array, nc: int, act: Array,
    px: float, py: float, pz: float, nx: float, ny: float, nz: float,
) -> float:  # fmt: skip
    """Ambient light left (1 = open): distances sampled along the normal."""
    n = 0
    for m in range(nc):
        i = cand[m]
        r = P[i, 24] + 0.22
        x, y, z = P[i, 21] - px, P[i, 22] - py, P[i, 23] - pz
        if x * x + y * y + z * z < r * r:
            act[n] = i
            n += 1
    if n == 0:
        return 1.0
    dark, weight = 0.0, 1.0
    h = 0.025
    for _ in range(4):
        d = _field(P, act, n, px + nx * h, py + ny * h, pz + nz * h)
        dark += weight * max(0.0, h - d) / h
        weight *= 0.6
        h *= 1.8
    return max(0.0, 1.0 - 0.42 * dark)


# -- colours (linear light) --------------------------------------------------


@jit
def _band(x: float, edge: float, soft: float) -> float:
    """1 inside |x| < edge, fading to 0 over soft."""
    u = min(1.0, max(0.0, (edge + soft - abs(x)) / (2.0 * soft)))
    return u * u * (3.0 - 2.0 * u)


@jit
def _blob(y: float, z: float, ry: float, rz: float) -> float:
    """1 inside an ellipse, soft at its rim."""
    d = math.sqrt((y / ry) ** 2 + (z / rz) ** 2)
    u = min(1.0, max(0.0, (1.25 - d) / 0.5))
    return u * u * (3.0 - 2.0 * u)


@jit
def _mix3(
    r: float, g: float, b: float, r2: float, g2: float, b2: float, w: float
) -> tuple[float, float, float]:
    return r + (r2 - r) * w, g + (g2 - g) * w, b + (b2 - b) * w


@jit
def _face(x: float, y: float, z: float, r: float, g: float, b: float) -> tuple[float, float, float]:
    """Paint eyes, brows, mouth and cheeks on the skin; head coordinates."""
    if x < 0.03:
        return r, g, b
    ay = abs(y)
    ey = ay - 0.032
    # eye socket shade, cheeks, shade under nose and lower lip, stubble-free chin
    r, g, b = _mix3(r, g, b, r * 0.62, g * 0.52, b * 0.48, 0.55 * _blob(ey, z - 0.004, 0.024, 0.015))
    r, g, b = _mix3(r, g, b, r * 1.02, g * 0.80, b * 0.76, 0.55 * _blob(ay - 0.042, z + 0.045, 0.020, 0.018))
    r, g, b = _mix3(r, g, b, r * 0.55, g * 0.45, b * 0.42, 0.60 * _blob(ay - 0.008, z + 0.053, 0.006, 0.004))
    r, g, b = _mix3(r, g, b, r * 0.75, g * 0.68, b * 0.65, 0.45 * _blob(y, z + 0.093, 0.022, 0.005))
    # brows (slightly arched)
    arch = z - 0.0225 - 0.004 * (1.0 - (ey / 0.02) ** 2)
    r, g, b = _mix3(r, g, b, 0.030, 0.018, 0.011, 0.92 * _blob(ey, arch, 0.021, 0.0042))
    # eyes: lid line, white, iris, pupil
    r, g, b = _mix3(r, g, b, 0.05, 0.028, 0.02, 0.95 * _blob(ey, z - 0.0022, 0.0168, 0.0085))
    r, g, b = _mix3(r, g, b, 0.72, 0.70, 0.68, _blob(ey, z, 0.0140, 0.0062))
    r, g, b = _mix3(r, g, b, 0.055, 0.030, 0.016, _blob(ey, z - 0.0006, 0.0066, 0.0064))
    # mouth: lips and the line between them
    r, g, b = _mix3(r, g, b, 0.44, 0.135, 0.105, 0.85 * _blob(y, z + 0.0745, 0.026, 0.0085))
    line = z + 0.0740 - 0.002 * (y / 0.026) ** 2
    r, g, b = _mix3(r, g, b, 0.12, 0.035, 0.03, 0.90 * _blob(y, line, 0.024, 0.0018))
    return r, g, b


@jit
def _background(
    dx: float, dy: float, dz: float, ox: float, oy: float, oz: float
) -> tuple[float, float, float, float, float, float, bool]:
    """Room: albedo, point, whether it is the floor."""
    tf = -oz / dz if dz < -1e-6 else FAR
    tw = (WALL_Y - oy) / dy if dy > 1e-6 else FAR
    if tf < tw:
        x, y = ox + tf * dx, oy + tf * dy
        # planks along x, each with its own tone and grain
        row = math.floor(y / 0.145)
        shift = _hash(int(row), 7, 3) * 1.9
        col = math.floor((x + shift) / 1.9)
        tone = 0.82 + 0.30 * _hash(int(row), int(col), 11)
        grain = 0.84 + 0.32 * _noise(x * 2.2 + 31.0 * row, y * 46.0, 1.7 * col)
        fy = y / 0.145 - row
        fx = (x + shift) / 1.9 - col
        gap = 0.55 if (fy < 0.025 or fx < 0.0025) else 1.0
        s = tone * grain * gap
        return 0.36 * s, 0.225 * s, 0.125 * s, x, y, 0.0, True
    x, z = ox + tw * dx, oz + tw * dz
    if z < 0.10:  # skirting board
        s = 0.62 if z < 0.09 else 0.40
        return s, s * 0.98, s * 0.93, x, WALL_Y, z, False
    px, pz = x - 1.55, z - 1.62  # a framed picture
    if abs(px) < 0.46 and abs(pz) < 0.33:
        if abs(px) > 0.43 or abs(pz) > 0.30:
            return 0.05, 0.035, 0.025, x, WALL_Y, z, False
        if abs(px) > 0.36 or abs(pz) > 0.23:
            return 0.66, 0.65, 0.61, x, WALL_Y, z, False
        hill = -0.06 + 0.07 * math.sin(px * 9.0) + 0.03 * math.sin(px * 23.0)
        if pz < hill - 0.07:
            return 0.13, 0.22, 0.10, x, WALL_Y, z, False
        if pz < hill:
            return 0.20, 0.28, 0.24, x, WALL_Y, z, False
        return 0.42, 0.52, 0.58, x, WALL_Y, z, False
    s = 0.93 + 0.10 * _noise(x * 3.1, z * 3.1, 5.0) + 0.03 * _noise(x * 60.0, z * 60.0, 9.0)
    return 0.50 * s, 0.485 * s, 0.43 * s, x, WALL_Y, z, False


@njit(fastmath=True, error_model="numpy", cache=True, parallel=True)
def render_background(
    eye: Array, rot: Array, focal: float, w: int, h: int, ss: int,
    ambient: Array, direct: Array, floor: Array,
) -> None:  # fmt: skip
    """Unshadowed room, split into ambient and sun light, at full ray density."""
    for row in prange(h * ss):
        for col in range(w * ss):
            u = ((col + 0.5) / ss - 0.5 * w) / focal
            v = ((row + 0.5) / ss - 0.5 * h) / focal
            dx = rot[0, 0] * u + rot[1, 0] * v + rot[2, 0]
            dy = rot[0, 1] * u + rot[1, 1] * v + rot[2, 1]
            dz = rot[0, 2] * u + rot[1, 2] * v + rot[2, 2]
            r, g, b, x, y, z, is_floor = _background(dx, dy, dz, eye[0], eye[1], eye[2])
            lit = SUN_Z if is_floor else -SUN_Y
            # light falls off towards the sides; the corner of wall and floor is darker
            fall = 1.0 / (1.0 + 0.035 * ((x + 0.6) ** 2 + (y + 0.8) ** 2 + 0.7 * (z - 1.2) ** 2))
            corner = 1.0 - 0.35 * math.exp(-(WALL_Y - y if is_floor else z) / 0.25)
            amb = (0.50 if is_floor else 0.46) * corner * (0.4 + 0.6 * fall)
            sun = 0.95 * lit * fall
            ambient[row, col, 0], ambient[row, col, 1], ambient[row, col, 2] = r * amb, g * amb, b * amb
            direct[row, col, 0] = r * sun * 1.02
            direct[row, col, 1] = g * sun
            direct[row, col, 2] = b * sun * 0.94
            floor[row, col] = is_floor


@jit
def _shade(
    P: Array, cand: Array, nc: int, act: Array, n: int,
    px: float, py: float, pz: float, dx: float, dy: float, dz: float, head: Array, wide: Array,
) -> tuple[float, float, float]:  # fmt: skip
    """Colour of a surface point seen along d; act holds the n parts on its ray."""
    e = 0.0008
    a = _field(P, act, n, px + e, py - e, pz - e)
    b = _field(P, act, n, px - e, py - e, pz + e)
    c = _field(P, act, n, px - e, py + e, pz - e)
    d = _field(P, act, n, px + e, py + e, pz + e)
    nx, ny, nz = a - b - c + d, -a - b + c + d, -a + b - c + d
    s = 1.0 / (math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12)
    nx, ny, nz = nx * s, ny * s, nz * s
    material, i = _owner(P, act, n, px, py, pz)

    # rest-pose coordinates: textures move with the body
    lx = P[i, 28] * px + P[i, 29] * py + P[i, 30] * pz + P[i, 37]
    ly = P[i, 31] * px + P[i, 32] * py + P[i, 33] * pz + P[i, 38]
    lz = P[i, 34] * px + P[i, 35] * py + P[i, 36] * pz + P[i, 39]
    gloss, bump, fx, fz = 0.0, 0.0, 1.0, 1.0
    if material == SKIN:
        r, g, b_ = 0.640, 0.355, 0.235
        qx, qy, qz = px - head[0], py - head[1], pz - head[2]
        hx = head[3] * qx + head[6] * qy + head[9] * qz
        hy = head[4] * qx + head[7] * qy + head[10] * qz
        hz = head[5] * qx + head[8] * qy + head[11] * qz
        if hx * hx + hy * hy + hz * hz < 0.03 and hz > -0.13:
            r, g, b_ = _face(hx, hy, hz, r, g, b_)
        tone = 0.96 + 0.08 * _noise(lx * 40.0, ly * 40.0, lz * 40.0)
        r, g, b_ = r * tone, g * tone * tone, b_ * tone * tone
        gloss = 0.06
    elif material == SHIRT:
        r, g, b_ = 0.045, 0.165, 0.30
        stripe = _band(lz - 1.262, 0.022, 0.0015)  # one light stripe around chest and sleeves
        r, g, b_ = _mix3(r, g, b_, 0.55, 0.56, 0.55, stripe)
        bump, fx, fz = 0.30, 13.0, 7.0
    elif material == TROUSERS:
        r, g, b_ = 0.085, 0.080, 0.078
        bump, fx, fz = 0.28, 15.0, 8.0
    elif material == SHOE:
        r, g, b_ = 0.42, 0.07, 0.05
        gloss = 0.10
    elif material == SOLE:
        r, g, b_ = 0.70, 0.69, 0.66
    elif material == HAIR:
        r, g, b_ = 0.050, 0.028, 0.016
        tone = 0.6 + 0.8 * _noise(lx * 30.0, ly * 160.0, lz * 30.0)
        r, g, b_ = r * tone, g * tone, b_ * tone
        gloss = 0.08
    else:
        r, g, b_ = 0.02, 0.02, 0.022
        gloss = 0.15
    if bump > 0.0:  # weave and soft folds: tilt the normal by a noise gradient
        weave = 0.90 + 0.20 * _noise(lx * 170.0, ly * 170.0, lz * 170.0)
        r, g, b_ = r * weave, g * weave, b_ * weave
        n0 = _noise(lx * fx, ly * fx, lz * fz)
        gx = _noise(lx * fx + 0.25, ly * fx, lz * fz) - n0
        gy = _noise(lx * fx, ly * fx + 0.25, lz * fz) - n0
        gz = _noise(lx * fx, ly * fx, lz * fz + 0.25) - n0
        nx -= bump * 4.0 * (P[i, 28] * gx + P[i, 31] * gy + P[i, 34] * gz) * 0.5
        ny -= bump * 4.0 * (P[i, 29] * gx + P[i, 32] * gy + P[i, 35] * gz) * 0.5
        nz -= bump * 4.0 * (P[i, 30] * gx + P[i, 33] * gy + P[i, 36] * gz) * 0.5
        s = 1.0 / (math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12)
        nx, ny, nz = nx * s, ny * s, nz * s

    ao = _occlusion(P, cand, nc, wide, px, py, pz, nx, ny, nz)
    cos_sun = nx * SUN_X + ny * SUN_Y + nz * SUN_Z
    wrap = 0.18 if material == SKIN else 0.05
    sun = max(0.0, (cos_sun + wrap) / (1.0 + wrap))
    if sun > 0.0:
        sun *= _shadow(P, cand, nc, wide, px + nx * 0.006, py + ny * 0.006, pz + nz * 0.006, 0.015)
    up = 0.5 + 0.5 * nz
    fill = max(0.0, 0.55 * nx - 0.70 * ny + 0.25 * nz)  # a weak lamp, camera right
    lr = ao * (0.30 * up + 0.17 * (1 - up)) + 0.16 * ao * fill + 1.00 * sun
    lg = ao * (0.31 * up + 0.13 * (1 - up)) + 0.15 * ao * fill + 0.97 * sun
    lb = ao * (0.33 * up + 0.10 * (1 - up)) + 0.14 * ao * fill + 0.91 * sun
    hx, hy, hz = SUN_X - dx, SUN_Y - dy, SUN_Z - dz
    s = 1.0 / math.sqrt(hx * hx + hy * hy + hz * hz)
    spec = gloss * max(0.0, (nx * hx + ny * hy + nz * hz) * s) ** 24 * min(1.0, sun * 1.5)
    rim = 0.05 * ao * max(0.0, 1.0 + nx * dx + ny * dy + nz * dz) ** 4
    return r * lr + spec + rim * r, g * lg + spec + rim * g, b_ * lb + spec + rim * b_


@njit(fastmath=True, error_model="numpy", cache=True, parallel=True)
def render_frame(
    P: Array, head: Array, eye: Array, rot: Array, focal: float, w: int, h: int, ss: int,
    ambient: Array, direct: Array, floor: Array, out: Array,
) -> None:  # fmt: skip
    """One frame in linear light into out (h, w, 3)."""
    n_parts = len(P)
    for row in prange(h):
        # parts that can touch this image row (all of them for shadows)
        everything = np.arange(n_parts)
        cand = np.empty(n_parts, np.int64)
        nc = 0
        for i in range(n_parts):
            x, y, z = P[i, 21] - eye[0], P[i, 22] - eye[1], P[i, 23] - eye[2]
            cy = rot[1, 0] * x + rot[1, 1] * y + rot[1, 2] * z
            cz = rot[2, 0] * x + rot[2, 1] * y + rot[2, 2] * z
            v = 0.5 * h + focal * cy / cz
            if abs(v - row - 0.5) < focal * P[i, 24] / (cz - P[i, 24]) * 1.05 + 2.0:
                cand[nc] = i
                nc += 1
        act = np.empty(n_parts + 1, np.int64)
        wide = np.empty(n_parts + 1, np.int64)
        for col in range(w):
            red, green, blue = 0.0, 0.0, 0.0
            shade_r, shade_amb, shade_sun = False, 1.0, 1.0
            for sub in range(ss * ss):
                sy, sx = sub // ss, sub % ss
                u = (col + (sx + 0.5) / ss - 0.5 * w) / focal
                v = (row + (sy + 0.5) / ss - 0.5 * h) / focal
                dx = rot[0, 0] * u + rot[1, 0] * v + rot[2, 0]
                dy = rot[0, 1] * u + rot[1, 1] * v + rot[2, 1]
                dz = rot[0, 2] * u + rot[1, 2] * v + rot[2, 2]
                s = 1.0 / math.sqrt(dx * dx + dy * dy + dz * dz)
                dx, dy, dz = dx * s, dy * s, dz * s
                hit = False
                t = 0.0
                n, near, far = _cull(P, cand, nc, act, eye[0], eye[1], eye[2], dx, dy, dz, 50.0, 0.0)
                if n > 0:
                    t = near
                    for _ in range(80):
                        d = _field(P, act, n, eye[0] + t * dx, eye[1] + t * dy, eye[2] + t * dz)
                        if d < 0.0005:
                            hit = True
                            break
                        t += d * 0.9
                        if t > far:
                            break
                if hit:
                    px, py, pz = eye[0] + t * dx, eye[1] + t * dy, eye[2] + t * dz
                    r, g, b = _shade(P, everything, n_parts, act, n, px, py, pz, dx, dy, dz, head, wide)
                    red, green, blue = red + r, green + g, blue + b
                    continue
                rr, cc = row * ss + sy, col * ss + sx
                if floor[rr, cc] and not shade_r:  # once per pixel
                    shade_r = True
                    t = -eye[2] / dz
                    px, py = eye[0] + t * dx, eye[1] + t * dy
                    shade_sun = _shadow(P, everything, n_parts, wide, px, py, 0.0, 0.004)
                    shade_amb = _occlusion(P, everything, n_parts, wide, px, py, 0.0, 0.0, 0.0, 1.0)
                wa = shade_amb if floor[rr, cc] else 1.0
                ws = shade_sun if floor[rr, cc] else 1.0
                red += ambient[rr, cc, 0] * wa + direct[rr, cc, 0] * ws
                green += ambient[rr, cc, 1] * wa + direct[rr, cc, 1] * ws
                blue += ambient[rr, cc, 2] * wa + direct[rr, cc, 2] * ws
            q = 1.0 / (ss * ss)
            out[row, col, 0], out[row, col, 1], out[row, col, 2] = red * q, green * q, blue * q


class Renderer:
    def __init__(self, camera: Camera) -> None:
        self.camera, self.body = camera, Body()
        ss = SUPERSAMPLE
        self._eye = np.ascontiguousarray(camera.eye)
        self._focal = float(camera.K[0, 0])
        self._amb = np.zeros((HEIGHT * ss, WIDTH * ss, 3), np.float32)
        self._sun = np.zeros_like(self._amb)
        self._floor = np.zeros((HEIGHT * ss, WIDTH * ss), np.bool_)
        render_background(self._eye, camera.R, self._focal, WIDTH, HEIGHT, ss,
                          self._amb, self._sun, self._floor)  # fmt: skip
        self._out = np.zeros((HEIGHT, WIDTH, 3), np.float32)

    def frame(self, pose: Pose) -> Array:
        origin, rot = pose.bones["head"]
        head = np.concatenate([origin, rot.ravel()])
        render_frame(self.body.at(pose), head, self._eye, self.camera.R, self._focal, WIDTH, HEIGHT,
                     SUPERSAMPLE, self._amb, self._sun, self._floor, self._out)  # fmt: skip
        x = self._out * 1.45
        x = x * (1.0 + 0.10 * x) / (1.0 + 0.42 * x)  # gentle shoulder in the highlights
        x = np.clip(x * 1.15, 0.0, 1.0) ** (1.0 / 2.2)
        return (x * 255.0 + 0.5).astype(np.uint8)


# --------------------------------------------------------------------------
# Output
# --------------------------------------------------------------------------


def save_truth(path: Path, motion: Motion, camera: Camera) -> None:
    """Write the truth.  T frames, 17 joints in Human3.6M order, metres.

    joints_world (T,17,3)  joints_px (T,17,2)
    extra_* the same for feet, hands and face points named in extra_names
    K R t fps size         camera, frames per second and (width, height)
    contacts (T,2)         left and right foot on the floor
    joint_names            the 17 names
    """
    times = np.arange(frame_count()) / FPS
    poses = [motion.pose(float(t)) for t in times]
    joints = np.stack([p.h36m() for p in poses])
    extra_names = [n for n in sorted(poses[0].points) if n not in H36M_NAMES]
    extra = np.stack([np.stack([p.points[n] for n in extra_names]) for p in poses])
    np.savez_compressed(
        path,
        joints_world=joints.astype(np.float32),
        joints_px=camera.project(joints).astype(np.float32),
        extra_world=extra.astype(np.float32),
        extra_px=camera.project(extra).astype(np.float32),
        extra_names=np.array(extra_names),
        joint_names=np.array(H36M_NAMES),
        contacts=np.array([motion.contacts(float(t)) for t in times]),
        K=camera.K, R=camera.R, t=camera.t,
        fps=np.array(FPS), size=np.array([WIDTH, HEIGHT]),
    )  # fmt: skip


def frame_count() -> int:
    return int(round(DURATION * FPS))


def write_png(path: Path, image: Array) -> None:
    codec = av.CodecContext.create("png", "w")
    codec.width, codec.height = image.shape[1], image.shape[0]
    codec.pix_fmt, codec.time_base = "rgb24", Fraction(1, 1)
    frame = av.VideoFrame.from_ndarray(image, format="rgb24")
    packets = [*codec.encode(frame), *codec.encode(None)]
    path.write_bytes(b"".join(bytes(p) for p in packets))


def write_video(path: Path, motion: Motion, renderer: Renderer, crf: int) -> None:
    with av.open(str(path), "w") as box:
        stream = box.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": str(crf), "preset": "slow", "threads": "1", "g": "60"}
        begin = time.time()
        for i in range(frame_count()):
            image = renderer.frame(motion.pose(i / FPS))
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            for packet in stream.encode(frame):
                box.mux(packet)
            if i % 30 == 29:
                print(f"  {i + 1}/{frame_count()} frames, {time.time() - begin:.0f} s", flush=True)
        for packet in stream.encode(None):
            box.mux(packet)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("."))
    parser.add_argument("--crf", type=int, default=21, help="x264 quality, lower is better")
    parser.add_argument("--still", type=float, nargs="*", help="only PNGs at these seconds")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    motion, camera = Motion(), sample_camera()
    renderer = Renderer(camera)
    if args.still:
        for t in args.still:
            write_png(args.out / f"still_{t:.2f}.png", renderer.frame(motion.pose(t)))
        return
    save_truth(args.out / "sample_truth.npz", motion, camera)
    write_video(args.out / "sample.mp4", motion, renderer, args.crf)


if __name__ == "__main__":
    main()
