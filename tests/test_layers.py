"""What may be loaded by what, tried in fresh processes."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import core

ROOT = Path(__file__).parents[1]
QT = ("PySide6", "shiboken6", "pyqtgraph", "OpenGL")
HEAVY = ("torch", "av", "mediapipe", "cv2", "matplotlib")


def modules_loaded_by(code: str) -> set[str]:
    found = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert found.stderr == ""
    return {name.partition(".")[0] for name in found.stdout.split()}


def test_nothing_in_core_ever_loads_qt():
    names = sorted(module.name for module in pkgutil.walk_packages(core.__path__, "core."))
    names.remove("core.cli.__main__")
    assert len(names) > 50
    loaded = modules_loaded_by("import " + ", ".join(names))
    assert "core" in loaded
    assert loaded.isdisjoint((*QT, "app"))


@pytest.mark.parametrize("module", ["core.pipeline", "core.take_file", "core.detectors", "core.cli.lift"])
def test_the_heavy_libraries_wait_until_they_are_needed(module):
    assert modules_loaded_by(f"import {module}").isdisjoint((*QT, *HEAVY))


def test_the_window_is_loaded_only_when_it_is_opened():
    assert modules_loaded_by("import app.main").isdisjoint((*QT, *HEAVY, "numpy"))


def test_the_detectors_process_does_without_pytorch():
    loaded = modules_loaded_by(
        "import core.detectors.worker, core.detectors.mediapipe_pose, core.video.decoding"
    )
    assert "torch" not in loaded
