"""Where people's boxes come from: sources take a picture (H, W, 3) and give boxes (N, 5) with scores."""

from collections.abc import Callable

import numpy as np

from core.detectors.mmpose.process import MmposeProcess
from core.detectors.rtmpose.following import boxes_around
from core.detectors.rtmpose.letterbox import Boxes
from core.detectors.rtmpose.person_boxes import LEAST_SCORE
from core.detectors.rtmpose.pose_network import Found
from core.video.records import Frame, Image

BoxSource = Callable[[Image], Boxes]

_NOBODY = np.zeros((0, 5), np.float32)


class ModelBoxes:
    """The boxes of a one-stage model of mmpose, such as RTMO."""

    def __init__(self, process: MmposeProcess, model: str) -> None:
        self._process, self._model = process, model

    def __call__(self, image: Image) -> Boxes:
        """Everybody it sees, the surest first."""
        boxes = self._process.find(self._model, image, _NOBODY)[1]
        order = np.argsort(-boxes[:, 4], kind="stable")
        return np.asarray(boxes[order][boxes[order, 4] >= LEAST_SCORE])


class BlazePoseBoxes:
    """Boxes around those whom BlazePose sees: it comes with Relief."""

    def __init__(self) -> None:
        """`ImportError` where mediapipe is not installed."""
        from core.detectors.mediapipe_pose import MediapipePose

        self._pose = MediapipePose()

    def __call__(self, image: Image) -> Boxes:
        """Those it sees; each look is by itself."""
        seen = self._pose.detect(Frame(0, 0.0, image))
        if not seen:
            return _NOBODY
        return boxes_around(Found(np.stack([s.points for s in seen]), np.stack([s.confidence for s in seen])))


class GivenBox:
    """The box that the user drew, at the first look; later ones, for who was lost, are another source's."""

    def __init__(self, box: tuple[float, float, float, float], then: BoxSource) -> None:
        """`box` is left, top, width, height in pixels."""
        left, top, width, height = box
        self._first: Boxes | None = np.array([[left, top, left + width, top + height, 1]], np.float32)
        self._then = then

    def __call__(self, image: Image) -> Boxes:
        """(1, 5), later (0 or 1, 5): the surest."""
        first, self._first = self._first, None
        return self._then(image)[:1] if first is None else first


def whole_picture(image: Image) -> Boxes:
    """One box around everything: only where somebody fills the picture is it a person's."""
    height, width = image.shape[:2]
    return np.array([[0, 0, width, height, 1]], np.float32)
