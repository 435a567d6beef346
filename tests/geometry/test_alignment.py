import numpy as np
import pytest
from scipy.linalg import orthogonal_procrustes
from scipy.optimize import minimize
from scipy.spatial.transform import Rotation

from core.geometry.alignment import align, similarity_fit


def some_points(count=6, joints=17, seed=0):
    return np.random.default_rng(seed).normal(size=(count, joints, 3))


def squared_distance(a, b):
    return ((a - b) ** 2).sum(axis=(1, 2))


def test_a_known_transform_is_found():
    source = some_points()
    rng = np.random.default_rng(1)
    rotation = Rotation.random(6, random_state=1).as_matrix()
    scale, shift = rng.uniform(0.1, 5, 6), rng.normal(size=(6, 3))
    target = scale[:, None, None] * np.einsum("nij,nkj->nki", rotation, source) + shift[:, None]
    found = similarity_fit(source, target)
    for value, expected in zip(found, (scale, rotation, shift), strict=True):
        np.testing.assert_allclose(value, expected, atol=1e-9)
    np.testing.assert_allclose(align(source, target), target, atol=1e-9)


def test_what_does_not_fit_exactly_fits_as_well_as_scipy_makes_it():
    """Near each other no reflection is nearer, so SciPy's orthogonal matrix is the rotation."""
    source = some_points()
    target = 2 * source @ Rotation.random(random_state=2).as_matrix().T + 0.2 * some_points(seed=3) + 7
    scale, rotation, shift = similarity_fit(source, target)
    for n in range(len(source)):
        s, t = source[n] - source[n].mean(axis=0), target[n] - target[n].mean(axis=0)
        matrix, trace = orthogonal_procrustes(s, t)
        np.testing.assert_allclose(rotation[n], matrix.T, atol=1e-9)
        assert scale[n] == pytest.approx(trace / (s**2).sum())
        fitted = scale[n] * source[n] @ rotation[n].T + shift[n]
        np.testing.assert_allclose(fitted.mean(axis=0), target[n].mean(axis=0))


def test_no_search_finds_a_nearer_fit():
    """Points without likeness, where a reflection is often nearer."""
    source, target = some_points(3, 5), some_points(3, 5, seed=4)
    found = squared_distance(align(source, target), target)
    for n in range(3):

        def distance(x, n=n):
            fitted = np.exp(x[0]) * source[n] @ Rotation.from_rotvec(x[1:4]).as_matrix().T + x[4:]
            return ((fitted - target[n]) ** 2).sum()

        starts = np.random.default_rng(n).normal(size=(8, 7))
        best = min(minimize(distance, start, method="BFGS").fun for start in starts)
        assert found[n] <= best + 1e-6
        assert found[n] == pytest.approx(best, rel=1e-3)


def test_a_mirror_image_is_not_turned_into_the_original():
    source = some_points()
    target = source * [-1, 1, 1]
    _, rotation, _ = similarity_fit(source, target)
    np.testing.assert_allclose(np.linalg.det(rotation), 1)
    np.testing.assert_allclose(
        rotation @ rotation.transpose(0, 2, 1), np.eye(3)[None].repeat(6, 0), atol=1e-9
    )
    assert (squared_distance(align(source, target), target) > 0.1).all()


@pytest.mark.parametrize("rank", [1, 2], ids=["line", "plane"])
def test_flat_points_are_aligned_too(rank):
    source = some_points()
    source[..., rank:] = 0
    target = 3 * source @ Rotation.random(random_state=5).as_matrix().T + 1
    _, rotation, _ = similarity_fit(source, target)
    np.testing.assert_allclose(np.linalg.det(rotation), 1)
    np.testing.assert_allclose(align(source, target), target, atol=1e-9)


def test_points_in_one_place_are_put_where_the_target_is():
    source, target = np.ones((2, 5, 3)) * 4, some_points(2, 5)
    scale, rotation, _ = similarity_fit(source, target)
    assert scale.tolist() == [0, 0]
    np.testing.assert_allclose(np.linalg.det(rotation), 1)
    np.testing.assert_allclose(align(source, target), target.mean(axis=1, keepdims=True).repeat(5, 1))


def test_each_is_fitted_on_its_own():
    source, target = some_points(), some_points(seed=6)
    for n in range(6):
        alone = align(source[n : n + 1], target[n : n + 1])[0]
        np.testing.assert_allclose(align(source, target)[n], alone)
