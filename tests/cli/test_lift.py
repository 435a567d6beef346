"""`relief lift`: what it writes and says."""

import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numbered_clips import Clip, uneven_ticks, write_clip

from core.cli.lift import result_stem
from core.detectors import DETECTORS
from core.export.sidecar import sidecar_path
from core.take_file import load_take

ASSETS = Path(__file__).parents[2] / "assets"
SHIPPED = [ASSETS / "lifters" / f"{name}-27.safetensors" for name in ("baseline", "rie")]


def read_tidy(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Frame numbers (T,) and times (T,) of a tidy table."""
    rows = [line.split(",") for line in path.read_text().splitlines()[1:]]
    first = {int(frame): float(time) for frame, time, *_ in rows}
    assert len(rows) == 17 * len(first)
    return np.array(list(first)), np.array(list(first.values()))


def read_bvh_timing(path: Path) -> tuple[int, float]:
    """The stated number of frames, which is also counted, and the stated frame time."""
    text = path.read_text()
    frames = int(re.search(r"^Frames:\s*(\d+)$", text, re.MULTILINE)[1])
    frame_time = re.search(r"^Frame Time:\s*(\S+)$", text, re.MULTILINE)
    assert len(text[frame_time.end() :].strip().splitlines()) == frames
    return frames, float(frame_time[1])


def test_tables_and_animations_have_the_videos_true_times(relief, clip, tmp_path):
    code, printed, _ = relief("lift", clip, "-o", tmp_path, is_quiet=False)
    assert code == 0
    for name in ("baseline", "rie"):
        frames, times = read_tidy(tmp_path / f"walk.{name}.csv")
        assert frames.tolist() == list(range(40))
        np.testing.assert_allclose(times, np.arange(40) * 1001 / 30000, atol=1e-6)
        count, frame_time = read_bvh_timing(tmp_path / f"walk.{name}.bvh")
        assert count == 40
        assert count * frame_time == pytest.approx(40 * 1001 / 30000, abs=1e-4)
        assert json.loads((tmp_path / f"walk.{name}.json").read_text())["format"]
        assert f"{name} (" in printed
    named = {line.split("  (")[0] for line in printed.splitlines() if line.startswith(str(tmp_path))}
    certificates = {str(sidecar_path(Path(name))) for name in named}
    left = {str(path) for path in tmp_path.iterdir()}
    assert left - certificates == named, "each file is named, and no other is left"


def test_uneven_times_are_kept_and_the_animation_lasts_as_long(relief, tmp_path):
    clip = Clip(ticks=uneven_ticks(40, 256))
    path = write_clip(tmp_path / "phone.mp4", clip)
    assert relief("lift", path, "-o", tmp_path / "out", "--formats", "csv,bvh") == (0, "", "")
    _, times = read_tidy(tmp_path / "out" / "phone.rie.csv")
    np.testing.assert_allclose(times, clip.times, atol=1e-6)
    count, frame_time = read_bvh_timing(tmp_path / "out" / "phone.rie.bvh")
    assert count * frame_time == pytest.approx(
        load_take(tmp_path / "out" / "phone.relief").video.duration, abs=0.04
    )
    assert (count - 1) * frame_time == pytest.approx(clip.times[-1], abs=0.04)


def test_a_clip_of_a_video_keeps_its_frame_numbers(relief, clip, tmp_path):
    options = ["--start", "0.5", "--end", "1", "--formats", "csv", "--wide"]
    assert relief("lift", clip, "-o", tmp_path, *options) == (0, "", "")
    header, *rows = (tmp_path / "walk.rie.csv").read_text().splitlines()
    assert header.startswith("frame,time_s,pelvis_x_m,")
    true = [i for i in range(40) if 0.5 <= i * 1001 / 30000 < 1]
    assert [int(row.split(",")[0]) for row in rows] == true
    assert all(len(row.split(",")) == 2 + 5 * 17 for row in rows)
    assert not list(tmp_path.glob("*.bvh"))


def test_smoothing_and_gaps_reach_the_take(relief, clip, tmp_path):
    options = ["--smooth", "butterworth", "--cutoff", "8", "--max-gap", "0.1", "--formats", "csv"]
    assert relief("lift", clip, "-o", tmp_path, *options)[0] == 0
    cleaning = load_take(tmp_path / "walk.relief").cleaning
    assert (cleaning.smoothing, cleaning.cutoff_hz, cleaning.max_gap_s) == ("butterworth", 8, 0.1)


def test_a_folder_of_pictures_is_lifted_at_the_given_rate(relief, tmp_path):
    import av
    from numbered_clips import numbered_picture

    shots = tmp_path / "my.shots"
    shots.mkdir()
    for number in range(6):
        frame = av.VideoFrame.from_ndarray(numbered_picture(number), format="rgb24")
        frame.save(str(shots / f"shot_{number:03d}.png"))
    code, printed, _ = relief("info", shots, "--fps", "30000/1001")
    assert code == 0
    assert re.search(r"frames\s+6 in 0\.200 s", printed)
    assert "30000/1001" in printed
    assert relief("info", shots)[2].endswith("(--fps).\n")
    for path, stem in ((shots, "my.shots"), (shots / "shot_%03d.png", "shot")):
        options = ["--fps", "30000/1001", "--formats", "csv", "-o", tmp_path / "out"]
        assert relief("lift", path, *options) == (0, "", "")
        _, times = read_tidy(tmp_path / "out" / f"{stem}.rie.csv")
        np.testing.assert_allclose(times, np.arange(6) * 1001 / 30000, atol=1e-6)
        assert load_take(tmp_path / "out" / f"{stem}.relief").video.nominal_rate == Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("video", "stem"),
    [("a/walk.mp4", "walk"), ("walk.v2.mov", "walk.v2"), ("shots/shot_%06d.png", "shot"), ("%d", "%d")],
)
def test_results_are_called_after_the_video(video, stem):
    assert result_stem(Path(video)) == stem


def test_a_folder_is_called_by_its_own_name_however_it_is_given(tmp_path, monkeypatch):
    (tmp_path / "shots.v2" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "shots.v2")
    assert result_stem(Path()) == "shots.v2"
    assert result_stem(Path("deep") / "..") == "shots.v2"


def test_results_go_beside_the_user_by_default(relief, clip, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert relief("lift", clip, "--formats", "csv") == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["walk-relief"]


@pytest.mark.skipif(
    not all(path.exists() for path in SHIPPED) or DETECTORS["mediapipe"].why_unavailable() is not None,
    reason="the shipped lifters or mediapipe are missing",
)
def test_the_sample_goes_from_video_to_files_and_the_terminal_stays_clean(tmp_path):
    found = subprocess.run(
        [sys.executable, "-m", "core.cli", "lift", ASSETS / "sample.mp4",
         "-o", tmp_path / "out", "--end", "3"],
        cwd=ASSETS.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    progress = re.compile(r"(detect people|lift|camera|place|export): \d+/\d+.*")
    assert [line for line in found.stderr.splitlines() if not progress.fullmatch(line)] == []
    for name in ("baseline", "rie"):
        frames, times = read_tidy(tmp_path / "out" / f"sample.{name}.csv")
        assert frames.tolist() == list(range(90))
        np.testing.assert_allclose(times, np.arange(90) / 30, atol=1e-6)
        count, frame_time = read_bvh_timing(tmp_path / "out" / f"sample.{name}.bvh")
        assert (count, count * frame_time) == (90, pytest.approx(3, abs=1e-4))
    take = load_take(tmp_path / "out" / "sample.relief")
    for result in take.results.values():
        assert result.pose.is_lifted.all()
        assert np.isfinite(result.shift.drift_mm).any()
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == sorted(
        [".csv", ".csv", ".bvh", ".json", *[".json"] * 4] * 2 + [".relief", ".csv"]
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fov", "50", "--focal", "600"], "given twice"),
        (["--height", "9"], "person's height in metres of 9 is impossible"),
        (["--fov", "300"], "field of view"),
    ],
)
def test_an_impossible_camera_or_person_is_refused_before_any_work(relief, clip, tmp_path, options, said):
    code, _, error = relief("lift", clip, "-o", tmp_path / "out", *options)
    assert code == 2
    assert said in error
    assert not (tmp_path / "out").exists()


def test_it_says_what_is_known_of_the_camera(relief, clip, tmp_path):
    code, printed, _ = relief(
        "lift", clip, "-o", tmp_path / "out", "--formats", "csv", "--fov", "50", is_quiet=False
    )
    assert code == 0
    assert "in the room: Focal length" in printed
    assert "field of view of 50 degrees as given" in printed
    beside = json.loads((tmp_path / "out" / "walk.rie.csv.json").read_text())
    moved = beside["placement"]["figures"]["changed_mm_mean"]
    assert f"standing feet moved rie's joints by {moved:.1f} mm on average" in printed
    assert beside["placement"]["focal"] in printed
    assert beside["placement"]["figures"]["changed_mm_mean"] >= 0
