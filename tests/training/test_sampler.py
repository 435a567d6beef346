"""Training windows: seen as a camera sees, mirrored truly, decided by their generator alone."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from moving_people import moving_pack

from core.lifter.spec import LifterSpec
from core.pose.skeleton import H36M_17
from core.training import sampler as sampler_module
from core.training.sampler import SamplerOptions, WindowSampler, mirror

EXACT = SamplerOptions(noise=None)
LIMBS = [H36M_17.index(f"{s}_{p}") for s in ("left", "right") for p in ("knee", "ankle", "elbow", "wrist")]
CPU = torch.device("cpu")


def sampler_of(options=EXACT, window=9, pack=None, frame="camera"):
    spec = LifterSpec(widths=(3,) * round(np.log(window) / np.log(3)), frame=frame)
    return WindowSampler(pack or moving_pack(), spec, options, CPU)


def draw(count=64, seed=0, options=EXACT, **changes):
    return sampler_of(options, **changes).draw(count, torch.Generator().manual_seed(seed))


def cut_windows(sampler, count):
    """From clips by their odds."""
    generator = torch.Generator().manual_seed(0)
    clip = torch.multinomial(sampler._odds, count, replacement=True, generator=generator)
    return sampler._choose_windows(clip, generator)[:2]


def test_the_current_frames_limbs_lie_where_a_camera_sees_the_joints():
    """For some focal length f and root X: u (Z + z) = f (X + x), v (Z + z) = f (Y + y), for every limb joint.

    With three unknowns X f, Y f, Z besides f that is linear: sixteen equations, four unknowns.
    """
    batch = draw(64)
    seen, joints = batch.keypoints[:, 4, LIMBS].double().numpy(), batch.joints[:, LIMBS].double().numpy()
    for k, p in zip(seen, joints, strict=True):
        rows, values = [], []
        for (u, v), (x, y, z) in zip(k, p, strict=True):
            rows += [[x, 1, 0, -u], [y, 0, 1, -v]]
            values += [u * z, v * z]
        solution, *_ = np.linalg.lstsq(np.array(rows), np.array(values))
        focal, fx, fy, depth = solution
        np.testing.assert_allclose(np.array(rows) @ solution, values, atol=1e-3)
        assert focal > 0.3
        assert depth > 1
        for u, v, x, y, z in np.column_stack([k, p]):
            assert u == pytest.approx((focal * x + fx) / (z + depth), abs=2e-3)
            assert v == pytest.approx((focal * y + fy) / (z + depth), abs=2e-3)


def test_bodies_are_of_other_sizes_but_as_long_left_as_right():
    joints = draw(200).joints
    parents = [max(p, 0) for p in H36M_17.parents]
    lengths = (joints - joints[:, parents]).norm(dim=-1)
    torch.testing.assert_close(
        lengths[:, list(H36M_17.mirror)][:, LIMBS], lengths[:, LIMBS], atol=1e-2, rtol=0.05
    )
    thigh = lengths[:, H36M_17.index("left_knee")]
    assert 0.05 < float(thigh.std() / thigh.mean()) < 0.2
    assert not joints[:, 0].any()


def test_all_bodies_are_alike_where_no_spread_is_asked():
    joints = draw(50, options=replace(EXACT, bone_spread=0.0, body_spread=0.0)).joints
    spine = joints[:, H36M_17.index("thorax")].norm(dim=-1)
    torch.testing.assert_close(spine, torch.full((50,), 0.5), atol=1e-3, rtol=0)


def test_people_stand_upright_in_the_picture_and_in_the_camera():
    batch = draw(300)
    head, feet = H36M_17.index("head"), [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")]
    above = batch.keypoints[:, 4, head, 1] < batch.keypoints[:, 4, feet, 1].mean(dim=-1)
    assert float(above.float().mean()) > 0.97
    assert float((batch.joints[:, head, 1] < -0.3).float().mean()) > 0.9


def test_left_and_right_are_told_apart_in_the_picture_as_in_space():
    """Of a person who faces the camera the left hip is seen on the right; mirrored windows keep to that."""
    batch = draw(400)
    left, right = H36M_17.index("left_hip"), H36M_17.index("right_hip")
    in_space = batch.joints[:, left, 0] - batch.joints[:, right, 0]
    seen = batch.keypoints[:, 4, left, 0] - batch.keypoints[:, 4, right, 0]
    clear = in_space.abs() > 0.08
    assert int(clear.sum()) > 100
    # at the picture's edge a hip that is nearer can be seen on the other side of the farther one
    assert float((in_space[clear].sign() == seen[clear].sign()).float().mean()) > 0.97


def test_half_of_the_windows_are_true_mirror_images(monkeypatch):
    plain = draw_unmirrored(monkeypatch)
    mixed = draw(200)
    images = replace(plain, keypoints=mirror(plain.keypoints), joints=mirror(plain.joints))
    straight = (mixed.keypoints == plain.keypoints).flatten(1).all(dim=1)
    turned = (mixed.keypoints == images.keypoints).flatten(1).all(dim=1)
    assert (straight ^ turned).all()
    assert 70 < int(turned.sum()) < 130
    assert torch.equal(mixed.joints[turned], images.joints[turned])
    assert torch.equal(mixed.joints[straight], plain.joints[straight])
    assert torch.equal(mixed.aspect, plain.aspect)
    assert torch.equal(mixed.root[turned], plain.root[turned] * torch.tensor([-1.0, 1, 1]))
    assert torch.equal(mixed.root[straight], plain.root[straight])


def draw_unmirrored(monkeypatch):
    with monkeypatch.context() as context:
        context.setattr(sampler_module, "_mirror_half", lambda batch, generator: batch)
        return draw(200)


def test_a_mirror_turns_x_and_exchanges_the_sides_and_undoes_itself():
    points = torch.randn(2, 9, 17, 3)
    image = mirror(points)
    for j, name in enumerate(H36M_17.joints):
        other = name.replace("left", "?").replace("right", "left").replace("?", "right")
        torch.testing.assert_close(
            image[:, :, j], points[:, :, H36M_17.index(other)] * torch.tensor([-1.0, 1, 1])
        )
    assert torch.equal(mirror(image), points)


def test_the_generator_decides_everything():
    options = SamplerOptions()
    sampler = sampler_of(options)
    first, same, other = (sampler.draw(16, torch.Generator().manual_seed(s)) for s in (1, 1, 2))
    fresh = draw(16, 1, options)
    for name in ("keypoints", "joints", "aspect"):
        assert torch.equal(getattr(first, name), getattr(same, name))
        assert torch.equal(getattr(first, name), getattr(fresh, name))
    assert not torch.equal(first.keypoints, other.keypoints)
    torch.manual_seed(3)
    before = torch.get_rng_state()
    sampler.draw(4, torch.Generator().manual_seed(1))
    assert torch.equal(torch.get_rng_state(), before)


def test_shapes_are_windows_of_joints_in_the_picture():
    batch = draw(7, window=27, options=SamplerOptions())
    assert batch.keypoints.shape == (7, 27, 17, 2)
    assert batch.joints.shape == (7, 17, 3)
    assert batch.aspect.shape == (7,)
    assert torch.isfinite(batch.keypoints).all()


def test_windows_over_the_end_of_a_clip_repeat_its_end_and_never_see_another():
    """Every clip stays at a height of its own."""
    pack = moving_pack((6, 5, 7))
    heights = np.repeat([0.0, 10.0, 20.0], (6, 5, 7))
    joints = pack.joints.copy()
    joints[..., 2] += heights[:, None]
    sampler = sampler_of(pack=replace(pack, joints=joints), window=27)
    cut, facing = cut_windows(sampler, 200)
    clip = torch.round((cut[:, :, 0, 2] - 0.95) / 10)
    assert (clip == clip[:, :1]).all()
    assert clip.unique().tolist() == [0, 1, 2]
    for n in range(200):
        number = int(clip[n, 0])
        first = pack.clip_start[number]
        last = first + pack.clip_length[number] - 1
        np.testing.assert_array_equal(cut[n, 0], joints[first])
        np.testing.assert_array_equal(cut[n, -1], joints[last])
    assert (facing.norm(dim=-1) > 0.99).all()


def test_frames_are_as_far_apart_as_the_rate_asks():
    """Every frame is a centimetre further along x, so places tell frames."""
    pack = moving_pack((3000,))
    joints = np.zeros_like(pack.joints)
    joints[..., 0] = 0.01 * np.arange(3000)[:, None]
    sampler = sampler_of(replace(EXACT, rates=(25.0, 25.0)), pack=replace(pack, joints=joints))
    cut, _ = cut_windows(sampler, 400)
    steps = np.diff(cut[:, :, 0, 0].numpy() / 0.01, axis=1)
    inside = steps[np.ptp(steps, axis=1) < 0.01].mean(axis=1)  # not over an end of the clip
    assert len(inside) > 380
    assert 50 / 25 * 0.7 - 0.01 <= inside.min() < 50 / 25 * 0.75
    assert 50 / 25 * 1.4 < inside.max() <= 50 / 25 * 1.5 + 0.01


def test_odds_grow_with_length_and_hold_common_kinds_back():
    pack = moving_pack((60, 45, 30))  # walk, walk, dance
    odds = sampler_module._balance(pack)
    assert float(odds.sum()) == pytest.approx(1)
    raw = np.array([60 / np.sqrt(105), 45 / np.sqrt(105), 30 / np.sqrt(30)])
    np.testing.assert_allclose(odds, raw / raw.sum(), rtol=1e-6)


def test_a_following_camera_takes_away_the_way_but_not_the_motion():
    sampler = sampler_of(replace(EXACT, follow_odds=1.0))
    joints, _ = cut_windows(sampler, 50)
    followed = sampler._follow(joints, torch.Generator().manual_seed(1))
    torch.testing.assert_close(followed - followed[:, :, :1], joints - joints[:, :, :1], atol=1e-5, rtol=0)
    torch.testing.assert_close(followed[:, 4], joints[:, 4], atol=1e-6, rtol=0)
    way = (followed[:, -1, 0] - followed[:, 0, 0]).norm(dim=-1)
    before = (joints[:, -1, 0] - joints[:, 0, 0]).norm(dim=-1)
    assert (way <= before + 1e-5).all()
    assert 0.3 < float((way / before.clamp(min=1e-3))[before > 0.01].mean()) < 0.7


def test_in_the_rays_frame_the_root_is_looked_at_straight():
    """There moving the camera's view sideways changes nothing, and the pose is the camera's one turned."""
    plain, ray = draw(64, frame="camera"), draw(64, frame="ray")
    torch.testing.assert_close(ray.keypoints, plain.keypoints)
    lengths = torch.linalg.vector_norm
    torch.testing.assert_close(lengths(ray.joints, dim=-1), lengths(plain.joints, dim=-1), atol=1e-5, rtol=0)
    turned = np.einsum("bji,bjk->bik", ray.joints.double().numpy(), plain.joints.double().numpy())
    for matrix, root in zip(turned, plain.keypoints[:, 4, 0].numpy(), strict=True):
        u, _, vt = np.linalg.svd(matrix)
        rotation = u @ vt  # of camera vectors into the ray's frame
        axis = rotation.T @ [0, 0, 1]  # the ray, in the camera frame: it goes through the root's picture
        assert axis[0] * root[1] == pytest.approx(axis[1] * root[0], abs=0.02)
        if np.hypot(*root) > 0.1:
            assert np.dot(axis[:2], root) > 0


def test_held_cameras_move_all_joints_alike_and_not_in_the_middle():
    sampler = sampler_of(replace(EXACT, shake_odds=0.5, shake=0.02))
    moved = sampler._shake(2000, torch.Generator().manual_seed(3))  # (B, W, 1, 2)
    is_held = moved.abs().amax(dim=(1, 2, 3)) > 0
    assert float(is_held.float().mean()) == pytest.approx(0.5, abs=0.05)
    middle = sampler._window // 2
    assert not moved[:, middle].any()
    # Two independent places of the path are apart by the root of twice its variance.
    assert float(moved[is_held, 0].std()) == pytest.approx(0.02 * (2 * (1 - 0.9**middle)) ** 0.5, rel=0.1)
