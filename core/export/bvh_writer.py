"""BVH: a rig with constant bones and joint angles at an even rate, for animation programs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.export.bvh_angles import turns_by_joint
from core.export.bvh_profiles import PROFILES, BvhProfile, orders_of, unit_of
from core.export.bvh_reader import FRAMES_AT_ONCE, forward_kinematics, read_bvh_parts
from core.export.bvh_rig import RIG
from core.export.compare import ErrorSum
from core.export.even_rate import EvenPose, describe_gaps, even_notes, list_gaps, make_even
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.export.rest_pose import RestPose, measure_rest
from core.export.rig_motion import UPWARDS, check_fits_rig, fit_figure
from core.files import write_aside
from core.geometry.rotation import continuous_euler
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

UNITS_PER_METRE = {"cm": 100.0, "m": 1.0}
_UNIT_NAMES = {"cm": "centimetres", "m": "metres"}

TWIST_RULE = (
    "Twist: joints turn by the least swing; upper arms and thighs roll with the plane of the elbow or"
    " knee where it is bent by more than 15 degrees, and keep to the nearest frames that show it where it is"
    " straight."
)


@dataclass(frozen=True, slots=True, eq=False)
class _Rigged:
    """What the file is to show, in metres."""

    even: EvenPose
    fitted: Array
    """(N, 17, 3) at constant bone lengths, where the file is to have them."""
    lift_m: float
    """How much higher that is than the joints of the pose, which has no floor."""
    rest: RestPose


def write_bvh(
    pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
) -> ReadBack:
    """The pose as joint angles of a rig (`bvh_rig`) made for a program (`bvh_profiles`); what came back.

    A frame without pose shows the nearest one that has it. At a constant rate every frame of the pose is a
    frame of the file; at a variable one, or if `options.rate` asks for another, the joints are resampled.
    Where the root goes, `fit_figure` says.
    `UnfitPose` for another skeleton than H36M-17 and for a pose without a single lifted frame.
    """
    check_fits_rig(pose, "BVH")
    profile, unit = PROFILES[options.profile], unit_of(options)
    rigged = _rig(pose, context, options)
    scale = UNITS_PER_METRE[unit]
    with write_aside(path) as file:
        file.writelines(_hierarchy_lines(rigged.rest, scale, profile))
        file.writelines(_motion_lines(_channel_values(rigged, scale, profile), rigged.even.rate))
    read_back = _read_back(path, rigged, scale, profile)
    held = describe_gaps(pose)
    notes = tuple(_notes(pose, rigged.even, held, profile, unit))
    return replace(read_back, held_frames=held, notes=notes)


def _rig(pose: Pose, context: ExportContext, options: ExportOptions) -> _Rigged:
    rest = measure_rest(pose.y_up().joints[pose.is_lifted].astype(np.float64))
    even = make_even(pose, context, options)
    fitted, lift_m = fit_figure(even.pose, rest, options.root)
    return _Rigged(even, fitted, lift_m, rest)


def _channel_values(rigged: _Rigged, scale: float, profile: BvhProfile) -> Array:
    """(N, channels) position of the root, and degrees of every joint without jumps."""
    orders = orders_of(profile)
    values = np.empty((len(rigged.fitted), 3 + 3 * len(RIG)))
    values[:, :3] = scale * rigged.fitted[:, 0]
    for i, (joint, turns) in enumerate(turns_by_joint(rigged.fitted, rigged.rest), 1):
        values[:, 3 * i : 3 * i + 3] = np.rad2deg(continuous_euler(turns, orders[joint.name]))
    return values


def _hierarchy_lines(rest: RestPose, scale: float, profile: BvhProfile) -> Iterator[str]:
    """`scale` is how many units of the file are a metre."""
    orders = orders_of(profile)
    yield "HIERARCHY\n"
    open_joints: list[str] = []
    for joint in RIG:
        while open_joints and open_joints[-1] != joint.parent:
            yield "\t" * (len(open_joints) - 1) + "}\n"
            open_joints.pop()
        indent = "\t" * len(open_joints)
        open_joints.append(joint.name)
        rotations = " ".join(f"{axis}rotation" for axis in orders[joint.name])
        channels = f"3 {rotations}" if joint.parent else f"6 Xposition Yposition Zposition {rotations}"
        kind, name = "JOINT" if joint.parent else "ROOT", profile.name(joint.name)
        yield f"{indent}{kind} {name}\n{indent}{{\n"
        yield f"{indent}\tOFFSET {_three(scale * rest.offset_m(joint))}\n{indent}\tCHANNELS {channels}\n"
        end = rest.end_offset_m(joint)
        if end is not None:
            offset = _three(scale * end)
            yield f"{indent}\tEnd Site\n{indent}\t{{\n{indent}\t\tOFFSET {offset}\n{indent}\t}}\n"
    yield from ("\t" * depth + "}\n" for depth in reversed(range(len(open_joints))))


def _motion_lines(values: Array, rate: Fraction) -> Iterator[str]:
    yield f"MOTION\nFrames: {len(values)}\nFrame Time: {float(1 / rate):.10f}\n"
    line = " ".join(["%.6f"] * values.shape[1]) + "\n"
    for start in range(0, len(values), FRAMES_AT_ONCE):
        rounded = np.round(values[start : start + FRAMES_AT_ONCE], 6) + 0.0  # adding 0 makes -0 into 0
        yield "".join([line % tuple(row) for row in rounded.tolist()])


def _three(vector: Array) -> str:
    return "{:.6f} {:.6f} {:.6f}".format(*(vector + 0.0))


def _read_back(path: Path, rigged: _Rigged, scale: float, profile: BvhProfile) -> ReadBack:
    even, points = rigged.even, profile.points()
    pose_error = ErrorSum(H36M_17.joints)
    rig_error = ErrorSum(H36M_17.joints)
    frames, frame_time_s = 0, 0.0
    for part in read_bvh_parts(path):
        rows = slice(frames, frames + len(part))
        frames, frame_time_s = rows.stop, part.frame_time_s
        places = forward_kinematics(part) / scale
        joints = places[:, [part.index(points[name]) for name in H36M_17.joints]]
        numbers = even.pose.frames[rows]
        rig_error.add(joints, rigged.fitted[rows], numbers)
        meant = even.pose.joints[rows].astype(np.float64)
        meant[even.is_held[rows]] = np.nan
        pose_error.add(joints, meant + rigged.lift_m * UPWARDS, numbers)
    return ReadBack(
        frames=frames,
        rate=even.rate,
        error=pose_error.result(),
        duration_error_ms=(frames * frame_time_s - even.duration_s) * 1000,
        rig_error=rig_error.result(),
    )


def _notes(
    pose: Pose,
    even: EvenPose,
    held: tuple[tuple[int, int], ...],
    profile: BvhProfile,
    unit: Literal["cm", "m"],
) -> Iterator[str]:
    yield f"Units are {_UNIT_NAMES[unit]} and degrees; y is up, the T-pose faces +z."
    if profile.advice:
        yield profile.advice
    yield (
        "Bones have one length for the whole clip, the same left and right. For that all joints were moved as"
        " little as possible, the pelvis too."
    )
    yield TWIST_RULE
    yield "In the T-pose neck and head lean as in the median of the clip, to neither side."
    yield "Hands and feet keep a fixed angle to forearm and shank: no finger or toe was seen."
    yield "Joint angles are for animation, not for clinical or biomechanical analysis."
    if pose.coordinates != "world":
        yield "The figure moves on the spot, at one height for the whole clip."
    yield from even_notes(pose, even)
    if held:
        yield f"Video frames without a pose show the nearest one that has it: {list_gaps(held)}."
