"""What is doubtful about a joint is told by every file that has room for it."""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk

from core.export import EXPORT_FORMATS
from core.export.diagnostics_table import write_diagnostics
from core.export.records import ExportOptions
from core.pose.skeleton import H36M_17

BITS = {"interpolated": 1, "swap": 64}
"""As files have them since there are any."""
MARKED = {
    (1, "left_knee"): {"interpolated"},
    (2, "right_ankle"): {"swap"},
    (3, "head"): {"interpolated", "swap"},
}


def marked_pose():
    pose = pose_of(walk(5))
    flags = np.zeros((5, 17), np.uint8)
    for (frame, joint), names in MARKED.items():
        flags[frame, H36M_17.index(joint)] = sum(BITS[name] for name in names)
    return replace(pose, flags=flags)


def tidy(path):
    with path.open() as file:
        rows = csv.DictReader(file)
        return {(int(r["frame"]), r["joint"]): set(r["flag"].split("+")) for r in rows if r["flag"]}


def wide(path):
    with path.open() as file:
        return {
            (int(row["frame"]), joint): set(row[f"{joint}_flag"].split("+"))
            for row in csv.DictReader(file)
            for joint in H36M_17.joints
            if row[f"{joint}_flag"]
        }


def of_bits(frames, joints, flags, bits):
    return {
        (frame, joint): {name for name, bit in bits.items() if value & bit}
        for frame, row in zip(frames, flags, strict=True)
        for joint, value in zip(joints, row, strict=True)
        if value
    }


def document(path):
    whole = json.loads(path.read_text())
    frames = whole["frames"]
    flags = [frame["flags"] for frame in frames]
    assert {name: whole["flags"][name] for name in BITS} == BITS
    return of_bits([f["frame"] for f in frames], whole["skeleton"]["joints"], flags, whole["flags"])


def arrays(path):
    with np.load(path) as file:
        parts = (file[name].tolist() for name in ("frames", "joint_names", "flags"))
        return of_bits(*parts, BITS)


@pytest.mark.parametrize(
    ("name", "options", "read"),
    [
        ("csv", ExportOptions(table="tidy"), tidy),
        ("csv", ExportOptions(table="wide"), wide),
        ("json", ExportOptions(), document),
        ("npz", ExportOptions(), arrays),
    ],
)
def test_interpolated_and_swapped_joints_are_marked(name, options, read, tmp_path):
    EXPORT_FORMATS[name].write(marked_pose(), tmp_path / "a", CONTEXT, options)
    assert read(tmp_path / "a") == MARKED


def test_the_diagnostics_table_marks_the_frames(tmp_path):
    pose = marked_pose()
    flags = np.bitwise_or.reduce(pose.flags, axis=1)
    write_diagnostics(tmp_path / "a.csv", pose.frames, pose.times, np.zeros(5, np.float32), {}, flags)
    with (tmp_path / "a.csv").open() as file:
        told = {
            int(row["frame"]): set(row["flags"].split("+")) for row in csv.DictReader(file) if row["flags"]
        }
    assert told == {frame: names for (frame, _), names in MARKED.items()}
