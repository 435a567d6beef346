"""What people wear."""

import numpy as np
import pytest

from core.detectors import colours as module
from core.detectors.colours import PARTS
from core.pose.skeleton import BLAZEPOSE_33, COCO_17, H36M_17, HALPE_26, Skeleton

PLACES = {
    "left_shoulder": (60, 20), "right_shoulder": (20, 20), "left_hip": (55, 80), "right_hip": (25, 80),
    "left_knee": (55, 120), "right_knee": (25, 120), "left_ankle": (55, 160), "right_ankle": (25, 160),
}  # fmt: skip
BANDS = {"chest": (15, 50), "belly": (50, 80), "thighs": (80, 120), "shins": (120, 165)}
WORN = {"chest": (255, 0, 0), "belly": (0, 0, 255), "thighs": (51, 102, 153), "shins": (0, 0, 0)}


def body_colours(image, points, skeleton, doubtful=()):
    confidence = np.full(len(points), 0.9, np.float32)
    confidence[[skeleton.index(name) for name in doubtful]] = 0.3
    return module.body_colours(image, points, confidence, skeleton)


def dressed(height=180, width=80):
    """A picture striped from top to bottom in the colours worn, with specks that a median passes over."""
    image = np.full((height, width, 3), 255, np.uint8)
    for part, (top, bottom) in BANDS.items():
        image[top:bottom] = WORN[part]
    image[np.random.default_rng(0).random((height, width)) < 0.05] = 255
    return image


def standing(skeleton):
    points = np.full((len(skeleton), 2), np.nan, np.float32)
    for name, place in PLACES.items():
        points[skeleton.index(name)] = place
    return points


@pytest.mark.parametrize("skeleton", [BLAZEPOSE_33, COCO_17, HALPE_26, H36M_17], ids=lambda s: s.name)
def test_each_part_has_the_colour_that_is_worn_there(skeleton):
    colours = body_colours(dressed(), standing(skeleton), skeleton)
    assert colours * 255 == pytest.approx(np.array([WORN[part] for part in PARTS]), abs=1e-3)


def test_a_part_whose_keypoints_were_not_seen_has_no_colour():
    points = standing(COCO_17)
    points[COCO_17.index("left_ankle")] = np.nan
    colours = body_colours(dressed(), points, COCO_17)
    assert np.isfinite(colours[:3]).all()
    assert colours[3] * 255 == pytest.approx(WORN["shins"])  # the other leg shows it
    points[COCO_17.index("left_shoulder")] = np.nan
    assert np.isnan(body_colours(dressed(), points, COCO_17)[:2]).all()


def test_a_part_whose_keypoints_are_doubtful_has_no_colour():
    colours = body_colours(dressed(), standing(COCO_17), COCO_17, doubtful=("left_knee", "right_knee"))
    assert np.isfinite(colours[:2]).all()
    assert np.isnan(colours[2:]).all()


def test_what_lies_outside_the_picture_has_no_colour():
    colours = body_colours(dressed(height=70), standing(COCO_17), COCO_17)
    assert np.isfinite(colours[:2]).all()
    assert np.isnan(colours[2:]).all()


def test_a_skeleton_without_limbs_has_no_colours():
    box = Skeleton("box", ("top_left", "bottom_right"))
    assert np.isnan(body_colours(dressed(), np.zeros((2, 2), np.float32), box)).all()
