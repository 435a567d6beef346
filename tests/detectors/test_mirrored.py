"""Looking mirrored too: what errs to one side errs to the other in the mirror, and the mean is right."""

import numpy as np
import pytest

from core.detectors import DETECTORS, Detection, DetectorOptions, prepare_detector
from core.detectors.mirrored import MirroredToo, mirror_detection
from core.pose.skeleton import COCO_17, Skeleton
from core.video.records import Frame

SKELETON = Skeleton("made-up", ("nose", "left_hand", "right_hand"))
TRUE = np.float32([(300, 100), (400, 150), (210, 160)])
WIDTH = 640


class Biased:
    """Sees people where the picture's first numbers say, but always 6 pixels too far to the right."""

    skeleton = SKELETON

    def __init__(self, sees=lambda is_mirrored: True):
        self.sees, self.is_closed = sees, False

    def detect(self, frame):
        is_mirrored = frame.image[0, 0, 0] == 0  # the mark is at the picture's other end
        if not self.sees(is_mirrored):
            return []
        people = []
        for shift in (0, 150):
            points = TRUE + np.float32([shift, 0])
            if is_mirrored:
                points = points[[0, 2, 1]] * np.float32([-1, 1]) + np.float32([WIDTH, 0])
            people.append(Detection(points + np.float32([6, 0]), np.float32([0.9, 0.8, 0.7])))
        return people

    def close(self):
        self.is_closed = True


def frame():
    image = np.zeros((48, WIDTH, 3), np.uint8)
    image[0, 0] = 1
    return Frame(0, 0.0, image)


def test_errors_to_one_side_cancel_for_everybody():
    found = MirroredToo(Biased(), Biased()).detect(frame())
    assert len(found) == 2
    for one, shift in zip(found, (0, 150), strict=True):
        assert np.allclose(one.points, TRUE + np.float32([shift, 0]), atol=1e-3)
        assert np.allclose(one.confidence, [0.9, 0.75, 0.75])  # each hand has been both


@pytest.mark.parametrize("seen_in_the_mirror", [True, False])
def test_who_is_seen_in_one_of_both_is_kept(seen_in_the_mirror):
    def sees(is_mirrored):
        return is_mirrored == seen_in_the_mirror

    found = MirroredToo(Biased(sees), Biased(sees)).detect(frame())
    error = -6 if seen_in_the_mirror else 6
    assert [np.allclose(one.points, TRUE + np.float32([shift + error, 0]), atol=1e-3)
            for one, shift in zip(found, (0, 150), strict=True)] == [True, True]  # fmt: skip


def test_mirroring_twice_changes_nothing():
    random = np.random.default_rng(0)
    points = random.uniform(0, 600, (17, 2)).astype(np.float32)
    points[4] = np.nan
    seen = Detection(
        points, random.random(17).astype(np.float32), random.normal(size=(17, 3)).astype(np.float32)
    )
    back = mirror_detection(mirror_detection(seen, COCO_17, WIDTH), COCO_17, WIDTH)
    np.testing.assert_allclose(back.points, seen.points, atol=1e-3)
    np.testing.assert_array_equal(back.confidence, seen.confidence)
    np.testing.assert_array_equal(back.world, seen.world)


def test_both_are_closed():
    pair = Biased(), Biased()
    MirroredToo(*pair).close()
    assert [one.is_closed for one in pair] == [True, True]


def test_each_quality_of_mediapipe_tells_its_results_apart():
    """A run that goes on must not take over what another quality detected."""
    if DETECTORS["mediapipe"].why_unavailable():
        pytest.skip("mediapipe is not installed")
    entries = [
        prepare_detector("mediapipe", DetectorOptions(quality=q)) for q in ("fast", "balanced", "best")
    ]
    assert len({entry.version() for entry in entries}) == 3
    assert entries[0].step_s > 0
    assert entries[1] == DETECTORS["mediapipe"]
