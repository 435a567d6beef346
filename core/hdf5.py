"""Reading HDF5 without trust: arrays and texts of bounded size that lie in the file itself, and nothing else.

HDF5's library may crash on damaged files: read strangers' files by `core.apart`. Whatever is wrong raises
what `core.damage.DAMAGE` lists.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import h5py

LARGEST_ARRAY = 512 << 20
"""Bytes, unpacked."""
_LARGEST_CHUNK = 16 << 20
"""Bytes, unpacked, which is done at once; those that h5py, PyTables and MATLAB choose are of 1 MB or so."""
_MOST_TEXTS = 10_000
_LONGEST_TEXTS = 4 << 20
"""Characters, of all texts of an array together."""
_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_PLACES = (0, 512)
"""Where files begin: MATLAB writes 512 bytes of its own in front."""


def is_hdf5(path: Path) -> bool:
    """Whether the file starts as HDF5, MATLAB's 7.3 included."""
    with path.open("rb") as file:
        start = file.read(_PLACES[-1] + len(_SIGNATURE))
    return any(start[place:].startswith(_SIGNATURE) for place in _PLACES)


@contextmanager
def open_hdf5(path: Path) -> Iterator["h5py.File"]:
    """The file, for reading only, whoever else has it open; what HDF5 raises for damage is a `ValueError`."""
    import h5py

    try:
        with h5py.File(path, "r", locking=False) as file:
            yield file
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # it cannot be opened at all
        raise ValueError(f"its HDF5 is damaged or was cut off ({error})") from error


def find(group: "h5py.Group", name: str) -> Any:
    """The group or data set there; `ValueError` where there is a link on the way, to another file say."""
    import h5py

    found: Any = group
    for part in name.split("/"):
        if not isinstance(found, h5py.Group) or part not in found:
            raise ValueError(f"it lacks {name}")
        if not isinstance(found.get(part, getlink=True), h5py.HardLink):
            raise ValueError(f"{part} in it is a link, which Relief does not follow")
        try:
            found = found[part]
        except KeyError as error:  # as which h5py tells that the object is damaged
            raise RuntimeError(*error.args) from error
    return found


def list_groups(group: "h5py.Group") -> list[str]:
    """Names of the groups that lie in it, not behind links."""
    import h5py

    return [
        name
        for name in group
        if isinstance(group.get(name, getlink=True), h5py.HardLink)
        and group.get(name, getclass=True) is h5py.Group
    ]


def read_array(group: "h5py.Group", name: str) -> NDArray[Any]:
    """Numbers, or records of numbers; texts only of one fixed length, as bytes."""
    found = _find_dataset(group, name)
    kinds = [found.dtype[i].base for i in range(len(found.dtype))] or [found.dtype]
    if any(kind.kind not in "fiubS" for kind in kinds):
        raise ValueError(f"{name} in it does not hold plain numbers")
    values: NDArray[Any] = found[()]
    return np.asarray(values)


def read_texts(group: "h5py.Group", name: str) -> list[str]:
    """A list of texts in UTF-8, of fixed lengths or not."""
    import h5py

    found = _find_dataset(group, name)
    if found.ndim != 1 or found.size > _MOST_TEXTS:
        raise ValueError(f"{name} in it is no list of at most {_MOST_TEXTS} texts")
    if found.size and not h5py.check_string_dtype(found.dtype):
        raise ValueError(f"{name} in it does not hold texts")
    texts: list[str] = []
    for i in range(found.size):  # one by one: many may stand for the same long one
        texts.append(found[i].decode())
        if sum(map(len, texts)) > _LONGEST_TEXTS:
            raise ValueError(f"the texts of {name} in it are too long")
    return texts


def read_attribute(owner: Any, name: str, *, encoding: str = "utf-8") -> Any:
    """A number or a text that describes a group or data set, bytes as text; None where there is none."""
    import h5py

    if name not in owner.attrs:
        return None
    if owner.attrs.get_id(name).get_storage_size() > _LONGEST_TEXTS:
        raise ValueError(f"{name} in it is too long")
    value = owner.attrs[name]
    if isinstance(value, np.ndarray) and value.dtype.kind == "u" and value.dtype.itemsize == 1:
        value = value.tobytes()  # what h5wasm makes of a text
    if isinstance(value, h5py.Empty):
        return ""
    if isinstance(value, bytes):
        return value.decode(encoding)
    return value.item() if isinstance(value, np.generic) else value


def _find_dataset(group: "h5py.Group", name: str) -> Any:
    """The data set, whose values are known to lie in the file and to be of bounded size."""
    import h5py

    found = find(group, name)
    if not isinstance(found, h5py.Dataset):
        raise ValueError(f"{name} in it is no array")
    made = found.id.get_create_plist()
    if made.get_layout() == h5py.h5d.VIRTUAL or made.get_external_count():
        raise ValueError(f"the values of {name} lie in other files, which Relief does not open")
    known = (
        h5py.h5z.FILTER_DEFLATE,
        h5py.h5z.FILTER_SHUFFLE,
        h5py.h5z.FILTER_FLETCHER32,
        h5py.h5z.FILTER_LZF,
    )
    if any(made.get_filter(i)[0] not in known for i in range(made.get_nfilters())):
        raise ValueError(
            f"{name} is packed in a way that Relief does not read. Save it with gzip or unpacked"
        )
    size = found.dtype.itemsize
    if found.size is None or found.size * size > LARGEST_ARRAY:
        raise ValueError(f"{name} in it is larger than {LARGEST_ARRAY >> 20} MB")
    if found.chunks and int(np.prod(found.chunks, dtype=float)) * size > _LARGEST_CHUNK:
        raise ValueError(f"{name} in it is packed in pieces larger than {_LARGEST_CHUNK >> 20} MB")
    return found
