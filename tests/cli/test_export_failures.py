"""Exports to disks that are full or read-only, and exports that are killed."""

import signal
import subprocess
import sys

import pytest
from disks import mounted
from export_motions import CONTEXT, pose_of, walk

from core.export import EXPORT_FORMATS
from core.export.npz import write_npz

FORMATS = [name for name, entry in EXPORT_FORMATS.items() if entry.why_unavailable() is None]


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_named_in_one_sentence_and_nothing_is_left(relief, take, tmp_path, name):
    with mounted(tmp_path / "disk", "size=4k") as disk:
        (disk / "large").write_bytes(bytes(4096))
        code, printed, said = relief("export", take, "--format", name, "-o", disk, "-q")
        assert (code, printed) == (2, "")
        assert said.startswith("relief: Cannot write ")
        assert said.endswith("the disk is full. Free some space or choose another folder.\n")
        assert said.count("\n") == 1
        assert [path.name for path in disk.iterdir()] == ["large"]


def test_a_read_only_disk_is_named_for_each_format(relief, take, tmp_path):
    with mounted(tmp_path / "disk", "ro,size=1m") as disk:
        for name in FORMATS:
            code, _, said = relief("export", take, "--format", name, "-o", disk, "-q")
            assert code == 2
            assert said.endswith("the disk is read-only. Choose another folder.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_conversion_that_is_ended_leaves_no_half_written_file(tmp_path, environment, end):
    write_npz(pose_of(walk(6000)), tmp_path / "a.npz", CONTEXT)
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "core.cli", "convert", str(tmp_path / "a.npz"), "--to", "bvh", "-o"]
    with subprocess.Popen(
        [*command, str(out / "a.bvh"), "-q"], env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None and not list(out.iterdir()):
            pass
        process.send_signal(end)
        said = process.stderr.read()
    left = sorted(path.name for path in out.iterdir() if not path.name.startswith(".relief-"))
    assert left in ([], ["a.bvh", "a.bvh.json"])
    if end == signal.SIGINT:
        assert process.returncode in (0, 130)
        assert "Traceback" not in said
        assert not list(out.glob(".relief-*"))
