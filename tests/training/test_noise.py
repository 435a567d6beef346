"""Detector errors are as large and as frequent as their options say."""

import numpy as np
import pytest
import torch

from core.training.body import KEYPOINTS
from core.training.noise import NoiseOptions, add_noise

NOTHING = {"bias": 0, "wander": 0, "jitter": 0, "blur": 0, "slip_odds": 0, "slip": 0, "swap_odds": 0}
MEAN_SQUARE = 9 / 5
"""Of a window's quality, which is 3 u^2 with u uniform between 0 and 1."""


def errors(keypoints=None, size=1.0, seed=0, **changes):
    keypoints = torch.zeros(3000, 27, 15, 2) if keypoints is None else keypoints
    options = NoiseOptions(**(NOTHING | changes))
    generator = torch.Generator().manual_seed(seed)
    noisy = add_noise(keypoints, torch.full((len(keypoints),), size), options, generator)
    return noisy - keypoints


def test_without_errors_nothing_changes():
    keypoints = torch.randn(5, 27, 15, 2)
    assert not errors(keypoints).any()


def test_a_bias_stays_for_a_window():
    found = errors(bias=0.012)
    torch.testing.assert_close(found, found[:, :1].expand_as(found))
    assert float(found.square().mean()) ** 0.5 == pytest.approx(0.012 * MEAN_SQUARE**0.5, rel=0.05)


def test_jitter_is_new_in_every_frame_and_grows_with_the_body():
    found = errors(jitter=0.003, size=0.5)
    assert float(found.square().mean()) ** 0.5 == pytest.approx(0.5 * 0.003 * MEAN_SQUARE**0.5, rel=0.05)
    assert abs(float((found[:, 1:] * found[:, :-1]).mean() / found.square().mean())) < 0.02


def test_wander_is_as_large_in_every_frame_and_remembers_the_one_before():
    found = errors(wander=0.008, wander_memory=0.9)
    unrest = {"elbow": 1.6, "wrist": 2.2, "knee": 1.2, "ankle": 1.3}
    factors = torch.tensor([unrest.get(name.split("_")[-1], 1.0) for name in KEYPOINTS.joints])
    by_joint = found.square().mean(dim=(0, 1, 3)).sqrt()
    np.testing.assert_allclose(by_joint, 0.008 * MEAN_SQUARE**0.5 * factors, rtol=0.08)
    found = found / factors[:, None]
    by_frame = found.square().mean(dim=(0, 2, 3)).sqrt()
    np.testing.assert_allclose(by_frame, 0.008 * MEAN_SQUARE**0.5, rtol=0.08)
    for lag in (1, 5):
        product = (found[:, lag:] * found[:, :-lag]).mean() / found.square().mean()
        assert float(product) == pytest.approx(0.9**lag, abs=0.02)


def test_blur_is_in_proportion_to_the_movement():
    moving = torch.zeros(3000, 27, 15, 2)
    moving[:, :, 3, 0] = 0.02 * torch.arange(27)
    found = errors(moving, blur=0.06)
    assert not found[:, :, [0, 1, 2, *range(4, 15)]].any()
    assert not found[:, 0].any()
    assert float(found[:, 1:, 3].std()) == pytest.approx(0.06 * 0.02, rel=0.05)


def test_slips_are_as_frequent_as_said_and_last_for_a_part_of_the_window():
    found = errors(slip_odds=0.3, slip=0.06)
    has_slipped = found.abs().amax(dim=-1) > 0  # (B, W, J)
    # 0.3 of the joints, for a part whose mean is a third of the window
    assert float(has_slipped.float().mean()) == pytest.approx(0.3 / 3, rel=0.1)
    changes = (has_slipped[:, 1:] != has_slipped[:, :-1]).sum(dim=1)
    assert int(changes.max()) <= 2
    assert float(found[has_slipped].square().mean()) ** 0.5 == pytest.approx(0.06 * MEAN_SQUARE**0.5, rel=0.1)


def test_swaps_exchange_all_of_the_legs_or_all_of_the_arms():
    keypoints = torch.arange(15.0)[None, None, :, None].expand(4000, 27, 15, 2).contiguous()
    noisy = keypoints + errors(keypoints, swap_odds=0.5)
    by_frame = noisy[..., 0].long()  # who is where
    mirror = torch.tensor(KEYPOINTS.mirror)
    is_leg = torch.tensor([name.endswith(("hip", "knee", "ankle")) for name in KEYPOINTS.joints])
    straight = torch.arange(15)
    kinds = {
        "none": straight,
        "legs": torch.where(is_leg, mirror, straight),
        "upper body": torch.where(is_leg, straight, mirror),
    }
    share = {name: float((by_frame == kind).all(-1).float().mean()) for name, kind in kinds.items()}
    assert sum(share.values()) == pytest.approx(1)
    assert share["legs"] == pytest.approx(0.5 * 0.6 / 3, rel=0.15)
    assert share["upper body"] == pytest.approx(0.5 * 0.4 / 3, rel=0.15)


def test_the_generator_decides_everything():
    usual = {name: getattr(NoiseOptions(), name) for name in NOTHING}
    keypoints = torch.randn(8, 27, 15, 2, generator=torch.Generator().manual_seed(0))
    first, same, other = (errors(keypoints, seed=seed, **usual) for seed in (1, 1, 2))
    assert torch.equal(first, same)
    assert not torch.equal(first, other)
