"""A model of mmpose, loaded and asked through mmpose's own functions."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from .unusable import UnusableError
from .weights import read_weights


class Model:
    """Finds the keypoints of the people in boxes (top-down), or of everybody in the picture (one-stage)."""

    def __init__(self, config: str, checkpoint: str, device: str) -> None:
        """`UnusableError` for files that cannot be used or do not belong together."""
        from mmpose.models import BottomupPoseEstimator, TopdownPoseEstimator

        weights, about = read_weights(checkpoint)
        self._model = _build(config, device)
        if not isinstance(self._model, (TopdownPoseEstimator, BottomupPoseEstimator)):
            kind = type(self._model).__name__
            raise UnusableError(f"{config} is of a {kind}: Relief takes 2D models, top-down or one-stage.")
        _fill(self._model, weights, config, checkpoint)
        if about is not None:
            self._model.dataset_meta = about
        self.needs_boxes = isinstance(self._model, TopdownPoseEstimator)
        named = self._model.dataset_meta["keypoint_id2name"]
        self.names = [str(named[number]) for number in sorted(named, key=int)]
        """What the keypoints are called, in their order."""
        text = repr(self._model.cfg.to_dict())
        self.identity = hashlib.sha256(text.encode() + _digest(checkpoint)).hexdigest()
        """The same only for the same config and weights."""

    def find(self, image: Any, boxes: Any) -> tuple[Any, Any]:
        """Keypoints (N, K, 3) x, y, score and boxes (N, 5) left, top, right, bottom, score; float32, pixels.

        `image` (H, W, 3) is BGR. `boxes` (N, 4) are whose keypoints to find; a one-stage model needs none.
        """
        from mmpose.apis import inference_bottomup, inference_topdown

        if not self.needs_boxes:
            found = inference_bottomup(self._model, image)
        elif len(boxes):
            found = inference_topdown(self._model, image, boxes)
        else:  # mmpose would take the whole picture for a person
            found = []
        people = [_instances(sample.pred_instances, len(self.names)) for sample in found]
        points = np.concatenate([np.zeros((0, len(self.names), 3)), *(part[0] for part in people)])
        around = np.concatenate([np.zeros((0, 5)), *(part[1] for part in people)])
        return points.astype("<f4"), around.astype("<f4")


def choose_device(wanted: str) -> str:
    """`cuda:0` or `cpu`; `auto` takes a GPU where there is one."""
    import torch

    if wanted == "auto":
        return "cuda:0" if torch.cuda.is_available() else "cpu"
    if wanted == "cuda" and not torch.cuda.is_available():
        raise UnusableError("The PyTorch of the mmpose environment sees no CUDA device. Choose --device cpu.")
    return "cuda:0" if wanted == "cuda" else wanted


def _build(config: str, device: str) -> Any:
    from mmpose.apis import init_model

    path = _find_config(config)
    try:
        return init_model(str(path), None, device=device)
    except Exception as error:  # a config is a program: whatever it does wrong, it is the config
        reason = str(error).strip().split("\n")[-1][:300] or type(error).__name__
        raise UnusableError(f"{path} makes no model: {reason}. Is it a config of mmpose 1?") from error


def _find_config(config: str) -> Path:
    """The file, or the one of mmpose's own configs that is called so."""
    import mmpose

    if Path(config).is_file():
        return Path(config)
    own = Path(mmpose.__file__).parent / ".mim" / "configs"
    name = Path(config).name if config.endswith(".py") else Path(config).name + ".py"
    found = sorted(own.rglob(name))
    if not found:
        raise UnusableError(
            f"There is no config {config}, neither a file nor one that comes with mmpose. Check the name."
        )
    return found[0]


def _fill(model: Any, weights: Any, config: str, checkpoint: str) -> None:
    """Put the weights into the model. mmengine would leave at random whatever a checkpoint lacks."""
    try:
        missing = model.load_state_dict(weights, strict=False).missing_keys
    except RuntimeError as error:
        reason = (str(error).strip().split("\n")[1:2] or [""])[0].strip()[:200]
        raise UnusableError(
            f"{checkpoint} does not fit {config}: {reason} Choose the two that belong together."
        ) from error
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing:
        raise UnusableError(
            f"{checkpoint} does not fit {config}: it lacks {len(missing)} of its weights ({missing[0]}, ...)."
            " Choose the two that belong together."
        )


def _instances(found: Any, keypoints: int) -> tuple[Any, Any]:
    """(N, K, 3) and (N, 5) of mmpose's own record; boxes that it does not give are around the keypoints."""
    points = np.asarray(found.keypoints, np.float32)
    scores = np.asarray(found.keypoint_scores, np.float32)
    if points.shape[1] != keypoints:
        raise UnusableError(
            f"The config names {keypoints} keypoints, but its model finds {points.shape[1]}. Choose another."
        )
    if "bboxes" in found and len(found.bboxes) == len(points):
        boxes = np.asarray(found.bboxes, np.float32)
        sure = np.asarray(found.bbox_scores, np.float32) if "bbox_scores" in found else scores.mean(axis=1)
    else:
        boxes = np.concatenate([points.min(axis=1), points.max(axis=1)], axis=1)
        sure = scores.mean(axis=1)
    return np.concatenate([points, scores[..., None]], axis=-1), np.concatenate(
        [boxes, sure[:, None]], axis=1
    )


def _digest(path: str) -> bytes:
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while True:
            block = file.read(1 << 20)
            if not block:
                return digest.digest()
            digest.update(block)


def versions() -> list[str]:
    """`mmpose 1.3.2` and `torch 2.13.0`."""
    import mmpose
    import torch

    return [f"mmpose {mmpose.__version__}", f"torch {torch.__version__}"]
