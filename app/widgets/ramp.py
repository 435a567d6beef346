"""Values as colours: from blue to orange, which people with any colour vision tell apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from app.theme import Theme

LEAST_FULL_MM = 10.0
"""What drifts less all over is steady, and is to look so: far less than any lifter errs by."""


def full_scale_mm(drift_mm: NDArray[np.floating]) -> float:
    """The drift that is shown as much: the largest there is; NaN where nothing is known."""
    known = drift_mm[np.isfinite(drift_mm)]
    return max(LEAST_FULL_MM, float(known.max(initial=0.0)))


def ramp(values: NDArray[np.floating], theme: Theme) -> NDArray[np.uint8]:
    """(..., 4) red, green, blue and alpha of values from 0 (little) to 1 (much); NaN is clear."""
    low, high = (np.array(QColor(colour).getRgb(), dtype=float) for colour in (theme.left, theme.right))
    part = np.clip(np.nan_to_num(values), 0, 1)[..., None]
    result = (low + part * (high - low)).astype(np.uint8)
    result[..., 3] = np.where(np.isfinite(values), 255, 0)
    return np.ascontiguousarray(result)


def ramp_colour(value: float, theme: Theme) -> QColor:
    """The colour of one value."""
    return QColor(*ramp(np.array(value), theme).tolist())


def ramp_image(values: NDArray[np.floating], theme: Theme) -> QImage:
    """A picture with a pixel for each of (R, C) values."""
    colours = ramp(values, theme)
    rows, columns = values.shape
    # A copy: QImage does not keep the array that it looks into.
    return QImage(colours.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
