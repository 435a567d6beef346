"""SLEAP's HDF5: the analysis export, and projects and predictions (.slp).

Analysis: `tracks` (tracks, 2, nodes, frames) from frame 0 on, `point_scores` (tracks, nodes, frames) and
`node_names`; other orders of the axes are named in `dims` (sleap_io/io/analysis_h5.py). Projects: `frames`
point to `instances`, which point to `points` (labelled by hand) or `pred_points`; the JSON in `metadata` has
the nodes (sleap_io/io/slp.py).
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.detectors.keypoint_files.records import KeypointRows
from core.hdf5 import find, open_hdf5, read_array, read_attribute, read_texts

if TYPE_CHECKING:
    import h5py

_AXES = ("track", "xy", "node", "frame")
_OF_ANALYSIS, _OF_PROJECT = (
    {"tracks", "node_names"},
    {"frames", "instances", "points", "pred_points", "metadata"},
)
_BY_HAND, _PREDICTED = 0, 1
"""Types of instances."""


def is_sleap_hdf5(path: Path) -> bool:
    """Whether it holds what either kind of file does."""
    with open_hdf5(path) as file:
        return set(file) >= _OF_ANALYSIS or set(file) >= _OF_PROJECT


def read_sleap_hdf5(path: Path) -> KeypointRows:
    """A person for each track or instance of a frame. Tracks are not taken over, as in `read_sleap`.

    What was labelled by hand is sure, and stands for the prediction that it mends.
    """
    with open_hdf5(path) as file:
        return _read_analysis(file) if set(file) >= _OF_ANALYSIS else _read_project(file)


def _read_analysis(file: "h5py.File") -> KeypointRows:
    names = tuple(read_texts(file, "node_names"))
    points = read_array(file, "tracks").astype(np.float64)
    axes = read_attribute(find(file, "tracks"), "dims")
    order = tuple(json.loads(axes)) if axes else _AXES
    if sorted(order) != sorted(_AXES) or points.ndim != 4:
        raise ValueError(f"its tracks are of shape {points.shape}, not (tracks, 2, nodes, frames)")
    points = points.transpose([order.index(axis) for axis in ("frame", "track", "node", "xy")])
    frames, tracks, nodes, coordinates = points.shape
    if (nodes, coordinates) != (len(names), 2):
        raise ValueError(
            f"its tracks have {nodes} nodes of {coordinates} numbers, but its nodes are {len(names)}"
        )
    scores = np.full(points.shape[:3], np.nan)
    if "point_scores" in file:
        left = [axis for axis in order if axis != "xy"]
        scores = read_array(file, "point_scores").astype(np.float64)
        scores = scores.transpose([left.index(axis) for axis in ("frame", "track", "node")])
    return KeypointRows(
        names=names,
        numbers=np.repeat(np.arange(frames, dtype=np.int64), tracks),
        points=points.reshape(-1, nodes, 2),
        confidence=np.where(np.isnan(scores), 1.0, scores).reshape(-1, nodes),  # by hand: without a score
        frames=np.arange(frames, dtype=np.int64),
    )


def _read_project(file: "h5py.File") -> KeypointRows:
    described = find(file, "metadata")
    metadata = json.loads(str(read_attribute(described, "json")))
    frames = _only_video(read_array(file, "frames"))
    rows, numbers = _chosen_instances(read_array(file, "instances"), frames)
    names = _node_names(metadata, rows)
    points = np.full((len(rows), len(names), 2), np.nan)
    confidence = np.ones((len(rows), len(names)))
    for kind, name in ((_BY_HAND, "points"), (_PREDICTED, "pred_points")):
        is_kind = rows["instance_type"] == kind
        found = _points_of(rows[is_kind], read_array(file, name), len(names))
        points[is_kind] = np.where(
            found["visible"].astype(bool)[..., None], np.stack([found["x"], found["y"]], axis=-1), np.nan
        )
        if kind == _PREDICTED:
            confidence[is_kind] = found["score"]
    if float(read_attribute(described, "format_id") or 1.0) < 1.1:
        points -= 0.5  # then 0, 0 was the corner of the first pixel, as sleap_io has it too
    return KeypointRows(names, numbers, points, confidence, np.unique(_whole(frames["frame_idx"])))


def _only_video(frames: NDArray[Any]) -> NDArray[Any]:
    """Those of the video that has people; `ValueError` if several have."""
    is_used = frames["instance_id_end"] > frames["instance_id_start"]
    videos = np.unique(frames["video"][is_used])
    if len(videos) > 1:
        raise ValueError(f"it has people of {len(videos)} videos. Export the analysis of this one from SLEAP")
    return frames[np.isin(frames["video"], videos)] if len(videos) else frames


def _chosen_instances(
    instances: NDArray[Any], frames: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The instances of these frames without predictions that were mended, and each one's frame."""
    starts, ends = _whole(frames["instance_id_start"]), _whole(frames["instance_id_end"])
    if np.any(starts < 0) or np.any(ends < starts) or np.any(ends > len(instances)):
        raise ValueError("its frames name instances that it lacks")
    if int((ends - starts).sum()) > len(instances):
        raise ValueError("two of its frames share an instance")
    places = np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)] or [np.arange(0)])
    numbers = np.repeat(_whole(frames["frame_idx"]), ends - starts)
    rows = instances[places]
    is_by_hand, tracks = rows["instance_type"] == _BY_HAND, _whole(rows["track"])
    mended = _whole(rows["from_predicted"])[is_by_hand]
    taken = set(zip(numbers[is_by_hand].tolist(), tracks[is_by_hand].tolist(), strict=True))
    is_mended = np.isin(_whole(rows["instance_id"]), mended) | np.array(
        [
            track >= 0 and (number, track) in taken
            for number, track in zip(numbers.tolist(), tracks.tolist(), strict=True)
        ],
        bool,
    )
    is_chosen = is_by_hand | ~is_mended
    return rows[is_chosen], numbers[is_chosen]


def _node_names(metadata: dict[str, Any], rows: NDArray[Any]) -> tuple[str, ...]:
    """Of the one skeleton that the instances have."""
    used = np.unique(rows["skeleton"]) if len(rows) else np.zeros(1)
    if len(used) > 1:
        raise ValueError("its people have different skeletons")
    skeleton = metadata["skeletons"][int(used[0])]
    nodes = skeleton.get("nx_graph", skeleton)["nodes"]
    return tuple(str(metadata["nodes"][node["id"]]["name"]) for node in nodes)


def _points_of(rows: NDArray[Any], points: NDArray[Any], count: int) -> NDArray[Any]:
    """(N, K) records."""
    starts, ends = _whole(rows["point_id_start"]), _whole(rows["point_id_end"])
    if np.any(starts < 0) or np.any(ends > len(points)) or np.any(ends - starts != count):
        raise ValueError(f"an instance in it does not have {count} points")
    found: NDArray[Any] = points[starts[:, None] + np.arange(count)]
    return found


def _whole(values: NDArray[Any]) -> NDArray[np.int64]:
    """As signed numbers; `ValueError` where one is beyond what these can count."""
    if np.any(values > np.iinfo(np.int64).max // 2):
        raise ValueError("a number in it is too large")
    return values.astype(np.int64)
