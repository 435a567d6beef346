"""ONNX files that cost what RTMPose-m costs (2.2 billion products, 12 million weights) and find one person.

The weights are random, but the last layer adds them with weight 0 to bins that are fixed: the keypoints of
somebody who fills the crop, so that he is followed as a real one would be.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

KEYPOINTS, WIDTH, HEIGHT = 26, 192, 256
STAGES = ((48, 1), (96, 3), (192, 3), (384, 3), (768, 2))
"""Channels and convolutions of each, the first of which halves the picture."""


def save_pose_network(path: Path) -> Path:
    """RTMPose's signature with 26 keypoints."""
    random = np.random.default_rng(0)
    nodes, constants, last, channels = [], {}, "input", 3
    for stage, (wide, count) in enumerate(STAGES):
        for number in range(count):
            name = f"conv_{stage}_{number}"
            fan_in = 9 * channels
            constants[name] = (random.normal(size=(wide, channels, 3, 3)) / np.sqrt(fan_in)).astype(
                np.float32
            )
            stride = 2 if number == 0 else 1
            nodes += [
                helper.make_node("Conv", [last, name], [f"{name}_out"], strides=[stride] * 2, pads=[1] * 4),
                helper.make_node("Relu", [f"{name}_out"], [f"{name}_relu"]),
            ]
            last, channels = f"{name}_relu", wide
    constants["head"] = random.normal(size=(KEYPOINTS, channels, 1, 1)).astype(np.float32)
    constants["flat"] = np.array([0, KEYPOINTS, -1], np.int64)
    nodes += [
        helper.make_node("Conv", [last, "head"], ["maps"]),
        helper.make_node("Reshape", ["maps", "flat"], ["rows"]),  # (N, 26, 48)
    ]
    # The keypoints' box grows by 1.2 and 1.25 to the next crop: two thirds of it in the middle stay where
    # they are, to the bin, or the person would drift away.
    random = np.random.default_rng(1)
    for name, size in (("simcc_x", WIDTH), ("simcc_y", HEIGHT)):
        edge = 2 * size // 6
        places = random.integers(edge, 2 * size - edge, KEYPOINTS)
        places[:2] = edge, 2 * size - edge
        constants[f"{name}_weight"] = np.zeros((48, 2 * size), np.float32)
        bins = np.zeros((KEYPOINTS, 2 * size), np.float32)
        bins[np.arange(KEYPOINTS), places] = 0.9
        constants[f"{name}_bins"] = bins
        nodes += [
            helper.make_node("MatMul", ["rows", f"{name}_weight"], [f"{name}_nothing"]),
            helper.make_node("Add", [f"{name}_nothing", f"{name}_bins"], [name]),
        ]
    outputs = [("simcc_x", [None, KEYPOINTS, 2 * WIDTH]), ("simcc_y", [None, KEYPOINTS, 2 * HEIGHT])]
    return _save(path, nodes, [None, 3, HEIGHT, WIDTH], outputs, constants)


def save_box_network(path: Path, box: tuple[float, float, float, float]) -> Path:
    """Says for every picture of 416 x 416 that a person is in the box; costs next to nothing."""
    constants = {"zero": np.zeros(1, np.float32), "fixed": np.float32([[[*box, 0.9]]])}
    nodes = [
        helper.make_node("ReduceMean", ["input"], ["mean"], keepdims=0),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
        helper.make_node("Add", ["fixed", "nothing"], ["dets"]),
    ]
    return _save(path, nodes, [1, 3, 416, 416], [("dets", [1, 1, 5])], constants)


def _save(path, nodes, input_shape, outputs, constants) -> Path:
    graph = helper.make_graph(
        nodes, "rtmpose-sized",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, input_shape)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    return path
