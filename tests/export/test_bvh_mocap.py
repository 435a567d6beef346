"""Real motion through the whole rig; skipped where the recordings are not at hand."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import CONTEXT, MOCAP, mocap_clips, pose_of
from naive_bvh import places

from core.export.bvh_reader import read_bvh
from core.export.bvh_rig import POINTS
from core.export.bvh_writer import write_bvh
from core.pose.skeleton import H36M_17
from core.world.bones import chain_bones, measure_bones

pytestmark = pytest.mark.skipif(not MOCAP.exists(), reason=f"no motion capture at {MOCAP}")

CONTEXT_50 = replace(CONTEXT, nominal_rate=Fraction(50))


def test_mocap_comes_back_and_its_angles_do_not_jump(tmp_path):
    for joints in mocap_clips():
        read_back = write_bvh(pose_of(joints, rate=50), tmp_path / "a.bvh", CONTEXT_50)
        assert read_back.rig_error.mean_mm < 0.1
        assert read_back.rig_error.max_mm < 1
        assert read_back.error.mean_mm < 15  # left and right bones of the recordings differ by 1 to 4 cm
        steps = np.abs(np.diff(read_bvh(tmp_path / "a.bvh").values[:, 3:], axis=0))
        assert steps.max() < 90


def test_the_naive_reader_finds_mocap_where_it_was(tmp_path):
    for joints in list(mocap_clips())[::10]:
        joints = joints[:40]
        fitted = chain_bones(joints, measure_bones(joints, H36M_17), H36M_17)
        write_bvh(pose_of(fitted, rate=50), tmp_path / "a.bvh", CONTEXT_50)
        frames, _ = places(tmp_path / "a.bvh")
        found = np.array([[frame[POINTS[name]] for name in H36M_17.joints] for frame in frames]) / 100
        distance_mm = 1000 * np.linalg.norm(found - found[:, :1] - fitted, axis=-1)
        assert distance_mm.mean() < 0.1
        assert distance_mm.max() < 1
