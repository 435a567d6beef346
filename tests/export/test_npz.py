import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import BadInput, CannotWrite
from core.export.npz import read_npz, write_npz
from core.pose.records import Pose
from core.pose.skeleton import HUMANEVA_15, Skeleton


def test_numpy_opens_it_without_pickles_and_finds_what_the_names_say(tmp_path):
    pose = without_frames(pose_of(walk(), first_frame=12), 3)
    write_npz(pose, tmp_path / "a.npz", CONTEXT)
    with np.load(tmp_path / "a.npz", allow_pickle=False) as file:
        arrays = dict(file)
    np.testing.assert_array_equal(arrays["joints_m"], pose.joints)
    np.testing.assert_array_equal(arrays["frames"], np.arange(12, 62))
    np.testing.assert_array_equal(arrays["times_s"], pose.times)
    assert arrays["joint_names"].tolist()[:3] == ["pelvis", "right_hip", "right_knee"]
    assert arrays["parents"].tolist()[:3] == [-1, 0, 1]
    assert (str(arrays["coordinates"]), arrays["units"].tolist()) == ("y_up", ["metres", "seconds"])
    assert (str(arrays["lifter"]), arrays["rate"].tolist()) == ("rie", [25, 1])
    assert all(array.dtype.kind in "fiuU" for array in arrays.values())


@pytest.mark.parametrize("coordinates", ["camera", "y_up", "world"])
def test_a_pose_comes_back_whole(tmp_path, coordinates):
    pose = replace(pose_of(walk()), coordinates=coordinates)
    write_npz(pose, tmp_path / "a.npz", CONTEXT)
    read, meant = read_npz(tmp_path / "a.npz"), pose.y_up()
    for name in ("frames", "times", "joints", "confidence", "flags"):
        np.testing.assert_array_equal(getattr(read, name), getattr(meant, name))
    assert (read.skeleton, read.coordinates) == (meant.skeleton, meant.coordinates)


@pytest.mark.parametrize(
    "skeleton", [HUMANEVA_15, Skeleton("hand", ("a", "b"), (-1, 0)), Skeleton("dots", ("a",))]
)
def test_any_skeleton_and_any_length_fit(tmp_path, skeleton):
    for count in (0, 1, 4):
        shape = (count, len(skeleton))
        pose = Pose(skeleton, np.arange(count), np.arange(count) / 25, np.ones((*shape, 3), np.float32),
                    np.ones(shape, np.float32), np.zeros(shape, np.uint8), "y_up")  # fmt: skip
        assert write_npz(pose, tmp_path / "a.npz", CONTEXT).frames == count
        assert read_npz(tmp_path / "a.npz").skeleton == skeleton


def test_a_pose_without_any_joints_is_kept_as_it_is(tmp_path):
    found = write_npz(pose_of(np.full((4, 17, 3), np.nan)), tmp_path / "a.npz", CONTEXT)
    assert (found.frames, found.error) == (4, None)
    assert not read_npz(tmp_path / "a.npz").is_lifted.any()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotWrite, match="folder"):
        write_npz(pose_of(walk(3)), tmp_path / "none" / "a.npz", CONTEXT)


def rewritten(path, name, content):
    """The file with one of its arrays replaced by other bytes."""
    with zipfile.ZipFile(path) as archive:
        members = {entry: archive.read(entry) for entry in archive.namelist()}
    members[f"{name}.npy"] = content
    with zipfile.ZipFile(path, "w") as archive:
        for entry, data in members.items():
            archive.writestr(entry, data)


def packed(array, **options):
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array), **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("joints_m", packed(np.zeros((50, 17, 3), np.float32)).replace(b"(50, 17, 3), ", b"(5000000, 17)")),
        ("joints_m", packed(np.zeros((50, 17, 2), np.float32))),
        ("joints_m", packed(np.array([None] * 3), allow_pickle=True)),
        ("times_s", packed(np.zeros(50))),
        ("times_s", packed(np.full(50, np.nan))),
        ("format", packed("something else")),
        ("coordinates", packed("sideways")),
        ("parents", packed(np.full(17, 5))),
        ("joint_names", packed(["a"] * 17)),
        ("flags", b""),
    ],
)  # fmt: skip
def test_damaged_and_hostile_files_are_refused(tmp_path, name, content):
    path = tmp_path / "a.npz"
    write_npz(
        replace(pose_of(walk()), skeleton=Skeleton("other", tuple("abcdefghijklmnopq"), (-1,) * 17)),
        path,
        CONTEXT,
    )
    read_npz(path)
    rewritten(path, name, content)
    with pytest.raises(BadInput, match="cannot be read as a pose"):
        read_npz(path)


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "a.npz"
    np.savez_compressed(path, joints_m=np.zeros((2000, 17, 3)))
    with pytest.raises(BadInput, match="packed"):
        read_npz(path)
    path.write_bytes(b"PK")
    with pytest.raises(BadInput):
        read_npz(path)
    with pytest.raises(BadInput):
        read_npz(tmp_path / "none.npz")
