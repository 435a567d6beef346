"""From what the user asked for to the detector that is run."""

from dataclasses import dataclass

from core.detectors.options import DetectorOptions
from core.detectors.table import DETECTORS, DetectorEntry, find_detector
from core.errors import BadInput, NotInstalled
from core.jobs import Report, ignore_report

AUTO = "auto"
BEST_FIRST = ("mmpose", "rtmpose", "mediapipe")
"""What `auto` tries. The first two see everybody in the picture, mediapipe one person."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The detector that is taken, and why."""

    name: str
    """A key of `DETECTORS`."""
    why: str
    """A part of a sentence, for the user."""


def choose_detector(options: DetectorOptions) -> Choice:
    """What `auto` means here: the best detector that is installed and whose weights are on this machine.

    Nothing is downloaded for it. `NotInstalled` where there is none at all.
    """
    if options.mmpose:
        return Choice("mmpose", "a model of it was given")
    if options.weights or (options.person_weights and not options.mmpose):
        return Choice("rtmpose", "the weights that were given are for it")
    lacking: list[str] = []
    for name in BEST_FIRST:
        if name not in DETECTORS:
            continue
        entry = DETECTORS[name]
        missing = entry.why_unavailable() or (entry.not_ready and entry.not_ready(options))
        if not missing:
            instead = f"; {' and '.join(lacking)} would be better, once set up" if lacking else ""
            return Choice(name, f"the best that is ready{instead}")
        lacking.append(name)
    raise NotInstalled("No detector is ready: `relief detectors` says what each of them needs.")


def find_chosen(name: str, options: DetectorOptions) -> DetectorEntry:
    """The entry of that name, or of what `auto` chooses, not set up yet. Errors as in `find_detector`."""
    return find_detector(choose_detector(options).name if name == AUTO else name)


def prepare_detector(name: str, options: DetectorOptions, report: Report = ignore_report) -> DetectorEntry:
    """The entry of that name, or of what `auto` chooses, set up as the options say.

    Weights that are missing are downloaded. `BadInput` for an unknown name, or a file of weights that
    cannot be used; `NotInstalled` where something is missing that cannot be fetched.
    """
    entry = find_chosen(name, options)
    if entry.configure is not None:
        return entry.configure(options, report)
    if options.weights or options.person_weights:
        raise BadInput(f"The detector {entry.name} takes no weights. Leave --weights out, or choose rtmpose.")
    return entry
