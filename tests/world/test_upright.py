"""Which way is up and where the floor is, from bodies whose truth is known."""

import numpy as np
import pytest
from made_up_scenes import ANKLES, looking, walking

from core.pose.skeleton import H36M_17, HUMANEVA_15
from core.world.upright import (
    describe_body,
    find_floor,
    find_planted,
    find_up,
    refine_up,
    world_axes,
)


def degrees_between(a, b):
    return float(np.degrees(np.arccos(np.clip(a @ b, -1, 1))))


def relative(scene):
    return scene.camera - scene.camera[:, :1]


@pytest.mark.parametrize("pitch", [-10, 0, 20, 35])
@pytest.mark.parametrize("roll", [0, 6])
def test_up_is_found_whatever_way_the_camera_looks(pitch, roll):
    scene = walking(pitch, roll)
    found = find_up(describe_body(relative(scene), H36M_17), scene.times)
    assert degrees_between(found.up, scene.rotation[:, 2]) < 4
    assert found.standing_share > 0.9
    assert found.uncertainty_deg < 4


def test_the_centre_of_mass_is_that_of_the_segments_worked_by_hand():
    joints = np.zeros((1, 17, 3))
    names = H36M_17.joints
    for name in ("left_shoulder", "right_shoulder", "neck", "head"):
        joints[0, names.index(name), 2] = 1.0
    # The arms hang in the middle; trunk half way up, head all the way; upper arms from 1 down to 0.
    expected = (0.497 * 0.5 + 0.081 * 1 + 2 * 0.028 * 0.564) / (
        0.497 + 0.081 + 2 * (0.028 + 0.022 + 0.1 + 0.061)
    )
    assert describe_body(joints, H36M_17).centre[0, 2] == pytest.approx(expected)


def test_somebody_who_bends_over_does_not_make_the_world_lean():
    scene = walking(10)
    bent = relative(scene)[100:130].copy()
    hinge = [H36M_17.index(n) for n in H36M_17.joints if not n.endswith(("hip", "knee", "ankle", "pelvis"))]
    up, side = scene.rotation[:, 2], scene.rotation[:, 0]
    c, s = np.cos(np.radians(60)), np.sin(np.radians(60))
    forward = np.cross(side, up)
    body = bent[:, hinge]
    along, ahead = body @ up, body @ forward
    moved = (
        body
        + ((c - 1) * along - s * ahead)[..., None] * up
        + (s * along + (c - 1) * ahead)[..., None] * forward
    )
    bent[:, hinge] = moved
    bent[:, [j for j in range(17) if j not in [*hinge, *ANKLES]]] -= 0.14 * forward  # the hips go back
    bent[:, hinge] -= 0.14 * forward
    found = find_up(describe_body(bent, H36M_17), scene.times[100:130])
    assert degrees_between(found.up, up) < 5


def test_somebody_who_lies_is_not_taken_for_upright():
    scene = walking(10)
    up, across = scene.rotation[:, 2], scene.rotation[:, 0]
    lying = relative(scene)[100:130]
    turned = (
        lying
        + ((lying @ across) - (lying @ up))[..., None] * up
        - ((lying @ across) + (lying @ up))[..., None] * across
    )
    found = find_up(describe_body(turned, H36M_17), scene.times[100:130])
    assert found.standing_share == 0
    assert found.uncertainty_deg > 10
    assert degrees_between(found.up, np.array([0.0, -1.0, 0.0])) < 1e-3


def test_frames_of_lying_do_not_tilt_a_clip_in_which_somebody_stands():
    scene = walking(15)
    body = relative(scene).copy()
    up, across = scene.rotation[:, 2], scene.rotation[:, 0]
    part = body[:60]
    body[:60] = (
        part
        + ((part @ across) - (part @ up))[..., None] * up
        - ((part @ across) + (part @ up))[..., None] * across
    )
    assert degrees_between(find_up(describe_body(body, H36M_17), scene.times).up, up) < 4


def test_a_humaneva_body_has_an_up_too():
    scene = walking(10)
    names = [name if name in H36M_17.joints else "head" for name in HUMANEVA_15.joints]
    body = relative(scene)[:, [H36M_17.index(name) for name in names]]
    assert (
        degrees_between(find_up(describe_body(body, HUMANEVA_15), scene.times).up, scene.rotation[:, 2]) < 4
    )


def test_planted_feet_are_those_of_the_sample():
    from core.assets import asset_path

    scene = walking(10)
    ankles = scene.camera[:, ANKLES]
    sight = ankles / np.linalg.norm(ankles, axis=2, keepdims=True)
    found = find_planted(ankles, sight, scene.times, scene.rotation[:, 2])
    with np.load(asset_path("sample_truth.npz")) as data:
        truth = data["contacts"].astype(bool)
    truth = truth if (found == truth).mean() > (found == truth[:, ::-1]).mean() else truth[:, ::-1]
    assert (found & ~truth).mean() < 0.05
    assert (found & truth).sum() > 0.8 * truth.sum()


def test_feet_on_one_plane_pull_a_wrong_up_straight():
    rng = np.random.default_rng(0)
    true_up = looking(20)[:, 2]
    across = np.linalg.svd(true_up[None])[2][1:]
    points = np.array([0, 0, 5.0]) + rng.uniform(-2, 2, (60, 2)) @ across + 0.01 * rng.normal(size=(60, 3))
    scene = walking(20)
    found = find_up(describe_body(relative(scene), H36M_17), scene.times)
    wrong = type(found)(
        (true_up + np.array([0.08, 0.0, 0.0])) / np.linalg.norm(true_up + np.array([0.08, 0.0, 0.0])),
        found.information, 1.0,
    )  # fmt: skip
    refined = refine_up(points, np.ones(60), np.full(60, 5.0), wrong)
    assert degrees_between(refined, true_up) < 0.4 * degrees_between(wrong.up, true_up)


def test_two_points_say_nothing_of_a_plane():
    scene = walking(20)
    found = find_up(describe_body(relative(scene), H36M_17), scene.times)
    assert (refine_up(np.ones((2, 3)), np.ones(2), np.ones(2), found) == found.up).all()


def test_the_floor_is_where_most_feet_stand():
    heights = np.array([0.0, 0.01, -0.01, 0.3, 0.3])
    assert find_floor(heights, np.ones(5)) == pytest.approx(0.01)
    assert find_floor(heights, np.array([1, 1, 1, 5, 5])) == pytest.approx(0.3)


@pytest.mark.parametrize("up", [(0.0, -1, 0), (0.1, -0.9, -0.4), (0, 0, -1), (0, 0, 1), (0.3, -0.3, 0.9)])
def test_the_worlds_axes_are_a_rotation_with_z_towards_the_camera(up):
    up = np.array(up) / np.linalg.norm(up)
    axes = world_axes(up)
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)
    np.testing.assert_allclose(axes[1], up, atol=1e-12)
    assert (axes @ [0, 0, -1.0])[2] >= -1e-12  # backwards is towards the camera


def test_a_tilt_turns_the_world_about_its_own_axes():
    up = np.array([0.0, -1.0, 0.0])
    pitched = world_axes(up, pitch_deg=10) @ world_axes(up).T
    np.testing.assert_allclose(pitched @ [1, 0, 0], [1, 0, 0], atol=1e-12)
    np.testing.assert_allclose(
        pitched @ [0, 1, 0], [0, np.cos(np.radians(10)), np.sin(np.radians(10))], atol=1e-12
    )
    rolled = world_axes(up, roll_deg=10) @ world_axes(up).T
    np.testing.assert_allclose(rolled @ [0, 0, 1], [0, 0, 1], atol=1e-12)
