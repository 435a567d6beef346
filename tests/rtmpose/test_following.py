"""Following people: with a network that finds whoever really is in a box, and sees nobody elsewhere."""

import numpy as np
import pytest

from core.detectors.keypoint_files.names import fit_skeleton
from core.detectors.rtmpose.detector import FollowingDetector
from core.detectors.rtmpose.pose_network import Found, PoseKind
from core.pose.skeleton import COCO_17
from core.video.records import Frame

SHAPE = np.random.default_rng(0).uniform(-1, 1, (17, 2)) * (40, 100)
HALF = np.abs(SHAPE).max(axis=0)


class TrueNetwork:
    """Answers a box with the person whose middle is in the box's middle half, surely; else with noise."""

    is_on_gpu = False

    def __init__(self, scene):
        self.scene = scene
        """From a frame's number to its people's middles."""
        self.batches = []

    def find(self, images, boxes):
        self.batches.append([len(found) for found in boxes])
        return [self._one(int(image[0, 0, 0]), found) for image, found in zip(images, boxes, strict=True)]

    def _one(self, index, boxes):
        points = np.full((len(boxes), 17, 2), 7, np.float32)
        scores = np.full((len(boxes), 17), 0.1, np.float32)
        for i, box in enumerate(boxes):
            middle, quarter = (box[:2] + box[2:4]) / 2, (box[2:4] - box[:2]) / 4
            for place in self.scene(index):
                if np.all(np.abs(np.subtract(place, middle)) < quarter):
                    points[i], scores[i] = SHAPE + place, 0.9
        return Found(points, scores)


class TrueBoxes:
    def __init__(self, scene):
        self.scene, self.asked = scene, []

    def __call__(self, image):
        self.asked.append(int(image[0, 0, 0]))
        places = self.scene(self.asked[-1])
        boxes = [(*(np.array(p) - HALF), *(np.array(p) + HALF), 0.8) for p in places]
        return np.array(boxes, np.float32).reshape(-1, 5)


def run(scene, frames, *, at_once=1, box_every=10, boxes_scene=None):
    """Middles of the people seen in each frame, and the frames in which people were looked for."""
    places = fit_skeleton(COCO_17.joints)[1]
    find_boxes = TrueBoxes(boxes_scene or scene)
    detector = FollowingDetector(
        TrueNetwork(scene), PoseKind(COCO_17, places, np.arange(17), True), find_boxes,
        box_every=box_every, frames_at_once=at_once,
    )  # fmt: skip
    seen = []
    for start in range(0, frames, at_once):
        batch = [
            Frame(i, i / 30, np.full((2, 2, 3), i, np.uint8))
            for i in range(start, min(start + at_once, frames))
        ]
        for people in detector.detect_many(batch):
            seen.append(sorted(tuple(np.round((one.points - SHAPE)[0], 2).tolist()) for one in people))
    return seen, find_boxes.asked


def truth(scene, frames):
    return [sorted(tuple(np.round(np.float64(p), 2).tolist()) for p in scene(i)) for i in range(frames)]


def two_walkers(index):
    return [(100 + 2 * index, 200), (900 - 2 * index, 220 + index)]


@pytest.mark.parametrize("at_once", [1, 4, 8])
def test_people_who_move_are_followed_and_looked_for_every_tenth_frame(at_once):
    seen, asked = run(two_walkers, 40, at_once=at_once)
    assert seen == truth(two_walkers, 40)
    assert asked == [0, 10, 20, 30]


def runner(index):
    """A tenth of a body height a frame: somebody who sprints."""
    return [(50 + 20 * index, 300)]


@pytest.mark.parametrize("at_once", [1, 8])
def test_a_runner_is_never_lost(at_once):
    seen, _ = run(runner, 60, at_once=at_once)
    assert seen == truth(runner, 60)


def jumps(index):
    return [(100 if index < 13 else 700, 200)]


@pytest.mark.parametrize("at_once", [1, 8])
def test_whoever_is_lost_is_looked_for_in_the_same_frame(at_once):
    """A cut in the video, between two looks."""
    seen, asked = run(jumps, 30, at_once=at_once)
    assert seen == truth(jumps, 30)
    assert asked == [0, 10, 13, 23]


def leaves(index):
    return [(100, 200)] if index < 12 or index > 31 else []


@pytest.mark.parametrize("at_once", [1, 8])
def test_nobody_is_made_up_and_who_comes_in_is_found_three_frames_late_at_most(at_once):
    seen, asked = run(leaves, 45, at_once=at_once)
    true = truth(leaves, 45)
    assert seen[:32] == true[:32]
    assert sum(a != b for a, b in zip(seen, true, strict=True)) < 3
    assert np.diff([frame for frame in asked if 12 <= frame <= 34]).max() <= 3


def enters(index):
    return two_walkers(index) if index >= 5 else two_walkers(index)[:1]


def test_somebody_new_is_found_at_the_next_look():
    seen, _ = run(enters, 20)
    assert seen[:5] == truth(enters, 5)
    assert seen[10:] == truth(enters, 20)[10:]


def test_people_whom_the_boxes_miss_are_followed_on():
    def only_the_first(index):
        return two_walkers(index)[: 1 if index else 2]

    seen, _ = run(two_walkers, 40, boxes_scene=only_the_first)
    assert seen == truth(two_walkers, 40)


def test_one_person_in_two_boxes_is_one_person():
    def twice(index):
        return [(300, 300), (312, 306)] if index % 10 == 0 else [(300, 300)]

    seen, _ = run(lambda index: [(300, 300)], 25, boxes_scene=twice)
    assert seen == [[(300.0, 300.0)]] * 25


def test_the_crops_of_all_people_and_frames_go_through_the_network_together():
    network = TrueNetwork(two_walkers)
    places = fit_skeleton(COCO_17.joints)[1]
    detector = FollowingDetector(
        network, PoseKind(COCO_17, places, np.arange(17), True), TrueBoxes(two_walkers), box_every=10
    )
    detector.detect_many([Frame(i, i / 30, np.full((2, 2, 3), i, np.uint8)) for i in range(8)])
    assert network.batches == [[2] * 8]
