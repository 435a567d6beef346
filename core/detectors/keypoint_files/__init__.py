"""2D keypoints that people have already, in the place of a detector."""

from core.detectors.keypoint_files.detector import DETECTOR_NAME, KeypointSource, keypoint_detector
from core.detectors.keypoint_files.formats import KEYPOINT_FORMATS, read_keypoint_file

__all__ = ["DETECTOR_NAME", "KEYPOINT_FORMATS", "KeypointSource", "keypoint_detector", "read_keypoint_file"]
