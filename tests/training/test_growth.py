"""A run that starts from a finished lifter, as it is or grown to a longer window."""

from dataclasses import replace

import pytest
import torch
from moving_people import moving_pack

from core.errors import BadInput
from core.jobs import ignore_report
from core.lifter.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from core.lifter.network import FeatureFusionNetwork
from core.lifter.spec import LifterSpec
from core.training import trainer
from core.training.growth import grow_weights
from core.training.options import PRESETS, TrainingOptions, multi_stage, once_more, single_stage
from core.training.trainer import train_lifter

SPEC = LifterSpec(
    widths=(3, 3), has_positional=True, temporal="subtract", channels=8, hidden=12, latent=6, global_blocks=1
)
LONGER = replace(SPEC, widths=(3, 3, 3, 3))


def made_up(spec=SPEC, seed=3):
    """A lifter whose every weight and statistic is random: nothing that starts at one or zero hides."""
    torch.manual_seed(seed)
    weights = {
        name: torch.rand_like(value) + 0.1 if "running_var" in name or "bn.weight" in name else
        torch.randn_like(value) * 0.3 if value.is_floating_point() else value
        for name, value in FeatureFusionNetwork(spec).state_dict().items()
    }  # fmt: skip
    return Checkpoint(spec, weights, {"who": "made up"}, "0123")


def network(spec, weights):
    made = FeatureFusionNetwork(spec)
    made.load_state_dict({**made.state_dict(), **weights})
    return made.eval()


def test_a_grown_lifter_lifts_as_the_shorter_one_did():
    start = made_up()
    windows = torch.randn(7, LONGER.window, 17, 2)
    short = windows[:, (81 - 9) // 2 : (81 + 9) // 2]
    with torch.no_grad():
        expected = network(SPEC, start.weights)(short)
        found = network(LONGER, grow_weights(start, LONGER))(windows)
    torch.testing.assert_close(found, expected)


def test_what_was_added_can_learn():
    grown = network(LONGER, grow_weights(made_up(), LONGER)).train()
    grown(torch.randn(6, LONGER.window, 17, 2)).square().mean().backward()
    added = [p for n, p in grown.named_parameters() if ".blocks.2." in n and "narrow_bn" in n]
    assert added
    assert all(p.grad is not None and p.grad.abs().max() > 0 for p in added)


def test_the_same_window_keeps_every_weight():
    start = made_up()
    grown = grow_weights(start, replace(SPEC, dropout=0.0))
    assert all(torch.equal(grown[name], value) for name, value in start.weights.items())


@pytest.mark.parametrize(
    ("spec", "word"),
    [
        (replace(LONGER, channels=16), "channels 8 instead of 16"),
        (replace(LONGER, temporal=None), "temporal 'subtract' instead of None"),
        (replace(SPEC, widths=(3,)), "only 3"),
    ],
)
def test_another_kind_of_lifter_is_refused(spec, word):
    with pytest.raises(BadInput, match=word):
        grow_weights(made_up(), spec)


@pytest.fixture(autouse=True)
def _few_judged(monkeypatch):
    monkeypatch.setattr(trainer, "_VALIDATION_WINDOWS", 32)
    monkeypatch.setattr(trainer, "_VALIDATION_BATCH", 16)


def train(folder, options, start, on_epoch=lambda result: None):
    return train_lifter(
        options, moving_pack(), moving_pack((30, 40), seed=1), folder, device=torch.device("cpu"),
        report=ignore_report, on_epoch=on_epoch, start=start,
    )  # fmt: skip


def options_of(spec, *stages):
    return TrainingOptions(spec, stages, samples_per_epoch=16, batch=8)


def test_only_the_last_stage_is_run_and_the_lifter_tells_where_it_began(tmp_path):
    said = []
    stages = (*multi_stage(1, 1, 1), once_more(2))
    path = train(tmp_path, options_of(LONGER, *stages), made_up(), said.append)
    assert [result.stage for result in said] == ["once more", "once more"]
    lifter = load_checkpoint(path)
    assert lifter.spec == LONGER
    assert lifter.origin["start"] == {"sha256": "0123", "origin": {"who": "made up"}}


def test_the_first_step_begins_where_the_lifter_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(trainer, "_train_epoch", lambda *a: (_ for _ in ()).throw(KeyboardInterrupt))
    began = []
    start_stage = trainer._start_stage
    monkeypatch.setattr(
        trainer, "_start_stage", lambda *a: began.append(start_stage(*a)) or began[-1]
    )  # fmt: skip
    start = made_up()
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path, options_of(SPEC, once_more(1)), start)
    assert all(torch.equal(began[0].state_dict()[name], value) for name, value in start.weights.items())


def test_a_stopped_run_goes_on_and_one_from_another_lifter_does_not(tmp_path):
    def stop(result):
        raise KeyboardInterrupt

    options = options_of(LONGER, once_more(2))
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path / "stopped", options, made_up(), stop)
    with pytest.raises(BadInput, match="other options"):
        train(tmp_path / "stopped", options, replace(made_up(), sha256="4567"))
    ended = load_checkpoint(train(tmp_path / "stopped", options, made_up()))
    whole = load_checkpoint(train(tmp_path / "whole", options, made_up()))
    assert all(torch.equal(whole.weights[name], value) for name, value in ended.weights.items())


def test_what_is_added_depends_on_the_seed_of_the_run_alone(tmp_path):
    options, start = options_of(LONGER, once_more(1)), made_up()
    ends = []
    for number in (1, 2):
        torch.manual_seed(number)  # what else draws random numbers in the process
        ends.append(load_checkpoint(train(tmp_path / str(number), options, start)).weights)
    assert all(torch.equal(ends[0][name], value) for name, value in ends[1].items())


def test_a_run_that_goes_on_needs_something_to_go_on_from(tmp_path):
    assert PRESETS["rie-81-small"].needs_start
    assert not PRESETS["rie-27"].needs_start
    with pytest.raises(BadInput, match="--start-from"):
        train(tmp_path / "run", options_of(SPEC, once_more(1)), None)
    assert not (tmp_path / "run").exists()
    with pytest.raises(BadInput, match="no last stage"):
        train(tmp_path / "run", options_of(SPEC, *single_stage(1)), made_up())


def test_a_saved_lifter_is_started_from_by_its_file(tmp_path):
    save_checkpoint(made_up(), tmp_path / "mine.safetensors")
    start = load_checkpoint(tmp_path / "mine.safetensors")
    path = train(tmp_path / "run", options_of(LONGER, once_more(1)), start)
    assert load_checkpoint(path).origin["start"]["sha256"] == start.sha256
