"""From a person's box to the network's input, and from its answer to pixels of the picture.

RTMPose answers with two rows of bins for each keypoint, one along x and one along y, two bins to a pixel of
its input (SimCC; Li et al. 2022). Everything here is as mmpose does it, to the pixel.
"""

import numpy as np
from numpy.typing import NDArray

from core.video.records import Image

Array = NDArray[np.float32]

BINS_PER_PIXEL = 2
_PADDING = 1.25
"""How much larger than the box the crop is: mmpose's GetBBoxCenterScale."""
_MEAN = np.array((123.675, 116.28, 103.53), np.float32)
_SPREAD = np.array((58.395, 57.12, 57.375), np.float32)
"""Of the RGB values that the networks were trained on."""


def crop_regions(boxes: Array, size: tuple[int, int]) -> Array:
    """(N, 4) centre x, y, width and height in pixels of what is cut out for each of the (N, 4+) boxes.

    The box, 1.25 times as large, widened to the proportions of `size` (width, height).
    """
    centre = (boxes[:, :2] + boxes[:, 2:4]) / 2
    sides = (boxes[:, 2:4] - boxes[:, :2]) * _PADDING
    aspect = size[0] / size[1]
    width = np.maximum(sides[:, 0], sides[:, 1] * aspect)
    return np.stack([*centre.T, width, width / aspect], axis=1).astype(np.float32)


def cut_crops(image: Image, regions: Array, size: tuple[int, int]) -> Array:
    """(N, 3, height, width) network input of each region (N, 4) of the RGB picture; black beyond it."""
    import cv2

    width, height = size
    crops = np.empty((len(regions), height, width, 3), np.uint8)
    for crop, (x, y, wide, high) in zip(crops, regions, strict=True):
        scale_x, scale_y = width / wide, height / high
        # Pixel (u, v) of the crop: u = (x' - x) scale_x + width / 2
        matrix = np.array(
            [[scale_x, 0, width / 2 - x * scale_x], [0, scale_y, height / 2 - y * scale_y]], np.float64
        )
        cv2.warpAffine(image, matrix, (width, height), dst=crop, flags=cv2.INTER_LINEAR)
    return normalise_crops(crops)


def normalise_crops(crops: NDArray[np.uint8]) -> Array:
    """(N, 3, height, width) as the networks were trained, of (N, height, width, 3) RGB."""
    planes = np.ascontiguousarray(crops.transpose(0, 3, 1, 2)).astype(np.float32)
    planes -= _MEAN[:, None, None]
    planes /= _SPREAD[:, None, None]
    return planes


def decode(along_x: Array, along_y: Array, regions: Array, size: tuple[int, int]) -> tuple[Array, Array]:
    """Points (N, K, 2) in pixels of the picture and scores (N, K), of bins (N, K, 2 width), (N, K, 2 height).

    A score is the lower of the two maxima. Where it is not above 0 the network saw nothing: NaN and 0.
    """
    bins = np.stack([along_x.argmax(axis=2), along_y.argmax(axis=2)], axis=2)  # (N, K, 2)
    scores = np.minimum(along_x.max(axis=2), along_y.max(axis=2))
    share = bins / BINS_PER_PIXEL / np.array(size)  # of the crop's sides
    points = share * regions[:, None, 2:] + (regions[:, None, :2] - regions[:, None, 2:] / 2)
    is_seen = scores > 0
    return (
        np.where(is_seen[..., None], points, np.nan).astype(np.float32),
        np.where(is_seen, scores, 0).astype(np.float32),
    )


def mirror_bins(along_x: Array, along_y: Array, mirror: NDArray[np.int64]) -> tuple[Array, Array]:
    """What the bins of a mirrored crop say of the crop itself; `mirror` (K,) is each keypoint's counterpart.

    Pixel u of W comes from pixel W - 1 - u, so bin b from bin 2 (W - 1) - b: the last bin has no counterpart.
    (mmpose's flip test takes 2 W - 1 - b, which shifts its mean by a quarter of a pixel.)
    """
    flipped = np.zeros_like(along_x)
    flipped[..., :-1] = along_x[..., -2::-1]
    return flipped[:, mirror], along_y[:, mirror]
