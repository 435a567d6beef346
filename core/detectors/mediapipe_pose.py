"""BlazePose (Bazarevsky et al. 2020) from the mediapipe package, whose models are inside its wheel."""

import os
from itertools import permutations
from typing import Any

import numpy as np

from core.detectors.looking import EARLY_S
from core.detectors.mediapipe_loading import import_mediapipe
from core.detectors.melting import Image, size_of, without_people
from core.detectors.records import Detection
from core.pose.skeleton import BLAZEPOSE_33, Skeleton
from core.video.records import Frame

MOST_PEOPLE = 6
"""Followed at once: each costs as much as the first."""
_SEARCH_EVERY_S = 0.5
"""Between two looks for people who are not followed yet."""
_LEAST_VISIBILITY = 0.6
"""Mean over the keypoints of somebody newly found: what is less is mostly furniture."""
_LEAST_HEIGHT = 0.08
"""Of the picture's, of somebody newly found: smaller people are guessed rather than seen."""
_SAME = 0.15
"""Mean distance between two people's keypoints, in parts of the smaller one's size, below which both
followers look at one person."""
_JUMP = 0.5
"""Mean way of the keypoints from one frame to the next, in parts of the person's size, above which the
follower has gone over to somebody else. At 20 frames a second nobody is so fast."""
_OVERLAPPING = 0.25
"""Of the smaller one's box, from which on one of two people is taken to be hidden by the other,"""
_APART = 0.02
"""until it is less than this."""


class MediapipePose:
    """Follows everybody whom it has found from frame to frame.

    BlazePose sees one person, the foremost one. That one is followed in the whole picture. Twice a second a
    follower of its own looks for somebody else in a picture without those who are followed already, and goes
    on with whom it finds; who is hidden by another one is followed in a picture without that one. Who comes
    in is seen up to `_SEARCH_EVERY_S` late; who is much smaller than the others, or mostly hidden by them,
    may never be.

    mediapipe's own smoothing is off. On the sample video it lowered the jitter, but the joints trailed
    the truth by about a third of a frame and the error of the fastest tenth rose from 3.1 to 3.5 pixels
    (overall 3.06 and 3.08), which no later filter mends. It also takes every video for one of 30 frames
    a second, and remembers more than the last frame, so that a resumed run would differ more.
    """

    def __init__(self) -> None:
        # Read when the libraries are loaded; the worker catches what is printed all the same.
        os.environ.setdefault("GLOG_minloglevel", "2")
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
        self._followers = [_Follower()]
        self._idle: list[_Follower] = []
        self._searched = -1
        """Which half second of the video the last look was in."""

    @property
    def skeleton(self) -> Skeleton:
        """BlazePose's 33 landmarks."""
        return BLAZEPOSE_33

    def detect(self, frame: Frame) -> list[Detection]:
        """Everybody who is followed, with `visibility` as confidence: first who has been for longest."""
        image = np.ascontiguousarray(frame.image)
        pictures = [self._picture_for(follower, image) for follower in self._followers]
        for follower, picture in zip(self._followers, pictures, strict=True):
            follower.follow(picture)
        self._let_go()
        # By the video's own clock, so that a run that goes on in the middle looks at the same times.
        if (now := _search_of(frame.time_s)) != self._searched:
            self._searched = now
            self._search(image)
        self._tell_who_hides()
        return [follower.seen for follower in self._followers if follower.seen is not None]

    def close(self) -> None:
        """End mediapipe's threads."""
        for follower in (*self._followers, *self._idle):
            follower.close()

    def _picture_for(self, follower: "_Follower", image: Image) -> Image:
        """The picture without those who hide that person: they would draw the follower to themselves."""
        hiding = [other.seen for other in follower.hidden_by if other.seen is not None]
        return without_people(image, hiding) if hiding else image

    def _tell_who_hides(self) -> None:
        """Of two who begin to overlap, the one who is seen less well is hidden, and stays so while they do.

        It cannot be told anew in each frame: who is looked at in a picture without the other is seen better.
        """
        for one, other in permutations(self._followers, 2):
            share = _overlap(one.seen, other.seen)
            if share < _APART:
                one.hidden_by.discard(other)
            elif share > _OVERLAPPING and one not in other.hidden_by and one.sureness < other.sureness:
                one.hidden_by.add(other)

    def _let_go(self) -> None:
        """Stop following who is out of sight or followed twice; the last one goes on looking everywhere."""
        for follower in sorted(self._followers, key=lambda f: f.step, reverse=True):
            if len(self._followers) > 1 and (follower.is_lost or self._is_double(follower)):
                self._followers.remove(follower)
                for other in self._followers:
                    other.hidden_by.discard(follower)
                follower.forget()
                self._idle.append(follower)

    def _is_double(self, follower: "_Follower") -> bool:
        seen = follower.seen
        others = (other.seen for other in self._followers if other is not follower)
        return seen is not None and any(_is_same(seen, other) for other in others if other is not None)

    def _search(self, image: Image) -> None:
        """Look for people who are not followed yet, until there is nobody more."""
        known = [follower.seen for follower in self._followers if follower.seen is not None]
        if not known:
            return
        while len(self._followers) < MOST_PEOPLE:
            follower = self._idle.pop() if self._idle else _Follower()
            follower.follow(without_people(image, known, is_small=True))
            if follower.seen is not None:
                follower.follow(without_people(image, known))  # where it was found, but sharp
            if follower.seen is None or not self._is_somebody_new(follower, image.shape[0]):
                follower.forget()
                self._idle.append(follower)
                return
            self._followers.append(follower)
            known.append(follower.seen)

    def _is_somebody_new(self, follower: "_Follower", height: int) -> bool:
        seen = follower.seen
        return (
            seen is not None
            and follower.sureness >= _LEAST_VISIBILITY
            and size_of(seen) >= _LEAST_HEIGHT * height
            and not self._is_double(follower)
        )


class _Follower:
    """One instance of BlazePose: finds a person in the whole picture, and then looks where that one was."""

    def __init__(self) -> None:
        # Any: mediapipe is untyped. Complexity 1 is the one model that the wheel holds.
        self._pose: Any = import_mediapipe().solutions.pose.Pose(model_complexity=1, smooth_landmarks=False)
        self.seen: Detection | None = None
        self.step = 0.0
        """Mean way of the keypoints since the frame before, in parts of the person's size."""
        self.hidden_by: set[_Follower] = set()
        """Those who stand in front of a part of the person."""

    @property
    def sureness(self) -> float:
        """How well the person is seen: the mean over the keypoints."""
        return 0.0 if self.seen is None else float(self.seen.confidence.mean())

    @property
    def is_lost(self) -> bool:
        """Whether it sees nobody, or somebody else than in the frame before."""
        return self.seen is None or self.step > _JUMP

    def follow(self, image: Image) -> None:
        """Look at the next picture (H, W, 3)."""
        before, self.seen = self.seen, self._look(image)
        self.step = _distance(before, self.seen) if before is not None and self.seen is not None else 0.0

    def forget(self) -> None:
        """Look everywhere in the next picture, as it does anyway after one in which it saw nobody."""
        if self.seen is not None:
            self._pose.reset()  # loads the models again: as dear as ten frames
        self.seen = None
        self.hidden_by.clear()

    def close(self) -> None:
        self._pose.close()

    def _look(self, image: Image) -> Detection | None:
        found = self._pose.process(image)
        if found.pose_landmarks is None:
            return None
        seen = [(mark.x, mark.y, mark.visibility) for mark in found.pose_landmarks.landmark]
        world = [(mark.x, mark.y, mark.z) for mark in found.pose_world_landmarks.landmark]
        marks = np.array(seen, np.float32)  # (33, 3)
        height, width = image.shape[:2]
        return Detection(
            points=marks[:, :2] * np.array((width, height), np.float32),
            confidence=np.clip(marks[:, 2], 0, 1),
            world=np.array(world, np.float32),
        )


def _search_of(time_s: float) -> int:
    """Which look since the video's beginning a frame is for, or comes after."""
    return int((time_s + EARLY_S) // _SEARCH_EVERY_S)


def _distance(one: Detection, other: Detection) -> float:
    """Mean distance between the same keypoints, in parts of the smaller one's size."""
    apart = np.linalg.norm(one.points - other.points, axis=1).mean()
    return float(apart) / max(min(size_of(one), size_of(other)), 1.0)


def _overlap(one: Detection | None, other: Detection | None) -> float:
    """What two people's boxes have in common, in parts of the smaller one's area; 0 where one is not seen."""
    if one is None or other is None:
        return 0.0
    low = np.maximum(one.points.min(axis=0), other.points.min(axis=0))
    high = np.minimum(one.points.max(axis=0), other.points.max(axis=0))
    least = min(np.ptp(one.points, axis=0).prod(), np.ptp(other.points, axis=0).prod())
    return float((high - low).clip(0).prod() / max(least, 1.0))


def _is_same(one: Detection, other: Detection) -> bool:
    return _distance(one, other) < _SAME
