"""What a detector would see of a body, and bodies of other proportions."""

import numpy as np
import pytest
import torch
from moving_people import moving_pack, standing_body

from core.pose.mapping import to_h36m17
from core.pose.records import Track
from core.pose.skeleton import COCO_17, H36M_17
from core.training.body import KEYPOINTS, derive_joints, join_bodies, keypoints_of_body, scale_bones


def bodies():
    return torch.from_numpy(moving_pack().joints[None, 20:29])


def lengths(joints):
    parents = list(H36M_17.parents[1:])
    return (joints[..., 1:, :] - joints[..., parents, :]).norm(dim=-1)


def test_bones_become_longer_by_their_factors_and_keep_their_directions():
    joints = bodies()
    factors = torch.rand(1, 17) + 0.5
    scaled = scale_bones(joints, factors)
    torch.testing.assert_close(lengths(scaled), lengths(joints) * factors[:, None, 1:], atol=1e-5, rtol=0)
    torch.testing.assert_close(scaled[:, :, 0], joints[:, :, 0])
    for j, parent in enumerate(H36M_17.parents[1:], start=1):
        bone, before = scaled[..., j, :] - scaled[..., parent, :], joints[..., j, :] - joints[..., parent, :]
        torch.testing.assert_close(bone, before * factors[0, j], atol=1e-5, rtol=0)


def test_factors_of_one_change_nothing():
    torch.testing.assert_close(scale_bones(bodies(), torch.ones(1, 17)), bodies(), atol=1e-6, rtol=0)


def test_a_standing_body_has_its_face_in_front():
    """It looks along x, its left is y."""
    body = torch.tensor(standing_body(), dtype=torch.float32)[None, None]
    seen = keypoints_of_body(body, torch.tensor([[[1.0, 0, 0]]]), hip_width=torch.ones(1))
    found = {name: seen[0, 0, j].tolist() for j, name in enumerate(KEYPOINTS.joints)}
    assert found["nose"] == pytest.approx([0.10, 0, 1.58], abs=1e-5)
    assert found["left_ear"] == pytest.approx([0.01, 0.075, 1.585], abs=1e-5)
    assert found["right_ear"] == pytest.approx([0.01, -0.075, 1.585], abs=1e-5)
    for name in KEYPOINTS.joints[3:]:
        assert found[name] == pytest.approx(standing_body()[H36M_17.index(name)].tolist(), abs=1e-6)


def test_the_face_turns_with_the_body():
    body = torch.tensor(standing_body(), dtype=torch.float32)[None, None]
    turn = torch.tensor([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])
    straight = keypoints_of_body(body, torch.tensor([[[1.0, 0, 0]]]), hip_width=torch.ones(1))
    turned = keypoints_of_body(body @ turn.T, torch.tensor([[[0.0, 1, 0]]]), hip_width=torch.ones(1))
    torch.testing.assert_close(turned, straight @ turn.T, atol=1e-6, rtol=0)


def test_wider_hips_lie_further_from_the_pelvis_and_leave_it_where_it_was():
    joints = bodies()
    facing = torch.tensor([1.0, 0, 0]).expand(1, 9, 3)
    seen = keypoints_of_body(joints, facing, hip_width=torch.tensor([1.3]))
    for side in ("left", "right"):
        hip, seen_hip = joints[:, :, H36M_17.index(f"{side}_hip")], seen[:, :, KEYPOINTS.index(f"{side}_hip")]
        torch.testing.assert_close(seen_hip - joints[:, :, 0], 1.3 * (hip - joints[:, :, 0]))
    torch.testing.assert_close(derive_joints(seen[..., :2])[:, :, 0], joints[:, :, 0, :2], atol=1e-5, rtol=0)


def test_training_derives_joints_exactly_as_lifting_does():
    keypoints = np.random.default_rng(0).uniform(0, 500, (4, 15, 2)).astype(np.float32)
    seen = np.full((4, len(COCO_17), 2), 77, np.float32)  # the eyes are of no use
    for j, name in enumerate(KEYPOINTS.joints):
        seen[:, COCO_17.index(name)] = keypoints[:, j]
    track = Track(
        COCO_17, np.arange(4), np.arange(4.0), seen, np.ones((4, 17), np.float32),
        np.zeros((4, 17), np.uint8), (500, 500),
    )  # fmt: skip
    derived = derive_joints(torch.from_numpy(keypoints))
    np.testing.assert_allclose(derived, to_h36m17(track).points, atol=1e-3)


def turned(points, angle, axis):
    """By an angle about an axis, after Rodrigues."""
    axis = torch.tensor(axis, dtype=points.dtype)
    axis = axis / axis.norm()
    across = torch.linalg.cross(axis.expand_as(points), points)
    along = (points @ axis)[..., None] * axis
    return points * np.cos(angle) + across * np.sin(angle) + along * (1 - np.cos(angle))


def facing_of(joints):
    return torch.tensor([1.0, 0, 0]).expand(*joints.shape[:2], 3)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_body_joined_with_itself_seen_from_elsewhere_is_itself(part):
    joints = bodies()
    other = turned(joints, 2.1, (0.3, -0.5, 0.9)) + torch.tensor([3.0, -1, 0.4])
    other_facing = turned(facing_of(joints), 2.1, (0.3, -0.5, 0.9))
    joined, facing = join_bodies(joints, facing_of(joints), other, other_facing, torch.tensor([part]))
    torch.testing.assert_close(joined, joints, atol=1e-5, rtol=0)
    torch.testing.assert_close(facing, facing_of(joints), atol=1e-5, rtol=0)


@pytest.mark.parametrize(
    ("part", "taken"),
    [
        (1, ("spine", "thorax", "neck", "head", "shoulder", "elbow", "wrist")),
        (2, ("shoulder", "elbow", "wrist")),
    ],
)
def test_a_joined_body_has_its_own_legs_and_the_others_part_in_its_proportions(part, taken):
    joints, other = bodies(), scale_bones(bodies(), torch.rand(1, 17) + 0.5)
    other = turned(other, 0.7, (0.0, 0.0, 1.0))
    joined, _ = join_bodies(joints, facing_of(joints), other, facing_of(joints), torch.tensor([part]))
    chosen = [j for j, name in enumerate(H36M_17.joints) if name.split("_")[-1] in taken]
    kept = [j for j in range(17) if j not in chosen]
    torch.testing.assert_close(joined[:, :, kept], joints[:, :, kept])
    centre = 0 if part == 1 else H36M_17.index("thorax")
    among = [centre, *chosen]
    torch.testing.assert_close(
        torch.cdist(joined[0, :, among], joined[0, :, among]),
        torch.cdist(other[0, :, among], other[0, :, among]),
        atol=1e-4, rtol=0,
    )  # fmt: skip


def test_bent_over_a_body_takes_the_others_trunk_along():
    """Whoever lies keeps lying: a standing body's trunk is turned as the lying body's own."""
    standing = torch.tensor(standing_body(), dtype=torch.float32)[None, None]
    lying = turned(standing, np.pi / 2, (0.0, 1.0, 0.0))  # up becomes forward: along x
    taller = scale_bones(standing, torch.full((1, 17), 1.2))
    facing = torch.tensor([[[1.0, 0, 0]]])
    joined, face = join_bodies(lying, turned(facing, np.pi / 2, (0, 1, 0)), taller, facing, torch.tensor([1]))
    head = H36M_17.index("head")
    expected = lying[:, :, 0] + 1.2 * (lying[:, :, head] - lying[:, :, 0])
    torch.testing.assert_close(joined[:, :, head], expected, atol=1e-5, rtol=0)
    torch.testing.assert_close(face, torch.tensor([[[0.0, 0, -1]]]), atol=1e-5, rtol=0)
