"""How much there is to see: movement range by joint and over the clip, and what is too small to measure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.core_words import words_of
from app.newest import NewestJob
from app.session import Session
from app.theme import SPACE, Theme
from app.widgets.charts import TenthsChart
from app.widgets.hint import make_hint
from app.widgets.side_by_side import ScrollingPair
from app.widgets.stick_figure import StickFigure
from core.jobs import Report

if TYPE_CHECKING:
    from core.diagnostics.movement import MovementLens
    from core.take import Take

_LONGEST = 243
"""Frames of the longest window that lifters of the paper have."""


class MovementPanel(QWidget):
    """Joints coloured by their movement range over a window of any length, and the clip by tenths."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._take: Take | None = None
        self._lens: MovementLens | None = None
        self._largest = 1.0
        self._work = NewestJob("movement range", self._show, self._fail, self)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(1, _LONGEST // 2)
        self._slider.setPageStep(5)
        self._slider.setAccessibleName(self.tr("Window length"))
        self._slider.valueChanged.connect(lambda _: self._refresh())
        self._window = QLabel()
        self._reset = QPushButton(self.tr("Reset"))
        self._reset.setToolTip(self.tr("The window that the lifters of this take see"))
        self._reset.clicked.connect(self._use_lifters_window)
        self._figure = StickFigure(theme, parent=self)
        self._figure.setAccessibleName(self.tr("Joints coloured by their movement range"))
        self._figure.joint_clicked.connect(session.choose_joint)
        self._chart = TenthsChart(
            theme, self.tr("tenth of the clip's frames"), self.tr("mean movement range, half picture widths")
        )
        self._chart.setAccessibleName(self.tr("Movement range of the clip by tenths"))
        self._verdict = QLabel(wordWrap=True)
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = self._lay_out()
        self.setAccessibleName(self.tr("Movement range"))
        session.take_changed.connect(lambda _: self._open())
        session.preview_changed.connect(lambda _: self._open())
        session.frame_changed.connect(lambda _: self._show_frame())
        session.joint_changed.connect(self._choose_joint)
        self._open()

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._figure.set_theme(theme)
        self._chart.set_theme(theme)

    @property
    def window_frames(self) -> int:
        """The chosen window length in frames, odd."""
        return 2 * self._slider.value() + 1

    def _lay_out(self) -> QStackedLayout:
        head = QHBoxLayout()
        head.addWidget(self._window, 1)
        head.addWidget(self._reset)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chart, 1)
        column.addWidget(self._verdict)
        full = QWidget()
        rows = QVBoxLayout(full)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(SPACE)
        rows.addLayout(head)
        rows.addWidget(self._slider)
        rows.addWidget(ScrollingPair(self._figure, beside, (2, 3)), 1)
        stack = QStackedLayout(self)
        stack.addWidget(
            make_hint(
                self.tr(
                    "Here each joint will show how far it moves within a window of frames. Where that is"
                    " little, lifters have little to see."
                )
            )
        )
        stack.addWidget(full)
        return stack

    def _open(self) -> None:
        take = self._session.shown
        if take is None:
            self._work.drop()
            self._take = self._lens = None
            self._stack.setCurrentIndex(0)
            return
        is_new = self._take is None or self._take.video is not take.video
        self._take = take
        if is_new:
            self._lens = None
            self._use_lifters_window()
        self._refresh()
        self._stack.setCurrentIndex(1)

    def _use_lifters_window(self) -> None:
        if self._take is not None:
            self._slider.setValue(self._take.movement_window // 2)

    def _refresh(self) -> None:
        take, window = self._take, self.window_frames
        if take is None:
            return
        seconds = window * _frame_seconds(take)
        self._window.setText(self.tr("Window: {n} frames, {s:.2f} s").format(n=window, s=seconds))
        self._reset.setEnabled(window != take.movement_window)

        def measure(_report: Report) -> tuple[Take, MovementLens]:
            from core.diagnostics.movement import movement_lens

            return take, movement_lens(take.track, window)

        self._work.ask(measure)

    def _show(self, answer: tuple[Take, MovementLens]) -> None:
        take, self._lens = answer
        if take is self._take:
            movement = self._lens.movement
            self._largest = float(np.nanmax(movement)) if np.isfinite(movement).any() else 1.0
            self._chart.show_values(self._lens.tenths.means, self._lens.mean_floor, self.tr("noise floor"))
            self._show_frame()

    def _fail(self, error: Exception) -> None:
        self._verdict.setText(words_of(error))

    def _show_frame(self) -> None:
        take, lens = self._take, self._lens
        if take is None or lens is None or len(lens.mean) != len(take.track):
            return
        row = self._session.frame - int(take.track.frames[0])
        if not 0 <= row < len(lens.mean):
            self._figure.show_figure(None, np.zeros((0, 2)), np.zeros(0), 1.0)
            self._chart.show_mark(None)
            self._verdict.setText(self.tr("This frame is not part of the clip."))
            return
        self._figure.show_figure(
            take.track.skeleton, take.track.points[row], lens.movement[row], self._largest
        )
        tenth = int(lens.tenths.of_frame[row])
        self._chart.show_mark(tenth if tenth >= 0 else None)
        self._verdict.setText(self._judge(float(lens.mean[row]), lens.mean_floor, tenth))

    def _judge(self, value: float, floor: float, tenth: int) -> str:
        if not math.isfinite(value):
            return self.tr("The person was not seen whole in this frame.")
        here = self.tr("Movement range {value:.4f}: tenth {tenth} of 10.").format(
            value=value, tenth=tenth + 1
        )
        if not math.isfinite(floor):
            return here + " " + self.tr("The clip is too short to tell the detector's jitter.")
        if value < floor:
            return (
                here
                + " "
                + self.tr(
                    "The motion is too small to measure: the detector's jitter alone would give {floor:.4f}."
                ).format(floor=floor)
            )
        return (
            here
            + " "
            + self.tr("That is {times:.1f} times the detector's jitter ({floor:.4f}).").format(
                times=value / max(floor, 1e-12), floor=floor
            )
        )

    def _choose_joint(self, name: str | None) -> None:
        self._figure.choose_joint(name)


def _frame_seconds(take: Take) -> float:
    times = take.track.times
    return float((times[-1] - times[0]) / (len(times) - 1)) if len(times) > 1 else 0.0
