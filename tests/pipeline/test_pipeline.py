"""From a video to a take, and from a take to files."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numbered_clips import Clip, even_ticks, uneven_ticks, write_clip

from core.errors import BadInput, CannotWrite, NobodyFound
from core.export.csv_tables import read_csv
from core.export.formats import EXPORT_FORMATS
from core.export.records import ExportFormat
from core.jobs import JobStopped
from core.pipeline import (
    LEAST_FRAMES,
    ProcessOptions,
    choose_clip,
    find_lifters,
    place_take,
    process_clip,
    resume_place,
)
from core.pose.records import Flag
from core.pose.skeleton import H36M_17, HUMANEVA_15
from core.take_export import export_take
from core.take_file import load_take
from core.video.records import VideoInfo
from core.world.records import PlacementOptions

FRAMES = 40


@pytest.fixture(scope="module")
def take(video, options):
    return process_clip(video, options)


def made_up_info(times) -> VideoInfo:
    times = np.asarray(times, np.float64)
    return VideoInfo(
        path=Path("phone.mp4"), width=64, height=48, times=times, duration=float(times[-1]) + 0.1,
        nominal_rate=Fraction(30), is_variable_rate=True, rotation=0, pixel_aspect=Fraction(1), codec="none",
    )  # fmt: skip


def test_a_take_holds_the_clip_and_one_result_of_each_lifter(take, small_lifters):
    assert list(take.results) == list(small_lifters)
    assert take.track.frames.tolist() == list(range(FRAMES))
    assert take.results["rie"].label == "+P-ENH +T-ENH"
    for result in take.results.values():
        assert result.pose.is_lifted.all()
        assert result.shift.drift_mm.shape == (FRAMES,)
        assert result.window == take.movement_window == 27
    assert [line.split()[0] for line in take.history] == ["Detected", "Lifted"]


def test_every_lifters_pose_is_put_into_the_world_with_the_camera_that_was_watched(take):
    for result in take.results.values():
        placement = result.placement
        assert placement.pose.coordinates == "world"
        assert np.isfinite(placement.pose.joints).all()
        assert len(placement.motion) == FRAMES
        assert "Focal length" in placement.focal_text


def test_a_take_is_put_into_the_world_again_with_other_options(take):
    again = place_take(take, PlacementOptions(fov_deg=60.0, height_m=1.8))
    for name, result in again.results.items():
        assert result.placement.options.height_m == 1.8
        assert "60 degrees" in result.placement.focal_text
        assert result.placement.motion is take.results[name].placement.motion
    assert take.results["rie"].placement.options == PlacementOptions()


def test_frames_whose_window_reaches_over_the_end_are_flagged(take):
    padded = (take.results["baseline"].pose.flags & Flag.PADDED) != 0
    assert padded.all(axis=1).tolist() == [not 13 <= i < FRAMES - 13 for i in range(FRAMES)]
    assert {f.kind for f in take.findings if f.lifter == "baseline"} >= {"padded"}
    assert np.array_equal((take.frame_flags & Flag.PADDED) != 0, padded.any(axis=1))


@pytest.mark.parametrize(
    ("start_s", "end_s"), [(None, None), (0.0, 0.5), (0.02, 0.31), (0.3, None), (0.3, 99.0), (None, 0.21)]
)
def test_a_clip_is_chosen_by_the_true_times(start_s, end_s):
    times = np.cumsum([0.0, *(0.02 * (1, 2, 5)[i % 3] for i in range(20))])
    info = made_up_info(times)
    start, stop = choose_clip(info, ProcessOptions(start_s=start_s, end_s=end_s))
    low, high = start_s or 0.0, info.duration if end_s is None else end_s
    assert list(range(start, stop)) == [i for i, t in enumerate(times) if low - 1e-9 <= t < high - 1e-9]


def test_a_clip_that_starts_at_a_frames_printed_time_starts_with_that_frame():
    info = made_up_info(np.arange(90) * 1001 / 30000)
    times = info.times
    chosen = choose_clip(
        info, ProcessOptions(start_s=float(f"{times[7]:.9f}"), end_s=float(f"{times[20]:.9f}"))
    )
    assert chosen == (7, 20)


@pytest.mark.parametrize(
    ("start_s", "end_s", "words"),
    [
        (50.0, None, r"start at 50 s, but phone\.mp4 lasts 3\.07 s"),
        (2.0, 1.0, r"phone\.mp4 would end at 1 s, before it starts at 2 s"),
        (1.0, 1.0, "End later"),
        (1.0, 1.05, r"phone\.mp4 has 2 frames between those times"),
    ],
)
def test_a_clip_of_nothing_is_refused_in_clear_words(start_s, end_s, words):
    info = made_up_info(np.arange(90) / 30)
    with pytest.raises(BadInput, match=words):
        choose_clip(info, ProcessOptions(start_s=start_s, end_s=end_s))


@pytest.mark.parametrize("count", range(1, LEAST_FRAMES))
def test_a_video_of_too_few_frames_is_refused(count):
    with pytest.raises(BadInput, match=rf"has {count} frames?, and a motion needs at least 3"):
        choose_clip(made_up_info(np.arange(count) / 30), ProcessOptions())


def test_the_shortest_clip_is_lifted(video, options):
    take = process_clip(video, replace(options, end_s=LEAST_FRAMES / 30))
    assert len(take.track) == LEAST_FRAMES
    assert take.results["rie"].pose.is_lifted.all()
    assert "few-frames" in {finding.kind for finding in take.findings}


def test_lifters_given_by_path_go_by_their_stems(small_lifters, tmp_path):
    path = small_lifters["rie"]
    bare = tmp_path / "models" / "own"
    bare.parent.mkdir()
    bare.write_bytes(path.read_bytes())
    assert find_lifters([str(path), str(bare)]) == {"rie": path, "own": bare}
    with pytest.raises(BadInput, match="one name"):
        find_lifters([str(path), str(path)])


def test_nobody_in_any_frame_is_said_and_leaves_nothing(video, options, tmp_path):
    folder = tmp_path / "deep" / "out"
    with (
        pytest.raises(NobodyFound, match=f"{FRAMES} frames"),
        resume_place(folder, "walk") as resume_file,
    ):
        process_clip(video, replace(options, detector="blind"), resume_file=resume_file)
    assert list(tmp_path.iterdir()) == []


def stop_at(stage_wanted):
    def report(stage, done, total):
        if stage == stage_wanted:
            raise JobStopped

    return report


def run(video, options, folder, report):
    with resume_place(folder, "walk") as resume_file:
        take = process_clip(video, options, report=report, resume_file=resume_file)
        return export_take(take, folder, "walk", ["csv"], report=report)


@pytest.mark.parametrize("stage", ["lift", "export"])
def test_a_stop_before_the_take_is_written_keeps_the_detections(stage, video, options, tmp_path):
    folder = tmp_path / "out"
    with pytest.raises(JobStopped):
        run(video, options, folder, stop_at(stage))
    assert [path.name for path in folder.iterdir()] == [".walk.part"]
    resumed = []
    run(
        video, options, folder, lambda stage, done, total: resumed.append(done) if "detect" in stage else None
    )
    assert set(resumed) <= {0, FRAMES}, "frames were detected again"
    assert sorted(path.name for path in folder.iterdir()) == [
        "walk.baseline.csv", "walk.baseline.csv.json", "walk.diagnostics.csv", "walk.relief", "walk.rie.csv",
        "walk.rie.csv.json",
    ]  # fmt: skip


def test_a_mistake_in_the_next_command_does_not_cost_what_is_kept(video, options, tmp_path):
    with pytest.raises(JobStopped):
        run(video, options, tmp_path, stop_at("lift"))
    kept = (tmp_path / ".walk.part").read_bytes()
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"no lifter")
    for mistake in ({"start_s": 99.0}, {"lifters": (str(bad),)}, {"detector": "telepathy"}):
        with pytest.raises(BadInput):
            run(video, replace(options, **mistake), tmp_path, stop_at("lift"))
    assert (tmp_path / ".walk.part").read_bytes() == kept


def write_nothing(pose, path, context, options):
    path.write_text("half of it")
    raise CannotWrite(f"Cannot write {path}: the disk is full.")


def write_into_full_disk(pose, path, context, options):
    path.write_text("half of it")
    raise OSError(28, "No space left on device")


def write_wrongly(pose, path, context, options):
    path.write_text("half of it")
    raise ZeroDivisionError


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("write", "error"),
    [(write_nothing, CannotWrite), (write_into_full_disk, CannotWrite), (write_wrongly, ZeroDivisionError)],
)
def test_a_writer_that_fails_leaves_all_earlier_files_as_they_were(take, tmp_path, monkeypatch, write, error):
    monkeypatch.setitem(EXPORT_FORMATS, "broken", ExportFormat("broken", "fails", ".broken", write))
    export_take(take, tmp_path, "walk", ["csv"])
    before = contents(tmp_path)
    with pytest.raises(error) as caught:
        export_take(replace(take, history=("another",)), tmp_path, "walk", ["csv", "broken", "json"])
    assert contents(tmp_path) == before
    if error is CannotWrite:
        assert str(tmp_path) in str(caught.value)
        assert ".relief-" not in str(caught.value)


def test_a_failure_takes_the_folders_that_it_made_along(take, tmp_path, monkeypatch):
    monkeypatch.setitem(EXPORT_FORMATS, "broken", ExportFormat("broken", "fails", ".broken", write_nothing))
    with pytest.raises(CannotWrite):
        export_take(take, tmp_path / "a" / "b", "walk", ["broken"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_one_file_leaves_all_the_others(take, tmp_path):
    export_take(take, tmp_path, "walk", ["csv"])
    (tmp_path / "walk.rie.csv").unlink()
    (tmp_path / "walk.rie.csv").mkdir()
    before = contents(tmp_path)
    with pytest.raises(CannotWrite, match=r"walk\.rie\.csv: a folder of that name"):
        export_take(replace(take, history=("another",)), tmp_path, "walk", ["csv"])
    assert contents(tmp_path) == before


def test_a_format_that_cannot_hold_a_pose_is_left_out_and_says_why(take, tmp_path):
    """BVH needs the spine and neck, which a lifter of HumanEva's joints does not give."""
    chosen = [H36M_17.index(name) for name in HUMANEVA_15.joints]
    result = take.results["rie"]
    pose = replace(
        result.pose, skeleton=HUMANEVA_15, joints=result.pose.joints[:, chosen],
        confidence=result.pose.confidence[:, chosen], flags=result.pose.flags[:, chosen],
    )  # fmt: skip
    few = replace(take, results={"rie": replace(result, pose=pose, placement=None)})
    files = {file.path.name: file for file in export_take(few, tmp_path, "walk", ["bvh", "csv"])}
    assert "17 joints" in files["walk.rie.bvh"].left_out
    assert [name for name, file in files.items() if file.left_out] == ["walk.rie.bvh"]
    assert not (tmp_path / "walk.rie.bvh").exists()
    assert len(read_csv(tmp_path / "walk.rie.csv")) == len(take.track)


def test_a_stop_between_two_files_leaves_all_earlier_files(take, tmp_path):
    export_take(take, tmp_path, "walk", ["csv"])
    before = contents(tmp_path)

    def stop_at_the_second(stage, done, total):
        if done:
            raise JobStopped

    with pytest.raises(JobStopped):
        export_take(replace(take, history=()), tmp_path, "walk", ["csv"], report=stop_at_the_second)
    assert contents(tmp_path) == before


def test_an_unknown_format_is_refused_before_anything_is_made(take, tmp_path):
    with pytest.raises(BadInput, match="'fbx'; known: csv, "):
        export_take(take, tmp_path / "out", "walk", ["csv", "fbx"])
    assert not (tmp_path / "out").exists()


def test_every_file_that_was_written_is_named_once(take, tmp_path):
    files = export_take(take, tmp_path, "walk", ["csv", "bvh", "csv"])
    named = [path.name for file in files for path in (file.path, file.sidecar) if path]
    assert sorted(named) == sorted(path.name for path in tmp_path.iterdir())
    assert {file.path.suffix for file in files if file.read_back} == {".csv", ".bvh"}


def test_the_written_take_finds_its_video_from_its_own_folder(take, tmp_path, video):
    export_take(take, tmp_path, "walk", [])
    assert load_take(tmp_path / "walk.relief").video.path.resolve() == video.resolve()


def test_irregular_times_reach_the_take(options, tmp_path):
    clip = Clip(ticks=uneven_ticks(30, 256))
    take = process_clip(write_clip(tmp_path / "phone.mp4", clip), replace(options, start_s=0.1))
    assert take.video.is_variable_rate
    np.testing.assert_allclose(take.results["rie"].pose.times, clip.times[clip.times >= 0.1], atol=1e-6)


def test_a_cut_off_video_says_in_its_history_what_is_missing(options, tmp_path):
    clip = Clip(ticks=even_ticks(60, 512), container_options={"movflags": "faststart"})
    path = write_clip(tmp_path / "cut.mp4", clip)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    take = process_clip(path, options)
    assert 3 < len(take.track) < 60
    assert f"its last {60 - len(take.track)} of 60 frames" in take.history[0]
