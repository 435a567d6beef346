"""Makes the README's pictures of the window from the sample video: python assets/window_pictures.py.

Needs a display, or `xvfb-run -a -s "-screen 0 1600x1000x24"`. The settings of the user are left alone.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

SIZE = (1440, 900)
FRAME = 100
PATIENCE_S, SETTLE_S = 600, 12


def main() -> None:
    """Process the sample and save one picture for each layout."""
    from PySide6.QtCore import QSettings, QStandardPaths

    from app.main import make_application, make_window

    QStandardPaths.setTestModeEnabled(True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = make_application()
        window = make_window()
        window.resize(*SIZE)
        window.show()

        def wait(seconds: float, until: Callable[[], bool] = lambda: False) -> None:
            end = time.monotonic() + seconds
            while time.monotonic() < end and not until():
                application.processEvents()
                time.sleep(0.01)

        window.documents.open(HERE / "sample.mp4")
        wait(PATIENCE_S, lambda: window.session.take is not None)
        window.session.show_frame(FRAME)
        for layout, theme in (("review", "dark"), ("compare", "light")):
            window.settings.set("theme", theme)
            window.commands.show_layout(layout)
            window.banner.clear()
            wait(SETTLE_S)
            if layout == "compare" and window.workspace is not None:
                window.workspace.panels["comparison"].load_truth(HERE / "sample_truth.npz")
                wait(SETTLE_S)
            window.grab().save(str(HERE / f"window_{layout}.png"))
        window.autosave.forget()
        window.documents.close()
        window.close()


if __name__ == "__main__":
    main()
