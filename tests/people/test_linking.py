"""Who is who in a clip, over crossings, occlusions and a detector's mistakes."""

from dataclasses import replace

import numpy as np
import pytest
from identity import idf1, switches
from made_up_people import detections_of, walker

from core.detectors.records import Detections
from core.errors import BadInput
from core.people import (
    CutPerson,
    MergePeople,
    NoSuchPerson,
    SwapPeople,
    choose_subject,
    find_bystanders,
    link_people,
)
from core.people.clothes import own_colours
from core.people.edits import from_json, to_json
from core.people.sightings import Sightings
from core.people.tracklets import find_tracklets
from core.pose.skeleton import H36M_17

TIMES = np.arange(120) / 30
RED, BLUE = (0.8, 0.1, 0.1), (0.1, 0.2, 0.8)


def crowd(*bodies):
    """Detections of people, each given as (points (T, 17, 2), is_seen (T,), colour); rows in random order."""
    rng = np.random.default_rng(0)
    rows = [(t, points[t], colour) for points, is_seen, colour in bodies for t in np.flatnonzero(is_seen)]
    order = sorted(rng.permutation(len(rows)).tolist(), key=lambda i: rows[i][0])
    rows = [rows[i] for i in order]
    one = detections_of(walker(TIMES), TIMES, np.ones(len(TIMES), bool), first_frame=50)
    found: Detections = replace(
        one,
        row_frames=np.array([50 + t for t, _, _ in rows]),
        points=np.array([points for _, points, _ in rows], np.float32),
        confidence=np.full((len(rows), 17), 0.9, np.float32),
        world=np.full((len(rows), 17, 3), np.nan, np.float32),
        colours=np.array([np.tile(colour, (4, 1)) for _, _, colour in rows], np.float32),
    )
    return found


def walking(start, speed, phase=0.0):
    """(T, 17, 2) from x = `start`, `speed` pixels a second."""
    points = walker(TIMES + phase).copy()
    points[..., 0] += start - 320 + speed * TIMES[:, None]
    return points


def places(people, person):
    return people.detections.points[people.rows(person), 0, 0]


ALWAYS = np.ones(120, bool)
HIDDEN = (np.arange(120) < 50) | (np.arange(120) >= 75)


def test_people_who_cross_keep_their_numbers():
    right, left = walking(100, 120), walking(560, -120, 0.3)
    people = link_people(crowd((right, HIDDEN, RED), (left, ALWAYS, BLUE)))
    assert people.numbers == (1, 2)
    assert np.array_equal(places(people, 1), right[HIDDEN, 0, 0])
    assert np.array_equal(places(people, 2), left[:, 0, 0])


def test_who_turns_back_while_hidden_is_known_by_the_clothes():
    """Both walk to the middle and back: place and speed alone would say that they passed each other."""
    there = np.where(TIMES < 2, TIMES, 4 - TIMES)
    first, second = walking(200, 0), walking(440, 0, 0.3)
    first[..., 0] += 55 * there[:, None]
    second[..., 0] -= 55 * there[:, None]
    hidden = (np.arange(120) < 55) | (np.arange(120) >= 66)
    people = link_people(crowd((first, hidden, RED), (second, hidden, BLUE)))
    assert np.array_equal(places(people, 1), first[hidden, 0, 0])


def test_numbers_go_by_coming_in_and_then_from_left_to_right():
    late = np.arange(120) >= 30
    bodies = [(walking(480, 0), ALWAYS, RED), (walking(150, 0), ALWAYS, BLUE), (walking(310, 0), late, RED)]
    people = link_people(crowd(*bodies))
    assert [places(people, n).mean() // 100 for n in people.numbers] == [1, 4, 3]
    assert link_people(crowd(*bodies[::-1])).numbers == (1, 2, 3)


def test_somebody_detected_twice_is_one_person():
    once = walking(300, 10)
    people = link_people(crowd((once, ALWAYS, RED), (once + 1.5, np.arange(120) % 9 == 4, RED)))
    assert people.numbers == (1,)
    assert len(people.rows(1)) == 120


def test_a_shadow_of_a_few_frames_is_nobody():
    shadow = (np.arange(120) >= 40) & (np.arange(120) < 44)
    people = link_people(crowd((walking(200, 0), ALWAYS, RED), (walking(500, 0), shadow, BLUE)))
    assert people.numbers == (1,)


@pytest.mark.parametrize(
    ("rule", "person"), [("longest", 1), ("largest", 2), ("central", 3), ("moving", 4), ("prominent", 2)]
)
def test_each_rule_chooses_its_subject(rule, person):
    seen = np.arange(120) < 110
    large = 1.6 * walking(300, 0) - (0, 100)
    still = np.repeat(walking(40, 0)[:1], 120, axis=0)
    middle = 0.5 * still + (300, 110)
    runs = 0.4 * walking(900, 200) + (40, 0)
    people = link_people(
        crowd((still, ALWAYS, RED), (large, seen, BLUE), (middle, seen, RED), (runs, seen, BLUE))
    )
    by_place = {1: still, 2: large, 3: middle, 4: runs}
    chosen = choose_subject(people, rule)
    assert places(people, chosen)[0] == pytest.approx(by_place[person][0, 0, 0])


def test_an_unknown_number_is_said_with_those_there_are():
    people = link_people(crowd((walking(300, 0), ALWAYS, RED)))
    with pytest.raises(NoSuchPerson, match="no person 7 in this clip; it has 1"):
        people.track(7)


def test_edits_change_who_is_who_and_can_be_taken_back():
    people = link_people(crowd((walking(150, 0), ALWAYS, RED), (walking(450, 0), ALWAYS, BLUE)))
    cut = people.with_edits((CutPerson(1, 90, 3),))
    assert [len(cut.rows(n)) for n in (1, 2, 3)] == [40, 120, 80]
    merged = cut.with_edits((*cut.edits, MergePeople(1, 3)))
    assert np.array_equal(merged.labels, people.labels)
    swapped = people.with_edits((SwapPeople(1, 2, 60, 70),))
    assert (swapped.labels != people.labels).sum() == 20
    again = swapped.with_edits((*swapped.edits, SwapPeople(2, 1, 60, 70)))
    assert np.array_equal(again.labels, people.labels)
    assert np.array_equal(swapped.with_edits(()).labels, people.labels)


@pytest.mark.parametrize("edit", [MergePeople(1, 2), CutPerson(1, 90, 3), SwapPeople(1, 2, 60, 70)])
def test_edits_survive_a_file(edit):
    assert from_json(to_json(edit)) == edit


@pytest.mark.parametrize(
    "entry",
    [
        None, [], {"kind": "merge"}, {"kind": "merge", "person": 1, "other": 0},
        {"kind": "merge", "person": 1.0, "other": 2}, {"kind": "cut", "person": 1, "frame": -1, "new": 2},
        {"kind": "cut", "person": 1, "frame": 3, "new": 1 << 40}, {"kind": "erase", "person": 1},
        {"kind": "swap", "person": True, "other": 2, "start": 0, "stop": 1},
    ],
)  # fmt: skip
def test_an_edit_that_makes_no_sense_is_refused(entry):
    with pytest.raises(BadInput, match="changes to its people"):
        from_json(entry)


def test_frames_in_which_somebody_else_is_taken_for_the_person_are_found():
    people = link_people(crowd((walking(150, 0), ALWAYS, RED), (walking(450, 0), ALWAYS, BLUE)))
    assert not list(find_bystanders(people, 1))
    mixed = people.with_edits((SwapPeople(1, 2, 90, 110),))
    (found,) = find_bystanders(mixed, 1)
    assert found.severity == "warning"
    assert abs(found.start - 90) <= 8
    assert abs(found.stop - 110) <= 8


def test_a_colour_that_two_who_overlap_share_is_nobodys():
    """The hidden one's keypoints lie on the one in front: what is seen there says nothing of either."""
    right, left = walking(100, 120), walking(560, -120, 0.3)
    found = crowd((right, ALWAYS, RED), (left, ALWAYS, BLUE))
    one, other = found.points[found.row_frames == 50 + 57, :, 0]
    assert one.min() < other.max()
    assert other.min() < one.max()
    assert np.array_equal(own_colours(found), found.colours)
    hidden = found.colours.copy()
    is_early, is_close = found.row_frames == 55, found.row_frames == 50 + 57
    hidden[is_early | is_close, 0] = RED
    worn = own_colours(replace(found, colours=hidden))
    assert np.isnan(worn[is_close][:, 0]).all()
    assert np.array_equal(worn[is_early], hidden[is_early])


def test_somebody_whose_left_and_right_are_exchanged_is_followed():
    """As by a detector, when somebody turns away."""
    points = walking(200, 30)
    points[40:] = points[40:, list(H36M_17.mirror)]
    found = crowd((points, ALWAYS, RED), (walking(520, 0), ALWAYS, BLUE))
    assert [len(piece) for piece in find_tracklets(Sightings.of(found))] == [120, 120]


def test_somebody_much_smaller_who_appears_where_another_vanishes_is_somebody_else():
    near = 2 * walking(300, 0) - (300, 240)
    far = walking(300, 0)
    found = crowd((near, np.arange(120) < 60, RED), (far, np.arange(120) >= 61, RED))
    pieces = find_tracklets(Sightings.of(found))
    assert [len(piece) for piece in pieces] == [60, 59]


def test_who_appears_in_the_place_of_somebody_just_hidden_is_not_surely_the_same():
    """Three frames later, larger, and half hidden, so that the clothes are unknown; somebody stands by."""
    small, beside = walking(200, 0), (walking(560, 0), ALWAYS, BLUE)
    middle = (small.min(axis=1) + small.max(axis=1))[:, None] / 2
    large = middle + 1.3 * (small - middle)
    before, after = np.arange(120) < 50, np.arange(120) >= 53
    for body, count in ((large, 3), (small, 2)):
        found = crowd(beside, (small, before, RED), (body, after, (np.nan,) * 3))
        assert len(find_tracklets(Sightings.of(found))) == count


@pytest.mark.parametrize("rate", [15, 25, 30, 60, 120])
@pytest.mark.parametrize(("changed_s", "cut_s"), [(0.6, None), (2.5, 2.0)])
def test_clothes_that_change_for_long_enough_cut_a_track_at_any_rate(rate, changed_s, cut_s):
    """From 2 s on somebody wears blue: for long, or for as long as somebody else walks by in front."""
    times = np.arange(round(4.5 * rate)) / rate
    found = detections_of(walker(times), times, np.ones(len(times), bool))
    is_blue = (times >= 2) & (times < 2 + changed_s)
    colours = np.where(is_blue[:, None, None], BLUE, RED).repeat(4, axis=1).astype(np.float32)
    pieces = find_tracklets(Sightings.of(replace(found, colours=colours)))
    assert [times[piece[0]] for piece in pieces[1:]] == (
        [] if cut_s is None else [pytest.approx(cut_s, abs=0.04)]
    )
    assert sum(map(len, pieces)) == len(times)


def test_frames_that_were_passed_over_do_not_make_somebody_seen_more_briefly():
    """Five sightings in every second frame are a third of a second: no shadow."""
    is_even = np.arange(120) % 2 == 0
    brief = is_even & (np.arange(120) >= 40) & (np.arange(120) < 50)
    found = crowd((walking(150, 0), is_even, RED), (walking(450, 0), brief, BLUE))
    passed_over = found.frames[1:-1:2]
    assert link_people(replace(found, passed_over=passed_over)).numbers == (1, 2)
    assert link_people(found).numbers == (1,)


def test_idf1_of_a_case_worked_by_hand():
    """Person 0: 4 sightings, three called 1, one called 2. Person 1: 3 sightings, two called 2, one unnamed.
    Best match 0-1, 1-2: 5 right of 7 true and 6 named. One switch."""
    truth = np.array([0, 0, 0, 0, 1, 1, 1])
    labels = np.array([1, 1, 1, 2, 2, 2, 0])
    assert idf1(truth, labels, 7) == pytest.approx(2 * 5 / (7 + 6))
    assert switches(truth, labels) == 1
