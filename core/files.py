"""Writing files so that a failure never harms what was there before."""

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from core.errors import CannotWrite

_ADVICE = {
    errno.ENOSPC: "the disk is full. Free some space or choose another folder.",
    errno.EDQUOT: "your disk quota is used up. Free some space or choose another folder.",
    errno.EFBIG: "the file is too large for this disk. Choose another disk.",
    errno.EACCES: "access is denied. Choose another folder, or close the program that has the file open.",
    errno.EPERM: "access is denied. Choose another folder, or close the program that has the file open.",
    errno.EROFS: "the disk is read-only. Choose another folder.",
    errno.ENOENT: "its folder does not exist. Create the folder or choose another one.",
    errno.ENOTDIR: "a part of its path is a file, not a folder. Choose another folder.",
    errno.EISDIR: "a folder of that name exists. Choose another name.",
    errno.EEXIST: "a file of that name is in the way. Choose another name.",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one.",
    errno.EIO: "the disk reports a fault. Choose another disk.",
}


_ASIDE = re.compile(r"\.relief-[0-9a-f]{12}(\.\w+)*")
"""Names of what is not in its place yet."""

_LONGEST_RUN_S = 86_400.0


@contextmanager
def open_text(path: Path, *, newline: str | None = None) -> Iterator[TextIO]:
    """A UTF-8 text to read; `ValueError` for what is no text, however large, and errors of the disk."""
    with path.open("rb") as file:
        if b"\0" in file.read(4096):
            raise ValueError("it is no text")
    with path.open(encoding="utf-8", newline=newline) as text:
        yield text


@contextmanager
def write_aside(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file (lines end in `\\n`) that takes the place of `path` once the block succeeds.

    Whatever goes wrong, the temporary file is removed and `path` stays as it was; a failure of the disk
    itself is a `CannotWrite`.
    """
    with path_aside(path) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        yield file


@contextmanager
def write_aside_binary(path: Path) -> Iterator[BinaryIO]:
    """`write_aside` for bytes."""
    with path_aside(path) as aside, aside.open("wb") as file:
        yield file


@contextmanager
def path_aside(path: Path) -> Iterator[Path]:
    """`write_aside` for writers that want a path: that of a temporary file in the same folder.

    Its suffix is that of `path`, by which some writers choose their format.
    """
    target = Path(os.path.realpath(path))  # a link stays a link: the file that it points to is replaced
    aside = target.with_name(f".relief-{secrets.token_hex(6)}{target.suffix}")
    try:
        _refuse_folder(target)
        yield aside
        _put_in_place(aside, target)
    except OSError as error:
        if error.filename in (None, str(aside), str(target), aside, target):
            raise cannot_write(path, error) from error
        raise  # about some other file, such as one that the block reads
    finally:
        with suppress(OSError):  # it was never made, or is in its place by now
            aside.unlink()


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder whose files all take their places in `folder` once the block succeeds.

    Whatever goes wrong in the block, none of them does: results of an earlier run stay together, and
    folders that were made for the new ones go again. What a run that was killed left behind goes with the
    first run a day later.
    """
    made = make_folders(folder)
    stage = folder / f".relief-{secrets.token_hex(6)}"
    try:
        _clear_leavings(folder)
        stage.mkdir()
        yield stage
        files = sorted(stage.iterdir())
        for file in files:  # before the first one is replaced
            _refuse_folder(folder / file.name)
        for file in files:
            _put_in_place(file, folder / file.name)
    except CannotWrite as error:
        raise CannotWrite(str(error).replace(str(stage), str(folder))) from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        remove_empty(made)


def _clear_leavings(folder: Path) -> None:
    """Take away what is aside since so long that nobody can be writing it any more."""
    for path in folder.iterdir():
        if not _ASIDE.fullmatch(path.name):
            continue
        with suppress(OSError):  # another run may have taken it away
            if time.time() - path.stat().st_mtime > _LONGEST_RUN_S:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def ensure_folder(path: Path) -> Path:
    """The folder, made with its parents if it was not there; `CannotWrite` if that fails."""
    make_folders(path)
    return path


def make_folders(path: Path) -> list[Path]:
    """Make the folder and its parents; returns those that were not there, the innermost first.

    `CannotWrite` if that fails, and then none is left behind.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remove_empty(missing)
        raise cannot_write(path, error) from error
    return missing


def remove_empty(folders: Iterable[Path]) -> None:
    """Take away those of the folders that hold nothing."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _refuse_folder(target: Path) -> None:
    """`CannotWrite` where a folder has the file's name."""
    if target.is_dir():
        raise CannotWrite(f"Cannot write {target}: {_ADVICE[errno.EISDIR]}")


def _put_in_place(aside: Path, target: Path) -> None:
    """On the disk for certain first, then under its name in one step."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, aside)
    aside.replace(target)


def cannot_write(path: Path, error: OSError, *, what: str = "") -> CannotWrite:
    """The system's reason as a sentence for the user; `what` says what kind of file it is."""
    advice = _ADVICE.get(error.errno or 0, f"{error.strerror or error}. Choose another folder.")
    return CannotWrite(f"Cannot write {what}{path}: {advice}")
