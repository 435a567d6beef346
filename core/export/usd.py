"""USD: the rigged figure of our GLB files for film programs, written with OpenUSD's own library."""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.errors import CannotWrite
from core.export.body_mesh import COLOURS, SIDES, make_body
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.export.rig_motion import RigMotion, compare_rig, continuous_quaternions, fit_rig, rest_places
from core.files import path_aside
from core.pose.records import Pose

if TYPE_CHECKING:
    from pxr import Usd

Array = NDArray[np.float64]

_FIGURE, _SKELETON, _MOTION, _BODY = "/Figure", "/Figure/Skeleton", "/Figure/Skeleton/Motion", "/Figure/Body"


def write_usd(
    pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
) -> ReadBack:
    """The pose as a UsdSkel figure (binary USD), and what OpenUSD reads out of the file.

    Metres, y up. One time code is a frame at the video's rate, counted from the clip's first frame; each
    key lies at its frame's true time, between whole codes where the rate varies. A frame without pose shows
    the nearest one that has it. `options.figure` "joints" leaves the skin out.
    `UnfitPose` for another skeleton than H36M-17 and for a pose without
    a single lifted frame.
    """
    motion = fit_rig(pose, "USD", options.root)
    with path_aside(path) as aside:
        aside.touch()  # the library would make a folder that is not there
        staged = aside.with_name(f"{aside.name}.usdc")  # it goes by the suffix
        try:
            _build(motion, context, has_body=options.figure == "body").Export(str(staged))
            times, places = read_usd(staged)
            staged.replace(aside)
        except _library_error() as error:
            if os.strerror(errno.ENOSPC) in str(error):
                raise OSError(errno.ENOSPC, str(error)) from error
            why = " ".join(str(error).split())
            raise CannotWrite(f"Cannot write {path}: {why}. Choose another folder.") from error
        finally:
            staged.unlink(missing_ok=True)
    return compare_rig(places, times, motion)


def read_usd(path: Path) -> tuple[Array, dict[str, Array]]:
    """(T,) seconds of the keys, and where OpenUSD finds each joint at them by name, (T, 3) metres."""
    from pxr import Usd, UsdSkel

    stage = Usd.Stage.Open(str(path))
    animation = UsdSkel.Animation.Get(stage, _MOTION)
    codes = animation.GetRotationsAttr().GetTimeSamples()
    cache = UsdSkel.Cache()
    cache.Populate(UsdSkel.Root.Get(stage, _FIGURE), Usd.PrimDefaultPredicate)
    query = cache.GetSkelQuery(UsdSkel.Skeleton.Get(stage, _SKELETON))
    matrices = [np.array(query.ComputeJointSkelTransforms(Usd.TimeCode(code))) for code in codes]
    places = np.array(matrices)[:, :, 3, :3]  # rows, as USD multiplies from the left
    names = [str(joint).rpartition("/")[2] for joint in query.GetJointOrder()]
    times = np.array(codes) / stage.GetTimeCodesPerSecond()
    return times, {name: places[:, i] for i, name in enumerate(names)}


def _library_error() -> type[Exception]:
    from pxr import Tf

    error: type[Exception] = Tf.ErrorException
    return error


def _build(motion: RigMotion, context: ExportContext, *, has_body: bool) -> "Usd.Stage":
    from pxr import Usd, UsdGeom, UsdSkel

    stage = Usd.Stage.CreateInMemory()
    codes = motion.times * float(context.nominal_rate)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(float(context.nominal_rate))
    stage.SetFramesPerSecond(float(context.nominal_rate))
    stage.SetStartTimeCode(float(codes[0]))
    stage.SetEndTimeCode(float(codes[-1]))
    stage.GetRootLayer().customLayerData = {
        "generator": f"Relief {__version__}",
        "source": context.source,
        "lifter": context.lifter,
        "lifter_sha256": context.lifter_hash,
        "first_frame": str(motion.frames[0]),
    }
    root = UsdSkel.Root.Define(stage, _FIGURE)
    stage.SetDefaultPrim(root.GetPrim())
    _add_skeleton(stage, motion)
    _add_motion(stage, motion, codes)
    if has_body:
        _add_body(stage, motion)
    return stage


def _add_skeleton(stage: "Usd.Stage", motion: RigMotion) -> None:
    from pxr import Gf, UsdSkel, Vt

    def moved(place: Any) -> "Gf.Matrix4d":
        return Gf.Matrix4d(1.0).SetTranslate(Gf.Vec3d(*map(float, place)))

    skeleton = UsdSkel.Skeleton.Define(stage, _SKELETON)
    skeleton.CreateJointsAttr(_joint_paths(motion))
    skeleton.CreateRestTransformsAttr(Vt.Matrix4dArray([moved(node.offset_m) for node in motion.nodes]))
    skeleton.CreateBindTransformsAttr(Vt.Matrix4dArray([moved(p) for p in rest_places(motion.nodes)]))
    binding = UsdSkel.BindingAPI.Apply(skeleton.GetPrim())
    binding.CreateAnimationSourceRel().SetTargets([_MOTION])


def _add_motion(stage: "Usd.Stage", motion: RigMotion, codes: Array) -> None:
    from pxr import UsdSkel, Vt

    count, joints = len(codes), len(motion.nodes)
    places = np.tile([node.offset_m for node in motion.nodes], (count, 1, 1)).astype(np.float32)
    places[:, 0] = motion.fitted[:, 0]
    turns = np.tile(
        np.array([0, 0, 0, 1], np.float32), (count, joints, 1)
    )  # imaginary parts first, as USD stores them
    for i, node in enumerate(motion.nodes):
        if node.is_turned:
            turns[:, i] = continuous_quaternions(motion.turns[node.name])
    animation: UsdSkel.Animation = UsdSkel.Animation.Define(stage, _MOTION)
    animation.CreateJointsAttr(_joint_paths(motion))
    animation.CreateScalesAttr(Vt.Vec3hArray.FromNumpy(np.ones((joints, 3), np.float16)))
    translations, rotations = animation.CreateTranslationsAttr(), animation.CreateRotationsAttr()
    for i, code in enumerate(codes.tolist()):
        translations.Set(Vt.Vec3fArray.FromNumpy(places[i]), code)
        rotations.Set(Vt.QuatfArray.FromNumpy(turns[i]), code)


def _add_body(stage: "Usd.Stage", motion: RigMotion) -> None:
    from pxr import Gf, UsdGeom, UsdSkel, Vt

    body = make_body(motion.nodes, motion.rest.lengths)
    faces = np.concatenate([body.triangles[side] for side in SIDES]).astype(np.int32)
    colours = np.concatenate(
        [np.tile(np.array(COLOURS[s], np.float32), (len(body.triangles[s]), 1)) for s in SIDES]
    )
    mesh = UsdGeom.Mesh.Define(stage, _BODY)
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(body.positions))
    mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(body.normals))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(faces), 3, np.int32)))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(faces.reshape(-1)))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(_extent(motion)))
    colour = mesh.CreateDisplayColorPrimvar(UsdGeom.Tokens.uniform)
    colour.Set(Vt.Vec3fArray.FromNumpy(colours))
    binding = UsdSkel.BindingAPI.Apply(mesh.GetPrim())
    binding.CreateSkeletonRel().SetTargets([_SKELETON])
    binding.CreateGeomBindTransformAttr(Gf.Matrix4d(1.0))
    indices = binding.CreateJointIndicesPrimvar(constant=False, elementSize=4)
    indices.Set(Vt.IntArray.FromNumpy(body.joints.reshape(-1).astype(np.int32)))
    weights = binding.CreateJointWeightsPrimvar(constant=False, elementSize=4)
    weights.Set(Vt.FloatArray.FromNumpy(body.weights.reshape(-1)))


def _extent(motion: RigMotion) -> NDArray[np.float32]:
    """(2, 3) corners of a box around the whole motion, the skin included."""
    margin = 0.3
    joints = motion.fitted.reshape(-1, 3)
    return np.stack([joints.min(axis=0) - margin, joints.max(axis=0) + margin]).astype(np.float32)


def _joint_paths(motion: RigMotion) -> list[str]:
    """`Hips/Spine/Spine1` and so on: USD names joints by their way from the root."""
    paths: list[str] = []
    for node in motion.nodes:
        paths.append(f"{paths[node.parent]}/{node.name}" if node.parent >= 0 else node.name)
    return paths
