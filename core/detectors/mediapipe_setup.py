"""mediapipe as a line of the table: what each quality means for it."""

from dataclasses import dataclass, replace

from core.detectors.options import DetectorOptions, Quality
from core.detectors.table import DETECTORS, Detector, DetectorEntry
from core.errors import BadInput
from core.jobs import Report


@dataclass(frozen=True, slots=True)
class Plan:
    """How a quality is reached: there is but one network in mediapipe's wheel."""

    step_s: float = 0.0
    """As in `DetectorEntry`."""
    is_mirrored_too: bool = False


PLANS: dict[Quality, Plan] = {
    "fast": Plan(step_s=1 / 15),
    "balanced": Plan(),
    "best": Plan(is_mirrored_too=True),
}


def configure(options: DetectorOptions, report: Report) -> DetectorEntry:  # noqa: ARG001 - fetches nothing
    """The entry of that quality. `BadInput` for weights: mediapipe brings its own."""
    if options.weights or options.person_weights:
        raise BadInput("mediapipe has weights of its own. Leave --weights out, or choose --detector rtmpose.")
    plan, entry = PLANS[options.quality], DETECTORS["mediapipe"]
    if plan.step_s:
        told = f"{entry.settings}, every {plan.step_s * 1000:.0f} ms"
        return replace(entry, step_s=plan.step_s, settings=told)
    if plan.is_mirrored_too:
        return replace(entry, load=load_mirrored_too, settings=f"{entry.settings}, mirrored too")
    return entry


def load_mirrored_too() -> Detector:
    """In the worker process."""
    from core.detectors.mirrored import MirroredToo

    load = DETECTORS["mediapipe"].load
    return MirroredToo(load(), load())
