"""The lifters of the open take, loaded once and only in worker threads: PyTorch takes seconds to come."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.lifter.inference import Lifter


def import_lifting() -> None:
    """Import PyTorch and what lifts: seconds, and so in a worker thread.

    What comes with it never becomes garbage. Frozen, it is not looked through again and again by the
    collector, which runs in the window's thread (app/garbage.py) and would hold it up for long.
    """
    if "core.lifter.inference" not in sys.modules:
        importlib.import_module("core.lifter.inference")
        gc.freeze()


class LifterShelf:
    """Loads lifters when somebody first needs them. May be asked in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: dict[tuple[str, str], Lifter] = {}

    def take(self, names: tuple[str, ...], device: str = "auto") -> Mapping[str, Lifter]:
        """Those lifters that can be found, by name. Slow the first time: not for the window's thread."""
        import_lifting()
        from core.errors import BadInput
        from core.lifter.inference import Lifter
        from core.lifter.shipped import find_lifter

        found: dict[str, Lifter] = {}
        with self._lock:
            for name in names:
                if (name, device) not in self._loaded:
                    try:
                        file: Path = find_lifter(name)
                    except BadInput:  # one of the user's own that is not at hand: who needs it says so
                        continue
                    self._loaded[name, device] = Lifter.from_file(file, name=name, device=device)  # type: ignore[arg-type]
                found[name] = self._loaded[name, device]
        return found
