"""Frees what refers to itself in the window's thread only.

Python collects such garbage in whatever thread happens to allocate next. Qt objects among it would then be
destroyed in a worker thread, which crashes (seen: a segmentation fault in a decoding thread).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
OLDER_EVERY = 20
"""Every so many rounds also what has lived for longer; all that lives long was put aside at the start."""


class GarbageCollector(QObject):
    """Takes the place of Python's own timing as long as it lives. Make one at the start, in Qt's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._round = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        self.destroyed.connect(gc.enable)

    def collect(self) -> None:
        """Free what is garbage now: the young, and now and then the rest."""
        self._round += 1
        gc.collect(1 if self._round % OLDER_EVERY else 2)
