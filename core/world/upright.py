"""Which way is up and where the floor is: one direction and one plane for the whole clip."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.geometry.rotation import unit
from core.pose.skeleton import Skeleton

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEVEL_CAMERA = np.array([0.0, -1.0, 0.0])
"""Up in the picture: what is believed of a camera of which nothing else is known."""

ANKLE_HEIGHT = 0.095
"""Of the ankle's joint above the floor, in lengths of a leg, in a foot that stands flat: 0.05 to 0.10 m in
motion capture, whose legs are 0.84 m long."""

_AHEAD_M = 0.08
"""How far the middle of the foot, over which a body balances, lies in front of the ankle. Fitted, with
`_RAISED_M`, on the training split of the motion capture: half its clips were then within 1.8 degrees."""
_RAISED_M = 0.22
"""An ankle this much higher than the other bears a third of its share of the weight. Smaller numbers favour
the front foot of a walk, which lands while the other still pushes."""
_STANDING = 0.7
"""Centre of mass above the ankles, in lengths of a stretched leg: below it the body crouches, sits, lies."""

# Shares of the body's mass and where the centre lies between two joints, from the upper one: de Leva (1996),
# men and women averaged, head and trunk adapted to H36M's joints; hands go with forearms, feet with shins.
_TRUNK = (("pelvis", "shoulders", 0.497, 0.5), ("neck", "head", 0.081, 0.5))
_LIMBS = (
    ("shoulder", "elbow", 0.028, 0.436), ("elbow", "wrist", 0.022, 0.682),
    ("hip", "knee", 0.100, 0.433), ("knee", "ankle", 0.061, 0.606),
)  # fmt: skip
_SEGMENTS = _TRUNK + tuple(
    (f"{side}_{a}", f"{side}_{b}", mass, at) for side in ("left", "right") for a, b, mass, at in _LIMBS
)


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What is needed of a body to tell how it stands; for T frames that all have a pose."""

    centre: Array
    """(T, 3) centre of mass, metres."""
    ankles: Array
    """(T, 2, 3) left and right."""
    side: Array
    """(T, 3) unit vectors from right to left through hips and shoulders."""
    leg_m: float
    """Length of a stretched leg, from hip to ankle."""


def describe_body(joints: Array, skeleton: Skeleton) -> Body:
    """The body of (T, J, 3) joints without NaN, of any skeleton with the joints of arms and legs."""
    at = {name: joints[:, i] for i, name in enumerate(skeleton.joints)}
    at["shoulders"] = (at["left_shoulder"] + at["right_shoulder"]) / 2
    at.setdefault("neck", at["shoulders"])
    mass = sum(share for _, _, share, _ in _SEGMENTS)
    centre = sum(share / mass * ((1 - k) * at[a] + k * at[b]) for a, b, share, k in _SEGMENTS)
    hips, shoulders = at["left_hip"] - at["right_hip"], at["left_shoulder"] - at["right_shoulder"]
    legs = [
        np.linalg.norm(at[f"{side}_hip"] - at[f"{side}_knee"], axis=1)
        + np.linalg.norm(at[f"{side}_knee"] - at[f"{side}_ankle"], axis=1)
        for side in ("left", "right")
    ]
    return Body(
        np.asarray(centre),
        np.stack([at["left_ankle"], at["right_ankle"]], axis=1),
        unit(unit(hips) + unit(shoulders)),
        float(np.median(legs)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class UpFound:
    """Up, and how well it is known."""

    up: Array
    """(3,) unit vector in the frame of the joints."""
    information: Array
    """(3, 3) 1/rad²: how sure each direction is in which it may lean; 0 along `up`."""
    standing_share: float
    """Part of the frames in which the person stood, so that they tell the direction."""

    @property
    def uncertainty_deg(self) -> float:
        """One standard deviation, in the direction that is known least."""
        least = np.linalg.eigvalsh(self.information)[1]  # the very least is along up, where there is none
        return float(np.degrees(1 / np.sqrt(least)))


def find_up(body: Body, times: Array, *, planted: Mask | None = None, level: Array = LEVEL_CAMERA) -> UpFound:
    """Up from balance: a body's centre of mass is over its feet, on the average of a clip if not always.

    In each frame the line from the feet that bear the weight, which are those `planted` (T, 2) if that is
    known and else the lower one or both, to the centre of mass is taken for upright. Along a straddle it
    tells little. Frames in which the body does not stand (crouching, sitting, lying) do not count, and those
    far off the rest count less. Cameras look up or down by 45 degrees at most at first sight: the search
    begins at `level` (3,), and where nobody ever stands the result stays near it, as its information says.
    """
    up = unit(level)
    prior = _prior_information(up)
    share = np.minimum(_seconds(times) / _STEP_S, 1.0)
    for step in range(8):
        across = _perpendicular(up)  # (2, 3)
        support, weight_split = _support(body, up, planted)
        line = body.centre - support
        height = line @ up
        lean = (line @ across.T) / body.leg_m  # (T, 2) about radians
        weight = share * (height > _STANDING * body.leg_m)
        if planted is not None:
            weight = weight * np.where(planted.any(axis=1), 1.0, _UNPLANTED)
        information = _lean_information(body, across, weight_split)  # (T, 2, 2)
        distance = np.sqrt(np.einsum("ti,tij,tj->t", lean, information, lean))
        limit = np.tan(np.radians(50 if step < 2 else 35))
        weight = weight * (np.linalg.norm(lean, axis=1) < limit * height / body.leg_m)
        weight = weight / np.maximum(1, distance / 2)
        left = np.einsum("t,tij->ij", weight, information) + across @ prior @ across.T
        right = np.einsum("t,tij,tj->i", weight, information, lean)
        right += across @ prior @ unit(level)
        up = unit(up + np.linalg.solve(left, right) @ across)
    across = _perpendicular(up)
    total = np.einsum("t,tij->ij", weight, information)
    total = np.linalg.inv(np.linalg.inv(total + across @ prior @ across.T) + np.eye(2) * _HABIT_RAD**2)
    return UpFound(up, across.T @ total @ across, float((weight > 0).mean()) if len(weight) else 0.0)


_STEP_S = 0.5
"""A posture lasts about so long: frames within it tell the same."""
_HABIT_RAD = 0.035
"""However long a clip is, somebody may lean to one side in all of it: 2 degrees."""
_UNPLANTED = 0.3
"""What a frame counts in which no foot seems planted, and a foot that does not beside one that does. Less is
better for runs, and more for dancing, where planted feet are harder to tell."""
_LEAN_NOISE = 0.08
"""Radians by which a body that stands leans to any side in a moment."""
_STRADDLE_NOISE = 0.35
"""Where between two feet the weight may be, as part of their distance."""


def _prior_information(level: Array) -> Array:
    """(3, 3) of what is believed of cameras: rolled by 5 degrees or so, pitched by 20."""
    across_view = unit(np.cross(level, [0.0, 0.0, 1.0]))  # a lean this way is a roll
    along_view = np.cross(across_view, level)
    roll, pitch = np.radians(5.0), np.radians(20.0)
    return np.asarray(
        np.outer(across_view, across_view) / roll**2 + np.outer(along_view, along_view) / pitch**2
    )


def _seconds(times: Array) -> Array:
    return np.gradient(times) if len(times) > 1 else np.full(len(times), _STEP_S)


def _support(body: Body, up: Array, planted: Mask | None) -> tuple[Array, Array]:
    """(T, 3) the point that the body balances over, and (T,) 1 where both feet bear it, 0 where one does."""
    height = body.ankles @ up  # (T, 2)
    share = np.exp(-(((height - height.min(axis=1, keepdims=True)) / _RAISED_M) ** 2))
    if planted is not None:
        share = share * np.where(planted | ~planted.any(axis=1, keepdims=True), 1.0, _UNPLANTED)
    share = share / share.sum(axis=1, keepdims=True)
    forward = unit(np.cross(body.side, up))  # left x up
    point = np.einsum("tf,tfc->tc", share, body.ankles) + _AHEAD_M * forward
    return point, 4 * share.prod(axis=1)


def _lean_information(body: Body, across: Array, weight_split: Array) -> Array:
    """(T, 2, 2) how sure the lean is in each direction, 1/rad²: least along a straddle."""
    straddle = (body.ankles[:, 0] - body.ankles[:, 1]) @ across.T / body.leg_m  # (T, 2)
    spread = _STRADDLE_NOISE * weight_split[:, None] * straddle
    covariance = _LEAN_NOISE**2 * np.eye(2) + spread[:, :, None] * spread[:, None, :]
    return np.asarray(np.linalg.inv(covariance), np.float64)


def find_planted(ankles: Array, sight: Array, times: Array, up: Array) -> Mask:
    """(T, 2) which ankles seem to stand: the lower one, or both at one height, while it hardly moves.

    Ankles (T, 2, 3) move in the world, metres, and were seen along `sight` (T, 2, 3), unit vectors. Speed is
    that across the line of sight: it is seen directly, while depth shakes with the pose. The floor is not
    known yet and `up` may be some degrees off, so height is only compared between the two feet of a frame.
    """
    if len(times) < 3:
        return np.zeros((len(times), 2), np.bool_)
    height = ankles @ up
    is_low = height - height.min(axis=1, keepdims=True) < _SAME_HEIGHT_M
    speed = np.linalg.norm(np.gradient(sight, times, axis=0), axis=2) * np.linalg.norm(ankles, axis=2)
    return np.asarray(is_low & (speed < _SLOW_M_S))


_SAME_HEIGHT_M = 0.05
_SLOW_M_S = 0.35


def refine_up(points: Array, weights: Array, depth: Array, found: UpFound) -> Array:
    """(3,) up such that the planted ankles `points` (P, 3) lie on one plane, as far as they are sure.

    Weights (P,) say how many separate footfalls each point stands for; depth (P,) is each point's distance
    from the camera, which is known to a few percent only and spoils planes seen from above. The direction
    found from balance counts with its uncertainty. Points far off the plane (stairs, chairs) lose weight.
    """
    up = found.up
    if len(points) < 3:
        return up
    ray = unit(points)
    for _ in range(10):
        across = _perpendicular(up)  # (2, 3)
        sigma = np.hypot(_HEIGHT_NOISE_M, _DEPTH_NOISE * depth * np.abs(ray @ up))
        height = points @ up
        weight = weights / sigma**2
        middle = _weighted_median(height, weight)
        weight = weight / np.maximum(1, np.abs(height - middle) / (2 * sigma)) ** 2
        centred = points - weight @ points / weight.sum()
        slope = centred @ across.T  # (P, 2): d height / d turn
        prior = across @ found.information @ across.T
        left = slope.T @ (weight[:, None] * slope) + prior
        right = -slope.T @ (weight * (centred @ up)) + prior @ (across @ found.up)
        turn = np.linalg.solve(left, right)
        up = unit(up + turn @ across)
        if np.abs(turn).max() < 1e-5:
            break
    return np.asarray(up)


_HEIGHT_NOISE_M = 0.05
_DEPTH_NOISE = 0.03


def find_floor(heights: Array, weights: Array) -> float:
    """Height of the floor under planted ankles at `heights` (P,): one for the clip.

    The weighted median, so steps and chairs do not matter while less than half the footfalls are on them.
    """
    return _weighted_median(heights, weights)


def _weighted_median(values: Array, weights: Array) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _perpendicular(vector: Array) -> Array:
    """(2, 3) unit vectors at right angles to `vector` and each other."""
    first = unit(np.cross(vector, np.eye(3)[np.argmin(np.abs(vector))]))
    return np.stack([first, np.cross(vector, first)])


def world_axes(up: Array, *, pitch_deg: float = 0.0, roll_deg: float = 0.0) -> Array:
    """(3, 3) rotation from the camera to the world whose y is `up` and whose z points towards the camera.

    Then turned by `pitch_deg` about the world's x axis and `roll_deg` about its z axis. Looking straight down
    or up, the camera's right stays x.
    """
    back = np.array([0.0, 0.0, -1.0])
    level = back - (back @ up) * up
    if np.linalg.norm(level) < 1e-3:
        level = np.cross([1.0, 0.0, 0.0], up)
    z = unit(level)
    axes = np.stack([np.cross(up, z), up, z])
    turn = Rotation.from_euler("XZ", [pitch_deg, roll_deg], degrees=True)
    return np.asarray(turn.as_matrix() @ axes)
