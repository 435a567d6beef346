"""What damaged files raise while they are read, and how that is told."""

import csv
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import BadInput

DAMAGE = (
    OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError,
    MemoryError, EOFError, NotImplementedError, RuntimeError, StopIteration, csv.Error, struct.error,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What damaged JSON, tables and archives are known to raise."""

_NO_NUMBER = re.compile(
    r"(?:could not convert string to float:|invalid literal for int\(\) with base 10:) (.*)"
)


@contextmanager
def told_as_bad_input(path: Path, what: str) -> Iterator[None]:
    """`BadInput`, that `path` cannot be read as `what` and why, in the place of whatever damage raises."""
    try:
        yield
    except DAMAGE as error:
        why = describe_damage(error)
        raise BadInput(
            f"{path} cannot be read as {what}: {why} Export it again, or choose another file."
        ) from error


def describe_damage(error: BaseException) -> str:
    """What went wrong, for people; it ends a sentence."""
    text = str(error) or type(error).__name__
    if isinstance(error, KeyError):
        text = f"it lacks {error}"
    elif isinstance(error, RecursionError):
        text = "it is nested too deeply"
    elif isinstance(error, MemoryError):
        text = "it needs more memory than there is"
    elif isinstance(error, json.JSONDecodeError):
        text = f"its JSON is damaged or was cut off ({error})"
    elif isinstance(error, UnicodeDecodeError):
        text = "it is no text in UTF-8"
    elif isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        text = f"its archive is damaged or was cut off ({text})"
    elif isinstance(error, IsADirectoryError):
        text = "it is a folder"
    elif isinstance(error, OSError) and error.strerror:
        text = f"{error.strerror[0].lower()}{error.strerror[1:]}"
    elif found := _NO_NUMBER.match(text):
        text = f"it has {found[1][:40]} where a number belongs"
    text = " ".join(text.split())
    return text if text.endswith((".", "?")) else f"{text}."
