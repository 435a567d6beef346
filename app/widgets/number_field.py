"""What every field for a number needs."""

from PySide6.QtWidgets import QAbstractSpinBox


def pad_number(field: QAbstractSpinBox) -> None:
    """Keep the number off the border.

    WORKAROUND: in a spin box with a style sheet Qt 6.11 puts the text at the left edge, whatever the
    sheet says of padding (QStyleSheetStyle::subControlRect, SC_SpinBoxEditField).
    """
    field.lineEdit().setTextMargins(6, 0, 3, 0)
