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
