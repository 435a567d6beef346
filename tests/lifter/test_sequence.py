"""Lifting whole sequences, against the plain network on every window."""

import pytest
import torch
from small_lifters import VARIANTS, random_network, random_points, small_spec

from core.lifter import sequence
from core.lifter.sequence import SequenceNetwork

CPU = torch.device("cpu")


def ready(spec, dtype=torch.float32):
    return SequenceNetwork(spec, random_network(spec).state_dict(), CPU, dtype)


def sequences_of(spec, count, windows):
    """`count` sequences, and all of their windows."""
    frames = windows + spec.window - 1
    points = [torch.from_numpy(random_points(frames, len(spec.skeleton), seed)) for seed in range(count)]
    return torch.stack(points), torch.cat([p.unfold(0, spec.window, 1).permute(0, 3, 1, 2) for p in points])


@pytest.mark.parametrize(
    "changes",
    [{}, {"widths": (3,) * 4, "skeleton_name": "humaneva-15", "has_fusion": False}],
    ids=["27 frames", "81 frames of HumanEva in stage 1"],
)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_sequence_lifts_to_the_same_as_its_windows(variant, changes):
    spec = small_spec(**VARIANTS[variant], **changes)
    points, windows = sequences_of(spec, 2, 5)
    lifted = ready(spec).lift(points)
    with torch.inference_mode():
        expected = random_network(spec)(windows)
    torch.testing.assert_close(lifted.flatten(0, 1), expected, atol=1e-5, rtol=0)
    assert lifted.std() > 0.01


@pytest.mark.parametrize("variant", ["P", "T inner", "P and T"])
@pytest.mark.parametrize(("count", "windows"), [(1, 1), (7, 1), (7, 2), (2, 9), (1, 11)])
def test_windows_are_lifted_in_parts_that_fit_the_cache(variant, count, windows, monkeypatch):
    spec = small_spec(**VARIANTS[variant])
    points, _ = sequences_of(spec, count, windows)
    whole = ready(spec).lift(points)
    monkeypatch.setattr(sequence, "_WINDOWS_AT_ONCE", {"cpu": 4})
    torch.testing.assert_close(ready(spec).lift(points), whole, atol=1e-6, rtol=0)


def test_only_positions_stay_in_float32():
    network = ready(small_spec(**VARIANTS["P and T"]), torch.bfloat16)._dense
    exact = {n for n, p in network.named_parameters() if p.dtype == torch.float32}
    groups = ("torso", "right_arm", "left_arm", "right_leg", "left_leg")
    layers = {"whole.enter", *(f"decoders.{group}.leave" for group in groups)}
    assert exact == {f"{layer}.{kind}" for layer in layers for kind in ("weight", "bias")}


@pytest.mark.parametrize("variant", ["P", "P and T"])
def test_in_bfloat16_the_output_is_nearly_the_same(variant):
    spec = small_spec(**VARIANTS[variant])
    points, _ = sequences_of(spec, 2, 5)
    exact, rounded = ready(spec).lift(points), ready(spec, torch.bfloat16).lift(points)
    assert rounded.dtype == torch.float32
    assert 0 < (rounded - exact).abs().mean() < 0.02 * exact.abs().mean()
