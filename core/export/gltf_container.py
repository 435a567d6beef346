"""The container of glTF 2.0: one `.glb` of a JSON document and a buffer of arrays, written and read.

Sections 3.6 and 4.4 of the Khronos glTF 2.0 specification. No library: the whole of it is these few lines.
"""

import json
import math
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.files import write_aside_binary

_MAGIC, _VERSION = b"glTF", 2
_JSON_CHUNK, _BINARY_CHUNK = b"JSON", b"BIN\0"
_COMPONENTS = {np.dtype("<u1"): 5121, np.dtype("<u2"): 5123, np.dtype("<f4"): 5126}
_KINDS = {(): "SCALAR", (2,): "VEC2", (3,): "VEC3", (4,): "VEC4", (4, 4): "MAT4"}
_LARGEST_FILE = 4 << 30

ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
"""What a graphics card is told of corners and of triangles."""


@dataclass(slots=True)
class GltfBuffer:
    """Arrays put into one buffer, and how the document speaks of them."""

    accessors: list[dict[str, Any]] = field(default_factory=list)
    views: list[dict[str, Any]] = field(default_factory=list)
    content: bytearray = field(default_factory=bytearray)

    def add(self, values: NDArray[Any], *, target: int | None = None, has_bounds: bool = False) -> int:
        """Number of the accessor to (N, ...) values; matrices are given row by row, as NumPy has them."""
        if values.shape[1:] == (4, 4):
            values = values.transpose(0, 2, 1)  # glTF goes down the columns
        packed = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
        view: dict[str, Any] = {
            "buffer": 0, "byteOffset": len(self.content), "byteLength": packed.nbytes,
        }  # fmt: skip
        accessor: dict[str, Any] = {
            "bufferView": len(self.views),
            "componentType": _COMPONENTS[packed.dtype],
            "count": len(packed),
            "type": _KINDS[packed.shape[1:]],
        }
        if has_bounds:
            rows = packed.reshape(len(packed), -1)
            accessor |= {"min": rows.min(axis=0).tolist(), "max": rows.max(axis=0).tolist()}
        if target is not None:
            view["target"] = target
        self.views.append(view)
        self.accessors.append(accessor)
        self.content += packed.tobytes()
        self.content += bytes(-len(self.content) % 4)
        return len(self.accessors) - 1


def write_container(path: Path, document: dict[str, Any], buffer: GltfBuffer) -> None:
    """Write the document with the buffer's arrays added to it; `CannotWrite` leaves the old file."""
    whole = document | {
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
        "buffers": [{"byteLength": len(buffer.content)}],
    }
    text = json.dumps(whole, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    length = 12 + 8 + len(text) + 8 + len(buffer.content)
    with write_aside_binary(path) as file:
        file.write(struct.pack("<4sII", _MAGIC, _VERSION, length))
        file.write(struct.pack("<I4s", len(text), _JSON_CHUNK) + text)
        file.write(struct.pack("<I4s", len(buffer.content), _BINARY_CHUNK))
        file.write(buffer.content)


@dataclass(frozen=True, slots=True, eq=False)
class GltfFile:
    """A document as read, and the arrays that it speaks of."""

    document: dict[str, Any]
    content: bytes

    def array(self, accessor: int) -> NDArray[Any]:
        """The values of an accessor, (N,), (N, 3) and so on."""
        stated = self.document["accessors"][accessor]
        view = self.document["bufferViews"][stated["bufferView"]]
        dtype: Any = next(d for d, code in _COMPONENTS.items() if code == stated["componentType"])
        shape = (stated["count"], *next(s for s, name in _KINDS.items() if name == stated["type"]))
        start = view["byteOffset"] + stated.get("byteOffset", 0)
        flat: NDArray[Any] = np.frombuffer(self.content, dtype, math.prod(shape), start)
        values = flat.reshape(shape)
        return values.transpose(0, 2, 1) if len(shape) == 3 else values


def read_container(path: Path) -> GltfFile:
    """A `.glb` with its buffer inside; `BadInput` where it is none."""
    with told_as_bad_input(path, "glTF"):
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError("it is too large")
        content = path.read_bytes()
        magic, version, length = struct.unpack_from("<4sII", content)
        if magic != _MAGIC or version != _VERSION or length != len(content):
            raise ValueError("it does not start like a whole glTF 2.0 file")
        size, kind = struct.unpack_from("<I4s", content, 12)
        if kind != _JSON_CHUNK:
            raise ValueError("its document is missing")
        document = json.loads(content[20 : 20 + size])
        binary = content[20 + size :]
        size, kind = struct.unpack_from("<I4s", binary)
        if kind != _BINARY_CHUNK or size != len(binary) - 8 or not isinstance(document, dict):
            raise ValueError("its arrays are missing")
        return GltfFile(document, binary[8:])
