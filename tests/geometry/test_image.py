import numpy as np
import pytest

from core.geometry.image import denormalise, normalise


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (640, 480), (7, 7)])
def test_normalised_units_span_the_width_and_keep_the_aspect(width, height):
    corners = np.array([[0, 0], [width, height], [width / 2, height / 2], [width, 0]], np.float32)
    expected = [[-1, -height / width], [1, height / width], [0, 0], [1, -height / width]]
    np.testing.assert_allclose(normalise(corners, width, height), expected, atol=1e-6)


def test_a_point_worked_by_hand():
    found = normalise(np.array([[480, 810]], np.float32), 1920, 1080)
    np.testing.assert_allclose(found, [[-0.5, 0.28125]], atol=1e-6)


def test_denormalising_undoes_normalising():
    points = np.random.default_rng(0).uniform(-100, 2000, (5, 17, 2)).astype(np.float32)
    there = normalise(points, 1920, 1080)
    assert there.dtype == np.float32
    np.testing.assert_allclose(denormalise(there, 1920, 1080), points, atol=1e-3)


def test_unknown_points_stay_unknown():
    points = np.array([[np.nan, 3], [4, 5]], np.float32)
    assert np.isnan(normalise(points, 10, 20)).tolist() == [[True, False], [False, False]]
