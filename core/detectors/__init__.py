"""Finding people's 2D keypoints in frames."""

from core.detectors.choice import AUTO, choose_detector, find_chosen, prepare_detector
from core.detectors.detection import DetectionRun, detect_people, start_detection
from core.detectors.options import QUALITIES, DetectorOptions, Quality
from core.detectors.records import Detection, Detections, join_detections
from core.detectors.table import DETECTORS, Detector, DetectorEntry, find_detector

__all__ = [
    "AUTO",
    "DETECTORS",
    "QUALITIES",
    "Detection",
    "DetectionRun",
    "Detections",
    "Detector",
    "DetectorEntry",
    "DetectorOptions",
    "Quality",
    "choose_detector",
    "detect_people",
    "find_chosen",
    "find_detector",
    "join_detections",
    "prepare_detector",
    "start_detection",
]
