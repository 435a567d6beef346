import errno
import os
import stat
import sys
import time

import pytest

from core.errors import CannotWrite
from core.files import ensure_folder, path_aside, staged_folder, write_aside, write_aside_binary


def test_the_file_appears_with_unix_line_ends_and_utf8(tmp_path):
    path = tmp_path / "walk ö.csv"
    with write_aside(path) as file:
        file.write("ä\nb\n")
        assert not path.exists()
    assert path.read_bytes() == "ä\nb\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_are_written_as_they_are(tmp_path):
    with write_aside_binary(tmp_path / "a.bin") as file:
        file.write(b"\r\n\0")
    assert (tmp_path / "a.bin").read_bytes() == b"\r\n\0"


@pytest.mark.parametrize("cause", [KeyboardInterrupt, ValueError, RuntimeError])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, cause):
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(cause), write_aside(path) as file:  # noqa: PT012 - it must fail halfway
        file.write("new")
        raise cause
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "full"), (errno.EROFS, "read-only"), (errno.EACCES, "denied")]
)
def test_a_failure_of_the_disk_is_told_plainly(tmp_path, number, word):
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(CannotWrite, match=word) as caught, write_aside(path):
        raise OSError(number, os.strerror(number))
    assert str(path) in str(caught.value)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's disk without space")
def test_a_disk_that_really_is_full():
    with pytest.raises(OSError, match="No space"), open("/dev/full", "w") as file:  # noqa: PTH123
        file.write("x")


def test_a_missing_folder_and_a_folder_of_that_name(tmp_path):
    with pytest.raises(CannotWrite, match="folder does not exist"), write_aside(tmp_path / "no" / "a.csv"):
        pass
    with pytest.raises(CannotWrite, match="folder of that name"), write_aside(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(CannotWrite, match="not a folder"), write_aside(tmp_path / "a" / "b.csv"):
        pass
    with pytest.raises(CannotWrite):
        ensure_folder(tmp_path / "a")


def test_a_missing_input_read_inside_the_block_is_not_blamed_on_the_output(tmp_path):
    with pytest.raises(FileNotFoundError), write_aside(tmp_path / "a.csv"):
        (tmp_path / "input").read_text()


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    link = tmp_path / "a.csv"
    try:
        link.symlink_to(tmp_path / "real" / "a.csv")
    except OSError:
        pytest.skip("this system does not let us make links")
    with write_aside(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.csv").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_those_of_the_old_file_or_of_any_new_file(tmp_path):
    path, plain = tmp_path / "a.csv", tmp_path / "plain"
    plain.touch()
    with write_aside(path):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o604)
    with write_aside(path):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_writers_that_want_a_path_get_one_with_the_same_suffix(tmp_path):
    with path_aside(tmp_path / "a.npz") as aside:
        assert aside.suffix == ".npz"
        aside.write_bytes(b"x")
    assert (tmp_path / "a.npz").read_bytes() == b"x"


def test_folders_are_made_with_their_parents(tmp_path):
    folder = tmp_path / "a" / "b"
    assert ensure_folder(folder) == folder
    assert ensure_folder(folder).is_dir()


def test_what_a_killed_run_left_goes_a_day_later_and_nothing_else_does(tmp_path):
    old = time.time() - 2 * 86_400
    for name in (".relief-0123456789ab", ".relief-ba9876543210", ".relief-mine", "notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.csv").write_text("half")
    (tmp_path / ".relief-0123456789ff.bvh").write_text("half")
    for name in (".relief-0123456789ab", ".relief-0123456789ff.bvh", ".relief-mine", "notes"):
        os.utime(tmp_path / name, (old, old))
    with staged_folder(tmp_path) as stage:
        (stage / "new.csv").write_text("new")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".relief-ba9876543210", ".relief-mine", "new.csv", "notes"]
