"""A clip's lifted frames before its camera: root, up direction and planted feet, found together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.geometry.rotation import unit
from core.pose.records import Flag, Pose, Track
from core.pose.skeleton import Skeleton
from core.world.camera_turns import camera_turns
from core.world.records import CameraMotion
from core.world.trajectory import FrameRoots, Planted, roots_by_frame, smooth_roots
from core.world.upright import Body, UpFound, describe_body, find_floor, find_planted, find_up, refine_up

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

_ROUNDS = 3
"""Up, planted feet and the root's path depend on each other: after three rounds they hardly change."""
FOOTFALL_S = 0.3
"""A foot stands about so long in a walk: planted frames within this tell of the floor only once."""
_DOUBTFUL = Flag.OUTSIDE | Flag.INTERPOLATED | Flag.OUTLIER | Flag.SWAP
_DOUBT = 0.2
"""What a joint counts that was not plainly seen."""
_HIPS = 0.5
"""What hips count: detectors put them further out than lifters do."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The lifted frames of a clip, K of them, one at least."""

    skeleton: Skeleton
    times: Array
    """(K,) seconds."""
    joints: Array
    """(K, J, 3) metres relative to the root, camera frame."""
    offsets: Array
    """(K, J, 2) pixels from the middle of the picture."""
    weights: Array
    """(K, J) how much each joint counts for the root."""
    motion: CameraMotion
    """Of the same frames."""
    feet_unseen: float
    """Part of the frames in which a foot was guessed or hidden, not seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """A scene seen with a focal length, in the coordinates of its first frame's camera, metres."""

    turns: Array
    """(K, 3, 3) from each frame's camera."""
    joints: Array
    """(K, J, 3) relative to the root."""
    frames: FrameRoots
    root: Array
    """(K, 3) bridged where a frame by itself has no place; NaN throughout if none has."""
    body: Body
    found: UpFound
    up: Array
    """(3,)"""
    planted: Mask
    """(K, 2)"""

    @property
    def is_known(self) -> Mask:
        """(K,) whether the frame by itself has a place."""
        return self.frames.is_known


def make_scene(pose: Pose, track: Track, motion: CameraMotion) -> Scene:
    """The frames of `pose` that were lifted; track and motion go by the same frames and joints."""
    rows = pose.is_lifted
    middle = np.array(track.image_size) / 2
    return Scene(
        pose.skeleton,
        pose.times[rows],
        pose.joints[rows].astype(np.float64),
        track.points[rows].astype(np.float64) - middle,
        _joint_weights(track)[rows],
        CameraMotion(motion.kind, motion.shift_px[rows], motion.roll[rows], motion.is_trusted, motion.text),
        _feet_unseen(track, rows),
    )


def _feet_unseen(track: Track, rows: Mask) -> float:
    ankles = [track.skeleton.index(name) for name in ("left_ankle", "right_ankle")]
    doubtful = track.flags[:, ankles] & np.uint8(Flag.OUTSIDE | Flag.LOW_CONFIDENCE | Flag.MISSING)
    return float((doubtful[rows] != 0).any(axis=1).mean())


def _joint_weights(track: Track) -> Array:
    """(T, J): limbs only, since detectors and lifters mean different points of spine, neck and head."""
    names = track.skeleton.joints
    of_joint = np.array([_weight_of(name) for name in names])
    doubt = np.where(track.flags & np.uint8(_DOUBTFUL), _DOUBT, 1.0)
    # Never quite 0 where a point is known: a detector without confidences should not lose everybody.
    sure = np.clip(track.confidence.astype(np.float64), 0.05, 1) ** 2
    return np.asarray(of_joint * doubt * sure)


def _weight_of(joint: str) -> float:
    if not joint.startswith(("left_", "right_")):
        return 0.0
    return _HIPS if joint.endswith("_hip") else 1.0


def locate(scene: Scene, focal_px: float, *, rounds: int = _ROUNDS) -> Located:
    """Where the person is, and which way is up, if the camera has that focal length."""
    turns = camera_turns(scene.motion, focal_px)
    frames = _turned(roots_by_frame(scene.joints, scene.offsets / focal_px, scene.weights), turns)
    joints = scene.joints @ turns.transpose(0, 2, 1)
    body = describe_body(joints, scene.skeleton)
    sight = _ankle_sight(scene, focal_px, turns)
    root = smooth_roots(scene.times, frames)
    if not frames.is_known.any():
        rounds = 0
    found = find_up(body, scene.times)
    up, planted = found.up, np.zeros((len(root), 2), np.bool_)
    for step in range(rounds):
        ankles = body.ankles + root[:, None]
        planted = find_planted(ankles, sight, scene.times, up)
        if step:
            found = find_up(body, scene.times, planted=planted)
        points, weights = planted_points(ankles, scene.times, planted)
        up = refine_up(points, weights, np.linalg.norm(points, axis=1), found)
        height = find_floor(points @ up, weights) if len(points) else None
        root = smooth_roots(scene.times, frames, Planted(body.ankles, planted, up, height))
    return Located(turns, joints, frames, root, body, found, up, planted)


def _ankle_sight(scene: Scene, focal_px: float, turns: Array) -> Array:
    """(K, 2, 3) unit vectors from the camera to the ankles as they were seen, left and right."""
    ankles = [scene.skeleton.index(name) for name in ("left_ankle", "right_ankle")]
    rays = np.concatenate([scene.offsets[:, ankles] / focal_px, np.ones((len(turns), 2, 1))], axis=2)
    return unit(np.einsum("tij,tfj->tfi", turns, rays))


def _turned(frames: FrameRoots, turns: Array) -> FrameRoots:
    return FrameRoots(
        np.einsum("tij,tj->ti", turns, frames.root),
        turns @ frames.information @ turns.transpose(0, 2, 1),
        frames.residual_m,
    )


def planted_points(ankles: Array, times: Array, planted: Mask) -> tuple[Array, Array]:
    """(P, 3) the planted ankles and (P,) how many footfalls each stands for."""
    seconds = np.gradient(times) if len(times) > 1 else np.array([FOOTFALL_S])
    weights = np.broadcast_to(np.minimum(seconds / FOOTFALL_S, 1.0)[:, None], planted.shape)
    return ankles[planted], weights[planted]


def stature(joints: Array, skeleton: Skeleton) -> float:
    """The height in metres of the person with joints (K, J, 3), from legs and trunk.

    From ankle to shoulder it is 77.9 % of the stature (Drillis and Contini 1966, as in Winter, 4th ed.,
    figure 4.1); heads are left out, since skeletons end them at different points.
    """
    at = {name: joints[:, i] for i, name in enumerate(skeleton.joints)}
    pairs = [
        (f"{side}_{a}", f"{side}_{b}")
        for side in ("left", "right")
        for a, b in (("hip", "knee"), ("knee", "ankle"))
    ]
    legs = sum(np.linalg.norm(at[a] - at[b], axis=1) for a, b in pairs) / 2
    hips, shoulders = ((at[f"left_{part}"] + at[f"right_{part}"]) / 2 for part in ("hip", "shoulder"))
    trunk = np.linalg.norm(hips - shoulders, axis=1)
    return float(np.median(legs) + np.median(trunk)) / 0.779


def root_distance(scene: Scene, focal_px: float) -> float:
    """Metres from the camera to the root in the first frame that has a place; infinite if none has."""
    frames = roots_by_frame(scene.joints, scene.offsets / focal_px, scene.weights)
    path = smooth_roots(scene.times, frames)[frames.is_known]
    return float(np.linalg.norm(path[0])) if len(path) else float("inf")
