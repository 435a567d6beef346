"""The table of export formats, from which menu, command line and tests are built."""

from core.export.bvh_writer import write_bvh
from core.export.csv_tables import write_csv
from core.export.json_document import write_json
from core.export.records import ExportFormat

EXPORT_FORMATS = {
    entry.name: entry
    for entry in (
        ExportFormat("csv", "Table of joint positions for spreadsheets, R and pandas", ".csv", write_csv),
        ExportFormat(
            "bvh", "Skeleton and joint angles for Blender, Maya, MotionBuilder, Unity", ".bvh", write_bvh
        ),
        ExportFormat(
            "json", "Joint positions and all that is known of them, for programs", ".json", write_json
        ),
    )
}
