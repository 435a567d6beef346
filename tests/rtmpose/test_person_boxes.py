"""Boxes of people out of a picture, against boxes worked out by hand."""

import numpy as np
import pytest
from onnx_models import boxes_model, brightness_boxes_model, raw_yolox_model

from core.detectors.rtmpose import PersonBoxes
from core.detectors.rtmpose.letterbox import letterbox, without_doubles
from core.errors import BadInput

PICTURE = np.zeros((480, 1280, 3), np.uint8)  # half as large in the letterbox of 640 x 640


def test_boxes_come_back_in_pixels_of_the_picture(tmp_path):
    dets = np.array([(10, 20, 110, 200, 0.6), (300, 5, 400, 240, 0.9)])
    found = PersonBoxes(boxes_model(tmp_path / "yolox.onnx", dets, np.zeros(2)))(PICTURE)
    assert np.allclose(found, [(600, 10, 800, 480, 0.9), (20, 40, 220, 400, 0.6)], atol=1e-4)


def test_other_things_faint_boxes_and_doubles_are_left_out(tmp_path):
    dets = np.array([
        (10, 20, 110, 200, 0.9),
        (12, 22, 112, 202, 0.8),  # the same person
        (300, 5, 400, 240, 0.29),
        (200, 5, 290, 240, 0.95),  # a dog
        (500, 50, 500, 90, 0.9),  # empty
    ])  # fmt: skip
    labels = np.array([0, 0, 0, 16, 0])
    found = PersonBoxes(boxes_model(tmp_path / "any.onnx", dets, labels))(PICTURE)
    assert np.allclose(found, [(20, 40, 220, 400, 0.9)], atol=1e-4)


def test_boxes_end_at_the_picture(tmp_path):
    dets = np.array([(-30, -10, 900, 300, 0.9)])
    found = PersonBoxes(boxes_model(tmp_path / "any.onnx", dets, np.zeros(1)))(PICTURE)
    assert np.allclose(found, [(0, 0, 1280, 480, 0.9)], atol=1e-4)


def test_nobody_gives_no_boxes(tmp_path):
    none = PersonBoxes(boxes_model(tmp_path / "any.onnx", np.zeros((0, 5)), np.zeros(0)))(PICTURE)
    assert none.shape == (0, 5)


def test_raw_yolox_rows_are_decoded_by_their_cell(tmp_path):
    size = (64, 64)
    rows = np.zeros((8 * 8 + 4 * 4 + 2 * 2, 7))
    # Second grid (stride 16), column 2, row 1: centre (2.5 + 2, 0.25 + 1) * 16, size 16 e^1 x 16 e^0.5.
    rows[64 + 4 + 2] = (2.5, 0.25, 1, 0.5, 0.9, 0.8, 0.1)
    found = PersonBoxes(raw_yolox_model(tmp_path / "yolox_s.onnx", rows, size))(
        np.zeros((64, 64, 3), np.uint8)
    )
    width, height = 16 * np.e, 16 * np.exp(0.5)
    expected = (72 - width / 2, 20 - height / 2, 64, 20 + height / 2, 0.72)  # cut at the picture's edge
    assert np.allclose(found, [expected], atol=1e-3)


def test_yolox_is_fed_plain_values_and_rtmdet_normalised_ones(tmp_path):
    """The model's score is the mean that it was fed, over 255."""
    image = np.empty((64, 64, 3), np.uint8)
    image[...] = (200, 150, 100)  # RGB
    plain = PersonBoxes(brightness_boxes_model(tmp_path / "people.onnx"))(image)
    assert plain[0, 4] == pytest.approx(150 / 255, abs=1e-4)
    # RTMDet's means and spreads are stated for BGR: (100 - 103.53) / 57.375 and so on.
    normalised = np.mean([(100 - 103.53) / 57.375, (150 - 116.28) / 57.12, (200 - 123.675) / 58.395])
    assert normalised / 255 < 0.3  # too faint to count: the box is gone
    assert len(PersonBoxes(brightness_boxes_model(tmp_path / "rtmdet_nano.onnx"))(image)) == 0


def test_letterbox_keeps_proportions_and_fills_with_grey():
    image = np.full((100, 300, 3), 7, np.uint8)
    boxed, ratio = letterbox(image, (150, 90))
    assert (boxed.shape, ratio) == ((90, 150, 3), 0.5)
    assert np.all(boxed[:50] == 7)
    assert np.all(boxed[50:] == 114)


def test_suppression_agrees_with_a_naive_one():
    random = np.random.default_rng(0)
    corners = random.uniform(0, 80, (60, 2))
    boxes = np.concatenate(
        [corners, corners + random.uniform(5, 40, (60, 2)), random.uniform(size=(60, 1))], 1
    )

    def shared(a, b):
        wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        both = max(wide, 0) * max(high, 0)
        return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)

    naive = []
    for i in sorted(range(60), key=lambda i: -boxes[i, 4]):
        if all(shared(boxes[i], boxes[j]) <= 0.45 for j in naive):
            naive.append(i)
    assert without_doubles(boxes.astype(np.float32)).tolist() == naive
    assert len(naive) < 60


@pytest.mark.parametrize("content", [b"", b"not a network at all", b"\x08\x07\x12\x07pytorch" * 50])
def test_what_is_no_network_is_refused(tmp_path, content):
    file = tmp_path / "broken.onnx"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=r"broken\.onnx"):
        PersonBoxes(file)


def test_a_file_cut_short_is_refused(tmp_path):
    file = boxes_model(tmp_path / "cut.onnx", np.ones((2, 5)), np.zeros(2))
    file.write_bytes(file.read_bytes()[:-60])
    with pytest.raises(BadInput, match=r"cut\.onnx"):
        PersonBoxes(file)


def test_a_network_for_something_else_is_refused(tmp_path):
    file = raw_yolox_model(tmp_path / "other.onnx", np.zeros((10, 3)), (64, 64))
    with pytest.raises(BadInput, match=r"finds people.*output \(1 x 10 x 3\)"):
        PersonBoxes(file)
