"""What the pictures show, tried on single ones."""

from dataclasses import replace

import numpy as np
import pytest
from export_motions import figure, pose_of, turned, walk
from made_up_footage import made_up_track

from core.pose.skeleton import H36M_17
from core.render.body import Cones, cones_of
from core.render.overlay import draw_track, fit_picture
from core.render.records import LEFT, MIDDLE, RIGHT
from core.render.shading import draw_cones
from core.render.stage import Camera, place_camera, stand

LEVEL = Camera(np.eye(3), (100.0, 100.0), 600.0, 1.0)
"""100 pixels for a metre at the target, which is 1 m above the floor."""
NOWHERE = np.zeros(2)


def paint(*cones, shape=(200, 200, 3)):
    """Grey canvas with cones, each (start, end, radius, colour)."""
    canvas = np.full(shape, 40, np.uint8)
    starts, ends, radii, colours = zip(*cones, strict=True)
    draw_cones(
        canvas,
        Cones(np.array(starts, float), np.array(ends, float), np.array([[r, r] for r in radii]), colours),
        LEVEL, NOWHERE,
    )  # fmt: skip
    return canvas


def test_a_ball_is_as_large_as_the_camera_says_and_lit_from_above_left():
    canvas = paint(((0, 1, 0), (0, 1, 0), 0.3, (255, 255, 255)))
    covered = (canvas != 40).any(axis=-1)
    assert covered.sum() == pytest.approx(np.pi * 30**2, rel=0.03)
    rows, columns = np.nonzero(covered)
    assert (rows.mean(), columns.mean()) == pytest.approx((99.5, 99.5), abs=0.2)
    assert canvas[85, 90, 0] > canvas[115, 110, 0] + 60


def test_edges_are_smooth():
    canvas = paint(((0, 1, 0), (0, 1, 0), 0.3, (255, 255, 255)))
    steps = np.unique(canvas[70:100, 100, 0])
    assert len(steps) > 8


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_nearer_hides_what_is_farther_in_any_order(order):
    near, far = ((0, 1, 0.5), (0, 1, 0.5), 0.1, LEFT), ((0, 1, -0.5), (0, 1, -0.5), 0.3, RIGHT)
    canvas = paint(*[near, far][::order])
    red, _, blue = canvas[100, 100].astype(int)
    assert blue > red, "the near one is blue"
    red, _, blue = canvas[100, 122].astype(int)
    assert red > blue


def test_a_limb_crosses_another_where_they_meet_in_depth():
    """Two crossing bars: the left half of the first is nearer, the right half of the second."""
    canvas = paint(((-0.6, 1, 0.4), (0.6, 1, -0.4), 0.1, LEFT), ((-0.6, 1, -0.4), (0.6, 1, 0.4), 0.1, RIGHT))
    left, right = canvas[100, 50].astype(int), canvas[100, 150].astype(int)
    assert left[2] > left[0]
    assert right[0] > right[2]


def test_cones_outside_the_panel_or_nowhere_are_left_out():
    canvas = paint(
        ((50, 1, 0), (51, 1, 0), 0.1, LEFT),
        ((np.nan, 1, 0), (0, 1, 0), 0.1, LEFT),
        ((1e9, 1, 0), (0, 1, 0), 0.1, LEFT),
    )
    assert (canvas == 40).all()


def test_sides_have_their_colours_and_mirrored_people_mirrored_ones():
    cones = cones_of(walk(1)[0] + [0, 0.9, 0], H36M_17, 1.0)
    x = (cones.starts + cones.ends)[:, 0] / 2
    colours = np.array(cones.colours)
    assert (x[(colours == LEFT).all(axis=1)] > 0).all()
    assert (x[(colours == RIGHT).all(axis=1)] < 0).all()
    assert np.allclose(x[(colours == MIDDLE).all(axis=1)].sum(), 0, atol=0.2)


def test_feet_point_where_the_person_faces_from_whatever_side():
    for degrees in (0, 90, 200):
        joints = turned(figure(), 1, degrees)[0]
        cones = cones_of(joints, H36M_17, 1.0)
        toes = cones.ends[-2:] - cones.starts[-2:]
        ahead = [np.sin(np.deg2rad(degrees)), 0, np.cos(np.deg2rad(degrees))]
        assert (toes @ ahead > 0.15).all()


def test_a_root_relative_pose_stands_on_its_lower_foot_and_one_in_the_world_stays_where_it_is():
    pose = pose_of(walk(50))
    standing = stand(pose)
    ankles = standing.joints[:, [3, 6], 1].min(axis=1)
    assert ankles == pytest.approx(0.085, abs=0.03)
    assert not standing.is_in_world
    world = replace(pose, coordinates="world", joints=pose.joints + np.float32([2, 1, -3]))
    standing = stand(world)
    np.testing.assert_array_equal(standing.joints, world.joints)
    assert standing.focus == pytest.approx(np.tile([2, -3], (50, 1)), abs=0.05)


@pytest.mark.parametrize("view", ["front", "side", "three-quarter"])
@pytest.mark.parametrize("size", [(300, 700), (1280, 720), (200, 200)])
def test_the_camera_keeps_the_whole_figure_in_the_panel(view, size):
    standing = stand(pose_of(walk(50)))
    camera = place_camera(standing, view, *size, 40)
    pixels, scale, _ = camera.project(standing.joints, NOWHERE)
    assert (pixels > 0).all()
    assert (pixels < size).all()
    assert np.ptp(pixels[..., 1]) > 0.35 * min(size), "and large"
    assert (pixels[:, 10, 1] < pixels[:, 3, 1]).all(), "head up"
    assert (scale > 0).all()


def test_the_side_view_looks_along_the_cameras_x():
    standing = stand(pose_of(walk(50)))
    front, side = (place_camera(standing, view, 500, 500, 0) for view in ("front", "side"))
    point, origin = np.array([0.0, 1.0, 0.5]), np.array([0.0, 1.0, 0.0])
    assert front.project(point, NOWHERE)[0][0] == pytest.approx(front.project(origin, NOWHERE)[0][0])
    assert side.project(point, NOWHERE)[0][0] < side.project(origin, NOWHERE)[0][0] - 50


def test_the_overlay_lies_on_the_keypoints_and_shines_through_where_they_are_doubtful():
    track = made_up_track(np.arange(3), np.arange(3) / 25, (640, 480))
    sure, doubtful = np.zeros((480, 640, 3), np.uint8), np.zeros((480, 640, 3), np.uint8)
    draw_track(sure, track, 1, 1.0)
    draw_track(doubtful, replace(track, confidence=0 * track.confidence), 1, 1.0)
    for x, y in track.points[1].round().astype(int):
        assert sure[y, x].min() > 200
        assert 30 < doubtful[y, x].max() < 130
    knee, ankle = (track.points[1, H36M_17.index(f"left_{name}")] for name in ("knee", "ankle"))
    x, y = ((knee + ankle) / 2).round().astype(int)
    np.testing.assert_allclose(sure[y, x], LEFT, atol=12)


def test_pictures_are_fitted_without_being_stretched():
    picture = np.zeros((100, 200, 3), np.uint8)
    fitted, corner, scale = fit_picture(picture, 300, 300)
    assert (fitted.shape, corner, scale) == ((150, 300, 3), (0, 75), 1.5)
    fitted, corner, scale = fit_picture(picture, 400, 50)
    assert (fitted.shape, corner, scale) == ((50, 100, 3), (150, 0), 0.5)
    same, _, _ = fit_picture(picture, 200, 100)
    same[:] = 9
    assert not picture.any(), "frames are shared, and never drawn into"
