"""mmpose's environment, or the stand-in for it."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Files of a made-up model by name, whose process this Python runs: see stand_in.py."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is started by a shell script")
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "stand_in.py"}" "$@"\n')
    python.chmod(0o755)
    monkeypatch.setenv("RELIEF_MMPOSE_PYTHON", str(python))

    def files(name="fine"):
        from core.detectors.mmpose.process import ModelFiles

        config, checkpoint = tmp_path / f"{name}.py", tmp_path / f"{name}.pth"
        config.write_text(f"config of {name}")
        checkpoint.write_text(f"weights of {name}")
        return ModelFiles(str(config), checkpoint)

    return files


@pytest.fixture(scope="session")
def real_mmpose():
    """The Python of mmpose's own environment; skips where it was not made."""
    from core.detectors.mmpose.environment import mmpose_python, why_no_environment

    if missing := why_no_environment():
        pytest.skip(missing)
    return mmpose_python()
