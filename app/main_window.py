"""The window: connects what others do. It opens empty and light; panels come with the first video."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.action_bar import ActionBar
from app.actions import Toolbar, When
from app.autosave import Autosave
from app.choosing import Choosing
from app.commands import Commands
from app.correcting import Correcting
from app.documents import Documents
from app.icons import make_icon
from app.job_runner import Job, JobRunner
from app.lifter_shelf import LifterShelf
from app.look import apply_look
from app.opening import looks_like_keypoints
from app.people_commands import PeopleCommands
from app.placing import Placing
from app.processing import Processing
from app.session import Session
from app.settings import Settings
from app.theme import THEMES, Theme
from app.what_next import WhatNext
from app.widgets.banner import Banner, Choice, Kind
from app.widgets.empty_state import EmptyState
from app.widgets.job_strip import JobStrip
from app.widgets.log_view import LogLines
from app.widgets.transport import PlaceAndSpeed

if TYPE_CHECKING:
    from app.playback import Playback
    from app.workspace import Workspace
    from core.take import Take
    from core.video import VideoInfo

_QUIET_JOBS_MS = 400
"""Jobs that end sooner are not worth a line of progress."""
_SIZE = (1280, 800)
_LEAST = (640, 360)

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Relief Studio."""

    def __init__(self, settings: Settings, log_lines: LogLines) -> None:
        super().__init__()
        self.settings, self.log_lines = settings, log_lines
        self._dress()  # first: what is made before it keeps the usual size of text
        self.session = Session(self)
        self.jobs = JobRunner(self)
        self.autosave = Autosave(self.jobs, parent=self)
        self.documents = Documents(self.session, self.jobs, settings, self.autosave, self)
        self.processing = Processing(self.session, self.jobs, settings, self.autosave, self)
        self.shelf = LifterShelf()
        self.correcting = Correcting(self.session, self.jobs, settings, self.shelf, self)
        self.placing = Placing(self.session, self.jobs, self)
        self.choosing = Choosing(self.session, self.jobs, settings, self.shelf, self.correcting, self)
        self.commands, self.people = Commands(self), PeopleCommands(self)
        self.workspace: Workspace | None = None
        """None until the first video is opened."""
        self._playback: Playback | None = None
        self.actions_by_id = ActionBar(self, settings, self._conditions())
        self._lay_out()
        self._connect()
        self.what_next = WhatNext(self)
        self._pass_theme_on()
        self._restore_place()
        self._show_what_is_open(None)

    @property
    def theme(self) -> Theme:
        """The look that is set."""
        return THEMES.get(self.settings["theme"], THEMES["dark"])

    @property
    def playback(self) -> Playback:
        """What plays; made with the panels."""
        self._make_workspace()
        if self._playback is None:
            raise RuntimeError("the workspace comes with a playback")
        return self._playback

    # ---- making the window

    def _conditions(self) -> dict[When, Callable[[], bool]]:
        session = self.session
        return {
            "always": lambda: True,
            "video": lambda: session.video is not None,
            "take": lambda: session.take is not None,
            "undo": lambda: session.can_undo,
            "redo": lambda: session.can_redo,
            "busy": lambda: bool(self._stoppable_jobs()),
            "free video": lambda: session.video is not None and self.processing.job is None,
            "loop": lambda: session.loop is not None,
            "people": lambda: session.take is not None and len(session.take.people.numbers) > 1,
        }

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.banner = Banner(self.theme)
        self.empty = EmptyState(self.theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.setMinimumSize(*_LEAST)  # else messages would make the window grow
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.menus = self.actions_by_id.fill_menus(self.menuBar())
        self.recent_menu = QMenu(self.tr("Recent"), self)
        self.menus["File"].insertMenu(self.actions_by_id["save"], self.recent_menu)
        self.recent_menu.aboutToShow.connect(self._fill_recent_menu)
        self._panel_actions: list[QAction] = []
        self._make_toolbar("main", self.tr("Tools"), Qt.ToolBarArea.TopToolBarArea)
        self.transport = self._make_toolbar("transport", self.tr("Play"), Qt.ToolBarArea.BottomToolBarArea)
        self.place = PlaceAndSpeed()
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.transport.addWidget(spacer)
        self.transport.addWidget(self.place)
        self.job_strip = JobStrip()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.job_strip)

    def _make_toolbar(self, name: Toolbar, title: str, area: Qt.ToolBarArea) -> QToolBar:
        toolbar = QToolBar(title, movable=False)
        toolbar.setObjectName(f"toolbar-{name}")
        toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.actions_by_id.fill_toolbar(toolbar, name)
        self.addToolBar(area, toolbar)
        return toolbar

    def _make_workspace(self) -> Workspace:
        """The panels: not needed, and so not imported, before a video is opened."""
        if self.workspace is None:
            from app.playback import Playback
            from app.wiring import connect_panels
            from app.workspace import Workspace

            self.workspace = Workspace(self.session, self.settings, self.theme, self)
            self._playback = Playback(self.session)
            self._playback.playing_changed.connect(self._show_playing)
            self._playback.speed_changed.connect(self.place.show_speed)
            self.place.speed_wanted.connect(self._playback.set_speed)
            connect_panels(self, self.workspace)
            self.workspace.resize(self.stack.size())
            self.workspace.show_last_layout()  # before it is seen: nothing moves about
            self.stack.addWidget(self.workspace)
            menu = self.menus["View"].addMenu(self.tr("Panels"))
            for dock in self.workspace.docks.values():
                menu.addAction(dock.toggleViewAction())
        return self.workspace

    def _connect(self) -> None:
        session, documents = self.session, self.documents
        session.video_changed.connect(self._show_what_is_open)
        session.frame_changed.connect(self._show_frame)
        for signal in (session.take_changed, session.undo_changed, session.loop_changed):
            signal.connect(self.actions_by_id.refresh)
        documents.message.connect(self.say)
        documents.changed.connect(self._retitle)
        documents.recent.changed.connect(self._show_recent)
        self.autosave.kept.connect(self._retitle)
        for doing in (self.correcting, self.placing, self.choosing):
            doing.failed.connect(lambda text: self.say(text, "error"))
        self.jobs.started.connect(self._job_started)
        self.jobs.progressed.connect(self._show_job)
        self.jobs.ended.connect(self._job_ended)
        self.job_strip.stop_wanted.connect(self.commands.stop_jobs)
        self.empty.open_wanted.connect(documents.choose_file)
        self.empty.sample_wanted.connect(documents.open_sample)
        self.empty.recent_wanted.connect(lambda path: documents.open(Path(path)))
        self.place.frame_wanted.connect(session.show_frame)
        self.settings.changed.connect(self._take_setting)
        self._show_recent()

    # ---- following what happens

    def say(self, text: str, kind: Kind = "info", choices: Sequence[Choice] = ()) -> None:
        """Say something in the banner, and in the log."""
        log.log(logging.ERROR if kind == "error" else logging.INFO, "%s", text)
        self.banner.show_message(text, kind, choices)

    def take_looks(self) -> None:
        """Theme and text size as they are set."""
        self._dress()
        self._pass_theme_on()

    def _dress(self) -> None:
        application = cast("QApplication", QApplication.instance())
        apply_look(application, self.theme, font_pt=self.settings["font_pt"])

    def _pass_theme_on(self) -> None:
        theme = self.theme
        self.setWindowIcon(make_icon("disagreement", theme, colour=theme.accent))
        self.actions_by_id.set_theme(theme)
        self.banner.set_theme(theme)
        self.empty.set_theme(theme)
        if self.workspace is not None:
            self.workspace.set_theme(theme)
        if self._playback is not None:
            self._show_playing(self._playback.is_playing)

    def _take_setting(self, id_: str, _: object) -> None:
        if id_ in ("theme", "font_pt"):
            self.take_looks()
        elif id_ == "language":
            self.say(self.tr("The language changes when Relief is started again."))

    def _show_what_is_open(self, video: VideoInfo | None) -> None:
        if video is not None:
            workspace = self._make_workspace()
            self.stack.setCurrentWidget(workspace)
            # Now, not later: panels behind others must know that they are not seen before a take comes.
            for widget in (self.centralWidget(), workspace):
                if widget is not None and (layout := widget.layout()) is not None:
                    layout.activate()
            workspace.panels["video"].setFocus()  # not the field for the frame, which would eat the keys
        else:
            self.stack.setCurrentWidget(self.empty)
        self.transport.setVisible(video is not None)
        self.place.show_length(len(video) if video is not None else 0)
        self._show_frame()
        self.actions_by_id.refresh()

    def _show_frame(self) -> None:
        video, frame = self.session.video, self.session.frame
        if video is not None:
            self.place.show_place(frame, float(video.times[frame]), video.duration)

    def _show_playing(self, is_playing: bool) -> None:
        self.actions_by_id["play"].setIcon(make_icon("pause" if is_playing else "play", self.theme))

    def _show_recent(self) -> None:
        self.empty.show_recent(self.documents.recent.paths)

    def _fill_recent_menu(self) -> None:
        self.recent_menu.clear()
        for path in self.documents.recent.paths:
            action = self.recent_menu.addAction(path.name)
            action.triggered.connect(partial(self.documents.open, path))
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction(self.tr("Nothing yet")).setEnabled(False)

    def _retitle(self) -> None:
        title = self.documents.title
        self.setWindowTitle(f"{title}[*] - Relief Studio" if title else "Relief Studio")
        self.setWindowModified(not self.documents.is_saved)

    # ---- jobs

    def _stoppable_jobs(self) -> list[Job]:
        return [job for job in self.jobs.jobs if job.total and not job.is_stopping]

    def _job_started(self, job: Job) -> None:
        self.actions_by_id.refresh()
        QTimer.singleShot(_QUIET_JOBS_MS, self, lambda: self._show_job(job))

    def _show_job(self, job: Job) -> None:
        if job in self.jobs.jobs:
            self.job_strip.show_job(job)
            self.actions_by_id.refresh()

    def _job_ended(self, job: Job) -> None:
        others = [other for other in self.jobs.jobs if other.total]
        self.job_strip.show_job(others[-1] if others else None)
        QTimer.singleShot(0, self, self.actions_by_id.refresh)

    # ---- dropping files, keys, closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.empty.show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.empty.show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first of the files, or take it for the keypoints of the video that is open."""
        self.empty.show_drop(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        event.acceptProposedAction()
        if looks_like_keypoints(paths[0]):
            self.commands.show_keypoints(paths[0])
        else:
            self.documents.open(paths[0])

    def _restore_place(self) -> None:
        place = self.settings.remembered("place")
        if not (isinstance(place, QByteArray) and self.restoreGeometry(place)):
            self.resize(*_SIZE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End all work; what is not saved lies in the autosave and is offered at the next start."""
        self.settings.remember("place", self.saveGeometry())
        if self.workspace is not None:
            self.workspace.remember()
        if self._playback is not None:
            self._playback.pause()
        unsaved: Take | None = None if self.documents.is_saved else self.session.take
        for runner in self.findChildren(JobRunner):  # panels have some of their own
            runner.stop_all()
        self.autosave.end(unsaved)
        self.session.open_video(None)
        for window in self.findChildren(QWidget):
            if window.isWindow() and window.isVisible() and window is not self:
                window.close()
        event.accept()
