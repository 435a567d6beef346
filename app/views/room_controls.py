"""Handles of the room panel: a slider with a number, and numbers that may be unknown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QSlider, QWidget

from app.theme import SPACE
from app.widgets.number_field import pad_number


class Number(QDoubleSpinBox):
    """A number that the wheel of a panel that scrolls leaves alone."""

    def __init__(self, least: float, most: float, decimals: int, suffix: str) -> None:
        super().__init__()
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        pad_number(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only once it was chosen."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class MaybeNumber(Number):
    """A number or none; the first step from none leads to a usual value."""

    def __init__(
        self, least: float, most: float, decimals: int, suffix: str, *, none: str, usual: float
    ) -> None:
        self._least, self._usual = least, usual
        super().__init__(least - 10**-decimals, most, decimals, suffix)
        self.setSpecialValueText(none)
        self.setValue(self.minimum())

    def stepBy(self, steps: int) -> None:
        """From none to the usual value."""
        if self.value_or_none is None and steps > 0:
            self.setValue(self._usual)
        else:
            super().stepBy(steps)

    @property
    def value_or_none(self) -> float | None:
        """None where it is not known."""
        return None if self.value() <= self.minimum() else self.value()

    def show_value(self, value: float | None) -> None:
        """Show it and tell nobody."""
        with QSignalBlocker(self):
            self.setValue(self.minimum() if value is None else value)


class Handle(QWidget):
    """A slider and its number, one value."""

    moved = Signal()
    """To another value, by whatever means."""
    released = Signal()
    """The slider was let go."""

    def __init__(self, name: str, reach: float, most: float, step: float, decimals: int, suffix: str) -> None:
        """The slider goes from -`reach` to `reach`, the number from -`most` to `most`."""
        super().__init__()
        self._step = step
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(-reach / step), round(reach / step))
        self.slider.setPageStep(round(reach / step / 9))
        self.slider.setAccessibleName(name)
        self.number = Number(-most, most, decimals, suffix)
        self.number.setSingleStep(step)
        self.number.setAccessibleName(name)
        self.number.setFixedWidth(self.fontMetrics().horizontalAdvance("-180.00 m") + 4 * SPACE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self.slider.valueChanged.connect(self._follow_slider)
        self.slider.sliderReleased.connect(self.released)
        self.number.valueChanged.connect(self._follow_number)

    @property
    def value(self) -> float:
        """In the unit of the number."""
        return self.number.value()

    @property
    def is_held(self) -> bool:
        """Whether the slider is being dragged."""
        return self.slider.isSliderDown()

    def show_value(self, value: float) -> None:
        """Show it and tell nobody."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.number.setValue(value)
            self.slider.setValue(round(value / self._step))

    def _follow_slider(self, steps: int) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(steps * self._step)
        self.moved.emit()

    def _follow_number(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value / self._step))
        self.moved.emit()


class Choice(QComboBox):
    """One of a few; the wheel of a panel that scrolls leaves it alone."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        for value, text in texts.items():
            self.addItem(text, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only once it was chosen."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def show_value(self, value: str) -> None:
        """Show it and tell nobody."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(self.findData(value), 0))
