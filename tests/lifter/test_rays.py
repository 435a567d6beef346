"""The frame of the ray through the root, and the way back to the camera's."""

import numpy as np
import pytest
import torch
from scipy.spatial.transform import Rotation
from small_lifters import random_lifter, random_points, small_spec, track_of

from core.geometry.image import normalise
from core.lifter.rays import ray_rotation, usual_focal
from core.pose.skeleton import H36M_17


def random_rays(count=50):
    rays = np.random.default_rng(0).normal(size=(count, 3))
    rays[:, 2] = np.abs(rays[:, 2]) + 0.1
    return rays


def test_the_ray_becomes_the_z_axis_by_the_smallest_rotation():
    rays = random_rays()
    turns = ray_rotation(torch.tensor(rays)).numpy()
    for ray, turn in zip(rays, turns, strict=True):
        unit = ray / np.linalg.norm(ray)
        np.testing.assert_allclose(turn @ unit, [0, 0, 1], atol=1e-12)
        np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-12)
        assert np.linalg.det(turn) == pytest.approx(1)
        assert Rotation.from_matrix(turn).magnitude() == pytest.approx(np.arccos(unit[2]))


def test_a_ray_straight_ahead_turns_nothing():
    np.testing.assert_array_equal(ray_rotation(torch.tensor([0.0, 0, 3])).numpy(), np.eye(3))


@pytest.mark.parametrize(("size", "longer"), [((1920, 1080), 1920), ((1080, 1920), 1920)])
def test_the_usual_camera_sees_sixty_degrees_over_the_longer_side(size, longer):
    focal_px = usual_focal(*size) * size[0] / 2
    assert 2 * np.degrees(np.arctan(longer / 2 / focal_px)) == pytest.approx(60)


def test_a_lifter_of_rays_gives_the_camera_frame_to_those_who_give_a_focal_length():
    lifter = random_lifter(small_spec(has_positional=True, temporal="subtract", frame="ray"))
    points = random_points(12, 17)
    own, turned = lifter.lift_run(points), lifter.lift_run(points, focal=1.5)
    for root, ours, camera in zip(points[:, 0], own, turned, strict=True):
        ray = np.array([*root, 1.5]) / np.linalg.norm([*root, 1.5])
        angle = np.arccos(ray[2])
        back = Rotation.from_rotvec(angle * np.array([-ray[1], ray[0], 0]) / np.hypot(*ray[:2]))
        np.testing.assert_allclose(camera, back.apply(ours), atol=1e-5)


def test_tracks_are_lifted_with_the_usual_camera():
    lifter = random_lifter(small_spec(has_positional=True, temporal="subtract", frame="ray"))
    track = track_of(random_points(12, 17) * 200 + 300, H36M_17)
    points = normalise(track.points, *track.image_size)
    np.testing.assert_array_equal(
        lifter.lift(track).joints, lifter.lift_run(points, focal=usual_focal(*track.image_size))
    )


def test_a_lifter_of_the_camera_frame_needs_no_focal_length():
    lifter = random_lifter(small_spec(has_positional=True, temporal="subtract"))
    points = random_points(12, 17)
    np.testing.assert_array_equal(lifter.lift_run(points), lifter.lift_run(points, focal=1.5))
