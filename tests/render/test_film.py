from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import pose_of, without_frames
from made_up_footage import COUNT, UNEVEN, footage_of, read_film, write_video
from numbered_clips import Clip, even_ticks

from core.errors import BadInput, CannotWrite
from core.jobs import JobStopped
from core.pose.records import Pose
from core.pose.skeleton import HUMANEVA_15
from core.render import RenderOptions, render_film

SMALL = RenderOptions(size=(320, 180))


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    return write_video(tmp_path_factory.mktemp("videos"))


def test_pyav_finds_every_frame_at_its_uneven_time(video, tmp_path):
    film = render_film(footage_of(video), tmp_path / "a.mp4", SMALL)
    times, pictures, kind, duration = read_film(tmp_path / "a.mp4")
    np.testing.assert_allclose(times, UNEVEN.times, atol=1e-5)
    assert (film.frames, film.lost_frames, film.size) == (COUNT, 0, (320, 180))
    assert kind.name == "yuv420p"
    assert {picture.shape for picture in pictures} == {(180, 320, 3)}
    assert float(duration) == pytest.approx(film.duration_s, abs=1e-4)
    assert film.duration_s == pytest.approx(footage_of(video).video.duration, abs=1e-4)


def test_ntsc_frames_lie_on_exact_ticks(tmp_path):
    ntsc = Clip(ticks=even_ticks(8, 1001), rate=Fraction(30000, 1001), tick=Fraction(1, 30000))
    render_film(footage_of(write_video(tmp_path, ntsc)), tmp_path / "a.mp4", SMALL)
    times, *_ = read_film(tmp_path / "a.mp4")
    np.testing.assert_allclose(times, np.arange(8) * 1001 / 30000, rtol=0, atol=1e-12)


def test_each_picture_shows_the_frame_of_its_time(video, tmp_path):
    options = RenderOptions(layout="video")
    footage = footage_of(video)
    unseen = footage.track.with_points(np.full_like(footage.track.points, np.nan))
    render_film(replace(footage, track=unseen), tmp_path / "a.mp4", options)
    _, pictures, *_ = read_film(tmp_path / "a.mp4")
    # bit 2 is in the third block of the upper row, which no caption covers
    numbers = [
        int(np.argmin([np.abs(picture[22, 60].astype(int) - value).sum() for value in (12, 242)]))
        for picture in pictures
    ]
    assert numbers == [number >> 2 & 1 for number in range(COUNT)]


def test_a_part_of_the_clip_starts_at_time_0(video, tmp_path):
    options = replace(SMALL, start_s=float(UNEVEN.times[3]), end_s=float(UNEVEN.times[7]))
    film = render_film(footage_of(video, first=2), tmp_path / "a.mp4", options)
    times, *_ = read_film(tmp_path / "a.mp4")
    np.testing.assert_allclose(times, UNEVEN.times[3:7] - UNEVEN.times[3], atol=1e-5)
    assert film.duration_s == pytest.approx(UNEVEN.times[7] - UNEVEN.times[3], abs=1e-5)


@pytest.mark.parametrize("layout", ["side-by-side", "video", "3d"])
@pytest.mark.parametrize("view", ["front", "side", "three-quarter"])
def test_every_layout_and_view_moves(video, tmp_path, layout, view):
    render_film(footage_of(video), tmp_path / "a.mp4", replace(SMALL, layout=layout, view=view))
    _, pictures, *_ = read_film(tmp_path / "a.mp4")
    assert np.abs(pictures[0].astype(int) - pictures[-1]).max() > 40


@pytest.mark.parametrize(
    ("asked", "given"), [((321, 181), (320, 180)), ((128, 4096), (128, 4096)), (None, (1280, 720))]
)
def test_sizes_are_even(video, tmp_path, asked, given):
    film = render_film(footage_of(video), tmp_path / "a.mp4", RenderOptions(size=asked, end_s=0.001))
    assert film.size == given
    assert read_film(tmp_path / "a.mp4")[1][0].shape == (given[1], given[0], 3)


def test_the_video_alone_keeps_its_size(video, tmp_path):
    assert render_film(footage_of(video), tmp_path / "a.mp4", RenderOptions(layout="video")).size == (
        192,
        128,
    )


@pytest.mark.parametrize("size", [(2, 2), (100, 720), (5000, 720), (0, 0), (-4, 300)])
def test_impossible_sizes_are_refused_before_anything_is_written(video, tmp_path, size):
    with pytest.raises(BadInput, match="cannot be made"):
        render_film(footage_of(video), tmp_path / "a.mp4", RenderOptions(size=size))
    assert not list(tmp_path.iterdir())


def test_times_outside_the_clip_are_refused(video, tmp_path):
    for options in (
        replace(SMALL, start_s=99.0),
        replace(SMALL, end_s=0.0),
        replace(SMALL, start_s=0.2, end_s=0.1),
    ):
        with pytest.raises(BadInput, match="no frames between"):
            render_film(footage_of(video), tmp_path / "a.mp4", options)


def test_frames_without_a_pose_show_the_floor_alone(video, tmp_path):
    footage = footage_of(video)
    whole = footage.figures[0]
    gap = replace(whole, pose=without_frames(whole.pose, 2, 3, 4, 5))
    render_film(replace(footage, figures=(whole, gap)), tmp_path / "a.mp4", replace(SMALL, layout="3d"))
    _, pictures, *_ = read_film(tmp_path / "a.mp4")
    brightness = [[half.max(axis=-1)[40:150].max() for half in np.split(p, 2, axis=1)] for p in pictures]
    assert (np.array(brightness)[:, 0] > 150).all()
    assert ((np.array(brightness)[:, 1] > 150) == [i not in (2, 3, 4, 5) for i in range(COUNT)]).all()


@pytest.mark.parametrize("count", [1, COUNT])
def test_a_clip_without_any_pose_or_keypoint_is_still_a_film(tmp_path, count):
    video = write_video(tmp_path, replace(UNEVEN, ticks=UNEVEN.ticks[:count]))
    footage = footage_of(video, {"none": pose_of(np.full((count, 17, 3), np.nan))})
    unseen = footage.track.with_points(np.full_like(footage.track.points, np.nan))
    assert render_film(replace(footage, track=unseen), tmp_path / "a.mp4", SMALL).frames == count


def test_other_skeletons_and_wild_joints_are_drawn(video, tmp_path):
    rng = np.random.default_rng(0)
    shape = (COUNT, len(HUMANEVA_15))
    times = footage_of(video).track.times
    joints = (1000 * rng.normal(size=(*shape, 3))).astype(np.float32)
    wild = Pose(
        HUMANEVA_15, np.arange(COUNT), times, joints, np.ones(shape, np.float32), np.zeros(shape, np.uint8)
    )
    flat = replace(wild, joints=np.zeros_like(wild.joints))
    footage = footage_of(video, {"wild": wild, "flat": flat})
    far = footage.track.with_points(footage.track.points * np.float32(1e7))
    assert render_film(replace(footage, track=far), tmp_path / "a.mp4", SMALL).frames == COUNT


def test_a_stop_leaves_the_old_film(video, tmp_path):
    path = tmp_path / "a.mp4"
    path.write_text("old")

    def stop_later(stage, done, total):
        assert (stage, total) == ("render", COUNT)
        if done == 5:
            raise JobStopped

    with pytest.raises(JobStopped):
        render_film(footage_of(video), path, SMALL, report=stop_later)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_that_cannot_be_written_to_are_said(video, tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none" / "a.mp4", tmp_path / "file" / "a.mp4", tmp_path):
        with pytest.raises(CannotWrite):
            render_film(footage_of(video), path, SMALL)


def test_a_full_disk_is_said_and_leaves_the_old_film(video, tmp_path, monkeypatch):
    path = tmp_path / "a.mp4"
    path.write_text("old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="full"):
        render_film(footage_of(video), path, SMALL)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_footage_gives_the_same_pictures(video, tmp_path):
    for name in ("a.mp4", "b.mp4"):
        render_film(footage_of(video), tmp_path / name, SMALL)
    pairs = zip(read_film(tmp_path / "a.mp4")[1], read_film(tmp_path / "b.mp4")[1], strict=True)
    assert all(np.array_equal(a, b) for a, b in pairs)
