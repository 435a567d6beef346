"""The small commands, and what the program loads to run them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.assets import ASSETS
from core.cli import doctor as doctor_module
from core.cli.doctor import doctor
from core.errors import NotInstalled
from core.lifter import shipped

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "assets" / "sample.mp4"


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)


def test_help_loads_nothing_heavy():
    code = """
import sys
from core.cli import main
try:
    main(["--help"])
except SystemExit as left:
    assert left.code == 0
heavy = {"numpy", "scipy", "torch", "av", "mediapipe", "cv2", "rich", "multiprocessing"}
print("loaded:", sorted(heavy & set(sys.modules)))
"""
    found = run_python("-c", code)
    assert found.stderr == ""
    assert found.stdout.endswith("loaded: []\n")
    for command in ("lift", "info", "lifters", "detectors", "doctor", "train"):
        assert re.search(rf"^ +{command}\b", found.stdout, re.MULTILINE)


def test_the_package_runs_as_a_program():
    found = run_python("-m", "core.cli", "info", str(SAMPLE))
    assert (found.returncode, found.stderr) == (0, "")
    assert re.search(r"size +640 x 480 pixels", found.stdout)
    assert re.search(r"frames +225 in 7\.500 s", found.stdout)
    assert re.search(r"rate +30\.0000 frames/s", found.stdout)


def test_without_a_command_the_usage_is_shown(relief, capfd):
    with pytest.raises(SystemExit) as left:
        relief("")
    assert left.value.code == 2
    assert "usage: relief" in capfd.readouterr().err


def test_a_reader_that_has_enough_is_no_error():
    found = subprocess.run(
        f'"{sys.executable}" -m core.cli info "{SAMPLE}" | head -c 1', shell=True, capture_output=True,
        text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert found.stderr == ""


def test_a_take_is_described(relief, clip, tmp_path):
    relief("lift", clip, "-o", tmp_path, "--start", "0.5", "--formats", "csv")
    code, printed, _ = relief("info", tmp_path / "walk.relief")
    assert code == 0
    for words in ("walk.mp4, 192 x 96", "frames 15 to 39", "walker", "rie (+P-ENH +T-ENH), 25 frames lifted"):
        assert words in printed


@pytest.mark.skipif(not (ASSETS / "lifters").exists(), reason="the shipped lifters are missing")
def test_the_shipped_lifters_are_listed_with_their_short_names(relief):
    code, printed, said = relief("lifters")
    assert (code, said) == (0, "")
    for name, full in shipped.LIFTERS.items():
        assert re.search(rf"^{full} .*window of 27 frames, .* MB +\(short: {name}\)$", printed, re.MULTILINE)


def test_the_detectors_are_listed(relief):
    code, printed, said = relief("detectors")
    assert (code, said) == (0, "")
    assert re.search(r"^mediapipe +BlazePose", printed)


# The doctor, whose slow examinations are tried one by one


@pytest.fixture
def quick_doctor(monkeypatch):
    """Detection and Qt take seconds to try; here they are taken for well."""
    monkeypatch.setattr(doctor_module, "_detectors", lambda: "mediapipe: works")
    monkeypatch.setattr(doctor_module, "_window", lambda: "Qt")
    monkeypatch.setattr(doctor_module, "_mmpose", lambda: "mmpose 1.3.2")


@pytest.mark.skipif(not (ASSETS / "lifters").exists(), reason="the shipped lifters are missing")
def test_the_doctor_finds_nothing_wrong_here(quick_doctor, capsys):
    assert doctor() == 0
    printed = capsys.readouterr().out
    assert "!" not in printed
    assert "PyAV" in printed
    assert "baseline = baseline-27, rie = rie-27: loaded and tried" in printed
    assert printed.endswith("Everything that `relief lift` needs works.\n")


def test_the_doctor_says_which_lifter_is_missing_and_what_to_do(quick_doctor, capsys, monkeypatch):
    def asset_path(*parts):
        raise NotInstalled("lifters is missing from Relief's own files. Install Relief again.")

    monkeypatch.setattr(shipped, "asset_path", asset_path)
    assert doctor() == 2
    printed = capsys.readouterr().out
    assert re.search(r"^! lifters +lifters is missing .* Install Relief again\.$", printed, re.MULTILINE)
    assert "`relief lift` cannot work yet" in printed


def test_without_mmpose_the_doctor_says_the_line_that_makes_it_and_is_content(capsys, monkeypatch):
    from core.detectors.mmpose import environment

    for part in ("_detectors", "_lifters", "_window"):
        monkeypatch.setattr(doctor_module, part, lambda: "tried")
    monkeypatch.delenv(environment.VARIABLE, raising=False)
    monkeypatch.setattr(environment, "_FOLDER", ASSETS / "nowhere")
    assert doctor() == 0
    told = r"^! mmpose .* Run `python3 packaging/bootstrap.py mmpose` in "
    assert re.search(told, capsys.readouterr().out, re.MULTILINE)


def test_a_window_that_never_answers_does_not_keep_relief_from_lifting(capsys, monkeypatch):
    def never_answers(*arguments, **options):
        raise subprocess.TimeoutExpired("app.probe", 60)

    monkeypatch.setattr(doctor_module, "_detectors", lambda: "works")
    monkeypatch.setattr(doctor_module, "_lifters", lambda: "tried")
    monkeypatch.setattr(doctor_module.subprocess, "run", never_answers)
    assert doctor() == 0
    assert re.search(r"^! window +Qt did not answer within 60 s", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        ("", "exit code 134"),
        (
            "Traceback (most recent call last):\n  …\nImportError: libEGL.so.1 is missing",
            "ImportError: libEGL",
        ),
        ("qt.qpa.plugin: xcb-cursor0 is needed\n\nAvailable platform plugins are: xcb.", "xcb-cursor0"),
    ],
)
def test_the_cause_of_a_window_that_cannot_open_is_the_telling_line(printed, cause):
    assert cause in doctor_module._find_cause(printed, 134)


def test_the_window_is_examined_in_another_process(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert re.match(r"Qt 6\.\S+, platform offscreen, OpenGL: ", doctor_module._window())
