"""mmpose over a video: its process as a network, and whose boxes it is given."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from core.detectors.keypoint_files.names import fit_skeleton
from core.detectors.mmpose.boxes import BlazePoseBoxes, BoxSource, GivenBox, ModelBoxes, whole_picture
from core.detectors.mmpose.description import forget_models
from core.detectors.mmpose.process import Array, MmposeProcess, ModelFiles, ModelInfo
from core.detectors.rtmpose.detector import FollowingDetector
from core.detectors.rtmpose.person_boxes import PersonBoxes
from core.detectors.rtmpose.pose_network import Found, PoseKind
from core.errors import BadInput
from core.video.records import Image

POSE, PEOPLE = "pose", "people"
"""What the two models are called that the process may have."""

NEVER = 10**9
"""Frames: people are looked for only where somebody was lost."""


@dataclass(frozen=True, slots=True)
class MmposeSettings:
    """What the worker process loads."""

    models: dict[str, ModelFiles]
    """`POSE`, and perhaps `PEOPLE`: a one-stage model whose boxes the first one is given."""
    identities: dict[str, str]
    """As mmpose told them when the skeleton was read."""
    person_weights: Path | None = None
    """ONNX file of a network that finds boxes."""
    box: tuple[float, float, float, float] | None = None
    """Left, top, width and height in pixels, of one person in the first frame."""
    box_every: int = 10
    """Frames after which people are looked for anew, beyond those who are followed."""
    device: str = "auto"


class MmposeNetwork:
    """The process as something that finds keypoints."""

    is_on_gpu = False
    """Each frame is one batch of all its people; many frames at once are no quicker here."""

    def __init__(self, process: MmposeProcess) -> None:
        self._process = process

    def find(self, images: list[Image], boxes: list[Array]) -> list[Found]:
        """The people in each picture's (N, 4+) boxes, or everybody where no boxes are given."""
        nobody = np.zeros((0, 5), np.float32)
        return [self._find(image, boxes[i] if boxes else nobody) for i, image in enumerate(images)]

    def _find(self, image: Image, boxes: Array) -> Found:
        points = self._process.find(POSE, image, boxes)[0]
        scores = points[..., 2].clip(0)
        return Found(np.where((scores > 0)[..., None], points[..., :2], np.nan), scores)


class Mmpose(FollowingDetector):
    """A model of mmpose that follows people, or sees everybody at once."""

    def __init__(self, settings: MmposeSettings) -> None:
        """`BadInput` for files that cannot be used, or that have changed since their skeleton was read."""
        self._process = MmposeProcess(settings.models, device=settings.device)
        try:
            self._check(settings)
            pose = self._process.models[POSE]
            box_source, every = _box_source(settings, self._process) if pose.needs_boxes else (None, NEVER)
            super().__init__(
                MmposeNetwork(self._process), kind_of(pose), box_source, box_every=every, frames_at_once=1
            )
        except BaseException:
            self._process.close()
            raise

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def _check(self, settings: MmposeSettings) -> None:
        for name, identity in settings.identities.items():
            if self._process.models[name].identity != identity:
                forget_models(settings.models)
                raise BadInput(
                    f"{settings.models[name].config} has changed since it was looked at. Run it again."
                )


def kind_of(model: ModelInfo) -> PoseKind:
    """What a model finds as a skeleton of ours, by the names of its keypoints.

    `ValueError` where joints that lifting needs are not among them.
    """
    skeleton, places = fit_skeleton(model.names)
    return PoseKind(skeleton, places, np.arange(len(model.names)), model.needs_boxes)


def describe_boxes(settings: MmposeSettings) -> str:
    """In words, where boxes come from."""
    if PEOPLE in settings.models:
        found = f"boxes of {Path(settings.models[PEOPLE].config).stem} every {settings.box_every} frames"
    elif settings.person_weights:
        found = f"boxes of {settings.person_weights.stem} every {settings.box_every} frames"
    elif _has_blazepose():
        found = "boxes of BlazePose where nobody is followed"
    else:
        found = "the whole picture as box where nobody is followed"
    if settings.box is None:
        return found
    return f"the box {','.join(f'{side:g}' for side in settings.box)} in the first frame, {found}"


def _box_source(settings: MmposeSettings, process: MmposeProcess) -> tuple[BoxSource, int]:
    """Where boxes come from, and every how many frames they are asked for."""
    source, every = _finder(settings, process)
    if settings.box is None:
        return source, every
    return GivenBox(settings.box, source), NEVER  # the person that was drawn, and nobody else


def _finder(settings: MmposeSettings, process: MmposeProcess) -> tuple[BoxSource, int]:
    if PEOPLE in settings.models:
        return ModelBoxes(process, PEOPLE), settings.box_every
    if settings.person_weights:
        return PersonBoxes(settings.person_weights), settings.box_every
    return (BlazePoseBoxes() if _has_blazepose() else whole_picture), NEVER


def _has_blazepose() -> bool:
    return find_spec("mediapipe") is not None
