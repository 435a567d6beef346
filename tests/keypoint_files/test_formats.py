"""Every format of the same person gives the same track."""

import json
import shutil
from dataclasses import replace

import numpy as np
import person_files as files
import pytest
from export_motions import CONTEXT, pose_of, walk

from core.detectors import Detections
from core.detectors.keypoint_files import KEYPOINT_FORMATS, KeypointSource, keypoint_detector
from core.export.formats import EXPORT_FORMATS
from core.people import choose_subject, link_people
from core.pose.mapping import to_h36m17
from core.pose.records import Track
from core.pose.skeleton import BODY_25, COCO_17, COCO_18, H36M_17, HALPE_26
from core.video.records import Frame

SKELETONS = {
    "openpose": BODY_25, "openpose-18": COCO_18, "alphapose-26": HALPE_26, "trc": HALPE_26,
}  # fmt: skip
WITHOUT_SCORES = ("coco-annotations", "trc")
PICTURE = np.zeros((4, 4, 3), np.uint8)

pytestmark = pytest.mark.usefixtures("hdf5_read_here")


def detections_of(source, info) -> Detections:
    """What a detection run collects of the file, without a process and a video."""
    entry = keypoint_detector(source, info)
    detector = entry.load()
    found = [(i, one) for i in range(len(info)) for one in detector.detect(Frame(i, info.times[i], PICTURE))]
    shape = (len(found), len(entry.skeleton))
    return Detections(
        detector=entry.name, version=entry.version(), skeleton=entry.skeleton,
        frames=np.arange(len(info)), times=info.times,
        row_frames=np.array([i for i, _ in found], np.int64),
        points=np.array([one.points for _, one in found], np.float32).reshape(*shape, 2),
        confidence=np.array([one.confidence for _, one in found], np.float32).reshape(shape),
        world=np.full((*shape, 3), np.nan, np.float32), lost_frames=np.empty(0, np.int64),
        image_size=(info.width, info.height),
    )  # fmt: skip


def track_of(path, info, **choices) -> Track:
    people = link_people(detections_of(KeypointSource(path, **choices), info))
    return people.track(choose_subject(people))


@pytest.mark.parametrize("name", files.WRITERS)
def test_all_formats_of_the_same_person_give_the_same_track(name, tmp_path, make_info):
    person, info = files.coco_person(), make_info()
    track = track_of(files.WRITERS[name](tmp_path / "file", person), info)
    assert track.skeleton == SKELETONS.get(name, COCO_17)
    np.testing.assert_array_equal(track.times, info.times)
    has_feet = name in ("openpose", "alphapose-26")
    for k, joint in enumerate(track.skeleton.joints):
        if has_feet or not joint.endswith(("toe", "heel")):
            true_point = files.in_skeleton(person, (joint,))[:, 0]
            np.testing.assert_allclose(track.points[:, k], true_point, atol=1e-4, err_msg=joint)
        else:
            assert np.isnan(track.points[:, k]).all()
    truth = Track(
        COCO_17, track.frames, track.times, person.astype(np.float32), np.full((12, 17), 0.75, np.float32),
        np.zeros((12, 17), np.uint8), track.image_size,
    )  # fmt: skip
    ours, true = to_h36m17(track), to_h36m17(truth)
    np.testing.assert_allclose(ours.points, true.points, atol=1e-3)
    np.testing.assert_allclose(ours.confidence, 1.0 if name in WITHOUT_SCORES else true.confidence)
    np.testing.assert_array_equal(ours.flags, true.flags)


@pytest.mark.parametrize("name", files.WRITERS)
def test_the_format_is_seen_from_the_content(name, tmp_path, make_info):
    path = files.WRITERS[name](tmp_path / "file.misleading", files.coco_person())
    entry = keypoint_detector(KeypointSource(path), make_info())
    assert f" as {name.split('-')[0]}, " in entry.version()


def swaying_joints():
    """(12, 17, 2) somebody who hardly moves: who jumped about would be taken for several people."""
    rng = np.random.default_rng(0)
    return (rng.uniform(50, 400, (1, 17, 2)) + rng.uniform(-3, 3, (12, 17, 2))).astype(np.float32)


def test_joints_of_human36m_come_through_as_they_are(tmp_path, make_info):
    joints = swaying_joints()
    track = track_of(files.write_h36m(tmp_path / "a.npz", joints), make_info())
    assert track.skeleton == H36M_17
    np.testing.assert_array_equal(track.points, joints)
    assert (track.confidence == 1).all()


def test_a_third_number_in_an_npz_is_the_score_and_zeros_are_unseen(tmp_path, make_info):
    joints = np.random.default_rng(0).uniform(50, 400, (12, 17, 3))
    joints[..., 2] = 0.5
    joints[3] = 0
    np.savez(tmp_path / "a.npz", keypoints=joints)
    track = track_of(tmp_path / "a.npz", make_info())
    assert (track.confidence[[0, 11]] == 0.5).all()
    assert np.isnan(track.points[3]).all()


@pytest.mark.parametrize("name", ["openpose", "coco", "dlc"])
def test_what_relief_exports_it_reads_again(name, tmp_path, make_info):
    person = files.coco_person().astype(np.float32)
    confidence = np.full((12, 17), 0.75, np.float32)
    person[4, 2], confidence[4, 2] = np.nan, 0
    track = Track(
        COCO_17,
        np.arange(12),
        make_info().times,
        person,
        confidence,
        np.zeros((12, 17), np.uint8),
        files.SIZE,
    )
    entry = EXPORT_FORMATS[name]
    path = tmp_path / f"a{entry.suffix}"
    entry.write(pose_of(walk(12)), path, replace(CONTEXT, track=track))
    read = track_of(path, make_info())
    chosen = [read.skeleton.index(joint) for joint in COCO_17.joints]
    np.testing.assert_allclose(read.points[:, chosen], person, atol=1e-3)
    np.testing.assert_allclose(read.confidence[:, chosen], confidence, atol=1e-3)


def test_a_table_of_17_joints_that_relief_exports_keeps_human36ms_joints(tmp_path, make_info):
    joints = swaying_joints()
    track = Track(
        H36M_17, np.arange(12), make_info().times, joints, np.full((12, 17), 0.5, np.float32),
        np.zeros((12, 17), np.uint8), files.SIZE,
    )  # fmt: skip
    EXPORT_FORMATS["dlc"].write(pose_of(walk(12)), tmp_path / "a.csv", replace(CONTEXT, track=track))
    read = track_of(tmp_path / "a.csv", make_info())
    assert read.skeleton == H36M_17
    np.testing.assert_allclose(read.points, joints, atol=1e-3)


def test_17_keypoints_of_mmpose_are_human36ms_where_its_names_or_the_user_say_so(tmp_path, make_info):
    names = (
        "root", "right_hip", "right_knee", "right_foot", "left_hip", "left_knee", "left_foot", "spine",
        "thorax", "neck_base", "head", "left_shoulder", "left_elbow", "left_wrist", "right_shoulder",
        "right_elbow", "right_wrist",
    )  # fmt: skip
    person = files.coco_person()
    by_names = files.write_mmpose_demo(tmp_path / "a.json", person, names=names)
    by_user = files.write_mmpose(tmp_path / "b.json", person)
    for track in (
        track_of(by_names, make_info()),
        track_of(by_user, make_info(), format="mmpose-h36m"),
    ):
        assert track.skeleton == H36M_17
        np.testing.assert_allclose(track.points, person, atol=1e-4)


def test_mmposes_whole_body_gives_body_and_feet(tmp_path, make_info):
    person = files.coco_person()
    feet = person[:, [15, 15, 15, 16, 16, 16]] + np.arange(6)[:, None]
    whole = np.concatenate([person, feet, np.full((12, 110, 2), 7.0)], axis=1)
    track = track_of(files.write_mmpose(tmp_path / "a.json", whole), make_info())
    assert track.skeleton == BODY_25
    chosen = [BODY_25.index(joint) for joint in COCO_17.joints]
    np.testing.assert_allclose(track.points[:, chosen], person, atol=1e-4)
    np.testing.assert_allclose(track.points[:, BODY_25.index("right_small_toe")], feet[:, 4], atol=1e-4)
    assert np.isnan(track.points[:, BODY_25.index("mid_hip")]).all()


@pytest.mark.parametrize(("start", "number_from"), [(0, 0), (0, 1), (5, 0), (5, 5), (5, 6)])
def test_the_first_row_of_a_trc_is_where_its_time_says(start, number_from, tmp_path, make_info):
    person = files.coco_person(4)
    path = files.write_trc(tmp_path / "a.trc", person, start=start, number_from=number_from)
    track = track_of(path, make_info())
    is_seen = ~np.isnan(track.points[:, 0, 0])
    assert np.flatnonzero(is_seen).tolist() == list(range(start, start + 4))
    np.testing.assert_allclose(track.points[is_seen, 0], person[:, 0], atol=1e-4)


@pytest.mark.parametrize(
    "style",
    [
        lambda side, part: f"{part}_{side}", lambda side, part: f"{side[0].upper()}{part.capitalize()}",
        lambda side, part: f"{side.capitalize()}{part.capitalize()}", lambda side, part: f"{side} {part}",
        lambda side, part: f"{part}{side[0].upper()}", lambda side, part: f"{side[0]}{part}",
        lambda side, part: f"{part.upper()}_{side[0].upper()}",
    ],
)  # fmt: skip
def test_joints_are_known_by_the_names_that_people_give_them(style, tmp_path, make_info):
    person = files.coco_person()
    path = files.write_deeplabcut(tmp_path / "a.csv", person)
    head, _, *rest = path.read_text().splitlines()
    styled = [
        style(*name.split("_")) if "_" in name else name.capitalize()
        for name in COCO_17.joints
        for _ in "xyp"
    ]
    path.write_text("\n".join([head, ",".join(["bodyparts", *styled]), *rest]))
    track = track_of(path, make_info())
    np.testing.assert_allclose(track.points, person, atol=1e-4)


def test_people_in_one_frame_stay_apart(tmp_path, make_info):
    left, right = files.coco_person(), files.coco_person(seed=1) + 250
    people = files.coco_results(right) + files.coco_results(left)
    found = detections_of(KeypointSource(files.write_json(tmp_path / "a.json", people)), make_info())
    assert found.row_frames.tolist() == [i for i in range(12) for _ in range(2)]
    np.testing.assert_allclose(found.points[::2], right, atol=1e-4)
    np.testing.assert_allclose(found.points[1::2], left, atol=1e-4)


def test_an_openpose_frame_of_nobody_or_only_a_hand_is_a_frame_without_a_person(tmp_path, make_info):
    folder = files.write_openpose(tmp_path / "json", files.coco_person())
    empty, hand = sorted(folder.iterdir())[3:5]
    empty.write_text('{"version": 1.3, "people": []}')
    hand.write_text(
        '{"version": 1.3, "people": [{"pose_keypoints_2d": [], "hand_left_keypoints_2d": [1, 2, 1]}]}'
    )
    found = detections_of(KeypointSource(folder), make_info())
    assert found.row_frames.tolist() == [0, 1, 2, 5, 6, 7, 8, 9, 10, 11]


def test_a_zip_of_openpose_is_as_good_as_its_folder(tmp_path, make_info):
    folder = files.write_openpose(tmp_path / "json", files.coco_person())
    zipped = shutil.make_archive(str(tmp_path / "b"), "zip", folder)
    a, b = (track_of(path, make_info()) for path in (folder, tmp_path / "b.zip"))
    assert zipped.endswith("b.zip")
    np.testing.assert_array_equal(a.points, b.points)


@pytest.mark.parametrize(
    "unseen", [(1.0, 2.0, 0.0), (1.0, 2.0, -0.3), (float("nan"), 2.0, 0.9), (1.0, 2.0, None), (0.0, 0.0, 0.9)]
)
def test_what_was_not_seen_is_nan_with_confidence_0(unseen, tmp_path, make_info):
    people = files.coco_results(files.coco_person())
    people[5]["keypoints"][9:12] = unseen
    path = tmp_path / "a.json"
    path.write_text(json.dumps(people))
    track = track_of(path, make_info())
    assert np.isnan(track.points[5, 3]).all()
    assert track.confidence[5, 3] == 0
    assert np.isfinite(np.delete(track.points.reshape(-1, 2), 5 * 17 + 3, axis=0)).all()


def test_scores_above_1_count_as_1(tmp_path, make_info):
    people = files.coco_results(files.coco_person())
    people[5]["keypoints"][11] = 5.5  # AlphaPose: up to 6
    track = track_of(files.write_json(tmp_path / "a.json", people), make_info())
    assert track.confidence[5, 3] == 1


def test_labels_of_pictures_are_read_too(tmp_path, make_info):
    person = files.coco_person()
    rows = [
        ["scorer", "", "", *["me"] * 34],
        ["bodyparts", "", "", *(name for name in COCO_17.joints for _ in "xy")],
        ["coords", "", "", *["x", "y"] * 17],
        *(["labeled-data", "walk", f"img{i:03d}.png", *one.reshape(-1)] for i, one in enumerate(person)),
    ]
    track = track_of(files.write_csv(tmp_path / "CollectedData_me.csv", rows), make_info())
    np.testing.assert_allclose(track.points, person, atol=1e-4)
    assert (track.confidence == 1).all()


def test_annotations_have_a_frame_and_a_visibility_that_count(tmp_path, make_info):
    person = files.coco_person()
    path = files.write_coco_annotations(tmp_path / "a.json", person)
    document = json.loads(path.read_text())
    for image in document["images"]:
        image["frame"] = 11 - image["id"]
    first, second = (document["annotations"][11 - frame] for frame in (0, 1))
    first["keypoints"][2], first["keypoints"][5] = 1, 0  # labelled but hidden, not labelled
    second["keypoints"][2], second["keypoint_scores"] = 0, [0.6] * 17
    track = track_of(files.write_json(path, document), make_info())
    np.testing.assert_allclose(track.points[5], person[6], atol=1e-4)
    assert track.confidence[0, :3].tolist() == [0.5, 0, 1]
    np.testing.assert_allclose(track.confidence[1, :2], [0, 0.6])


def test_two_people_of_an_npz_stay_apart(tmp_path, make_info):
    people = np.random.default_rng(0).uniform(50, 400, (2, 12, 17, 2)).astype(np.float32)
    np.savez(tmp_path / "a.npz", keypoints=people)
    found = detections_of(KeypointSource(tmp_path / "a.npz"), make_info())
    np.testing.assert_array_equal(found.points.reshape(12, 2, 17, 2), people.swapaxes(0, 1))


@pytest.mark.parametrize("name", ["coco", "deeplabcut", "sleap"])
def test_a_byte_order_mark_does_no_harm(name, tmp_path, make_info):
    path = files.WRITERS[name](tmp_path / "a", files.coco_person())
    plain = track_of(path, make_info())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    np.testing.assert_array_equal(track_of(path, make_info()).points, plain.points)


def test_every_format_has_a_test():
    assert {name.split("-")[0] for name in files.WRITERS} | {"h36m", "mmpose-h36m"} == set(KEYPOINT_FORMATS)
