"""Crops and bins against a naive transcription of RTMPose's definitions."""

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from core.detectors.rtmpose.simcc import crop_regions, cut_crops, decode, mirror_bins

SIZE = (192, 256)
BOXES = np.float32([
    (100, 50, 200, 350, 0.9),  # tall
    (40, 200, 400, 260, 0.9),  # wide
    (-60, -80, 90, 120, 0.9),  # beyond two edges
    (610, 400, 900, 700, 0.9),  # mostly outside
])  # fmt: skip


def smooth_picture(width=640, height=480):
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    waves = [np.sin(9 * x + 4 * y), np.cos(5 * x - 7 * y), np.sin(3 * x) * np.cos(8 * y)]
    return (127 + 110 * np.stack(waves, axis=-1)).astype(np.uint8)


def naive_region(box, size):
    left, top, right, bottom = (float(side) for side in box[:4])
    wide, high = 1.25 * (right - left), 1.25 * (bottom - top)
    if wide / high > size[0] / size[1]:
        high = wide * size[1] / size[0]
    else:
        wide = high * size[0] / size[1]
    return (left + right) / 2, (top + bottom) / 2, wide, high


@pytest.mark.parametrize("size", [SIZE, (288, 384)])
def test_regions_are_the_padded_box_in_the_networks_proportions(size):
    expected = [naive_region(box, size) for box in BOXES]
    assert np.allclose(crop_regions(BOXES, size), expected, rtol=1e-6)


@pytest.mark.parametrize("number", range(len(BOXES)))
def test_crops_are_resampled_where_the_formula_says(number):
    image, box = smooth_picture(), BOXES[number]
    centre_x, centre_y, wide, high = naive_region(box, SIZE)
    u, v = np.meshgrid(np.arange(192), np.arange(256))
    x = (u - 96) * wide / 192 + centre_x
    y = (v - 128) * high / 256 + centre_y
    crop = cut_crops(image, crop_regions(box[None], SIZE), SIZE)[0]
    means, spreads = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
    # Where the picture ends, half of a pixel's neighbours are black: OpenCV and SciPy differ in the last one.
    inside = (x > 0) & (x < 639) & (y > 0) & (y < 479)
    outside = (x < -1) | (x > 640) | (y < -1) | (y > 480)
    assert inside.any()
    for channel in range(3):
        exact = map_coordinates(image[..., channel].astype(float), (y, x), order=1, cval=0)
        back = crop[channel] * spreads[channel] + means[channel]
        assert np.abs(back - exact)[inside].max() < 2.5  # grey levels: OpenCV works in 32nds of a pixel
        assert np.abs(back[outside]).max(initial=0) < 1e-3


def test_bins_are_decoded_as_a_naive_loop_does():
    random = np.random.default_rng(0)
    along_x, along_y = random.random((4, 26, 384)), random.random((4, 26, 512))
    along_x[1, 3] -= 2  # nothing above 0: not seen
    points, scores = decode(along_x, along_y, crop_regions(BOXES, SIZE), SIZE)
    for person in range(4):
        centre_x, centre_y, wide, high = naive_region(BOXES[person], SIZE)
        for k in range(26):
            row, column = along_x[person, k].tolist(), along_y[person, k].tolist()
            score = min(max(row), max(column))
            if score <= 0:
                assert np.isnan(points[person, k]).all()
                assert scores[person, k] == 0
                continue
            u, v = row.index(max(row)) / 2, column.index(max(column)) / 2
            expected = (u / 192 * wide + centre_x - wide / 2, v / 256 * high + centre_y - high / 2)
            assert points[person, k] == pytest.approx(expected, abs=1e-3)
            assert scores[person, k] == pytest.approx(score, rel=1e-6)


def test_decoding_undoes_cropping_to_half_a_pixel_of_the_crop():
    """A point of the picture, put by the formula of the crop into its nearest bin, comes back."""
    regions = crop_regions(BOXES, SIZE)
    random = np.random.default_rng(1)
    for region in regions:
        inside = (random.random((9, 2)) - 0.5) * 0.9
        true = region[:2] + inside * region[2:]
        crop = (true - region[:2]) * SIZE / region[2:] + np.array(SIZE) / 2
        along_x, along_y = np.zeros((1, 9, 384), np.float32), np.zeros((1, 9, 512), np.float32)
        bins = np.round(2 * crop).astype(int)
        along_x[0, np.arange(9), bins[:, 0]] = along_y[0, np.arange(9), bins[:, 1]] = 1
        points, _ = decode(along_x, along_y, region[None], SIZE)
        assert np.all(np.abs(points[0] - true) <= 0.251 * region[2:] / SIZE + 1e-3)


def test_the_bins_of_a_mirrored_crop_come_back_mirrored():
    mirror = np.array([0, 2, 1])
    along_x, along_y = np.zeros((1, 3, 384), np.float32), np.zeros((1, 3, 512), np.float32)
    crop_x, crop_y = np.array([20, 70, 191]), np.array([5, 100, 250])
    seen = 191 - crop_x[mirror]  # where a network finds the counterparts in the mirrored crop
    along_x[0, np.arange(3), 2 * seen] = 1
    along_y[0, np.arange(3), 2 * crop_y[mirror]] = 1
    back_x, back_y = mirror_bins(along_x, along_y, mirror)
    assert back_x.argmax(axis=2).tolist() == [(2 * crop_x).tolist()]
    assert back_y.argmax(axis=2).tolist() == [(2 * crop_y).tolist()]
