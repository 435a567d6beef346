"""What stands around the pad of the shift lab: sliders, the choice of the map, and the live numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.theme import SPACE, Theme
from app.widgets.number_field import pad_number

_UNITS = 1000
"""Slider steps in a normalised image unit."""
_USUAL_VIEW_DEG = 60.0


class ShiftControls(QWidget):
    """Sliders for the shift, the lifter whose map is shown, and the camera's field of view."""

    shift_wanted = Signal(float, float)
    map_chosen = Signal()
    view_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.room: NDArray[np.floating] = np.zeros((2, 2))
        """(2, 2) least and greatest shift in x and in y."""
        self._sliders = [self._make_slider(text) for text in (self.tr("Shift across"), self.tr("Shift down"))]
        self._values = [QLabel("0 %") for _ in self._sliders]
        reset = QPushButton(self.tr("Put back"))
        reset.setToolTip(self.tr("The person where the camera saw them"))
        reset.clicked.connect(lambda: self.shift_wanted.emit(0.0, 0.0))
        self._map = QComboBox()
        self._map.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._map.setMinimumContentsLength(6)
        self._map.setAccessibleName(self.tr("Lifter whose safety map is shown"))
        self._map.currentIndexChanged.connect(lambda _: self.map_chosen.emit())
        self._view = QDoubleSpinBox()
        pad_number(self._view)
        self._view.setRange(10, 150)
        self._view.setDecimals(0)
        self._view.setValue(_USUAL_VIEW_DEG)
        self._view.setSuffix("°")
        self._view.setKeyboardTracking(False)
        self._view.setAccessibleName(self.tr("Field of view of the camera"))
        self._view.setToolTip(
            self.tr("Along the picture's longer side: decides how much drift geometry demands")
        )
        self._view.valueChanged.connect(lambda _: self.view_changed.emit())
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for row, (slider, value, text) in enumerate(
            zip(self._sliders, self._values, ("Δx", "Δy"), strict=True)
        ):
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("+100.0 %"))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(QLabel(text), row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(value, row, 2)
        grid.addWidget(reset, 0, 3, 2, 1)
        below = QHBoxLayout()
        below.addWidget(QLabel(self.tr("Map")))
        below.addWidget(self._map, 1)
        below.addWidget(QLabel(self.tr("View")))
        below.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addLayout(below)

    @property
    def view_deg(self) -> float:
        """Field of view along the picture's longer side."""
        return self._view.value()

    @property
    def map_of(self) -> str | None:
        """The lifter whose map is wanted, or None."""
        name = self._map.currentData()
        return str(name) if name is not None else None

    def show_lifters(self, names: tuple[str, ...]) -> None:
        """Offer maps of these; the last one's is shown at first, RIE's as a rule."""
        known = tuple(self._map.itemData(i) for i in range(1, self._map.count()))
        if known == names:
            return
        with QSignalBlocker(self._map):
            self._map.clear()
            self._map.addItem(self.tr("No map"), None)
            for name in names:
                self._map.addItem(self.tr("Drift of {name}").format(name=name), name)
            self._map.setCurrentIndex(len(names))

    def show_room(self, room: NDArray[np.floating]) -> None:
        """Let the sliders reach as far as the picture has room."""
        self.room = room
        for slider, (low, high) in zip(self._sliders, room, strict=True):
            with QSignalBlocker(slider):
                slider.setRange(math.ceil(low * _UNITS), math.floor(high * _UNITS))
            slider.setEnabled(bool(high > low))

    def show_shift(self, shift: tuple[float, float]) -> None:
        """Show the shift, in percent of the picture's width."""
        for slider, label, value in zip(self._sliders, self._values, shift, strict=True):
            with QSignalBlocker(slider):
                slider.setValue(round(value * _UNITS))
            label.setText(f"{50 * value:+.1f} %" if value else "0 %")
            label.setToolTip(self.tr("of the picture's width"))

    def _make_slider(self, name: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setSingleStep(10)
        slider.setPageStep(50)
        slider.setAccessibleName(name)
        slider.valueChanged.connect(lambda _: self._emit())
        return slider

    def _emit(self) -> None:
        x, y = (slider.value() / _UNITS for slider in self._sliders)
        self.shift_wanted.emit(x, y)


class ShiftNumbers(QWidget):
    """For each lifter its drift under the shift, beside what geometry itself demands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._heads: list[QLabel] = []
        self._cells: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("role", "faint")
        self.clear()

    def set_theme(self, theme: Theme) -> None:
        """Change the lifters' colours."""
        self._theme = theme
        for position, (name, (label, _, _)) in enumerate(self._cells.items()):
            label.setStyleSheet(f"color: {theme.lifter(name, position)}; font-weight: 600;")

    def show_lifters(self, names: tuple[str, ...]) -> None:
        """A row for each of these."""
        if names == self._names:
            return
        self._names = names
        self._grid.removeWidget(self._note)
        for old in (*self._heads, *(cell for cells in self._cells.values() for cell in cells)):
            self._grid.removeWidget(old)
            old.deleteLater()
        self._heads = []
        for column, title in enumerate((self.tr("Lifter"), self.tr("Drift"), self.tr("By geometry"))):
            head = QLabel(title)
            head.setProperty("role", "faint")
            self._grid.addWidget(head, 0, column)
            self._heads.append(head)
        self._cells = {}
        for row, name in enumerate(names, 1):
            cells = (QLabel(name), QLabel("–"), QLabel("–"))
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, row, column)
            cells[1].setAccessibleName(self.tr("Drift of {name}").format(name=name))
            self._cells[name] = cells
        self._grid.addWidget(self._note, len(names) + 1, 0, 1, 3)
        self._grid.setColumnStretch(2, 1)
        self.set_theme(self._theme)
        self.clear()

    def show_drifts(self, drifts: Mapping[str, tuple[float, float]]) -> None:
        """By lifter the drift and what geometry demands, millimetres."""
        for name, (_, drift, demanded) in self._cells.items():
            values = drifts.get(name, (math.nan, math.nan))
            for label, value in zip((drift, demanded), values, strict=True):
                label.setText(self.tr("{mm:.1f} mm").format(mm=value) if math.isfinite(value) else "–")
        self.say(
            self.tr("A person who looks the same elsewhere in the picture has turned, as the camera sees it:"
                    " a perfect lifter drifts as far as geometry demands, no more and no less.")
        )  # fmt: skip

    def clear(self) -> None:
        """Without a shift there is no drift."""
        for _, drift, demanded in self._cells.values():
            drift.setText("–")
            demanded.setText("–")
        self.say(self.tr("Push the person across the picture: does the pose stay the same?"))

    def say(self, text: str) -> None:
        """A sentence below the numbers."""
        self._note.setText(text)
