"""Writing one pose in one format, with its certificate beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import BadInput, NotInstalled, UnfitPose
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportFormat, ExportOptions, ReadBack
from core.export.root import place_root
from core.export.sidecar import sidecar_path, write_sidecar
from core.pose.records import Pose


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and what reading it back found."""

    path: Path
    read_back: ReadBack | None = None
    """None for files that hold no pose."""
    left_out: str = ""
    """Why the file was not written after all: its format cannot hold this pose."""
    sidecar: Path | None = None
    """The file beside it that says what was found."""

    def moved_to(self, folder: Path) -> "Exported":
        """The same files in another folder."""
        sidecar = folder / self.sidecar.name if self.sidecar else None
        return replace(self, path=folder / self.path.name, sidecar=sidecar)


def export_pose(
    pose: Pose,
    path: Path,
    format_: ExportFormat,
    context: ExportContext,
    options: ExportOptions = DEFAULT_OPTIONS,
) -> Exported:
    """The file and its sidecar `<file>.json` written, or why the pose does not fit the format.

    `NotInstalled` where the format's library is missing, `CannotWrite` where the disk fails.
    """
    if missing := format_.why_unavailable():
        raise NotInstalled(missing)
    try:
        placed = place_root(pose, options.root)
        read_back = format_.write(placed, path, context, options)
    except UnfitPose as error:  # the other formats are worth having
        return Exported(path, left_out=str(error))
    sidecar = write_sidecar(path, placed, context, read_back, options)
    return Exported(path, read_back, sidecar=sidecar)


def refuse_existing(paths: Sequence[Path]) -> None:
    """`BadInput` where one of the files, or a sidecar of theirs, is there already."""
    for path in paths:
        for file in (path, sidecar_path(path)):
            if file.exists():
                raise BadInput(f"{file} is there already. Replace it with --force, or choose another place.")
