"""The table of keypoint files that Relief reads, and which of them a file is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from core.damage import DAMAGE, describe_damage
from core.detectors.keypoint_files.coco import is_alphapose, is_coco, read_alphapose, read_coco
from core.detectors.keypoint_files.deeplabcut_hdf5 import is_deeplabcut_hdf5, read_deeplabcut_hdf5
from core.detectors.keypoint_files.h36m_npz import is_npz, read_h36m_npz
from core.detectors.keypoint_files.mmpose import is_mmpose, read_mmpose, read_mmpose_h36m
from core.detectors.keypoint_files.opening import Kind, kind_of, load
from core.detectors.keypoint_files.openpose import read_openpose
from core.detectors.keypoint_files.records import KeypointRows
from core.detectors.keypoint_files.sleap_hdf5 import is_sleap_hdf5, read_sleap_hdf5
from core.detectors.keypoint_files.tables import is_deeplabcut, is_sleap, read_deeplabcut, read_sleap
from core.detectors.keypoint_files.trc import is_trc, read_trc
from core.errors import BadInput


class Reader(NamedTuple):
    """How one kind of content is read."""

    fits: Callable[[Any], bool]
    """Whether content of that kind looks like the format; at most one format says so."""
    read: Callable[[Any], KeypointRows]


@dataclass(frozen=True)
class KeypointFormat:
    """What one program writes."""

    name: str
    description: str
    readers: Mapping[Kind, Reader]


KEYPOINT_FORMATS = {
    entry.name: entry
    for entry in (
        KeypointFormat(
            "openpose", "folder or zip of OpenPose's JSON", {"frames": Reader(lambda _: True, read_openpose)}
        ),
        KeypointFormat("coco", "COCO's JSON, results or annotations", {"json": Reader(is_coco, read_coco)}),
        KeypointFormat("alphapose", "AlphaPose's JSON", {"json": Reader(is_alphapose, read_alphapose)}),
        KeypointFormat("mmpose", "MMPose's JSON of predictions", {"json": Reader(is_mmpose, read_mmpose)}),
        KeypointFormat(
            "mmpose-h36m",
            "the same with Human3.6M's 17 joints",
            {"json": Reader(lambda _: False, read_mmpose_h36m)},
        ),
        KeypointFormat(
            "deeplabcut",
            "DeepLabCut's CSV or HDF5",
            {
                "csv": Reader(is_deeplabcut, read_deeplabcut),
                "hdf5": Reader(is_deeplabcut_hdf5, read_deeplabcut_hdf5),
            },
        ),
        KeypointFormat(
            "sleap",
            "SLEAP's analysis, CSV or HDF5, and .slp",
            {"csv": Reader(is_sleap, read_sleap), "hdf5": Reader(is_sleap_hdf5, read_sleap_hdf5)},
        ),
        KeypointFormat("trc", "TRC of pixels", {"trc": Reader(is_trc, read_trc)}),
        KeypointFormat("h36m", "NPZ of Human3.6M's 17 joints", {"npz": Reader(is_npz, read_h36m_npz)}),
    )
}


def read_keypoint_file(path: Path, name: str | None = None) -> tuple[KeypointFormat, KeypointRows]:
    """The rows of a file, and its format: the one called `name`, or that which its content shows.

    `BadInput` says what is wrong with an unknown format, a file that is missing or damaged, or of no format.
    """
    if name is not None and name not in KEYPOINT_FORMATS:
        raise BadInput(f"There is no keypoint format {name!r}; known: {', '.join(KEYPOINT_FORMATS)}.")
    if not path.exists():
        raise BadInput(f"{path}: there is no such file or folder of keypoints.")
    try:
        kind = kind_of(path)
        content = load(path, kind)
        chosen = KEYPOINT_FORMATS[name] if name else _recognise(kind, content)
        if kind not in chosen.readers:
            raise ValueError(f"that is no {chosen.description}")
        return chosen, chosen.readers[kind].read(content)
    except DAMAGE as error:
        as_what = f" as {name}" if name else ""
        raise BadInput(f"{path} cannot be read{as_what} for keypoints: {describe_damage(error)}") from error


def _recognise(kind: Kind, content: Any) -> KeypointFormat:
    for entry in KEYPOINT_FORMATS.values():
        if kind in entry.readers and entry.readers[kind].fits(content):
            return entry
    if kind == "json" and isinstance(content, dict) and "people" in content:
        raise ValueError("it is one frame of OpenPose. Give the folder that holds a file for each frame")
    known = ", ".join(name for name in KEYPOINT_FORMATS)
    raise ValueError(f"it looks like none of {known}. Say which with --keypoints-format")
