"""Text exports of one small pose, kept as files: a change of any character but a last digit has to be meant.

`python tests/export/test_golden_files.py` writes them anew.
"""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.export import EXPORT_FORMATS
from core.export.records import ExportOptions

NUMBER = re.compile(r"(-?\d+\.\d+)")
GOLDEN = Path(__file__).with_name("golden")
CASES = {
    "walk.csv": ("csv", ExportOptions()),
    "walk.wide.csv": ("csv", ExportOptions(table="wide")),
    "walk.angles.csv": ("angles", ExportOptions()),
    "walk.json": ("json", ExportOptions()),
    "walk.trc": ("trc", ExportOptions()),
    "walk.mot": ("mot", ExportOptions()),
    **{f"walk.{name}.bvh": ("bvh", ExportOptions(profile=name)) for name in ("motionbuilder", "unreal")},
}


def write(name: str, folder: Path) -> Path:
    kind, options = CASES[name]
    rate = Fraction(30000, 1001)
    pose = without_frames(pose_of(walk(4, float(rate)), rate=float(rate), first_frame=30), 2)
    pose.joints[..., :] += (0.5, 0.875, 0.25)
    context = replace(CONTEXT, nominal_rate=rate, versions={"relief": "0"})
    EXPORT_FORMATS[kind].write(replace(pose, coordinates="world"), folder / name, context, options)
    return folder / name


@pytest.mark.parametrize("name", CASES)
def test_the_file_is_that_which_was_looked_at(name, tmp_path):
    paths = write(name, tmp_path), GOLDEN / name
    found, golden = (NUMBER.split(path.read_text(encoding="utf-8")) for path in paths)
    assert found[::2] == golden[::2]
    for one, other in zip(found[1::2], golden[1::2], strict=True):
        assert len(one.partition(".")[2]) == len(other.partition(".")[2])
        assert float(one) == pytest.approx(float(other), abs=2e-5)  # processors differ in the last digit


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for case in CASES:
        print(write(case, GOLDEN))
