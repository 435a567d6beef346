import numpy as np
import pytest

from core.errors import BadInput
from core.export.bvh_reader import forward_kinematics, read_bvh

ARM = """HIERARCHY
ROOT Shoulder
{
  OFFSET 5 0 0
  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
  JOINT Elbow
  {
    OFFSET 2 0 0
    CHANNELS 3 Zrotation Xrotation Yrotation
    End Site
    {
      OFFSET 1 0 0
    }
  }
}
MOTION
Frames: 2
Frame Time: 0.04
0 10 0 0 0 0 0 0 0
0 10 0 90 0 0 0 0 -90
"""


def test_a_bent_arm_worked_by_hand(tmp_path):
    (tmp_path / "a.bvh").write_text(ARM)
    motion = read_bvh(tmp_path / "a.bvh")
    assert [joint.name for joint in motion.joints] == ["Shoulder", "Elbow", "Elbow_End"]
    assert motion.frame_time_s == 0.04
    np.testing.assert_allclose(
        forward_kinematics(motion),
        # raised by a quarter turn about z; then the forearm, turned by -90 about its own y, points to z
        [[[0, 10, 0], [2, 10, 0], [3, 10, 0]], [[0, 10, 0], [0, 12, 0], [0, 12, 1]]],
        atol=1e-12,
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("HIERARCHY", "HIER"),
        ("Frames: 2", "Frames: 3"),
        ("Frame Time:", "Time:"),
        ("0 10 0 90 0 0 0 0 -90", "0 10 0 90 0 0 0 0"),
        ("0 10 0 90 0 0 0 0 -90", "0 10 0 90 0 0 0 0 nan"),
        ("CHANNELS 3 Zrotation", "CHANNELS 3 Wrotation"),
        ("CHANNELS 3 Zrotation", "CHANNELS 3 Xrotation"),
        ("OFFSET 1 0 0", "OFFSET 1 0"),
        ("}\nMOTION", "MOTION"),
        ("}\nMOTION", "}\n}\nMOTION"),
        (ARM, ""),
        (ARM, "HIERARCHY"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path, old, new):
    (tmp_path / "a.bvh").write_text(ARM.replace(old, new))
    with pytest.raises(BadInput, match=r"a\.bvh"):
        read_bvh(tmp_path / "a.bvh")


def test_a_missing_or_binary_file_is_refused(tmp_path):
    with pytest.raises(BadInput):
        read_bvh(tmp_path / "none.bvh")
    (tmp_path / "b.bvh").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput):
        read_bvh(tmp_path / "b.bvh")
