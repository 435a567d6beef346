"""The right picture of every frame, whatever is opened, closed or asked for meanwhile."""

import gc
import threading
import time

import numpy as np
import pytest
from numbered_clips import HEIGHT, WIDTH, Clip, numbered_picture, read_number, write_clip

from app.frame_server import FrameServer
from app.frame_worker import Look, PictureWorker, brighten, resize
from app.session import Session
from core.errors import BadInput
from core.jobs import JobStopped
from core.video import FrameReader, probe_video


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    return probe_video(write_clip(folder / "clip.mp4", Clip(ticks=tuple(range(0, 90 * 512, 512)))))


@pytest.fixture(scope="module")
def other_clip(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    pictures = (numbered_picture(1000 + number) for number in range(90))
    return probe_video(write_clip(folder / "other.mp4", Clip(), pictures))


@pytest.fixture
def server(session):
    return FrameServer.of(session)


def number_shown(server):
    return read_number(server.picture.image)


def test_every_frame_gets_its_own_picture(session, server, clip, qtbot):
    session.open_video(clip)
    for frame in np.random.default_rng(0).permutation(90)[:40].tolist():
        session.show_frame(frame)
        qtbot.waitUntil(lambda: server.is_settled)
        assert (number_shown(server), server.picture.index) == (frame, frame)


def test_a_session_has_one_server(session, server):
    assert FrameServer.of(session) is server


def test_scrubbing_faster_than_decoding_ends_at_the_newest_frame(session, server, clip, qtbot, monkeypatch):
    read, made, go_on = FrameReader.frame, [], threading.Event()

    def slow(self, index, **options):
        assert go_on.wait(100)
        made.append(index)
        return read(self, index, **options)

    monkeypatch.setattr(FrameReader, "frame", slow)
    session.open_video(clip)
    for frame in range(90):
        session.show_frame(frame)
    session.show_frame(17)
    go_on.set()
    qtbot.waitUntil(lambda: server.is_settled)
    assert number_shown(server) == 17
    others = set(made) - {16, 17, 18}  # its neighbours are made once it has been shown for a while
    assert len(others) <= 1, "old requests were worked off"


def test_a_picture_that_was_made_is_shown_at_once(session, server, clip, qtbot):
    session.open_video(clip)
    qtbot.waitUntil(lambda: server.is_settled)
    session.show_frame(5)
    qtbot.waitUntil(lambda: server.is_settled)
    session.show_frame(0)
    assert server.is_settled


def test_a_step_from_a_frame_that_was_rested_at_is_at_once(session, server, clip, qtbot):
    session.open_video(clip)
    session.show_frame(50)
    qtbot.waitUntil(lambda: server.ready() >= {49, 50, 51})
    for frame in (51, 50, 49):
        session.show_frame(frame)
        assert server.is_settled
        assert number_shown(server) == frame


def test_what_is_read_ahead_is_not_shown_before_its_time(session, server, clip, qtbot):
    session.open_video(clip)
    shown = []
    server.picture_changed.connect(lambda picture: shown.append(picture.index))
    server.read_ahead(range(1, 9))
    qtbot.waitUntil(lambda: server.ready() >= set(range(9)))
    session.show_frame(80)
    qtbot.waitUntil(lambda: server.is_settled)
    assert shown == [0, 80]


def test_the_picture_comes_in_the_size_and_brightness_asked_for(session, server, clip, qtbot):
    session.open_video(clip)
    server.set_look(Look(120, 60))
    qtbot.waitUntil(lambda: server.is_settled)
    assert server.picture.image.shape == (60, 120, 3)
    grey = server.picture.image[40, 20].astype(int)
    server.set_look(Look(120, 60, gamma=2.0))
    assert server.picture.image is not None, "the old picture is shown until the new one is there"
    qtbot.waitUntil(lambda: server.is_settled)
    assert abs(server.picture.image[40, 20] - 255 * np.sqrt(grey / 255)).max() < 3


def test_a_damaged_frame_has_no_image_and_the_next_one_has(session, server, clip, qtbot, monkeypatch):
    read = FrameReader.frame

    def damaged(self, index, **options):
        if index == 3:
            raise BadInput("Frame 3 is damaged.")
        return read(self, index, **options)

    monkeypatch.setattr(FrameReader, "frame", damaged)
    session.open_video(clip)
    session.show_frame(3)
    qtbot.waitUntil(lambda: server.is_settled)
    assert server.picture.image is None
    session.show_frame(4)
    qtbot.waitUntil(lambda: server.is_settled)
    assert number_shown(server) == 4
    assert server.error is None


def test_a_video_that_is_gone_is_told_in_a_sentence(session, server, tmp_path, qtbot):
    path = write_clip(tmp_path / "gone.mp4", Clip(ticks=(0, 512, 1024)))
    info = probe_video(path)
    path.unlink()
    with qtbot.waitSignal(server.failed) as told:
        session.open_video(info)
    assert str(path) in told.args[0]
    assert not server.has_pictures
    session.show_frame(2)


def test_opening_another_video_at_any_moment_never_shows_the_old_one(
    session, server, clip, other_clip, qtbot
):
    for wait in np.random.default_rng(1).uniform(0, 0.02, 15):
        session.open_video(clip)
        session.show_frame(60)
        time.sleep(wait)
        session.open_video(other_clip)
        session.show_frame(30)
        qtbot.waitUntil(lambda: server.is_settled)
        assert number_shown(server) == 1030


def test_closing_at_any_moment_ends_the_thread(session, server, clip, qtbot):
    before = set(threading.enumerate())
    for wait in np.random.default_rng(2).uniform(0, 0.02, 15):
        session.open_video(clip)
        session.show_frame(int(wait * 4000))
        server.read_ahead(range(10, 18))
        time.sleep(wait)
        if wait > 0.01:
            session.open_video(None)
        else:
            server.close()
        assert server.picture is None
    qtbot.waitUntil(lambda: before.issuperset(threading.enumerate()))


def test_a_session_that_goes_leaves_no_thread_behind(clip, qtbot):
    before = set(threading.enumerate())
    session = Session()
    server = FrameServer.of(session)
    session.open_video(clip)
    session.show_frame(40)
    del session, server
    gc.collect()
    qtbot.waitUntil(lambda: before.issuperset(threading.enumerate()))


def test_the_pictures_that_are_kept_stay_within_their_room(clip):
    worker = PictureWorker(clip)
    look = Look(4000, 2000)  # 24 MB each: four fit
    for frame in range(12):
        worker.want([frame], look)
        while worker.picture(frame) is None:
            time.sleep(0.002)
    assert len(worker.ready()) <= 4
    worker.stop()
    worker.join(100)
    assert not worker.ready()


def test_shrinking_averages_what_it_leaves_out():
    fine_stripes = np.zeros((64, 256, 3), np.uint8)
    fine_stripes[:, ::2] = 200
    small = resize(fine_stripes, 32, 8)
    assert small.shape == (8, 32, 3)
    assert abs(small.astype(int) - 100).max() <= 2


def test_a_picture_of_the_right_size_and_brightness_is_not_copied():
    picture = numbered_picture(5)
    assert resize(picture, WIDTH, HEIGHT) is picture
    assert resize(picture, 0, 0) is picture
    assert brighten(picture, 1.0) is picture


def test_a_frame_on_its_way_is_given_up_for_a_newer_wish(clip, monkeypatch):
    """The worker asks, while it decodes, whether the frame is still wanted: after a newer wish it is not."""
    decoding, go_on = threading.Event(), threading.Event()
    read, wanted = FrameReader.frame, []

    def slow(self, index, *, is_wanted, **how):
        if index == 3:
            decoding.set()
            assert go_on.wait(100)
            wanted.append(is_wanted())
            if not wanted[-1]:
                raise JobStopped
        return read(self, index, is_wanted=is_wanted, **how)

    monkeypatch.setattr(FrameReader, "frame", slow)
    worker = PictureWorker(clip)
    worker.want([3], Look())
    assert decoding.wait(100)
    worker.want([7], Look())
    go_on.set()
    deadline = time.monotonic() + 100
    while worker.picture(7) is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert worker.picture(7) is not None
    assert worker.picture(3) is None
    assert wanted == [False]
    worker.stop()
    worker.join(100)
