from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from export_motions import CONTEXT, figure, mirrored, pose_of, turned, walk, without_frames
from naive_bvh import places

from core.errors import BadInput, CannotWrite
from core.export.bvh_reader import read_bvh
from core.export.bvh_rig import POINTS, RIG
from core.export.bvh_writer import write_bvh
from core.export.records import ExportOptions
from core.pose.records import Pose
from core.pose.skeleton import COCO_17, H36M_17


def points(path, **how):
    """(T, 17, 3) of the H36M joints, by the naive reader, in the file's units."""
    frames, _ = places(path, **how)
    return np.array([[frame[POINTS[name]] for name in H36M_17.joints] for frame in frames])


def assert_shows(path, joints, *, tolerance_m=1e-6):
    found = points(path) / 100
    np.testing.assert_allclose(found - found[:, :1], joints - joints[:, :1], atol=tolerance_m)


def angles(path, name):
    """(T, 3) degrees in channel order."""
    motion = read_bvh(path)
    return motion.channel_values(motion.index(name))[:, -3:]


AWKWARD = {
    "a T-pose": figure(3),
    "walking": walk(),
    "one frame": walk(1),
    "two frames": walk(2),
    "arms straight up": figure(
        4, **{f"{s}_{b}": (0, 1, 0) for s in ("left", "right") for b in ("elbow", "wrist")}
    ),
    "arms straight forward": figure(
        4, **{f"{s}_{b}": (0, 0, 1) for s in ("left", "right") for b in ("elbow", "wrist")}
    ),
    "arms crossed to the other side": figure(
        2, left_elbow=(-1, 0, 0), left_wrist=(-1, 0, 0), right_elbow=(1, 0, 0), right_wrist=(1, 0, 0)
    ),
    "sitting": figure(4, left_knee=(0, 0, 1), right_knee=(0, 0, 1)),
    "spine bent by 90 degrees": figure(4, thorax=(0, 0, 1), neck=(0, 0, 1), head=(0, 0, 1)),
    "folded flat": figure(4, thorax=(0, -1, 0), left_ankle=(0, 1, 0), left_wrist=(-1, 0, 0)),
    "lying": turned(walk(), 0, 90),
    "lying on the side": turned(walk(), 2, 90),
    "upside down": turned(walk(), 0, 180),
    "back to the viewer": turned(walk(), 1, 180),
    "knee bent forwards": figure(4, left_knee=(0, -1, 0), left_ankle=(0, -1, 1)),
    "mirrored": mirrored(walk()),
    "hips in line with the spine": figure(4, left_hip=(0, 1, 0), right_hip=(0, -1, 0)),
    "shoulders in line with the spine": figure(4, left_shoulder=(0, 1, 0), right_shoulder=(0, -1, 0)),
}


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("turn", [0, 37, 180])
def test_any_pose_of_a_body_with_constant_bones_is_shown_exactly(tmp_path, name, turn):
    joints = turned(AWKWARD[name], 1, turn)
    read_back = write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT)
    assert_shows(tmp_path / "a.bvh", joints)
    assert read_back.error.max_mm < 0.01
    assert read_back.rig_error.max_mm < 0.01
    assert read_back.frames == len(joints)
    assert abs(read_back.duration_error_ms) < 1e-3


def test_the_camera_pose_is_turned_upright_first(tmp_path):
    upright = pose_of(walk())
    camera = replace(upright, joints=upright.joints * np.float32([1, -1, -1]), coordinates="camera")
    write_bvh(camera, tmp_path / "a.bvh", CONTEXT)
    assert_shows(tmp_path / "a.bvh", walk())


def test_the_rest_pose_is_a_t_facing_z_with_the_left_arm_along_x(tmp_path):
    write_bvh(pose_of(figure()), tmp_path / "a.bvh", CONTEXT)
    motion = read_bvh(tmp_path / "a.bvh")
    np.testing.assert_allclose(motion.values[0, 3:], 0, atol=1e-4)
    assert motion.values[0, [0, 2]].tolist() == [0, 0]
    rest = points(tmp_path / "a.bvh")[0]
    at = dict(zip(H36M_17.joints, rest, strict=True))
    assert at["left_wrist"][0] > at["left_elbow"][0] > at["left_shoulder"][0] > 10
    assert at["left_wrist"][1] == pytest.approx(at["left_shoulder"][1])
    assert at["head"][1] > at["thorax"][1] + 20
    frames, _ = places(tmp_path / "a.bvh")
    toes, ankle = np.array(frames[0]["LeftFoot_End"]), at["left_ankle"]
    assert toes[2] > ankle[2] + 10
    assert toes[1] == pytest.approx(0, abs=1e-4)


def test_adding_and_replacing_readers_agree_about_the_root(tmp_path):
    write_bvh(pose_of(walk()), tmp_path / "a.bvh", CONTEXT)
    np.testing.assert_array_equal(points(tmp_path / "a.bvh"), points(tmp_path / "a.bvh", adds_offset=True))
    root, *others = (joint for joint in read_bvh(tmp_path / "a.bvh").joints if joint.channels)
    assert root.offset == (0, 0, 0)
    assert len(root.channels) == 6
    assert all(len(joint.channels) == 3 for joint in others)
    assert all(channel.endswith("rotation") for joint in others for channel in joint.channels)


def test_names_are_those_of_human_ik_and_no_end_is_zero(tmp_path):
    write_bvh(pose_of(walk()), tmp_path / "a.bvh", CONTEXT)
    joints = read_bvh(tmp_path / "a.bvh").joints
    names = [joint.name for joint in joints]
    needed = ["Hips", "Spine", "Spine1", "Neck", "Head"] + [
        side + part
        for side in ("Left", "Right")
        for part in ("UpLeg", "Leg", "Foot", "Shoulder", "Arm", "ForeArm", "Hand")
    ]
    assert set(needed) <= set(names)
    assert len(set(names)) == len(names)
    assert all(np.linalg.norm(joint.offset) > 1 for joint in joints if joint.name.endswith("_End"))


def test_left_and_right_bones_are_the_same(tmp_path):
    joints = walk()
    joints[:, [2, 3]] *= 1.1  # the right leg only
    write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT)
    offsets = {joint.name: np.array(joint.offset) for joint in read_bvh(tmp_path / "a.bvh").joints}
    for name, offset in offsets.items():
        if name.startswith("Left"):
            np.testing.assert_allclose(offsets[name.replace("Left", "Right")], offset * [-1, 1, 1], atol=1e-6)


def test_a_few_wild_frames_do_not_change_the_bones(tmp_path):
    joints = walk()
    write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT)
    joints[:5] *= 7
    write_bvh(pose_of(joints), tmp_path / "b.bvh", CONTEXT)
    for clean, wild in zip(
        read_bvh(tmp_path / "a.bvh").joints, read_bvh(tmp_path / "b.bvh").joints, strict=True
    ):
        np.testing.assert_allclose(clean.offset, wild.offset, atol=1e-3)


def test_a_mirrored_body_has_mirrored_angles(tmp_path):
    write_bvh(pose_of(walk()), tmp_path / "a.bvh", CONTEXT)
    write_bvh(pose_of(mirrored(walk())), tmp_path / "b.bvh", CONTEXT)
    for joint in RIG:
        swap = {"Left": "Right", "Right": "Left"}
        side = next((s for s in swap if joint.name.startswith(s)), "")
        other = swap.get(side, "") + joint.name.removeprefix(side)
        sign = [1 if axis == "X" else -1 for axis in joint.order]  # a mirror across x turns y and z round
        np.testing.assert_allclose(
            angles(tmp_path / "b.bvh", other), angles(tmp_path / "a.bvh", joint.name) * sign, atol=1e-3
        )


def test_turning_the_body_turns_the_hips_alone(tmp_path):
    write_bvh(pose_of(walk()), tmp_path / "a.bvh", CONTEXT)
    write_bvh(pose_of(turned(walk(), 1, 50)), tmp_path / "b.bvh", CONTEXT)
    for joint in RIG[1:]:
        np.testing.assert_allclose(
            angles(tmp_path / "b.bvh", joint.name), angles(tmp_path / "a.bvh", joint.name), atol=1e-3
        )


def test_spinning_on_the_spot_counts_on_without_a_jump(tmp_path):
    joints = np.concatenate([turned(figure(), 1, degrees) for degrees in range(0, 1000, 10)])
    write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT)
    np.testing.assert_allclose(angles(tmp_path / "a.bvh", "Hips")[:, 0], np.arange(0, 1000, 10), atol=1e-3)


def test_an_elbow_that_straightens_keeps_its_roll(tmp_path):
    """The forearm bends up and down about an upper arm that hangs, straight in the middle of the clip."""
    bend = np.deg2rad(np.concatenate([np.linspace(90, 0, 30), np.zeros(20), np.linspace(0, 90, 30)]))
    inward = np.deg2rad(40.0)
    wrist = np.stack([-np.sin(bend) * np.sin(inward), -np.cos(bend), np.sin(bend) * np.cos(inward)], axis=1)
    write_bvh(pose_of(figure(80, left_elbow=(0, -1, 0), left_wrist=wrist)), tmp_path / "a.bvh", CONTEXT)
    arm = angles(tmp_path / "a.bvh", "LeftArm")
    assert np.abs(arm - arm[0]).max() < 0.01
    forearm = angles(tmp_path / "a.bvh", "LeftForeArm")
    np.testing.assert_allclose(np.linalg.norm(forearm, axis=1), np.rad2deg(bend), atol=0.01)


def test_straight_limbs_do_not_roll_with_the_noise(tmp_path):
    noise = np.random.default_rng(0).normal(scale=0.003, size=(100, 17, 3))
    arms = {f"{s}_{b}": (0, -1, 0) for s in ("left", "right") for b in ("elbow", "wrist")}
    write_bvh(pose_of(figure(100, **arms) + noise), tmp_path / "a.bvh", CONTEXT)
    for joint in ("LeftArm", "RightArm", "LeftUpLeg", "RightUpLeg"):
        assert np.abs(np.diff(angles(tmp_path / "a.bvh", joint), axis=0)).max() < 15


def test_a_knee_that_seems_bent_forwards_does_not_turn_the_thigh_round(tmp_path):
    write_bvh(pose_of(AWKWARD["knee bent forwards"]), tmp_path / "a.bvh", CONTEXT)
    np.testing.assert_allclose(angles(tmp_path / "a.bvh", "LeftUpLeg"), 0, atol=1e-3)


def test_the_head_turns_with_the_nose(tmp_path):
    joints = figure(4)
    joints[3:, 9:11] = turned(figure(), 1, 60)[:, 9:11]  # nose and crown, about the upright axis of the neck
    write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT)
    np.testing.assert_allclose(angles(tmp_path / "a.bvh", "Neck"), [[0, 0, 0]] * 3 + [[60, 0, 0]], atol=1e-3)
    np.testing.assert_allclose(angles(tmp_path / "a.bvh", "Head"), 0, atol=1e-3)


def test_on_the_spot_the_lowest_foot_of_the_clip_stands_on_the_ground(tmp_path):
    joints = walk()
    write_bvh(pose_of(joints), tmp_path / "a.bvh", CONTEXT)
    found = points(tmp_path / "a.bvh")
    np.testing.assert_array_equal(found[:, 0], np.tile(found[0, 0], (len(found), 1)))
    assert found[0, 0, [0, 2]].tolist() == [0, 0]
    assert found[:, [3, 6], 1].min() == pytest.approx(0.18 * 44, abs=1e-3)  # ankles, above the soles


def test_in_the_world_the_root_goes_where_it_went(tmp_path):
    path_m = np.stack([np.linspace(0, 3, 50), np.full(50, 0.9), np.zeros(50)], axis=1)
    walking = pose_of(walk() + path_m[:, None])
    read_back = write_bvh(replace(walking, coordinates="world"), tmp_path / "a.bvh", CONTEXT)
    np.testing.assert_allclose(points(tmp_path / "a.bvh")[:, 0] / 100, path_m, atol=1e-6)
    assert_shows(tmp_path / "a.bvh", walk())
    assert read_back.rig_error.max_mm < 0.01
    assert not any("on the spot" in note for note in read_back.notes)


def test_metres_are_a_hundredth_of_centimetres(tmp_path):
    write_bvh(pose_of(walk()), tmp_path / "cm.bvh", CONTEXT)
    read_back = write_bvh(pose_of(walk()), tmp_path / "m.bvh", CONTEXT, ExportOptions(unit="m"))
    np.testing.assert_allclose(points(tmp_path / "m.bvh") * 100, points(tmp_path / "cm.bvh"), atol=1e-3)
    assert read_back.error.max_mm < 0.01
    assert "metres" in read_back.notes[0]


@pytest.mark.parametrize("rate", [Fraction(30000, 1001), Fraction(25), Fraction(24000, 1001), Fraction(50)])
def test_a_constant_rate_is_kept_to_the_digit(tmp_path, rate):
    pose = pose_of(walk(200), rate=float(rate), first_frame=100)
    read_back = write_bvh(pose, tmp_path / "a.bvh", replace(CONTEXT, nominal_rate=rate))
    line = next(
        line for line in (tmp_path / "a.bvh").read_text().splitlines() if line.startswith("Frame Time")
    )
    assert len(line.split(".")[1]) >= 7
    assert float(line.split()[2]) == pytest.approx(float(1 / rate), abs=1e-10)
    assert abs(read_back.duration_error_ms) < 1e-3
    assert read_back.rate == rate
    assert read_back.frames == 200


def uneven_walk(*, rate=29.97, count=150):
    """Walking, filmed at a rate that wavers by a third of a frame and drops every tenth frame."""
    rng = np.random.default_rng(5)
    frames = np.flatnonzero(np.arange(count) % 10 != 7)
    times = (frames + rng.uniform(-0.3, 0.3, len(frames))) / rate
    times = times - times[0]
    fine = walk(4 * count, 4 * rate)
    row = np.array(
        [
            np.interp(times, np.arange(4 * count) / (4 * rate), column)
            for column in fine.reshape(4 * count, -1).T
        ]
    )
    return pose_of(row.T.reshape(-1, 17, 3), times=times)


@pytest.mark.parametrize("stated", [Fraction(30000, 1001), Fraction(1000), Fraction(27)])
def test_a_variable_rate_becomes_constant_and_keeps_the_duration(tmp_path, stated):
    pose = uneven_walk()
    context = replace(CONTEXT, nominal_rate=stated, is_variable_rate=True)
    read_back = write_bvh(pose, tmp_path / "a.bvh", context)
    frames, frame_time_s = places(tmp_path / "a.bvh")
    assert frame_time_s == pytest.approx(float(1 / read_back.rate), abs=1e-10)
    assert 20 < read_back.rate < 32
    assert abs(read_back.duration_error_ms) <= 1000 * frame_time_s / 2
    assert len(frames) == read_back.frames
    assert any("Resampled" in note for note in read_back.notes)
    found = points(tmp_path / "a.bvh") / 100
    meant = walk(len(found), float(read_back.rate))
    wrong = np.linalg.norm(found - found[:, :1] - meant, axis=-1)
    assert wrong.mean() < 0.005


def test_the_user_may_ask_for_another_rate(tmp_path):
    read_back = write_bvh(pose_of(walk(100)), tmp_path / "a.bvh", CONTEXT, ExportOptions(rate=Fraction(50)))
    assert read_back.frames == 200
    assert abs(read_back.duration_error_ms) < 1e-3


def test_frames_without_a_pose_show_the_nearest_that_has_one_and_are_named(tmp_path):
    pose = without_frames(pose_of(walk(20), first_frame=40), 0, 1, 8, 9, 10, 15)
    read_back = write_bvh(pose, tmp_path / "a.bvh", CONTEXT)
    shown = walk(20)[[2, 2, 2, 3, 4, 5, 6, 7, 7, 7, 11, 11, 12, 13, 14, 14, 16, 17, 18, 19]]
    assert_shows(tmp_path / "a.bvh", shown)
    assert read_back.held_frames == ((40, 41), (48, 50), (55, 55))
    assert "40-41, 48-50, 55" in read_back.notes[-1]
    assert read_back.error.max_mm < 0.01


def test_a_partly_lifted_frame_counts_as_not_lifted(tmp_path):
    pose = pose_of(walk(10))
    pose.joints[4, 16, 2] = np.inf
    assert write_bvh(pose, tmp_path / "a.bvh", CONTEXT).held_frames == ((4, 4),)
    assert "nan" not in (tmp_path / "a.bvh").read_text().lower()
    assert "inf" not in (tmp_path / "a.bvh").read_text().lower()


def test_all_joints_in_one_place_still_make_a_file(tmp_path):
    read_back = write_bvh(pose_of(np.zeros((5, 17, 3))), tmp_path / "a.bvh", CONTEXT)
    assert np.isfinite(points(tmp_path / "a.bvh")).all()
    assert read_back.rig_error.max_mm < 0.01


def test_numbers_are_plain_decimals(tmp_path):
    write_bvh(pose_of(walk() * 1e-3), tmp_path / "a.bvh", CONTEXT)
    text = (tmp_path / "a.bvh").read_text()
    motion = text.partition("Frame Time:")[2]
    assert set(motion) <= set("0123456789.- \n")
    assert "-0.000000" not in text
    assert "," not in text


def test_noise_never_makes_an_angle_jump_by_half_a_turn(tmp_path):
    noise = np.random.default_rng(1).normal(scale=0.02, size=(300, 17, 3))
    write_bvh(pose_of(walk(300) + noise), tmp_path / "a.bvh", CONTEXT)
    assert np.abs(np.diff(read_bvh(tmp_path / "a.bvh").values[:, 3:], axis=0)).max() <= 180


def test_what_cannot_be_shown_is_refused_and_nothing_is_written(tmp_path):
    nobody = without_frames(pose_of(walk(5)), *range(5))
    with pytest.raises(BadInput, match="none of this clip's 5 frames"):
        write_bvh(nobody, tmp_path / "a.bvh", CONTEXT)
    with pytest.raises(BadInput, match="none"):
        write_bvh(pose_of(walk(0)), tmp_path / "a.bvh", CONTEXT)
    other = Pose(COCO_17, *(getattr(nobody, n) for n in ("frames", "times", "joints", "confidence", "flags")))
    with pytest.raises(BadInput, match="coco-17"):
        write_bvh(other, tmp_path / "a.bvh", CONTEXT)
    with pytest.raises(CannotWrite):
        write_bvh(pose_of(walk(5)), tmp_path / "no" / "a.bvh", CONTEXT)
    assert list(tmp_path.iterdir()) == []


def test_every_block_line_stands_alone_as_blender_wants_it(tmp_path):
    write_bvh(pose_of(walk(3)), tmp_path / "a.bvh", CONTEXT)
    lines = (tmp_path / "a.bvh").read_text().splitlines()
    end = lines.index("MOTION")
    for line, following in pairwise(lines[1:end]):
        word = line.split()[0]
        assert word in ("ROOT", "JOINT", "End", "{", "}", "OFFSET", "CHANNELS")
        if word in ("ROOT", "JOINT", "End"):
            assert following.split() == ["{"]
    assert lines[end + 1] == "Frames: 3"
    assert len(lines[end + 2].split()) == 3
    assert len(lines) == end + 3 + 3
