"""The table of export formats, from which menu, command line and tests are built."""

from core.export.bvh_pose import read_bvh_pose
from core.export.bvh_writer import write_bvh
from core.export.csv_tables import read_csv, write_csv
from core.export.json_document import read_json, write_json
from core.export.records import ExportFormat
from core.export.settings import PROFILE, RATE, ROOT, TABLE, UNIT

EXPORT_FORMATS = {
    entry.name: entry
    for entry in (
        ExportFormat(
            "csv",
            "Table of joint positions for spreadsheets, R and pandas",
            ".csv",
            write_csv,
            (TABLE, ROOT),
            read_csv,
        ),
        ExportFormat(
            "bvh",
            "Skeleton and joint angles for Blender, Maya, MotionBuilder, Unity, Unreal",
            ".bvh",
            write_bvh,
            (PROFILE, UNIT, ROOT, RATE),
            read_bvh_pose,
        ),
        ExportFormat(
            "json",
            "Joint positions and all that is known of them, for programs",
            ".json",
            write_json,
            (ROOT,),
            read_json,
        ),
    )
}
