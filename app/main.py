"""The entry point of the window, relief-studio."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.main_window import MainWindow

_WARM_UP_MS = 300
_SWITCH_S = 0.0005


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; 2 for arguments that cannot be used."""
    path = _parse(sys.argv[1:] if arguments is None else arguments)
    if path is not None and not path.exists():
        print(f"relief-studio: {path}: there is no such file.", file=sys.stderr)
        return 2
    application = make_application()
    window = make_window()
    window.show()
    if path is not None:
        window.documents.open(path)
    else:
        window.documents.offer_left_over()
    warm_up()
    return application.exec()


def _parse(arguments: Sequence[str]) -> Path | None:
    parser = argparse.ArgumentParser(
        prog="relief-studio",
        description="The window of Relief: see, compare and correct the 3D motion of a person in a video.",
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="VIDEO|TAKE", help="a video, or a .relief file, to open"
    )
    parser.add_argument("--version", action="version", version=f"relief-studio {__version__}")
    parsed: Path | None = parser.parse_args(arguments).file
    return parsed


def make_application() -> "QApplication":
    """Qt, told what it must know before the first window."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication

    from app.garbage import GarbageCollector

    # Each window draws with the same shaders: without this a floated panel would stay empty.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setOrganizationName("Relief")
    QCoreApplication.setApplicationName("Relief Studio")
    # Work in threads holds the interpreter for this long before it lets the window draw (usually 5 ms, and
    # one repaint asks for it many times).
    sys.setswitchinterval(_SWITCH_S)
    # A shape of some size would be filled by several threads while the window waits for all of them: with few
    # cores, which decoding and lifting share, that takes longer than filling it here.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setApplicationVersion(__version__)
    GarbageCollector(application)
    return application


def make_window() -> "MainWindow":
    """The window in the user's language, not shown yet."""
    from PySide6.QtWidgets import QApplication

    from app.language import Translation, qt_translation
    from app.main_window import MainWindow
    from app.settings import Settings
    from app.widgets.log_view import LogLines

    settings, lines = Settings(), LogLines()
    root = logging.getLogger()
    root.addHandler(lines)
    root.setLevel(logging.INFO)
    application = QApplication.instance()
    if settings["language"] != "en" and application is not None:
        application.installTranslator(qt_translation(settings["language"], application))
        application.installTranslator(Translation(settings["language"], application))
    return MainWindow(settings, lines)


def warm_up() -> None:
    """Import in the background what the first video will need, while the user looks for it."""
    import threading

    from PySide6.QtCore import QTimer

    from app.imports_ahead import import_later

    QTimer.singleShot(_WARM_UP_MS, lambda: threading.Thread(target=import_later, daemon=True).start())


if __name__ == "__main__":
    sys.exit(main())
