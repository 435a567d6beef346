"""Packs of motion capture: clips of 17 joints at a constant rate, in one .npz of plain arrays."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tokenize import TokenError
from zipfile import BadZipFile
from zlib import error as ZlibError

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput

_LARGEST_FRAMES = 20_000_000


@dataclass(frozen=True, slots=True, eq=False)
class MocapPack:
    """Clips one after the other. Metres, right-handed, Z up, H36M-17 order, walking directions arbitrary."""

    joints: NDArray[np.float32]
    """(N, 17, 3) metres, all clips concatenated."""
    head_direction: NDArray[np.float32]
    """(N, 3) unit vector in which the face points."""
    clip_start: NDArray[np.int64]
    """(C,) first row of each clip."""
    clip_length: NDArray[np.int64]
    """(C,) rows of each clip; never run a window across two clips."""
    category: NDArray[np.str_]
    """(C,) coarse kind of motion, for balancing."""
    names: NDArray[np.str_]
    """(C,) name of the take that the clip comes from."""
    rate: float
    """Frames per second."""
    fingerprint: str
    """SHA-256 of the file: what a trained lifter says it was trained on."""


def load_pack(path: Path) -> MocapPack:
    """Read a pack; `BadInput` if the file is missing, is no pack, or does not hold together."""
    try:
        content = path.read_bytes()
        with np.load(BytesIO(content), allow_pickle=False) as data:
            pack = MocapPack(
                joints=data["positions"].astype(np.float32) * np.float32(data["scale"]),
                head_direction=data["head_dir"].astype(np.float32) / 127,
                clip_start=data["clip_start"].astype(np.int64),
                clip_length=data["clip_len"].astype(np.int64),
                category=data["category"].astype(np.str_),
                names=data["name"].astype(np.str_),
                rate=float(data["fps"]),
                fingerprint=sha256(content).hexdigest(),
            )
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no such pack of motion capture.") from error
    except (
        OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, MemoryError,
        SyntaxError, TokenError, BadZipFile, ZlibError,
    ) as error:  # what damaged zips and arrays are known to raise  # fmt: skip
        raise BadInput(f"{path}: not a pack of motion capture ({error}).") from error
    _check(pack, path)
    return pack


def _check(pack: MocapPack, path: Path) -> None:
    frames, clips = pack.joints.shape[:1], pack.clip_start.shape[:1]
    of_clips = (pack.clip_start, pack.clip_length, pack.category, pack.names)
    problems = {
        "joints are not (N, 17, 3)": pack.joints.shape != (*frames, 17, 3),
        "it has too many frames": frames > (_LARGEST_FRAMES,),
        "it has no clips": clips == (0,),
        "head directions are not (N, 3)": pack.head_direction.shape != (*frames, 3),
        "arrays of clips are not (C,) each": clips == () or any(a.shape != clips for a in of_clips),
        "the rate is not a positive number": not 0 < pack.rate < np.inf,
        "some joints are not finite": not np.isfinite(pack.joints).all(),
        "some head directions are not finite": not np.isfinite(pack.head_direction).all(),
    }
    found = [text for text, is_wrong in problems.items() if is_wrong]
    if not found and (
        pack.clip_start.min() < 0
        or pack.clip_length.min() < 1
        or (pack.clip_start > len(pack.joints) - pack.clip_length).any()
    ):
        found = ["a clip lies outside the arrays"]
    if found:
        raise BadInput(f"{path}: not a usable pack of motion capture: {'; '.join(found)}.")
