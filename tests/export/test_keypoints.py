import csv
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk

from core.errors import BadInput, CannotWrite, UnfitPose
from core.export.keypoints_coco import read_coco, write_coco
from core.export.keypoints_dlc import read_dlc, write_dlc
from core.export.keypoints_openpose import read_openpose, write_openpose
from core.pose.records import Flag, Track
from core.pose.skeleton import BLAZEPOSE_33, COCO_17, H36M_17, HALPE_26

WRITERS = {"dlc": write_dlc, "openpose": write_openpose, "coco": write_coco}
EVERY = pytest.mark.parametrize("name", WRITERS)
POSE = pose_of(walk(6))


def made_up_track(skeleton=H36M_17, count=6, first_frame=100) -> Track:
    """Joint j of frame t is at (10 j + t, 5 j + 0.125); frame 2 was not seen, nor joint 3 of frame 4."""
    j, t = np.arange(len(skeleton)), np.arange(count)[:, None]
    points = np.stack([10 * j + t, 5 * j + 0.125 + 0 * t], axis=-1).astype(np.float32)
    confidence = np.full((count, len(skeleton)), 0.75, np.float32)
    flags = np.zeros((count, len(skeleton)), np.uint8)
    points[2:3], confidence[2:3] = np.nan, 0
    points[4:5, 3], confidence[4:5, 3] = np.nan, 0
    flags[5:6, 1] = Flag.INTERPOLATED
    return Track(
        skeleton,
        np.arange(first_frame, first_frame + count),
        np.arange(count) / 25,
        points,
        confidence,
        flags,
        (640, 480),
    )


def context_of(track):
    return replace(CONTEXT, track=track)


def test_a_dlc_table_has_its_three_header_rows_and_a_row_for_each_frame(tmp_path):
    write_dlc(POSE, tmp_path / "a.csv", context_of(made_up_track()))
    rows = list(csv.reader((tmp_path / "a.csv").read_text().splitlines()))
    assert rows[0][:3] == ["scorer", "Relief", "Relief"]
    assert rows[1][:5] == ["bodyparts", "pelvis", "pelvis", "pelvis", "right_hip"]
    assert rows[2][:5] == ["coords", "x", "y", "likelihood", "x"]
    assert rows[3][:7] == ["100", "0.000", "0.125", "0.7500", "10.000", "5.125", "0.7500"]
    assert rows[5][:4] == ["102", "", "", "0.0000"]
    assert {len(row) for row in rows} == {1 + 3 * 17}


def test_pandas_reads_the_dlc_table_as_movement_does(tmp_path):
    pandas = pytest.importorskip("pandas")
    track = made_up_track()
    write_dlc(POSE, tmp_path / "a.csv", context_of(track))
    table = pandas.read_csv(tmp_path / "a.csv", header=[0, 1, 2], index_col=0)
    assert list(table.columns.get_level_values("bodyparts").unique()) == list(H36M_17.joints)
    np.testing.assert_allclose(table.xs("x", axis=1, level="coords").to_numpy(), track.points[..., 0])


def test_openpose_files_are_named_and_filled_as_openpose_does(tmp_path):
    write_openpose(POSE, tmp_path / "a.zip", context_of(made_up_track()))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    files = sorted((tmp_path / "unpacked" / "walk_json").iterdir())
    assert files[0].name == "walk_000000000100_keypoints.json"
    assert len(files) == 6
    document = json.loads(files[0].read_text())
    numbers = np.reshape(document["people"][0]["pose_keypoints_2d"], (25, 3))
    track = made_up_track()
    for number, joint in ((0, "neck"), (1, "thorax"), (2, "right_shoulder"), (7, "left_wrist"), (8, "pelvis"),
                          (9, "right_hip"), (14, "left_ankle")):  # fmt: skip
        assert numbers[number] == pytest.approx([*track.points[0, H36M_17.index(joint)], 0.75])
    assert not numbers[15:].any(), "eyes, ears and toes were never seen"
    assert document["version"] == 1.3
    empty = json.loads(files[2].read_text())
    assert not any(empty["people"][0]["pose_keypoints_2d"])


def test_toes_and_eyes_are_kept_where_the_track_has_them(tmp_path):
    track = made_up_track(HALPE_26)
    write_openpose(POSE, tmp_path / "a.zip", context_of(track))
    points, _ = read_openpose(tmp_path / "a.zip")
    np.testing.assert_allclose(points[0, 19], track.points[0, HALPE_26.index("left_big_toe")])
    np.testing.assert_allclose(points[0, 1], track.points[0, HALPE_26.index("neck_base")])


def test_coco_keeps_to_its_own_rules(tmp_path):
    track = made_up_track()
    write_coco(POSE, tmp_path / "a.json", context_of(track))
    document = json.loads((tmp_path / "a.json").read_text())
    assert [image["id"] for image in document["images"]] == list(range(100, 106))
    assert [image["time_s"] for image in document["images"]] == pytest.approx(track.times)
    assert document["categories"][0]["keypoints"] == list(COCO_17.joints)
    assert document["categories"][0]["skeleton"][0] == [1, 2], "it counts from 1"
    seen = [annotation["image_id"] for annotation in document["annotations"]]
    assert seen == [100, 101, 103, 104, 105], "nobody was seen in frame 102"
    first, last = document["annotations"][0], document["annotations"][-1]
    numbers = np.reshape(first["keypoints"], (17, 3))
    assert numbers[0] == pytest.approx([*track.points[0, H36M_17.index("neck")], 2]), (
        "H36M's neck is the nose"
    )
    assert not numbers[1:5].any(), "eyes and ears"
    assert first["num_keypoints"] == (numbers[:, 2] > 0).sum() == 13
    left, top, width, height = first["bbox"]
    labelled = numbers[numbers[:, 2] > 0]
    assert (left, top) == tuple(labelled[:, :2].min(axis=0))
    assert (left + width, top + height) == pytest.approx(tuple(labelled[:, :2].max(axis=0)))
    right_hip = COCO_17.index("right_hip")
    assert last["keypoints"][3 * right_hip + 2] == 1, "filled in, so labelled but not visible"


@pytest.mark.parametrize("skeleton", [H36M_17, COCO_17, BLAZEPOSE_33])
@EVERY
def test_what_was_written_is_what_comes_back(tmp_path, name, skeleton):
    track = made_up_track(skeleton)
    track = track.with_points(track.points + np.float32(1 / 7))
    found = WRITERS[name](POSE, tmp_path / "a", context_of(track))
    assert found.frames == 6
    assert found.error is None
    assert found.largest_pixel_error < 0.0006
    assert abs(found.duration_error_ms) < 1e-6


@EVERY
def test_points_off_the_picture_and_in_its_very_corner_are_written(tmp_path, name):
    track = made_up_track()
    points = track.points.copy()
    points[0, 0], points[0, 1], points[0, 2] = (0, 0), (-0.0001, -30), (1e6, 700)
    confidence = track.confidence.copy()
    confidence[0, 0] = 0
    found = WRITERS[name](
        POSE, tmp_path / "a", context_of(replace(track, points=points, confidence=confidence))
    )
    assert found.largest_pixel_error < 0.0006


@EVERY
def test_a_variable_rate_shows_in_the_duration_unless_the_file_has_times(tmp_path, name):
    track = replace(made_up_track(), times=np.array([0, 0.1, 0.2, 0.3, 0.4, 1.0]))
    found = WRITERS[name](POSE, tmp_path / "a", context_of(track))
    assert found.duration_error_ms == pytest.approx(0 if name == "coco" else -800)
    assert bool(found.warnings) == (name != "coco")


@EVERY
@pytest.mark.parametrize("count", [0, 1])
def test_short_and_empty_tracks_are_written(tmp_path, name, count):
    track = made_up_track(count=count)
    assert WRITERS[name](POSE, tmp_path / "a", context_of(track)).frames == count


@EVERY
def test_a_track_that_was_never_seen_is_written_empty(tmp_path, name):
    track = made_up_track()
    track = track.with_points(np.full_like(track.points, np.nan))
    found = WRITERS[name](POSE, tmp_path / "a", context_of(track))
    assert (found.frames, found.largest_pixel_error) == (6, None)


@EVERY
def test_a_pose_without_its_track_is_refused(tmp_path, name):
    with pytest.raises(UnfitPose, match="2D keypoints"):
        WRITERS[name](POSE, tmp_path / "a", CONTEXT)
    assert not list(tmp_path.iterdir())


@EVERY
def test_the_same_track_gives_the_same_bytes_and_a_missing_folder_is_said(tmp_path, name):
    for file in ("a", "b"):
        WRITERS[name](POSE, tmp_path / file, context_of(made_up_track()))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with pytest.raises(CannotWrite, match="folder"):
        WRITERS[name](POSE, tmp_path / "none" / "a", context_of(made_up_track()))


@pytest.mark.parametrize("read", [read_dlc, read_openpose, read_coco])
def test_other_files_are_refused(tmp_path, read):
    path = tmp_path / "a"
    for content in (b"", b"{}", b"a,b\n1,2\n3,4\n", b"[[[", b"PK\x05\x06" + bytes(17), b"\xff\xfe"):
        path.write_bytes(content)
        with pytest.raises(BadInput, match="cannot be read"):
            read(path)
    with pytest.raises(BadInput):
        read(tmp_path / "none")
