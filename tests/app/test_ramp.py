"""Drifts as colours: a steady lifter looks steady."""

import numpy as np

from app.theme import DARK
from app.widgets.ramp import LEAST_FULL_MM, full_scale_mm, ramp


def test_the_largest_drift_is_full_colour():
    assert full_scale_mm(np.array([[1.0, np.nan, 42.0]])) == 42


def test_drifts_too_small_to_matter_do_not_fill_the_scale():
    drift = np.array([[0.01, 0.002, np.nan]])
    assert full_scale_mm(drift) == LEAST_FULL_MM
    assert full_scale_mm(np.full((2, 2), np.nan)) == LEAST_FULL_MM
    little, much = (ramp(np.array(part), DARK).astype(int) for part in (0.0, 1.0))
    painted = ramp(drift / full_scale_mm(drift), DARK).astype(int)
    assert np.abs(painted[0, 0] - little).max() < 3
    assert np.abs(much - little).max() > 30
    assert painted[0, 2, 3] == 0
