"""From detections to people: which sightings are one person's, in the light of the whole clip.

A tracker of our own on SciPy's assignment. Those that are well kept decide frame by frame and cannot look
ahead, and do not fit beside what else Relief needs: norfair 2.3 (keypoints) wants NumPy below 2, Roboflow's
trackers 2.6 (ByteTrack, OC-SORT; boxes only) want supervision, whose OpenCV overwrites mediapipe's.
"""

import numpy as np
from numpy.typing import NDArray

from core.detectors.records import Detections
from core.people.joining import join_tracklets
from core.people.records import People
from core.people.sightings import Rows, Sightings
from core.people.tracklets import find_tracklets

_LEAST_SECONDS = 0.25
"""Who is seen for less is nobody (a poster, a shadow), unless nobody is seen for longer."""
_MOST_TRACKLETS = 2000
"""Joined with each other; the shortest are left out where there are more."""


def link_people(detections: Detections) -> People:
    """Everybody in the clip, numbered in the order in which they come into the picture.

    First short pieces of tracks by keypoints, place and colour, kept where looking forwards and backwards in
    time agree; then these are joined over times out of sight, all at once, by where they were going, how
    large they are and what they wear. Somebody who comes back within 1.5 body heights of where that was
    expected, dressed alike, is the same person. Nothing tells apart people who are dressed alike and change
    places while out of sight.
    """
    seen = Sightings.of(detections)
    tracklets = sorted(find_tracklets(seen), key=len, reverse=True)[:_MOST_TRACKLETS]
    people = _worth_a_number(seen, join_tracklets(seen, tracklets))
    labels = np.zeros(len(seen), np.int64)
    for number, rows in enumerate(sorted(people, key=lambda rows: _coming_in(seen, rows)), 1):
        labels[rows] = number
    return People(detections, labels)


def _worth_a_number(seen: Sightings, people: list[Rows]) -> list[Rows]:
    lasting = [rows for rows in people if len(rows) * seen.step_s >= _LEAST_SECONDS]
    return lasting or sorted(people, key=len, reverse=True)[:1]


def _coming_in(seen: Sightings, rows: NDArray[np.int64]) -> tuple[int, float]:
    """What people are ordered by: the first frame, then from left to right."""
    first = rows.min()
    return int(seen.frames[first]), float(seen.centres[first, 0])
