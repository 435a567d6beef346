"""Corrections by hand: what each does to a track, and that nothing else changes."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_people import walker

from core.corrections import (
    MarkUnseen,
    MoveJoint,
    Reset,
    SwapSides,
    apply_corrections,
    describe,
    from_json,
    to_json,
)
from core.errors import BadInput
from core.pose.cleaning import CleaningOptions
from core.pose.mapping import to_h36m17
from core.pose.records import Flag, Track
from core.pose.skeleton import COCO_17, H36M_17

FIRST, FRAMES = 100, 40
CLEANING = CleaningOptions(max_gap_s=0.25)
WRIST = H36M_17.index("left_wrist")


@pytest.fixture
def track():
    times = (np.arange(FRAMES) + FIRST) / 30
    return Track(
        H36M_17, np.arange(FRAMES) + FIRST, times, walker(times),
        np.full((FRAMES, 17), 0.9, np.float32), np.full((FRAMES, 17), Flag.SWAP, np.uint8), (640, 480),
    )  # fmt: skip


def corrected(track, *corrections):
    return apply_corrections(track, corrections, CLEANING)


def touched(before, after):
    """(frame, joint name) of every point that is elsewhere."""
    rows, joints = np.nonzero((before.points != after.points).any(axis=-1))
    return {(int(r) + FIRST, H36M_17.joints[j]) for r, j in zip(rows, joints, strict=True)}


def test_a_moved_joint_is_where_it_was_put_and_nothing_else_moves(track):
    after = corrected(track, MoveJoint(110, "left_wrist", 12.5, 34.0))
    assert touched(track, after) == {(110, "left_wrist")}
    assert after.points[10, WRIST].tolist() == [12.5, 34.0]
    assert after.confidence[10, WRIST] == 1
    assert after.flags[10, WRIST] == Flag.CORRECTED
    assert (after.flags == Flag.CORRECTED).sum() == 1


def test_a_move_decays_over_the_neighbours_as_a_raised_cosine(track):
    x, y = track.points[10, WRIST].astype(float)
    after = corrected(track, MoveJoint(110, "left_wrist", x + 8, y, decay_frames=3))
    moved = (after.points - track.points)[:, WRIST, 0]
    # cos^2(pi k / 8) for k = 0..3, 0 from k = 4 on
    assert moved[10:15] == pytest.approx([8, 8 * 0.853553, 4, 8 * 0.146447, 0], abs=1e-3)
    assert moved[6:10] == pytest.approx(moved[14:10:-1], abs=1e-3)
    assert (after.flags[7:14, WRIST] & Flag.CORRECTED).all()
    assert not (after.flags[[6, 14], WRIST] & Flag.CORRECTED).any()


def test_decay_stops_at_the_ends_of_the_clip_and_frames_outside_it_are_passed_over(track):
    first = corrected(track, MoveJoint(100, "left_wrist", 0, 0, decay_frames=5))
    assert {frame for frame, _ in touched(track, first)} == set(range(100, 106))
    assert corrected(track, MoveJoint(99, "left_wrist", 0, 0, 5)).points is not None
    assert not touched(track, corrected(track, MoveJoint(99, "left_wrist", 0, 0, 5)))
    assert not touched(track, corrected(track, SwapSides(0, 50), SwapSides(500, 600)))


@pytest.mark.parametrize("joint", ["left_hip", "right_shoulder"])
def test_the_trunk_follows_as_if_the_detector_had_seen_the_joint_there(joint):
    """All derived joints but the head, whose own sources were not moved."""
    rng = np.random.default_rng(1)
    points = rng.uniform(50, 400, (5, 17, 2)).astype(np.float32)
    coco = Track(
        COCO_17, np.arange(5), np.arange(5) / 30, points, np.ones((5, 17), np.float32),
        np.zeros((5, 17), np.uint8), (640, 480),
    )  # fmt: skip
    moved = points.copy()
    moved[2, COCO_17.index(joint)] = (123, 45)
    expected = to_h36m17(replace(coco, points=moved)).points
    found = corrected(to_h36m17(coco), MoveJoint(2, joint, 123, 45)).points
    kept = [j for j, name in enumerate(H36M_17.joints) if name != "head"]
    np.testing.assert_allclose(found[:, kept], expected[:, kept], atol=1e-3)
    assert touched_names(to_h36m17(coco).points, found) >= {joint, "spine"}


def touched_names(before, after):
    return {H36M_17.joints[j] for j in np.flatnonzero((before != after).any(axis=(0, 2)))}


def test_exchanging_twice_changes_nothing_and_once_is_the_mirror(track):
    once = corrected(track, SwapSides(105, 110))
    mirror = list(H36M_17.mirror)
    np.testing.assert_array_equal(once.points[5:10], track.points[5:10][:, mirror])
    np.testing.assert_array_equal(once.points[10:], track.points[10:])
    assert not (once.flags[5:10][:, WRIST] & Flag.SWAP).any()
    assert not touched(track, corrected(track, SwapSides(105, 110), SwapSides(105, 110)))


def test_only_the_limbs_asked_for_change_sides(track):
    names = {name for _, name in touched(track, corrected(track, SwapSides(105, 110, "legs")))}
    assert {name.split("_")[-1] for name in names} <= {"hip", "knee", "ankle"}
    assert names >= {"left_hip", "right_hip"}


def test_a_short_unseen_stretch_is_bridged_and_a_long_one_is_missing(track):
    short = corrected(track, MarkUnseen(110, 113, ("left_wrist",)))
    line = np.linspace(track.points[9, WRIST], track.points[13, WRIST], 5)
    np.testing.assert_allclose(short.points[9:14, WRIST], line, atol=1e-3)
    assert (short.flags[10:13, WRIST] == Flag.CORRECTED | Flag.INTERPOLATED).all()
    long = corrected(track, MarkUnseen(110, 120, ("left_wrist",)))
    assert np.isnan(long.points[10:20, WRIST]).all()
    assert np.isfinite(np.delete(long.points, WRIST, axis=1)).all()
    assert (long.flags[10:20, WRIST] == Flag.CORRECTED | Flag.MISSING).all()


def test_placing_a_joint_in_a_long_gap_makes_gaps_short_enough_to_bridge(track):
    unseen = MarkUnseen(110, 120, ("left_wrist",))
    after = corrected(track, unseen, MoveJoint(115, "left_wrist", 300, 200, decay_frames=4))
    assert np.isfinite(after.points).all()
    assert after.points[15, WRIST].tolist() == [300, 200]


def test_a_hip_placed_where_it_was_unknown_brings_back_the_trunk(track):
    names = ("left_hip", "pelvis", "spine")
    after = corrected(track, MarkUnseen(110, 130, names), MoveJoint(120, "left_hip", 300, 250))
    hips = [H36M_17.index(f"{side}_hip") for side in ("left", "right")]
    np.testing.assert_allclose(after.points[20, 0], after.points[20, hips].mean(axis=0), atol=1e-4)
    assert np.isfinite(after.points[20]).all()


def test_reset_takes_back_what_was_done_to_these_joints_in_these_frames(track):
    done = (SwapSides(100, 140), MoveJoint(110, "left_hip", 1, 2, 20), MarkUnseen(120, 140, ("head",)))
    back = corrected(track, *done, Reset(100, 140, H36M_17.joints))
    np.testing.assert_array_equal(back.points, track.points)
    np.testing.assert_array_equal(back.flags, track.flags)
    part = corrected(track, *done, Reset(105, 110, ("left_wrist",)))
    np.testing.assert_array_equal(part.points[5:10, WRIST], track.points[5:10, WRIST])
    assert (part.points[10:, WRIST] != track.points[10:, WRIST]).any()


def test_a_joint_outside_the_picture_says_so_and_one_brought_back_no_longer(track):
    out = corrected(track, MoveJoint(110, "left_wrist", -5, 40))
    assert out.flags[10, WRIST] == Flag.CORRECTED | Flag.OUTSIDE
    back = corrected(track, MoveJoint(110, "left_wrist", -5, 40), MoveJoint(110, "left_wrist", 5, 40))
    assert back.flags[10, WRIST] == Flag.CORRECTED


def test_the_track_itself_is_never_written_on(track):
    before = track.points.copy(), track.flags.copy(), track.confidence.copy()
    corrected(track, SwapSides(100, 140), MarkUnseen(100, 140, ("head",)), MoveJoint(110, "head", 0, 0, 9))
    for old, new in zip(before, (track.points, track.flags, track.confidence), strict=True):
        np.testing.assert_array_equal(old, new)


ALL = (
    MoveJoint(110, "left_wrist", 1.5, 2, 3),
    SwapSides(0, 4, "arms"),
    MarkUnseen(3, 9, ("head", "neck")),
    Reset(0, 3, ("left_hip",)),
)


@pytest.mark.parametrize("correction", ALL)
def test_json_gives_back_what_went_in_and_there_is_a_sentence_for_it(correction):
    assert from_json(to_json(correction), H36M_17) == correction
    assert describe(correction).endswith(".")


GOOD = {"kind": "move", "frame": 1, "joint": "head", "x": 1.0, "y": 2.0, "decay_frames": 0}


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "nudge"}, {"kind": []}, {"extra": 1}, {"joint": "tail"}, {"frame": 1.5}, {"frame": True},
        {"x": float("nan")}, {"y": float("inf")}, {"x": "1"}, {"decay_frames": -1}, {"decay_frames": 10**9},
    ],
)  # fmt: skip
def test_a_senseless_move_is_refused(changes):
    with pytest.raises(BadInput):
        from_json(GOOD | changes, H36M_17)


@pytest.mark.parametrize(
    "value",
    [
        None, 3, [], {}, {"kind": "swap", "start": 0, "stop": 4, "limbs": "tail"},
        {"kind": "swap", "start": 4, "stop": 4, "limbs": "legs"},
        {"kind": "unseen", "start": 0, "stop": 4, "joints": "head"},
        {"kind": "reset", "start": 0, "stop": 4, "joints": [1]},
        {"kind": "reset", "start": 0, "stop": 4, "joints": [["head"]]},
        {"kind": "reset", "start": "0", "stop": 4, "joints": ["head"]},
    ],
)  # fmt: skip
def test_other_senseless_corrections_are_refused(value):
    with pytest.raises(BadInput):
        from_json(value, H36M_17)
