"""`relief export` and `relief convert`: files for other programs, from a take or from each other."""

import argparse
from dataclasses import replace
from pathlib import Path

from core.cli.exported import check_formats, export_options, print_exported
from core.cli.progress import show_progress
from core.errors import BadInput
from core.export.even_rate import rate_of_times
from core.export.exporting import export_pose, refuse_existing
from core.export.formats import EXPORT_FORMATS
from core.export.records import ExportContext, ExportFormat
from core.export.root import place_root
from core.export.sidecar import read_sidecar
from core.export.smoothed import smooth_for_export
from core.files import staged_folder
from core.pose.records import Pose
from core.take_export import export_poses
from core.take_file import load_take


def export(options: argparse.Namespace) -> int:
    """Write a take in the formats asked for; 0 when all is written."""
    check_formats(options.format)
    chosen = export_options(options)
    take = load_take(options.take)
    if options.person not in (None, take.person):
        raise BadInput(
            f"{options.take} is the take of person {take.person}. Lift person {options.person} first: relief"
            f" lift {take.video.path.name} --person {options.person} (or --person all)."
        )
    with show_progress(is_quiet=options.quiet) as report:
        files = export_poses(
            take,
            options.output or options.take.parent,
            options.take.stem,
            options.format,
            lifters=options.lifter,
            options=chosen,
            may_replace=options.force,
            report=report,
        )
    if files and all(file.left_out for file in files):
        raise BadInput(files[0].left_out)
    if not options.quiet:
        print_exported(files)
    return 0


def convert(options: argparse.Namespace) -> int:
    """Write what one file holds in another format; 0 when it is written."""
    check_formats([options.to])
    chosen, target = export_options(options), EXPORT_FORMATS[options.to]
    source: Path = options.file
    reader = _find_reader(source)
    output: Path = options.output or source.with_name(source.name[: -len(reader.suffix)] + target.suffix)
    if output.resolve() == source.resolve():
        raise BadInput(f"{output} would take the place of the file that is converted. Give another with -o.")
    if not options.force:
        refuse_existing([output])
    raw = _read(source, reader)
    pose, account = smooth_for_export(raw, chosen)
    context = _context_of(source, pose)
    if account:
        context = replace(context, raw=place_root(raw, chosen.root), smoothing=account)
    with staged_folder(output.parent) as stage:
        written = export_pose(pose, stage / output.name, target, context, chosen)
        if written.left_out:
            raise BadInput(written.left_out)
    if not options.quiet:
        print_exported([written.moved_to(output.parent)])
    return 0


def _find_reader(path: Path) -> ExportFormat:
    """The format whose suffix the file has; of two, the longer: `.dlc.csv` is no `.csv`."""
    fitting = [f for f in EXPORT_FORMATS.values() if path.name.lower().endswith(f.suffix)]
    found = max(fitting, key=lambda f: len(f.suffix), default=None)
    if found is None or found.read is None:
        known = ", ".join(f.suffix for f in EXPORT_FORMATS.values() if f.read)
        raise BadInput(f"{path} cannot be converted: poses are read from {known} files.")
    return found


def _read(path: Path, format_: ExportFormat) -> Pose:
    assert format_.read is not None  # chosen for it
    pose = format_.read(path)
    if not len(pose):
        raise BadInput(f"{path} has no frames. Choose a file with motion in it.")
    return pose


def _context_of(path: Path, pose: Pose) -> ExportContext:
    """What the file's sidecar knows of its origin, and the rate that its times show."""
    stated = read_sidecar(path)
    lifter = stated.get("lifter")
    lifter = lifter if isinstance(lifter, dict) else {}
    rate, is_variable = rate_of_times(pose.times)
    return ExportContext(
        source=str(stated.get("source", path.name)),
        nominal_rate=rate,
        is_variable_rate=is_variable,
        rate_source=f"the times in {path.name}",
        lifter=str(lifter.get("name", "")),
        lifter_hash=str(lifter.get("sha256", "")),
    )
