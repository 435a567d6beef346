"""What the user may set, as one table: the dialog, the stored values and the tests are built from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Signal

from app.detector_choice import remark_on_detector

Group = Literal["People", "Processing", "Exports", "Looks"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set. Texts are English; they are translated where they are shown."""

    id: str
    """Its key among the stored settings, and in `Settings`."""
    group: Group
    label: str
    help: str
    default: Any
    """Its type is that of the value."""
    choices: Callable[[], Mapping[str, str]] | None = None
    """What there is to choose from: text by value; asked when the dialog opens."""
    least: float = 0
    most: float = 0
    """For numbers."""
    remark: Callable[[str, Mapping[str, Any]], str] | None = None
    """What there is to say of a choice, with all values by their ids: such as what it lacks here."""


def _detectors() -> Mapping[str, str]:
    from core.detectors import DETECTORS

    known = {name: f"{name}: {entry.description}" for name, entry in DETECTORS.items()}
    return {"auto": QCoreApplication.translate("Settings", "The best that is ready")} | known


def _qualities() -> Mapping[str, str]:
    return {
        "fast": "Fast",
        "balanced": "Balanced",
        "best": "Best",
    }


def _subjects() -> Mapping[str, str]:
    return {
        "prominent": "The most prominent",
        "longest": "Who is seen longest",
        "largest": "The largest in the picture",
        "central": "Who is nearest to the middle",
        "moving": "Who moves most",
    }


def _lifters() -> Mapping[str, str]:
    from core.lifter.shipped import LIFTERS, shipped_lifters

    return {"baseline,rie": "Baseline and RIE, to compare"} | {
        name: name for name in dict.fromkeys([*LIFTERS, *shipped_lifters()])
    }


def _devices() -> Mapping[str, str]:
    return {
        "auto": "The GPU where there is one",
        "cpu": "CPU",
        "cuda": "CUDA GPU",
    }


def _smoothings() -> Mapping[str, str]:
    return {
        "none": "None",
        "light": "Light, against jitter",
        "butterworth": "Butterworth, low-pass",
        "savgol": "Savitzky-Golay",
    }


def _rates() -> Mapping[str, str]:
    return {
        "video": "That of the video",
        "24": "24, film",
        "25": "25, PAL",
        "30000/1001": "29.97, NTSC",
        "30": "30",
        "50": "50",
        "60": "60",
    }


def _units() -> Mapping[str, str]:
    return {
        "auto": "What the program takes",
        "cm": "Centimetres",
        "m": "Metres",
    }


def _themes() -> Mapping[str, str]:
    return {
        "dark": "Dark",
        "light": "Light",
    }


def _languages() -> Mapping[str, str]:
    from app.language import LANGUAGES

    return LANGUAGES


SETTINGS: dict[str, Setting] = {
    entry.id: entry
    for entry in (
        Setting(
            "detector", "People", "Detector",
            "Finds people's 2D keypoints.", "auto", _detectors, remark=remark_on_detector,
        ),
        Setting(
            "quality", "People", "Quality",
            "Fast looks at fewer frames with smaller models, best also at the mirrored picture.",
            "balanced", _qualities,
        ),
        Setting(
            "mmpose_config", "People", "mmpose: config",
            "File of a 2D model, or the name of one that comes with mmpose. A program: trust its maker.",
            "",
        ),
        Setting(
            "mmpose_checkpoint", "People", "mmpose: checkpoint",
            "File with the weights of that model.", "",
        ),
        Setting(
            "subject", "People", "Of several people, lift",
            "At first; choose another in the video or on the timeline at any time.", "prominent", _subjects,
        ),
        Setting(
            "lifters", "Processing", "Lifters",
            "Turn the keypoints into 3D, each by itself.", "baseline,rie",
            _lifters,
        ),
        Setting(
            "device", "Processing", "Lift on",
            "Where the lifters run.", "auto", _devices,
        ),
        Setting(
            "smoothing", "Processing", "Smooth keypoints",
            "Before lifting. Light takes away what jumps from frame to frame; the others hide fast motion.",
            "light", _smoothings,
        ),
        Setting(
            "cutoff_hz", "Processing", "Cut-off (Hz)",
            "Butterworth keeps what is slower: 6 for walking, 12 for punches.",
            6.0, least=1, most=30,
        ),
        Setting(
            "process_at_once", "Processing", "Process a video when it is opened",
            "Otherwise it waits for Ctrl+R.", True,
        ),
        Setting(
            "rate", "Exports", "Frames per second",
            "Of formats with one rate. CSV, JSON and GLB keep each frame's own time.", "video", _rates,
        ),
        Setting(
            "unit", "Exports", "Unit of BVH files",
            "Blender takes metres, most others centimetres.", "auto", _units,
        ),
        Setting(
            "theme", "Looks", "Theme",
            "Dark for video, light for bright rooms.", "dark", _themes,
        ),
        Setting(
            "font_pt", "Looks", "Text size (points)",
            "Of everything in the window.", 10.0, least=7, most=24,
        ),
        Setting(
            "language", "Looks", "Language",
            "Complete at the next start.", "en", _languages,
        ),
    )
}  # fmt: skip


class Settings(QObject):
    """The stored values, each of the type of its default. Keys of actions are stored beside them."""

    changed = Signal(str, object)
    """Id and new value."""
    keys_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings()

    def __getitem__(self, id_: str) -> Any:
        entry = SETTINGS[id_]
        stored = self._store.value(f"settings/{id_}")
        if stored is None:
            return entry.default
        if isinstance(entry.default, bool):  # an .ini file gives text
            return str(stored).lower() == "true"
        try:
            value = type(entry.default)(stored)
        except (TypeError, ValueError):  # edited by hand
            return entry.default
        if isinstance(value, float):
            return min(max(value, entry.least), entry.most)
        return value

    @property
    def values(self) -> Mapping[str, Any]:
        """All of them by their ids."""
        return {id_: self[id_] for id_ in SETTINGS}

    def set(self, id_: str, value: Any) -> None:
        """Store a value and tell those who listen, if it is another one."""
        if value != self[id_]:
            self._store.setValue(f"settings/{id_}", value)
            self.changed.emit(id_, value)

    def keys_of(self, action: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of an action: the user's, or its own."""
        stored = self._store.value(f"keys/{action}")
        if stored is None:
            return default
        return tuple(key for key in str(stored).split(" | ") if key)

    def set_keys(self, action: str, keys: tuple[str, ...] | None) -> None:
        """Give an action other keys; None gives back its own."""
        if keys is None:
            self._store.remove(f"keys/{action}")
        else:
            self._store.setValue(f"keys/{action}", " | ".join(keys))
        self.keys_changed.emit()

    def remembered(self, name: str) -> Any:
        """Something the window remembers that is not the user's to set: layouts, recent files."""
        return self._store.value(f"window/{name}")

    def remember(self, name: str, value: Any) -> None:
        """Keep it for `remembered`; None forgets it."""
        if value is None:
            self._store.remove(f"window/{name}")
        else:
            self._store.setValue(f"window/{name}", value)
