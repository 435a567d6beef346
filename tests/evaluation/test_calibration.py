"""Calibrated cameras and triangulation, against projections worked with OpenCV and by hand."""

import cv2
import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.errors import BadInput
from core.evaluation.calibration import Camera, read_calibration, triangulate

MATRIX = np.array([[1500.0, 0, 540], [0, 1490, 960], [0, 0, 1]])
DISTORTION = np.array([-0.05, 0.12, 0.0006, -0.0007])


def ring(count=4, distance=4.0):
    """Cameras around the origin, 1.5 m above it, that look at a point 1 m above it; Z is up."""
    cameras = []
    for i in range(count):
        angle = 2 * np.pi * i / count
        centre = np.array([distance * np.cos(angle), distance * np.sin(angle), 1.5])
        forward = np.array([0, 0, 1.0]) - centre
        forward /= np.linalg.norm(forward)
        right = np.cross(forward, [0, 0, 1])
        right /= np.linalg.norm(right)
        rotation = np.stack([right, np.cross(forward, right), forward])
        cameras.append(Camera(f"cam{i}", rotation, centre, MATRIX, DISTORTION, (1080, 1920)))
    return cameras


def bodies(frames=6, seed=0):
    return np.random.default_rng(seed).uniform([-0.5, -0.5, 0], [0.5, 0.5, 1.8], (frames, 17, 3))


def test_a_camera_projects_as_opencv_does():
    points = bodies().reshape(-1, 3)
    for camera in ring():
        rotation = cv2.Rodrigues(camera.rotation)[0]
        expected, _ = cv2.projectPoints(
            points, rotation, -camera.rotation @ camera.centre, MATRIX, DISTORTION
        )
        np.testing.assert_allclose(camera.project(points), expected[:, 0], atol=1e-6)


def test_undistorting_undoes_the_lens():
    camera = ring(1)[0]
    points = bodies()
    seen = camera.to_camera(points)
    np.testing.assert_allclose(
        camera.undistort(camera.project(points)), seen[..., :2] / seen[..., 2:], atol=1e-6
    )


def test_exact_sightings_give_exact_points():
    cameras, points = ring(), bodies()
    found, used = triangulate(cameras, np.stack([c.project(points) for c in cameras]))
    np.testing.assert_allclose(found, points, atol=1e-6)
    assert used.all()


@pytest.mark.parametrize("liar", range(4))
def test_one_camera_that_lies_is_left_out(liar):
    cameras, points = ring(), bodies()
    pixels = np.stack([c.project(points) for c in cameras])
    pixels[liar, 2, 5] += [120, -80]
    found, used = triangulate(cameras, pixels)
    np.testing.assert_allclose(found, points, atol=1e-6)
    assert not used[liar, 2, 5]
    assert used.sum() == used.size - 1


def test_two_that_disagree_leave_the_point_unknown():
    cameras, points = ring(3)[:2], bodies()
    pixels = np.stack([c.project(points) for c in cameras])
    pixels[1, 0, 0] += [0, 400]
    found, used = triangulate(cameras, pixels)
    assert np.isnan(found[0, 0]).all()
    assert not used[:, 0, 0].any()
    np.testing.assert_allclose(found[1:], points[1:], atol=1e-6)


def test_a_joint_that_one_camera_sees_is_unknown():
    cameras, points = ring(), bodies()
    pixels = np.stack([c.project(points) for c in cameras])
    pixels[1:, 3, 7] = np.nan
    found, _ = triangulate(cameras, pixels)
    assert np.isnan(found[3, 7]).all()
    assert np.isfinite(np.delete(found.reshape(-1, 3), 3 * 17 + 7, axis=0)).all()


def test_noise_of_a_pixel_moves_points_by_millimetres():
    cameras, points = ring(), bodies(40)
    pixels = np.stack([c.project(points) for c in cameras])
    pixels += np.random.default_rng(0).normal(0, 1, pixels.shape)
    found, _ = triangulate(cameras, pixels)
    error = np.linalg.norm(found - points, axis=-1) * 1000
    assert 1 < error.mean() < 5  # a pixel is 2.7 mm at 4 m


def test_a_toml_file_is_read(tmp_path):
    camera = ring()[1]
    rotation = Rotation.from_matrix(camera.rotation).as_rotvec()
    path = tmp_path / "calib.toml"
    path.write_text(
        f'[cam_1]\nname = "left"\nsize = [1080, 1920]\nmatrix = {MATRIX.tolist()}\n'
        f"distortions = {DISTORTION.tolist()}\nrotation = {rotation.tolist()}\n"
        f"translation = {(-camera.rotation @ camera.centre).tolist()}\n\n[metadata]\nadjusted = false\n"
    )
    (found,) = read_calibration(path)
    assert (found.name, found.size) == ("left", (1080, 1920))
    np.testing.assert_allclose(found.project(bodies()), camera.project(bodies()), atol=1e-6)


QUALISYS = """<?xml version='1.0' encoding='ASCII'?>
<calibration><cameras><camera serial="7" viewrotation="0">
<fov_video bottom="1919" left="0" right="1079" top="0"/>
<transform r11="1" r12="0" r13="0" r21="0" r22="1" r23="0" r31="0" r32="0" r33="1" x="0" y="0" z="3000"/>
<intrinsic centerPointU="34560" centerPointV="61440" focalLengthU="96000" focalLengthV="96000"
 radialDistortion1="0" radialDistortion2="0" tangentalDistortion1="0" tangentalDistortion2="0"/>
</camera></cameras></calibration>"""


def test_a_qualisys_camera_looks_down_its_negative_z(tmp_path):
    """Three metres above the floor and looking down, y up in its picture: worked by hand."""
    path = tmp_path / "a.qca.txt"
    path.write_text(QUALISYS)
    (camera,) = read_calibration(path)
    assert (camera.name, camera.size) == ("7", (1080, 1920))
    np.testing.assert_allclose(camera.project(np.array([0, 0, 0.0])), [540, 960])
    np.testing.assert_allclose(camera.project(np.array([1, 0, 0.0])), [540 + 500, 960])
    np.testing.assert_allclose(camera.project(np.array([0, 1, 0.0])), [540, 960 - 500])


@pytest.mark.parametrize(
    "text",
    [
        "", "<calibration>", "<calibration/>", QUALISYS.replace('x="0"', 'x="nan"'), "[cam]\nmatrix = 3",
        QUALISYS.replace("<intrinsic", "<other"),
        QUALISYS.replace("<calibration>", "<!DOCTYPE c [<!ENTITY a 'b'>]><calibration>"),
        "[cam]\nmatrix = [[1,0,0],[0,1,0],[0,0,1]]\nsize = [1, 1]", "not = [toml",
    ],
)  # fmt: skip
def test_what_is_no_calibration_is_told_as_such(tmp_path, text):
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"a\.toml cannot be read as a calibration"):
        read_calibration(path)
