"""The picture of a training run: error of training and validation, epoch by epoch."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.files import path_aside


def draw_curve(history: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Draw all finished epochs (entries of `EpochResult`) of a run into an SVG or PNG file."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    epochs = range(1, len(history) + 1)
    with mpl.rc_context({"svg.hashsalt": "curve", "font.size": 10}):
        figure = Figure(figsize=(7, 4.2), layout="constrained")
        axes = figure.add_subplot()
        for key, label, colour in (("train_mm", "training", "#56b4e9"), ("val_mm", "validation", "#d55e00")):
            axes.plot(epochs, [entry[key] for entry in history], color=colour, label=label, linewidth=1.8)
        for number, (before, entry) in enumerate(pairwise(history), 1):
            if entry["stage"] != before["stage"]:
                axes.axvline(number + 0.5, color="#999999", linewidth=1, linestyle=":")
        last = history[-1]["val_mm"] if history else float("nan")
        axes.set(
            title=f"validation {last:.1f} mm after {len(history)} epochs",
            xlabel="epoch",
            ylabel="MPJPE in mm",
        )
        axes.grid(visible=True, alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
        with path_aside(path) as aside:
            figure.savefig(aside, dpi=150, format=path.suffix[1:], metadata={"Date": None})
