"""What every test of the window needs: shared OpenGL contexts, settings of its own, and made-up takes."""

import gc
import os
import sys
from functools import partialmethod
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("app", "take", "pipeline", "video")]

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths, Qt

# Before any QApplication: pyqtgraph keeps its shaders by class, and a second window would draw nothing.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
# Settings and autosaves of tests go nowhere near those of the person who runs them.
QStandardPaths.setTestModeEnabled(True)

PATIENCE_MS = 120_000
"""For what others keep from happening who use the same machine: the window's work gives way to them."""


# As app/garbage.py does: a worker thread that collected garbage would destroy Qt objects, and crash.
gc.disable()


class PatientBot(QtBot):
    """pytest-qt's bot, which else gives up after five seconds."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _own_look(qapp):
    """A window dresses the whole program, which a test without one would not expect."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    if qapp.styleSheet() != sheet:
        qapp.setFont(font)
        qapp.setPalette(palette)
        qapp.setStyleSheet(sheet)


@pytest.fixture
def no_dead_items(qapp):
    """At the end Python holds no item of a layout that Qt has deleted: see `windows.held_items`."""
    from windows import deleted_items, held_items

    before = held_items()
    yield
    assert deleted_items(before) == []


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
    from app.frame_server import FrameServer
    from app.session import Session

    session = Session()
    yield session
    FrameServer.of(session).close()


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    from made_up_people import save_small_lifters

    return save_small_lifters(tmp_path_factory.mktemp("lifters"))


@pytest.fixture
def autosaves(tmp_path, monkeypatch):
    """The folder of autosaves, empty, in place of the user's."""
    import app.autosave

    folder = tmp_path / "autosaves"
    monkeypatch.setattr(app.autosave, "autosave_folder", lambda: folder)
    return folder


@pytest.fixture
def fake_detectors(monkeypatch):
    from made_up_people import FAKE_DETECTORS

    from core.detectors import DETECTORS

    for name, entry in FAKE_DETECTORS.items():
        monkeypatch.setitem(DETECTORS, name, entry)


@pytest.fixture(scope="session")
def clip(tmp_path_factory):
    """90 frames, 64 x 48, at 30 a second, in which the fake detector sees somebody walk."""
    from numbered_clips import Clip, even_ticks, write_clip

    return write_clip(tmp_path_factory.mktemp("clips") / "walk.mp4", Clip(ticks=even_ticks(90, 512)))


@pytest.fixture(scope="session")
def one_torch_thread():
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def window(qtbot, own_settings, autosaves, fake_detectors, small_lifters, one_torch_thread):
    """Relief Studio with a quick detector and small lifters, shown; closed at the end."""
    from app.main_window import MainWindow
    from app.settings import Settings
    from app.widgets.log_view import LogLines

    settings = Settings()
    settings.set("detector", "walker")
    settings.set("lifters", ",".join(map(str, small_lifters.values())))
    settings.set("device", "cpu")
    window = MainWindow(settings, LogLines())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()
