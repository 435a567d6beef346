"""Starting a run from a finished lifter: with its weights as they are, or grown to a longer window."""

from dataclasses import asdict, replace

import torch
from torch import Tensor

from core.errors import BadInput
from core.lifter.checkpoint import Checkpoint
from core.lifter.spec import LifterSpec


def grow_weights(start: Checkpoint, spec: LifterSpec) -> dict[str, Tensor]:
    """What a network as `spec` says, whose window may be longer, begins with if it goes on from `start`.

    Those weights of added layers that are not among them may be anything.
    A temporal encoder thins its frames to a third in every layer and adds the middle ones back. So a layer
    more, whose own part begins at zero, sees only what the shorter encoder saw of the middle of the window,
    and lifts as it did; training then brings in the rest. (In units of the body the longer window measures
    the body a little differently.) `BadInput` where anything but window and dropout differs, or the window
    would be shorter.
    """
    same = replace(
        start.spec, widths=spec.widths, dropout=spec.dropout, temporal_dropout=spec.temporal_dropout
    )
    if same != spec:
        theirs, ours = asdict(same), asdict(spec)
        odd = ", ".join(f"{n} {theirs[n]!r} instead of {ours[n]!r}" for n in ours if theirs[n] != ours[n])
        raise BadInput(f"The lifter to start from is of another kind than the run's: {odd}.")
    first_new = len(start.spec.widths) - 1  # as many blocks as widths after the first
    if len(spec.widths) <= first_new:
        raise BadInput(
            f"The lifter to start from sees {start.spec.window} frames, and the run's only {spec.window}:"
            " a window can grow but not shrink."
        )
    added = {
        f"local.{group}.blocks.{block}.narrow_bn.{part}": torch.zeros(spec.channels)
        for group in spec.groups
        for block in range(first_new, len(spec.widths) - 1)
        for part in ("weight", "bias")
    }
    return {**start.weights, **added}
