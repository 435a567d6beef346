"""`relief info TAKE` says how each figure was put into the room."""

import re

import pytest

from core.cli.room import tell_placements
from core.pipeline import place_take
from core.take_file import load_take
from core.world.records import PlacementOptions


@pytest.fixture
def take(relief, clip, tmp_path):
    options = ["--height", "1.6", "--fov", "60", "--formats", "csv"]
    assert relief("lift", clip, "-o", tmp_path, *options) == (0, "", "")
    return tmp_path / "walk.relief"


def test_focal_length_upright_size_and_feet_are_told(relief, take):
    code, printed, _ = relief("info", take)
    assert code == 0
    room = re.findall(r"^  room      (.*)$", printed, re.MULTILINE)
    assert "from the field of view of 60 degrees as given." in room[0]
    for name in ("baseline", "rie"):
        text = " ".join(line for line in room if line.startswith(f"{name}: "))
        assert "upright as the person stands" in text
        assert "about 1.60 m tall, from the height of 1.6 m as given" in text
        assert "standing feet held" in text or "no foot seen to stand" in text


def test_what_was_set_by_hand_is_told(take):
    by_hand = PlacementOptions(tilt_pitch_deg=-3, tilt_roll_deg=2, lift_m=0.05, foot_lock="off")
    placed = place_take(load_take(take), by_hand)
    text = " ".join(tell_placements(placed))
    assert "then tilted -3 degrees forwards and 2 sideways by hand" in text
    assert "0.05 m higher by hand" in text
    assert "feet as lifted" in text
    assert "tall, as lifted (give --height to be sure)" in text


def test_a_distance_that_sets_the_size_is_the_one_in_the_room(take):
    placed = place_take(load_take(take), PlacementOptions(fov_deg=60, distance_m=7))
    for text in [line for line in tell_placements(placed) if "tall" in line]:
        assert "from the distance of 7 m as given; 7.00 m from the camera" in text
