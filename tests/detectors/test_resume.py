"""The resume file believes nothing that it reads."""

from dataclasses import replace

import fake_detectors as fakes
import numpy as np
import pytest

from core.detectors.resume import ResumeFile, video_fingerprint
from core.detectors.rows import LOST, PASSED_OVER, frame_to_rows, unseen_rows
from core.errors import CannotWrite

FRAMES = 12


@pytest.fixture
def video(tmp_path):
    return fakes.made_up_video(tmp_path / "video.mp4", 60)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rows.part"


def open_file(path, video, entry=None, start=0, stop=60):
    return ResumeFile(path, video, entry or fakes.fake(), start=start, stop=stop)


def held(path, video, **options):
    file = open_file(path, video, **options)
    file.close()
    return file.rows


def write_frames(path, video, frames=range(FRAMES)):
    """Frames of one person, but 3 has nobody, 4 has two people, 5 is lost, and 6 was passed over."""
    detector = fakes.FakeDetector(shown=[0])
    people = {3: [], 4: [detector.person(4, 0), detector.person(4, 1)]}
    unseen = {5: LOST, 6: PASSED_OVER}
    rows = [
        unseen_rows(i, unseen[i], 2) if i in unseen else
        frame_to_rows(i, people.get(i, [detector.person(i, 0)]), 2) for i in frames
    ]  # fmt: skip
    file = open_file(path, video)
    for part in rows:
        file.add(part)
    file.close()
    return np.concatenate(rows)


def test_what_was_written_is_read(path, video):
    rows = write_frames(path, video)
    assert held(path, video).tobytes() == rows.tobytes()


def test_a_new_file_holds_nothing(path, video):
    assert len(held(path, video)) == 0


def test_rows_are_on_disk_before_the_file_is_closed(path, video):
    file = open_file(path, video)
    file.add(frame_to_rows(0, [], 2))
    assert len(path.read_bytes().split(b"\n", 1)[1]) == file.rows.itemsize
    file.close()


@pytest.mark.parametrize("torn", [1, 4, 30, 47, 48])
def test_a_torn_last_record_is_left_out_and_overwritten(path, video, torn):
    rows = write_frames(path, video)
    path.write_bytes(path.read_bytes()[:-torn])
    file = open_file(path, video)
    assert file.rows["frame"].max() == FRAMES - 2
    file.add(rows[-1:])
    file.close()
    assert held(path, video).tobytes() == rows.tobytes()


def test_a_frame_of_which_only_one_of_two_people_was_written_is_not_finished(path, video):
    write_frames(path, video, range(5))
    record = frame_to_rows(0, [], 2).itemsize
    path.write_bytes(path.read_bytes()[:-record])
    assert held(path, video)["frame"].max() == 3


def test_one_wrong_byte_anywhere_never_gives_a_wrong_row(path, video):
    rows = write_frames(path, video).tobytes()
    whole = path.read_bytes()
    for place in np.random.default_rng(0).integers(0, len(whole), 150):
        harmed = bytearray(whole)
        harmed[place] ^= 0x41
        path.write_bytes(harmed)
        kept = held(path, video).tobytes()
        assert rows.startswith(kept)
        assert len(kept) < len(rows)


@pytest.mark.parametrize("frames", [range(1, 5), (0, 1, 1, 2), (0, 2), (1, 0)])
def test_rows_count_only_as_far_as_they_follow_upon_each_other(path, video, frames):
    write_frames(path, video, frames)
    follow = [i for i, frame in enumerate(frames) if list(frames[: i + 1]) == list(range(i + 1))]
    assert len(held(path, video)) == len(follow)


def test_rows_beyond_the_clip_do_not_count(path, video):
    write_frames(path, video, range(5))
    with path.open("ab") as file:
        file.write(b"".join(frame_to_rows(i, [], 2).tobytes() for i in range(5, 80)))
    assert held(path, video)["frame"].max() == 59


@pytest.mark.parametrize(
    "other", [{"settings": "newer"}, {"name": "other"}, {"skeleton": fakes.Skeleton("pair", ("a", "b"))}]
)
def test_rows_of_another_detector_are_discarded(path, video, other):
    write_frames(path, video)
    assert len(held(path, video, entry=fakes.fake(**other))) == 0
    assert len(held(path, video)) == 0


def test_rows_of_another_clip_are_discarded(path, video):
    write_frames(path, video)
    assert len(held(path, video, stop=50)) == 0


def test_rows_of_another_video_are_discarded(path, video):
    write_frames(path, video)
    video.path.write_bytes(b"really not a video")
    assert len(held(path, video)) == 0


def test_a_video_may_be_moved_and_touched(path, video, tmp_path):
    rows = write_frames(path, video)
    moved = video.path.rename(tmp_path / "moved.mp4")
    moved.touch()
    assert len(held(path, replace(video, path=moved))) == len(rows)


@pytest.mark.parametrize(
    "content", [b"my diary", b"\x80\x04\x95cos\nsystem\n(S'echo'\ntR.", b"{", b"\n" * 99]
)
def test_a_file_that_is_not_ours_is_moved_aside(path, video, content):
    path.write_bytes(content)
    assert len(held(path, video)) == 0
    assert path.with_name("rows.part.other").read_bytes() == content


def test_a_place_that_cannot_be_written_is_named(tmp_path, video):
    with pytest.raises(CannotWrite, match="resume file"):
        open_file(tmp_path, video)


def test_every_picture_of_a_series_counts(tmp_path, video):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for i in range(4):
        (folder / f"{i:06d}.png").write_bytes(bytes(100 + i))
    series = replace(video, path=folder)
    before = video_fingerprint(series)
    assert video_fingerprint(replace(video, path=folder / "%06d.png")) == before
    (folder / "000002.png").write_bytes(bytes(7))
    assert video_fingerprint(series) != before
