from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import CannotWrite, NotInstalled, UnfitPose
from core.export import EXPORT_FORMATS
from core.export.bvh_rig import POINTS
from core.export.exporting import export_pose
from core.export.records import ExportOptions
from core.export.usd import write_usd
from core.pose.skeleton import H36M_17

pxr = pytest.importorskip("pxr")

NTSC = replace(CONTEXT, nominal_rate=Fraction(30000, 1001))


def open_stage(path):
    from pxr import Usd

    return Usd.Stage.Open(str(path))


def places_of_xform(stage, code):
    """Joint places by OpenUSD's own walk through the bound skeleton, by joint name."""
    from pxr import Usd, UsdSkel

    cache = UsdSkel.Cache()
    root = UsdSkel.Root(stage.GetDefaultPrim())
    cache.Populate(root, Usd.PrimDefaultPredicate)
    query = cache.GetSkelQuery(UsdSkel.Skeleton(stage.GetPrimAtPath("/Figure/Skeleton")))
    matrices = query.ComputeJointWorldTransforms(_xform_cache(code))
    names = [str(name).split("/")[-1] for name in query.GetJointOrder()]
    return {name: np.array(matrix.ExtractTranslation()) for name, matrix in zip(names, matrices, strict=True)}


def _xform_cache(code):
    from pxr import UsdGeom

    return UsdGeom.XformCache(code)


def test_openusd_finds_the_joints_in_metres_y_up_at_true_times(tmp_path):
    from pxr import UsdGeom

    times = np.arange(50) * 1001 / 30000 + 3
    pose = pose_of(walk(), times=times)
    found = write_usd(pose, tmp_path / "a.usdc", NTSC)
    assert found.error.max_mm < 0.01
    assert abs(found.duration_error_ms) < 1e-6
    stage = open_stage(tmp_path / "a.usdc")
    assert UsdGeom.GetStageUpAxis(stage) == "Y"
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1
    assert stage.GetTimeCodesPerSecond() == pytest.approx(30000 / 1001, abs=1e-12)
    assert (stage.GetStartTimeCode(), stage.GetEndTimeCode()) == pytest.approx((0, 49))
    for row in (0, 7, 49):
        places = places_of_xform(stage, row)
        joints = np.array([places[POINTS[name]] for name in H36M_17.joints]) - places["Hips"]
        assert np.abs(joints - walk()[row]).max() < 1e-5


def test_uneven_times_lie_between_whole_codes(tmp_path):
    times = np.array([0.0, 0.05, 0.06, 0.2])
    write_usd(pose_of(walk(4), times=times), tmp_path / "a.usdc", CONTEXT)
    from pxr import UsdSkel

    stage = open_stage(tmp_path / "a.usdc")
    animation = UsdSkel.Animation.Get(stage, "/Figure/Skeleton/Motion")
    assert animation.GetRotationsAttr().GetTimeSamples() == pytest.approx(times * 25)


def test_the_skin_is_bound_and_can_be_left_out(tmp_path):
    from pxr import UsdGeom, UsdSkel

    write_usd(pose_of(walk(3)), tmp_path / "a.usdc", CONTEXT)
    stage = open_stage(tmp_path / "a.usdc")
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath("/Figure/Body"))
    binding = UsdSkel.BindingAPI(mesh.GetPrim())
    points = len(mesh.GetPointsAttr().Get())
    assert (
        len(binding.GetJointIndicesPrimvar().Get())
        == len(binding.GetJointWeightsPrimvar().Get())
        == 4 * points
    )
    write_usd(pose_of(walk(3)), tmp_path / "b.usdc", CONTEXT, ExportOptions(figure="joints"))
    assert not open_stage(tmp_path / "b.usdc").GetPrimAtPath("/Figure/Body")


def test_one_frame_and_missing_frames(tmp_path):
    assert write_usd(pose_of(walk(1)), tmp_path / "a.usdc", CONTEXT).frames == 1
    found = write_usd(without_frames(pose_of(walk(6)), 2), tmp_path / "b.usdc", CONTEXT)
    assert found.held_frames == ((2, 2),)


@pytest.mark.parametrize("count", [0, 5])
def test_a_pose_without_any_joints_is_refused(tmp_path, count):
    with pytest.raises(UnfitPose, match="at least one frame"):
        write_usd(pose_of(np.full((count, 17, 3), np.nan)), tmp_path / "a.usdc", CONTEXT)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotWrite, match="folder"):
        write_usd(pose_of(walk(3)), tmp_path / "none" / "a.usdc", CONTEXT)


def test_without_the_library_a_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("core.export.records.find_spec", lambda name: None)
    with pytest.raises(NotInstalled, match="pip install usd-core=="):
        export_pose(pose_of(walk(3)), tmp_path / "a.usdc", EXPORT_FORMATS["usd"], CONTEXT)
    assert not list(tmp_path.iterdir())
