"""Ctrl-C and worse: the command ends soon, leaves nothing running, and goes on where it was."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from numbered_clips import Clip, even_ticks, write_clip

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process")

FRAMES = 150
COMMAND = [sys.executable, str(Path(__file__).with_name("relief_with_fakes.py")), "lift"]
SLOW = {"RELIEF_TEST_SECONDS": "0.5"}


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory):
    return write_clip(tmp_path_factory.mktemp("clips") / "walk.mp4", Clip(ticks=even_ticks(FRAMES, 512)))


@pytest.fixture
def start(long_clip, small_lifters, environment, tmp_path):
    """Starts `relief lift` in a session of its own, as a terminal does; gives the process."""
    started = []

    def run() -> subprocess.Popen:
        lifters = ",".join(map(str, small_lifters.values()))
        options = ["--lifters", lifters, "--detector", "walker", "--shifts", "2", "--formats", "csv"]
        process = subprocess.Popen(
            [*COMMAND, str(long_clip), "-o", str(tmp_path / "out"), *options],
            env=environment | SLOW | {"TMPDIR": str(tmp_path)}, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def wait_for(condition, what: str, seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.02)


def part_size(folder: Path) -> int:
    part = folder / "out" / ".walk.part"
    return part.stat().st_size if part.exists() else 0


def wait_for_rows(folder: Path) -> None:
    """Until some frames are on the disk; the line that begins the file is shorter than a kilobyte."""
    wait_for(lambda: part_size(folder) > 4000, "the detection")


def is_running(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def assert_goes_on(relief, video: Path, folder: Path) -> None:
    code, _, said = relief("lift", video, "-o", folder / "out", "--formats", "csv", is_quiet=False)
    assert code == 0
    resumed = int(re.match(rf"detect people: (\d+)/{FRAMES}", said)[1])
    assert 0 < resumed < FRAMES
    rows = (folder / "out" / "walk.rie.csv").read_text().splitlines()
    assert [int(row.split(",")[0]) for row in rows[1::17]] == list(range(FRAMES))
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "walk.baseline.csv", "walk.baseline.csv.json", "walk.diagnostics.csv", "walk.relief", "walk.rie.csv",
        "walk.rie.csv.json",
    ]  # fmt: skip


@pytest.mark.parametrize("is_group", [True, False], ids=["terminal", "process alone"])
def test_ctrl_c_stops_cleanly_and_the_same_command_goes_on(start, relief, long_clip, tmp_path, is_group):
    process = start()
    wait_for_rows(tmp_path)
    children = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
    (os.killpg if is_group else os.kill)(process.pid, signal.SIGINT)
    printed, said = process.communicate(timeout=200)
    assert process.returncode == 130
    assert printed == ""
    assert said.splitlines()[-1] == (
        "relief: stopped. What was detected is kept: the same command goes on from there."
    )
    assert "Traceback" not in said
    assert "chatter" not in said
    wait_for(lambda: not any(map(is_running, children)), "the end of the worker")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".walk.part"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"], "a temporary file is left"
    assert_goes_on(relief, long_clip, tmp_path)


def test_ctrl_c_while_the_worker_is_starting_shows_no_traceback(start, tmp_path):
    process = start()
    wait_for(lambda: part_size(tmp_path) > 0, "the start of the detection")
    time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    printed, said = process.communicate(timeout=200)
    assert (process.returncode, printed) == (130, "")
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("relief: stopped.")


def test_a_killed_run_leaves_no_worker_and_the_same_command_goes_on(start, relief, long_clip, tmp_path):
    process = start()
    wait_for_rows(tmp_path)
    children = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
    process.kill()
    process.communicate()
    wait_for(lambda: not any(map(is_running, children)), "the end of the worker")
    wait_for(lambda: [path.name for path in tmp_path.iterdir()] == ["out"], "the end of the worker's log")
    assert_goes_on(relief, long_clip, tmp_path)
