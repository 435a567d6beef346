"""Real video of calibrated cameras: each one's lifting against triangulation from all of them."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detectors import detect_people
from core.detectors.records import Detections
from core.errors import BadInput, NobodyFound
from core.evaluation.calibration import Camera, read_calibration, triangulate
from core.evaluation.judging import origin_of, require_lifters
from core.evaluation.metrics import mpjpe, p_mpjpe
from core.evaluation.report import Cell, Evaluation, Table
from core.geometry.image import normalise
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.people import choose_subject, link_people
from core.pose.cleaning import CleaningOptions
from core.pose.records import Track
from core.pose.runs import find_runs
from core.pose.skeleton import H36M_17
from core.streaming import prepare_person
from core.video import VideoInfo, probe_video, read_frames
from core.video.records import Frame

Array = NDArray[np.float64]
Box = tuple[int, int, int, int]
Seen = tuple[Track, Detections]
"""One person in one camera: as lifters see them, and what the detector gave."""

LIMBS = [j for j, name in enumerate(H36M_17.joints) if name.startswith(("left_", "right_"))]
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


def evaluate_multiview(
    lifters: Mapping[str, Lifter], folder: Path, detector: str, *, report: Report = ignore_report
) -> Evaluation:
    """Score every camera for every lifter and for the detector's own 3D, and say what the truth is worth."""
    require_lifters(lifters)
    view = observe(folder, detector, report=report)
    errors = {name: _score_lifter(lifter, view) for name, lifter in lifters.items()}
    own = _score_detector(view)
    if np.isfinite(own).any():
        errors[f"{detector} (its own 3D)"] = own
    names = [camera.name for camera in view.cameras]
    return Evaluation(
        title=f"{len(names)} calibrated cameras, {len(view.joints)} frames",
        tables=(
            _table("table", "P-MPJPE of 12 limb joints, one camera at a time", names, errors, 0),
            _table("mpjpe", "MPJPE of 12 limb joints, camera frame, true size", names, errors, 1),
            _truth_table(view),
            _noise_table(view),
        ),
        origin=origin_of(lifters, detector=detector, folder=folder.name),
    )


def _score_lifter(lifter: Lifter, view: MultiView) -> Array:
    """(2, C) mean P-MPJPE and MPJPE in mm."""
    scores = []
    for camera, track in zip(view.cameras, view.tracks, strict=True):
        points = normalise(track.points, *track.image_size)
        joints = np.full((*points.shape[:2], 3), np.nan)
        focal = float(camera.matrix[0, 0] / (camera.size[0] / 2))
        for start, stop in find_runs(points):
            joints[start:stop] = lifter.lift_run(points[start:stop], focal=focal)
        scores.append(_errors(joints[:, LIMBS], camera.to_camera(view.joints)))
    return np.array(scores).T


def _score_detector(view: MultiView) -> Array:
    scores = []
    for camera, found, track in zip(view.cameras, view.detections, view.tracks, strict=True):
        names = [found.skeleton.index(H36M_17.joints[j]) for j in LIMBS]
        joints = np.full((len(track), len(LIMBS), 3), np.nan)
        joints[found.row_frames - track.frames[0]] = found.world[:, names]
        scores.append(_errors(joints, camera.to_camera(view.joints)))
    return np.array(scores).T


def _errors(limbs: Array, truth: Array) -> tuple[float, float]:
    """Means in mm over the frames where everything is known; MPJPE relative to the middle of the hips."""
    meant = truth[:, LIMBS]
    known = np.isfinite(limbs).all(axis=(1, 2)) & np.isfinite(meant).all(axis=(1, 2))
    if not known.any():
        return float("nan"), float("nan")
    hips = [LIMBS.index(H36M_17.index(name)) for name in ("left_hip", "right_hip")]
    found, meant = limbs[known], meant[known]
    rooted = mpjpe(
        found - found[:, hips].mean(axis=1, keepdims=True), meant - meant[:, hips].mean(axis=1, keepdims=True)
    )
    return float(1000 * p_mpjpe(found, meant).mean()), float(1000 * rooted.mean())


def _table(name: str, title: str, cameras: list[str], errors: Mapping[str, Array], row: int) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (lifter, *(float(v) for v in values[row]), float(np.mean(values[row])))
        for lifter, values in errors.items()
    )
    return Table(name, title, ("lifter", *cameras, "mean"), rows)


def _truth_table(view: MultiView) -> Table:
    """How far triangulation without a camera moves, which is more than its own error with all of them."""
    pixels = np.stack([track.points.astype(np.float64) for track in view.tracks])
    rows: list[tuple[Cell, ...]] = []
    for i, camera in enumerate(view.cameras):
        rest = [k for k in range(len(view.cameras)) if k != i]
        moved = float("nan")
        if len(rest) >= 2:
            without, _ = triangulate([view.cameras[k] for k in rest], pixels[rest])
            moved = float(np.nanmean(np.linalg.norm(without - view.joints, axis=-1)[:, LIMBS]) * 1000)
        rows.append((camera.name, float(np.nanmedian(view.residual_px[i])), moved))
    known = float(np.isfinite(view.joints).all(axis=-1).mean() * 100)
    lengths = [np.linalg.norm(view.joints[:, j] - view.joints[:, H36M_17.parents[j]], axis=-1) for j in LIMBS]
    spread = float(np.mean([np.nanstd(length) for length in lengths]) * 1000)
    notes = (
        f"{known:.1f} % of the joints could be triangulated. A rigid bone's length varies by {spread:.1f} mm"
        " (standard deviation, mean over limb bones): what the pseudo-truth itself is worth.",
    )
    columns = ("camera", "reprojection px (median)", "moves without it")
    return Table("truth", "The triangulated truth", columns, tuple(rows), notes)


def _noise_table(view: MultiView) -> Table:
    """Errors of the detector's joints in fractions of the body's apparent height: what training imitates."""
    rows: list[tuple[Cell, ...]] = []
    offsets = []
    for camera, track in zip(view.cameras, view.tracks, strict=True):
        height = np.nanmedian(np.ptp(track.points[..., 1].astype(float), axis=1))
        offsets.append((track.points.astype(np.float64) - camera.project(view.joints)) / height)
    error = np.stack(offsets)  # (C, T, J, 2)
    bias = np.nanmean(error, axis=1, keepdims=True)
    rest = error - bias
    for j, name in enumerate(H36M_17.joints):
        r = rest[:, :, j]
        before, after = r[:, :-1], r[:, 1:]
        both = np.isfinite(before) & np.isfinite(after)
        memory = np.sum(before[both] * after[both]) / max(np.sum(before[both] ** 2), 1e-12)
        rows.append(
            (
                name, float(100 * np.sqrt(np.nanmean(bias[:, 0, j] ** 2))), float(100 * np.nanstd(r)),
                float(100 * np.nanstd(np.diff(r, axis=1)) / np.sqrt(2)), float(100 * memory),
            )
        )  # fmt: skip
    columns = ("joint", "bias %", "wander %", "frame to frame %", "memory % per frame")
    notes = ("Standard deviations per axis, in percent of the body's apparent height.",)
    return Table(
        "noise", "What the detector errs, against the triangulated joints", columns, tuple(rows), notes
    )
