"""Poses in the frame of a ray, against SciPy's rotations and the one that training uses."""

import numpy as np
import torch
from scipy.spatial.transform import Rotation

from core.geometry.rays import camera_to_ray, ray_to_camera
from core.lifter.rays import ray_rotation


def rays_and_poses(count=40):
    rng = np.random.default_rng(5)
    rays = rng.normal(size=(count, 3))
    rays[:, 2] = np.abs(rays[:, 2]) + 0.2
    return rays, rng.normal(size=(count, 17, 3)).astype(np.float32)


def test_poses_turn_back_by_the_smallest_rotation_that_brings_the_axis_to_the_ray():
    rays, poses = rays_and_poses()
    for ray, pose, turned in zip(rays, poses, ray_to_camera(poses, rays), strict=True):
        unit = ray / np.linalg.norm(ray)
        axis = np.cross([0, 0, 1], unit)
        rotation = Rotation.from_rotvec(axis / np.linalg.norm(axis) * np.arccos(unit[2]))
        np.testing.assert_allclose(turned, rotation.apply(pose), atol=1e-5)


def test_the_way_back_leads_back():
    rays, poses = rays_and_poses()
    np.testing.assert_allclose(camera_to_ray(ray_to_camera(poses, rays), rays), poses, atol=1e-5)


def test_it_is_the_rotation_that_lifters_are_trained_with():
    rays, poses = rays_and_poses()
    expected = torch.from_numpy(poses) @ ray_rotation(torch.tensor(rays, dtype=torch.float32)).mT
    np.testing.assert_allclose(camera_to_ray(poses, rays), expected.numpy(), atol=1e-6)
