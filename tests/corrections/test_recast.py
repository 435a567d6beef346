"""Another person, or another word on who is who: the same as if the take had been made so."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_crowds import crowd, lifted_crowd
from made_up_takes import made_up_take

from core.corrections import MarkUnseen, MoveJoint, SwapSides
from core.errors import BadInput
from core.people import CutPerson, MergePeople, NoSuchPerson, SwapPeople
from core.recast import change_people, choose_person
from core.relift import correct_take

FIRST, FRAMES = 100, 60
MOVE = MoveJoint(110, "left_wrist", 300.0, 200.0, 2)


def two_people(swapped=()):
    return crowd((np.arange(FRAMES) + FIRST) / 30, first=FIRST, swapped=swapped)


def lifted(video, lifters, people, person=1):
    info = replace(made_up_take(video).video, times=np.arange(200) / 30)
    return lifted_crowd(info, lifters, people, person)


def assert_same_motion(one, other):
    np.testing.assert_array_equal(one.track.points, other.track.points)
    np.testing.assert_array_equal(one.track.flags, other.track.flags)
    for name, result in one.results.items():
        np.testing.assert_allclose(result.pose.joints, other.results[name].pose.joints, atol=1e-5)
        np.testing.assert_allclose(
            result.shift.drift_mm, other.results[name].shift.drift_mm, atol=1e-2, equal_nan=True
        )


def test_choosing_another_person_lifts_that_person(tmp_path, small_lifters):
    people = two_people()
    take = lifted(tmp_path / "a.mp4", small_lifters, people)
    chosen = choose_person(take, 2, small_lifters)
    assert chosen.person == 2
    assert chosen.history[-1] == "Chose person 2."
    assert_same_motion(chosen, lifted(tmp_path / "a.mp4", small_lifters, people, 2))
    assert not np.allclose(chosen.track.points, take.track.points)


def test_corrections_come_back_with_their_person(tmp_path, small_lifters):
    take = correct_take(lifted(tmp_path / "a.mp4", small_lifters, two_people()), (MOVE,), small_lifters)
    other = choose_person(take, 2, small_lifters)
    assert other.corrections == ()
    assert other.shelved == {1: (MOVE,)}
    again = choose_person(other, 1, small_lifters)
    assert again.corrections == (MOVE,)
    assert not again.shelved
    assert_same_motion(again, take)


def test_a_swap_over_a_range_gives_back_what_was_exchanged(tmp_path, small_lifters):
    wrong = two_people(swapped=range(120, 130))
    take = lifted(tmp_path / "a.mp4", small_lifters, wrong)
    mended = change_people(take, [SwapPeople(1, 2, 120, 130)], small_lifters)
    assert_same_motion(mended, lifted(tmp_path / "a.mp4", small_lifters, two_people()))


def test_a_cut_and_a_merge_put_a_track_together_again(tmp_path, small_lifters):
    """The tracker went over to the other person in the middle, and the other way round."""
    wrong = two_people(swapped=range(130, 160))
    take = lifted(tmp_path / "a.mp4", small_lifters, wrong)
    new = take.people.next_number
    assert new == 3
    edits = [CutPerson(1, 130, new), MergePeople(1, 2)]
    # 2 was seen at the same time as 1 until the cut, and as 3 after it: only what is free is taken.
    mended = change_people(take, edits, small_lifters)
    assert mended.people.numbers == (1, 3)
    assert mended.people.edits == tuple(edits)
    assert_same_motion(mended, lifted(tmp_path / "a.mp4", small_lifters, two_people()))
    assert mended.people.next_number == 4


def test_who_is_merged_while_chosen_is_the_other_one_from_then_on(tmp_path, small_lifters):
    people = two_people(swapped=())
    take = lifted(tmp_path / "a.mp4", small_lifters, people, 2)
    assert change_people(take, [MergePeople(1, 2)], small_lifters).person == 1


def test_a_change_among_others_leaves_the_chosen_ones_pose_as_it_is(tmp_path, small_lifters):
    take = lifted(tmp_path / "a.mp4", small_lifters, two_people())
    changed = change_people(take, [CutPerson(2, 120, 3)], {})  # no lifter is needed for it
    assert changed.people.numbers == (1, 2, 3)
    assert changed.results is take.results


def test_corrections_go_with_the_sightings_that_they_are_about(tmp_path, small_lifters):
    made = (MOVE, SwapSides(115, 135, "legs"), MarkUnseen(140, 145, ("head",)))
    take = correct_take(lifted(tmp_path / "a.mp4", small_lifters, two_people()), made, small_lifters)
    cut = change_people(take, [CutPerson(1, 120, 3)], small_lifters)
    assert cut.corrections == (MOVE, SwapSides(115, 120, "legs"))
    assert cut.shelved[3] == (SwapSides(120, 135, "legs"), MarkUnseen(140, 145, ("head",)))
    swapped = change_people(take, [SwapPeople(2, 1, 120, 130)], small_lifters)
    assert swapped.corrections == (
        MOVE, SwapSides(115, 120, "legs"), SwapSides(130, 135, "legs"), MarkUnseen(140, 145, ("head",)),
    )  # fmt: skip
    assert swapped.shelved == {2: (SwapSides(120, 130, "legs"),)}
    merged = change_people(cut, [MergePeople(1, 3)], small_lifters)
    assert set(merged.corrections) == {*cut.corrections, *cut.shelved[3]}
    assert not merged.shelved


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (MergePeople(1, 1), "cannot be made one"),
        (MergePeople(1, 9), "cannot be made one"),
        (CutPerson(1, FIRST, 3), "nothing to cut"),
        (CutPerson(1, FIRST + FRAMES, 3), "nothing to cut"),
        (SwapPeople(1, 2, 10, 20), "nothing to exchange"),
    ],
)
def test_what_would_change_nothing_is_refused(tmp_path, small_lifters, edit, says):
    take = lifted(tmp_path / "a.mp4", small_lifters, two_people())
    with pytest.raises(BadInput, match=says):
        change_people(take, [edit], small_lifters)


def test_nobody_can_be_chosen_whom_there_is_not(tmp_path, small_lifters):
    take = lifted(tmp_path / "a.mp4", small_lifters, two_people())
    with pytest.raises(NoSuchPerson, match="no person 7"):
        choose_person(take, 7, small_lifters)
    assert choose_person(take, 1, small_lifters) is take
