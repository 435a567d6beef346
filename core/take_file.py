"""Takes as files: what of a take stands where. (`core.take_archive` knows the zip that holds it.)"""

import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from core import corrections
from core.damage import DAMAGE, describe_damage
from core.detectors.records import Detections
from core.diagnostics.findings import Finding
from core.diagnostics.shift import ShiftRobustness
from core.errors import BadInput
from core.pose.cleaning import CleaningOptions, Smoothing
from core.pose.records import Pose, Track
from core.pose.skeleton import SKELETONS, Skeleton
from core.take import LifterResult, Take
from core.take_archive import Arrays, read_archive, write_archive
from core.take_people_parts import people_from_parts, people_to_parts
from core.video.records import VideoInfo
from core.world.placement_parts import PLACEMENT_ARRAYS, placement_from_parts, placement_to_parts

SUFFIX = ".relief"

# Fields that are arrays, of each record that has some; the rest of a record goes into the document.
_VIDEO = ("times",)
_DETECTIONS = ("frames", "times", "row_frames", "points", "confidence", "world", "lost_frames")
_COLOURS, _PASSED_OVER = "detections/colours", "detections/passed_over"
"""Takes from before there was such a thing have none."""
_TRACK = ("frames", "times", "points", "confidence", "flags")
_POSE = ("joints", "flags")
_SHIFT = ("joint_drift_mm", "lengths", "drifts_mm")


def save_take(take: Take, path: Path, *, belongs_to: Path | None = None) -> None:
    """Write `path` aside and rename it; `CannotWrite` leaves what was there.

    The video is remembered by its way from the take's folder, which is `belongs_to` if the file will be
    moved there.
    """
    folder = (belongs_to or path.parent).absolute()
    arrays: Arrays = {"movement": take.movement}
    document = {
        "video": _pack(take.video, "video", _VIDEO, arrays)
        | {
            "path": _path_from(folder, take.video.path.absolute()),
            "nominal_rate": str(take.video.nominal_rate),
            "pixel_aspect": str(take.video.pixel_aspect),
        },
        "video_fingerprint": dict(take.video_fingerprint),
        "detections": _pack_detections(take.detections, arrays),
        "people": people_to_parts(take, arrays),
        "track": _pack(take.track, "track", _TRACK, arrays) | {"skeleton": take.track.skeleton.name},
        "cleaning": asdict(take.cleaning),
        "movement_window": take.movement_window,
        "lifters": [
            _pack_result(name, result, f"lifters/{number}", arrays)
            for number, (name, result) in enumerate(take.results.items())
        ],
        "findings": [asdict(finding) for finding in take.findings],
        "history": list(take.history),
        "corrections": [corrections.to_json(correction) for correction in take.corrections],
    }
    write_archive(path, document, arrays)


def _path_from(folder: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # Windows: there is no way from one drive to another
        return path.as_posix()


def _pack(record: Any, prefix: str, names: tuple[str, ...], arrays: Arrays) -> dict[str, Any]:
    """Put a record's arrays among `arrays` and return the rest of it."""
    for name in names:
        arrays[f"{prefix}/{name}"] = getattr(record, name)
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in names}


def _pack_detections(detections: Detections, arrays: Arrays) -> dict[str, Any]:
    entry = _pack(detections, "detections", _DETECTIONS, arrays) | {"skeleton": detections.skeleton.name}
    if (colours := entry.pop("colours")) is not None:
        arrays[_COLOURS] = colours
    arrays[_PASSED_OVER] = entry.pop("passed_over")
    return entry


def _pack_result(name: str, result: LifterResult, prefix: str, arrays: Arrays) -> dict[str, Any]:
    for part, names in (("pose", _POSE), ("shift", (*_SHIFT, "joint_beyond_mm"))):
        _pack(getattr(result, part), f"{prefix}/{part}", names, arrays)
    entry = {
        "name": name,
        "label": result.label,
        "sha256": result.sha256,
        "window": result.window,
        "skeleton": result.pose.skeleton.name,
        "reach": result.shift.reach,
    }
    if result.placement is not None:
        entry["placement"], own_arrays = placement_to_parts(result.placement)
        arrays |= {f"{prefix}/placement/{part}": array for part, array in own_arrays.items()}
    return entry


def load_take(path: Path) -> Take:
    """The take in a file.

    `BadInput` says what is wrong with one that is missing, damaged, from a newer version, or does not
    hold together. The video itself need not be there.
    """
    try:
        document, arrays = read_archive(path)
        return _build_take(document, arrays, path)
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no such take.") from error
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder. Give a {SUFFIX} file.") from error
    except BadInput as error:
        raise BadInput(f"{path} cannot be opened as a take: {error}") from error
    except (*DAMAGE, ZeroDivisionError) as error:
        raise BadInput(
            f"{path} cannot be opened as a take, it is damaged or something else: {describe_damage(error)}"
        ) from error


def _build_take(document: dict[str, Any], arrays: Arrays, path: Path) -> Take:
    video = _build_video(document["video"], arrays, path)
    detections = Detections(
        **_given(document["detections"], "detector", "version"),
        **_taken(arrays, "detections", _DETECTIONS),
        skeleton=_skeleton(document["detections"]["skeleton"]),
        image_size=_size(document["detections"]["image_size"]),
        colours=_numbers(arrays[_COLOURS], np.float32) if _COLOURS in arrays else None,
        passed_over=_numbers(arrays.get(_PASSED_OVER, np.empty(0, np.int64)), np.int64),
    )
    track = Track(
        **_taken(arrays, "track", _TRACK),
        skeleton=_skeleton(document["track"]["skeleton"]),
        image_size=_size(document["track"]["image_size"]),
    )
    people, person, shelved = people_from_parts(document.get("people"), arrays, detections, track)
    movement = _numbers(arrays["movement"], np.float32)
    if movement.shape != track.flags.shape or not np.array_equal(track.frames, detections.frames):
        raise BadInput("its arrays are not of one length.")
    if not np.isfinite(video.times).all() or np.any(np.diff(video.times) <= 0):
        raise BadInput("the times of its video do not increase from frame to frame.")
    if len(track) == 0 or not 0 <= track.frames[0] <= track.frames[-1] < len(video):
        raise BadInput("its clip is not a part of its video.")
    own_times = video.times[track.frames]
    if not (np.array_equal(track.times, own_times) and np.array_equal(detections.times, own_times)):
        raise BadInput("the times of its clip are not those of its video.")
    results = {
        str(entry["name"]): _build_result(entry, f"lifters/{number}", track, arrays)
        for number, entry in enumerate(document["lifters"])
    }
    return Take(
        video=video,
        video_fingerprint={str(k): v for k, v in document["video_fingerprint"].items()},
        people=people,
        person=person,
        track=track,
        cleaning=_build_cleaning(document["cleaning"]),
        movement=movement,
        movement_window=int(document["movement_window"]),
        results=results,
        findings=tuple(_build_finding(finding) for finding in document["findings"]),
        history=tuple(str(line) for line in document["history"]),
        corrections=tuple(
            corrections.from_json(entry, track.skeleton) for entry in document.get("corrections", ())
        ),
        shelved=shelved,
    )


def _build_video(stated: Mapping[str, Any], arrays: Arrays, path: Path) -> VideoInfo:
    width, height = _size((stated["width"], stated["height"]))
    return VideoInfo(
        **_taken(arrays, "video", _VIDEO),
        path=path.parent / str(stated["path"]),
        width=width,
        height=height,
        duration=float(stated["duration"]),
        nominal_rate=_fraction(stated["nominal_rate"]),
        is_variable_rate=bool(stated["is_variable_rate"]),
        rotation=int(stated["rotation"]),
        pixel_aspect=_fraction(stated["pixel_aspect"]),
        codec=str(stated["codec"]),
        is_mirrored=bool(stated["is_mirrored"]),
        cut_off_frames=int(stated["cut_off_frames"]),
    )


def _build_finding(stated: Mapping[str, Any]) -> Finding:
    return Finding(
        kind=str(stated["kind"]),
        severity="warning" if stated["severity"] == "warning" else "note",
        start=int(stated["start"]),
        stop=int(stated["stop"]),
        text=str(stated["text"]),
        lifter=None if stated["lifter"] is None else str(stated["lifter"]),
    )


def _build_result(entry: Mapping[str, Any], prefix: str, track: Track, arrays: Arrays) -> LifterResult:
    skeleton = _skeleton(entry["skeleton"])
    chosen = [track.skeleton.index(name) for name in skeleton.joints]
    pose = Pose(
        skeleton=skeleton,
        frames=track.frames,
        times=track.times,
        confidence=track.confidence[:, chosen],
        **_taken(arrays, f"{prefix}/pose", _POSE),
    )
    tested = _taken(arrays, f"{prefix}/shift", _SHIFT)
    # Takes from before it was measured lack it.
    unknown = np.full_like(tested["joint_drift_mm"], np.nan)
    beyond = _numbers(arrays.get(f"{prefix}/shift/joint_beyond_mm", unknown), np.float32)
    shift = ShiftRobustness(reach=float(entry["reach"]), joint_beyond_mm=beyond, **tested)
    if shift.lengths.shape != shift.drifts_mm.shape or beyond.shape != unknown.shape:
        raise BadInput("the shift test of a lifter has arrays of different sizes.")
    if shift.joint_drift_mm.shape != pose.flags.shape or len(shift.lengths) != len(track):
        raise BadInput("the shift test of a lifter is not of the clip's length.")
    if np.isinf(pose.joints).any():
        raise BadInput("some of its joints are infinitely far away.")
    placement = None
    if "placement" in entry:  # takes from before there were placements have none
        own_arrays = {part: arrays[f"{prefix}/placement/{part}"] for part in PLACEMENT_ARRAYS}
        placement = placement_from_parts(entry["placement"], own_arrays, pose)
    return LifterResult(
        **_given(entry, "label", "sha256"),
        window=int(entry["window"]),
        pose=pose,
        shift=shift,
        placement=placement,
    )


def _build_cleaning(stated: Mapping[str, Any]) -> CleaningOptions:
    """The stated options, each of the type that its default has."""
    kinds = {f.name: type(getattr(CleaningOptions(), f.name)) for f in fields(CleaningOptions)}
    if set(stated) != set(kinds) or stated["smoothing"] not in get_args(Smoothing):
        raise BadInput("the options of its cleaning are unknown.")
    return CleaningOptions(**{name: kinds[name](value) for name, value in stated.items()})


def _fraction(stated: Any) -> Fraction:
    """A positive fraction; none so long that working it out would take forever."""
    if len(str(stated)) > 40 or "e" in str(stated).lower() or (value := Fraction(str(stated))) <= 0:
        raise BadInput(f"a rate of {str(stated)[:40]} is impossible.")
    return value


def _given(stated: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: str(stated[name]) for name in names}


def _taken(arrays: Arrays, prefix: str, names: tuple[str, ...]) -> dict[str, Any]:
    """The record's arrays, in the types that the records want."""
    types = {"frames": np.int64, "row_frames": np.int64, "lost_frames": np.int64, "times": np.float64,
             "flags": np.uint8}  # fmt: skip
    return {name: _numbers(arrays[f"{prefix}/{name}"], types.get(name, np.float32)) for name in names}


def _numbers(array: NDArray[Any], wanted: Any) -> NDArray[Any]:
    if array.dtype != wanted:
        raise BadInput(f"an array holds {array.dtype}, not {np.dtype(wanted)}.")
    return array


def _skeleton(name: str) -> Skeleton:
    if name not in SKELETONS:
        raise BadInput(f"its skeleton {name!r} is unknown.")
    return SKELETONS[name]


def _size(stated: Any) -> tuple[int, int]:
    width, height = stated
    if not (0 < int(width) < 1 << 16 and 0 < int(height) < 1 << 16):
        raise BadInput(f"a picture of {width} x {height} pixels is impossible.")
    return int(width), int(height)
