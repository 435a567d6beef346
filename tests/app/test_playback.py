"""Playing keeps true time, whatever the screen and the decoder do."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from numbered_clips import Clip, read_number, write_clip

from app.frame_server import FrameServer
from app.play_clock import PlayClock
from app.playback import Playback
from app.session import Session
from core.video import probe_video
from core.video.records import VideoInfo

RNG = np.random.default_rng(3)


class FakeClock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def made_up_video(path, times) -> VideoInfo:
    """A video that is not there: frames are walked through without pictures."""
    return VideoInfo(
        path=path, width=64, height=48, times=times, duration=float(times[-1] + 1 / 30),
        nominal_rate=Fraction(30), is_variable_rate=False, rotation=0, pixel_aspect=Fraction(1), codec="h264",
    )  # fmt: skip


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def playback(session, clock, tmp_path, qtbot):
    """Of a minute at a steady 30000/1001, without pictures."""
    playback = Playback(session, clock=clock)
    session.open_video(made_up_video(tmp_path / "none.mp4", np.arange(1800) * 1001 / 30000))
    qtbot.waitUntil(lambda: FrameServer.of(session).error is not None)
    return playback


@pytest.fixture
def even_video(playback):
    return playback._session.video


def shown_frame_by_hand(video, position):
    """The frame with the latest time that is not after `position`, by a plain loop."""
    frame = 0
    while frame + 1 < len(video) and video.times[frame + 1] <= position:
        frame += 1
    return frame


def play_for(playback, clock, seconds, step):
    end = clock.now + seconds
    while clock.now < end:
        clock.now += step()
        playback.tick()


def test_a_minute_of_playing_drifts_by_no_frame(playback, clock, session):
    playback.play()
    start = clock.now
    worst = 0
    while clock.now < start + 59:
        clock.now += RNG.uniform(0.001, 0.02)  # ticks come when they come
        playback.tick()
        due = (clock.now - start) * 30000 / 1001
        worst = max(worst, abs(session.frame - int(due + 1e-9)))
    assert worst <= 1
    assert playback.is_playing


def test_late_ticks_drop_frames_and_lose_no_time(playback, clock, session):
    seen = []
    session.frame_changed.connect(seen.append)
    playback.play()
    play_for(playback, clock, 10, lambda: 0.25)
    assert len(seen) == 40
    assert abs(session.frame - 10 * 30000 / 1001) <= 1


@pytest.mark.parametrize("speed", [0.1, 0.5, 1.0, 1.7, 4.0])
@pytest.mark.parametrize("is_reversed", [False, True])
def test_every_speed_keeps_its_time_in_a_video_of_uneven_times(
    session, clock, tmp_path, qtbot, speed, is_reversed
):
    times = np.cumsum(RNG.uniform(0.005, 0.1, 400))
    times -= times[0]
    video = made_up_video(tmp_path / "uneven.mp4", times)
    playback = Playback(session, clock=clock)
    session.open_video(video)
    qtbot.waitUntil(lambda: FrameServer.of(session).error is not None)
    playback.set_speed(speed)
    if is_reversed:
        session.show_frame(len(video) - 1)
        playback.reverse()
    else:
        playback.forward()
    start = clock.now
    for moment in np.sort(RNG.uniform(0.01, 0.95 * video.duration / speed, 60)):
        clock.now = start + moment
        playback.tick()
        position = video.duration - moment * speed if is_reversed else moment * speed
        assert session.frame == shown_frame_by_hand(video, position)


def test_it_stops_at_the_end_and_plays_again_from_the_beginning(playback, clock, session, even_video):
    told = []
    playback.playing_changed.connect(told.append)
    session.show_frame(len(even_video) - 10)
    playback.play()
    play_for(playback, clock, 1, lambda: 0.01)
    assert (session.frame, playback.is_playing, told) == (len(even_video) - 1, False, [True, False])
    playback.play()
    assert session.frame == 0


def test_backwards_it_stops_at_the_first_frame(playback, clock, session):
    session.show_frame(9)
    playback.reverse()
    play_for(playback, clock, 1, lambda: 0.01)
    assert (session.frame, playback.is_playing) == (0, False)


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_loop_is_played_round_and_round_both_ends_included(playback, clock, session, is_reversed):
    seen = []
    session.frame_changed.connect(seen.append)
    session.set_loop((100, 104))
    playback.reverse() if is_reversed else playback.forward()
    play_for(playback, clock, 12 * 1001 / 30000, lambda: 0.002)
    order = [104, 103, 102, 101, 100] if is_reversed else [100, 101, 102, 103, 104]
    assert seen[:11] == (order * 3)[:11]


def test_after_a_jump_it_plays_on_from_there(playback, clock, session):
    playback.play()
    play_for(playback, clock, 1, lambda: 0.01)
    session.show_frame(1000)
    play_for(playback, clock, 1, lambda: 0.01)
    assert abs(session.frame - 1030) <= 1


def test_pressing_the_same_way_again_plays_faster_and_the_other_way_turns_round(playback, clock, session):
    session.show_frame(900)
    playback.forward()
    assert (playback.speed, playback.is_reversed) == (1.0, False)
    playback.forward()
    assert playback.speed == 1.5
    playback.reverse()
    assert (playback.speed, playback.is_reversed) == (1.5, True)
    play_for(playback, clock, 2, lambda: 0.01)
    assert abs(session.frame - (900 - 90)) <= 2


def test_speeds_stay_between_a_tenth_and_four(playback):
    told = []
    playback.speed_changed.connect(told.append)
    for _ in range(12):
        playback.faster()
    for _ in range(12):
        playback.slower()
    playback.set_speed(9)
    assert (max(told), min(told), playback.speed) == (4.0, 0.1, 4.0)


def test_the_ends_of_the_loop_are_set_where_one_is(playback, session, even_video):
    session.show_frame(200)
    playback.set_loop_start()
    assert session.loop == (200, len(even_video) - 1)
    session.show_frame(300)
    playback.set_loop_end()
    assert session.loop == (200, 300)
    session.show_frame(100)
    playback.set_loop_end()
    assert session.loop == (0, 100)
    playback.clear_loop()
    assert session.loop is None


def test_steps_pause_and_stop_at_the_ends(playback, session):
    playback.play()
    playback.step(10)
    playback.step(-1)
    assert (session.frame, playback.is_playing) == (9, False)
    playback.step(-100)
    assert session.frame == 0


def test_another_video_ends_the_playing_of_the_first(playback, session, even_video):
    playback.play()
    session.open_video(replace(even_video, times=even_video.times[:50]))
    assert not playback.is_playing
    session.open_video(None)
    playback.play()
    playback.tick()
    assert not playback.is_playing


def test_while_playing_no_frame_is_shown_without_its_picture(qtbot, tmp_path, clock):
    """Every sixth frame becomes due before its picture can be there."""
    clip = Clip(ticks=tuple(range(0, 60 * 512, 512)))
    session = Session()
    server = FrameServer.of(session)
    shown = []
    playback = Playback(session, clock=clock)
    session.open_video(probe_video(write_clip(tmp_path / "clip.mp4", clip)))
    qtbot.waitUntil(lambda: server.is_settled)
    # Connected last, so that all others have heard of the frame already, as the views have when they paint.
    session.frame_changed.connect(lambda frame: shown.append((frame, read_number(server.picture.image))))
    playback.play()
    begin = clock.now
    for step in range(1, 70):
        clock.now = begin + (step + 0.5) / 30
        due = min(step, 59)
        if step % 6:
            qtbot.waitUntil(lambda due=due: session.frame == due)
    qtbot.waitUntil(lambda: not playback.is_playing)
    assert len(shown) > 45
    assert all(frame == number for frame, number in shown)
    assert shown[-1][0] == 59
    server.close()


def test_what_follows_wraps_round_in_a_loop_and_ends_without():
    clock = PlayClock(np.arange(10.0), 10.0, 2, 6, 5, 0.0, 1.0, True)
    assert list(clock.following(5, 4)) == [6, 2, 3, 4]
    assert list(replace(clock, speed=-1.0).following(3, 4)) == [2, 6, 5, 4]
    assert list(replace(clock, loops=False).following(5, 4)) == [6]
    assert clock.steps(5, 3) == 3


@pytest.mark.parametrize("speed", [1.0, -0.7, 3.0])
@pytest.mark.parametrize("loops", [False, True])
def test_another_frame_is_due_when_the_clock_said_so_and_not_before(speed, loops):
    times = np.cumsum(RNG.uniform(0.01, 0.09, 40))
    start = 30 if speed < 0 else 5
    clock = PlayClock(times - times[0], times[-1] - times[0] + 0.05, 2, 36, start, 10.0, speed, loops)
    now = 10.0
    for _ in range(25):
        pause = clock.until_next(now)
        assert 0 < pause < 0.1 / abs(speed)
        assert clock.due(now + 0.999 * pause) == clock.due(now)
        later = now + pause + 1e-6
        assert clock.steps(clock.due(now), clock.due(later)) == 1
        now = later


def test_when_all_is_over_nothing_is_waited_for():
    clock = PlayClock(np.arange(10.0), 10.0, 2, 6, 5, 0.0, 1.0, False)
    assert clock.until_next(1.5) == 0.5
    assert clock.until_next(2.5) == 0
