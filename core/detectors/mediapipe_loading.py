"""Importing mediapipe without what it brings along and nobody here uses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_PASSED_OVER = ("matplotlib", "matplotlib.pyplot", "mediapipe.tasks", "mediapipe.tasks.python")
"""What its `drawing_utils` plots with, and its newer interface, audio included: four fifths of the second
and more that importing it takes."""


def import_mediapipe() -> Any:
    """The package, whose `solutions` do all but plot; untyped. `ImportError` where it cannot be loaded.

    Other modules find matplotlib and mediapipe's tasks as ever: they are only passed over here.
    """
    with _stand_ins_for(name for name in _PASSED_OVER if name not in sys.modules):
        import mediapipe
    return mediapipe


@contextmanager
def _stand_ins_for(names: Iterator[str]) -> Iterator[None]:
    """WORKAROUND: empty modules in their places while mediapipe 0.10.14 imports what it does not need."""
    stand_ins = {name: ModuleType(name) for name in names}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
