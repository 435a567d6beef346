"""The average over weights: against the sum it stands for, through stages and through stops."""

import json
from dataclasses import replace

import pytest
import torch
from moving_people import moving_pack
from safetensors.torch import load_file, save_file

from core.errors import BadInput
from core.jobs import JobStopped, ignore_report
from core.lifter.checkpoint import load_checkpoint
from core.lifter.network import FeatureFusionNetwork
from core.lifter.spec import LifterSpec
from core.training import trainer
from core.training.averaging import WeightAverage
from core.training.options import TrainingOptions, multi_stage
from core.training.trainer import train_lifter, validate

SPEC = LifterSpec(widths=(3, 3), has_positional=True, channels=8, hidden=12, latent=6, global_blocks=1)
OPTIONS = TrainingOptions(SPEC, multi_stage(2, 1, 1), samples_per_epoch=24, batch=8, ema=0.5)


@pytest.fixture(autouse=True)
def _few_judged(monkeypatch):
    monkeypatch.setattr(trainer, "_VALIDATION_WINDOWS", 32)
    monkeypatch.setattr(trainer, "_VALIDATION_BATCH", 16)


def train(folder, options=OPTIONS, *, report=ignore_report, on_epoch=lambda result: None):
    return train_lifter(
        options, moving_pack(), moving_pack((30, 40), seed=1), folder,
        device=torch.device("cpu"), report=report, on_epoch=on_epoch,
    )  # fmt: skip


def part(folder, prefix):
    state = load_file(folder / "state.safetensors")
    return {n.removeprefix(prefix): v for n, v in state.items() if n.startswith(prefix)}


def is_same(a, b):
    return set(a) == set(b) and all(torch.equal(a[n], b[n]) for n in a)


def test_the_average_is_the_weighted_sum_of_all_weights_so_far():
    network = FeatureFusionNetwork(SPEC)
    average = WeightAverage(network, 0.5)
    name, norm = "whole.enter.weight", "whole.enter_bn.running_mean"
    expected = {n: network.state_dict()[n].double() for n in (name, norm)}
    generator = torch.Generator().manual_seed(0)
    for steps in range(8):
        for n in (name, norm):
            network.state_dict()[n].normal_(generator=generator)
        network.whole.enter_bn.num_batches_tracked += 1
        average.update(network, steps)
        decay = min(0.5, (1 + steps) / (10 + steps))
        for n in (name, norm):
            expected[n] = decay * expected[n] + (1 - decay) * network.state_dict()[n].double()
    mean = average.network.state_dict()
    for n in (name, norm):
        torch.testing.assert_close(mean[n].double(), expected[n], atol=1e-6, rtol=1e-6)
    assert mean["whole.enter_bn.num_batches_tracked"] == 8
    assert not average.network.training


def test_validation_and_the_saved_lifter_have_the_averaged_weights(tmp_path):
    results, judged = [], trainer._draw_validation(
        trainer.WindowSampler(moving_pack((30, 40), seed=1), SPEC, OPTIONS.sampler, torch.device("cpu")),
        torch.device("cpu"),
    )  # fmt: skip
    averages = []

    def keep(result):
        results.append(result)
        averages.append(part(tmp_path, "averaged."))
        assert not is_same(averages[-1], part(tmp_path, "weights."))

    path = train(tmp_path, on_epoch=keep)
    network = FeatureFusionNetwork(SPEC)
    network.load_state_dict(averages[-1])
    assert validate(network, judged) * 1000 == pytest.approx(results[-1].val_mm, abs=1e-3)
    saved = load_checkpoint(path).weights
    name = "whole.enter.weight"
    torch.testing.assert_close(saved[name], averages[-1][name].half().float())
    # Stage 2 froze the encoders at the average of stage 1.
    assert torch.equal(averages[1][name], averages[2][name])


@pytest.mark.parametrize("steps", [1, 4, 8])
def test_a_stopped_run_goes_on_with_its_average(tmp_path, steps):
    left = [steps]

    def stop(*_):
        left[0] -= 1
        if left[0] < 0:
            raise JobStopped

    with pytest.raises(JobStopped):
        train(tmp_path / "stopped", report=stop)
    train(tmp_path / "stopped")
    train(tmp_path / "whole")
    a, b = (load_file(tmp_path / name / "state.safetensors") for name in ("stopped", "whole"))
    assert is_same(a, b)


def test_without_an_average_nothing_of_it_is_saved(tmp_path):
    train(tmp_path, replace(OPTIONS, ema=0.0), on_epoch=lambda result: None)
    assert not part(tmp_path, "averaged.")


def test_a_run_saved_before_there_was_an_average_goes_on(tmp_path):
    options = replace(OPTIONS, ema=0.0)
    train(tmp_path, options)
    path = tmp_path / "state.safetensors"
    forget_options(path, "ema", "precision")
    train(tmp_path, options)  # finished: nothing is trained
    with pytest.raises(BadInput, match="other options or data"):
        train(tmp_path, OPTIONS)


def forget_options(path, *names):
    content = path.read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])["__metadata__"]
    identity = json.loads(header["identity"])
    for name in names:
        del identity["options"][name]
    save_file(load_file(path), path, metadata=header | {"identity": json.dumps(identity)})


@pytest.mark.parametrize("decay", [-0.1, 1.0, float("nan")])
def test_a_decay_that_is_none_is_refused(decay):
    with pytest.raises(BadInput, match="decay"):
        replace(OPTIONS, ema=decay)


def test_training_in_bfloat16_ends_near_that_in_float32(tmp_path):
    options = replace(OPTIONS, ema=0.0)
    for precision in ("float32", "bfloat16"):
        train(tmp_path / precision, replace(options, precision=precision))
    exact, rounded = (
        load_checkpoint(tmp_path / name / "lifter.safetensors").origin["history"]
        for name in ("float32", "bfloat16")
    )
    assert exact[0]["train_mm"] != rounded[0]["train_mm"]
    assert exact[-1]["val_mm"] == pytest.approx(rounded[-1]["val_mm"], rel=0.05)
