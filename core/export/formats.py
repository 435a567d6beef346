"""The table of export formats, from which menu, command line and tests are built."""

from core.export.angles_table import write_angles
from core.export.bvh_pose import read_bvh_pose
from core.export.bvh_writer import write_bvh
from core.export.c3d import read_c3d, write_c3d
from core.export.csv_tables import read_csv, write_csv
from core.export.glb import write_glb
from core.export.json_document import read_json, write_json
from core.export.keypoints_coco import write_coco
from core.export.keypoints_dlc import write_dlc
from core.export.keypoints_openpose import write_openpose
from core.export.mot import write_mot
from core.export.npz import read_npz, write_npz
from core.export.records import ExportFormat
from core.export.settings import FIGURE, MOTION, PROFILE, RATE, TABLE, UNIT
from core.export.trc import read_trc, write_trc
from core.export.usd import write_usd

EXPORT_FORMATS = {
    entry.name: entry
    for entry in (
        ExportFormat(
            "csv",
            "Table of joint positions for spreadsheets, R and pandas",
            ".csv",
            write_csv,
            (TABLE, *MOTION),
            read_csv,
        ),
        ExportFormat(
            "angles",
            "Table of joint angles for spreadsheets, R and pandas",
            ".angles.csv",
            write_angles,
            subject="angles",
        ),
        ExportFormat(
            "bvh",
            "Skeleton and joint angles for Blender, Maya, MotionBuilder, Unity, Unreal",
            ".bvh",
            write_bvh,
            (PROFILE, UNIT, *MOTION, RATE),
            read_bvh_pose,
        ),
        ExportFormat(
            "json",
            "Joint positions and all that is known of them, for programs",
            ".json",
            write_json,
            (*MOTION,),
            read_json,
        ),
        ExportFormat(
            "trc",
            "Joint positions as markers for OpenSim",
            ".trc",
            write_trc,
            (*MOTION, RATE),
            read_trc,
        ),
        ExportFormat(
            "mot",
            "Joint angles as coordinates of OpenSim's models",
            ".mot",
            write_mot,
            (*MOTION,),
            subject="angles",
        ),
        ExportFormat(
            "c3d",
            "Joint positions as points for biomechanics: Visual3D, Mokka, Vicon, OpenSim",
            ".c3d",
            write_c3d,
            (*MOTION, RATE),
            read_c3d,
            needs="ezc3d",
            package="ezc3d==1.7.2",
        ),
        ExportFormat(
            "npz",
            "Arrays for NumPy with skeleton, times and units",
            ".npz",
            write_npz,
            (*MOTION,),
            read_npz,
        ),
        ExportFormat(
            "glb",
            "Figure with a simple body for the web, three.js, Blender and game engines",
            ".glb",
            write_glb,
            (FIGURE, *MOTION),
        ),
        ExportFormat(
            "usd",
            "Figure with a simple body for film: Houdini, Maya, Omniverse, Blender",
            ".usdc",
            write_usd,
            (FIGURE, *MOTION),
            needs="pxr",
            package="usd-core==26.11",
        ),
        ExportFormat(
            "dlc",
            "2D keypoints as DeepLabCut writes them, for movement and SimBA",
            ".dlc.csv",
            write_dlc,
            subject="track",
        ),
        ExportFormat(
            "openpose",
            "2D keypoints as OpenPose writes them, a file for each frame, zipped",
            ".openpose.zip",
            write_openpose,
            subject="track",
        ),
        ExportFormat(
            "coco",
            "2D keypoints as COCO's JSON, for labelling tools and trainers",
            ".coco.json",
            write_coco,
            subject="track",
        ),
    )
}
