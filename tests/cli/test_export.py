"""`relief export` and `relief convert`: what they write, and how they refuse."""

import json

import numpy as np
import pytest

from core.export import EXPORT_FORMATS
from core.export.csv_tables import read_csv
from core.export.sidecar import sidecar_path
from core.export.trc import read_trc
from core.take_file import load_take


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_take_is_written_in_every_format_with_its_certificate(relief, take, tmp_path):
    formats = [name for name, entry in EXPORT_FORMATS.items() if entry.why_unavailable() is None]
    code, printed, said = relief("export", take, "--format", ",".join(formats), "-o", tmp_path)
    assert code == 0, said
    expected = set()
    for name in formats:
        entry = EXPORT_FORMATS[name]
        lifters = ("",) if entry.subject == "track" else (".baseline", ".rie")
        expected |= {f"walk{lifter}{entry.suffix}" for lifter in lifters}
    beside = {name: f"{name}.json" for name in expected}
    beside |= {name: f"{name[:-5]}.certificate.json" for name in expected if name.endswith(".json")}
    assert set(names_in(tmp_path)) == expected | set(beside.values())
    for name in expected:
        found = json.loads((tmp_path / beside[name]).read_text())["read_back"]
        assert abs(found["duration_error_ms"]) < 20
        assert "warnings" in found
        assert name in printed
    assert "read back:" in printed


def test_one_lifter_and_other_choices_reach_the_files(relief, take, tmp_path):
    options = ["--lifter", "rie", "--profile", "unreal", "--root", "glued", "--rate", "24000/1001", "--quiet"]
    assert relief("export", take, "--format", "bvh", "-o", tmp_path, *options) == (0, "", "")
    assert names_in(tmp_path) == ["walk.rie.bvh", "walk.rie.bvh.json"]
    text = (tmp_path / "walk.rie.bvh").read_text()
    assert "ROOT pelvis" in text
    assert "Frame Time: 0.0417083333" in text
    chosen = json.loads((tmp_path / "walk.rie.bvh.json").read_text())["options"]
    assert chosen["root"] == "glued"
    assert chosen["rate"] == "24000/1001"


def test_the_figure_walks_through_the_room_unless_it_is_kept_in_place(relief, take, tmp_path):
    for root in ("estimated", "in-place"):
        relief("export", take, "--format", "csv", "--root", root, "-o", tmp_path / root, "--quiet")
    walking, standing = (read_csv(tmp_path / root / "walk.rie.csv") for root in ("estimated", "in-place"))
    placed = load_take(take).results["rie"].placement.pose
    np.testing.assert_allclose(walking.joints, placed.joints, atol=1e-5)
    np.testing.assert_allclose(standing.joints[:, 0, [0, 2]], 0, atol=1e-5)
    np.testing.assert_allclose(standing.joints[:, :, 1], placed.joints[:, :, 1], atol=1e-5)


def test_files_that_are_there_are_kept_unless_forced(relief, take, tmp_path):
    (tmp_path / "walk.rie.csv").write_text("mine")
    command = ("export", take, "--format", "csv,trc", "-o", tmp_path)
    code, _, said = relief(*command)
    assert code == 2
    assert "walk.rie.csv is there already" in said
    assert names_in(tmp_path) == ["walk.rie.csv"]
    assert (tmp_path / "walk.rie.csv").read_text() == "mine"
    assert relief(*command, "--force", "--quiet") == (0, "", "")
    assert len(read_csv(tmp_path / "walk.rie.csv")) == 40


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "fbx"], "There is no format 'fbx'; known: csv"),
        (["--format", "csv", "--lifter", "mine"], "no lifter 'mine'; it has baseline, rie"),
        (["--format", "csv", "--person", "2"], "is the take of person 1"),
        (["--format", "bvh", "--profile", "houdini"], "choose one of blender, maya"),
        (["--format", "bvh", "--root", "flying"], "choose one of auto, in-place"),
    ],
)
def test_bad_choices_are_one_sentence_and_leave_nothing(relief, take, tmp_path, arguments, said):
    code, printed, error = relief("export", take, "-o", tmp_path / "out", *arguments, "--quiet")
    assert (code, printed) == (2, "")
    assert said in error
    assert len(error.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_take_is_refused(relief, lifted, tmp_path):
    code, _, said = relief("export", lifted / "walk.rie.csv", "--format", "bvh", "-o", tmp_path)
    assert code == 2
    assert "walk.rie.csv" in said


READABLE = [name for name, entry in EXPORT_FORMATS.items() if entry.read and entry.why_unavailable() is None]


@pytest.mark.parametrize("source", READABLE)
@pytest.mark.parametrize("target", READABLE)
def test_any_readable_format_becomes_any_other(relief, take, tmp_path, source, target):
    relief("export", take, "--format", source, "--lifter", "rie", "-o", tmp_path, "--quiet")
    first = tmp_path / f"walk.rie{EXPORT_FORMATS[source].suffix}"
    second = tmp_path / f"other{EXPORT_FORMATS[target].suffix}"
    code, printed, said = relief("convert", first, "--to", target, "-o", second)
    assert (code, said) == (0, "")
    assert str(second) in printed
    meant, found = EXPORT_FORMATS[source].read(first), EXPORT_FORMATS[target].read(second)
    np.testing.assert_allclose(found.times, meant.times, atol=1e-6)
    if target == "bvh" and source != "bvh":
        return  # its bones are constant, those of the made-up lifter are not
    np.testing.assert_allclose(found.joints, meant.joints, atol=3e-5)
    origin = json.loads(sidecar_path(second).read_text())
    assert origin["source"] == "walk.mp4"
    assert origin["rate"]["numerator"] == 30000


def test_a_converted_file_lies_beside_its_source_by_default(relief, lifted, tmp_path):
    (tmp_path / "größe.csv").write_bytes((lifted / "walk.rie.csv").read_bytes())
    assert relief("convert", tmp_path / "größe.csv", "--to", "trc", "--quiet") == (0, "", "")
    assert len(read_trc(tmp_path / "größe.trc")) == 40
    code, _, said = relief("convert", tmp_path / "größe.csv", "--to", "trc")
    assert (code, "is there already" in said) == (2, True)
    assert relief("convert", tmp_path / "größe.csv", "--to", "trc", "--force", "--quiet") == (0, "", "")


HEADER = b"frame,time_s,joint,x_m,y_m,z_m,confidence,flag\n"
NOSE = HEADER + b"0,0,nose,1,1,1,1,\n"


@pytest.mark.parametrize(
    ("name", "content", "to", "said"),
    [
        ("a.fbx", b"", "csv", "poses are read from .csv, .bvh"),
        ("a.mot", b"", "csv", "poses are read from .csv, .bvh"),
        ("a.bvh", b"HIERARCHY\n", "csv", "cannot be read as BVH"),
        ("a.csv", b"\xff\xfe", "bvh", "cannot be read as a table"),
        ("a.json", b"[" * 100_000, "bvh", "cannot be read as a pose"),
        ("a.csv", HEADER, "bvh", "has no frames"),
        ("a.csv", NOSE, "bvh", "17 joints"),
        (
            "a.csv",
            NOSE,
            "coco",
            "only a take",
        ),
        (
            "a.csv",
            NOSE,
            "csv",
            "the place of",
        ),
    ],
)
def test_what_cannot_be_converted_is_refused_in_one_sentence(relief, tmp_path, name, content, to, said):
    (tmp_path / name).write_bytes(content)
    code, printed, error = relief("convert", tmp_path / name, "--to", to)
    assert (code, printed) == (2, "")
    assert said in error
    assert len(error.splitlines()) == 1
    assert names_in(tmp_path) == [name]


def test_a_missing_file_is_refused(relief, tmp_path):
    code, _, said = relief("convert", tmp_path / "none.csv", "--to", "bvh")
    assert code == 2
    assert "none.csv" in said


def test_the_take_itself_is_left_as_it_was(relief, take, tmp_path):
    before = take.read_bytes()
    relief("export", take, "--format", "csv", "-o", tmp_path, "--quiet")
    assert take.read_bytes() == before
    assert set(load_take(take).results) == {"baseline", "rie"}


def test_smoothing_is_told_in_the_certificate_and_needs_a_known_method(relief, take, tmp_path):
    options = ["--smoothing", "butterworth", "--keep-range", "95"]
    code, _, _ = relief("export", take, "--format", "csv", "-o", tmp_path / "a", *options, "-q")
    assert code == 0
    (beside,) = (tmp_path / "a").glob("*.rie.csv.json")
    assert json.loads(beside.read_text())["smoothing"]["asked"] == {
        "method": "butterworth", "keep_range_percent": 95.0,
    }  # fmt: skip
    code, _, error = relief("export", take, "--format", "csv", "-o", tmp_path / "b", "--smoothing", "magic")
    assert code == 2
    assert "--smoothing magic is unknown; choose one of none, butterworth" in error
    code, _, error = relief("export", take, "--format", "csv", "-o", tmp_path / "b", "--keep-range", "12")
    assert code == 2
    assert "--keep-range 12 is unknown" in error
