"""What a training run is: the network, the stages, how much of everything. Saved with every checkpoint."""

from dataclasses import dataclass, field, replace

from core.errors import BadInput
from core.lifter.spec import LifterSpec
from core.training.sampler import SamplerOptions

PAPER_DECAY = 0.95**80
"""How far the paper's learning rate falls over its 80 epochs of stages 1 and 2."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the multi-stage optimisation (paper, section 3.4)."""

    name: str
    epochs: int
    learning_rate: float
    has_fusion: bool
    decay: float = PAPER_DECAY
    """The learning rate falls by this factor from the first epoch to the last."""
    keeps: tuple[str, ...] = ()
    """Prefixes of the weights taken over from the stage before; everything else starts afresh."""
    freezes: tuple[str, ...] = ()
    """Prefixes of the weights that do not train; their modules are in evaluation mode throughout."""


ENCODERS = ("local.", "whole.")


def multi_stage(first: int, second: int, third: int, *, last_decay: float = 0.95**20) -> tuple[Stage, ...]:
    """The three stages with these numbers of epochs (the paper's are 80, 80, 20)."""
    return (
        Stage("1 without fusion", first, 1e-3, has_fusion=False),
        Stage("2 fusion", second, 1e-3, has_fusion=True, keeps=ENCODERS, freezes=ENCODERS),
        Stage("3 everything", third, 5e-4, has_fusion=True, decay=last_decay, keeps=("",)),
    )


def single_stage(epochs: int) -> tuple[Stage, ...]:
    """The whole network in one run: "without M-S OPT"."""
    return (Stage("whole network", epochs, 1e-3, has_fusion=True),)


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """A whole training run; with the data, it decides the result."""

    spec: LifterSpec
    stages: tuple[Stage, ...]
    samples_per_epoch: int = 40_000
    batch: int = 256
    weight_decay: float = 1e-2
    seed: int = 1
    sampler: SamplerOptions = field(default_factory=SamplerOptions)

    @property
    def epochs(self) -> int:
        """Epochs of all stages."""
        return sum(stage.epochs for stage in self.stages)

    @property
    def steps_per_epoch(self) -> int:
        """Optimiser steps in one epoch."""
        return max(1, self.samples_per_epoch // self.batch)


_SMALL = LifterSpec(temporal_dropout=0.0, dropout=0.0, frame="ray")
"""For two CPU cores. Every sample has a body, camera and noise of its own, so there is nothing to overfit
to: with the paper's dropout this small network erred more in training than in validation."""
_PAPER = LifterSpec(widths=(3,) * 5, channels=512, hidden=1024, latent=512)


def _rie(spec: LifterSpec) -> LifterSpec:
    return replace(spec, has_positional=True, temporal="subtract")


PRESETS: dict[str, TrainingOptions] = {
    "baseline-27": TrainingOptions(_SMALL, single_stage(96)),
    "rie-27": TrainingOptions(_rie(_SMALL), multi_stage(36, 22, 38, last_decay=PAPER_DECAY)),
    "baseline-243": TrainingOptions(_PAPER, single_stage(180), samples_per_epoch=200_000, batch=1024),
    "rie-243": TrainingOptions(_rie(_PAPER), multi_stage(80, 80, 20), samples_per_epoch=200_000, batch=1024),
}
"""Runs by name. The pairs share sizes and the number of samples; only the method differs."""


def find_preset(name: str) -> TrainingOptions:
    """The preset called `name`; `BadInput` lists the known ones."""
    if name not in PRESETS:
        raise BadInput(f"There is no training preset {name!r}; known: {', '.join(PRESETS)}.")
    return PRESETS[name]
