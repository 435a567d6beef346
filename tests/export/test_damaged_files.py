"""Whatever befalls a file of ours: one sentence that names it, or a pose without impossible numbers."""

import random
import re
import warnings
from pathlib import Path

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk

from core.errors import BadInput
from core.export import EXPORT_FORMATS, ExportOptions
from core.export.c3d import read_c3d

READABLE = [
    n for n, f in EXPORT_FORMATS.items() if f.read and n != "c3d"
]  # that has a crash of its own below
WORDS = (
    b"nan",
    b"-inf",
    b"1e999",
    b"1e300",
    b"9" * 30,
    b"",
    b"\0",
    b"null",
    b"[]",
    b"\xff",
    b",",
    b"\n",
    b'"',
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    kind = chance.randrange(4)
    i = chance.randrange(len(data))
    j = min(len(data), i + chance.randrange(1, 2000))
    if kind == 0:
        return data[:i]
    if kind == 1:
        return data[:i] + data[j:]
    if kind == 2:
        return data[:j] + data[i:]
    numbers = [m.span() for m in re.finditer(rb"-?\d+\.?\d*", data[:20_000])] or [(i, j)]
    start, end = chance.choice(numbers)
    return data[:start] + chance.choice(WORDS) + data[end:]


def assert_sentence(text: str, path: Path) -> None:
    assert text.startswith(f"{path} ")
    assert text.endswith(".")
    assert "\n" not in text


@pytest.mark.parametrize(("name", "table"), [*((name, "tidy") for name in READABLE), ("csv", "wide")])
def test_damaged_files_are_refused_in_a_sentence(tmp_path, name, table):
    entry = EXPORT_FORMATS[name]
    path = tmp_path / f"a{entry.suffix}"
    entry.write(pose_of(walk(30)), path, CONTEXT, ExportOptions(table=table))
    whole, chance = path.read_bytes(), random.Random(name)
    for _ in range(40):
        path.write_bytes(damaged(whole, chance))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                pose = entry.read(path)
            except BadInput as error:
                assert_sentence(str(error), path)
            else:
                assert not np.isinf(pose.joints).any()
                assert (np.diff(pose.times) > 0).all()


@pytest.mark.parametrize("name", [n for n in READABLE if n != "npz"])
def test_a_huge_file_that_is_no_text_is_refused_at_once(tmp_path, name):
    path = tmp_path / f"a{EXPORT_FORMATS[name].suffix}"
    with path.open("wb") as file:
        file.truncate(1 << 33)  # takes no room on the disk
    with pytest.raises(BadInput, match=r"it is no text\."):
        EXPORT_FORMATS[name].read(path)


def test_a_c3d_file_that_crashes_its_library_is_refused(tmp_path):
    """A parameter says that it has 184 texts of 17 letters, and has none: ezc3d reads beyond its memory."""
    path = tmp_path / "a.c3d"
    pytest.importorskip("ezc3d")
    EXPORT_FORMATS["c3d"].write(pose_of(walk(30)), path, CONTEXT)
    data = bytearray(path.read_bytes())
    at = data.index(b"DESCRIPTIONS") + len("DESCRIPTIONS")  # offset (2 bytes), kind, number of dimensions
    data[at + 3] = 184
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"a\.c3d cannot be read as C3D"):
        read_c3d(path)
