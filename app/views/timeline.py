"""The timeline panel: what is known of every frame, over time; the place to scrub, loop and find."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.session import Session
from app.theme import Theme
from app.views.key_focus import put_canvas
from app.views.people_menu import add_people
from app.views.people_strip import PeopleStrip
from app.views.timeline_bookmarks import load_bookmarks, save_bookmarks
from app.views.timeline_canvas import TimelineCanvas
from app.views.timeline_lanes import make_lanes
from core.diagnostics.findings import Finding
from core.video import VideoInfo

_PEOPLE_PART = 0.4
"""Of the panel's height, that lanes of people may take."""


class TimelinePanel(QWidget):
    """Movement, drift, confidence, difference, provenance, findings and people over one axis of time."""

    person_wanted = Signal(int)
    """The number of the person whom the take shall be about."""
    people_change_wanted = Signal(object)
    """A `PeopleEdit` chosen from the menu of a person's lane."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self.canvas = TimelineCanvas(theme)
        self.people = PeopleStrip(theme)
        put_canvas(self, self.canvas, self.people)
        self.setAccessibleName(self.tr("Timeline"))
        self.canvas.setAccessibleName(self.tr("Timeline with curves, findings and bookmarks"))
        session.video_changed.connect(self._open)
        session.take_changed.connect(self._show_take)
        session.preview_changed.connect(self._show_take)
        session.frame_changed.connect(self.canvas.show_frame)
        session.loop_changed.connect(self._show_loop)
        self.canvas.frame_wanted.connect(session.show_frame)
        self.canvas.loop_wanted.connect(session.set_loop)
        self.canvas.menu_wanted.connect(self._open_menu)
        self._connect_people()
        self._open(session.video)

    @property
    def bookmarks(self) -> tuple[int, ...]:
        """The frames bookmarked in this video, in order."""
        return self.canvas.bookmarks

    def set_theme(self, theme: Theme) -> None:
        """Look different from now on."""
        self._theme = self.canvas.theme = theme
        self.people.set_theme(theme)
        self._show_take()

    def toggle_bookmark(self, frame: int | None = None) -> None:
        """Add a bookmark at a frame (the one shown), or take away the one there."""
        if (video := self._session.video) is None:
            return
        at = self._session.frame if frame is None else frame
        self.canvas.bookmarks = tuple(sorted(set(self.bookmarks) ^ {at}))
        save_bookmarks(video, self.bookmarks)
        self.canvas.update()

    def next_bookmark(self) -> None:
        """Go to the next bookmark; after the last, to the first."""
        self._go_round(1)

    def previous_bookmark(self) -> None:
        """Go to the bookmark before; before the first, to the last."""
        self._go_round(-1)

    def zoom_in(self) -> None:
        """A shorter part of the video, about the frame shown."""
        self.canvas.zoom_by(1.5)

    def zoom_out(self) -> None:
        """A longer part of the video."""
        self.canvas.zoom_by(1 / 1.5)

    def show_all(self) -> None:
        """All of the video."""
        self.canvas.show_all()

    def show_awaited(self, person: int | None) -> None:
        """Who is chosen, but not lifted yet."""
        self.people.show_awaited(person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height with the lanes of people."""
        self.people.fit_into(int(self.height() * _PEOPLE_PART))

    def _connect_people(self) -> None:
        session, people = self._session, self.people
        session.frame_changed.connect(people.show_frame)
        self.canvas.axis_changed.connect(people.show_axis)
        people.frame_wanted.connect(session.show_frame)
        people.person_wanted.connect(self.person_wanted)
        people.menu_wanted.connect(self._open_person_menu)
        people.wheel_turned.connect(self.canvas.wheelEvent)

    def _open(self, video: VideoInfo | None) -> None:
        self.canvas.bookmarks = load_bookmarks(video) if video is not None else ()
        self.canvas.loop = self._session.loop
        self.canvas.show_video(video)
        self.canvas.show_frame(self._session.frame)
        self.people.show_frame(self._session.frame)
        self.people.show_loop(self._session.loop)
        self._show_take()

    def _show_take(self) -> None:
        take = self._session.shown
        self.people.show_people(take)
        if take is None or not len(take.track):
            self.canvas.note = self._empty_note()
            self.canvas.show_lanes((), 0, ())
        else:
            self.canvas.note = ""
            lanes = make_lanes(take, self._theme, is_finished=self._session.take is not None)
            self.canvas.show_lanes(lanes, int(take.track.frames[0]), take.findings)

    def _show_loop(self, loop: tuple[int, int] | None) -> None:
        self.canvas.loop = loop
        self.canvas.update()
        self.people.show_loop(loop)

    def _empty_note(self) -> str:
        if self._session.video is None:
            return self.tr("The timeline of the video will be here.")
        return self.tr(
            "Movement range, shift drift, the difference of the lifters and findings will be here once the"
            " video is processed."
        )

    def _go_round(self, direction: int) -> None:
        if self.bookmarks:
            here = self._session.frame
            ahead = [frame for frame in self.bookmarks if (frame - here) * direction > 0]
            nearest = min if direction > 0 else max
            self._session.show_frame(nearest(ahead or self.bookmarks))

    def _open_menu(self, at: QPoint, frame: int) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        has_bookmark = frame in self.bookmarks
        text = self.tr("Remove the bookmark") if has_bookmark else self.tr("Bookmark frame {0}").format(frame)
        menu.addAction(text, lambda: self.toggle_bookmark(frame))
        menu.addSeparator()
        self._add_loop_actions(menu, frame)
        menu.addSeparator()
        menu.addAction(self.tr("Show the whole video"), self.show_all)
        menu.popup(at)

    def _open_person_menu(self, at: QPoint, person: int, frame: int) -> None:
        take = self._session.take
        if take is not None and person in take.people.numbers:
            menu = QMenu(self)
            menu.aboutToHide.connect(menu.deleteLater)
            add_people(
                menu, take, person, frame=frame, loop=self._session.loop,
                choose=self.person_wanted.emit, change=self.people_change_wanted.emit,
            )  # fmt: skip
            menu.popup(at)

    def _add_loop_actions(self, menu: QMenu, frame: int) -> None:
        session, loop = self._session, self._session.loop
        last = len(session.video) - 1 if session.video is not None else 0
        end = loop[1] if loop is not None and loop[1] > frame else last
        start = loop[0] if loop is not None and loop[0] < frame else 0
        menu.addAction(self.tr("Loop from here"), lambda: session.set_loop((frame, end)))
        menu.addAction(self.tr("Loop to here"), lambda: session.set_loop((start, frame)))
        for finding in self.canvas.findings:
            if finding.start <= frame < finding.stop:
                menu.addAction(self.tr("Loop this finding"), partial(_loop_over, session, finding))
                break
        if loop is not None:
            menu.addAction(self.tr("No loop"), lambda: session.set_loop(None))
            menu.addAction(self.tr("Zoom to the loop"), lambda: self.canvas.show_range(*loop))


def _loop_over(session: Session, finding: Finding) -> None:
    session.set_loop((finding.start, finding.stop - 1))
