"""What the actions do that no part of the window does by itself: dialogs, jumps, views, looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.disagreement import Disagreement
from app.layouts import Layout
from app.settings import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from app.main_window import MainWindow


class Commands(QObject):
    """Called by the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._disagreement = Disagreement()
        self._dialogs: dict[str, QDialog] = {}

    # ---- dialogs: one of each kind, none of them in the way of the window

    def show_keypoints(self, path: Path | None = None) -> None:
        """Take the keypoints of the open video from a file."""
        from app.dialogs.keypoints import KeypointsDialog

        window = self._window
        if window.session.video is None:
            window.say(self.tr("Open the video first, then the keypoints that belong to it."), "warning")
            return
        folder = str(window.session.video.path.parent)
        dialog = KeypointsDialog(window.session, window.theme, folder, window)
        dialog.chosen.connect(window.processing.start_with)
        self._open(dialog)
        if path is not None:
            dialog.choose_path(path)

    def show_export(self) -> None:
        """Choose formats and write the motion."""
        from app.dialogs.export import ExportDialog

        window = self._window
        if window.session.take is not None:
            self._open(ExportDialog(window.session, window.jobs, window.settings, window.shelf, window))

    def show_render(self) -> None:
        """Write video and 3D as MP4."""
        from app.dialogs.render import RenderDialog

        window = self._window
        if window.session.take is not None:
            self._open(RenderDialog(window.session, window.jobs, window))

    def save_picture(self) -> None:
        """Save what the 3D view shows, in a chosen size."""
        from app.dialogs.picture import PictureDialog

        window = self._window
        if window.workspace is not None:
            self._open(PictureDialog(window.workspace.panels["skeleton"].picture, window.say, window))

    def show_settings(self) -> None:
        """The settings and keys."""
        from app.dialogs.settings import SettingsDialog

        self._open(SettingsDialog(self._window.settings, self._window))

    def show_doctor(self) -> None:
        """Try each part of Relief on this machine."""
        from app.dialogs.doctor import DoctorDialog

        self._open(DoctorDialog(self._window.jobs, self._window.theme, self._window))

    def show_about(self) -> None:
        """Version and licence."""
        from app.dialogs.about import AboutDialog

        self._open(AboutDialog(self._window))

    def show_log(self) -> None:
        """What Relief has done and met."""
        from app.widgets.log_view import LogView

        self._open(LogView(self._window.log_lines, self._window))

    def show_keys(self) -> None:
        """All keys on one page."""
        from app.widgets.key_overview import KeyOverview

        self._open(KeyOverview(self._window.actions_by_id, self._window))

    def show_commands(self) -> None:
        """Type what to do."""
        from app.widgets.command_palette import CommandPalette

        actions = [a for id_, a in self._window.actions_by_id.actions.items() if id_ != "commands"]
        self._open(CommandPalette(actions, self._window))

    def _open(self, dialog: QDialog) -> None:
        name = type(dialog).__name__
        if (old := self._dialogs.pop(name, None)) is not None:
            old.close()
        self._dialogs[name] = dialog
        dialog.finished.connect(lambda _: self._forget(name, dialog))
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _forget(self, name: str, dialog: QDialog) -> None:
        if self._dialogs.get(name) is dialog:
            del self._dialogs[name]
        dialog.deleteLater()

    # ---- jumps

    def bookmark(self) -> None:
        """Mark the frame shown, or take its mark away."""
        if self._window.workspace is not None:
            self._window.workspace.panels["timeline"].toggle_bookmark()

    def go_bookmark(self) -> None:
        """Go to the next bookmark; after the last, to the first."""
        if self._window.workspace is not None:
            self._window.workspace.panels["timeline"].next_bookmark()

    def go_finding(self, step: int) -> None:
        """Go to the next finding, or the one before; from the last on to the first."""
        session = self._window.session
        if session.take is None:
            return
        starts = sorted({finding.start for finding in session.take.findings})
        if not starts:
            self._window.say(self.tr("There is nothing to look at: no findings."), "good")
            return
        if step > 0:
            wanted = next((frame for frame in starts if frame > session.frame), starts[0])
        else:
            wanted = next((frame for frame in reversed(starts) if frame < session.frame), starts[-1])
        session.show_frame(wanted)

    def go_disagreement(self) -> None:
        """Go to where the lifters differ most; again, to where they differ next."""
        session = self._window.session
        if session.take is None:
            return
        peak = self._disagreement.next_peak(session.take)
        if peak is None:
            self._window.say(self.tr("This takes two lifters: there is nothing to compare."), "info")
            return
        session.show_frame(peak.frame)
        text = self.tr("Difference {rank} of {count}: {mm} mm on average in frame {frame}")
        text = text.format(rank=peak.rank, count=peak.count, mm=f"{peak.mm:.0f}", frame=peak.frame)
        self._window.statusBar().showMessage(text, 8000)

    # ---- views and looks

    def show_layout(self, name: Layout) -> None:
        """One of the presets."""
        workspace, session = self._window.workspace, self._window.session
        if workspace is None:
            return
        workspace.show_layout(name)
        has_two = session.shown is not None and len(session.shown.results) > 1
        workspace.panels["skeleton"].set_mode("side" if name == "compare" and has_two else "one")

    def reset_layout(self) -> None:
        """Put the panels where they belong."""
        if self._window.workspace is not None:
            self._window.workspace.reset()

    def show_view(self, preset: str) -> None:
        """Look at the figure from one of the usual directions."""
        if self._window.workspace is not None:
            self._window.workspace.panels["skeleton"].show_view(preset)

    def copy_pose(self) -> None:
        """Put this frame's joints on the clipboard."""
        if self._window.workspace is not None:
            self._window.workspace.panels["skeleton"].copy_pose()
            self._window.statusBar().showMessage(self.tr("The pose is on the clipboard."), 4000)

    def toggle_theme(self) -> None:
        """Dark or light."""
        settings = self._window.settings
        settings.set("theme", "light" if settings["theme"] == "dark" else "dark")

    def change_font(self, step: int) -> None:
        """Make all text larger or smaller."""
        settings, entry = self._window.settings, SETTINGS["font_pt"]
        settings.set("font_pt", min(max(settings["font_pt"] + step, entry.least), entry.most))

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    # ---- work

    def process_again(self) -> None:
        """Process the open video with the settings of now."""
        self._window.processing.start()
        self._window.actions_by_id.refresh()

    def stop_jobs(self) -> None:
        """Stop what runs."""
        self._window.processing.stop()
        for job in self._window.jobs.jobs:
            if job.total:
                job.stop()
                self._window.job_strip.show_job(job)
        self._window.actions_by_id.refresh()

    def load_truth(self) -> None:
        """Ask for motion capture of the same clip and compare with it."""
        from PySide6.QtWidgets import QFileDialog

        window = self._window
        path, _ = QFileDialog.getOpenFileName(
            window, self.tr("Open true motion"), window.settings.remembered("folder") or "",
            f"{self.tr('Motion')} (*.npz *.trc *.c3d *.csv *.bvh *.json);;{self.tr('All files')} (*)",
        )  # fmt: skip
        if path and window.workspace is not None:
            from pathlib import Path

            window.workspace.panels["comparison"].load_truth(Path(path))
            window.workspace.docks["comparison"].raise_()
