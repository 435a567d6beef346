"""A training run between two epochs, as a file: tensors and JSON, nothing that could run."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from core.datasets.mocap import MocapPack
from core.errors import BadInput
from core.files import write_aside_binary
from core.lifter.checkpoint import Checkpoint
from core.lifter.spec import LifterSpec
from core.training.options import Stage, TrainingOptions

_WEIGHTS, _AVERAGED, _OPTIMISER = "weights.", "averaged.", "optimiser."


@dataclass(frozen=True, slots=True, eq=False)
class RunState:
    """Where a run stands: all that is needed to go on as if it had never stopped."""

    stage: int = 0
    epoch: int = 0
    """Finished epochs of that stage."""
    weights: Mapping[str, Tensor] = field(default_factory=dict)
    averaged: Mapping[str, Tensor] = field(default_factory=dict)
    """The mean over recent weights; empty without `TrainingOptions.ema` and at a stage's start."""
    optimiser: Mapping[str, Tensor] = field(default_factory=dict)
    """`parameter index.entry` of the optimiser's state; empty at a stage's start."""
    history: tuple[Mapping[str, Any], ...] = ()
    """One entry per finished epoch, of all stages."""


def identify_run(
    options: TrainingOptions,
    train: MocapPack,
    val: MocapPack,
    processes: int = 1,
    start: Checkpoint | None = None,
) -> dict[str, Any]:
    """What decides a run's result, as JSON: runs that differ in it cannot continue one another."""
    chosen = json.loads(json.dumps(asdict(options)))  # tuples become lists, as they will when read back
    several = {"processes": processes} if processes > 1 else {}
    started = {"start": {"sha256": start.sha256, "origin": dict(start.origin)}} if start else {}
    data = {"train_sha256": train.fingerprint, "val_sha256": val.fingerprint}
    return {"options": chosen, **data, **several, **started}


def save_run(path: Path, identity: Mapping[str, Any], run: RunState) -> None:
    """Write the state aside and rename it: a run killed while saving keeps the state before."""
    tensors = {_WEIGHTS + n: t for n, t in run.weights.items()}
    tensors |= {_AVERAGED + n: t for n, t in run.averaged.items()}
    tensors |= {_OPTIMISER + n: t for n, t in run.optimiser.items()}
    where = {"stage": run.stage, "epoch": run.epoch, "history": run.history}
    header = {"identity": json.dumps(dict(identity)), "where": json.dumps(where)}
    clean = {n: t.detach().cpu().contiguous() for n, t in tensors.items()}
    with write_aside_binary(path) as file:
        file.write(save(clean, metadata=header))


def load_run(path: Path, identity: Mapping[str, Any], device: torch.device) -> RunState | None:
    """The saved state, or None if there is none.

    A run of the first of the wanted stages alone goes on with the others. `BadInput` if the file is damaged
    or belongs to a run with other options or data.
    """
    if not path.exists():
        return None
    try:
        with safe_open(str(path), framework="pt", device=str(device)) as file:
            header = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        found, where = json.loads(header["identity"]), json.loads(header["where"])
        stage, epoch, history = int(where["stage"]), int(where["epoch"]), tuple(where["history"])
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(f"{path}: the saved run is damaged ({error}). Delete it to start over.") from error
    if not _goes_on(_with_defaults(found), identity):
        raise BadInput(
            f"{path}: a run with other options or data is there, or of another number of"
            " processes. Choose another folder."
        )

    def part(prefix: str) -> dict[str, Tensor]:
        return {n.removeprefix(prefix): t for n, t in tensors.items() if n.startswith(prefix)}

    return RunState(stage, epoch, part(_WEIGHTS), part(_AVERAGED), part(_OPTIMISER), history)


def _goes_on(found: Any, wanted: Mapping[str, Any]) -> bool:
    if not isinstance(found, dict) or not isinstance(found.get("options"), dict):
        return False
    first, stages = found["options"]["stages"], wanted["options"]["stages"]
    if not isinstance(first, list) or first != stages[: len(first)]:
        return False
    return {**found, "options": {**found["options"], "stages": stages}} == wanted


def _with_defaults(identity: Any) -> Any:
    """A saved run's identity; options that did not exist when it was saved have their defaults."""
    if not isinstance(identity, dict) or not isinstance(identity.get("options"), dict):
        return identity
    usual = json.loads(json.dumps(asdict(TrainingOptions(LifterSpec(), ()))))
    options = _fill(identity["options"], usual)
    if isinstance(options.get("stages"), list):
        usual_stage = json.loads(json.dumps(asdict(Stage("", 0, 0.0, has_fusion=True))))
        options["stages"] = [
            _fill(stage, usual_stage) if isinstance(stage, dict) else stage for stage in options["stages"]
        ]
    return {**identity, "options": options}


def _fill(found: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    filled = {**usual, **found}
    nested = (n for n in found if isinstance(found[n], dict) and isinstance(usual.get(n), dict))
    return {**filled, **{name: _fill(found[name], usual[name]) for name in nested}}


def optimiser_tensors(optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    """The optimiser's state as named tensors."""
    state = optimiser.state_dict()["state"]
    return {f"{i}.{key}": value for i, entry in state.items() for key, value in entry.items()}


def restore_optimiser(optimiser: torch.optim.Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """Give an optimiser the state that `optimiser_tensors` took."""
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        index, key = name.split(".", 1)
        state.setdefault(int(index), {})[key] = value
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})
