import numpy as np
import pytest
from export_motions import CONTEXT, figure, pose_of, turned, walk

from core.export.bvh_angles import solve_turns
from core.export.bvh_rig import RIG
from core.export.bvh_writer import write_bvh
from core.export.glb import read_glb, write_glb
from core.export.rest_pose import measure_rest, nearest_bones
from core.geometry.rotation import unit


def leaning(degrees: float) -> tuple[float, float, float]:
    """Up, leaning forwards."""
    return (0.0, float(np.cos(np.deg2rad(degrees))), float(np.sin(np.deg2rad(degrees))))


@pytest.mark.parametrize(("neck", "head"), [(30, -30), (7, 14), (-5, 20), (20, 20)])
def test_neck_and_head_lean_at_rest_as_they_do_in_the_clip(neck, head):
    joints = turned(figure(5, neck=leaning(neck), head=leaning(head)), 1, 130)  # whichever way they face
    rest = measure_rest(joints)
    np.testing.assert_allclose(rest.directions["neck"], leaning(neck), atol=1e-9)
    np.testing.assert_allclose(rest.directions["head"], leaning(head), atol=1e-9)
    turns = solve_turns(nearest_bones(joints, np.arange(5.0), rest), rest)
    for name in ("Neck", "Head"):
        assert np.rad2deg(turns[name].magnitude().max()) < 0.01, "a head that is held so is not turned"


def test_a_few_wild_frames_and_noise_to_the_side_do_not_bend_the_rest_pose():
    joints = figure(101, neck=leaning(10), head=leaning(5))
    quiet = measure_rest(joints)
    rng = np.random.default_rng(0)
    joints[:10, 9:11] += rng.normal(scale=0.3, size=(10, 2, 3))
    joints[:, 9, 0] += 0.03  # a nose that is always seen to one side
    rest = measure_rest(joints)
    for bone, direction in rest.directions.items():
        assert np.rad2deg(np.arccos(np.dot(direction, quiet.directions[bone]))) < 2
    assert rest.directions["neck"][0] == rest.directions["head"][0] == 0


def test_a_head_that_is_nearly_straight_on_its_neck_does_not_spin_with_the_noise():
    joints = figure(200, neck=leaning(7), head=leaning(14))
    joints[:, 9:11] += np.random.default_rng(2).normal(scale=0.02, size=(200, 2, 3))  # 7 degrees or so
    rest = measure_rest(joints)
    turns = solve_turns(nearest_bones(joints, np.arange(200.0), rest), rest)
    assert np.rad2deg(np.percentile(turns["Neck"].magnitude(), 95)) < 20


def test_left_and_right_are_mirror_images():
    rng = np.random.default_rng(1)
    rest = measure_rest(walk(40) + rng.normal(scale=0.02, size=(40, 17, 3)))
    for bone in rest.lengths:
        if bone.startswith("left_"):
            other = f"right_{bone.removeprefix('left_')}"
            np.testing.assert_allclose(rest.bone_m(bone) * [-1, 1, 1], rest.bone_m(other), atol=1e-12)


def test_a_head_without_a_direction_leans_as_most_do():
    joints = figure(3)
    joints[:, 9] = joints[:, 10] = joints[:, 8]  # nose and crown in the base of the neck
    assert np.isfinite(unit(np.array(measure_rest(joints).directions["head"]))).all()
    np.testing.assert_allclose(measure_rest(joints).directions["neck"], leaning(30), atol=1e-9)


def test_files_show_the_measured_rest_pose(tmp_path):
    joints = figure(5, neck=leaning(7), head=leaning(14))
    assert write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT).error.max_mm < 0.01
    text = (tmp_path / "a.bvh").read_text()
    offset = [float(word) for word in text.split("JOINT Head")[1].split("OFFSET")[1].split()[:3]]
    np.testing.assert_allclose(offset, 17 * np.array(leaning(7)), atol=1e-4)
    assert write_glb(pose_of(joints), tmp_path / "a.glb", CONTEXT).error.max_mm < 0.01
    _, places = read_glb(tmp_path / "a.glb")
    crown = places["Head_End"][0] - places["Head"][0]
    np.testing.assert_allclose(crown, 0.19 * np.array(leaning(14)), atol=1e-5)


def test_every_joint_has_a_rest_direction_for_its_bone():
    rest = measure_rest(figure())
    assert all(joint.bone in rest.directions for joint in RIG if joint.bone)
