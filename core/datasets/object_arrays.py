"""Reading .npz files whose arrays hold Python objects, which the field's data sets use, without running any.

Such an array is a pickle. Only what plain arrays, numbers, dicts and lists are made of is let through.
"""

import io
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput

_LARGEST_BYTES = 8 * 2**30
_LARGEST_HEADER = 10_000
_ALLOWED = {
    ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"),
    ("numpy.core.multiarray", "scalar"), ("numpy._core.multiarray", "scalar"),
    ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"),
    ("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode"),
    ("collections", "OrderedDict"), ("builtins", "set"), ("__builtin__", "set"),
}  # fmt: skip


class _PlainUnpickler(pickle.Unpickler):
    """Refuses every name that is not on the list."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}, which plain data does not need")
        return super().find_class(module, name)


def load_objects(path: Path, name: str) -> Any:
    """The object in array `name` of an .npz file (a dict, mostly); `BadInput` says what is wrong with it."""
    try:
        with zipfile.ZipFile(path) as archive:
            member = archive.getinfo(f"{name}.npy")
            if member.file_size > _LARGEST_BYTES:
                raise ValueError(f"{name} is larger than {_LARGEST_BYTES >> 30} GB")
            with archive.open(member) as file:
                return _read(io.BytesIO(file.read()))
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no such file.") from error
    except KeyError as error:
        raise BadInput(f"{path} has no array {name!r}: is it the right file?") from error
    except (
        OSError, ValueError, EOFError, TypeError, AttributeError, IndexError, MemoryError, RecursionError,
        ImportError, zipfile.BadZipFile, pickle.UnpicklingError,
    ) as error:  # what damaged pickles are known to raise  # fmt: skip
        raise BadInput(f"{path} cannot be read: {error}") from error


def _read(file: io.BytesIO) -> Any:
    version = np.lib.format.read_magic(file)
    reader = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _, kind = reader(file, max_header_size=_LARGEST_HEADER)
    if not kind.hasobject:
        file.seek(0)
        return np.lib.format.read_array(file, allow_pickle=False)
    found = _PlainUnpickler(file, encoding="latin1").load()
    if isinstance(found, np.ndarray) and shape == ():
        return found.item()
    return found
