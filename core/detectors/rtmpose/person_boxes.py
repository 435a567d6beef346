"""People's boxes in a whole picture, by a YOLOX or RTMDet network."""

from pathlib import Path
from typing import Literal

import numpy as np

from core.detectors.rtmpose.letterbox import Boxes, letterbox, without_doubles
from core.detectors.rtmpose.network import Array, OnnxNetwork
from core.errors import BadInput
from core.video.records import Image

Kind = Literal["yolox", "rtmdet"]

LEAST_SCORE = 0.3
"""Of a box that counts, as rtmlib has it."""
MOST_PEOPLE = 20
"""In one frame; of more, the surest."""
_USUAL_SIZE = (640, 640)
_STRIDES = (8, 16, 32)
_RTMDET_MEAN = np.array((103.53, 116.28, 123.675), np.float32)
_RTMDET_SPREAD = np.array((57.375, 57.12, 58.395), np.float32)


class PersonBoxes:
    """Finds the boxes of all people in a frame; each frame by itself."""

    def __init__(self, file: Path, kind: Kind | None = None) -> None:
        """`file` is ONNX: `dets` (1, N, 5) and `labels` (1, N), as mmdeploy exports, or YOLOX's raw rows
        (1, N, 5 + classes). Without `kind` it is what the file's name says, and YOLOX where it says nothing.

        `BadInput` for another file.
        """
        self._network = OnnxNetwork(file)
        self._kind = kind or ("rtmdet" if "rtmdet" in file.name.lower() else "yolox")
        self._size = self._network.input_size(_USUAL_SIZE)
        self(np.zeros((self._size[1], self._size[0], 3), np.uint8))  # refuses what is no such network

    def __call__(self, image: Image) -> Boxes:
        """(N, 5) left, top, right, bottom in pixels of the RGB picture, and score; the surest first."""
        boxed, ratio = letterbox(image, self._size)
        values = boxed[..., ::-1].astype(np.float32)  # both were trained on BGR
        if self._kind == "rtmdet":
            values = (values - _RTMDET_MEAN) / _RTMDET_SPREAD
        boxes = self._read(self._network.run(np.ascontiguousarray(values.transpose(2, 0, 1)[None])))
        boxes = boxes[(boxes[:, 4] >= LEAST_SCORE) & np.isfinite(boxes).all(axis=1)]
        boxes = boxes[without_doubles(boxes)][:MOST_PEOPLE]
        boxes[:, :4] /= ratio
        height, width = image.shape[:2]
        boxes[:, :4] = boxes[:, :4].clip(0, (width, height, width, height))
        return boxes[(boxes[:, 2:4] > boxes[:, :2]).all(axis=1)]

    def _read(self, outputs: list[Array]) -> Boxes:
        """(N, 5) boxes in the letterbox, of class 0: a person."""
        found = outputs[0]
        if found.ndim == 3 and found.shape[2] == 5:
            is_person = outputs[1][0] == 0 if len(outputs) == 2 else slice(None)
            return np.asarray(found[0][is_person])
        grid = _grid(self._size)
        if found.ndim == 3 and found.shape[1] == len(grid) and found.shape[2] > 5:
            return _decode_yolox(found[0], grid)
        raise BadInput(
            f"{self._network.file} is no network that finds people: its outputs are {self._network.outputs}."
            " Expected are dets (1 x N x 5) and labels (1 x N), or YOLOX's (1 x N x 5 + classes)."
        )


def _grid(size: tuple[int, int]) -> Array:
    """(N, 3) column, row and stride of each cell of YOLOX's three grids."""
    cells = []
    for stride in _STRIDES:
        columns, rows = np.meshgrid(np.arange(size[0] // stride), np.arange(size[1] // stride))
        cells.append(np.stack([columns, rows, np.full_like(rows, stride)], axis=-1).reshape(-1, 3))
    return np.concatenate(cells).astype(np.float32)


def _decode_yolox(rows: Array, grid: Array) -> Boxes:
    """(N, 5) of YOLOX's raw (N, 5 + classes): centre, size, objectness, classes (Ge et al. 2021)."""
    stride = grid[:, 2:]
    centre = (rows[:, :2] + grid[:, :2]) * stride
    half = np.exp(rows[:, 2:4].clip(-20, 20)) * stride / 2
    score = rows[:, 4:5] * rows[:, 5:6]
    return np.concatenate([centre - half, centre + half, score], axis=1)
