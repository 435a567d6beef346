import json
from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, mocap_clips, pose_of, turned, walk, without_frames
from scipy.spatial.transform import Rotation
from three_reader import read_with_three, validate_gltf

from core.errors import BadInput, CannotWrite, UnfitPose
from core.export.body_mesh import make_body
from core.export.bvh_rig import POINTS
from core.export.bvh_writer import write_bvh
from core.export.glb import read_glb, write_glb
from core.export.records import ExportOptions
from core.export.rest_pose import measure_rest
from core.export.rig_motion import continuous_quaternions, rig_nodes
from core.pose.records import Pose
from core.pose.skeleton import H36M_17, HUMANEVA_15
from core.world.bones import fit_constant_bones

NAMES = [POINTS[joint] for joint in H36M_17.joints]
UNEVEN = np.cumsum([0.0, *([0.04, 0.01, 0.11] * 20)])[:50] + 7.5


def in_the_world(pose: Pose) -> Pose:
    """Walking along x, the pelvis 1 m up."""
    path = np.stack([0.03 * np.arange(len(pose)), np.full(len(pose), 1.0), np.zeros(len(pose))], axis=1)
    return replace(pose, joints=pose.joints + path[:, None].astype(np.float32), coordinates="world")


def changing_bones() -> Pose:
    """A walk whose bones shrink and grow by up to 5 %."""
    scale = 1 + 0.05 * np.sin(np.arange(50) / 5)
    return pose_of(walk() * scale[:, None, None])


def constant_bone_joints(pose: Pose) -> np.ndarray:
    """(T, 17, 3) what the file should show."""
    return fit_constant_bones(pose.y_up().joints.astype(np.float64), pose.times, H36M_17)


def test_three_js_finds_the_joints_of_the_constant_bone_fit_at_every_kind_of_time(tmp_path):
    pose = in_the_world(replace(changing_bones(), times=UNEVEN))
    write_glb(pose, tmp_path / "a.glb", CONTEXT)
    rows = [0, 1, 2, 17, 33, 49]
    found = read_with_three(tmp_path / "a.glb", (UNEVEN[rows] - UNEVEN[0]).tolist(), NAMES)
    meant = constant_bone_joints(pose)[rows]
    assert np.abs(np.array(found["places"]) - meant).max() < 1e-4
    assert found["duration"] == pytest.approx(UNEVEN[-1] - UNEVEN[0], abs=1e-5)
    assert {skin["joints"] for skin in found["skins"]} == {27}


@pytest.mark.parametrize(
    ("figure", "hints"), [("body", set()), ("joints", {"NODE_EMPTY"})]  # end sites, without a skin over them
)  # fmt: skip
def test_khronos_validator_finds_nothing_at_fault(tmp_path, figure, hints):
    write_glb(pose_of(walk(50)), tmp_path / "a.glb", CONTEXT, ExportOptions(figure=figure))
    assert set(validate_gltf(tmp_path / "a.glb")) == hints


def test_pygltflib_reads_the_same_keys_and_a_naive_walk_down_the_nodes_finds_the_joints(tmp_path):
    from pygltflib import GLTF2

    pose = replace(changing_bones(), times=UNEVEN)
    write_glb(pose, tmp_path / "a.glb", CONTEXT)
    gltf = GLTF2().load(tmp_path / "a.glb")

    def values(index, width):
        accessor = gltf.accessors[index]
        view = gltf.bufferViews[accessor.bufferView]
        blob = gltf.binary_blob()[view.byteOffset : view.byteOffset + view.byteLength]
        return np.frombuffer(blob, np.float32).reshape(accessor.count, width).astype(np.float64)

    animation = gltf.animations[0]
    tracks = {}
    for channel in animation.channels:
        sampler = animation.samplers[channel.sampler]
        width = 4 if channel.target.path == "rotation" else 3
        tracks[channel.target.node, channel.target.path] = values(sampler.output, width)
        assert sampler.interpolation == "LINEAR"
        np.testing.assert_allclose(values(sampler.input, 1)[:, 0], UNEVEN - UNEVEN[0], atol=1e-6)

    def visit(node, row, place, turn, found):
        stated = gltf.nodes[node]
        here = tracks[node, "translation"][row] if (node, "translation") in tracks else stated.translation
        place = place + turn.apply(here)
        if (node, "rotation") in tracks:
            turn = turn * Rotation.from_quat(tracks[node, "rotation"][row])
        found[stated.name] = place
        for child in stated.children or ():
            visit(child, row, place, turn, found)

    meant = constant_bone_joints(pose)
    for row in (0, 20, 49):
        found = {}
        visit(gltf.scenes[0].nodes[0], row, np.zeros(3), Rotation.identity(), found)
        places = np.array([found[name] for name in NAMES]) - found["Hips"]
        assert np.abs(places - (meant[row] - meant[row, :1])).max() < 1e-5


@pytest.mark.parametrize("root", ["auto", "in-place"])
def test_the_figure_is_that_of_the_bvh_file(tmp_path, root):
    pose, options = in_the_world(changing_bones()), ExportOptions(root=root)
    glb, bvh = (write(pose, tmp_path / "a", CONTEXT, options) for write in (write_glb, write_bvh))
    assert glb.error.mean_mm > 1
    assert glb.error.mean_mm == pytest.approx(bvh.error.mean_mm, abs=0.01)
    assert glb.error.max_mm == pytest.approx(bvh.error.max_mm, abs=0.01)


@pytest.mark.parametrize("size", [0.6, 1.0, 1.3])
def test_trimesh_finds_a_body_that_is_closed_upright_and_as_tall_as_the_skeleton(tmp_path, size):
    import trimesh

    pose = pose_of(size * walk())
    write_glb(pose, tmp_path / "a.glb", CONTEXT)
    mesh = trimesh.load(tmp_path / "a.glb", force="mesh")
    mesh.merge_vertices()
    assert mesh.is_watertight
    assert mesh.volume > 0
    low, high = mesh.bounds
    assert (high - low)[1] == pytest.approx(1.73 * size, rel=0.06)
    assert (high - low)[0] == pytest.approx(1.85 * size, rel=0.1)
    np.testing.assert_allclose(low[0], -high[0], atol=1e-4)


def test_the_skin_follows_its_bones():
    joints = walk(3)
    rest = measure_rest(joints)
    nodes = rig_nodes(rest)
    body = make_body(nodes, rest.lengths)
    np.testing.assert_allclose(body.weights.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(body.normals, axis=1), 1, atol=1e-5)
    assert body.joints.max() < len(nodes)
    names = np.array([node.name for node in nodes])
    strongest = names[body.joints[np.arange(len(body.joints)), body.weights.argmax(axis=1)]]
    x, y = body.positions[:, 0], body.positions[:, 1]
    assert (x[strongest == "LeftForeArm"] > 0.4).all()
    assert (x[strongest == "RightHand"] < -0.6).all()
    assert (y[strongest == "LeftLeg"] < -0.35).all()
    assert (y[strongest == "Skull"] > 0.5).all()


def test_joints_alone_leave_the_skin_out(tmp_path):
    whole = write_glb(pose_of(walk()), tmp_path / "a.glb", CONTEXT)
    bare = write_glb(pose_of(walk()), tmp_path / "b.glb", CONTEXT, ExportOptions(figure="joints"))
    assert bare.error == whole.error
    content = (tmp_path / "b.glb").read_bytes()
    document = json.loads(content[20 : 20 + int.from_bytes(content[12:16], "little")])
    assert "meshes" not in document
    assert "skins" not in document
    assert (tmp_path / "b.glb").stat().st_size < (tmp_path / "a.glb").stat().st_size


def test_a_pose_in_the_world_keeps_its_path_and_one_without_stands_on_the_ground(tmp_path):
    moving = in_the_world(pose_of(walk()))
    found = write_glb(moving, tmp_path / "a.glb", CONTEXT)
    _, places = read_glb(tmp_path / "a.glb")
    np.testing.assert_allclose(places["Hips"], moving.joints[:, 0], atol=1e-6)
    assert not any("on the spot" in note for note in found.notes)
    found = write_glb(pose_of(walk()), tmp_path / "b.glb", CONTEXT)
    _, places = read_glb(tmp_path / "b.glb")
    ankles = np.minimum(places["LeftFoot"], places["RightFoot"])[:, 1]
    assert ankles.min() == pytest.approx(0.18 * 0.44, abs=1e-6)
    assert np.ptp(places["Hips"], axis=0).max() < 1e-6
    assert any("on the spot" in note for note in found.notes)


def test_camera_and_y_up_coordinates_give_the_same_file(tmp_path):
    upright = pose_of(walk())
    camera = replace(upright, joints=upright.joints * np.float32([1, -1, -1]), coordinates="camera")
    write_glb(upright, tmp_path / "a.glb", CONTEXT)
    write_glb(camera, tmp_path / "b.glb", CONTEXT)
    assert (tmp_path / "a.glb").read_bytes() == (tmp_path / "b.glb").read_bytes()


def test_missing_frames_are_held_and_told(tmp_path):
    found = write_glb(without_frames(pose_of(walk()), 4, 5, 9), tmp_path / "a.glb", CONTEXT)
    assert found.frames == 50
    assert found.held_frames == ((4, 5), (9, 9))
    assert found.error.max_mm < 0.01


def test_one_frame_is_enough(tmp_path):
    found = write_glb(pose_of(walk(1)), tmp_path / "a.glb", CONTEXT)
    assert found.frames == 1
    assert found.error.max_mm < 0.01
    assert found.duration_error_ms == 0


def test_quaternions_go_the_short_way_round():
    turns = Rotation.from_euler("x", np.linspace(0, 720, 73)[:, None], degrees=True)
    quaternions = continuous_quaternions(turns)
    assert (np.einsum("ti,ti->t", quaternions[1:], quaternions[:-1]) > 0.9).all()
    assert (Rotation.from_quat(quaternions) * turns.inv()).magnitude().max() < 1e-12


def test_real_motion_turned_any_way_comes_back_to_a_hundredth_of_a_millimetre(tmp_path):
    try:
        clip = next(mocap_clips())
    except FileNotFoundError:
        pytest.skip("the motion capture is not here")
    found = write_glb(pose_of(turned(clip[:200], 0, 70), rate=50), tmp_path / "a.glb", CONTEXT)
    assert found.rig_error.max_mm < 0.01


@pytest.mark.parametrize("count", [0, 5])
def test_a_pose_without_any_joints_is_refused(tmp_path, count):
    pose = pose_of(np.full((count, 17, 3), np.nan))
    with pytest.raises(UnfitPose, match="at least one frame"):
        write_glb(pose, tmp_path / "a.glb", CONTEXT)
    assert not list(tmp_path.iterdir())


def test_another_skeleton_is_refused(tmp_path):
    pose = Pose(HUMANEVA_15, np.arange(2), np.arange(2.0), np.zeros((2, 15, 3), np.float32),
                np.ones((2, 15), np.float32), np.zeros((2, 15), np.uint8))  # fmt: skip
    with pytest.raises(UnfitPose, match="17 joints"):
        write_glb(pose, tmp_path / "a.glb", CONTEXT)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotWrite, match="folder"):
        write_glb(pose_of(walk(3)), tmp_path / "none" / "a.glb", CONTEXT)


def test_damaged_files_are_refused(tmp_path):
    path = tmp_path / "a.glb"
    write_glb(pose_of(walk(5)), path, CONTEXT)
    content = path.read_bytes()
    for damaged in (b"", b"glTF", content[:100], content[:-8], content.replace(b'"samplers"', b'"samplerz"')):
        path.write_bytes(damaged)
        with pytest.raises(BadInput, match="cannot be read"):
            read_glb(path)
