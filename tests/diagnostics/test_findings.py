"""Each kind of trouble is told once, where it is, in words for people."""

import numpy as np
import pytest
from made_up_walks import track_of, walking

from core.diagnostics.findings import find_problems
from core.pose.records import Flag, Pose

NONE_LOST = np.array([], np.int64)


def flagged(flag, frames, joints, total=60, first=100):
    track = track_of(walking(total), first=first)
    for frame in frames:
        track.flags[frame, :joints] |= np.uint8(flag)
    return track


def pose_of(track, flags=None):
    joints = np.zeros((len(track), 17, 3), np.float32)
    joints[((track.flags & Flag.MISSING) != 0).any(axis=1)] = np.nan
    return Pose(
        track.skeleton, track.frames, track.times, joints, track.confidence,
        track.flags if flags is None else flags,
    )  # fmt: skip


def spans(found):
    return [(f.kind, f.start, f.stop) for f in found]


def test_a_clean_track_has_nothing_to_tell():
    track = track_of(walking())
    assert find_problems(track, {"rie": pose_of(track)}, {"rie": np.full(90, 5, np.float32)}, NONE_LOST) == ()


@pytest.mark.parametrize(
    ("flag", "kind", "severity", "least"),
    [
        (Flag.MISSING, "missing", "warning", 1),
        (Flag.INTERPOLATED, "interpolated", "warning", 6),
        (Flag.OUTLIER, "outlier", "note", 1),
        (Flag.LOW_CONFIDENCE, "low-confidence", "warning", 6),
        (Flag.OUTSIDE, "out-of-frame", "warning", 1),
        (Flag.SWAP, "swap", "warning", 1),
    ],
)
def test_each_flag_is_found_where_it_is(flag, kind, severity, least):
    frames = [3, 4, 5, 20]
    found = find_problems(flagged(flag, frames, least), {}, {}, NONE_LOST)
    assert spans(found) == [(kind, 103, 106), (kind, 120, 121)]
    assert {f.severity for f in found} == {severity}
    assert {f.lifter for f in found} == {None}
    if least > 1:
        assert find_problems(flagged(flag, frames, least - 1), {}, {}, NONE_LOST) == ()


def test_where_there_is_no_pose_other_flags_of_the_track_do_not_matter():
    track = flagged(Flag.MISSING, [7], 1)
    track.flags[6:9] |= np.uint8(Flag.OUTSIDE | Flag.LOW_CONFIDENCE)
    track.flags[7] |= np.uint8(Flag.OUTLIER | Flag.INTERPOLATED)
    found = find_problems(track, {}, {}, NONE_LOST)
    assert spans(found) == [
        ("low-confidence", 106, 107), ("out-of-frame", 106, 107), ("missing", 107, 108),
        ("low-confidence", 108, 109), ("out-of-frame", 108, 109),
    ]  # fmt: skip


def test_frames_that_could_not_be_decoded_are_told():
    found = find_problems(track_of(walking()), {}, {}, np.array([4, 5, 6, 80]))
    assert spans(found) == [("lost", 4, 7), ("lost", 80, 81)]


@pytest.mark.parametrize(("frames", "words"), [(8, "Only 8 frames"), (1, "Only 1 frame could")])
def test_very_short_tracks_are_told(frames, words):
    (found,) = find_problems(track_of(walking(frames), first=5), {}, {}, NONE_LOST)
    assert spans([found]) == [("few-frames", 5, 5 + frames)]
    assert words in found.text


def test_nine_frames_are_enough_and_none_are_only_missing():
    assert find_problems(track_of(walking(9)), {}, {}, NONE_LOST) == ()
    found = find_problems(flagged(Flag.MISSING, range(60), 17), {}, {}, NONE_LOST)
    assert spans(found) == [("missing", 100, 160)]


def test_padding_is_told_of_the_lifter_that_padded():
    track = track_of(walking())
    flags = track.flags.copy()
    flags[:13] |= np.uint8(Flag.PADDED)
    flags[77:] |= np.uint8(Flag.PADDED)
    found = find_problems(track, {"rie": pose_of(track, flags), "plain": pose_of(track)}, {}, NONE_LOST)
    assert spans(found) == [("padded", 0, 13), ("padded", 77, 90)]
    assert {(f.lifter, f.severity) for f in found} == {("rie", "note")}
    assert all(f.text.startswith("rie: ") for f in found)


def test_a_large_drift_is_told_and_an_unknown_one_is_not():
    drift = np.full(90, 10, np.float32)
    drift[30:40] = 31
    drift[50:60] = np.nan
    track = track_of(walking())
    found = find_problems(track, {}, {"rie": drift, "plain": np.full(90, np.nan, np.float32)}, NONE_LOST)
    assert spans(found) == [("shift", 30, 40)]
    assert found[0].lifter == "rie"
    assert "30 mm" in found[0].text


def test_findings_come_in_the_order_of_frames():
    track = flagged(Flag.OUTSIDE, [30], 1)
    track.flags[10, 0] |= np.uint8(Flag.OUTLIER)
    found = find_problems(track, {}, {}, np.array([2, 140]))
    assert [f.start for f in found] == [2, 110, 130, 140]


def test_every_text_is_a_sentence():
    track = flagged(Flag.OUTSIDE | Flag.OUTLIER | Flag.SWAP, [30], 1)
    track.flags[40] = Flag.INTERPOLATED | Flag.LOW_CONFIDENCE
    track.flags[50] = Flag.MISSING
    found = find_problems(track, {}, {"rie": np.full(60, 99, np.float32)}, np.array([3]))
    assert len(found) == 8
    for finding in found:
        assert finding.text.endswith(".")
        assert finding.text[0].isupper() or finding.lifter


def test_frames_passed_over_are_no_finding_and_break_none_in_two():
    track = flagged(Flag.LOW_CONFIDENCE, range(20, 41), 17)
    is_passed = np.arange(60) % 2 == 1
    track.flags[is_passed] = Flag.INTERPOLATED
    track.flags[50:57] = Flag.INTERPOLATED  # here the frames looked at were empty too
    found = find_problems(track, {}, {}, NONE_LOST, track.frames[is_passed])
    assert spans(found) == [("low-confidence", 120, 141), ("interpolated", 150, 157)]
