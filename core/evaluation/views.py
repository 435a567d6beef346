"""One person seen by several calibrated cameras: found in each video, told from others, triangulated."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detectors import detect_people
from core.detectors.records import Detections
from core.errors import BadInput, NobodyFound
from core.evaluation.calibration import Camera, read_calibration, triangulate
from core.jobs import Report, ignore_report
from core.people import choose_subject, link_people
from core.pose.cleaning import CleaningOptions
from core.pose.records import Track
from core.streaming import prepare_person
from core.video import VideoInfo, probe_video, read_frames
from core.video.records import Frame

Array = NDArray[np.float64]
Box = tuple[int, int, int, int]
Seen = tuple[Track, Detections]
"""One person in one camera: as lifters see them, and what the detector gave."""

_VIDEO_SUFFIXES = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")
_AGREE = 0.06
"""Median distance between a camera's joints and the triangulated ones, in body heights, above which the
camera is taken to follow somebody else."""
_LEAST_SEEN = 0.3
"""Of the frames, in which somebody has to be seen to be worth comparing between cameras."""
_MARGIN = 0.35
"""Of the body's box, left around it for a detector that is shown this one person alone."""


@dataclass(frozen=True, slots=True, eq=False)
class MultiView:
    """One person seen by C cameras over the T frames that all of them have."""

    cameras: tuple[Camera, ...]
    tracks: tuple[Track, ...]
    """H36M-17, as lifters get them."""
    detections: tuple[Detections, ...]
    joints: Array
    """(T, 17, 3) metres, world: triangulated; NaN where the cameras do not agree."""
    residual_px: Array
    """(C, T, 17) distance of each sighting from the projected point."""


@dataclass(frozen=True)
class OnePersonReader:
    """Frames with everything but a box blackened, so that a detector of one person sees the right one."""

    boxes: tuple[Box, ...]
    """Left, top, right, bottom in pixels, for each frame from the first on."""

    def __call__(self, info: VideoInfo, start: int, stop: int) -> Iterator[Frame]:
        """Frames `start` to `stop` of the video."""
        for frame in read_frames(info, start, stop):
            left, top, right, bottom = self.boxes[frame.index]
            image = np.zeros_like(frame.image)
            image[top:bottom, left:right] = frame.image[top:bottom, left:right]
            yield Frame(frame.index, frame.time_s, image)


def find_views(folder: Path) -> tuple[list[tuple[Camera, Path]], Path]:
    """Each camera with its video, by the camera's name in the file's, else by order; and the calibration.

    `BadInput` where there is not one calibration, or not a video for each of two or more cameras.
    """
    calibrations = sorted(
        p for p in folder.glob("*") if p.name.lower().endswith((".qca.txt", ".toml", ".xml"))
    )
    videos = sorted(p for p in folder.glob("*") if p.suffix.lower() in _VIDEO_SUFFIXES)
    if len(calibrations) != 1:
        raise BadInput(f"{folder} holds {len(calibrations)} calibrations (.qca.txt or .toml); one is needed.")
    cameras = read_calibration(calibrations[0])
    named = [(camera, [v for v in videos if camera.name.lower() in v.stem.lower()]) for camera in cameras]
    if all(len(found) == 1 for _, found in named):
        views = [(camera, found[0]) for camera, found in named]
    elif len(videos) == len(cameras):
        views = list(zip(cameras, videos, strict=True))
    else:
        raise BadInput(
            f"{folder} holds {len(videos)} videos for {len(cameras)} cameras. Put each camera's name"
            f" ({', '.join(camera.name for camera in cameras)}) into the name of its video."
        )
    if len(views) < 2:
        raise BadInput(f"{calibrations[0]} holds one camera; triangulation needs at least two.")
    return views, calibrations[0]


def observe(folder: Path, detector: str, *, report: Report = ignore_report) -> MultiView:
    """Detect people in every camera, take the one on whom most agree, and triangulate.

    In cameras that see nobody who would be that person, the person is looked for again with the rest of the
    picture blackened. The videos are taken to begin together.
    """
    views, _ = find_views(folder)
    infos = [probe_video(path) for _, path in views]
    frames = min(len(info) for info in infos)
    people: list[list[Seen]] = []
    for info, (camera, _) in zip(infos, views, strict=True):
        _check_size(info, camera)
        people.append(_people(info, detector, frames, None, report))
    cameras = tuple(camera for camera, _ in views)
    seen = _same_person(cameras, people)
    agreeing = _largest_agreement(cameras, [track for track, _ in seen])
    joints, _ = triangulate(
        [cameras[i] for i in agreeing], np.stack([seen[i][0].points.astype(np.float64) for i in agreeing])
    )
    for i in sorted(set(range(len(cameras))) - set(agreeing)):
        reader = OnePersonReader(_boxes(cameras[i], joints, frames))
        again = _people(infos[i], detector, frames, reader, report)
        shown = cameras[i].project(joints)
        seen[i] = min(again, key=lambda one: _distance(one[0], shown))
    pixels = np.stack([track.points.astype(np.float64) for track, _ in seen])
    joints, _ = triangulate(cameras, pixels)
    residual = np.stack(
        [np.linalg.norm(c.project(joints) - p, axis=-1) for c, p in zip(cameras, pixels, strict=True)]
    )
    return MultiView(cameras, tuple(t for t, _ in seen), tuple(d for _, d in seen), joints, residual)


def _people(
    info: VideoInfo, detector: str, frames: int, reader: OnePersonReader | None, report: Report
) -> list[Seen]:
    """Everybody who is seen for a while, the most prominent first."""
    options = {} if reader is None else {"reader": reader}
    found = detect_people(info, detector, stop=frames, report=report, **options)  # type: ignore[arg-type]
    try:
        people = link_people(found)
        first = choose_subject(people)
    except NobodyFound as error:
        raise NobodyFound(f"{error} Every camera has to see the person.") from error
    others = [n for n in people.numbers if n != first and len(people.rows(n)) >= _LEAST_SEEN * frames]
    return [
        (prepare_person(people, number, CleaningOptions()), _rows_of(found, people.rows(number)))
        for number in (first, *others)
    ]


def _rows_of(found: Detections, rows: NDArray[np.int64]) -> Detections:
    """One person's part of what was detected."""
    return replace(
        found,
        row_frames=found.row_frames[rows],
        points=found.points[rows],
        confidence=found.confidence[rows],
        world=found.world[rows],
        colours=None if found.colours is None else found.colours[rows],
    )


def _same_person(cameras: Sequence[Camera], people: Sequence[Sequence[Seen]]) -> list[Seen]:
    """Of each camera the one who fits best to somebody: to whom all fit best and who is seen most."""
    found = []
    for a, candidates in enumerate(people):
        for anchor in candidates:
            chosen, misfits = [anchor] * len(people), [0.0] * len(people)
            for b in set(range(len(people))) - {a}:
                pairs = [_misfit((cameras[a], cameras[b]), (anchor[0], one[0])) for one in people[b]]
                best = int(np.argmin(pairs))
                chosen[b], misfits[b] = people[b][best], min(pairs[best], 2 * _AGREE)
            unseen = np.mean([np.isnan(track.points).any(axis=(1, 2)).mean() for track, _ in chosen])
            found.append((sum(misfits) + float(unseen), chosen))
    return min(found, key=lambda option: option[0])[1]


def _misfit(cameras: Sequence[Camera], tracks: Sequence[Track]) -> float:
    """How far the tracks are from what triangulating them shows: the worst camera's, in body heights."""
    pixels = np.stack([track.points.astype(np.float64) for track in tracks])
    joints, _ = triangulate(cameras, pixels, most_px=np.inf)
    found = [_distance(t, c.project(joints)) for c, t in zip(cameras, tracks, strict=True)]
    return max(found)


def _distance(track: Track, shown: Array) -> float:
    """Median distance of a track from points (T, J, 2), in body heights; infinite if they share none."""
    points = track.points.astype(np.float64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of frames without anybody
        height = np.nanmedian(np.ptp(points[..., 1], axis=1))
        distance = float(np.nanmedian(np.linalg.norm(shown - points, axis=-1)) / height)
    return distance if np.isfinite(distance) else np.inf


def _check_size(info: VideoInfo, camera: Camera) -> None:
    if (info.width, info.height) != camera.size:
        raise BadInput(
            f"{info.path} is {info.width} x {info.height}, but camera {camera.name} was calibrated at"
            f" {camera.size[0]} x {camera.size[1]}. Use the videos that belong to the calibration."
        )


def _largest_agreement(cameras: Sequence[Camera], tracks: Sequence[Track]) -> list[int]:
    """The cameras that follow one person: grown from the pair that agrees best."""

    def misfit(chosen: Sequence[int]) -> float:
        return _misfit([cameras[i] for i in chosen], [tracks[i] for i in chosen])

    pairs = [(misfit((i, j)), [i, j]) for i in range(len(cameras)) for j in range(i)]
    best, chosen = min(pairs, key=lambda pair: pair[0])
    if best > _AGREE:
        raise BadInput("No two cameras follow the same person, or the calibration is not that of the videos.")
    while others := [i for i in range(len(cameras)) if i not in chosen]:
        grown = min((misfit([*chosen, i]), [*chosen, i]) for i in others)
        if grown[0] > _AGREE:
            break
        chosen = grown[1]
    return sorted(chosen)


def _boxes(camera: Camera, joints: Array, frames: int) -> tuple[Box, ...]:
    """Where the camera sees the person, with a margin; the nearest known box where that is not known."""
    shown = camera.project(joints)
    known = np.flatnonzero(np.isfinite(shown).all(axis=-1).sum(axis=1) >= 6)
    if not len(known):
        raise BadInput("The cameras agree in no frame: is the calibration that of the videos?")
    boxes = []
    width, height = camera.size
    for frame in range(frames):
        points = shown[known[np.argmin(np.abs(known - frame))]]
        low, high = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
        margin = _MARGIN * float((high - low).max())
        left, top = np.clip(low - margin, 0, (width - 1, height - 1)).astype(int)
        right, bottom = np.clip(high + margin, 1, (width, height)).astype(int)
        boxes.append((int(left), int(top), int(right), int(bottom)))
    return tuple(boxes)
