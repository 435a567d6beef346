"""Lifting again what a correction changed: the same as lifting everything."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from made_up_people import detections_of, walker
from made_up_takes import made_up_take

from core.corrections import MarkUnseen, MoveJoint, SwapSides, apply_corrections
from core.diagnostics.movement import movement_range
from core.diagnostics.shift import ShiftOptions
from core.errors import BadInput
from core.export.csv_tables import write_csv
from core.export.records import ExportContext
from core.geometry.image import normalise
from core.jobs import ignore_report
from core.lifter.inference import Lifter
from core.people import link_people
from core.pipeline import place_take
from core.pose.cleaning import CleaningOptions
from core.pose.records import Flag
from core.pose.runs import find_runs
from core.relift import correct_take, corrected_track, preview_correction
from core.streaming import Piece, StreamingLift
from core.take_file import load_take, save_take
from core.world.records import PlacementOptions

FIRST, FRAMES = 100, 90
SHIFT = ShiftOptions(shifts=4)
CORRECTIONS = (
    MoveJoint(130, "left_wrist", 300.0, 200.0, 4),
    SwapSides(150, 153, "legs"),
    MarkUnseen(170, 173, ("head",)),
)


def lifted_take(video, lifters, corrections=()):
    """The whole of it, lifted at once from the corrected track."""
    times = (np.arange(FRAMES) + FIRST) / 30
    is_seen = np.ones(FRAMES, np.bool_)
    is_seen[60:75] = False
    detections = detections_of(walker(times), times, is_seen, first_frame=FIRST)
    empty = made_up_take(video)
    video_info = replace(empty.video, times=np.arange(200) / 30)
    take = replace(
        empty,
        video=video_info,
        people=link_people(detections),
        cleaning=CleaningOptions(),
        corrections=(),
        results={},
    )
    track = corrected_track(take, corrections)
    lifting = StreamingLift(lifters, times, cleaning=take.cleaning, shift=SHIFT)
    points = normalise(track.points, *track.image_size)
    results = {}
    for name, lifter in lifters.items():
        slot = lifting._slots[name]
        for start, stop in find_runs(points):
            Piece(slot, track, (start, stop), 0).lift(SHIFT)
        result = next(iter(empty.results.values()))
        results[name] = replace(
            result, sha256=lifter.sha256, label=lifter.spec.label,
            pose=lifter.lift(track), shift=lifting.shift(name),
        )  # fmt: skip
    return replace(
        take, track=track, corrections=tuple(corrections), results=results,
        movement=movement_range(points, find_runs(points), 27),
    )  # fmt: skip


@pytest.fixture(scope="module")
def plain(small_lifters, tmp_path_factory):
    return lifted_take(tmp_path_factory.mktemp("takes") / "walk.mp4", small_lifters)


def assert_like(found, expected):
    for name, result in expected.results.items():
        other = found.results[name]
        np.testing.assert_allclose(other.pose.joints, result.pose.joints, atol=1e-5)
        np.testing.assert_array_equal(other.pose.flags, result.pose.flags)
        np.testing.assert_array_equal(other.shift.lengths, result.shift.lengths)
        np.testing.assert_allclose(other.shift.drifts_mm, result.shift.drifts_mm, atol=0.01)
        np.testing.assert_allclose(other.shift.joint_drift_mm, result.shift.joint_drift_mm, atol=0.01)
    np.testing.assert_allclose(found.movement, expected.movement, atol=1e-6)
    np.testing.assert_array_equal(found.track.points, expected.track.points)


def test_correcting_is_lifting_everything_from_the_corrected_track(plain, small_lifters):
    whole = lifted_take(plain.video.path, small_lifters, CORRECTIONS)
    found = correct_take(plain, CORRECTIONS, small_lifters)
    assert_like(found, whole)
    assert found.corrections == CORRECTIONS


def test_one_after_the_other_is_all_at_once(plain, small_lifters):
    take = plain
    for count in range(1, len(CORRECTIONS) + 1):
        take = correct_take(take, CORRECTIONS[:count], small_lifters)
    assert_like(take, correct_take(plain, CORRECTIONS, small_lifters))
    assert len(take.history) == len(plain.history) + len(CORRECTIONS)


def test_taking_all_back_gives_the_take_that_was(plain, small_lifters):
    corrected = correct_take(plain, CORRECTIONS, small_lifters)
    back = correct_take(corrected, (), small_lifters)
    assert_like(back, plain)
    assert not (back.track.flags & Flag.CORRECTED).any()
    assert back.history[-1] == "Took back 3 corrections."


def test_only_frames_whose_window_changed_are_lifted(plain, small_lifters):
    reports = []
    found = correct_take(plain, CORRECTIONS[:1], small_lifters, lambda *told: reports.append(told))
    for name, result in found.results.items():
        same = (result.pose.joints == plain.results[name].pose.joints).all(axis=(1, 2))
        unlifted = ~plain.results[name].pose.is_lifted
        changed = np.flatnonzero(~(same | unlifted))
        # 130 +- 4 frames moved, +- 13 of the window
        assert (changed.min(), changed.max()) == (30 - 17, 30 + 17)
    assert reports[-1] == ("lift", 2, 2)


def test_the_old_take_stays_as_it_was(plain, small_lifters):
    before = {name: result.pose.joints.copy() for name, result in plain.results.items()}
    drift = plain.results["rie"].shift.drifts_mm.copy()
    correct_take(plain, CORRECTIONS, small_lifters)
    for name, joints in before.items():
        np.testing.assert_array_equal(plain.results[name].pose.joints, joints)
    np.testing.assert_array_equal(plain.results["rie"].shift.drifts_mm, drift)
    assert plain.corrections == ()


def test_a_lifter_that_is_not_there_is_named(plain, small_lifters):
    with pytest.raises(BadInput, match="rie"):
        correct_take(plain, CORRECTIONS, {"baseline": small_lifters["baseline"]})


def test_another_file_of_the_same_name_lifts_everything_anew(plain, small_lifters):
    exchanged = {"baseline": small_lifters["rie"], "rie": small_lifters["rie"]}
    found = correct_take(plain, (), exchanged)
    np.testing.assert_allclose(
        found.results["baseline"].pose.joints, plain.results["rie"].pose.joints, atol=1e-5
    )
    assert found.results["baseline"].sha256 == small_lifters["rie"].sha256


def test_a_preview_shows_what_the_correction_will_make(plain, small_lifters):
    move = MoveJoint(130, "left_knee", 310.0, 300.0, 6)
    points, poses = preview_correction(plain, move, small_lifters, 130)
    found = correct_take(plain, (move,), small_lifters)
    np.testing.assert_allclose(points, found.track.points[30], atol=1e-4)
    for name, joints in poses.items():
        np.testing.assert_allclose(joints, found.results[name].pose.joints[30], atol=1e-5)


def test_a_preview_keeps_up_with_the_mouse_however_long_the_clip_is(plain, small_lifters, monkeypatch):
    """It looks at one window: the seconds that this takes are the machine's affair."""
    windows, lengths = [], []
    try_batch = Lifter._try_batch

    def count_windows(lifter, seen):
        windows.append(len(seen) * (seen.shape[1] - lifter.spec.window + 1))
        return try_batch(lifter, seen)

    def measure_track(track, *rest):
        lengths.append(len(track))
        return apply_corrections(track, *rest)

    monkeypatch.setattr(Lifter, "_try_batch", count_windows)
    monkeypatch.setattr("core.relift.apply_corrections", measure_track)
    preview_correction(plain, MoveJoint(130, "left_knee", 310.0, 300.0, 6), small_lifters, 130)
    assert windows == [1] * len(small_lifters)
    assert lengths == [27]
    assert len(plain.track) > 27


def test_a_preview_of_a_frame_without_a_pose_has_none(plain, small_lifters):
    _, poses = preview_correction(plain, MoveJoint(167, "head", 300, 90), small_lifters, 167)
    assert all(np.isnan(joints).all() for joints in poses.values())


def test_corrections_come_back_from_the_file(plain, small_lifters, tmp_path):
    found = correct_take(plain, CORRECTIONS, small_lifters, ignore_report)
    save_take(found, tmp_path / "walk.relief")
    loaded = load_take(tmp_path / "walk.relief")
    assert loaded.corrections == CORRECTIONS
    assert_like(correct_take(loaded, (), small_lifters), plain)


def test_exports_say_what_a_person_corrected(plain, small_lifters, tmp_path):
    found = correct_take(plain, CORRECTIONS[:1], small_lifters)
    context = ExportContext("walk.mp4", Fraction(30))
    write_csv(found.results["rie"].pose, tmp_path / "walk.csv", context)
    lines = (tmp_path / "walk.csv").read_text().splitlines()
    marked = {tuple(line.split(",")[0:3:2]) for line in lines if "corrected" in line}
    assert marked == {(str(frame), "left_wrist") for frame in range(126, 135)}
    assert (found.frame_flags[26:35] & Flag.CORRECTED).all()


def test_poses_that_stood_in_the_world_are_placed_there_again(plain, small_lifters):
    placed = place_take(plain, PlacementOptions())
    found = correct_take(placed, CORRECTIONS, small_lifters)
    anew = place_take(correct_take(plain, CORRECTIONS, small_lifters), PlacementOptions())
    for name, result in anew.results.items():
        there = found.results[name].placement.pose.joints
        np.testing.assert_allclose(there, result.placement.pose.joints, atol=1e-4)
        assert not np.allclose(there, placed.results[name].placement.pose.joints, equal_nan=True)
    assert plain.results["rie"].placement is None
