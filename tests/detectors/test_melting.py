"""People who melt into what is around them, and who of two is the hidden one."""

import numpy as np
import pytest

from core.detectors import mediapipe_pose
from core.detectors.melting import SMALL_SIDE, without_people
from core.detectors.records import Detection
from core.pose.skeleton import BLAZEPOSE_33

pytest.importorskip("cv2")


def standing(x, height=400, top=100, confidence=0.9):
    """Somebody upright whose trunk is a tenth of the height wide."""
    places = {"shoulder": 0.2, "elbow": 0.35, "wrist": 0.5, "hip": 0.5, "knee": 0.75, "ankle": 0.95}
    points = np.zeros((33, 2), np.float32)
    for k, name in enumerate(BLAZEPOSE_33.joints):
        down = next((at for part, at in places.items() if name.endswith(part)), 0.05 if k < 11 else 0.97)
        side = {"left": 0.05, "right": -0.05}.get(name.split("_")[0], 0.0)
        points[k] = (x + side * height, top + down * height)
    return Detection(points, np.full(33, confidence, np.float32))


def test_a_person_melts_and_everything_else_stays():
    rng = np.random.default_rng(0)
    image = rng.integers(100, 120, (600, 900, 3)).astype(np.uint8)
    image[100:500, 380:420] = (250, 0, 0)
    left = without_people(image, [standing(400)])
    assert left.shape == image.shape
    assert np.array_equal(left[:, :300], image[:, :300])
    assert np.array_equal(left[:, 500:], image[:, 500:])
    body = left[200:480, 390:410].astype(int)
    assert abs(body - 110).max() < 15
    small = without_people(image, [standing(400)], is_small=True)
    assert max(small.shape) == SMALL_SIDE
    assert image[100, 400, 0] == 250  # the picture itself is as it was


class FakeFollower:
    def __init__(self):
        self.seen, self.step, self.hidden_by = None, 0.0, set()

    @property
    def sureness(self):
        return float(self.seen.confidence.mean())


@pytest.fixture
def two(monkeypatch):
    """A detector with two followers, and a function that moves them."""
    monkeypatch.setattr(mediapipe_pose, "_Follower", FakeFollower)
    detector = mediapipe_pose.MediapipePose()
    one, other = FakeFollower(), FakeFollower()
    detector._followers = [one, other]

    def stand(apart, sureness):
        one.seen, other.seen = (
            standing(300 + shift, confidence=sure) for shift, sure in zip((0, apart), sureness, strict=True)
        )
        detector._tell_who_hides()
        return [bool(one.hidden_by), bool(other.hidden_by)]

    return stand


def test_of_two_who_overlap_the_one_seen_less_well_is_hidden_until_they_part(two):
    assert two(200, (0.9, 0.7)) == [False, False]
    assert two(10, (0.9, 0.7)) == [False, True]
    assert two(10, (0.6, 0.8)) == [False, True]  # in a picture without the other it is seen better
    assert two(35, (0.6, 0.8)) == [False, True]
    assert two(100, (0.6, 0.8)) == [False, False]
    assert two(10, (0.6, 0.8)) == [True, False]
