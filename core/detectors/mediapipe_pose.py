"""BlazePose (Bazarevsky et al. 2020) from the mediapipe package, whose models are inside its wheel."""

import os
from typing import Any

import numpy as np

from core.detectors.records import Detection
from core.pose.skeleton import BLAZEPOSE_33, Skeleton
from core.video.records import Frame


class MediapipePose:
    """Follows one person, the foremost one, from frame to frame.

    mediapipe's own smoothing is off. On the sample video it lowered the jitter, but the joints trailed
    the truth by about a third of a frame and the error of the fastest tenth rose from 3.1 to 3.5 pixels
    (overall 3.06 and 3.08), which no later filter mends. It also takes every video for one of 30 frames
    a second, and remembers more than the last frame, so that a resumed run would differ more.
    """

    def __init__(self) -> None:
        # Read when the libraries are loaded; the worker catches what is printed all the same.
        os.environ.setdefault("GLOG_minloglevel", "2")
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
        import mediapipe

        # Any: mediapipe is untyped. Complexity 1 is the one model that the wheel holds.
        self._pose: Any = mediapipe.solutions.pose.Pose(model_complexity=1, smooth_landmarks=False)

    @property
    def skeleton(self) -> Skeleton:
        """BlazePose's 33 landmarks."""
        return BLAZEPOSE_33

    def detect(self, frame: Frame) -> list[Detection]:
        """The foremost person with `visibility` as confidence, or nobody."""
        height, width = frame.image.shape[:2]
        found = self._pose.process(np.ascontiguousarray(frame.image))
        if found.pose_landmarks is None:
            return []
        seen = [(mark.x, mark.y, mark.visibility) for mark in found.pose_landmarks.landmark]
        world = [(mark.x, mark.y, mark.z) for mark in found.pose_world_landmarks.landmark]
        marks = np.array(seen, np.float32)  # (33, 3)
        return [
            Detection(
                points=marks[:, :2] * np.array((width, height), np.float32),
                confidence=np.clip(marks[:, 2], 0, 1),
                world=np.array(world, np.float32),
            )
        ]

    def close(self) -> None:
        """End mediapipe's threads."""
        self._pose.close()
