"""Several calibrated cameras: who is who, what the truth is worth, and how single cameras fare."""

from dataclasses import replace

import numpy as np
import pytest
from small_lifters import random_lifter, small_spec
from test_calibration import bodies, ring

from core.detectors.records import Detections
from core.errors import BadInput
from core.evaluation import multiview, views
from core.evaluation.multiview import LIMBS, _errors
from core.evaluation.views import MultiView, OnePersonReader, _boxes, _largest_agreement, find_views
from core.pose.records import Track
from core.pose.skeleton import H36M_17
from core.video.records import Frame


def track_of(points):
    frames = len(points)
    return Track(
        H36M_17, np.arange(frames), np.arange(frames) / 60, points.astype(np.float32),
        np.ones((frames, 17), np.float32), np.zeros((frames, 17), np.uint8), (1080, 1920),
    )  # fmt: skip


def no_detections(frames):
    none = np.zeros(0, np.int64)
    return Detections(
        "fake", "0", H36M_17, np.arange(frames), np.arange(frames) / 60, none,
        np.zeros((0, 17, 2), np.float32), np.zeros((0, 17), np.float32), np.zeros((0, 17, 3), np.float32),
        none, (1080, 1920),
    )  # fmt: skip


def test_the_cameras_that_follow_one_person_are_found():
    cameras, person = ring(), bodies(20)
    other = bodies(20, seed=1) + np.array([0.8, 0.5, 0])
    tracks = [track_of(c.project(other if i == 2 else person)) for i, c in enumerate(cameras)]
    assert _largest_agreement(cameras, tracks) == [0, 1, 3]


def test_if_no_two_agree_that_is_said():
    cameras = ring(3)
    people = [bodies(20, seed=i) + np.array([1.0 * i, -0.7 * i, 0]) for i in range(3)]
    with pytest.raises(BadInput, match="No two cameras follow the same person"):
        _largest_agreement(cameras, [track_of(c.project(p)) for c, p in zip(cameras, people, strict=True)])


def test_the_box_of_a_person_holds_every_joint_and_stays_in_the_picture():
    camera, person = ring()[0], bodies(5)
    person[2] = np.nan
    boxes = _boxes(camera, person, 7)
    assert len(boxes) == 7
    assert boxes[2] in (boxes[1], boxes[3])
    for (left, top, right, bottom), body in zip(boxes, person, strict=False):
        assert 0 <= left < right <= 1080
        assert 0 <= top < bottom <= 1920
        if np.isfinite(body).all():
            seen = np.clip(camera.project(body), 0, (1079, 1919))
            assert (seen >= (left, top)).all()
            assert (seen <= (right, bottom)).all()


def test_all_but_the_box_is_black(monkeypatch):
    frames = [Frame(i, i / 30, np.full((20, 30, 3), 9, np.uint8)) for i in range(2)]
    monkeypatch.setattr(views, "read_frames", lambda info, start, stop: iter(frames))
    shown = list(OnePersonReader(((3, 4, 10, 12), (0, 0, 1, 1)))(None, 0, 2))
    assert shown[0].image[4:12, 3:10].all()
    assert shown[0].image.sum() == 9 * 3 * 7 * 8
    assert frames[0].image.all(), "the reader's own picture was drawn into"


def test_errors_are_those_of_the_limbs_with_the_hips_on_each_other():
    truth = bodies(8)
    moved = truth[:, LIMBS] + np.array([3.0, -1, 2])
    assert _errors(moved, truth) == pytest.approx((0, 0), abs=1e-6)
    scaled = 1.2 * (truth[:, LIMBS])
    aligned, plain = _errors(scaled, truth)
    assert aligned == pytest.approx(0, abs=1e-6)
    assert plain > 20
    assert np.isnan(_errors(np.full_like(moved, np.nan), truth)[0])


def test_the_report_scores_each_camera_and_measures_the_noise(monkeypatch):
    """The cameras' joints are those of a person plus known noise; the truth is exact."""
    cameras, person = ring(), np.repeat(bodies(1), 60, axis=0)
    rng = np.random.default_rng(0)
    tracks = []
    for camera in cameras:
        points = camera.project(person)
        height = np.ptp(points[..., 1], axis=1)[:, None, None]
        tracks.append(track_of(points + 0.01 * height * rng.normal(size=points.shape)))
    exact = MultiView(tuple(cameras), tuple(tracks), (no_detections(60),) * 4, person, np.zeros((4, 60, 17)))
    monkeypatch.setattr(multiview, "observe", lambda *_, **__: exact)
    lifter = random_lifter(small_spec(has_positional=True, temporal="subtract"))
    report = multiview.evaluate_multiview({"rie": lifter}, multiview.Path("somewhere"), "fake")
    scores, _, lifters_part, _, noise = report.tables
    assert [row[0] for row in scores.rows] == ["rie"], "a detector without 3D of its own has no row"
    assert scores.columns == ("lifter", "cam0", "cam1", "cam2", "cam3", "mean")
    assert scores.rows[0][5] == pytest.approx(np.mean(scores.rows[0][1:5]))
    assert lifters_part.rows != scores.rows
    unspoilt = [track_of(camera.project(person)) for camera in cameras]
    monkeypatch.setattr(multiview, "observe", lambda *_, **__: replace(exact, tracks=tuple(unspoilt)))
    again = multiview.evaluate_multiview({"rie": lifter}, multiview.Path("somewhere"), "fake")
    assert lifters_part.rows == again.tables[0].rows, "what is left with exact keypoints"
    spread, step, memory = (np.mean([row[k] for row in noise.rows]) for k in (2, 3, 4))
    assert (spread, step) == pytest.approx((1, 1), rel=0.05)
    assert abs(memory) < 5


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["a.mp4", "b.mp4"], "holds 0 calibrations"),
        (["a.toml", "b.toml"], "holds 2 calibrations"),
        (["a.toml", "x.mp4", "y.mp4", "z.mp4"], "3 videos for 2 cameras"),
    ],
)
def test_a_folder_that_is_not_complete_says_what_is_missing(tmp_path, monkeypatch, files, said):
    for name in files:
        (tmp_path / name).touch()
    monkeypatch.setattr(views, "read_calibration", lambda _: ring(2))
    with pytest.raises(BadInput, match=said):
        find_views(tmp_path)


def test_videos_are_matched_by_their_cameras_names(tmp_path, monkeypatch):
    for name in ("a.toml", "run_cam1.mp4", "run_cam0.mp4"):
        (tmp_path / name).touch()
    monkeypatch.setattr(views, "read_calibration", lambda _: ring(2))
    found, _ = find_views(tmp_path)
    assert [(camera.name, path.name) for camera, path in found] == [
        ("cam0", "run_cam0.mp4"), ("cam1", "run_cam1.mp4"),
    ]  # fmt: skip
    one = [replace(ring(2)[0], name="7")]
    monkeypatch.setattr(views, "read_calibration", lambda _: one)
    (tmp_path / "run_cam1.mp4").unlink()
    with pytest.raises(BadInput, match="at least two"):
        find_views(tmp_path)
