"""What spoils a lifter's result, and by how much: one perturbation of the input at a time."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.datasets.mocap import MocapPack
from core.evaluation.judging import JudgingOptions, draw_for, origin_of_windows
from core.evaluation.report import Cell, Evaluation, Table
from core.evaluation.statistics import mean_by_clip
from core.evaluation.windows import Points, WindowSet, draw_shifts, lift_windows, score
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.pose.cleaning import smooth_lightly
from core.pose.skeleton import H36M_17
from core.training.cameras import BODY_HEIGHT_M

Array = NDArray[np.float64]
Perturbation = Callable[[WindowSet, np.random.Generator], WindowSet]
"""The windows with spoilt keypoints; their truth changes where the perturbation moves it too."""

_LEGS = [j for j, name in enumerate(H36M_17.joints) if name.split("_")[-1] in ("hip", "knee", "ankle")]
_DROPOUT = 0.05
_ROLL_DEG = 10.0


def body_heights(windows: WindowSet) -> Points:
    """(N,) apparent height of a body of usual size there, normalised image units."""
    return np.asarray(windows.focal * np.float32(BODY_HEIGHT_M) / windows.root[:, 2], dtype=np.float32)


def _noise(share: float) -> Perturbation:
    def perturb(windows: WindowSet, generator: np.random.Generator) -> WindowSet:
        spread = share * body_heights(windows)[:, None, None, None]
        noise = generator.standard_normal(windows.keypoints.shape, dtype=np.float32)
        return windows.with_keypoints(windows.keypoints + spread * noise)

    return perturb


def _drop(windows: WindowSet, generator: np.random.Generator) -> WindowSet:
    """Joints missing at random, each put where it was seen last."""
    points = windows.keypoints.copy()
    is_lost = generator.random(points.shape[:3]) < _DROPOUT
    for frame in range(1, points.shape[1]):
        rows = is_lost[:, frame]
        points[:, frame][rows] = points[:, frame - 1][rows]
    return windows.with_keypoints(points)


def _swap_legs(windows: WindowSet, generator: np.random.Generator) -> WindowSet:
    """Left and right legs exchanged in a third of the window, in its middle for half of the windows."""
    points = windows.keypoints.copy()
    length = max(1, points.shape[1] // 3)
    starts = generator.integers(0, points.shape[1] - length + 1, len(points))
    mirrored = [H36M_17.mirror[j] for j in _LEGS]
    for row, start in enumerate(starts):
        part = points[row, start : start + length]
        part[:, _LEGS] = part[:, mirrored]
    return windows.with_keypoints(points)


def _occlude_arm(windows: WindowSet, generator: np.random.Generator) -> WindowSet:
    """One forearm is hidden throughout: elbow and wrist are guessed at the shoulder's side of the body."""
    points = windows.keypoints.copy()
    side = np.where(generator.random(len(points)) < 0.5, "left", "right")
    for name in ("left", "right"):
        rows = np.flatnonzero(side == name)
        shoulder, elbow, wrist = (H36M_17.index(f"{name}_{p}") for p in ("shoulder", "elbow", "wrist"))
        hip = H36M_17.index(f"{name}_hip")
        for joint, share in ((elbow, 0.5), (wrist, 0.9)):
            points[rows, :, joint] = (1 - share) * points[rows, :, shoulder] + share * points[rows, :, hip]
    return windows.with_keypoints(points)


def _shift(windows: WindowSet, generator: np.random.Generator) -> WindowSet:
    shift = draw_shifts(windows, reach=0.2, seed=int(generator.integers(2**31)))
    return windows.with_keypoints(windows.keypoints + np.nan_to_num(shift)[:, None, None])


def _roll(windows: WindowSet, generator: np.random.Generator) -> WindowSet:
    """The camera held askew: the picture turned about its middle, and the truth with the camera."""
    angle = np.deg2rad(_ROLL_DEG) * np.where(generator.random(len(windows)) < 0.5, 1, -1)
    turn = Rotation.from_euler("z", angle[:, None]).as_matrix().astype(np.float32)  # (N, 3, 3)
    return replace(
        windows,
        keypoints=np.einsum("nij,ntkj->ntki", turn[:, :2, :2], windows.keypoints),
        joints=np.einsum("nij,nkj->nki", turn, windows.joints),
        root=np.einsum("nij,nj->ni", turn, windows.root),
    )


def _low_rate(windows: WindowSet, _generator: np.random.Generator) -> WindowSet:
    """Every third frame only, those between repeated from the nearest: a stuttering video."""
    middle = windows.keypoints.shape[1] // 2
    offset = np.arange(windows.keypoints.shape[1]) - middle
    seen = middle + np.clip(3 * np.round(offset / 3).astype(int), -middle, middle)
    return windows.with_keypoints(windows.keypoints[:, seen])


PERTURBATIONS: dict[str, tuple[str, Perturbation]] = {
    "noise-1": ("noise in every frame, 1 % of the body's height", _noise(0.01)),
    "noise-2": ("noise in every frame, 2 % of the body's height", _noise(0.02)),
    "dropout": ("5 % of the joints missing, put where they were last", _drop),
    "swaps": ("legs exchanged in a third of each window", _swap_legs),
    "occlusion": ("one elbow and wrist hidden, guessed along the body", _occlude_arm),
    "shift": ("everything moved by up to 0.2 of half the picture's width", _shift),
    "roll": ("camera rolled by 10 degrees (the truth turned along)", _roll),
    "low-rate": ("only every third frame seen", _low_rate),
}
"""What the table has rows for, by name: what is done, and how."""


def evaluate_perturbations(
    lifters: Mapping[str, Lifter],
    pack: MocapPack,
    options: JudgingOptions,
    *,
    report: Report = ignore_report,
) -> Evaluation:
    """MPJPE of every lifter on the same windows, clean and perturbed, as they are and lightly smoothed.

    `BadInput` without lifters.
    """
    windows = draw_for(lifters, pack, options)
    clean = _errors(lifters, windows)
    plain = [_row("none", clean, clean, windows)]
    smoothed = [_row("none", _errors(lifters, smooth_windows(windows)), clean, windows)]
    for done, (name, (_, perturb)) in enumerate(PERTURBATIONS.items()):
        report("perturb", done, len(PERTURBATIONS))
        changed = perturb(windows, np.random.default_rng([options.seed, done]))
        plain.append(_row(name, _errors(lifters, changed), clean, windows))
        smoothed.append(_row(name, _errors(lifters, smooth_windows(changed)), clean, windows))
    report("perturb", len(PERTURBATIONS), len(PERTURBATIONS))
    columns = ("perturbation", *(f"{n} MPJPE" for n in lifters), *(f"{n} more" for n in lifters))
    notes = tuple(f"{name}: {text}." for name, (text, _) in PERTURBATIONS.items())
    light = "MPJPE by perturbation, input smoothed as by `relief lift --smooth light`"
    return Evaluation(
        title=f"Perturbed input, {options.windows} windows of motion capture, {options.cameras} cameras",
        tables=(
            Table("table", "MPJPE by perturbation", columns, tuple(plain), notes),
            Table("smoothed", light, columns, tuple(smoothed), ("More: than clean input as it is.",)),
        ),
        origin=origin_of_windows(lifters, pack, options),
    )


def smooth_windows(windows: WindowSet) -> WindowSet:
    """The windows as light smoothing of each by itself leaves them."""
    frames = np.arange(windows.keypoints.shape[1])
    smooth = [
        smooth_lightly(points.astype(np.float64), frames / rate)
        for points, rate in zip(windows.keypoints, windows.rate.astype(np.float64), strict=True)
    ]
    return windows.with_keypoints(np.asarray(smooth, np.float32))


def _row(
    name: str, errors: Mapping[str, Array], clean: Mapping[str, Array], windows: WindowSet
) -> tuple[Cell, ...]:
    means = [mean_by_clip(values, windows.clip) for values in errors.values()]
    return name, *means, *(float(np.mean(errors[lifter] - clean[lifter])) for lifter in errors)


def _errors(lifters: Mapping[str, Lifter], windows: WindowSet) -> dict[str, Array]:
    """(N,) MPJPE in mm of every lifter."""
    return {
        name: score(lift_windows(lifter, windows), windows.joints).mpjpe for name, lifter in lifters.items()
    }
