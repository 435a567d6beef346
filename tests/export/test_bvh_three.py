"""BVH as three.js reads it: a reader that we did not write, and that adds position channels to offsets."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, turned, walk
from three_reader import three_folder

from core.export.bvh_profiles import PROFILES, unit_of
from core.export.bvh_writer import write_bvh
from core.export.records import ExportOptions
from core.pose.skeleton import H36M_17

CROWN = H36M_17.index("head")
"""An end site, which three.js names like every other end site."""


def read_with_three(path: Path, names: list[str]):
    """(T,) times and (T, names, 3) places."""
    found = subprocess.run(
        ["node", str(Path(__file__).with_name("three_bvh.mjs")), str(path), json.dumps(names)],
        env=os.environ | {"THREE_FOLDER": str(three_folder())},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    result = json.loads(found.stdout.splitlines()[-1])
    return np.array(result["times"]), np.array(result["places"])


@pytest.mark.parametrize("profile", PROFILES)
def test_three_js_finds_every_joint_where_it_was(tmp_path, profile):
    path_m = np.stack([np.linspace(0, 3, 30), np.full(30, 0.9), np.linspace(0, -1, 30)], axis=1)
    joints = turned(walk(30), 1, 130) + path_m[:, None]
    options = ExportOptions(profile=profile)
    write_bvh(replace(pose_of(joints), coordinates="world"), tmp_path / "a.bvh", CONTEXT, options)
    points = PROFILES[profile].points()
    kept = [j for j in range(17) if j != CROWN]
    times, places = read_with_three(tmp_path / "a.bvh", [points[H36M_17.joints[j]] for j in kept])
    scale = {"cm": 100, "m": 1}[unit_of(options)]
    np.testing.assert_allclose(places / scale, joints[:, kept], atol=2e-6)  # it turns in single precision
    np.testing.assert_allclose(times, np.arange(30) / 25, atol=1e-6)
