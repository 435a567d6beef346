"""JSON: everything that is known of a pose in one strict document, one frame a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from core.damage import told_as_bad_input
from core.export.compare import compare_poses
from core.export.named_joints import check_motion, to_single
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack, axes_of
from core.files import open_text, write_aside
from core.pose.records import Flag, Pose
from core.pose.skeleton import SKELETONS, Skeleton

FORMAT = "relief pose"
FORMAT_VERSION = 1
_FRAMES_AT_ONCE = 512
_FRAMES_LINE, _NO_FRAMES = ' "frames": [\n', ' "frames": []}'
"""Where the frames begin, each on its own line, and what the head is closed with to be read alone."""


def write_json(
    pose: Pose,
    path: Path,
    context: ExportContext,
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """Where the pose comes from, its skeleton and axes, and every frame; null for a joint not lifted."""
    meant = pose.y_up()
    with write_aside(path) as file:
        file.write(json.dumps(describe(meant, context), indent=1, allow_nan=False).removesuffix("\n}"))
        file.write(",\n" + _FRAMES_LINE.removesuffix("\n"))
        file.writelines(_frame_lines(meant))
        file.write("\n ]\n}\n")
    return compare_poses(read_json(path), meant)


def read_json(path: Path) -> Pose:
    """The pose that a document of ours holds, y up; `BadInput` where it is not one."""
    with told_as_bad_input(path, "a pose"), open_text(path) as file:
        document = json.loads(_read_head(file) + _NO_FRAMES)
        if document["format"] != FORMAT or document["format_version"] != FORMAT_VERSION:
            raise ValueError(f"it is not version {FORMAT_VERSION} of a {FORMAT} document")
        coordinates = document.get("coordinates", "y_up")
        if coordinates not in ("y_up", "world"):
            raise ValueError(f"its coordinates {coordinates!r} are unknown")
        return replace(_pose(_skeleton(document["skeleton"]), file), coordinates=coordinates)


def describe(pose: Pose, context: ExportContext) -> dict[str, Any]:
    """All but the frames, in types that JSON knows."""
    rate = context.nominal_rate
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "source": context.source,
        "rate": {
            "frames_per_second": float(rate),
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "is_variable": context.is_variable_rate,
            "from": context.rate_source,
        },
        "lifter": {"name": context.lifter, "sha256": context.lifter_hash},
        "versions": dict(context.versions),
        "units": {"time_s": "seconds from the video's first frame", "joints_m": "metres"},
        "coordinates": pose.coordinates,
        "origin": _origin(pose),
        "axes": axes_of(pose),
        "skeleton": {
            "name": pose.skeleton.name,
            "joints": list(pose.skeleton.joints),
            "parents": list(pose.skeleton.parents),
        },
        "flags": {flag.name.lower(): flag.value for flag in Flag if flag.name},
    }


def _origin(pose: Pose) -> str:
    if pose.coordinates == "world":
        return "on the floor under the first lifted frame's root"
    return f"the {pose.skeleton.joints[0]} of each frame"


def _frame_lines(pose: Pose) -> Iterator[str]:
    for start in range(0, len(pose), _FRAMES_AT_ONCE):
        rows = slice(start, start + _FRAMES_AT_ONCE)
        joints = np.round(pose.joints[rows].astype(np.float64), 6) + 0.0
        is_lifted = np.isfinite(joints).all(axis=-1).tolist()
        confidence = np.round(np.nan_to_num(pose.confidence[rows]).astype(np.float64), 4)
        for i, frame in enumerate(pose.frames[rows].tolist()):
            record = {
                "frame": frame,
                "time_s": round(float(pose.times[start + i]), 9),
                "joints_m": [
                    xyz if lifted else None
                    for xyz, lifted in zip(joints[i].tolist(), is_lifted[i], strict=True)
                ],
                "confidence": confidence[i].tolist(),
                "flags": pose.flags[start + i].tolist(),
            }
            is_first = start + i == 0
            yield ("\n  " if is_first else ",\n  ") + json.dumps(
                record, separators=(",", ":"), allow_nan=False
            )


def _read_head(file: TextIO) -> str:
    """All before the frames, of which the next line is the first."""
    lines: list[str] = []
    for line in file:
        if line == _FRAMES_LINE:
            return "".join(lines)
        lines.append(line)
    raise ValueError(f"it is no {FORMAT} document, or was cut off before its frames")


def _pose(skeleton: Skeleton, lines: Iterable[str]) -> Pose:
    """The frames, one a line up to the closing bracket: all at once they would take far more memory."""
    nowhere = [np.nan] * 3
    frames, times, joints, confidence, flags = [], [], [], [], []
    for line in takewhile(lambda line: line.strip() != "]", lines):
        frame = json.loads(line.rstrip().removesuffix(","))
        frames.append(frame["frame"])
        times.append(frame["time_s"])
        joints.append(to_single(np.array([xyz or nowhere for xyz in frame["joints_m"]], dtype=np.float64)))
        confidence.append(np.array(frame["confidence"], dtype=np.float32))
        flags.append(np.array(frame["flags"], dtype=np.uint8))
    shape = (len(frames), len(skeleton))
    check_motion(np.array(times, dtype=np.float64), np.array(joints, dtype=np.float32))
    return Pose(
        skeleton=skeleton,
        frames=np.array(frames, dtype=np.int64),
        times=np.array(times, dtype=np.float64),
        joints=np.array(joints, dtype=np.float32).reshape(*shape, 3),
        confidence=np.array(confidence, dtype=np.float32).reshape(shape),
        flags=np.array(flags, dtype=np.uint8).reshape(shape),
        coordinates="y_up",
    )


def _skeleton(stated: dict[str, Any]) -> Skeleton:
    joints = tuple(stated["joints"])
    known = SKELETONS.get(stated["name"])
    if known is not None and known.joints == joints:
        return known
    return Skeleton(stated["name"], joints, tuple(stated["parents"]))
