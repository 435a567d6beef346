"""What the settings say of detectors: as options for the pipeline, and what there is to remark on each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.core_words import in_our_words, words_of

if TYPE_CHECKING:
    from core.detectors import DetectorOptions

DETECTOR_SETTINGS = ("detector", "quality", "mmpose_config", "mmpose_checkpoint", "device")
"""Ids of those that `detector_options` looks at."""


def detector_options(chosen: Mapping[str, Any]) -> DetectorOptions:
    """From the values of the settings by their ids."""
    from core.detectors.options import DetectorOptions, MmposeOptions

    config, checkpoint = chosen["mmpose_config"].strip(), chosen["mmpose_checkpoint"].strip()
    mmpose = None
    if config and checkpoint and chosen["detector"] in ("auto", "mmpose"):
        mmpose = MmposeOptions(config, Path(checkpoint).expanduser(), device=chosen["device"])
    return DetectorOptions(quality=chosen["quality"], mmpose=mmpose)


def remark_on_detector(name: str, chosen: Mapping[str, Any]) -> str:
    """What is missing for a detector, or what `auto` is here; empty where there is nothing to say."""
    from core.detectors.choice import AUTO, choose_detector
    from core.detectors.table import DETECTORS
    from core.errors import NotInstalled

    options = detector_options({**chosen, "detector": name})
    if name == AUTO:
        try:
            choice = choose_detector(options)
        except NotInstalled as error:
            return words_of(error)
        return _tr("Here that is {0}: {1}.").format(choice.name, in_our_words(choice.why))
    entry = DETECTORS.get(name)
    if entry is None:
        return _tr("There is no detector of this name.")
    missing = entry.why_unavailable() or (entry.not_ready and entry.not_ready(options)) or ""
    if name == "mmpose" and options.mmpose is None and missing.startswith("mmpose needs a model"):
        return _tr("mmpose needs a model: fill in its config and its checkpoint below.")
    return in_our_words(missing)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
