"""Makes Relief's environments, and runs the demo or the tests in the main one. Needs nothing but Python."""

# The syntax stays that of Python 3.8, so that an old Python gets a sentence instead of a SyntaxError.
from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP_NAME = "relief-stamp.json"
PINS = ROOT / "packaging" / "pins.txt"
DEMO_RESULTS = "relief-demo"

MMPOSE_VENV = ROOT / ".venv-mmpose"
MMPOSE_PINS = ROOT / "packaging" / "mmpose-pins.txt"
MMPOSE_NEEDS = (
    "torch", "numpy", "opencv-python-headless", "matplotlib", "scipy", "pillow", "json-tricks", "munkres",
    "six", "addict", "PyYAML", "yapf", "rich", "termcolor", "packaging",
)  # fmt: skip
"""What is installed with all that it needs; core/detectors/mmpose has stand-ins for the rest."""
MMPOSE_ITSELF = ("mmengine", "mmcv-lite", "mmpose")
"""Installed as they are: mmpose asks for chumpy, which cannot be built and is never imported."""

SUPPORTED = ((3, 12), (3, 11))
"""The Pythons Relief runs on, the preferred one first: requires-python in pyproject.toml."""

# Debian and Ubuntu packages by what needs them. A tuple holds the names one library has had: Ubuntu 24.04
# renamed some for the 64-bit time_t.
VIDEO = (("libgl1",), ("libglib2.0-0", "libglib2.0-0t64"))  # OpenCV, which mediapipe brings
QT = (("libegl1",), ("libxkbcommon0",), ("libdbus-1-3",), ("libfontconfig1",), ("fonts-dejavu-core",))
X11 = (
    ("libxcb-cursor0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
    ("libxcb-xkb1",),
    ("libxkbcommon-x11-0",),
)
SCREEN = (("xvfb",), ("xauth",))

NEEDED = {"install": (), "mmpose": (), "demo": VIDEO, "test": VIDEO + QT}
"""What a command cannot do without."""
WANTED = {"install": VIDEO + QT + X11, "mmpose": (), "demo": VIDEO, "test": VIDEO + QT + X11 + SCREEN}
"""What it installs where it may: X11 for the window, and for the tests that need a screen."""


class Stop(Exception):
    """Something the person at the keyboard can mend; the text says what. Ends the script with code 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named in `arguments`; the exit code is the program's own, or 2 after a Stop."""
    parser = argument_parser()
    options = parser.parse_args(arguments)
    if options.rest and options.command in ("install", "mmpose", "clean"):
        parser.error(f"options go before the command: {' '.join(options.rest)}")
    try:
        if options.command == "clean":
            remove_environment(VENV)
            remove_environment(MMPOSE_VENV)
            return 0
        if options.command == "mmpose":
            install_mmpose(options.torch_index)
            say(f"ready: {MMPOSE_VENV}. `relief lift --detector mmpose` finds it there")
            return 0
        install_system_packages(options.command)
        install_environment(options.torch_index)
        if options.command == "demo":
            return run_demo(options.rest)
        if options.command == "test":
            return run_tests(options.rest)
        say(f"ready: {SCRIPTS}")
        return 0
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nstopped; the same command goes on where it was", file=sys.stderr)
        return 130


def argument_parser() -> argparse.ArgumentParser:
    """The command line: options of this script, a command, and what is passed on."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Sets Relief up in .venv (once: later calls find it ready) and runs it.",
        epilog="What follows 'demo' goes to 'relief lift', what follows 'test' to pytest: test -k video",
    )
    parser.add_argument(
        "--torch-index",
        metavar="URL",
        default=os.environ.get("RELIEF_TORCH_INDEX", ""),
        help="take PyTorch from this wheel index, for instance the CPU or a CUDA one that PyTorch's site "
        "lists; also by RELIEF_TORCH_INDEX. Without it PyTorch comes from pip's usual index, which on Linux "
        "means the CUDA build with several gigabytes of libraries",
    )
    parser.add_argument(
        "command",
        choices=("demo", "test", "install", "mmpose", "clean"),
        help="demo: turn the sample video into 3D motion; test: run all tests; install: only set up; "
        "mmpose: set up the detector mmpose, in .venv-mmpose; clean: remove .venv and .venv-mmpose",
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def say(text: str) -> None:
    """Tell what is being done, in order with what the programs print."""
    print(f"[relief] {text}", flush=True)


# ---- the programs


def run_demo(rest: Sequence[str]) -> int:
    """Lift the sample video; the exit code of `relief lift`."""
    relief = SCRIPTS / ("relief.exe" if os.name == "nt" else "relief")
    sample = str(Path("assets", "sample.mp4"))
    say(f"lifting {sample} to 3D")
    code = run([str(relief), "lift", sample, "-o", DEMO_RESULTS, *rest], environment=clean_environment())
    if code:
        say(f"the demo failed with exit code {code}")
        return code
    if not rest:  # else they may be elsewhere: relief lists its files
        say(f"the results are in {ROOT / DEMO_RESULTS}")
        if has_display(clean_environment()):
            show_results()
    return 0


def show_results() -> None:
    """Open the demo's take in the window; the results are there whether or not that works."""
    studio = SCRIPTS / ("relief-studio.exe" if os.name == "nt" else "relief-studio")
    say("opening them in the window")
    if run([str(studio), str(Path(DEMO_RESULTS, "sample.relief"))], environment=clean_environment()):
        say("the window could not open: 'relief doctor' says what is missing")


def run_tests(rest: Sequence[str]) -> int:
    """Run pytest on its own or on a virtual screen; its exit code, so that 'no tests' (5) fails too."""
    # -P keeps the working folder off sys.path, where our packaging/ could be taken for the library
    command = [str(VENV_PYTHON), "-P", "-m", "pytest", *rest]
    environment = clean_environment()
    if not has_display(environment):
        xvfb = shutil.which("xvfb-run")
        if xvfb:
            command = [xvfb, "-a", "-s", "-screen 0 1280x1024x24", *command]
        else:
            say("no display and no Xvfb: tests that need a screen cannot run here")
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    say("running the tests")
    code = run(command, environment=environment)
    if code == 5:
        say("no test ran, which counts as a failure")
    return code


def has_display(environment: dict[str, str]) -> bool:
    """Whether windows can open: always so on Windows and macOS."""
    return not sys.platform.startswith("linux") or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def run(command: Sequence[str], *, environment: dict[str, str] | None = None) -> int:
    """Run a program in the repository; its exit code."""
    try:
        return subprocess.call(list(command), cwd=str(ROOT), env=environment)
    except FileNotFoundError as error:
        raise Stop(f"{command[0]} is not there. Run 'clean', then the same command again.") from error


def clean_environment() -> dict[str, str]:
    """The environment without what would make .venv import someone else's packages."""
    return {
        k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__")
    }


# ---- system packages (Debian and Ubuntu; other systems bring these libraries or name them otherwise)


def install_system_packages(command: str) -> None:
    """See that apt's packages for `command` are there: install them as root, else say what to type."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    missing = missing_packages(WANTED[command], installed_packages(WANTED[command]))
    if not missing:
        return
    if os.geteuid() != 0:
        explain_missing(command, missing)
        return
    say(f"installing system packages: {' '.join(names[0] for names in missing)}")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    run([*apt, "update"], environment=environment)  # where it fails, the lists at hand may still do
    names = available_names(missing)
    install = [*apt, "install", "-y", "--no-install-recommends", *names]
    if subprocess.call(install, env=environment, stdout=subprocess.DEVNULL):  # errors go to stderr
        raise Stop(f"apt-get could not install {' '.join(names)}: its message is above.")


def explain_missing(command: str, missing: Sequence[tuple[str, ...]]) -> None:
    """Print the line that an administrator types; a Stop where `command` cannot do without."""
    line = "    sudo apt-get install " + " ".join(available_names(missing))
    if any(names in NEEDED[command] for names in missing):
        raise Stop(f"Relief needs system packages that only root can install. Please run\n\n{line}\n")
    say(f"going on without system packages that Relief, its window or its tests will need:\n{line}")


def installed_packages(packages: Iterable[tuple[str, ...]]) -> set[str]:
    """Which of these names dpkg knows as installed."""
    names = [name for alternatives in packages for name in alternatives]
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n", *names]
    # its exit code is 1 as soon as one name is unknown
    lines = subprocess.run(query, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    words = [line.split() for line in lines.decode().splitlines()]
    return {name for name, *status in words if status == ["installed"]}


def missing_packages(packages: Sequence[tuple[str, ...]], installed: set[str]) -> list[tuple[str, ...]]:
    """The packages of which no name is installed."""
    return [names for names in packages if not installed.intersection(names)]


def available_names(packages: Iterable[tuple[str, ...]]) -> list[str]:
    """For each package the first name that this system's apt could install."""
    return [
        next((name for name in names if has_candidate(name)), names[0]) if len(names) > 1 else names[0]
        for names in packages
    ]


def has_candidate(name: str) -> bool:
    """Whether apt has a version of this package to install."""
    command = ["apt-cache", "policy", name]
    environment = dict(os.environ, LC_ALL="C")
    policy = subprocess.run(command, stdout=subprocess.PIPE, check=False, env=environment).stdout.decode()
    return "Candidate:" in policy and "Candidate: (none)" not in policy


# ---- the Python environments


def install_environment(torch_index: str) -> None:
    """Bring .venv to what pyproject.toml and the pins say; nothing to do where the stamp fits."""
    inputs = (ROOT / "pyproject.toml").read_bytes() + PINS.read_bytes()

    def install() -> None:
        say(f"installing Relief's packages into {VENV} (the first time a few minutes)")
        pip_install(VENV, "-c", str(PINS), "-e", ".[dev]")

    complete_environment(VENV, inputs, PINS, torch_index, install)


def install_mmpose(torch_index: str) -> None:
    """The same for mmpose's own environment: its packages do not agree with Relief's."""
    inputs = " ".join(MMPOSE_NEEDS + MMPOSE_ITSELF).encode() + MMPOSE_PINS.read_bytes()

    def install() -> None:
        say(f"installing mmpose into {MMPOSE_VENV} (the first time a minute or more, 1.4 GB)")
        pip_install(MMPOSE_VENV, "-c", str(MMPOSE_PINS), *MMPOSE_NEEDS)
        pip_install(MMPOSE_VENV, "--no-deps", *(pinned(name, MMPOSE_PINS) for name in MMPOSE_ITSELF))

    complete_environment(MMPOSE_VENV, inputs, MMPOSE_PINS, torch_index, install)


def complete_environment(
    venv: Path, inputs: bytes, pins: Path, torch_index: str, install: Callable[[], None]
) -> None:
    """See that `venv` is there and that `install` has run in it with these `inputs`: its stamp tells."""
    stamp = read_stamp(venv)
    torch_index = torch_index or stamp.get("torch_index", "")  # asked for once, kept for later calls
    was_moved = stamp.get("root", str(ROOT)) != str(ROOT)  # its scripts hold absolute paths
    version = None if was_moved else python_version([str(python_of(venv))])
    if version in SUPPORTED and stamp == make_stamp(inputs, version, torch_index):
        return
    if version not in SUPPORTED or not has_pip(venv):
        version = make_environment(venv)
    (venv / STAMP_NAME).unlink(missing_ok=True)
    started = time.monotonic()
    if torch_index:
        # without its dependencies: they come from the usual index, at the pinned versions, afterwards
        pip_install(venv, "--no-deps", "--force-reinstall", "--index-url", torch_index, pinned("torch", pins))
    install()
    text = json.dumps(make_stamp(inputs, version, torch_index))
    (venv / STAMP_NAME).write_text(text, encoding="utf-8")
    say(f"installed in {time.monotonic() - started:.0f} s")


def python_of(venv: Path) -> Path:
    """Where an environment has its Python."""
    return venv / SCRIPTS.name / VENV_PYTHON.name


def read_stamp(venv: Path) -> dict[str, str]:
    """What the environment was completed from; empty where it never was."""
    try:
        stamp: dict[str, str] = json.loads((venv / STAMP_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def make_stamp(inputs: bytes, version: tuple[int, int], torch_index: str) -> dict[str, str]:
    """All that decides what is in an environment."""
    return {
        "root": str(ROOT),
        "python": f"{version[0]}.{version[1]}",
        "inputs": hashlib.sha256(inputs).hexdigest(),
        "torch_index": torch_index,
    }


def python_version(command: Sequence[str]) -> tuple[int, int] | None:
    """(major, minor) of a Python that starts and can make environments, else None."""
    code = "import sys, ssl, venv; print(sys.version_info[0], sys.version_info[1])"
    try:
        output = subprocess.check_output(
            [*command, "-c", code], stderr=subprocess.DEVNULL, env=clean_environment(), timeout=60
        )
        major, minor = output.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def find_python() -> tuple[list[str], tuple[int, int]]:
    """A supported Python: the one running this script, or else one on PATH."""
    running = getattr(sys, "_base_executable", None) or sys.executable  # the one behind a .venv
    candidates = [[running]]
    candidates += [[f"python{major}.{minor}"] for major, minor in SUPPORTED]
    if os.name == "nt":
        candidates += [["py", f"-{major}.{minor}"] for major, minor in SUPPORTED]
    for command in candidates:
        version = python_version(command)
        if version in SUPPORTED:
            return command, version
    raise Stop(
        f"Relief runs on Python 3.11 or 3.12. This is Python {sys.version_info[0]}.{sys.version_info[1]}, "
        "and no other was found on PATH. Please install one, so that python3.12 or python3.11 starts it."
    )


def make_environment(venv: Path) -> tuple[int, int]:
    """Make `venv` with pip in it, in place of whatever was there; the version of its Python."""
    python, version = find_python()
    if venv.exists():
        say(f"the environment in {venv.name} cannot be used: making it anew")
        remove_environment(venv)
    say(f"making {venv.name} with Python {version[0]}.{version[1]}")
    has_ensurepip = not subprocess.call([*python, "-c", "import ensurepip"], stderr=subprocess.DEVNULL)
    # Debian's python3 comes without ensurepip
    pip_choice = [] if has_ensurepip else ["--without-pip"]
    if run([*python, "-m", "venv", *pip_choice, str(venv)], environment=clean_environment()):
        raise Stop(f"Python could not make {venv}: its message is above.")
    if not has_ensurepip:
        install_debian_pip(venv)
    return version


def has_pip(venv: Path) -> bool:
    """Whether an environment has a pip: one whose making was interrupted may not."""
    command = [str(python_of(venv)), "-c", "import pip"]
    return not subprocess.call(command, stderr=subprocess.DEVNULL, env=clean_environment())


def install_debian_pip(venv: Path) -> None:
    """Put pip into `venv` from Debian's own package of pip's wheel, which needs no root."""
    advice = "Please install pip for this Python (on Debian and Ubuntu: sudo apt-get install python3-venv)."
    if not shutil.which("apt-get"):
        raise Stop(f"This Python comes without pip. {advice}")
    say("this Python comes without pip: taking it from the package python3-pip-whl")
    with tempfile.TemporaryDirectory() as folder:
        wheel = download_debian_pip(Path(folder))
        if wheel is None:
            raise Stop(f"apt-get could not download python3-pip-whl: its message is above. {advice}")
        # a wheel can be run from inside itself
        pip = [str(python_of(venv)), str(wheel / "pip")]
        if run([*pip, "install", "--quiet", "--no-index", str(wheel)], environment=pip_environment()):
            raise Stop(f"pip could not be put into {venv.name}: its message is above. {advice}")


def download_debian_pip(folder: Path) -> Path | None:
    """The path of pip's wheel below `folder`; None where apt could not get it."""
    for name in ("lists", "cache"):
        (folder / name / "partial").mkdir(parents=True)
    own = ["-o", f"Dir::State::Lists={folder / 'lists'}", "-o", f"Dir::Cache={folder / 'cache'}"]
    apt = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=1"]
    download = [*apt, "download", "python3-pip-whl"]

    def works(*command: str, errors: int | None = None) -> bool:
        return subprocess.call(command, cwd=str(folder), stderr=errors) == 0

    # the system's package lists may be empty or old, and only root may renew them: then lists of our own
    has_package = works(*download, errors=subprocess.DEVNULL)
    if not has_package and not (works(*apt, *own, "update") and works(*download, *own)):
        return None
    if not all(works("dpkg-deb", "-x", str(package), "unpacked") for package in folder.glob("*.deb")):
        return None
    return next(folder.glob("unpacked/usr/share/python-wheels/pip-*.whl"), None)


def pip_install(venv: Path, *arguments: str) -> None:
    """Run pip install in an environment; pip itself tries downloads again."""
    quiet = [] if sys.stdout.isatty() else ["--quiet"]  # a person wants to see the progress bars
    command = [str(python_of(venv)), "-m", "pip", "install", "--no-input", *quiet, *arguments]
    if run(command, environment=pip_environment()):
        raise Stop(
            f"pip could not install what {venv.name} needs: its message is above. If the network failed, "
            "the same command goes on where it stopped: finished downloads are kept."
        )


def pip_environment() -> dict[str, str]:
    """pip's settings for a slow network, unless the user has his own."""
    environment = clean_environment()
    environment["PIP_USER"] = "0"  # a user's configuration may ask for --user, which .venv refuses
    for name, value in (("RETRIES", "5"), ("DEFAULT_TIMEOUT", "60"), ("DISABLE_PIP_VERSION_CHECK", "1")):
        environment.setdefault("PIP_" + name, value)
    return environment


def pinned(name: str, pins: Path) -> str:
    """The line of the pins for a package: "torch==2.13.0"."""
    return next(
        line for line in pins.read_text(encoding="utf-8").splitlines() if line.startswith(name + "==")
    )


def remove_environment(venv: Path) -> None:
    """Delete an environment, if it is there."""
    if venv.is_symlink():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(str(venv))


if __name__ == "__main__":
    sys.exit(main())
