import json
from dataclasses import asdict, replace

import pytest

from core.errors import BadInput
from core.training.options import PRESETS, find_preset, multi_stage, single_stage


def test_the_three_stages_are_the_papers():
    first, second, third = multi_stage(80, 80, 20)
    assert [s.epochs for s in (first, second, third)] == [80, 80, 20]
    assert [s.learning_rate for s in (first, second, third)] == [1e-3, 1e-3, 5e-4]
    assert [s.has_fusion for s in (first, second, third)] == [False, True, True]
    assert second.keeps == second.freezes == ("local.", "whole.")
    assert third.keeps == ("",)
    assert first.freezes == third.freezes == ()


def test_the_learning_rate_falls_by_a_twentieth_each_epoch_of_the_paper():
    for stage in multi_stage(80, 80, 20):
        assert stage.decay ** (1 / stage.epochs) == pytest.approx(0.95)


@pytest.mark.parametrize("frames", [27, 81, 243])
def test_a_pair_of_presets_differs_in_the_method_alone(frames):
    baseline, rie = find_preset(f"baseline-{frames}"), find_preset(f"rie-{frames}")
    assert baseline.spec.window == rie.spec.window == frames
    assert baseline.spec.label == "baseline"
    assert rie.spec.label == "relative +P-ENH +T-ENH"
    assert (
        replace(rie.spec, has_positional=False, temporal=None, has_absolute=True, unit="picture")
        == baseline.spec
    )
    assert baseline.epochs == rie.epochs
    assert replace(baseline, spec=rie.spec, stages=rie.stages) == rie
    assert [stage.has_fusion for stage in rie.stages[:3]] == [False, True, True]
    assert baseline.stages[1:] == rie.stages[3:]
    first = sum(stage.epochs for stage in rie.stages[:3])
    assert baseline.stages[:1] == single_stage(first, rate=rie.stages[0].learning_rate)


def test_the_grown_pair_is_the_small_one_with_a_longer_window_and_one_stage_alike():
    for name in ("baseline", "rie"):
        short, grown = find_preset(f"{name}-27"), find_preset(f"{name}-81-small")
        assert grown.spec == replace(short.spec, widths=(3,) * 4)
        assert grown.stages[0].sampler == short.stages[-1].sampler
    assert replace(find_preset("baseline-81-small"), spec=grown.spec) == grown


def test_every_row_of_the_papers_tables_has_the_same_budget_and_the_papers_cameras():
    runs = {name: options for name, options in PRESETS.items() if name.startswith("paper-")}
    assert {"paper-baseline", "paper-pt-stages", "paper-t-cross", "paper-p-relative"} <= set(runs)
    for is_long, epochs in ((False, 45), (True, 180)):
        alike = [o for name, o in runs.items() if name.endswith("-long") == is_long]
        assert len(alike) == len(runs) / 2
        assert {(o.epochs, o.samples_per_epoch, o.batch, o.sampler) for o in alike} == {
            (epochs, 10_240, 256, runs["paper-pt"].sampler)
        }
    assert runs["paper-pt"].sampler.cameras == "fixed"
    assert {o.spec.frame for o in runs.values()} == {"camera"}
    labels = {name: o.spec.label for name, o in runs.items()}
    assert labels["paper-baseline-stages"] == "baseline"
    assert labels["paper-t-cosine"] == "+T-ENH (cosine)"
    assert len(runs["paper-t-stages"].stages) == 3


def test_an_epoch_has_at_least_one_step():
    options = PRESETS["rie-27"]
    assert options.steps_per_epoch == 25_600 // 128
    assert replace(options, samples_per_epoch=5).steps_per_epoch == 1


def test_an_unknown_preset_lists_the_known_ones():
    with pytest.raises(BadInput, match="known: baseline-27, rie-27"):
        find_preset("telepathy")


@pytest.mark.parametrize("name", PRESETS)
def test_options_can_be_saved_beside_a_checkpoint(name):
    assert json.loads(json.dumps(asdict(PRESETS[name])))["spec"]["channels"] == PRESETS[name].spec.channels
