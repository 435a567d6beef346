"""BVH: a rig with constant bones and joint angles at an even rate, for animation programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import UnfitPose
from core.export.bvh_angles import euler_deg, solve_turns
from core.export.bvh_reader import forward_kinematics, read_bvh
from core.export.bvh_rig import POINTS, RIG, end_offset_m, fit_bones, measure_bones, offset_m
from core.export.compare import joint_error, pose_duration_s
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.files import write_aside
from core.geometry.resampling import even_times, nearest_standard_rate, nearest_valid, resample
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

_UNITS_PER_METRE = {"cm": 100.0, "m": 1.0}
_UNIT_NAMES = {"cm": "centimetres", "m": "metres"}
_ANKLE_HEIGHT = 0.18
"""Of the ankle over the sole, in shanks."""


@dataclass(frozen=True, slots=True, eq=False)
class _Motion:
    """The pose as the file is to show it: a pose in every frame, an even rate."""

    rate: Fraction
    joints: Array
    """(N, 17, 3) metres from the pelvis, y up."""
    root_path: Array | None
    """(N, 3) metres, y up."""
    rows: NDArray[np.intp]
    """(N,) row of the pose that is nearest in time."""
    is_held: NDArray[np.bool_]
    """(N,) True where that row has no pose of its own."""
    is_resampled: bool
    duration_s: float
    """Of the pose."""


def write_bvh(
    pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
) -> ReadBack:
    """The pose as joint angles of a rig with HumanIK names (`bvh_rig`), and what reading it back found.

    A frame without pose shows the nearest one that has it. At a constant rate every frame of the pose is a
    frame of the file; at a variable one, or if `options.rate` asks for another, the joints are resampled.
    Without a root path the figure moves on the spot, the ground under its lowest foot of the whole clip.
    `UnfitPose` for another skeleton than H36M-17 and for a pose without a single lifted frame.
    """
    _check(pose, options)
    upright = pose.y_up()
    motion = _even_motion(upright, context, options)
    lengths = measure_bones(upright.joints[upright.is_lifted].astype(np.float64))
    fitted = fit_bones(motion.joints, lengths)
    angles = euler_deg(solve_turns(fitted))
    root = _root_path(motion, fitted, lengths)
    scale = _UNITS_PER_METRE[options.unit]
    with write_aside(path) as file:
        file.writelines(_hierarchy_lines({b: scale * length for b, length in lengths.items()}))
        file.writelines(_motion_lines(scale * root, angles, motion.rate))
    return _read_back(path, pose, motion, fitted, options)


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


def _check(pose: Pose, options: ExportOptions) -> None:
    if pose.skeleton.joints != H36M_17.joints:
        raise UnfitPose(
            f"BVH needs the 17 joints of {H36M_17.name}, but this pose is in {pose.skeleton.name}. "
            "Export it as CSV or JSON, or lift the clip with a 17-joint lifter."
        )
    if not pose.is_lifted.any():
        raise UnfitPose(
            "BVH needs at least one frame with a pose, but none of this clip's "
            f"{len(pose)} frames has one. Choose a part of the video where the person is seen."
        )
    path = options.root_path_m
    if path is not None and (path.shape != (len(pose), 3) or not np.isfinite(path).all()):
        raise ValueError(f"root path must be finite and of shape {(len(pose), 3)}, not {path.shape}")


def _even_motion(pose: Pose, context: ExportContext, options: ExportOptions) -> _Motion:
    is_lifted = pose.is_lifted
    joints = pose.joints[nearest_valid(is_lifted)].astype(np.float64)
    joints -= joints[:, :1]
    path = options.root_path_m
    rows = np.arange(len(pose))
    rate = choose_rate(pose, context, options)
    duration_s = pose_duration_s(pose.times, _last_frame_s(pose, context))
    is_resampled = context.is_variable_rate or rate != context.nominal_rate
    if is_resampled:
        at = even_times(pose.times, duration_s, rate)
        joints = resample(joints, pose.times, at)
        path = None if path is None else resample(path, pose.times, at)
        rows = _nearest_rows(pose.times, at)
    return _Motion(rate, joints, path, rows, ~is_lifted[rows], is_resampled, duration_s)


def _last_frame_s(pose: Pose, context: ExportContext) -> float:
    """How long the last frame is shown: no time stamp says it, so as long as most."""
    if context.is_variable_rate and len(pose) > 1:
        return float(np.median(np.diff(pose.times)))
    return float(1 / context.nominal_rate)


def _nearest_rows(times: Array, at: Array) -> NDArray[np.intp]:
    middles = (times[1:] + times[:-1]) / 2
    return np.searchsorted(middles, at, side="right")


def _root_path(motion: _Motion, fitted: Array, lengths: dict[str, float]) -> Array:
    """(N, 3) metres: the path given, or one place above the ground for the whole clip."""
    if motion.root_path is not None:
        return motion.root_path
    ankles = fitted[:, [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")], 1]
    height = _ANKLE_HEIGHT * lengths["left_ankle"] - ankles.min()
    return np.tile([0.0, height, 0.0], (len(fitted), 1))


def _hierarchy_lines(lengths: dict[str, float]) -> Iterator[str]:
    """Lengths in the units of the file."""
    yield "HIERARCHY\n"
    open_joints: list[str] = []
    for joint in RIG:
        while open_joints and open_joints[-1] != joint.parent:
            yield "\t" * (len(open_joints) - 1) + "}\n"
            open_joints.pop()
        indent = "\t" * len(open_joints)
        open_joints.append(joint.name)
        rotations = " ".join(f"{axis}rotation" for axis in joint.order)
        channels = f"3 {rotations}" if joint.parent else f"6 Xposition Yposition Zposition {rotations}"
        yield f"{indent}{'JOINT' if joint.parent else 'ROOT'} {joint.name}\n{indent}{{\n"
        yield f"{indent}\tOFFSET {_three(offset_m(joint, lengths))}\n{indent}\tCHANNELS {channels}\n"
        end = end_offset_m(joint, lengths)
        if end is not None:
            yield f"{indent}\tEnd Site\n{indent}\t{{\n{indent}\t\tOFFSET {_three(end)}\n{indent}\t}}\n"
    yield from ("\t" * depth + "}\n" for depth in reversed(range(len(open_joints))))


def _motion_lines(root: Array, angles: dict[str, Array], rate: Fraction) -> Iterator[str]:
    yield f"MOTION\nFrames: {len(root)}\nFrame Time: {float(1 / rate):.10f}\n"
    columns = np.concatenate([root, *(angles[joint.name] for joint in RIG)], axis=1)
    line = " ".join(["%.6f"] * columns.shape[1]) + "\n"
    for values in columns:
        yield line % tuple((np.round(values, 6) + 0.0).tolist())  # adding 0 makes -0 into 0


def _three(vector: Array) -> str:
    return "{:.6f} {:.6f} {:.6f}".format(*(vector + 0.0))


def _read_back(path: Path, pose: Pose, motion: _Motion, fitted: Array, options: ExportOptions) -> ReadBack:
    file = read_bvh(path)
    places = forward_kinematics(file) / _UNITS_PER_METRE[options.unit]
    joints = places[:, [file.index(POINTS[name]) for name in H36M_17.joints]]
    joints = joints - joints[:, :1]
    meant = np.where(motion.is_held[:, None, None], np.nan, motion.joints)
    frames = pose.frames[motion.rows]
    held = _ranges(pose.frames[~pose.is_lifted])
    return ReadBack(
        frames=len(file),
        rate=motion.rate,
        error=joint_error(joints, meant, H36M_17.joints, frames),
        duration_error_ms=(len(file) * file.frame_time_s - motion.duration_s) * 1000,
        rig_error=joint_error(joints, fitted, H36M_17.joints, frames),
        held_frames=held,
        notes=tuple(_notes(pose, motion, held, options)),
    )


def _ranges(frames: NDArray[np.int64]) -> tuple[tuple[int, int], ...]:
    """First and last of each stretch: 3 4 5 9 -> (3, 5), (9, 9)."""
    runs = np.split(frames, np.flatnonzero(np.diff(frames) != 1) + 1)
    return tuple((int(run[0]), int(run[-1])) for run in runs if len(run))


def _notes(
    pose: Pose, motion: _Motion, held: tuple[tuple[int, int], ...], options: ExportOptions
) -> Iterator[str]:
    yield f"Units are {_UNIT_NAMES[options.unit]} and degrees; y is up, the T-pose faces +z."
    yield "Bones have one length for the whole clip, the same left and right."
    yield "Hands and feet keep a fixed angle to forearm and shank: no finger or toe was seen."
    yield "Joint angles are for animation, not for clinical or biomechanical analysis."
    if motion.root_path is None:
        yield "The figure moves on the spot, at one height for the whole clip."
    if motion.is_resampled:
        after = f"{len(motion.joints)} at {float(motion.rate):.6g} per second"
        yield f"Resampled from {len(pose)} frames to {after}."
    if held:
        stretches = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in held)
        yield f"Video frames without a pose show the nearest one that has it: {stretches}."
