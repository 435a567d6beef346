"""Pictures of an evaluation, as PNG and SVG: curves that stay apart however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from core.files import path_aside

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[np.float64]

_COLOURS = ("#cc79a7", "#009e73", "#0072b2", "#e69f00", "#56b4e9", "#d55e00", "#5b5b5b")
"""Okabe and Ito's (2008), told apart by people with any kind of colour vision."""
_MARKERS = ("o", "s", "^", "D", "v")
"""As many as share no divisor with the colours: 35 lifters go by before a pair of both comes again."""
_LINES: tuple[Literal["solid", "dashed", "dotted"], ...] = ("solid", "dashed", "dotted")
_LEAST_GAP = 0.06
"""Between two labels, as a share of the picture's height."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One line of a picture."""

    label: str
    """Whose it is: one colour and one kind of marker for each."""
    x: Array
    y: Array
    low: Array | None = None
    high: Array | None = None
    """Ends of a 95 % interval at each x."""
    kind: str = ""
    """What it shows, where a picture shows several things of each: one kind of line for each."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture."""

    name: str
    title: str
    x_label: str
    y_label: str
    curves: tuple[Curve, ...]


def draw_picture(picture: Picture, folder: Path) -> list[Path]:
    """Write `name.png` and `name.svg`; the same picture gives the same files every time."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": picture.name, "font.size": 10}):
        figure = Figure(figsize=(8, 4.2), layout="constrained")
        axes = figure.add_subplot()
        _draw_curves(axes, picture.curves)
        axes.set(title=picture.title, xlabel=picture.x_label, ylabel=picture.y_label)
        axes.set_ylim(bottom=0)
        axes.grid(visible=True, alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
        _label_ends(axes, picture.curves)
        _explain_lines(axes, picture.curves)
        paths = [folder / f"{picture.name}.{kind}" for kind in ("png", "svg")]
        for path in paths:
            with path_aside(path) as aside:
                metadata = {"Date": None} if path.suffix == ".svg" else None
                figure.savefig(aside, dpi=150, format=path.suffix[1:], metadata=metadata)
    return paths


def _draw_curves(axes: "Axes", curves: Sequence[Curve]) -> None:
    labels, kinds = _distinct(c.label for c in curves), _distinct(c.kind for c in curves)
    for curve in curves:
        number, kind = labels.index(curve.label), kinds.index(curve.kind)
        colour = _COLOURS[number % len(_COLOURS)]
        step = float(np.diff(curve.x).min()) if len(curve.x) > 1 else 1.0
        aside = 0.0
        if curve.low is not None and curve.high is not None:
            aside = 0.08 * step * (number - (len(labels) - 1) / 2)  # bars at one x would hide each other
            axes.vlines(curve.x + aside, curve.low, curve.high, color=colour, linewidth=1.2, alpha=0.7)
        axes.plot(
            curve.x + aside, curve.y, color=colour, linestyle=_LINES[kind % len(_LINES)], linewidth=1.6,
            marker=_MARKERS[number % len(_MARKERS)], markersize=4.5,
            markerfacecolor="white" if kind else colour, clip_on=False,
        )  # fmt: skip
    if curves and len(curves[0].x) <= 12 and np.equal(curves[0].x, curves[0].x.round()).all():
        axes.set_xticks(curves[0].x)


def _label_ends(axes: "Axes", curves: Sequence[Curve]) -> None:
    """Write whose each curve is beside its end, once for each, none over another."""
    labels = _distinct(c.label for c in curves)
    ends = []
    for number, label in enumerate(labels):
        curve = next(c for c in curves if c.label == label)
        known = np.flatnonzero(np.isfinite(curve.y))
        if len(known):
            ends.append((float(curve.y[known[-1]]), float(curve.x[known[-1]]), label, number))
    ends.sort()
    low, high = axes.get_ylim()
    places = spread_labels([end[0] for end in ends], gap=_LEAST_GAP * (high - low), top=high)
    for (y, x, label, number), place in zip(ends, places, strict=True):
        colour = _COLOURS[number % len(_COLOURS)]
        axes.annotate(
            label, (x, y), (1.03, place), textcoords=axes.get_yaxis_transform(), va="center",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "relpos": (0, 0.5), "shrinkB": 4},
        )  # fmt: skip


def spread_labels(places: Sequence[float], *, gap: float, top: float) -> list[float]:
    """Increasing places moved as little as it takes to lie `gap` apart and, if they fit, below `top`."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    limit = top
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], limit)
        limit = moved[i] - gap
    return moved


def _explain_lines(axes: "Axes", curves: Sequence[Curve]) -> None:
    """A legend of the kinds of line, where there are several."""
    from matplotlib.lines import Line2D

    kinds = _distinct(c.kind for c in curves)
    if len(kinds) > 1:
        handles = [
            Line2D([], [], color="#333333", linestyle=_LINES[i % len(_LINES)], linewidth=1.6, label=kind)
            for i, kind in enumerate(kinds)
        ]
        axes.legend(handles=handles, frameon=False, handlelength=3)


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
