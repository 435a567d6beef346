"""Networks that find the keypoints of people whose boxes are known, or of everybody in a picture."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detectors.keypoint_files.names import fit_skeleton, names_of
from core.detectors.rtmpose import simcc
from core.detectors.rtmpose.letterbox import letterbox, without_doubles
from core.detectors.rtmpose.network import Array, OnnxNetwork
from core.detectors.rtmpose.person_boxes import LEAST_SCORE
from core.errors import BadInput
from core.pose.skeleton import Skeleton, mirror_name
from core.video.records import Image

_USUAL_CROP = (192, 256)
_USUAL_PICTURE = (640, 640)
_MOST_CROPS = 32
"""In one batch: at 288 x 384 they are 42 MB, and what the network needs besides is far more."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """N people's keypoints in one picture, in the network's own order."""

    points: Array
    """(N, K, 2) pixels; NaN where not seen."""
    scores: Array
    """(N, K) 0 or more; may exceed 1."""

    @property
    def sureness(self) -> Array:
        """(N,) mean score of each person's keypoints."""
        return np.asarray(self.scores.mean(axis=1))


class CropNetwork:
    """RTMPose: takes a crop of each person."""

    needs_boxes = True

    def __init__(self, network: OnnxNetwork, mirror: NDArray[np.int64] | None = None) -> None:
        """With `mirror` (K,), each keypoint's counterpart, crops are seen mirrored too, and bins averaged."""
        self._network, self._mirror = network, mirror
        self._size = network.input_size(_USUAL_CROP)

    @property
    def is_on_gpu(self) -> bool:
        """Whether many crops at once are quicker than one after the other."""
        return self._network.is_on_gpu

    def find(self, images: list[Image], boxes: list[Array]) -> list[Found]:
        """The people in each picture's (N, 4+) boxes; all crops go through the network in one batch."""
        regions = [simcc.crop_regions(found, self._size) for found in boxes]
        crops = [
            simcc.cut_crops(image, part, self._size)
            for image, part in zip(images, regions, strict=True)
            if len(part)
        ]
        if not crops:
            return [Found(np.empty((0, 0, 2), np.float32), np.empty((0, 0), np.float32)) for _ in images]
        along_x, along_y = self._bins(np.concatenate(crops))
        points, scores = simcc.decode(along_x, along_y, np.concatenate(regions), self._size)
        cuts = np.cumsum([len(part) for part in regions])[:-1]
        return [Found(*found) for found in zip(np.split(points, cuts), np.split(scores, cuts), strict=True)]

    def _bins(self, crops: Array) -> tuple[Array, Array]:
        parts = [self._run(crops[at : at + _MOST_CROPS]) for at in range(0, len(crops), _MOST_CROPS)]
        along_x, along_y = (np.concatenate(bins) for bins in zip(*parts, strict=True))
        return along_x, along_y

    def _run(self, crops: Array) -> tuple[Array, Array]:
        along_x, along_y = self._network.run(crops)
        if self._mirror is not None:
            other_x, other_y = self._network.run(np.ascontiguousarray(crops[..., ::-1]))
            other_x, other_y = simcc.mirror_bins(other_x, other_y, self._mirror)
            along_x, along_y = np.asarray((along_x + other_x) / 2), np.asarray((along_y + other_y) / 2)
        return along_x, along_y


class PictureNetwork:
    """RTMO: takes the whole picture and finds everybody in it (Lu et al. 2024)."""

    needs_boxes = False
    is_on_gpu = False

    def __init__(self, network: OnnxNetwork) -> None:
        self._network = network
        self._size = network.input_size(_USUAL_PICTURE)

    def find(self, images: list[Image], boxes: list[Array]) -> list[Found]:  # noqa: ARG002 - needs none
        """Everybody in each picture."""
        return [self._find(image) for image in images]

    def _find(self, image: Image) -> Found:
        boxed, ratio = letterbox(image, self._size)
        values = boxed[..., ::-1].astype(np.float32)  # BGR as it is: RTMO normalises by itself
        dets, keypoints = self._network.run(np.ascontiguousarray(values.transpose(2, 0, 1)[None]))
        rows = np.flatnonzero(dets[0, :, 4] >= LEAST_SCORE)
        rows = rows[without_doubles(dets[0, rows])]
        points, scores = keypoints[0, rows, :, :2] / ratio, keypoints[0, rows, :, 2].clip(0)
        return Found(np.where((scores > 0)[..., None], points, np.nan), scores)


PoseNetwork = CropNetwork | PictureNetwork


@dataclass(frozen=True, slots=True, eq=False)
class PoseKind:
    """What a file of weights finds."""

    skeleton: Skeleton
    places: NDArray[np.int64]
    """(J,) the place of each of the skeleton's joints among the network's keypoints; -1 for none."""
    mirror: NDArray[np.int64]
    """(K,) the mirror image of each of the network's keypoints; its own place on the midline."""
    needs_boxes: bool


def look_at(file: Path) -> PoseKind:
    """What the network in the file finds, by trying it on a black picture.

    `BadInput` where it is no network for poses, or has keypoints of a number that nobody uses.
    """
    return kind_of(OnnxNetwork(file, is_trial=True))


def kind_of(network: OnnxNetwork) -> PoseKind:
    """The same of a network that is loaded."""
    width, height = size = network.input_size(_USUAL_CROP)
    outputs = network.run(np.zeros((1, 3, height, width), np.float32))
    shapes = [output.shape for output in outputs]
    if len(shapes) == 2 and len(shapes[0]) == len(shapes[1]) == 3 and shapes[0][1] == shapes[1][1]:
        bins = tuple(side * simcc.BINS_PER_PIXEL for side in size)
        if (shapes[0][2], shapes[1][2]) == bins:
            return _kind(network, shapes[0][1], needs_boxes=True)
    if len(shapes) == 2 and shapes[0][2:] == (5,) and len(shapes[1]) == 4 and shapes[1][3] == 3:
        return _kind(network, shapes[1][2], needs_boxes=False)
    raise BadInput(
        f"{network.file} is no network for poses that Relief knows: its outputs are {network.outputs} for"
        f" pictures of {width} x {height}. Expected are RTMPose's simcc_x (N x K x {2 * width}) and simcc_y"
        f" (N x K x {2 * height}), or RTMO's dets (1 x N x 5) and keypoints (1 x N x K x 3)."
    )


def load_pose_network(file: Path, *, is_mirrored_too: bool) -> tuple[PoseNetwork, PoseKind]:
    """The network, ready for work; `is_mirrored_too` for RTMPose's flip test. `BadInput` as in `look_at`."""
    network = OnnxNetwork(file)
    kind = kind_of(network)
    if not kind.needs_boxes:
        return PictureNetwork(network), kind
    return CropNetwork(network, kind.mirror if is_mirrored_too else None), kind


def _kind(network: OnnxNetwork, count: int, *, needs_boxes: bool) -> PoseKind:
    try:
        names = names_of(count)
        skeleton, places = fit_skeleton(names)
    except ValueError as error:
        raise BadInput(f"{network.file} cannot be used: {error}.") from error
    mirror = [names.index(mirror_name(name)) if name else place for place, name in enumerate(names)]
    return PoseKind(skeleton, places, np.array(mirror), needs_boxes)
