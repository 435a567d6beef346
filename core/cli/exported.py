"""What the terminal says of exported files, and which formats there are."""

import argparse
from collections.abc import Sequence
from typing import Any

from core.errors import BadInput, NotInstalled
from core.export.exporting import Exported
from core.export.formats import EXPORT_FORMATS
from core.export.records import ExportOptions
from core.export.settings import SETTINGS


def check_formats(names: Sequence[str]) -> None:
    """`BadInput` for an unknown format, `NotInstalled` for one that cannot be written here."""
    if unknown := [name for name in names if name not in EXPORT_FORMATS]:
        raise BadInput(f"There is no format {unknown[0]!r}; known: {', '.join(EXPORT_FORMATS)}.")
    for name in names:
        if missing := EXPORT_FORMATS[name].why_unavailable():
            raise NotInstalled(missing)


def export_options(options: argparse.Namespace) -> ExportOptions:
    """What was chosen on the command line; `BadInput` for a value that the settings do not know."""
    chosen: dict[str, Any] = {}
    for setting in SETTINGS:
        value = getattr(options, setting.name, None)
        if value is None:
            continue
        if setting.choices and value not in setting.choices:
            known = ", ".join(setting.choices)
            flag = setting.name.replace("_", "-")
            raise BadInput(f"--{flag} {value} is unknown; choose one of {known}.")
        chosen[setting.name] = value
    return ExportOptions(**chosen)


def print_exported(files: Sequence[Exported]) -> None:
    """A line for each file with what reading it back found, and below it what is wrong with it."""
    for file in files:
        print(f"{file.path}{_describe(file)}")
        for warning in file.read_back.warnings if file.read_back else ():
            print(f"  warning: {warning}")


def _describe(file: Exported) -> str:
    if file.left_out:
        return f"  not written: {file.left_out}"
    found = file.read_back
    if found is None:
        return ""
    parts = []
    if error := found.error:
        parts.append(
            f"{error.mean_mm:.2f} mm mean, {error.p95_mm:.2f} mm p95, {error.max_mm:.2f} mm at most"
            f" ({error.worst_joint}, frame {error.worst_frame})"
        )
    if found.largest_angle_error_deg is not None:
        parts.append(f"angles within {found.largest_angle_error_deg:.4f} degrees")
    if found.largest_pixel_error is not None:
        parts.append(f"keypoints within {found.largest_pixel_error:.4f} pixels")
    parts.append(f"duration off by {round(found.duration_error_ms, 1) + 0.0:.1f} ms")  # no -0.0
    return f"  (read back: {', '.join(parts)})"
