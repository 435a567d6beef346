"""Small ONNX models with the signatures of the published ones: what they answer is written into them."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def save_model(path: Path, nodes, inputs, outputs, constants) -> Path:
    graph = helper.make_graph(
        nodes, "made-up",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs],
        [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in outputs],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return path


def boxes_model(path: Path, dets: np.ndarray, labels: np.ndarray, size=(640, 640)) -> Path:
    """`dets` (1, N, 5) and `labels` (1, N) whatever the picture: YOLOX or RTMDet as mmdeploy exports them."""
    return save_model(
        path,
        [
            helper.make_node("Mul", ["input", "zero"], ["nothing"]),
            helper.make_node("ReduceSum", ["nothing"], ["still"], keepdims=0),
            helper.make_node("Add", ["fixed", "still"], ["dets"]),
            helper.make_node("Identity", ["classes"], ["labels"]),
        ],
        [("input", [1, 3, size[1], size[0]])],
        [("dets", TensorProto.FLOAT, [1, None, 5]), ("labels", TensorProto.INT64, [1, None])],
        {
            "zero": np.float32(0).reshape(1),
            "fixed": dets.astype(np.float32)[None],
            "classes": labels.astype(np.int64)[None],
        },
    )


def brightness_boxes_model(path: Path, size=(64, 64)) -> Path:
    """One box whose score is the mean of the network's input divided by 255: shows what was fed in."""
    box = np.array([[[8, 4, 24, 44, 0]]], np.float32)
    score = np.array([[[0, 0, 0, 0, 1 / 255]]], np.float32)
    return save_model(
        path,
        [
            helper.make_node("ReduceMean", ["input"], ["mean"], keepdims=0),
            helper.make_node("Mul", ["score", "mean"], ["scored"]),
            helper.make_node("Add", ["box", "scored"], ["dets"]),
        ],
        [("input", [1, 3, size[1], size[0]])],
        [("dets", TensorProto.FLOAT, [1, 1, 5])],
        {"box": box, "score": score},
    )


def raw_yolox_model(path: Path, rows: np.ndarray, size) -> Path:
    """YOLOX's raw rows (1, N, 5 + classes), as its authors export it."""
    return save_model(
        path,
        [
            helper.make_node("Mul", ["images", "zero"], ["nothing"]),
            helper.make_node("ReduceSum", ["nothing"], ["still"], keepdims=0),
            helper.make_node("Add", ["fixed", "still"], ["output"]),
        ],
        [("images", [1, 3, size[1], size[0]])],
        [("output", TensorProto.FLOAT, [1, *rows.shape])],
        {"zero": np.float32(0).reshape(1), "fixed": rows.astype(np.float32)[None]},
    )


def simcc_model(path: Path, keypoints: int, size=(192, 256), *, bins=2, batch=None) -> Path:
    """Answers zeros of RTMPose's shapes."""
    width, height = size
    return save_model(
        path,
        [
            helper.make_node("ReduceMean", ["input"], ["mean"], axes=[1, 2, 3]),  # (N, 1, 1, 1)
            helper.make_node("Reshape", ["mean", "flat"], ["flattened"]),
            helper.make_node("Mul", ["flattened", "zeros_x"], ["simcc_x"]),
            helper.make_node("Mul", ["flattened", "zeros_y"], ["simcc_y"]),
        ],
        [("input", [batch, 3, height, width])],
        [
            ("simcc_x", TensorProto.FLOAT, [batch, keypoints, bins * width]),
            ("simcc_y", TensorProto.FLOAT, [batch, keypoints, bins * height]),
        ],
        {
            "flat": np.array([-1, 1, 1], np.int64),
            "zeros_x": np.zeros((1, keypoints, bins * width), np.float32),
            "zeros_y": np.zeros((1, keypoints, bins * height), np.float32),
        },
    )


LEVELS = (60, 150, 240)
COLOURS = np.array(
    [(r, g, b) for r in LEVELS for g in LEVELS for b in LEVELS if not r == g == b], np.float32
)[:17]
"""RGB of each keypoint's mark. No two lie on a line with black: blurred edges have nobody's colour."""


def colour_model(path: Path, size=(192, 256), batch=None) -> Path:
    """RTMPose's signature; each keypoint is where its colour is, and its score how well the colour fits.

    The picture is normalised as RTMPose wants it: with other colours or another order it finds nothing.
    """
    width, height = size
    mean, spread = np.array((123.675, 116.28, 103.53)), np.array((58.395, 57.12, 57.375))
    colours = ((COLOURS - mean) / spread).astype(np.float32)  # (17, 3)
    # -|x - c|^2 = 2 c.x - |c|^2 - |x|^2
    return save_model(
        path,
        [
            helper.make_node("Conv", ["input", "weight", "bias"], ["product"]),
            helper.make_node("ReduceSumSquare", ["input"], ["square"], axes=[1]),
            helper.make_node("Sub", ["product", "square"], ["near"]),
            helper.make_node("Mul", ["near", "sharpness"], ["sharp"]),
            helper.make_node("Exp", ["sharp"], ["maps"]),  # (N, 17, H, W)
            *_bins_nodes("x", axis=2),
            *_bins_nodes("y", axis=3),
        ],
        [("input", [batch, 3, height, width])],
        [
            ("simcc_x", TensorProto.FLOAT, [batch, 17, 2 * width]),
            ("simcc_y", TensorProto.FLOAT, [batch, 17, 2 * height]),
        ],
        {
            "weight": (2 * colours)[:, :, None, None],
            "bias": -(colours**2).sum(axis=1),
            "sharpness": np.float32(30).reshape(1),
            "last": np.array([3], np.int64),
            "shape_x": np.array([-1, 17, 2 * width], np.int64),
            "shape_y": np.array([-1, 17, 2 * height], np.int64),
        },
    )


def _bins_nodes(name, axis):
    """The maps' maxima over an axis, each twice: two bins to a pixel."""
    return [
        helper.make_node("ReduceMax", ["maps"], [f"most_{name}"], axes=[axis], keepdims=0),
        helper.make_node("Unsqueeze", [f"most_{name}", "last"], [f"column_{name}"]),
        helper.make_node("Concat", [f"column_{name}", f"column_{name}"], [f"twice_{name}"], axis=3),
        helper.make_node("Reshape", [f"twice_{name}", f"shape_{name}"], [f"simcc_{name}"]),
    ]


def rtmo_model(path: Path, dets: np.ndarray, keypoints: np.ndarray, size=(640, 640)) -> Path:
    """`dets` (1, N, 5) and `keypoints` (1, N, K, 3) whatever the picture."""
    return save_model(
        path,
        [
            helper.make_node("Mul", ["input", "zero"], ["nothing"]),
            helper.make_node("ReduceSum", ["nothing"], ["still"], keepdims=0),
            helper.make_node("Add", ["fixed", "still"], ["dets"]),
            helper.make_node("Add", ["points", "still"], ["keypoints"]),
        ],
        [("input", [1, 3, size[1], size[0]])],
        [("dets", TensorProto.FLOAT, [1, None, 5]), ("keypoints", TensorProto.FLOAT, [1, None, None, 3])],
        {
            "zero": np.float32(0).reshape(1),
            "fixed": dets.astype(np.float32)[None],
            "points": keypoints.astype(np.float32)[None],
        },
    )
