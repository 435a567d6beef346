"""An exponential moving average of a network's weights: steadier than the weights of any one step."""

from collections.abc import Mapping
from copy import deepcopy

import torch
from torch import Tensor

from core.lifter.network import FeatureFusionNetwork


class WeightAverage:
    """The mean of a network's weights and batch statistics over its recent steps.

    `decay` is what each step leaves of the mean so far: 0.999 looks back over some thousand steps. The
    first steps look back less far, min(decay, (1 + n) / (10 + n)), so that the random start is forgotten.
    """

    def __init__(
        self, network: FeatureFusionNetwork, decay: float, averaged: Mapping[str, Tensor] | None = None
    ) -> None:
        self._decay = decay
        self.network = deepcopy(network).requires_grad_(False).eval()
        """Has the averaged weights; never trained itself."""
        if averaged:
            self.network.load_state_dict(averaged)

    @torch.no_grad()
    def update(self, network: FeatureFusionNetwork, steps: int) -> None:
        """Take in the weights after another step, before which `steps` had been taken in."""
        decay = min(self._decay, (1 + steps) / (10 + steps))
        mean, now = self.network.state_dict(), network.state_dict()
        floats = [name for name, value in now.items() if value.is_floating_point()]
        torch._foreach_lerp_([mean[n] for n in floats], [now[n] for n in floats], 1 - decay)
        for name in now.keys() - set(floats):  # how many batches a norm has seen
            mean[name].copy_(now[name])
