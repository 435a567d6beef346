"""Playing: true time, one frame in all views, and frames dropped rather than time lost."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from app.frame_server import FrameServer
from app.play_clock import PlayClock
from app.session import Session

AWAIT_MS = 3
"""How soon a picture that is late is looked for again."""
SPEEDS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""The steps of `faster` and `slower`; `set_speed` takes all between."""
READ_AHEAD = 8
SCREEN_RATE = 60
"""Frames a second that a screen shows: of faster playing, only every so many frames are made."""


def elapsed_clock() -> Callable[[], float]:
    """Seconds from now on, monotonic."""
    timer = QElapsedTimer()
    timer.start()
    return lambda: timer.nsecsElapsed() * 1e-9


class Playback(QObject):
    """Walks the session's frame along with the clock. A frame is shown once its picture is there."""

    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    """The speed without its direction."""

    def __init__(self, session: Session, *, clock: Callable[[], float] | None = None) -> None:
        super().__init__(session)
        self._session = session
        self._frames = FrameServer.of(session)
        self._now = clock or elapsed_clock()
        self._clock: PlayClock | None = None
        self._is_stepping = False
        self._direction = 1
        self.speed = 1.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        session.video_changed.connect(self.pause)
        session.loop_changed.connect(self._restart)
        session.frame_changed.connect(self._follow_jump)

    @property
    def is_playing(self) -> bool:
        """Whether time goes on."""
        return self._clock is not None

    @property
    def is_reversed(self) -> bool:
        """Whether playing goes, or would go, backwards."""
        return self._direction < 0

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play on in the direction chosen last; at the end, from the beginning."""
        video = self._session.video
        if video is None or len(video) < 2:
            return
        first, last = self._session.loop or (0, len(video) - 1)
        begin, end = (first, last) if self._direction > 0 else (last, first)
        frame = self._session.frame
        if frame == end or not first <= frame <= last:
            self._show(begin)
            frame = begin
        was_playing = self.is_playing
        self._clock = PlayClock(
            times=video.times, duration=video.duration, first=first, last=last, start=frame,
            started_s=self._now(), speed=self.speed * self._direction, loops=self._session.loop is not None,
        )  # fmt: skip
        self._timer.start(0)
        self._read_ahead(self._clock, frame)
        if not was_playing:
            self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stop at the frame that is shown."""
        if self._clock is not None:
            self._clock = None
            self._timer.stop()
            self._frames.read_ahead(())
            self.playing_changed.emit(False)

    def step(self, frames: int) -> None:
        """Pause and go some frames on, or back."""
        self.pause()
        self._session.show_frame(self._session.frame + frames)

    def go_first(self) -> None:
        """Go to the first frame: of the loop, and once there, of the video."""
        loop = self._session.loop
        self._session.show_frame(loop[0] if loop and self._session.frame > loop[0] else 0)

    def go_last(self) -> None:
        """Go to the last frame: of the loop, and once there, of the video."""
        loop, video = self._session.loop, self._session.video
        if video is not None:
            self._session.show_frame(loop[1] if loop and self._session.frame < loop[1] else len(video) - 1)

    def forward(self) -> None:
        """Play forwards; if it does already, faster (the key L)."""
        self._go(1)

    def reverse(self) -> None:
        """Play backwards; if it does already, faster (the key J)."""
        self._go(-1)

    def faster(self) -> None:
        """The next higher speed."""
        self.set_speed(next((s for s in SPEEDS if s > self.speed + 1e-6), SPEEDS[-1]))

    def slower(self) -> None:
        """The next lower speed."""
        self.set_speed(next((s for s in reversed(SPEEDS) if s < self.speed - 1e-6), SPEEDS[0]))

    def set_speed(self, speed: float) -> None:
        """Play this many times as fast as the video, 0.1 to 4."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self.speed = speed
            self._restart()
            self.speed_changed.emit(speed)

    def set_loop_start(self) -> None:
        """Loop from this frame on: to the old loop's end if that comes later, else to the video's."""
        if (video := self._session.video) is not None:
            last = self._session.loop[1] if self._session.loop else -1
            frame = self._session.frame
            self._session.set_loop((frame, last if last > frame else len(video) - 1))

    def set_loop_end(self) -> None:
        """Loop up to this frame: from the old loop's start if that comes sooner, else from the video's."""
        if self._session.video is not None:
            first = self._session.loop[0] if self._session.loop else len(self._session.video)
            frame = self._session.frame
            self._session.set_loop((first if first < frame else 0, frame))

    def clear_loop(self) -> None:
        """Play the whole video again."""
        self._session.set_loop(None)

    def tick(self) -> None:
        """Show the newest frame that is due and has its picture; stop at the end."""
        if (clock := self._clock) is None:
            return
        now = self._now()
        frame, due = self._session.frame, clock.due(now)
        behind = clock.steps(frame, due)
        if behind > 0 and (newest := self._newest_ready(clock, frame, behind)) is not None:
            frame = newest
            self._show(frame)
        if self._clock is not clock:  # whoever saw the frame paused, or opened another video
            return
        if clock.is_over(now) and (frame == due or not self._frames.has_pictures):
            self.pause()
        else:
            self._read_ahead(clock, frame)
            self._timer.start(AWAIT_MS if frame != due else ceil(1000 * clock.until_next(self._now())))

    def _newest_ready(self, clock: PlayClock, shown: int, behind: int) -> int | None:
        """The last of the `behind` frames after the one shown that has a picture."""
        if not self._frames.has_pictures:  # a take without its video: the figure plays alone
            return next(iter(clock.following(shown, 1, behind)), None)
        ready = self._frames.ready()
        return next((f for f in reversed(list(clock.following(shown, behind))) if f in ready), None)

    def _read_ahead(self, clock: PlayClock, shown: int) -> None:
        """Have the next pictures made; where making them is too slow, go on from the frame that is due."""
        video = self._session.video
        if video is None:
            return
        stride = max(1, round(self.speed * video.mean_rate / SCREEN_RATE))
        due = clock.due(self._now())
        behind = clock.steps(shown, due)
        is_at_end = due in (clock.first, clock.last)  # which a stride would miss
        begin = due if behind > stride or is_at_end else shown
        self._frames.read_ahead((begin, *clock.following(begin, READ_AHEAD, stride)))

    def _show(self, frame: int) -> None:
        self._is_stepping = True
        try:
            self._session.show_frame(frame)
        finally:
            self._is_stepping = False

    def _go(self, direction: int) -> None:
        if self.is_playing and self._direction == direction:
            self.faster()
        self._direction = direction
        self.play()

    def _restart(self) -> None:
        """Begin anew at the frame shown, with the speed, direction and loop of now."""
        if self.is_playing:
            self.play()

    def _follow_jump(self) -> None:
        """The user went elsewhere while it plays: play on from there."""
        if self._clock is not None and not self._is_stepping:
            self._restart()
