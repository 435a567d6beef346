"""The files that are made of a take, all or nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput
from core.export.diagnostics_table import write_diagnostics
from core.export.exporting import Exported, export_pose, refuse_existing
from core.export.formats import EXPORT_FORMATS
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions
from core.export.root import place_root
from core.export.smoothed import smooth_for_export
from core.files import staged_folder
from core.jobs import Report, ignore_report
from core.pose.records import Pose
from core.take import Take
from core.take_file import SUFFIX, save_take
from core.world.judge import describe_placement

Smoothed = tuple[Pose, dict[str, Any]]
"""A pose, and what smoothing it cost."""


def export_takes(
    takes: Sequence[Take],
    folder: Path,
    stems: Sequence[str],
    formats: Sequence[str],
    *,
    options: ExportOptions = DEFAULT_OPTIONS,
    report: Report = ignore_report,
) -> list[Exported]:
    """Write `<stem>.relief`, `<stem>.diagnostics.csv` and `<stem>.<lifter>.<format>` of each take.

    All or nothing: if one of them cannot be written (`CannotWrite`), all that was there stays as it was. A
    format that cannot hold a lifter's pose is left out, and its entry says why.
    """
    work = [
        (take, stem, export)
        for take, stem in zip(takes, stems, strict=True)
        for export in _plan_exports(take, formats, tuple(take.results))
    ]
    written: list[Exported] = []
    poses: dict[tuple[str, str], Smoothed] = {}
    with staged_folder(folder) as stage:
        for done, (take, stem, export) in enumerate(work):
            report("export", done, len(work) + 1)
            written.append(_export(take, export, stage, stem, options, poses))
        for take, stem in zip(takes, stems, strict=True):
            save_take(take, stage / f"{stem}{SUFFIX}", belongs_to=folder)
            write_diagnostics(
                stage / f"{stem}.diagnostics.csv",
                take.track.frames,
                take.track.times,
                np.asarray(take.movement.mean(axis=1)),
                {
                    f"{name}_{kind}_mm": values
                    for name, result in take.results.items()
                    for kind, values in (("shift", result.shift.drift_mm), ("beyond", result.shift.beyond_mm))
                },
                take.frame_flags,
            )
        report("export", len(work) + 1, len(work) + 1)
    own = [Exported(folder / f"{stem}{end}") for stem in stems for end in (SUFFIX, ".diagnostics.csv")]
    return own + [item.moved_to(folder) for item in written]


def export_take(
    take: Take,
    folder: Path,
    stem: str,
    formats: Sequence[str],
    *,
    options: ExportOptions = DEFAULT_OPTIONS,
    report: Report = ignore_report,
) -> list[Exported]:
    """As `export_takes`, for one."""
    return export_takes((take,), folder, (stem,), formats, options=options, report=report)


def export_poses(
    take: Take,
    folder: Path,
    stem: str,
    formats: Sequence[str],
    *,
    lifters: Sequence[str] = (),
    options: ExportOptions = DEFAULT_OPTIONS,
    may_replace: bool = False,
    report: Report = ignore_report,
) -> list[Exported]:
    """Write only `<stem>.<lifter>.<format>`, of all lifters or those named; all or nothing.

    `BadInput` for an unknown format or lifter, and where a file is there already unless `may_replace`.
    """
    if unknown := [name for name in lifters if name not in take.results]:
        raise BadInput(f"This take has no lifter {unknown[0]!r}; it has {', '.join(take.results)}.")
    work = _plan_exports(take, formats, tuple(lifters) or tuple(take.results))
    if not may_replace:
        refuse_existing([folder / _file_name(stem, export) for export in work])
    written: list[Exported] = []
    poses: dict[tuple[str, str], Smoothed] = {}
    with staged_folder(folder) as stage:
        for done, export in enumerate(work):
            report("export", done, len(work))
            written.append(_export(take, export, stage, stem, options, poses))
        report("export", len(work), len(work))
    return [item.moved_to(folder) for item in written]


def _plan_exports(take: Take, formats: Sequence[str], lifters: Sequence[str]) -> list[tuple[str, str]]:
    """Lifter and format of each file; formats of 2D keypoints know no lifter and come once."""
    if unknown := sorted(set(formats) - set(EXPORT_FORMATS)):
        raise BadInput(f"There is no format {unknown[0]!r}; known: {', '.join(EXPORT_FORMATS)}.")
    kinds = dict.fromkeys(formats)
    tracks = [("", kind) for kind in kinds if EXPORT_FORMATS[kind].subject == "track"]
    poses = [(name, kind) for name in lifters for kind in kinds if EXPORT_FORMATS[kind].subject != "track"]
    return poses + (tracks if take.results else [])


def _file_name(stem: str, export: tuple[str, str]) -> str:
    lifter, kind = export
    return f"{stem}{f'.{lifter}' if lifter else ''}{EXPORT_FORMATS[kind].suffix}"


def _export(
    take: Take,
    export: tuple[str, str],
    stage: Path,
    stem: str,
    options: ExportOptions,
    poses: dict[tuple[str, str], Smoothed],
) -> Exported:
    """One file. `poses` holds those that were smoothed for the files before it."""
    lifter, kind = export
    name = lifter or next(iter(take.results))
    result = take.results[name]
    pose = result.placement.pose if result.placement else result.pose
    if (stem, name) not in poses:
        poses[stem, name] = smooth_for_export(pose, options)
    smooth, account = poses[stem, name]
    context = ExportContext(
        source=take.video.path.name,
        nominal_rate=take.video.nominal_rate,
        is_variable_rate=take.video.is_variable_rate,
        lifter=lifter,
        lifter_hash=result.sha256 if lifter else "",
        track=take.track,
        raw=place_root(pose, options.root) if account else None,
        smoothing=account,
        placement=describe_placement(result.placement) if result.placement else {},
    )
    return export_pose(smooth, stage / _file_name(stem, export), EXPORT_FORMATS[kind], context, options)
