from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, figure, pose_of, walk, without_frames

from core.errors import UnfitPose
from core.export import EXPORT_FORMATS
from core.export.exporting import export_pose
from core.export.records import ExportOptions
from core.export.root import place_root
from core.pose.skeleton import H36M_17, Skeleton

ANKLES = [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]
PATH = np.stack([np.linspace(0, 3, 50), 0.9 + 0.1 * np.sin(np.arange(50)), np.linspace(0, -1, 50)], axis=1)


@pytest.fixture
def moving():
    return replace(pose_of(walk() + PATH[:, None]), coordinates="world")


def test_auto_and_estimated_leave_a_pose_in_the_world_as_it_is(moving):
    for root in ("auto", "estimated"):
        np.testing.assert_array_equal(place_root(moving, root).joints, moving.joints)


def test_in_place_the_pelvis_only_rises_and_falls(moving):
    placed = place_root(moving, "in-place")
    np.testing.assert_allclose(placed.joints[:, 0, [0, 2]], 0, atol=1e-6)
    np.testing.assert_allclose(placed.joints[:, 0, 1], PATH[:, 1], atol=1e-6)
    np.testing.assert_allclose(placed.joints - placed.joints[:, :1], walk(), atol=1e-6)


@pytest.mark.parametrize("is_in_world", [True, False])
def test_glued_the_lower_ankle_stands_on_the_floor_in_every_frame(moving, is_in_world):
    placed = place_root(moving if is_in_world else pose_of(walk()), "glued")
    assert placed.coordinates == "world"
    np.testing.assert_allclose(placed.joints[:, ANKLES, 1].min(axis=1), 0.18 * 0.44, atol=1e-5)
    np.testing.assert_allclose(placed.joints - placed.joints[:, :1], walk(), atol=1e-6)


def test_a_camera_pose_is_glued_upright():
    upright = pose_of(figure(3))
    camera = replace(upright, joints=upright.joints * np.float32([1, -1, -1]), coordinates="camera")
    placed = place_root(camera, "glued").joints
    assert (placed[:, H36M_17.index("head"), 1] > 1).all()


def test_frames_without_a_pose_stay_without(moving):
    for root in ("in-place", "glued"):
        assert np.flatnonzero(~place_root(without_frames(moving, 3), root).is_lifted).tolist() == [3]


def test_nothing_estimated_cannot_be_asked_for(tmp_path):
    exported = export_pose(
        pose_of(walk()), tmp_path / "a.csv", EXPORT_FORMATS["csv"], CONTEXT, ExportOptions(root="estimated")
    )
    assert "No path" in exported.left_out
    assert list(tmp_path.iterdir()) == []


def test_without_ankles_nothing_is_glued():
    pose = replace(pose_of(walk()), skeleton=Skeleton("odd", tuple(f"joint{i}" for i in range(17))))
    with pytest.raises(UnfitPose, match="ankles"):
        place_root(pose, "glued")


@pytest.mark.parametrize("name", ["csv", "json", "bvh", "trc", "c3d", "npz"])
@pytest.mark.parametrize("root", ["estimated", "in-place", "glued"])
def test_every_format_keeps_the_root_where_it_was_put(tmp_path, moving, name, root):
    entry = EXPORT_FORMATS[name]
    if entry.why_unavailable():
        pytest.skip(entry.why_unavailable())
    path = tmp_path / f"a{entry.suffix}"
    export_pose(moving, path, entry, CONTEXT, ExportOptions(root=root))
    read = entry.read(path)
    assert read.coordinates == "world"
    np.testing.assert_allclose(read.joints, place_root(moving, root).joints, atol=2e-5)
