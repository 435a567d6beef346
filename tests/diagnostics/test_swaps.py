import numpy as np
import pytest
from made_up_walks import exchanged, track_of, walking

from core.diagnostics.swaps import flag_swaps
from core.pose.records import Flag
from core.pose.skeleton import H36M_17

LEGS, ARMS = ("knee", "ankle"), ("elbow", "wrist")


def flagged(track):
    """Names of the flagged joints, and the frames in which they are."""
    is_swap = (flag_swaps(track).flags & Flag.SWAP) != 0
    return {H36M_17.joints[j] for j in np.flatnonzero(is_swap.any(axis=0))}, np.flatnonzero(
        is_swap.any(axis=1)
    ).tolist()


@pytest.mark.parametrize("rate", [15, 24, 30, 60])
@pytest.mark.parametrize("sideways", [1.0, 0.5, 0.0])
def test_legs_that_cross_while_walking_are_not_exchanged(sideways, rate):
    assert flagged(track_of(walking(3 * rate, rate, sideways=sideways), rate)) == (set(), [])


def test_walking_with_a_detectors_jitter_is_not_exchanged():
    points = walking() + np.random.default_rng(0).normal(0, 2, (90, 17, 2))
    assert flagged(track_of(points)) == (set(), [])


@pytest.mark.parametrize(("parts", "other"), [(LEGS, ARMS), (ARMS, LEGS)], ids=["legs", "arms"])
def test_an_exchanged_stretch_is_flagged_just_there(parts, other):
    points = walking(sideways=0.0)
    joints, frames = flagged(track_of(exchanged(points, 40, 52, parts)))
    assert joints == {f"{side}_{part}" for side in ("left", "right") for part in parts}
    assert frames == list(range(40, 52))


def test_two_stretches_are_flagged_each():
    points = exchanged(exchanged(walking(sideways=0.0), 20, 25, LEGS), 60, 70, LEGS)
    assert flagged(track_of(points))[1] == [*range(20, 25), *range(60, 70)]


def test_a_single_exchanged_frame_is_flagged():
    assert flagged(track_of(exchanged(walking(sideways=0.0), 30, 31, LEGS)))[1] == [30]


def test_an_exchange_that_stays_is_flagged_where_it_jumps():
    assert flagged(track_of(exchanged(walking(sideways=0.0), 45, 90, LEGS)))[1] == [44, 45]
    assert flagged(track_of(exchanged(walking(150, sideways=0.0), 40, 100, LEGS)))[1] == [39, 40, 99, 100]


def test_seen_from_the_side_it_is_flagged_where_the_legs_are_apart():
    points = walking()
    ankles = points[:, [H36M_17.index("left_ankle"), H36M_17.index("right_ankle")], 0]
    widest = int(np.argmax(np.abs(ankles[10:30, 0] - ankles[10:30, 1]))) + 10
    assert flagged(track_of(exchanged(points, widest, widest + 2, LEGS)))[1] == [widest, widest + 1]


def test_limbs_on_top_of_each_other_cannot_be_told_apart():
    points = walking(sideways=0.0)
    for part in LEGS:
        middle = points[:, [H36M_17.index(f"{s}_{part}") for s in ("left", "right")]].mean(axis=1)
        for side, sign in (("left", 1), ("right", -1)):
            points[:, H36M_17.index(f"{side}_{part}")] = middle + np.array([3 * sign, 0])
    assert flagged(track_of(exchanged(points, 40, 52, LEGS))) == (set(), [])


def test_who_is_not_seen_does_not_jump():
    points = exchanged(walking(sideways=0.0), 40, 52, LEGS)
    points[38:54] = np.nan
    assert flagged(track_of(points)) == (set(), [])
    assert flagged(track_of(np.full((20, 17, 2), np.nan))) == (set(), [])


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_short_tracks_pass(frames):
    assert flagged(track_of(walking(frames))) == (set(), [])


def test_other_flags_stay_and_the_track_given_is_not_changed():
    track = track_of(exchanged(walking(sideways=0.0), 40, 52, LEGS))
    track.flags[:] = Flag.OUTSIDE
    marked = flag_swaps(track)
    assert ((marked.flags & Flag.OUTSIDE) != 0).all()
    assert (track.flags == Flag.OUTSIDE).all()
    np.testing.assert_array_equal(marked.points, track.points)
