"""Every frame of every kind of file is the right one, in order and by index."""

import random
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import psutil
import pytest
from numbered_clips import CLIPS, HEIGHT, WIDTH, Clip, even_ticks, read_number, stored_picture, write_clip

from core.errors import BadInput
from core.jobs import JobStopped
from core.video import FrameReader, VideoInfo, probe_video, read_frames
from core.video.decoding import VideoFile

VIDEOS = Path(__file__).parents[3] / "shared" / "videos"
FRAME_BYTES = WIDTH * HEIGHT * 3


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, Path]:
    """Clips that were made so far."""
    return {}


@pytest.fixture
def clip_path(made, tmp_path_factory):
    def make(name: str) -> Path:
        if name not in made:
            clip = CLIPS[name]
            pictures = (stored_picture(number, clip) for number in range(len(clip.ticks)))
            made[name] = write_clip(tmp_path_factory.mktemp("clips") / f"clip{clip.suffix}", clip, pictures)
        return made[name]

    return make


def numbers_in_order(info: VideoInfo, start: int = 0, stop: int | None = None) -> list[tuple[int, int]]:
    return [(frame.index, read_number(frame.image)) for frame in read_frames(info, start, stop)]


def same(indices) -> list[tuple[int, int]]:
    return [(index, index) for index in indices]


@pytest.mark.parametrize("name", CLIPS)
def test_frames_come_in_order_with_times_from_the_file(name, clip_path):
    clip = CLIPS[name]
    info = probe_video(clip_path(name))
    assert numbers_in_order(info) == same(range(len(clip.ticks)))
    rounding_s = 0.00051 if clip.suffix in (".mkv", ".webm") else 2e-5
    np.testing.assert_allclose(info.times, clip.times, atol=rounding_s)
    assert np.all(np.diff(info.times) > 0)


@pytest.mark.parametrize("name", CLIPS)
def test_any_frame_is_the_one_that_was_asked_for(name, clip_path):
    info = probe_video(clip_path(name))
    wanted = random.Random(1).choices(range(len(info)), k=25)
    with FrameReader(info, cache_bytes=2 * FRAME_BYTES) as reader:
        found = [
            (reader.frame(index, is_alone=place % 3 > 0).index, read_number(reader.frame(index).image))
            for place, index in enumerate(wanted)
        ]
    assert found == same(wanted)


@pytest.mark.parametrize(
    "name", ["b-frames", "open gop", "vfr mkv", "long ts", "hevc", "raw h264", "turned 90"]
)
def test_reading_can_start_and_stop_anywhere(name, clip_path):
    info = probe_video(clip_path(name))
    for start in (1, 11, 12, 13, 47, len(info) - 1):
        stop = min(start + 3, len(info))
        assert numbers_in_order(info, start, stop) == same(range(start, stop))
    assert list(read_frames(info, 5, 5)) == []


def test_a_range_outside_the_video_is_refused_at_once(clip_path):
    info = probe_video(clip_path("cfr 30"))
    for start, stop in ((-1, 3), (4, 3), (0, len(info) + 1)):
        with pytest.raises(ValueError):
            read_frames(info, start, stop)
    with FrameReader(info) as reader, pytest.raises(IndexError):
        reader.frame(len(info))


@pytest.mark.parametrize("name", ["cfr 30", "turned 90", "wide pixels", "mjpeg avi"])
def test_images_are_rgb_contiguous_and_as_big_as_stated(name, clip_path):
    info = probe_video(clip_path(name))
    frame = next(read_frames(info))
    assert frame.image.shape == (info.height, info.width, 3)
    assert frame.image.dtype == np.uint8
    assert frame.image.flags.c_contiguous
    assert frame.time_s == info.times[0] == 0


class CountingFile(VideoFile):
    """Counts how often decoding starts anew."""

    starts = 0

    def pictures_from(self, start, **how):
        self.starts += 1
        return super().pictures_from(start, **how)


@pytest.fixture
def counted(monkeypatch, clip_path):
    """A reader of the clip with B-frames, and the file behind it."""

    def make(cache_frames: int) -> tuple[FrameReader, CountingFile]:
        info = probe_video(clip_path("b-frames"))
        file = CountingFile(info)
        monkeypatch.setattr("core.video.reading.open_source", lambda info: file)
        return FrameReader(info, cache_bytes=cache_frames * FRAME_BYTES), file

    return make


def test_playing_never_seeks(counted):
    reader, file = counted(cache_frames=4)
    for index in range(90):
        reader.frame(index)
    for index in range(0, 90, 3):
        reader.frame(index)
    assert file.starts == 2


def test_stepping_back_mostly_hits_the_cache(counted):
    reader, file = counted(cache_frames=40)
    for index in range(80, 20, -1):
        assert read_number(reader.frame(index).image) == index
    assert file.starts < 10


def test_the_cache_stays_within_its_bytes(counted):
    reader, _ = counted(cache_frames=5)
    for index in (3, 50, 51, 60, 7, 6, 5, 4):
        reader.frame(index)
        assert 0 < reader._cache.size <= 5 * FRAME_BYTES


def test_a_cache_smaller_than_a_frame_still_reads(clip_path):
    info = probe_video(clip_path("b-frames"))
    with FrameReader(info, cache_bytes=10) as reader:
        assert [read_number(reader.frame(i).image) for i in (40, 41, 39)] == [40, 41, 39]


def test_streaming_does_not_gather_memory(tmp_path):
    # 150 pictures of 1280 × 720 are 415 MB of RGB.
    grey = np.full((720, 1280, 3), 128, np.uint8)
    clip = Clip(ticks=even_ticks(150, 512), options={"g": "50", "preset": "ultrafast"})
    info = probe_video(write_clip(tmp_path / "long.mp4", clip, [grey] * 150))
    process = psutil.Process()
    memory = [process.memory_info().rss for _ in read_frames(info)]
    assert len(memory) == 150
    assert max(memory) - memory[0] < 80e6


def test_a_file_replaced_after_probing_is_noticed(tmp_path):
    path = write_clip(tmp_path / "a.mp4", Clip())
    info = probe_video(path)
    write_clip(path, Clip(ticks=even_ticks(10, 512)))
    with pytest.raises(BadInput, match="changed"):
        list(read_frames(info))


def damage_packets(path: Path, numbers: range) -> None:
    """Overwrite some of the video's packets, so that their pictures are gone for good."""
    with av.open(str(path)) as container:
        places = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    data = bytearray(path.read_bytes())
    for place, size in places[numbers.start : numbers.stop]:
        data[place : place + size] = bytes((i * 37) % 251 for i in range(size))
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["cfr 30", "b-frames", "vfr mkv", "ts", "hevc"])
def test_damage_in_the_middle_loses_only_frames_there(name, tmp_path):
    clip = CLIPS[name]
    path = write_clip(tmp_path / f"damaged{clip.suffix}", clip)
    damage_packets(path, range(40, 44))
    info = probe_video(path)
    read = [frame.index for frame in read_frames(info)]
    assert read == sorted(set(read))
    assert len(clip.ticks) - 60 < len(read) < len(clip.ticks)
    assert {0, 20, len(info) - 1} <= set(read)


def test_a_damaged_frame_is_reported_and_its_neighbours_are_read(tmp_path):
    path = write_clip(tmp_path / "a.mp4", Clip(options={"g": "1", "bf": "0"}))
    damage_packets(path, range(7, 8))
    info = probe_video(path)
    assert numbers_in_order(info) == same(i for i in range(90) if i != 7)
    with FrameReader(info) as reader:
        for _ in range(2):
            with pytest.raises(BadInput, match="Frame 7"):
                reader.frame(7)
        assert [read_number(reader.frame(i).image) for i in (6, 8, 19, 5)] == [6, 8, 19, 5]


def test_nothing_is_written_to_the_terminal(tmp_path, capfd):
    path = write_clip(tmp_path / "a.mp4", CLIPS["b-frames"])
    damage_packets(path, range(20, 40))
    list(read_frames(probe_video(path)))
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "count", "size", "rate"),
    [
        ("walk_sagittal.mp4", 230, (1768, 994), 30),
        ("two_people_cam01.mp4", 100, (1088, 1920), 60),
        ("sit_stand.mp4", 187, (720, 720), 20),
    ],
)
def test_real_videos_are_read_to_the_end(name, count, size, rate):
    path = VIDEOS / name
    if not path.exists():
        pytest.skip(f"the real video {path} is not here")
    info = probe_video(path)
    assert (len(info), (info.width, info.height), info.nominal_rate) == (count, size, rate)
    frames = {frame.index: frame.image[::16, ::16].copy() for frame in read_frames(info)}
    assert list(frames) == list(range(count))
    with FrameReader(info) as reader:
        for index in random.Random(2).choices(range(count), k=5):
            np.testing.assert_array_equal(reader.frame(index).image[::16, ::16], frames[index])


def test_a_far_jump_can_be_ended_and_the_next_one_goes_on(tmp_path):
    """Key frames are 60 apart: the jump to 50 is ended at the tenth frame it has to decode on its way."""
    path = write_clip(tmp_path / "a.mp4", Clip(ticks=even_ticks(60, 512), options={"g": "60", "bf": "2"}))
    asked = []

    def is_wanted():
        asked.append(None)
        return len(asked) < 10

    with FrameReader(probe_video(path)) as reader:
        with pytest.raises(JobStopped):
            reader.frame(50, is_wanted=is_wanted)
        assert len(asked) == 10
        assert read_number(reader.frame(55).image) == 55
        assert read_number(reader.frame(3).image) == 3
        assert read_number(reader.frame(50).image) == 50


def test_a_jump_leaves_out_what_no_other_frame_refers_to(tmp_path, monkeypatch):
    """Of three B-frames in a row only the middle one is referred to: of 0 to 39 half need not be decoded."""
    path = write_clip(
        tmp_path / "a.mp4",
        Clip(
            ticks=even_ticks(60, 512),
            options={"g": "60", "bf": "3", "b_strategy": "0", "b-pyramid": "normal"},
        ),
    )
    whole = {frame.index: frame.image for frame in read_frames(probe_video(path))}
    seen = []
    make = VideoFile._indexed_frames

    def watched(self, start):
        for index, frame in make(self, start):
            seen.append(index)
            yield index, frame

    monkeypatch.setattr(VideoFile, "_indexed_frames", watched)
    with FrameReader(probe_video(path)) as reader:
        for index in (41, 39, 58, 57, 23):
            np.testing.assert_array_equal(reader.frame(index).image, whole[index])
    assert len(seen[: seen.index(41)]) < 25


@pytest.mark.parametrize("seed", range(4))
def test_frames_are_right_whatever_was_left_out_before(tmp_path, seed):
    """Jumps, most of which are ended on the way: the next may be to a frame that the last one left out."""
    options = {"g": "45", "bf": "3", "b_strategy": "0", "b-pyramid": "normal"}
    path = write_clip(tmp_path / "a.mp4", Clip(ticks=even_ticks(90, 512), options=options))
    rng = random.Random(seed)
    with FrameReader(probe_video(path), cache_bytes=3 * FRAME_BYTES) as reader:
        for _ in range(60):
            index, patience = rng.randrange(90), rng.choice((2, 9, 99))
            asked = iter(range(patience))
            with suppress(JobStopped):
                frame = reader.frame(
                    index,
                    is_wanted=lambda asked=asked: next(asked, None) is not None,
                    is_alone=rng.random() < 0.7,
                )
                assert read_number(frame.image) == index


def test_a_jump_to_a_frame_that_is_wanted_alone_reads_no_further_than_the_next_one(tmp_path, monkeypatch):
    """Else a decoder of several threads holds a frame back until it has read on."""
    clip = Clip(ticks=even_ticks(60, 512), options={"g": "60", "bf": "0"})
    info = probe_video(write_clip(tmp_path / "a.mp4", clip))
    read = []
    choose = VideoFile._choose_effort

    def watched(self, packet):
        read.append(packet.pts)
        choose(self, packet)

    monkeypatch.setattr(VideoFile, "_choose_effort", watched)
    with FrameReader(info) as reader:
        assert read_number(reader.frame(40, is_alone=True).image) == 40
        assert len([stamp for stamp in read if stamp is not None]) == 42
        assert [read_number(reader.frame(index).image) for index in (41, 42, 39)] == [41, 42, 39]
