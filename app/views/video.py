"""The video panel: the picture of the session's frame with what was seen in it, to look at and to correct."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QWidget

from app.frame_server import FrameServer
from app.frame_worker import Picture
from app.playback import Playback
from app.session import Session
from app.theme import Theme
from app.views.key_focus import put_canvas
from app.views.people_marks import people_marks
from app.views.people_menu import add_people
from app.views.video_canvas import Mode, VideoCanvas
from app.views.video_controls import Shown, VideoControls
from app.views.video_menu import add_corrections, make_menu
from app.views.video_overlay import SafetyMap, detected_figures, figure_of
from core.video import VideoInfo


class VideoPanel(QWidget):
    """What is drawn over a picture always belongs to that picture, even while newer ones are on their way."""

    joint_dragged = Signal(int, str, float, float)
    """Frame, joint and its place in pixels while a joint is being dragged."""
    joint_dropped = Signal(int, str, float, float)
    """The same where it was let go: this is to be kept."""
    drag_cancelled = Signal()
    """The joint dragged is to be where it was."""
    shift_dragged = Signal(float, float)
    """How far the whole figure was dragged in shift mode, normalised image units."""
    correction_wanted = Signal(object)
    """A `Correction` chosen from the menu."""
    person_wanted = Signal(int)
    """The number of the person whom the take shall be about."""
    people_change_wanted = Signal(object)
    """A `PeopleEdit` chosen from the menu."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._server = FrameServer.of(session)
        self._drawn_frame = -1
        """The frame whose figures are drawn."""
        self._safety: tuple[NDArray[np.floating], tuple[float, float, float, float]] | None = None
        self.canvas = VideoCanvas(theme)
        self.controls = VideoControls(theme)
        put_canvas(self, self.canvas, self.controls)
        self.setAccessibleName(self.tr("Video"))
        self.canvas.setAccessibleName(self.tr("Video picture with keypoints"))
        self._connect()
        self._open(session.video)

    @property
    def decay_frames(self) -> int:
        """Over how many frames to either side a correction fades out."""
        return self.controls.decay_frames

    @property
    def shown_frame(self) -> int:
        """The frame whose picture is seen; where there are no pictures, the session's."""
        picture = self._server.picture
        return picture.index if picture is not None else self._session.frame

    def set_theme(self, theme: Theme) -> None:
        """Look different from now on."""
        self._theme = self.canvas.theme = theme
        self.controls.set_theme(theme)
        if self._safety is not None:
            self.set_safety_map(*self._safety)
        self.canvas.update()

    def fit(self) -> None:
        """Show the whole picture, as large as it fits."""
        self.canvas.fit()

    def zoom_actual(self) -> None:
        """Show one pixel of the picture as one of the screen."""
        self.canvas.zoom_to(1.0)

    def zoom_in(self) -> None:
        """Closer, about the middle."""
        self.canvas.zoom_by(1.25)

    def zoom_out(self) -> None:
        """Farther, about the middle."""
        self.canvas.zoom_by(0.8)

    def set_correcting(self, is_on: bool) -> None:
        """Whether joints can be dragged."""
        self._set_mode(Mode.CORRECT if is_on else Mode.LOOK)

    def set_shifting(self, is_on: bool) -> None:
        """Whether the whole figure can be dragged."""
        self._set_mode(Mode.SHIFT if is_on else Mode.LOOK)

    def show_awaited(self, person: int | None) -> None:
        """Who is chosen, but not lifted yet."""
        self.canvas.awaited = person
        self.canvas.update()

    def set_shift(self, shift: tuple[float, float] | None) -> None:
        """Show a ghost of the figure moved by so much, in normalised image units."""
        self.canvas.shift = shift
        self.canvas.update()

    def set_safety_map(
        self,
        drift_mm: NDArray[np.floating] | None,
        extent: tuple[float, float, float, float] = (-1.0, -1.0, 1.0, 1.0),
    ) -> None:
        """Show (rows, columns) millimetres, top row first, over the picture; None takes the map away.

        `extent` is left, top, right and bottom in normalised image units. NaN is left clear.
        """
        self._safety = None if drift_mm is None else (drift_mm, extent)
        self.canvas.safety = None if drift_mm is None else SafetyMap.paint(drift_mm, extent, self._theme)
        self.canvas.update()

    def _connect(self) -> None:
        session, canvas, controls = self._session, self.canvas, self.controls
        self._server.picture_changed.connect(self._show_picture)
        self._server.failed.connect(self._show_figures)
        session.video_changed.connect(self._open)
        session.frame_changed.connect(self._follow_frame)
        for signal in (session.take_changed, session.preview_changed, session.joint_changed):
            signal.connect(self._show_figures)
        canvas.look_wanted.connect(self._server.set_look)
        canvas.zoom_changed.connect(controls.show_zoom)
        canvas.joint_clicked.connect(session.choose_joint)
        canvas.person_clicked.connect(self.person_wanted)
        canvas.joint_moved.connect(self._move_joint)
        canvas.drag_cancelled.connect(self._cancel_drag)
        canvas.shift_moved.connect(self.shift_dragged)
        canvas.menu_wanted.connect(self._open_menu)
        canvas.space_tapped.connect(self._toggle_playing)
        controls.fit_wanted.connect(self.fit)
        controls.actual_wanted.connect(self.zoom_actual)
        controls.gamma_changed.connect(canvas.set_gamma)
        controls.shown_changed.connect(self._show_figures)
        controls.names_changed.connect(self._show_names)

    def _open(self, video: VideoInfo | None) -> None:
        self.canvas.let_go()
        self.canvas.set_video_size(None if video is None else (video.width, video.height))
        self.controls.setEnabled(video is not None)
        self.set_shift(None)
        self.set_safety_map(None)
        self._show_picture(self._server.picture)

    def _show_picture(self, picture: Picture | None) -> None:
        self.canvas.show_picture(picture)
        self._show_figures()

    def _follow_frame(self) -> None:
        """Where there are pictures, what belongs to one is drawn once it is there."""
        if self.shown_frame != self._drawn_frame:
            self._show_figures()

    def _show_figures(self) -> None:
        """Draw what was seen in the frame whose picture is shown."""
        if self.canvas.is_dragging:
            return  # what is under the hand stays there until it is let go
        take, frame, shown = self._session.shown, self.shown_frame, self.controls.shown
        self._drawn_frame = frame
        self.canvas.figures, self.canvas.people = (), ()
        if take is not None and shown is not Shown.NOTHING and len(take.track):
            self.canvas.people = people_marks(take, frame)
            self.canvas.people_have_figures = shown is Shown.DETECTOR
        if take is not None and shown is Shown.LIFTERS and (figure := figure_of(take, frame)) is not None:
            self.canvas.figures = (figure,)
        elif take is not None and shown is Shown.DETECTOR:
            self.canvas.figures = tuple(detected_figures(take, frame))
        self.canvas.chosen = self._session.joint
        self.canvas.note = self._note()
        self.canvas.update()

    def _note(self) -> str:
        """What there is to say where the picture cannot speak for itself."""
        take, frame = self._session.shown, self.shown_frame
        if self._session.video is None:
            return self.tr(
                "No video is open.\nOpen one, or drop it here: a person walking, running, dancing …"
            )
        if self._server.error is not None:
            return self._server.error
        if take is None or not len(take.track):
            return ""
        first, last = int(take.track.frames[0]), int(take.track.frames[-1])
        if first <= frame <= last:
            return ""
        return self.tr("Outside the clip, which is frames {0} to {1}.").format(first, last)

    def _show_names(self, is_on: bool) -> None:
        self.canvas.shows_names = is_on
        self.canvas.update()

    def _set_mode(self, mode: Mode) -> None:
        self.canvas.set_mode(mode)
        self.controls.show_correcting(mode is Mode.CORRECT)
        if mode is not Mode.LOOK:
            self.controls.choose(Shown.LIFTERS)  # only what the lifters saw can be changed
        self._show_figures()

    def _move_joint(self, joint: int, x: float, y: float, is_let_go: bool) -> None:
        if self._session.take is None or not self.canvas.figures:
            return
        figure = self.canvas.figures[0].with_joint(joint, x, y)
        self.canvas.figures = (figure,)
        self.canvas.update()
        signal = self.joint_dropped if is_let_go else self.joint_dragged
        signal.emit(self.shown_frame, figure.skeleton.joints[joint], x, y)

    def _cancel_drag(self) -> None:
        self._show_figures()
        self.drag_cancelled.emit()

    def _toggle_playing(self) -> None:
        playback = self._session.findChild(Playback)
        if playback is not None:
            playback.toggle()

    def _open_menu(self, at: QPoint, joint: str | None) -> None:
        menu = make_menu(self)
        take, loop = self._session.take, self._session.loop
        if take is not None and len(take.track):
            other = self.canvas.other_person_at(QPointF(self.canvas.mapFromGlobal(at)))
            if other is None or joint is not None:
                other = None
                known = joint if joint in take.track.skeleton.joints else None
                add_corrections(
                    menu, take, frame=self.shown_frame, loop=loop, joint=known,
                    apply=self.correction_wanted.emit,
                )  # fmt: skip
                menu.addSeparator()
            add_people(
                menu, take, other or take.person, frame=self.shown_frame, loop=loop,
                choose=self.person_wanted.emit, change=self.people_change_wanted.emit,
            )  # fmt: skip
            menu.addSeparator()
        menu.addAction(self.tr("Fit the picture in"), self.fit)
        menu.addAction(self.tr("One to one"), self.zoom_actual)
        menu.popup(at)
