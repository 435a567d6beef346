"""The panel of the 3D view: light, so that a window opens at once; what draws comes with the first take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.session import Session
from app.theme import SPACE, Theme
from app.views.skeleton.toolbar import ViewActions
from app.views.skeleton.wishes import Mode, Preset, Wishes

if TYPE_CHECKING:  # NumPy takes longer to load than all the rest of an empty window
    from app.views.skeleton.studio import Studio
    from core.take import Take

_PICTURE = (1920, 1080)


class SkeletonPanel(QWidget):
    """The poses of `session.shown` at `session.frame`, to be looked at from all sides."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("3D view"))
        self._session, self._theme = session, theme
        self.wishes = Wishes()
        self.studio: Studio | None = None
        """What draws; None until there is something to show."""
        self.commands = ViewActions(self)
        self.commands.trail_chosen.connect(self._set_trail_frames)
        self.commands.lifter_chosen.connect(self._set_lifter)
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(3 * SPACE)
        self._lay_out()
        session.take_changed.connect(self._show_take)
        session.preview_changed.connect(self._show_take)
        session.frame_changed.connect(self._refresh)
        session.joint_changed.connect(self._refresh)
        session.lifters_changed.connect(self._lifters_changed)
        self.set_theme(theme)
        self._show_take()

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        self._empty.setStyleSheet(f"color: {theme.faint}; background: {theme.canvas};")
        if self.studio is not None:
            self.studio.set_theme(theme)

    def set_shifted(self, shifted: Mapping[str, tuple[Any, Any]] | None) -> None:
        """Show what a shift of the 2D keypoints does to this frame, until called with None.

        For each lifter the pose and that of the shifted keypoints: (J, 3) metres as the lifter puts them
        out, camera frame, relative to the root. In each lifter's tile the first is solid, the other a ghost.
        """
        if self.studio is not None:
            self.studio.set_shifted(shifted)

    def show_placed(self, placed: Take | None) -> None:
        """Show the take as it would stand in the room, until called with None or the take changes."""
        take = self._session.take
        if self.studio is not None and take is not None:
            self.studio.set_take(placed or take)

    def picture(self, width: int, height: int) -> QImage:
        """What the view shows, in any size in pixels; a null image where there is nothing to show."""
        return self.studio.picture(width, height) if self._has_poses and self.studio else QImage()

    def pose_text(self) -> str:
        """This frame's joints, a line each: name, x, y, z in metres, parted by tabs; empty without a pose."""
        if self.studio is None or not self._has_poses:
            return ""
        tile = self.studio.scene.tiles[0]
        if not tile.figures or tile.message:
            return ""
        figure = tile.figures[0]
        rows = zip(figure.body.skeleton.joints, figure.joints.tolist(), strict=True)
        lines = [f"{name}\t{x:.4f}\t{y:.4f}\t{z:.4f}" for name, (x, y, z) in rows]
        return "\n".join(["joint\tx (m)\ty (m)\tz (m)", *lines])

    # ---- what the commands do

    def set_mode(self, mode: Mode) -> None:
        """One lifter, several side by side, or two overlaid."""
        self.wishes.mode = mode
        self.commands[mode].setChecked(True)
        self._lifters_changed()

    def show_view(self, preset: Preset) -> None:
        """Look from one of the usual directions."""
        if self.studio is not None:
            self.studio.look_from(preset)

    def show_labels(self, is_on: bool) -> None:
        """Write the joints' names."""
        self.wishes.has_labels = is_on
        self._refresh()

    def show_trail(self, is_on: bool) -> None:
        """Draw where the chosen joint was and will be."""
        self.wishes.has_trail = is_on
        self._refresh()

    def show_ghosts(self, is_on: bool) -> None:
        """Draw the poses of neighbouring frames."""
        self.wishes.has_ghosts = is_on
        self._refresh()

    def show_world(self, is_on: bool) -> None:
        """Let the person move through the room, where the take knows how."""
        self.wishes.in_world = is_on
        self._refit()

    def set_follow(self, is_on: bool) -> None:
        """Let the camera move along with the person."""
        self.wishes.follows = is_on
        self._refit()

    def set_orthographic(self, is_on: bool) -> None:
        """Draw without perspective."""
        if self.studio is not None:
            self.studio.camera.is_orthographic = is_on
        self._refit()

    def fit(self) -> None:
        """Show the whole motion."""
        if self.studio is not None:
            self.studio.refresh(fit=True)

    def reset_camera(self) -> None:
        """Back to the first view."""
        self.commands["orthographic"].setChecked(False)
        if self.studio is not None:
            self.studio.reset_camera()

    def orbit(self, right_deg: float, up_deg: float) -> None:
        """Walk around the person."""
        if self.studio is not None:
            self.studio.orbit(right_deg, up_deg)

    def zoom(self, factor: float) -> None:
        """Come nearer (below 1) or go away."""
        if self.studio is not None:
            self.studio.zoom(factor)

    def step_joint(self, step: int) -> None:
        """Choose the next joint, or the one before."""
        take = self._session.shown
        if take is not None and self.studio is not None and self.studio.lifters:
            names = take.results[self.studio.lifters[0]].pose.skeleton.joints
            at = names.index(self._session.joint) if self._session.joint in names else -(step > 0)
            self._session.choose_joint(names[(at + step) % len(names)])

    def copy_pose(self) -> None:
        """Put the pose's joints on the clipboard, as a table."""
        if text := self.pose_text():
            QGuiApplication.clipboard().setText(text)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        picture = self.picture(*_PICTURE)
        if not picture.isNull():
            QGuiApplication.clipboard().setImage(picture)

    # ---- following the session

    @property
    def _has_poses(self) -> bool:
        return self._stack.currentIndex() == 1

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.commands.toolbar)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        box.addLayout(self._stack, 1)
        self.commands["one"].setChecked(True)
        for wish, name in (("has_trail", "trail"), ("in_world", "world"), ("follows", "follow")):
            self.commands[name].setChecked(getattr(self.wishes, wish))

    def _show_take(self) -> None:
        take = self._session.shown
        has_poses = take is not None and bool(take.results)
        for action in self.commands.actions.values():
            action.setEnabled(has_poses)
        if take is not None and has_poses:
            if self.studio is None:
                from app.views.skeleton.studio import Studio

                self.studio = Studio(self._session, self._theme, self.wishes)
                self._stack.addWidget(self.studio)
            self.studio.set_take(take)
            self.commands["world"].setEnabled(self.studio.stage.has_world)
            self._offer_lifters()
        else:
            self._empty.setText(
                self.tr("The 3D figure of each lifter will stand here.")
                if take is None
                else self.tr("The person has been found. The 3D figure follows as soon as frames are lifted.")
            )
        self._stack.setCurrentIndex(int(has_poses))

    def _lifters_changed(self) -> None:
        self._offer_lifters()
        self._refit()

    def _offer_lifters(self) -> None:
        if self.studio is not None:
            known = self._session.lifters or self.studio.stage.lifters
            self.commands.offer_lifters(known, self.studio.lifters, enabled=self.wishes.mode == "one")

    def _set_lifter(self, name: str) -> None:
        self.wishes.lifter = name
        self._lifters_changed()

    def _set_trail_frames(self, frames: int) -> None:
        self.wishes.trail_frames = frames
        self._refresh()

    def _refresh(self) -> None:
        if self.studio is not None and self._has_poses:
            self.studio.refresh()

    def _refit(self) -> None:
        if self.studio is not None and self._has_poses:
            self.studio.refresh(fit=self.studio.is_fitted)
