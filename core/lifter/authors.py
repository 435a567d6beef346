"""Checkpoints of the paper's authors (`gt_pretrained.bin`, `cpn_pretrained.bin`), read as data only.

They are pickles that `torch.save` wrote: a dict whose `model_pos` is the state dict, beside an
optimiser and a pickled NumPy random state. Pickles can run code, so nothing is unpickled but a short
list of harmless names, and each of these becomes an inert stand-in of ours; the weights' bytes are then
read by us. Names of the layers: github.com/paTRICK-swk/Pose3D-RIE. Its "LArm" is fed joints 14 to 16
and its "LLeg" joints 1 to 3, so **its left is the skeleton's right**.
"""

import collections
import io
import math
import pickle
import pickletools
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

from core.errors import BadInput
from core.lifter.checkpoint import Checkpoint, check_weights
from core.lifter.spec import LifterSpec

_GROUPS = {
    "Torso": "torso",
    "LArm": "right_arm",
    "RArm": "left_arm",
    "LLeg": "right_leg",
    "RLeg": "left_leg",
}
"""Their names to ours, in the order of their FuseBlocks."""

_MOST_STEPS = 5_000_000
"""Steps of a pickle; those of a checkpoint with its optimiser take some 100,000."""
_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_DTYPES = {
    "FloatStorage": torch.float32,
    "DoubleStorage": torch.float64,
    "HalfStorage": torch.float16,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
}


@dataclass(frozen=True, slots=True)
class _StoredTensor:
    """Where a tensor's numbers lie; nothing is read until it is wanted."""

    key: str
    dtype: torch.dtype
    offset: int
    size: tuple[int, ...]
    stride: tuple[int, ...]


class _Inert:
    """Stands in for everything that may be in the file but is of no interest: takes and forgets all."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        pass

    def __setstate__(self, _state: object) -> None:
        pass


def _rebuild_tensor(
    storage: tuple[str, torch.dtype],
    offset: int,
    size: tuple[int, ...],
    stride: tuple[int, ...],
    *_rest: object,
) -> _StoredTensor:
    if not all(type(n) is int and n >= 0 for n in (offset, *size, *stride)):
        raise BadInput("it holds a tensor whose sizes are not numbers")
    return _StoredTensor(storage[0], storage[1], offset, tuple(size), tuple(stride))


def _rebuild_parameter(data: _StoredTensor, *_rest: object) -> _StoredTensor:
    return data


_NUMPY_NAMES = [
    ("numpy.random._pickle", "__randomstate_ctor"),
    ("numpy.random._pickle", "__bit_generator_ctor"),
    ("numpy.random", "__RandomState_ctor"),
    ("numpy.random.mtrand", "RandomState"),
    ("numpy.random._mt19937", "MT19937"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("numpy.core.multiarray", "_reconstruct"),
    ("numpy.core.multiarray", "scalar"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("_codecs", "encode"),
]
"""What NumPy's random state and scalars are pickled with, in all its versions."""

_ALLOWED: dict[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor,
    ("torch._utils", "_rebuild_parameter"): _rebuild_parameter,
    **{("torch", name): dtype for name, dtype in _DTYPES.items()},
    **dict.fromkeys(_NUMPY_NAMES, _Inert),
}


class _AllowListUnpickler(pickle.Unpickler):
    """Knows the names above and no others; tensors' numbers stay in the file."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.storages: dict[str, torch.dtype] = {}
        """Key and element type of every storage met."""

    def find_class(self, module: str, name: str) -> Any:
        """The stand-in for an allowed name; `BadInput` for any other, before anything is called."""
        if (module, name) not in _ALLOWED:
            raise BadInput(
                f"it asks to run {module}.{name}, which no checkpoint of this kind needs;"
                " it was not run. Do not trust the file"
            )
        return _ALLOWED[module, name]

    def persistent_load(self, pid: Any) -> tuple[str, torch.dtype]:
        """The key and element type of a tensor's storage."""
        kind, dtype, key, *_ = pid
        if kind != "storage" or not isinstance(dtype, torch.dtype) or not isinstance(key, str):
            raise BadInput("it holds a kind of object that no checkpoint needs")
        self.storages[key] = dtype
        return key, dtype


def load_authors_checkpoint(path: Path) -> Checkpoint:
    """The lifter in an authors' checkpoint; `BadInput` says why a file is not one, or not safe."""
    try:
        content = path.read_bytes()
        read = _read_zip if zipfile.is_zipfile(io.BytesIO(content)) else _read_legacy
        stored, storages = read(content)
        if sum(t.dtype.itemsize * math.prod(t.size) for t in stored.values()) > len(content):
            raise BadInput("its tensors are larger than the file; it is not a lifter")
        named = {n.removeprefix("module."): _materialise(t, storages) for n, t in stored.items()}
        spec = _infer_spec(named)
        weights = _rename(named)
    except BadInput as error:
        raise BadInput(f"{path}: {error}.") from error
    except (
        pickle.UnpicklingError, zipfile.BadZipFile, EOFError, ValueError, KeyError, TypeError,
        AttributeError, IndexError, RuntimeError, MemoryError, OverflowError, RecursionError, OSError,
    ) as error:  # what damaged pickles and zips are known to raise  # fmt: skip
        raise BadInput(f"{path}: not a lifter checkpoint, or damaged ({error}).") from error
    check_weights(spec, weights, path)
    return Checkpoint(spec, weights, {"layout": "Pose3D-RIE"}, sha256(content).hexdigest())


def _model_of(saved: object) -> dict[str, _StoredTensor]:
    model = saved.get("model_pos") if isinstance(saved, dict) else None
    if not isinstance(model, dict) or not all(isinstance(t, _StoredTensor) for t in model.values()):
        raise BadInput("there is no state dict `model_pos` in it, so it is not an authors' checkpoint")
    return model


def _read_zip(content: bytes) -> tuple[dict[str, _StoredTensor], Mapping[str, bytes]]:
    """What `torch.save` writes since 1.6: a zip of `data.pkl` and one stored file per storage."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    entries = {entry.filename: entry for entry in archive.infolist()}
    is_packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in entries.values())
    if is_packed or sum(entry.file_size for entry in entries.values()) > len(content):
        raise BadInput("it is a compressed zip, which torch.save never writes; it was not unpacked")
    pickles = [name for name in entries if name.endswith("/data.pkl")]
    if len(pickles) != 1:
        raise BadInput("it is a zip, but not one that torch.save wrote")
    prefix = pickles[0].removesuffix("data.pkl")
    model = _model_of(_open_pickle(io.BytesIO(archive.read(pickles[0]))).load())
    return model, {t.key: archive.read(f"{prefix}data/{t.key}") for t in model.values()}


def _read_legacy(content: bytes) -> tuple[dict[str, _StoredTensor], Mapping[str, bytes]]:
    """What `torch.save` wrote before 1.6: five pickles, then each storage's length and bytes."""
    file = io.BytesIO(content)
    if _open_pickle(file).load() != _LEGACY_MAGIC:
        raise BadInput("it was not written by torch.save")
    _open_pickle(file).load()  # protocol version
    _open_pickle(file).load()  # machine description
    unpickler = _open_pickle(file)
    model = _model_of(unpickler.load())
    keys = _open_pickle(file).load()
    wanted = {t.key for t in model.values()}
    return model, _read_storages(file, keys, unpickler.storages, wanted)


def _read_storages(
    file: BinaryIO, keys: list[str], dtypes: Mapping[str, torch.dtype], wanted: set[str]
) -> Mapping[str, bytes]:
    """The bytes of the wanted storages; the optimiser's come in between and are passed over."""
    storages: dict[str, bytes] = {}
    for key in keys:
        size = int.from_bytes(file.read(8), "little") * dtypes[key].itemsize
        if key in wanted:
            storages[key] = file.read(size)
        else:
            file.seek(size, io.SEEK_CUR)
    return storages


def _open_pickle(file: BinaryIO) -> _AllowListUnpickler:
    """An unpickler for the pickle at the file's position, which was looked through and is harmless to memory.

    WORKAROUND: ten bytes that store under a number of their choice make Python's unpickler fill gigabytes
    (https://github.com/python/cpython/issues/115952). Whoever pickles counts from 0.
    """
    start = file.tell()
    for step, (code, argument, _) in enumerate(pickletools.genops(file)):
        if step > _MOST_STEPS or (code.name in ("PUT", "BINPUT", "LONG_BINPUT") and (argument or 0) > step):
            raise BadInput("it holds a pickle made to use up memory or time; it was not read")
    file.seek(start)
    return _AllowListUnpickler(file)


def _materialise(stored: _StoredTensor, storages: Mapping[str, bytes]) -> Tensor:
    flat = torch.frombuffer(bytearray(storages[stored.key]), dtype=stored.dtype)
    return flat.as_strided(stored.size, stored.stride, stored.offset).clone()


def _infer_spec(named: Mapping[str, Tensor]) -> LifterSpec:
    """Sizes and switches, from the shapes alone."""
    channels, inputs, _ = named["LocalLayer_Torso.expand_conv.weight"].shape
    encodings = {2: (False, None), 6: (True, "subtract")}
    if inputs % 5 or inputs // 5 not in encodings:
        raise BadInput(
            f"its torso encoder takes {inputs} values; known are 10 (no encoding) and 30 (both encodings)"
        )
    has_positional, temporal = encodings[inputs // 5]
    convolutions = _count(named, r"LocalLayer_Torso\.layers_conv\.(\d+)\.weight")
    return LifterSpec(
        widths=(3,) * (1 + convolutions // 2),
        has_positional=has_positional,
        temporal=temporal,  # type: ignore[arg-type]  # one of the literals above
        has_fusion=any(name.startswith("FuseBlocks.") for name in named),
        channels=channels,
        hidden=named["GlobalInfo.fc_1.weight"].shape[0],
        latent=named["GlobalInfo.fc_2.weight"].shape[0],
        global_blocks=_count(named, r"GlobalInfo\.layers\.(\d+)\.w1\.weight"),
    )


def _count(named: Mapping[str, Tensor], pattern: str) -> int:
    return sum(1 for name in named if re.fullmatch(pattern, name))


def _rename(named: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Their state dict under our names."""
    return {_our_name(name): value.float() if value.is_floating_point() else value
            for name, value in named.items()}  # fmt: skip


def _our_name(name: str) -> str:
    module, rest = name.split(".", 1)
    if module.startswith("LocalLayer_"):
        return f"local.{_GROUPS[module.removeprefix('LocalLayer_')]}.{_our_temporal(rest)}"
    if module == "GlobalInfo":
        return f"whole.{_our_dense(rest)}"
    if module.startswith("Integration_"):
        return f"decoders.{_GROUPS[module.removeprefix('Integration_')]}.{_our_dense(rest)}"
    if module == "FuseBlocks":
        index, rest = rest.split(".", 1)
        return f"fusion.{list(_GROUPS.values())[int(index)]}.{_our_dense(rest)}"
    return name


def _our_temporal(name: str) -> str:
    """`layers_conv.3.weight` to `blocks.1.narrow.weight`: even layers are wide, odd ones narrow."""
    if match := re.fullmatch(r"layers_(conv|bn)\.(\d+)\.(.+)", name):
        index = int(match[2])
        layer = ("wide", "narrow")[index % 2] + ("_bn" if match[1] == "bn" else "")
        return f"blocks.{index // 2}.{layer}.{match[3]}"
    return name.replace("expand_conv.", "expand.")


def _our_dense(name: str) -> str:
    if match := re.fullmatch(r"layers\.(\d+)\.(\w+)\.(.+)", name):
        layer = {"w1": "first", "batch_norm1": "first_bn", "w2": "second", "batch_norm2": "second_bn"}
        return f"blocks.{match[1]}.{layer[match[2]]}.{match[3]}"
    for theirs, ours in (("fc_1.", "enter."), ("bn_1.", "enter_bn."), ("fc_2.", "leave.")):
        if name.startswith(theirs):
            return ours + name.removeprefix(theirs)
    return name
