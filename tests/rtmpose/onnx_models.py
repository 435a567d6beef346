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
