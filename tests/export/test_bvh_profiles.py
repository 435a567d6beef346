"""What each program's profile promises, and that BVH files of any make become poses again."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, turned, walk
from naive_bvh import places

from core.errors import BadInput
from core.export.bvh_pose import read_bvh_pose
from core.export.bvh_profiles import ONE_ORDER, PROFILES
from core.export.bvh_reader import read_bvh
from core.export.bvh_writer import write_bvh
from core.export.exporting import export_pose
from core.export.formats import EXPORT_FORMATS
from core.export.records import ExportOptions
from core.pose.skeleton import H36M_17

ALL = pytest.mark.parametrize("profile", PROFILES)
UNITS = {"blender": 1, "plain": 1, "maya": 100, "motionbuilder": 100, "unreal": 100}


def write(path, profile, joints=None):
    pose = pose_of(walk() if joints is None else joints)
    return write_bvh(pose, path, CONTEXT, ExportOptions(profile=profile))


@ALL
def test_every_profile_shows_the_motion_in_its_own_unit(tmp_path, profile):
    joints = turned(walk(), 0, 80)  # near the lock of the one order
    read_back = write(tmp_path / "a.bvh", profile, joints)
    frames, frame_time_s = places(tmp_path / "a.bvh")
    points = PROFILES[profile].points()
    found = np.array([[frame[points[name]] for name in H36M_17.joints] for frame in frames])
    np.testing.assert_allclose((found - found[:, :1]) / UNITS[profile], joints, atol=2e-6)
    assert frame_time_s == 0.04
    assert read_back.rig_error.max_mm < 0.01


@ALL
def test_the_root_alone_moves_and_starts_from_nought(tmp_path, profile):
    write(tmp_path / "a.bvh", profile)
    root, *others = (joint for joint in read_bvh(tmp_path / "a.bvh").joints if joint.channels)
    assert root.offset == (0, 0, 0)
    assert [c for c in root.channels if c.endswith("position")] == ["Xposition", "Yposition", "Zposition"]
    assert all(len(joint.channels) == 3 for joint in others)


@pytest.mark.parametrize("profile", ["maya", "unreal", "plain"])
def test_readers_that_know_one_order_get_one_order(tmp_path, profile):
    write(tmp_path / "a.bvh", profile)
    expected = tuple(f"{axis}rotation" for axis in ONE_ORDER)
    for joint in read_bvh(tmp_path / "a.bvh").joints:
        assert joint.channels[-3:] in (expected, ())


def test_unreal_gets_the_mannequins_names_and_the_others_human_iks(tmp_path):
    names = {}
    for profile in PROFILES:
        write(tmp_path / "a.bvh", profile)
        names[profile] = {joint.name for joint in read_bvh(tmp_path / "a.bvh").joints}
    assert {"pelvis", "spine_01", "neck_01", "clavicle_l", "upperarm_r", "calf_l"} <= names["unreal"]
    assert {"Hips", "Spine", "LeftUpLeg", "RightForeArm"} <= names["maya"]
    assert names["maya"] == names["blender"] == names["motionbuilder"]
    assert {"pelvis", "left_wrist", "right_knee"} <= names["plain"]


@ALL
def test_notes_state_unit_twist_and_feet(tmp_path, profile):
    notes = " ".join(write(tmp_path / "a.bvh", profile).notes)
    assert ("centimetres" if UNITS[profile] == 100 else "metres") in notes
    assert "Twist:" in notes
    assert "fixed angle" in notes
    assert "not for clinical" in notes


@ALL
@pytest.mark.parametrize("has_sidecar", [True, False])
def test_a_file_of_ours_becomes_the_same_pose_again(tmp_path, profile, has_sidecar):
    path = tmp_path / "a.bvh"
    moving = walk() + np.linspace(0, 2, 50)[:, None, None] * [1, 0, 0] + [0, 0.9, 0]
    pose = replace(pose_of(moving), coordinates="world")
    export_pose(pose, path, EXPORT_FORMATS["bvh"], CONTEXT, ExportOptions(profile=profile))
    if not has_sidecar:
        (tmp_path / "a.bvh.json").unlink()
    read = read_bvh_pose(path)
    assert read.skeleton == H36M_17
    assert read.coordinates == "world"
    np.testing.assert_allclose(read.joints, moving, atol=2e-6)
    np.testing.assert_allclose(read.times, pose.times, atol=1e-9)


FOREIGN = """HIERARCHY
ROOT mixamorig:Root
{
  OFFSET 1 2 3
  CHANNELS 6 Xposition Yposition Zposition Zrotation Yrotation Xrotation
  JOINT arm
  {
    OFFSET 0 60 0
    CHANNELS 3 Zrotation Yrotation Xrotation
    End Site
    {
      OFFSET 0 100 0
    }
  }
}
MOTION
Frames: 2
Frame Time: 0.0333667
10 20 30 0 0 0 0 0 0
10 20 30 90 0 0 0 0 0
"""


def test_a_foreign_file_keeps_its_own_joints_and_is_scaled_to_a_person(tmp_path):
    (tmp_path / "a.bvh").write_text(FOREIGN)
    pose = read_bvh_pose(tmp_path / "a.bvh")
    assert pose.skeleton.joints == ("Root", "arm", "arm_End")
    assert pose.skeleton.parents == (-1, 0, 1)
    expected = [[[10, 20, 30], [10, 80, 30], [10, 180, 30]], [[10, 20, 30], [-50, 20, 30], [-150, 20, 30]]]
    np.testing.assert_allclose(pose.joints, np.array(expected) / 100, atol=1e-6)
    assert pose.times[1] == pytest.approx(1001 / 30000, abs=1e-7)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Frames: 2", "Frames: 3"),
        ("Frames: 2", "Frames: 1"),
        ("Frames: 2", "Frames: -2"),
        ("Frames: 2", "Frames: nan"),
        ("0.0333667", "0"),
        ("0.0333667", "inf"),
        ("10 20 30 0 0", "10 20 nan 0 0"),
        ("10 20 30 0 0", "10 20 30 0"),
        ("10 20 30 0 0", "ten 20 30 0 0"),
        ("HIERARCHY", "HIER"),
        ("MOTION", "MOTIONS"),
        (FOREIGN.partition("Frames")[2], ": 0\nFrame Time: 1\n"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_in_one_sentence(tmp_path, old, new):
    assert old in FOREIGN
    (tmp_path / "a.bvh").write_text(FOREIGN.replace(old, new, 1))
    with pytest.raises(BadInput, match=r"a\.bvh"):
        read_bvh_pose(tmp_path / "a.bvh")


def test_a_binary_file_is_refused(tmp_path):
    (tmp_path / "a.bvh").write_bytes(bytes(range(256)))
    with pytest.raises(BadInput, match=r"a\.bvh"):
        read_bvh_pose(tmp_path / "a.bvh")


def test_the_users_unit_wins_over_the_profiles(tmp_path):
    options = ExportOptions(profile="blender", unit="cm", rate=Fraction(25))
    write_bvh(pose_of(walk()), tmp_path / "a.bvh", CONTEXT, options)
    frames, _ = places(tmp_path / "a.bvh")
    assert frames[0]["Head"][1] > 50
