"""RTMPose as a line of the table: which networks each quality takes, and how the user's own are used."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core.detectors.options import DetectorOptions, Quality
from core.detectors.rtmpose.detector import Rtmpose, RtmposeSettings
from core.detectors.rtmpose.pose_network import look_at
from core.detectors.rtmpose.weights import (
    NOTE,
    RTMPOSE_M,
    RTMPOSE_X,
    YOLOX_M,
    YOLOX_TINY,
    WeightFile,
    find_weights,
    is_here,
    sha256_of,
)
from core.detectors.table import DETECTORS, Detector, DetectorEntry
from core.errors import NotInstalled
from core.jobs import Report
from core.pose.skeleton import HALPE_26, Skeleton


@dataclass(frozen=True, slots=True)
class Plan:
    """How a quality is reached."""

    pose: WeightFile
    people: WeightFile
    box_every: int
    """Frames after which people are looked for anew."""
    step_s: float = 0.0
    """As in `DetectorEntry`."""
    is_mirrored_too: bool = False


PLANS: dict[Quality, Plan] = {
    "fast": Plan(RTMPOSE_M, YOLOX_TINY, box_every=15, step_s=1 / 15),
    "balanced": Plan(RTMPOSE_M, YOLOX_M, box_every=15),
    "best": Plan(RTMPOSE_X, YOLOX_M, box_every=5, is_mirrored_too=True),
}


def configure(options: DetectorOptions, report: Report) -> DetectorEntry:
    """The entry for these options; weights that the user does not give are downloaded where they are missing.

    `BadInput` for files that are no such networks, `NotInstalled` where weights cannot be had.
    """
    plan = PLANS[options.quality]
    fetch = partial(find_weights, is_offline=options.is_offline, report=report)
    if options.weights:
        kind = look_at(options.weights)
        skeleton, needs_boxes, pose = kind.skeleton, kind.needs_boxes, options.weights
    else:
        skeleton, needs_boxes, pose = HALPE_26, True, fetch(plan.pose)
    people = (options.person_weights or fetch(plan.people)) if needs_boxes else None
    return _entry(plan, pose, people, skeleton)


def not_ready(options: DetectorOptions) -> str | None:
    """What would be downloaded, in a sentence; None if all is here."""
    try:
        missing = [weights for weights in _needed(options) if not is_here(weights)]
    except NotInstalled as error:
        return str(error)
    if not missing:
        return None
    size = sum(weights.megabytes for weights in missing)
    names = " and ".join(weights.name.split("_")[0] for weights in missing)
    return (
        f"Its weights ({names}, {size} MB) are downloaded when it is used for the first time, into"
        f" {missing[0].file.parent}. {NOTE}."
    )


def _needed(options: DetectorOptions) -> list[WeightFile]:
    plan = PLANS[options.quality]
    pose = [] if options.weights else [plan.pose]
    return pose if options.person_weights else [*pose, plan.people]


def _entry(plan: Plan, pose: Path, people: Path | None, skeleton: Skeleton) -> DetectorEntry:
    files = [file for file in (pose, people) if file]
    told = [f"{file.stem} ({sha256_of(file)[:12]})" for file in files]
    if people:
        told.append(f"boxes every {plan.box_every} frames")
    if plan.is_mirrored_too:
        told.append("mirrored too")
    if plan.step_s:
        told.append(f"every {plan.step_s * 1000:.0f} ms")
    settings = RtmposeSettings(pose, people, box_every=plan.box_every, is_mirrored_too=plan.is_mirrored_too)
    return replace(
        DETECTORS["rtmpose"],
        skeleton=skeleton,
        load=partial(load, settings),
        settings=", ".join(told),
        step_s=plan.step_s,
        warm_up=plan.box_every,
    )


def load(settings: RtmposeSettings) -> Detector:
    """In the worker process."""
    return Rtmpose(settings)
