"""NPZ: a pose as named NumPy arrays, for programs in Python."""

import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.damage import told_as_bad_input
from core.export.compare import compare_poses
from core.export.named_joints import check_motion
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import write_aside_binary
from core.pose.records import Pose
from core.pose.skeleton import SKELETONS, Skeleton

FORMAT, FORMAT_VERSION = "relief pose", 1
_TYPES = {
    "format": "U", "format_version": "i", "frames": "i", "times_s": "f", "joints_m": "f", "confidence": "f",
    "flags": "u", "skeleton": "U", "joint_names": "U", "parents": "i", "coordinates": "U",
}  # fmt: skip
"""What a file must hold, and of which kind."""
_LARGEST_HEADER = 10_000


def write_npz(
    pose: Pose,
    path: Path,
    context: ExportContext,
    options: ExportOptions = DEFAULT_OPTIONS,  # noqa: ARG001 - there is nothing to choose
) -> ReadBack:
    """Joints (T, J, 3) in metres, NaN where not lifted, with times, skeleton and units; no pickles."""
    meant = pose.y_up()
    rate = context.nominal_rate
    with write_aside_binary(path) as file:
        np.savez(
            file,
            format=np.array(FORMAT),
            format_version=np.array(FORMAT_VERSION),
            frames=meant.frames,
            times_s=meant.times,
            joints_m=np.ascontiguousarray(np.where(np.isfinite(meant.joints), meant.joints, np.nan)),
            confidence=np.ascontiguousarray(np.nan_to_num(meant.confidence)),
            flags=np.ascontiguousarray(meant.flags),
            skeleton=np.array(meant.skeleton.name),
            joint_names=np.array(meant.skeleton.joints),
            parents=np.array(meant.skeleton.parents, dtype=np.int64),
            coordinates=np.array(meant.coordinates),
            units=np.array(["metres", "seconds"]),
            rate=np.array([rate.numerator, rate.denominator]),
            source=np.array(context.source),
            lifter=np.array(context.lifter),
            lifter_sha256=np.array(context.lifter_hash),
        )
    return compare_poses(read_npz(path), meant)


def read_npz(path: Path) -> Pose:
    """The pose in a file of ours, y up; `BadInput` where it is none. It cannot make us fill the memory."""
    with told_as_bad_input(path, "a pose"):
        arrays = _read_arrays(path)
        if arrays["format"] != FORMAT or arrays["format_version"] != FORMAT_VERSION:
            raise ValueError(f"it is not version {FORMAT_VERSION} of a {FORMAT}")
        coordinates = str(arrays["coordinates"])
        if coordinates not in ("y_up", "world"):
            raise ValueError(f"its coordinates {coordinates!r} are unknown")
        check_motion(arrays["times_s"], arrays["joints_m"])
        return Pose(
            skeleton=_skeleton(arrays),
            frames=arrays["frames"].astype(np.int64),
            times=arrays["times_s"].astype(np.float64),
            joints=arrays["joints_m"].astype(np.float32),
            confidence=arrays["confidence"].astype(np.float32),
            flags=arrays["flags"].astype(np.uint8),
            coordinates="world" if coordinates == "world" else "y_up",
        )


def _read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        # Ours are not compressed, and so can never grow: a small file that claims much is a trap.
        is_packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in entries)
        if is_packed or sum(entry.file_size for entry in entries) > path.stat().st_size:
            raise ValueError("it is packed, as no pose of ours is")
        return {
            name: _read_array(archive, archive.getinfo(f"{name}.npy"), kind) for name, kind in _TYPES.items()
        }


def _read_array(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, kind: str) -> NDArray[Any]:
    """One array, whose header must speak of just the bytes that there are."""
    with archive.open(entry) as member:
        if np.lib.format.read_magic(member) != (1, 0):
            raise ValueError(f"{entry.filename} is stored in an unknown way")
        shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(
            member, max_header_size=_LARGEST_HEADER
        )
        content = member.read()
    if dtype.kind != kind or is_fortran or math.prod(shape) * dtype.itemsize != len(content):
        raise ValueError(f"{entry.filename} does not hold what its name says")
    return np.frombuffer(content, dtype).reshape(shape)


def _skeleton(arrays: dict[str, NDArray[Any]]) -> Skeleton:
    name, joints = str(arrays["skeleton"]), tuple(map(str, arrays["joint_names"]))
    known = SKELETONS.get(name)
    if known is not None and known.joints == joints:
        return known
    parents = tuple(map(int, arrays["parents"]))
    if len(set(joints)) < len(joints) or len(parents) not in (0, len(joints)):
        raise ValueError("its skeleton does not hold together")
    if any(not -1 <= parent < joint for joint, parent in enumerate(parents)):
        raise ValueError("its skeleton's joints do not follow their parents")
    return Skeleton(name, joints, parents)
