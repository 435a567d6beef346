"""The Feature Fusion Network (paper, section 3.1): tensors in, tensors out.

Convolutions keep their weights as `nn.Conv1d` does, but work on (N, frames, channels): with stride 3 a
convolution is one matrix product over triples of frames, several times faster on a CPU.
"""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.lifter.encoding import encode, encode_current, window_sizes
from core.lifter.spec import LifterSpec

SLOPE = 0.2


class TemporalBlock(nn.Module):
    """Width-3 convolution, width-1 convolution, added to the centre tap of the input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.wide = nn.Conv1d(channels, channels, 3, bias=False)
        self.wide_bn = nn.BatchNorm1d(channels)
        self.narrow = nn.Conv1d(channels, channels, 1, bias=False)
        self.narrow_bn = nn.BatchNorm1d(channels)


class LocalEncoder(nn.Module):
    """One group's temporal convolutional network, after VideoPose3D: a window in, one feature out."""

    def __init__(self, spec: LifterSpec, joints: int) -> None:
        super().__init__()
        self.expand = nn.Conv1d(joints * spec.channels_per_joint, spec.channels, 3, bias=False)
        self.expand_bn = nn.BatchNorm1d(spec.channels)
        self.blocks = nn.ModuleList(TemporalBlock(spec.channels) for _ in spec.widths[1:])
        self.shrink = nn.Conv1d(spec.channels, spec.latent, 1)
        self.dropout = nn.Dropout(spec.temporal_dropout)

    def forward(self, x: Tensor) -> Tensor:
        """Windows (N, T, C) to features (N, latent)."""
        x = self._activate(_convolve(x, self.expand), self.expand_bn)
        for block in cast("list[TemporalBlock]", list(self.blocks)):
            y = self._activate(_convolve(x, block.wide), block.wide_bn)
            y = self._activate(_convolve(y, block.narrow), block.narrow_bn)
            x = x[:, 1::3] + y  # frames 0..8 -> the middle taps of the three outputs are 1, 4, 7
        return _convolve(x, self.shrink)[:, 0]

    def _activate(self, x: Tensor, norm: nn.Module) -> Tensor:
        return cast("Tensor", self.dropout(_leaky(_normalise(x, norm))))


class DenseBlock(nn.Module):
    """Two fully connected layers, added to the input (after Martinez et al. 2017)."""

    def __init__(self, hidden: int, dropout: float) -> None:
        super().__init__()
        self.first = nn.Linear(hidden, hidden)
        self.first_bn = nn.BatchNorm1d(hidden)
        self.second = nn.Linear(hidden, hidden)
        self.second_bn = nn.BatchNorm1d(hidden)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """(..., hidden) to the same shape."""
        y = self.dropout(_leaky(_normalise(self.first(x), self.first_bn)))
        y = self.dropout(_leaky(_normalise(self.second(y), self.second_bn)))
        return x + cast("Tensor", y)


class DenseNet(nn.Module):
    """Fully connected to the hidden size, residual blocks, fully connected to the output size."""

    def __init__(self, size_in: int, size_out: int, *, hidden: int, dropout: float, blocks: int = 1) -> None:
        super().__init__()
        self.enter = nn.Linear(size_in, hidden)
        self.enter_bn = nn.BatchNorm1d(hidden)
        self.blocks = nn.ModuleList(DenseBlock(hidden, dropout) for _ in range(blocks))
        self.leave = nn.Linear(hidden, size_out)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """(..., size_in) to (..., size_out)."""
        x = self.dropout(_leaky(_normalise(self.enter(x), self.enter_bn)))
        for block in self.blocks:
            x = block(x)
        return cast("Tensor", self.leave(x))


class FeatureFusionNetwork(nn.Module):
    """Lifts windows of normalised keypoints to the 3D joints of their middle frame."""

    def __init__(self, spec: LifterSpec) -> None:
        super().__init__()
        self.spec = spec
        sizes = {group: len(joints) for group, joints in spec.groups.items()}
        dense = {"hidden": spec.hidden, "dropout": spec.dropout}
        self.local = nn.ModuleDict({g: LocalEncoder(spec, n) for g, n in sizes.items()})
        self.whole = DenseNet(
            2 * sum(sizes.values()), spec.latent, blocks=spec.global_blocks, hidden=spec.hidden,
            dropout=spec.dropout,
        )  # fmt: skip
        others = (len(sizes) - 1) * spec.latent
        self.fusion = nn.ModuleDict(
            {g: DenseNet(others, spec.latent, **dense) for g in sizes} if spec.has_fusion else {}  # type: ignore[arg-type]
        )
        features = (3 if spec.has_fusion else 2) * spec.latent
        self.decoders = nn.ModuleDict({g: DenseNet(features, 3 * n, **dense) for g, n in sizes.items()})  # type: ignore[arg-type]

    def forward(self, windows: Tensor) -> Tensor:
        """Windows (N, T, J, 2) to joints (N, J, 3), metres."""
        if self.spec.unit == "body":
            windows = windows / window_sizes(windows, windows.shape[1])[..., None, None]
        local = [
            encoder(x) for encoder, x in zip(self.local.values(), encode(windows, self.spec), strict=True)
        ]
        return self.decode(local, encode_current(windows[:, windows.shape[1] // 2], self.spec))

    def decode(self, local: list[Tensor], current: Tensor) -> Tensor:
        """Local features (..., latent) by group and the encoded pose (..., J * 2), to joints (..., J, 3)."""
        whole = self.whole(current)
        parts = []
        for i, group in enumerate(self.spec.groups):
            features = [local[i]]
            if self.spec.has_fusion:
                features.append(self.fusion[group](torch.cat(local[:i] + local[i + 1 :], dim=-1)))
            joints = self.decoders[group](torch.cat([*features, whole], dim=-1))
            parts.append(joints.unflatten(-1, (-1, 3)))
        order = [joint for joints in self.spec.groups.values() for joint in joints]
        back = sorted(range(len(order)), key=order.__getitem__)
        return torch.cat(parts, dim=-2)[..., back, :]


def _leaky(x: Tensor) -> Tensor:
    return functional.leaky_relu(x, SLOPE)


def _normalise(x: Tensor, norm: nn.Module) -> Tensor:
    """Batch normalisation over all but the last dimension."""
    if isinstance(norm, nn.Identity):  # folded into the layer before
        return x
    if x.dim() == 2:
        return cast("Tensor", norm(x))
    return cast("Tensor", norm(x.flatten(0, -2))).reshape(x.shape)


def _convolve(x: Tensor, layer: nn.Conv1d) -> Tensor:
    """(N, frames, C) through a convolution whose stride is its width."""
    width = layer.weight.shape[2]
    parts = x.reshape(len(x), -1, width * x.shape[2])  # (N, frames / width, width * C_in)
    return functional.linear(parts, layer.weight.permute(0, 2, 1).flatten(1), layer.bias)


def fold_batch_norm(network: FeatureFusionNetwork) -> None:
    """Put the normalisations' running statistics into the layers before them: same output, less work.

    For inference only; the state dict afterwards has other names.
    """
    pairs = {"enter": "enter_bn", "first": "first_bn", "second": "second_bn", "expand": "expand_bn",
             "wide": "wide_bn", "narrow": "narrow_bn"}  # fmt: skip
    for module in list(network.modules()):
        for layer_name, norm_name in pairs.items():
            layer, norm = getattr(module, layer_name, None), getattr(module, norm_name, None)
            if not isinstance(layer, nn.Linear | nn.Conv1d) or not isinstance(norm, nn.BatchNorm1d):
                continue
            mean, variance = norm.running_mean, norm.running_var
            if mean is None or variance is None:
                raise ValueError(f"{norm_name} has no running statistics")
            gain = (variance + norm.eps).rsqrt() * norm.weight  # (C_out,)
            bias = mean.new_zeros(()) if layer.bias is None else layer.bias
            layer.bias = nn.Parameter(((bias - mean) * gain + norm.bias).detach(), requires_grad=False)
            weight = layer.weight * gain.view(-1, *[1] * (layer.weight.dim() - 1))
            layer.weight = nn.Parameter(weight.detach(), requires_grad=False)
            setattr(module, norm_name, nn.Identity())
