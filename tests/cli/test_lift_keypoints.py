"""`relief lift VIDEO --keypoints FILE`."""

import json

import numpy as np
import pytest
from made_up_people import walker

from core.take_file import load_take

TIMES = np.arange(40) * 1001 / 30000


@pytest.fixture
def keypoints(tmp_path):
    """What the detector `walker` sees in the clip (192 x 96), as arrays with its confidence."""

    def write(frames: int = 40):
        seen = walker(TIMES[:frames], (192, 96))
        path = tmp_path / f"seen_{frames}.npz"
        np.savez(path, keypoints=np.concatenate([seen, np.full((frames, 17, 1), 0.9)], axis=-1))
        return path

    return write


def test_a_file_lifts_to_what_the_detector_that_wrote_it_does(relief, clip, keypoints, tmp_path):
    assert relief("lift", clip, "-o", tmp_path / "a", "--formats", "csv")[0] == 0
    path = keypoints()
    assert relief("lift", clip, "-o", tmp_path / "b", "--formats", "csv", "--keypoints", path) == (0, "", "")
    for name in ("walk.rie.csv", "walk.baseline.csv", "walk.diagnostics.csv"):
        assert (tmp_path / "a" / name).read_text() == (tmp_path / "b" / name).read_text()
    take = load_take(tmp_path / "b" / "walk.relief")
    assert take.detections.detector == "keypoints"
    assert any("seen_40.npz as h36m" in line for line in take.history)


def test_frames_that_a_shorter_file_lacks_have_no_pose_and_are_reported(relief, clip, keypoints, tmp_path):
    code, printed, _ = relief(
        "lift", clip, "-o", tmp_path / "out", "--keypoints", keypoints(30), is_quiet=False
    )
    assert code == 0
    assert "seen_30.npz as h36m, h36m-17, somebody in 30 of 40 frames (0 to 29)" in printed
    assert "look at: The person was not seen whole: no pose here." in printed
    take = load_take(tmp_path / "out" / "walk.relief")
    assert take.results["rie"].pose.is_lifted.tolist() == [True] * 30 + [False] * 10
    assert any((f.kind, f.start, f.stop) == ("missing", 30, 40) for f in take.findings)


def test_a_part_of_the_video_takes_its_own_frames_of_the_file(relief, clip, keypoints, tmp_path):
    part = ("--start", "0.5", "--end", "1", "--smooth", "none")
    assert relief("lift", clip, "-o", tmp_path / "out", *part, "--keypoints", keypoints())[0] == 0
    take = load_take(tmp_path / "out" / "walk.relief")
    np.testing.assert_allclose(take.track.points, walker(take.track.times, (192, 96)), atol=1e-3)
    assert take.track.frames[0] == 15


def test_people_of_any_skeleton_can_be_saved_and_opened(relief, clip, tmp_path):
    folder = tmp_path / "json"
    folder.mkdir()
    body = np.random.default_rng(0).uniform((60, 10), (120, 90), (25, 2))
    for frame in range(40):
        keypoints = [v for x, y in body + frame / 10 for v in (x, y, 0.8)]
        path = folder / f"walk_{frame:012d}_keypoints.json"
        path.write_text(json.dumps({"version": 1.3, "people": [{"pose_keypoints_2d": keypoints}]}))
    assert relief("lift", clip, "-o", tmp_path / "out", "--keypoints", folder) == (0, "", "")
    take = load_take(tmp_path / "out" / "walk.relief")
    assert take.detections.skeleton.name == "body-25"
    assert take.results["rie"].pose.is_lifted.all()


def test_limbs_and_a_nose_are_enough(relief, clip, tmp_path):
    parts = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
    names = ["nose", *(f"{side}_{part}" for part in parts for side in ("left", "right"))]
    body = np.random.default_rng(0).uniform((60, 10), (120, 90), (13, 2))
    rows = [["scorer", *["DLC"] * 39], ["bodyparts", *(n for n in names for _ in "xyp")]]
    rows.append(["coords", *["x", "y", "likelihood"] * 13])
    rows += [[i, *(v for x, y in body + i / 10 for v in (x, y, 0.9))] for i in range(40)]
    path = tmp_path / "seen.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in rows))
    assert relief("lift", clip, "-o", tmp_path / "out", "--keypoints", path) == (0, "", "")
    take = load_take(tmp_path / "out" / "walk.relief")
    assert take.detections.skeleton.name == "coco-17"
    assert take.results["rie"].pose.is_lifted.all()


def test_the_formats_are_listed_with_the_detectors(relief):
    code, printed, said = relief("detectors")
    assert (code, said) == (0, "")
    assert "deeplabcut   DeepLabCut's CSV or HDF5" in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--keypoints", "none.json"), "there is no such file"),
        (("--keypoints", "FILE", "--keypoints-format", "opnpose"), "known: openpose, coco"),
        (("--keypoints", "FILE", "--keypoints-first", "7"), "frames 0 to 39"),
        (("--keypoints-first", "1"), "give it too"),
    ],
)
def test_bad_input_is_a_sentence_and_leaves_nothing(arguments, words, relief, clip, keypoints, tmp_path):
    path = str(keypoints())
    given = [path if one == "FILE" else one for one in arguments]
    code, printed, said = relief("lift", clip, "-o", tmp_path / "out", *given)
    assert (code, printed) == (2, "")
    assert said.startswith("relief: ")
    assert said.count("\n") == 1
    assert words in said
    assert not (tmp_path / "out").exists()
