"""From pictures to keypoints with networks whose answers are known."""

from fractions import Fraction

import numpy as np
import pytest
from onnx_models import COLOURS, boxes_model, colour_model, rtmo_model, save_model, simcc_model

from core.detectors import DetectorOptions, prepare_detector
from core.detectors.rtmpose.detector import Rtmpose, RtmposeSettings
from core.detectors.rtmpose.network import OnnxNetwork
from core.detectors.rtmpose.pose_network import CropNetwork, look_at
from core.errors import BadInput
from core.pose.mapping import to_h36m17
from core.pose.records import Track
from core.pose.skeleton import BODY_25, COCO_17, H36M_17, HALPE_26
from core.video.records import Frame, VideoInfo

# A person seen from the front: what is left of the body is on the right of the picture.
STANDING = np.array([
    (0, 20), (6, 14), (-6, 14), (12, 18), (-12, 18), (40, 60), (-40, 60), (60, 110), (-60, 110), (70, 160),
    (-70, 160), (25, 160), (-25, 160), (30, 230), (-30, 230), (32, 300), (-32, 300),
], float)  # fmt: skip


def picture(*places, size=(640, 640)):
    """Black, with a mark in each keypoint's colour of people whose necks are at these places."""
    image = np.zeros((size[1], size[0], 3), np.uint8)
    for place in places:
        for (x, y), colour in zip(STANDING + place, COLOURS, strict=True):
            image[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3] = colour
    return image


def frame_of(image, index=0):
    return Frame(index, index / 30, image)


def box_around(place, score=0.9):
    low, high = STANDING.min(axis=0) + place - 10, STANDING.max(axis=0) + place + 10
    return (*low, *high, score)


@pytest.fixture
def pose(tmp_path):
    return colour_model(tmp_path / "colours.onnx")


def people(path, *places, size=(640, 640)):
    boxes = np.array([box_around(place) for place in places])
    return boxes_model(path / "people.onnx", boxes, np.zeros(len(places)), size)


def test_a_person_at_known_pixels_is_found_there_with_sides_as_they_are(tmp_path, pose):
    detector = Rtmpose(RtmposeSettings(pose, people(tmp_path, (300, 150))))
    assert detector.skeleton == COCO_17
    (found,) = detector.detect(frame_of(picture((300, 150))))
    assert np.abs(found.points - STANDING - (300, 150)).max() < 4
    assert found.confidence.min() > 0.9
    left, right = (found.points[COCO_17.index(f"{side}_wrist")] for side in ("left", "right"))
    assert left[0] > 300 > right[0]


def test_the_lifters_joints_mean_the_same_as_with_mediapipe(tmp_path, pose):
    """Through the same mapping that BlazePose's keypoints take, every joint is where it should be."""
    detector = Rtmpose(RtmposeSettings(pose, people(tmp_path, (300, 150))))
    (found,) = detector.detect(frame_of(picture((300, 150))))
    track = Track(
        detector.skeleton, np.arange(1), np.zeros(1), found.points[None], found.confidence[None],
        np.zeros((1, 17), np.uint8), (640, 640),
    )  # fmt: skip
    joints = dict(zip(H36M_17.joints, to_h36m17(track).points[0] - (300, 150), strict=True))
    for name in ("left_hip", "right_knee", "left_ankle", "right_shoulder", "left_elbow", "right_wrist"):
        assert np.abs(joints[name] - STANDING[COCO_17.index(name)]).max() < 4
    assert np.abs(joints["pelvis"] - (0, 160)).max() < 4
    assert np.abs(joints["neck"] - (0, 20)).max() < 4
    assert joints["head"][1] < joints["neck"][1] < joints["thorax"][1] < joints["pelvis"][1]


def test_everybody_is_found_in_one_batch_and_in_any(tmp_path):
    places = [(150, 60), (600, 850), (1050, 120)]
    image, size = picture(*places, size=(1280, 1280)), (1280, 1280)
    found = {}
    for batch in (None, 2, 1):  # networks that take any number of crops, two, or one
        network = colour_model(tmp_path / f"{batch}.onnx", batch=batch)
        detector = Rtmpose(RtmposeSettings(network, people(tmp_path, *places, size=size)))
        seen = sorted(detector.detect(frame_of(image)), key=lambda one: one.points[0, 0])
        found[batch] = np.array([one.points for one in seen])
    assert np.abs(found[None] - STANDING - np.array(places)[:, None]).max() < 4
    assert np.array_equal(found[None], found[1])
    assert np.array_equal(found[None], found[2])


def test_a_moving_person_is_followed_without_new_boxes(tmp_path, pose):
    """The network for boxes always says where the person was at first; only the keypoints can lead on."""
    detector = Rtmpose(RtmposeSettings(pose, people(tmp_path, (150, 150)), box_every=100))
    for index in range(30):
        place = (150 + 12 * index, 150 + 5 * np.sin(index))
        (found,) = detector.detect(frame_of(picture(np.round(place)), index))
        assert np.abs(found.points - STANDING - np.round(place)).max() < 4


def test_the_mean_with_the_mirrored_crop_is_where_the_crop_itself_says(pose):
    """A colour keeps its name in the mirror, so here nothing changes sides."""
    image, boxes = picture((300, 150)), np.float32([box_around((300, 150))])
    plain, both = (
        CropNetwork(OnnxNetwork(pose), mirror).find([image], [boxes])[0]
        for mirror in (None, np.arange(17))
    )  # fmt: skip
    one_pixel_of_the_crop = 1.25 * (boxes[0, 3] - boxes[0, 1]) / 256
    assert np.abs(both.points - plain.points).max() <= 4 * one_pixel_of_the_crop  # the mark's other end
    assert np.abs(both.points - STANDING - (300, 150)).max() < 4
    assert np.abs(both.scores - plain.scores).max() < 0.1


def test_left_and_right_change_places_in_the_mirror(tmp_path, pose):
    settings = RtmposeSettings(pose, people(tmp_path, (300, 150)), is_mirrored_too=True)
    (found,) = Rtmpose(settings).detect(frame_of(picture((300, 150))))
    assert np.all(found.confidence[1:] < 0.6)  # each side is seen once at its own and once at the other place
    assert found.confidence[0] > 0.9  # the nose twice at the same


def test_an_empty_picture_shows_nobody(tmp_path, pose):
    detector = Rtmpose(RtmposeSettings(pose, people(tmp_path, (300, 150))))
    assert detector.detect(frame_of(picture())) == []


def test_rtmo_needs_no_boxes(tmp_path):
    keypoints = np.zeros((2, 17, 3))
    keypoints[0, :, :2], keypoints[0, :, 2] = STANDING / 2 + (150, 75), 0.8
    keypoints[0, 4, 2] = 0  # an ear that it did not see
    dets = np.array([(100, 75, 200, 230, 0.9), (300, 75, 400, 230, 0.1)])
    detector = Rtmpose(RtmposeSettings(rtmo_model(tmp_path / "rtmo.onnx", dets, keypoints), None))
    (found,) = detector.detect(frame_of(np.zeros((1280, 900, 3), np.uint8)))  # half as large inside
    seen = np.arange(17) != 4
    assert np.abs(found.points - STANDING - (300, 150))[seen].max() < 1e-3
    assert np.isnan(found.points[4]).all()
    assert found.confidence[[3, 4]].tolist() == [np.float32(0.8), 0]


@pytest.mark.parametrize(("count", "skeleton"), [(17, COCO_17), (26, HALPE_26), (133, BODY_25)])
def test_the_number_of_keypoints_tells_the_skeleton(tmp_path, count, skeleton):
    kind = look_at(simcc_model(tmp_path / "any.onnx", count, (288, 384)))
    assert kind.skeleton == skeleton
    assert kind.needs_boxes
    seen = [joint for joint, place in zip(skeleton.joints, kind.places, strict=True) if place >= 0]
    assert {"left_ankle", "right_wrist", "nose"} <= set(seen)
    assert np.array_equal(kind.mirror[kind.mirror], np.arange(count))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: simcc_model(path, 21), "21 keypoints"),
        (lambda path: simcc_model(path, 17, bins=3), r"simcc_x \(.* x 17 x 576\)"),
        (lambda path: boxes_model(path, np.ones((3, 5)), np.zeros(3)), "no network for poses"),
    ],
)
def test_networks_for_something_else_are_refused_by_name(tmp_path, make, why):
    file = make(tmp_path / "mine.onnx")
    with pytest.raises(BadInput, match=rf"mine\.onnx.*{why}"):
        look_at(file)


def test_a_network_that_takes_no_pictures_is_refused(tmp_path):
    from onnx import TensorProto, helper

    file = save_model(
        tmp_path / "sound.onnx", [helper.make_node("Identity", ["a"], ["b"])], [("a", [1, 99])],
        [("b", TensorProto.FLOAT, [1, 99])], {},
    )  # fmt: skip
    with pytest.raises(BadInput, match=r"sound\.onnx does not take pictures: its input is a \(1 x 99\)"):
        look_at(file)


def test_own_files_make_an_entry_that_says_which_they_are(tmp_path, pose):
    options = DetectorOptions(weights=pose, person_weights=people(tmp_path, (300, 150)), quality="fast")
    entry = prepare_detector("auto", options)
    assert (entry.name, entry.skeleton, entry.step_s) == ("rtmpose", COCO_17, 1 / 15)
    assert "colours (" in entry.version()
    other = prepare_detector("rtmpose", DetectorOptions(weights=pose, person_weights=options.person_weights))
    assert entry.version() != other.version()  # what an interrupted run detected must not be taken over


def test_weights_are_refused_by_a_detector_that_has_its_own(pose):
    with pytest.raises(BadInput, match="mediapipe has weights of its own"):
        prepare_detector("mediapipe", DetectorOptions(weights=pose))


def test_the_worker_process_detects_with_them(tmp_path, pose):
    from core.detectors import detect_people

    (tmp_path / "video.mp4").write_bytes(b"not really a video")
    info = VideoInfo(
        path=tmp_path / "video.mp4", width=640, height=640, times=np.arange(6) / 30, duration=0.2,
        nominal_rate=Fraction(30), is_variable_rate=False, rotation=0, pixel_aspect=Fraction(1), codec="none",
    )  # fmt: skip
    options = DetectorOptions(weights=pose, person_weights=people(tmp_path, (300, 150)))
    found = detect_people(info, prepare_detector("rtmpose", options), reader=read_pictures)
    assert found.row_frames.tolist() == list(range(6))
    assert np.abs(found.points - STANDING - (300, 150)).max() < 4


def read_pictures(info, start, stop):
    """Imported by the worker process."""
    for index in range(start, stop):
        yield frame_of(picture((300, 150)), index)
