"""`relief lift` and `relief info` where several people are in the picture."""

import re

import pytest

from core.take_file import load_take


@pytest.fixture
def one_lifter(small_lifters):
    return ["--lifters", small_lifters["rie"], "--formats", "bvh"]


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".bvh.json"))


def test_the_person_asked_for_is_lifted(relief, clip, tmp_path, one_lifter):
    options = ["--detector", "pair", "--person", 2, *one_lifter]
    code, printed, _ = relief("lift", clip, "-o", tmp_path, *options, is_quiet=False)
    assert code == 0
    assert "Person 2 of 2 in the picture (1 seen in 40 frames, 0.00 to 1.30 s; 2 seen in 40" in printed
    assert names(tmp_path) == ["walk.diagnostics.csv", "walk.relief", "walk.rie.bvh"]
    track = load_take(tmp_path / "walk.relief").track
    assert track.points[0, :, 0].mean() == pytest.approx(0.6 * track.image_size[0], abs=3)


def test_everybody_is_lifted_into_files_of_their_own_which_info_tells_apart(
    relief, clip, tmp_path, one_lifter
):
    options = ["--detector", "pair", "--person", "all", *one_lifter]
    assert relief("lift", clip, "-o", tmp_path, *options) == (0, "", "")
    ends = ("diagnostics.csv", "relief", "rie.bvh")
    assert names(tmp_path) == [f"walk.person{n}.{end}" for n in (1, 2) for end in ends]
    code, printed, _ = relief("info", tmp_path / "walk.person2.relief")
    assert code == 0
    told = re.findall(r"^  person (\d)  (.*)$", printed, re.MULTILINE)
    seen = "seen in 40 frames, 0.00 to 1.30 s"
    assert told == [("1", seen), ("2", f"{seen}, lifted in this take")]


def test_who_is_not_there_is_said_and_costs_no_second_detection(relief, clip, tmp_path, one_lifter):
    out = tmp_path / "out"
    options = ["--detector", "pair", *one_lifter]
    code, printed, said = relief("lift", clip, "-o", out, *options, "--person", 7)
    assert code == 2
    assert printed == ""
    assert said.strip().endswith("There is no person 7 in this clip; it has 1, 2. Choose one of them.")
    assert len(said.strip().splitlines()) == 1
    assert names(out) == [".walk.part"]  # what was detected
    code, _, said = relief("lift", clip, "-o", out, *options, "--person", 1, is_quiet=False)
    assert code == 0
    assert set(re.findall(r"detect people: (\d+)/40", said)) <= {"0", "40"}
    assert names(out) == ["walk.diagnostics.csv", "walk.relief", "walk.rie.bvh"]


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", ""])
def test_what_is_no_number_of_a_person_is_refused_before_any_work(relief, clip, tmp_path, number, capfd):
    with pytest.raises(SystemExit) as left:
        relief("lift", clip, "-o", tmp_path / "out", f"--person={number}")
    assert left.value.code == 2
    assert "--person" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("rule", "person"), [("longest", 1), ("largest", 2), ("central", 3), ("moving", 4)])
def test_each_rule_lifts_its_subject(relief, clip, tmp_path, one_lifter, rule, person):
    options = ["--detector", "four", "--subject", rule, *one_lifter]
    assert relief("lift", clip, "-o", tmp_path, *options) == (0, "", "")
    take = load_take(tmp_path / "walk.relief")
    assert take.people.numbers == (1, 2, 3, 4)
    assert take.person == person
