"""Virtual cameras see people as people film them."""

import numpy as np
import pytest
import torch

from core.training.cameras import ASPECTS, draw_cameras, draw_fixed_cameras, project

COUNT = 4000
ROOT_HEIGHT = 0.95


@pytest.fixture(scope="module")
def cameras():
    return draw_cameras(torch.full((COUNT,), ROOT_HEIGHT), torch.Generator().manual_seed(0))


def see(cameras, offset):
    """(B, 2) where a point at `offset` metres (world, Z up) from the root is seen."""
    point = cameras.rotation @ torch.tensor(offset) + cameras.root
    return project(point[:, None, None], cameras)[:, 0, 0]


def test_rotations_are_rotations(cameras):
    product = cameras.rotation @ cameras.rotation.transpose(1, 2)
    torch.testing.assert_close(product, torch.eye(3).expand_as(product), atol=1e-5, rtol=0)
    torch.testing.assert_close(torch.linalg.det(cameras.rotation), torch.ones(COUNT), atol=1e-5, rtol=0)


def test_the_root_is_always_in_the_picture(cameras):
    x, y = see(cameras, (0.0, 0.0, 0.0)).T
    assert float(x.abs().max()) < 0.8 + 1e-4
    assert float((y.abs() / cameras.aspect).max()) < 0.6 + 1e-4
    assert float((x.abs() < 0.25).float().mean()) > 0.5  # who films somebody aims at them


def test_up_is_up(cameras):
    head, feet = see(cameras, (0.0, 0.0, 0.7)), see(cameras, (0.0, 0.0, -0.9))
    assert float((head[:, 1] < feet[:, 1]).float().mean()) > 0.99


def test_a_camera_points_its_x_axis_right_of_where_it_looks(cameras):
    """Seen from above, turning from the view to the right is clockwise: forward x right points down."""
    right, _, forward = cameras.rotation.unbind(1)
    level = (forward[:, 2].abs() < 0.5) & (right[:, 2].abs() < 0.3)
    assert int(level.sum()) > COUNT / 2
    assert (torch.linalg.cross(forward, right)[level, 2] < 0).all()


def test_roll_stays_small(cameras):
    right = cameras.rotation[:, 0]
    roll = torch.rad2deg(torch.asin(right[:, 2].clamp(-1, 1)))
    assert float(roll.std()) == pytest.approx(4, rel=0.1)
    assert float(roll.abs().max()) < 20
    assert abs(float(roll.mean())) < 0.3


def test_pitch_stays_within_reason_and_looks_down_as_often_as_cameras_hang_high(cameras):
    pitch = torch.rad2deg(torch.asin(-cameras.rotation[:, 2, 2]))
    assert float(pitch.abs().max()) < 90
    assert float((pitch.abs() < 45).float().mean()) > 0.95


def test_cameras_are_held_between_the_knee_and_a_tall_tripod(cameras):
    """The camera's height follows from where it stands: minus the root's place, turned back."""
    above_root = -torch.einsum("bji,bj->bi", cameras.rotation, cameras.root)[:, 2]
    height = above_root + ROOT_HEIGHT
    assert float(((height > -0.2) & (height < 4.3)).float().mean()) > 0.97
    assert float(((height > 0.3) & (height < 2.4)).float().mean()) > 0.8


def test_the_field_of_view_is_30_to_100_degrees_over_the_longer_side(cameras):
    half = torch.maximum(cameras.aspect, torch.ones(COUNT))
    view = torch.rad2deg(2 * torch.atan(half / cameras.focal))
    assert float(view.min()) > 29.9
    assert float(view.max()) < 100.1
    assert float(view.mean()) == pytest.approx(65, abs=1)


def test_aspects_are_those_of_video(cameras):
    found = {round(float(a), 4) for a in cameras.aspect.unique()}
    assert found == {round(a, 4) for a in ASPECTS}


def test_bodies_are_seen_at_all_sizes_but_never_closer_than_arms_length(cameras):
    assert float(cameras.root[:, 2].min()) >= 1.2
    size = cameras.focal * 1.7 / cameras.root[:, 2] / (2 * cameras.aspect)
    assert float(size.max()) < 1.15
    assert float(torch.quantile(size, 0.05)) < 0.3
    assert float(torch.quantile(size, 0.95)) > 0.8


def test_people_are_filmed_from_all_sides(cameras):
    forward = cameras.rotation[:, 2]
    counts, _ = np.histogram(torch.atan2(forward[:, 1], forward[:, 0]), 8, (-np.pi, np.pi))
    assert counts.min() > 0.8 * COUNT / 8


def test_projection_is_a_pinhole_that_stops_before_the_lens(cameras):
    points = torch.tensor([[0.3, -0.2, 2.0], [0.3, -0.2, 0.1], [0.3, -0.2, -5.0]])
    seen = project(points.expand(COUNT, 1, 3, 3), cameras)[:, 0]
    torch.testing.assert_close(seen[:, 0], cameras.focal[:, None] * torch.tensor([0.15, -0.1]))
    torch.testing.assert_close(seen[:, 1], cameras.focal[:, None] * torch.tensor([1.5, -1.0]))
    torch.testing.assert_close(seen[:, 2], seen[:, 1])


def test_four_fixed_cameras_see_the_room_from_its_corners():
    """Every body is seen from one of four spots, five metres away, at the size that the lens gives."""
    generator = torch.Generator().manual_seed(0)
    root = torch.tensor([[0.5, -0.3, 0.9]]).repeat(400, 1)
    camera = draw_fixed_cameras(root, generator)
    spots = root - torch.einsum("bji,bj->bi", camera.rotation, camera.root)  # where each camera stands
    distinct = np.unique(spots.numpy().round(3), axis=0)
    assert len(distinct) == 4
    assert np.abs(distinct[:, 0]) == pytest.approx(1.9)
    assert np.abs(distinct[:, 1]) == pytest.approx(4.9)
    upright = torch.einsum("bij,j->bi", camera.rotation, torch.tensor([0.0, 0, 1]))
    assert (upright[:, 1] < -0.95).all(), "up in the room is up in the picture"
    assert upright[:, 0].abs().max() < 1e-5, "a camera is rolled"
    assert (camera.focal == 2.29).all()
    assert (camera.aspect == 1).all()


def test_a_fixed_camera_looks_at_the_middle_of_the_room():
    generator = torch.Generator().manual_seed(0)
    camera = draw_fixed_cameras(torch.tensor([[0.0, 0, 0.9]]).repeat(50, 1), generator)
    torch.testing.assert_close(camera.root[:, :2], torch.zeros(50, 2), atol=1e-5, rtol=0)
    assert (camera.root[:, 2] > 5).all()
