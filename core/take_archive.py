"""The zip of a take: one JSON document and one `.npy` per array. Read as data, believed in nothing."""

import io
import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.errors import BadInput
from core.files import write_aside_binary

FORMAT, FORMAT_VERSION = "relief take", 1
_DOCUMENT = "take.json"
_LARGEST_DOCUMENT = 64 << 20
_LARGEST_HEADER = 10_000
_KINDS = "fiu"

Arrays = dict[str, NDArray[Any]]


def write_archive(path: Path, document: dict[str, Any], arrays: Arrays) -> None:
    """Write `path` aside and rename it; `CannotWrite` leaves what was there. Not compressed."""
    stated = {"format": FORMAT, "format_version": FORMAT_VERSION, "relief": __version__, **document}
    with write_aside_binary(path) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_DOCUMENT, json.dumps(stated, indent=1, allow_nan=False))
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)


def read_archive(path: Path) -> tuple[dict[str, Any], Arrays]:
    """The document and the arrays, by name without `.npy`. Nothing is unpacked to the disk.

    `BadInput` for what no take has; what zipfile, json and NumPy raise for damage is left to the caller.
    """
    with zipfile.ZipFile(path) as archive:
        return _read_members(archive, path.stat().st_size)


def _read_members(archive: zipfile.ZipFile, file_size: int) -> tuple[dict[str, Any], Arrays]:
    entries = archive.infolist()
    for entry in entries:
        _check_name(entry.filename)
    # Takes are not compressed, and so can never grow: a small file that claims much is a trap.
    is_packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in entries)
    if is_packed or sum(entry.file_size for entry in entries) > file_size:
        raise BadInput("it is packed in a way that no take is, and may unpack to more than fits in memory.")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or archive.getinfo(_DOCUMENT).file_size > _LARGEST_DOCUMENT:
        raise BadInput("it holds other things than a take does.")
    document = json.loads(archive.read(_DOCUMENT))
    if document["format"] != FORMAT:
        raise BadInput("it is some other kind of file.")
    if document["format_version"] != FORMAT_VERSION:
        raise BadInput("it was made by another version of Relief. Update Relief, or make it again.")
    return document, {
        name.removesuffix(".npy"): _read_array(archive.read(name)) for name in names if name.endswith(".npy")
    }


def _check_name(name: str) -> None:
    """`BadInput` for names of which no take has any, such as those that lead out of a folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or path.suffix not in (".json", ".npy"):
        raise BadInput(f"it has an entry {name!r}, which no take has.")


def _read_array(content: bytes) -> NDArray[Any]:
    """The numbers of an `.npy` file. Nothing is allocated for what its header merely claims."""
    file = io.BytesIO(content)
    if np.lib.format.read_magic(file) != (1, 0):
        raise BadInput("one of its arrays is stored in an unknown way.")
    shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(file, max_header_size=_LARGEST_HEADER)
    if dtype.kind not in _KINDS or is_fortran:
        raise BadInput("one of its arrays does not hold plain numbers.")
    return np.frombuffer(content, dtype, offset=file.tell()).reshape(shape).copy()
