"""From a root-relative pose and the track it was lifted from to a figure that stands in the world."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.pose.mapping import select_joints
from core.pose.records import Pose, Track
from core.world.bones import fit_constant_bones
from core.world.contacts import find_contacts
from core.world.focal import Focal, focal_from_distance, focal_from_user, typical_focal
from core.world.foot_lock import lock_feet
from core.world.judge import describe_feet, judge
from core.world.records import CameraMotion, Placement, PlacementOptions, still_camera
from core.world.scene import Located, Scene, locate, make_scene, planted_points, root_distance, stature
from core.world.upright import ANKLE_HEIGHT, find_floor, world_axes

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def place_in_world(
    pose: Pose,
    track: Track,
    options: PlacementOptions | None = None,
    motion: CameraMotion | None = None,
    *,
    stated_focal: Focal | None = None,
) -> Placement:
    """The pose in the world: y up, the floor at y = 0, metres, with a root that moves.

    `pose` is in the camera's frame and relative to its root; `track` is what it was lifted from, frame by
    frame. Without `motion` the camera stands still. `stated_focal` is what the video file says; the user's
    own wins over it, and where there is neither the focal length comes from a known distance or is
    estimated. Frames without a pose stay NaN; a clip without any comes back empty, with a warning.

    The body gets one rigid skeleton, the root follows from the reprojection (`trajectory`), up from balance
    and planted feet, and the floor is one plane under the planted ankles (`upright`), so jumps stay jumps.
    """
    options = options or PlacementOptions()
    motion = motion or still_camera(len(pose))
    track = select_joints(track, pose.skeleton)
    focal = focal_from_user(options, track.image_size) or stated_focal
    if not pose.is_lifted.any():
        return _nowhere(pose, options, motion, focal or typical_focal(track.image_size))
    scene = make_scene(pose, track, _chosen_motion(motion, options))
    joints = fit_constant_bones(
        scene.joints, scene.times, scene.skeleton, max_hyperextension_deg=options.joint_limit_deg
    )
    joints = joints - joints[:, :1]
    scale = 1.0 if options.height_m is None else options.height_m / stature(joints, scene.skeleton)
    scene = replace(scene, joints=joints * scale)
    if focal is None:
        focal = _find_focal(scene, options, track.image_size)
    located = locate(scene, focal.px)
    if not located.is_known.any():
        return _nowhere(pose, options, motion, focal)
    return _stand(pose, scene, located, options, motion, focal, scale)


def _describe_change(pose: Pose, joints: Array, rotation: Array, scale: float) -> dict[str, float]:
    """How far rigid bones and standing feet moved the joints from those lifted, the middles of both alike."""
    rows = pose.is_lifted & np.isfinite(joints).all(axis=(1, 2))
    if not rows.any():
        return {}
    turns = rotation if len(rotation) == 1 else rotation[rows]
    placed = joints[rows] @ turns / scale  # camera to world is R x, so back is x R
    apart = placed - pose.joints[rows].astype(np.float64)
    change = 1000 * np.linalg.norm(apart - apart.mean(axis=1, keepdims=True), axis=-1)
    return {"changed_mm_mean": float(change.mean()), "changed_mm_most": float(change.max())}


def _chosen_motion(motion: CameraMotion, options: PlacementOptions) -> CameraMotion:
    is_still = options.camera == "static" or (options.camera == "auto" and not motion.has_moved)
    return still_camera(len(motion)) if is_still else motion


def _find_focal(scene: Scene, options: PlacementOptions, size: tuple[int, int]) -> Focal:
    if options.distance_m is None:
        return typical_focal(size)
    return focal_from_distance(lambda px: root_distance(scene, px), options.distance_m, size)


def _stand(
    pose: Pose,
    scene: Scene,
    located: Located,
    options: PlacementOptions,
    motion: CameraMotion,
    focal: Focal,
    scale: float,
) -> Placement:
    """The located scene put on its floor."""
    axes = world_axes(located.up, pitch_deg=options.tilt_pitch_deg, roll_deg=options.tilt_roll_deg)
    distance = float(np.linalg.norm(located.root[located.is_known][0]))
    factor = 1.0
    if options.distance_m is not None and options.height_m is None:
        factor = options.distance_m / distance  # 1 if the focal length was chosen so
    floor, has_floor = _floor_height(located, scene.times, axes[1])
    root = located.root @ axes.T
    origin = np.array([root[located.is_known][0, 0], floor, root[located.is_known][0, 2]])
    placed = factor * ((located.joints @ axes.T + root[:, None]) - origin)
    placed[~located.is_known] = np.nan
    shift = np.array([0.0, options.lift_m, 0.0])
    rows = pose.is_lifted
    whole = np.full(pose.joints.shape, np.nan)
    whole[rows] = placed + shift
    rotation, camera = _camera_track(located, axes, rows, shift - factor * origin)
    contacts = find_contacts(whole, pose.times, pose.skeleton, camera=camera[0])
    joints, feet = lock_feet(whole, pose.times, pose.skeleton, contacts, mode=options.foot_lock)
    figures, warnings = judge(
        scene, located, options, motion, axes[1], distance=factor * distance, has_floor=has_floor
    )
    return Placement(
        pose=replace(pose, joints=joints.astype(np.float32), coordinates="world"),
        options=options,
        focal_px=focal.px,
        focal_text=focal.text,
        rotation=rotation,
        camera=camera,
        scale=scale * factor,
        contacts=contacts.is_down,
        motion=motion,
        figures=figures | describe_feet(feet) | _describe_change(pose, joints, rotation, scale * factor),
        warnings=warnings,
    )


def _floor_height(located: Located, times: Array, up: Array) -> tuple[float, bool]:
    """Height of the floor along `up`, and whether planted feet tell it; else the lowest ankle does."""
    ankles = located.body.ankles + located.root[:, None]
    rise = ANKLE_HEIGHT * located.body.leg_m
    points, weights = planted_points(ankles, times, located.planted)
    if len(points):
        return find_floor(points @ up, weights) - rise, True
    return float(np.percentile((ankles @ up).min(axis=1), 5)) - rise, False


def _camera_track(located: Located, axes: Array, rows: Mask, place: Array) -> tuple[Array, Array]:
    """Rotation (R, 3, 3) and place (R, 3) of the camera, R = 1 if it stands still.

    Frames that were not lifted take the rotation of the one before (the first: of the one after).
    """
    if (located.turns == located.turns[0]).all():
        return axes[None], place[None]
    latest = np.maximum(np.cumsum(rows) - 1, 0)
    rotation = (axes @ located.turns)[latest]
    return rotation, np.repeat(place[None], len(rows), axis=0)


def _nowhere(pose: Pose, options: PlacementOptions, motion: CameraMotion, focal: Focal) -> Placement:
    """What is left where no frame could be placed."""
    joints = np.full(pose.joints.shape, np.nan, np.float32)
    return Placement(
        pose=replace(pose, joints=joints, coordinates="world"),
        options=options,
        focal_px=focal.px,
        focal_text=focal.text,
        rotation=np.diag([1.0, -1.0, -1.0])[None],
        camera=np.zeros((1, 3)),
        scale=1.0,
        contacts=np.zeros((len(pose), 2), np.bool_),
        motion=motion,
        warnings=("No frame could be placed in the world: the person was nowhere seen whole.",),
    )
