"""A small JSON file beside an export: what the export's own format has no room for, and its certificate."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from core.export.bvh_profiles import unit_of
from core.export.json_document import describe
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import write_aside
from core.pose.records import Pose


def sidecar_path(exported: Path) -> Path:
    """`walk.bvh.json` for `walk.bvh`, and `walk.certificate.json` for `walk.json`."""
    if exported.suffix == ".json":
        return exported.with_suffix(".certificate.json")
    return exported.with_name(f"{exported.name}.json")


def write_sidecar(
    exported: Path,
    pose: Pose,
    context: ExportContext,
    read_back: ReadBack,
    options: ExportOptions = DEFAULT_OPTIONS,
) -> Path:
    """Where the pose comes from, what was chosen, and what reading the export back found."""
    path = sidecar_path(exported)
    document = describe(pose.y_up(), context)
    del document["format"], document["format_version"]
    found = asdict(read_back) | {"rate": None if read_back.rate is None else str(read_back.rate)}
    found["warnings"] = list(read_back.warnings)
    document["options"] = {f.name: _plain(getattr(options, f.name)) for f in fields(options)}
    if exported.suffix == ".bvh":
        document["bvh_unit"] = unit_of(options)
    if context.placement and pose.coordinates == "world":
        document["placement"] = dict(context.placement)
    if context.smoothing:
        document["smoothing"] = dict(context.smoothing)
    with write_aside(path) as file:
        json.dump({"export": exported.name, **document, "read_back": found}, file, indent=1, allow_nan=False)
        file.write("\n")
    return path


def read_sidecar(exported: Path) -> Mapping[str, Any]:
    """What the file beside an export says; empty where there is none, or one that is not ours."""
    try:
        document = json.loads(sidecar_path(exported).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    is_ours = isinstance(document, dict) and document.get("export") == exported.name
    return document if is_ours else {}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
