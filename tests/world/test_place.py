"""A pose put into the world, against a truth that is known."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_scenes import (
    ANKLES,
    FOCAL,
    PELVIS,
    SIZE,
    Scene,
    height_error_m,
    jumping,
    looking,
    up_error_deg,
    walking,
)
from scipy.spatial.transform import Rotation

from core.errors import BadInput
from core.geometry.image import focal_of_fov, fov_of_focal
from core.pose.records import Flag
from core.pose.skeleton import H36M_17
from core.world.camera_turns import camera_turns
from core.world.focal import Focal
from core.world.place import place_in_world
from core.world.records import CameraMotion, PlacementOptions
from core.world.scene import stature

KNOWN = PlacementOptions(focal_px=FOCAL)


def place(scene, options=KNOWN, **how):
    return place_in_world(*scene.pose_and_track(), options, **how)


def moved(joints):
    """(T, 3) the root's way from the first frame."""
    return joints[:, PELVIS] - joints[0, PELVIS]


def step_lengths(joints):
    """Length of the root's way between every two frames half a second apart: the same in any coordinates."""
    return np.linalg.norm(joints[15:, PELVIS] - joints[:-15, PELVIS], axis=1)


@pytest.mark.parametrize("pitch", [-10, 10, 35])
def test_somebody_who_walks_is_upright_on_the_floor_and_moves_as_far_as_in_truth(pitch):
    scene = walking(pitch)
    placement = place(scene)
    assert up_error_deg(placement, scene) < 4
    assert abs(np.median(height_error_m(placement, scene)[:, ANKLES][placement.contacts])) < 0.03
    np.testing.assert_allclose(step_lengths(placement.pose.joints), step_lengths(scene.world), atol=0.08)
    assert placement.pose.coordinates == "world"
    assert placement.warnings == ()


def test_the_origin_is_the_floor_under_the_first_root_and_z_points_towards_the_camera():
    placement = place(walking(15))
    np.testing.assert_allclose(placement.pose.joints[0, PELVIS, [0, 2]], 0, atol=0.02)
    assert placement.camera[0, 2] > 3
    assert placement.rotation.shape == (1, 3, 3)


def test_the_placed_joints_project_to_where_they_were_seen():
    scene = walking(15)
    placement = place(scene)
    seen = (placement.pose.joints - placement.camera[0]) @ placement.rotation[0]
    points = seen[..., :2] / seen[..., 2:] * FOCAL + np.array(SIZE) / 2
    off = np.linalg.norm(points - scene.pose_and_track()[1].points, axis=2)
    assert np.median(off) < 3


def test_a_jump_stays_a_jump():
    scene = jumping(0.4)
    placement = place(scene)
    lowest = placement.pose.joints[:, ANKLES, 1].min(axis=1)
    assert lowest.max() - np.median(lowest) == pytest.approx(0.4, abs=0.05)
    assert not placement.contacts[np.argmax(lowest)].any()
    assert np.median(lowest[:40]) == pytest.approx(0.085, abs=0.03)


def test_a_known_height_sets_the_scale():
    scene = walking()
    true_height = stature(scene.world, H36M_17)
    small = replace(scene, world=0.5 * scene.world, position=0.5 * scene.position)  # a film of half the size
    placement = place(small, replace(KNOWN, height_m=true_height))
    assert stature(placement.pose.joints.astype(float), H36M_17) == pytest.approx(true_height, rel=0.01)
    assert placement.scale == pytest.approx(2, rel=0.01)
    np.testing.assert_allclose(step_lengths(placement.pose.joints), step_lengths(scene.world), atol=0.08)


def test_a_known_distance_sets_the_scale_where_the_focal_length_is_known():
    scene = walking()
    true = np.linalg.norm(scene.camera[0, PELVIS])
    placement = place(scene, replace(KNOWN, distance_m=2 * true))
    assert np.linalg.norm(placement.pose.joints[0, PELVIS] - placement.camera[0]) == pytest.approx(
        2 * true, rel=0.01
    )
    assert placement.scale == pytest.approx(2, rel=0.05)


def test_a_known_distance_sets_the_focal_length_where_that_is_not_known():
    scene = walking()
    true = float(np.linalg.norm(scene.camera[0, PELVIS]))
    placement = place(scene, PlacementOptions(distance_m=true))
    assert placement.focal_px == pytest.approx(FOCAL, rel=0.05)
    assert "distance" in placement.focal_text


def test_a_distance_that_contradicts_height_and_focal_length_is_said():
    placement = place(walking(), replace(KNOWN, height_m=1.7, distance_m=20))
    assert any("one of the three is wrong" in text for text in placement.warnings)
    assert placement.scale == pytest.approx(1, abs=0.1)


def test_the_focal_length_of_the_user_wins_over_the_files_and_a_guess_says_so():
    stated = Focal(900.0, True, "from the file")
    assert place(walking(), stated_focal=stated).focal_px == FOCAL
    assert place(walking(), PlacementOptions(), stated_focal=stated).focal_text == "from the file"
    guess = place(walking(), PlacementOptions())
    assert "25 %" in guess.focal_text
    assert 0.8 * max(SIZE) < guess.focal_px < 1.1 * max(SIZE)


def test_fields_of_view_are_those_of_trigonometry():
    assert focal_of_fov(90, (1280, 720)) == pytest.approx(640)
    assert focal_of_fov(90, (720, 1280)) == pytest.approx(640)
    assert fov_of_focal(640, (1280, 720)) == pytest.approx(90)


def test_tilt_and_lift_are_set_by_hand():
    scene = walking()
    plain, lifted = place(scene), place(scene, replace(KNOWN, lift_m=0.25))
    np.testing.assert_allclose(lifted.pose.joints, plain.pose.joints + np.array([0, 0.25, 0]), atol=1e-4)
    tilted = place(scene, replace(KNOWN, tilt_roll_deg=10))
    between = tilted.rotation[0] @ plain.rotation[0].T
    assert np.degrees(np.arccos((np.trace(between) - 1) / 2)) == pytest.approx(10)


def test_frames_that_were_not_lifted_stay_missing():
    scene = walking()
    pose, track = scene.pose_and_track()
    joints = pose.joints.copy()
    joints[40:80] = np.nan
    placement = place_in_world(replace(pose, joints=joints), track, KNOWN)
    is_missing = np.isnan(placement.pose.joints).any(axis=(1, 2))
    assert is_missing.tolist() == [40 <= i < 80 for i in range(225)]
    assert not placement.contacts[40:80].any()
    assert up_error_deg(placement, scene) < 4


def test_uneven_times_change_nothing_but_when_things_happen():
    scene = walking()
    keep = np.sort(np.random.default_rng(0).choice(225, 150, replace=False))
    uneven = replace(scene, times=scene.times[keep], world=scene.world[keep])
    full, part = place(scene), place(uneven)
    offset = full.camera[0] - part.camera[0]  # origins differ with the first frame
    off = np.linalg.norm(part.pose.joints + offset - full.pose.joints[keep], axis=2)
    assert np.median(off) < 0.04


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_clip_of_a_few_frames_is_placed_with_a_warning(count):
    placement = place(walking(start=100, stop=100 + count))
    assert np.isfinite(placement.pose.joints).all()
    assert any("too few" in text for text in placement.warnings)


def test_a_clip_without_any_pose_comes_back_empty_and_says_so():
    pose, track = walking().pose_and_track()
    placement = place_in_world(replace(pose, joints=np.full_like(pose.joints, np.nan)), track)
    assert np.isnan(placement.pose.joints).all()
    assert "nowhere" in placement.warnings[0]


def test_points_that_were_never_seen_place_nobody():
    pose, track = walking().pose_and_track()
    placement = place_in_world(pose, track.with_points(np.full_like(track.points, np.nan)), KNOWN)
    assert np.isnan(placement.pose.joints).all()


def test_feet_outside_the_picture_are_said():
    pose, track = walking().pose_and_track()
    flags = track.flags.copy()
    flags[:, ANKLES] |= np.uint8(Flag.OUTSIDE)
    placement = place_in_world(pose, replace(track, flags=flags), KNOWN)
    assert any("out of sight in 100 %" in text for text in placement.warnings)


def test_somebody_else_far_away_is_taken_for_a_jump_and_said():
    scene = walking()
    world = scene.world.copy()
    world[100:] += [1.5, 6, 0]
    placement = place(replace(scene, world=world))
    assert any("somebody else" in text for text in placement.warnings)


def test_a_very_narrow_view_is_placed_far_away():
    scene = walking(distance_m=5)
    pose, track = scene.pose_and_track()
    placement = place_in_world(pose, track, PlacementOptions(focal_px=20 * FOCAL))
    assert np.isfinite(placement.pose.joints).all()
    assert placement.figures["distance_m"] == pytest.approx(100, rel=0.1)
    lean = placement.rotation[0][1] @ scene.rotation[:, 2]
    assert np.degrees(np.arccos(lean)) < 6


def panning(turn_deg=40.0):
    """The sample's walker before a camera that pans, and how its background moves."""
    still = walking(0)
    yaw = turn_deg * (still.times / still.times[-1] - 0.5)
    rotation = np.stack([looking(0, yaw_deg=angle) for angle in yaw])
    steps = np.radians(np.diff(yaw, prepend=yaw[0]))
    shift = np.stack([-FOCAL * np.cumsum(np.tan(steps)), np.zeros(225)], axis=1)
    motion = CameraMotion("panning", shift.astype(np.float32), np.zeros(225, np.float32), True, "It panned.")
    return replace(still, rotation=rotation), motion


def test_turns_in_every_direction_come_from_where_a_far_point_goes():
    step = Rotation.from_rotvec([0.004, -0.006, 0.003]).as_matrix()  # first camera to the next, and so on
    to_now = [np.linalg.matrix_power(step, i) for i in range(20)]
    ahead = step @ [0, 0, 1]
    shift = FOCAL * np.arange(20)[:, None] * (ahead[:2] / ahead[2])
    roll = 0.003 * np.arange(20)
    motion = CameraMotion("handheld", shift.astype(np.float32), roll.astype(np.float32), True, "By hand.")
    np.testing.assert_allclose(camera_turns(motion, FOCAL), np.transpose(to_now, (0, 2, 1)), atol=1e-3)


def test_a_pan_is_taken_out():
    scene, motion = panning()
    turns = camera_turns(motion, FOCAL)
    np.testing.assert_allclose(turns, scene.rotation[0] @ scene.rotation.transpose(0, 2, 1), atol=1e-3)
    placement = place_in_world(*scene.pose_and_track(), KNOWN, motion)
    np.testing.assert_allclose(step_lengths(placement.pose.joints), step_lengths(scene.world), atol=0.1)
    assert placement.rotation.shape == (225, 3, 3)
    ignored = place_in_world(*scene.pose_and_track(), replace(KNOWN, camera="static"), motion)
    assert np.abs(step_lengths(ignored.pose.joints) - step_lengths(scene.world)).max() > 0.2


def test_motion_that_is_but_noise_is_followed_only_if_asked():
    scene = walking()
    noise = np.full((225, 2), 0.5, np.float32) * np.arange(225)[:, None] / 225
    motion = CameraMotion("static", noise.astype(np.float32), np.zeros(225, np.float32), True, "Still.")
    assert len(place(scene, motion=motion).rotation) == 1
    assert len(place(scene, replace(KNOWN, camera="moving"), motion=motion).rotation) == 225


@pytest.mark.parametrize(
    "wrong",
    [{"focal_px": -1.0}, {"fov_deg": 180.0}, {"height_m": 0.0}, {"distance_m": float("nan")},
     {"focal_px": 900.0, "fov_deg": 60.0}],
)  # fmt: skip
def test_impossible_options_are_refused_in_words(wrong):
    with pytest.raises(BadInput, match=r"impossible|twice"):
        PlacementOptions(**wrong)


def test_five_thousand_frames_take_seconds():
    import time

    scene = walking()
    world = np.concatenate([scene.world, scene.world[::-1]] * 11)
    long = Scene(np.arange(len(world)) / 30, world, scene.rotation, scene.position)
    pose, track = long.pose_and_track()
    start = time.process_time()
    place_in_world(pose, track, KNOWN)
    assert time.process_time() - start < 5


def test_it_tells_how_far_rigid_bones_and_standing_feet_moved_the_joints():
    """Against a plain loop: the placed body, turned back into the camera's frame, beside the lifted one."""
    pose, track = walking().pose_and_track()
    rng = np.random.default_rng(0)
    noisy = pose.joints + rng.normal(0, 0.02, pose.joints.shape).astype(np.float32)
    placed = place_in_world(replace(pose, joints=noisy), track, KNOWN)
    changes = []
    for body, lifted in zip(placed.pose.joints, noisy, strict=True):
        back = np.array([placed.rotation[0].T @ joint / placed.scale for joint in body.astype(float)])
        middles = back - back.mean(axis=0), lifted - lifted.mean(axis=0)
        changes.append(np.linalg.norm(middles[0] - middles[1], axis=1) * 1000)
    assert placed.figures["changed_mm_mean"] == pytest.approx(np.mean(changes), rel=1e-3)
    assert placed.figures["changed_mm_most"] == pytest.approx(np.max(changes), rel=1e-3)
    assert place(walking()).figures["changed_mm_mean"] < placed.figures["changed_mm_mean"]


def test_knees_that_bend_the_wrong_way_are_bent_back_if_asked():
    pose, track = walking().pose_and_track()
    hip, knee, ankle = (H36M_17.index(f"left_{part}") for part in ("hip", "knee", "ankle"))
    joints = pose.joints.astype(float)
    thigh = joints[:, knee] - joints[:, hip]
    across = joints[:, H36M_17.index("left_hip")] - joints[:, H36M_17.index("right_hip")]
    axis = across / np.linalg.norm(across, axis=1, keepdims=True)
    shin = np.linalg.norm(joints[:, ankle] - joints[:, knee], axis=1, keepdims=True)
    straight = thigh / np.linalg.norm(thigh, axis=1, keepdims=True) * shin

    def bent(sign):
        wrong = joints.copy()
        wrong[:, ankle] = wrong[:, knee] + Rotation.from_rotvec(sign * np.radians(25) * axis).apply(straight)
        return replace(pose, joints=wrong.astype(np.float32))

    def bend_deg(placement):
        body = placement.pose.joints.astype(float)
        upper, lower = body[:, knee] - body[:, hip], body[:, ankle] - body[:, knee]
        cosine = (upper * lower).sum(1) / np.linalg.norm(upper, axis=1) / np.linalg.norm(lower, axis=1)
        return np.degrees(np.arccos(np.clip(cosine, -1, 1)))

    options = replace(KNOWN, foot_lock="off")
    limited = replace(options, joint_limit_deg=5.0)
    found = [(bend_deg(place_in_world(bent(sign), track, options)).mean(),
              bend_deg(place_in_world(bent(sign), track, limited)).mean()) for sign in (1, -1)]  # fmt: skip
    (right_free, right_limited), (wrong_free, wrong_limited) = sorted(found, key=lambda pair: -pair[1])
    assert right_free == pytest.approx(right_limited, abs=1)
    assert wrong_free > 15
    assert wrong_limited < 8
