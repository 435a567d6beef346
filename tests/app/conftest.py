"""What every test of the window needs: shared OpenGL contexts, settings of its own, and made-up takes."""

import gc
import os
import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("take", "pipeline", "video")]

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths, Qt

# Before any QApplication: pyqtgraph keeps its shaders by class, and a second window would draw nothing.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
# Settings and autosaves of tests go nowhere near those of the person who runs them.
QStandardPaths.setTestModeEnabled(True)


# As app/garbage.py does: a worker thread that collected garbage would destroy Qt objects, and crash.
gc.disable()


@pytest.fixture(autouse=True)
def _collected_garbage():
    yield
    gc.collect(1)  # what the test made; the rest lives on


@pytest.fixture(autouse=True)
def own_settings(tmp_path):
    """QSettings of a test's own, in its folder."""
    QCoreApplication.setOrganizationName("Relief tests")
    QCoreApplication.setApplicationName("relief-studio-tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def take(tmp_path):
    """Frames 100 to 129 of a made-up video of 200 that does not exist; lifters `rie` and `evä`."""
    from made_up_takes import made_up_take

    return made_up_take(tmp_path / "walk.mp4")


@pytest.fixture
def session(qapp):
    from app.session import Session

    return Session()


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    from made_up_people import save_small_lifters

    return save_small_lifters(tmp_path_factory.mktemp("lifters"))
