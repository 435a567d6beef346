"""The strip below the picture: its size, what is drawn over it, and its brightness."""

from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from app.icons import make_icon
from app.theme import SPACE, Theme
from app.widgets.number_field import pad_number

BRIGHTNESS_STEPS = 100
LARGEST_GAMMA = 4.0
LARGEST_DECAY = 60
DEFAULT_DECAY = 6
"""A fifth of a second at 30 frames a second: about as long as a detector errs in one go."""
_LEAST_LETTERS = 12
"""Of the choice of keypoints: a narrow panel cuts it rather than becoming wider."""


class Shown(Enum):
    """Whose keypoints are drawn over the picture."""

    LIFTERS = "lifters"
    DETECTOR = "detector"
    NOTHING = "nothing"


class VideoControls(QWidget):
    """A row of small controls; tells what is chosen and knows nothing of the picture."""

    fit_wanted = Signal()
    actual_wanted = Signal()
    gamma_changed = Signal(float)
    """Values of the picture become value ** (1 / gamma)."""
    shown_changed = Signal()
    names_changed = Signal(bool)
    """Whether the keypoint under the pointer is named."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fit = _button(self.tr("Fit"), self.tr("Show the whole picture"))
        self._fit.clicked.connect(lambda: self.fit_wanted.emit())
        self._actual = _button(self.tr("1:1"), self.tr("Show each pixel of the video as one of the screen"))
        self._actual.clicked.connect(lambda: self.actual_wanted.emit())
        self._zoom = QLabel("100 %")
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("4000 %"))
        self._zoom.setAccessibleName(self.tr("Zoom"))
        self._shown = self._make_choice()
        self._names = _button(self.tr("Names"), self.tr("Name the keypoint under the pointer"))
        self._names.setCheckable(True)
        self._names.setChecked(True)
        self._names.toggled.connect(self.names_changed)
        self._decay_label = QLabel(self.tr("Fade over"))
        self._decay = self._make_decay()
        self._sun = _button("", self.tr("Back to the video's own brightness"))
        self._sun.setIconSize(QSize(16, 16))
        self._brightness = self._make_brightness()
        self._sun.clicked.connect(lambda: self._brightness.setValue(0))
        self._lay_out()
        self.show_correcting(False)
        self.set_theme(theme)

    @property
    def shown(self) -> Shown:
        """Whose keypoints are to be drawn."""
        return Shown(self._shown.currentData())

    @property
    def decay_frames(self) -> int:
        """Over how many frames to either side a correction fades out."""
        return self._decay.value()

    def choose(self, shown: Shown) -> None:
        """Draw these keypoints from now on."""
        self._shown.setCurrentIndex(self._shown.findData(shown.value))

    def show_zoom(self, scale: float) -> None:
        """Say how large the picture is: screen pixels per picture pixel."""
        self._zoom.setText(f"{100 * scale:.0f} %")

    def show_correcting(self, is_on: bool) -> None:
        """Offer what is for correcting only."""
        self._decay_label.setVisible(is_on)
        self._decay.setVisible(is_on)

    def set_theme(self, theme: Theme) -> None:
        """Look different from now on."""
        self._sun.setIcon(make_icon("brightness", theme))
        self._zoom.setStyleSheet(f"color: {theme.faint}")
        self._decay_label.setStyleSheet(f"color: {theme.faint}")

    def _make_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.addItem(self.tr("Seen by lifters"), Shown.LIFTERS.value)
        choice.addItem(self.tr("Seen by detector"), Shown.DETECTOR.value)
        choice.addItem(self.tr("No keypoints"), Shown.NOTHING.value)
        choice.setToolTip(
            self.tr("Which keypoints are drawn: cleaned and corrected, as the lifters saw them, or raw")
        )
        choice.setAccessibleName(self.tr("Keypoints drawn"))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.setMinimumWidth(_LEAST_LETTERS * choice.fontMetrics().averageCharWidth() + 4 * SPACE)
        choice.currentIndexChanged.connect(lambda: self.shown_changed.emit())
        return choice

    def _make_decay(self) -> QSpinBox:
        decay = QSpinBox()
        pad_number(decay)
        decay.setMaximum(LARGEST_DECAY)
        decay.setValue(DEFAULT_DECAY)
        decay.setPrefix("± ")
        decay.setSuffix(self.tr(" frames"))
        decay.setToolTip(
            self.tr("How many frames before and after follow a joint that you drag, less and less")
        )
        decay.setAccessibleName(decay.toolTip())
        return decay

    def _make_brightness(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setMaximum(BRIGHTNESS_STEPS)
        slider.setToolTip(self.tr("Brighten the shadows of a dark video"))
        slider.setAccessibleName(self.tr("Brightness"))
        slider.setMinimumWidth(48)
        slider.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # it yields first
        slider.setMaximumWidth(140)
        slider.valueChanged.connect(
            lambda value: self.gamma_changed.emit(float(LARGEST_GAMMA ** (value / BRIGHTNESS_STEPS)))
        )
        return slider

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE // 2)
        for widget in (self._fit, self._actual, self._zoom, self._shown, self._names):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._decay_label)
        row.addWidget(self._decay)
        row.addWidget(self._sun)
        row.addWidget(self._brightness, 1)


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
