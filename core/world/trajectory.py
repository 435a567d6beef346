"""Where the root is before the camera: closed form in each frame, then one smooth solve over the clip."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solveh_banded

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

POSE_NOISE_M = 0.04
"""How far a lifted joint is usually off: what residuals are weighed against."""
_CORRELATION_S = 0.1
"""A lifter's errors last about so long, so frames nearer than this tell little more than one of them."""
_SIZE_NOISE, _SIZE_NOISE_S = 0.015, 1.0
"""By what share of itself a body is lifted too big or small, and for how long."""
_GOOD_FIT_M = 0.01
_RESTLESSNESS = 20.0
"""m²/s³, density of the root's acceleration as white noise. With it a root that is seen as well as it is
across the view follows movements up to about 6 Hz, and its depth, ten times less sure, up to about 2 Hz."""
_SLIP = 0.15
"""m/s by which an ankle above a planted foot still seems to move."""
_FLOOR_NOISE_M = 0.025
"""How much the ankle's height differs from one planted foot to another."""
_NEAREST_M = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class FrameRoots:
    """What each frame says of its root's place by itself."""

    root: Array
    """(T, 3) metres from the camera; NaN where the frame has no pose."""
    information: Array
    """(T, 3, 3) inverse covariance, 1/m²; 0 where there is no pose."""
    residual_m: Array
    """(T,) root mean square distance between the joints and the rays they were seen on, weighted."""

    @property
    def is_known(self) -> Mask:
        """(T,) whether the frame has a root."""
        return np.asarray(np.isfinite(self.root).all(axis=1))


def roots_by_frame(joints: Array, rays: Array, weights: Array) -> FrameRoots:
    """The root of each frame that brings its joints nearest to the rays on which they were seen.

    Joints (T, J, 3) metres relative to the root, camera frame; rays (T, J, 2) are x/z and y/z; weights
    (T, J) at least 0. With t the root, (X + t_x) = x (Z + t_z) and (Y + t_y) = y (Z + t_z) are linear in t:
    weighted least squares, then three times again with less weight for joints that are far off. The rays are
    exact beside the joints, hence no bias by their noise. A frame with fewer than three joints, or
    whose root would lie behind the camera, is NaN.
    """
    is_usable = np.isfinite(joints).all(axis=2) & np.isfinite(rays).all(axis=2) & (weights > 0)
    weight = np.where(is_usable, weights, 0.0) / POSE_NOISE_M**2  # (T, J)
    body, seen = np.where(is_usable[..., None], joints, 0.0), np.where(is_usable[..., None], rays, 0.0)
    is_known = is_usable.sum(axis=1) >= 3
    robust = _nearness(seen, is_usable)
    for _ in range(4):
        information, right = _normal_equations(body, seen, weight * robust)
        # The least bit of order for bodies seen from so far away, or so badly, that nothing fixes a depth.
        information += (1e-9 * np.trace(information, axis1=1, axis2=2))[:, None, None] * np.eye(3)
        information[~is_known] = np.eye(3)
        root = np.linalg.solve(information, right[..., None])[..., 0]  # (T, 3)
        off = seen * (body[..., 2:] + root[:, None, 2:]) - body[..., :2] - root[:, None, :2]
        distance = np.linalg.norm(off, axis=2)  # (T, J) metres
        robust = 1 / np.maximum(1, distance / (2.5 * POSE_NOISE_M)) ** 2
    is_known &= np.isfinite(root).all(axis=1) & (root[:, 2] > _NEAREST_M)
    total = np.maximum(weight.sum(axis=1), 1e-12)
    residual = np.sqrt((weight * distance**2).sum(axis=1) / total)
    return FrameRoots(
        np.where(is_known[:, None], root, np.nan),
        np.where(is_known[:, None, None], information, 0.0),
        np.where(is_known, residual, np.nan),
    )


def _nearness(rays: Array, is_usable: Mask) -> Array:
    """(T, J) less than 1 for rays far from the rest of the body: one alone could pull the root close up."""
    middle = _masked_median(rays, is_usable[..., None])  # (T, 1, 2)
    distance = np.linalg.norm(rays - middle, axis=2)
    usual = _masked_median(distance, is_usable)  # (T, 1)
    return np.asarray(1 / np.maximum(1, distance / np.maximum(3 * usual, 1e-9)) ** 2)


def _masked_median(values: Array, is_usable: Mask) -> Array:
    """Along axis 1, kept as an axis of one; 0 where nothing is usable. (`np.nanmedian` is far slower.)"""
    ordered = np.sort(np.where(is_usable, values, np.inf), axis=1)
    count = is_usable.sum(axis=1, keepdims=True)
    middle = np.take_along_axis(
        ordered, np.broadcast_to(np.maximum(count - 1, 0) // 2, ordered[:, :1].shape), axis=1
    )
    return np.asarray(np.where(count > 0, middle, 0.0))


def _normal_equations(body: Array, rays: Array, weight: Array) -> tuple[Array, Array]:
    """(T, 3, 3) and (T, 3) of rows (1, 0, -x | x Z - X) and (0, 1, -y | y Z - Y)."""
    target = rays * body[..., 2:] - body[..., :2]  # (T, J, 2)
    total = weight.sum(axis=1)
    mean = np.einsum("tj,tjc->tc", weight, rays)
    left = np.zeros((len(body), 3, 3))
    left[:, 0, 0] = left[:, 1, 1] = total
    left[:, :2, 2] = left[:, 2, :2] = -mean
    left[:, 2, 2] = np.einsum("tj,tjc,tjc->t", weight, rays, rays)
    right = np.empty((len(body), 3))
    right[:, :2] = np.einsum("tj,tjc->tc", weight, target)
    right[:, 2] = -np.einsum("tj,tjc,tjc->t", weight, rays, target)
    return left, right


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Feet that stand on the ground, and so tell of the root."""

    ankles: Array
    """(T, 2, 3) metres relative to the root, in the frame of the roots."""
    is_down: Mask
    """(T, 2)"""
    up: Array
    """(3,) unit vector."""
    height: float | None
    """Of a planted ankle along `up`; None where no floor is to be held to."""


def smooth_roots(times: Array, frames: FrameRoots, planted: Planted | None = None) -> Array:
    """(T, 3) the root's path: near what each frame says, as smooth as a body moves, in true time.

    The least of: the squared distance from each frame's own root in units of its uncertainty (Huber, so that
    single bad frames do not pull), the squared second derivative in true time, and with `planted` the
    movement of feet that stand and the distance of their ankles from `height`. One banded system, solved a
    few times. Depth is what a frame knows least and so what is smoothed most. Frames without a root are
    bridged; all are NaN if none has one.
    """
    known = frames.is_known
    if not known.any():
        return np.full_like(frames.root, np.nan)
    seen = np.where(known[:, None], frames.root, 0.0)
    share = np.minimum(_time_shares(times) / _CORRELATION_S, 1.0)
    information = _honest_information(frames) * share[:, None, None] + 1e-9 * np.eye(3)
    root = seen
    for _ in range(5):
        off = root - seen
        distance = np.sqrt(np.einsum("ti,tij,tj->t", off, frames.information, off).clip(0))
        trust = 1 / np.maximum(1, distance / 4)  # 4: three unknowns, each 2 sigma or more off
        system = _Banded(len(times))
        system.add_unary(information * trust[:, None, None], seen)
        _add_smoothness(system, times)
        if planted is not None:
            _add_planted(system, times, planted, root, share)
        root = system.solve()
    return root


def _honest_information(frames: FrameRoots) -> Array:
    """(T, 3, 3) with what a single frame cannot know of its own error.

    A lifter that takes a bent body for a straighter one makes it too big, and so too far away, for as long
    as it stays bent; and such frames fit their rays worse than the rest of the clip.
    """
    known = frames.is_known
    usual = max(1.5 * float(np.median(frames.residual_m[known])), _GOOD_FIT_M)
    fit = np.minimum(usual / np.maximum(frames.residual_m, usual), 1.0) ** 2
    root = np.where(known[:, None], frames.root, [0.0, 0.0, 1.0])
    # The variance of each frame stands for `_CORRELATION_S`, and this error lasts longer.
    far = root * (_SIZE_NOISE * np.sqrt(_SIZE_NOISE_S / _CORRELATION_S))
    moved = np.einsum("tij,tj->ti", frames.information, far)
    gain = moved[:, :, None] * moved[:, None, :] / (1 + np.einsum("ti,ti->t", far, moved))[:, None, None]
    result = (frames.information - gain) * fit[:, None, None]  # Sherman and Morrison: (C + far far')^-1
    return np.asarray(np.where(known[:, None, None], result, 0.0))


def _time_shares(times: Array) -> Array:
    """(T,) seconds that each frame stands for: half the way to its neighbours."""
    if len(times) == 1:
        return np.array([_CORRELATION_S])
    steps = np.diff(times)
    return np.asarray(np.concatenate([[steps[0]], steps[:-1] + steps[1:], [steps[-1]]]) / 2)


class _Banded:
    """Normal equations of a path (T, 3) whose terms link at most three frames in a row."""

    def __init__(self, count: int) -> None:
        self._left = np.zeros((9, 3 * count))  # lower form: [row - column, column]
        self._right = np.zeros((count, 3))

    def add_unary(self, information: Array, target: Array) -> None:
        """(T, 3, 3) times the squared distance from `target` (T, 3)."""
        self.add_block(0, information)
        self._right += np.einsum("tij,tj->ti", information, target)

    def add_block(self, ahead: int, block: Array) -> None:
        """Blocks (T - ahead, 3, 3) that link frame i (columns) with frame i + ahead (rows)."""
        for row in range(3):
            for column in range(3):
                offset = 3 * ahead + row - column
                if offset >= 0:
                    self._left[offset, column : column + 3 * len(block) : 3] += block[:, row, column]

    def add_step(self, weight: Array, step: Array) -> None:
        """Weight (T - 1,) times the squared distance of x[i + 1] - x[i] from `step` (T - 1, 3)."""
        block = weight[:, None, None] * np.eye(3)
        ends = np.zeros((len(weight) + 1, 3, 3))
        ends[:-1] += block
        ends[1:] += block
        self.add_block(0, ends)
        self.add_block(1, -block)
        self._right[1:] += weight[:, None] * step
        self._right[:-1] -= weight[:, None] * step

    def solve(self) -> Array:
        solution = solveh_banded(self._left, self._right.ravel(), lower=True, check_finite=False)
        return np.asarray(solution).reshape(-1, 3)


def _add_smoothness(system: _Banded, times: Array) -> None:
    """The integral of the squared second derivative, by differences over uneven steps."""
    if len(times) < 3:
        return
    before, after = np.diff(times)[:-1], np.diff(times)[1:]
    middle = (before + after) / 2
    row = np.stack([1 / (before * middle), -1 / middle * (1 / before + 1 / after), 1 / (after * middle)])
    weight = middle / _RESTLESSNESS
    count = len(times)
    for ahead in range(3):
        total = np.zeros(count - ahead)
        for first in range(3 - ahead):
            total[first : first + count - 2] += weight * row[first] * row[first + ahead]
        system.add_block(ahead, total[:, None, None] * np.eye(3))


def _add_planted(system: _Banded, times: Array, planted: Planted, root: Array, share: Array) -> None:
    steps = np.diff(times)
    for foot in range(2):
        is_down, ankle = planted.is_down[:, foot], planted.ankles[:, foot]
        weight = np.where(is_down[1:] & is_down[:-1], 1 / (_SLIP**2 * _CORRELATION_S * steps), 0.0)
        step = -np.diff(ankle, axis=0)
        slip = np.linalg.norm(np.diff(root, axis=0) - step, axis=1) / steps
        system.add_step(weight / np.maximum(1, slip / (2 * _SLIP)), np.where(weight[:, None] > 0, step, 0.0))
        if planted.height is not None:
            _add_height(system, planted, planted.height, foot, root, share)


def _add_height(
    system: _Banded, planted: Planted, height: float, foot: int, root: Array, share: Array
) -> None:
    """Hold a planted ankle at its height; less where it is far off, as on a step or a box."""
    wanted = height - planted.ankles[:, foot] @ planted.up  # of the root along up
    off = np.abs(root @ planted.up - wanted)
    trust = (
        planted.is_down[:, foot] * share / _FLOOR_NOISE_M**2 / np.maximum(1, off / (2 * _FLOOR_NOISE_M)) ** 2
    )
    outer = np.outer(planted.up, planted.up)
    system.add_unary(trust[:, None, None] * outer, wanted[:, None] * planted.up)
