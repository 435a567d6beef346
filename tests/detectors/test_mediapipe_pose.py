"""BlazePose on the sample video, whose true joints are known."""

from pathlib import Path

import numpy as np
import pytest

from core.detectors import DETECTORS, detect_people
from core.video import probe_video

ASSETS = Path(__file__).parents[2] / "assets"
LIMBS = [
    f"{side}_{joint}" for side in ("left", "right")
    for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
]  # fmt: skip

pytestmark = pytest.mark.skipif(
    DETECTORS["mediapipe"].why_unavailable() is not None, reason="mediapipe is not installed"
)


@pytest.fixture(scope="module")
def found():
    return detect_people(probe_video(ASSETS / "sample.mp4"), "mediapipe", stop=40)


def test_limbs_are_found_where_they_are(found):
    truth = np.load(ASSETS / "sample_truth.npz")
    names = [str(name).replace("l_", "left_").replace("r_", "right_") for name in truth["joint_names"]]
    true = truth["joints_px"][:40, [names.index(limb) for limb in LIMBS]]
    seen = found.points[:, [found.skeleton.index(limb) for limb in LIMBS]]
    error = np.linalg.norm(seen - true, axis=-1)
    assert np.median(error) < 5  # the person is 300 pixels tall
    assert np.percentile(error, 95) < 15


def test_one_person_in_every_frame_with_confidence_and_world_points(found):
    assert found.row_frames.tolist() == list(range(40))
    assert found.image_size == (640, 480)
    assert found.confidence.min() >= 0
    assert np.median(found.confidence) > 0.8
    height = np.ptp(found.world[..., 1], axis=1)  # eyes to toes, metres
    assert np.all((height > 1.2) & (height < 1.9))


@pytest.mark.filterwarnings("ignore:SymbolDatabase:UserWarning")
def test_two_people_side_by_side_are_both_followed_from_the_first_frame():
    """The sample's person, and the same one ten frames later on the right."""
    from core.detectors.mediapipe_pose import MediapipePose
    from core.video import read_frames
    from core.video.records import Frame

    frames = list(read_frames(probe_video(ASSETS / "sample.mp4"), 100, 114))
    detector = MediapipePose()
    for i in range(4):
        image = np.hstack([frames[i].image, frames[i + 10].image])
        people = detector.detect(Frame(i, i / 30, image))
        middles = sorted(float(one.points[:, 0].mean()) for one in people)
        assert len(middles) == 2
        assert middles[0] < 640 < middles[1]
    detector.close()


@pytest.mark.parametrize(
    ("rate", "every", "looks"),
    [
        (30, 1, [0, 15, 30, 45]),
        (60, 1, [0, 30, 60, 90]),
        (15, 1, [0, 8, 15, 23]),
        (60, 4, [0, 32, 60, 92]),  # three of four frames are passed over
        (30000 / 1001, 1, [0, 15, 30, 45]),
    ],
)
def test_others_are_looked_for_twice_a_second_at_any_rate(rate, every, looks, monkeypatch):
    from core.detectors import mediapipe_pose
    from core.video.records import Frame

    class Blind:
        seen, step, hidden_by = None, 0.0, frozenset()

        def follow(self, image):
            pass

    looked = []
    monkeypatch.setattr(mediapipe_pose, "_Follower", Blind)
    monkeypatch.setattr(
        mediapipe_pose.MediapipePose, "_search", lambda _, image: looked.append(image[0, 0, 0])
    )
    detector = mediapipe_pose.MediapipePose()
    for index in range(0, round(2 * rate), every):
        image = np.full((2, 2, 3), index, np.uint8)
        detector.detect(Frame(index, round(index / rate, 4), image))
    assert looked == looks
