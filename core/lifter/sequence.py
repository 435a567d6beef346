"""Lifting whole sequences: what the network puts out for every window, for a fraction of the work.

Batch normalisation is folded into the layers, strided convolutions are matrix products, and windows share
what they can. Without T-ENH that is every layer of the local encoders (the dilated form). With T-ENH by
subtraction it is the first layer, which is linear: W (k_t - k_c) = W k_t - W k_c, where the first part is the
same in every window that sees frame t. The other operators of T-ENH share nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.lifter.encoding import encode, encode_current, encode_frames, window_sizes
from core.lifter.network import SLOPE, FeatureFusionNetwork, LocalEncoder, TemporalBlock, fold_batch_norm
from core.lifter.spec import LifterSpec

_WINDOWS_AT_ONCE = {"cpu": 64, "cuda": 4096}
"""Through the local encoders. On a CPU what a layer puts out should stay in the cache."""


class SequenceNetwork:
    """A trained network, made ready to lift sequences."""

    def __init__(
        self, spec: LifterSpec, weights: Mapping[str, Tensor], device: torch.device, dtype: torch.dtype
    ) -> None:
        """With `dtype` bfloat16 first and last layers stay in float32: theirs are positions."""
        self.spec = spec
        self._at_once = _WINDOWS_AT_ONCE.get(device.type, _WINDOWS_AT_ONCE["cpu"])
        with torch.device("meta"):  # nothing is drawn only to be replaced
            network = FeatureFusionNetwork(spec)
        network.load_state_dict(weights, assign=True)
        fold_batch_norm(network.eval())
        network.requires_grad_(False).to(device)
        self._encoders = [_Encoder(encoder, dtype) for encoder in _local_encoders(network)]
        del network.local
        self._dense = network
        if dtype != torch.float32:
            _lower_precision(network, dtype)

    @torch.inference_mode()
    def lift(self, keypoints: Tensor) -> Tensor:
        """Sequences (K, S, J, 2) to joints (K, S - T + 1, J, 3), one for each whole window; float32."""
        margin = self.spec.window // 2
        current = keypoints[:, margin : keypoints.shape[1] - margin]
        sizes = None
        if self.spec.unit == "body":
            sizes = window_sizes(keypoints, self.spec.window)[..., None, None]  # (K, N, 1, 1)
        if self.spec.can_dilate:
            inputs = encode(keypoints, self.spec)
            local = [encoder.lift_frames(x) for encoder, x in zip(self._encoders, inputs, strict=True)]
        elif self.spec.temporal == "subtract":
            shared = _SharedStart(self.spec, self._encoders, keypoints, current, sizes)
            local = self._lift_windows(shared, current)
        else:
            local = self._lift_windows(_OwnStart(self.spec, self._encoders, keypoints, sizes), current)
        measured = current if sizes is None else current / sizes
        return self._dense.decode(local, encode_current(measured, self.spec)).float()

    def _lift_windows(self, start: "_SharedStart | _OwnStart", current: Tensor) -> list[Tensor]:
        """Local features, one (K, N, latent) per group, of the windows around `current` (K, N, J, 2)."""
        found: list[list[Tensor]] = [[] for _ in self._encoders]
        sequences, windows = current.shape[:2]
        for rows in _parts(sequences, max(1, self._at_once // windows)):
            for columns in _parts(windows, self._at_once):
                for encoder, part, x in zip(self._encoders, found, start.layers(rows, columns), strict=True):
                    part.append(encoder.lift_windows(x))
        return [torch.cat(part).reshape(sequences, windows, -1) for part in found]


class _Layer:
    """A convolution or fully connected layer as one matrix product; takes any float type to its own."""

    def __init__(self, weight: Tensor, bias: Tensor | None, dtype: torch.dtype) -> None:
        self.weight = weight.to(dtype)  # (C_out, C_in)
        self.bias = None if bias is None else bias.to(dtype)

    @classmethod
    def of_convolution(cls, layer: nn.Conv1d, dtype: torch.dtype) -> "_Layer":
        return cls(layer.weight.permute(0, 2, 1).flatten(1).contiguous(), layer.bias, dtype)

    def __call__(self, x: Tensor) -> Tensor:
        return functional.linear(x.to(self.weight.dtype), self.weight, self.bias)


class _Encoder:
    """One group's temporal convolutional network."""

    def __init__(self, encoder: LocalEncoder, dtype: torch.dtype) -> None:
        self.first = _Layer.of_convolution(encoder.expand, torch.float32)
        self._dtype = dtype
        self._blocks = [
            (_Layer.of_convolution(block.wide, dtype), _Layer.of_convolution(block.narrow, dtype))
            for block in cast("Iterable[TemporalBlock]", encoder.blocks)
        ]
        self._last = _Layer.of_convolution(encoder.shrink, dtype)

    def lift_windows(self, x: Tensor) -> Tensor:
        """What the first layer gave, (N, T / 3, C), to features (N, latent). Overwrites x."""
        x = _leaky(x).to(self._dtype)
        for wide, narrow in self._blocks:
            triples = x.reshape(len(x), -1, 3 * x.shape[2])
            x = _leaky(narrow(_leaky(wide(triples)))).add_(x[:, 1::3])
        return self._last(x)[:, 0]

    def lift_frames(self, x: Tensor) -> Tensor:
        """Encoded frames (K, S, C) to features (K, S - T + 1, latent), by dilated convolutions."""
        dilation = 1
        x = _leaky(self.first(_taps(x, dilation))).to(self._dtype)
        for wide, narrow in self._blocks:
            dilation *= 3
            centre = x[:, dilation : x.shape[1] - dilation]
            x = _leaky(narrow(_leaky(wide(_taps(x, dilation))))).add_(centre)
        return self._last(x)


class _SharedStart:
    """First layers under T-ENH by subtraction: once for every frame, less once for every current one."""

    def __init__(
        self,
        spec: LifterSpec,
        encoders: list[_Encoder],
        keypoints: Tensor,
        current: Tensor,
        sizes: Tensor | None,
    ) -> None:
        self._sizes = sizes
        # What differences are divided by must not reach the bias: it is added afterwards.
        firsts = [e.first if sizes is None else _Layer(e.first.weight, None, torch.float32) for e in encoders]
        self._bias = [e.first.bias for e in encoders]
        self._frames: list[Tensor] = []  # (K, N, T / 3, C) each: a view, nothing is stored per window
        self._current: list[Tensor] = []  # (K, N, 1, C) each
        is_single = current.shape[1] == 1
        inputs = encode_frames(keypoints, spec)
        for first, joints, x in zip(firsts, spec.groups.values(), inputs, strict=True):
            if is_single:
                frames = first(x.reshape(len(x), 1, -1, 3 * x.shape[2]))
            else:
                layer = first(_taps(x, 1))  # (K, S - 2, C)
                frames = layer.unfold(1, spec.window - 2, 1)[..., ::3].mT
            # T-ENH has the last channels of each of the three taps.
            taps = first.weight.reshape(-1, 3, x.shape[2])[..., -2 * len(joints) :]
            self._frames.append(frames)
            self._current.append((current[:, :, list(joints)].flatten(2) @ taps.sum(1).mT)[:, :, None])

    def layers(self, rows: slice, columns: slice) -> Iterator[Tensor]:
        """Of every group in turn, (N, T / 3, C) of the windows of these sequences at these places."""
        for frames, current, bias in zip(self._frames, self._current, self._bias, strict=True):
            x = frames[rows, columns] - current[rows, columns]
            if self._sizes is not None and bias is not None:
                x = x.div_(self._sizes[rows, columns]).add_(bias)
            yield x.flatten(0, 1)


class _OwnStart:
    """First layers under the other operators: of every window by itself."""

    def __init__(
        self, spec: LifterSpec, encoders: list[_Encoder], keypoints: Tensor, sizes: Tensor | None
    ) -> None:
        self._spec, self._encoders, self._sizes = spec, encoders, sizes
        self._windows = keypoints.unfold(1, spec.window, 1).permute(0, 1, 4, 2, 3)  # (K, N, T, J, 2), a view

    def layers(self, rows: slice, columns: slice) -> Iterator[Tensor]:
        """Of every group in turn, (N, T / 3, C) of the windows of these sequences at these places."""
        windows = self._windows[rows, columns]
        if self._sizes is not None:
            windows = windows / self._sizes[rows, columns, None]
        windows = windows.flatten(0, 1)
        for encoder, x in zip(self._encoders, encode(windows, self._spec), strict=True):
            yield encoder.first(x.reshape(len(x), -1, 3 * x.shape[2]))


def _leaky(x: Tensor) -> Tensor:
    return functional.leaky_relu(x, SLOPE, inplace=True)


def _taps(x: Tensor, dilation: int) -> Tensor:
    """(K, S, C) to (K, S - 2 dilation, 3 C): what a dilated convolution sees, side by side."""
    frames = x.shape[1] - 2 * dilation
    return torch.cat([x[:, tap * dilation : tap * dilation + frames] for tap in range(3)], dim=2)


def _parts(count: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, count, size))


def _local_encoders(network: FeatureFusionNetwork) -> Iterable[LocalEncoder]:
    return cast("Iterable[LocalEncoder]", network.local.values())


def _lower_precision(network: FeatureFusionNetwork, dtype: torch.dtype) -> None:
    """Turn the fully connected layers to `dtype`, but for those that see keypoints or put out joints."""
    last = {f"decoders.{group}.leave" for group in network.spec.groups}
    for name, module in network.named_modules():
        if isinstance(module, nn.Linear):
            if name != "whole.enter" and name not in last:
                module.to(dtype)
            module.register_forward_pre_hook(_to_own_type)


def _to_own_type(layer: nn.Module, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
    return (inputs[0].to(cast("Tensor", layer.weight).dtype),)
