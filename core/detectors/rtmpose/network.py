"""An ONNX file that onnxruntime runs, on the best device that this machine has for it."""

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput

Array = NDArray[np.float32]

_PROVIDERS = ("CUDAExecutionProvider", "DmlExecutionProvider", "CoreMLExecutionProvider")
"""Best first. TensorRT is left out: it spends minutes on each new network."""
_NUMBERS = {"tensor(float)": np.float32, "tensor(float16)": np.float16}


class OnnxNetwork:
    """A network that takes one batch of pictures, (B, 3, height, width)."""

    def __init__(self, file: Path, *, is_trial: bool = False) -> None:
        """With `is_trial` it is only to be looked at: nothing is spent on making it quick.

        `BadInput` for a file that is no network, or none that takes pictures.
        """
        import onnxruntime

        self.file = file
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(file), _session_options(is_trial), providers=_providers(is_trial)
            )
        except Exception as error:  # onnxruntime's errors have no base but this one
            raise BadInput(
                f"{file} cannot be used as a network: {_first_line(error)}. Is it a whole ONNX file?"
            ) from error
        inputs = self._session.get_inputs()
        shape = inputs[0].shape if len(inputs) == 1 else []
        if len(shape) != 4 or shape[1] != 3 or inputs[0].type not in _NUMBERS:
            raise BadInput(
                f"{file} does not take pictures: its input is {describe_ports(inputs)}, not"
                " N x 3 x height x width. Choose a network for poses or people."
            )
        self._input = inputs[0].name
        self._number = _NUMBERS[inputs[0].type]
        self.largest_batch: int | None = shape[0] if isinstance(shape[0], int) else None
        """Pictures that it takes at once; None for any number."""
        self._shape = shape
        self.outputs = describe_ports(self._session.get_outputs())
        """In words, for messages."""

    @property
    def is_on_gpu(self) -> bool:
        """Whether something else than the processor does the work."""
        return str(self._session.get_providers()[0]) != "CPUExecutionProvider"

    def input_size(self, usual: tuple[int, int]) -> tuple[int, int]:
        """Width and height that it takes; `usual` where it takes any."""
        height, width = self._shape[2:]
        return (
            width if isinstance(width, int) and width > 0 else usual[0],
            height if isinstance(height, int) and height > 0 else usual[1],
        )

    def run(self, batch: Array) -> list[Array]:
        """Each output, for any number of pictures (B, 3, height, width).

        `BadInput` where the network cannot do it.
        """
        size = self.largest_batch or len(batch)
        parts = [self._run(batch[start : start + size]) for start in range(0, len(batch), size)]
        if len(parts) == 1:
            return parts[0]
        return [np.concatenate(outputs) for outputs in zip(*parts, strict=True)]

    def _run(self, batch: Array) -> list[Array]:
        missing = (self.largest_batch or len(batch)) - len(batch)
        filled = np.concatenate([batch, np.zeros_like(batch[:1]).repeat(missing, 0)]) if missing else batch
        try:
            found = self._session.run(None, {self._input: filled.astype(self._number, copy=False)})
        except Exception as error:  # onnxruntime's errors have no base but this one
            raise BadInput(
                f"{self.file} failed on pictures of {batch.shape}: {_first_line(error)}."
            ) from error
        if any(len(output) != len(filled) for output in found):
            raise BadInput(f"{self.file} does not answer picture by picture: its outputs are {self.outputs}.")
        return [np.asarray(output[: len(batch)], np.float32) for output in found]


def describe_ports(ports: Any) -> str:
    """`simcc_x (1 x 17 x 384), simcc_y (1 x 17 x 512)` of onnxruntime's inputs or outputs."""
    return ", ".join(f"{port.name} ({' x '.join(map(str, port.shape))})" for port in ports) or "nothing"


def _session_options(is_trial: bool) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Decoding and lifting want the other half of the cores, and threads that wait for a core spin.
    options.intra_op_num_threads = max(1, (os.cpu_count() or 1) // 2)
    options.log_severity_level = 3  # errors only
    if is_trial:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    if "DmlExecutionProvider" in onnxruntime.get_available_providers():
        options.enable_mem_pattern = False  # DirectML demands it
    return options


def _providers(is_trial: bool) -> list[str]:
    import onnxruntime

    there = onnxruntime.get_available_providers()
    chosen = [] if is_trial else [name for name in _PROVIDERS if name in there]
    return [*chosen, "CPUExecutionProvider"]


def _first_line(error: Exception) -> str:
    """Without onnxruntime's codes, which say nothing to anybody."""
    return str(error).strip().split("\n")[0].split(" : ")[-1].rstrip(".")[:300]
