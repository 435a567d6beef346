"""The field's error measures, against values worked by hand and SciPy's rotations."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.evaluation.metrics import mpjpe, mpjve, n_mpjpe, p_mpjpe


@pytest.fixture
def truth():
    """Five frames of four joints, nothing special about them."""
    return np.random.default_rng(3).normal(size=(5, 4, 3))


def test_mpjpe_is_the_mean_distance():
    truth = np.zeros((1, 2, 3))
    predicted = np.array([[[3.0, 4.0, 0.0], [0.0, 0.0, 1.0]]])
    assert mpjpe(predicted, truth) == pytest.approx([3.0])  # (5 + 1) / 2


def test_p_mpjpe_forgives_scale_rotation_and_shift(truth):
    turns = Rotation.from_euler("xyz", np.arange(15).reshape(5, 3))
    moved = np.stack([2.5 * turn.apply(frame) + [1, 2, 3] for turn, frame in zip(turns, truth, strict=True)])
    assert p_mpjpe(moved, truth) == pytest.approx(np.zeros(5), abs=1e-9)


def test_p_mpjpe_does_not_forgive_a_mirror(truth):
    assert (p_mpjpe(truth * [-1, 1, 1], truth) > 0.1).all()


def test_p_mpjpe_is_that_of_scipys_best_rotation(truth):
    """Also where the best fit without mirrors is a bad one."""
    rng = np.random.default_rng(5)
    for predicted in (truth + rng.normal(scale=0.3, size=truth.shape), truth * [1, 1, -1]):
        naive = []
        for a, b in zip(predicted, truth, strict=True):
            a, b = a - a.mean(0), b - b.mean(0)
            a = Rotation.align_vectors(b, a)[0].apply(a)
            naive.append(np.linalg.norm(a * (a * b).sum() / (a * a).sum() - b, axis=1).mean())
        assert p_mpjpe(predicted, truth) == pytest.approx(np.array(naive), rel=1e-6)


def test_p_mpjpe_is_the_least_over_small_changes(truth):
    predicted = truth + np.random.default_rng(4).normal(scale=0.2, size=truth.shape)
    squares = _squares_after(predicted, truth, 1.0, [0, 0, 0])
    for scale in (0.98, 1.02):
        assert (_squares_after(predicted, truth, scale, [0, 0, 0]) > squares).all()
    for axis in np.eye(3):
        assert (_squares_after(predicted, truth, 1.0, 0.02 * axis) > squares).all()


def _squares_after(predicted, truth, scale, turn):
    """Sum of squares after Procrustes and a further small change."""
    from core.geometry.alignment import align

    aligned = align(predicted, truth)
    centre = aligned.mean(axis=1, keepdims=True)
    changed = scale * (aligned - centre) @ Rotation.from_rotvec(turn).as_matrix().T + centre
    return ((changed - truth) ** 2).sum(axis=(1, 2))


def test_n_mpjpe_forgives_scale_alone(truth):
    assert n_mpjpe(3 * truth, truth) == pytest.approx(np.zeros(5), abs=1e-12)
    assert (n_mpjpe(truth + np.array([0.5, 0, 0]), truth) > 0.05).all()


def test_mpjve_uses_true_time():
    truth = np.zeros((3, 1, 3))
    predicted = np.zeros((3, 1, 3))
    predicted[1:, 0, 0] = [1.0, 3.0]  # 1 m in 0.5 s, then 2 m in 0.25 s
    assert mpjve(predicted, truth, np.array([0.0, 0.5, 0.75])) == pytest.approx([2.0, 8.0])
