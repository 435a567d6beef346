"""Saving what the 3D view shows, in a chosen size."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QSpinBox,
    QWidget,
)  # fmt: skip

from app.theme import SPACE
from app.widgets.number_field import pad_number

_LARGEST = 8192


class PictureDialog(QDialog):
    """Asks for the size, then for the file."""

    def __init__(
        self,
        draw: Callable[[int, int], QImage],
        say: Callable[[str, Any], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save a picture of the 3D view"))
        self._draw, self._say = draw, say
        self._width, self._height = QSpinBox(), QSpinBox()
        form = QFormLayout(self)
        form.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for spin, value, name in (
            (self._width, 1920, self.tr("Width (pixels)")),
            (self._height, 1080, self.tr("Height (pixels)")),
        ):
            spin.setRange(16, _LARGEST)
            pad_number(spin)
            spin.setValue(value)
            spin.setAccessibleName(name)
            form.addRow(name, spin)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        for which, text in (
            (QDialogButtonBox.StandardButton.Save, self.tr("Save…")),
            (QDialogButtonBox.StandardButton.Cancel, self.tr("Cancel")),
        ):
            buttons.button(which).setText(text)
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.setMinimumWidth(320)

    def _ask(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), "pose.png", "PNG (*.png)")
        if path:
            self.save(path if path.lower().endswith(".png") else f"{path}.png")

    def save(self, path: str) -> None:
        """Draw and write; what went wrong is said in the window's banner."""
        image = self._draw(self._width.value(), self._height.value())
        if image.isNull():
            self._say(self.tr("There is nothing in the 3D view to save yet."), "warning")
        elif image.save(path):
            self._say(self.tr("Saved as {path}.").format(path=path), "good")
        else:
            text = self.tr("{path} could not be written. Choose another folder.")
            self._say(text.format(path=path), "error")
        self.accept()
