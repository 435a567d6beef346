"""Figures drawn from known joints: what a small network is trained on, and what it is then asked about.

Needs NumPy and OpenCV only, so that it runs in both environments. A left limb is blue and a right one orange:
whoever confuses the sides, or red and blue, is found out.
"""

import cv2
import numpy as np

LIMBS = ((5, 7), (7, 9), (6, 8), (8, 10), (11, 13), (13, 15), (12, 14), (14, 16))
"""Pairs of COCO-17 joints."""
LEFT_RGB, RIGHT_RGB, BODY_RGB, FACE_RGB = (40, 90, 230), (240, 130, 20), (60, 140, 60), (225, 185, 150)


def make_joints(random, height=1.0):
    """(17, 2) COCO joints of a figure about `height` tall around (0, 0), x right, y down."""
    turn = random.uniform(0.35, 1.0) * random.choice((-1, 1))  # seen from the front or from behind
    lean = random.uniform(-0.35, 0.35)
    hips, shoulders = np.array((0.0, 0.0)), np.array((np.sin(lean), -np.cos(lean))) * 0.30
    across = np.array((np.cos(lean), np.sin(lean))) * turn
    joints = np.zeros((17, 2))
    for side, left in ((1, 0), (-1, 1)):
        joints[5 + left] = shoulders + side * 0.11 * across
        joints[11 + left] = hips + side * 0.08 * across
        arm, thigh = random.uniform(-0.4, 2.6) * side, random.uniform(-0.3, 0.9) * side
        fore = arm + random.uniform(-0.3, 1.8) * side
        shin = thigh - random.uniform(-0.2, 1.2) * side
        joints[7 + left] = joints[5 + left] + 0.17 * np.array((np.sin(arm), np.cos(arm)))
        joints[9 + left] = joints[7 + left] + 0.15 * np.array((np.sin(fore), np.cos(fore)))
        joints[13 + left] = joints[11 + left] + 0.24 * np.array((np.sin(thigh), np.cos(thigh)))
        joints[15 + left] = joints[13 + left] + 0.23 * np.array((np.sin(shin), np.cos(shin)))
    head = shoulders + np.array((np.sin(lean), -np.cos(lean))) * 0.13
    up = np.array((np.sin(lean), -np.cos(lean)))
    joints[0] = head
    joints[1], joints[2] = head + 0.03 * up + 0.025 * across, head + 0.03 * up - 0.025 * across
    joints[3], joints[4] = head + 0.01 * up + 0.055 * across, head + 0.01 * up - 0.055 * across
    return joints * height


def draw_figure(image, joints, size):
    """Draw a figure of `size` pixels height into an RGB picture, at joints (17, 2) in its pixels."""
    thick = max(1, round(size * 0.035))

    def line(a, b, colour, width=thick):
        _line(image, a, b, colour, width)

    shoulders, hips = joints[5:7].mean(axis=0), joints[11:13].mean(axis=0)
    torso = np.array((joints[5], joints[6], joints[12], joints[11]))
    cv2.fillConvexPoly(image, np.round(torso * 16).astype(np.int32), BODY_RGB, cv2.LINE_AA, 4)
    line(shoulders, hips, BODY_RGB, thick * 2)
    line(joints[5], joints[6], BODY_RGB)
    line(joints[11], joints[12], BODY_RGB)
    head = joints[:5].mean(axis=0)
    line(shoulders, head, FACE_RGB)
    _dot(image, head, FACE_RGB, size * 0.065)
    for a, b in LIMBS:
        line(joints[a], joints[b], LEFT_RGB if a % 2 else RIGHT_RGB)
    for joint in range(5, 17):
        _dot(image, joints[joint], LEFT_RGB if joint % 2 else RIGHT_RGB, thick * 0.75)
    for joint, colour in ((1, LEFT_RGB), (2, RIGHT_RGB), (3, LEFT_RGB), (4, RIGHT_RGB), (0, (20, 20, 20))):
        _dot(image, joints[joint], colour, max(1.0, size * 0.012))


def make_picture(random, width, height):
    """An RGB picture of soft noise and a few boxes, with nobody in it."""
    grey = random.integers(60, 210, (6, 6, 1))
    coarse = np.clip(grey + random.integers(-25, 25, (6, 6, 3)), 0, 255).astype(np.uint8)
    image = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    for _ in range(int(random.integers(0, 5))):
        x, y = random.integers(0, (width, height))
        w, h = random.integers(4, (width // 2, height // 2))
        colour = (int(random.integers(50, 210)) + random.integers(-25, 25, 3)).tolist()
        cv2.rectangle(image, (int(x), int(y)), (int(x + w), int(y + h)), colour, -1)
    return image


def _line(image, a, b, colour, width):
    start, end = (tuple(np.round(np.asarray(p) * 16).astype(int).tolist()) for p in (a, b))
    cv2.line(image, start, end, colour, width, cv2.LINE_AA, 4)


def _dot(image, centre, colour, radius):
    place = tuple(np.round(np.asarray(centre) * 16).astype(int).tolist())
    cv2.circle(image, place, round(radius * 16), colour, -1, cv2.LINE_AA, 4)
