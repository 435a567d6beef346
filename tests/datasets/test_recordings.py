"""Files of motion capture as the 17 joints: worked by hand from skeletons of round numbers."""

import numpy as np
import pytest
from made_up_recordings import write_acclaim, write_bvh

from core.datasets.asf_amc import acclaim_places, read_amc, read_asf
from core.datasets.recordings import read_recording
from core.errors import BadInput
from core.pose.skeleton import H36M_17


def place(recording, joint, frame=0):
    return recording.joints[frame, H36M_17.index(joint)]


def test_a_bvh_file_becomes_metres_with_z_up(tmp_path):
    found = read_recording(write_bvh(tmp_path / "a.bvh"), subject="a")
    assert (found.rate, found.name, found.subject) == (pytest.approx(60, rel=1e-5), "a", "a")
    np.testing.assert_allclose(place(found, "pelvis"), [0, 0, 0.93], atol=1e-6)  # between the hips
    np.testing.assert_allclose(place(found, "left_ankle"), [0.09, 0, 0.08], atol=1e-6)
    np.testing.assert_allclose(place(found, "right_wrist"), [-0.72, 0, 1.39], atol=1e-6)
    np.testing.assert_allclose(place(found, "neck"), [0, 0, 1.55], atol=1e-6)
    np.testing.assert_allclose(place(found, "head"), [0, 0, 1.65], atol=1e-6)
    np.testing.assert_allclose(place(found, "spine"), [0, 0, 1.10], atol=1e-6)
    np.testing.assert_allclose(found.head_direction, np.tile([0, -1.0, 0], (120, 1)), atol=1e-6)
    # y up to z up: z becomes -y
    np.testing.assert_allclose(place(found, "pelvis", 60), [0, -0.5, 0.93], atol=1e-5)


@pytest.mark.parametrize("scale", [1.0, 0.01, 10.0, 1 / 2.54, 0.45 / 2.54])
def test_the_unit_is_found_from_the_legs(tmp_path, scale):
    found = read_recording(write_bvh(tmp_path / "a.bvh", scale=scale), subject="a")
    np.testing.assert_allclose(place(found, "head"), [0, 0, 1.65], atol=1e-3)


def test_the_unit_can_be_given(tmp_path):
    found = read_recording(write_bvh(tmp_path / "a.bvh"), subject="a", unit="mm")
    assert place(found, "head")[2] == pytest.approx(0.165)


def test_names_may_carry_a_prefix_and_other_letters(tmp_path):
    plain = read_recording(write_bvh(tmp_path / "a.bvh"), subject="a")
    mixamo = read_recording(write_bvh(tmp_path / "b.bvh", prefix="mixamorig:"), subject="a")
    np.testing.assert_array_equal(plain.joints, mixamo.joints)


def test_the_face_turns_with_the_head(tmp_path):
    def look_left(frame, row):
        """The head is the eleventh joint of the file; its angles are about z, x and y."""
        row[33:36] = [0, 0, 90]
        return row

    found = read_recording(write_bvh(tmp_path / "a.bvh", values=look_left), subject="a")
    np.testing.assert_allclose(found.head_direction[0], [1, 0, 0], atol=1e-6)


def test_an_acclaim_take_is_worked_out_by_hand(tmp_path):
    found = read_recording(write_acclaim(tmp_path), subject="13")
    assert found.rate == 120
    np.testing.assert_allclose(place(found, "left_hip"), [0.09, 0, 0.95], atol=1e-6)
    np.testing.assert_allclose(place(found, "left_ankle"), [0.09, 0, 0.10], atol=1e-6)
    np.testing.assert_allclose(place(found, "spine"), [0, 0, 0.95 + 0.75 * 0.10 + 0.25 * 0.22], atol=1e-6)
    np.testing.assert_allclose(place(found, "thorax"), [0, 0, 1.29], atol=1e-6)
    np.testing.assert_allclose(place(found, "head"), [0, 0, 1.55], atol=1e-6)
    np.testing.assert_allclose(place(found, "right_wrist"), [-0.73, 0, 1.29], atol=1e-6)
    np.testing.assert_allclose(found.head_direction[0], [0, -1, 0], atol=1e-6)


def test_a_bent_knee_and_its_axis_frame(tmp_path):
    """Bent by 90 degrees about x, the shin points back; with an axis turned by 90 about y, sideways."""
    bent = ["ltibia 90 0 0"]
    straight = read_recording(write_acclaim(tmp_path / "a", turns=bent), subject="13")
    np.testing.assert_allclose(place(straight, "left_ankle"), [0.09, 0.43, 0.53], atol=1e-6)
    skeleton = read_asf(write_acclaim(tmp_path / "b", axes="0 90 0", turns=bent).with_name("13.asf"))
    ends, _ = acclaim_places(skeleton, read_amc(tmp_path / "b" / "13_29.amc", skeleton))
    # x of the axis frame is -z of the world: a turn about it by 90 takes -y to -x
    np.testing.assert_allclose(ends["ltibia"][0] - ends["lfemur"][0], [-0.43, 0, 0], atol=1e-6)


def test_a_shrug_does_not_move_the_thorax(tmp_path):
    shrugged = read_recording(
        write_acclaim(tmp_path, turns=["lclavicle 0 0 40", "rclavicle 0 0 -40"]), subject="13"
    )
    np.testing.assert_allclose(place(shrugged, "thorax"), [0, 0, 1.29], atol=1e-6)
    assert place(shrugged, "left_shoulder")[2] > 1.35


def test_a_motion_without_its_skeleton_asks_for_it(tmp_path):
    motion = write_acclaim(tmp_path)
    (tmp_path / "13.asf").unlink()
    with pytest.raises(BadInput, match=r"put 13\.asf beside it"):
        read_recording(motion, subject="13")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text.replace("root 0 95", "root 0"),
        lambda text: text.replace("root", "nobody"),
        lambda text: text[: len(text) // 2] + "\nroot 1 2",
        lambda text: "\x00\x01" * 500,
    ],
)
def test_a_damaged_motion_is_told_as_such(tmp_path, damage):
    motion = write_acclaim(tmp_path)
    motion.write_text(damage(motion.read_text()))
    with pytest.raises(BadInput, match=r"13_29\.amc cannot be read"):
        read_recording(motion, subject="13")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text.replace(":bonedata", ":other"),
        lambda text: text.replace("direction 1 0 0", "direction a b c"),
        lambda text: text.replace("    root ", "    nobody "),
        lambda text: text.replace("length 2.54", "length 0"),
    ],
)
def test_a_damaged_skeleton_is_told_as_such(tmp_path, damage):
    motion = write_acclaim(tmp_path)
    skeleton = tmp_path / "13.asf"
    skeleton.write_text(damage(skeleton.read_text()))
    with pytest.raises(BadInput, match=r"13\.asf cannot be read"):
        read_recording(motion, subject="13")


def test_a_skeleton_with_strange_names_says_which_joint_is_missing(tmp_path):
    path = write_bvh(tmp_path / "a.bvh")
    path.write_text(path.read_text().replace("LeftForeArm", "Tentacle"))
    with pytest.raises(BadInput, match=r"left_elbow.*Tentacle"):
        read_recording(path, subject="a")


def test_other_files_are_refused(tmp_path):
    with pytest.raises(BadInput, match=r"none of \.bvh"):
        read_recording(tmp_path / "a.fbx", subject="a")
