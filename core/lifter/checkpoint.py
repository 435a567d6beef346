"""Lifters as files: `.safetensors` whose header holds the spec. Files are data, never code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import BadInput
from core.files import write_aside_binary
from core.lifter.spec import LifterSpec

if TYPE_CHECKING:
    from torch import Tensor

FORMAT = "relief-lifter-1"
_LARGEST_FILE = 1 << 30
_LARGEST_HEADER = 10 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """A lifter's spec and weights, and where they come from."""

    spec: LifterSpec
    weights: "Mapping[str, Tensor]"
    """State dict of `FeatureFusionNetwork`, float32."""
    origin: Mapping[str, Any] = field(default_factory=dict)
    """What made it: options, data, versions, results. JSON values; for people, never acted upon."""
    sha256: str = ""
    """Of the file it was read from."""


def save_checkpoint(checkpoint: Checkpoint, path: Path, *, is_half: bool = False) -> None:
    """Write `.safetensors`, in float16 if `is_half` (running statistics stay float32)."""
    import torch
    from safetensors.torch import save

    def stored(name: str, value: "Tensor") -> "Tensor":
        shrinks = is_half and value.dtype == torch.float32 and ".running_" not in name
        return value.detach().cpu().to(torch.float16 if shrinks else value.dtype).contiguous()

    tensors = {name: stored(name, value) for name, value in checkpoint.weights.items()}
    header = {
        "format": FORMAT,
        "spec": json.dumps(checkpoint.spec.to_json()),
        "origin": json.dumps(dict(checkpoint.origin)),
    }
    with write_aside_binary(path) as file:
        file.write(save(tensors, metadata=header))


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a lifter: our `.safetensors`, or a checkpoint of the paper's authors (`.bin`).

    `BadInput` if the file is missing, too large, damaged, not a lifter, or holds anything but data.
    """
    if not path.is_file():
        raise BadInput(f"{path}: there is no such lifter file.")
    if path.stat().st_size > _LARGEST_FILE:
        raise BadInput(f"{path}: larger than any lifter ({_LARGEST_FILE >> 20} MiB); not read.")
    if path.suffix == ".safetensors":
        return _load_safetensors(path)
    from core.lifter.authors import load_authors_checkpoint

    return load_authors_checkpoint(path)


def read_header(path: Path) -> tuple[LifterSpec, dict[str, Any]]:
    """Spec and origin of a `.safetensors` lifter, without torch and without reading its weights."""
    try:
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            if size > _LARGEST_HEADER:
                raise BadInput(f"{path}: its header is too large; the file is damaged or no lifter.")
            metadata = json.loads(file.read(size))["__metadata__"]
        if metadata["format"] != FORMAT:
            raise BadInput(f"{path}: format {metadata['format']!r} is not {FORMAT!r}; update Relief.")
        spec, origin = LifterSpec.from_json(json.loads(metadata["spec"])), json.loads(metadata["origin"])
        if not isinstance(origin, dict):
            raise BadInput("its origin is not a JSON object; the file is damaged or no lifter.")
        return spec, origin
    except BadInput as error:
        raise BadInput(f"{path}: {error}" if str(path) not in str(error) else str(error)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput(f"{path}: not a lifter made by Relief, or damaged.") from error


def _load_safetensors(path: Path) -> Checkpoint:
    from safetensors import SafetensorError
    from safetensors.torch import load

    spec, origin = read_header(path)
    content = path.read_bytes()
    try:
        tensors = load(content)
    except (SafetensorError, ValueError, KeyError) as error:
        raise BadInput(f"{path}: the weights are damaged ({error}).") from error
    weights = {n: t.float() if t.is_floating_point() else t for n, t in tensors.items()}
    check_weights(spec, weights, path)
    return Checkpoint(spec, weights, origin, sha256(content).hexdigest())


def check_weights(spec: LifterSpec, weights: "Mapping[str, Tensor]", path: Path) -> None:
    """`BadInput` unless the weights have the names and shapes that the spec asks for, and are finite."""
    import torch

    from core.lifter.network import FeatureFusionNetwork

    with torch.device("meta"):  # shapes only: nothing is allocated
        expected = FeatureFusionNetwork(spec).state_dict()
    if set(weights) != set(expected):
        odd = sorted(set(weights) ^ set(expected))
        raise BadInput(f"{path}: the weights do not fit the spec; first difference: {odd[0]}.")
    for name, value in weights.items():
        if value.shape != expected[name].shape:
            raise BadInput(
                f"{path}: weight {name} is {tuple(value.shape)}, but the spec asks for"
                f" {tuple(expected[name].shape)}."
            )
        if value.is_complex() or not torch.isfinite(value).all():
            raise BadInput(f"{path}: weight {name} has values that are not finite.")
