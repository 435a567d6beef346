"""A take as a file: what comes back is what was saved, and nothing in a file is believed."""

import errno
import io
import json
import os
import pickle
import zipfile
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from made_up_takes import FRAMES, made_up_take, with_placements

from core.errors import BadInput, CannotWrite
from core.pose.skeleton import Skeleton
from core.take_file import load_take, save_take


@pytest.fixture
def take(tmp_path):
    return with_placements(made_up_take(tmp_path / "videos" / "walk.mp4"))


@pytest.fixture
def path(take, tmp_path):
    path = tmp_path / "out" / "walk.relief"
    path.parent.mkdir()
    save_take(take, path)
    return path


def assert_same(a, b, where="take"):
    """Every field of every record, down to the type of each number."""
    assert type(a) is type(b), where
    if isinstance(a, np.ndarray):
        assert a.dtype == b.dtype, where
        np.testing.assert_array_equal(a, b, err_msg=where)
    elif is_dataclass(a) and not isinstance(a, Skeleton):
        for field in fields(a):
            assert_same(getattr(a, field.name), getattr(b, field.name), f"{where}.{field.name}")
    elif isinstance(a, dict):
        assert list(a) == list(b), where
        for name in a:
            assert_same(a[name], b[name], f"{where}[{name!r}]")
    elif isinstance(a, tuple):
        assert len(a) == len(b), where
        for number, (one, other) in enumerate(zip(a, b, strict=True)):
            assert_same(one, other, f"{where}[{number}]")
    else:
        assert a == b, where


def without_placements(take):
    results = {name: replace(result, placement=None) for name, result in take.results.items()}
    return replace(take, results=results)


def with_resolved_video(take):
    return replace(take, video=replace(take.video, path=take.video.path.resolve()))


def test_what_was_saved_comes_back_in_every_field(take, path):
    assert_same(with_resolved_video(load_take(path)), with_resolved_video(take))


def test_takes_from_before_there_were_placements_still_open(take, tmp_path):
    old = tmp_path / "old.relief"
    save_take(without_placements(take), old)
    assert all(result.placement is None for result in load_take(old).results.values())


def test_a_loaded_take_can_be_saved_again(take, path, tmp_path):
    again = tmp_path / "again.relief"
    save_take(load_take(path), again)
    assert_same(with_resolved_video(load_take(again)), with_resolved_video(take))


def test_the_video_need_not_be_there(path):
    assert not load_take(path).video.path.exists()


def test_take_and_video_may_be_moved_together(take, path, tmp_path):
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    path.parent.rename(moved / "out")
    found = load_take(moved / "out" / "walk.relief").video.path
    assert found.resolve() == moved / "videos" / "walk.mp4"
    with zipfile.ZipFile(moved / "out" / "walk.relief") as archive:
        assert json.loads(archive.read("take.json"))["video"]["path"] == "../videos/walk.mp4"


def test_a_take_that_will_be_moved_remembers_the_way_from_there(take, tmp_path):
    (tmp_path / "out" / "stage").mkdir(parents=True)
    staged = tmp_path / "out" / "stage" / "walk.relief"
    save_take(take, staged, belongs_to=tmp_path / "out")
    staged.rename(tmp_path / "out" / "walk.relief")
    assert load_take(tmp_path / "out" / "walk.relief").video.path.resolve() == take.video.path.resolve()


def test_a_video_on_another_drive_is_remembered_by_its_whole_path(take, tmp_path, monkeypatch):
    def relpath(path, start):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", relpath)
    save_take(take, tmp_path / "walk.relief")
    assert load_take(tmp_path / "walk.relief").video.path == take.video.path


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), RuntimeError("a bug")])
def test_a_save_that_fails_leaves_the_old_take(take, path, monkeypatch, error):
    before = path.read_bytes()

    def write_array(*args, **options):
        raise error

    monkeypatch.setattr(np.lib.format, "write_array", write_array)
    with pytest.raises(CannotWrite if isinstance(error, OSError) else RuntimeError):
        save_take(replace(take, history=()), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_file_appears_only_when_it_is_whole(take, path, monkeypatch):
    before = path.read_bytes()
    seen = []
    write_array = np.lib.format.write_array

    def watch(*args, **options):
        seen.append(path.read_bytes() == before)
        write_array(*args, **options)

    monkeypatch.setattr(np.lib.format, "write_array", watch)
    save_take(replace(take, history=()), path)
    assert all(seen)
    assert load_take(path).history == ()


# What is wrong with a file, member by member: new bytes, or None to leave it out.


def rewrite(path: Path, changes: dict[str, bytes | None], compression=zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= changes
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)


def npy(array, allow_pickle=False) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array), allow_pickle=allow_pickle)
    return file.getvalue()


def change_array(path: Path, name: str, change) -> None:
    with zipfile.ZipFile(path) as archive:
        array = np.load(io.BytesIO(archive.read(f"{name}.npy")))
    rewrite(path, {f"{name}.npy": npy(change(array))})


def change_document(path: Path, change) -> None:
    with zipfile.ZipFile(path) as archive:
        document = json.loads(archive.read("take.json"))
    change(document)
    rewrite(path, {"take.json": json.dumps(document).encode()})


def claim_a_huge_array(path: Path) -> None:
    header = npy(np.zeros(3, np.float32)).replace(b"(3,)", b"(9999999999999,)")
    rewrite(path, {"movement.npy": header})


class Bomb:
    def __reduce__(self):
        return os.system, ("touch bomb-went-off",)


def write_bomb(path: Path) -> None:
    """An array of objects, as NumPy stores it: by pickle."""
    rewrite(path, {"movement.npy": npy(np.array([Bomb()], dtype=object), allow_pickle=True)})


def write_zip_bomb(path: Path) -> None:
    """A few kilobytes that unpack to 64 MB."""
    rewrite(path, {"movement.npy": npy(np.zeros((1 << 24,), np.float32))}, zipfile.ZIP_DEFLATED)


def write_two_of_a_name(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("take.json", "{}")


def lie_about_sizes(path: Path) -> None:
    """The central directory claims a gigabyte for each member."""
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 28] = (1 << 30).to_bytes(4, "little") * 2
    path.write_bytes(data)


def set_entry(*keys, value):
    def change(document):
        for key in keys[:-1]:
            document = document[key]
        document[keys[-1]] = value

    return lambda path: change_document(path, change)


def drop(name):
    return lambda path: rewrite(path, {name: None})


def with_array(name, change):
    return lambda path: change_array(path, name, change)


def set_nan(array):
    array = array.copy()
    array[3] = np.nan
    return array


def set_inf(array):
    array = array.copy()
    array[3] = np.inf
    return array


RECORDED_TIMES = ("video/times", "track/times", "detections/times")

DAMAGED = {
    "not a zip": (lambda path: path.write_bytes(b"hello world\n" * 100), "damaged or something else"),
    "empty": (lambda path: path.write_bytes(b""), "damaged or something else"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged or something else"),
    "another zip": (lambda path: zipfile.ZipFile(path, "w").close(), "damaged or something else"),
    "traversal": (lambda path: rewrite(path, {"../../evil.npy": npy([1.0])}), r"'\.\./\.\./evil\.npy'"),
    "traversal inside": (lambda path: rewrite(path, {"a/../../evil.npy": npy([1.0])}), "which no take has"),
    "absolute name": (lambda path: rewrite(path, {"/etc/evil.npy": npy([1.0])}), "'/etc/evil.npy'"),
    "backslashes": (lambda path: rewrite(path, {"..\\evil.npy": npy([1.0])}), "evil"),
    "other content": (lambda path: rewrite(path, {"run.py": b"print()"}), r"'run\.py'"),
    "two of a name": (write_two_of_a_name, "other things"),
    "objects": (write_bomb, "plain numbers"),
    "a bare pickle": (lambda path: rewrite(path, {"movement.npy": pickle.dumps([1])}), "magic"),
    "zip bomb": (write_zip_bomb, "packed in a way"),
    "sizes that lie": (lie_about_sizes, "packed in a way"),
    "a huge array": (claim_a_huge_array, "damaged or something else"),
    "complex numbers": (with_array("movement", lambda a: a.astype(complex)), "plain numbers"),
    "no document": (drop("take.json"), "take.json"),
    "no track": (drop("track/points.npy"), "track/points"),
    "no lifter": (drop("lifters/0/pose/joints.npy"), "lifters/0/pose/joints"),
    "other format": (set_entry("format", value="diary"), "some other kind of file"),
    "newer version": (set_entry("format_version", value=99), "Update Relief"),
    "no JSON": (lambda path: rewrite(path, {"take.json": b"{"}), "damaged or something else"),
    "a list": (lambda path: rewrite(path, {"take.json": b"[]"}), "damaged or something else"),
    "deep JSON": (lambda path: rewrite(path, {"take.json": b"[" * 200_000}), "damaged or something else"),
    "no findings": (set_entry("findings", value=3), "damaged or something else"),
    "odd finding": (set_entry("findings", 0, "start", value="soon"), "damaged or something else"),
    "odd skeleton": (set_entry("track", "skeleton", value="octopus"), "'octopus' is unknown"),
    "odd size": (set_entry("track", "image_size", value=[0, 480]), "0 x 480"),
    "odd video size": (set_entry("video", "width", value=10**9), "impossible"),
    "odd rate": (set_entry("video", "nominal_rate", value="1e999999999"), "impossible"),
    "no rate": (set_entry("video", "nominal_rate", value="0"), "impossible"),
    "odd cleaning": (set_entry("cleaning", "smoothing", value="rm -rf"), "cleaning"),
    "unknown cleaning": (set_entry("cleaning", "magic", value=1), "cleaning"),
    "odd reach": (set_entry("lifters", 0, "reach", value="far"), "damaged or something else"),
    "short points": (with_array("track/points", lambda a: a[:-1]), "shapes disagree"),
    "flat points": (with_array("track/points", lambda a: a[..., 0]), "shapes disagree"),
    "fewer rows": (with_array("detections/points", lambda a: a[:5]), "not of shape"),
    "short joints": (with_array("lifters/1/pose/joints", lambda a: a[:, :3]), "shapes disagree"),
    "short drift": (with_array("lifters/0/shift/joint_drift_mm", lambda a: a[:-1]), "shift test"),
    "short movement": (with_array("movement", lambda a: a[:-1]), "not of one length"),
    "doubles": (with_array("track/points", lambda a: a.astype(np.float64)), "float64, not float32"),
    "infinite joints": (with_array("lifters/0/pose/joints", set_inf), "infinitely far"),
    "no placed joints": (drop("lifters/0/placement/joints.npy"), "lifters/0/placement/joints"),
    "short placed joints": (with_array("lifters/0/placement/joints", lambda a: a[:-1]), "of a placement"),
    "bent camera": (with_array("lifters/0/placement/rotation", lambda a: 2 * a), "not turned but bent"),
    "mirrored camera": (with_array("lifters/0/placement/rotation", lambda a: -a), "not turned but bent"),
    "one camera too few": (with_array("lifters/0/placement/rotation", lambda a: a[:-1]), "one camera"),
    "no camera": (with_array("lifters/0/placement/camera", set_nan), "nowhere"),
    "single floats": (with_array("lifters/0/placement/camera", lambda a: a.astype("f4")), "float32, not"),
    "short contacts": (with_array("lifters/0/placement/contacts", lambda a: a[:-1]), "contacts"),
    "odd scale": (set_entry("lifters", 0, "placement", "scale", value=-1), "impossible"),
    "odd placement": (set_entry("lifters", 0, "placement", value=[]), "damaged or something else"),
    "odd camera": (set_entry("lifters", 0, "placement", "motion", "kind", value="flies"), "'flies'"),
    "odd lock": (set_entry("lifters", 0, "placement", "options", "foot_lock", value="x"), "'x'"),
    "odd height": (set_entry("lifters", 0, "placement", "options", "height_m", value=99), "impossible"),
    "unknown option": (set_entry("lifters", 0, "placement", "options", "magic", value=1), "options"),
    "frames with holes": (with_array("track/frames", lambda a: a * 2), "no holes"),
    "clip beyond the video": (with_array("video/times", lambda a: a[:120]), "not a part of its video"),
    "times that fall": (with_array("track/times", lambda a: a[::-1].copy()), "times must increase"),
    "other times": (with_array("track/times", lambda a: a + 1), "not those of its video"),
    **{
        f"NaN in {name}": (with_array(name, set_nan), "times of its (clip|video)") for name in RECORDED_TIMES
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_take_is_refused_in_clear_words(kind, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    damage, words = DAMAGED[kind]
    damage(path)
    with pytest.raises(BadInput, match=words) as caught:
        load_take(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["out", "walk.relief"], "something was unpacked"


def test_a_missing_take_and_a_folder_are_refused_in_clear_words(tmp_path):
    with pytest.raises(BadInput, match="there is no such take"):
        load_take(tmp_path / "none.relief")
    with pytest.raises(BadInput, match=r"is a folder\. Give a \.relief file"):
        load_take(tmp_path)


def test_one_wrong_byte_anywhere_is_refused_or_harmless(take, path):
    """Each member has a checksum; what lies between members is not read."""
    whole = path.read_bytes()
    refused = 0
    for place in np.random.default_rng(0).integers(0, len(whole), 60):
        harmed = bytearray(whole)
        harmed[place] ^= 0x41
        path.write_bytes(harmed)
        try:
            loaded = load_take(path)
        except BadInput:
            refused += 1
        else:
            assert_same(with_resolved_video(loaded), with_resolved_video(take))
    assert refused > 40


def test_the_flags_of_a_frame_are_those_of_track_and_poses_together(take):
    expected = [
        int(np.bitwise_or.reduce(np.concatenate([take.track.flags[t], *(r.pose.flags[t] for r in
            take.results.values())])))
        for t in range(FRAMES)
    ]  # fmt: skip
    assert take.frame_flags.tolist() == expected
