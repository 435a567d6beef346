"""One writer for each file format that other programs read."""

from core.export.exporting import Exported, export_pose
from core.export.formats import EXPORT_FORMATS
from core.export.records import ExportContext, ExportFormat, ExportOptions, JointError, ReadBack

__all__ = [
    "EXPORT_FORMATS",
    "ExportContext",
    "ExportFormat",
    "ExportOptions",
    "Exported",
    "JointError",
    "ReadBack",
    "export_pose",
]
