import pytest
import torch
from small_lifters import VARIANTS, random_network, random_points, small_spec

from core.lifter.network import FeatureFusionNetwork
from core.lifter.spec import LifterSpec


def some_windows(spec, count=3):
    frames = count + spec.window - 1
    sequence = torch.from_numpy(random_points(frames, len(spec.skeleton)))
    return sequence[None], sequence.unfold(0, spec.window, 1).permute(0, 3, 1, 2)


@pytest.mark.parametrize("skeleton", ["h36m-17", "humaneva-15"])
@pytest.mark.parametrize("has_fusion", [True, False], ids=["fusion", "stage 1"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_lifts_and_every_weight_learns(variant, has_fusion, skeleton):
    spec = small_spec(**VARIANTS[variant], has_fusion=has_fusion, skeleton_name=skeleton)
    torch.manual_seed(0)
    network = FeatureFusionNetwork(spec)
    _, windows = some_windows(spec, 8)
    joints = network(windows)
    assert joints.shape == (8, len(spec.skeleton), 3)
    (joints - torch.randn(joints.shape)).square().mean().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
        if not name.endswith(("enter.bias", "first.bias", "second.bias")):  # batch norm takes these away
            assert parameter.grad.any(), name


@pytest.mark.parametrize("skeleton", ["h36m-17", "humaneva-15"])
def test_each_group_decodes_its_own_joints(skeleton):
    spec = small_spec(skeleton_name=skeleton)
    network = random_network(spec)
    _, windows = some_windows(spec)
    before = network(windows)
    for group, joints in spec.groups.items():
        network.decoders[group].leave.bias += 1
        moved = ((network(windows) - before).abs() > 0.5).all(dim=-1).all(dim=0)
        assert moved.nonzero().flatten().tolist() == sorted(joints)
        network.decoders[group].leave.bias -= 1


@pytest.mark.parametrize("skeleton", ["h36m-17", "humaneva-15"])
def test_every_joint_is_in_one_group_and_sides_mirror_each_other(skeleton):
    spec = small_spec(skeleton_name=skeleton)
    assert sorted(j for joints in spec.groups.values() for j in joints) == list(range(len(spec.skeleton)))
    mirror = spec.skeleton.mirror
    for limb in ("arm", "leg"):
        left, right = spec.groups[f"left_{limb}"], spec.groups[f"right_{limb}"]
        assert tuple(mirror[j] for j in left) == right
        assert all(spec.skeleton.joints[j].startswith("left_") for j in left)


def test_without_fusion_a_limb_sees_only_itself_and_the_current_pose():
    spec = small_spec(has_fusion=False)
    network = random_network(spec)
    _, windows = some_windows(spec, 1)
    other = windows.clone()
    other[:, 2, spec.groups["left_leg"]] += 0.3  # not the current frame
    moved = (network(other) - network(windows)).abs().amax(dim=(0, 2)) > 1e-6
    assert moved.nonzero().flatten().tolist() == sorted(spec.groups["left_leg"])


def test_with_fusion_every_limb_sees_the_others_but_not_itself_through_it():
    spec = small_spec()
    network = random_network(spec)
    _, windows = some_windows(spec, 1)
    before = network(windows)
    for block in network.fusion.values():
        block.enter.weight[:] = 0
    cut = network(windows)
    other = windows.clone()
    other[:, 2, spec.groups["left_leg"]] += 0.3
    moved = (network(other) - cut).abs().amax(dim=(0, 2)) > 1e-6
    assert moved.nonzero().flatten().tolist() == sorted(spec.groups["left_leg"])
    assert ((before - cut).abs().amax(dim=(0, 2)) > 1e-6).all()


def test_relative_inputs_leave_only_the_global_encoder_to_see_where_a_person_is():
    spec = small_spec(has_positional=True, temporal="subtract", has_absolute=False)
    network = random_network(spec)
    _, windows = some_windows(spec)
    shifted = windows + torch.tensor([0.2, -0.1])
    assert (network(shifted) - network(windows)).abs().max() > 1e-3
    network.whole.enter.weight[:] = 0
    torch.testing.assert_close(network(shifted), network(windows), atol=1e-5, rtol=0)


def test_dropout_is_drawn_in_training_and_still_in_evaluation():
    network = random_network(small_spec())
    _, windows = some_windows(network.spec)
    assert torch.equal(network(windows), network(windows))
    network.train()
    assert not torch.equal(network(windows), network(windows))


@pytest.mark.parametrize(
    ("millions", "changes"),
    [
        (41.78, {"latent": 256}),
        (23.39, {"latent": 256, "has_fusion": False}),
        (52.86, {"latent": 512}),
    ],
    ids=["ground truth", "ground truth, stage 1", "CPN"],
)
def test_the_published_networks_have_their_published_sizes(millions, changes):
    spec = LifterSpec(
        widths=(3,) * 5, channels=256, hidden=1024, has_positional=True, temporal="subtract", **changes
    )
    with torch.device("meta"):
        network = FeatureFusionNetwork(spec)
    assert round(sum(p.numel() for p in network.parameters()) / 1e6, 2) == millions


@pytest.mark.parametrize("variant", [name for name in VARIANTS if "body" in name])
def test_in_the_bodys_unit_neither_place_nor_size_makes_a_difference(variant):
    spec = small_spec(**VARIANTS[variant])
    network = random_network(spec)
    windows = torch.from_numpy(random_points(spec.window, len(spec.skeleton)))[None]
    lifted = network(windows)
    for offset, factor in (((0.3, -0.2), 1.0), ((0.0, 0.0), 0.4), ((-0.1, 0.7), 2.5)):
        moved = factor * windows + torch.tensor(offset)
        torch.testing.assert_close(network(moved), lifted, atol=2e-5, rtol=0)
    assert float((network(windows * torch.tensor([1.0, 1.3])) - lifted).abs().max()) > 1e-3
    assert bool(torch.isfinite(network(torch.zeros_like(windows))).all())
