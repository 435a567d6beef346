"""Real video of calibrated cameras: each one's lifting against triangulation from all of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.evaluation.calibration import triangulate
from core.evaluation.judging import origin_of, require_lifters
from core.evaluation.metrics import mpjpe, p_mpjpe
from core.evaluation.report import Cell, Evaluation, Table
from core.evaluation.views import MultiView, observe
from core.geometry.image import normalise
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.pose.runs import find_runs
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

LIMBS = [j for j, name in enumerate(H36M_17.joints) if name.startswith(("left_", "right_"))]

_EXACT = "P-MPJPE of 12 limb joints had the detector seen the triangulated joints: the lifter's own part"


def evaluate_multiview(
    lifters: Mapping[str, Lifter], folder: Path, detector: str, *, report: Report = ignore_report
) -> Evaluation:
    """Score every camera for every lifter and for the detector's own 3D, and say what the truth is worth."""
    require_lifters(lifters)
    view = observe(folder, detector, report=report)
    seen = [track.points for track in view.tracks]
    exact = [camera.project(view.joints).astype(np.float32) for camera in view.cameras]
    errors = {name: _score_lifter(lifter, view, seen) for name, lifter in lifters.items()}
    left = {name: _score_lifter(lifter, view, exact) for name, lifter in lifters.items()}
    own = _score_detector(view)
    if np.isfinite(own).any():
        errors[f"{detector} (its own 3D)"] = own
    names = [camera.name for camera in view.cameras]
    return Evaluation(
        title=f"{len(names)} calibrated cameras, {len(view.joints)} frames",
        tables=(
            _table("table", "P-MPJPE of 12 limb joints, one camera at a time", names, errors, 0),
            _table("mpjpe", "MPJPE of 12 limb joints, camera frame, true size", names, errors, 1),
            _table("exact", _EXACT, names, left, 0),
            _truth_table(view),
            _noise_table(view),
        ),
        origin=origin_of(lifters, detector=detector, folder=folder.name),
    )


def _score_lifter(lifter: Lifter, view: MultiView, pixels: Sequence[NDArray[np.float32]]) -> Array:
    """(2, C) mean P-MPJPE and MPJPE in mm of what it makes of each camera's joints (T, 17, 2) in pixels."""
    scores = []
    for camera, seen in zip(view.cameras, pixels, strict=True):
        points = normalise(seen, *camera.size)
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
