"""OpenPose's JSON of 2D keypoints: a file for each frame, all in one zip to be unpacked."""

import json
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.export.keypoints import NOSE, compare_points, find_joints, track_of
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import write_aside_binary
from core.pose.records import Pose

_VERSION = 1.3
"""Of OpenPose's output format: doc/02_output.md of its repository."""

BODY_25: tuple[tuple[str, ...], ...] = (
    NOSE, ("neck_base", "thorax"),
    ("right_shoulder",), ("right_elbow",), ("right_wrist",),
    ("left_shoulder",), ("left_elbow",), ("left_wrist",),
    ("mid_hip", "pelvis"),
    ("right_hip",), ("right_knee",), ("right_ankle",), ("left_hip",), ("left_knee",), ("left_ankle",),
    ("right_eye",), ("left_eye",), ("right_ear",), ("left_ear",),
    ("left_big_toe",), ("left_small_toe",), ("left_heel",), ("right_big_toe",), ("right_small_toe",),
    ("right_heel",),
)  # fmt: skip
"""In OpenPose's order, by the names that our skeletons give them."""

_OTHERS = (
    "face_keypoints_2d", "hand_left_keypoints_2d", "hand_right_keypoints_2d", "pose_keypoints_3d",
    "face_keypoints_3d", "hand_left_keypoints_3d", "hand_right_keypoints_3d",
)  # fmt: skip
_PERSON = {"person_id": [-1], "pose_keypoints_2d": ["%s"]} | {name: [] for name in _OTHERS}
_DOCUMENT = json.dumps({"version": _VERSION, "people": [_PERSON]}, separators=(",", ":")).replace(
    '"%s"', ",".join(["%.3f"] * (3 * len(BODY_25)))
)
"""Of a frame with one person, to be filled with x, y, confidence, x and so on."""
_UNPACKED_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that zips know: equal tracks give equal files


def write_openpose(
    pose: Pose,  # noqa: ARG001 - the files are of the track
    path: Path,
    context: ExportContext,
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """`walk_json/walk_000000000012_keypoints.json` for frame 12 of walk.mp4, and so on: 25 body keypoints.

    As OpenPose does, 0 stands for what was not seen: eyes, ears and toes with a 17-joint track.
    `UnfitPose` where the context has no track.
    """
    track = track_of(context, "OpenPose")
    points, confidence = find_joints(track, BODY_25)
    numbers = np.nan_to_num(np.concatenate([points, confidence[..., None]], axis=-1))
    numbers[np.isnan(points[..., 0])] = 0.0
    numbers = np.round(numbers, 3) + 0.0  # adding 0 makes -0 into 0
    points[(numbers == 0).all(axis=-1)] = np.nan  # for OpenPose's readers a joint at 0, 0 was not seen
    stem = Path(context.source).stem or "video"
    # Not packed: to begin and end it for each small file would take twice as long as all the rest.
    with write_aside_binary(path) as file, zipfile.ZipFile(file, "w") as archive:
        for frame, row in zip(
            track.frames.tolist(), numbers.reshape(len(track), 3 * len(BODY_25)), strict=True
        ):
            name = f"{stem}_json/{stem}_{frame:012d}_keypoints.json"
            archive.writestr(zipfile.ZipInfo(name, _UNPACKED_DATE), _DOCUMENT % tuple(row.tolist()))
    read, _ = read_openpose(path)
    return compare_points(read, points, track, context)


def read_openpose(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(T, 25, 2) pixels, NaN where not seen, and (T, 25) confidence; `BadInput` for another zip.

    The first person of each frame counts.
    """
    with told_as_bad_input(path, "keypoints of OpenPose"):
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 100 * path.stat().st_size:
                raise ValueError("it is packed far more tightly than numbers can be")
            frames = [json.loads(archive.read(name)) for name in sorted(archive.namelist())]
        rows = [frame["people"][0]["pose_keypoints_2d"] for frame in frames]
        numbers = np.array(rows, dtype=np.float64).reshape(len(rows), len(BODY_25), 3)
    points, confidence = numbers[..., :2].copy(), numbers[..., 2]
    points[(numbers == 0).all(axis=-1)] = np.nan
    return points, confidence
