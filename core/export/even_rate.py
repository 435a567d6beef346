"""A pose at one constant rate, for the formats that know no other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from core.export.compare import joint_error, pose_duration_s
from core.export.records import ExportContext, ExportOptions, ReadBack
from core.geometry.resampling import even_times, nearest_standard_rate, nearest_valid, resample
from core.pose.records import Pose

Array = NDArray[np.float64]

_LARGEST_JITTER = 0.02
"""Of a frame's length: times that stray further from an even grid are a variable rate."""


@dataclass(frozen=True, slots=True, eq=False)
class EvenPose:
    """A pose as a file with one rate shows it: N frames, all of them with joints."""

    pose: Pose
    """(N) y up; a frame without a pose of its own has that of the nearest one."""
    rate: Fraction
    rows: NDArray[np.intp]
    """(N,) row of the original pose that is nearest in time."""
    is_held: NDArray[np.bool_]
    """(N,) True where that row has no pose of its own."""
    is_resampled: bool
    duration_s: float
    """Of the original pose."""

    def with_gaps(self) -> Pose:
        """The pose with NaN for the frames that have none of their own."""
        joints = np.where(self.is_held[:, None, None], np.float32(np.nan), self.pose.joints)
        return replace(self.pose, joints=joints)


def make_even(pose: Pose, context: ExportContext, options: ExportOptions) -> EvenPose:
    """The pose at the rate of `choose_rate`; at least one frame must be lifted.

    At a constant rate every frame of the pose stays a frame; at a variable one, or where another rate is
    asked for, the joints are resampled (PCHIP), from the nearest lifted frames where there are gaps.
    """
    upright = pose.y_up()
    is_lifted = pose.is_lifted
    joints = upright.joints[nearest_valid(is_lifted)]
    rate = choose_rate(pose, context, options)
    duration_s = pose_duration_s(pose.times, _last_frame_s(pose, context))
    if not context.is_variable_rate and rate == context.nominal_rate:
        rows = np.arange(len(pose))
        return EvenPose(replace(upright, joints=joints), rate, rows, ~is_lifted, False, duration_s)
    at = even_times(pose.times, duration_s, rate)
    rows = _nearest_rows(pose.times, at)
    even = replace(
        upright,
        frames=pose.frames[rows],
        times=at,
        joints=_resample_joints(joints, pose.times, at),
        confidence=pose.confidence[rows],
        flags=pose.flags[rows],
    )
    return EvenPose(even, rate, rows, ~is_lifted[rows], True, duration_s)


def choose_rate(pose: Pose, context: ExportContext, options: ExportOptions) -> Fraction:
    """Frames per second of a file with one rate.

    The user's, else the video's; where that varies and what it states is not within a tenth of the frames
    that there really are, the standard rate nearest to these.
    """
    if options.rate is not None:
        return options.rate
    if not context.is_variable_rate or len(pose) < 2:
        return context.nominal_rate
    mean = (len(pose) - 1) / float(pose.times[-1] - pose.times[0])
    is_near = abs(float(context.nominal_rate) / mean - 1) < 0.1
    return context.nominal_rate if is_near else nearest_standard_rate(mean)


def exact_rate(rate: float) -> Fraction:
    """The fraction that a rate written with few digits stands for: 29.97003 is 30000/1001.

    Where neither a whole number of frames nor one over 1.001 s is within a millionth, the nearest fraction.
    """
    for candidate in (Fraction(round(rate)), Fraction(round(rate * 1.001) * 1000, 1001)):
        if candidate > 0 and abs(float(candidate) / rate - 1) < 1e-6:
            return candidate
    return Fraction(rate).limit_denominator(1_000_000)


def rate_of_times(times: Array) -> tuple[Fraction, bool]:
    """The rate that the times of a file's frames show, and whether it varies; 25 for a single frame."""
    if len(times) < 2:
        return Fraction(25), False
    mean = (len(times) - 1) / float(times[-1] - times[0])
    grid = np.linspace(times[0], times[-1], len(times))
    is_variable = bool(np.abs(times - grid).max() * mean > _LARGEST_JITTER)
    return nearest_standard_rate(mean) if is_variable else exact_rate(mean), is_variable


def describe_gaps(pose: Pose) -> tuple[tuple[int, int], ...]:
    """First and last video frame of each stretch without a pose: 3 4 5 9 -> (3, 5), (9, 9)."""
    frames = pose.frames[~pose.is_lifted]
    runs = np.split(frames, np.flatnonzero(np.diff(frames) != 1) + 1)
    return tuple((int(run[0]), int(run[-1])) for run in runs if len(run))


def list_gaps(gaps: tuple[tuple[int, int], ...]) -> str:
    """As a text: `3-5, 9`."""
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in gaps)


def _resample_joints(joints: NDArray[np.float32], times: Array, at: Array) -> NDArray[np.float32]:
    """One joint at a time: the curve through all of them would take many times the memory."""
    resampled = np.empty((len(at), *joints.shape[1:]), np.float32)
    for j in range(joints.shape[1]):
        resampled[:, j] = resample(joints[:, j].astype(np.float64), times, at)
    return resampled


def _last_frame_s(pose: Pose, context: ExportContext) -> float:
    """How long the last frame is shown: no time stamp says it, so as long as most."""
    if context.is_variable_rate and len(pose) > 1:
        return float(np.median(np.diff(pose.times)))
    return float(1 / context.nominal_rate)


def _nearest_rows(times: Array, at: Array) -> NDArray[np.intp]:
    middles = (times[1:] + times[:-1]) / 2
    return np.searchsorted(middles, at, side="right")


def compare_even(read: Pose, rate: float, even: EvenPose) -> ReadBack:
    """What a file with one rate, read back as a pose, differs by from the pose written to it."""
    gaps = even.with_gaps()
    error = joint_error(read.joints, gaps.joints, gaps.skeleton.joints, gaps.frames)
    duration_error_ms = (len(read) / rate - even.duration_s) * 1000
    return ReadBack(len(read), even.rate, error, duration_error_ms)


def even_notes(pose: Pose, even: EvenPose) -> Iterator[str]:
    """What was done to bring a pose to one rate, and when the file begins, in sentences."""
    if even.is_resampled:
        after = f"{len(even.pose)} at {float(even.rate):.6g} per second"
        yield f"Resampled from {len(pose)} frames to {after}."
    if pose.times[0] > 0:
        yield f"The file's time 0 is {pose.times[0]:.6f} s of the video."
