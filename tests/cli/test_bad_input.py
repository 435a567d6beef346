"""Whatever is given: one clear sentence, exit code 2, and nothing changed on the disk."""

import os
import pickle
import tempfile
import zipfile
from pathlib import Path

import av
import numpy as np
import pytest
from disks import mounted
from numbered_clips import Clip, even_ticks, write_clip

EARLIER = {"walk.relief": b"an earlier take", "walk.rie.csv": b"earlier", ".hidden": b"of the user"}


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def write_earlier_results(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in EARLIER.items():
        (folder / name).write_bytes(content)


def assert_refused(result, *words: str) -> None:
    code, printed, said = result
    assert code == 2
    assert printed == ""
    assert said.startswith("relief: ")
    assert said.count("\n") == 1, f"more than a sentence: {said}"
    assert said.rstrip().endswith(".")
    for word in words:
        assert word in said


@pytest.fixture(autouse=True)
def leaves_no_temporary_files(tmp_path, monkeypatch):
    folder = tmp_path.parent / f"{tmp_path.name}-temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


@pytest.fixture
def refuses(relief, tmp_path):
    """Runs `relief lift` twice: into a new folder, and into one that holds earlier results."""

    def run(*arguments: object, words: tuple[str, ...]) -> None:
        before = contents(tmp_path)
        new, old = tmp_path / "deep" / "out", tmp_path / "earlier"
        assert_refused(relief("lift", *arguments, "-o", new), *words)
        assert contents(tmp_path) == before
        write_earlier_results(old)
        assert_refused(relief("lift", *arguments, "-o", old), *words)
        assert contents(old) == EARLIER

    return run


def missing(folder):
    return folder / "walk.mp4"


def too_long_a_name(folder):
    return folder / ("walk" * 100 + ".mp4")


def folder_without_pictures(folder):
    (folder / "walk").mkdir()
    (folder / "walk" / "readme.txt").write_text("no pictures here")
    return folder / "walk"


def empty(folder):
    (folder / "walk.mp4").touch()
    return folder / "walk.mp4"


def text(folder):
    (folder / "walk.mp4").write_text("hello world\n" * 500)
    return folder / "walk.mp4"


def cut_before_moov(folder):
    path = write_clip(folder / "walk.mp4", Clip(ticks=even_ticks(30, 512)))
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"moov") - 4])
    return path


def only_sound(folder):
    path = folder / "walk.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 44100, 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return path


def one_frame(folder):
    return write_clip(folder / "walk.mp4", Clip(ticks=(0,)))


def two_frames(folder):
    return write_clip(folder / "walk.mp4", Clip(ticks=(0, 512)))


def no_area(folder):
    """A picture of 0 x 0: the sizes of the track and of its coded pictures are overwritten."""
    path = write_clip(
        folder / "walk.mov", Clip(".mov", "png", pixel_format="rgb24", options={}, ticks=(0, 512))
    )
    data = path.read_bytes().replace((192).to_bytes(2) + (96).to_bytes(2), bytes(4))
    path.write_bytes(data.replace((192).to_bytes(4) + (96).to_bytes(4), bytes(8)))
    return path


def enormous(folder):
    """Few bytes and very many columns."""
    clip = Clip(".mov", "png", pixel_format="rgb24", options={}, ticks=(0, 512, 1024))
    return write_clip(folder / "walk.mov", clip, [np.zeros((16, 17000, 3), np.uint8)] * 3)


BAD_VIDEOS = {
    missing: "does not exist",
    too_long_a_name: "name",
    folder_without_pictures: "holds no pictures",
    empty: "is empty (0 bytes)",
    text: "cannot be read as a video",
    cut_before_moov: "was cut off",
    only_sound: "only sound",
    one_frame: "has 1 frame, and a motion needs at least 3",
    two_frames: "has 2 frames, and a motion needs at least 3",
    no_area: "damaged",
    enormous: "17000 × 16",
}


@pytest.mark.parametrize("make", BAD_VIDEOS, ids=lambda make: make.__name__)
def test_a_bad_video_is_refused(make, refuses, tmp_path):
    path = make(tmp_path)
    refuses(path, words=(str(path), BAD_VIDEOS[make]))


def test_nobody_in_any_frame_is_said(refuses, clip):
    refuses(
        clip, "--detector", "blind", words=("Nobody was found in the 40 frames", "should be in the picture")
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--start", "5"], ("start at 5 s", "lasts 1.33 s", "walk.mp4")),
        (["--start", "1", "--end", "0.5"], ("end at 0.5 s, before it starts at 1 s", "walk.mp4")),
        (["--start", "1", "--end", "1.05"], ("between those times", "at least 3", "walk.mp4")),
        (["--lifters", "baseline,octopus"], ("no lifter 'octopus'; known: ", "rie")),
        (["--lifters", "models/octopus.safetensors"], ("octopus.safetensors: there is no such lifter file",)),
        (["--detector", "telepathy"], ("no detector called 'telepathy'; known ones: mediapipe",)),
        (["--formats", "csv,fbx"], ("no format 'fbx'; known: csv, angles, bvh, json",)),
        (["--fps", "25"], ("walk.mp4", "own times")),
    ],
)
def test_an_option_that_cannot_be_is_refused(refuses, clip, arguments, words):
    refuses(clip, *arguments, words=words)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--start", "soon"],
        ["--start", "-1"],
        ["--end", "nan"],
        ["--fps", "0"],
        ["--fps", "1e999999999"],
        ["--tilt", "nan"],
        ["--joint-limit", "inf"],
    ],
)
def test_an_option_that_is_no_number_is_refused(relief, clip, arguments, capfd):
    with pytest.raises(SystemExit) as left:
        relief("lift", clip, *arguments)
    assert left.value.code == 2
    assert f"argument {arguments[0]}" in capfd.readouterr().err


class Bomb:
    def __reduce__(self):
        return os.system, ("touch bomb-went-off",)


@pytest.mark.parametrize("is_zip", [False, True])
def test_a_checkpoint_that_would_run_code_is_refused(refuses, clip, tmp_path, monkeypatch, is_zip):
    monkeypatch.chdir(tmp_path)
    bomb = tmp_path / "bomb.bin"
    bomb.write_bytes(pickle.dumps({"model_pos": Bomb()}))
    if is_zip:
        content = bomb.read_bytes()
        with zipfile.ZipFile(bomb, "w") as archive:
            archive.writestr("archive/data.pkl", content)
    refuses(clip, "--lifters", bomb, words=(str(bomb),))
    assert not (tmp_path / "bomb-went-off").exists()


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_header(content: bytes) -> bytes:
    return content[200:]


def with_nan(content: bytes) -> bytes:
    return content[:-4] + b"\xff\xff\xff\x7f"


@pytest.mark.parametrize(
    "damage", [cut_short, without_header, with_nan, lambda content: b"", lambda _: b"[]" * 50]
)
def test_a_damaged_lifter_is_refused(refuses, clip, tmp_path, small_lifters, damage):
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(damage(small_lifters["rie"].read_bytes()))
    refuses(clip, "--lifters", f"{small_lifters['baseline']},{bad}", words=(str(bad),))


def make_take(folder: Path, changes: dict[str, bytes]) -> Path:
    path = folder / "walk.relief"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in changes.items():
            archive.writestr(name, content)
    return path


BAD_TAKES = {
    "missing": (lambda folder: folder / "walk.relief", "no such take"),
    "no zip": (lambda folder: make_text_take(folder), "damaged or something else"),
    "traversal": (lambda folder: make_take(folder, {"../evil.npy": b""}), "'../evil.npy'"),
    "version": (
        lambda folder: make_take(folder, {"take.json": b'{"format": "relief take", "format_version": 9}'}),
        "Update Relief",
    ),
}


def make_text_take(folder: Path) -> Path:
    (folder / "walk.relief").write_text("hello world\n" * 500)
    return folder / "walk.relief"


@pytest.mark.parametrize("kind", BAD_TAKES)
def test_a_bad_take_is_refused(relief, tmp_path, kind):
    make, words = BAD_TAKES[kind]
    path = make(tmp_path)
    before = contents(tmp_path)
    assert_refused(relief("info", path), str(path), words)
    assert contents(tmp_path) == before


# Places that cannot be written


def test_a_file_in_the_way_of_the_folder_is_named(relief, clip, tmp_path):
    (tmp_path / "out").write_text("mine")
    assert_refused(relief("lift", clip, "-o", tmp_path / "out"), str(tmp_path / "out"), "in the way")
    assert_refused(
        relief("lift", clip, "-o", tmp_path / "out" / "deep"), str(tmp_path / "out"), "not a folder"
    )
    assert contents(tmp_path) == {"out": b"mine"}


def test_a_read_only_disk_is_named(relief, clip, tmp_path):
    with mounted(tmp_path / "disk", "ro,size=1m") as disk:
        assert_refused(relief("lift", clip, "-o", disk / "out"), str(disk / "out"), "read-only")
        assert_refused(relief("lift", clip, "-o", disk), str(disk))


# 40 frames: the resume file has 31 kB, the tables 40 kB each.


@pytest.mark.parametrize("room_kb", [0, 8, 48, 100])
def test_a_full_disk_is_named_and_earlier_results_stay(relief, clip, tmp_path, room_kb):
    with mounted(tmp_path / "disk", "size=1m") as disk:
        write_earlier_results(disk)
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        (disk / "large").write_bytes(bytes(free - room_kb * 1024))
        assert_refused(
            relief("lift", clip, "-o", disk), str(disk), "Free some space or choose another folder"
        )
        assert_refused(relief("lift", clip, "-o", disk / "out"), str(disk), "Free some space")
        (disk / "large").unlink()
        assert contents(disk) == EARLIER


@pytest.mark.parametrize("limit", [4000, 40_000])
def test_a_limit_on_the_size_of_files_is_named_and_earlier_results_stay(relief, clip, tmp_path, limit):
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    write_earlier_results(tmp_path / "out")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        result = relief("lift", clip, "-o", tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert_refused(result, str(tmp_path / "out"))
    assert contents(tmp_path / "out") == EARLIER


# Damage that leaves something to lift


def test_a_cut_off_video_is_lifted_as_far_as_it_goes(relief, tmp_path):
    clip = Clip(ticks=even_ticks(60, 512), container_options={"movflags": "faststart"})
    path = write_clip(tmp_path / "walk.mp4", clip)
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    path.write_bytes(path.read_bytes()[: packets[25].pos + packets[25].size // 2])
    code, printed, said = relief("lift", path, "-o", tmp_path / "out", is_quiet=False)
    assert code == 0
    assert "cut off: its last 35 frames are not in the file" in printed
    assert "Traceback" not in said
    rows = (tmp_path / "out" / "walk.rie.csv").read_text().splitlines()
    assert len(rows) == 1 + 25 * 17
    assert "last 35 frames" in relief("info", path)[1]


def test_a_video_that_is_damaged_inside_is_lifted_around_the_damage(relief, tmp_path):
    path = write_clip(tmp_path / "walk.mp4", Clip(ticks=even_ticks(60, 512)))
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    data = bytearray(path.read_bytes())
    noise = np.random.default_rng(0)
    for packet in packets[30:34]:
        data[packet.pos + 5 : packet.pos + packet.size] = noise.bytes(packet.size - 5)
    path.write_bytes(data)
    code, printed, said = relief("lift", path, "-o", tmp_path / "out", is_quiet=False)
    assert code == 0
    assert "of the video could not be decoded" in printed
    assert "Traceback" not in said
    rows = (tmp_path / "out" / "walk.rie.csv").read_text().splitlines()
    assert len(rows) == 1 + 60 * 17, "lost frames keep their place"
