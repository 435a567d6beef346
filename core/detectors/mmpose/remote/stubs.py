"""Stand-ins for modules that mmpose imports but does not need for finding keypoints.

mmpose 1.3.2 imports a compiled operator of mmcv, helpers of mmdet, torchvision and xtcocotools at its top.
None of them is used by RTMPose, HRNet, SimCC, RTMO, YOLOXPose or CID, and none installs everywhere. Where the
real module is there, it is left alone.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_STUBS: dict[str, tuple[str, ...]] = {
    "mmcv.ops": ("MultiScaleDeformableAttention",),
    "mmdet.utils": ("ConfigType", "reduce_mean"),
    "torchvision.transforms": ("ToPILImage",),
    "xtcocotools.coco": ("COCO",),
    "xtcocotools.cocoeval": ("COCOeval",),
    "xtcocotools.mask": (),
}


def add_stubs() -> None:
    """Make `import mmpose` possible; to be called before it."""
    for module, names in _STUBS.items():
        try:
            importlib.import_module(module)
        except Exception:  # a compiled one that does not fit this PyTorch fails in ways of its own
            _put_stub(module, names)


def _put_stub(module: str, names: tuple[str, ...]) -> None:
    parts = module.split(".")
    for length in range(1, len(parts) + 1):
        name = ".".join(parts[:length])
        if name not in sys.modules:
            sys.modules[name] = _make_module(name)
            if length > 1:
                setattr(sys.modules[".".join(parts[: length - 1])], parts[length - 1], sys.modules[name])
    for name in names:
        setattr(sys.modules[module], name, _make_class(module, name))


def _make_module(name: str) -> ModuleType:
    stub = ModuleType(name)
    stub.__spec__ = ModuleSpec(name, None, is_package=True)  # importlib.util.find_spec wants one
    stub.__path__ = []
    return stub


def _make_class(module: str, name: str) -> type:
    """Something that can be named in annotations and subclassed, and says what is missing when it is used."""

    def refuse(*_arguments: Any, **_more: Any) -> None:
        raise ImportError(f"this model needs {module}.{name}, which this environment does not have")

    return type(name, (), {"__init__": refuse, "__module__": module})
