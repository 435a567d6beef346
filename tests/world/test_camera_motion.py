"""The camera's motion from made-up backgrounds: still, panned, shaken, featureless, and from a real file."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from core.pose.records import Track
from core.pose.skeleton import H36M_17
from core.video.records import VideoInfo
from core.world import thumbnails
from core.world.camera_motion import _Follower, summarise, watch_camera
from core.world.thumbnails import ThumbnailReader, frames_to_look_at, small_gray

SIZE = (960, 540)


@pytest.fixture(scope="module")
def wall():
    """A picture much larger than what the camera sees: blotches of all sizes."""
    import cv2

    rng = np.random.default_rng(0)
    big = cv2.resize(rng.integers(0, 255, (60, 100), np.uint8), (2400, 1440), interpolation=cv2.INTER_CUBIC)
    return cv2.addWeighted(
        big, 0.7, cv2.resize(rng.integers(0, 255, (360, 600), np.uint8), (2400, 1440)), 0.3, 0
    )


def make_track(times, box=(400, 150, 560, 500)):
    left, top, right, bottom = box
    points = np.zeros((len(times), 17, 2), np.float32)
    points[:, :9], points[:, 9:] = (left, top), (right, bottom)
    shape = points.shape[:2]
    return Track(
        H36M_17, np.arange(shape[0]), np.asarray(times, float), points, np.ones(shape, np.float32),
        np.zeros(shape, np.uint8), SIZE,
    )  # fmt: skip


def film(wall, at, roll=None, person=True):
    """Pictures of the part of the wall whose middle is `at` (T, 2), with somebody in front who moves."""
    import cv2

    pictures = []
    for i, (x, y) in enumerate(at):
        matrix = cv2.getRotationMatrix2D((1200.0, 720.0), 0.0 if roll is None else np.degrees(roll[i]), 1.0)
        matrix[:, 2] += np.array(SIZE) / 2 - (1200 + x, 720 + y)
        image = cv2.warpAffine(wall, matrix, SIZE)
        if person:
            patch = np.random.default_rng(5).integers(0, 255, (300, 120), np.uint8)
            image[170:470, 410 + i % 20 : 530 + i % 20] = patch
        pictures.append(np.repeat(image[..., None], 3, axis=2))
    return pictures


def follow(pictures, times, track=None):
    track = track or make_track(times)
    follower = _Follower(track)
    for row, picture in enumerate(pictures):
        follower.look(row, small_gray(picture))
    return summarise(follower.looks, track.times, follower.scale, max(track.image_size))


TIMES = np.arange(25) / 5


def test_a_camera_that_stands_still_is_seen_to_stand_still_behind_somebody_who_moves(wall):
    motion = follow(film(wall, np.zeros((25, 2))), TIMES)
    assert motion.kind == "static"
    assert motion.is_trusted
    assert np.abs(motion.shift_px).max() < 0.5


def test_a_pan_is_measured_in_pixels(wall):
    way = np.stack([np.linspace(0, 600, 25), np.linspace(0, 60, 25)], axis=1)
    motion = follow(film(wall, way), TIMES)
    assert motion.kind == "panning"
    np.testing.assert_allclose(motion.shift_px, -way, atol=3)


def test_a_pan_there_and_back_ends_where_it_began(wall):
    x = 400 * np.sin(np.linspace(0, np.pi, 25))
    motion = follow(film(wall, np.stack([x, 0 * x], axis=1)), TIMES)
    assert motion.kind == "panning"
    assert np.abs(motion.shift_px[-1]).max() < 4


def test_a_shaking_hand_is_told_from_a_pan(wall):
    shake = np.random.default_rng(3).normal(0, 6, (25, 2))
    motion = follow(film(wall, shake - shake[0]), TIMES)
    assert motion.kind == "handheld"
    np.testing.assert_allclose(motion.shift_px, -(shake - shake[0]), atol=1)


def test_a_roll_is_measured(wall):
    roll = np.linspace(0, 0.15, 25)
    motion = follow(film(wall, np.zeros((25, 2)), roll), TIMES)
    np.testing.assert_allclose(motion.roll, -roll, atol=0.005)  # OpenCV turned it counter-clockwise
    assert motion.kind != "static"


def test_a_picture_that_grows_is_not_trusted(wall):
    import cv2

    pictures = []
    for i in range(25):
        matrix = cv2.getRotationMatrix2D((1200.0, 720.0), 0.0, 1 + 0.01 * i)
        matrix[:, 2] += np.array(SIZE) / 2 - (1200, 720)
        pictures.append(np.repeat(cv2.warpAffine(wall, matrix, SIZE)[..., None], 3, axis=2))
    motion = follow(pictures, TIMES)
    assert not motion.is_trusted
    assert "walk or zoom" in motion.text


def test_a_bare_wall_says_nothing_and_so_it_is_said():
    motion = follow([np.full((540, 960, 3), 128, np.uint8)] * 10, TIMES[:10])
    assert motion.kind == "unknown"
    assert not motion.is_trusted
    assert not motion.has_moved


def test_frames_between_looks_are_interpolated_in_true_time(wall):
    times = np.array([0, 0.1, 0.15, 0.3])
    follower = _Follower(make_track(times))
    for row, picture in zip((0, 3), film(wall, [(0, 0), (60, 0)]), strict=True):
        follower.look(row, small_gray(picture))
    motion = summarise(follower.looks, times, follower.scale, max(SIZE))
    np.testing.assert_allclose(motion.shift_px[:, 0], -60 * times / 0.3, atol=1.5)


def made_up_info(times):
    return VideoInfo(
        path=Path("none.mp4"), width=960, height=540, times=np.asarray(times), duration=float(times[-1]),
        nominal_rate=Fraction(30), is_variable_rate=True, rotation=0, pixel_aspect=Fraction(1), codec="none",
    )  # fmt: skip


def test_looks_go_by_the_true_times():
    times = np.cumsum([0.0, *([0.01] * 30), *([0.3] * 5)])
    assert frames_to_look_at(made_up_info(times), 0, 36) == [0, 20, 31, 32, 33, 34, 35]
    assert frames_to_look_at(made_up_info(times), 20, 21) == [20]


def test_thumbnails_left_in_passing_tell_the_same_as_decoding_again(tmp_path, monkeypatch):
    from core.assets import asset_path
    from core.video import probe_video, read_frames

    info = probe_video(asset_path("sample.mp4"))
    reader = ThumbnailReader(tmp_path)
    passed = [frame.index for frame in reader(info, 10, 60)]
    assert passed == [frame.index for frame in read_frames(info, 10, 60)]
    assert reader.indices() == frames_to_look_at(info, 10, 60)
    points = np.full((50, 17, 2), 300, np.float32)
    flags = np.zeros((50, 17), np.uint8)
    track = Track(
        H36M_17, np.arange(10, 60), info.times[10:60], points, np.ones((50, 17), np.float32), flags,
        (info.width, info.height),
    )  # fmt: skip
    again = watch_camera(info, track)
    monkeypatch.setattr(thumbnails, "open_source", None)  # nothing is decoded any more
    seen = watch_camera(info, track, reader=reader)
    assert seen.kind == again.kind == "static"
    np.testing.assert_allclose(seen.shift_px, again.shift_px, atol=0.5)
