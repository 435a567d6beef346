"""`relief doctor`: tries each part on this machine, rather than guessing from what is installed."""

import json
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import __version__
from core.errors import ReliefError

if TYPE_CHECKING:
    from core.detectors import DetectorOptions

_PROBE_TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was tried."""

    name: str
    found: str
    """What was found, or what is wrong: one or more lines."""
    works: bool
    is_needed: bool
    """Whether videos can be lifted only if it works."""


def doctor() -> int:
    """Print what works; 0 if the main job would, 2 if not."""
    is_fit = True
    for check in run_checks():
        found = check.found.replace("\n", "\n" + 13 * " ")
        print(f"{' ' if check.works else '!'} {check.name:<10} {found}", flush=True)
        is_fit &= check.works or not check.is_needed
    if is_fit:
        print("Everything that `relief lift` needs works.")
        return 0
    print("`relief lift` cannot work yet: see what is marked with ! above.")
    return 2


def run_checks() -> Iterator[Check]:
    """Try each part in turn."""
    needed: list[tuple[str, Callable[[], str]]] = [
        ("Relief", lambda: __version__),
        ("Python", _python),
        ("PyTorch", _torch),
        ("video", _video),
        ("detectors", _detectors),
        ("lifters", _lifters),
    ]
    for name, check in needed:
        yield _try(name, check, is_needed=True)
    yield _try("mmpose", _mmpose, is_needed=False)
    yield _try("window", _window, is_needed=False)


def _try(name: str, check: Callable[[], str], *, is_needed: bool) -> Check:
    try:
        return Check(name, check(), True, is_needed)
    except (ReliefError, ImportError, OSError, RuntimeError, ValueError) as error:
        return Check(name, str(error), False, is_needed)


def _python() -> str:
    return f"{platform.python_version()}, {platform.platform()}"


def _torch() -> str:
    import torch

    from core.lifter.inference import choose_device

    return f"{torch.__version__}, lifts on {choose_device('auto')}, {torch.get_num_threads()} threads"


def _video() -> str:
    import av

    from core.assets import asset_path
    from core.video import probe_video, read_frames

    info = probe_video(asset_path("sample.mp4"))
    frame = next(iter(read_frames(info)))
    return f"PyAV {av.__version__} decodes the sample ({frame.image.shape[1]} x {frame.image.shape[0]})"


def _detectors() -> str:
    from core.detectors import DETECTORS, DetectorOptions, choose_detector

    options = DetectorOptions(is_offline=True)
    lines = [_try_detector(name, options) for name in DETECTORS if name != "mmpose"]
    choice = choose_detector(options)
    return "\n".join([*lines, f"`--detector auto` takes {choice.name} ({choice.why})"])


def _try_detector(name: str, options: "DetectorOptions") -> str:
    from core.assets import asset_path
    from core.detectors import DETECTORS, detect_people, prepare_detector
    from core.video import probe_video

    entry = DETECTORS[name]
    missing = entry.why_unavailable() or (entry.not_ready and entry.not_ready(options))
    if missing:
        return f"{name} is not ready: {missing}"
    found = detect_people(
        probe_video(asset_path("sample.mp4")), prepare_detector(name, options), start=60, stop=63
    )
    seen = len(set(found.row_frames.tolist()))
    return f"{name} works: saw somebody in {seen} of 3 frames of the sample"


def _mmpose() -> str:
    from core.detectors.mmpose.environment import try_environment

    return f"{try_environment()}; `relief lift --mmpose-config C --mmpose-checkpoint W` runs a model with it"


def _lifters() -> str:
    import numpy as np

    from core.lifter.inference import Lifter
    from core.lifter.shipped import LIFTERS, find_lifter

    for name in LIFTERS:
        lifter = Lifter.from_file(find_lifter(name))
        joints = lifter.lift_run(np.zeros((3, len(lifter.spec.skeleton), 2), np.float32))
        if not np.isfinite(joints).all():
            raise ReliefError(f"{name} lifts to numbers that are not finite. Install Relief again.")
    return ", ".join(f"{name} = {full}" for name, full in LIFTERS.items()) + ": loaded and tried"


def _window() -> str:
    """Qt and OpenGL, tried in another process: this one must never load Qt."""
    try:
        probe = subprocess.run(
            [sys.executable, "-m", "app.probe"], capture_output=True, text=True, timeout=_PROBE_TIMEOUT_S,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ReliefError(f"Qt did not answer within {_PROBE_TIMEOUT_S} s.") from error
    if probe.returncode != 0:
        raise ReliefError(f"Qt cannot open a window here: {_find_cause(probe.stderr, probe.returncode)}")
    found = json.loads(probe.stdout)
    return f"Qt {found['qt']}, platform {found['platform']}, OpenGL: {found['opengl']}"


def _find_cause(printed: str, code: int) -> str:
    """The line that says why: Python puts it last, Qt first."""
    lines = printed.strip().splitlines() or [f"exit code {code}"]
    return lines[-1] if lines[0].startswith("Traceback") else lines[0]
