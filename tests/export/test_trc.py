from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import strict_opensim
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import BadInput, UnfitPose
from core.export.records import ExportOptions
from core.export.trc import read_trc, write_trc
from core.pose.skeleton import H36M_17, Skeleton

NTSC = Fraction(30000, 1001)


def test_opensim_reads_millimetres_from_frame_1_at_the_exact_rate(tmp_path):
    pose = pose_of(walk(40), rate=float(NTSC))
    write_trc(pose, tmp_path / "a.trc", replace(CONTEXT, nominal_rate=NTSC))
    about, names, times, frames = strict_opensim.read_trc(tmp_path / "a.trc")
    assert about["Units"] == "mm"
    assert about["OrigDataStartFrame"] == "1"
    assert float(about["DataRate"]) == pytest.approx(float(NTSC), abs=1e-9)
    assert about["DataRate"] == about["CameraRate"] == about["OrigDataRate"]
    assert names == list(H36M_17.joints)
    np.testing.assert_allclose(times, np.arange(40) * 1001 / 30000, atol=1e-9)
    np.testing.assert_allclose(frames, walk(40) * 1000, atol=0.001)


def test_frames_without_a_pose_are_empty_and_stay_so(tmp_path):
    pose = without_frames(pose_of(walk(12), first_frame=100), 0, 5, 6, 11)
    read_back = write_trc(pose, tmp_path / "a.trc", CONTEXT)
    _, _, _, frames = strict_opensim.read_trc(tmp_path / "a.trc")
    assert np.flatnonzero(np.isnan(frames).all(axis=(1, 2))).tolist() == [0, 5, 6, 11]
    assert np.flatnonzero(~read_trc(tmp_path / "a.trc").is_lifted).tolist() == [0, 5, 6, 11]
    assert any("100, 105-106, 111" in note for note in read_back.notes)
    assert read_back.warnings == ()


def test_a_clip_from_the_middle_says_where_its_time_0_is(tmp_path):
    pose = pose_of(walk(5), times=np.arange(5) / 25 + 2.5)
    notes = write_trc(pose, tmp_path / "a.trc", CONTEXT).notes
    assert any("2.500000 s of the video" in note for note in notes)
    assert read_trc(tmp_path / "a.trc").times[0] == 0


def test_names_with_blanks_become_one_word(tmp_path):
    pose = pose_of(walk(3))
    blank = Skeleton("odd", tuple(f"joint {i}" for i in range(17)))
    write_trc(replace(pose, skeleton=blank), tmp_path / "a.trc", CONTEXT)
    assert strict_opensim.read_trc(tmp_path / "a.trc")[1][16] == "joint_16"


def test_a_rate_that_is_asked_for_is_kept(tmp_path):
    read_back = write_trc(pose_of(walk(50)), tmp_path / "a.trc", CONTEXT, ExportOptions(rate=Fraction(100)))
    assert read_back.frames == 200
    about, _, times, _ = strict_opensim.read_trc(tmp_path / "a.trc")
    assert float(about["DataRate"]) == 100
    assert times[-1] == pytest.approx(1.99)


def test_files_of_other_programs_are_read_too(tmp_path):
    """Windows line ends, metres, tabs at the ends of lines, an empty cell."""
    lines = [
        "PathFileType\t4\t(X/Y/Z)\tother.trc",
        "\t".join(strict_opensim.KEYS),
        "100.00\t100.00\t2\t2\tm\t100.00\t1\t2",
        "Frame#\tTime\tKNEE\t\t\tHIP\t\t\t",
        "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\t",
        "",
        "1\t0.00\t0.1\t0.2\t0.3\t1\t2\t3\t",
        "2\t0.01\t\t\t\t1\t2\t3\t",
        "",
    ]
    (tmp_path / "a.trc").write_bytes("\r\n".join(lines).encode())
    pose = read_trc(tmp_path / "a.trc")
    assert pose.skeleton.joints == ("KNEE", "HIP")
    np.testing.assert_allclose(pose.joints[0], [[0.1, 0.2, 0.3], [1, 2, 3]], atol=1e-6)
    assert np.isnan(pose.joints[1, 0]).all()
    assert pose.confidence.tolist() == [[1, 1], [0, 1]]


@pytest.mark.parametrize(
    "change",
    [
        ("PathFileType", "File"), ("NumFrames", "Frames"), ("\tmm\t", "\tft\t"), ("\t5\t17\t", "\t6\t17\t"),
        ("\t5\t17\t", "\t5\t16\t"), ("0.040000000", "soon"), ("0.040000000\t", "0.040000000\t\t"),
        ("0.080000000", "0.000000000"), ("25.000000000\t", "0\t"), ("25.000000000\t", "nan\t"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_in_one_sentence(tmp_path, change):
    write_trc(pose_of(walk(5)), tmp_path / "a.trc", CONTEXT)
    text = (tmp_path / "a.trc").read_text()
    assert change[0] in text
    (tmp_path / "a.trc").write_text(text.replace(*change, 1))
    with pytest.raises(BadInput, match=r"a\.trc"):
        read_trc(tmp_path / "a.trc")


def test_nothing_lifted_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(UnfitPose, match="none of this clip's 3 frames"):
        write_trc(without_frames(pose_of(walk(3)), 0, 1, 2), tmp_path / "a.trc", CONTEXT)
    assert list(tmp_path.iterdir()) == []
