"""Where the video is and how fast it plays, beside the buttons that play it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from app.theme import SPACE
from app.widgets.number_field import pad_number

SPEEDS = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 4.0)


class PlaceAndSpeed(QWidget):
    """The frame as a number to type in, its time, and the speed to choose."""

    frame_wanted = Signal(int)
    speed_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame, self._time, self._speed = QSpinBox(), QLabel(), QComboBox()
        self._frame.setAccessibleName(self.tr("Frame"))
        self._frame.setToolTip(self.tr("Frame of the video, counted from 0"))
        self._frame.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._frame.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._frame.setKeyboardTracking(False)
        pad_number(self._frame)
        self._frame.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self._frame.valueChanged.connect(self.frame_wanted)
        self._frame.editingFinished.connect(self._frame.clearFocus)
        self._time.setProperty("role", "faint")
        self._speed.setAccessibleName(self.tr("Speed"))
        self._speed.setToolTip(self.tr("Speed of playing"))
        self._speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for speed in SPEEDS:
            self._speed.addItem(f"{speed:g} ×", speed)
        self._speed.activated.connect(lambda i: self.speed_wanted.emit(self._speed.itemData(i)))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, SPACE, 0)
        row.setSpacing(SPACE)
        for part in (self._frame, self._time, self._speed):
            row.addWidget(part)
        self.show_speed(1.0)

    def show_length(self, frames: int) -> None:
        """A video of so many frames is open."""
        with QSignalBlocker(self._frame):
            self._frame.setRange(0, max(frames - 1, 0))
        self._frame.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * (len(str(frames)) + 2)) + 20)
        self.setEnabled(frames > 0)

    def show_place(self, frame: int, time_s: float, duration_s: float) -> None:
        """The frame and its time."""
        with QSignalBlocker(self._frame):
            self._frame.setValue(frame)
        self._time.setText(f"/ {self._frame.maximum()}   {time_s:.3f} s / {duration_s:.2f} s")

    def show_speed(self, speed: float) -> None:
        """How fast it plays."""
        index = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - speed))
        self._speed.setCurrentIndex(index)
        self._speed.setItemText(index, f"{SPEEDS[index]:g} ×")
        if abs(SPEEDS[index] - speed) > 1e-6:  # a step that the list does not have
            self._speed.setItemText(index, f"{speed:g} ×")
