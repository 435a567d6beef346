"""A pose as the motion of our rig at its own times: what formats with explicit key times are written from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.errors import UnfitPose
from core.export.bvh_angles import solve_turns
from core.export.bvh_rig import POINTS, RIG
from core.export.compare import joint_error
from core.export.even_rate import describe_gaps, list_gaps
from core.export.records import ReadBack, Root
from core.export.rest_pose import RestPose, measure_rest, nearest_bones
from core.export.root import ANKLE_HEIGHT
from core.geometry.resampling import nearest_valid
from core.pose.records import Pose
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]

UPWARDS = np.array([0.0, 1.0, 0.0])

SKULL = "Skull"
"""A joint for the skin alone, half way between Neck and Head. Lifters disagree on where in the face H36M's
neck is, and by how much either bone leans in an upright head; together they point to the crown in all."""


@dataclass(frozen=True, slots=True)
class RigNode:
    """A joint or end site of the rig with its place in the T-pose."""

    name: str
    parent: int
    """Index among the nodes, -1 for the root."""
    offset_m: tuple[float, float, float]
    """From the parent."""
    is_turned: bool
    """Whether the joint ever turns within its parent."""


@dataclass(frozen=True, slots=True, eq=False)
class RigMotion:
    """Bones of constant length, turned to follow the pose; y up, metres, a key for each frame."""

    nodes: tuple[RigNode, ...]
    """Parents before children; end sites are called `Head_End` and so on."""
    rest: RestPose
    frames: NDArray[np.int64]
    """(T,) of the video."""
    times: Array
    """(T,) seconds from the first key."""
    turns: Mapping[str, Rotation]
    """T turns of each rig joint within its parent."""
    meant: Array
    """(T, 17, 3) joints of the pose in the same place; NaN where it has none."""
    fitted: Array
    """(T, 17, 3) joints at constant bone lengths in the same place: what a perfect file shows."""
    is_on_the_spot: bool
    """Whether the pose knows of no path through the room."""
    gaps: tuple[tuple[int, int], ...]
    """First and last video frame of each stretch without a pose."""


def fit_rig(pose: Pose, format_name: str, root: Root) -> RigMotion:
    """The rig that follows an H36M-17 pose. A frame without pose shows the nearest one that has it.

    Where the root goes, `fit_figure` says; `root` is what the user chose. `UnfitPose`, naming the format, for
    another skeleton and where nothing is lifted.
    """
    check_fits_rig(pose, format_name)
    upright = pose.y_up()
    rest = measure_rest(upright.joints[upright.is_lifted].astype(np.float64))
    shown = replace(upright, joints=upright.joints[nearest_valid(upright.is_lifted)])
    fitted, lift_m = fit_figure(shown, rest, root)
    turns = solve_turns(fitted, rest)
    return RigMotion(
        nodes=rig_nodes(rest),
        rest=rest,
        frames=pose.frames,
        times=pose.times - pose.times[0],
        turns=turns | {SKULL: turns["Head"] ** 0.5},
        meant=np.where(upright.is_lifted[:, None, None], shown.joints + lift_m * UPWARDS, np.nan),
        fitted=fitted,
        is_on_the_spot=upright.coordinates != "world",
        gaps=describe_gaps(pose),
    )


def fit_figure(pose: Pose, rest: RestPose, root: Root) -> tuple[Array, float]:
    """(T, 17, 3) the joints with bones of these lengths that are nearest to a pose, and their rise in metres.

    The pose is y up, every frame of it with joints. In the world the root goes where it went; else the
    figure moves on the spot, so much higher that the ground is under its lowest foot of the whole clip. So
    that bones keep their lengths, all joints give way a little, the root too unless it is to stay in place.
    """
    joints = pose.joints.astype(np.float64)
    fitted = nearest_bones(joints, pose.times, rest)
    if root == "in-place":
        fitted += joints[:, :1] - fitted[:, :1]
    if pose.coordinates == "world":
        return fitted, 0.0
    ankles = fitted[:, [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")], 1]
    lift_m = float(ANKLE_HEIGHT * rest.lengths["left_ankle"] - ankles.min())
    return fitted + lift_m * UPWARDS, lift_m


def check_fits_rig(pose: Pose, format_name: str) -> None:
    """`UnfitPose` for another skeleton than H36M-17 and for a pose without a single lifted frame."""
    if pose.skeleton.joints != H36M_17.joints:
        raise UnfitPose(
            f"{format_name} needs the 17 joints of {H36M_17.name}, but this pose is in {pose.skeleton.name}. "
            "Export it as CSV or JSON, or lift the clip with a 17-joint lifter."
        )
    if not pose.is_lifted.any():
        raise UnfitPose(
            f"{format_name} needs at least one frame with a pose, but none of this clip's "
            f"{len(pose)} frames has one. Choose a part of the video where the person is seen."
        )


def rig_nodes(rest: RestPose) -> tuple[RigNode, ...]:
    """Joints and end sites of the rig in this T-pose, and `SKULL`."""
    index_of = {"": -1}
    nodes: list[RigNode] = []

    def add(name: str, parent: str, offset: Array, *, is_turned: bool) -> None:
        x, y, z = (offset + 0.0).tolist()
        index_of[name] = len(nodes)
        nodes.append(RigNode(name, index_of[parent], (x, y, z), is_turned))

    for joint in RIG:
        add(joint.name, joint.parent, rest.offset_m(joint), is_turned=joint.bone is not None)
        end = rest.end_offset_m(joint)
        if end is not None:
            add(f"{joint.name}_End", joint.name, end, is_turned=False)
    add(SKULL, "Neck", np.zeros(3), is_turned=True)
    return tuple(nodes)


def rest_places(nodes: tuple[RigNode, ...]) -> Array:
    """(N, 3) metres from the pelvis of each node in the T-pose."""
    places = np.zeros((len(nodes), 3))
    for i, node in enumerate(nodes):
        places[i] = np.array(node.offset_m) + (places[node.parent] if node.parent >= 0 else 0)
    return places


def continuous_quaternions(turns: Rotation) -> Array:
    """(T, 4) x y z w, each signed like the one before: blending goes the short way round."""
    quaternions = np.asarray(turns.as_quat())
    steps = np.einsum("ti,ti->t", quaternions[1:], quaternions[:-1])
    signs = np.cumprod(np.concatenate([[1.0], np.where(steps < 0, -1.0, 1.0)]))
    return np.asarray(signs[:, None] * quaternions)


def compare_rig(places: Mapping[str, Array], times: Array, motion: RigMotion) -> ReadBack:
    """What a file read back, as (T, 3) places by node name and (T,) times, differs by from what was meant."""
    joints = np.stack([places[POINTS[name]] for name in H36M_17.joints], axis=1)
    return ReadBack(
        frames=len(times),
        rate=None,
        error=joint_error(joints, motion.meant, H36M_17.joints, motion.frames),
        duration_error_ms=float(np.ptp(times) - np.ptp(motion.times)) * 1000,
        rig_error=joint_error(joints, motion.fitted, H36M_17.joints, motion.frames),
        held_frames=motion.gaps,
        notes=tuple(_notes(motion)),
    )


def _notes(motion: RigMotion) -> Iterator[str]:
    yield "Units are metres and seconds; y is up, the T-pose faces +z. Every frame keeps its own time."
    yield "Bones have one length for the whole clip, the same left and right."
    yield "In the T-pose neck and head lean as in the median of the clip, to neither side."
    yield "Hands and feet keep a fixed angle to forearm and shank: no finger or toe was seen."
    yield "Joint angles are for animation, not for clinical or biomechanical analysis."
    if motion.is_on_the_spot:
        yield "The figure moves on the spot, at one height for the whole clip."
    if motion.gaps:
        yield f"Video frames without a pose show the nearest one that has it: {list_gaps(motion.gaps)}."
