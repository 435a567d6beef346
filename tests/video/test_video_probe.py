"""What a file says about itself, and clear words about files that are no use."""

import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numbered_clips import CLIPS, HEIGHT, WIDTH, Clip, read_number, uneven_ticks, write_clip

from core.errors import BadInput
from core.video import probe_video, read_frames
from core.video.container import check_size
from core.video.timing import choose_rate, is_variable_rate

MS = Fraction(1, 1000)


def probe_clip(folder: Path, name: str):
    clip = CLIPS[name]
    return probe_video(write_clip(folder / f"clip{clip.suffix}", clip))


def test_vfr_times_come_from_the_file(tmp_path):
    info = probe_clip(tmp_path, "vfr mp4")
    np.testing.assert_allclose(info.times, CLIPS["vfr mp4"].times, atol=1e-9)
    assert info.is_variable_rate


def test_the_start_offset_is_removed(tmp_path):
    info = probe_clip(tmp_path, "offset mkv")
    assert info.times[0] == 0
    assert info.duration == pytest.approx(90 / 25)


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("cfr 30", Fraction(30)),
        ("ntsc", Fraction(30000, 1001)),
        ("ntsc mkv", Fraction(30000, 1001)),
        ("ts", Fraction(30)),
        ("raw h264", Fraction(25)),
        ("h264 avi", Fraction(30)),
    ],
)
def test_an_even_rate_is_exact(name, rate, tmp_path):
    info = probe_clip(tmp_path, name)
    assert info.nominal_rate == rate
    assert not info.is_variable_rate
    assert info.duration == pytest.approx(len(info) / float(rate), abs=0.002)
    assert info.mean_rate == pytest.approx(float(rate), rel=0.001)


def test_the_last_frames_own_duration_counts(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.time_base = 64, 64, MS
        stream.codec_context.time_base = Fraction(1, 10)
        for number in range(3):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            for packet in stream.encode(frame):
                packet.duration = 3 if number == 2 else 1
                container.mux(packet)
    info = probe_video(path)
    np.testing.assert_allclose(info.times, [0, 0.1, 0.2])
    assert info.duration == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize("rate", [24, 30000 / 1001, 60000 / 1001, 120, 240])
def test_times_rounded_to_milliseconds_are_not_variable(rate):
    exact = np.arange(3000) / rate
    for rounded in (np.round(exact, 3), np.floor(exact * 1000) / 1000):
        assert not is_variable_rate(rounded, 1e-3)
        assert choose_rate(rounded, 1e-3, None) == Fraction(rate).limit_denominator(1001)


@pytest.mark.parametrize("dropped", [1, 50, 298])
@pytest.mark.parametrize("tick_s", [1 / 30, 1e-3, 1 / 90000])
def test_one_dropped_frame_makes_the_rate_variable(dropped, tick_s):
    times = np.delete(np.arange(300) / 30, dropped)
    assert is_variable_rate(times, tick_s)


def test_a_short_video_keeps_the_rate_that_the_file_states():
    times = np.round(np.arange(5) / 30, 3)
    assert choose_rate(times, 1e-3, Fraction(30000, 1001)) == Fraction(30000, 1001)
    assert choose_rate(times, 1e-3, Fraction(30)) == Fraction(30)


def test_a_phone_held_upright_gives_an_upright_picture(tmp_path):
    # The matrix (0, 1, -1, 0) of the QuickTime format, as phones write it: turn the picture clockwise.
    sideways = np.zeros((64, 128, 3), np.uint8)
    sideways[:, :64] = 255  # what was stored on the left is displayed on top
    path = write_clip(tmp_path / "phone.mp4", Clip(ticks=(0, 512)), [sideways] * 2)
    one = 1 << 16
    identity = struct.pack(">9i", one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    data = path.read_bytes()
    track = data.index(identity, data.index(b"tkhd"))
    clockwise = struct.pack(">9i", 0, one, 0, -one, 0, 0, 64 * one, 0, 1 << 30)
    path.write_bytes(data[:track] + clockwise + data[track + len(clockwise) :])
    info = probe_video(path)
    assert (info.width, info.height, info.rotation) == (64, 128, 270)
    image = next(read_frames(info)).image
    assert image[:50].min() > 200
    assert image[-50:].max() < 60


@pytest.mark.parametrize(
    ("name", "size", "rotation"),
    [
        ("cfr 30", (WIDTH, HEIGHT), 0),
        ("turned 180", (WIDTH, HEIGHT), 180),
        ("wide pixels", (round(WIDTH * 16 / 11), HEIGHT), 0),
        ("turned 90", (HEIGHT, WIDTH), 90),
        ("turned 270", (HEIGHT, WIDTH), 270),
        ("tall pixels turned", (HEIGHT * 4 // 3, WIDTH), 90),
    ],
)
def test_the_size_is_the_displayed_one(name, size, rotation, tmp_path):
    info = probe_clip(tmp_path, name)
    assert ((info.width, info.height), info.rotation) == (size, rotation)
    assert info.pixel_aspect == CLIPS[name].pixel_aspect


def test_frames_before_a_key_frame_that_was_cut_off_are_not_counted(tmp_path):
    path = write_clip(tmp_path / "a.ts", CLIPS["ts"])
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    path.write_bytes(path.read_bytes()[packets[5].pos // 188 * 188 :])
    info = probe_video(path)
    frames = list(read_frames(info))
    assert [frame.index for frame in frames] == list(range(len(info)))
    assert read_number(frames[0].image) == 24
    assert info.times[0] == 0


def test_frames_that_an_edit_list_hides_are_not_counted(tmp_path):
    path = write_clip(tmp_path / "a.mp4", CLIPS["cfr 30"])
    data = path.read_bytes()
    # elst: version and flags, one entry of (duration in 1/1000 s, media time in ticks, speed)
    entry = data.index(b"elst") + 12
    start = 15 * 512
    path.write_bytes(data[:entry] + struct.pack(">ii", 2500, start) + data[entry + 8 :])
    info = probe_video(path)
    assert [read_number(frame.image) for frame in read_frames(info)] == list(range(15, 90))
    assert info.times[0] == 0


def test_joined_recordings_with_a_reset_clock_keep_their_order(tmp_path):
    data = write_clip(tmp_path / "a.ts", CLIPS["ts"]).read_bytes()
    (tmp_path / "joined.ts").write_bytes(data + data)
    info = probe_video(tmp_path / "joined.ts")
    numbers = [read_number(frame.image) for frame in read_frames(info)]
    assert numbers == [*range(90), *range(90)]
    assert np.all(np.diff(info.times) > 0)


def test_a_cut_off_file_is_read_as_far_as_it_goes(tmp_path):
    clip = Clip(container_options={"movflags": "faststart"})
    path = write_clip(tmp_path / "a.mp4", clip)
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    path.write_bytes(path.read_bytes()[: packets[50].pos + packets[50].size // 2])
    info = probe_video(path)
    assert len(info) == 50
    assert [read_number(frame.image) for frame in read_frames(info)] == list(range(50))


def write_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 44100, 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return path


def cut_before_moov(path: Path) -> Path:
    write_clip(path, Clip())
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"moov") - 4])
    return path


def write_bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def make_folder(path: Path) -> Path:
    path.mkdir()
    return path


def write_wide(path: Path) -> Path:
    """A picture of few bytes and very many columns."""
    clip = Clip(codec="png", pixel_format="rgb24", options={}, ticks=(0,), tick=MS)
    return write_clip(path, clip, [np.zeros((16, 17000, 3), np.uint8)])


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 10), (16385, 10), (10, 16385), (10_001, 10_000)])
def test_sizes_that_cannot_be_decoded_safely_are_refused(width, height):
    with pytest.raises(BadInput, match=f"{width} × {height}"):
        check_size(width, height, Path("a.mp4"))


def write_headless(path: Path) -> Path:
    """A header and no frames."""
    with av.open(str(path), "w", options={"movflags": "empty_moov+frag_keyframe"}) as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        container.start_encoding()
    return path


TEXT, NOISE = b"hello world\n" * 500, bytes(range(256)) * 40

BAD_FILES = {
    "missing": (lambda folder: folder / "none.mp4", "does not exist"),
    "empty": (lambda folder: write_bytes(folder / "a.mp4", b""), "is empty"),
    "text": (
        lambda folder: write_bytes(folder / "a.mp4", TEXT),
        "cannot be read as a video",
    ),
    "text file": (lambda folder: write_bytes(folder / "a.txt", TEXT), "holds no video"),
    "noise": (
        lambda folder: write_bytes(folder / "a.avi", NOISE),
        "cannot be read as a video",
    ),
    "cut before moov": (lambda folder: cut_before_moov(folder / "a.mp4"), "was cut off"),
    "only sound": (lambda folder: write_sound(folder / "a.m4a"), "only sound"),
    "no frames": (lambda folder: write_headless(folder / "a.mp4"), "no picture"),
    "one picture": (lambda folder: folder / "a.png", "single picture"),
    "empty folder": (lambda folder: make_folder(folder / "shots"), "holds no pictures"),
    "pattern without files": (lambda folder: folder / "shot_%06d.png", "holds no pictures"),
    "pattern without folder": (lambda folder: folder / "none" / "shot_%06d.png", "folder .* does not exist"),
    "enormous": (lambda folder: write_wide(folder / "a.mov"), "17000 × 16"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_in_clear_words(kind, tmp_path):
    make, words = BAD_FILES[kind]
    path = make(tmp_path)
    rate = Fraction(25) if "%" in path.name or path.is_dir() else None
    with pytest.raises(BadInput, match=words) as caught:
        probe_video(path, rate=rate)
    assert str(path.parent) in str(caught.value)


def test_a_video_needs_no_rate(tmp_path):
    path = write_clip(tmp_path / "a.mp4", Clip(ticks=uneven_ticks(4, 256)))
    with pytest.raises(BadInput, match="own times"):
        probe_video(path, rate=Fraction(30))


def test_av_is_loaded_only_when_a_video_is_opened():
    code = "import sys, core.video; sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
