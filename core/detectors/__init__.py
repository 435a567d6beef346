"""Finding people's 2D keypoints in frames."""

from core.detectors.detection import DetectionRun, detect_people, start_detection
from core.detectors.records import Detection, Detections, join_detections
from core.detectors.table import DETECTORS, Detector, DetectorEntry, find_detector

__all__ = [
    "DETECTORS",
    "Detection",
    "DetectionRun",
    "Detections",
    "Detector",
    "DetectorEntry",
    "detect_people",
    "find_detector",
    "join_detections",
    "start_detection",
]
