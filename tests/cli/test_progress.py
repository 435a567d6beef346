"""What a job shows where there is no terminal to draw bars on."""

import pytest

from core.cli.progress import show_progress


@pytest.fixture
def lines(capsys):
    def run(*calls: tuple[str, int, int]) -> list[str]:
        with show_progress(is_quiet=False) as report:
            for call in calls:
                report(*call)
        return capsys.readouterr().err.splitlines()

    return run


def test_a_stage_that_reports_its_end_twice_is_said_to_end_once(lines):
    calls = [("camera", done, 38) for done in range(39)]
    assert lines(*calls, calls[-1]) == ["camera: 0/38", "camera: 38/38"]


def test_a_stage_that_begins_again_is_shown_again(lines):
    once = [("camera", 0, 2), ("camera", 1, 2), ("camera", 2, 2)]
    assert lines(*once, *once) == ["camera: 0/2", "camera: 2/2"] * 2


def test_a_stage_without_work_is_one_line(lines):
    assert lines(("place", 0, 0), ("place", 0, 0)) == ["place: 0"]


def test_a_stage_of_unknown_length_is_shown_throughout(lines):
    assert lines(("read", 0, 0), ("read", 1, 0), ("read", 2, 0)) == ["read: 0", "read: 1", "read: 2"]
