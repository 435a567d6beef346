"""From a detector's keypoints to the lifter's joints."""

import numpy as np
import pytest

from core.pose.mapping import derivation_matrix, select_joints, to_h36m17
from core.pose.records import Flag, Track
from core.pose.skeleton import BLAZEPOSE_33, COCO_17, H36M_17, HALPE_26, HUMANEVA_15, SKELETONS

DETECTORS = [COCO_17, HALPE_26, BLAZEPOSE_33]
by_detector = pytest.mark.parametrize("skeleton", DETECTORS, ids=lambda s: s.name)


def track_of(points, skeleton, confidence=None, flags=None):
    seen = np.isfinite(points).all(axis=-1)
    return Track(
        skeleton,
        np.arange(len(points)) + 3,
        np.arange(len(points)) / 30,
        points.astype(np.float32),
        np.where(seen, 0.9, 0).astype(np.float32) if confidence is None else confidence,
        np.zeros(seen.shape, np.uint8) if flags is None else flags,
        (640, 480),
    )


def some_points(skeleton, frames=3):
    return np.random.default_rng(0).uniform(0, 480, (frames, len(skeleton), 2)).astype(np.float32)


def by_name(frame, skeleton):
    return dict(zip(skeleton.joints, frame.astype(float), strict=True))


def derive_by_hand(k):
    """The docstring's formulas, for one frame of named keypoints."""
    pelvis = (k["left_hip"] + k["right_hip"]) / 2
    thorax = (k["left_shoulder"] + k["right_shoulder"]) / 2
    ears = (k["left_ear"] + k["right_ear"]) / 2
    return k | {
        "pelvis": pelvis,
        "thorax": thorax,
        "spine": (pelvis + thorax) / 2,
        "neck": k["nose"],
        "head": ears + 0.6 * (ears - thorax),
    }


@by_detector
def test_joints_are_derived_as_the_formulas_say(skeleton):
    points = some_points(skeleton)
    track = to_h36m17(track_of(points, skeleton))
    assert track.skeleton == H36M_17
    for t in range(len(points)):
        expected = derive_by_hand(by_name(points[t], skeleton))
        for name, point in by_name(track.points[t], H36M_17).items():
            np.testing.assert_allclose(point, expected[name], atol=1e-3, err_msg=name)


@by_detector
@pytest.mark.parametrize("pair", [("left_ear", "right_ear"), ("left_eye", "right_eye"), ("nose", "nose")])
def test_rows_of_the_matrix_sum_to_one_so_that_shifts_and_scales_pass_through(skeleton, pair):
    matrix = derivation_matrix(skeleton, pair)
    assert matrix.shape == (17, len(skeleton))
    np.testing.assert_allclose(matrix.sum(axis=1), 1)
    with pytest.raises(ValueError, match="read-only"):
        matrix[0, 0] = 1  # it is shared


@by_detector
def test_mirroring_before_or_after_is_the_same(skeleton):
    points = some_points(skeleton)
    flipped = points[:, list(skeleton.mirror)] * [-1, 1]
    before = to_h36m17(track_of(flipped, skeleton)).points
    after = to_h36m17(track_of(points, skeleton)).points[:, list(H36M_17.mirror)] * [-1, 1]
    np.testing.assert_allclose(before, after, atol=1e-3)


@by_detector
def test_the_head_comes_from_the_eyes_where_an_ear_is_missing_and_else_from_the_nose(skeleton):
    points = some_points(skeleton)
    points[1:, skeleton.index("left_ear")] = np.nan
    points[2, skeleton.index("right_eye")] = np.nan
    flags = np.zeros(points.shape[:2], np.uint8)
    flags[:, skeleton.index("left_eye")] = Flag.OUTSIDE
    flags[:, skeleton.index("right_ear")] = Flag.OUTLIER
    track = to_h36m17(track_of(points, skeleton, flags=flags))
    head = H36M_17.index("head")
    for t in range(3):
        k = by_name(points[t], skeleton)
        middle = [
            (k["left_ear"] + k["right_ear"]) / 2, (k["left_eye"] + k["right_eye"]) / 2, k["nose"]
        ][t]  # fmt: skip
        thorax = (k["left_shoulder"] + k["right_shoulder"]) / 2
        np.testing.assert_allclose(track.points[t, head], middle + 0.6 * (middle - thorax), atol=1e-3)
    assert track.flags[:, head].tolist() == [Flag.OUTLIER, Flag.OUTSIDE, 0]
    np.testing.assert_allclose(track.confidence[:, head], 0.9)


def test_no_head_without_any_face():
    points = some_points(COCO_17)
    points[1, :5] = np.nan
    track = to_h36m17(track_of(points, COCO_17))
    missing = {H36M_17.joints[j] for j in np.flatnonzero(np.isnan(track.points[1]).any(axis=-1))}
    assert missing == {"neck", "head"}
    assert not np.isnan(track.points[[0, 2]]).any()


def test_what_depends_on_an_unseen_joint_is_unseen_and_nothing_else():
    points = some_points(COCO_17)
    points[1, COCO_17.index("left_hip"), 1] = np.nan  # one coordinate is enough
    track = to_h36m17(track_of(points, COCO_17))
    unseen = np.isnan(track.points).any(axis=-1)
    assert {H36M_17.joints[j] for j in np.flatnonzero(unseen[1])} == {"pelvis", "left_hip", "spine"}
    assert not unseen[[0, 2]].any()
    assert ((track.flags & Flag.MISSING) != 0).tolist() == unseen.tolist()
    assert not track.confidence[unseen].any()


def test_a_derived_joint_is_as_sure_as_its_least_sure_source_and_has_all_flags():
    points = some_points(COCO_17, 1)
    confidence = np.linspace(0.2, 0.9, 17, dtype=np.float32)[None]
    flags = np.zeros((1, 17), np.uint8)
    flags[0, COCO_17.index("left_hip")] = Flag.SWAP
    flags[0, COCO_17.index("right_shoulder")] = Flag.OUTSIDE
    track = to_h36m17(track_of(points, COCO_17, confidence, flags))
    sure = dict(zip(COCO_17.joints, confidence[0], strict=True))
    found = dict(zip(H36M_17.joints, zip(track.confidence[0], track.flags[0], strict=True), strict=True))
    assert found["pelvis"] == (min(sure["left_hip"], sure["right_hip"]), Flag.SWAP)
    assert found["spine"] == (sure["left_shoulder"], Flag.SWAP | Flag.OUTSIDE)
    assert found["head"] == (sure["left_ear"], Flag.OUTSIDE)
    assert found["neck"] == (sure["nose"], 0)
    assert found["left_wrist"] == (sure["left_wrist"], 0)


def test_frames_times_and_picture_are_kept():
    track = track_of(some_points(BLAZEPOSE_33), BLAZEPOSE_33)
    derived = to_h36m17(track)
    assert derived.frames is track.frames
    assert derived.times is track.times
    assert derived.image_size == track.image_size


def test_what_is_in_the_lifters_joints_already_stays_as_it_is():
    track = track_of(some_points(H36M_17), H36M_17)
    assert to_h36m17(track) is track
    assert select_joints(track, H36M_17) is track


@by_detector
def test_joints_are_selected_by_name(skeleton):
    confidence = np.random.default_rng(1).uniform(size=(3, len(skeleton))).astype(np.float32)
    flags = np.random.default_rng(1).integers(0, 4, (3, len(skeleton))).astype(np.uint8)
    track = track_of(some_points(skeleton), skeleton, confidence, flags)
    whole, chosen = to_h36m17(track), select_joints(track, HUMANEVA_15)
    assert chosen.skeleton == HUMANEVA_15
    for j, name in enumerate(HUMANEVA_15.joints):
        i = H36M_17.index(name)
        np.testing.assert_array_equal(chosen.points[:, j], whole.points[:, i])
        np.testing.assert_array_equal(chosen.confidence[:, j], whole.confidence[:, i])
        np.testing.assert_array_equal(chosen.flags[:, j], whole.flags[:, i])


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=lambda s: s.name)
def test_a_mirror_image_of_a_mirror_image_is_the_original(skeleton):
    for j, other in enumerate(skeleton.mirror):
        assert skeleton.mirror[other] == j
        names = skeleton.joints[j], skeleton.joints[other]
        assert (names[0] == names[1]) == (not names[0].startswith(("left_", "right_")))
    assert len(set(skeleton.joints)) == len(skeleton)


@pytest.mark.parametrize("skeleton", [H36M_17, HUMANEVA_15], ids=lambda s: s.name)
def test_bones_hang_together_in_a_tree_that_mirrors(skeleton):
    assert skeleton.parents[0] == -1
    for j, parent in enumerate(skeleton.parents[1:], start=1):
        assert 0 <= parent < j
        assert skeleton.parents[skeleton.mirror[j]] == skeleton.mirror[parent]
