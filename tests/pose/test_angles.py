from pathlib import Path

import numpy as np
import pytest

from core.pose.angles import ANGLES, joint_angles
from core.pose.skeleton import H36M_17

MOCAP = Path(__file__).parents[3] / "shared/mocap/test.npz"

STANDING = {
    "pelvis": (0, 0.95), "hip": (0.12, 0.95), "knee": (0.12, 0.5), "ankle": (0.12, 0.08), "spine": (0, 1.2),
    "thorax": (0, 1.45), "neck": (0, 1.55), "head": (0, 1.7), "shoulder": (0.2, 1.4), "elbow": (0.2, 1.1),
    "wrist": (0.2, 0.85),
}  # fmt: skip
"""Metres to the side and up."""

BELOW = {
    "hip": ("knee", "ankle"), "knee": ("ankle",), "shoulder": ("elbow", "wrist"), "elbow": ("wrist",),
}  # fmt: skip
UPPER = [j for j, name in enumerate(H36M_17.joints) if "hip" not in name and "knee" not in name
         and "ankle" not in name and name not in ("pelvis", "spine")]  # fmt: skip
X, Y, Z = np.eye(3)


def standing():
    """(1, 17, 3) y up, facing +z, the person's left along +x."""
    pose = np.zeros((1, 17, 3))
    for j, name in enumerate(H36M_17.joints):
        side = {"left": 1, "right": -1}.get(name.split("_")[0], 0)
        aside, up = STANDING[name.split("_")[-1]]
        pose[0, j] = side * aside, up, 0
    return pose


def turn(points, axis, degrees, about):
    """By Rodrigues' formula, right-hand rule."""
    a, v = np.deg2rad(degrees), points - about
    return about + v * np.cos(a) + np.cross(axis, v) * np.sin(a) + np.outer(v @ axis, axis) * (1 - np.cos(a))


def with_limb_turned(pose, joint, axis, degrees):
    side, part = joint.split("_")
    pose = pose.copy()
    moved = [H36M_17.index(f"{side}_{name}") for name in BELOW[part]]
    pose[0, moved] = turn(pose[0, moved], axis, degrees, pose[0, H36M_17.index(joint)])
    return pose


def angles_of(pose, coordinates="world"):
    found = joint_angles(pose, coordinates)
    return dict(zip(found.names, found.degrees[0], strict=True))


def test_all_angles_are_zero_in_a_person_who_stands_upright():
    for name, value in angles_of(standing()).items():
        if not name.endswith("shoulder_plane"):
            assert value == pytest.approx(0, abs=1e-6), name
        else:
            assert np.isnan(value)  # an arm that hangs is raised in no plane


@pytest.mark.parametrize("degrees", [-20, 5, 45, 90, 120])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_thigh_turned_forwards_is_flexion_of_the_hip_alone(side, degrees):
    found = angles_of(with_limb_turned(standing(), f"{side}_hip", X, -degrees))
    assert found[f"{side}_hip_flexion"] == pytest.approx(degrees)
    assert found[f"{side}_hip_abduction"] == pytest.approx(0, abs=1e-6)
    assert found[f"{side}_knee_flexion"] == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
def test_limbs_turned_away_from_the_body_are_abducted(side, sign):
    found = angles_of(with_limb_turned(standing(), f"{side}_hip", Z, sign * 30))
    assert found[f"{side}_hip_abduction"] == pytest.approx(30)
    assert found[f"{side}_hip_flexion"] == pytest.approx(0, abs=1e-6)
    found = angles_of(with_limb_turned(standing(), f"{side}_shoulder", Z, sign * 70))
    assert found[f"{side}_shoulder_abduction"] == pytest.approx(70)
    assert found[f"{side}_shoulder_elevation"] == pytest.approx(70)
    assert found[f"{side}_shoulder_plane"] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
def test_hip_flexion_and_abduction_undo_each_other_in_their_order(side, sign):
    """Abduction about the forward axis first, then flexion about the line through the hips."""
    pose = with_limb_turned(standing(), f"{side}_hip", Z, sign * 25)
    found = angles_of(with_limb_turned(pose, f"{side}_hip", X, -60))
    assert found[f"{side}_hip_flexion"] == pytest.approx(60)
    assert found[f"{side}_hip_abduction"] == pytest.approx(25)


@pytest.mark.parametrize("degrees", [30, 90, 150, 180, 200])
def test_an_arm_raised_forwards_is_flexed_past_180_without_a_jump(degrees):
    found = angles_of(with_limb_turned(standing(), "right_shoulder", X, -degrees))
    assert found["right_shoulder_flexion"] == pytest.approx(degrees)
    assert found["right_shoulder_elevation"] == pytest.approx(min(degrees, 360 - degrees))


@pytest.mark.parametrize("degrees", [0.001, 1, 90, 179.999])
@pytest.mark.parametrize(("joint", "name", "sign"), [("left_knee", "left_knee_flexion", 1),
                                                     ("right_elbow", "right_elbow_flexion", -1)])  # fmt: skip
def test_knees_and_elbows_bend_by_the_angle_between_their_bones(joint, name, sign, degrees):
    found = angles_of(with_limb_turned(standing(), joint, X, sign * degrees))
    assert found[name] == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize(
    ("axis", "degrees", "expected"),
    [
        (X, 20, {"trunk_lean": 20, "pelvis_tilt": 20, "trunk_flexion": 0}),
        (Z, 15, {"trunk_side_lean": 15, "pelvis_obliquity": -15, "trunk_side_bend": 0}),
        (Y, 40, {"pelvis_rotation": 40, "trunk_rotation": 0, "trunk_lean": 0}),
        (Y, -150, {"pelvis_rotation": -150, "trunk_side_lean": 0}),
    ],
)
def test_a_body_turned_as_a_whole_leans_but_does_not_bend(axis, degrees, expected):
    pose = standing()
    pose[0] = turn(pose[0], axis, degrees, pose[0, 0])
    found = angles_of(pose)
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, abs=1e-6), name


@pytest.mark.parametrize(
    ("axis", "degrees", "name"),
    [(X, 30, "trunk_flexion"), (Z, 20, "trunk_side_bend"), (Y, 35, "trunk_rotation")],
)
def test_a_chest_turned_on_a_still_pelvis_bends_or_turns_the_trunk(axis, degrees, name):
    pose = standing()
    pose[0, UPPER] = turn(pose[0, UPPER], axis, degrees, pose[0, H36M_17.index("spine")])
    found = angles_of(pose)
    for other in ("trunk_flexion", "trunk_side_bend", "trunk_rotation"):
        assert found[other] == pytest.approx(degrees if other == name else 0, abs=1e-6)
    assert found["left_shoulder_elevation"] == pytest.approx(0, abs=1e-6)  # relative to the chest
    assert found["pelvis_tilt"] == pytest.approx(0, abs=1e-6)


def test_a_nodding_and_a_tilted_head():
    pose, head = standing(), [H36M_17.index("neck"), H36M_17.index("head")]
    pose[0, head] = turn(pose[0, head], X, 25, pose[0, 8])
    assert angles_of(pose)["head_flexion"] == pytest.approx(25)
    assert angles_of(pose)["neck_flexion"] == pytest.approx(25)
    pose = standing()
    pose[0, head] = turn(pose[0, head], Z, 10, pose[0, 8])
    assert angles_of(pose)["head_side_bend"] == pytest.approx(10)


def random_poses(count=50):
    return standing() + np.random.default_rng(0).normal(0, 0.08, (count, 17, 3))


def test_the_mirror_image_has_the_sides_exchanged():
    poses = random_poses()
    mirrored = poses[:, list(H36M_17.mirror)] * [-1, 1, 1]
    one, other = joint_angles(poses, "world"), joint_angles(mirrored, "world")
    sided = ("trunk_side_lean", "trunk_side_bend", "trunk_rotation", "pelvis_obliquity", "pelvis_rotation",
             "head_side_bend")  # fmt: skip
    for name, values in zip(one.names, one.degrees.T, strict=True):
        swapped = name.replace("left_", "L").replace("right_", "left_").replace("L", "right_")
        sign = -1 if name in sided else 1
        np.testing.assert_allclose(other.degrees[:, one.names.index(swapped)], sign * values, atol=1e-6)


def test_where_a_person_stands_and_how_large_they_are_does_not_matter():
    poses = random_poses()
    before, after = joint_angles(poses, "world"), joint_angles(1.7 * poses + [3, -1, 8], "world")
    np.testing.assert_allclose(after.degrees, before.degrees, atol=1e-6)


def test_only_angles_against_the_vertical_mind_how_the_world_lies():
    poses = random_poses()
    lying = np.stack([turn(pose, X, 80, pose[0]) for pose in poses])
    before, after = joint_angles(poses, "world"), joint_angles(lying, "world")
    for name, one, other in zip(before.names, before.degrees.T, after.degrees.T, strict=True):
        if not name.startswith(("pelvis", "trunk_lean", "trunk_side_lean")):
            np.testing.assert_allclose(other, one, atol=1e-6)


def test_the_camera_frame_is_turned_upright():
    poses = random_poses()
    camera = joint_angles(poses * [1, -1, -1], "camera")
    np.testing.assert_allclose(camera.degrees, joint_angles(poses, "y_up").degrees)


def test_what_is_unknown_is_nan_and_nothing_else():
    poses = random_poses(3)
    poses[1, H36M_17.index("left_wrist")] = np.nan
    found = joint_angles(poses, "world")
    is_nan = {name for name, value in zip(found.names, found.degrees[1], strict=True) if np.isnan(value)}
    assert is_nan == {"left_elbow_flexion"}
    assert np.isfinite(found.degrees[[0, 2]]).all()


def test_awkward_input_gives_nan_and_no_warning():
    for poses in (np.full((4, 17, 3), np.nan), np.zeros((4, 17, 3)), np.zeros((0, 17, 3))):
        found = joint_angles(poses, "camera")
        assert found.degrees.shape == (len(poses), len(ANGLES))
        assert np.isnan(found.degrees).all()
    with pytest.raises(ValueError, match="17"):
        joint_angles(np.zeros((4, 15, 3)), "world")


def test_every_angle_stays_within_its_limits():
    wild = np.random.default_rng(1).normal(0, 1, (2000, 17, 3))
    found = joint_angles(wild, "world")
    for angle, values in zip(ANGLES, found.degrees.T, strict=True):
        low, high = angle.limits_deg
        assert np.nanmin(values) >= low
        assert np.nanmax(values) <= high


@pytest.mark.skipif(not MOCAP.exists(), reason=f"no motion capture at {MOCAP}")
def test_people_who_walk_bend_as_people_do():
    """Perry and Burnfield, Gait Analysis: the knee to 60 degrees in swing, the hip -20 to 30, arms hang."""
    data = np.load(MOCAP)
    joints = data["positions"][..., [0, 2, 1]] * [1, 1, -1] * float(data["scale"])
    clips = zip(data["clip_start"], data["clip_len"], data["category"], strict=True)
    rows = np.concatenate([np.arange(s, s + n) for s, n, category in clips if category == "walk"])
    found = joint_angles(joints[rows], "world")
    angle = dict(zip(found.names, np.percentile(found.degrees, [2, 50, 98], axis=0).T, strict=True))
    for side in ("left", "right"):
        low, _, high = angle[f"{side}_knee_flexion"]
        assert low < 15
        assert 50 < high < 85
        assert -35 < angle[f"{side}_hip_flexion"][0] < 0 < angle[f"{side}_hip_flexion"][2] < 60
        assert abs(angle[f"{side}_hip_abduction"][1]) < 10
        assert angle[f"{side}_shoulder_elevation"][1] < 40
        assert 5 < angle[f"{side}_elbow_flexion"][1] < 70
    for name in ("trunk_lean", "trunk_side_lean", "pelvis_obliquity", "trunk_rotation"):
        assert abs(angle[name][1]) < 12
