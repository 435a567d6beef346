"""Where the Python is that can import mmpose."""

import os
import subprocess
from pathlib import Path

from core.errors import NotInstalled

VARIABLE = "RELIEF_MMPOSE_PYTHON"
"""Names the Python of another environment, for people who have one (with CUDA, say)."""

ROOT = Path(__file__).resolve().parents[3]
_FOLDER = ROOT / ".venv-mmpose"
_TIMEOUT_S = 120
_TRIAL = (
    "import sys; sys.path.append(sys.argv[1]); from remote.stubs import add_stubs; add_stubs();"
    " import mmpose.apis; from remote.model import versions; print(', '.join(versions()))"
)
_STAMP = "relief-stamp.json"
"""Written by packaging/bootstrap.py once all is installed."""


def mmpose_python() -> Path:
    """The Python to run mmpose with; whether it is there, `why_no_environment` says."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    return _FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def why_no_environment() -> str | None:
    """A sentence on what is missing before mmpose can be started, and the line that mends it; else None."""
    python = mmpose_python()
    if os.environ.get(VARIABLE):
        return (
            None
            if python.is_file()
            else f"{VARIABLE} says {python}, which is not there. Correct or unset it."
        )
    if python.is_file() and (_FOLDER / _STAMP).is_file():
        return None
    if not (ROOT / "packaging" / "bootstrap.py").is_file():
        return f"mmpose needs its own environment. Set {VARIABLE} to the Python of one that has mmpose 1.3."
    state = "is not complete" if _FOLDER.exists() else "is not there"
    return f"mmpose's own environment {state}. Run `python3 packaging/bootstrap.py mmpose` in {ROOT}."


def try_environment() -> str:
    """The versions in it, by importing mmpose there, which takes some seconds.

    `NotInstalled` with the line that mends it where that fails.
    """
    if missing := why_no_environment():
        raise NotInstalled(missing)
    command = [str(mmpose_python()), "-I", "-c", _TRIAL, str(Path(__file__).parent)]
    try:
        trial = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(f"{command[0]} cannot be run: {error}. {_mend()}") from error
    if trial.returncode != 0:
        reason = (trial.stderr.strip().splitlines() or [f"exit code {trial.returncode}"])[-1]
        raise NotInstalled(f"mmpose cannot be imported by {command[0]}: {reason}. {_mend()}")
    return trial.stdout.strip().splitlines()[-1]


def _mend() -> str:
    if os.environ.get(VARIABLE):
        return f"Mend that environment, or unset {VARIABLE}."
    return f"Delete {_FOLDER} and run `python3 packaging/bootstrap.py mmpose` in {ROOT}."


def notes_folder() -> Path | None:
    """Where to remember what was learnt of models: goes with the environment. None for somebody else's."""
    return None if os.environ.get(VARIABLE) else _FOLDER / "relief-models"
