"""`relief render` and what it makes of a take."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from made_up_footage import COUNT, footage_of, read_film, write_video
from made_up_takes import made_up_take

from core.cli import main
from core.detectors.resume import video_fingerprint
from core.errors import BadInput
from core.render import RenderOptions
from core.take_video import footage_of as footage_of_take
from core.take_video import render_video
from core.world.records import Placement, PlacementOptions, still_camera


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return write_video(tmp_path_factory.mktemp("videos"))


@pytest.fixture
def take(original, tmp_path):
    """A take of a video in the test's own folder, by two lifters."""
    video = tmp_path / "walk.mp4"
    shutil.copy(original, video)
    footage = footage_of(video)
    made_up = made_up_take(video)
    result = made_up.results["rie"]
    results = {
        figure.name: replace(result, label=figure.label, pose=figure.pose) for figure in footage.figures
    }
    return replace(
        made_up, video=footage.video, video_fingerprint=video_fingerprint(footage.video), track=footage.track,
        results=results,
    )  # fmt: skip


@pytest.fixture
def relief(take, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr("core.cli.render.load_take", lambda path: take)

    def run(*arguments):
        code = main(["render", str(tmp_path / "walk.relief"), "--size", "320x180", *map(str, arguments)])
        return code, *capfd.readouterr()

    return run


def test_the_command_writes_a_film_beside_the_take_and_says_so(relief, tmp_path):
    code, out, _ = relief()
    assert code == 0
    assert f"{tmp_path / 'walk.rendered.mp4'}  ({COUNT} frames, " in out
    times, pictures, *_ = read_film(tmp_path / "walk.rendered.mp4")
    assert len(times) == COUNT
    assert pictures[0].shape == (180, 320, 3)


def test_quiet_is_quiet(relief):
    assert relief("--quiet") == (0, "", "")


def test_a_film_is_replaced_only_by_force_and_the_video_never(relief, tmp_path):
    other = tmp_path / "film.mp4"
    other.write_text("old")
    code, _, error = relief("-q", "-o", other)
    assert (code, other.read_text()) == (2, "old")
    assert "--force" in error
    assert relief("-q", "-o", other, "--force")[0] == 0
    assert len(read_film(other)[0]) == COUNT
    before = (tmp_path / "walk.mp4").read_bytes()
    code, _, error = relief("-q", "-o", tmp_path / "walk.mp4", "--force")
    assert code == 2
    assert "is the video itself" in error
    assert (tmp_path / "walk.mp4").read_bytes() == before


def test_layout_lifters_view_and_times_reach_the_film(relief, tmp_path):
    whole, one = tmp_path / "a.mp4", tmp_path / "b.mp4"
    assert relief("-q", "-o", whole, "--layout", "3d", "--start", "0.1")[0] == 0
    assert (
        relief("-q", "-o", one, "--layout", "3d", "--start", "0.1", "--lifters", "rie", "--view", "side")[0]
        == 0
    )
    (times, two_figures, *_), (_, one_figure, *_) = read_film(whole), read_film(one)
    assert len(times) < COUNT
    assert np.abs(two_figures[0].astype(int) - one_figure[0]).max() > 100


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("-o", "film.avi"), "must end in .mp4"),
        (("--lifters", "best"), "no lifter 'best'; it has: baseline, rie"),
        (("--start", "99"), "no frames between"),
        (("-o", "none/film.mp4"), "folder does not exist"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    relief, tmp_path, monkeypatch, arguments, sentence
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    code, out, error = relief("-q", *arguments)
    assert (code, out) == (2, "")
    assert sentence in error
    assert error.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("size", ["1280", "x", "1280x", "-1x5", "1e3x720", "٣x٣"])
def test_mistyped_sizes_are_refused(relief, size):
    with pytest.raises(SystemExit):
        relief(f"--size={size}")


def test_a_missing_or_exchanged_video_is_said(take, relief, tmp_path):
    video = take.video.path
    content = video.read_bytes()
    video.write_bytes(content[:-1] + b"x")
    code, _, error = relief("-q")
    assert code == 2
    assert "another video than the take" in error
    video.unlink()
    code, _, error = relief("-q")
    assert code == 2
    assert f"{video}, the video of this take, is not there" in error
    assert not list(tmp_path.glob("*.mp4"))


def test_figures_come_in_the_order_asked_for_and_once(take):
    assert [figure.name for figure in footage_of_take(take).figures] == ["baseline", "rie"]
    assert [figure.name for figure in footage_of_take(take, ["rie", "baseline", "rie"]).figures] == [
        "rie",
        "baseline",
    ]


def test_a_take_without_lifters_shows_its_video(take, tmp_path):
    bare = replace(take, results={})
    assert render_video(bare, tmp_path / "a.mp4", RenderOptions(size=(320, 180))).frames == COUNT
    with pytest.raises(BadInput, match="no lifter"):
        render_video(bare, tmp_path / "b.mp4", RenderOptions(layout="3d"))


def test_a_pose_in_the_world_is_shown_where_there_is_one(take):
    result = take.results["rie"]
    count = len(result.pose)
    placement = Placement(
        pose=replace(result.pose, coordinates="world"), options=PlacementOptions(), focal_px=1000.0,
        focal_text="", rotation=np.eye(3)[None], camera=np.zeros((1, 3)), scale=1.0,
        contacts=np.zeros((count, 2), np.bool_), motion=still_camera(count),
    )  # fmt: skip
    placed = replace(take, results=take.results | {"rie": replace(result, placement=placement)})
    poses = {figure.name: figure.pose for figure in footage_of_take(placed).figures}
    assert poses["rie"] is placement.pose
    assert poses["baseline"] is take.results["baseline"].pose
