"""Importing what the window will need before it is needed, without holding it up."""

import gc
import importlib
import sys
import threading
import time
from collections.abc import Iterator

from PySide6.QtCore import QTimer

from app.layouts import PANELS

_SOON = (
    "app.workspace", "app.playback", "app.wiring", "app.widgets.chart_plot", "app.views.skeleton.studio",
    "core.take_file", "core.video.decoding", "core.corrections", "core.take_comparison",
    "core.diagnostics.movement", "core.diagnostics.safety_map", "core.evaluation.truth",
)  # fmt: skip
_LATER = ("core.take_export", "app.dialogs.export")
_QT = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGLWidgets", "QtTest")
"""Modules of PySide of whose every class pyqtgraph takes hold when it is imported."""
_TURN_S = 0.01
_WAIT_S = 20.0

_classes_are_made = threading.Event()


def make_qt_classes() -> None:
    """In the window's thread, a little in each turn of its event loop: have PySide make all its classes.

    WORKAROUND: it makes a class when somebody first asks for it. Importing pyqtgraph asks for all, and doing
    so in another thread while Qt was at work in the window's crashed now and then.
    """
    classes = _all_classes()

    def make_some() -> None:
        end = time.perf_counter() + _TURN_S
        for _ in classes:
            if time.perf_counter() > end:
                QTimer.singleShot(0, make_some)
                return
        _classes_are_made.set()

    if not _classes_are_made.is_set():
        QTimer.singleShot(0, make_some)


def import_soon() -> None:
    """In another thread: import what panels will need, which is slow.

    Waits for `make_qt_classes`, but not for ever: a window that closes no longer makes them.
    """
    if all(name in sys.modules for name in _SOON):
        return
    _classes_are_made.wait(_WAIT_S)
    for name in (*_SOON, *(panel.module for panel in PANELS.values())):
        importlib.import_module(name)
    gc.freeze()  # none of it becomes garbage: app/garbage.py need not look through it


def import_later() -> None:
    """The same, and then what no first take has to wait for, but nobody wants to wait for later."""
    import_soon()
    for name in _LATER:
        importlib.import_module(name)


def _all_classes() -> Iterator[object]:
    for module_name in _QT:
        try:
            module = importlib.import_module(f"PySide6.{module_name}")
        except ImportError:  # an installation cut down: pyqtgraph goes without, too
            continue
        for name in dir(module):
            yield getattr(module, name)
