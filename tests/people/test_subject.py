"""One person out of what a detector saw."""

import numpy as np
import pytest

from core.detectors import Detections
from core.errors import NobodyFound
from core.people import choose_subject, link_people
from core.pose.records import Flag
from core.pose.skeleton import Skeleton

BOX = Skeleton("box", ("top_left", "bottom_right"))


def seen(rows, frames=range(4), size=(640, 480)):
    """Rows of (frame, x, y, height, confidence): a person half as wide as tall, top left at (x, y)."""
    frames = np.array(frames)
    points = [[(x, y), (x + h / 2, y + h)] for _, x, y, h, _ in rows]
    return Detections(
        detector="fake",
        version="1",
        skeleton=BOX,
        frames=frames,
        times=frames / 30,
        row_frames=np.array([row[0] for row in rows], int),
        points=np.array(points, np.float32).reshape(-1, 2, 2),
        confidence=np.array([(row[4],) * 2 for row in rows], np.float32).reshape(-1, 2),
        world=np.full((len(rows), 2, 3), np.nan, np.float32),
        lost_frames=np.array([], int),
        image_size=size,
    )


def subject_of(detections):
    people = link_people(detections)
    return people.track(choose_subject(people))


def test_every_frame_is_in_the_track_and_the_unseen_ones_are_missing():
    track = subject_of(seen([(11, 10, 10, 100, 0.9), (13, 12, 10, 100, 0.9)], frames=range(10, 14)))
    assert track.frames.tolist() == [10, 11, 12, 13]
    assert np.isnan(track.points[[0, 2]]).all()
    assert track.confidence[:, 0] == pytest.approx([0, 0.9, 0, 0.9])
    assert track.flags[:, 0].tolist() == [Flag.MISSING, 0, Flag.MISSING, 0]
    assert track.points[3].tolist() == [[12, 10], [62, 110]]


def test_a_surer_passer_by_does_not_take_the_subjects_place():
    walk = [(i, 100 + 5 * i, 50, 300, 0.7) for i in range(4)]
    passer = [(i, 400 - 20 * i, 50, 150, 0.95) for i in range(4)]
    both = sorted(walk + passer)
    track = subject_of(seen(both))
    assert track.points[:, 0, 0].tolist() == [100, 105, 110, 115]


def test_the_order_of_people_in_a_frame_does_not_matter():
    rows = [(i, x, 50, 300, 0.8) for i in range(4) for x in (100 + i, 400 - i)]
    swapped = [
        (i, x, 50, 300, 0.8) for i in range(4) for x in ((400 - i, 100 + i) if i % 2 else (100 + i, 400 - i))
    ]
    assert np.array_equal(subject_of(seen(rows)).points, subject_of(seen(swapped)).points)


def test_a_subject_who_comes_back_nearby_is_taken_up_again():
    track = subject_of(seen([(0, 10, 10, 100, 0.9), (30, 120, 60, 100, 0.9)], frames=range(31)))
    assert track.points[30, 0].tolist() == [120, 60]


def test_nobody_jumps_across_the_picture():
    """The detector goes over to somebody else for three frames, and comes back."""
    walk = [(i, 100 + 3 * i, 50, 200, 0.8) for i in range(20) if not 8 <= i < 11]
    other = [(i, 500, 90, 180, 0.95) for i in range(8, 11)]
    track = subject_of(seen(sorted(walk + other), frames=range(20)))
    assert np.flatnonzero(track.flags[:, 0] & Flag.MISSING).tolist() == [8, 9, 10]
    assert track.points[11, 0].tolist() == [133, 50]


def test_of_two_people_seen_in_turn_the_one_seen_longer_is_kept():
    first = [(i, 100, 50, 200, 0.8) for i in range(5)]
    second = [(i, 450, 60, 200, 0.8) for i in range(5, 20)]
    track = subject_of(seen(first + second, frames=range(20)))
    assert np.flatnonzero(track.flags[:, 0] & Flag.MISSING).tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("speed", [0.0, 3.0, 6.5])
def test_a_runner_is_one_person(speed):
    """Body heights a second, at 30 frames a second."""
    run = [(i, 50 + 100 * speed * i / 30, 50, 100, 0.8) for i in range(20)]
    track = subject_of(seen(run, frames=range(20), size=(3000, 480)))
    assert not (track.flags & Flag.MISSING).any()


def test_doubtful_and_outside_joints_are_flagged():
    left = subject_of(seen([(0, -1, 10, 100, 0.4)]))
    assert left.flags[0].tolist() == [Flag.OUTSIDE | Flag.LOW_CONFIDENCE, Flag.LOW_CONFIDENCE]
    corner = subject_of(seen([(1, 600, 400, 100, 0.9)]))
    assert corner.flags[1].tolist() == [0, Flag.OUTSIDE]


def test_a_joint_without_place_is_missing_though_its_person_is_seen():
    found = seen([(0, 10, 10, 100, 0.9)])
    found.points[0, 1, 0] = np.nan
    track = subject_of(found)
    assert np.isnan(track.points[0, 1]).all()
    assert track.confidence[0, 1] == 0
    assert track.flags[0].tolist() == [0, Flag.MISSING]


def test_nobody_is_an_error_that_says_what_to_look_for():
    with pytest.raises(NobodyFound, match="in the 4 frames"):
        subject_of(seen([]))
