"""Five drawn people who cross each other, and what a detector of keypoints would see of them.

Every person is the walker of `made_up_people` at a depth, a speed and in clothes of its own, painted from the
farthest to the nearest. A keypoint that somebody nearer covers has less confidence and lies farther off; who
is mostly covered is not seen at all. Noise wanders as detectors' does, single frames drop out, now and then a
shadow is taken for a person, and now and then somebody is detected twice. Colours are taken from the painted
pictures, so that who stands in front colours who stands behind.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from made_up_people import walker

from core.detectors.colours import body_colours
from core.detectors.records import Detections
from core.pose.skeleton import H36M_17

SIZE = (960, 540)
RATE = 30.0
FRAMES = 300
PEOPLE = 5
NOISE = 0.012
"""Standard deviation in parts of a person's height: a little more than BlazePose's on the sample video."""
DROPPED = 0.03
DOUBLED = 0.01
SHADOWS = 0.03
MOSTLY_COVERED = 0.6
SWAPPED = 0.01

CLOTHES = np.array([  # shirt and trousers, RGB
    [(200, 40, 40), (40, 40, 60)], [(60, 90, 200), (120, 100, 70)], [(230, 230, 225), (30, 50, 110)],
    [(50, 140, 70), (50, 50, 50)], [(225, 180, 60), (160, 160, 165)],
])  # fmt: skip


@dataclass(frozen=True, eq=False)
class Scene:
    """What the detector saw, and who it really was."""

    detections: Detections
    truth: np.ndarray
    """(N,) the person of each row, from 0; -1 for a shadow."""
    points: np.ndarray
    """(P, T, 17, 2) true pixels."""
    is_visible: np.ndarray
    """(P, T) whether enough of a person can be seen to be detected."""


def crossing_scene(seed: int, *, uniform: bool = False) -> Scene:
    """A scene of 10 s; in a `uniform` one all wear the same."""
    rng = np.random.default_rng(seed)
    times = np.arange(FRAMES) / RATE
    points, order = _walks(rng, times)
    clothes = CLOTHES[rng.permutation(PEOPLE)] if not uniform else np.repeat(CLOTHES[:1], PEOPLE, axis=0)
    wander = _wander(rng, points.shape)
    rows, truth = [], []
    is_visible = np.zeros((PEOPLE, FRAMES), bool)
    for t in range(FRAMES):
        picture, owner = _paint(points[:, t], order, clothes, rng)
        seen, who = [], []
        for person in range(PEOPLE):
            covered = _covered(owner, points[person, t], person)
            is_visible[person, t] = covered.mean() <= MOSTLY_COVERED
            if not is_visible[person, t] or rng.random() < DROPPED:
                continue
            found = _detect(rng, points[person, t], wander[person, t], covered)
            seen.append(found)
            who.append(person)
            if rng.random() < DOUBLED:
                seen.append((found[0] + rng.normal(0, 2, found[0].shape), found[1] * 0.8))
                who.append(person)
        if rng.random() < SHADOWS:
            at = rng.uniform((0, 0), np.array(SIZE) - 100)
            seen.append((at + 80 * rng.random((17, 2)), np.full(17, 0.4)))
            who.append(-1)
        for k in rng.permutation(len(seen)):
            colours = body_colours(
                picture, seen[k][0].astype(np.float32), seen[k][1].astype(np.float32), H36M_17
            )
            rows.append((t, *seen[k], colours))
            truth.append(who[k])
    return Scene(_detections(rows, times), np.array(truth), points, is_visible)


def _walks(rng, times):
    """(P, T, 17, 2) pixels of people who walk to and fro across the picture, and (P,) who is nearer."""
    depth = rng.permutation(PEOPLE)  # 0 is the farthest
    points = np.empty((PEOPLE, FRAMES, 17, 2))
    for person in range(PEOPLE):
        height = 170 + 35 * depth[person] + rng.uniform(-15, 15)
        speed = rng.uniform(0.3, 0.9) * height * rng.choice([-1, 1])  # pixels a second
        start = rng.uniform(0.1, 0.9) * SIZE[0]
        lane = np.abs((start + speed * times - 60) % (2 * (SIZE[0] - 120)) - (SIZE[0] - 120)) + 60
        body = walker(times + rng.uniform(0, 5), (1, 1)) - walker(np.zeros(1), (1, 1)).mean(axis=1)
        points[person] = body * height / 0.6
        points[person, ..., 0] += lane[:, None]
        points[person, ..., 1] += 300 + 18 * depth[person]
    return points, np.argsort(depth)


def _wander(rng, shape):
    """(P, T, 17, 2) noise of deviation 1 that remembers most of the frame before."""
    noise = np.empty((shape[0], FRAMES, 17, 2))
    noise[:, 0] = rng.normal(size=noise[:, 0].shape)
    for t in range(1, FRAMES):
        noise[:, t] = 0.8 * noise[:, t - 1] + 0.6 * rng.normal(size=noise[:, t].shape)
    return noise


def _paint(points, order, clothes, rng):
    """The picture, and (H, W) whose body each pixel shows, from 1; 0 for the wall."""
    picture = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8)
    picture[:, ::48] = 90
    owner = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    for person in order:
        shirt, trousers = clothes[person].tolist()
        joints = points[person].round().astype(int)
        height = np.ptp(points[person][:, 1])
        trunk = joints[[11, 14, 1, 4]]
        for image, top, bottom in ((picture, shirt, trousers), (owner, int(person) + 1, int(person) + 1)):
            cv2.fillPoly(image, [trunk.astype(np.int32)], top)
            for child, parent in enumerate(H36M_17.parents):
                if parent >= 0:
                    colour = bottom if child in (2, 3, 5, 6) else top
                    cv2.line(
                        image, joints[parent].tolist(), joints[child].tolist(), colour, round(0.07 * height)
                    )
    light = rng.normal(0, 6, picture.shape[:2])[..., None]
    return (picture + light).clip(0, 255).astype(np.uint8), owner


def _covered(owner, points, person):
    """(17,) joints where somebody else is painted over, or that lie outside the picture."""
    x, y = points.round().astype(int).T
    is_inside = (x >= 0) & (x < SIZE[0]) & (y >= 0) & (y < SIZE[1])
    covered = ~is_inside
    covered[is_inside] = ~np.isin(owner[y[is_inside], x[is_inside]], (0, person + 1))
    return covered


def _detect(rng, points, wander, covered):
    height = np.ptp(points[:, 1])
    found = points + NOISE * height * wander * np.where(covered, 4, 1)[:, None]
    if rng.random() < SWAPPED:
        found = found[list(H36M_17.mirror)]
    confidence = np.clip(np.where(covered, 0.4, 0.9) + rng.normal(0, 0.05, 17), 0, 1)
    return found, confidence


def _detections(rows, times):
    frames = np.arange(len(times))
    return Detections(
        detector="drawn", version="1", skeleton=H36M_17, frames=frames, times=times,
        row_frames=np.array([row[0] for row in rows]),
        points=np.array([row[1] for row in rows], np.float32),
        confidence=np.array([row[2] for row in rows], np.float32),
        world=np.full((len(rows), 17, 3), np.nan, np.float32),
        lost_frames=np.empty(0, np.int64), image_size=SIZE,
        colours=np.array([row[3] for row in rows], np.float32),
    )  # fmt: skip
