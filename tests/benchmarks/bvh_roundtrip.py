"""How exactly motion goes through BVH.

    python tests/benchmarks/bvh_roundtrip.py [mocap.npz] [--takes walk.relief …] [--profile blender]

Motion capture at constant bone lengths shows what angles and rounding cost, motion capture as recorded and
the poses of takes (`relief lift` writes them) what constant bones cost. A turn of a joint by more than 90
degrees from one frame to the next is a jump; it is excused where a bone of the pose itself turns by more than
45.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "export")]

from export_motions import MOCAP, mocap_clips, pose_of  # noqa: E402 - found by the line above
from scipy.spatial.transform import Rotation  # noqa: E402

from core.export import EXPORT_FORMATS, ExportContext, ExportOptions, ReadBack  # noqa: E402
from core.export.bvh_pose import read_bvh_pose  # noqa: E402
from core.export.bvh_reader import BvhMotion, read_bvh  # noqa: E402
from core.pose.records import Pose  # noqa: E402
from core.pose.skeleton import H36M_17  # noqa: E402
from core.take_file import load_take  # noqa: E402
from core.world.bones import chain_bones, measure_bones  # noqa: E402

JUMP_DEG, POSE_JUMP_DEG = 90, 45


@dataclass(frozen=True)
class Clip:
    """One clip that went through BVH."""

    read_back: ReadBack
    wrists_mm: float
    """Mean distance from the pose, over both wrists."""
    largest_turn_deg: float
    """Of one joint from one frame to the next."""
    jumps: int
    """Turns by more than 90 degrees that the pose does not excuse."""
    largest_channel_step_deg: float


def send(pose: Pose, context: ExportContext, options: ExportOptions, folder: Path) -> Clip:
    read_back = EXPORT_FORMATS["bvh"].write(pose, folder / "clip.bvh", context, options)
    motion = read_bvh(folder / "clip.bvh")
    turns = np.stack(list(turn_steps_deg(motion)), axis=1)  # (N - 1, joints)
    is_excused = np.zeros(len(turns), bool)
    if len(motion) == len(pose):
        is_excused = bone_steps_deg(pose).max(axis=1, initial=0) > POSE_JUMP_DEG
    return Clip(
        read_back,
        wrists_mm(pose, read_bvh_pose(folder / "clip.bvh")) if len(motion) == len(pose) else float("nan"),
        float(turns.max(initial=0)),
        int((turns[~is_excused] > JUMP_DEG).sum()),
        float(np.abs(np.diff(motion.values[:, 3:], axis=0)).max(initial=0)),
    )


def turn_steps_deg(motion: BvhMotion) -> Iterator[np.ndarray]:
    for i, joint in enumerate(motion.joints):
        if joint.channels:
            order = "".join(channel[0] for channel in joint.channels[-3:])
            turns = Rotation.from_euler(order, motion.channel_values(i)[:, -3:], degrees=True)
            yield np.rad2deg((turns[:-1].inv() * turns[1:]).magnitude())


def bone_steps_deg(pose: Pose) -> np.ndarray:
    """(T - 1, bones); 180 into and out of a frame without a pose."""
    joints = pose.y_up().joints.astype(np.float64)
    bones = joints[:, 1:] - joints[:, list(H36M_17.parents[1:])]
    bones /= np.linalg.norm(bones, axis=-1, keepdims=True)
    cosine = (bones[1:] * bones[:-1]).sum(axis=-1)
    return np.rad2deg(np.arccos(np.clip(np.nan_to_num(cosine, nan=-1), -1, 1)))


def wrists_mm(pose: Pose, read: Pose) -> float:
    chosen = [H36M_17.index("left_wrist"), H36M_17.index("right_wrist")]
    meant, found = pose.y_up().joints, read.joints
    apart = found - meant
    if pose.coordinates != "world":  # it has no floor: the file stands on one, the same throughout
        apart[..., 1] -= np.nanmean(apart[..., 1])
    return float(np.nanmean(np.linalg.norm(apart[:, chosen], axis=-1)) * 1000)


def report(title: str, clips: list[Clip]) -> None:
    frames = [clip.read_back.frames for clip in clips]
    print(f"{title}: {len(clips)} clips, {sum(frames)} frames")
    for name, errors in (
        ("file against constant bones", [clip.read_back.rig_error for clip in clips]),
        ("file against the pose", [clip.read_back.error for clip in clips]),
    ):
        mean = np.average([error.mean_mm for error in errors], weights=frames)
        worst = max(errors, key=lambda error: error.max_mm)
        where = f"{worst.worst_joint}, frame {worst.worst_frame} of its clip"
        print(f"  {name}: mean {mean:.6f} mm, worst {worst.max_mm:.6f} mm ({where})")
    print(
        f"  wrists against the pose: mean {np.average([c.wrists_mm for c in clips], weights=frames):.3f} mm"
    )
    print(
        f"  largest turn of a joint between frames {max(c.largest_turn_deg for c in clips):.1f} degrees,"
        f" jumps {sum(c.jumps for c in clips)}; largest step of a channel"
        f" {max(c.largest_channel_step_deg for c in clips):.1f} degrees"
    )
    duration_ms = max(abs(clip.read_back.duration_error_ms) for clip in clips)
    print(f"  largest error of duration: {duration_ms:.6f} ms")


def mocap_poses(path: Path, *, is_fitted: bool) -> Iterator[Pose]:
    for joints in mocap_clips(path):
        yield pose_of(
            chain_bones(joints, measure_bones(joints, H36M_17), H36M_17) if is_fitted else joints, rate=50
        )


def take_poses(paths: Iterable[Path]) -> Iterator[tuple[str, Pose, ExportContext]]:
    for path in paths:
        take = load_take(path)
        context = ExportContext(take.video.path.name, take.video.nominal_rate, take.video.is_variable_rate)
        for name, result in take.results.items():
            yield f"{path.stem}, {name}", result.pose, context


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("mocap", type=Path, nargs="?", default=MOCAP.with_name("test.npz"))
    parser.add_argument("--takes", type=Path, nargs="+", default=[])
    parser.add_argument("--profile", default="motionbuilder")
    asked = parser.parse_args()
    options = ExportOptions(profile=asked.profile)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.mocap.exists():
            context = ExportContext("mocap", Fraction(50))
            for title, is_fitted in (("clean, constant bones", True), ("as recorded", False)):
                poses = mocap_poses(asked.mocap, is_fitted=is_fitted)
                report(f"{asked.mocap.name}, {title}", [send(p, context, options, folder) for p in poses])
        else:
            print(f"no motion capture at {asked.mocap}: it is not measured")
        for title, pose, context in take_poses(asked.takes):
            report(title, [send(pose, context, options, folder)])


if __name__ == "__main__":
    main()
