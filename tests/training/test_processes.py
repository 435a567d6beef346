"""Training in two processes that share their gradients, as `torchrun` starts them."""

import json
import textwrap
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from two_processes import run_two

from core.errors import BadInput
from core.lifter.checkpoint import load_checkpoint
from core.training.processes import Processes, join_processes
from core.training.run_state import load_run

ROOT = Path(__file__).parents[2]

SCRIPT = """
    import json, sys
    from pathlib import Path
    import torch
    from moving_people import moving_pack
    from core.jobs import JobStopped, ignore_report
    from core.lifter.spec import LifterSpec
    from core.training import trainer
    from core.training.options import TrainingOptions, multi_stage
    from core.training.processes import join_processes

    torch.set_num_threads(1)
    trainer._VALIDATION_WINDOWS = trainer._VALIDATION_BATCH = 16
    spec = LifterSpec(widths=(3, 3), temporal="subtract", channels=8, hidden=12, latent=6, global_blocks=1)
    options = TrainingOptions(spec, multi_stage(1, 1, 1), samples_per_epoch=24, batch=8, ema=0.5)
    draws, draw = [], trainer.WindowSampler.draw

    def watched(sampler, count, generator):
        batch = draw(sampler, count, generator)
        draws.append([count, float(batch.joints.sum())])
        return batch

    trainer.WindowSampler.draw = watched

    def run(folder, processes, device, *, stops=False):
        ends = []

        def end(result):
            ends.append([result.stage, result.train_mm, result.val_mm])
            if stops and result.stage[0] == "2":
                raise JobStopped

        try:
            trainer.train_lifter(
                options, moving_pack(), moving_pack((30, 40), seed=1), folder, device=device,
                report=ignore_report, on_epoch=end, processes=processes,
            )
        except JobStopped:
            pass
        torch.distributed.barrier()  # as a new start would be: all that was written is there
        return ends

    out = Path(sys.argv[1])
    with join_processes(torch.device("cpu")) as (processes, device):
        own = out / f"whole {processes.rank}"
        ends = run(own, processes, device)
        seen = draws[:]
        run(out / "stopped", processes, device, stops=True)
        again = run(out / "stopped", processes, device)

        layer = torch.nn.Linear(1, 1, bias=False)
        torch.nn.init.constant_(layer.weight, processes.rank + 1.0)
        shared = processes.wrap(layer)
        (shared(torch.ones(1, 1)) * [3.0, 7.0][processes.rank]).sum().backward()
        value = torch.tensor([2.0, 4.0][processes.rank])
        processes.average([value])

        found = {
            "draws": seen, "ends": ends, "again": again, "files": sorted(p.name for p in own.iterdir()),
            "weight": layer.weight.item(), "gradient": layer.weight.grad.item(), "mean": value.item(),
        }
        (out / f"rank{processes.rank}.json").write_text(json.dumps(found))
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The folder of two processes' runs, and what each of them saw."""
    folder = tmp_path_factory.mktemp("two")
    script = folder / "train.py"
    script.write_text(textwrap.dedent(SCRIPT))
    run_two(script, folder, paths=(ROOT, ROOT / "tests" / "training"))
    return folder, [json.loads((folder / f"rank{rank}.json").read_text()) for rank in (0, 1)]


def test_each_process_draws_its_own_half_of_every_batch(two):
    first, second = (report["draws"] for report in two[1])
    trained = [[d for d in draws if d[0] == 4] for draws in (first, second)]
    assert len(trained[0]) == len(trained[1]) == 3 * 3
    assert not {total for _, total in trained[0]} & {total for _, total in trained[1]}


def test_both_end_with_the_same_weights_and_statistics(two):
    """Validated alike after every epoch, though they saw different windows."""
    first, second = two[1]
    assert len(first["ends"]) == 3
    assert first["ends"] == second["ends"]


def test_only_the_first_writes(two):
    folder, (first, second) = two
    assert first["files"] == ["curve.svg", "lifter.safetensors", "state.safetensors"]
    assert second["files"] == []
    assert load_checkpoint(folder / "whole 0" / "lifter.safetensors").origin["processes"] == 2


def test_a_stopped_run_of_two_goes_on_as_if_it_had_never_stopped(two):
    folder, reports = two
    assert [len(report["again"]) for report in reports] == [1, 1]
    whole, stopped = (load_file(folder / name / "state.safetensors") for name in ("whole 0", "stopped"))
    assert set(whole) == set(stopped)
    assert all(torch.equal(whole[name], stopped[name]) for name in whole)


def test_gradients_are_the_mean_of_both(two):
    """Weights 1 and 2, gradients 3 and 7, values 2 and 4: the first one's weights count."""
    for report in two[1]:
        assert (report["weight"], report["gradient"], report["mean"]) == (1, 5, 3)


def test_one_process_does_not_go_on_with_a_run_of_two(two):
    identity = load_checkpoint(two[0] / "whole 0" / "lifter.safetensors").origin
    alone = {name: identity[name] for name in ("options", "train_sha256", "val_sha256")}
    with pytest.raises(BadInput, match="another number of processes"):
        load_run(two[0] / "whole 0" / "state.safetensors", alone, torch.device("cpu"))


def test_alone_nothing_changes():
    with join_processes(torch.device("cpu")) as (processes, device):
        assert processes == Processes()
        assert device == torch.device("cpu")
    network = torch.nn.Linear(2, 2)
    assert processes.wrap(network) is network
    assert processes.share(7) == 7


def test_a_batch_that_cannot_be_divided_is_refused():
    with pytest.raises(BadInput, match="7 cannot be divided among 2"):
        Processes(0, 2).share(7)
