"""Training a lifter, stage by stage; a run that was stopped goes on where it was."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

import torch
from torch import Tensor

from core import __version__
from core.datasets.mocap import MocapPack
from core.errors import BadInput
from core.jobs import Report
from core.lifter.checkpoint import Checkpoint, save_checkpoint
from core.lifter.network import FeatureFusionNetwork
from core.training.averaging import WeightAverage
from core.training.curve import draw_curve
from core.training.growth import grow_weights
from core.training.options import Stage, TrainingOptions
from core.training.processes import Processes
from core.training.run_state import (
    RunState,
    identify_run,
    load_run,
    optimiser_tensors,
    restore_optimiser,
    save_run,
)
from core.training.sampler import Batch, WindowSampler, mirror

_FIRST_MOMENTUM, _LAST_MOMENTUM = 0.1, 0.001
_VALIDATION_WINDOWS, _VALIDATION_BATCH = 4096, 1024
_VALIDATION_SEED = 20_210_729


@dataclass(frozen=True, slots=True)
class EpochResult:
    """What one epoch brought; errors are MPJPE in millimetres."""

    stage: str
    epoch: int
    epochs: int
    learning_rate: float
    train_mm: float
    val_mm: float
    """On windows of other people, with detector noise and flip averaging: the same windows each time."""
    samples_per_second: float


@dataclass(frozen=True, slots=True, eq=False)
class _Training:
    """What stays the same throughout a run."""

    options: TrainingOptions
    samplers: tuple[WindowSampler, ...]
    """One for each stage."""
    judged: list[Batch]
    """Validation windows."""
    processes: Processes
    report: Report


@dataclass(frozen=True, slots=True, eq=False)
class _Learner:
    """What changes during a stage."""

    network: FeatureFusionNetwork
    forward: torch.nn.Module
    """The network, or what shares its gradients with other processes."""
    average: WeightAverage | None
    optimiser: torch.optim.Optimizer

    @property
    def best(self) -> FeatureFusionNetwork:
        """What is judged and kept."""
        return self.average.network if self.average else self.network


def train_lifter(
    options: TrainingOptions,
    train: MocapPack,
    val: MocapPack,
    folder: Path,
    *,
    device: torch.device,
    report: Report,
    on_epoch: Callable[[EpochResult], None],
    processes: Processes | None = None,
    start: Checkpoint | None = None,
) -> Path:
    """Train as `options` say; returns the finished lifter's file, `folder/lifter.safetensors`.

    With a lifter to `start` from, its weights (grown, where the run's window is longer) take the place of
    fresh ones, and only the last stage is run.

    After every epoch `folder/state.safetensors` is written, and a run that finds one goes on from
    there. It ends as if it had never stopped: an epoch's random numbers depend on seed, stage and
    epoch alone. After every stage `folder/curve.svg` shows the errors so far. `BadInput` if the folder
    holds a run with other options or data.

    Several `processes` divide each batch, draw different windows, share gradients, and after every epoch the
    statistics of batch normalisation; the first of them writes. They continue a run of as many only.
    """
    processes = processes or Processes()
    if start:
        options = options.only_last()
    elif options.needs_start:
        raise BadInput("This run goes on from a finished lifter: name one to start from (--start-from).")
    grown = grow_weights(start, options.spec) if start else {}
    folder.mkdir(parents=True, exist_ok=True)
    identity = identify_run(options, train, val, processes.count, start)
    state_path = folder / "state.safetensors"
    run = load_run(state_path, identity, device) or RunState(weights=grown)
    wanted = [stage.sampler or options.sampler for stage in options.stages]
    # Each holds all of the data, so stages that train on the same share one.
    made = {each: WindowSampler(train, options.spec, each, device) for each in set(wanted)}
    samplers = tuple(made[each] for each in wanted)
    judged = _draw_validation(WindowSampler(val, options.spec, options.sampler, device), device)
    training = _Training(options, samplers, judged, processes, report)
    for number in range(run.stage, len(options.stages)):
        stage = options.stages[number]
        network = _start_stage(options, number, run, device)
        optimiser = _build_optimiser(network, stage, options)
        if run.optimiser:
            restore_optimiser(optimiser, run.optimiser)
        average = WeightAverage(network, options.ema, run.averaged) if options.ema else None
        learner = _Learner(network, processes.wrap(network), average, optimiser)
        for epoch in range(run.epoch, stage.epochs):
            result = _train_epoch(training, number, epoch, learner)
            run = RunState(
                number,
                epoch + 1,
                network.state_dict(),
                average.network.state_dict() if average else {},
                optimiser_tensors(optimiser),
                (*run.history, asdict(result)),
            )
            if processes.is_first:
                save_run(state_path, identity, run)
            on_epoch(result)
        run = RunState(number + 1, 0, learner.best.state_dict(), history=run.history)
        if processes.is_first:
            save_run(state_path, identity, run)
            draw_curve(run.history, folder / "curve.svg")
    spec = replace(options.spec, has_fusion=options.stages[-1].has_fusion)
    origin = {**identity, "relief": __version__, "history": list(run.history)}
    lifter_path = folder / "lifter.safetensors"
    if processes.is_first:
        save_checkpoint(Checkpoint(spec, run.weights, origin), lifter_path, is_half=True)
    return lifter_path


def _start_stage(
    options: TrainingOptions, number: int, run: RunState, device: torch.device
) -> FeatureFusionNetwork:
    """The stage's network: freshly made, with the weights that it keeps, or all of a run under way."""
    stage = options.stages[number]
    torch.manual_seed(_seed(options, number, -1))
    network = FeatureFusionNetwork(replace(options.spec, has_fusion=stage.has_fusion)).to(device)
    prefixes = stage.keeps if run.epoch == 0 else ("",)
    kept = {n: t for n, t in run.weights.items() if n.startswith(prefixes)} if prefixes else {}
    network.load_state_dict({**network.state_dict(), **kept})
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(not (stage.freezes and name.startswith(stage.freezes)))
    return network


def _build_optimiser(
    network: FeatureFusionNetwork, stage: Stage, options: TrainingOptions
) -> torch.optim.Optimizer:
    trained = [p for p in network.parameters() if p.requires_grad]
    return torch.optim.AdamW(trained, lr=stage.learning_rate, weight_decay=options.weight_decay, fused=True)


def _train_epoch(
    training: _Training,
    number: int,
    epoch: int,
    learner: _Learner,
) -> EpochResult:
    options, processes = training.options, training.processes
    network, average = learner.network, learner.average
    stage = options.stages[number]
    done = epoch / stage.epochs
    rate = stage.learning_rate * stage.decay**done
    for group in learner.optimiser.param_groups:
        group["lr"] = rate
    _set_training(network, stage, momentum=_FIRST_MOMENTUM * (_LAST_MOMENTUM / _FIRST_MOMENTUM) ** done)
    device = training.judged[0].joints.device
    seed = _seed(options, number, epoch, processes.rank)
    torch.manual_seed(seed)  # dropout
    generator = torch.Generator(device).manual_seed(seed)
    total = torch.zeros((), device=device)
    count = processes.share(options.batch)
    start = time.perf_counter()
    for step in range(options.steps_per_epoch):
        training.report(
            f"stage {stage.name}, epoch {epoch + 1}/{stage.epochs}", step, options.steps_per_epoch
        )
        batch = training.samplers[number].draw(count, generator)
        with torch.autocast(device.type, torch.bfloat16, enabled=options.precision == "bfloat16"):
            predicted = learner.forward(batch.keypoints)
        loss = mpjpe(predicted.float(), batch.joints)
        learner.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        learner.optimiser.step()
        if average:
            average.update(network, epoch * options.steps_per_epoch + step)
        total += loss.detach()
    seconds = time.perf_counter() - start
    statistics = [*network.buffers(), *(average.network.buffers() if average else ())]
    processes.average([total, *(s for s in statistics if s.is_floating_point())])
    return EpochResult(
        stage.name,
        epoch + 1,
        stage.epochs,
        rate,
        round(float(total) / options.steps_per_epoch * 1000, 3),
        round(validate(learner.best, training.judged) * 1000, 3),
        round(options.steps_per_epoch * options.batch / seconds, 1),
    )


def _set_training(network: FeatureFusionNetwork, stage: Stage, *, momentum: float) -> None:
    """Training mode, but evaluation mode (dropout off, statistics fixed) for what the stage freezes."""
    network.train()
    for name, module in network.named_modules():
        if isinstance(module, torch.nn.BatchNorm1d):
            module.momentum = momentum
        if stage.freezes and f"{name}.".startswith(stage.freezes):
            module.eval()


def mpjpe(predicted: Tensor, target: Tensor) -> Tensor:
    """Mean distance over joints and windows, (N, J, 3) each: the paper's loss."""
    return cast("Tensor", torch.linalg.vector_norm(predicted - target, dim=-1).mean())


@torch.no_grad()
def validate(network: FeatureFusionNetwork, batches: list[Batch]) -> float:
    """MPJPE in metres with flip averaging; leaves the network in evaluation mode."""
    network.eval()
    errors = [
        mpjpe((network(b.keypoints) + mirror(network(mirror(b.keypoints)))) / 2, b.joints) for b in batches
    ]
    return float(torch.stack(errors).mean())


def _draw_validation(sampler: WindowSampler, device: torch.device) -> list[Batch]:
    generator = torch.Generator(device).manual_seed(_VALIDATION_SEED)
    rounds = _VALIDATION_WINDOWS // _VALIDATION_BATCH
    return [sampler.draw(_VALIDATION_BATCH, generator) for _ in range(rounds)]


def _seed(options: TrainingOptions, stage: int, epoch: int, rank: int = 0) -> int:
    """One seed for each epoch of each run and process."""
    one = options.seed * 1_000_003 + stage * 10_007 + epoch + 1
    return (one + rank * 1_000_000_007) % (1 << 62)
