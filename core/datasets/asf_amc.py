"""Reading Acclaim skeletons (.asf) and motions (.amc), the form in which CMU gives its recordings."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import radians
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.errors import BadInput

Array = NDArray[np.float64]

_INCH_M = 0.0254
_TEXT_BYTES = 256 * 2**20
_AXES = {"rx": 0, "ry": 1, "rz": 2, "tx": 3, "ty": 4, "tz": 5}
_ROOT = "root"


@dataclass(frozen=True, slots=True)
class AcclaimBone:
    """A bone; its joint with its parent is at its near end."""

    name: str
    direction: tuple[float, float, float]
    """In the world, in the rest pose."""
    length: float
    axis: tuple[float, float, float]
    """Radians about x, then y, then z of the world: the frame in which its joint turns."""
    freedoms: tuple[str, ...] = ()
    """What its columns in a motion are: rx, ry, rz."""


@dataclass(frozen=True, slots=True, eq=False)
class AcclaimSkeleton:
    """Bones by name, parents before children; the root has neither length nor direction."""

    bones: dict[str, AcclaimBone]
    parents: dict[str, str]
    order: tuple[str, ...]
    """What the columns of the root are: TX TY TZ RX RY RZ in CMU's files."""
    metres_per_unit: float


def read_asf(path: Path) -> AcclaimSkeleton:
    """The skeleton in a file; `BadInput` where it is none.

    Lengths are inches divided by the file's `length` (CMU's: 0.45), as CMU's page on them says.
    """
    try:
        sections = _sections(_text(path))
        units = dict(line.split()[:2] for line in sections["units"] if len(line.split()) > 1)
        unit = 1.0 if units.get("angle", "deg").startswith("rad") else radians(1)
        order = next(line for line in sections["root"] if line.startswith("order")).split()[1:]
        bones = {bone.name: bone for bone in _bones(sections["bonedata"], unit)}
        bones = {
            _ROOT: AcclaimBone(_ROOT, (0, 0, 0), 0.0, (0, 0, 0), tuple(o.lower() for o in order)),
            **bones,
        }
        parents = _parents(sections["hierarchy"], bones)
        scale = _INCH_M / float(units.get("length", "1"))
    except (
        OSError,
        ValueError,
        KeyError,
        IndexError,
        StopIteration,
        OverflowError,
        ZeroDivisionError,
    ) as error:
        raise BadInput(f"{path} cannot be read as an Acclaim skeleton (ASF): {error!r}") from error
    return AcclaimSkeleton({name: bones[name] for name in (_ROOT, *parents)}, parents, tuple(order), scale)


def read_amc(path: Path, skeleton: AcclaimSkeleton) -> dict[str, Array]:
    """(T, columns) of each bone that moves, as in the file; `BadInput` where it does not fit the skeleton."""
    values: dict[str, list[list[float]]] = {}
    try:
        frames = 0
        for line in _text(path).splitlines():
            words = line.split()
            if not words or words[0].startswith(("#", ":")):
                continue
            if words[0].isdigit() and len(words) == 1:
                frames += 1
                continue
            values.setdefault(words[0], []).append([float(word) for word in words[1:]])
        found = {name: np.array(rows) for name, rows in values.items()}
        for name, rows in found.items():
            if rows.shape != (frames, len(skeleton.bones[name].freedoms)):
                raise ValueError(f"{name} has {rows.shape}, not {frames} rows")
        if frames == 0 or _ROOT not in found:
            raise ValueError("it has no frames")
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"{path} cannot be read as a motion (AMC) of its skeleton: {error}") from error
    return found


def acclaim_places(
    skeleton: AcclaimSkeleton, motion: dict[str, Array]
) -> tuple[dict[str, Array], dict[str, Rotation]]:
    """(T, 3) metres of each bone's far end, and each bone's turn from the rest pose to the world.

    The turn of a joint is C M C^-1, C the bone's axis frame and M its angles about x, y, z in that order,
    in the frame of its parent.
    """
    frames = len(motion[_ROOT])
    ends: dict[str, Array] = {}
    turns: dict[str, Rotation] = {}
    for name, bone in skeleton.bones.items():
        columns = motion.get(name, np.zeros((frames, 0)))
        angles = np.zeros((frames, 3))
        moved = np.zeros((frames, 3))
        for freedom, column in zip(bone.freedoms if name in motion else (), columns.T, strict=True):
            axis = _AXES[freedom]
            (angles if axis < 3 else moved)[:, axis % 3] = column
        frame = Rotation.from_euler("xyz", bone.axis)
        turn = frame * Rotation.from_euler("xyz", angles, degrees=True) * frame.inv()
        if name == _ROOT:
            turns[name], ends[name] = turn, moved * skeleton.metres_per_unit
            continue
        parent = skeleton.parents[name]
        turns[name] = turns[parent] * turn
        along = np.array(bone.direction) * bone.length * skeleton.metres_per_unit
        ends[name] = ends[parent] + turns[name].apply(along)
    return ends, turns


def _text(path: Path) -> str:
    if path.stat().st_size > _TEXT_BYTES:
        raise ValueError("the file is too large")
    return path.read_text(encoding="utf-8", errors="replace")


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for raw in text.splitlines():
        line = raw.split("#")[0].strip()
        if line.startswith(":"):
            name, _, rest = line[1:].partition(" ")
            current = sections.setdefault(name.lower(), [rest] if rest else [])
        elif line:
            current.append(line)
    return sections


def _bones(lines: list[str], unit: float) -> Iterator[AcclaimBone]:
    entry: dict[str, list[str]] = {}
    for line in lines:
        words = line.split()
        if words[0] == "begin":
            entry = {}
        elif words[0] == "end":
            yield AcclaimBone(
                name=entry["name"][0],
                direction=_three(entry["direction"]),
                length=float(entry["length"][0]),
                axis=_three([str(float(word) * unit) for word in entry["axis"][:3]]),
                freedoms=tuple(word.lower() for word in entry.get("dof", [])),
            )
        else:
            entry[words[0]] = words[1:]


def _three(words: list[str]) -> tuple[float, float, float]:
    x, y, z = (float(word) for word in words[:3])
    return x, y, z


def _parents(lines: list[str], bones: dict[str, AcclaimBone]) -> dict[str, str]:
    parents: dict[str, str] = {}
    for line in lines:
        parent, *children = line.split()
        if parent in ("begin", "end"):
            continue
        for child in children:
            if parent != _ROOT and parent not in parents:
                raise ValueError(f"bone {parent} comes before its own parent")
            if child not in bones or child in parents:
                raise ValueError(f"bone {child} is unknown or has two parents")
            parents[child] = parent
    return parents
