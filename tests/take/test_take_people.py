"""The people of a take in its file: what a hand changed comes back, and nothing in it is believed."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_crowds import crowd
from made_up_takes import FIRST, made_up_take
from test_take_file import assert_same, change_array, change_document, with_resolved_video

from core.errors import BadInput
from core.people import CutPerson, MergePeople, SwapPeople
from core.take_file import load_take, save_take

EDITS = (
    CutPerson(1, FIRST + 10, 4),
    SwapPeople(2, 3, FIRST + 5, FIRST + 8),
    MergePeople(1, 4),
    CutPerson(3, FIRST + 20, 5),
)


@pytest.fixture
def take(tmp_path):
    """Three people, of whom a hand made four."""
    alone = made_up_take(tmp_path / "walk.mp4")
    people = crowd(alone.track.times, 3, first=FIRST).with_edits(EDITS)
    return replace(alone, people=people, person=2)


@pytest.fixture
def path(take, tmp_path):
    save_take(take, tmp_path / "walk.relief")
    return tmp_path / "walk.relief"


def test_who_is_who_comes_back_with_every_change_to_it(take, path):
    loaded = load_take(path)
    assert_same(with_resolved_video(loaded), with_resolved_video(take))
    assert loaded.people.edits == EDITS
    assert loaded.people.numbers == (1, 2, 3, 5)
    assert [len(loaded.people.rows(number)) for number in loaded.people.numbers] == [30, 30, 20, 10]


def test_changes_can_be_taken_back_after_the_file(take, path):
    people = load_take(path).people
    np.testing.assert_array_equal(people.with_edits(()).labels, np.tile([1, 2, 3], 30))
    before = people.with_edits(people.edits[:-1])
    assert before.numbers == (1, 2, 3)


def test_somebody_new_has_a_number_that_a_file_may_hold(take, tmp_path):
    """The largest number there may be is taken already."""
    people = take.people.with_edits((CutPerson(1, FIRST + 10, 1_000_000),))
    again = people.with_edits((*people.edits, CutPerson(2, FIRST + 10, people.next_number)))
    save_take(replace(take, people=again), tmp_path / "again.relief")
    assert load_take(tmp_path / "again.relief").people.numbers == (1, 2, 3, 4, 1_000_000)


def cut(**changes):
    return {"kind": "cut", "person": 1, "frame": FIRST + 10, "new": 9} | changes


HOSTILE = {
    "a huge number": ([cut(new=10**30)], "makes no sense"),
    "a huge frame": ([cut(frame=1 << 70)], "makes no sense"),
    "a negative number": ([cut(person=-1)], "makes no sense"),
    "nobody's number": ([cut(new=0)], "makes no sense"),
    "a negative frame": ([cut(frame=-5)], "makes no sense"),
    "a fraction": ([cut(frame=3.5)], "makes no sense"),
    "a truth": ([cut(new=True)], "makes no sense"),
    "a text": ([cut(new="9")], "makes no sense"),
    "a list": ([cut(new=[9])], "makes no sense"),
    "nothing": ([cut(new=None)], "makes no sense"),
    "NaN": ([cut(frame=float("nan"))], "makes no sense"),
    "no number": ([{"kind": "cut", "person": 1, "frame": 3}], "unknown kind"),
    "one more": ([cut(other=1)], "unknown kind"),
    "another kind": ([cut(kind="__init__")], "unknown kind"),
    "a kind that is a list": ([cut(kind=["cut"])], "unknown kind"),
    "no record": (["cut"], "unknown kind"),
    "no list": (7, "damaged"),
    "an object": ({"kind": "cut"}, "unknown kind"),
    "two in one place": ([cut(new=2)], "two places at once"),
    "who is chosen is gone": ([cut(person=2, frame=0)], "not among its people"),
    "too many": ([cut()] * 10_001, "more changes"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_changes_that_nobody_makes_are_refused_in_clear_words(kind, path):
    edits, words = HOSTILE[kind]
    change_document(path, lambda document: document["people"].update(edits=edits))
    with pytest.raises(BadInput, match=words) as caught:
        load_take(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_thousands_of_changes_that_do_nothing_open_soon_and_do_nothing(path):
    """In its frame 1000 the clip is over, and persons 7 and 8 are nobody."""
    empty = [
        {"kind": "swap", "person": 1, "other": 2, "start": 1 << 40, "stop": 0},
        {"kind": "merge", "person": 7, "other": 8},
        cut(frame=1000),
        {"kind": "merge", "person": 1, "other": 1},
    ]
    change_document(path, lambda document: document["people"].update(edits=empty * 2500))
    people = load_take(path).people
    assert len(people.edits) == 10_000
    np.testing.assert_array_equal(people.labels, people.linked)


@pytest.mark.parametrize("person", [0, -1, 4, 10**30, "2", 2.0, True, None, [2]])
def test_a_chosen_person_who_is_not_there_is_refused(path, person):
    change_document(path, lambda document: document["people"].update(person=person))
    with pytest.raises(BadInput, match="chosen person"):
        load_take(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda linked: linked - 2, "impossible number"),
        (lambda linked: linked * 10**12, "impossible number"),
        (lambda linked: linked[:-1], "one for each sighting"),
        (lambda linked: linked.astype(np.float64), "one for each sighting"),
        (lambda linked: np.ones_like(linked), "two places at once"),
    ],
)
def test_numbers_of_people_that_cannot_be_are_refused(path, change, words):
    change_array(path, "people/linked", change)
    with pytest.raises(BadInput, match=words):
        load_take(path)
