"""A placement as a plain document and arrays, as takes keep it; what comes back is believed in nothing."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.pose.records import Pose
from core.world.records import (
    CameraChoice,
    CameraKind,
    CameraMotion,
    FootLock,
    Placement,
    PlacementOptions,
)

Arrays = dict[str, NDArray[Any]]

PLACEMENT_ARRAYS: Mapping[str, Any] = {
    "joints": np.float32,
    "rotation": np.float64,
    "camera": np.float64,
    "contacts": np.uint8,
    "camera_shift": np.float32,
    "camera_roll": np.float32,
}
"""Type of each array by name."""


def placement_to_parts(placement: Placement) -> tuple[dict[str, Any], Arrays]:
    """What goes into the document, and the arrays by name."""
    motion = placement.motion
    document = {
        "options": asdict(placement.options),
        "focal_px": placement.focal_px,
        "focal_text": placement.focal_text,
        "scale": placement.scale,
        "figures": dict(placement.figures),
        "warnings": list(placement.warnings),
        "motion": {"kind": motion.kind, "is_trusted": motion.is_trusted, "text": motion.text},
    }
    return document, {
        "joints": placement.pose.joints,
        "rotation": placement.rotation,
        "camera": placement.camera,
        "contacts": placement.contacts.astype(np.uint8),
        "camera_shift": motion.shift_px,
        "camera_roll": motion.roll,
    }


def placement_from_parts(stated: Mapping[str, Any], arrays: Arrays, pose: Pose) -> Placement:
    """The placement of `pose`; `BadInput`, `ValueError` and the like if the parts do not hold together."""
    for name, kind in PLACEMENT_ARRAYS.items():
        if arrays[name].dtype != kind:
            raise BadInput(f"an array of a placement holds {arrays[name].dtype}, not {np.dtype(kind)}.")
    if arrays["joints"].shape != pose.joints.shape or np.isinf(arrays["joints"]).any():
        raise BadInput("the joints of a placement are impossible.")
    if not all(np.isfinite(arrays[name]).all() for name in PLACEMENT_ARRAYS if name != "joints"):
        raise BadInput("the camera of a placement is nowhere.")
    placement = Placement(
        pose=replace(pose, joints=arrays["joints"], coordinates="world"),
        options=_build_options(stated["options"]),
        focal_px=_positive(stated["focal_px"]),
        focal_text=str(stated["focal_text"]),
        rotation=arrays["rotation"],
        camera=arrays["camera"],
        scale=_positive(stated["scale"]),
        contacts=arrays["contacts"].astype(np.bool_),
        motion=CameraMotion(
            _one_of(CameraKind, stated["motion"]["kind"]),
            arrays["camera_shift"],
            arrays["camera_roll"],
            bool(stated["motion"]["is_trusted"]),
            str(stated["motion"]["text"]),
        ),
        figures={str(name): float(value) for name, value in stated["figures"].items()},
        warnings=tuple(str(text) for text in stated["warnings"]),
    )
    unity = placement.rotation @ placement.rotation.transpose(0, 2, 1)
    if np.abs(unity - np.eye(3)).max() > 1e-6 or (np.linalg.det(placement.rotation) < 0).any():
        raise BadInput("the camera of a placement is not turned but bent.")
    return placement


def _build_options(stated: Mapping[str, Any]) -> PlacementOptions:
    if not set(stated) <= {f.name for f in fields(PlacementOptions)}:  # older ones have fewer
        raise BadInput("the options of a placement are unknown.")
    choices = {"foot_lock": FootLock, "camera": CameraChoice}
    chosen = {name: _one_of(kinds, stated[name]) for name, kinds in choices.items() if name in stated}
    numbers = {
        name: None if value is None else float(value) for name, value in stated.items() if name not in choices
    }
    return PlacementOptions(**chosen, **numbers)  # type: ignore[arg-type]  # checked by the record


def _one_of(kinds: Any, stated: Any) -> Any:
    if stated not in get_args(kinds):
        raise BadInput(f"{stated!r} is not known in a placement.")
    return stated


def _positive(stated: Any) -> float:
    value = float(stated)
    if not 0 < value < float("inf"):
        raise BadInput("a focal length or scale of a placement is impossible.")
    return value
