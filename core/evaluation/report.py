"""An evaluation as files: tables in Markdown, CSV and JSON, and pictures."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from core.evaluation.pictures import Picture, draw_picture
from core.evaluation.statistics import Mean
from core.files import staged_folder, write_aside

Cell = str | float | Mean


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
            written += draw_picture(picture, stage)
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
