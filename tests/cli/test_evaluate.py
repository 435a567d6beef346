"""`relief evaluate` and what it asks for."""

import json

import pytest

from core.cli import main


def test_without_data_it_says_what_to_give(relief, tmp_path):
    code, _, said = relief("evaluate", "-o", tmp_path / "out", "-q")
    assert code == 2
    assert "--data PACK" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--data", "nothing"], "there is no such pack"),
        (["--multiview", "."], "calibrations"),
        (["--h36m", "a.npz", "b.npz"], "there is no such file"),
        (["--humaneva", "a.npz", "b.npz"], "humaneva-15"),
        (["--mpi-inf-3dhp", "a.npz"], "there is no such file"),
        (["--lifters", "telepathy", "--data", "x"], "telepathy"),
    ],
)
def test_bad_input_is_one_sentence(relief, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    code, _, error = relief("evaluate", *arguments, "-o", "out", "-q")
    assert code == 2
    assert said in error
    assert "Traceback" not in error
    assert not (tmp_path / "out").exists()


def test_the_tables_are_written_and_shown(tmp_path, small_lifters, capsys, monkeypatch):
    from made_up_recordings import write_bvh

    from core.datasets.build import BuildOptions, build_pack

    for person in ("a", "b", "c"):
        write_bvh(tmp_path / "raw" / person / "walk.bvh")
    build_pack(tmp_path / "raw", tmp_path / "pack", BuildOptions())
    lifters = ",".join(map(str, small_lifters.values()))
    arguments = ["--lifters", lifters, "--data", str(tmp_path / "pack"), "--windows", "50", "--device", "cpu"]
    for protocol in ("mocap", "paper", "perturb"):
        out = tmp_path / protocol
        assert main(["evaluate", "--protocol", protocol, *arguments, "-o", str(out)]) == 0
        assert "MPJPE" in capsys.readouterr().out
        document = json.loads((out / "table.json").read_text())
        assert document["origin"]["windows"] == 50
    assert (tmp_path / "paper" / "shift_drift.svg").exists()

    rows = dict(zip(("baseline", "pt-stages"), small_lifters.values(), strict=False))
    monkeypatch.setattr("core.cli.evaluate.paper_lifters", lambda: rows)
    out = tmp_path / "rows"
    assert main(["evaluate", "--protocol", "paper", *arguments[2:], "-o", str(out)]) == 0
    assert "Table 3" in capsys.readouterr().out
    assert (out / "table1.csv").read_text().startswith("variant,MPJPE")
