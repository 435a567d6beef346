"""A made-up person written to keypoint files, each in exactly the layout that its program documents.

Nothing here uses our own readers or writers: a test that reads these files compares with the layout.
"""

import csv
import json
import pickle
from pathlib import Path

import h5py
import numpy as np

FRAMES = 12
SIZE = (640, 480)

LIMBS = {
    "Shoulder": "shoulder", "Elbow": "elbow", "Wrist": "wrist", "Hip": "hip", "Knee": "knee",
    "Ankle": "ankle", "Eye": "eye", "Ear": "ear", "BigToe": "big_toe", "SmallToe": "small_toe",
    "Heel": "heel",
}  # fmt: skip


def ours(documented: str) -> tuple[str, ...]:
    """Our names of the joints that a program's documentation lists in its own."""
    middle = {"Nose": "nose", "Neck": "neck_base", "MidHip": "mid_hip", "Hip": "mid_hip", "Head": "head_top"}
    sides = {"L": "left_", "R": "right_"}
    return tuple(middle.get(name) or sides[name[0]] + LIMBS[name[1:]] for name in documented.split())


COCO = ours(
    "Nose LEye REye LEar REar LShoulder RShoulder LElbow RElbow LWrist RWrist LHip RHip LKnee RKnee"
    " LAnkle RAnkle"
)
"""https://cocodataset.org/#keypoints-2020 and AlphaPose's docs/output.md."""
HALPE = COCO + ours("Head Neck Hip LBigToe RBigToe LSmallToe RSmallToe LHeel RHeel")
"""Halpe-FullBody's README, the first 26."""
OPENPOSE_25 = ours(
    "Nose Neck RShoulder RElbow RWrist LShoulder LElbow LWrist MidHip RHip RKnee RAnkle LHip LKnee LAnkle"
    " REye LEye REar LEar LBigToe LSmallToe LHeel RBigToe RSmallToe RHeel"
)
"""OpenPose's doc/02_output.md."""
OPENPOSE_18 = ours(
    "Nose Neck RShoulder RElbow RWrist LShoulder LElbow LWrist RHip RKnee RAnkle LHip LKnee LAnkle"
    " REye LEye REar LEar"
)
"""`POSE_COCO_BODY_PARTS` in OpenPose's src/openpose/pose/poseParameters.cpp."""
SOURCES = {
    "neck_base": ("left_shoulder", "right_shoulder"),
    "mid_hip": ("left_hip", "right_hip"),
    "head_top": ("left_eye", "right_eye"),
}
"""Joints that COCO lacks, as the middle of two that it has."""
FEET = {"big_toe": (9, 3), "small_toe": (6, 4), "heel": (-3, 2)}
"""Pixels from the ankle."""


def coco_person(frames: int = FRAMES, seed: int = 0) -> np.ndarray:
    """(T, 17, 2) pixels with three decimals: a fixed figure that drifts to the right."""
    figure = np.random.default_rng(seed).uniform((200, 100), (300, 400), (17, 2))
    drift = np.stack([np.arange(frames) * 4.0, np.arange(frames) * 1.0], axis=-1)
    return np.round(figure + drift[:, None], 3)


def in_skeleton(person: np.ndarray, joints: tuple[str, ...]) -> np.ndarray:
    """(T, K, 2) of a COCO person; what COCO lacks is in the middle of others, feet are near the ankles."""
    known = {name: person[:, i] for i, name in enumerate(COCO)}
    known |= {name: (known[a] + known[b]) / 2 for name, (a, b) in SOURCES.items()}
    for side in ("left", "right"):
        known |= {f"{side}_{part}": known[f"{side}_ankle"] + step for part, step in FEET.items()}
    return np.stack([known[name] for name in joints], axis=1)


def flat(points: np.ndarray, score: float = 0.75) -> list[float]:
    """x, y, score, x, y, score … of (K, 2)."""
    return [value for x, y in points.tolist() for value in (x, y, score)]


def write_json(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def write_openpose(folder: Path, person: np.ndarray, joints=OPENPOSE_25, *, stem="walk") -> Path:
    """OpenPose's `--write_json`: doc/02_output.md."""
    folder.mkdir()
    for frame, points in enumerate(in_skeleton(person, joints)):
        document = {
            "version": 1.3,
            "people": [
                {
                    "person_id": [-1], "pose_keypoints_2d": flat(points), "face_keypoints_2d": [],
                    "hand_left_keypoints_2d": [], "hand_right_keypoints_2d": [], "pose_keypoints_3d": [],
                    "face_keypoints_3d": [], "hand_left_keypoints_3d": [], "hand_right_keypoints_3d": [],
                }
            ],
        }  # fmt: skip
        write_json(folder / f"{stem}_{frame:012d}_keypoints.json", document)
    return folder


def write_openpose_coco(folder: Path, person: np.ndarray) -> Path:
    return write_openpose(folder, person, OPENPOSE_18)


def coco_results(person: np.ndarray) -> list[dict]:
    return [
        {"image_id": frame, "category_id": 1, "keypoints": flat(points), "score": 0.9}
        for frame, points in enumerate(person)
    ]


def write_coco_results(path: Path, person: np.ndarray) -> Path:
    """https://cocodataset.org/#format-results."""
    return write_json(path, coco_results(person))


def write_coco_annotations(path: Path, person: np.ndarray) -> Path:
    """https://cocodataset.org/#format-data: visibility 2 in the place of a score, and categories."""
    document = {
        "info": {}, "licenses": [],
        "images": [{"id": i, "file_name": f"{i}.jpg", "width": 640, "height": 480} for i in range(FRAMES)],
        "categories": [{"id": 1, "name": "person", "keypoints": list(COCO), "skeleton": []}],
        "annotations": [
            {
                "id": 100 + i, "image_id": i, "category_id": 1, "iscrowd": 0, "num_keypoints": 17,
                "keypoints": flat(points, 2), "bbox": [0, 0, 1, 1], "area": 1.0,
            }
            for i, points in enumerate(person)
        ],
    }  # fmt: skip
    return write_json(path, document)


def write_alphapose(path: Path, person: np.ndarray, joints=COCO) -> Path:
    """`write_json` in alphapose/utils/pPose_nms.py, for a video: pictures are called 0.jpg, 1.jpg …"""
    people = [
        {
            "image_id": f"{frame}.jpg", "category_id": 1, "keypoints": flat(points), "score": 2.9,
            "box": [1.0, 2.0, 3.0, 4.0], "idx": [0.0],
        }
        for frame, points in enumerate(in_skeleton(person, joints))
    ]  # fmt: skip
    return write_json(path, people)


def write_alphapose_halpe(path: Path, person: np.ndarray) -> Path:
    return write_alphapose(path, person, HALPE)


def mmpose_instance(points: np.ndarray) -> dict:
    """`split_instances` in mmpose/structures/utils.py."""
    scores = [0.75] * len(points)
    return {
        "keypoints": points.tolist(), "keypoint_scores": scores,
        "bbox": [[1.0, 2.0, 3.0, 4.0]], "bbox_score": 0.9,
    }  # fmt: skip


def write_mmpose(path: Path, person: np.ndarray) -> Path:
    """`_finalize_video_processing` of the inferencer."""
    frames = [{"frame_id": i, "instances": [mmpose_instance(points)]} for i, points in enumerate(person)]
    return write_json(path, frames)


def write_mmpose_lists(path: Path, person: np.ndarray) -> Path:
    """`[result["predictions"][0] for result in inferencer(video)]`."""
    return write_json(path, [[mmpose_instance(points)] for points in person])


def write_mmpose_demo(path: Path, person: np.ndarray, joints=COCO, names=None) -> Path:
    """demo/topdown_demo_with_mmdet.py, which counts from 1."""
    points = in_skeleton(person, joints)
    frames = [{"frame_id": i, "instances": [mmpose_instance(one)]} for i, one in enumerate(points, 1)]
    meta = {"dataset_name": "coco", "keypoint_id2name": dict(enumerate(names or joints))}
    return write_json(path, {"meta_info": meta, "instance_info": frames})


def write_csv(path: Path, rows: list[list]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_deeplabcut(path: Path, person: np.ndarray) -> Path:
    """Of `analyze_videos(save_as_csv=True)`, one animal."""
    rows = [
        ["scorer", *["DLC_resnet50_shuffle1"] * 51],
        ["bodyparts", *(name for name in COCO for _ in range(3))],
        ["coords", *["x", "y", "likelihood"] * 17],
    ]
    return write_csv(path, rows + [[i, *flat(points)] for i, points in enumerate(person)])


def write_deeplabcut_many(path: Path, person: np.ndarray) -> Path:
    """Of `analyze_videos` with two animals, the second never seen, and a unique body part."""
    owners = ["walker"] * 51 + ["other"] * 51 + ["single"] * 3
    rows = [
        ["scorer", *["DLC_dlcrnet"] * 105],
        ["individuals", *owners],
        ["bodyparts", *[name for name in COCO for _ in range(3)] * 2, *["ball"] * 3],
        ["coords", *["x", "y", "likelihood"] * 35],
    ]
    return write_csv(
        path, rows + [[i, *flat(points), *[""] * 51, 5, 6, 0.9] for i, points in enumerate(person)]
    )


def write_deeplabcut_fixed(path: Path, person: np.ndarray) -> Path:
    """Of `to_hdf(path, key="df_with_missing", mode="w")`, one animal, as pandas 3 writes it."""
    labels = [("DLC_resnet50", name, part) for name in COCO for part in ("x", "y", "likelihood")]
    with h5py.File(path, "w") as file:
        table = file.create_group("df_with_missing")
        kinds = {"pandas_type": "frame", "axis0_variety": "multi", "axis1_variety": "regular"}
        for name, value in (kinds | {"block0_items_variety": "multi", "encoding": "UTF-8"}).items():
            table.attrs[name] = np.bytes_(value)
        for name, value in {"ndim": 2, "nblocks": 1, "axis0_nlevels": 3, "block0_items_nlevels": 3}.items():
            table.attrs[name] = value
        for axis in ("axis0", "block0_items"):
            for level, cells in enumerate(zip(*labels, strict=True)):
                names = sorted(set(cells))
                table[f"{axis}_level{level}"] = np.array(names, "S")
                table[f"{axis}_label{level}"] = np.array([names.index(cell) for cell in cells], np.int8)
        table["axis1"] = np.arange(len(person))
        table["block0_values"] = np.array([flat(points) for points in person])
        for values in table.values():
            values.attrs["transposed"] = np.uint8(1)
    return path


def write_deeplabcut_appendable(path: Path, person: np.ndarray) -> Path:
    """The same with `format="table"` and two animals, the second never seen, and a unique body part."""
    owners = [("walker", COCO), ("other", COCO), ("single", ("ball",))]
    labels = [
        ("DLC_dlcrnet", owner, name, part)
        for owner, names in owners
        for name in names
        for part in ("x", "y", "likelihood")
    ]
    records = np.zeros(len(person), [("index", "<i8"), ("values_block_0", "<f8", (len(labels),))])
    records["index"] = np.arange(len(person))
    records["values_block_0"] = [flat(points) + [np.nan] * 51 + [5, 6, 0.9] for points in person]
    with h5py.File(path, "w") as file:
        group = file.create_group("df_with_missing")
        group.attrs["pandas_type"] = np.bytes_("frame_table")
        table = group.create_dataset("table", data=records, chunks=True)
        table.attrs["values_block_0_kind"] = np.bytes_(pickle.dumps(labels, protocol=0))
        group.create_group("_i_table")
    return path


def write_sleap(path: Path, person: np.ndarray) -> Path:
    """Analysis CSV (sleap_io/io/csv.py): node columns in the order of the alphabet."""
    names = [f"{name}.{part}" for name in COCO for part in ("x", "y", "score")]
    order = sorted(range(51), key=lambda i: names[i])
    rows = [["track", "frame_idx", "instance.score", *(names[i] for i in order)]]
    for frame, points in enumerate(person):
        values = flat(points)
        rows.append(["track_0", frame, 0.9, *(values[i] for i in order)])
    return write_csv(path, rows)


def write_sleap_analysis(path: Path, person: np.ndarray) -> Path:
    """Analysis HDF5 (sleap_io/io/analysis_h5.py): two tracks, one of nobody, from frame 0 on."""
    tracks, scores = np.full((2, 2, 17, len(person)), np.nan), np.full((2, 17, len(person)), np.nan)
    tracks[1], scores[1] = person.transpose(2, 1, 0), 0.75
    with h5py.File(path, "w") as file:
        for name, values in {"tracks": tracks, "point_scores": scores}.items():
            file.create_dataset(name, data=values, compression="gzip", compression_opts=9)
        file["node_names"], file["track_names"] = np.array(COCO, "S"), np.array(["a", "b"], "S")
        file["video_path"], file["provenance"] = "walk.mp4", "{}"
    return path


SLP_FRAME = [
    ("frame_id", "u8"), ("video", "u4"), ("frame_idx", "u8"), ("instance_id_start", "u8"),
    ("instance_id_end", "u8"),
]  # fmt: skip
SLP_INSTANCE = [
    ("instance_id", "i8"), ("instance_type", "u1"), ("frame_id", "u8"), ("skeleton", "u4"), ("track", "i4"),
    ("from_predicted", "i8"), ("score", "f4"), ("point_id_start", "u8"), ("point_id_end", "u8"),
    ("tracking_score", "f4"),
]  # fmt: skip
SLP_POINT = [("x", "f8"), ("y", "f8"), ("visible", "?"), ("complete", "?")]


def write_sleap_project(path: Path, person: np.ndarray) -> Path:
    """Predictions as .slp (`write_lfs` and `write_metadata` in sleap_io/io/slp.py), the last frame first."""
    count, order = len(person), np.random.default_rng(0).permutation(17)
    frames, instances = np.zeros(count, SLP_FRAME), np.zeros(count, SLP_INSTANCE)
    points = np.ones(count * 17, [*SLP_POINT, ("score", "f8")])
    numbers = np.arange(count)
    frames["frame_id"] = instances["instance_id"] = instances["frame_id"] = numbers
    frames["frame_idx"] = numbers[::-1]
    frames["instance_id_start"], frames["instance_id_end"] = numbers, numbers + 1
    instances["instance_type"], instances["track"], instances["from_predicted"] = 1, -1, -1
    instances["point_id_start"], instances["point_id_end"] = 17 * numbers, 17 * numbers + 17
    points["x"], points["y"] = person[::-1, order].reshape(-1, 2).T
    points["score"] = 0.75
    nodes = {"nodes": [{"id": int(i)} for i in order], "links": [], "graph": {"name": "person"}}
    metadata = {"skeletons": [nodes], "nodes": [{"name": name, "weight": 1.0} for name in COCO]}
    with h5py.File(path, "w") as file:
        described = file.create_group("metadata")
        described.attrs["json"], described.attrs["format_id"] = np.bytes_(json.dumps(metadata)), 1.4
        file["frames"], file["instances"], file["pred_points"] = frames, instances, points
        file["points"] = np.zeros(0, SLP_POINT)
    return path


def trc_name(joint: str) -> str:
    """`left_big_toe` as Sports2D has it: LBigToe."""
    names = {"mid_hip": "Hip", "neck_base": "Neck", "head_top": "Head", "nose": "Nose"}
    side, _, part = joint.partition("_")
    return names.get(joint) or side[0].upper() + "".join(word.capitalize() for word in part.split("_"))


def write_trc(path: Path, person: np.ndarray, *, start: int = 0, number_from: int = 0, rate=30.0) -> Path:
    """`make_trc_with_XYZ` in Sports2D's process.py; the first row is frame `start` of the video."""
    joints = tuple(name for name in HALPE if "toe" not in name and "heel" not in name)
    names = [trc_name(name) for name in joints]
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate}\t{rate}\t{len(person)}\t{len(names)}\tm\t{rate}\t0\t{len(person)}",
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t",
        "\t\t" + "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, len(names) + 1)),
    ]
    for i, points in enumerate(in_skeleton(person, joints)):
        cells = [f"{value}" for x, y in points.tolist() for value in (x, y, 0.0)]
        lines.append("\t".join([str(i + number_from), f"{(start + i) / rate}", *cells]))
    path.write_text("\n".join(lines) + "\n")
    return path


WRITERS = {
    "openpose": write_openpose,
    "openpose-18": write_openpose_coco,
    "coco": write_coco_results,
    "coco-annotations": write_coco_annotations,
    "alphapose": write_alphapose,
    "alphapose-26": write_alphapose_halpe,
    "mmpose": write_mmpose,
    "mmpose-lists": write_mmpose_lists,
    "mmpose-demo": write_mmpose_demo,
    "deeplabcut": write_deeplabcut,
    "deeplabcut-many": write_deeplabcut_many,
    "deeplabcut-hdf5": write_deeplabcut_fixed,
    "deeplabcut-hdf5-many": write_deeplabcut_appendable,
    "sleap": write_sleap,
    "sleap-hdf5": write_sleap_analysis,
    "sleap-project": write_sleap_project,
    "trc": write_trc,
}
"""Of the same COCO person; without an ending, a folder."""


def write_h36m(path: Path, joints: np.ndarray, name: str = "reconstruction") -> Path:
    """(T, 17, 2) in H36M order as MHFormer's demo/vis.py keeps them: with a people axis in front."""
    np.savez_compressed(path, **{name: joints[None].astype(np.float32)})
    return path
