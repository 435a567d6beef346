"""Tiny lifters with random weights, and points for them to lift."""

import numpy as np
import torch

from core.lifter.checkpoint import Checkpoint
from core.lifter.inference import Lifter
from core.lifter.network import FeatureFusionNetwork
from core.lifter.spec import LifterSpec
from core.pose.records import Track

VARIANTS = {
    "baseline": {},
    "P": {"has_positional": True},
    "P without absolute": {"has_positional": True, "has_absolute": False},
    **{f"T {name}": {"temporal": name}
       for name in ("subtract", "inner", "cross", "cosine", "subtract_square", "subtract_81")},
    "T without absolute": {"temporal": "subtract", "has_absolute": False},
    "P and T": {"has_positional": True, "temporal": "subtract"},
    "P and T without absolute": {"has_positional": True, "temporal": "subtract", "has_absolute": False},
    **{f"{name} by the body's size": changes | {"has_absolute": False, "unit": "body"}
       for name, changes in {"P": {"has_positional": True}, "T": {"temporal": "subtract"},
                             "P and T": {"has_positional": True, "temporal": "subtract"}}.items()},
}  # fmt: skip
"""Every variant that the paper compares, and ours, as differences from the baseline's spec."""


def small_spec(**changes):
    return LifterSpec(**{"channels": 8, "hidden": 12, "latent": 6, **changes})


def random_network(spec, seed=0):
    """In evaluation mode, with running statistics unlike those of a fresh network."""
    torch.manual_seed(seed)
    network = FeatureFusionNetwork(spec)
    for name, value in network.state_dict().items():
        if name.endswith("running_mean"):
            value.normal_(0, 0.3)
        elif name.endswith(("running_var", "_bn.weight")):
            value.uniform_(0.5, 1.5)
        elif name.endswith("_bn.bias"):
            value.normal_(0, 0.3)
    return network.eval().requires_grad_(False)


def random_lifter(spec, seed=0):
    weights = random_network(spec, seed).state_dict()
    return Lifter(Checkpoint(spec, weights), "random", torch.device("cpu"))


def random_points(frames, joints, seed=0):
    return np.random.default_rng(seed).uniform(-0.6, 0.6, (frames, joints, 2)).astype(np.float32)


def track_of(points, skeleton, image_size=(640, 480)):
    """A 25 Hz track of pixels (T, J, 2) that starts at frame 5."""
    seen = np.isfinite(points).all(axis=-1)
    return Track(
        skeleton,
        np.arange(len(points)) + 5,
        np.arange(len(points)) / 25,
        points.astype(np.float32),
        np.where(seen, 0.9, 0).astype(np.float32),
        np.zeros(seen.shape, np.uint8),
        image_size,
    )
