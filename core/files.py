"""Writing files so that a failure never harms what was there before."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
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
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        yield aside
        _put_in_place(aside, target)
    except OSError as error:
        if error.filename in (None, str(aside), str(target), aside, target):
            raise _cannot_write(path, error) from error
        raise  # about some other file, such as one that the block reads
    finally:
        with suppress(OSError):  # it was never made, or is in its place by now
            aside.unlink()


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder whose files all take their places in `folder` once the block succeeds.

    Whatever goes wrong in the block, none of them does: results of an earlier run stay together.
    """
    ensure_folder(folder)
    stage = folder / f".relief-{secrets.token_hex(6)}"
    try:
        stage.mkdir()
        yield stage
        for file in sorted(stage.iterdir()):
            _put_in_place(file, folder / file.name)
    except CannotWrite as error:
        raise CannotWrite(str(error).replace(str(stage), str(folder))) from error
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def ensure_folder(path: Path) -> Path:
    """The folder, made with its parents if it was not there; `CannotWrite` if that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from error
    return path


def _put_in_place(aside: Path, target: Path) -> None:
    """On the disk for certain first, then under its name in one step."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, aside)
    aside.replace(target)


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    advice = _ADVICE.get(error.errno or 0, f"{error.strerror or error}. Choose another folder.")
    return CannotWrite(f"Cannot write {path}: {advice}")
