"""Tables and pictures of an evaluation, as files: Markdown, CSV, JSON, PNG and SVG."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.statistics import Mean
from core.files import path_aside, staged_folder, write_aside

Cell = str | float | Mean
Array = NDArray[np.float64]

_COLOURS = ("#cc79a7", "#009e73", "#0072b2", "#e69f00", "#56b4e9", "#d55e00", "#5b5b5b")
"""Okabe and Ito's (2008), told apart by people with any kind of colour vision."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; numbers are millimetres unless a column says otherwise."""

    name: str
    """For the file: `table`, `shift`."""
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One line of a picture."""

    label: str
    x: Array
    y: Array
    low: Array | None = None
    high: Array | None = None
    """Ends of a 95 % interval at each x."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture."""

    name: str
    title: str
    x_label: str
    y_label: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """All that one evaluation says."""

    title: str
    tables: tuple[Table, ...]
    pictures: tuple[Picture, ...] = ()
    origin: Mapping[str, Any] = field(default_factory=dict)
    """What decides the numbers: protocol, options, hashes of data and lifters, versions."""


def write_evaluation(evaluation: Evaluation, folder: Path) -> list[Path]:
    """Write all files into the folder, all or none; `CannotWrite` leaves what was there."""
    with staged_folder(folder) as stage:
        written = [_write_markdown(evaluation, stage), _write_json(evaluation, stage)]
        written += [_write_csv(table, stage) for table in evaluation.tables]
        for picture in evaluation.pictures:
            written += _draw(picture, stage)
    return [folder / path.name for path in written]


def _write_markdown(evaluation: Evaluation, folder: Path) -> Path:
    lines = [f"# {evaluation.title}", ""]
    for table in evaluation.tables:
        lines += [f"## {table.title}", "", *_markdown_lines(table), ""]
        lines += [f"- {note}" for note in table.notes] + [""] * bool(table.notes)
    for picture in evaluation.pictures:
        lines += [f"![{picture.title}]({picture.name}.svg)", ""]
    lines += ["## Origin", "", *(f"- {key}: {value}" for key, value in evaluation.origin.items()), ""]
    path = folder / "table.md"
    with write_aside(path) as file:
        file.write("\n".join(lines))
    return path


def _markdown_lines(table: Table) -> list[str]:
    rows = [[_text(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in rows]
    return [lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]]


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.1f}" if np.isfinite(cell) else "-"
    return str(cell)


def _write_csv(table: Table, folder: Path) -> Path:
    path = folder / f"{table.name}.csv"
    with write_aside(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        spread = [any(isinstance(row[i], Mean) for row in table.rows) for i in range(len(table.columns))]
        writer.writerow(
            name
            for column, is_mean in zip(table.columns, spread, strict=True)
            for name in ([column, f"{column} low", f"{column} high"] if is_mean else [column])
        )
        for row in table.rows:
            writer.writerow(
                value
                for cell, is_mean in zip(row, spread, strict=True)
                for value in (_numbers(cell) if is_mean else [_number(cell)])
            )
    return path


def _numbers(cell: Cell) -> list[str]:
    if isinstance(cell, Mean):
        return [_number(value) for value in (cell.value, cell.low, cell.high)]
    return [_number(cell), "", ""]


def _number(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.4f}" if np.isfinite(cell) else ""
    return str(cell)


def _write_json(evaluation: Evaluation, folder: Path) -> Path:
    document = {
        "title": evaluation.title,
        "origin": dict(evaluation.origin),
        "tables": [
            {
                "name": table.name, "title": table.title, "notes": list(table.notes),
                "rows": [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows],
            }
            for table in evaluation.tables
        ],
    }  # fmt: skip
    path = folder / "table.json"
    with write_aside(path) as file:
        json.dump(document, file, indent=1, allow_nan=False)
    return path


def _plain(cell: Cell) -> object:
    if isinstance(cell, Mean):
        return {"mean": _plain(cell.value), "low": _plain(cell.low), "high": _plain(cell.high)}
    if isinstance(cell, float):
        return round(cell, 4) if np.isfinite(cell) else None
    return cell


def _draw(picture: Picture, folder: Path) -> list[Path]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": picture.name, "font.size": 10}):  # the same file every time
        figure = Figure(figsize=(7, 4.2), layout="constrained")
        axes = figure.add_subplot()
        for curve, colour in zip(picture.curves, _colours(picture.curves), strict=True):
            axes.plot(curve.x, curve.y, "o-", color=colour, label=curve.label, markersize=4, linewidth=1.8)
            if curve.low is not None and curve.high is not None:
                axes.fill_between(curve.x, curve.low, curve.high, color=colour, alpha=0.15, linewidth=0)
        axes.set(title=picture.title, xlabel=picture.x_label, ylabel=picture.y_label)
        axes.set_ylim(bottom=0)
        axes.grid(visible=True, alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
        paths = [folder / f"{picture.name}.{kind}" for kind in ("png", "svg")]
        for path in paths:
            with path_aside(path) as aside:
                metadata = {"Date": None} if path.suffix == ".svg" else None
                figure.savefig(aside, dpi=150, format=path.suffix[1:], metadata=metadata)
    return paths


def _colours(curves: Sequence[Curve]) -> list[str]:
    return [_COLOURS[i % len(_COLOURS)] for i in range(len(curves))]
