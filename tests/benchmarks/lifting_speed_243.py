"""How much faster the lifter works than its network does, window by window; T=243, the public code's sizes.

    python tests/benchmarks/lifting_speed_243.py [--frames 512] [--threads 1] [--device cpu|cuda]

Weights are random, flip averaging is on. *Plain* is the usual evaluation in float32: every window through
`nn.Conv1d`, `nn.BatchNorm1d` and `nn.Linear`, then once more mirrored, at the batch size that suits it best.
Time on a CPU is that of the process, so that other programs disturb little; on a GPU it is the clock's.
`matrix rate` is what one product of two matrices of that precision reaches in the same run, and `ceiling` how
often faster than the plain network the lifter would be at that rate.

What limits it, in millions of multiplications and additions for each frame and side of the flip averaging:
the plain network does 90.9 (baseline) or 95.1 (rie), of which 52.8 in the temporal layers after the first
and 36.0 in the fully connected ones. What windows can share exactly, they do. Without T-ENH that is all
temporal layers: 41.6 are left, 2.19 times fewer. With it that is the first layer, where W (k_t - k_c) falls
into a part of frame t and one of the centre c: 88.8 are left, 1.07 times fewer. Behind the leaky ReLU each
pair of t and c has signs of its own, so the next matrix meets another vector in each of a window's 27 + 9 +
3 + 1 places. Were all of these free, rie would still do 2.6 times fewer at most.

The rest is how fast products run. On a CPU with AVX2 plain code reaches 35 to 55 % of the matrix rate, the
lifter about 75 %; fused kernels of oneDNN, in-place ReLUs and smaller batches brought nothing. So there
float32 can be 2 to 3 times (rie) and 4 to 6 times (baseline) as fast as plain code, and no more. On one with
AVX-512 and bfloat16 plain float32 gains as well: the limits are 4.1 and 6.4, of which the lifter
reaches 83 to 87 %; weights packed for oneDNN beforehand and first layers in small pieces brought another 5 %.
Weights and activations of 8 bits moved the joints of the shipped pair by 0.8 and 1.1 mm, too far to be taken.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import conv1d

from core.lifter.checkpoint import Checkpoint
from core.lifter.encoding import encode
from core.lifter.inference import Lifter, has_bfloat16
from core.lifter.network import DenseNet, FeatureFusionNetwork, LocalEncoder
from core.lifter.spec import LifterSpec

_PUBLIC = LifterSpec(widths=(3,) * 5, channels=256, hidden=1024, latent=256)
_VARIANTS = {
    "rie": LifterSpec(
        **{**_PUBLIC.to_json(), "widths": (3,) * 5, "has_positional": True, "temporal": "subtract"}
    ),
    "baseline": _PUBLIC,
}
_PLAIN_BATCHES = (64, 256, 1024)


class PlainNetwork(nn.Module):
    """The network as one would write it down: nothing folded, nothing shared."""

    def __init__(self, network: FeatureFusionNetwork) -> None:
        super().__init__()
        self.network = network
        self.act = nn.LeakyReLU(0.2)

    def forward(self, windows: Tensor) -> Tensor:
        """(N, T, J, 2) to (N, J, 3), joints in the order of the groups."""
        spec, network = self.network.spec, self.network
        inputs = encode(windows, spec)
        local = [self._encode(e, x.mT) for e, x in zip(network.local.values(), inputs, strict=True)]
        whole = self._dense(network.whole, windows[:, spec.window // 2].flatten(1))
        parts = []
        for i, group in enumerate(spec.groups):
            fused = self._dense(network.fusion[group], torch.cat(local[:i] + local[i + 1 :], -1))
            parts.append(self._dense(network.decoders[group], torch.cat([local[i], fused, whole], -1)))
        return torch.cat(parts, -1).unflatten(-1, (-1, 3))

    def _encode(self, e: LocalEncoder, x: Tensor) -> Tensor:
        x = e.dropout(self.act(e.expand_bn(conv1d(x, e.expand.weight, stride=3))))
        for block in e.blocks:
            y = e.dropout(self.act(block.wide_bn(conv1d(x, block.wide.weight, stride=3))))
            x = x[:, :, 1::3] + e.dropout(self.act(block.narrow_bn(block.narrow(y))))
        return e.shrink(x)[:, :, 0]

    def _dense(self, net: DenseNet, x: Tensor) -> Tensor:
        x = net.dropout(self.act(net.enter_bn(net.enter(x))))
        for block in net.blocks:
            y = block.dropout(self.act(block.first_bn(block.first(x))))
            x = x + block.dropout(self.act(block.second_bn(block.second(y))))
        return net.leave(x)


def main() -> None:
    """Print milliseconds per frame, ratios, and the difference between the two ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=512)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    device = torch.device(options.device)
    print(f"load average {os.getloadavg()[0]:.1f}, {options.threads} threads, {options.frames} frames,"
          f" bfloat16 {'is' if has_bfloat16(device) else 'is not'} computed here")  # fmt: skip
    for name, spec in _VARIANTS.items():
        _compare(name, spec, options.frames, device)


@torch.inference_mode()
def _compare(name: str, spec: LifterSpec, frames: int, device: torch.device) -> None:
    torch.manual_seed(0)
    network = FeatureFusionNetwork(spec).eval().requires_grad_(False)
    weights = {n: w.clone() for n, w in network.state_dict().items()}
    plain = PlainNetwork(network).to(device)
    points = np.random.default_rng(0).uniform(-0.5, 0.5, (frames + spec.window - 1, 17, 2)).astype(np.float32)
    windows = torch.from_numpy(points).unfold(0, spec.window, 1).permute(0, 3, 1, 2).to(device)
    middle = slice(spec.window // 2, spec.window // 2 + frames)
    slow = min(_seconds(partial(_lift_plainly, plain, windows[:n]), device) / min(n, frames)
               for n in _PLAIN_BATCHES)  # fmt: skip
    expected = _lift_plainly(plain, windows[:64]).cpu().numpy()
    precisions = ("float32", "bfloat16") if has_bfloat16(device) else ("float32",)
    for precision in precisions:
        lifter = Lifter(Checkpoint(spec, weights), name, device, precision)
        fast = _seconds(partial(lifter.lift_run, points, middle.start, middle.stop), device) / frames
        off = np.linalg.norm(lifter.lift_run(points, middle.start, middle.start + 64) - expected, axis=-1)
        rate = _matrix_rate(device, getattr(torch, precision))
        print(f"{name:<9} {precision:<9} plain {1e3 * slow:6.3f} ms a frame, lifter {1e3 * fast:6.3f}:"
              f" {slow / fast:.2f} x, {1 / fast:.0f} frames/s, mean difference {1e3 * off.mean():.1e} mm,"
              f" matrix rate {rate / 1e9:.0f} GFLOP/s,"
              f" lifter at {_flops(spec) / fast / rate:.0%} of it,"
              f" ceiling {slow * rate / _flops(spec):.1f} x")  # fmt: skip


def _lift_plainly(network: nn.Module, windows: Tensor) -> Tensor:
    """(N, J, 3) with flip averaging, relative to the root."""
    spec = network.network.spec
    flip = torch.tensor([-1.0, 1.0], device=windows.device)
    turn = torch.tensor([-1.0, 1.0, 1.0], device=windows.device)
    mirror = list(spec.skeleton.mirror)
    order = [joint for joints in spec.groups.values() for joint in joints]
    back = sorted(range(len(order)), key=order.__getitem__)
    straight = network(windows)[:, back]
    mirrored = network(windows[:, :, mirror] * flip)[:, back]
    mean = (straight + mirrored[:, mirror] * turn) / 2
    return mean - mean[:, :1]


def _flops(spec: LifterSpec) -> float:
    """Of one frame with flip averaging, as the lifter does it: first layers shared, so left out."""
    c, hidden, latent, groups = spec.channels, spec.hidden, spec.latent, len(spec.groups)
    places = 4 if spec.can_dilate else 27 + 9 + 3 + 1
    temporal = groups * (places * 4 * c * c + c * latent)
    dense = (2 * spec.global_blocks * hidden + latent) * hidden  # global encoder
    dense += groups * ((groups - 1) * latent + 2 * hidden + latent) * hidden  # fusion
    dense += groups * (3 * latent + 2 * hidden) * hidden  # decoders
    return 2 * 2 * (temporal + dense)


def _matrix_rate(device: torch.device, dtype: torch.dtype) -> float:
    side = 8192 if device.type == "cuda" else 1024
    a, b = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    return 2 * side**3 / _seconds(partial(torch.mm, a, b), device, rounds=20)


def _seconds(work: Callable[[], object], device: torch.device, rounds: int = 3) -> float:
    clock = time.process_time if device.type == "cpu" else time.perf_counter
    wait = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    best = float("inf")
    for _ in range(rounds):
        start = clock()
        work()
        wait()
        best = min(best, clock() - start)
    return best


if __name__ == "__main__":
    main()
