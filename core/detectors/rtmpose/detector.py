"""RTMPose over a video: whose crops to look at in each frame, many of them at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from core.detectors.records import Detection
from core.detectors.rtmpose.following import Followed
from core.detectors.rtmpose.letterbox import Boxes
from core.detectors.rtmpose.network import Array
from core.detectors.rtmpose.person_boxes import PersonBoxes
from core.detectors.rtmpose.pose_network import Found, PoseKind, load_pose_network
from core.errors import BadInput
from core.pose.skeleton import Skeleton
from core.video.records import Frame, Image

_FRAMES_ON_GPU = 8
"""In one batch. On a processor one after the other is as quick, and each box is then newer."""
_LOOK_FOR_ANYBODY = 3
"""Frames after which people are looked for again while there are none."""


@dataclass(frozen=True, slots=True)
class RtmposeSettings:
    """What the worker process loads."""

    weights: Path
    person_weights: Path | None
    """None for a network that needs no boxes."""
    box_every: int = 10
    """Frames after which people are looked for anew, beyond those who are followed."""
    is_mirrored_too: bool = False
    """Each crop is seen mirrored as well."""


class FindsKeypoints(Protocol):
    """A network that finds the keypoints of people whose boxes are known, or of everybody in a picture."""

    @property
    def is_on_gpu(self) -> bool:
        """Whether many crops at once are quicker than one after the other."""

    def find(self, images: list[Image], boxes: list[Array]) -> list[Found]:
        """The people in each picture's (N, 4+) boxes, or everybody where no boxes are needed."""


class FollowingDetector:
    """Finds everybody.

    People are followed by their keypoints. They are looked for anew every few frames, and at once where
    somebody was lost.
    """

    def __init__(
        self,
        network: FindsKeypoints,
        kind: PoseKind,
        find_boxes: Callable[[Image], Boxes] | None,
        *,
        box_every: int,
        frames_at_once: int | None = None,
    ) -> None:
        """`find_boxes` (None for a network that needs none) is asked every `box_every` frames."""
        self._network, self._kind, self._find_boxes = network, kind, find_boxes
        self._box_every = box_every
        self._people = Followed()
        self._looked_before = box_every
        self.frames_at_once = frames_at_once or (_FRAMES_ON_GPU if network.is_on_gpu else 1)
        """How many frames `detect_many` is best given."""

    @property
    def skeleton(self) -> Skeleton:
        """COCO-17, Halpe-26 or BODY-25, by the network."""
        return self._kind.skeleton

    def detect(self, frame: Frame) -> list[Detection]:
        """Everybody in the frame."""
        return self.detect_many([frame])[0]

    def detect_many(self, frames: Sequence[Frame]) -> list[list[Detection]]:
        """Everybody in each of the frames, which follow upon each other."""
        if self._find_boxes is None:
            images = [frame.image for frame in frames]
            return [self._detections(found) for found in self._network.find(images, [])]
        done: list[list[Detection]] = []
        while len(done) < len(frames):
            done += self._detect_next(frames[len(done) :])
        return done

    def _detect_next(self, frames: Sequence[Frame]) -> list[list[Detection]]:
        """Everybody in the first of the frames, and in as many more as one look for people is enough for.

        None at all where somebody is lost in the first frame: then it is looked at anew.
        """
        is_new_look = self._looked_before >= (self._box_every if len(self._people) else _LOOK_FOR_ANYBODY)
        if is_new_look:
            self._look(frames[0])
        count = min(len(frames), max(1, self._box_every - self._looked_before)) if len(self._people) else 1
        frames = frames[:count]
        if not len(self._people):
            self._looked_before += 1
            return [[]]
        boxes = [self._people.boxes_at(frame.time_s) for frame in frames]
        done: list[list[Detection]] = []
        is_there = np.ones(len(self._people), bool)
        for frame, found in zip(frames, self._network.find([f.image for f in frames], boxes), strict=True):
            is_sure = found.sureness >= self._people.least_sure
            if not done and is_new_look:
                is_there = is_sure  # not all boxes are people, and who was followed may have left
            if (is_there & ~is_sure).any():
                self._looked_before = self._box_every  # look for whoever was lost, in this frame
                break
            kept = self._people.follow(frame.time_s, found, is_sure)
            self._looked_before += 1
            done.append(self._detections(Found(found.points[kept], found.scores[kept])))
            if not len(kept):
                break
        return done

    def _look(self, frame: Frame) -> None:
        assert self._find_boxes is not None
        self._people.add(self._find_boxes(frame.image), frame.time_s)
        self._looked_before = 0

    def _detections(self, found: Found) -> list[Detection]:
        places = self._kind.places
        is_there = places >= 0
        points = np.where(is_there[:, None], found.points[:, places], np.nan).astype(np.float32)
        scores: Array = np.where(is_there, found.scores[:, places], 0).clip(0, 1).astype(np.float32)
        return [Detection(one, sure) for one, sure in zip(points, scores, strict=True)]

    def close(self) -> None:
        """Nothing is held that does not go by itself."""


class Rtmpose(FollowingDetector):
    """RTMPose with the boxes of another network, or RTMO."""

    def __init__(self, settings: RtmposeSettings, *, frames_at_once: int | None = None) -> None:
        """`BadInput` for files that are not such networks."""
        network, kind = load_pose_network(settings.weights, is_mirrored_too=settings.is_mirrored_too)
        if settings.person_weights is None and kind.needs_boxes:
            raise BadInput(
                f"{settings.weights} needs the boxes of people: give a network that finds them too."
            )
        find_boxes = PersonBoxes(settings.person_weights) if settings.person_weights else None
        super().__init__(
            network, kind, find_boxes, box_every=settings.box_every, frames_at_once=frames_at_once
        )
