"""The shift lab: the person is pushed across the picture, and every lifter says what it makes of that."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QStackedLayout, QVBoxLayout, QWidget

from app.core_words import words_of
from app.lifter_shelf import LifterShelf
from app.newest import NewestJob
from app.session import Session
from app.theme import SPACE, Theme
from app.views.shift_controls import ShiftControls, ShiftNumbers
from app.views.shift_work import ShiftedPoses, lift_shifted, map_work
from app.widgets.charts import Curve, CurveChart
from app.widgets.hint import make_hint
from app.widgets.place_pad import PlacePad
from app.widgets.side_by_side import ScrollingPair
from core.jobs import Report

if TYPE_CHECKING:
    from core.diagnostics.safety_map import SafetyMap
    from core.take import Take

_LOOK_MS = 100
"""How soon a finer map is seen."""


class ShiftLabPanel(QWidget):
    """Works while it is seen; hidden, it takes its ghosts away from the other panels."""

    shift_changed = Signal(object)
    """(dx, dy) in normalised image units, or None without a shift."""
    shifted_poses = Signal(object)
    """dict: lifter -> (original (J, 3), shifted (J, 3)), camera frame, of the session's frame; or None."""
    safety_map_changed = Signal(object, tuple)
    """(R, C) millimetres or None, top row first; left, top, right and bottom in normalised image units."""
    seen_changed = Signal(bool)
    """Whether it has come into sight, or gone."""
    problem = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._shelf, self._device = LifterShelf(), "auto"
        self._said = ""
        self._is_seen = False
        self._dock: QDockWidget | None = None
        self._shift = (0.0, 0.0)
        self._maps: dict[tuple[str, float], SafetyMap] = {}
        self._coming: list[SafetyMap] = []
        self._live = NewestJob("shift", self._show_poses, self._fail, self)
        self._mapping = NewestJob("safety map", self._end_map, self._fail, self)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_coming)
        self.pad = PlacePad(theme)
        self.controls = ShiftControls()
        self._numbers = ShiftNumbers(theme)
        self._chart = CurveChart(
            theme, self.tr("length of the shift, half picture widths"), self.tr("mean drift, mm")
        )
        self._chart.setAccessibleName(self.tr("Drift against the length of the shift"))
        self._stack = self._lay_out()
        self.setAccessibleName(self.tr("Shift lab"))
        self._connect()
        self._open()

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        self.pad.set_theme(theme)
        self._numbers.set_theme(theme)
        self._chart.set_theme(theme)
        self._show_curves()

    def set_shelf(self, shelf: LifterShelf, device: str = "auto") -> None:
        """Share the window's lifters instead of loading them again."""
        self._shelf, self._device = shelf, device

    def set_shift(self, x: float, y: float) -> None:
        """Shift the person by so much, as far as the picture has room."""
        low, high = self.controls.room.T
        shift = tuple(float(v) for v in np.clip((x, y), low, high))
        if shift != self._shift:
            self._shift = (shift[0], shift[1])
            self._tell_shift()
            self._ask_poses()

    @property
    def shift(self) -> tuple[float, float]:
        """Of the person, in normalised image units."""
        return self._shift

    @property
    def is_seen(self) -> bool:
        """Whether it is in sight: a dock behind another tab is not, though Qt calls it visible."""
        return self._is_seen

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where it was left."""
        super().showEvent(event)
        dock = self.parentWidget()
        if not isinstance(dock, QDockWidget):
            self._see(True)
        elif dock is not self._dock:
            self._dock = dock
            dock.visibilityChanged.connect(self._see)  # which comes after this event

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the other panels alone."""
        super().hideEvent(event)
        self._see(False)

    def _see(self, is_seen: bool) -> None:
        if is_seen == self._is_seen:
            return
        self._is_seen = is_seen
        self.seen_changed.emit(is_seen)
        if is_seen:
            self._show_frame()
            self._show_map()
            return
        self._live.drop()
        self._mapping.drop()
        self._look.stop()
        self.shift_changed.emit(None)
        self.shifted_poses.emit(None)
        self._tell_map(None)

    def _lay_out(self) -> QStackedLayout:
        left, right = QWidget(), QWidget()
        for holder, parts in ((left, (self.pad, self.controls)), (right, (self._numbers, self._chart))):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE)
            for part in parts:
                column.addWidget(part, 1 if part in (self.pad, self._chart) else 0)
        full = QWidget()
        rows = QVBoxLayout(full)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.addWidget(ScrollingPair(left, right, (1, 1)))
        stack = QStackedLayout(self)
        stack.addWidget(
            make_hint(
                self.tr(
                    "Here the person can be pushed across the picture, to see whether a lifter's pose stays"
                    " the same. Process a video first."
                )
            )
        )
        stack.addWidget(full)
        return stack

    def _connect(self) -> None:
        session = self._session
        session.take_changed.connect(lambda _: self._open())
        session.frame_changed.connect(lambda _: self._show_frame())
        self.pad.shift_wanted.connect(self.set_shift)
        self.controls.shift_wanted.connect(self.set_shift)
        self.controls.view_changed.connect(self._change_view)
        self.controls.map_chosen.connect(self._show_map)

    def _open(self) -> None:
        take = self._session.take
        self._said = ""
        self._maps.clear()
        self._mapping.drop()
        self._numbers.show_lifters(tuple(take.results) if take is not None else ())
        if take is None or not take.results:
            self._shift = (0.0, 0.0)
            self._tell_shift()
            self.shifted_poses.emit(None)
            self._tell_map(None)
            self._stack.setCurrentIndex(0)
            return
        self.controls.show_lifters(tuple(take.results))
        self._show_curves()
        self._stack.setCurrentIndex(1)
        self._show_frame()
        self._show_map()

    def _show_curves(self) -> None:
        from core.diagnostics.safety_map import geometric_curve_mm
        from core.geometry.image import normalise

        take = self._session.take
        curves = []
        for position, (name, result) in enumerate(take.results.items() if take is not None else ()):
            lengths, drifts = result.shift.curve()
            curves.append(Curve(name, self._theme.lifter(name, position), lengths, drifts))
        if take is not None and take.results:
            pose = next(iter(take.results.values())).pose
            places = normalise(take.track.points[:, 0], *take.track.image_size).astype(np.float64)
            demanded = geometric_curve_mm(pose.joints, places, curves[0].x, self._focal(take))
            name = self.tr("by geometry")
            curves.append(Curve(name, self._theme.faint, curves[0].x, demanded, is_dashed=True))
        self._chart.show_curves(curves)

    def _row(self) -> int | None:
        take = self._session.take
        row = self._session.frame - int(take.track.frames[0]) if take is not None else -1
        return row if take is not None and 0 <= row < len(take.track) else None

    def _show_frame(self) -> None:
        from core.diagnostics.safety_map import shift_room
        from core.geometry.image import normalise

        take, row = self._session.take, self._row()
        if take is None or not self._is_seen:
            return
        width, height = take.track.image_size
        if row is None:
            self.pad.show_figure(None, np.zeros((0, 2)), np.zeros((2, 2)), height / width)
            self.controls.show_room(np.zeros((2, 2)))
            return
        window = max(result.window for result in take.results.values())
        room = shift_room(take.track, row, window)
        points = normalise(take.track.points[row], width, height)
        self.pad.show_figure(take.track.skeleton, points, room, height / width)
        self.controls.show_room(room)
        wanted = self._shift
        self._shift = (
            float(np.clip(wanted[0], *room[0])),
            float(np.clip(wanted[1], *room[1])),
        )
        self._tell_shift()
        self._ask_poses()

    def _tell_shift(self) -> None:
        self.pad.show_shift(self._shift)
        self.controls.show_shift(self._shift)
        is_shifted = self._shift != (0.0, 0.0)
        self._chart.show_mark(math.hypot(*self._shift) if is_shifted else None)
        if self._is_seen:
            self.shift_changed.emit(self._shift if is_shifted else None)

    def _ask_poses(self) -> None:
        take, row, shift = self._session.take, self._row(), self._shift
        if take is None or row is None or shift == (0.0, 0.0):
            self._live.drop()
            self._numbers.clear()
            self.shifted_poses.emit(None)
            return
        focal, shelf, device = self._focal(take), self._shelf, self._device
        names, track = tuple(take.results), take.track

        def lift(_report: Report) -> ShiftedPoses:
            return lift_shifted(shelf, names, device, track, row, shift, focal)

        self._live.ask(lift)

    def _show_poses(self, found: ShiftedPoses) -> None:
        if not self._is_seen or self._shift == (0.0, 0.0):
            return
        self._numbers.show_drifts(
            {name: (drift, demanded) for name, (_, _, drift, demanded) in found.items()}
        )
        missing = [name for name in self._session.lifters if name not in found]
        if missing:
            self._numbers.say(
                self.tr("The file of the lifter {name} is not at hand.").format(name=missing[0])
            )
        self.shifted_poses.emit({name: (before, after) for name, (before, after, _, _) in found.items()})

    def _change_view(self) -> None:
        self._maps.clear()
        self._show_curves()
        self._ask_poses()
        self._show_map()

    def _focal(self, take: Take) -> float:
        from core.diagnostics.safety_map import focal_of_view

        return focal_of_view(self.controls.view_deg, *take.track.image_size)

    def _show_map(self) -> None:
        """The map chosen, as fine as it is known, and finer while it is worked out."""
        take, name = self._session.take, self.controls.map_of
        if take is None or name is None or not self._is_seen:
            self._mapping.drop()
            self._look.stop()
            self._tell_map(None)
            return
        key = (name, self.controls.view_deg)
        known = self._maps.get(key)
        self._tell_map(known)
        if known is not None and known.is_finest:
            self._mapping.drop()
            return
        coming: list[SafetyMap] = []
        self._coming = coming
        self._mapping.ask(
            map_work(self._shelf, name, self._device, take.track, self._focal(take), coming), stop_last=True
        )
        self._look.start()

    def _show_coming(self) -> None:
        name = self.controls.map_of
        if self._coming and name is not None:
            newest = self._coming[-1]
            if self._maps.get((name, self.controls.view_deg)) is not newest:
                self._maps[name, self.controls.view_deg] = newest
                self._tell_map(newest)

    def _end_map(self, _answer: None) -> None:
        self._look.stop()
        self._show_coming()

    def _tell_map(self, found: SafetyMap | None) -> None:
        take = self._session.take
        drift = found.beyond_mm if found is not None else None
        aspect = take.track.image_size[1] / take.track.image_size[0] if take is not None else 1.0
        self.pad.show_map(drift)
        self.safety_map_changed.emit(drift, (-1.0, -aspect, 1.0, aspect))

    def _fail(self, error: Exception) -> None:
        text = words_of(error)
        self._numbers.say(text)
        if text != self._said:  # once: every shift fails alike
            self._said = text
            self.problem.emit(text)
