"""The file of finished rows from which a detection that was cut off goes on.

One line of JSON that names the video, the detector and the clip, then rows as in `core.detectors.rows`.
Rows are only ever added at the end. Nothing in the file is believed: the line must be the expected one
letter for letter, and each row must pass its checksum.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.detectors.rows import Rows, bytes_to_rows, intact_rows
from core.detectors.table import DetectorEntry
from core.files import cannot_write
from core.video.records import VideoInfo

_MAGIC = b'{"relief-detections": '
_VERSION = 2
"""Of the rows."""
_EDGE = 1_000_000
"""Bytes at each end of a file that go into its fingerprint."""


class ResumeFile:
    """Opened for adding to; what it held already is in `rows`.

    A file for another video, detector or clip is written over. One that Relief did not write is moved
    aside to `<name>.other` first.
    """

    def __init__(self, path: Path, info: VideoInfo, entry: DetectorEntry, *, start: int, stop: int) -> None:
        self.path = path
        header = _header_line(info, entry, start, stop)
        try:
            held = path.read_bytes() if path.exists() else b""
            if held and not held.startswith(_MAGIC):
                path.replace(path.with_name(path.name + ".other"))
            body = held[len(header) :] if held.startswith(header) else b""
            self.rows = intact_rows(bytes_to_rows(body, len(entry.skeleton)), start, stop)
            self._file = _open_after(path, header, header + self.rows.tobytes(), held)
        except OSError as error:
            raise cannot_write(path, error, what="the resume file ") from error

    def add(self, rows: Rows) -> None:
        """Add the rows of whole frames; they outlive this process from now on."""
        try:
            self._file.write(rows.tobytes())
            self._file.flush()
        except OSError as error:
            raise cannot_write(self.path, error, what="the resume file ") from error

    def close(self) -> None:
        """Have the disk itself keep what was added. A disk that will not has said so when rows were added."""
        if not self._file.closed:
            with suppress(OSError), self._file:
                os.fsync(self._file.fileno())

    def delete(self) -> None:
        """Close it and take it away: the detections are safe elsewhere."""
        self.close()
        self.path.unlink(missing_ok=True)


def _open_after(path: Path, header: bytes, kept: bytes, held: bytes) -> BinaryIO:
    """The file, holding `kept` and open at its end."""
    if held.startswith(header):
        file: BinaryIO = path.open("r+b")
        file.truncate(len(kept))
        file.seek(len(kept))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
        try:
            file.write(header)
            file.flush()
        except OSError:
            with suppress(OSError):  # it tries to write once more
                file.close()
            raise
    return file


def _header_line(info: VideoInfo, entry: DetectorEntry, start: int, stop: int) -> bytes:
    facts = {
        "relief-detections": _VERSION,
        "video": video_fingerprint(info),
        "detector": entry.name,
        "version": entry.version(),
        "skeleton": entry.skeleton.name,
        "keypoints": len(entry.skeleton),
        "start": start,
        "stop": stop,
    }
    return json.dumps(facts).encode() + b"\n"


def video_fingerprint(info: VideoInfo) -> dict[str, int | str]:
    """What tells a video from another one without reading all of it, wherever the file lies.

    The number of frames and bytes, and the SHA-256 of the first and the last megabyte. Of a folder of
    images (or a `%06d` pattern) the names and sizes of all files count, and the first and the last file.
    """
    path = info.path
    folder = path if path.is_dir() else path.parent
    files = [path] if path.is_file() else sorted(p for p in folder.iterdir() if p.is_file())
    digest = hashlib.sha256()
    if len(files) > 1:
        digest.update(repr([(file.name, file.stat().st_size) for file in files]).encode())
    for file in dict.fromkeys((files[0], files[-1]) if files else ()):
        digest.update(_edges(file))
    return {
        "frames": len(info),
        "width": info.width,
        "height": info.height,
        "bytes": sum(file.stat().st_size for file in files),
        "sha256": digest.hexdigest(),
    }


def _edges(path: Path) -> bytes:
    with path.open("rb") as file:
        first = file.read(_EDGE)
        file.seek(max(path.stat().st_size - _EDGE, 0))
        return first + file.read(_EDGE)
