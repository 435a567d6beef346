"""Opening keypoint files without trust: how large they may be, and what kind of content they hold."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from core.hdf5 import is_hdf5

Kind = Literal["frames", "json", "csv", "trc", "npz", "hdf5"]

LARGEST_BYTES = 512 << 20
"""Of a file, or of all files of a folder. An hour of one person in COCO's JSON is about 100 MB."""
_MOST_FRAMES = 2_000_000
_FRAME_FILE = re.compile(r"(\d+)(?:_keypoints)?\.json$")
"""OpenPose: walk_000000000012_keypoints.json; others leave the last word out."""


def kind_of(path: Path) -> Kind:
    """By the first bytes, whatever the name says; `ValueError` for a kind that is not read here."""
    if path.is_dir():
        return "frames"
    if not path.is_file():
        raise ValueError("it is neither a file nor a folder")
    if path.stat().st_size > LARGEST_BYTES:
        raise ValueError(f"it is larger than {LARGEST_BYTES >> 20} MB. Cut it into parts")
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if is_hdf5(path):
        return "hdf5"
    if start.startswith(b"PathFileType"):
        return "trc"
    if b"\0" in start:
        raise ValueError("it is no text")
    return "json" if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[") else "csv"


def load(path: Path, kind: Kind) -> Any:
    """What readers of that kind take: a document, files of frames, or the path itself."""
    if kind == "json":
        return json.loads(path.read_text(encoding="utf-8-sig"))
    if kind == "frames":
        return _read_folder(path) if path.is_dir() else _read_zip(path)
    return path


def _kind_of_zip(path: Path) -> Kind:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return "frames" if any(name.endswith(".json") for name in names) else "npz"


def _read_folder(folder: Path) -> Iterator[tuple[int, Any]]:
    files = sorted(file for file in folder.iterdir() if file.suffix == ".json" and file.is_file())
    _check_sizes([file.stat().st_size for file in files])
    for file in files:
        yield _parse(file.name, file.read_bytes())


def _read_zip(path: Path) -> Iterator[tuple[int, Any]]:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.endswith(".json")]
        _check_sizes([entry.file_size for entry in entries])
        for entry in sorted(entries, key=lambda entry: entry.filename):
            yield _parse(entry.filename, archive.read(entry))


def _check_sizes(sizes: list[int]) -> None:
    if not sizes:
        raise ValueError("it holds no .json files")
    if len(sizes) > _MOST_FRAMES or sum(sizes) > LARGEST_BYTES:
        raise ValueError(f"it holds more than {LARGEST_BYTES >> 20} MB. Cut it into parts")


def _parse(name: str, data: bytes) -> tuple[int, Any]:
    if not (match := _FRAME_FILE.search(name)):
        raise ValueError(f"{name} has no frame number such as walk_000000000012_keypoints.json")
    try:
        return int(match[1]), json.loads(data)
    except ValueError as error:
        raise ValueError(f"{name} is damaged: {error}") from error
