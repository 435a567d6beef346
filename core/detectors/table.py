"""Which detectors there are, and what each must be able to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Protocol, runtime_checkable

from core.detectors.options import DetectorOptions
from core.detectors.records import Detection
from core.errors import BadInput, NotInstalled
from core.jobs import Report, ignore_report
from core.pose.skeleton import BLAZEPOSE_33, COCO_17, HALPE_26, Skeleton
from core.video.records import Frame


class Detector(Protocol):
    """A loaded network that finds people's keypoints. May remember earlier frames to follow a person."""

    @property
    def skeleton(self) -> Skeleton:
        """The keypoints that `detect` gives, in this order."""

    def detect(self, frame: Frame) -> list[Detection]:
        """Everybody in the frame; an empty list where nobody is seen. Frames come in order."""

    def close(self) -> None:
        """Let go of memory and threads; the detector is not used again."""


@runtime_checkable
class DetectsMany(Protocol):
    """A detector that is quicker with several frames at once."""

    frames_at_once: int
    """How many it likes."""

    def detect_many(self, frames: Sequence[Frame]) -> list[list[Detection]]:
        """Everybody in each of up to so many frames, which follow upon each other."""


@dataclass(frozen=True)
class DetectorEntry:
    """One line of the table. Looking at it imports nothing heavy; `load` does."""

    name: str
    description: str
    skeleton: Skeleton
    load: Callable[[], Detector]
    """A function of a module (no lambda): the worker process imports it by its name."""
    package: str | None = None
    """Distribution and import name of what must be installed; None where Relief itself is enough."""
    settings: str = ""
    """What else decides the result, in words."""
    warm_up: int = 0
    """Frames to look at before the first one wanted, when detection goes on in the middle of a clip."""
    configure: "Callable[[DetectorOptions, Report], DetectorEntry] | None" = None
    """Makes the entry that does what the options say, fetching what is needed; None: it has no choices."""
    not_ready: Callable[[DetectorOptions], str | None] | None = None
    """A sentence on what `configure` would have to fetch first; None, from it or instead, if nothing."""
    step_s: float = 0.0
    """Frames that follow the last one looked at by less are passed over, and interpolated; 0: none are."""
    install: str | None = None
    """What pip is given to install the package, where that is more than its name."""

    def why_unavailable(self) -> str | None:
        """A sentence saying what is missing on this machine, or None if nothing is."""
        if self.package is None or find_spec(self.package) is not None:
            return None
        return (
            f"The detector {self.name} needs the package {self.package}, which is not installed: "
            f"run `pip install {self.install or self.package}`."
        )

    def version(self) -> str:
        """The package's version and the settings: two runs with the same text give the same result."""
        if self.package is None:
            return self.settings
        installed = f"{self.package} {_installed_version(self.package)}"
        return f"{installed}, {self.settings}" if self.settings else installed


@cache  # it is asked for with every chunk of rows
def _installed_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a frozen program may leave the metadata behind
        return "of unknown version"


def _load_mediapipe() -> Detector:
    from core.detectors.mediapipe_pose import MediapipePose

    return MediapipePose()


def _configure_mediapipe(options: DetectorOptions, report: Report) -> "DetectorEntry":
    from core.detectors.mediapipe_setup import configure

    return configure(options, report)


def _configure_rtmpose(options: DetectorOptions, report: Report) -> "DetectorEntry":
    from core.detectors.rtmpose.setup import configure

    return configure(options, report)


def _load_rtmpose() -> Detector:
    return _configure_rtmpose(DetectorOptions(), ignore_report).load()


def _rtmpose_not_ready(options: DetectorOptions) -> str | None:
    from core.detectors.rtmpose.setup import not_ready

    return not_ready(options)


def _configure_mmpose(options: DetectorOptions, report: Report) -> "DetectorEntry":
    from core.detectors.mmpose.setup import configure

    return configure(options, report)


def _load_mmpose() -> Detector:
    raise NotInstalled("mmpose needs a config and a checkpoint.")


def _mmpose_not_ready(options: DetectorOptions) -> str | None:
    from core.detectors.mmpose.setup import not_ready

    return not_ready(options)


DETECTORS: dict[str, DetectorEntry] = {
    entry.name: entry
    for entry in (
        DetectorEntry(
            name="mediapipe",
            description="BlazePose, 33 keypoints of up to six people; fast with one, comes with Relief",
            skeleton=BLAZEPOSE_33,
            load=_load_mediapipe,
            package="mediapipe",
            settings="complexity 1, unsmoothed, up to six people, hidden ones apart",
            # It follows the person by the last frame's landmarks, and forgets slowly where it began: on the
            # sample video a run begun in the middle differs from a whole one by 1.5 pixels on average in
            # its first frame, 0.9 after 6 frames, 0.6 after 18, 0.4 after 30 (at most 2.0), 0.25 after 60.
            # Its error is 3 pixels, so 30 are enough.
            warm_up=30,
            configure=_configure_mediapipe,
        ),
        DetectorEntry(
            name="rtmpose",
            description="RTMPose, 26 keypoints of everybody, or ONNX files of yours",
            skeleton=HALPE_26,
            load=_load_rtmpose,
            package="onnxruntime",
            install="onnxruntime==1.31.1 pooch==1.9.0",
            configure=_configure_rtmpose,
            not_ready=_rtmpose_not_ready,
        ),
        DetectorEntry(
            name="mmpose",
            description="OpenMMLab's mmpose with any 2D model of yours, top-down or one-stage",
            skeleton=COCO_17,
            load=_load_mmpose,
            settings="a model of the user's",
            configure=_configure_mmpose,
            not_ready=_mmpose_not_ready,
        ),
    )
}


def find_detector(detector: str | DetectorEntry) -> DetectorEntry:
    """The entry of that name. `BadInput` for an unknown name, `NotInstalled` where a package is missing."""
    entry = detector if isinstance(detector, DetectorEntry) else DETECTORS.get(detector)
    if entry is None:
        raise BadInput(f"There is no detector called {detector!r}; known ones: {', '.join(DETECTORS)}.")
    if missing := entry.why_unavailable():
        raise NotInstalled(missing)
    return entry
