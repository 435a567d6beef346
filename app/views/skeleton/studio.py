"""The picture of the 3D view: stage, camera and the widget that draws. Made when there is a take to show."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.session import Session
from app.theme import Theme
from app.views.skeleton.backend import View, Way, chosen_way, make_view
from app.views.skeleton.camera import Camera
from app.views.skeleton.mouse import CameraHand
from app.views.skeleton.overlay import tile_rects
from app.views.skeleton.scene import Scene
from app.views.skeleton.stage import Stage, within
from app.views.skeleton.wishes import Preset, Wishes
from core.take import Take

Array = NDArray[np.floating]

_PICK_PX = 14
_FIRST_VIEW = (25.0, 10.0)
"""Azimuth and elevation: a little beside the video's camera, with whose picture a user compares it."""
_MOST_PX = 8192


class Studio(QWidget):
    """Draws the session's frame the way the wishes say."""

    def __init__(self, session: Session, theme: Theme, wishes: Wishes) -> None:
        super().__init__()
        self._session, self._theme, self._wishes = session, theme, wishes
        self._take: Take | None = None
        self._stage = Stage()
        self._camera = Camera(*_FIRST_VIEW)
        self._scene: Scene | None = None
        self._shifted: Mapping[str, tuple[Array, Array]] | None = None
        self._hovered: tuple[int, int] | None = None
        self._is_fitted = self._needs_fit = self._is_stale = True
        self._anchor: Array | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._put_view(chosen_way())

    @property
    def is_fitted(self) -> bool:
        """Whether the camera stands where `fit` put it, not where the user did."""
        return self._is_fitted

    @property
    def way(self) -> Way:
        """How it is drawn on this machine."""
        return self._way

    @property
    def view(self) -> View:
        """The widget that draws."""
        return self._view

    @property
    def camera(self) -> Camera:
        """Where the picture is taken from; after a change, call `refresh`."""
        return self._camera

    @property
    def stage(self) -> Stage:
        """What there is to show."""
        return self._stage

    @property
    def scene(self) -> Scene:
        """What is shown now."""
        self._draw_if_stale()
        assert self._scene is not None
        return self._scene

    @property
    def lifters(self) -> tuple[str, ...]:
        """The lifters shown, in their tiles' order."""
        return self._stage.shown(self._session.lifters, self._wishes)

    def set_take(self, take: Take) -> None:
        """Show another take; the camera stays where it is if the user has placed it."""
        if take is not self._take:
            is_same_clip = self._take is not None and self._take.video is take.video
            self._take, self._stage = take, Stage(take, is_finished=self._session.take is not None)
            self._shifted = None
            self.refresh(fit=self._is_fitted or not is_same_clip)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._view.set_theme(theme)
        self.refresh()

    def set_shifted(self, shifted: Mapping[str, tuple[Array, Array]] | None) -> None:
        """See `SkeletonPanel.set_shifted`."""
        if (shifted is None) != (self._shifted is None):
            self._anchor = None
        self._shifted = shifted
        self.refresh()

    def refresh(self, *, fit: bool = False) -> None:
        """Something changed; drawn at once if it can be seen, else when it is."""
        if fit:
            self._is_fitted = self._needs_fit = True
        self._is_stale = True
        if self.isVisible():
            self._draw_if_stale()

    def look_from(self, preset: Preset) -> None:
        """One of the usual directions."""
        facing = self._stage.motion(self.lifters[0], self._wishes).facing if self.lifters else 0.0
        self._camera.azimuth, self._camera.elevation = {
            "front": (facing, 4.0),
            "side": (facing + 90, 4.0),
            "top": (facing, 89.9),
            "camera": self._video_camera(),
            "three-quarter": (facing + 35, 14.0),
        }[preset]
        self.refresh(fit=True)

    def reset_camera(self) -> None:
        """Back to the first view."""
        self._camera.azimuth, self._camera.elevation = _FIRST_VIEW
        self._camera.is_orthographic = False
        self.refresh(fit=True)

    def orbit(self, right_deg: float, up_deg: float) -> None:
        """Walk around the person."""
        self._camera.orbit(right_deg, up_deg)
        self._moved_by_hand()

    def zoom(self, factor: float) -> None:
        """Come nearer (below 1) or go away."""
        self._camera.zoom(factor)
        self._moved_by_hand()

    def picture(self, width: int, height: int) -> QImage:
        """What is shown, in another size; from farther away if that is narrower."""
        self._draw_if_stale()
        width, height = (min(max(side, 16), _MOST_PX) for side in (width, height))
        distance = self._camera.distance
        narrower = (self.width() / max(self.height(), 1)) / (width / height)
        self._camera.distance *= max(1.0, narrower)
        try:
            return self._view.picture(width, height)
        finally:
            self._camera.distance = distance

    def joint_at(self, place: QPointF) -> tuple[int, int] | None:
        """The tile and the joint nearest to a place, or None if none is near."""
        if self._scene is None:
            return None
        for number, rect in enumerate(self._tile_rects()):
            tile = self._scene.tiles[number]
            if rect.contains(place) and tile.figures:
                spots, depth = self._camera.project(tile.figures[0].joints, rect.width(), rect.height())
                away = np.hypot(*(spots - [place.x() - rect.left(), place.y()]).T)
                # of joints that lie over each other the one in front
                score = np.where(away <= _PICK_PX, away + 20 * (depth - depth.min()), np.inf)
                joint = int(score.argmin())
                return (number, joint) if np.isfinite(score[joint]) else None
        return None

    def joint_places(self, tile: int = 0) -> Array:
        """(J, 2) where the joints of a tile's figure are drawn, in the view's pixels."""
        rect = self._tile_rects()[tile]
        figure = self.scene.tiles[tile].figures[0]
        places, _ = self._camera.project(figure.joints, rect.width(), rect.height())
        return np.asarray(places + np.array([rect.left(), rect.top()]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted picture stays fitted."""
        super().resizeEvent(event)
        self.refresh(fit=self._is_fitted)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was missed while hidden."""
        super().showEvent(event)
        self._draw_if_stale()

    # ---- drawing

    def _put_view(self, way: Way) -> None:
        widget = make_view(way, self._theme)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setAccessibleName(self.tr("3D figure"))
        self._way, self._view = way, cast("View", widget)
        self._view.camera = self._camera
        if way == "gl":
            widget.failed.connect(self._fall_back)  # type: ignore[attr-defined]  # only that view can fail
        hand = CameraHand(widget, self._camera)
        hand.moved.connect(self._moved_by_hand)
        hand.clicked.connect(self._clicked)
        hand.hovered.connect(self._hover)
        self._box.addWidget(widget)
        self.refresh()

    def _fall_back(self) -> None:
        old = cast("QWidget", self._view)
        self._box.removeWidget(old)
        old.deleteLater()
        self._put_view("painter")

    def _draw_if_stale(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        lifters = self.lifters
        scene = self._stage.scene(
            self._session.frame,
            lifters,
            self._wishes,
            self._theme,
            joint=self._session.joint,
            shifted=self._shifted,
        )
        self._scene = self._with_hover(scene)
        self._place_camera(lifters)
        self._view.show_scene(self._scene)

    def _place_camera(self, lifters: tuple[str, ...]) -> None:
        """Fit if that was asked for, else move along with the root of the first figure."""
        figures = self._scene.tiles[0].figures if self._scene is not None else ()
        root = figures[0].joints[0] * np.array([1.0, 0.0, 1.0]) if figures else None
        if self._needs_fit and lifters:
            self._needs_fit = False
            wishes = within(self._wishes, self._shifted)
            frame = self._session.frame if self._wishes.follows else None
            rect = self._tile_rects()[0]
            points = self._stage.points(lifters, wishes, frame=frame)
            self._camera.fit(points, rect.width(), rect.height())
        elif self._wishes.follows and root is not None and self._anchor is not None:
            self._camera.target = self._camera.target + root - self._anchor
        self._anchor = root

    def _tile_rects(self) -> list[QRectF]:
        count = len(self._scene.tiles) if self._scene is not None else 1
        return tile_rects(self.width(), self.height(), count)

    def _video_camera(self) -> tuple[float, float]:
        """Azimuth and elevation of the video's own camera."""
        back = self._stage.camera_back
        if back is None or not self._wishes.in_world:
            return 0.0, 0.0
        return (
            float(np.degrees(np.arctan2(back[0], back[2]))),
            float(np.degrees(np.arcsin(np.clip(back[1], -1, 1)))),
        )

    # ---- the mouse

    def _moved_by_hand(self) -> None:
        self._is_fitted = False
        self._view.show_scene(self.scene)

    def _clicked(self, place: QPointF) -> None:
        found = self.joint_at(place)
        self._session.choose_joint(self._joint_name(found) if found is not None else None)

    def _hover(self, place: QPointF | None) -> None:
        found = None if place is None else self.joint_at(place)
        if found != self._hovered and self._scene is not None:
            self._hovered = found
            self._scene = self._with_hover(self._scene)
            self._view.show_scene(self._scene)

    def _joint_name(self, found: tuple[int, int]) -> str:
        tile, joint = found
        return self.scene.tiles[tile].figures[0].body.skeleton.joints[joint]

    def _with_hover(self, scene: Scene) -> Scene:
        """The same scene with the joint under the pointer marked."""
        at, joint = self._hovered or (-1, None)
        return replace(
            scene,
            tiles=tuple(
                replace(tile, hovered=joint if number == at else None)
                for number, tile in enumerate(scene.tiles)
            ),
        )
