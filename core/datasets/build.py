"""Making a pack of motion capture from folders of recordings: resampled, cleaned, split by subject."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from core.datasets.recordings import Recording, read_recording
from core.errors import BadInput
from core.files import staged_folder
from core.jobs import Report, ignore_report
from core.pose.skeleton import H36M_17

SPLITS = ("train", "val", "test")
_SUFFIXES = (".bvh", ".amc", ".c3d")
_SCALE = 0.0002
"""Metres in a step of the packs' whole numbers: a fifth of a millimetre."""
_FURTHEST_M = 32767 * _SCALE

_CATEGORIES = {
    "walk": ("walk", "stroll", "march"), "run": ("run", "jog", "sprint"), "jump": ("jump", "hop", "leap"),
    "dance": ("dance", "ballet", "salsa", "waltz"), "martial": ("box", "punch", "kick", "karate", "martial"),
    "exercise": ("exercise", "stretch", "jumping jack", "squat", "yoga"),
    "climb": ("climb", "ladder", "stairs"),
    "acrobatics": ("cartwheel", "flip", "handstand", "acrobat"), "reach": ("reach", "pick up", "lift"),
    "gesture": ("gesture", "wave", "point", "talk", "conversation"), "get up": ("get up", "sit", "lie"),
}  # fmt: skip
"""Words that put a take into a category, for balance; anything else is `other`."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a pack is made like."""

    rate: float = 50.0
    """Frames per second of the pack."""
    unit: str = "auto"
    """Of the files; see `read_recording`."""
    source_rate: float | None = None
    """Of files that do not state theirs (AMC: 120)."""
    val_subjects: tuple[str, ...] = ()
    test_subjects: tuple[str, ...] = ()
    """If both are empty, about a tenth of the subjects each, those with the least motion."""
    shortest_s: float = 1.0
    """Pieces shorter than this are left out."""
    fastest_m_s: float = 20.0
    """Faster joints are taken for errors of the recording, and the take is cut there."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the files."""

    clips: dict[str, int]
    """Per split."""
    minutes: dict[str, float]
    subjects: dict[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    """A sentence for each file that could not be used."""


def build_pack(
    folder: Path, pack: Path, options: BuildOptions, *, report: Report = ignore_report
) -> BuildReport:
    """Write `pack`/train.npz, val.npz and test.npz from all recordings below a folder, all or none.

    The subject is CMU's number (13_29 is subject 13), else the file's folder. No subject is in two splits.
    `BadInput` if nothing can be used.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    if not files:
        raise BadInput(f"{folder} holds no recordings: no file ends in {', '.join(_SUFFIXES)}.")
    pieces: list[Recording] = []
    left_out: list[str] = []
    for done, path in enumerate(files):
        report("read", done, len(files))
        try:
            recording = read_recording(
                path, subject=subject_of(path, folder), unit=options.unit, rate=options.source_rate
            )
        except BadInput as error:
            left_out.append(str(error))
            continue
        found = list(cut_recording(resample(recording, options.rate), options))
        pieces += found
        if not found:
            left_out.append(f"{path} has no usable second: it is too short or damaged throughout.")
    report("read", len(files), len(files))
    if not pieces:
        raise BadInput(f"None of the {len(files)} recordings in {folder} can be used. {left_out[0]}")
    split = _split_subjects(pieces, options)
    with staged_folder(pack) as stage:
        for name in SPLITS:
            chosen = [piece for piece in pieces if split[piece.subject] == name]
            if chosen:
                _write(stage / f"{name}.npz", chosen, options.rate)
    return _describe(pieces, split, options.rate, left_out)


def subject_of(path: Path, folder: Path) -> str:
    """Who was recorded: the digits before the underscore, else the folder, else the file's own name."""
    head, has_number, _ = path.stem.partition("_")
    if has_number and head.isdigit():
        return str(int(head))
    return path.parent.name if path.parent != folder else path.stem


def resample(recording: Recording, rate: float) -> Recording:
    """At another rate: cubic splines through the joints where all are known, nothing made up elsewhere."""
    times = np.arange(len(recording.joints)) / recording.rate
    count = int(np.floor(times[-1] * rate + 1e-6)) + 1 if len(times) else 0
    at = np.arange(count) / rate
    known: NDArray[np.bool_] = np.asarray(np.isfinite(recording.joints).all(axis=(1, 2)))
    joints = np.full((count, *recording.joints.shape[1:]), np.nan, np.float32)
    head = np.zeros((count, 3), np.float32)
    if known.sum() >= 2:
        both = np.concatenate([recording.joints, recording.head_direction[:, None]], axis=1)[known]
        found = CubicSpline(times[known], both.astype(np.float64))(at)
        # A frame between two that follow each other in the recording is known, any other is not.
        before = np.clip(np.searchsorted(times, at + 1e-9) - 1, 0, len(times) - 1)
        after = np.minimum(before + (at - times[before] > 1e-6), len(times) - 1)
        is_known = known[before] & known[after]
        joints[is_known] = found[is_known, :-1]
        head = (found[:, -1] / np.maximum(np.linalg.norm(found[:, -1], axis=1, keepdims=True), 1e-9)).astype(
            np.float32
        )
    return replace(recording, joints=joints, head_direction=head, rate=rate)


def cut_recording(recording: Recording, options: BuildOptions) -> Iterator[Recording]:
    """The sound pieces of a recording, each centred on its own path; cut at gaps and impossible speeds."""
    joints = recording.joints
    good: NDArray[np.bool_] = np.asarray(np.isfinite(joints).all(axis=(1, 2)))
    steps = np.linalg.norm(np.diff(joints, axis=0), axis=-1).max(axis=1, initial=0) * recording.rate
    breaks = np.flatnonzero(~(steps < options.fastest_m_s)) + 1  # NaN counts as a break
    runs = np.split(np.arange(len(joints)), breaks)
    least = int(np.ceil(options.shortest_s * recording.rate))
    number = 0
    for rows in runs:
        sound = rows[good[rows]]
        if len(sound) < max(least, 2):
            continue
        piece = joints[sound]
        path = piece[:, 0, :2]
        piece = piece - np.append((path.min(axis=0) + path.max(axis=0)) / 2, 0).astype(np.float32)
        if np.abs(piece).max() > _FURTHEST_M:
            continue
        name = recording.name if len(runs) == 1 else f"{recording.name}@{number}"
        number += 1
        yield replace(recording, name=name, joints=piece, head_direction=recording.head_direction[sound])


def _split_subjects(pieces: Sequence[Recording], options: BuildOptions) -> dict[str, str]:
    frames: dict[str, int] = {}
    for piece in pieces:
        frames[piece.subject] = frames.get(piece.subject, 0) + len(piece.joints)
    split = dict.fromkeys(frames, "train")
    val, test = options.val_subjects, options.test_subjects
    if unknown := sorted((set(val) | set(test)) - set(frames)):
        raise BadInput(f"There is no subject {unknown[0]}; there are {', '.join(sorted(frames))}.")
    if both := sorted(set(val) & set(test)):
        raise BadInput(f"Subject {both[0]} cannot be in val and in test.")
    if not val and not test:
        few = sorted(frames, key=lambda subject: (frames[subject], subject))
        share = max(1, len(few) // 10) if len(few) >= 3 else 0
        val, test = tuple(few[:share]), tuple(few[share : 2 * share])
    split |= dict.fromkeys(val, "val") | dict.fromkeys(test, "test")
    return split


def _category(name: str) -> str:
    text = name.lower().replace("_", " ")
    return next((kind for kind, words in _CATEGORIES.items() if any(w in text for w in words)), "other")


def _write(path: Path, pieces: Sequence[Recording], rate: float) -> None:
    length = np.array([len(piece.joints) for piece in pieces])
    joints = np.concatenate([piece.joints for piece in pieces])
    heads = np.concatenate([piece.head_direction for piece in pieces])
    arrays: dict[str, NDArray[np.generic]] = {
        "positions": np.round(joints / _SCALE).astype(np.int16),
        "head_dir": np.round(heads * 127).astype(np.int8),
        "scale": np.array(_SCALE),
        "clip_start": np.cumsum([0, *length[:-1]]),
        "clip_len": length,
        "name": _text(piece.name for piece in pieces),
        "subject": _text(piece.subject for piece in pieces),
        "category": _text(_category(piece.name) for piece in pieces),
        "fps": np.array(rate),
        "joint_names": _text(H36M_17.joints),
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _text(items: Iterable[str]) -> NDArray[np.str_]:
    return np.array(list(items), dtype=np.str_)


def _describe(
    pieces: Sequence[Recording], split: dict[str, str], rate: float, left_out: Sequence[str]
) -> BuildReport:
    def of(name: str) -> list[Recording]:
        return [piece for piece in pieces if split[piece.subject] == name]

    return BuildReport(
        clips={name: len(of(name)) for name in SPLITS},
        minutes={name: sum(len(piece.joints) for piece in of(name)) / rate / 60 for name in SPLITS},
        subjects={name: tuple(sorted(s for s, where in split.items() if where == name)) for name in SPLITS},
        left_out=tuple(left_out),
    )
