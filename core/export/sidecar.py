"""A small JSON file beside an export: what the export's own format has no room for."""

import json
from dataclasses import asdict
from pathlib import Path

from core.export.json_document import describe
from core.export.records import ExportContext, ReadBack
from core.files import write_aside
from core.pose.records import Pose


def write_sidecar(exported: Path, pose: Pose, context: ExportContext, read_back: ReadBack) -> Path:
    """Where the pose comes from and what reading the export back found; returns `walk.bvh.json`."""
    path = exported.with_name(f"{exported.name}.json")
    document = describe(pose.y_up(), context)
    del document["format"], document["format_version"]
    found = asdict(read_back) | {"rate": None if read_back.rate is None else str(read_back.rate)}
    with write_aside(path) as file:
        json.dump({"export": exported.name, **document, "read_back": found}, file, indent=1, allow_nan=False)
        file.write("\n")
    return path
