"""A training run in seconds: its stages, and going on after a stop as if there had been none."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
import torch
from moving_people import moving_pack
from safetensors.torch import load_file, save_file

from core.errors import BadInput
from core.jobs import JobStopped, ignore_report
from core.lifter.checkpoint import load_checkpoint
from core.lifter.inference import Lifter
from core.lifter.network import FeatureFusionNetwork
from core.lifter.spec import LifterSpec
from core.training import run_state, trainer
from core.training.options import TrainingOptions, joined_bodies, multi_stage, once_more, single_stage
from core.training.sampler import SamplerOptions
from core.training.trainer import mpjpe, train_lifter, validate

SPEC = LifterSpec(
    widths=(3, 3), has_positional=True, temporal="subtract", channels=8, hidden=12, latent=6, global_blocks=1
)
OPTIONS = TrainingOptions(SPEC, multi_stage(2, 2, 1), samples_per_epoch=16, batch=8)
CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def _few_judged(monkeypatch):
    monkeypatch.setattr(trainer, "_VALIDATION_WINDOWS", 32)
    monkeypatch.setattr(trainer, "_VALIDATION_BATCH", 16)


def train(folder, options=OPTIONS, *, report=ignore_report, pack=None, on_epoch=lambda result: None):
    return train_lifter(
        options, pack or moving_pack(), moving_pack((30, 40), seed=1), folder,
        device=CPU, report=report, on_epoch=on_epoch,
    )  # fmt: skip


def saved_weights(folder):
    state = load_file(folder / "state.safetensors")
    return {n.removeprefix("weights."): v for n, v in state.items() if n.startswith("weights.")}


def states_of(folder, options=OPTIONS):
    """The saved tensors after every epoch, by (stage, epoch)."""
    states = {}

    def keep(result):
        states[result.stage[0], result.epoch] = saved_weights(folder)

    train(folder, options, on_epoch=keep)
    return states


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The folder of a finished run, and its weights after every epoch."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trainer, "_VALIDATION_WINDOWS", 32)
        patch.setattr(trainer, "_VALIDATION_BATCH", 16)
        return folder, states_of(folder)


@pytest.fixture
def states(finished):
    return finished[1]


def part(state, *prefixes):
    return {n: v for n, v in state.items() if n.startswith(prefixes)}


def is_same(a, b):
    return set(a) == set(b) and all(torch.equal(a[n], b[n]) for n in a)


def test_stage_1_has_no_fusion_and_the_others_have(states):
    assert list(states) == [("1", 1), ("1", 2), ("2", 1), ("2", 2), ("3", 1)]
    for (stage, _), state in states.items():
        assert bool(part(state, "fusion.")) == (stage != "1")


def test_stage_2_leaves_the_encoders_and_their_statistics_alone(states):
    for epoch in (1, 2):
        assert is_same(part(states["2", epoch], "local.", "whole."), part(states["1", 2], "local.", "whole."))
    for prefix in ("fusion.", "decoders."):
        first, second = part(states["2", 1], prefix), part(states["2", 2], prefix)
        assert not any(
            torch.equal(first[n], second[n]) for n in first if n.endswith(("weight", "running_mean"))
        )


def test_the_other_stages_train_everything(states):
    for before, after in [(("1", 1), ("1", 2)), (("2", 2), ("3", 1))]:
        for name, value in states[before].items():
            if name.endswith(("weight", "running_mean", "running_var")):
                assert not torch.equal(value, states[after][name]), name


def test_stage_2_starts_with_fresh_decoders_and_stage_3_goes_on(monkeypatch, tmp_path):
    starts = []
    start_stage = trainer._start_stage

    def watch(options, number, run, device):
        network = start_stage(options, number, run, device)
        starts.append(({n: v.clone() for n, v in network.state_dict().items()}, dict(run.weights)))
        return network

    monkeypatch.setattr(trainer, "_start_stage", watch)
    train(tmp_path)
    (_, _), (second, from_first), (third, from_second) = starts
    assert is_same(part(second, "local.", "whole."), part(from_first, "local.", "whole."))
    for name, value in part(second, "decoders.").items():
        if name.endswith("weight") and "_bn" not in name:
            old = from_first[name]
            assert old.shape != value.shape or not torch.allclose(old, value)
        if name.endswith("running_mean"):
            assert not value.any()
    assert is_same(third, from_second)


def test_the_same_run_twice_ends_bit_for_bit_alike(tmp_path, states):
    train(tmp_path)
    assert is_same(saved_weights(tmp_path), states["3", 1])


def test_another_seed_ends_elsewhere(tmp_path, states):
    train(tmp_path, replace(OPTIONS, seed=2, stages=OPTIONS.stages[:1]))
    name = "whole.enter.weight"
    assert not torch.allclose(saved_weights(tmp_path)[name], states["1", 2][name], atol=0.01)


def stop_after(steps):
    left = [steps]

    def report(stage, done, total):
        left[0] -= 1
        if left[0] < 0:
            raise JobStopped

    return report


@pytest.mark.parametrize("steps", [1, 4, 7])
def test_a_stopped_run_goes_on_as_if_it_had_never_stopped(tmp_path, steps, states):
    """Two steps an epoch: stopped in the first, between stages and within a stage."""
    with pytest.raises(JobStopped):
        train(tmp_path, report=stop_after(steps))
    torch.rand(7)  # other random numbers in between do not matter
    train(tmp_path)
    assert is_same(saved_weights(tmp_path), states["3", 1])


def test_a_run_that_is_stopped_at_every_turn_ends_the_same(tmp_path, states):
    for _ in range(20):
        try:
            path = train(tmp_path, report=stop_after(3))
            break
        except JobStopped:
            continue
    history = load_checkpoint(path).origin["history"]
    assert [(h["stage"][0], h["epoch"]) for h in history] == list(states)
    halves = {n: v.half().float() for n, v in states["3", 1].items() if n.endswith(".weight")}
    assert is_same(part(load_checkpoint(path).weights, *halves), halves)


def test_a_finished_run_is_not_trained_again(finished):
    folder, _ = finished
    first, asked = load_checkpoint(folder / "lifter.safetensors"), []
    again = load_checkpoint(train(folder, report=lambda *step: asked.append(step)))
    assert is_same(again.weights, first.weights)
    assert again.origin == first.origin
    assert asked == []


def test_the_finished_lifter_lifts_and_tells_where_it_comes_from(finished):
    path = finished[0] / "lifter.safetensors"
    checkpoint = load_checkpoint(path)
    assert checkpoint.spec == SPEC
    assert checkpoint.origin["options"]["seed"] == 1
    assert checkpoint.origin["train_sha256"] == moving_pack().fingerprint
    assert len(checkpoint.origin["history"]) == 5
    lifted = Lifter.from_file(path, device="cpu").lift_run(torch.rand(20, 17, 2).numpy())
    assert lifted.shape == (20, 17, 3)


def test_a_run_of_the_first_stage_alone_makes_a_lifter_without_fusion(tmp_path):
    path = train(tmp_path, replace(OPTIONS, stages=multi_stage(1, 1, 1)[:1]))
    assert load_checkpoint(path).spec == replace(SPEC, has_fusion=False)


def test_a_run_of_the_first_stages_goes_on_with_further_ones(tmp_path):
    first = replace(OPTIONS, stages=(*single_stage(2), once_more(1)))
    train(tmp_path, replace(first, stages=first.stages[:1]))
    path = train(tmp_path, first)
    assert is_same(load_checkpoint(path).weights, load_checkpoint(train(tmp_path / "at once", first)).weights)
    assert [h["stage"] for h in load_checkpoint(path).origin["history"]] == ["whole network"] * 2 + [
        "once more"
    ]
    with pytest.raises(BadInput, match="other options or data"):
        train(tmp_path, replace(first, stages=first.stages[:1]))


def test_a_stage_with_data_of_its_own_trains_on_them_and_is_judged_as_the_others(tmp_path, monkeypatch):
    own = SamplerOptions(join_odds=0.5, noise=None)
    stage = replace(once_more(1), name="own", sampler=own)
    options = replace(OPTIONS, stages=(*single_stage(1), stage))
    drawn, judged = [], []
    draw, validate = trainer.WindowSampler.draw, trainer.validate

    def see_draw(sampler, count, generator):
        drawn.append(sampler._options)
        return draw(sampler, count, generator)

    def see_validate(network, batches):
        judged.append(batches[0].keypoints)
        return validate(network, batches)

    monkeypatch.setattr(trainer.WindowSampler, "draw", see_draw)
    monkeypatch.setattr(trainer, "validate", see_validate)
    train(tmp_path, options)
    steps = OPTIONS.steps_per_epoch
    assert drawn[-2 * steps :] == [OPTIONS.sampler] * steps + [own] * steps
    assert len(judged) == 2
    assert torch.equal(*judged)


def test_a_run_saved_before_stages_had_data_of_their_own_goes_on(tmp_path):
    options = replace(OPTIONS, stages=single_stage(1))
    train(tmp_path, options)
    path = tmp_path / "state.safetensors"
    content = path.read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])["__metadata__"]
    identity = json.loads(header["identity"])
    for saved in identity["options"]["stages"]:
        del saved["sampler"]
    del identity["options"]["sampler"]["join_odds"]
    save_file(load_file(path), path, metadata=header | {"identity": json.dumps(identity)})
    further = replace(options, stages=(*options.stages, joined_bodies(1)))
    origin = load_checkpoint(train(tmp_path, further)).origin
    assert [h["stage"] for h in origin["history"]] == ["whole network", "joined bodies"]


def test_learning_lowers_the_error(tmp_path):
    results = []
    options = replace(OPTIONS, stages=single_stage(3), samples_per_epoch=320, batch=32)
    train(tmp_path, options, on_epoch=results.append)
    assert results[-1].train_mm < results[0].train_mm
    assert results[-1].val_mm < results[0].val_mm
    assert [r.epoch for r in results] == [1, 2, 3]
    rates = [r.learning_rate for r in results]
    assert rates[0] == 1e-3
    assert all(b < a for a, b in pairwise(rates))


def test_other_options_or_data_in_the_same_folder_are_refused(tmp_path):
    with pytest.raises(JobStopped):
        train(tmp_path, report=stop_after(4))
    before = (tmp_path / "state.safetensors").read_bytes()
    for other in (replace(OPTIONS, seed=2), replace(OPTIONS, spec=replace(SPEC, dropout=0.1))):
        with pytest.raises(BadInput, match="other options or data"):
            train(tmp_path, other)
    with pytest.raises(BadInput, match="other options or data"):
        train(tmp_path, pack=moving_pack(seed=9))
    assert (tmp_path / "state.safetensors").read_bytes() == before


def test_a_damaged_state_is_refused(tmp_path):
    with pytest.raises(JobStopped):
        train(tmp_path, report=stop_after(4))
    path = tmp_path / "state.safetensors"
    sound = path.read_bytes()
    header = json.loads(sound[8 : 8 + int.from_bytes(sound[:8], "little")])["__metadata__"]
    damaged = [b"", b"hello", sound[:100], sound[:-1], bytes(8) + sound[8:]]
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(BadInput, match=r"state\.safetensors.*damaged"):
            train(tmp_path)
    for where in ("1", "{}", "[", '{"stage": "x", "epoch": 1, "history": []}', "[" * 100_000):
        save_file({"weights.a": torch.ones(1)}, path, metadata=header | {"where": where})
        with pytest.raises(BadInput, match=r"state\.safetensors.*damaged"):
            train(tmp_path)
    save_file({"weights.a": torch.ones(1)}, path)
    with pytest.raises(BadInput, match=r"state\.safetensors.*damaged"):
        train(tmp_path)


def test_a_run_killed_while_saving_keeps_the_state_before(tmp_path, monkeypatch, states):
    save, saves = run_state.save, []

    def killed(tensors, metadata):
        saves.append(metadata)
        if len(saves) == 4:
            raise KeyboardInterrupt
        return save(tensors, metadata=metadata)

    monkeypatch.setattr(run_state, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"state.safetensors", "curve.svg"}
    train(tmp_path)
    assert is_same(saved_weights(tmp_path), states["3", 1])


def test_frozen_parts_are_in_evaluation_mode_and_momentum_decays():
    stage = multi_stage(80, 80, 20)[1]
    network = FeatureFusionNetwork(SPEC)
    trainer._set_training(network, stage, momentum=0.03)
    for name, module in network.named_modules():
        if name:
            assert module.training == (not name.startswith(("local", "whole"))), name
        if isinstance(module, torch.nn.BatchNorm1d):
            assert module.momentum == 0.03


def test_the_loss_is_the_mean_distance():
    predicted = torch.tensor([[[3.0, 4, 0], [0, 0, 0]], [[0, 0, 1], [2, 0, 0]]])
    assert float(mpjpe(predicted, torch.zeros(2, 2, 3))) == pytest.approx((5 + 0 + 1 + 2) / 4)


def test_validation_averages_over_the_mirror_image():
    sampler = trainer.WindowSampler(moving_pack(), SPEC, OPTIONS.sampler, CPU)
    batch = sampler.draw(8, torch.Generator().manual_seed(0))
    network = FeatureFusionNetwork(SPEC)
    found = validate(network, [batch])
    assert not network.training
    with torch.no_grad():
        straight, turned = network(batch.keypoints), network(trainer.mirror(batch.keypoints))
        mean = (straight + trainer.mirror(turned)) / 2
        naive = (mean - batch.joints).norm(dim=-1).mean()
    assert found == pytest.approx(float(naive), rel=1e-5)
