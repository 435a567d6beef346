"""Motion capture files of several kinds as the 17 joints that lifters learn: metres, Z up, true rate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core.datasets.asf_amc import AcclaimSkeleton, acclaim_places, read_amc, read_asf
from core.errors import BadInput
from core.export.bvh_reader import BvhJoint, BvhMotion, forward_kinematics, read_bvh
from core.pose.skeleton import H36M_17

Array = NDArray[np.float64]
Places = dict[str, Array]
"""(T, 3) of each named joint, end site, bone end or marker."""

_Y_TO_Z = Rotation.from_euler("x", 90, degrees=True)
"""Y up to Z up: x, y, z becomes x, -z, y."""
_UNITS_M = {"m": 1.0, "cm": 0.01, "mm": 0.001, "inch": 0.0254, "cmu": 0.0254 / 0.45}
"""cmu: what the BVH conversions of CMU's recordings keep of its ASF files, inches over 0.45."""
_LEG_M = 0.85
"""Thigh and shin of an adult together."""
ACCLAIM_RATE = 120.0
"""CMU's; an AMC file does not say its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One take of one person."""

    name: str
    subject: str
    joints: NDArray[np.float32]
    """(T, 17, 3) metres, Z up, H36M-17; NaN where not recorded."""
    head_direction: NDArray[np.float32]
    """(T, 3) unit vector in which the face points."""
    rate: float
    """Frames per second."""


_SIDES = (("left", "l", "Left"), ("right", "r", "Right"))


def read_recording(path: Path, *, subject: str, unit: str = "auto", rate: float | None = None) -> Recording:
    """The take in a BVH, AMC (with its ASF beside it) or C3D file; `BadInput` says what is missing.

    `unit` is a key of metres, or auto: that in which the legs have the length of a person's. `rate` is for
    files that do not state theirs.
    """
    readers: dict[str, Callable[[Path], tuple[Places, Array | None, float, bool]]] = {
        ".bvh": _read_bvh, ".amc": _read_acclaim, ".c3d": _read_c3d,
    }  # fmt: skip
    kind = path.suffix.lower()
    if kind not in readers:
        raise BadInput(f"{path} is none of {', '.join(readers)}.")
    places, facing, stated, is_metric = readers[kind](path)
    joints = name_joints(places, path)
    if not is_metric:
        joints = joints * (_guess_unit(joints) if unit == "auto" else _UNITS_M[unit])
    if _stands_along_y(joints):
        joints = _Y_TO_Z.apply(joints.reshape(-1, 3)).reshape(joints.shape)
        facing = None if facing is None else _Y_TO_Z.apply(facing)
    head = _face(joints) if facing is None else _in_front(facing, joints)
    return Recording(path.stem, subject, joints.astype(np.float32), head.astype(np.float32), rate or stated)


def name_joints(places: Places, path: Path) -> Array:
    """(T, 17, 3) of H36M-17 from named places, by the names that common skeletons use."""
    plain = {_plain(name): value for name, value in places.items()}
    found: dict[str, Array] = {}
    for joint, choices in _choices():
        for choice in choices:
            if all(name in plain for name, _ in choice):
                found[joint] = sum((plain[name] * share for name, share in choice), np.zeros(3))
                break
        else:
            raise BadInput(
                f"{path}: no joint could be taken for {joint}; it has {', '.join(sorted(places)[:40])}."
                " Rename its joints as CMU, Mixamo or Relief call them."
            )
    return np.stack([found[joint] for joint in H36M_17.joints], axis=1)


def _plain(name: str) -> str:
    """`mixamorig:LeftUpLeg` and `left_up_leg` are the same."""
    return "".join(c for c in name.rpartition(":")[2].lower() if c.isalnum())


def _choices() -> Iterator[tuple[str, list[list[tuple[str, float]]]]]:
    """For each joint the ways to get it, best first: shares of named places that add up to one."""

    def one(*names: str) -> list[list[tuple[str, float]]]:
        return [[(_plain(name), 1.0)] for name in names]

    def middle(a: str, b: str) -> list[tuple[str, float]]:
        return [(_plain(a), 0.5), (_plain(b), 0.5)]

    # Joints of CMU's BVH conversions, of HIK and Mixamo, then the far ends of CMU's bones, then ours. The
    # order matters: in the conversions LHipJoint is a joint at the root, in ASF a bone that ends in the hip.
    yield "pelvis", [
        middle("LeftUpLeg", "RightUpLeg"), middle("lhipjoint", "rhipjoint"), *one("pelvis"),
        middle("left_hip", "right_hip"), middle("LHip", "RHip"), *one("hip"),
    ]  # fmt: skip
    for side, letter, word in _SIDES:
        named = {
            "hip": (f"{word}UpLeg", f"{word}Thigh", f"{letter}hipjoint"),
            "knee": (f"{word}Leg", f"{word}Shin", f"{letter}femur"),
            "ankle": (f"{word}Foot", f"{letter}tibia"),
            "shoulder": (f"{word}Arm", f"{word}UpperArm", f"{letter}clavicle"),
            "elbow": (f"{word}ForeArm", f"{letter}humerus"),
            "wrist": ("wrist_end_" + side, f"{word}Hand", f"{letter}wrist"),
        }
        for part, names in named.items():
            yield f"{side}_{part}", one(*names, f"{side}_{part}", f"{letter}_{part}")
    yield "spine", [
        [("lowerback", 0.75), ("upperback", 0.25)], [("spine", 0.75), ("spine1", 0.25)],
        *one("spine", "Chest"),
    ]  # fmt: skip
    shoulders = middle("left_shoulder", "right_shoulder")
    yield "thorax", [*one("thorax_centre"), middle("LeftArm", "RightArm"), *one("thorax"), shoulders]
    yield "neck", one("skull_base", "upperneck", "neck", "neck_nose", "Head")
    yield "head", one("head_end", "Head_End", "HeadTop_End", "HeadEnd", "head")


def _read_bvh(path: Path) -> tuple[Places, Array | None, float, bool]:
    motion = read_bvh(path)
    if motion.frame_time_s <= 0:
        raise BadInput(f"{path} states no frame time. Give its rate.")
    names = [joint.name for joint in motion.joints]
    is_cmu = {"LowerBack", "LHipJoint", "Spine1"} <= set(names)
    if is_cmu:
        motion = _with_thorax_bone(motion)
    head = next((i for i, name in enumerate(names) if _plain(name) == "head"), None)
    if head is not None:
        motion = _with_joint(motion, BvhJoint("face", head, _rest_forward(motion)))
    places = forward_kinematics(motion)
    named = {joint.name: places[:, i] for i, joint in enumerate(motion.joints)}
    facing = None if head is None else named.pop("face") - places[:, head]
    if head is not None and any(_plain(name) in ("headend", "headtopend") for name in named):
        named["skull_base"] = places[:, head]
    if is_cmu:
        # The wrist bone is left out too: half as long as the radius, and in line with it.
        for side, _, word in _SIDES:
            elbow, hand = named[f"{word}ForeArm"], named[f"{word}Hand"]
            named[f"wrist_end_{side}"] = elbow + 1.5 * (hand - elbow)
    return named, facing, 1 / motion.frame_time_s, False


def _with_thorax_bone(motion: BvhMotion) -> BvhMotion:
    """The BVH conversions of CMU's recordings leave out the thorax bone; it is put back.

    Over the subjects whose ASF files were compared, it is 1.013 times as long as the upper back, and goes on
    in its direction. With it comes the point midway between the shoulders at rest.
    """
    names = [joint.name for joint in motion.joints]
    upper = names.index("Spine1")
    bone = 1.013 * np.array(motion.joints[upper].offset)
    joints = tuple(
        replace(joint, offset=_xyz(np.array(joint.offset) + bone)) if joint.parent == upper else joint
        for joint in motion.joints
    )
    arms = [np.array(motion.joints[names.index(name)].offset) for name in ("LeftArm", "RightArm")]
    centre = BvhJoint("thorax_centre", upper, _xyz(bone + np.mean(arms, axis=0)))
    return _with_joint(replace(motion, joints=joints), centre)


def _with_joint(motion: BvhMotion, joint: BvhJoint) -> BvhMotion:
    return replace(motion, joints=(*motion.joints, joint))


def _xyz(vector: Array) -> tuple[float, float, float]:
    x, y, z = vector.tolist()
    return x, y, z


def _rest_forward(motion: BvhMotion) -> tuple[float, float, float]:
    """Where the body faces in its rest pose: square to the line of the hips and to the way up to the head."""
    rest = np.zeros((len(motion.joints), 3))
    for i, joint in enumerate(motion.joints):
        rest[i] = np.array(joint.offset) + (rest[joint.parent] if joint.parent >= 0 else 0)
    plain = [_plain(joint.name) for joint in motion.joints]
    sides = [next((i for i, n in enumerate(plain) if n in (f"{s}upleg", f"{s}thigh", f"{s}hip")), -1)
             for s in ("left", "right")]  # fmt: skip
    if min(sides) < 0:
        return 0.0, 0.0, 1.0
    forward = np.cross(rest[sides[0]] - rest[sides[1]], rest[plain.index("head")] - rest[0])
    length = float(np.linalg.norm(forward))
    return _xyz(forward / length) if length > 0 else (0.0, 0.0, 1.0)


def _read_acclaim(path: Path) -> tuple[Places, Array | None, float, bool]:
    skeleton = read_asf(_find_asf(path))
    motion = read_amc(path, skeleton)
    ends, turns = acclaim_places(skeleton, motion)
    named = dict(ends)
    named["head_end"] = named.pop("head")
    named["thorax_centre"] = _rest_shoulders(skeleton, ends, turns)
    facing = (
        turns["head"].apply([0.0, 0, 1]) if "head" in turns else None
    )  # at rest CMU's people look along z
    return named, facing, ACCLAIM_RATE, True


def _rest_shoulders(skeleton: AcclaimSkeleton, ends: Places, turns: dict[str, Rotation]) -> Array:
    """Midpoint of the shoulders in the rest pose, carried by the thorax: it does not move with a shrug."""
    bones = [skeleton.bones[name] for name in ("lclavicle", "rclavicle")]
    reach = np.mean([np.array(bone.direction) * bone.length for bone in bones], axis=0)
    return np.asarray(ends["thorax"] + turns["thorax"].apply(reach * skeleton.metres_per_unit))


def _find_asf(path: Path) -> Path:
    """`13.asf` for `13_29.amc`, or the only skeleton in the folder."""
    stem = path.stem.partition("_")[0]
    for candidate in (path.with_suffix(".asf"), path.with_name(f"{stem}.asf")):
        if candidate.exists():
            return candidate
    found = sorted(path.parent.glob("*.asf"))
    if len(found) != 1:
        raise BadInput(f"{path} needs its skeleton: put {stem}.asf beside it.")
    return found[0]


def _read_c3d(path: Path) -> tuple[Places, Array | None, float, bool]:
    from core.export.c3d import read_c3d

    pose = read_c3d(path)
    joints = pose.joints.astype(np.float64)
    rate = (len(pose) - 1) / (pose.times[-1] - pose.times[0]) if len(pose) > 1 else ACCLAIM_RATE
    return {name: joints[:, i] for i, name in enumerate(pose.skeleton.joints)}, None, float(rate), True


def _guess_unit(joints: Array) -> float:
    """Metres in a unit of the file: that which brings the legs nearest to a person's."""
    leg = sum(
        np.nanmedian(np.linalg.norm(joints[:, H36M_17.index(a)] - joints[:, H36M_17.index(b)], axis=1))
        for a, b in (("left_hip", "left_knee"), ("left_knee", "left_ankle"))
    )
    if not leg > 0:
        return 1.0
    return min(_UNITS_M.values(), key=lambda unit: abs(float(np.log(leg * unit / _LEG_M))))


def _stands_along_y(joints: Array) -> bool:
    """Whether bodies are longer along y than along z: people are mostly upright."""
    body = np.nanmean(joints[:, H36M_17.index("head")] - joints[:, [3, 6]].mean(axis=1), axis=0)
    return bool(abs(body[1]) > abs(body[2]))


def _face(joints: Array) -> Array:
    """(T, 3) forward of the shoulders, where a file tells no more of the head."""
    across = joints[:, H36M_17.index("left_shoulder")] - joints[:, H36M_17.index("right_shoulder")]
    up = joints[:, H36M_17.index("neck")] - joints[:, 0]
    forward = np.cross(across, up)
    return np.asarray(forward / np.maximum(np.linalg.norm(forward, axis=1, keepdims=True), 1e-9))


def _in_front(facing: Array, joints: Array) -> Array:
    """The direction, or its opposite where that points out of the back of most frames."""
    unit = facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-9)
    return np.asarray(unit * (1.0 if np.nanmean((unit * _face(joints)).sum(axis=1)) >= 0 else -1.0))
