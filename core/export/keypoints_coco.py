"""COCO's JSON of 2D keypoints: pictures, one person in each, and what the 17 keypoints are called."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.damage import told_as_bad_input
from core.export.keypoints import NOSE, compare_points, find_joints, track_of
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import write_aside
from core.pose.records import Flag, Pose, Track
from core.pose.skeleton import COCO_17

_WANTED = tuple(NOSE if name == "nose" else (name,) for name in COCO_17.joints)
_NOT_LABELLED, _GUESSED, _SEEN = 0, 1, 2
"""COCO's visibility: 1 is labelled but not visible, and stands for what was filled in."""
_FILLED = Flag.INTERPOLATED | Flag.OUTLIER | Flag.MISSING


def write_coco(
    pose: Pose,  # noqa: ARG001 - the file is of the track
    path: Path,
    context: ExportContext,
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """One person in each frame where any keypoint is known; eyes and ears are unlabelled in a 17-joint track.

    `images` also hold the frame's number and true time, `annotations` the keypoints' scores.
    `UnfitPose` where the context has no track.
    """
    track = track_of(context, "COCO")
    points, scores = find_joints(track, _WANTED)
    head = {
        "info": {"description": f"Keypoints of {context.source}", "version": f"Relief {__version__}"},
        "licenses": [],
        "categories": [
            {
                "id": 1, "name": "person", "supercategory": "person", "keypoints": list(COCO_17.joints),
                "skeleton": [[a + 1, b + 1] for a, b in COCO_17.edges],
            }
        ],
        "images": _images(track, context),
    }  # fmt: skip
    with write_aside(path) as file:
        file.write(_to_json(head).removesuffix("}"))
        file.write(',"annotations":[')
        for row, annotation in enumerate(_annotations(track, np.round(points, 3) + 0.0, np.round(scores, 4))):
            file.write(("," if row else "") + _to_json(annotation))
        file.write("]}\n")
    times, read, _ = read_coco(path)
    return compare_points(read, points, track, context, times)


def read_coco(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """(T,) seconds, (T, 17, 2) pixels, NaN where unlabelled, and (T, 17) visibility; `BadInput` for less."""
    with told_as_bad_input(path, "COCO keypoints"):
        document = json.loads(path.read_text(encoding="utf-8"))
        times = np.array([image["time_s"] for image in document["images"]], dtype=np.float64)
        row_of = {image["id"]: row for row, image in enumerate(document["images"])}
        numbers = np.zeros((len(times), len(COCO_17), 3))
        for annotation in document["annotations"]:
            numbers[row_of[annotation["image_id"]]] = np.reshape(annotation["keypoints"], (len(COCO_17), 3))
    visibility = numbers[..., 2].astype(np.int64)
    return times, np.where(visibility[..., None] > 0, numbers[..., :2], np.nan), visibility


def _images(track: Track, context: ExportContext) -> list[dict[str, Any]]:
    width, height = track.image_size
    stem = Path(context.source).stem or "video"
    return [
        {
            "id": frame, "file_name": f"{stem}_{frame:06d}.jpg", "width": width, "height": height,
            "frame": frame, "time_s": round(time, 9),
        }
        for frame, time in zip(track.frames.tolist(), track.times.tolist(), strict=True)
    ]  # fmt: skip


def _annotations(
    track: Track, points: NDArray[np.float64], scores: NDArray[np.float64]
) -> Iterator[dict[str, Any]]:
    """For each frame with a keypoint; one after the other, as all at once are large."""
    visibility = _visibility(track, points)
    is_known = visibility > 0
    numbers = is_known.sum(axis=1)
    rows = np.flatnonzero(numbers)
    known = np.where(is_known[rows, :, None], points[rows], np.nan)
    low, high = np.nanmin(known, axis=1), np.nanmax(known, axis=1)
    sides = np.round(high - low, 3)
    mean = np.round((scores[rows] * is_known[rows]).sum(axis=1) / numbers[rows], 4)
    for i, row in enumerate(rows.tolist()):
        keypoints = np.nan_to_num(points[row]).tolist()
        width, height = sides[i].tolist()
        yield {
            "id": i + 1, "image_id": int(track.frames[row]), "category_id": 1, "iscrowd": 0,
            "keypoints": [v for xy, seen in zip(keypoints, visibility[row].tolist(), strict=True)
                          for v in (*xy, seen)],
            "num_keypoints": int(numbers[row]),
            "bbox": [*low[i].tolist(), width, height],
            "area": round(width * height, 3),
            "score": float(mean[i]),
            "keypoint_scores": scores[row].tolist(),
        }  # fmt: skip


def _to_json(part: dict[str, Any]) -> str:
    return json.dumps(part, separators=(",", ":"), allow_nan=False)


def _visibility(track: Track, points: NDArray[np.float64]) -> NDArray[np.int64]:
    """(T, 17) COCO's visibility."""
    filled = np.zeros(points.shape[:2], np.bool_)
    for i, names in enumerate(_WANTED):
        known = [track.skeleton.index(name) for name in names if name in track.skeleton.joints]
        if known:
            filled[:, i] = (track.flags[:, known[0]] & _FILLED) > 0
    seen = np.where(filled, _GUESSED, _SEEN)
    return np.where(np.isnan(points[..., 0]), _NOT_LABELLED, seen)
