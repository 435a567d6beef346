"""Files as they were once written: what programs of others were seen to read must not change unnoticed.

Run this file as a program to write them anew after a change that is meant.
"""

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk
from test_keypoints import made_up_track

from core.export import EXPORT_FORMATS
from core.export.glb import read_glb
from core.export.npz import read_npz
from core.export.records import ExportOptions

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("dlc", "coco", "openpose", "npz", "glb", "usd")


def write(name: str, folder: Path) -> Path:
    pose = pose_of(walk(3), times=[0.0, 0.04, 0.1], first_frame=100)
    path = folder / f"walk{EXPORT_FORMATS[name].suffix}"
    context = replace(CONTEXT, track=made_up_track(count=3))
    EXPORT_FORMATS[name].write(pose, path, context, ExportOptions(figure="joints"))
    return path


@pytest.fixture
def files(request, tmp_path):
    """The file as it is written now, and as it was."""
    name = request.param
    return write(name, tmp_path), GOLDEN / f"walk{EXPORT_FORMATS[name].suffix}"


@pytest.mark.parametrize("files", ["dlc", "coco"], indirect=True)
def test_texts_are_the_same_to_the_letter(files):
    now, then = (re.sub(r"Relief [0-9.]+", "Relief", file.read_text()) for file in files)
    assert now == then


@pytest.mark.parametrize("files", ["openpose"], indirect=True)
def test_zips_hold_the_same_files(files):
    with zipfile.ZipFile(files[0]) as now, zipfile.ZipFile(files[1]) as then:
        assert {n: now.read(n) for n in now.namelist()} == {n: then.read(n) for n in then.namelist()}


@pytest.mark.parametrize("files", ["npz"], indirect=True)
def test_arrays_are_the_same(files):
    with np.load(files[0]) as now, np.load(files[1]) as then:
        assert sorted(now) == sorted(then)
        for name in now:
            np.testing.assert_array_equal(now[name], then[name])
    assert len(read_npz(files[1])) == 3


@pytest.mark.parametrize("files", ["glb"], indirect=True)
def test_figures_are_the_same_but_for_the_last_digit(files):
    (times, now), (old_times, then) = map(read_glb, files)
    np.testing.assert_allclose(times, old_times)
    assert list(now) == list(then)
    for name in now:
        np.testing.assert_allclose(now[name], then[name], atol=1e-6)
    now_nodes, then_nodes = (json.loads(_document(file))["nodes"] for file in files)
    assert [node.get("children") for node in now_nodes] == [node.get("children") for node in then_nodes]


@pytest.mark.parametrize("files", ["usd"], indirect=True)
def test_usd_files_are_still_read(files):
    pytest.importorskip("pxr")
    from core.export.usd import read_usd

    (times, now), (old_times, then) = map(read_usd, files)
    np.testing.assert_allclose(times, old_times)
    for name in now:
        np.testing.assert_allclose(now[name], then[name], atol=1e-6)


def _document(path: Path) -> bytes:
    content = path.read_bytes()
    return content[20 : 20 + int.from_bytes(content[12:16], "little")]


if __name__ == "__main__":
    for name in NAMES:
        write(name, GOLDEN)
