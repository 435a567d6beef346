"""2D keypoints that people have already, in the place of a detector."""

from core.detectors.keypoint_files.detector import (
    DETECTOR_NAME,
    KeypointSource,
    fit_keypoints,
    keypoint_detector,
)
from core.detectors.keypoint_files.formats import KEYPOINT_FORMATS
from core.detectors.keypoint_files.reading import read_keypoints

__all__ = [
    "DETECTOR_NAME",
    "KEYPOINT_FORMATS",
    "KeypointSource",
    "fit_keypoints",
    "keypoint_detector",
    "read_keypoints",
]
