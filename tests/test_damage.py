import json
import zipfile
from pathlib import Path

import pytest

from core.damage import describe_damage, told_as_bad_input
from core.errors import BadInput


def caught(action) -> BaseException:
    try:
        action()
    except (OSError, ValueError, KeyError, RecursionError, zipfile.BadZipFile) as error:
        return error
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (lambda: {}["rate"], "it lacks 'rate'."),
        (lambda: float("1.2.3"), "it has '1.2.3' where a number belongs."),
        (lambda: int("x" * 100), f"it has '{'x' * 39} where a number belongs."),
        (lambda: b"\xff".decode(), "it is no text in UTF-8."),
        (lambda: json.loads("[1,"), "its JSON is damaged or was cut off (Expecting value"),
        (lambda: json.loads("[" * 100_000), "it is nested too deeply."),
        (lambda: Path("/nowhere/at/all").read_bytes(), "no such file or directory."),
        (lambda: Path("/").read_bytes(), "it is a folder."),
        (lambda: zipfile.ZipFile("/dev/null"), "its archive is damaged or was cut off (File is"),
        (lambda: (_ for _ in ()).throw(ValueError("two\nlines")), "two lines."),
    ],
)  # fmt: skip
def test_what_damage_raises_is_told_in_a_sentence(action, said):
    text = describe_damage(caught(action))
    assert text.startswith(said)
    assert text.endswith(".")
    assert "\n" not in text


def test_damage_becomes_bad_input_and_other_errors_pass(tmp_path):
    path = tmp_path / "a.csv"
    said = r"a\.csv cannot be read as a table: it lacks 'x'\. Export it again"
    with pytest.raises(BadInput, match=said), told_as_bad_input(path, "a table"):
        raise KeyError("x")
    with pytest.raises(ZeroDivisionError), told_as_bad_input(path, "a table"):
        1 / 0  # noqa: B018
