"""COCO's JSON of 2D keypoints: pictures, one person in each, and what the 17 keypoints are called."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.errors import BadInput
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
    document = {
        "info": {"description": f"Keypoints of {context.source}", "version": f"Relief {__version__}"},
        "licenses": [],
        "categories": [
            {
                "id": 1, "name": "person", "supercategory": "person", "keypoints": list(COCO_17.joints),
                "skeleton": [[a + 1, b + 1] for a, b in COCO_17.edges],
            }
        ],
        "images": _images(track, context),
        "annotations": _annotations(track, np.round(points, 3) + 0.0, np.round(scores, 4)),
    }  # fmt: skip
    with write_aside(path) as file:
        json.dump(document, file, separators=(",", ":"), allow_nan=False)
        file.write("\n")
    times, read, _ = read_coco(path)
    return compare_points(read, points, track, context, times)


def read_coco(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """(T,) seconds, (T, 17, 2) pixels, NaN where unlabelled, and (T, 17) visibility; `BadInput` for less."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        times = np.array([image["time_s"] for image in document["images"]], dtype=np.float64)
        row_of = {image["id"]: row for row, image in enumerate(document["images"])}
        numbers = np.zeros((len(times), len(COCO_17), 3))
        for annotation in document["annotations"]:
            numbers[row_of[annotation["image_id"]]] = np.reshape(annotation["keypoints"], (len(COCO_17), 3))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(f"{path} cannot be read as COCO keypoints: {error}") from error
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
) -> list[dict[str, Any]]:
    annotations: list[dict[str, Any]] = []
    visibility = _visibility(track, points)
    for row, frame in enumerate(track.frames.tolist()):
        known = points[row][visibility[row] > 0]
        if not len(known):
            continue
        (left, top), (right, bottom) = known.min(axis=0).tolist(), known.max(axis=0).tolist()
        keypoints = np.nan_to_num(np.concatenate([points[row], visibility[row, :, None]], axis=1))
        annotations.append({
            "id": len(annotations) + 1, "image_id": frame, "category_id": 1, "iscrowd": 0,
            "keypoints": [int(v) if i % 3 == 2 else v for i, v in enumerate(keypoints.reshape(-1).tolist())],
            "num_keypoints": len(known),
            "bbox": [left, top, round(right - left, 3), round(bottom - top, 3)],
            "area": round((right - left) * (bottom - top), 3),
            "score": round(float(scores[row][visibility[row] > 0].mean()), 4),
            "keypoint_scores": scores[row].tolist(),
        })  # fmt: skip
    return annotations


def _visibility(track: Track, points: NDArray[np.float64]) -> NDArray[np.int64]:
    """(T, 17) COCO's visibility."""
    filled = np.zeros(points.shape[:2], np.bool_)
    for i, names in enumerate(_WANTED):
        known = [track.skeleton.index(name) for name in names if name in track.skeleton.joints]
        if known:
            filled[:, i] = (track.flags[:, known[0]] & _FILLED) > 0
    seen = np.where(filled, _GUESSED, _SEEN)
    return np.where(np.isnan(points[..., 0]), _NOT_LABELLED, seen)
