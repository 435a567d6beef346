"""`relief train`, in one process and in two that `torchrun` starts."""

from pathlib import Path

import pytest
import torch
from moving_people import write_packs
from relief_with_tiny_preset import TINY
from safetensors.torch import load_file
from two_processes import run_two

from core.lifter.checkpoint import load_checkpoint
from core.training import trainer
from core.training.options import PRESETS

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return write_packs(tmp_path_factory.mktemp("packs") / "pack")


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setitem(PRESETS, "tiny", TINY)
    monkeypatch.setattr(trainer, "_VALIDATION_WINDOWS", 16)
    monkeypatch.setattr(trainer, "_VALIDATION_BATCH", 16)


def epochs_said(text):
    return [line.split(":")[0] for line in text.splitlines() if "train " in line and " mm, val " in line]


EVERY_EPOCH = [f"stage {name}, epoch 1/1" for name in ("1 without fusion", "2 fusion", "3 everything")]


def test_a_lifter_is_trained_and_a_finished_run_stays(relief, tiny, packs, tmp_path):
    arguments = ("train", "tiny", "--data", packs, "-o", tmp_path / "run", "--device", "cpu", "--seed", "5")
    code, out, said = relief(*arguments)
    assert code == 0
    assert out.strip() == str(tmp_path / "run" / "lifter.safetensors")
    assert epochs_said(said) == EVERY_EPOCH
    lifter = load_checkpoint(Path(out.strip()))
    assert lifter.origin["options"]["seed"] == 5
    again, _, said = relief(*arguments)
    assert again == 0
    assert epochs_said(said) == []
    code, _, said = relief(*arguments[:-1], "6")
    assert code == 2
    assert "other options" in said


def test_a_run_starts_from_a_finished_lifter_with_the_last_stage(relief, tiny, packs, tmp_path):
    def train(folder, *more, preset="tiny"):
        return relief("train", preset, "--data", packs, "-o", tmp_path / folder, "--device", "cpu", *more)

    _, first, _ = train("first")
    code, out, said = train("second", "--start-from", first.strip())
    assert code == 0
    assert epochs_said(said) == EVERY_EPOCH[-1:]
    assert (
        load_checkpoint(Path(out.strip())).origin["start"]["sha256"]
        == load_checkpoint(Path(first.strip())).sha256
    )
    for folder, more, preset, word in (
        ("third", ("--start-from", tmp_path / "none.safetensors"), "tiny", "no such lifter"),
        ("third", ("--start-from", "rie-27"), "tiny", "another kind"),
        ("third", (), "rie-81-small", "--start-from"),
    ):
        code, _, said = train(folder, *more, preset=preset)
        assert code == 2
        assert word in said
        assert not (tmp_path / folder).exists()


def test_an_unknown_preset_names_the_known_ones(relief, packs, tmp_path):
    code, _, said = relief("train", "telepathy", "--data", packs, "-o", tmp_path / "run")
    assert code == 2
    assert "rie-27" in said
    assert not (tmp_path / "run").exists()


def test_two_processes_train_one_lifter_and_one_of_them_speaks(packs, tmp_path):
    paths = (HERE.parents[1], HERE)
    run = tmp_path / "run"
    done = run_two(
        HERE / "relief_with_tiny_preset.py",
        "train", "tiny", "--data", packs, "-o", run, "--device", "cpu",
        paths=paths,
    )  # fmt: skip
    assert done.stdout.strip() == str(run / "lifter.safetensors")
    assert epochs_said(done.stderr) == EVERY_EPOCH
    lifter = load_checkpoint(run / "lifter.safetensors")
    assert lifter.origin["processes"] == 2
    assert lifter.spec.has_fusion
    assert all(torch.isfinite(value).all() for value in load_file(run / "state.safetensors").values())
