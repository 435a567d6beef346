"""RTMPose and its relatives as ONNX files, run by onnxruntime alone (Jiang et al. 2023, Lu et al. 2024)."""

from core.detectors.rtmpose.person_boxes import PersonBoxes

__all__ = ["PersonBoxes"]
