"""Checkpoints, read without running what is in them.

A checkpoint is a pickle, which may name any function to be called on loading, and mmengine lets it. Here only
tensors and the few NumPy things that published checkpoints hold besides are let through.
"""

from __future__ import annotations

import importlib
import pickle
import re
from typing import Any

from .unusable import UnusableError

_NUMBERS = ("f4", "f8", "i4", "i8", "u1", "bool")


def read_weights(path: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The network's tensors by name, and what the checkpoint says of its data set (None: nothing).

    `UnusableError` for a file that is no checkpoint, and for one that holds anything else than data.
    """
    import torch

    if not hasattr(torch.serialization, "safe_globals"):
        raise UnusableError(
            f"PyTorch {torch.__version__} of the mmpose environment cannot read checkpoints safely."
            " Install 2.5 or newer there."
        )
    try:
        with torch.serialization.safe_globals(_allowed()):
            content = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise UnusableError(f"There is no checkpoint {path}. Check the name.") from error
    except pickle.UnpicklingError as error:
        raise UnusableError(_refusal(path, str(error))) from error
    except (OSError, EOFError, RuntimeError, ValueError, KeyError, AttributeError, TypeError) as error:
        reason = str(error).strip().split("\n")[0][:200] or type(error).__name__
        raise UnusableError(
            f"{path} cannot be read as a checkpoint of PyTorch: {reason}. Download it again."
        ) from error
    state = content.get("state_dict", content) if isinstance(content, dict) else {}
    tensors = {_own_name(name): value for name, value in state.items() if isinstance(value, torch.Tensor)}
    if not tensors:
        raise UnusableError(f"{path} holds no weights. Choose a checkpoint of mmpose (.pth).")
    meta = content.get("meta")
    about = meta.get("dataset_meta") if isinstance(meta, dict) else None
    return tensors, about if isinstance(about, dict) and "keypoint_id2name" in about else None


def _allowed() -> list[Any]:
    """NumPy arrays and numbers, under the module names that NumPy 1 and NumPy 2 pickle them by."""
    import numpy as np

    try:
        multiarray: Any = importlib.import_module("numpy._core.multiarray")
    except ImportError:  # NumPy 1
        multiarray = importlib.import_module("numpy.core.multiarray")
    functions = [
        (getattr(multiarray, name), f"{module}.multiarray.{name}")
        for name in ("_reconstruct", "scalar")
        for module in ("numpy.core", "numpy._core")
    ]
    return [*functions, np.ndarray, np.dtype, *(type(np.dtype(kind)) for kind in _NUMBERS)]


def _refusal(path: str, message: str) -> str:
    found = re.search(r"(?:GLOBAL|function|class|type) ([\w.]+\.\w+)", message)
    if not found:
        return f"{path} is no checkpoint of PyTorch, or a damaged one. Download it again."
    advice = (
        "It was saved in the middle of a training: publish it first (mmpose's tools/misc/publish_model.py)."
        if found.group(1).startswith("mmengine.")
        else "Do not use this file unless you know where it comes from."
    )
    return f"{path} is refused: besides weights it would run {found.group(1)}. {advice}"


def _own_name(name: str) -> str:
    """Without what training on several GPUs puts before it."""
    return name[len("module.") :] if name.startswith("module.") else name
