"""Folders and patterns of pictures are read as videos."""

import struct
import zlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numbered_clips import HEIGHT, WIDTH, numbered_picture, read_number

from core.errors import BadInput
from core.video import FrameReader, probe_video, read_frames

ENCODERS = {
    ".png": ("png", "rgb24"),
    ".jpg": ("mjpeg", "yuvj420p"),
    ".bmp": ("bmp", "bgr24"),
    ".tif": ("tiff", "rgb24"),
    ".webp": ("libwebp", "yuv420p"),
}


def write_image(path: Path, picture: np.ndarray) -> None:
    codec, pixel_format = ENCODERS[path.suffix]
    encoder = av.CodecContext.create(codec, "w")
    encoder.height, encoder.width = picture.shape[:2]
    encoder.pix_fmt, encoder.time_base = pixel_format, Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=pixel_format)
    path.write_bytes(b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)]))


def write_images(folder: Path, names: list[str]) -> None:
    for number, name in enumerate(names):
        write_image(folder / name, numbered_picture(number))


def read_all(info) -> list[tuple[int, int]]:
    return [(frame.index, read_number(frame.image)) for frame in read_frames(info)]


@pytest.mark.parametrize("suffix", ENCODERS)
def test_a_folder_is_read_in_natural_order(suffix, tmp_path):
    write_images(tmp_path, [f"shot {number}{suffix}" for number in (1, 2, 9, 10, 100)])
    (tmp_path / "notes.txt").write_text("no picture")
    info = probe_video(tmp_path, rate=Fraction(30000, 1001))
    assert (info.width, info.height, len(info)) == (WIDTH, HEIGHT, 5)
    assert info.nominal_rate == Fraction(30000, 1001)
    np.testing.assert_allclose(info.times, np.arange(5) * 1001 / 30000)
    assert read_all(info) == [(i, i) for i in range(5)]


def test_a_pattern_takes_its_own_files_by_number(tmp_path):
    write_images(tmp_path, [f"shot_{number:06d}.png" for number in range(95, 105)])
    write_image(tmp_path / "other_000001.png", numbered_picture(99))
    info = probe_video(tmp_path / "shot_%06d.png", rate=Fraction(10))
    assert read_all(info) == [(i, i) for i in range(10)]
    with FrameReader(info) as reader:
        assert [read_number(reader.frame(i).image) for i in (7, 3, 9, 0)] == [7, 3, 9, 0]


def test_a_gap_in_a_pattern_is_named(tmp_path):
    write_images(tmp_path, [f"shot_{number}.bmp" for number in (1, 2, 4, 5)])
    with pytest.raises(BadInput, match=r"after shot_2\.bmp"):
        probe_video(tmp_path / "shot_%d.bmp", rate=Fraction(10))


def test_pictures_need_a_rate_above_zero(tmp_path):
    write_images(tmp_path, ["a.png"])
    with pytest.raises(BadInput, match="state no times"):
        probe_video(tmp_path)
    with pytest.raises(BadInput, match="above 0"):
        probe_video(tmp_path, rate=Fraction(0))


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_picture_of_another_size_is_named(suffix, tmp_path):
    write_images(tmp_path, [f"a{number}{suffix}" for number in range(3)])
    write_image(tmp_path / f"a7{suffix}", numbered_picture(3)[:, :96])
    with pytest.raises(BadInput, match=rf"a7{suffix} is 96 × 96"):
        probe_video(tmp_path, rate=Fraction(10))


def test_an_enormous_picture_is_refused_before_it_is_decoded(tmp_path):
    header = struct.pack(">II5B", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunk = (
        struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    with pytest.raises(BadInput, match="100000 × 100000"):
        probe_video(tmp_path, rate=Fraction(10))


def test_a_damaged_picture_is_left_out(tmp_path):
    write_images(tmp_path, [f"{number}.png" for number in range(4)])
    image = tmp_path / "2.png"
    image.write_bytes(image.read_bytes()[:60])
    info = probe_video(tmp_path, rate=Fraction(10))
    assert read_all(info) == [(0, 0), (1, 1), (3, 3)]
    with FrameReader(info) as reader, pytest.raises(BadInput, match="Frame 2"):
        reader.frame(2)


def test_a_percent_sign_in_a_name_is_no_pattern(tmp_path):
    folder = tmp_path / "100%d"
    folder.mkdir()
    write_images(folder, ["50%d.jpg", "60%d.jpg"])
    assert len(probe_video(folder, rate=Fraction(10))) == 2


def test_pictures_taken_away_after_probing_are_noticed(tmp_path):
    write_images(tmp_path, ["a.png", "b.png"])
    info = probe_video(tmp_path, rate=Fraction(10))
    (tmp_path / "b.png").unlink()
    with pytest.raises(BadInput, match="changed"):
        list(read_frames(info))
